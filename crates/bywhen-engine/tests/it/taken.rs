//! The time that was taken says the same as the due date: what took no more than the limit was in time.

use bywhen_calendar::{
    Calendars, Day, Division, HoursRules, OpeningHours, Span, Weekdays, WorkingDays, WorkingDaysRules, Zone,
};
use bywhen_engine::Moment;
use bywhen_engine::charter::{Count, CutOff, Receipt, Unit};
use bywhen_engine::counting::{Moved, Stop, Tables};
use proptest::prelude::*;
use std::sync::LazyLock;

struct World {
    zone: Zone,
    days: WorkingDays,
    hours: OpeningHours,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    let zone = Zone::london();
    let rules = WorkingDaysRules {
        week: Weekdays::MONDAY_TO_FRIDAY,
        bank_holidays: vec![Division::EnglandAndWales],
        terms: Vec::new(),
        closures: Vec::new(),
        openings: Vec::new(),
    };
    let days = WorkingDays::compile(&rules, &Calendars::bundled(), None);
    let span = |from: &str, to: &str| Span { from: from.parse().expect("a time"), to: to.parse().expect("a time") };
    let open = vec![span("09:00", "12:30"), span("13:30", "17:00")];
    let rules = HoursRules {
        week: [open.clone(), open.clone(), open.clone(), open.clone(), open, vec![], vec![]],
        exceptions: Vec::new(),
        on_non_working_days: Some(Vec::new()),
        ..HoursRules::default()
    };
    let hours = OpeningHours::compile(&rules, Some(&days), &zone).expect("hours");
    World { zone, days, hours }
});

/// Milliseconds from 1 March 2013, in which the clocks change, Easter comes and two bank holidays follow.
fn moment(millis: i64) -> Moment {
    let start = Day::from_date("2013-03-01".parse().expect("a date")).expect("in range");
    Moment::at(WORLD.zone.start_of_day(start).plus_millis(millis), &WORLD.zone).expect("in range")
}

/// A start, stops of which none begins before it, and an end that comes after all of them. A clock in days goes on up to
/// three days later than what ended the stop.
fn course() -> impl Strategy<Value = (Moment, Vec<Stop>, Moment)> {
    const DAY: i64 = 86_400_000;
    let gaps = prop::collection::vec((0i64..8 * DAY, 0i64..8 * DAY, any::<bool>(), 0i64..4), 0..4);
    (0i64..20 * DAY, gaps, 0i64..12 * DAY).prop_map(|(start, gaps, rest)| {
        let mut now = start;
        let stops = gaps.into_iter().map(|(run, stand, first_day_lost, later)| {
            let from = now + run;
            now = from + stand;
            let until = moment(now);
            let moved = (later > 0).then(|| (until.day().plus(later).expect("a day"), Moved::ClosedDay));
            Stop { from: moment(from), until, first_day_lost, moved, even_when_overdue: false }
        });
        let stops: Vec<Stop> = stops.collect();
        (moment(start), stops, moment(now + rest))
    })
}

fn receipt() -> impl Strategy<Value = Receipt> {
    (any::<[bool; 4]>(), 0u32..24).prop_map(|([day_one, cut, inclusive, closed], hour)| Receipt {
        day_one,
        cut_off: cut.then(|| CutOff {
            time: format!("{hour:02}:00").parse().expect("a time"),
            inclusive,
            to_working_day: true,
            received_at: None,
        }),
        closed_day_is_next_working_day: closed,
        closed_day_received_at: None,
    })
}

fn tables(receipt: Option<Receipt>) -> Tables<'static> {
    Tables {
        zone: &WORLD.zone,
        working_days: Some(&WORLD.days),
        hours: Some(&WORLD.hours),
        receipt,
        opening: None,
        due_at_next_opening: false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4000) })]

    #[test]
    fn days((start, stops, done) in course(), receipt in receipt(), amount in 1u32..30, calendar in any::<bool>()) {
        let unit = if calendar { Unit::CalendarDays } else { Unit::WorkingDays };
        let count = Count::within(amount, unit);
        let tables = tables(Some(receipt));
        let due = tables.due(&count, &start, &stops).expect("a date");
        let taken = tables.taken(&count, &start, &stops, due.at, &done).expect("an answer").expect("a number");
        // Day by day: every day that counts after day 0 (or from it on), up to the day on which it was done, that no stop
        // before the due moment took away.
        let zero = tables.day_zero(&count, &start).expect("a day");
        let lost = |day: Day| {
            stops.iter().filter(|stop| stop.from.instant <= due.at).any(|stop| {
                let first = stop.from.day();
                day <= stop.last() && (day > first || (stop.first_day_lost && day == first))
            })
        };
        let mut walked = 0;
        let mut day = if zero.counts { zero.day } else { zero.day.plus(1).expect("a day") };
        while day <= done.day() {
            walked += i64::from((calendar || WORLD.days.is_working(day)) && !lost(day));
            day = day.plus(1).expect("a day");
        }
        prop_assert_eq!(taken, walked);
        // A clock that never stood still was in time just when it took no more than it was given; on a day off after
        // the last day no further working day has been taken.
        if stops.is_empty() {
            let amount = i64::from(amount);
            let idle = !calendar && !WORLD.days.is_working(done.day());
            prop_assert!((taken <= amount) == (done.day() <= due.day) || (idle && taken == amount));
        }
    }

    #[test]
    fn time((start, stops, done) in course(), amount in 1u32..60, working in any::<bool>()) {
        let count = Count::within(amount, if working { Unit::WorkingHours } else { Unit::Hours });
        let tables = tables(None);
        let due = tables.due(&count, &start, &stops).expect("a time");
        let taken = tables.taken(&count, &start, &stops, due.at, &done).expect("an answer").expect("a number");
        let limit = i64::from(amount) * 3600;
        if done.instant.seconds() > due.at.seconds() && !working {
            prop_assert!(taken >= limit, "{taken} taken of {limit}");
        }
        if done.instant <= due.at {
            prop_assert!(taken <= limit, "{taken} taken of {limit}");
        }
    }
}

#[test]
fn by_hand() {
    let at = |text: &str| Moment::new(text.parse().expect("a time"), &WORLD.zone).expect("in range");
    let taken = |unit, from: &str, stops: &[Stop], to: &str| {
        let (count, start) = (Count::within(10, unit), at(from));
        let due = tables(None).due(&count, &start, stops).map_or(start.instant, |due| due.at);
        tables(None).taken(&count, &start, stops, due, &at(to)).expect("an answer")
    };
    // Maundy Thursday to the Tuesday after Easter: the two bank holidays and the weekend do not count.
    assert_eq!(taken(Unit::WorkingDays, "2013-03-28T10:00", &[], "2013-04-02T09:00"), Some(1));
    assert_eq!(taken(Unit::CalendarDays, "2013-03-28T10:00", &[], "2013-04-02T09:00"), Some(5));
    assert_eq!(taken(Unit::Weeks, "2013-03-28", &[], "2013-04-02"), Some(5));
    // An hour of lunch is not worked, and the clocks going forward take one away from the night.
    assert_eq!(taken(Unit::WorkingHours, "2013-03-28T12:00", &[], "2013-03-28T14:00"), Some(3600));
    assert_eq!(taken(Unit::Hours, "2013-03-30T12:00", &[], "2013-03-31T12:00"), Some(23 * 3600));
    assert_eq!(taken(Unit::Seconds, "2013-03-28T12:00:00", &[], "2013-03-28T12:00:20.4"), Some(20_400));
    // Without the time of day there is no telling.
    assert_eq!(taken(Unit::Hours, "2013-03-28", &[], "2013-03-28T14:00"), None);
    // Days on which the clock stood still are not taken.
    let stop = Stop {
        from: at("2013-03-05T09:00"),
        until: at("2013-03-07T09:00"),
        first_day_lost: false,
        moved: None,
        even_when_overdue: false,
    };
    assert_eq!(taken(Unit::WorkingDays, "2013-03-04", &[stop], "2013-03-08"), Some(2));
    assert_eq!(taken(Unit::WorkingHours, "2013-03-04T09:00", &[stop], "2013-03-07T10:00"), Some(8 * 3600));
}
