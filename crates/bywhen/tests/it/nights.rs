//! Opening hours over midnight, from a charter's text to the answer. Every time was found by hand.

use crate::support::{iso, plan_of};
use bywhen::{Case, Outcome, Plan};

fn plan(hours: &str) -> Plan {
    plan_of(&format!(
        r#"charter "Nights"
  id nights
  version 1
  in force from 1 January 1990

calendar "working days"
  Monday to Friday
  except bank holidays in England and Wales

hours "Night desk"
{hours}

standard "Calls"
  applies to phone
  we will respond within 5 working hours of receipt

standard "Letters"
  applies to letter
  we will respond within 1 working day of receipt, by close
"#
    ))
}

fn check(plan: &Plan, channel: &str, received: &str) -> Outcome {
    let case = Case::received(received.parse().expect("a time")).by(channel);
    plan.check(&case, received.parse().expect("a time")).expect("an answer")
}

fn due_at(plan: &Plan, channel: &str, received: &str) -> String {
    iso(check(plan, channel, received).promises[0].due_at).expect("a due time")
}

const NIGHTS: &str = "  Monday to Friday 6pm to 3am\n";

#[test]
fn a_closed_day_has_no_shift_that_begins_on_it_and_the_next_no_morning() {
    let nights = |line: &str| plan(&format!("{NIGHTS}{line}"));
    // Three hours and a half until 3am on Saturday; 31 August is closed, and so is its night; the rest on Tuesday evening.
    for line in ["  closed 31 August 2026\n", "  closed on days that are not working days\n"] {
        assert_eq!(due_at(&nights(line), "phone", "2026-08-28T23:30"), "2026-09-01T19:30:00+01:00", "{line}");
    }
    assert_eq!(due_at(&nights(""), "phone", "2026-08-28T23:30"), "2026-08-31T19:30:00+01:00");
    // On a closed day what began the evening before goes on: Thursday's night, closed on Friday.
    assert_eq!(
        due_at(&nights("  closed 4 September 2026\n"), "phone", "2026-09-03T22:00"),
        "2026-09-04T03:00:00+01:00"
    );
    // A special opening takes the place of Friday's shift.
    assert_eq!(
        due_at(&nights("  open 4 September 2026 8pm to 4am\n"), "phone", "2026-09-04T12:00"),
        "2026-09-05T01:00:00+01:00"
    );
}

#[test]
fn the_close_of_a_day_is_the_end_of_the_shift_that_began_on_it() {
    let outcome = check(&plan(NIGHTS), "letter", "2026-09-02T10:00");
    assert_eq!(iso(outcome.promises[0].due).as_deref(), Some("2026-09-03"));
    assert_eq!(iso(outcome.promises[0].due_at).as_deref(), Some("2026-09-04T03:00:00+01:00"));
}
