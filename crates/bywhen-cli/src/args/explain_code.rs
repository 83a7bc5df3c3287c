//! Which code is to be explained.

use super::Format;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  bywhen explain-code E104\n  bywhen explain-code w402")]
pub(crate) struct ExplainCodeArgs {
    /// The code as `check` shows it: E104. Without one, all are listed
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
    /// How it is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}
