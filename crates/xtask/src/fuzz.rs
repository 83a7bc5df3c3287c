//! The fuzz targets in `fuzz`: any input against what must hold for it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::Instant;

use crate::folders::top;
use crate::shell::{available, parts, run};

/// Each target, and the longest input that says anything new to it.
const TARGETS: [(&str, usize); 6] = [
    ("calc_question", 256),
    ("case_against_plan", 128),
    ("charter_text", 4_096),
    ("compiled_file", 8_192),
    ("hostile_name", 400),
    ("table_rows", 2_048),
];

/// What libFuzzer prints before the number of inputs that it ran.
const EXECUTED: &str = "stat::number_of_executed_units:";

/// With many units and quick code where little of the time is spent: a change of a law is to be fuzzed within minutes.
const PROFILE: [(&str, &str); 2] =
    [("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"), ("CARGO_PROFILE_RELEASE_DEBUG", "line-tables-only")];

/// What became of one target.
struct Fuzzed {
    executions: Option<u64>,
    seconds: u64,
    failed: bool,
}

/// Runs all targets, or one, for so many minutes together.
pub(crate) fn fuzz(minutes: Option<&str>, target: Option<&str>) -> Result<(), String> {
    let minutes: u64 = minutes
        .and_then(|minutes| minutes.parse().ok())
        .filter(|minutes| *minutes > 0)
        .ok_or("say for how many minutes: cargo xtask fuzz 30")?;
    let chosen: Vec<(&str, usize)> =
        TARGETS.into_iter().filter(|(name, _)| target.is_none_or(|target| target == *name)).collect();
    if chosen.is_empty() {
        let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
        return Err(format!("no such target: it is one of {}", names.join(", ")));
    }
    if !available("cargo +nightly --version") {
        return Err(
            "the fuzzer needs a nightly compiler: rustup toolchain install nightly --profile minimal".to_owned()
        );
    }
    if !available("cargo fuzz --version") {
        return Err("cargo-fuzz is not installed: cargo install cargo-fuzz --locked".to_owned());
    }
    run("cargo +nightly fuzz build --features fuzzing --sanitizer none", &PROFILE)?;
    let seconds = (minutes * 60 / chosen.len() as u64).max(1);
    let mut lines = Vec::new();
    let mut findings = Vec::new();
    for (name, longest) in chosen {
        let Fuzzed { executions, seconds, failed } = one(name, longest, seconds)?;
        let count = executions.map_or_else(|| "?".to_owned(), |count| count.to_string());
        let rate = executions.map_or(0, |count| count / seconds.max(1));
        lines.push(format!("{name:18} {count:>12} executions in {seconds} s, {rate} a second"));
        if failed {
            findings.push(name);
        }
    }
    println!("\n{}", lines.join("\n"));
    if findings.is_empty() {
        println!("no findings");
        return Ok(());
    }
    println!("findings: {}", findings.join(", "));
    Err(format!("what was found lies in fuzz/artifacts/ of {}", findings.join(", ")))
}

/// Runs one target until its time is up or something is found. What it learns stays in the target folder: the corpus that is
/// kept is small, and only read.
fn one(target: &str, longest: usize, seconds: u64) -> Result<Fuzzed, String> {
    let learnt = format!("target/fuzz/{target}");
    fs::create_dir_all(top().join(&learnt)).map_err(|error| format!("{learnt}: {error}"))?;
    let mut command = format!(
        "cargo +nightly fuzz run --features fuzzing --sanitizer none {target} {learnt} fuzz/corpus/{target} -- \
         -max_total_time={seconds} -max_len={longest} -timeout=10 -rss_limit_mb=2048 -print_final_stats=1"
    );
    let words = format!("fuzz/dictionaries/{target}.dict");
    if top().join(&words).is_file() {
        command.push_str(&format!(" -dict={words}"));
    }
    eprintln!("\n$ {command}");
    let began = Instant::now();
    let failed = |error| format!("{command}: {error}");
    let mut child = parts(&command).envs(PROFILE).stderr(Stdio::piped()).spawn().map_err(failed)?;
    let mut executions = None;
    for line in child.stderr.take().map(BufReader::new).into_iter().flat_map(BufRead::lines) {
        let line = line.map_err(failed)?;
        if let Some(count) = line.strip_prefix(EXECUTED) {
            executions = count.trim().parse().ok();
        }
        eprintln!("{line}");
    }
    let status = child.wait().map_err(failed)?;
    Ok(Fuzzed { executions, seconds: began.elapsed().as_secs(), failed: !status.success() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_listed() {
        let listed = fs::read_dir(top().join("fuzz/fuzz_targets")).expect("the targets");
        let mut files: Vec<String> =
            listed.map(|entry| entry.expect("an entry").file_name().to_string_lossy().replace(".rs", "")).collect();
        files.sort();
        assert_eq!(files, TARGETS.map(|(name, _)| name));
    }
}
