//! `bywhen check`.

use bywhen::Diagnostic;
use serde::Serialize;

use crate::args::{CheckArgs, Format};
use crate::exit::Exit;
use crate::output::{Failure, json, message};
use crate::{diagnostics, load};

/// A diagnostic with the file it is of.
#[derive(Serialize)]
struct Found<'a> {
    file: &'a str,
    #[serde(flatten)]
    diagnostic: &'a Diagnostic,
}

pub(crate) fn run(asked: &CheckArgs) -> Result<Exit, Failure> {
    let texts = load::texts(&asked.paths)?;
    let parsed: Vec<_> = texts.iter().map(|text| (text, bywhen::parse_bytes(&text.bytes))).collect();
    let broken = parsed.iter().filter(|(_, parsed)| parsed.charter.is_none()).count();
    match asked.format {
        Format::Json => {
            let found: Vec<Found<'_>> = parsed
                .iter()
                .flat_map(|(text, parsed)| {
                    parsed.diagnostics.iter().map(|diagnostic| Found { file: &text.name, diagnostic })
                })
                .collect();
            json(&found)?;
        }
        Format::Text => {
            for (text, parsed) in &parsed {
                diagnostics::show(&text.name, &text.bytes, &parsed.diagnostics);
            }
            let findings: usize = parsed.iter().map(|(_, parsed)| parsed.diagnostics.len()).sum();
            message(&match (findings, parsed.len()) {
                (0, 1) => "1 charter checked: nothing to report\n".to_owned(),
                (0, n) => format!("{n} charters checked: nothing to report\n"),
                (findings, n) => {
                    let s = |n: usize| if n == 1 { "" } else { "s" };
                    format!("{n} charter{} checked, {broken} with errors: {findings} finding{}\n", s(n), s(findings))
                }
            });
        }
    }
    Ok(if broken > 0 { Exit::Findings } else { Exit::Fine })
}
