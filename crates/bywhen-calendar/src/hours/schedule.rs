//! Which spans hold on which day, and why.

use std::sync::OnceLock;

use chrono::Weekday;

use super::error::{HoursError, HoursPlace};
use super::rules::{HoursException, HoursRules, SeasonalHours, Span};
use crate::day::DAYS;
use crate::invariant;
use crate::{Closed, Day, TimeOfDay, WorkingDays};

const MOST_SPANS: usize = 24;
const MOST_EXCEPTIONS: usize = 5_000;

/// The rule that decides a day, as one small number, so that a look-up costs one load.
const BY_WEEKDAY: u16 = 0;
const NOT_WORKING: u16 = 1;
const BEFORE_BANK_HOLIDAY: u16 = 2;
/// Then the seasons, and after them the exceptions.
const FIRST_SEASON: u16 = 3;

pub(super) struct Schedule {
    /// Worked out when a day is first asked for.
    decided_by: OnceLock<Vec<u16>>,
    week: [Vec<Span>; 7],
    seasons: Vec<SeasonalHours>,
    exceptions: Vec<HoursException>,
    /// `None`: such days are like any other.
    on_non_working_days: Option<Vec<Span>>,
    before_bank_holidays: Option<Vec<Span>>,
    working_days: Option<WorkingDays>,
    /// Whether what the week says of working days or of others goes on after midnight.
    nights: bool,
}

impl Schedule {
    pub(super) fn new(rules: &HoursRules, working_days: Option<&WorkingDays>) -> Result<Schedule, HoursError> {
        let dated = rules.exceptions.len() + rules.seasons.len();
        if dated > MOST_EXCEPTIONS {
            return Err(HoursError::TooManyExceptions(dated));
        }
        let HoursRules { mut week, mut exceptions, mut on_non_working_days, mut seasons, mut before_bank_holidays } =
            rules.clone();
        for (number, spans) in (0u8..).zip(&mut week) {
            let weekday = invariant!(Weekday::try_from(number).ok(), Weekday::Mon);
            check(spans, || HoursPlace::Week(weekday))?;
        }
        check_nights(&week)?;
        on_non_working_days.iter_mut().try_for_each(|spans| check(spans, || HoursPlace::NonWorkingDays))?;
        before_bank_holidays.iter_mut().try_for_each(|spans| check(spans, || HoursPlace::BeforeBankHolidays))?;
        for (index, SeasonalHours { spans, .. }) in seasons.iter_mut().enumerate() {
            check(spans, || HoursPlace::Season { index })?;
        }
        for (index, HoursException { spans, name, .. }) in exceptions.iter_mut().enumerate() {
            check(spans, || HoursPlace::Exception { index, name: name.clone() })?;
        }
        let working_days = if on_non_working_days.is_some() || before_bank_holidays.is_some() {
            Some(working_days.ok_or(HoursError::NoWorkingDays)?.clone())
        } else {
            None
        };
        let decided_by_calendar = on_non_working_days.iter().chain(&before_bank_holidays);
        let seasonal = seasons.iter().map(|season| &season.spans);
        let nights = week.iter().chain(decided_by_calendar).chain(seasonal).flatten().any(|span| span.ends_next_day());
        let decided_by = OnceLock::new();
        Ok(Schedule {
            decided_by,
            week,
            seasons,
            exceptions,
            on_non_working_days,
            before_bank_holidays,
            working_days,
            nights,
        })
    }

    fn decided_by(&self) -> &[u16] {
        self.decided_by.get_or_init(|| {
            let mut decided_by = vec![BY_WEEKDAY; DAYS];
            for (number, season) in (FIRST_SEASON..).zip(&self.seasons) {
                for day in season.days.runs().into_iter().flatten().map(Day) {
                    if season.weekdays.contains(day.weekday())
                        && let Some(decided_by) = decided_by.get_mut(usize::from(day.index()))
                    {
                        *decided_by = number;
                    }
                }
            }
            if let Some(working_days) = &self.working_days {
                if self.before_bank_holidays.is_some() {
                    for holiday in working_days.bank_holidays() {
                        let Ok(eve) = holiday.plus(-1) else { continue };
                        if let Some(decided_by) = decided_by.get_mut(usize::from(eve.index()))
                            && !self.decided(eve, *decided_by).is_empty()
                        {
                            *decided_by = BEFORE_BANK_HOLIDAY;
                        }
                    }
                }
                if self.on_non_working_days.is_some() {
                    for (decided_by, worked) in decided_by.iter_mut().zip(working_days.worked()) {
                        *decided_by = if worked { *decided_by } else { NOT_WORKING };
                    }
                }
            }
            for (number, exception) in (self.first_exception()..).zip(&self.exceptions) {
                for run in exception.days.runs() {
                    if let Some(days) = decided_by.get_mut(usize::from(*run.start())..=usize::from(*run.end())) {
                        days.fill(number);
                    }
                }
            }
            decided_by
        })
    }

    fn first_exception(&self) -> u16 {
        FIRST_SEASON + u16::try_from(self.seasons.len()).unwrap_or(u16::MAX - FIRST_SEASON)
    }

    /// The spans that begin on a day, in order.
    pub(super) fn spans(&self, day: Day) -> &[Span] {
        self.decided(day, self.decided_on(day))
    }

    /// The spans that begin on each day, from the first.
    pub(super) fn all_spans(&self) -> impl Iterator<Item = &[Span]> {
        (0u16..).zip(self.decided_by()).map(|(day, decided_by)| self.decided(Day(day), *decided_by))
    }

    #[inline]
    fn decided(&self, day: Day, decided_by: u16) -> &[Span] {
        let spans = match decided_by {
            BY_WEEKDAY => self.week.get(usize::from(day.weekday_index())),
            NOT_WORKING => self.on_non_working_days.as_ref(),
            BEFORE_BANK_HOLIDAY => self.before_bank_holidays.as_ref(),
            dated => match self.seasons.get(usize::from(dated - FIRST_SEASON)) {
                Some(season) => Some(&season.spans),
                None => self.exception(dated).map(|exception| &exception.spans),
            },
        };
        spans.map_or(&[], Vec::as_slice)
    }

    /// Why no span begins on a day; nothing when one does.
    pub(super) fn closed(&self, day: Day) -> Option<Closed> {
        if !self.spans(day).is_empty() {
            return None;
        }
        let decided_by = self.decided_on(day);
        Some(match decided_by {
            BY_WEEKDAY => Closed::NotWorked(day.weekday()),
            BEFORE_BANK_HOLIDAY => Closed::Closure(None),
            season if season < self.first_exception() && season >= FIRST_SEASON => Closed::NotWorked(day.weekday()),
            NOT_WORKING => {
                let closed = self.working_days.as_ref().and_then(|working_days| working_days.closed(day));
                closed.unwrap_or(Closed::Closure(None))
            }
            exception => Closed::Closure(self.exception(exception).and_then(|exception| exception.name.clone())),
        })
    }

    /// Whether projected working days decide what begins on any of these days, or on the day before where that may run into them.
    pub(super) fn is_projected(&self, first: Day, last: Day) -> bool {
        let Some(working_days) = &self.working_days else { return false };
        // The day after decides where what comes before a bank holiday has hours of its own.
        let decided_by = |day: Day| if self.before_bank_holidays.is_some() { day.plus(1).unwrap_or(day) } else { day };
        let eve = if self.nights { first.plus(-1).unwrap_or(first) } else { first };
        let days = (eve.index()..=last.index()).rev().map(Day);
        // Every day past the years that are published, but for those that have hours of their own.
        let mut projected = days.take_while(|day| working_days.is_projected(decided_by(*day)));
        projected.any(|day| self.decided_on(day) < self.first_exception())
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
        self.exceptions.get(usize::from(number.checked_sub(self.first_exception())?))
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
        if span.from == TimeOfDay::END_OF_DAY {
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
