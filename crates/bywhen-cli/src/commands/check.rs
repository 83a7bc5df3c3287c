//! `bywhen check`.

use std::collections::BTreeMap;

use bywhen::{Charter, Code, Diagnostic, Family, VersionGap};
use serde::Serialize;

use crate::args::{CheckArgs, Format};
use crate::exit::Exit;
use crate::output::{Failure, json, message};
use crate::{diagnostics, load};

/// A diagnostic with the file it is of.
#[derive(Serialize)]
struct Finding<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    help: Option<&'a str>,
}

impl<'a> Finding<'a> {
    fn of(file: &'a str, diagnostic: &'a Diagnostic) -> Finding<'a> {
        Finding {
            file,
            line: diagnostic.line,
            column: diagnostic.column,
            code: diagnostic.code.as_str(),
            severity: diagnostic.severity.word(),
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
        }
    }

    /// Of two versions that do not fit together, the later one's file is named.
    fn between(file: &'a str, gap: &'a VersionGap) -> Finding<'a> {
        let (message, help) = (gap.message.as_str(), Some(gap.help));
        let (code, severity) = (gap.code.as_str(), gap.code.severity().word());
        Finding { file, line: 1, column: 1, code, severity, message, help }
    }
}

pub(crate) fn run(args: &CheckArgs) -> Result<Exit, Failure> {
    let sources = load::read_sources(&args.paths)?;
    let parsed: Vec<_> =
        sources.iter().map(|text| (load::name(text), text, bywhen::parse_bytes(&text.bytes))).collect();
    let broken = parsed.iter().filter(|(_, _, parsed)| parsed.charter.is_none()).count();
    let charters = parsed.iter().filter_map(|(name, _, parsed)| Some((name.as_str(), parsed.charter.clone()?)));
    let version_gaps = version_gaps(charters)?;
    match args.format {
        Format::Json => {
            let of_files = parsed.iter().flat_map(|(name, _, parsed)| {
                parsed.diagnostics.iter().map(|diagnostic| Finding::of(name, diagnostic))
            });
            let between = version_gaps.iter().map(|(file, gap)| Finding::between(file, gap));
            json(&of_files.chain(between).collect::<Vec<_>>())?;
        }
        Format::Text => {
            for (name, text, parsed) in &parsed {
                diagnostics::show(name, &text.bytes, &parsed.diagnostics);
            }
            for (file, gap) in &version_gaps {
                message(&format!("{}\n\n  ⚠ {}\n    {file}\n  help: {}\n\n", gap.code, gap.message, gap.help));
            }
            let of_files =
                parsed.iter().flat_map(|(_, _, parsed)| parsed.diagnostics.iter().map(|diagnostic| diagnostic.code));
            let codes: Vec<Code> = of_files.chain(version_gaps.iter().map(|(_, gap)| gap.code)).collect();
            message(&match (codes.as_slice(), parsed.len()) {
                ([], 1) => "1 charter checked: nothing to report\n".to_owned(),
                ([], n) => format!("{n} charters checked: nothing to report\n"),
                ([first, ..], n) => {
                    let (s, findings) = (|n: usize| if n == 1 { "" } else { "s" }, codes.len());
                    format!(
                        "{n} charter{} checked, {broken} with errors: {findings} finding{}\n\
                         `bywhen explain-code {first}` explains {first}, and shows how to mend it\n",
                        s(n),
                        s(findings),
                    )
                }
            });
        }
    }
    Ok(if broken > 0 { Exit::Findings } else { Exit::Fine })
}

/// Where versions of one charter do not follow on from each other, with the file of the later one.
fn version_gaps<'a>(charters: impl Iterator<Item = (&'a str, Charter)>) -> Result<Vec<(&'a str, VersionGap)>, Failure> {
    let mut families: BTreeMap<String, Vec<(&str, Charter)>> = BTreeMap::new();
    for (file, charter) in charters {
        families.entry(charter.id.clone()).or_default().push((file, charter));
    }
    let mut found = Vec::new();
    for members in families.into_values() {
        let files: BTreeMap<String, &str> =
            members.iter().map(|(file, charter)| (charter.version.clone(), *file)).collect();
        let family = Family::new(members.into_iter().map(|(_, charter)| charter).collect())?;
        let version_gaps = family.version_gaps().into_iter();
        found.extend(version_gaps.map(|gap| (files.get(&gap.version).copied().unwrap_or_default(), gap)));
    }
    Ok(found)
}
