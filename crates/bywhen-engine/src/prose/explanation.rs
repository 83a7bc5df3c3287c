//! A trace in words, line by line.

use bywhen_calendar::{CalendarBound, Day, Local, TimeOfDay};

use super::action::ESCALATE;
use super::assumed;
use super::date::{Dates, is_end_of_day, time};
use super::lateness;
use super::limit::{limit_in, limits_in};
use super::noun::noun;
use super::phrase::{after, capital};
use super::promise::when_in;
use super::sentence_writer::{SentenceWriter, limit_context, notice_because, stated_limits};
use crate::charter::{Charter, Direction, Limit, Unit};
use crate::outcome::{NotCounted, NotCountedBecause, Outcome, PromiseOutcome, Provisional, Status};
use crate::trace::{Step, Which};
use crate::vocabulary::ESCALATED;

/// How a promise's date was found and what would change it, a line for each step.
pub fn explanation(charter: &Charter, outcome: &Outcome, promise: &PromiseOutcome) -> Vec<String> {
    let mut lines = rule(charter, outcome, promise);
    let mut steps = Steps::new(charter, promise);
    for step in promise.trace.iter().flatten() {
        lines.extend(steps.line(step));
    }
    lines.extend(warnings(promise, &mut steps.dates));
    lines.extend(changes(charter, outcome, promise));
    lines
}

/// `Warnings: Friday 10 April, 1pm on Wednesday 15 April.`: a warning in days begins with its day.
fn warnings(promise: &PromiseOutcome, dates: &mut Dates) -> Option<String> {
    let warning = |at: &Local| match at.time.seconds() {
        0 => dates.date(at.day),
        _ => dates.by((*at).into(), None),
    };
    let warnings: Vec<String> = promise.warn_at.iter().map(warning).collect();
    let word = if warnings.len() == 1 { "Warning" } else { "Warnings" };
    (!warnings.is_empty()).then(|| format!("{word}: {}.", warnings.join(", ")))
}

/// How the charter understood vague phrases of the standards that apply, each once.
pub fn readings<'c>(charter: &'c Charter, outcome: &Outcome) -> Vec<&'c str> {
    let applies = |slug: &str| outcome.promises.iter().any(|promise| promise.standard == slug);
    let standards = charter.standards.iter().filter(|standard| applies(standard.name.slug()));
    standards.flat_map(|standard| &standard.readings).map(String::as_str).collect()
}

/// What the charter says, what a notice makes of it, and how its vague phrases were understood.
pub(super) fn rule(charter: &Charter, outcome: &Outcome, promise: &PromiseOutcome) -> Vec<String> {
    let Some(stated) = charter.promise(&promise.id) else { return Vec::new() };
    let context = limit_context(charter, outcome, promise);
    let cites = promise.cites.as_deref().map(|cites| format!(" ({cites})")).unwrap_or_default();
    let opens = stated.opens.as_ref().map(|opens| format!("from {}, ", limit_in(context, opens))).unwrap_or_default();
    let mut lines = vec![format!("The charter says: {opens}{}{cites}.", when_in(context, stated))];
    let notice = promise.variation.as_deref().and_then(|slug| {
        let notice = charter.variations.iter().find(|variation| variation.name.is(slug))?;
        Some((notice, stated_limits(charter, promise)?))
    });
    if let Some((notice, limits)) = notice {
        let limits = limits_in(context, limits);
        lines.push(format!("The notice “{}” relaxes that for a while: {limits}.", notice.name.text()));
    }
    lines.extend(stated.readings.iter().map(|reading| format!("Read as: {reading}")));
    lines
}

/// Tells one step after another. Dates leave out a year that was just told.
pub(super) struct Steps<'o> {
    charter: &'o Charter,
    promise: &'o PromiseOutcome,
    pub(super) dates: Dates,
    /// The day on which the clock started, where nothing is counted from it: `on the day of receipt`.
    same_day: Option<Day>,
    /// The limit is a count of no days at all.
    nothing: bool,
    /// The last day by the number alone, where the walk may go on beyond it.
    amount: Option<u32>,
    stood_still: bool,
}

impl<'o> Steps<'o> {
    pub(super) fn new(charter: &'o Charter, promise: &'o PromiseOutcome) -> Steps<'o> {
        let only = match stated_limits(charter, promise) {
            Some([one]) => Some(&one.limit),
            _ => None,
        };
        let count = match only {
            Some(Limit::Clock(clock)) => Some(&clock.count),
            _ => None,
        };
        let forward = count.filter(|count| count.direction != Direction::Before);
        Steps {
            charter,
            promise,
            dates: Dates::default(),
            same_day: None,
            nothing: forward.is_some_and(|count| count.amount == 0),
            amount: forward.map(|count| count.amount),
            stood_still: false,
        }
    }

    /// A step that a count of nothing takes, and that would only confuse: `Day 1` on the day of receipt.
    pub(super) fn is_silent(&self, step: &Step) -> bool {
        match step {
            Step::Day { date, .. } => self.nothing && self.same_day == Some(*date),
            Step::Span { .. } => self.nothing,
            // Said where the rule is.
            Step::Vary { variation } => self.promise.variation.as_deref() == Some(variation.as_str()),
            _ => false,
        }
    }

    /// Takes note of a step that is told by somebody else.
    pub(super) fn note(&mut self, step: &Step) {
        match step {
            Step::Start { at, .. } => self.same_day = Some(at.day()),
            Step::CountsAs { date, .. } => self.same_day = Some(*date),
            Step::Stand { .. } => self.stood_still = true,
            _ => {}
        }
    }

    /// The limit is a count of no days at all.
    pub(super) fn counts_nothing(&self) -> bool {
        self.nothing
    }

    /// Why a day beyond the number of the limit is counted: ` (…)`.
    pub(super) fn beyond(&self, number: u32) -> Option<&'static str> {
        let amount = self.amount.filter(|amount| number > *amount && !self.nothing)?;
        if self.stood_still {
            return Some("the clock stood still on its last day");
        }
        (number == amount + 1).then_some("so that the days between are whole")
    }

    pub(super) fn line(&mut self, step: &Step) -> Option<String> {
        self.note(step);
        if self.is_silent(step) {
            return None;
        }
        let label = |day_zero: &bool| if *day_zero { "Day 0  " } else { "Starts " };
        Some(match step {
            Step::Start { event, at, day_zero, foreseen: true, .. } => {
                let at = self.dates.by(*at, None);
                format!("{} {at}: when {} is due, which is still to come", label(day_zero), noun(event))
            }
            Step::Start { event, at, day_zero, stands_in: true, .. } => {
                let at = self.dates.by(*at, None);
                format!("{} {at}: when {} was due, which never came", label(day_zero), noun(event))
            }
            Step::Start { event, at, day_zero, .. } => {
                format!("{} {}: {}", label(day_zero), self.dates.day_and_time(*at), event.replace('-', " "))
            }
            Step::CountsAs { at: Some(at), because, .. } => {
                format!("Counts  {}: {because}", self.dates.day_and_time((*at).into()))
            }
            Step::CountsAs { date, number, because, .. } => {
                format!("Day {number}   {}: {because}", self.dates.date(*date))
            }
            Step::Day { date, .. } if self.nothing => {
                format!("Moves   {}: the next working day", self.dates.date(*date))
            }
            Step::Day { date, number } => {
                let why = after(": ", self.beyond(*number));
                format!("Day {number:<3} {}{why}", self.dates.date(*date))
            }
            Step::Skip { from, to, because } => {
                let (from, to) = if from < to { (from, to) } else { (to, from) };
                let first = self.dates.date(*from);
                let to = if from == to { String::new() } else { format!(" to {}", self.dates.date(*to)) };
                format!("  –     {first}{to}: {because}")
            }
            Step::Open { date, from, to, seconds } => {
                format!("Open    {}", self.open(*date, *from, *to, *seconds))
            }
            other => self.sentence(other),
        })
    }

    /// The steps that are sentences wherever they are told.
    pub(super) fn sentence(&mut self, step: &Step) -> String {
        match step {
            Step::Span { amount, from, to, inclusive } => {
                let from = self.dates.date(*from);
                let counted = if *inclusive { "is counted" } else { "is not counted" };
                capital(&format!("{amount}: from {from}, which {counted}, to {}.", self.dates.date(*to)))
            }
            Step::Roll { from, to, because } => {
                let from = self.dates.date(*from);
                format!("{from} is not a working day ({because}): moves to {}.", self.dates.date(*to))
            }
            Step::Given { event, at } => {
                format!("The date given with {} is {}.", noun(event), self.dates.by(*at, None))
            }
            Step::Elapse { amount, clock_change } => {
                // What is over within the day runs through no night.
                let is_long = amount.unit == Unit::Hours && amount.number >= 12;
                let day_and_night = if is_long { ", day and night" } else { "" };
                let change = match clock_change {
                    0 => "",
                    1.. => "; the clocks go forward meanwhile",
                    _ => "; the clocks go back meanwhile",
                };
                format!("{amount} by the clock{day_and_night}{change}.")
            }
            Step::Stand { from, open: true, .. } => {
                format!("The clock has stood still since {}.", self.dates.day_and_time(*from))
            }
            Step::Stand { from, until, counts_as, .. } => {
                let from = self.dates.day_and_time(*from);
                let until = self.dates.day_and_time(*until);
                let later = counts_as
                    .as_ref()
                    .map(|later| format!(", which counts as {} ({})", self.dates.date(later.date), later.because));
                format!("The clock stood still from {from} until {until}{}.", later.unwrap_or_default())
            }
            Step::Extend { told, to, corrected } => {
                let to = self.dates.by((*to).into(), None);
                let told = self.dates.day_and_time(*told);
                let corrected = corrected.map(|at| self.dates.day_and_time(at));
                format!("Put off to {to}, by our notice of {told}{}.", after(", corrected on ", corrected))
            }
            Step::Vary { variation } => {
                let notice = self.charter.variations.iter().find(|one| one.name.is(variation));
                let title = notice.map_or_else(|| variation.replace('-', " "), |notice| notice.name.text().to_owned());
                format!("Relaxed for a while by the notice “{title}”.")
            }
            Step::Choose { which: Which::Earlier } => {
                "Of the dates that the limit may come to, this is the earlier.".to_owned()
            }
            Step::Choose { which: Which::Later } => {
                "Of the dates that the limit may come to, this is the later.".to_owned()
            }
            Step::Due { at } => {
                let by = self.dates.by((*at).into(), self.promise.due);
                if is_end_of_day(at.time) {
                    format!("So the last day is {by}.")
                } else {
                    format!("So the time ends at {by}.")
                }
            }
            // The rest is told in a way of its own by whoever tells it.
            Step::Start { event, at, .. } => format!("Starts {}: {event}.", self.dates.day_and_time(*at)),
            Step::CountsAs { date, number, .. } | Step::Day { date, number } => {
                format!("Day {number} is {}.", self.dates.date(*date))
            }
            Step::Skip { from, because, .. } => format!("{} does not count ({because}).", self.dates.date(*from)),
            Step::Open { date, from, to, seconds } => format!("Open on {}.", self.open(*date, *from, *to, *seconds)),
        }
    }

    /// `Tuesday 14 May 2024 1pm to 5pm: 4 hours`, or `all day: 24 hours`.
    pub(super) fn open(&mut self, date: Day, from: TimeOfDay, to: TimeOfDay, seconds: i64) -> String {
        let (from, to) = (time(from), time(to));
        let span =
            if from == "midnight" && to == "midnight" { "all day".to_owned() } else { format!("{from} to {to}") };
        format!("{} {span}: {}", self.dates.date(date), duration(seconds))
    }
}

/// `3 hours 25 minutes`.
fn duration(seconds: i64) -> String {
    let parts = [(seconds / 3600, "hour"), (seconds / 60 % 60, "minute"), (seconds % 60, "second")];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, unit)| if *n == 1 { format!("1 {unit}") } else { format!("{n} {unit}s") })
        .collect();
    if parts.is_empty() { "no time".to_owned() } else { parts.join(" ") }
}

/// What would change the answer, and what was looked at and changes nothing, a sentence each: `May change: the bank holidays of
/// that year are not published yet and are worked out from the law.`
pub fn changes(charter: &Charter, outcome: &Outcome, promise: &PromiseOutcome) -> Vec<String> {
    let mut writer = SentenceWriter::new(charter, outcome, promise);
    let mut lines = Vec::new();
    let mut beyond_calendar = false;
    for why in &promise.provisional {
        lines.push(match why {
            Provisional::Awaiting(event) => format!("May change: the date moves with {}.", noun(event)),
            Provisional::CalendarBound(bound) => {
                beyond_calendar = true;
                let side = if matches!(bound, CalendarBound::Ends(_)) { "after" } else { "before" };
                format!("No date: the calendar has no working day {side} {}.", writer.dates.date(bound.day()))
            }
            Provisional::CalendarProjected => {
                "May change: the bank holidays of that year are not published yet and are worked out from the law."
                    .to_owned()
            }
        });
    }
    if let (Status::Waiting, None, Some(from), false) =
        (promise.status, &promise.due, &promise.counted_from, beyond_calendar)
    {
        let start = noun(&from.event);
        match from.at {
            None => lines.push(format!("No date yet: it counts from {start}, which has not happened.")),
            Some(at) if from.event == ESCALATED => {
                let at = writer.dates.day_and_time(at);
                lines.push(format!("No date: {start} came on {at} and was refused."));
            }
            Some(_) => {}
        }
    }
    lines.extend(promise.not_counted.iter().map(|event| not_counted(&mut writer, event)));
    lines.extend(assumed::of_promise(charter, outcome, promise));
    lines.extend(done(&mut writer));
    lines
}

/// An event that changed nothing, and why.
fn not_counted(writer: &mut SentenceWriter<'_>, event: &NotCounted) -> String {
    if let Some(why) = notice_because(event.because) {
        return format!("{} {why}.", writer.notice(&event.event, event.at));
    }
    let at = writer.dates.day_and_time(event.at);
    match event.because {
        NotCountedBecause::AskedTooLate => format!("The request of {at} came too late and was refused."),
        NotCountedBecause::AskedTooEarly => format!("The request of {at} came before the time to ask had begun."),
        _ => {
            let name = event.event.replace('-', " ");
            format!("“{name}” came again on {at}, after this was done: that changes nothing.")
        }
    }
}

/// When it was done and how late, exactly.
fn done(writer: &mut SentenceWriter<'_>) -> Option<String> {
    let promise = writer.promise;
    let late = promise.late_by.map(lateness::exact);
    let done = match promise.done_by.as_deref() {
        _ if promise.action == ESCALATE => "Asked".to_owned(),
        Some(event) => format!("Kept by {},", noun(event)),
        None => "Done".to_owned(),
    };
    match (writer.done(), late) {
        (Some(at), Some(late)) => Some(format!("{done} on {at}, {late} late.")),
        (Some(at), None) => Some(format!("{done} on {at}.")),
        (None, Some(late)) if promise.status == Status::Overdue => {
            Some(format!("Not done yet, {late} after it was due."))
        }
        (None, _) => None,
    }
}
