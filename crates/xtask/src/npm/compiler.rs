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
    /// Debian's, which brings the standard library as source. It may be an older one: see `LATER`.
    Debian,
}

/// The version 1.x of Rust in which all that the crates use is settled.
#[cfg(feature = "npm")]
const SETTLED: u32 = 95;

/// What they use that an older one of Debian's knows but does not yet take as settled.
#[cfg(feature = "npm")]
const LATER: [&str; 2] = ["let_chains", "unsigned_is_multiple_of"];

/// The version 1.x from which a panic that aborts at once is asked of the compiler, and no longer of the standard library.
#[cfg(feature = "npm")]
const ABORTS_AT_ONCE: u32 = 92;

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
    let folder = crate::folders::target().join("npm/wasm");
    let mut command =
        format!("cargo build --profile wasm --target {TARGET} --package bywhen-wasm --target-dir {}", folder.display());
    if !features.is_empty() {
        command.push_str(&format!(" --features {features}"));
    }
    match find()? {
        Compiler::Rustup => crate::shell::run(&command, &[])?,
        Compiler::Debian => {
            let version = version()?;
            command.push_str(
                " --ignore-rust-version -Z build-std=std,panic_abort -Z build-std-features=optimize_for_size",
            );
            let mut flags = BROWSERS_HAVE.to_owned();
            // Nobody reads what a panic would say: there is none, and a browser shows nothing of it.
            if version >= ABORTS_AT_ONCE {
                flags.push_str(" -Zunstable-options -Cpanic=immediate-abort");
            } else {
                command.push_str(",panic_immediate_abort");
            }
            let mut variables = vec![
                ("RUSTC_BOOTSTRAP", "1"),
                ("RUSTC", DEBIANS),
                ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-19"),
                ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", &flags),
            ];
            let wrapper = wrapper(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
            let wrapper = wrapper.to_string_lossy();
            if version < SETTLED {
                variables.push(("RUSTC_WRAPPER", &wrapper));
            }
            crate::shell::run(&command, &variables)?;
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

/// Of Debian's compiler 1.x, the x.
#[cfg(feature = "npm")]
fn version() -> Result<u32, String> {
    let version = said(DEBIANS, &["--version"]).unwrap_or_default();
    let minor = version.strip_prefix("rustc 1.").and_then(|rest| rest.split('.').next()?.parse().ok());
    minor.ok_or_else(|| format!("{DEBIANS} --version says `{version}`, which is no version of Rust that is known here"))
}

fn said(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
