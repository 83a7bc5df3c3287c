//! Columns of dates: what a table looks up is what each date gives alone.

use bywhen::calendar::{Day, Instant};
use bywhen::{Calculator, Calendars, Column, Layout, Number, Rules, Ticks, WorkingDay, week_of};

const QUESTIONS: [WorkingDay; 7] = [
    WorkingDay::After(0),
    WorkingDay::After(10),
    WorkingDay::After(-3),
    WorkingDay::Before(0),
    WorkingDay::Before(4),
    WorkingDay::OnOrAfter,
    WorkingDay::OnOrBefore,
];

/// Enough for a table to be made.
const MANY: usize = 33_000;

fn calculators() -> Vec<Calculator> {
    let plain = Rules { hours: week_of("Mon-Fri 09:00-17:00, Sat 10:00-12:30").ok(), ..Rules::default() };
    let receipt = Rules {
        closed: vec!["2026-12-24".parse().unwrap()],
        openings: vec!["2026-12-26".parse().unwrap()],
        closed_day_is_next_working_day: true,
        cut_off: "16:00".parse().ok(),
        ..plain.clone()
    };
    [plain, receipt].map(|rules| Calculator::new(rules, &Calendars::bundled()).unwrap()).into()
}

/// Numbers in no order, from before the first day to after the last, and some that are none.
fn numbers(per_day: i64) -> Vec<i64> {
    let mut seed = 7u64;
    let mut numbers: Vec<i64> = (0..MANY)
        .map(|_| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let (day, part) = ((seed >> 40) % 50_000, (seed >> 20) % 86_401);
            (day as i64) * per_day + part as i64 * per_day / 86_400
        })
        .collect();
    numbers.extend([i64::MIN, i64::MAX, i64::MIN + 1, 0, -1]);
    numbers
}

const LAYOUTS: [(Layout, i64); 7] = [
    (Layout::Days, 1),
    (Layout::Local(Ticks::Seconds), 86_400),
    (Layout::Local(Ticks::Millis), 86_400_000),
    (Layout::Local(Ticks::Nanos), 86_400_000_000_000),
    (Layout::Utc(Ticks::Seconds), 86_400),
    (Layout::Utc(Ticks::Micros), 86_400_000_000),
    (Layout::Utc(Ticks::Nanos), 86_400_000_000_000),
];

#[test]
fn many_dates_give_what_each_gives_alone() {
    for calculator in calculators() {
        for (layout, per_day) in LAYOUTS {
            let numbers = numbers(per_day);
            let column = Column { numbers: &numbers, layout };
            for which in QUESTIONS {
                let many = calculator.working_day_each(column, which);
                assert!(!many.complete && many.numbers.iter().any(|due| *due != i64::NONE));
                for (number, due) in numbers.iter().zip(&many.numbers).rev().step_by(7) {
                    let one = [*number];
                    let alone = calculator.working_day_each(Column { numbers: &one, layout }, which);
                    assert_eq!(alone.numbers, [*due], "{which:?} {number} of {layout:?}");
                    assert_eq!(alone.complete, *due != i64::NONE);
                }
            }
            for seconds in [1_800, 14_400, -14_400] {
                let many = calculator.add_open_seconds_each(column, seconds);
                for (number, due) in numbers.iter().zip(&many.numbers).rev().step_by(7) {
                    let one = [*number];
                    let alone = calculator.add_open_seconds_each(Column { numbers: &one, layout }, seconds);
                    assert_eq!(alone.numbers, [*due], "{seconds} seconds after {number} of {layout:?}");
                }
            }
        }
    }
}

#[test]
fn each_date_may_have_a_number_of_its_own() {
    for calculator in calculators() {
        for (layout, per_day) in LAYOUTS {
            let numbers = numbers(per_day);
            let column = Column { numbers: &numbers, layout };
            let asked: Vec<Option<WorkingDay>> =
                (0..numbers.len()).map(|place| QUESTIONS.get(place % (QUESTIONS.len() + 1)).copied()).collect();
            let varying = calculator.working_day_varying(column, asked.iter().copied());
            assert!(!varying.complete);
            let alike = QUESTIONS.map(|which| calculator.working_day_each(column, which).numbers);
            for (place, due) in varying.numbers.iter().enumerate() {
                let expected = alike.get(place % (QUESTIONS.len() + 1)).map_or(i64::NONE, |alike| alike[place]);
                assert_eq!(*due, expected, "{:?} {} of {layout:?}", asked[place], numbers[place]);
            }
        }
        let days = Column { numbers: &[20_000, 20_001, 20_002], layout: Layout::Days };
        let after = |counts: &[i64]| {
            let which: Vec<_> = counts.iter().map(|n| Some(WorkingDay::After(*n))).collect();
            calculator.working_day_varying(days, which.into_iter())
        };
        assert!(after(&[1, 2, 3]).complete);
        assert_eq!(after(&[1, 2]).numbers.len(), 2);
    }
}

#[test]
fn a_number_that_no_calendar_reaches_is_named_as_it_was_given() {
    let day = Day::from_unix_days(20_000).unwrap();
    for calculator in calculators() {
        for n in [5_000_000_000, -5_000_000_000, i64::MAX, i64::MIN + 1] {
            let error = calculator.add(day, None, n).unwrap_err().to_string();
            assert!(error.starts_with(&format!("{} working days", n.unsigned_abs())), "{error}");
        }
    }
}

#[test]
fn columns_give_what_the_phrase_gives() {
    for calculator in calculators() {
        for day in (20_000..22_000).step_by(3) {
            let date = Day::from_unix_days(day).unwrap();
            let due = calculator.calc(&format!("10 working days after {date}")).unwrap().day.unix_days();
            let days = Column { numbers: &[day], layout: Layout::Days };
            assert_eq!(calculator.working_day_each(days, WorkingDay::After(10)).numbers, [due]);
            let at = day * 86_400 + 16 * 3_600;
            let time = Column { numbers: &[at], layout: Layout::Local(Ticks::Seconds) };
            let due = calculator.calc(&format!("3 working days before {date}T16:00")).unwrap().day.unix_days();
            let back = calculator.working_day_each(time, WorkingDay::Before(3));
            assert_eq!(back.numbers, [due * 86_400 + 16 * 3_600]);
            for (zero, word) in [(WorkingDay::After(0), "after"), (WorkingDay::Before(0), "before")] {
                let due = calculator.calc(&format!("0 working days {word} {date}T16:00")).unwrap().day.unix_days();
                assert_eq!(
                    calculator.working_day_each(time, zero).numbers,
                    [due * 86_400 + 16 * 3_600],
                    "0 {word} {date}"
                );
            }
            let due = calculator.calc(&format!("4 working hours after {date}T16:00:00Z")).unwrap().at;
            let moment = Column { numbers: &[at], layout: Layout::Utc(Ticks::Seconds) };
            assert_eq!(calculator.add_open_seconds_each(moment, 14_400).numbers, [due.seconds()]);
        }
    }
}

#[test]
fn days_are_counted_one_by_one() {
    for calculator in calculators() {
        let days: Vec<i32> = (20_440..20_840).collect();
        let working = calculator.is_working_each(days.iter().copied());
        assert!(working.complete);
        let from = days.first().copied();
        let count = calculator.count_each(std::iter::repeat_n(from.unwrap(), days.len()), days.iter().copied());
        let mut sum = 0;
        for ((working, count), place) in working.numbers.iter().zip(&count.numbers).zip(0..) {
            sum += if place == 0 { 0 } else { i64::from(*working) };
            assert_eq!(*count, sum);
        }
        // Bank holidays are not known before 1990, and what rests on them is not made up.
        let unknown = calculator.count_each([7_000].into_iter(), [20_000].into_iter());
        assert_eq!((unknown.numbers, unknown.complete), (vec![i64::NONE], false));
        assert!(!calculator.is_working_each([i32::NONE].into_iter()).complete);
    }
}

#[test]
fn the_local_day_is_that_of_the_zone() {
    let [calculator, _] = <[Calculator; 2]>::try_from(calculators()).unwrap();
    // Half past eleven in the evening, in summer time the next day in London.
    let at = 1_780_270_200;
    assert_eq!(calculator.zone().local(Instant::from_seconds(at)).unwrap().to_string(), "2026-06-01T00:30:00+01:00");
    let day = |layout| calculator.day_each(Column { numbers: &[at], layout }).numbers;
    assert_eq!(day(Layout::Utc(Ticks::Seconds)), [20_605]);
    assert_eq!(day(Layout::Local(Ticks::Seconds)), [20_604]);
}
