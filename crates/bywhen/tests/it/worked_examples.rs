//! Deadlines that courts, councils, regulators and case systems have published, each against `calc`.

use std::collections::BTreeMap;

use bywhen::calendar::{Span, Weekdays};
use bywhen::{Calculator, Calendars, Rules, bank_holidays_of};
use chrono::{NaiveDate, Weekday};
use serde::Deserialize;

#[derive(Deserialize)]
struct Examples {
    cases: Vec<Worked>,
}

#[derive(Deserialize)]
struct Worked {
    id: String,
    phrase: Option<String>,
    calendar: String,
    receipt: Option<String>,
    cutoff: Option<String>,
    #[serde(default)]
    closed: Vec<NaiveDate>,
    #[serde(default)]
    open_on: Vec<Weekday>,
    hours: Option<String>,
    expected: String,
    status: String,
    why: Option<String>,
}

fn examples() -> Vec<Worked> {
    let text = include_str!("../../../../tests/worked-examples.json");
    serde_json::from_str::<Examples>(text).expect("the file is as described").cases
}

fn rules(worked: &Worked) -> Rules {
    let bank_holidays = bank_holidays_of(&worked.calendar).expect("a calendar");
    let monday_to_friday = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
    let nine_to_five = |day: usize| {
        let span = Span { from: "09:00".parse().expect("a time"), to: "17:00".parse().expect("a time") };
        if day < 5 { vec![span] } else { Vec::new() }
    };
    if let Some(hours) = &worked.hours {
        assert_eq!(hours, "Mon-Fri 09:00-17:00");
    }
    Rules {
        bank_holidays,
        week: Weekdays::from_days(monday_to_friday.into_iter().chain(worked.open_on.iter().copied())),
        closed: worked.closed.clone(),
        closed_day_is_next_working_day: worked.receipt.as_deref() == Some("next-working-day"),
        cut_off: worked.cutoff.as_deref().map(|time| time.parse().expect("a time")),
        hours: worked.hours.as_ref().map(|_| std::array::from_fn(nine_to_five)),
        ..Rules::default()
    }
}

/// The date, or the date and time where the example gives one; or why there is none.
fn count(worked: &Worked) -> Option<Result<String, String>> {
    let phrase = worked.phrase.as_deref()?;
    let calculator = Calculator::new(rules(worked), &Calendars::bundled()).expect("the rules hold");
    Some(match calculator.calc(phrase) {
        Err(error) => Err(error.to_string()),
        Ok(due) if worked.expected.contains('T') => {
            let at = calculator.zone().local(due.at).expect("in range").to_string();
            Ok(at.chars().take(worked.expected.len()).collect())
        }
        Ok(due) => Ok(due.day.to_string()),
    })
}

#[test]
fn published_deadlines_come_out_as_published() {
    let mut ran: BTreeMap<String, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for worked in examples() {
        let Some(counted) = count(&worked) else { continue };
        *ran.entry(worked.status.clone()).or_default() += 1;
        let agrees = counted.as_ref() == Ok(&worked.expected);
        let should = matches!(worked.status.as_str(), "agrees" | "not-checked");
        if agrees != should {
            let why = worked.why.unwrap_or_default();
            wrong.push(format!("{}: published {}, counted {counted:?} {why}", worked.id, worked.expected));
        }
    }
    println!("worked examples that ran, by status: {ran:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(ran.get("agrees").is_some_and(|agreed| *agreed >= 59), "{ran:?}");
}

#[test]
fn where_we_differ_from_a_publication_we_say_why() {
    for worked in examples().iter().filter(|worked| matches!(worked.status.as_str(), "wrong" | "superseded" | "quirk"))
    {
        assert!(worked.why.is_some(), "{}", worked.id);
        if let Some(counted) = count(worked) {
            assert_ne!(counted.as_ref(), Ok(&worked.expected), "{}", worked.id);
        }
    }
}
