//! Which spans hold on which day, and why.

use std::sync::OnceLock;

use chrono::Weekday;

use super::error::{HoursError, HoursPlace};
use super::rules::{HoursException, HoursRules, Span};
use crate::day::DAYS;
use crate::invariant;
use crate::{Closed, Day, TimeOfDay, WorkingDays};

const MOST_SPANS: usize = 24;
const MOST_EXCEPTIONS: usize = 5_000;

/// The rule that decides a day, as one small number, so that a look-up costs one load.
const BY_WEEKDAY: u16 = 0;
const NOT_WORKING: u16 = 1;
const FIRST_EXCEPTION: u16 = 2;

pub(super) struct Schedule {
    /// Worked out when a day is first asked for.
    decided_by: OnceLock<Vec<u16>>,
    week: [Vec<Span>; 7],
    exceptions: Vec<HoursException>,
    on_non_working_days: Vec<Span>,
    working_days: Option<WorkingDays>,
    /// Whether what the week says of working days or of others goes on after midnight.
    nights: bool,
}

impl Schedule {
    pub(super) fn new(rules: &HoursRules, working_days: Option<&WorkingDays>) -> Result<Schedule, HoursError> {
        if rules.exceptions.len() > MOST_EXCEPTIONS {
            return Err(HoursError::TooManyExceptions(rules.exceptions.len()));
        }
        let mut week = rules.week.clone();
        for (number, spans) in (0u8..).zip(&mut week) {
            let weekday = invariant!(Weekday::try_from(number).ok(), Weekday::Mon);
            check(spans, || HoursPlace::Week(weekday))?;
        }
        check_nights(&week)?;
        let mut on_non_working_days = rules.on_non_working_days.clone().unwrap_or_default();
        check(&mut on_non_working_days, || HoursPlace::NonWorkingDays)?;
        let working_days = if rules.on_non_working_days.is_some() {
            Some(working_days.ok_or(HoursError::NoWorkingDays)?.clone())
        } else {
            None
        };
        let mut exceptions = rules.exceptions.clone();
        for (index, HoursException { spans, name, .. }) in exceptions.iter_mut().enumerate() {
            check(spans, || HoursPlace::Exception { index, name: name.clone() })?;
        }
        let nights = week.iter().chain([&on_non_working_days]).flatten().any(|span| span.ends_next_day());
        Ok(Schedule { decided_by: OnceLock::new(), week, exceptions, on_non_working_days, working_days, nights })
    }

    fn decided_by(&self) -> &[u16] {
        self.decided_by.get_or_init(|| {
            let mut decided_by = vec![BY_WEEKDAY; DAYS];
            if let Some(working_days) = &self.working_days {
                for (decided_by, worked) in decided_by.iter_mut().zip(working_days.worked()) {
                    *decided_by = if worked { BY_WEEKDAY } else { NOT_WORKING };
                }
            }
            for (number, exception) in (FIRST_EXCEPTION..).zip(&self.exceptions) {
                for run in exception.days.runs() {
                    if let Some(days) = decided_by.get_mut(usize::from(*run.start())..=usize::from(*run.end())) {
                        days.fill(number);
                    }
                }
            }
            decided_by
        })
    }

    /// The spans that begin on a day, in order.
    pub(super) fn spans(&self, day: Day) -> &[Span] {
        let usual = self.week.get(usize::from(day.weekday_index())).map_or(&[] as &[Span], Vec::as_slice);
        self.decided(usual, self.decided_on(day))
    }

    /// The spans that begin on each day, from the first.
    pub(super) fn all_spans(&self) -> impl Iterator<Item = &[Span]> {
        let week = self.week.iter().cycle().skip(usize::from(Day::FIRST.weekday_index()));
        let days = week.zip(self.decided_by());
        days.map(|(usual, decided_by)| self.decided(usual, *decided_by))
    }

    #[inline]
    fn decided<'a>(&'a self, usual: &'a [Span], decided_by: u16) -> &'a [Span] {
        match decided_by {
            BY_WEEKDAY => usual,
            NOT_WORKING => &self.on_non_working_days,
            exception => self.exception(exception).map_or(&[], |exception| exception.spans.as_slice()),
        }
    }

    /// Why no span begins on a day; nothing when one does.
    pub(super) fn closed(&self, day: Day) -> Option<Closed> {
        if !self.spans(day).is_empty() {
            return None;
        }
        Some(match self.decided_on(day) {
            BY_WEEKDAY => Closed::NotWorked(day.weekday()),
            NOT_WORKING => {
                let closed = self.working_days.as_ref().and_then(|working_days| working_days.closed(day));
                closed.unwrap_or(Closed::Closure(None))
            }
            exception => Closed::Closure(self.exception(exception).and_then(|exception| exception.name.clone())),
        })
    }

    /// Whether projected working days decide what begins on this day, or on the day before where that may run into it.
    pub(super) fn is_projected(&self, day: Day) -> bool {
        let Some(working_days) = &self.working_days else { return false };
        let decide = |day: Day| self.decided_on(day) < FIRST_EXCEPTION && working_days.is_projected(day);
        decide(day) || day.plus(-1).is_ok_and(|eve| self.nights && decide(eve))
    }

    /// The first day with a sure answer, when the hours follow bank holidays.
    pub(super) fn known_from(&self) -> Option<Day> {
        self.working_days.as_ref().and_then(WorkingDays::known_from)
    }

    #[inline]
    fn decided_on(&self, day: Day) -> u16 {
        self.decided_by().get(usize::from(day.index())).copied().unwrap_or(BY_WEEKDAY)
    }

    fn exception(&self, number: u16) -> Option<&HoursException> {
        self.exceptions.get(usize::from(number.checked_sub(FIRST_EXCEPTION)?))
    }
}

/// Puts the spans of a day in order, and refuses those that make no sense.
fn check(spans: &mut [Span], place: impl Fn() -> HoursPlace) -> Result<(), HoursError> {
    if spans.len() > MOST_SPANS {
        return Err(HoursError::TooManySpans { place: place(), count: spans.len() });
    }
    for span in spans.iter() {
        let whole = |time: TimeOfDay| time.millis().is_multiple_of(1_000);
        if !whole(span.from) || !whole(span.to) {
            return Err(HoursError::NotWholeSeconds { place: place(), span: *span });
        }
        if span.from == span.to || span.from == TimeOfDay::END_OF_DAY {
            return Err(HoursError::EmptySpan { place: place(), span: *span });
        }
    }
    spans.sort_by_key(|span| span.from);
    let overlap = |(first, second): &(&Span, &Span)| second.seconds().0 < first.seconds().1;
    match spans.iter().zip(spans.iter().skip(1)).find(overlap) {
        Some((first, second)) => Err(HoursError::Overlap { place: place(), first: *first, second: *second }),
        None => Ok(()),
    }
}

/// Refuses a shift of the week that goes on when one of the next weekday has begun.
fn check_nights(week: &[Vec<Span>; 7]) -> Result<(), HoursError> {
    for (number, (today, next)) in (0u8..).zip(week.iter().zip(week.iter().cycle().skip(1))) {
        if let (Some(first), Some(second)) = (today.last(), next.first())
            && first.ends_next_day()
            && second.from < first.to
        {
            let day = invariant!(Weekday::try_from(number).ok(), Weekday::Mon);
            return Err(HoursError::OverlapAtNight { day, first: *first, second: *second });
        }
    }
    Ok(())
}
