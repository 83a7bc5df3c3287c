//! Whose charter is to be begun.

use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    bywhen new \"Example Borough Council\"\n  \
    bywhen new \"Example Borough Council\" --version 2027 -o next-year.charter\n\n\
    The charter is in force from 1 January of the year with which the version begins, or else of this year.")]
pub(crate) struct NewArgs {
    /// The council's name
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// The version of the charter [default: this year]
    #[arg(long, value_name = "VERSION")]
    pub(crate) version: Option<String>,
    /// The file to write; `-` is stdout [default: ID/VERSION.charter, below the current folder]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}
