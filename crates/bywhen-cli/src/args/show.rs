//! What `bywhen show` is asked.

use std::path::PathBuf;

use clap::ValueEnum;

use super::DataArgs;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    bywhen show oxfordshire-county-council@2010\n  \
    bywhen show standards/oxfordshire-county-council/2010.charter --format html -o standards.html")]
pub(crate) struct ShowArgs {
    /// A charter file, a folder of versions, or a bundled id; of several versions the newest, `id@version` for another
    #[arg(value_name = "CHARTER")]
    pub(crate) charter: String,
    /// How the page is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ShowFormat,
    /// The file to write; `-` is stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) data: DataArgs,
}

/// How a page is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ShowFormat {
    /// For a terminal or an email
    #[default]
    Text,
    /// For a site or a repository
    Markdown,
    /// A web page of its own, to be published as it is
    Html,
}
