//! Working days: known answers, the corners, and the faults reported of other libraries.

use crate::common::{date, day, rules, working_days};
use bywhen_calendar::{
    CalendarBound, Calendars, Closed, DatedDays, Day, Days, Division, OutOfRange, Weekdays, WorkingDays,
    WorkingDaysRules,
};
use chrono::Weekday;

const ENGLAND: &[Division] = &[Division::EnglandAndWales];
const ALL: &[Division] = &Division::ALL;

fn compile(rules: &WorkingDaysRules) -> WorkingDays {
    WorkingDays::compile(rules, &Calendars::bundled(), None)
}

fn named(days: Days, name: &str) -> DatedDays {
    DatedDays { days, name: Some(name.to_owned()) }
}

#[test]
fn twenty_working_days_by_calendar() {
    for (received, due) in [
        ("2026-03-10", ["2026-04-09", "2026-04-08", "2026-04-10", "2026-04-10"]),
        ("2026-06-08", ["2026-07-06", "2026-07-07", "2026-07-06", "2026-07-07"]),
    ] {
        let calendars = [ENGLAND, &[Division::Scotland], &[Division::NorthernIreland], ALL];
        for (divisions, due) in calendars.into_iter().zip(due) {
            assert_eq!(working_days(divisions).add(day(received), 20), Ok(day(due)), "{received} {divisions:?}");
        }
    }
}

/// Twenty days of freedom of information law, any part of the United Kingdom: examples of mySociety's Alaveteli (its
/// tests) and of FOIMan's advice for Christmas 2014.
#[test]
fn published_examples_of_twenty_working_days() {
    let days = working_days(ALL);
    for (received, due) in [
        ("2008-10-01", "2008-10-29"),
        ("2009-03-12", "2009-04-14"),
        ("2009-03-15", "2009-04-15"),
        ("2014-11-17", "2014-12-16"),
        ("2014-11-26", "2014-12-29"),
        ("2014-12-02", "2015-01-05"),
        ("2014-12-18", "2015-01-21"),
        ("2014-12-30", "2015-01-29"),
        ("2015-01-06", "2015-02-03"),
    ] {
        assert_eq!(days.add(day(received), 20), Ok(day(due)), "{received}");
    }
    assert_eq!(days.add(day("2007-10-14"), 40), Ok(day("2007-12-10")));
    assert_eq!(days.add(day("2007-10-14"), 60), Ok(day("2008-01-11")));
}

/// numpy, gocardless business and old date-fns answer Tuesday (date-fns#1584).
#[test]
fn saturday_plus_one_working_day_is_monday() {
    let days = working_days(ENGLAND);
    assert_eq!(days.add(day("2026-04-18"), 1), Ok(day("2026-04-20")));
    assert_eq!(days.add(day("2026-04-19"), 1), Ok(day("2026-04-20")));
    assert_eq!(days.add(day("2026-04-17"), 1), Ok(day("2026-04-20")));
    assert_eq!(days.add(day("2026-04-20"), -1), Ok(day("2026-04-17")));
    assert_eq!(days.add(day("2026-04-19"), -1), Ok(day("2026-04-17")));
    assert_eq!(days.add(day("2026-04-18"), 0), Ok(day("2026-04-18")));
}

/// workalendar#712, #381, #315: moved and substitute days.
#[test]
fn moved_and_substitute_days() {
    let days = working_days(ENGLAND);
    for open in ["1995-05-01", "2002-05-27", "2012-05-28", "2020-05-04", "2022-05-30", "2011-12-28", "2022-12-28"] {
        assert!(days.is_working(day(open)), "{open}");
    }
    for closed in [
        "1995-05-08",
        "1999-12-31",
        "2002-06-03",
        "2002-06-04",
        "2011-12-26",
        "2011-12-27",
        "2012-06-04",
        "2012-06-05",
        "2020-05-08",
        "2021-12-27",
        "2021-12-28",
        "2022-01-03",
        "2022-06-02",
        "2022-06-03",
        "2022-09-19",
        "2022-12-26",
        "2022-12-27",
        "2023-05-01",
        "2023-05-08",
    ] {
        assert!(!days.is_working(day(closed)), "{closed}");
    }
    let scotland = working_days(&[Division::Scotland]);
    assert!(!scotland.is_working(day("2026-06-15")) && days.is_working(day("2026-06-15")));
    // Scotland's new year of 2012 and 2022, St Andrew's Day from 2007, and no Easter Monday.
    assert!(!scotland.is_working(day("2012-01-02")) && !scotland.is_working(day("2012-01-03")));
    assert!(!scotland.is_working(day("2022-01-03")) && !scotland.is_working(day("2022-01-04")));
    assert!(scotland.is_working(day("2006-11-30")) && !scotland.is_working(day("2007-11-30")));
    assert!(scotland.is_working(day("2026-04-06")));
    let northern_ireland = working_days(&[Division::NorthernIreland]);
    assert!(!northern_ireland.is_working(day("2025-07-14")) && !northern_ireland.is_working(day("2024-03-18")));
}

/// One package's "no division" is what the three have in common; the law means any of them.
#[test]
fn several_divisions_are_a_union() {
    let all = working_days(ALL);
    for closed in ["2026-01-02", "2026-03-17", "2026-04-06", "2026-08-03", "2026-08-31", "2026-11-30"] {
        assert!(!all.is_working(day(closed)), "{closed}");
    }
    let Some(Closed::BankHoliday { title, divisions }) = all.closed(day("2026-04-06")) else { panic!() };
    assert_eq!(
        (title.as_str(), divisions),
        ("Easter Monday", vec![Division::EnglandAndWales, Division::NorthernIreland])
    );
}

/// numpy#23197: a negative range is the positive one with its sign turned, not off by one.
#[test]
fn counts_are_symmetrical() {
    let days = working_days(ENGLAND);
    let (friday, monday, saturday) = (day("2026-04-17"), day("2026-04-20"), day("2026-04-18"));
    assert_eq!((days.count(friday, monday), days.count(monday, friday)), (1, -1));
    assert_eq!((days.count(friday, saturday), days.count(saturday, friday)), (0, 0));
    assert_eq!((days.count(saturday, monday), days.count(monday, saturday)), (1, -1));
    assert_eq!(days.count(monday, monday), 0);
}

#[test]
fn rolling_to_a_working_day() {
    let days = working_days(ENGLAND);
    assert_eq!(days.on_or_after(day("2026-04-03")), Ok(day("2026-04-07")));
    assert_eq!(days.on_or_before(day("2026-04-06")), Ok(day("2026-04-02")));
    assert_eq!(days.on_or_after(day("2026-04-07")), Ok(day("2026-04-07")));
    assert_eq!(days.on_or_before(day("2026-04-07")), Ok(day("2026-04-07")));
}

/// alaveteli#7292: whether a late holiday counts depends on when the question is asked.
#[test]
fn the_same_deadline_before_and_after_a_late_holiday() {
    let known = |on| WorkingDays::compile(&rules(ENGLAND), &Calendars::bundled(), Some(date(on)));
    let received = day("2022-09-01");
    assert_eq!(known("2022-09-01").add(received, 20), Ok(day("2022-09-29")));
    assert_eq!(known("2022-09-10").add(received, 20), Ok(day("2022-09-30")));
    assert_eq!(working_days(ENGLAND).add(received, 20), Ok(day("2022-09-30")));

    let may = known("2019-05-01");
    assert!(!may.is_working(day("2020-05-04")) && may.is_working(day("2020-05-08")));
    assert_eq!(
        may.closed(day("2020-05-04")),
        Some(Closed::BankHoliday { title: "Early May bank holiday".into(), divisions: ENGLAND.to_vec() })
    );
    let july = known("2019-07-02");
    assert!(july.is_working(day("2020-05-04")) && !july.is_working(day("2020-05-08")));
}

#[test]
fn closures_and_openings() {
    let mut rules = rules(ENGLAND);
    rules.closures = vec![
        named(Days::EveryYear { from: (12, 24), to: (1, 2) }, "Christmas closure"),
        named(Days::on(date("2026-05-19")), "Training"),
        DatedDays { days: Days::on(date("2026-05-20")), name: None },
    ];
    rules.openings = vec![
        named(Days::on(date("2026-05-16")), "Saturday opening"),
        named(Days::on(date("2026-12-28")), "Emergency"),
        named(Days::EveryYear { from: (2, 29), to: (2, 29) }, "Leap day"),
    ];
    let days = compile(&rules);
    assert_eq!(days.closed(day("2026-05-16")), None);
    assert_eq!(days.closed(day("2026-05-17")), Some(Closed::NotWorked(Weekday::Sun)));
    assert_eq!(days.closed(day("2026-05-19")), Some(Closed::Closure(Some("Training".into()))));
    assert_eq!(days.closed(day("2026-05-20")), Some(Closed::Closure(None)));
    assert_eq!(days.closed(day("2026-12-28")), None);
    assert_eq!(days.closed(day("2026-12-24")), Some(Closed::Closure(Some("Christmas closure".into()))));
    assert!(matches!(days.closed(day("2026-12-25")), Some(Closed::BankHoliday { .. })));
    assert_eq!(days.closed(day("2026-12-27")), Some(Closed::NotWorked(Weekday::Sun)));
    assert_eq!(days.add(day("2026-12-23"), 1), Ok(day("2026-12-28")));
    assert_eq!(days.add(day("2026-12-23"), 2), Ok(day("2027-01-04")));
    // 29 February 2032 is a Sunday; 1 March 2026 is one too, and no leap day.
    assert!(days.is_working(day("2032-02-29")) && !days.is_working(day("2026-03-01")));
}

#[test]
fn days_out_of_term_are_closed_unless_they_are_opened() {
    let mut rules = rules(ENGLAND);
    rules.terms = vec![
        named(Days::Once { from: date("2026-01-05"), to: date("2026-02-13") }, "spring term, first half"),
        named(Days::Once { from: date("2026-02-23"), to: date("2026-04-03") }, "spring term, second half"),
    ];
    rules.openings = vec![named(Days::on(date("2026-02-18")), "Open day")];
    let days = compile(&rules);
    assert_eq!(days.closed(day("2026-02-13")), None);
    assert_eq!(days.closed(day("2026-02-14")), Some(Closed::NotWorked(Weekday::Sat)));
    assert_eq!(days.closed(day("2026-02-16")), Some(Closed::OutOfTerm));
    assert_eq!(days.closed(day("2026-02-18")), None);
    assert!(matches!(days.closed(day("2026-04-03")), Some(Closed::BankHoliday { .. })));
    assert_eq!(days.closed(day("2026-04-06")), Some(Closed::OutOfTerm));
    assert_eq!(days.add(day("2026-02-13"), 2), Ok(day("2026-02-23")));
    assert!(days.add(day("2026-04-02"), 1).is_err());
    let text = serde_json::to_string(&rules).unwrap();
    assert_eq!(serde_json::from_str::<WorkingDaysRules>(&text).unwrap(), rules);
}

#[test]
fn a_calendar_without_a_working_day_answers_with_an_error() {
    let none = compile(&WorkingDaysRules { week: Weekdays::NONE, ..rules(ALL) });
    let today = day("2026-04-01");
    for error in [
        none.add(today, 1),
        none.add(today, -1),
        none.add(today, i64::MAX),
        none.on_or_after(today),
        none.on_or_before(today),
    ] {
        assert_eq!(error.unwrap_err().to_string(), "this calendar has no working day at all");
    }
    assert_eq!(none.add(today, 0), Ok(today));
    assert_eq!(none.count(Day::FIRST, Day::LAST), 0);
    let closed = compile(&WorkingDaysRules {
        closures: vec![named(Days::EveryYear { from: (1, 1), to: (12, 31) }, "For good")],
        ..rules(&[])
    });
    assert!(closed.add(today, 1).is_err());
    let one = compile(&WorkingDaysRules {
        week: Weekdays::NONE,
        openings: vec![named(Days::on(date("2026-04-04")), "Once")],
        ..rules(&[])
    });
    assert_eq!((one.add(today, 1), one.add(day("2030-01-01"), -1)), (Ok(day("2026-04-04")), Ok(day("2026-04-04"))));
    assert!(one.add(today, 2).is_err() && one.add(today, -1).is_err());
}

#[test]
fn the_ends_of_the_table() {
    let every = compile(&WorkingDaysRules { week: Weekdays::EVERY_DAY, ..rules(&[]) });
    assert_eq!(every.add(Day::FIRST, i64::from(Day::LAST.index())), Ok(Day::LAST));
    assert_eq!(every.add(Day::LAST, -i64::from(Day::LAST.index())), Ok(Day::FIRST));
    assert_eq!(every.count(Day::FIRST, Day::LAST), i64::from(Day::LAST.index()));
    let days = working_days(ENGLAND);
    for n in [i64::MAX, i64::MAX - 1, 30_000, i64::MIN, i64::MIN + 1, -30_000] {
        assert!(days.add(day("2026-04-01"), n).is_err());
    }
    assert_eq!(
        days.add(Day::LAST, 1).unwrap_err().to_string(),
        "1 working day after 2100-12-31 is out of range: bywhen counts between 1 January 1972 and 31 December 2100"
    );
    let weekdays = working_days(&[]);
    // 1 January 1972 is a Saturday.
    assert_eq!(weekdays.on_or_after(Day::FIRST), Ok(day("1972-01-03")));
    assert_eq!(
        weekdays.on_or_before(Day::FIRST).unwrap_err().to_string(),
        "1 working day before 1972-01-01 is out of range: bywhen counts between 1 January 1972 and 31 December 2100"
    );
    assert_eq!(days.on_or_after(Day::LAST), Ok(Day::LAST));
}

#[test]
fn bank_holidays_before_1990_are_refused_not_guessed() {
    let days = working_days(ENGLAND);
    let known = " is out of range: the calendar keeps bank holidays, and those are known from 1 January 1990 on";
    let refused = |found: Result<Day, bywhen_calendar::OutOfRange>| {
        let sentence = found.unwrap_err().to_string();
        sentence.strip_suffix(known).unwrap_or_else(|| panic!("{sentence}")).to_owned()
    };
    // From a day before, wherever the answer would lie.
    let (before, first) = (day("1989-12-29"), day("1990-01-01"));
    assert_eq!(refused(days.add(before, 1)), "1 working day after 1989-12-29");
    assert_eq!(refused(days.add(before, 20)), "20 working days after 1989-12-29");
    assert_eq!(refused(days.add(before, -1)), "1 working day before 1989-12-29");
    refused(days.add(before, 0));
    refused(days.add(Day::FIRST, 5_000));
    refused(days.add(Day::FIRST, i64::MAX));
    refused(days.add(Day::FIRST, i64::MIN));
    refused(days.on_or_after(before));
    refused(days.on_or_after(day("1989-12-31")));
    refused(days.on_or_before(before));
    // From a day after, when the answer would lie before. The 1st is a bank holiday, the 2nd a Tuesday.
    assert_eq!(refused(days.add(day("1990-01-02"), -1)), "1 working day before 1990-01-02");
    refused(days.add(first, -1));
    refused(days.add(day("2026-04-01"), -30_000));
    refused(days.on_or_before(first));
    // And where nothing before is needed there is an answer.
    assert_eq!(days.add(first, 0), Ok(first));
    assert_eq!(days.add(first, 1), Ok(day("1990-01-02")));
    assert_eq!(days.on_or_after(first), Ok(day("1990-01-02")));
    assert_eq!(days.on_or_before(day("1990-01-02")), Ok(day("1990-01-02")));
    assert_eq!(days.add(day("1990-01-03"), -1), Ok(day("1990-01-02")));
}

/// The first day that is known is not before it: there the years end.
#[test]
fn the_first_of_january_1990_is_known() {
    let days = working_days(&[Division::EnglandAndWales]);
    let (first, before) = (day("1990-01-01"), day("1989-12-31"));
    assert_eq!(days.known(first), Ok(first));
    assert!(days.known(before).is_err());
    let sentence = days.add(first, 1_000_000).unwrap_err().to_string();
    assert!(sentence.contains("between 1 January 1972"), "{sentence}");
    let sentence = days.add(before, 1_000_000).unwrap_err().to_string();
    assert!(sentence.contains("known from 1 January 1990"), "{sentence}");
}

#[test]
fn before_1990_a_calendar_without_bank_holidays_answers_and_others_go_by_the_week() {
    let weekdays = working_days(&[]);
    assert_eq!(weekdays.add(day("1978-09-29"), 1), Ok(day("1978-10-02")));
    assert_eq!(weekdays.add(day("1989-12-29"), 1), Ok(day("1990-01-01")));
    assert_eq!(weekdays.add(day("1990-01-01"), -1), Ok(day("1989-12-29")));
    assert_eq!(weekdays.on_or_before(day("1972-01-09")), Ok(day("1972-01-07")));

    // Christmas 1989 was a bank holiday on Monday and Tuesday, but nobody has told us.
    let mut rules = rules(ENGLAND);
    rules.closures = vec![named(Days::on(date("1989-12-27")), "Stocktaking")];
    rules.openings = vec![named(Days::on(date("1989-12-30")), "Saturday opening")];
    let days = compile(&rules);
    assert!(days.is_working(day("1989-12-25")) && days.is_working(day("1989-12-30")));
    assert!(!days.is_projected(day("1989-12-25")));
    assert_eq!(days.closed(day("1989-12-25")), None);
    assert_eq!(days.closed(day("1989-12-24")), Some(Closed::NotWorked(Weekday::Sun)));
    assert_eq!(days.closed(day("1989-12-27")), Some(Closed::Closure(Some("Stocktaking".into()))));
    assert_eq!(days.count(day("1989-12-22"), day("1989-12-31")), 5);
    // Over the new year: the five, the bank holiday of the 1st not, and the 2nd.
    assert_eq!(days.count(day("1989-12-22"), day("1990-01-02")), 6);
    assert_eq!(days.count(day("1990-01-02"), day("1989-12-22")), -6);

    // Of a calendar that was worked only before 1990, nothing is left to find.
    let once = WorkingDaysRules {
        week: Weekdays::NONE,
        openings: vec![named(Days::on(date("1985-05-04")), "Once")],
        ..crate::common::rules(ENGLAND)
    };
    let once = compile(&once);
    assert!(once.is_working(day("1985-05-04")));
    assert!(once.add(day("1990-01-01"), 1).unwrap_err().to_string().contains("between 1 January 1972"));
    assert!(once.add(day("1990-01-01"), -1).unwrap_err().to_string().contains("from 1 January 1990 on"));
}

#[test]
fn dates_past_the_published_holidays_are_marked() {
    let days = working_days(ENGLAND);
    assert!(!days.is_projected(day("2028-12-31")) && days.is_projected(day("2029-01-01")));
    assert!(!working_days(&[]).is_projected(Day::LAST));
}

#[test]
fn tables_are_shared_between_threads() {
    fn shareable<T: Send + Sync + Clone + 'static>() {}
    shareable::<WorkingDays>();
    shareable::<Calendars>();
    shareable::<bywhen_calendar::OpeningHours>();
    shareable::<bywhen_calendar::Zone>();
}

#[test]
fn rules_are_kept_in_files() {
    let mut rules = rules(ALL);
    rules.closures = vec![named(Days::EveryYear { from: (12, 24), to: (1, 1) }, "Christmas")];
    rules.openings = vec![DatedDays { days: Days::on(date("2026-05-16")), name: None }];
    let text = serde_json::to_string(&rules).unwrap();
    assert_eq!(
        text,
        r#"{"week":["Mon","Tue","Wed","Thu","Fri"],"bank_holidays":["england-and-wales","scotland","northern-ireland"],"closures":[{"days":{"every-year":{"from":[12,24],"to":[1,1]}},"name":"Christmas"}],"openings":[{"days":{"once":{"from":"2026-05-16","to":"2026-05-16"}},"name":null}]}"#
    );
    assert_eq!(serde_json::from_str::<WorkingDaysRules>(&text).unwrap(), rules);
}

#[test]
fn a_calendar_that_ends_says_which_its_last_day_was() {
    let term = |from: &str, to: &str| DatedDays { days: Days::Once { from: date(from), to: date(to) }, name: None };
    let rules = WorkingDaysRules {
        week: Weekdays::MONDAY_TO_FRIDAY,
        bank_holidays: vec![Division::EnglandAndWales],
        // The second term ends on a Saturday.
        terms: vec![term("2011-09-05", "2011-12-16"), term("2012-01-09", "2012-07-21")],
        closures: vec![],
        openings: vec![],
    };
    let days = WorkingDays::compile(&rules, &Calendars::bundled(), None);
    let ends = |found: Result<Day, OutOfRange>| found.unwrap_err();
    let error = ends(days.add(day("2013-01-07"), 5));
    assert_eq!(error.calendar_bound(), Some(CalendarBound::Ends(day("2012-07-20"))));
    assert_eq!(
        error.to_string(),
        "5 working days after 2013-01-07 cannot be counted: this calendar has no working day after 2012-07-20"
    );
    for error in [ends(days.on_or_after(day("2012-07-21"))), ends(days.add(day("2012-07-20"), 1))] {
        assert_eq!(error.calendar_bound(), Some(CalendarBound::Ends(day("2012-07-20"))));
    }
    assert_eq!(days.add(day("2012-07-19"), 1), Ok(day("2012-07-20")));
    let error = ends(days.add(day("2011-09-06"), -2));
    assert_eq!(error.calendar_bound(), Some(CalendarBound::Begins(day("2011-09-05"))));
    assert_eq!(
        error.to_string(),
        "2 working days before 2011-09-06 cannot be counted: this calendar has no working day before 2011-09-05"
    );
    assert_eq!(
        ends(days.on_or_before(day("2011-09-04"))).calendar_bound(),
        Some(CalendarBound::Begins(day("2011-09-05")))
    );
    // What is not known is still what is said first.
    assert!(ends(days.add(day("1985-01-01"), 1)).to_string().contains("from 1 January 1990 on"));

    // A calendar that goes on has no last day but that of the years.
    let weekdays = working_days(&[Division::EnglandAndWales]);
    let error = ends(weekdays.add(day("2100-12-20"), 20));
    assert_eq!(error.calendar_bound(), None);
    assert!(error.to_string().contains("between 1 January 1972"), "{error}");
    assert_eq!(ends(weekdays.add(day("1990-01-05"), -20)).calendar_bound(), None);
    let every_year = WorkingDaysRules {
        bank_holidays: vec![],
        terms: vec![DatedDays { days: Days::EveryYear { from: (1, 1), to: (1, 31) }, name: None }],
        ..rules
    };
    let januaries = WorkingDays::compile(&every_year, &Calendars::bundled(), None);
    assert_eq!(ends(januaries.add(day("2100-06-01"), 1)).calendar_bound(), None);
}
