//! The development commands: `cargo xtask test` is what continuous integration runs, `cargo xtask verify` what is too
//! heavy for it.

mod bench;
mod book;
mod circles;
mod folders;
mod fuzz;
mod lane;
mod mutants;
mod npm;
mod package;
mod python;
mod rust_text;
mod shell;

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use lane::Lane;
use shell::{FEATURES, available, run};

const USAGE: &str = "\
cargo xtask COMMAND

  test      everything a change must pass: format, lints, tests, examples of the charters, documentation, Python,
            JavaScript
  setup     installs what the npm package is built with: a compiler for WebAssembly, and the packages of its tests
  npm       the npm package, in bindings/wasm/pkg; `npm test` sets up what it takes, builds it and runs its tests
  python    the tests of the Python package alone, once those in Rust have run
  verify    what takes longer: the property tests over many more random cases, a million questions to the reference,
            every package built from itself, the benchmarks
  reference the engine against the second implementation in tests/reference, and the laws that hold for any charter, over
            so many random questions: `reference 1000000`, or `reference 20000 7` for those of another seed
  wheels    the Python package as a wheel, in target/wheels
  package   whether each package can be published from itself, without an upload: every crate is packed and built from its
            package, the sdist and the npm package are installed in a clean folder and answer a question; `package crates`,
            `package sdist` and `package npm` are the parts; `package check`, as in `test`, whether every file that the
            compiler read is in its package
  fuzz      any input against what must hold for it, for so many minutes: `fuzz 30`, or `fuzz 5 charter_text` for one
            target; needs a nightly compiler and cargo-fuzz
  mutants   whether a test finds every small change of the code that counts; `mutants FILE` for one file of it,
            `mutants 2/8` for the second of eight parts; needs cargo-mutants
  circles   the circles of files: files of a crate that take items from each other; also in `test`
  book      the pages of docs as a book, in target/book; needs mdBook
  spark     the Python package in a Spark of this machine; installs Spark, and Java where there is none
  bench     bywhen beside its peers in one run, in nanoseconds a case; installs them under target; `bench python` and
            `bench browser` are the parts about Python and JavaScript alone

A step's own command is printed before it runs, so that it can be run alone.
";

fn main() -> ExitCode {
    let done = match env::args().nth(1).as_deref() {
        Some("test") => test(),
        Some("setup") => npm::set_up(),
        Some("npm") => match env::args().nth(2).as_deref() {
            Some("test") => npm::build().and_then(|()| npm::test(&python::command()?)),
            _ => npm::build(),
        },
        Some("python") => python::command().and_then(|command| python::test(&command)),
        Some("verify") => verify(),
        Some("reference") => reference(env::args().nth(2).as_deref(), env::args().nth(3).as_deref()),
        Some("wheels") => python::wheels(),
        Some("package") => match env::args().nth(2).as_deref() {
            Some("check") => package::check(),
            Some("crates") => package::crates(),
            Some("sdist") => package::sdist(),
            Some("npm") => package::npm_package(),
            _ => package::package(),
        },
        Some("circles") => circles::circles(),
        Some("book") => book::book(),
        Some("spark") => python::spark(),
        Some("fuzz") => fuzz::fuzz(env::args().nth(2).as_deref(), env::args().nth(3).as_deref()),
        Some("mutants") => mutants::mutants(env::args().nth(2).as_deref()),
        Some("bench") => match env::args().nth(2).as_deref() {
            Some("python") => python::bench(),
            Some("browser") => npm::bench(),
            _ => bench::run_all(),
        },
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

/// In two lanes: what locks another target folder than the tests in Rust, or none, runs beside them.
fn test() -> Result<(), String> {
    run("cargo fmt --all --check", &[])?;
    let beside = Lane::start("npm-and-release", || {
        npm::build()?;
        // A million random cases against the day-by-day walk want optimised code.
        run("cargo test --release --package bywhen-calendar --quiet", &[])
    })?;
    let command = beside.join(test_rust())?;
    let bindings = Lane::start("bindings", move || {
        python::test(&command)?;
        npm::test(&command)
    })?;
    bindings.join(test_documentation())
}

/// Says where the command is, which is then built.
fn test_rust() -> Result<PathBuf, String> {
    run(&format!("cargo clippy --workspace --all-targets {FEATURES} --quiet -- -D warnings"), &[])?;
    circles::circles()?;
    package::check()?;
    if available("cargo nextest --version") {
        run(&format!("cargo nextest run --workspace {FEATURES} --no-fail-fast"), &[])?;
    } else {
        run(&format!("cargo test --workspace {FEATURES} --lib --bins --tests"), &[])?;
    }
    python::command()
}

fn test_documentation() -> Result<(), String> {
    run(&format!("cargo test --workspace {FEATURES} --doc --quiet"), &[])?;
    run(&format!("cargo doc --workspace {FEATURES} --no-deps --quiet"), &[("RUSTDOCFLAGS", "-D warnings")])
}

fn verify() -> Result<(), String> {
    test()?;
    run("cargo test --package bywhen-cli --no-default-features --quiet", &[])?;
    run("cargo test --release --workspace --quiet", &[("PROPTEST_CASES", "20000")])?;
    reference(None, None)?;
    package::package()?;
    python::spark()?;
    bench::run_all()
}

/// A question costs a law as much as it costs the reference, and there are a dozen laws: so they have a twentieth of them.
fn reference(questions: Option<&str>, seed: Option<&str>) -> Result<(), String> {
    let questions = questions.unwrap_or("1000000");
    let count: usize = questions.parse().map_err(|_| format!("`{questions}` is no number of questions"))?;
    let of_laws = count.div_ceil(20).to_string();
    let test = |package: &str, name: &str, questions: &str| {
        let variables = [("BYWHEN_QUESTIONS", questions), ("BYWHEN_SEED", seed.unwrap_or("1"))];
        run(&format!("cargo test --release --package {package} --test it {name}:: -- --nocapture"), &variables)
    };
    test("bywhen", "reference", questions)?;
    test("bywhen", "laws", &of_laws)?;
    test("bywhen-publish", "laws", &of_laws)
}
