//! The report, before it is written in any form.
//!
//! The fields and their order are a contract: they may be added to, never renamed. Counts are integers; percentages and
//! averages are numbers rounded for reading, always beside the counts that they come from.

use bywhen::calendar::Local;
use bywhen::engine::charter::{Tick, Unit};
use bywhen::engine::outcome::{CalendarInfo, CharterInfo, Target};
use bywhen_table::{AssumedFact, BeforeReceipt, RepeatedIds};
use serde::Serialize;

use crate::context::MonthOf;
use crate::decimal::Decimal;
use crate::period::Month;

/// How the standards were met.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The charter.
    pub charter: CharterInfo,
    /// The council that publishes the charter.
    pub council: Option<String>,
    /// The bank holiday data.
    pub calendar: CalendarInfo,
    /// The reading that was taken for each choice of the charter: another would give other figures.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<ChosenReading>,
    /// The mapped columns: a reply taken for an acknowledgement gives other figures than one taken for an answer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<MappedColumn>,
    /// The moment as at which the cases were assessed, ISO 8601.
    pub at: Local,
    /// Which day of a case decides its month.
    pub month_of: MonthOf,
    /// The first month that has a case.
    pub first_month: Option<Month>,
    /// The last month that has a case.
    pub last_month: Option<Month>,
    /// Row counts.
    pub rows: RowCounts,
    /// In the charter's order.
    pub promises: Vec<PromiseReport>,
    /// How people got in touch, and what that cost.
    pub contacts: Contacts,
}

impl Report {
    /// The promises that the part for the public tells of.
    pub(crate) fn to_public(&self) -> impl Iterator<Item = &PromiseReport> {
        self.promises.iter().filter(|promise| !promise.for_staff)
    }
}

/// The reading that was taken for a choice.
#[derive(Clone, Debug, Serialize)]
pub struct ChosenReading {
    /// The choice.
    pub choice: String,
    /// The option that was taken.
    pub option: String,
}

/// A column and the name it was mapped to.
#[derive(Clone, Debug, Serialize)]
pub struct MappedColumn {
    /// Its heading.
    pub column: String,
    /// An event, a fact or a field of a case; `-` for nothing.
    pub name: String,
}

/// Row counts. Every row is either assessed or refused.
#[derive(Clone, Debug, Serialize)]
pub struct RowCounts {
    /// Rows of the table.
    pub read: u64,
    /// Rows of which the charter could say something.
    pub assessed: u64,
    /// Of those assessed, rows to which no promise of this report applied.
    pub without_promise: u64,
    /// Rows of which it could not.
    pub refused: u64,
    /// Why, the most frequent reason first.
    pub reasons: Vec<RefusalCount>,
    /// Case ids that come more than once, where there are such.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeated_ids: Option<RepeatedIds>,
    /// Events dated on a day before receipt, if any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub before_receipt: Vec<BeforeReceipt>,
    /// Facts on which standards hang and that the table does not tell of some rows, where there are such.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumed: Vec<AssumedFact>,
    /// Observations of no promise of this report: a fault of the program that counted.
    #[serde(skip_serializing_if = "is_zero")]
    pub misplaced: u64,
}

/// Rows refused for one reason.
#[derive(Clone, Debug, Serialize)]
pub struct RefusalCount {
    /// Why.
    pub reason: String,
    /// How many.
    pub rows: u64,
    /// The numbers of the first few.
    pub first_rows: Vec<u64>,
}

/// How one promise was kept.
#[derive(Clone, Debug, Serialize)]
pub struct PromiseReport {
    /// `standard[/stage-N]/action`.
    pub id: String,
    /// The title of its standard.
    pub standard: String,
    /// From 1.
    pub stage: u8,
    /// The promised action.
    pub action: String,
    /// `will`, `aim to`, `usually`.
    pub strength: String,
    /// The clauses of the source document.
    pub cites: Option<String>,
    /// The promise as a sentence.
    #[serde(rename = "said")]
    pub sentence: String,
    /// A target for staff only, of which the part for the public says nothing.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub for_staff: bool,
    /// The versions of the charter that make it so, where a newer one makes it otherwise and is told apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub versions: Option<String>,
    /// Wordings of earlier versions whose cases are counted here too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Earlier>,
    /// The share of cases that must keep it, or that their average must.
    pub target: Option<Target>,
    /// The limit in ticks, where the average is measured.
    pub limit: Option<i64>,
    /// The unit of times.
    pub ticks: Tick,
    /// The unit of the promise, in which times are shown.
    #[serde(skip)]
    pub unit: Unit,
    /// Every case.
    pub all: Group,
    /// In the order of the list of channels; those without a case are left out.
    pub channels: Vec<Group>,
    /// In order of time.
    pub months: Vec<Group>,
    /// Quarters of the financial year: the first is April to June.
    pub quarters: Vec<Group>,
    /// From April to each month of a financial year.
    pub year_to_date: Vec<Group>,
    /// The months against their overall share.
    pub chart: Chart,
}

/// The wording of a promise in earlier versions of the charter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Earlier {
    /// `2012`, `2012, 2013`.
    pub versions: String,
    /// The promise as a sentence.
    #[serde(rename = "said")]
    pub sentence: String,
}

/// Some of the cases of a promise.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// By what they were grouped.
    pub kind: GroupKind,
    /// Which group, for a program: `2026-04`, `2026-27 Q1`, `2026-27 to 2026-07`, `social-media`, `all`.
    pub key: String,
    /// Which group, for people: `April 2026`, `April to June 2026`, `April to July 2026`, `Social media`, `All cases`.
    pub label: String,
    /// The counts and what follows from them.
    #[serde(flatten)]
    pub figures: Figures,
    /// Whether they reached the target. `None` where there is no target.
    pub verdict: Option<Verdict>,
    /// The cases that are still open could turn the verdict.
    pub may_change: bool,
}

/// By what cases are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// Not at all.
    All,
    /// By how the contact came.
    Channel,
    /// By month.
    Month,
    /// By quarter of the financial year.
    Quarter,
    /// From April to each month.
    YearToDate,
}

impl GroupKind {
    /// The word of the contract: `year_to_date`.
    pub fn word(self) -> &'static str {
        match self {
            GroupKind::All => "all",
            GroupKind::Channel => "channel",
            GroupKind::Month => "month",
            GroupKind::Quarter => "quarter",
            GroupKind::YearToDate => "year_to_date",
        }
    }
}

/// Counts of cases and what follows from them.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    /// Every case, open or decided.
    pub cases: u64,
    /// Met, late or overdue: what a percentage is of.
    pub decided: u64,
    /// Done in time.
    pub met: u64,
    /// Done, but after it was due.
    pub late: u64,
    /// Not done, and its due date has passed.
    pub overdue: u64,
    /// Not done and not yet due.
    pub running: u64,
    /// Its clock is stopped.
    pub stopped: u64,
    /// Its clock starts at something that has not happened.
    pub waiting: u64,
    /// The customer's time to ask has passed.
    pub lapsed: u64,
    /// The charter gives no figure for it.
    pub unstated: u64,
    /// The customer asked before their time to ask had begun.
    pub early: u64,
    /// The case ended before it was due.
    pub cancelled: u64,
    /// Of all the cases, those under a dated notice that relaxed the promise.
    pub varied: u64,
    /// Met of decided. `None` while nothing is decided.
    pub share: Option<Share>,
    /// How long those that are done took. `None` where none is, or where the times are not known.
    pub times: Option<Times>,
}

impl Figures {
    /// Running, stopped or waiting: these may still be decided.
    pub fn open(&self) -> u64 {
        self.begun() + self.waiting
    }

    /// Running or stopped: these have a clock that has started.
    pub fn begun(&self) -> u64 {
        self.running + self.stopped
    }
}

/// A percentage that cannot lose its counts.
#[derive(Clone, Debug, Serialize)]
pub struct Share {
    /// How many were met.
    pub met: u64,
    /// Of how many that are decided.
    pub of: u64,
    /// With one decimal, half up; with more where one would put it on the wrong side of the target, or would make all of
    /// nearly all.
    pub percent: Decimal,
    /// Wilson's 95% interval, in per cent.
    pub interval: Interval,
}

/// Where the share could reasonably lie, if these cases are taken as a sample of many like them.
#[derive(Clone, Debug, Serialize)]
pub struct Interval {
    /// Its lower end, in per cent.
    pub low: Decimal,
    /// Its upper end, in per cent.
    pub high: Decimal,
}

/// How long cases took that are done, in time or late. In ticks.
#[derive(Clone, Debug, Serialize)]
pub struct Times {
    /// How many cases.
    pub cases: u64,
    /// All of their times added up.
    pub total: i128,
    /// The average, for reading. `total` divided by `cases` is exact.
    pub mean: Decimal,
    /// The time that at least half of them did not exceed, by nearest rank.
    pub median: i64,
    /// The time that at least nine in ten of them did not exceed, by nearest rank.
    pub percentile_90: i64,
}

/// Whether a target was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Verdict {
    /// It was.
    #[serde(rename = "reached")]
    Reached,
    /// It was not.
    #[serde(rename = "not reached")]
    NotReached,
    /// A notice relaxed the target for some of the cases, and no one target is that of all.
    #[serde(rename = "not judged")]
    NotJudged,
    /// Nothing is decided, so there is nothing to say.
    #[serde(rename = "no cases")]
    NoCases,
}

impl Verdict {
    /// The word of the contract: `reached`, `not reached`, `not judged`, `no cases`.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Reached => "reached",
            Verdict::NotReached => "not reached",
            Verdict::NotJudged => "not judged",
            Verdict::NoCases => "no cases",
        }
    }
}

/// A p-chart: the share of each month against the overall share.
#[derive(Clone, Debug, Serialize)]
pub struct Chart {
    /// The overall share of the months, in per cent.
    pub centre: Option<Decimal>,
    /// The target in per cent, where it is a share.
    pub target: Option<Decimal>,
    /// Why no limits are drawn at all, in a sentence.
    pub without_limits: Option<String>,
    /// A point for each month, in order.
    pub points: Vec<ChartPoint>,
}

/// One month of a p-chart.
#[derive(Clone, Debug, Serialize)]
pub struct ChartPoint {
    /// The month.
    pub month: Month,
    /// Its share. `None`: nothing decided.
    pub share: Option<Share>,
    /// The lower limit, in per cent. `None` where there are too few cases to draw one.
    pub lower: Option<Decimal>,
    /// The upper limit, in per cent.
    pub upper: Option<Decimal>,
    /// Its share lies outside the limits.
    pub unusual: Option<Unusual>,
    /// Cases of the month that are still open, so that its share may change.
    pub open: u64,
}

/// On which side of the limits a month lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unusual {
    /// Above the upper limit.
    High,
    /// Below the lower limit.
    Low,
}

impl Unusual {
    /// `unusually high`, `unusually low`.
    pub fn words(self) -> &'static str {
        match self {
            Unusual::High => "unusually high",
            Unusual::Low => "unusually low",
        }
    }
}

/// How people got in touch.
#[derive(Clone, Debug, Serialize)]
pub struct Contacts {
    /// All of them.
    pub contacts: u64,
    /// Those by a channel whose cost the charter states.
    pub costed: u64,
    /// Their cost in pence. `None` where the charter states no cost.
    pub pence: Option<u64>,
    /// In the order of the list of channels; those without a contact are left out.
    pub channels: Vec<ContactsBy>,
}

/// Contacts by one channel.
#[derive(Clone, Debug, Serialize)]
pub struct ContactsBy {
    /// Its slug. `None`: the channel is not known.
    pub channel: Option<String>,
    /// Its name for people.
    pub label: String,
    /// How many.
    pub contacts: u64,
    /// Cost of one contact in pence. `None` too where it changed from one version of the charter to the next.
    pub pence_each: Option<u32>,
    /// Their total cost in pence.
    pub pence: Option<u64>,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}
