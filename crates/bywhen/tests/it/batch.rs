//! A table of cases is judged as each case alone is: whichever way its rows go.

use std::cell::Cell;

use bywhen::engine::Moment;
use bywhen::engine::batch::{Assessor, Cases, EncodedTime, EventColumn, KeyColumn, Verdicts};
use bywhen::{Case, CompileOptions, Plan, When};
use chrono::{Duration, NaiveDate};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

/// Standards whose clocks run straight, of every sort of count, and some that do not.
const CHARTER: &str = r#"charter "Every way a row may go"
  id every-way
  version 1
  source "A test"
  in force from 1 January 1990

calendar "working days"
  Monday to Friday
  except bank holidays in England and Wales
  received after 5pm counts as the next working day

hours "Desk"
  Monday to Friday 9am to 5pm
  closed on days that are not working days

standard "Letters"
  applies to letter
  we will acknowledge within 5 working days of receipt
  we will respond within 10 working days of our acknowledgement
  we will close within 5 calendar days of our response, whatever day that is

standard "Emails"
  applies to email
  we will acknowledge within 4 working hours of receipt
  we will respond within 2 working days of receipt by 4pm
    otherwise we will hold by then
  we will update within 3 working days of "held"

standard "Calls"
  applies to telephone
  we aim to answer at least 80% within 20 seconds of receipt
  we will respond within 3 hours of receipt

standard "Web forms"
  applies to web form
  we will respond within 1 month of receipt, whatever day that is
    the clock stops while paused, both days included

standard "Complaints"
  applies to complaint by any channel
  stage 1
    we will acknowledge within 3 working days of receipt
    we will respond within 10 working days of our acknowledgement
  stage 2 if the customer asks within 20 working days of our response
    we will respond within 20 working days of the request
"#;

const EVENTS: [&str; 10] = [
    "received",
    "acknowledged",
    "responded",
    "held",
    "updated",
    "answered",
    "closed",
    "paused",
    "resumed",
    "escalated",
];

/// A case, one event of each kind at most.
#[derive(Clone, Debug)]
struct Row {
    kind: &'static str,
    channel: &'static str,
    /// Days and milliseconds after the first; `None` for what has not happened; a day alone now and then.
    events: Vec<Option<(i64, i64, bool)>>,
}

fn row() -> impl Strategy<Value = Row> {
    let kind = prop_oneof![4 => Just("enquiry"), 1 => Just("complaint")];
    let channel = prop::sample::select(vec!["letter", "email", "telephone", "web form"]);
    let time = (0i64..40, 0i64..86_400_000, prop::bool::weighted(0.1));
    let rest = prop::collection::vec(prop::option::weighted(0.4, time), EVENTS.len() - 1);
    let received = prop::option::weighted(0.98, (0i64..40, 0i64..86_400_000, prop::bool::weighted(0.1)));
    (kind, channel, received, rest).prop_map(|(kind, channel, received, rest)| {
        let events = std::iter::once(received).chain(rest).collect();
        Row { kind, channel, events }
    })
}

fn when(first: NaiveDate, (day, millis, whole): (i64, i64, bool)) -> When {
    let date = first + Duration::days(day);
    let moment = date.and_time(chrono::NaiveTime::MIN) + Duration::milliseconds(millis);
    if whole { When::Day(date) } else { When::Exact(moment.and_utc().into()) }
}

/// Spring 2013: the clocks change on 31 March, which is Easter Sunday.
#[test]
fn a_table_says_what_each_case_says() {
    holds_of_tables(CHARTER, "2013-03-11");
}

/// Some of its standards ask for bank holidays, and some do not.
#[test]
fn a_table_from_before_bank_holidays_are_known_too() {
    holds_of_tables(CHARTER, "1989-12-11");
}

#[test]
fn a_table_without_bank_holidays_from_1972_on_too() {
    holds_of_tables(&CHARTER.replace("  except bank holidays in England and Wales\n", ""), "1972-01-01");
}

fn holds_of_tables(charter: &str, first: &str) {
    let charter = bywhen::parse(charter).charter.expect("a charter without errors");
    let plan = Plan::compile(charter, &CompileOptions::default()).expect("a plan");
    let first: NaiveDate = first.parse().expect("a date");
    let at = when(first, (32, 12 * 3_600_000, false));
    let cases: u32 = if cfg!(debug_assertions) { 300 } else { 5_000 };
    let (judged, refused) = (Cell::new(0u32), Cell::new(0u32));
    let mut runner = TestRunner::new(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) });
    let outcome = runner.run(&prop::collection::vec(row(), 1..20), |rows| {
        let zone = &plan.charter().zone;
        let kinds: Vec<_> = rows.iter().map(|row| plan.kind(Some(row.kind)).ok()).collect();
        let channels: Vec<_> = rows.iter().map(|row| plan.channel(row.channel).ok()).collect();
        let column = |event: usize| -> Vec<EncodedTime> {
            let stamp = |row: &Row| match row.events[event] {
                Some(time) => EncodedTime::from(&Moment::new(when(first, time), zone).expect("a moment")),
                None => EncodedTime::NONE,
            };
            rows.iter().map(stamp).collect()
        };
        let columns: Vec<Vec<EncodedTime>> = (0..EVENTS.len()).map(column).collect();
        let events = EVENTS.iter().zip(&columns).map(|(name, at)| {
            let event = plan.event(name).expect("an event");
            EventColumn { event, at, until: None, reason: None }
        });
        let table = Cases {
            len: rows.len(),
            kind: KeyColumn::Each(&kinds),
            channel: KeyColumn::Each(&channels),
            events: events.collect(),
            ..Cases::default()
        };
        let mut out = Verdicts::default();
        Assessor::new(&plan, at).expect("a moment").assess(&table, 0..rows.len(), &mut out);

        for (place, row) in rows.iter().enumerate() {
            let mut case = Case { kind: Some(row.kind.to_owned()), ..Case::default() }.by(row.channel);
            for (name, time) in EVENTS.iter().zip(&row.events) {
                if let Some(time) = time {
                    case = case.event(name, when(first, *time));
                }
            }
            let told: Vec<_> = out.of(place).collect();
            match plan.check(&case, at) {
                Ok(outcome) => {
                    judged.set(judged.get() + 1);
                    prop_assert_eq!(told.len(), outcome.promises.len());
                    for (verdict, promise) in told.iter().zip(&outcome.promises) {
                        let (stage, said) = plan.promise(verdict.promise).expect("its promise");
                        let due_at = verdict.due().map(|due| zone.local(due.at).expect("in range"));
                        let due = verdict.due().map(|due| due.day);
                        prop_assert_eq!((&said.id, stage), (&promise.id, promise.stage));
                        prop_assert_eq!(
                            (verdict.status, verdict.due_soon, &due, &due_at, verdict.late_by()),
                            (promise.status, promise.due_soon, &promise.due, &promise.due_at, promise.late_by)
                        );
                        prop_assert_eq!(out.provisional(&plan, verdict), promise.provisional.clone());
                    }
                }
                Err(error) => {
                    refused.set(refused.get() + 1);
                    prop_assert!(told.is_empty());
                    let reasons: Vec<String> = out
                        .refused
                        .iter()
                        .filter(|(case, _)| *case as usize == place)
                        .map(|(_, reason)| reason.to_string())
                        .collect();
                    prop_assert_eq!(reasons, vec![error.to_string()]);
                }
            }
        }
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
    println!("{} cases judged, {} refused", judged.get(), refused.get());
    assert!(judged.get() > cases && refused.get() > cases / 4, "too few of one sort");
}
