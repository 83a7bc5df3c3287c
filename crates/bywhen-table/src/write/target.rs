//! Where outcomes are written to.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bywhen_files::Sink;

/// Where outcomes are written to.
pub enum Target {
    /// A file.
    File(PathBuf),
    /// The standard output.
    Stdout,
    /// Anything else that takes bytes.
    Stream {
        /// Name used in errors.
        name: String,
        /// The writer.
        bytes: Box<dyn Write + Send>,
    },
}

impl Target {
    /// Parses a command-line argument: `-` is the standard output.
    #[must_use]
    pub fn named(name: &Path) -> Self {
        if name == Path::new("-") { Self::Stdout } else { Self::File(name.to_owned()) }
    }

    /// Name used in errors.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Stdout => "The standard output".to_owned(),
            Self::Stream { name, .. } => name.clone(),
        }
    }

    /// Begins to write there.
    pub(super) fn open(self) -> io::Result<Sink> {
        match self {
            Self::File(path) => Sink::file(&path),
            Self::Stdout => Sink::stdout(),
            Self::Stream { bytes, .. } => Ok(Sink::stream(bytes)),
        }
    }
}
