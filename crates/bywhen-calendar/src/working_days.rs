//! Working days: a table from day to ordinal and from ordinal to day.

use std::fmt;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::day::{DAYS, FIRST_HOLIDAY_DAY};
use crate::invariant;
use crate::out_of_range::What;
use crate::{Calendars, Closed, DatedDays, Day, Division, OutOfRange, Weekdays};

/// The rules that decide which days are working days.
///
/// Openings win over everything; otherwise a day is closed when its weekday is not worked, when it lies in none of the
/// terms, when it is a bank holiday in **any** of the divisions, or when a closure names it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WorkingDaysRules {
    /// The weekdays that are worked.
    pub week: Weekdays,
    /// Whose bank holidays are kept. Empty: nobody's.
    pub bank_holidays: Vec<Division>,
    /// The only days on which anything is worked, such as those of school terms. Empty: no such limit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<DatedDays>,
    /// Days closed besides.
    pub closures: Vec<DatedDays>,
    /// Days worked in spite of everything else.
    pub openings: Vec<DatedDays>,
}

crate::codec!(struct WorkingDaysRules { week, bank_holidays, terms, closures, openings });

/// The working days of 1972 to 2100, compiled for looking up. Immutable, and cheap to clone.
///
/// Bank holidays are known from 1 January 1990. A calendar that keeps any refuses to find a working day from an earlier
/// day, or on one: [`add`](Self::add), [`on_or_after`](Self::on_or_after) and [`on_or_before`](Self::on_or_before) are
/// errors. [`is_working`](Self::is_working), [`count`](Self::count) and [`closed`](Self::closed) cannot fail: they take
/// the days before 1990 by the week, the closures and the openings alone, **as if there had been no bank holiday**. A
/// calendar without bank holidays answers for all years alike.
///
/// ```
/// use bywhen_calendar::{Calendars, Day, Division, Weekdays, WorkingDays, WorkingDaysRules};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let rules = WorkingDaysRules {
///     week: Weekdays::MONDAY_TO_FRIDAY,
///     bank_holidays: vec![Division::EnglandAndWales],
///     terms: vec![],
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
    /// The working days that may be an answer, in order: those from `known_from` on.
    days: Vec<u16>,
    /// How many working days lie before `known_from`, and so have no place in `days`.
    hidden: u16,
    /// The first day with a sure answer: 1 January 1990 where bank holidays are kept.
    known_from: Day,
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
        let known_from = if rules.bank_holidays.is_empty() { Day::FIRST } else { FIRST_HOLIDAY_DAY };
        let hidden = invariant!(before.get(usize::from(known_from.index())).copied(), 0);
        days.drain(..usize::from(hidden));
        let projected_from = projected_from(rules, calendars);
        let (rules, calendars) = (rules.clone(), calendars.clone());
        WorkingDays(Arc::new(Inner { before, days, hidden, known_from, projected_from, rules, calendars, known_on }))
    }

    /// How many working days lie before this day, or before the next day for `place` 1.
    #[inline]
    fn before(&self, day: Day, place: usize) -> i64 {
        self.0.before.get(usize::from(day.index()) + place).copied().map_or(0, i64::from)
    }

    /// The same among the working days that may be an answer, if this day may start a search at all.
    #[inline]
    fn ordinal(&self, day: Day, place: usize) -> Option<i64> {
        (day >= self.0.known_from).then(|| self.before(day, place) - i64::from(self.0.hidden))
    }

    #[inline]
    fn at(&self, ordinal: i64) -> Option<Day> {
        self.0.days.get(usize::try_from(ordinal).ok()?).copied().map(Day)
    }

    /// Whether the day is a working day. Before 1990 no bank holiday is known, and none closes a day.
    #[inline]
    pub fn is_working(&self, day: Day) -> bool {
        self.before(day, 0) != self.before(day, 1)
    }

    /// The nth working day strictly after the day (strictly before it, when negative); 0 is the day itself, working or
    /// not. An error when there are not that many up to 2100 (back to 1972) or the calendar ends before, and, where bank holidays are kept, when the
    /// day or the answer lies before 1990, even for an `n` of 0.
    #[inline]
    pub fn add(&self, day: Day, n: i64) -> Result<Day, OutOfRange> {
        let found = match n {
            0 => (day >= self.0.known_from).then_some(day),
            1.. => self.ordinal(day, 1).and_then(|ordinal| self.at(ordinal.saturating_add(n - 1))),
            _ => self.ordinal(day, 0).and_then(|ordinal| self.at(ordinal.saturating_add(n))),
        };
        found.ok_or_else(|| self.not_found(day, n))
    }

    #[cold]
    fn not_found(&self, from: Day, days: i64) -> OutOfRange {
        let what = What::WorkingDays { from, days };
        if from < self.0.known_from {
            return OutOfRange::before_bank_holidays(what);
        }
        if matches!(self.0.before.last(), None | Some(0)) {
            return OutOfRange::new(What::NoWorkingDay);
        }
        match self.edge(days < 0) {
            Some(day) => OutOfRange::beyond(what, day, days < 0),
            // Backwards, whatever is missing would lie before the first day that is known.
            None if days < 0 && self.known_from().is_some() => OutOfRange::before_bank_holidays(what),
            None => OutOfRange::new(what),
        }
    }

    /// The last working day, or the first, of a calendar of which nothing comes again each week or year.
    fn edge(&self, backwards: bool) -> Option<Day> {
        let WorkingDaysRules { week, terms, openings, .. } = &self.0.rules;
        let goes_on = terms.is_empty() && !week.is_empty();
        let once = |dated: &DatedDays| matches!(dated.days, crate::Days::Once { .. });
        if goes_on || !terms.iter().chain(openings).all(once) {
            return None;
        }
        let days = &self.0.days;
        let edge = if backwards { days.first().filter(|_| self.0.hidden == 0) } else { days.last() };
        edge.copied().map(Day)
    }

    /// Working days after `from`, up to and including `to`. When `to` is earlier: those after `to`, up to and including
    /// `from`, as a negative number. Before 1990 no bank holiday is known, and none is taken off.
    #[inline]
    pub fn count(&self, from: Day, to: Day) -> i64 {
        self.before(to, 1) - self.before(from, 1)
    }

    /// The day itself when it is a working day, else the next one. Where bank holidays are kept, an error before 1990.
    #[inline]
    pub fn on_or_after(&self, day: Day) -> Result<Day, OutOfRange> {
        let found = self.ordinal(day, 0).and_then(|ordinal| self.at(ordinal));
        found.ok_or_else(|| self.not_found(day, 1))
    }

    /// The day itself when it is a working day, else the one before. Where bank holidays are kept, an error when the day
    /// or the answer lies before 1990.
    #[inline]
    pub fn on_or_before(&self, day: Day) -> Result<Day, OutOfRange> {
        let found = self.ordinal(day, 1).and_then(|ordinal| self.at(ordinal - 1));
        found.ok_or_else(|| self.not_found(day, -1))
    }

    /// An error for a day before 1990 where bank holidays are kept: for whoever does not want
    /// [`is_working`](Self::is_working) and [`count`](Self::count) to take such a day as if there had been none.
    #[inline]
    pub fn known(&self, day: Day) -> Result<Day, OutOfRange> {
        if day >= self.0.known_from { Ok(day) } else { Err(OutOfRange::before_bank_holidays(What::Date(day.date()))) }
    }

    /// Why the day is not a working day; nothing when it is one. Of several reasons the most lasting is given: the
    /// weekday, then the terms, then the bank holiday, then the closure. Before 1990 no bank holiday is known, and none is given.
    pub fn closed(&self, day: Day) -> Option<Closed> {
        if self.is_working(day) {
            return None;
        }
        let (rules, date) = (&self.0.rules, day.date());
        if !rules.week.contains(day.weekday()) {
            return Some(Closed::NotWorked(day.weekday()));
        }
        if !rules.terms.is_empty() && !rules.terms.iter().any(|term| term.days.contains(date)) {
            return Some(Closed::OutOfTerm);
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

    /// The bank holidays that it keeps, on whichever day of the week they are, in no order.
    pub(crate) fn bank_holidays(&self) -> impl Iterator<Item = Day> {
        let Inner { rules, calendars, known_on, .. } = &*self.0;
        rules.bank_holidays.iter().flat_map(|division| calendars.days(*division, *known_on)).map(Day)
    }

    /// The first day with a sure answer, when bank holidays are kept.
    pub(crate) fn known_from(&self) -> Option<Day> {
        (!self.0.rules.bank_holidays.is_empty()).then_some(self.0.known_from)
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
    // The week as it runs from the first day of the table.
    let week: [bool; 7] = [0, 1, 2, 3, 4, 5, 6].map(|index| rules.week.contains(Day(index).weekday()));
    let mut worked = week.repeat(DAYS.div_ceil(7));
    worked.truncate(DAYS);
    if !rules.terms.is_empty() {
        let mut in_term = vec![false; DAYS];
        fill(&mut in_term, &rules.terms, true);
        worked.iter_mut().zip(in_term).for_each(|(worked, in_term)| *worked &= in_term);
    }
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
