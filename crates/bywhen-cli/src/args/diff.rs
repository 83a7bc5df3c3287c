//! What `bywhen diff` is asked.

use std::path::PathBuf;

use super::{Format, ReadingArgs};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    bywhen diff subject-access@2018 subject-access@2019\n  \
    bywhen diff standards/2025.charter standards/2026.charter --cases last-year.csv --at 2026-04-01\n\n\
    Each of the charters answers every case, whatever was in force when it was received.")]
pub(crate) struct DiffArgs {
    /// The charter as it was: a file, a folder of versions, or a bundled id; of several versions the newest
    #[arg(value_name = "OLD")]
    pub(crate) old: String,
    /// The charter as it is to be
    #[arg(value_name = "NEW")]
    pub(crate) new: String,
    /// Cases that both are asked of: a file that ends in .csv, .tsv, .jsonl or .parquet, or `-` for stdin
    #[arg(long, value_name = "CASES")]
    pub(crate) cases: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
    /// How the differences are written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}
