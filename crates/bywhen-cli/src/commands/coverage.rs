//! `bywhen coverage`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bywhen::Charter;
use bywhen_publish::{Clause, Clauses, Coverage, Unlisted, coverage};

use crate::args::{CoverageArgs, Format};
use crate::exit::Exit;
use crate::load;
use crate::output::{Failure, json, message, print};

/// How many bytes of a list of clauses are read.
const MAX_BYTES: usize = 16 << 20;

pub(crate) fn run(args: &CoverageArgs) -> Result<Exit, Failure> {
    let mut lists: BTreeMap<Option<PathBuf>, Clauses> = BTreeMap::new();
    let mut covered = Vec::new();
    for (folder, charter) in load::charters(&args.charter)? {
        let path = match (&args.clauses, &folder) {
            (Some(given), _) => Some(given.clone()),
            (None, Some(folder)) => Some(nearest(folder)?),
            (None, None) => None,
        };
        if !lists.contains_key(&path) {
            lists.insert(path.clone(), read(path.as_deref())?);
        }
        if let Some(clauses) = lists.get(&path) {
            covered.push((coverage(&charter, clauses), hint(clauses, &charter)));
        }
    }
    match args.format {
        Format::Json => json(&covered.iter().map(|(one, _)| one).collect::<Vec<_>>())?,
        Format::Text => {
            let texts: Vec<String> = covered.iter().map(|(one, hint)| text(one, hint.as_deref())).collect();
            print(&texts.join("\n"))?;
            for path in lists.keys().flatten().filter(|_| args.clauses.is_none()) {
                message(&format!("the clauses are those of {}\n", path.display()));
            }
        }
    }
    let complete = covered.iter().all(|(one, _)| one.is_complete());
    Ok(if complete { Exit::Fine } else { Exit::Findings })
}

/// The list of clauses in a charter's folder, or the nearest above it.
fn nearest(folder: &Path) -> Result<PathBuf, Failure> {
    let whole = fs::canonicalize(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let found = whole.ancestors().map(|folder| folder.join("clauses.csv")).find(|list| list.is_file());
    let found = found.ok_or("no clauses.csv stands beside the charter or above it: name the list with --clauses")?;
    let here = fs::canonicalize(".").unwrap_or_default();
    Ok(found.strip_prefix(here).map_or_else(|_| found.clone(), Path::to_owned))
}

fn read(path: Option<&Path>) -> Result<Clauses, Failure> {
    let Some(path) = path else { return Ok(Clauses::bundled()?) };
    let named = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let bytes = load::read_whole(path, MAX_BYTES, "list of clauses")?;
    let text = String::from_utf8(bytes)
        .map_err(|_| named(&"the list of clauses is not text in UTF-8: save it as `CSV UTF-8`"))?;
    Ok(Clauses::read(&text).map_err(|error| named(&error))?)
}

/// For a charter of which the list has no clause: another that may be meant.
fn hint(clauses: &Clauses, charter: &Charter) -> Option<String> {
    clauses.meant(charter).map(str::to_owned)
}

fn text(covered: &Coverage, hint: Option<&str>) -> String {
    let s = |n: usize| if n == 1 { "" } else { "s" };
    let Coverage { charter, listed, carried, cited, .. } = covered;
    if *listed == 0 {
        let cites = match cited {
            0 => "it cites nothing".to_owned(),
            n => format!("it cites {n} section{} of its documents", s(*n)),
        };
        let hint = hint.map(|meant| format!(" The list has clauses of {meant}.")).unwrap_or_default();
        return format!("{charter}: nothing to compare. The list has no clause of it; {cites}.{hint}\n");
    }
    let mut text = format!("{charter}: {carried} of {listed} clause{} carried\n", s(*listed));
    let name = |section: &str| if section.is_empty() { "(no section)".to_owned() } else { section.to_owned() };
    let named: Vec<(String, String)> =
        covered.sections.iter().map(|one| (name(&one.section), format!("{} of {}", one.carried, one.listed))).collect();
    text.push_str(&columns(named));
    if !covered.missing.is_empty() {
        text.push_str("  Not carried:\n");
        text.push_str(&columns(covered.missing.iter().map(|clause| (clause.id.clone(), gist(clause))).collect()));
    }
    if !covered.unlisted.is_empty() {
        text.push_str("  Cited, and not in the list:\n");
        text.push_str(&columns(covered.unlisted.iter().map(|one| (one.id.clone(), meant(one))).collect()));
    }
    text
}

/// Two columns, set in.
fn columns(rows: Vec<(String, String)>) -> String {
    let width = rows.iter().map(|(first, _)| first.chars().count()).max().unwrap_or_default();
    let line =
        |(first, second): (String, String)| format!("    {first:<width$}  {second}").trim_end().to_owned() + "\n";
    rows.into_iter().map(line).collect()
}

/// The gist of a clause and its figures.
fn gist(clause: &Clause) -> String {
    let figures = if clause.figures.is_empty() { String::new() } else { format!(" ({})", clause.figures) };
    format!("{}{figures}", clause.gist)
}

fn meant(unlisted: &Unlisted) -> String {
    unlisted.meant.as_ref().map(|meant| format!("did you mean {meant}?")).unwrap_or_default()
}
