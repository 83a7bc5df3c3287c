//! The context of a report: charter, subjects and channels.

use bywhen::calendar::Local;
use bywhen::engine::charter::Unit;
use bywhen::engine::outcome::{CalendarInfo, CharterInfo, Target};
use serde::Serialize;

/// Everything in a report that does not come from the counts.
#[derive(Clone, Debug)]
pub struct ReportContext {
    /// The charter.
    pub charter: CharterInfo,
    /// The council that publishes the charter.
    pub council: Option<String>,
    /// The bank holiday data.
    pub calendar: CalendarInfo,
    /// The reading that was taken for each choice of the charter: what is chosen, and the option.
    pub choices: Vec<(String, String)>,
    /// The mapped columns: the column, and the event, fact or field.
    pub columns: Vec<(String, String)>,
    /// The evaluation time.
    pub at: Local,
    /// Which day of a case decides its month.
    pub month_of: MonthOf,
    /// The promises, in the charter's order: [`Observation::promise`](crate::Observation) counts into them. The
    /// customer's own windows are left out.
    pub subjects: Vec<Subject>,
    /// The names of channels: [`Observation::channel`](crate::Observation) counts into them.
    pub channels: Vec<String>,
    /// The charter says what contacts cost: [`Tally::contact`](crate::Tally::contact) adds it up.
    pub costed: bool,
}

/// Which day of a case decides the month in which it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MonthOf {
    /// The day it was received.
    Received,
    /// The day it was due.
    Due,
}

/// One promise that is reported on.
#[derive(Clone, Debug)]
pub struct Subject {
    /// `standard[/stage-N]/action`.
    pub id: String,
    /// The title of its standard: `Letters and faxes`.
    pub standard: String,
    /// From 1.
    pub stage: u8,
    /// The promised action: `acknowledge`.
    pub action: String,
    /// `will`, `aim to`, `usually`.
    pub strength: String,
    /// The clauses of the source document, joined by `; `.
    pub cites: Option<String>,
    /// The promise as a sentence: `We will acknowledge within 5 working days of receipt.`
    pub sentence: String,
    /// A target for staff only, of which the part for the public says nothing.
    pub for_staff: bool,
    /// The unit of its limit.
    pub unit: Unit,
    /// The share of cases that must keep it, or that their average must.
    pub target: Option<Target>,
    /// The limit in [ticks](bywhen::engine::charter::Tick), for a promise that is measured by its average.
    pub limit: Option<i64>,
    /// A notice changes the target, or what its average is measured against.
    pub relaxed: bool,
    /// The versions of the charter that make it so, where a newer one makes it otherwise and is told apart.
    pub versions: Option<String>,
    /// Wordings of other versions whose cases are counted here too, oldest first.
    pub earlier: Vec<Wording>,
}

/// The wording of a promise in one version of the charter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The place of the version, from the oldest, as in [`Tally::mark_answered_by`](crate::Tally::mark_answered_by).
    pub index: usize,
    /// `2012`.
    pub version: String,
    /// The promise as a sentence.
    pub sentence: String,
}
