//! Mutants of the counting: each small change of the code that decides a date must make a test fail.

use std::fs;
use std::path::Path;

use crate::folders::top;
use crate::shell::{available, parts};

/// The mutants that make no test fail, each with why that is right.
const SURVIVORS: &str = "tests/mutants-survivors.txt";

/// The property tests take longer on a busy machine than when the time was taken, and what only shows a value to programmers
/// decides nothing.
const SETTINGS: &str =
    "--no-config --profile mutants --minimum-test-timeout 60 --timeout-multiplier 4 --exclude-re impl.fmt::Debug.for";

/// The code whose mutants are tried, with the package whose tests find most of them soonest: the calendar has its own, and the
/// engine is asked through the whole library, in one binary that is linked in two seconds.
const PARTS: [(&str, &[&str], &str); 2] = [
    ("calendar", &["crates/bywhen-calendar/src/**"], "bywhen-calendar"),
    ("engine", &["crates/bywhen-engine/src/counting/**", "crates/bywhen-engine/src/evaluate/**"], "bywhen"),
];

/// What survives those tests meets all that is asked of the counting, with fewer random questions than in the tests.
const ALL_TESTS: &str = "--iterate --test-package bywhen-calendar --test-package bywhen-engine --test-package bywhen \
                         --test-package bywhen-publish";
const QUESTIONS: &str = "2000";

/// A mutant that no test can tell from the code.
#[derive(Debug, PartialEq)]
struct Survivor {
    /// `crates/bywhen-calendar/src/zone/mod.rs: replace < with <= in Zone::day`, as cargo-mutants has it but for the line.
    mutant: String,
    why: String,
}

/// Tries every mutant, those of one file or one part of them (`2/8`), and tells which survive without being on the list.
pub(crate) fn mutants(which: Option<&str>) -> Result<(), String> {
    if !available("cargo mutants --version") {
        return Err("cargo-mutants is not installed: cargo install cargo-mutants --locked".to_owned());
    }
    let survivors = survivors()?;
    if let Some(stale) = survivors.iter().find_map(stale) {
        return Err(format!("{SURVIVORS}: {stale}"));
    }
    let shard = which.filter(|which| which.split('/').all(is_number));
    let file = which.filter(|_| shard.is_none());
    let mut missed = Vec::new();
    for (part, files, package) in PARTS {
        let files = match file {
            Some(file) if is_of(file, files) => format!("--file {file}"),
            Some(_) => continue,
            None => files.iter().map(|files| format!("--file {files} ")).collect(),
        };
        let shard = shard.map(|shard| format!("--shard {shard}")).unwrap_or_default();
        let runner = if available("cargo nextest --version") { "--test-tool nextest" } else { "" };
        let command = format!("cargo mutants --output target/mutants/{part} {SETTINGS} {runner} {files} {shard}");
        let survivors = survivors_of(part, &format!("{command} --test-package {package}"))?;
        if !survivors.is_empty() {
            missed.extend(survivors_of(part, &format!("{command} {ALL_TESTS}"))?);
        }
    }
    let unlisted: Vec<&String> =
        missed.iter().filter(|missed| !survivors.iter().any(|known| known.mutant == **missed)).collect();
    let found: Vec<&Survivor> = survivors.iter().filter(|known| !missed.contains(&known.mutant)).collect();
    if which.is_none() {
        found.iter().for_each(|known| println!("listed, but a test finds it: {}", known.mutant));
    }
    unlisted.iter().for_each(|mutant| println!("survives: {mutant}"));
    println!("{} survive, {} of them without a reason in {SURVIVORS}", missed.len(), unlisted.len());
    if unlisted.is_empty() { Ok(()) } else { Err("mutants survive that no line accounts for".to_owned()) }
}

/// Whether a file is one of those that a part names by a folder.
fn is_of(file: &str, folders: &[&str]) -> bool {
    folders.iter().any(|folder| file.starts_with(folder.trim_end_matches("**")))
}

/// Runs cargo-mutants, and gives the mutants that no test found.
fn survivors_of(part: &str, command: &str) -> Result<Vec<String>, String> {
    let folder = top().join("target/mutants").join(part);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    eprintln!("\n$ BYWHEN_QUESTIONS={QUESTIONS} {command}");
    let status = parts(command).env("BYWHEN_QUESTIONS", QUESTIONS).status();
    // 2: some survived; 3: some hung, which is as good as found. Anything else is no answer.
    if !matches!(status.map_err(|error| format!("{command}: {error}"))?.code(), Some(0 | 2 | 3)) {
        return Err(command.to_owned());
    }
    let missed = folder.join("mutants.out/missed.txt");
    let missed = fs::read_to_string(&missed).map_err(|error| format!("{}: {error}", missed.display()))?;
    Ok(missed.lines().map(without_place).collect())
}

/// The mutant without the line and column, which move with every edit.
fn without_place(line: &str) -> String {
    let mut parts = line.splitn(4, ':');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(file), Some(row), Some(column), Some(change)) if is_number(row) && is_number(column) => {
            format!("{file}:{change}")
        }
        _ => line.to_owned(),
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn survivors() -> Result<Vec<Survivor>, String> {
    let text = fs::read_to_string(top().join(SURVIVORS)).map_err(|error| format!("{SURVIVORS}: {error}"))?;
    listed(&text)
}

/// A line for each mutant, and below it, further in, why no test can find it.
fn listed(text: &str) -> Result<Vec<Survivor>, String> {
    let mut survivors: Vec<Survivor> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        if !line.starts_with(' ') {
            survivors.push(Survivor { mutant: line.to_owned(), why: String::new() });
            continue;
        }
        let Some(last) = survivors.last_mut() else { return Err(format!("a reason without a mutant: {line}")) };
        last.why = [&last.why, line.trim()].join(" ").trim().to_owned();
    }
    match survivors.iter().find(|survivor| survivor.why.is_empty()) {
        Some(survivor) => Err(format!("{SURVIVORS} does not say why: {}", survivor.mutant)),
        None => Ok(survivors),
    }
}

/// What an entry names that is not there: it would excuse whatever comes to stand in its place.
fn stale(survivor: &Survivor) -> Option<String> {
    let mutant = &survivor.mutant;
    let Some((file, function)) = function_of(mutant) else { return Some(format!("this is no mutant: {mutant}")) };
    let Ok(code) = fs::read_to_string(top().join(file)) else {
        return Some(format!("there is no such file: {mutant}"));
    };
    let declares = |name: &str| code.contains(&format!("fn {name}(")) || code.contains(&format!("fn {name}<"));
    let missing = function.filter(|name| !declares(name))?;
    Some(format!("there is no function `{missing}`: {mutant}"))
}

/// The file and the name of the function that a mutant changes; no name for one of a constant.
fn function_of(mutant: &str) -> Option<(&Path, Option<&str>)> {
    let (file, change) = mutant.split_once(": ")?;
    let path = match change.rsplit_once(" in ") {
        Some((_, function)) => function,
        // `replace Zone::day -> Day with Default::default()`.
        None => change.strip_prefix("replace ")?.split(" -> ").next()?.split(" with ").next()?,
    };
    let name = path.rsplit("::").next().filter(|name| name.starts_with(|letter: char| letter.is_ascii_alphabetic()));
    Some((Path::new(file), name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_survivor_is_of_a_function_that_is_there() {
        let stale: Vec<String> = survivors().expect("the list").iter().filter_map(stale).collect();
        assert!(stale.is_empty(), "{}", stale.join("\n"));
    }

    #[test]
    fn an_entry_goes_stale_with_its_function() {
        let of = |mutant: &str| stale(&Survivor { mutant: mutant.to_owned(), why: "Why.".to_owned() });
        assert_eq!(of("crates/xtask/src/mutants.rs: delete ! in stale"), None);
        assert!(of("crates/xtask/src/mutants.rs: delete ! in gone_since").is_some());
        assert!(of("crates/xtask/src/gone.rs: delete ! in stale").is_some());
    }

    #[test]
    fn a_list_is_read() {
        let text = "# Why.\n\na/b.rs: replace < with <= in Zone::day\n  Equal times\n  come to the same.\n";
        let only = Survivor {
            mutant: "a/b.rs: replace < with <= in Zone::day".to_owned(),
            why: "Equal times come to the same.".to_owned(),
        };
        assert_eq!(listed(text), Ok(vec![only]));
        assert!(listed("a/b.rs: delete ! in f\n").is_err());
        assert!(listed("  why\n").is_err());
    }

    #[test]
    fn a_mutant_is_known_without_its_place() {
        let line = "crates/a/src/b.rs:12:5: replace Zone::day -> Day with Default::default()";
        let plain = "crates/a/src/b.rs: replace Zone::day -> Day with Default::default()";
        assert_eq!(without_place(line), plain);
        assert_eq!(without_place(plain), plain);
        assert_eq!(function_of(plain), Some((Path::new("crates/a/src/b.rs"), Some("day"))));
        let inside = "b.rs: replace && with || in <impl Ord for Name>::cmp";
        assert_eq!(function_of(inside), Some((Path::new("b.rs"), Some("cmp"))));
        assert_eq!(function_of("b.rs: replace - with +"), Some((Path::new("b.rs"), None)));
        assert_eq!(function_of("b.rs: replace f with ()"), Some((Path::new("b.rs"), Some("f"))));
    }
}
