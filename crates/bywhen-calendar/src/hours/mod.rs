//! Opening hours: counting open time only.

mod adding;
mod error;
mod intervals;
mod rules;
mod schedule;

use std::fmt;
use std::sync::{Arc, OnceLock};

pub use adding::Adding;
pub use error::{HoursError, HoursPlace};
pub use rules::{HoursException, HoursRules, SeasonalHours, Span};

use crate::day::A_YEAR;
use crate::out_of_range::What;
use crate::zone::{ORIGIN, split};
use crate::{Closed, Day, Instant, OutOfRange, WorkingDays, Zone};
use intervals::Intervals;
use schedule::Schedule;

/// When a place is open from 1972 to 2100, compiled for looking up. Immutable, and cheap to clone.
///
/// A span is open from its start up to, but not including, its end, and belongs to the day on which it begins, also where
/// it ends on the next. Open time is real time: where the clocks change
/// within a span, it is as much longer or shorter as they jump. A span that starts at a time the clocks skip starts at
/// the change; one that starts at a repeated time starts at the first of the two; one that ends within a repeated hour
/// ends at the second.
///
/// Hours that are others on the non-working days of a calendar with bank holidays are known from 1 January 1990: before it
/// [`add`](Self::add) and [`next_opening`](Self::next_opening) are errors. Everything else cannot fail, and takes those
/// years **as if there had been no bank holiday**, as [`WorkingDays`] does.
///
/// ```
/// use bywhen_calendar::{Day, HoursRules, OpeningHours, Span, Zone};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let office = Span { from: "09:00".parse()?, to: "17:00".parse()? };
/// let mut week: [Vec<Span>; 7] = Default::default();
/// week[..5].fill(vec![office]);
/// let rules = HoursRules { week, ..Default::default() };
/// let london = Zone::london();
/// let hours = OpeningHours::compile(&rules, None, &london)?;
///
/// let friday = Day::from_date("2026-04-17".parse()?)?;
/// let received = london.instant(friday, "16:00".parse()?)?;
/// let due = |seconds| london.local(hours.add(received, seconds)?);
/// assert_eq!(due(3_600)?.to_string(), "2026-04-17T17:00:00+01:00");
/// assert_eq!(due(4 * 3_600)?.to_string(), "2026-04-20T12:00:00+01:00");
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct OpeningHours(Arc<Inner>);

struct Inner {
    /// Worked out when they are first asked for: half of what a charter takes to compile, and most of its cases have
    /// nothing to do with hours.
    intervals: OnceLock<Intervals>,
    /// The first moment with a sure answer; the beginning of time when no bank holiday matters.
    known_from: Instant,
    schedule: Schedule,
    zone: Zone,
}

const ALWAYS: Instant = Instant::from_millis(i64::MIN);

impl OpeningHours {
    /// Checks the rules; the table is worked out when it is first needed. `working_days` is needed when the rules close on
    /// days that are not working days, and not looked at otherwise. Hours that never open are allowed: then there is
    /// nothing to find.
    pub fn compile(
        rules: &HoursRules,
        working_days: Option<&WorkingDays>,
        zone: &Zone,
    ) -> Result<OpeningHours, HoursError> {
        let schedule = Schedule::new(rules, working_days)?;
        let known_from = schedule.known_from().map_or(ALWAYS, |day| zone.start_of_day(day));
        Ok(OpeningHours(Arc::new(Inner { intervals: OnceLock::new(), known_from, schedule, zone: zone.clone() })))
    }

    #[inline]
    fn intervals(&self) -> &Intervals {
        self.0.intervals.get_or_init(|| Intervals::new(&self.0.schedule, &self.0.zone))
    }

    /// Whether it is open at this moment. At the closing itself it is closed.
    #[inline]
    pub fn is_open(&self, at: Instant) -> bool {
        split(at).is_some_and(|(second, _)| self.intervals().is_open(second))
    }

    /// The moment at which this many open seconds have passed, exact to the millisecond: half a second before closing
    /// leaves half a second for the next opening.
    ///
    /// A count that starts while closed starts at the next opening. One that runs out exactly at a closing is due at
    /// that closing, not at the next opening. Zero seconds is the moment itself, open or not. A negative count goes
    /// backwards, as a mirror image: one that runs out exactly at an opening is that opening.
    ///
    /// Hours that follow bank holidays refuse a count that starts or would end before 1990, even one of zero seconds.
    #[inline]
    pub fn add(&self, at: Instant, seconds: i64) -> Result<Instant, OutOfRange> {
        let found = if seconds == 0 { Some(at) } else { self.added(at, seconds) };
        // The earlier of the two decides: the start of a count forwards, the end of one backwards.
        let known = found.filter(|found| at.min(*found) >= self.0.known_from);
        known.ok_or_else(|| self.not_found(at, seconds < 0, What::OpenSeconds { from: at, seconds }))
    }

    /// Prepares [`add`](Self::add) of one number of seconds for many moments in UTC: worth its while from some
    /// thousands on. Nothing to prepare unless the number lies between 1 and 2^32.
    ///
    /// ```
    /// # use bywhen_calendar::{HoursRules, Instant, OpeningHours, Span, Zone};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let week = [const { vec![] }; 7].map(|_: Vec<Span>| vec![Span { from: "09:00".parse().unwrap(), to: "17:00".parse().unwrap() }]);
    /// # let rules = HoursRules { week, ..Default::default() };
    /// let hours = OpeningHours::compile(&rules, None, &Zone::london())?;
    /// let adding = hours.adding(14_400).ok_or("too many")?;
    /// for moment in [1_776_438_000_000, 1_776_470_000_000] {
    ///     let asked = || Some(hours.add(Instant::from_millis(moment), 14_400).ok()?.millis());
    ///     assert_eq!(adding.get(moment).or_else(asked), asked());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn adding(&self, seconds: i64) -> Option<Adding> {
        let seconds = u32::try_from(seconds).ok().filter(|seconds| *seconds > 0)?;
        Some(Adding::in_utc(self.intervals(), &self.0.zone, self.0.known_from, seconds))
    }

    /// The same for moments and answers on the local clock, in milliseconds from 1970-01-01T00:00 on that clock.
    pub fn adding_on_local_clock(&self, seconds: i64) -> Option<Adding> {
        let seconds = u32::try_from(seconds).ok().filter(|seconds| *seconds > 0)?;
        Some(Adding::on_local_clock(self.intervals(), &self.0.zone, self.0.known_from, seconds))
    }

    #[inline]
    fn added(&self, at: Instant, seconds: i64) -> Option<Instant> {
        let (second, millis) = split(at)?;
        let intervals = self.intervals();
        let mut position = intervals.position_to_the_millisecond(second, millis);
        position.seconds = position.seconds.checked_add(seconds)?;
        let found = if seconds > 0 { intervals.earliest(position) } else { intervals.latest(position) };
        found.map(|found| Instant::from_millis((ORIGIN + found.seconds) * 1_000 + found.millis))
    }

    #[cold]
    fn not_found(&self, from: Instant, backwards: bool, what: What) -> OutOfRange {
        let known_from = self.0.known_from;
        // Backwards from within the table, whatever is missing would lie before the first moment that is known.
        let leads_before = backwards && known_from > ALWAYS && split(from).is_some();
        if from < known_from {
            OutOfRange::before_bank_holidays(what)
        } else if self.intervals().is_empty() {
            OutOfRange::new(What::NeverOpen)
        } else if let Some(day) = self.edge(backwards).filter(|_| split(from).is_some()) {
            OutOfRange::beyond(what, day, backwards)
        } else if leads_before {
            OutOfRange::before_bank_holidays(what)
        } else {
            OutOfRange::new(what)
        }
    }

    /// The last day with an opening, or the first, of hours that have none for more than a year from there to where the
    /// years end or begin.
    fn edge(&self, backwards: bool) -> Option<Day> {
        let (opens, zone) = (self.intervals().edge(backwards)?, self.zone());
        let day = zone.day(Instant::from_seconds(ORIGIN + i64::from(opens))).ok()?.0;
        let known_from = zone.day(self.0.known_from).map_or(Day::FIRST, |(day, _)| day);
        let beyond = if backwards { day.minus(known_from) } else { Day::LAST.minus(day) };
        (beyond > A_YEAR).then_some(day)
    }

    /// Open seconds between two moments, each truncated to its whole second; negative when `to` is the earlier. What
    /// lies outside 1972 to 2100 is closed.
    #[inline]
    pub fn count(&self, from: Instant, to: Instant) -> i64 {
        self.position(to) - self.position(from)
    }

    #[inline]
    fn position(&self, at: Instant) -> i64 {
        let outside = if at.millis() < ORIGIN * 1_000 { 0 } else { u32::MAX };
        self.intervals().position(split(at).map_or(outside, |(second, _)| second))
    }

    /// The moment itself when it is open then, else the next opening. Hours that follow bank holidays refuse a moment
    /// before 1990.
    #[inline]
    pub fn next_opening(&self, at: Instant) -> Result<Instant, OutOfRange> {
        let found = if at < self.0.known_from { None } else { self.opening(at) };
        found.ok_or_else(|| self.not_found(at, false, What::NextOpening(at)))
    }

    fn opening(&self, at: Instant) -> Option<Instant> {
        let (second, _) = split(at)?;
        if self.intervals().is_open(second) {
            return Some(at);
        }
        let opening = self.intervals().next_open(second)?;
        Some(Instant::from_seconds(ORIGIN + i64::from(opening)))
    }

    /// When the last shift that begins on a local day ends, which may be in the night after; nothing when none does. A day
    /// open until 24:00 closes at the next midnight.
    pub fn closing(&self, day: Day) -> Option<Instant> {
        self.0.schedule.spans(day).last().map(|last| self.edges(day, *last).1)
    }

    /// The spans that begin on a local day, in order; none when it is closed.
    pub fn spans(&self, day: Day) -> Vec<Span> {
        self.0.schedule.spans(day).to_vec()
    }

    /// The spans that begin on a local day, in order, each with the moments at which it opens and closes. The time of a
    /// clock change is both where a span lies in an hour that is skipped.
    ///
    /// ```
    /// # use bywhen_calendar::{Day, HoursRules, OpeningHours, Span, Zone};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let night = Span { from: "18:00".parse()?, to: "03:00".parse()? };
    /// # let rules = HoursRules { week: std::array::from_fn(|_| vec![night]), ..Default::default() };
    /// let zone = Zone::london();
    /// let hours = OpeningHours::compile(&rules, None, &zone)?;
    /// for (span, opens, closes) in hours.shifts(Day::from_date("2026-08-28".parse()?)?) {
    ///     assert_eq!(span.to_string(), "18:00 to 03:00");
    ///     assert_eq!(zone.local(opens)?.to_string(), "2026-08-28T18:00:00+01:00");
    ///     assert_eq!(zone.local(closes)?.to_string(), "2026-08-29T03:00:00+01:00");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn shifts(&self, day: Day) -> impl Iterator<Item = (Span, Instant, Instant)> {
        self.0.schedule.spans(day).iter().map(move |span| {
            let (opens, closes) = self.edges(day, *span);
            (*span, opens, closes)
        })
    }

    /// When a span of a day opens and when it closes.
    fn edges(&self, day: Day, span: Span) -> (Instant, Instant) {
        let (from, to) = span.seconds();
        let (zone, midnight) = (&self.0.zone, day.local_seconds() - ORIGIN);
        let at = |seconds| Instant::from_seconds(ORIGIN + seconds);
        (at(zone.opens(midnight + from)), at(zone.closes(midnight + to)))
    }

    /// Why no shift begins on a day; nothing when one does. What began the evening before may still be open.
    pub fn closed(&self, day: Day) -> Option<Closed> {
        self.0.schedule.closed(day)
    }

    /// Whether the hours of any of these days rest on bank holidays that are not published yet: those of the shifts that begin
    /// on it, or of one that may run into the first from the day before.
    pub fn is_projected(&self, first: Day, last: Day) -> bool {
        self.0.schedule.is_projected(first, last)
    }

    /// The zone of its local clock.
    pub fn zone(&self) -> &Zone {
        &self.0.zone
    }
}

impl fmt::Debug for OpeningHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpeningHours").field("zone", &self.0.zone.name()).finish_non_exhaustive()
    }
}
