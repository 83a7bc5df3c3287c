//! The charters that come with the project.

use std::path::{Path, PathBuf};

pub(crate) fn charters() -> Vec<PathBuf> {
    let standards = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../standards");
    let entries = |folder: PathBuf| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries(standards).filter(|path| path.is_dir()).flat_map(entries);
    let charters: Vec<_> = files.filter(|path| path.extension().is_some_and(|ending| ending == "charter")).collect();
    assert!(charters.len() > 10);
    charters
}
