//! What is to be held against the clauses of its document.

use std::path::PathBuf;

use super::Format;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    bywhen coverage example-borough-council/2026.charter\n  \
    bywhen coverage oxfordshire-county-council@2010\n  \
    bywhen coverage standards --clauses clauses.csv\n\n\
    The list has a heading with the columns id and charter (`example-borough-council@2026`; without a version, every one),\n\
    and may have section, kind, gist and figures. A clause is carried where a line of the charter `cites` its id.")]
pub(crate) struct CoverageArgs {
    /// A charter file, a folder of them, or a bundled id, which may name a version: `id@version`
    #[arg(value_name = "CHARTER")]
    pub(crate) charter: String,
    /// The list of clauses, as CSV [default: the clauses.csv nearest above the charter's file, or the bundled one]
    #[arg(long, value_name = "FILE")]
    pub(crate) clauses: Option<PathBuf>,
    /// How it is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}
