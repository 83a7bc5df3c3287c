//! The npm package: its two builds, put together in `bindings/wasm/pkg`, and its tests.

#[cfg(feature = "npm")]
mod bindgen;
mod compiler;
#[cfg(feature = "npm")]
mod package;

use crate::run;

/// Installs what the package is built with, where it is not there.
pub(crate) fn set_up() -> Result<(), String> {
    if compiler::find().is_err() {
        run("apt-get update --quiet", &[])?;
        run(&format!("apt-get install --yes --no-install-recommends {}", compiler::PACKAGES), &[])?;
    }
    run("npm ci --prefix bindings/wasm --no-audit --no-fund", &[])
}

/// Without the feature, the command that has it. What it adds is large, and nothing else needs it.
#[cfg(not(feature = "npm"))]
pub(crate) fn build() -> Result<(), String> {
    let folder = crate::python::target().join("npm/xtask");
    run(&format!("cargo run --quiet --package xtask --features npm --target-dir {} -- npm", folder.display()), &[])
}

/// Builds the package.
#[cfg(feature = "npm")]
pub(crate) fn build() -> Result<(), String> {
    package::build()
}
