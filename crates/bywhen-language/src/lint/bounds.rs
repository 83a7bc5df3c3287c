//! How long a count may run: the least and the most, whatever the day on which it starts.
//!
//! What is said here is certain. Where a calendar or a rule of receipt leaves it open, there is no bound.

use std::collections::HashMap;

use bywhen_calendar::{Day, WorkingDays};
use bywhen_engine::charter::{Clock, Count, Direction, End, FirstDay, Limit, ReceiptMove, Unit};

use super::sample::Samples;

/// The largest number of counts of working days that are looked up in calendars.
const MAX_LOOKED_UP: usize = 100;

/// From 1 January 1972 to the day from which bank holidays are known.
const DAYS_TO_1990: i64 = 6_575;

const A_DAY: i64 = 86_400;

/// By how much the clocks change, at most.
const CLOCK_CHANGE: i64 = 3_600;

/// How long a limit runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    scale: Scale,
    least: i64,
    /// `None`: nobody can say.
    most: Option<i64>,
}

/// What a bound is told in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scale {
    /// Days: 0 ends with the day as which the event counts.
    Days {
        /// The place of the calendar whose rules of receipt may move that day.
        moved_by: Option<usize>,
    },
    /// Seconds from the event.
    Seconds,
}

impl Bounds {
    /// Whether what runs so long is over by the end of the other, whatever the case.
    pub(super) fn is_within(self, other: Bounds) -> bool {
        self.gap(other).is_some_and(|gap| gap >= 0)
    }

    /// Whether what runs so long is over before the end of the other, whatever the case.
    pub(super) fn is_before(self, other: Bounds) -> bool {
        self.gap(other).is_some_and(|gap| gap > 0)
    }

    /// The least that the other runs longer.
    fn gap(self, other: Bounds) -> Option<i64> {
        Some(match (self.scale, other.scale) {
            (Scale::Days { moved_by }, Scale::Days { moved_by: other_moved_by }) => {
                // What moves the other alone makes it later still.
                let alike = moved_by.is_none() || moved_by == other_moved_by;
                other.least - self.most.filter(|_| alike)?
            }
            _ => other.least_seconds() - self.most_seconds()?,
        })
    }

    /// From any time of its day: a day that is over at midnight may have begun as late as then.
    fn least_seconds(self) -> i64 {
        match self.scale {
            Scale::Days { .. } => self.least * A_DAY - CLOCK_CHANGE,
            Scale::Seconds => self.least,
        }
    }

    fn most_seconds(self) -> Option<i64> {
        match self.scale {
            Scale::Days { moved_by: Some(_) } => None,
            Scale::Days { moved_by: None } => Some((self.most? + 1) * A_DAY + CLOCK_CHANGE),
            Scale::Seconds => self.most,
        }
    }
}

/// Works bounds out, and remembers what it took from calendars.
pub(super) struct BoundFinder<'a, 'c> {
    samples: &'a Samples<'c>,
    /// By the place of a calendar, its working days.
    calendars: HashMap<usize, WorkingDayList>,
    /// By the place of a calendar and a number of working days.
    looked_up: HashMap<(usize, i64), Option<(i64, i64)>>,
}

impl<'a, 'c> BoundFinder<'a, 'c> {
    pub(super) fn new(samples: &'a Samples<'c>) -> BoundFinder<'a, 'c> {
        BoundFinder { samples, calendars: HashMap::new(), looked_up: HashMap::new() }
    }

    /// How long a limit runs from its one event. `None` for one that counts back, waits for something else, or has no figure.
    pub(super) fn of(&mut self, limit: &Limit) -> Option<Bounds> {
        let (limits, later) = match limit {
            Limit::Clock(clock) => return self.of_clock(clock),
            Limit::EarlierOf(limits) => (limits, false),
            Limit::LaterOf(limits) => (limits, true),
            Limit::Then { .. } | Limit::DateGiven(_) | Limit::Unstated => return None,
        };
        let all: Vec<Bounds> = limits.iter().map(|limit| self.of(limit)).collect::<Option<_>>()?;
        let scale = all.first()?.scale;
        if all.iter().any(|one| one.scale != scale) {
            return None;
        }
        let least = all.iter().map(|one| one.least);
        let most = all.iter().map(|one| one.most);
        Some(if later {
            let known = most.collect::<Option<Vec<i64>>>();
            Bounds { scale, least: least.max()?, most: known.and_then(|most| most.into_iter().max()) }
        } else {
            Bounds { scale, least: least.min()?, most: most.flatten().min() }
        })
    }

    fn of_clock(&mut self, clock: &Clock) -> Option<Bounds> {
        let count = &clock.count;
        if count.direction == Direction::Before {
            return None;
        }
        let calendar = clock.calendar.as_ref();
        // The rules of a calendar move what the customer sends.
        let rules = self.samples.calendar(calendar).filter(|_| self.samples.by_customer(&clock.from));
        let moves = || rules.into_iter().flat_map(|calendar| &calendar.receipt).map(|rule| &rule.rule);
        if let Some(seconds) = count.unit.seconds() {
            let least = i64::from(count.amount) * seconds;
            let known = !count.unit.is_working_time() && moves().next().is_none();
            return Some(Bounds { scale: Scale::Seconds, least, most: known.then_some(least) });
        }
        let place = self.samples.place_of(calendar);
        let (mut least, mut most) = self.days(count, place)?;
        if moves().any(|rule| *rule == ReceiptMove::DayOne) && count.first_day == FirstDay::Implied {
            least -= 1;
        }
        if count.roll {
            most = most.and_then(|most| Some(most + self.working_days(place?, 1)?.1 - 1));
        }
        match count.end {
            End::OfDay => {}
            End::At(_) => least -= 1,
            // A place may close past midnight, and what came then is due then.
            End::AtClose | End::SameTime => (least, most) = (least - 1, most.map(|most| most + 1)),
        }
        let moved_by = place.filter(|_| moves().next().is_some());
        Some(Bounds { scale: Scale::Days { moved_by }, least, most })
    }

    /// How many days a count takes, from the end of its first day to its last day.
    fn days(&mut self, count: &Count, place: Option<usize>) -> Option<(i64, Option<i64>)> {
        let amount = whole_amount(count);
        let (least, most) = match count.unit {
            Unit::WorkingDays => match place.and_then(|place| self.working_days(place, amount)) {
                Some((least, most)) => (least, Some(most)),
                None => (amount, None),
            },
            Unit::Months | Unit::Years => {
                let (least, most) = months(if count.unit == Unit::Years { amount * 12 } else { amount });
                (least, Some(most))
            }
            Unit::CalendarDays => (amount, Some(amount)),
            Unit::Weeks => (amount * 7, Some(amount * 7)),
            _ => return None,
        };
        // Where the first day counts, it is a day earlier, but for the end of a month that is too short.
        let in_months = matches!(count.unit, Unit::Months | Unit::Years);
        let earlier = i64::from(count.first_day == FirstDay::SameDay && (amount > 0 || in_months));
        Some((least - earlier, most.map(|most| if in_months { most } else { most - earlier })))
    }

    fn working_days(&mut self, place: usize, amount: i64) -> Option<(i64, i64)> {
        if let Some(known) = self.looked_up.get(&(place, amount)) {
            return *known;
        }
        if self.looked_up.len() >= MAX_LOOKED_UP {
            return None;
        }
        let days = self.samples.working_days(place)?;
        let found = self.calendars.entry(place).or_insert_with(|| WorkingDayList::of(days)).bounds(amount);
        self.looked_up.insert((place, amount), found);
        found
    }
}

/// The amount of a count in days; of clear days that are not within, one more.
pub(super) fn whole_amount(count: &Count) -> i64 {
    i64::from(count.amount) + i64::from(count.clear && count.direction != Direction::Within)
}

/// The least and the most days from a day to the corresponding date so many months later, or to the end of a month that has
/// none.
fn months(months: i64) -> (i64, i64) {
    const LEAST: [i64; 12] = [0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334];
    const MOST: [i64; 12] = [0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337];
    let (years, rest) = (months / 12, usize::try_from(months % 12).unwrap_or_default());
    let of = |table: &[i64; 12]| table.get(rest).copied().unwrap_or_default();
    // Four years have one leap day, or, around a century, none.
    let leap_days = (years + 3) / 4;
    (years * 365 + of(&LEAST), years * 365 + leap_days + of(&MOST))
}

/// The working days of a calendar, of all that bywhen counts in.
struct WorkingDayList {
    /// The first day from which a count may start, and the working days after it, in order.
    days: Vec<u16>,
}

impl WorkingDayList {
    fn of(calendar: &WorkingDays) -> WorkingDayList {
        let first = calendar.known(Day::FIRST).or_else(|_| calendar.known(Day::FIRST.plus(DAYS_TO_1990)?));
        let days = std::iter::successors(first.ok(), |day| calendar.add(*day, 1).ok());
        WorkingDayList { days: days.map(Day::index).collect() }
    }

    /// The least and the most days from a day to the nth working day after it; of none at all to the next working day.
    fn bounds(&self, amount: i64) -> Option<(i64, i64)> {
        if amount == 0 {
            return self.bounds(1).map(|(_, most)| (0, most - 1));
        }
        let ahead = usize::try_from(amount).ok()?;
        // From a day on to the day before the next working day the last day is the same.
        let lasts = self.days.get(ahead..)?;
        let least = self.days.iter().skip(1).zip(lasts).map(|(next, last)| last - next).min()?;
        let most = self.days.iter().zip(lasts).map(|(from, last)| last - from).max()?;
        Some((i64::from(least) + 1, i64::from(most)))
    }
}

#[cfg(test)]
mod tests {
    use bywhen_calendar::{Calendars, Division, Weekdays, WorkingDaysRules};

    use super::*;

    fn days() -> impl Iterator<Item = Day> {
        (0..47_117).filter_map(|ahead| Day::FIRST.plus(ahead).ok())
    }

    fn weekdays(bank_holidays: Vec<Division>) -> WorkingDays {
        let week = Weekdays::MONDAY_TO_FRIDAY;
        let rules =
            WorkingDaysRules { week, bank_holidays, terms: Vec::new(), closures: Vec::new(), openings: Vec::new() };
        WorkingDays::compile(&rules, &Calendars::bundled(), None)
    }

    #[test]
    fn no_month_is_shorter_or_longer_than_its_bounds() {
        for amount in 1..=40 {
            let taken = days().filter_map(|day| Some(day.plus_months(amount).ok()?.minus(day)));
            let (shortest, longest) =
                taken.fold((i64::MAX, 0), |(least, most), days| (least.min(days), most.max(days)));
            let (least, most) = months(amount);
            assert!(least <= shortest && longest <= most, "{amount}: {least} to {most}, and {shortest} to {longest}");
            // Within a year they are those that there are.
            assert!(amount > 11 || (least, most) == (shortest, longest), "{amount}: {least} to {most}");
        }
        assert_eq!(months(1), (28, 31));
        assert_eq!(months(12), (365, 366));
    }

    #[test]
    fn the_working_days_of_a_plain_week() {
        let plain = WorkingDayList::of(&weekdays(Vec::new()));
        // From Friday to Monday, and from Sunday to Monday.
        assert_eq!(plain.bounds(1), Some((1, 3)));
        assert_eq!(plain.bounds(5), Some((5, 7)));
        assert_eq!(plain.bounds(10), Some((12, 14)));
        assert_eq!(plain.bounds(0), Some((0, 2)));
    }

    #[test]
    fn bank_holidays_make_the_most_longer_and_the_least_no_shorter() {
        let holidays = weekdays(vec![Division::EnglandAndWales]);
        // Maundy Thursday to the Tuesday after Easter, and Christmas where its days in lieu stand beside a weekend.
        let list = WorkingDayList::of(&holidays);
        let (least, most) = list.bounds(1).expect("working days");
        assert_eq!((least, most), (1, 5));
        for amount in [0, 1, 2, 5, 20] {
            let (least, most) = list.bounds(amount).expect("working days");
            for day in days().skip(6_575).step_by(3) {
                let last = if amount == 0 { holidays.on_or_after(day) } else { holidays.add(day, amount) };
                let taken = last.map(|last| last.minus(day));
                assert!(
                    taken.is_ok_and(|taken| (least..=most).contains(&taken))
                        || day > Day::LAST.plus(-60).unwrap_or(day)
                );
            }
        }
    }

    #[test]
    fn bounds_are_compared_as_days_or_as_seconds() {
        let of_days = |least, most| Bounds { scale: Scale::Days { moved_by: None }, least, most };
        let seconds = |least: i64, most| Bounds { scale: Scale::Seconds, least, most };
        assert!(of_days(3, Some(5)).is_within(of_days(5, Some(7))));
        assert!(!of_days(3, Some(5)).is_before(of_days(5, Some(7))));
        assert!(of_days(3, Some(5)).is_before(of_days(6, None)));
        assert!(!of_days(3, None).is_within(of_days(60, None)));
        // A day may have begun just before its end, and may be 25 hours long.
        assert!(seconds(3_600, Some(22 * 3_600)).is_before(of_days(1, None)));
        assert!(!seconds(3_600, Some(24 * 3_600)).is_within(of_days(1, None)));
        assert!(of_days(1, Some(1)).is_within(seconds(49 * 3_600, None)));
        assert!(!of_days(1, Some(1)).is_within(seconds(48 * 3_600, None)));
        // What one calendar moves, another may leave where it is.
        let moved = |least, most, place| Bounds { scale: Scale::Days { moved_by: Some(place) }, least, most };
        assert!(moved(1, Some(1), 0).is_before(moved(2, None, 0)));
        assert!(!moved(1, Some(1), 0).is_within(moved(2, None, 1)));
        assert!(of_days(1, Some(1)).is_before(moved(2, None, 1)));
        assert!(!moved(1, Some(1), 0).is_within(seconds(1_000 * 3_600, None)));
    }
}
