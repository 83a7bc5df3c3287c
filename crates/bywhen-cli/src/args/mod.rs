//! The command line as clap reads it.

mod bank_holidays;
mod coverage;
mod diff;
mod explain_code;
mod look_up;
mod lsp;
mod new;
mod shell;
mod show;
mod table;

use std::path::PathBuf;

use bywhen::engine::FactValue;
use bywhen::{Event, When};
use chrono::NaiveDate;
use clap::{Parser, Subcommand, ValueEnum};

pub(crate) use bank_holidays::{BankHolidayArgs, BankHolidayFile};
pub(crate) use coverage::CoverageArgs;
pub(crate) use diff::DiffArgs;
pub(crate) use explain_code::ExplainCodeArgs;
pub(crate) use look_up::{LookUpArgs, LookUpFormat};
pub(crate) use lsp::LspArgs;
pub(crate) use new::NewArgs;
pub(crate) use shell::{CompletionsArgs, ManArgs};
pub(crate) use show::{ShowArgs, ShowFormat};
pub(crate) use table::{AssessArgs, ReadingArgs, ReportArgs};
#[cfg(feature = "tables")]
pub(crate) use table::{Month, ReportFormat, TableArgs};

/// By when will we hear from you? Customer-service standards as code.
#[derive(Debug, Parser)]
#[command(name = "bywhen", version, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  bywhen due oxfordshire-county-council --channel letter --received 2011-04-20T10:15 --at 2011-04-21T09:00
  bywhen explain cambridge-city-council --channel email --service \"Customer Service Centre\" --received 2013-03-28T16:00
  bywhen calc \"20 working days after 2026-03-10\" --calendar scotland
  bywhen assess oxfordshire-county-council cases.csv -o outcomes.csv
  bywhen report oxfordshire-county-council cases.csv --html report.html
  bywhen table oxfordshire-county-council --channel letter --from 2011-04-01 --to 2011-04-30
  bywhen new \"Example Borough Council\"
  bywhen check standards
  bywhen explain-code E104
  bywhen coverage oxfordshire-county-council@2010
  bywhen test standards/oxfordshire-county-council
  bywhen fmt standards
  bywhen show oxfordshire-county-council@2010";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Say by when each promise is due for a case
    Due(CaseArgs),
    /// Say the same and how each date was found, day by day
    Explain(CaseArgs),
    /// Count a deadline without a charter
    Calc(CalcArgs),
    /// Say by when each promise is due for every case of a table
    Assess(AssessArgs),
    /// Say how the standards were met over a table of cases
    Report(ReportArgs),
    /// Write a look-up table of due dates, by day of receipt
    Table(LookUpArgs),
    /// Write a charter to begin with, for a council
    New(NewArgs),
    /// Report everything that is wrong with charters
    Check(CheckArgs),
    /// Run the examples of charters
    Test(TestArgs),
    /// Write charters in their one form: spacing and spelling
    Fmt(FmtArgs),
    /// Say what a new charter changes, for customers and for the cases of a table
    Diff(DiffArgs),
    /// Show a charter as a page for residents
    Show(ShowArgs),
    /// Explain what `check` reports: why, and how it is mended
    ExplainCode(ExplainCodeArgs),
    /// Serve an editor, as a language server, while a charter is written
    Lsp(LspArgs),
    /// Say which clauses of its document a charter carries
    Coverage(CoverageArgs),
    /// Write a checked charter and its bank holidays as one small file, for the browser
    Compile(CompileArgs),
    /// List the charters that come with the command
    Charters(ListArgs),
    /// List the bank holiday calendars
    Calendars(CalendarsArgs),
    /// Write what a shell completes the command with
    Completions(CompletionsArgs),
    /// Write the manual pages
    Man(ManArgs),
}

/// How results are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "WHEN is ISO 8601: 2011-04-20, 2011-04-20T10:15 (in the charter's zone) or 2011-04-20T10:15+01:00.\n\
    An event belongs to the stage that is open at its time; stage-2/acknowledged=WHEN says so outright.\n\
    The customer's request for the next stage is the event `escalated`."
)]
pub(crate) struct CaseArgs {
    #[command(flatten)]
    pub(crate) contact: ContactArgs,
    /// When it was received
    #[arg(long, value_name = "WHEN", required_unless_present = "request")]
    pub(crate) received: Option<When>,
    /// Something that happened; may repeat
    #[arg(long = "event", value_name = "NAME=WHEN[,until=WHEN][,reason=R]", value_parser = event)]
    pub(crate) events: Vec<Event>,
    /// The moment of the question [default: now]
    #[arg(long, value_name = "WHEN")]
    pub(crate) at: Option<When>,
    /// The case and the moment of the question as JSON, from a file or `-`, in place of the options
    #[arg(long, value_name = "FILE", conflicts_with_all = ["received", "events", "at", "kind", "channel", "service", "facts", "choices", "known_on"])]
    pub(crate) request: Option<PathBuf>,
    /// How the answer is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// What a contact is, whenever it is received, and how the charter is read.
#[derive(Debug, clap::Args)]
pub(crate) struct ContactArgs {
    /// A charter file, a compiled one, a folder of versions, or a bundled id: `oxfordshire-county-council` is the version
    /// in force on receipt, `oxfordshire-county-council@2010` that one
    #[arg(value_name = "CHARTER")]
    pub(crate) charter: String,
    /// The kind of contact [default: enquiry, or the only kind the charter knows]
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<String>,
    /// The channel it came by
    #[arg(long, value_name = "CHANNEL")]
    pub(crate) channel: Option<String>,
    /// The service it went to
    #[arg(long, value_name = "SERVICE")]
    pub(crate) service: Option<String>,
    /// Something known of the case; may repeat
    #[arg(long = "fact", value_name = "NAME[=VALUE]", value_parser = fact)]
    pub(crate) facts: Vec<(String, FactValue)>,
    /// A reading to take where the charter offers several; may repeat
    #[arg(long = "choice", value_name = "NAME=OPTION", value_parser = choice)]
    pub(crate) choices: Vec<(String, String)>,
    #[command(flatten)]
    pub(crate) data: DataArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DataArgs {
    /// Leave out bank holidays that were announced after this day
    #[arg(long, value_name = "DATE")]
    pub(crate) known_on: Option<NaiveDate>,
    #[command(flatten)]
    pub(crate) newer: BankHolidayArgs,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    bywhen calc \"20 working days after 2026-03-10\"\n  \
    bywhen calc \"10 clear working days before 2016-12-16\"\n  \
    bywhen calc \"1 month after 2019-09-27 rolling to a working day\"\n  \
    bywhen calc \"4 working hours after 2013-03-28T16:00\" --hours \"Mon-Fri 09:00-17:00\"")]
pub(crate) struct CalcArgs {
    /// `N working days|clear working days|calendar days|clear days|weeks|months|working hours|hours|minutes|seconds
    /// after|before DATE[TIME]`, or `N months beginning with DATE`, and `rolling to a working day`; `working days between DATE and
    /// DATE` (also working hours, calendar days, hours), and `less DATE to DATE`; `is DATE a working day`; `is it open at DATE TIME`
    #[arg(value_name = "PHRASE")]
    pub(crate) phrase: String,
    /// Whose bank holidays: england-and-wales, scotland, northern-ireland, united-kingdom (a holiday in any part), none
    #[arg(long, value_name = "NAME", default_value = "england-and-wales")]
    pub(crate) calendar: String,
    /// What a start on a closed day counts as
    #[arg(long, value_enum, default_value_t)]
    pub(crate) receipt: Receipt,
    /// A start from this time on counts as the next day, worked or not; what is counted back to is not moved
    #[arg(long, value_name = "HH:MM")]
    pub(crate) cutoff: Option<String>,
    /// A further day that is not worked; may repeat
    #[arg(long, value_name = "DATE")]
    pub(crate) closed: Vec<NaiveDate>,
    /// A single day that is worked in spite of everything; may repeat
    #[arg(long, value_name = "DATE")]
    pub(crate) open: Vec<NaiveDate>,
    /// The days of the week that are worked: "Mon-Thu", "Sun-Thu", or several joined by commas [default: Mon-Fri]
    #[arg(long, value_name = "WEEKDAYS", conflicts_with = "open_on")]
    pub(crate) week: Option<String>,
    /// A weekday that is worked beyond Monday to Friday; may repeat
    #[arg(long, value_name = "WEEKDAY")]
    pub(crate) open_on: Vec<chrono::Weekday>,
    /// Opening hours: "Mon-Fri 09:00-17:00", or several joined by commas. Open on these weekdays, whichever are worked, but
    /// for bank holidays and closed days; "Fri 18:00-03:00" ends on Saturday
    #[arg(long, value_name = "HOURS")]
    pub(crate) hours: Option<String>,
    /// Where local times are
    #[arg(long, value_name = "ZONE", default_value = "Europe/London")]
    pub(crate) zone: String,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// How the answer is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// What a start on a closed day counts as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Receipt {
    /// That day: it is day 0
    #[default]
    AsIs,
    /// The next working day: that is day 0
    NextWorkingDay,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    /// Charter files, or folders of them; `-` is stdin
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// How the findings are written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Only spacing and the spelling of forms change: lines, blank lines and comments keep their order, and \
    what stands in quotes stays as it is."
)]
pub(crate) struct FmtArgs {
    /// Charter files, or folders of them; `-` is from stdin to stdout
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Change nothing, and say which files are not in the one form
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct TestArgs {
    /// Charter files, or folders of them; `-` is stdin
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// How the results are written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    bywhen compile oxfordshire-county-council@2010 -o oxfordshire.bywhen\n  \
    bywhen due oxfordshire.bywhen --channel letter --received 2011-04-20")]
pub(crate) struct CompileArgs {
    /// A charter file, a folder of versions, or a bundled id; of several versions the newest, `id@version` for another
    #[arg(value_name = "CHARTER")]
    pub(crate) charter: String,
    /// The file to write; `-` is stdout
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) newer: BankHolidayArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ListArgs {
    /// How the list is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CalendarsArgs {
    /// Show the bank holidays of this year
    #[arg(long, value_name = "YEAR")]
    pub(crate) year: Option<i32>,
    #[command(flatten)]
    pub(crate) data: DataArgs,
    /// How the list is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// `complex`, `complex=no`, `priority=high`, `signatures=1600`: which of them fits is decided by the charter.
fn fact(text: &str) -> Result<(String, FactValue), String> {
    Ok(match text.split_once('=') {
        None => (text.to_owned(), true.into()),
        Some((name, value)) => (name.to_owned(), value.into()),
    })
}

fn choice(text: &str) -> Result<(String, String), String> {
    let (name, option) =
        text.split_once('=').ok_or_else(|| format!("write the choice and the option, as in \"{text}=...\""))?;
    Ok((name.to_owned(), option.to_owned()))
}

/// `acknowledged=2011-04-21T09:00`, `extended=2026-05-04,until=2026-05-15,reason=complex`.
fn event(text: &str) -> Result<Event, String> {
    let mut parts = text.split(',');
    let (name, when) = parts
        .next()
        .and_then(|first| first.split_once('='))
        .ok_or_else(|| format!("write the event and its time, as in {text}=2011-04-21T09:00"))?;
    let mut event = Event::named(name, when.parse().map_err(|error| format!("{error}"))?);
    for part in parts {
        event = match part.split_once('=') {
            Some(("until", when)) => event.until(when.parse().map_err(|error| format!("{error}"))?),
            Some(("reason", reason)) => event.because(reason),
            _ => return Err(format!("`{part}` is not understood: write until=2026-05-15 or reason=complex")),
        };
    }
    Ok(event)
}
