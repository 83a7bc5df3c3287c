//! The rules of counting, one by one. Every date here was found by hand on a calendar.

use bywhen_calendar::{
    Calendars, Division, HoursRules, OpeningHours, Span, TimeOfDay, Weekdays, WorkingDays, WorkingDaysRules, Zone,
};
use bywhen_engine::Moment;
use bywhen_engine::charter::{Count, CutOff, Direction, End, FirstDay, Receipt, Unit};
use bywhen_engine::counting::{CountError, Stop, Tables};

struct Desk {
    zone: Zone,
    days: WorkingDays,
    hours: OpeningHours,
    receipt: Receipt,
}

fn time(text: &str) -> TimeOfDay {
    text.parse().expect("a time")
}

fn desk() -> Desk {
    let rules = WorkingDaysRules {
        week: Weekdays::MONDAY_TO_FRIDAY,
        bank_holidays: vec![Division::EnglandAndWales],
        terms: Vec::new(),
        closures: Vec::new(),
        openings: Vec::new(),
    };
    let days = WorkingDays::compile(&rules, &Calendars::bundled(), None);
    let zone = Zone::london();
    let span = vec![Span { from: time("09:00"), to: time("17:00") }];
    let place = HoursRules {
        week: [span.clone(), span.clone(), span.clone(), span.clone(), span, vec![], vec![]],
        exceptions: Vec::new(),
        on_non_working_days: Some(Vec::new()),
        ..HoursRules::default()
    };
    let hours = OpeningHours::compile(&place, Some(&days), &zone).expect("hours that can be");
    Desk { zone, days, hours, receipt: Receipt::default() }
}

impl Desk {
    fn with(receipt: Receipt) -> Desk {
        Desk { receipt, ..desk() }
    }

    fn due(&self, count: &Count, start: &str) -> Result<String, CountError> {
        self.due_after(count, start, &[])
    }

    /// As `due`, with stops by their first and last moment.
    fn due_after(&self, count: &Count, start: &str, stops: &[(&str, &str)]) -> Result<String, CountError> {
        let place = |at: &str| Moment::new(at.parse().expect("a time"), &self.zone).expect("a moment");
        let stops: Vec<Stop> = stops
            .iter()
            .map(|(from, until)| Stop {
                from: place(from),
                until: place(until),
                first_day_lost: false,
                moved: None,
                even_when_overdue: false,
            })
            .collect();
        let tables = Tables {
            zone: &self.zone,
            working_days: Some(&self.days),
            hours: Some(&self.hours),
            receipt: Some(self.receipt),
            opening: None,
            due_at_next_opening: false,
        };
        let start = Moment::new(start.parse().expect("a time"), &self.zone).expect("a moment");
        let due = tables.due(count, &start, &stops)?;
        let local = self.zone.local(due.at)?;
        assert_eq!(local.day, due.day);
        Ok(local.to_string())
    }

    /// The due date of so many working days.
    fn working_days(&self, amount: u32, start: &str) -> String {
        self.day(&Count::within(amount, Unit::WorkingDays), start)
    }

    fn day(&self, count: &Count, start: &str) -> String {
        let due = self.due(count, start).expect("a date");
        due.strip_suffix("T23:59:59+00:00").or(due.strip_suffix("T23:59:59+01:00")).expect("a whole day").to_owned()
    }
}

fn cut_off(text: &str, inclusive: bool) -> Option<CutOff> {
    Some(CutOff { time: time(text), inclusive, to_working_day: true, received_at: None })
}

#[test]
fn the_day_of_receipt_is_day_0_whichever_day_it_is() {
    let desk = desk();
    assert_eq!(desk.working_days(1, "2026-03-09"), "2026-03-10"); // Monday
    assert_eq!(desk.working_days(1, "2026-03-06T23:59"), "2026-03-09"); // Friday night
    assert_eq!(desk.working_days(1, "2026-03-07"), "2026-03-09"); // Saturday: Monday is day 1
    assert_eq!(desk.working_days(5, "2026-04-01"), "2026-04-10"); // over Easter
}

#[test]
fn the_day_of_receipt_may_be_day_1() {
    let desk = Desk::with(Receipt { day_one: true, ..Receipt::default() });
    assert_eq!(desk.working_days(5, "2026-03-09"), "2026-03-13");
    assert_eq!(desk.working_days(1, "2026-03-09"), "2026-03-09");
    assert_eq!(desk.working_days(5, "2026-03-07"), "2026-03-13"); // Saturday: Monday is the first working day
}

#[test]
fn after_5pm_means_later_than_5pm() {
    let desk = Desk::with(Receipt { cut_off: cut_off("17:00", false), ..Receipt::default() });
    assert_eq!(desk.working_days(1, "2026-03-09T17:00:00"), "2026-03-10");
    assert_eq!(desk.working_days(1, "2026-03-09T17:00:00.900"), "2026-03-10");
    assert_eq!(desk.working_days(1, "2026-03-09T17:00:01"), "2026-03-11");
    assert_eq!(desk.working_days(1, "2026-03-09"), "2026-03-10"); // no time: taken as in time
}

#[test]
fn from_4pm_includes_4pm() {
    let desk = Desk::with(Receipt { cut_off: cut_off("16:00", true), ..Receipt::default() });
    assert_eq!(desk.working_days(1, "2026-03-09T15:59:59.999"), "2026-03-10");
    assert_eq!(desk.working_days(1, "2026-03-09T16:00:00"), "2026-03-11");
}

#[test]
fn a_weekend_evening_is_moved_once_and_not_twice() {
    // business_time#197: Saturday after closing became Tuesday.
    let late = Receipt { cut_off: cut_off("17:00", false), ..Receipt::default() };
    assert_eq!(Desk::with(late).working_days(1, "2026-03-07T18:00"), "2026-03-09");
    let closed = Receipt { closed_day_is_next_working_day: true, ..late };
    assert_eq!(Desk::with(closed).working_days(1, "2026-03-07T18:00"), "2026-03-10"); // Monday is day 0
    assert_eq!(Desk::with(closed).working_days(1, "2026-03-06T18:00"), "2026-03-10"); // Friday evening: the same
    let one = Receipt { day_one: true, ..closed };
    assert_eq!(Desk::with(one).working_days(1, "2026-03-06T18:00"), "2026-03-09"); // Monday is day 1
    assert_eq!(Desk::with(one).working_days(1, "2026-03-07T18:00"), "2026-03-09");
}

#[test]
fn receipt_rules_do_not_move_hours() {
    let desk = Desk::with(Receipt {
        cut_off: cut_off("12:00", false),
        closed_day_is_next_working_day: true,
        ..Receipt::default()
    });
    let due = desk.due(&Count::within(24, Unit::Hours), "2026-03-07T18:00");
    assert_eq!(due.as_deref(), Ok("2026-03-08T18:00:00+00:00"));
}

#[test]
fn clear_days_are_whole_days_between() {
    let desk = desk();
    let clear = |amount, direction, unit| Count { clear: true, direction, ..Count::within(amount, unit) };
    assert_eq!(desk.day(&clear(5, Direction::Within, Unit::WorkingDays), "2026-03-09"), "2026-03-16");
    assert_eq!(desk.day(&clear(5, Direction::After, Unit::WorkingDays), "2026-03-09"), "2026-03-17");
    assert_eq!(desk.day(&clear(10, Direction::Before, Unit::WorkingDays), "2016-12-16"), "2016-12-01");
    assert_eq!(desk.day(&clear(3, Direction::Before, Unit::CalendarDays), "2017-10-20"), "2017-10-16");
    let plain = |direction| Count { direction, ..Count::within(5, Unit::WorkingDays) };
    assert_eq!(desk.day(&plain(Direction::After), "2026-03-09"), "2026-03-16");
    assert_eq!(desk.day(&plain(Direction::Before), "2026-03-16"), "2026-03-09");
}

#[test]
fn months_go_to_the_corresponding_date_or_the_last() {
    let desk = desk();
    let months = |amount| Count::within(amount, Unit::Months);
    assert_eq!(desk.day(&months(1), "2023-01-31"), "2023-02-28");
    assert_eq!(desk.day(&months(4), "2018-10-30"), "2019-02-28");
    assert_eq!(desk.day(&months(1), "2023-02-28"), "2023-03-28");
    assert_eq!(desk.day(&Count::within(1, Unit::Years), "2024-02-29"), "2025-02-28");
    let back = Count { direction: Direction::Before, ..months(1) };
    assert_eq!(desk.day(&back, "2023-03-31"), "2023-02-28");
}

#[test]
fn beginning_with_counts_the_first_day() {
    let desk = desk();
    let beginning = |amount, unit| Count { first_day: FirstDay::SameDay, ..Count::within(amount, unit) };
    assert_eq!(desk.day(&beginning(8, Unit::Weeks), "2026-01-05"), "2026-03-01"); // Wales: a day earlier than England
    assert_eq!(desk.day(&Count::within(8, Unit::Weeks), "2026-01-05"), "2026-03-02");
    assert_eq!(desk.day(&beginning(1, Unit::Months), "2026-01-15"), "2026-02-14");
    assert_eq!(desk.day(&beginning(1, Unit::Months), "2023-01-31"), "2023-02-28");
    assert_eq!(desk.day(&beginning(1, Unit::Months), "2023-01-29"), "2023-02-28"); // no 29 February that year
    assert_eq!(desk.day(&beginning(28, Unit::CalendarDays), "2026-03-01"), "2026-03-28");
    assert_eq!(desk.day(&beginning(5, Unit::WorkingDays), "2026-03-09"), "2026-03-13");
}

#[test]
fn a_last_day_that_is_not_worked_rolls_once() {
    let desk = desk();
    let rolled = |amount, unit| Count { roll: true, ..Count::within(amount, unit) };
    assert_eq!(desk.day(&rolled(1, Unit::Months), "2019-09-27"), "2019-10-28"); // Sunday to Monday
    assert_eq!(desk.day(&rolled(4, Unit::Months), "2020-08-25"), "2020-12-29"); // Christmas, weekend, substitute day
    assert_eq!(desk.day(&rolled(14, Unit::CalendarDays), "2020-08-03"), "2020-08-17");
}

#[test]
fn another_end_of_the_day() {
    let desk = desk();
    let ending = |end| Count { end, ..Count::within(1, Unit::WorkingDays) };
    let due = |end, start| desk.due(&ending(end), start);
    assert_eq!(due(End::At(time("16:00")), "2026-03-09T18:00").as_deref(), Ok("2026-03-10T16:00:00+00:00"));
    assert_eq!(due(End::AtClose, "2026-03-09T18:00").as_deref(), Ok("2026-03-10T17:00:00+00:00"));
    assert_eq!(due(End::SameTime, "2026-03-27T11:30:15").as_deref(), Ok("2026-03-30T11:30:15+01:00"));
    assert!(matches!(due(End::SameTime, "2026-03-27"), Err(CountError::NeedsTime(_))));
}

#[test]
fn hours_by_the_clock_run_through_clock_changes() {
    // dbt_zendesk#25, businesstimedelta: sums off by an hour.
    let desk = desk();
    let day = Count::within(24, Unit::Hours);
    assert_eq!(desk.due(&day, "2026-03-28T18:00").as_deref(), Ok("2026-03-29T19:00:00+01:00"));
    assert_eq!(desk.due(&day, "2026-10-24T18:00").as_deref(), Ok("2026-10-25T17:00:00+00:00"));
    let seconds = Count::within(20, Unit::Seconds);
    assert_eq!(desk.due(&seconds, "2026-03-29T00:59:50.250").as_deref(), Ok("2026-03-29T02:00:10.250+01:00"));
    assert!(matches!(desk.due(&day, "2026-03-28"), Err(CountError::NeedsTime("hours"))));
}

#[test]
fn working_hours_count_open_time() {
    let desk = desk();
    let four = Count::within(4, Unit::WorkingHours);
    let due = |start| desk.due(&four, start);
    assert_eq!(due("2013-03-28T16:00").as_deref(), Ok("2013-04-02T12:00:00+01:00")); // over Easter and a clock change
    assert_eq!(due("2013-01-04T13:00").as_deref(), Ok("2013-01-04T17:00:00+00:00")); // out exactly at closing
    assert_eq!(due("2013-01-04T17:00").as_deref(), Ok("2013-01-07T13:00:00+00:00")); // at closing it is closed
    assert_eq!(due("2013-01-05T03:00").as_deref(), Ok("2013-01-07T13:00:00+00:00"));
    assert_eq!(due("2013-01-07T07:30").as_deref(), Ok("2013-01-07T13:00:00+00:00"));
}

#[test]
fn years_that_are_not_counted_are_refused() {
    let desk = desk();
    assert!(matches!(desk.due(&Count::within(20, Unit::WorkingDays), "2100-12-20"), Err(CountError::OutOfRange(_))));
    assert!(matches!(desk.due(&Count::within(2, Unit::Years), "2099-06-01"), Err(CountError::OutOfRange(_))));
    assert!(matches!(desk.due(&Count::within(1, Unit::WorkingDays), "1989-12-29"), Err(CountError::OutOfRange(_))));
    assert_eq!(desk.day(&Count::within(4, Unit::Months), "1978-09-30"), "1979-01-30"); // Dodds v Walker
    assert!(Moment::new("1971-12-31".parse().expect("a date"), &desk.zone).is_err());
}

#[test]
fn lost_days_are_those_after_the_stop_up_to_the_resumption() {
    let desk = desk();
    let ten = Count::within(10, Unit::WorkingDays);
    // Ten days from Monday 2 March end on Monday 16 March. Three working days are lost: 5, 6 and 9 March.
    let after = |stops: &[(&str, &str)]| desk.due_after(&ten, "2026-03-02", stops).expect("a date")[..10].to_owned();
    assert_eq!(after(&[("2026-03-04", "2026-03-09")]), "2026-03-19");
    // Twice the same days, or days that overlap, are lost once.
    assert_eq!(after(&[("2026-03-04", "2026-03-09"), ("2026-03-05", "2026-03-09")]), "2026-03-19");
    // Stopped and resumed on one day: nothing is lost.
    assert_eq!(after(&[("2026-03-04T09:00", "2026-03-04T16:00")]), "2026-03-16");
    // After the due date: nothing changes.
    assert_eq!(after(&[("2026-03-17", "2026-03-20")]), "2026-03-16");
    // A second stop that only the first lets count.
    assert_eq!(after(&[("2026-03-04", "2026-03-09"), ("2026-03-18", "2026-03-20")]), "2026-03-23");
    // Stopped on the last day: the day of the resumption is left, or the working day after it.
    assert_eq!(after(&[("2026-03-16", "2026-03-18")]), "2026-03-18");
    assert_eq!(after(&[("2026-03-16", "2026-03-21")]), "2026-03-23");
}

#[test]
fn lost_time_is_added_in_the_unit_of_the_clock() {
    // frappe#2449, GLPI#10594: the raw time of a pause was added to the start, nights and all.
    let desk = desk();
    let four = Count::within(4, Unit::WorkingHours);
    let due = |stops: &[(&str, &str)]| desk.due_after(&four, "2026-03-09T15:00", stops);
    assert_eq!(due(&[]).as_deref(), Ok("2026-03-10T11:00:00+00:00"));
    // Stopped for the night: two open hours are lost, one on Monday and one on Tuesday.
    let night = [("2026-03-09T16:00", "2026-03-10T10:00")];
    assert_eq!(due(&night).as_deref(), Ok("2026-03-10T13:00:00+00:00"));
    // Zammad: pauses of less than a minute were dropped.
    let seconds = [("2026-03-09T15:10:00", "2026-03-09T15:10:40"), ("2026-03-09T15:20:00", "2026-03-09T15:20:35")];
    assert_eq!(due(&seconds).as_deref(), Ok("2026-03-10T11:01:15+00:00"));
    let day = Count::within(24, Unit::Hours);
    let overlapping = [("2026-03-09T16:00", "2026-03-09T18:00"), ("2026-03-09T17:00", "2026-03-09T19:00:00.500")];
    let due = desk.due_after(&day, "2026-03-09T15:00", &overlapping);
    assert_eq!(due.as_deref(), Ok("2026-03-10T18:00:00.500+00:00"));
}
