//! bywhen beside its peers, in one run. A noisy machine is noisy for all of them, so the ratios are what counts.

use std::path::Path;

use crate::{parts, python, run};

const PYTHON: &str = "target/bench/bin/python";
const DUCKDB: &str = "target/bench/bin/python crates/bywhen-table/benches/peers/duckdb_full_case.py \
                      crates/bywhen-calendar/data/uk-bank-holidays.json";

pub(crate) fn run_all() -> Result<(), String> {
    run("cargo bench -p bywhen --bench full_case", &[])?;
    if !Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(PYTHON).exists() {
        run("python3 -m venv target/bench", &[])?;
        run("target/bench/bin/pip install --quiet --upgrade pip", &[])?;
        run("target/bench/bin/pip install --quiet duckdb numpy", &[])?;
    }
    // In turns, and the better of each: what else the machine does falls on both.
    let (mut ours, mut theirs) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..3 {
        ours = ours.min(figure("cargo bench --quiet -p bywhen-table --bench text_columns")?);
        theirs = theirs.min(figure(DUCKDB)?);
    }
    println!(
        "a full case, text columns: bywhen {ours:.1} ns, duckdb {theirs:.1} ns (dates only), {:.1} times as fast",
        theirs / ours
    );
    python::bench()
}

/// The figure at the end of what a benchmark prints.
fn figure(command: &str) -> Result<f64, String> {
    let failed = |why: &str| format!("{command}: {why}");
    let output = parts(command).output().map_err(|error| failed(&error.to_string()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text
        .lines()
        .rfind(|line| line.contains('\t'))
        .ok_or_else(|| failed(&String::from_utf8_lossy(&output.stderr)))?;
    println!("{line}");
    line.rsplit('\t').next().and_then(|figure| figure.trim().parse().ok()).ok_or_else(|| failed("no figure at its end"))
}
