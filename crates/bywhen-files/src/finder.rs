//! Files below folders.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::read_at_most::named;

/// Finds files by their ending, folders searched to the bottom, in order of name, each once.
pub struct Finder {
    ending: &'static str,
    /// Folders and files that were met already, by whichever of their names, so that a folder with a link to itself has an
    /// end.
    visited: BTreeSet<PathBuf>,
}

impl Finder {
    /// `ending`: of the files that are wanted, without its dot.
    #[must_use]
    pub fn new(ending: &'static str) -> Finder {
        Finder { ending, visited: BTreeSet::new() }
    }

    /// The files below a folder, or the one that is named, whatever its ending, but for those that were met before. `None`:
    /// there is none there.
    ///
    /// # Errors
    ///
    /// Where a folder cannot be read, which the error names.
    pub fn find(&mut self, path: &Path) -> io::Result<Option<Vec<PathBuf>>> {
        let mut files = Vec::new();
        let known = fs::canonicalize(path).is_ok_and(|real| self.visited.contains(&real));
        let found = known || self.collect(path, &mut files)?;
        Ok(found.then_some(files))
    }

    /// Whether there is any.
    fn collect(&mut self, path: &Path, files: &mut Vec<PathBuf>) -> io::Result<bool> {
        // What leads nowhere is a fault of its own, and said when it is read.
        if fs::canonicalize(path).is_ok_and(|real| !self.visited.insert(real)) {
            return Ok(!path.is_dir());
        }
        if !path.is_dir() {
            files.push(path.to_owned());
            return Ok(true);
        }
        let mut found = false;
        let entries = fs::read_dir(path).map_err(|error| named(path, error))?;
        let entries = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>();
        let mut entries = entries.map_err(|error| named(path, error))?;
        entries.sort();
        for entry in entries {
            if entry.is_dir() || entry.extension().is_some_and(|extension| extension == self.ending) {
                found |= self.collect(&entry, files)?;
            }
        }
        Ok(found)
    }
}
