//! Whether each package can be published from itself: the crates, the sdist and the npm package. Nothing is uploaded.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

use crate::folders::{target, top};
use crate::shell::{parts, run, start_in};
use crate::{npm, python};

/// The crates of the workspace that are not published.
const UNPUBLISHED: [&str; 5] = ["xtask", "bywhen-python", "bywhen-python-bound", "bywhen-wasm", "bywhen-fuzz"];

/// Where to find npm: on Windows it is a script.
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

pub(crate) fn package() -> Result<(), String> {
    crates()?;
    sdist()?;
    npm_package()
}

/// Packs each crate and builds it from its package, as `cargo publish` does.
pub(crate) fn crates() -> Result<(), String> {
    let excluded: String = UNPUBLISHED.iter().map(|name| format!(" --exclude {name}")).collect();
    run(&format!("cargo package --workspace{excluded} --allow-dirty --quiet"), &[])
}

/// Whether every file that the compiler read for a crate, by its own dependency lists, is in the crate's package, and both
/// licences. It compiles nothing, so it follows a build, and takes seconds.
pub(crate) fn check() -> Result<(), String> {
    for (name, folder) in published()? {
        let listed = output(&format!("cargo package --list --allow-dirty --quiet --package {name}"))?;
        let packed: BTreeSet<PathBuf> = listed.lines().map(|file| folder.join(file)).collect();
        let read = files_read(&folder).map_err(|error| format!("{name}: {error}"))?;
        if read.is_empty() {
            return Err(format!("{name} has not been built: run `cargo check --workspace`"));
        }
        if let Some(outside) = read.iter().find(|file| !packed.contains(*file)) {
            return Err(format!("{name} is built with {}, which is not in its package", outside.display()));
        }
        for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
            // A checkout without symbolic links has the path of the licence in its place.
            let same = fs::read(folder.join(licence)).ok() == fs::read(top().join(licence)).ok();
            if !same || !packed.contains(&folder.join(licence)) {
                return Err(format!("the package of {name} does not have {licence} of the workspace"));
            }
        }
    }
    Ok(())
}

/// The crates that are published, each with its folder.
fn published() -> Result<Vec<(String, PathBuf)>, String> {
    let crates = normal(&top().join("crates"));
    let mut folders = vec![normal(&top().join("standards"))];
    for entry in fs::read_dir(&crates).map_err(|error| format!("{}: {error}", crates.display()))? {
        folders.push(entry.map_err(|error| format!("{}: {error}", crates.display()))?.path());
    }
    let mut published = Vec::new();
    for folder in folders {
        let manifest = folder.join("Cargo.toml");
        let text = fs::read_to_string(&manifest).map_err(|error| format!("{}: {error}", manifest.display()))?;
        let name = text.lines().find_map(|line| line.strip_prefix("name = ")).unwrap_or_default().trim_matches('"');
        if !UNPUBLISHED.contains(&name) {
            published.push((name.to_owned(), folder));
        }
    }
    Ok(published)
}

/// The files that the last build of a crate read, from the list that the compiler leaves beside what it makes.
fn files_read(folder: &Path) -> io::Result<BTreeSet<PathBuf>> {
    let roots = ["src/lib.rs", "src/main.rs"].map(|root| folder.join(root));
    let settings = ["clippy.toml", "Cargo.toml"].map(|file| normal(&top().join(file)));
    let mut last: Option<(SystemTime, Vec<PathBuf>)> = None;
    for entry in fs::read_dir(target().join("debug/deps"))? {
        let file = entry?.path();
        if file.extension().is_none_or(|extension| extension != "d") {
            continue;
        }
        let text = fs::read_to_string(&file)?;
        let files = text.lines().next().and_then(|line| line.split_once(": ")).map_or("", |(_, files)| files);
        // A blank in a name has a backslash before it.
        let files = files.replace("\\ ", "\0");
        let files = files.split(' ').map(|file| normal(&top().join(file.replace('\0', " "))));
        // Clippy lists what it reads its settings from, too.
        let files: Vec<PathBuf> = files.filter(|file| !settings.contains(file)).collect();
        let made = fs::metadata(&file)?.modified()?;
        if files.first().is_some_and(|first| roots.contains(first))
            && last.as_ref().is_none_or(|(last, _)| *last < made)
        {
            last = Some((made, files));
        }
    }
    let files = last.into_iter().flat_map(|(_, files)| files);
    // What a build script wrote it writes again from the package; what is gone was read by an older build.
    Ok(files.filter(|file| !file.starts_with(normal(&target())) && file.exists()).collect())
}

/// What a command prints.
fn output(command: &str) -> Result<String, String> {
    let output = parts(command).output().map_err(|error| format!("{command}: {error}"))?;
    if !output.status.success() {
        return Err(format!("{command}: {}", String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A path without `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(normal.pop()),
            part => normal.push(part),
        }
    }
    normal
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
    let failed = |error: io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(&folder).map_err(failed)?;
    let done = work(&folder);
    fs::remove_dir_all(&folder).map_err(failed)?;
    done
}
