//! The compiler that can make WebAssembly: rustup's where its target is installed, else Debian's. Neither is fetched here.

use std::path::Path;
#[cfg(feature = "npm")]
use std::path::PathBuf;
use std::process::Command;

/// What Debian's way takes.
pub(crate) const PACKAGES: &str = "rustc-web rust-web-src lld-19";
/// Debian's compiler, also where rustup's comes first on the path.
const DEBIANS: &str = "/usr/bin/rustc";
const TARGET: &str = "wasm32-unknown-unknown";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compiler {
    /// The one that cargo takes anyway.
    Rustup,
    /// Debian's, which brings the standard library as source. It is older than the others: see [`LATER`].
    Debian,
}

/// What the crates use of Rust that Debian's compiler knows but does not yet take as settled.
#[cfg(feature = "npm")]
const LATER: [&str; 2] = ["let_chains", "unsigned_is_multiple_of"];

/// What every browser has had for years, and a newer compiler takes for granted.
#[cfg(feature = "npm")]
const BROWSERS_HAVE: &str = "-Ctarget-feature=+bulk-memory,+mutable-globals,+nontrapping-fptoint,+sign-ext";

/// The compiler to take, or what to install.
pub(crate) fn find() -> Result<Compiler, String> {
    let library = said("rustc", &["--print", "target-libdir", "--target", TARGET]);
    if library.is_some_and(|folder| Path::new(&folder).exists()) {
        return Ok(Compiler::Rustup);
    }
    let source = said(DEBIANS, &["--print", "sysroot"])
        .is_some_and(|root| Path::new(&root).join("lib/rustlib/src/rust/library/std").exists());
    if source && said("wasm-ld-19", &["--version"]).is_some() {
        return Ok(Compiler::Debian);
    }
    Err(format!(
        "no compiler here makes WebAssembly: `cargo xtask setup` installs Debian's (apt-get install {PACKAGES}), or add the \
         target {TARGET} with rustup"
    ))
}

/// Builds the crate with these features, and says where the module is.
#[cfg(feature = "npm")]
pub(crate) fn build(features: &str) -> Result<PathBuf, String> {
    let folder = crate::python::target().join("npm/wasm");
    let mut command =
        format!("cargo build --profile wasm --target {TARGET} --package bywhen-wasm --target-dir {}", folder.display());
    if !features.is_empty() {
        command.push_str(&format!(" --features {features}"));
    }
    match find()? {
        Compiler::Rustup => crate::run(&command, &[])?,
        Compiler::Debian => {
            command.push_str(" --ignore-rust-version -Z build-std=std,panic_abort");
            // Nobody reads what a panic would say: there is none, and a browser shows nothing of it.
            command.push_str(" -Z build-std-features=panic_immediate_abort,optimize_for_size");
            let wrapper = wrapper(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
            crate::run(
                &command,
                &[
                    ("RUSTC_BOOTSTRAP", "1"),
                    ("RUSTC", DEBIANS),
                    ("RUSTC_WRAPPER", &wrapper.to_string_lossy()),
                    ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-19"),
                    ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", BROWSERS_HAVE),
                ],
            )?;
        }
    }
    Ok(folder.join(TARGET).join("wasm/bywhen.wasm"))
}

/// A script that asks Debian's compiler for what it holds back, but not for the standard library, which asks by itself.
#[cfg(feature = "npm")]
fn wrapper(folder: &Path) -> std::io::Result<PathBuf> {
    use std::os::unix::fs::PermissionsExt;
    let features: String = LATER.iter().map(|feature| format!(" '-Zcrate-attr=feature({feature})'")).collect();
    std::fs::create_dir_all(folder)?;
    let script = folder.join("rustc.sh");
    std::fs::write(
        &script,
        format!("#!/bin/sh\ncase \"$*\" in */rustlib/src/*) exec \"$@\" ;; esac\nexec \"$@\"{features}\n"),
    )?;
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755))?;
    Ok(script)
}

fn said(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
