//! The npm package: its two builds, put together in `bindings/wasm/pkg`, its tests and its benchmark.

#[cfg(feature = "npm")]
mod bindgen;
mod compiler;
#[cfg(feature = "npm")]
mod package;
#[cfg(feature = "npm")]
mod patch_bindings;

use std::path::Path;

use crate::folders::top;
use crate::python;
use crate::shell::{available, run, start};
use compiler::Compiler;

/// Installs what the package is built with, where it is not there.
pub(crate) fn set_up() -> Result<(), String> {
    if let Err(missing) = compiler::find() {
        install(compiler::PACKAGES, missing)?;
    }
    if std::env::var_os("BYWHEN_CHROMIUM").is_none() && !Path::new(CHROMIUM).exists() {
        install(
            "chromium",
            format!("the tests of the form need Chromium: at {CHROMIUM}, or where BYWHEN_CHROMIUM says"),
        )?;
    }
    packages("bindings/wasm")
}

/// Where Debian's is.
const CHROMIUM: &str = "/usr/bin/chromium";

/// Installs packages of Debian's, or says what is missing where there is no way to.
fn install(debian: &str, missing: String) -> Result<(), String> {
    if !available("apt-get --version") {
        return Err(missing);
    }
    run("apt-get update --quiet", &[])?;
    run(&format!("apt-get install --yes --no-install-recommends {debian}"), &[])
}

/// Installs the packages of a folder's lock file, where they are not those.
fn packages(folder: &str) -> Result<(), String> {
    let read = |file: &str| std::fs::read(top().join(folder).join(file)).ok();
    let (locked, stamp) = (read("package-lock.json"), "node_modules/.installed");
    if locked.is_some() && read(stamp) == locked {
        return Ok(());
    }
    run(&format!("npm ci --prefix {folder} --no-audit --no-fund"), &[])?;
    let stamp = top().join(folder).join(stamp);
    std::fs::write(&stamp, locked.unwrap_or_default()).map_err(|error| format!("{}: {error}", stamp.display()))
}

/// Runs the tests of the package that was built, against the command, once those in Rust have run.
pub(crate) fn test(command: &Path) -> Result<(), String> {
    let ran = python::vectors_ran()?;
    let for_size = if compiler::find()? == Compiler::Debian { "yes" } else { "no" };
    start(
        Path::new("node"),
        &["--test", "--test-reporter=dot", "bindings/wasm/test/"],
        &[
            ("BYWHEN_COMMAND", &command.to_string_lossy()),
            ("BYWHEN_VECTORS_RAN", ran.trim()),
            ("BYWHEN_BUILT_FOR_SIZE", for_size),
        ],
    )
}

/// Measures the package beside what else a web page might use.
pub(crate) fn bench() -> Result<(), String> {
    build()?;
    packages("bindings/wasm/bench")?;
    let command = python::command()?;
    start(Path::new("node"), &["bindings/wasm/bench/bench.mjs"], &[("BYWHEN_COMMAND", &command.to_string_lossy())])
}

/// Without the feature, the command that has it. What it adds is large, and nothing else needs it.
#[cfg(not(feature = "npm"))]
pub(crate) fn build() -> Result<(), String> {
    set_up()?;
    let folder = crate::folders::target().join("npm/xtask");
    run(&format!("cargo run --quiet --package xtask --features npm --target-dir {} -- npm", folder.display()), &[])
}

/// Builds the package.
#[cfg(feature = "npm")]
pub(crate) fn build() -> Result<(), String> {
    package::build()
}
