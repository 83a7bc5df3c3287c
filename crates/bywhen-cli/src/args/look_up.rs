//! What a look-up table is asked.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::ValueEnum;

use super::ContactArgs;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    bywhen table oxfordshire-county-council --channel letter --from 2011-04-01 --to 2011-04-30\n  \
    bywhen table cambridge-city-council --channel email --service \"Customer Service Centre\" --from 2013-03-28 --to 2013-03-28\n  \
    bywhen table oxfordshire.bywhen --kind complaint --from 2011-04-01 --to 2011-12-31 --format json -o complaints.json\n\n\
    A row tells of one promise for the receipt times from received_from to received_until, both seconds included.\n\
    Where `moves` is yes, due_at is for received_from and moves as the time of receipt does; the day stays.")]
pub(crate) struct LookUpArgs {
    #[command(flatten)]
    pub(crate) contact: ContactArgs,
    /// The first day of receipt
    #[arg(long, value_name = "DATE")]
    pub(crate) from: NaiveDate,
    /// The last day of receipt, included
    #[arg(long, value_name = "DATE")]
    pub(crate) to: NaiveDate,
    /// How the table is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: LookUpFormat,
    /// The file to write; `-` is stdout
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub(crate) output: PathBuf,
}

/// How a look-up table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum LookUpFormat {
    /// A row a line
    #[default]
    Csv,
    /// With the charter, the bank holiday data and the contact as it was understood
    Json,
}
