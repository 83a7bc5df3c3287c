//! What a reference to a charter means: files, or what comes with the library.

use std::path::PathBuf;

use crate::bundled::bundled;
use crate::family::{Family, LoadError};

/// The text of one version.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Source {
    /// The file it was read from.
    pub file: Option<PathBuf>,
    /// Its text, as it was read.
    pub bytes: Vec<u8>,
}

/// The texts that a reference names. Whoever calls reads the files: the library opens none.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sources {
    /// One for each version.
    pub texts: Vec<Source>,
    /// Whether the version in force on receipt answers. Otherwise the one text answers whatever the day.
    pub over_time: bool,
}

impl Sources {
    /// Whether a reference names files, and no charter that comes with the library. `exists`: whether there is a file or a
    /// folder of that name.
    pub fn are_files(reference: &str, exists: bool) -> bool {
        exists || reference.ends_with(".charter")
    }

    /// Those that were read from files: one file was asked for by name, several are versions.
    pub fn of_files(texts: Vec<Source>) -> Sources {
        let over_time = texts.len() > 1;
        Sources { texts, over_time }
    }

    /// Those of a charter that comes with the library: `id` for all its versions, `id@version` for that one.
    ///
    /// # Errors
    ///
    /// Where no charter or no version is called so.
    pub fn bundled(reference: &str) -> Result<Sources, LoadError> {
        let (id, version) = reference.split_once('@').map_or((reference, None), |(id, name)| (id, Some(name)));
        // The family says what is wrong with a name that it does not have.
        let family = Family::bundled(id)?;
        if let Some(version) = version {
            family.version(version)?;
        }
        let named = bundled().iter().filter(|one| one.id == id && version.is_none_or(|version| one.version == version));
        let texts = named.map(|one| Source { file: None, bytes: one.text.as_bytes().to_vec() }).collect();
        Ok(Sources { texts, over_time: version.is_none() })
    }
}
