//! Whether each package can be published from itself: the crates, the sdist and the npm package. Nothing is uploaded.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{npm, python, run, start, start_in, top};

/// The crates of the workspace that are not published.
const UNPUBLISHED: [&str; 4] = ["xtask", "bywhen-python", "bywhen-python-bound", "bywhen-wasm"];

/// Where to find npm: on Windows it is a script.
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

pub(crate) fn package() -> Result<(), String> {
    crates()?;
    sdist()?;
    npm_package()
}

/// Packs each crate and builds it from its package, as `cargo publish` does.
pub(crate) fn crates() -> Result<(), String> {
    pack("")
}

/// Packs each crate and lets the compiler check what was packed. Unlike cargo's own verification it compiles no dependency
/// that the lints have not already checked, so it takes seconds.
pub(crate) fn check() -> Result<(), String> {
    pack("--no-verify")?;
    let folder = unpacked().map_err(|error| format!("the packages cannot be unpacked: {error}"))?;
    let packages = folder_names(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for package in &packages {
        for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
            // A checkout without symbolic links has the path of the licence in its place.
            if fs::read(folder.join(package).join(licence)).ok() != fs::read(top().join(licence)).ok() {
                return Err(format!("{package} does not have {licence} of the workspace"));
            }
        }
    }
    let manifest = manifest(&packages).map_err(|error| format!("Cargo.toml: {error}"))?;
    let written = fs::write(folder.join("Cargo.toml"), manifest)
        .and_then(|()| fs::copy(top().join("Cargo.lock"), folder.join("Cargo.lock")));
    written.map_err(|error| format!("{}: {error}", folder.display()))?;
    let manifest = folder.join("Cargo.toml");
    start(Path::new("cargo"), &["check", "--workspace", "--quiet", "--manifest-path", &manifest.to_string_lossy()], &[])
}

fn pack(how: &str) -> Result<(), String> {
    // Without the package of a crate that there no longer is.
    let packed = python::target().join("package");
    if packed.exists() {
        fs::remove_dir_all(&packed).map_err(|error| format!("{}: {error}", packed.display()))?;
    }
    let excluded: String = UNPUBLISHED.iter().map(|name| format!(" --exclude {name}")).collect();
    run(&format!("cargo package --workspace{excluded} --allow-dirty --quiet {how}"), &[])
}

/// A new folder with all packages, unpacked.
fn unpacked() -> std::io::Result<PathBuf> {
    let folder = python::target().join("packages");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let packed = python::target().join("package");
    let version = format!("-{}.crate", env!("CARGO_PKG_VERSION"));
    for entry in fs::read_dir(packed)? {
        let file = entry?.path();
        if file.to_string_lossy().ends_with(&version) {
            // With the time of now: cargo looks again at files that are newer than what it made of them, and all files in a
            // package have one and the same old time.
            let unpack = ["-x", "-z", "-m", "-f", &*file.to_string_lossy()];
            start_in(&folder, Path::new("tar"), &unpack, &[]).map_err(std::io::Error::other)?;
        }
    }
    Ok(folder)
}

fn folder_names(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// The manifest of a workspace in which the packages find each other as if they were published. Its profiles are those of the
/// workspace, so that dependencies are not compiled again.
fn manifest(packages: &[String]) -> std::io::Result<String> {
    let mut manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {packages:?}\n\n[patch.crates-io]\n");
    let version = concat!("-", env!("CARGO_PKG_VERSION"));
    for package in packages {
        manifest.push_str(&format!("{} = {{ path = {package:?} }}\n", package.trim_end_matches(version)));
    }
    let workspace = fs::read_to_string(top().join("Cargo.toml"))?;
    let profiles = workspace.split_once("[profile.").map_or("", |(_, profiles)| profiles);
    Ok(format!("{manifest}\n[profile.{profiles}"))
}

/// Builds the source distribution for Python, installs it in an environment that has nothing else, away from the checkout, and
/// asks it something.
pub(crate) fn sdist() -> Result<(), String> {
    let sdist = python::sdist()?;
    in_clean_folder("sdist", |folder| python::install_and_ask(folder, &sdist))
}

/// Builds the npm package, packs it, installs it in a project that has nothing else, away from the checkout, and asks it
/// something.
pub(crate) fn npm_package() -> Result<(), String> {
    npm::build()?;
    let package = top().join("bindings/wasm/pkg");
    let charter = top().join("standards/oxfordshire-county-council/2010.charter");
    in_clean_folder("npm", |folder| {
        start_in(&package, Path::new(NPM), &["pack", "--pack-destination", &folder.to_string_lossy()], &[])?;
        let packed = format!("bywhen-{}.tgz", env!("CARGO_PKG_VERSION"));
        let project = "{ \"private\": true, \"type\": \"module\" }";
        let put = fs::write(folder.join("package.json"), project)
            .and_then(|()| fs::copy(&charter, folder.join("2010.charter")))
            .and_then(|_| fs::write(folder.join("ask.js"), QUESTION));
        put.map_err(|error| format!("{}: {error}", folder.display()))?;
        start_in(folder, Path::new(NPM), &["install", "--no-audit", "--no-fund", &packed], &[])?;
        start_in(folder, Path::new("node"), &["ask.js"], &[])
    })
}

const QUESTION: &str = r#"import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import init, { Charter } from "bywhen/full";

await init();
const charter = Charter.parse(readFileSync("2010.charter", "utf8"));
const outcome = charter.check({ channel: "letter", received: "2011-04-20T10:15+01:00", at: "2011-04-21T09:00+01:00" });
assert.equal(outcome.promises[0].due, "2011-05-03");
console.log(charter.sentence(outcome, outcome.promises[0].id));
"#;

/// Does something in a new folder outside the checkout, where nothing of it is found by chance, and deletes the folder.
fn in_clean_folder(name: &str, work: impl FnOnce(&Path) -> Result<(), String>) -> Result<(), String> {
    let folder = env::temp_dir().join(format!("bywhen-{name}-{}", std::process::id()));
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(&folder).map_err(failed)?;
    let done = work(&folder);
    fs::remove_dir_all(&folder).map_err(failed)?;
    done
}
