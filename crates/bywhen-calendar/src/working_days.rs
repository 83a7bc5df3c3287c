//! Working days: a table from day to ordinal and from ordinal to day.

use std::fmt;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::day::DAYS;
use crate::out_of_range::What;
use crate::{Calendars, Closed, DatedDays, Day, Division, OutOfRange, Weekdays};

/// What makes a day a working day.
///
/// Openings win over everything; otherwise a day is closed when its weekday is not worked, when it is a bank holiday in
/// **any** of the divisions, or when a closure names it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WorkingDaysRules {
    /// The weekdays that are worked.
    pub week: Weekdays,
    /// Whose bank holidays are kept. Empty: nobody's.
    pub bank_holidays: Vec<Division>,
    /// Days closed besides.
    pub closures: Vec<DatedDays>,
    /// Days worked in spite of everything else.
    pub openings: Vec<DatedDays>,
}

/// The working days of 1990 to 2100, compiled for looking up. Immutable, and cheap to clone.
///
/// ```
/// use bywhen_calendar::{Calendars, Day, Division, Weekdays, WorkingDays, WorkingDaysRules};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let rules = WorkingDaysRules {
///     week: Weekdays::MONDAY_TO_FRIDAY,
///     bank_holidays: vec![Division::EnglandAndWales],
///     closures: vec![],
///     openings: vec![],
/// };
/// let days = WorkingDays::compile(&rules, &Calendars::bundled(), None);
///
/// let saturday = Day::from_date("2026-04-04".parse()?)?; // Easter Saturday
/// assert!(!days.is_working(saturday));
/// assert_eq!(days.add(saturday, 1)?.to_string(), "2026-04-07");
/// assert_eq!(days.add(saturday, -1)?.to_string(), "2026-04-02");
/// assert_eq!(days.count(saturday, saturday.plus(7)?), 4);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct WorkingDays(Arc<Inner>);

struct Inner {
    /// For each day, and one more, how many working days lie before it.
    before: Vec<u16>,
    /// The working days, in order.
    days: Vec<u16>,
    /// The first day that rests on a projected bank holiday; past the end when none does.
    projected_from: usize,
    rules: WorkingDaysRules,
    calendars: Calendars,
    known_on: Option<NaiveDate>,
}

impl WorkingDays {
    /// Works the table out. `known_on` asks for the bank holidays as they were known on that date
    /// ([`Calendars::bank_holidays`]). Rules under which no day is worked are allowed: then there is nothing to find.
    pub fn compile(rules: &WorkingDaysRules, calendars: &Calendars, known_on: Option<NaiveDate>) -> WorkingDays {
        let worked = worked(rules, calendars, known_on);
        let mut before = vec![0u16; DAYS + 1];
        let mut days = vec![0u16; DAYS + 1];
        let mut count = 0u16;
        // The next free place is always written and only kept when the day is worked: no branch to mispredict.
        for ((day, worked), before) in (0u16..).zip(&worked).zip(&mut before) {
            *before = count;
            if let Some(place) = days.get_mut(usize::from(count)) {
                *place = day;
            }
            count += u16::from(*worked);
        }
        if let Some(last) = before.last_mut() {
            *last = count;
        }
        days.truncate(usize::from(count));
        let projected_from = projected_from(rules, calendars);
        let (rules, calendars) = (rules.clone(), calendars.clone());
        WorkingDays(Arc::new(Inner { before, days, projected_from, rules, calendars, known_on }))
    }

    /// How many working days lie before this day, or before the next day for `place` 1.
    #[inline]
    fn before(&self, day: Day, place: usize) -> i64 {
        self.0.before.get(usize::from(day.index()) + place).copied().map_or(0, i64::from)
    }

    #[inline]
    fn at(&self, ordinal: i64) -> Option<Day> {
        self.0.days.get(usize::try_from(ordinal).ok()?).copied().map(Day)
    }

    /// Whether the day is a working day.
    #[inline]
    pub fn is_working(&self, day: Day) -> bool {
        self.before(day, 0) != self.before(day, 1)
    }

    /// The nth working day strictly after the day (strictly before it, when negative); 0 is the day itself, working or
    /// not. An error when there are not that many up to 2100 (back to 1990).
    #[inline]
    pub fn add(&self, day: Day, n: i64) -> Result<Day, OutOfRange> {
        let found = match n {
            0 => Some(day),
            1.. => self.at(self.before(day, 1).saturating_add(n - 1)),
            _ => self.at(self.before(day, 0).saturating_add(n)),
        };
        found.ok_or_else(|| self.not_found(day, n))
    }

    #[cold]
    fn not_found(&self, from: Day, days: i64) -> OutOfRange {
        let none = self.0.days.is_empty();
        OutOfRange::new(if none { What::NoWorkingDay } else { What::WorkingDays { from, days } })
    }

    /// Working days after `from`, up to and including `to`. When `to` is earlier: those after `to`, up to and including
    /// `from`, as a negative number.
    #[inline]
    pub fn count(&self, from: Day, to: Day) -> i64 {
        self.before(to, 1) - self.before(from, 1)
    }

    /// The day itself when it is a working day, else the next one.
    #[inline]
    pub fn on_or_after(&self, day: Day) -> Result<Day, OutOfRange> {
        self.at(self.before(day, 0)).ok_or_else(|| self.not_found(day, 1))
    }

    /// The day itself when it is a working day, else the one before.
    #[inline]
    pub fn on_or_before(&self, day: Day) -> Result<Day, OutOfRange> {
        self.at(self.before(day, 1) - 1).ok_or_else(|| self.not_found(day, -1))
    }

    /// Why the day is not a working day; nothing when it is one. Of several reasons the most lasting is given: the
    /// weekday, then the bank holiday, then the closure.
    pub fn closed(&self, day: Day) -> Option<Closed> {
        if self.is_working(day) {
            return None;
        }
        let (rules, date) = (&self.0.rules, day.date());
        if !rules.week.contains(day.weekday()) {
            return Some(Closed::NotWorked(day.weekday()));
        }
        let (titles, divisions): (Vec<String>, Vec<Division>) = Division::ALL
            .into_iter()
            .filter(|division| rules.bank_holidays.contains(division))
            .filter_map(|division| Some((self.bank_holiday(division, date)?, division)))
            .unzip();
        if let Some(title) = titles.into_iter().next() {
            return Some(Closed::BankHoliday { title, divisions });
        }
        let closure = rules.closures.iter().find(|closure| closure.days.contains(date));
        Some(Closed::Closure(closure.and_then(|closure| closure.name.clone())))
    }

    fn bank_holiday(&self, division: Division, date: NaiveDate) -> Option<String> {
        let holidays = self.0.calendars.bank_holidays(division, date.year(), self.0.known_on);
        holidays.into_iter().find(|holiday| holiday.date == date).map(|holiday| holiday.title)
    }

    /// Whether the calendar keeps bank holidays and the day lies past the last published year: a proclamation may yet
    /// change the answer.
    pub fn is_projected(&self, day: Day) -> bool {
        usize::from(day.index()) >= self.0.projected_from
    }

    /// For all days, from the first, whether each is a working day.
    pub(crate) fn worked(&self) -> impl Iterator<Item = bool> {
        let before = &self.0.before;
        before.iter().zip(before.iter().skip(1)).map(|(before, after)| before != after)
    }

    /// The rules it was compiled from.
    pub fn rules(&self) -> &WorkingDaysRules {
        &self.0.rules
    }
}

impl fmt::Debug for WorkingDays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (rules, calendars) = (&self.0.rules, &self.0.calendars);
        f.debug_struct("WorkingDays").field("rules", rules).field("calendars", calendars).finish_non_exhaustive()
    }
}

fn worked(rules: &WorkingDaysRules, calendars: &Calendars, known_on: Option<NaiveDate>) -> Vec<bool> {
    // The first day of the table is a Monday, so the week repeats from its start.
    let mut week = [false; 7];
    for day in rules.week.iter() {
        if let Some(worked) = week.get_mut(day.num_days_from_monday() as usize) {
            *worked = true;
        }
    }
    let mut worked = week.repeat(DAYS.div_ceil(7));
    worked.truncate(DAYS);
    for division in &rules.bank_holidays {
        for day in calendars.days(*division, known_on) {
            if let Some(worked) = worked.get_mut(usize::from(day)) {
                *worked = false;
            }
        }
    }
    fill(&mut worked, &rules.closures, false);
    fill(&mut worked, &rules.openings, true);
    worked
}

fn fill(worked: &mut [bool], dated: &[DatedDays], value: bool) {
    for run in dated.iter().flat_map(|dated| dated.days.runs()) {
        if let Some(days) = worked.get_mut(usize::from(*run.start())..=usize::from(*run.end())) {
            days.fill(value);
        }
    }
}

fn projected_from(rules: &WorkingDaysRules, calendars: &Calendars) -> usize {
    let until = rules.bank_holidays.iter().map(|division| calendars.published_until_in(*division)).min();
    let first = until.and_then(|year| NaiveDate::from_ymd_opt(year + 1, 1, 1));
    first.and_then(|date| Day::from_date(date).ok()).map_or(DAYS, |day| usize::from(day.index()))
}
