//! A look-up table says what the plan says, at whatever second a contact is received.

use std::collections::BTreeSet;

use bywhen::calendar::{Day, Instant, Local, TimeOfDay, Zone};
use bywhen::engine::outcome::PromiseOutcome;
use bywhen::{Case, CompileOptions, Family, Plan, When, bundled, parse};
use bywhen_publish::{LookupRow, LookupTable, lookup_table};
use chrono::{DateTime, NaiveDate};
use proptest::prelude::*;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// What the plan says at a second, to compare.
fn said(plan: &Plan, contact: &Case, second: i64) -> Vec<PromiseOutcome> {
    let received = When::Exact(DateTime::from_timestamp(second, 0).expect("a time").fixed_offset());
    plan.check(&contact.clone().event("received", received), received).expect("an answer").promises
}

/// The rows of a day.
struct Days<'t> {
    table: &'t LookupTable,
    spans: Vec<(i64, i64)>,
}

impl<'t> Days<'t> {
    fn new(table: &'t LookupTable) -> Days<'t> {
        let spans = table
            .rows
            .iter()
            .map(|row| (row.received_from.instant().seconds(), row.received_until.instant().seconds()));
        Days { table, spans: spans.collect() }
    }

    fn at(&self, second: i64) -> Vec<(&'t LookupRow, i64)> {
        let rows = self.table.rows.iter().zip(&self.spans);
        rows.filter(|(_, (from, until))| (*from..=*until).contains(&second)).map(|(row, span)| (row, span.0)).collect()
    }

    fn agrees(&self, plan: &Plan, contact: &Case, second: i64) {
        let zone = &plan.charter().zone;
        let asked = said(plan, contact, second);
        let told = self.at(second).into_iter().map(|(row, from)| {
            let moved = if row.moves { second - from } else { 0 };
            let due_at = row.due_at.map(|at| local(zone, at.instant().seconds() + moved));
            let mut due = row.due;
            // The first second of a row that moves may be due on the day before, which ends at its midnight.
            let first = row.moves && second == from && due_at.is_some_and(|at| at.time == TimeOfDay::MIDNIGHT);
            if first && asked.iter().any(|one| one.id == row.promise && one.due == day_before(due)) {
                due = day_before(due);
            }
            (row.promise.clone(), row.status, due, due_at, row.provisional.clone())
        });
        let told: Vec<_> = told.collect();
        let asked: Vec<_> = asked
            .into_iter()
            .map(|promise| (promise.id, promise.status, promise.due, promise.due_at, promise.provisional))
            .collect();
        assert_eq!(told, asked, "{contact:?} received at {}", local(zone, second));
    }
}

/// What is due at midnight is due on the day that ends there.
fn day_before(due: Option<Day>) -> Option<Day> {
    due?.plus(-1).ok()
}

fn local(zone: &Zone, second: i64) -> Local {
    zone.local(Instant::from_seconds(second)).expect("a year that is counted")
}

/// Asks the plan again: at so many seconds apart, and around each boundary.
fn check(plan: &Plan, contact: &Case, days: (NaiveDate, NaiveDate), every: usize) -> LookupTable {
    let table = lookup_table(plan, contact, days.0..=days.1).expect("a table");
    let rows = Days::new(&table);
    let zone = &plan.charter().zone;
    let day = |date| bywhen::calendar::Day::from_date(date).expect("a day");
    let (first, last) = (zone.start_of_day(day(days.0)).seconds(), zone.end_of_day(day(days.1)).seconds());
    let mut seconds: BTreeSet<i64> = (first..=last).step_by(every).collect();
    for (from, until) in &rows.spans {
        seconds.extend((-1..=1).flat_map(|beside| [from + beside, until + beside]));
    }
    for second in seconds.range(first..=last) {
        rows.agrees(plan, contact, *second);
    }
    table
}

/// A contact for each that a standard of the charter names.
fn contacts(plan: &Plan) -> Vec<Case> {
    let name = |name: &bywhen::engine::Name| name.slug().to_owned();
    let named = plan.charter().standards.iter().flat_map(|standard| &standard.applies);
    let mut contacts: Vec<Case> = Vec::new();
    for applies in named {
        let contact = Case {
            kind: applies.kind.as_ref().map(name),
            channel: applies.channels.first().map(name),
            service: applies.service.as_ref().map(name),
            ..Case::default()
        };
        if !contacts.contains(&contact) {
            contacts.push(contact);
        }
    }
    contacts
}

/// In each of these stretches of days lies a clock change, a bank holiday or both; asked every minute.
#[test]
fn every_bundled_charter_minute_by_minute() {
    let mut rows = 0;
    for one in bundled() {
        let family = Family::bundled(one.id).expect("a family");
        let plan = family.version(one.version).expect("a version").plan(&CompileOptions::default()).expect("a plan");
        for contact in contacts(&plan) {
            for (from, until, every) in [
                ("2011-03-26", "2011-03-27", 60),
                ("2011-04-14", "2011-05-09", 6780),
                ("2012-10-28", "2012-10-29", 60),
                ("2012-12-20", "2013-01-03", 6780),
            ] {
                rows += check(&plan, &contact, (date(from), date(until)), every).rows.len();
            }
        }
    }
    assert!(rows > 3000, "{rows} rows");
}

#[test]
fn a_row_names_its_date_and_says_what_would_change_it() {
    let family = Family::bundled("oxfordshire-county-council").expect("a family");
    let plan = family.version("2010").expect("a version").plan(&CompileOptions::default()).expect("a plan");
    let rows = |kind: &str, day: &str| {
        lookup_table(&plan, &Case::default().kind(kind), date(day)..=date(day)).expect("a table").rows
    };
    let row = |kind: &str, day: &str, action: &str| {
        rows(kind, day).into_iter().find(|row| row.promise.ends_with(action)).expect("a row")
    };
    let sure = row("complaint", "2011-04-28", "stage-1/acknowledge");
    assert_eq!(sure.by.as_deref(), Some("Monday 9 May 2011"));
    assert_eq!(sure.sentence, "We will acknowledge your complaint in writing by Monday 9 May 2011.");
    assert_eq!(sure.changes, [""; 0]);
    let awaited = row("complaint", "2011-04-28", "stage-1/respond");
    assert_eq!(awaited.changes, ["May change: the date moves with our acknowledgement."]);
    let projected = row("complaint", "2030-04-16", "stage-1/acknowledge");
    assert_eq!(projected.by.as_deref(), Some("Thursday 25 April 2030"));
    assert_eq!(
        projected.changes,
        ["May change: the bank holidays of that year are not published yet and are worked out from the law."]
    );
    let dateless = row("complaint", "2011-04-28", "stage-2/respond");
    assert_eq!(dateless.by, None);
}

const HEAD: &str = r#"charter "Test"
  id test
  version 1
  in force from 1 January 2020

calendar "working days"
  Monday to Friday
  except bank holidays in England and Wales
"#;

/// Limits of every shape that depends on the time of receipt.
const LIMITS: [&str; 12] = [
    "within 4 working hours of receipt",
    "within 90 working minutes of receipt",
    "within 30 working hours of receipt",
    "within 24 hours of receipt",
    "within 20 minutes of receipt",
    "within 2 working days of receipt",
    "by 4pm on the next working day after receipt",
    "within 2 calendar days of receipt at the same time of day, whatever day that is",
    "by the earlier of 4 working hours after receipt and 1 working day after receipt",
    "by the later of 3 hours after receipt and 90 working minutes after receipt",
    "within 3 working hours of receipt if received before 9:30am",
    "by close on the next working day after receipt",
];

fn charter(limit: &str, cut_off: &str, hours: &str) -> Option<Plan> {
    let otherwise = if limit.contains(" if ") { "\n    within 1 working day of receipt" } else { "" };
    let text = if otherwise.is_empty() {
        format!("  we will respond {limit}")
    } else {
        format!("  we will respond\n    {limit}{otherwise}")
    };
    let text =
        format!("{HEAD}{cut_off}\n\nhours \"Office\"\n{hours}\n\nstandard \"Letters\"\n  applies to letter\n{text}\n");
    let parsed = parse(&text);
    let charter = parsed.charter.unwrap_or_else(|| panic!("{text}\n{:#?}", parsed.diagnostics));
    Some(Plan::compile(charter, &CompileOptions::default()).expect("a plan"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 4, ..ProptestConfig::default() })]

    #[test]
    fn made_up_charters_second_by_second(
        limit in prop::sample::select(&LIMITS[..]),
        cut_off in prop::sample::select(&["", "  received after 5pm counts as the next working day", "  received from 1:30pm counts as the next working day"][..]),
        hours in prop::sample::select(&[
            "  Monday to Friday 9am to 5pm\n  closed on days that are not working days",
            "  Monday to Friday 9am to 12:45pm and 1:15pm to 5pm",
            "  every day all day",
            "  Monday to Saturday 6pm to 1:30am",
            "  every day 12:30am to 3am",
        ][..]),
        day in prop::sample::select(&["2026-03-27", "2026-03-28", "2026-03-29", "2026-04-02", "2026-10-24", "2026-10-25", "2026-06-10", "2026-12-24"][..]),
        every in 600_usize..4000,
    ) {
        let plan = charter(limit, cut_off, hours).expect("a plan");
        check(&plan, &Case::default().by("letter"), (date(day), date(day)), every);
    }
}
