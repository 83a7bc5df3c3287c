//! What users of other systems reported as wrong, asked of whole charters. Each test is named after what went wrong there.
//!
//! The same reports at the level of tables are tested where the tables are: closing instants, days of 24 hours, moved and
//! substitute holidays, negative ranges and months from the 31st in `bywhen-calendar`; cut-offs and pauses in
//! `bywhen-engine/tests/counting.rs`; reopened cases in `clocks.rs`; lateness after the answer in `cases.rs`; percentages
//! without counts and the layouts of new frames in `bywhen-table`.

use crate::support::{iso, plan_with};
use bywhen::{Case, CompileOptions, Outcome, Plan, parse};

fn plan(setting: &CompileOptions, calendar: &str, promise: &str) -> Plan {
    let text = format!(
        "charter \"Test\"\n  id test\n  version 1\n  in force from 1 January 1990\nevent \"raised\"\n\
         calendar \"working days\"\n  Monday to Friday\n{calendar}\nhours \"Office\"\n  Monday to Friday 9am to 5pm\n  \
         closed on days that are not working days\nstandard \"Requests\"\n  applies to letter\n{promise}\n"
    );
    plan_with(setting, &text)
}

fn ask(plan: &Plan, received: &str, events: &[(&str, &str)], at: &str) -> Outcome {
    let mut case = Case::received(received.parse().expect("a time")).by("letter");
    for (event, at) in events {
        case = case.event(event, at.parse().expect("a time"));
    }
    plan.check(&case, at.parse().expect("a time")).expect("an answer")
}

fn due(plan: &Plan, received: &str) -> String {
    iso(ask(plan, received, &[], received).promises[0].due).unwrap_or_default()
}

const ENGLAND: &str = "  except bank holidays in England and Wales";
const ANY_PART: &str = "  except bank holidays in any part of the United Kingdom";
const TWENTY_DAYS: &str = "  we will respond within 20 working days of receipt";

#[test]
fn the_holidays_of_one_nation_were_taken_for_those_of_all() {
    // alaveteli: freedom of information law counts a holiday in any part of the United Kingdom.
    let (england, any) = (
        plan(&CompileOptions::default(), ENGLAND, TWENTY_DAYS),
        plan(&CompileOptions::default(), ANY_PART, TWENTY_DAYS),
    );
    assert_eq!((due(&england, "2026-03-10").as_str(), due(&any, "2026-03-10").as_str()), ("2026-04-09", "2026-04-10"));
    assert_eq!((due(&england, "2026-06-08").as_str(), due(&any, "2026-06-08").as_str()), ("2026-07-06", "2026-07-07"));
}

#[test]
fn a_holiday_announced_late_did_not_reach_open_cases() {
    // alaveteli#7292. The case is open when the holiday is announced; its date is worked out anew.
    let on = |day: &str| {
        let setting = CompileOptions::default().known_on(Some(day.parse().expect("a date")));
        iso(ask(&plan(&setting, ANY_PART, TWENTY_DAYS), "2022-08-30", &[], day).promises[0].due)
    };
    assert_eq!(on("2022-09-01").as_deref(), Some("2022-09-27"));
    assert_eq!(on("2022-09-11").as_deref(), Some("2022-09-28"));
}

#[test]
fn a_weekend_evening_became_tuesday() {
    // business_time#197, and a city's own system.
    let rules = format!(
        "{ENGLAND}\n  received after 5pm counts as the next working day\n  \
         received on a closed day counts as the next working day"
    );
    let plan = plan(&CompileOptions::default(), &rules, "  we will respond within 1 working day of receipt");
    assert_eq!(due(&plan, "2026-03-07T18:00"), "2026-03-10"); // Monday is day 0, not Tuesday
    assert_eq!(due(&plan, "2026-03-06T18:00"), "2026-03-10");
}

#[test]
fn a_pause_was_lost_when_the_case_was_raised() {
    // GLPI#6902, Zammad: pauses shorter than a minute, and those before another event, were dropped.
    let clock = "  we will respond within 4 working hours of receipt\n    the clock stops while paused";
    let plan = plan(&CompileOptions::default(), ENGLAND, clock);
    let pauses = [
        ("paused", "2026-03-09T09:10:00"),
        ("resumed", "2026-03-09T09:10:40"),
        ("raised", "2026-03-09T09:15:00"),
        ("paused", "2026-03-09T09:20:00"),
        ("resumed", "2026-03-09T09:20:35"),
    ];
    let outcome = ask(&plan, "2026-03-09T09:00", &pauses, "2026-03-09T10:00");
    assert_eq!(iso(outcome.promises[0].due_at).as_deref(), Some("2026-03-09T13:01:15+00:00"));
}

#[test]
fn a_pause_over_night_was_added_as_it_stood() {
    // frappe#2449, erpnext#49414, GLPI#10594.
    let clock = "  we will respond within 4 working hours of receipt\n    the clock stops while paused";
    let plan = plan(&CompileOptions::default(), ENGLAND, clock);
    let night = [("paused", "2026-03-09T16:00"), ("resumed", "2026-03-10T10:00")];
    let outcome = ask(&plan, "2026-03-09T15:00", &night, "2026-03-10T10:30");
    assert_eq!(iso(outcome.promises[0].due_at).as_deref(), Some("2026-03-10T13:00:00+00:00"));
}

#[test]
fn a_clock_change_made_sums_an_hour_wrong() {
    // businesstimedelta, dbt_zendesk#25, notifications-api#1821.
    let plan = plan(&CompileOptions::default(), ENGLAND, "  we will respond within 24 hours of receipt");
    let at = |received: &str| iso(ask(&plan, received, &[], received).promises[0].due_at);
    assert_eq!(at("2026-03-28T18:00").as_deref(), Some("2026-03-29T19:00:00+01:00"));
    assert_eq!(at("2026-10-24T18:00").as_deref(), Some("2026-10-25T17:00:00+00:00"));
}

#[test]
fn a_parser_stopped_at_the_first_error_and_did_not_say_where() {
    // cedarpy, pest#467.
    let text = "charter \"Test\"\n  id test\n  version 1\n  in force from 31 April 2026\ncalendar \"Days\"\n  \
                Monday to Friday\nstandard \"Letters\"\n  applies to leter\n  we will acknowlege within 5 working days of receipt\n";
    let found: Vec<usize> = parse(text).errors().map(|error| error.line).collect();
    assert_eq!(found, [4, 8, 9]);
}
