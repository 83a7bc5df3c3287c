//! Where outcomes are written to.

use std::io::Write;
use std::path::{Path, PathBuf};

/// Where outcomes are written to.
pub enum Target {
    /// A file.
    File(PathBuf),
    /// The standard output.
    Stdout,
    /// Anything else that takes bytes.
    Stream {
        /// What errors call it.
        name: String,
        /// What takes the bytes.
        bytes: Box<dyn Write + Send>,
    },
}

impl Target {
    /// What a name on a command line means: `-` is the standard output.
    #[must_use]
    pub fn named(name: &Path) -> Self {
        if name == Path::new("-") { Self::Stdout } else { Self::File(name.to_owned()) }
    }

    /// What errors call it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Stdout => "The standard output".to_owned(),
            Self::Stream { name, .. } => name.clone(),
        }
    }
}
