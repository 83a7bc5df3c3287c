//! bywhen beside its peers, in one run. A noisy machine is noisy for all of them, so the ratios are what counts.

use std::path::Path;

use crate::python;
use crate::shell::{parts, run};

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
    read()?;
    // In turns, and the best of each: what else the machine does falls on all.
    let mut best = [f64::INFINITY; 3];
    for _ in 0..3 {
        let ours = figures("cargo bench --quiet -p bywhen-table --bench text_columns")?;
        for (best, figure) in best.iter_mut().zip(ours.into_iter().chain(figures(DUCKDB)?)) {
            *best = best.min(figure);
        }
    }
    let [ours, dates, statuses] = best;
    println!(
        "a full case, text columns: bywhen {ours:.1} ns, duckdb {statuses:.1} ns, {:.1} times as fast; duckdb for the dates \
         only {dates:.1} ns, {:.1} times as fast",
        statuses / ours,
        dates / ours
    );
    python::bench()
}

/// Charters read and checked, beside policies of cedar.
fn read() -> Result<(), String> {
    const OURS: &str = "cargo bench --quiet -p bywhen --bench compile";
    const CEDAR: &str =
        "cargo run --quiet --release --manifest-path crates/bywhen/benches/peers/Cargo.toml --target-dir target/peers";
    let mut best = [f64::INFINITY; 4];
    for _ in 0..3 {
        // Of ours every second figure is of compiling the checked charter.
        let ours = figures(OURS)?.into_iter().step_by(2);
        for (best, figure) in best.iter_mut().zip(ours.chain(figures(CEDAR)?)) {
            *best = best.min(figure);
        }
    }
    let [six, hundred, cedar_six, cedar_hundred] = best;
    println!(
        "standards read and checked: 6 in {six:.0} µs, cedar {cedar_six:.0}, {:.1} times; 100 in {hundred:.0} µs, cedar \
         {cedar_hundred:.0}, {:.1} times",
        cedar_six / six,
        cedar_hundred / hundred
    );
    Ok(())
}

/// The figures that a benchmark prints, one at the end of each line.
fn figures(command: &str) -> Result<Vec<f64>, String> {
    let failed = |why: &str| format!("{command}: {why}");
    let output = parts(command).output().map_err(|error| failed(&error.to_string()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<&str> = text.lines().filter(|line| line.contains('\t')).collect();
    lines.iter().for_each(|line| println!("{line}"));
    let figures: Vec<f64> = lines.iter().filter_map(|line| line.rsplit('\t').next()?.trim().parse().ok()).collect();
    if figures.is_empty() { Err(failed(&String::from_utf8_lossy(&output.stderr))) } else { Ok(figures) }
}
