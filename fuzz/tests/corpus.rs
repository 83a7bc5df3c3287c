//! Every file of the corpora and of the regressions, on a stable compiler.
//!
//! A file whose name begins with `open-` is of a fault that is known and not yet mended: it still fails, and once it does
//! not, it is to lose that part of its name.

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use bywhen_fuzz::TARGETS;

/// Small, so that everybody can run it.
const MAX_BYTES: u64 = 4096;
const MOST_FILES: usize = 60;

fn files(folder: &str, target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(target);
    let listed = fs::read_dir(&folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = listed.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    files
}

fn is_open(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("open-"))
}

#[test]
fn every_target_has_a_small_corpus() {
    for (target, _) in TARGETS.iter().copied() {
        let corpus = files("corpus", target);
        assert!((1..=MOST_FILES).contains(&corpus.len()), "{target} has {} files in its corpus", corpus.len());
        for file in corpus {
            let length = fs::metadata(&file).expect("a file").len();
            assert!(length <= MAX_BYTES, "{} has {length} bytes", file.display());
        }
    }
}

#[cfg(feature = "tables")]
#[test]
fn every_folder_is_of_a_target() {
    for folder in ["corpus", "regressions"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let name = entry.expect("an entry").file_name();
            assert!(TARGETS.iter().any(|(target, _)| name == *target), "{} is no target", name.display());
        }
    }
}

#[test]
fn every_file_holds_to_the_laws() {
    let mut failed = Vec::new();
    for (target, run) in TARGETS.iter().copied() {
        let all: Vec<PathBuf> = files("corpus", target).into_iter().chain(files("regressions", target)).collect();
        for file in all {
            let bytes = fs::read(&file).expect("a file");
            match (catch_unwind(|| run(&bytes)).is_ok(), is_open(&file)) {
                (true, false) | (false, true) => {}
                (false, false) => failed.push(format!("{} fails", file.display())),
                (true, true) => {
                    failed.push(format!("{} does not fail any more: take `open-` out of its name", file.display()));
                }
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
