//! The dates that a warning shows are those that come out once the charter says the one thing or the other.

use crate::support::iso;
use bywhen::{Case, CompileOptions, Plan, parse};

const HEAD: &str = r#"charter "Test"
  id test
  version 1
  in force from 1 April 2026

calendar "working days"
  Monday to Friday
  except bank holidays in England and Wales
  the day of receipt is day 0, whenever it came

event works known beforehand

standard "Letters"
  applies to letter
"#;

fn warning(code: &str, promise: &str) -> String {
    let told = parse(&format!("{HEAD}{promise}")).diagnostics;
    let found = told.into_iter().find(|told| told.code.as_str() == code);
    found.unwrap_or_else(|| panic!("no {code}: {promise}")).message
}

/// The days on which the dates of a message fall, in its order, as `2026-04-01`.
fn dates(message: &str) -> Vec<String> {
    let words: Vec<&str> = message.split([' ', ',', '.']).collect();
    let date = |three: &[&str]| chrono::NaiveDate::parse_from_str(&three.join(" "), "%d %B %Y").ok();
    words.windows(3).filter_map(date).map(|day| day.to_string()).collect()
}

fn due(promise: &str, events: &[(&str, &str)]) -> String {
    let charter = parse(&format!("{HEAD}{promise}")).charter.expect("a charter");
    let plan = Plan::compile(charter, &CompileOptions::default()).expect("a plan");
    let (received, rest) = events.split_first().expect("receipt");
    let mut case = Case::received(received.1.parse().expect("a date")).by("letter");
    for (name, on) in rest {
        case = case.event(name, on.parse().expect("a date"));
    }
    let outcome = plan.check(&case, "2027-12-01".parse().expect("a date")).expect("an answer");
    outcome.promises.first().and_then(|first| iso(first.due)).expect("a date")
}

#[test]
fn a_last_day_that_stays_and_one_that_rolls() {
    for limit in
        ["within 28 calendar days of receipt", "within 1 month beginning with the day of receipt", "by the next day"]
    {
        let promise = format!("  we will respond {limit}");
        let shown = dates(&warning("W403", &promise));
        let [start, stays, rolls] = shown.as_slice() else { panic!("{shown:?}") };
        assert_eq!(due(&format!("{promise}, whatever day that is"), &[("", start)]), *stays, "{limit}");
        assert_eq!(due(&format!("{promise}, rolling to the next working day"), &[("", start)]), *rolls, "{limit}");
        assert_eq!(due(&promise, &[("", start)]), *stays, "what is taken: {limit}");
        assert_ne!(stays, rolls);
    }
}

#[test]
fn a_last_day_counted_back() {
    let promise = "  we will inform at least 2 weeks before works";
    let shown = dates(&warning("W403", promise));
    let [works, stays, rolls] = shown.as_slice() else { panic!("{shown:?}") };
    let events = [("", "2026-04-01"), ("works", works.as_str())];
    assert_eq!(due(&format!("{promise}, whatever day that is"), &events), *stays);
    assert_eq!(due(&format!("{promise}, rolling to the next working day"), &events), *rolls);
}

#[test]
fn a_stop_that_costs_its_day_and_one_that_does_not() {
    for limit in ["within 10 working days of receipt", "within 28 calendar days of receipt, whatever day that is"] {
        let promise = format!("  we will respond {limit}\n    the clock stops while paused");
        let shown = dates(&warning("W503", &promise));
        let [start, stops, goes_on, counts, lost, again] = shown.as_slice() else { panic!("{shown:?}") };
        let events = [("", start.as_str()), ("paused", stops), ("resumed", goes_on)];
        assert_eq!(due(&format!("{promise}, only the last day included"), &events), *counts, "{limit}");
        assert_eq!(due(&format!("{promise}, both days included"), &events), *lost, "{limit}");
        assert_eq!(due(&promise, &events), *counts, "what is taken: {limit}");
        assert_eq!(again, stops);
    }
}

#[test]
fn a_notice_in_time_and_one_a_day_late() {
    for extension in [
        "by 10 working days",
        "to 3 months after receipt, whatever day that is",
        "to the date we give, by up to 5 working days",
    ] {
        let promise = format!("  we will respond within 10 working days of receipt\n    may extend {extension}");
        let shown = dates(&warning("W502", &promise));
        let [start, first, put_off, in_time, until, late, otherwise] = shown.as_slice() else { panic!("{shown:?}") };
        assert_eq!((first, put_off, first), (in_time, until, otherwise));
        let told = |says: &str, on: &str| due(&format!("{promise}{says}"), &[("", start), ("extended", on)]);
        assert_eq!(told(", if told before the due date", in_time), *put_off, "{extension}");
        assert_eq!(told(", if told before the due date", late), *first, "{extension}");
        assert_eq!(told(", if told at any time", late), *put_off, "{extension}");
        assert_eq!(told("", late), *put_off, "what is taken: {extension}");
    }
}
