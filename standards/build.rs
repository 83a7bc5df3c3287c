//! Lists the charters of this folder, each `<id>/<version>.charter`, by id and version.
//!
//! It names no file to watch: by default cargo runs it again when any file of the package changes, a new one too.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let mut list = String::from("&[\n");
    for ((id, version), file) in charters(&folder)? {
        // Debug writes a string as a literal of Rust.
        list.push_str(&format!("Bundled {{ id: {id:?}, version: {version:?}, text: include_str!({file:?}) }},\n"));
    }
    list.push_str("]\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("charters.rs"), list)?;
    Ok(())
}

/// The files by id and version. Sorted by path, `a-b/1.charter` would come before `a/1.charter`.
fn charters(folder: &Path) -> Result<BTreeMap<(String, String), PathBuf>, Box<dyn Error>> {
    let mut found = BTreeMap::new();
    for family in fs::read_dir(folder)? {
        let family = family?.path();
        if !family.is_dir() {
            continue;
        }
        for file in fs::read_dir(&family)? {
            let file = file?.path();
            if file.extension().is_some_and(|extension| extension == "charter") {
                found.insert((name(family.file_name())?, name(file.file_stem())?), file);
            }
        }
    }
    Ok(found)
}

fn name(name: Option<&std::ffi::OsStr>) -> Result<String, Box<dyn Error>> {
    let name = name.and_then(|name| name.to_str()).ok_or("the name of a charter is not UTF-8")?;
    Ok(name.to_owned())
}
