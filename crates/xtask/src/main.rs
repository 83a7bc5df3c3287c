//! The development commands: `cargo xtask test` is what continuous integration runs, `cargo xtask verify` what is too
//! heavy for it.

mod bench;

use std::env;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

const USAGE: &str = "\
cargo xtask COMMAND

  test      everything a change must pass: format, lints, tests, examples of the charters, documentation
  verify    what takes longer: the property tests over many more random cases, and the benchmarks
  bench     bywhen beside its peers in one run, in nanoseconds a case; installs them in target/bench

A step's own command is printed before it runs, so that it can be run alone.
";

fn main() -> ExitCode {
    let done = match env::args().nth(1).as_deref() {
        Some("test") => test(),
        Some("verify") => verify(),
        Some("bench") => bench::run_all(),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(step) => {
            eprintln!("failed: {step}");
            ExitCode::FAILURE
        }
    }
}

fn test() -> Result<(), String> {
    run("cargo fmt --all --check", &[])?;
    run("cargo clippy --workspace --all-targets --quiet -- -D warnings", &[])?;
    if available("cargo nextest --version") {
        run("cargo nextest run --workspace --no-fail-fast", &[])?;
    } else {
        run("cargo test --workspace --lib --bins --tests", &[])?;
    }
    run("cargo test --workspace --doc --quiet", &[])?;
    run("cargo doc --workspace --no-deps --quiet", &[("RUSTDOCFLAGS", "-D warnings")])?;
    // A million random cases against the day-by-day walk want optimised code.
    run("cargo test --release --package bywhen-calendar --quiet", &[])
}

fn verify() -> Result<(), String> {
    test()?;
    run("cargo test --release --workspace --quiet", &[("PROPTEST_CASES", "20000")])?;
    bench::run_all()
}

/// Runs a command from the top of the workspace, having said which.
fn run(command: &str, variables: &[(&str, &str)]) -> Result<(), String> {
    let set: String = variables.iter().map(|(name, value)| format!("{name}='{value}' ")).collect();
    eprintln!("\n$ {set}{command}");
    let began = Instant::now();
    let status = parts(command).envs(variables.iter().copied()).status();
    match status {
        Ok(status) if status.success() => {
            eprintln!("  ({} seconds)", began.elapsed().as_secs());
            Ok(())
        }
        Ok(_) => Err(command.to_owned()),
        Err(error) => Err(format!("{command}: {error}")),
    }
}

fn available(command: &str) -> bool {
    parts(command).output().is_ok_and(|output| output.status.success())
}

fn parts(command: &str) -> Command {
    let mut words = command.split_whitespace();
    let mut parts = Command::new(words.next().unwrap_or_default());
    parts.args(words).current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."));
    parts
}
