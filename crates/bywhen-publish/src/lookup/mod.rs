//! A look-up table of due dates: what a plan says of a contact at every second of some days, in as few rows as tell it.
//!
//! For a form whose page runs no script, and for one that cannot load the library: whoever knows when they wrote finds
//! the row and reads the date.

mod breakpoints;
mod day;
mod interval;
mod probe;
mod refused;
mod wording;

use std::ops::RangeInclusive;

use bywhen::calendar::{Day, Instant, Local, Zone};
use bywhen::engine::outcome::{CalendarInfo, CaseInfo, CharterInfo, Outcome, Provisional};
use bywhen::{Case, CaseError, Plan, Status, prose};
use chrono::NaiveDate;
use serde::Serialize;

use day::DaySearch;
use interval::Interval;
use probe::Probe;
use refused::refused;

/// The due dates of a contact, by when it is received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LookupTable {
    /// The charter that answers.
    pub charter: CharterInfo,
    /// The bank holiday data that was used.
    pub calendar: CalendarInfo,
    /// The contact as it was understood.
    pub case: CaseInfo,
    /// The first day of receipt.
    pub from: NaiveDate,
    /// The last day of receipt, included.
    pub until: NaiveDate,
    /// By day of receipt; in a day by promise in the charter's order, and by time.
    pub rows: Vec<LookupRow>,
}

/// What holds of one promise for an interval of receipt times within one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LookupRow {
    /// The first second of receipt, in the charter's zone.
    pub received_from: Local,
    /// The last second of receipt, included.
    pub received_until: Local,
    /// The same in words: `Thursday 28 March 2013, after 1pm and until 5pm`.
    pub received: String,
    /// `standard[/stage-N]/action`.
    pub promise: String,
    /// Slug of the action.
    pub action: String,
    /// From 1.
    pub stage: u8,
    /// On receipt.
    pub status: Status,
    /// The local date by which it is due, the same for the whole interval. `None` while there is no date. Where `moves`
    /// and the first second is due at midnight, which ends the day before, this is the date of all the others.
    pub due: Option<Day>,
    /// The last instant that is on time, for what is received at `received_from`.
    pub due_at: Option<Local>,
    /// Whether `due_at` moves as the time of receipt does: a second later for each second later.
    pub moves: bool,
    /// Why the date may move otherwise.
    pub provisional: Vec<Provisional>,
    /// The words for a resident. Where `due_at` moves they give the limit and no time.
    pub sentence: String,
    /// Of these words, those for `due_at`: `Tuesday 3 May 2011`. `None` where it moves.
    pub by: Option<String>,
    /// What would change the date, a sentence each.
    pub changes: Vec<String>,
}

/// What a plan says of a contact received on each of some days. Events of the case are left aside: only the receipt
/// is known.
///
/// ```
/// use bywhen::{Case, CompileOptions, Family};
/// use bywhen_publish::lookup_table;
///
/// let plan = Family::bundled("oxfordshire-county-council")?.version("2010")?.plan(&CompileOptions::default())?;
/// let eve: chrono::NaiveDate = "2011-04-28".parse()?;
/// let table = lookup_table(&plan, &Case::default().by("email"), eve..=eve)?;
/// assert_eq!(table.rows[0].promise, "emails-and-social-media/acknowledge");
/// assert_eq!(table.rows[0].due.map(|due| due.to_string()).as_deref(), Some("2011-05-04"));
/// assert_eq!(table.rows[0].received_until.to_string(), "2011-04-28T23:59:59+01:00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// As [`Plan::check`]: a name that the charter does not know, a channel that is needed, a day that cannot be counted from.
pub fn lookup_table(plan: &Plan, contact: &Case, days: RangeInclusive<NaiveDate>) -> Result<LookupTable, CaseError> {
    let probe = Probe::new(plan, contact);
    let times = breakpoints::times(plan);
    let first = probe.outcome(plan.charter().zone.start_of_day(day(*days.start())?).seconds())?;
    let mut rows = Vec::new();
    for date in days.start().iter_days().take_while(|date| date <= days.end()) {
        let mut search = DaySearch::new(&probe);
        for interval in search.intervals(&breakpoints::segments(&plan.charter().zone, day(date)?, &times)?)? {
            rows.push(row(&probe, &interval)?);
        }
    }
    let Outcome { charter, calendar, case, .. } = first;
    Ok(LookupTable { charter, calendar, case, from: *days.start(), until: *days.end(), rows })
}

fn day(date: NaiveDate) -> Result<Day, CaseError> {
    Day::from_date(date).map_err(|error| refused(error.into()))
}

/// What the local clock shows at a second.
fn local(zone: &Zone, second: i64) -> Result<Local, CaseError> {
    zone.local(Instant::from_seconds(second)).map_err(|error| refused(error.into()))
}

fn row(probe: &Probe<'_>, interval: &Interval) -> Result<LookupRow, CaseError> {
    let zone = &probe.plan().charter().zone;
    let outcome = probe.outcome(interval.from)?;
    let answer = &interval.answer;
    let charter = probe.plan().charter();
    let promise = answer.promise.clone();
    let (sentence, by) = if interval.moves {
        // Without its date a promise is told by its limit.
        let mut undated = promise.clone();
        (undated.status, undated.due, undated.due_at) = (Status::Waiting, None, None);
        (prose::sentence(charter, &outcome, &undated), None)
    } else {
        (prose::sentence(charter, &outcome, &promise), promise.due_at.map(|due_at| prose::by(due_at.into())))
    };
    let changes = prose::changes(charter, &outcome, &promise);
    Ok(LookupRow {
        received_from: local(zone, interval.from)?,
        received_until: local(zone, interval.until)?,
        received: wording::received(zone, interval)?,
        promise: promise.id,
        action: promise.action,
        stage: promise.stage,
        status: promise.status,
        due: promise.due,
        due_at: promise.due_at,
        moves: interval.moves,
        provisional: promise.provisional,
        sentence,
        by,
        changes,
    })
}
