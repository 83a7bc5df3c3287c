//! Which of two limits runs out first.
//!
//! Only limits are compared that count forward from one event, the same for both. Where the amounts or their bounds decide,
//! that is said of every case. Where they do not, a year of days is tried, as the engine counts them, for one that shows it.

use bywhen_calendar::{Day, WorkingDays};
use bywhen_engine::charter::{Anchor, Clock, Count, Direction, Limit, Unit};
use bywhen_engine::counting::Due;
use bywhen_engine::{Moment, When, prose};

use super::bounds::{BoundFinder, Bounds, whole_amount};
use super::sample::Samples;

/// The largest number of pairs of limits for which days are tried.
const MAX_TRIED: usize = 64;

/// The hour of the day at which the cases begin that are tried.
const HOUR: u32 = 10;

/// That a limit runs out before another.
#[derive(Clone)]
pub(super) enum Earlier {
    /// In every case.
    Always,
    /// In this one.
    Shown(Shown),
}

/// A case in dates.
#[derive(Clone)]
pub(super) struct Shown {
    /// The day from which both limits count.
    pub(super) start: String,
    /// When the one is due that is earlier, and the other.
    pub(super) earlier: String,
    pub(super) later: String,
    /// The day of the later alone.
    pub(super) later_day: String,
}

/// Which days may show that one limit runs out before another.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weeks {
    /// Any.
    All,
    /// Those without a bank holiday or a closure.
    Ordinary,
}

/// Compares limits, and remembers what it tried.
pub(super) struct Comparisons<'a, 'c> {
    samples: &'a Samples<'c>,
    bounds: BoundFinder<'a, 'c>,
    tried: Vec<(Limit, Limit, Weeks, Option<Shown>)>,
}

impl<'a, 'c> Comparisons<'a, 'c> {
    pub(super) fn new(samples: &'a Samples<'c>) -> Comparisons<'a, 'c> {
        Comparisons { samples, bounds: BoundFinder::new(samples), tried: Vec::new() }
    }

    /// Whether a limit has run out by the end of another, whatever the case.
    pub(super) fn is_within(&mut self, one: &Limit, other: &Limit) -> bool {
        if !count_alike(one, other) {
            return false;
        }
        match amounts(one, other) {
            Some((one, other)) => one <= other,
            None => self.compare(one, other, |one, other| one.is_within(other)),
        }
    }

    /// Whether a limit runs out before another, in every case or in one that can be shown.
    pub(super) fn earlier(&mut self, one: &Limit, other: &Limit, weeks: Weeks) -> Option<Earlier> {
        if !count_alike(one, other) || self.is_within(other, one) {
            return None;
        }
        // Two that roll may come to one day, and so may none and one.
        let rolls = one.counts().chain(other.counts()).any(|limit| limit.count.roll);
        let by_amounts = amounts(one, other).is_some_and(|(one, other)| 0 < one && one < other) && !rolls;
        if by_amounts || self.compare(one, other, |one, other| one.is_before(other)) {
            return Some(Earlier::Always);
        }
        self.shown(one, other, weeks).map(Earlier::Shown)
    }

    /// A case in which a limit runs out before another that counts from the same event.
    fn shown(&mut self, one: &Limit, other: &Limit, weeks: Weeks) -> Option<Shown> {
        // The cases that are tried have no opening hours.
        if one.counts().chain(other.counts()).any(|limit| limit.count.needs_hours()) {
            return None;
        }
        let known = self.tried.iter().find(|(first, second, tried, _)| (first, second, *tried) == (one, other, weeks));
        if let Some((.., shown)) = known {
            return shown.clone();
        }
        if self.tried.len() >= MAX_TRIED {
            return None;
        }
        let in_force = self.samples.charter.in_force;
        let mut days = self.samples.days().filter(|day| in_force.contains(day.date()));
        let shown = days.find_map(|day| self.show(one, other, day, weeks));
        self.tried.push((one.clone(), other.clone(), weeks, shown.clone()));
        shown
    }

    fn show(&self, one: &Limit, other: &Limit, day: Day, weeks: Weeks) -> Option<Shown> {
        let at = day.date().and_hms_opt(HOUR, 0, 0)?;
        let start = Moment::new(When::Local(at), &self.samples.charter.zone).ok()?;
        let (first, second) = (self.due(one, &start)?, self.due(other, &start)?);
        let counts = first.at < second.at;
        if !counts || (weeks == Weeks::Ordinary && !self.is_ordinary(one, other, day, first.day.max(second.day))) {
            return None;
        }
        let words = |due: Due| Some(prose::by(self.samples.charter.zone.local(due.at).ok()?.into()));
        Some(Shown {
            start: prose::date(day.date()),
            earlier: words(first)?,
            later: words(second)?,
            later_day: prose::date(second.day.date()),
        })
    }

    fn due(&self, limit: &Limit, start: &Moment) -> Option<Due> {
        let each = |limits: &[Limit]| limits.iter().map(|limit| self.due(limit, start)).collect::<Option<Vec<Due>>>();
        match limit {
            Limit::Clock(clock) => self.samples.due(clock, start),
            Limit::EarlierOf(limits) => each(limits)?.into_iter().min_by_key(|due| due.at),
            Limit::LaterOf(limits) => each(limits)?.into_iter().max_by_key(|due| due.at),
            Limit::Then { .. } | Limit::DateGiven(_) | Limit::Unstated => None,
        }
    }

    /// Whether no day of a case is closed but for its weekday.
    fn is_ordinary(&self, one: &Limit, other: &Limit, from: Day, to: Day) -> bool {
        let calendars = one.counts().chain(other.counts()).map(|limit| limit.calendar);
        let tables = calendars.filter_map(|calendar| self.samples.working_days(self.samples.place_of(calendar)?));
        let all: Vec<_> = tables.collect();
        let by_week =
            |days: &&WorkingDays, day: Day| days.is_working(day) || !days.rules().week.contains(day.weekday());
        let mut days = (0..=to.minus(from)).filter_map(|ahead| from.plus(ahead).ok());
        days.all(|day| all.iter().all(|days| by_week(days, day)))
    }

    fn compare(&mut self, one: &Limit, other: &Limit, holds: impl Fn(Bounds, Bounds) -> bool) -> bool {
        self.bounds.of(one).zip(self.bounds.of(other)).is_some_and(|(one, other)| holds(one, other))
    }
}

/// Whether two limits count from one event, and both forward.
fn count_alike(one: &Limit, other: &Limit) -> bool {
    let from = only_event(one);
    from.is_some() && from == only_event(other) && !one.counts_back() && !other.counts_back()
}

/// The event that a limit counts from, where it is one alone.
fn only_event(limit: &Limit) -> Option<&Anchor> {
    let mut anchors = limit.clocks().map(|clock| &clock.from);
    let first = anchors.next()?;
    (limit.given_dates().next().is_none() && anchors.all(|anchor| anchor == first)).then_some(first)
}

/// The amounts of two clocks that differ in nothing else, in one unit.
fn amounts(one: &Limit, other: &Limit) -> Option<(i64, i64)> {
    let (Limit::Clock(one), Limit::Clock(other)) = (one, other) else { return None };
    let ((unit, amount), (other_unit, other_amount)) = (in_one_unit(&one.count), in_one_unit(&other.count));
    let bare = |clock: &Clock| Clock { count: shape(&clock.count), ..clock.clone() };
    (unit == other_unit && bare(one) == bare(other)).then_some((amount, other_amount))
}

/// A count without what its amount is.
fn shape(count: &Count) -> Count {
    Count { amount: 0, unit: Unit::Seconds, direction: Direction::Within, clear: false, rings: None, ..count.clone() }
}

/// An amount in the smallest unit that it can be told in exactly.
fn in_one_unit(count: &Count) -> (Unit, i64) {
    let amount = whole_amount(count);
    match count.unit {
        Unit::WorkingDays => (Unit::WorkingDays, amount),
        Unit::CalendarDays => (Unit::CalendarDays, amount),
        Unit::Weeks => (Unit::CalendarDays, amount * 7),
        Unit::Months => (Unit::Months, amount),
        Unit::Years => (Unit::Months, amount * 12),
        Unit::WorkingHours | Unit::WorkingMinutes => (Unit::WorkingMinutes, amount * count.unit.seconds().unwrap_or(1)),
        Unit::Hours | Unit::Minutes | Unit::Seconds => (Unit::Seconds, amount * count.unit.seconds().unwrap_or(1)),
    }
}

#[cfg(test)]
mod tests {
    use bywhen_calendar::TimeOfDay;
    use bywhen_engine::Name;
    use bywhen_engine::charter::{Charter, End, FirstDay};
    use chrono::NaiveDate;
    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;
    use std::cell::{Cell, RefCell};

    use super::*;

    /// Calendars that move what the customer sends, each in its own way, and one that does not.
    const CHARTER: &str = r#"
charter "Promise"
  id promise
  version 1
  in force from 1 April 2026
calendar "plain"
  Monday to Friday
  except bank holidays in England and Wales
  the day of receipt is day 0, whenever it came
calendar "moves"
  Monday to Saturday
  except bank holidays in Scotland
  except 20 December to 6 January every year
  received after 9am counts as the next working day
  received on a closed day counts as the next working day
calendar "day one"
  Monday, Wednesday and Friday
  also open 6 June 2026
  received after 9am counts as the next day
  received on a closed day counts as that day
  the day of receipt is day 1
standard "Letters"
  applies to letter
  we will respond within 1 hour of receipt
"#;

    fn charter() -> Charter {
        crate::parse(CHARTER).charter.expect("a charter")
    }

    fn clock(amount: u32, unit: Unit, calendar: &str) -> Limit {
        let from = Anchor { event: Name::new("received"), stage: 1 };
        Limit::Clock(Clock {
            from,
            count: Count::within(amount, unit),
            calendar: Some(Name::new(calendar)),
            hours: None,
        })
    }

    fn count() -> impl Strategy<Value = Count> {
        let units = [
            Unit::WorkingDays,
            Unit::CalendarDays,
            Unit::Weeks,
            Unit::Months,
            Unit::Years,
            Unit::Hours,
            Unit::Minutes,
            Unit::Seconds,
        ];
        let first = [FirstDay::Implied, FirstDay::Implied, FirstDay::SameDay, FirstDay::NextDay];
        let at = TimeOfDay::from_hms(16, 0, 0).unwrap_or(TimeOfDay::MIDNIGHT);
        let ends = [End::OfDay, End::OfDay, End::At(at), End::SameTime];
        let flags = (any::<bool>(), any::<bool>(), 0..4_u8);
        (
            prop_oneof![6 => 0..6_u32, 1 => Just(10_u32), 1 => Just(31_u32)],
            prop::sample::select(units.to_vec()),
            prop::sample::select(first.to_vec()),
            prop::sample::select(ends.to_vec()),
            flags,
        )
            .prop_map(|(amount, unit, first_day, end, (roll, after, clear))| {
                let days = unit.is_days();
                let clear = days && clear == 0;
                Count {
                    direction: if after { Direction::After } else { Direction::Within },
                    clear,
                    first_day: if clear {
                        FirstDay::NextDay
                    } else if days {
                        first_day
                    } else {
                        FirstDay::Implied
                    },
                    roll: roll && days,
                    end: if days { end } else { End::OfDay },
                    ..Count::within(amount, unit)
                }
            })
    }

    fn limit() -> impl Strategy<Value = Limit> {
        let names = prop::sample::select(vec!["plain", "moves", "day one"]);
        let one = (count(), names).prop_map(|(count, calendar)| {
            let from = Anchor { event: Name::new("received"), stage: 1 };
            // A count in hours has a calendar only where that says at which time something counts as received.
            let calendar = count.unit.is_days().then(|| Name::new(calendar));
            Limit::Clock(Clock { from, count, calendar, hours: None })
        });
        let one = one.boxed();
        let several = prop::collection::vec(one.clone(), 2..4);
        prop_oneof![
            6 => one,
            1 => several.clone().prop_map(Limit::EarlierOf),
            1 => several.prop_map(Limit::LaterOf),
        ]
    }

    /// What is said of every case holds in each, on whatever day and at whatever time it begins.
    #[test]
    fn what_is_certain_is_so() {
        let charter = charter();
        let samples = Samples::new(&charter);
        let comparisons = RefCell::new(Comparisons::new(&samples));
        let first = Day::from_date(NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day")).expect("a day");
        let config = ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() };
        let certain = Cell::new(0);
        let tried = TestRunner::new(config).run(&(limit(), limit(), 0..1_500_i64), |(one, other, from)| {
            let mut comparisons = comparisons.borrow_mut();
            let within = comparisons.is_within(&one, &other);
            let always = matches!(comparisons.earlier(&one, &other, Weeks::All), Some(Earlier::Always));
            if !within && !always {
                return Ok(());
            }
            certain.set(certain.get() + 1);
            let days = (from..from + 60).filter_map(|ahead| first.plus(ahead).ok());
            for (day, (hour, minute)) in days.flat_map(|day| [(0, 0), (8, 30), (23, 59)].map(|time| (day, time))) {
                let at = day.date().and_hms_opt(hour, minute, 0).expect("a time");
                let start = Moment::new(When::Local(at), &charter.zone).expect("a moment");
                let due = comparisons.due(&one, &start).zip(comparisons.due(&other, &start));
                let Some((one, other)) = due else { continue };
                prop_assert!(!within || one.at <= other.at, "within: {one:?} and {other:?} from {at}");
                prop_assert!(!always || one.at < other.at, "before: {one:?} and {other:?} from {at}");
            }
            Ok(())
        });
        tried.expect("no case is otherwise");
        assert!(certain.get() > 2_000, "of {} pairs something was certain", certain.get());
    }

    #[test]
    fn amounts_decide_where_nothing_else_differs() {
        let charter = charter();
        let samples = Samples::new(&charter);
        let mut comparisons = Comparisons::new(&samples);
        let mut earlier = |one: &Limit, other: &Limit| match comparisons.earlier(one, other, Weeks::Ordinary) {
            None => "never".to_owned(),
            Some(Earlier::Always) => "always".to_owned(),
            Some(Earlier::Shown(shown)) => format!("{}: {}, {}", shown.start, shown.earlier, shown.later),
        };
        let working = |amount| clock(amount, Unit::WorkingDays, "moves");
        assert_eq!(earlier(&working(3), &working(5)), "always");
        assert_eq!(earlier(&working(5), &working(3)), "never");
        assert_eq!(earlier(&working(5), &working(5)), "never");
        assert_eq!(earlier(&clock(2, Unit::Weeks, "plain"), &clock(1, Unit::Months, "plain")), "always");
        assert_eq!(earlier(&clock(13, Unit::Months, "plain"), &clock(1, Unit::Years, "plain")), "never");
        // Three days never come after three working days, and sometimes before.
        let (three, calendar) = (clock(3, Unit::CalendarDays, "plain"), clock(3, Unit::WorkingDays, "plain"));
        assert_eq!(earlier(&three, &calendar), "Wednesday 8 April 2026: Saturday 11 April 2026, Monday 13 April 2026");
        // Only a bank holiday would show it.
        assert_eq!(earlier(&clock(5, Unit::CalendarDays, "plain"), &calendar), "never");
    }
}
