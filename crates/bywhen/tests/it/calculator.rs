//! Deadlines without a charter. Every date was found by hand.

use bywhen::calendar::{Day, TimeOfDay};
use bywhen::{Calculator, Calendars, Column, Layout, Rules, Ticks, WorkingDay, week_of};

fn calculator(rules: Rules) -> Calculator {
    Calculator::new(rules, &Calendars::bundled()).unwrap()
}

fn hours(text: &str, rules: Rules) -> Calculator {
    calculator(Rules { hours: Some(week_of(text).unwrap()), ..rules })
}

fn day(calculator: &Calculator, phrase: &str) -> String {
    calculator.calc(phrase).unwrap().day.to_string()
}

fn time(calculator: &Calculator, phrase: &str) -> String {
    calculator.zone().local(calculator.calc(phrase).unwrap().at).unwrap().to_string()
}

fn without_bank_holidays() -> Rules {
    Rules { bank_holidays: Vec::new(), ..Rules::default() }
}

#[test]
fn hours_that_are_stated_are_open_whatever_weekdays_are_worked() {
    // Friday 3pm to 5pm, Saturday 10am to 3pm, and two hours of Monday.
    let centre = hours("Mon-Fri 09:00-17:00, Sat 10:00-15:00", without_bank_holidays());
    assert_eq!(time(&centre, "9 working hours after 2010-12-24T15:00"), "2010-12-27T11:00:00+00:00");
    // Five hours of one Saturday and one of the next.
    let saturdays = hours("Sat 10:00-15:00", without_bank_holidays());
    assert_eq!(time(&saturdays, "6 working hours after 2010-12-24T15:00"), "2011-01-01T11:00:00+00:00");
    assert_eq!(time(&saturdays, "6 working hours before 2011-01-01T11:00"), "2010-12-25T10:00:00+00:00");
    // Working days are what they were.
    assert_eq!(day(&saturdays, "1 working day after 2010-12-24"), "2010-12-27");
}

#[test]
fn bank_holidays_and_closed_days_still_close_what_is_stated() {
    let week = "Mon-Fri 09:00-17:00, Sat 10:00-15:00";
    // Good Friday and Easter Monday are closed, the Saturday between is not: an hour of Thursday, five of Saturday.
    let centre = hours(week, Rules::default());
    assert_eq!(time(&centre, "6 working hours after 2026-04-02T16:00"), "2026-04-04T15:00:00+01:00");
    assert_eq!(time(&centre, "7 working hours after 2026-04-02T16:00"), "2026-04-07T10:00:00+01:00");
    let closed = Rules { closed: vec!["2026-04-04".parse().unwrap()], ..Rules::default() };
    assert_eq!(time(&hours(week, closed), "2 working hours after 2026-04-02T16:00"), "2026-04-07T10:00:00+01:00");
    // Opened in spite of a bank holiday, a day has its weekday's hours.
    let open = Rules { openings: vec!["2026-04-06".parse().unwrap()], ..Rules::default() };
    assert_eq!(time(&hours(week, open), "7 working hours after 2026-04-02T16:00"), "2026-04-06T10:00:00+01:00");
}

#[test]
fn hours_over_midnight_belong_to_the_day_on_which_they_begin() {
    // Three hours and a half until 3am on Saturday; Monday 31 August is a bank holiday, and has no night.
    let nights = hours("Mon-Fri 18:00-03:00", Rules::default());
    assert_eq!(time(&nights, "5 working hours after 2026-08-28T23:30"), "2026-09-01T19:30:00+01:00");
    assert_eq!(time(&nights, "5 working hours before 2026-09-01T19:30"), "2026-08-28T23:30:00+01:00");
}

fn cut_off(time: &str, closed_day_is_next_working_day: bool) -> Calculator {
    calculator(Rules { cut_off: Some(time.parse().unwrap()), closed_day_is_next_working_day, ..Rules::default() })
}

/// Each way of asking, which must agree: a phrase, one day, a column with a table and without.
fn each_way(calculator: &Calculator, at: &str, which: WorkingDay, phrase: &str) -> Vec<String> {
    let (date, time) = at.split_once('T').unwrap();
    let day = Day::from_date(date.parse().unwrap()).unwrap();
    let time: TimeOfDay = time.parse().unwrap();
    let alone = calculator.working_day(day, Some(time), which).unwrap();
    let number = day.unix_days() * 86_400 + i64::from(time.seconds());
    let mut days = vec![calculator.calc(&format!("{phrase} {at}")).unwrap().day.to_string(), alone.to_string()];
    for many in [1, 10_000] {
        let numbers = vec![number; many];
        let answers =
            calculator.working_day_each(Column { numbers: &numbers, layout: Layout::Local(Ticks::Seconds) }, which);
        assert!(answers.numbers.iter().all(|number| Some(number) == answers.numbers.last()));
        let due = answers.numbers.last().map(|number| Day::from_unix_days(number.div_euclid(86_400)).unwrap());
        days.push(due.unwrap().to_string());
    }
    days
}

#[test]
fn a_later_start_counts_as_the_next_day_worked_or_not() {
    // Friday evening counts as Saturday's, and one working day after Saturday is Monday.
    let calculator = cut_off("17:30", false);
    let one = |at: &str| each_way(&calculator, at, WorkingDay::After(1), "1 working day after");
    assert_eq!(one("2017-07-14T22:00"), ["2017-07-17"; 4]);
    assert_eq!(one("2017-07-14T17:29"), ["2017-07-17"; 4]);
    assert_eq!(one("2017-07-13T17:30"), ["2017-07-17"; 4]);
    assert_eq!(one("2017-07-15T22:00"), ["2017-07-17"; 4]);
    // Where closed days move too, Saturday's counts as Monday's.
    let calculator = cut_off("17:30", true);
    let one = |at: &str| each_way(&calculator, at, WorkingDay::After(1), "1 working day after");
    assert_eq!(one("2017-07-14T22:00"), ["2017-07-18"; 4]);
    assert_eq!(one("2017-07-15T09:00"), ["2017-07-18"; 4]);
    assert_eq!(one("2017-07-14T17:00"), ["2017-07-17"; 4]);
}

#[test]
fn what_is_counted_back_to_is_not_moved() {
    for closed_day_is_next_working_day in [false, true] {
        let calculator = cut_off("17:00", closed_day_is_next_working_day);
        let before = |n: i64, at: &str| {
            each_way(
                &calculator,
                at,
                WorkingDay::Before(n),
                &format!("{n} working day{} before", if n == 1 { "" } else { "s" }),
            )
        };
        assert_eq!(before(1, "2015-10-14T21:54"), ["2015-10-13"; 4]);
        assert_eq!(before(2, "2015-10-14T21:54"), ["2015-10-12"; 4]);
        // From a Saturday, Friday is one working day back.
        assert_eq!(before(1, "2015-10-17T21:54"), ["2015-10-16"; 4]);
        assert_eq!(day(&calculator, "3 calendar days before 2015-10-14T21:54"), "2015-10-11");
    }
}

#[test]
fn no_days_at_all_from_a_closed_day_go_the_way_that_is_counted() {
    let calculator = calculator(Rules::default());
    let none =
        |word: &str, which: WorkingDay, at: &str| each_way(&calculator, at, which, &format!("0 working days {word}"));
    // A Saturday, and the Saturday of Easter.
    assert_eq!(none("after", WorkingDay::After(0), "2026-04-18T12:00"), ["2026-04-20"; 4]);
    assert_eq!(none("before", WorkingDay::Before(0), "2026-04-18T12:00"), ["2026-04-17"; 4]);
    assert_eq!(none("after", WorkingDay::After(0), "2026-04-04T12:00"), ["2026-04-07"; 4]);
    assert_eq!(none("before", WorkingDay::Before(0), "2026-04-04T12:00"), ["2026-04-02"; 4]);
    for (word, which) in [("after", WorkingDay::After(0)), ("before", WorkingDay::Before(0))] {
        assert_eq!(none(word, which, "2026-04-16T12:00"), ["2026-04-16"; 4]);
    }
}

#[test]
fn the_working_day_on_or_before_and_after_whatever_the_receipt_rules_are() {
    let calculator = cut_off("17:00", true);
    let on = |date: &str, which: WorkingDay| {
        let day = Day::from_date(date.parse().unwrap()).unwrap();
        calculator.working_day(day, Some("18:00".parse().unwrap()), which).unwrap().to_string()
    };
    assert_eq!(on("2026-04-16", WorkingDay::OnOrAfter), "2026-04-16");
    assert_eq!(on("2026-04-16", WorkingDay::OnOrBefore), "2026-04-16");
    assert_eq!(on("2026-04-05", WorkingDay::OnOrAfter), "2026-04-07");
    assert_eq!(on("2026-04-05", WorkingDay::OnOrBefore), "2026-04-02");
}

#[test]
fn hours_from_a_day_start_when_that_day_ends() {
    // The next working day after Wednesday the 20th ends at the midnight after Thursday.
    let office = hours("Mon-Fri 09:00-17:00", Rules::default());
    assert_eq!(time(&office, "4 hours after the next working day after 2023-09-20"), "2023-09-22T04:00:00+01:00");
    assert_eq!(
        time(&office, "4 working hours after the next working day after 2023-09-20"),
        "2023-09-22T13:00:00+01:00"
    );
    assert_eq!(day(&office, "2 working days after the next working day after 2023-09-20"), "2023-09-25");
}
