//! The charter to begin with: nothing to report, in the one form, and true to its own examples, for every year.

use bywhen::{CompileOptions, Plan, format, parse};
use bywhen_publish::{Starter, StarterError};

const COUNCIL: &str = "Example Borough Council";

#[test]
fn for_every_year_there_is_nothing_to_report_and_its_examples_hold() {
    for year in 1990..=2099 {
        let starter = Starter::new(COUNCIL, &year.to_string(), year).expect("a charter");
        let parsed = parse(&starter.text);
        assert!(parsed.diagnostics.is_empty(), "{year}: {:#?}", parsed.diagnostics);
        assert_eq!(format(&starter.text).as_deref(), Ok(starter.text.as_str()), "{year}");
        let charter = parsed.charter.expect("a charter without errors");
        assert_eq!((&charter.id, &charter.version), (&starter.id, &year.to_string()));
        let plan = Plan::compile(charter, &CompileOptions::default()).expect("a plan");
        let proofs = plan.run_examples();
        assert_eq!(proofs.len(), 5);
        for example_result in proofs {
            assert!(example_result.assertions > 0 && example_result.failures.is_empty(), "{year}: {example_result:#?}");
        }
    }
}

/// Counted by hand on a calendar of 2026, in which Boxing Day is kept on Monday 28 December.
#[test]
fn the_dates_of_its_examples_are_those_of_the_calendar() {
    let starter = Starter::new(COUNCIL, "2026", 2026).expect("a charter");
    for line in [
        "    letter received Monday 21 December 2026 at 10:15am\n",
        "    acknowledge by Wednesday 30 December 2026\n",
        "    respond by Thursday 7 January 2027\n",
        "    letter received Monday 21 December 2026 at 5:30pm\n",
        "    acknowledge by Thursday 31 December 2026\n",
        "    respond by Friday 8 January 2027\n",
        "    email received Saturday 7 March 2026 at 11am\n    respond by Wednesday 11 March 2026\n",
        "    complaint by email received Tuesday 1 September 2026 at 10am\n    acknowledged Friday 4 September 2026\n",
        "    responded Thursday 17 September 2026\n    the customer asked Friday 25 September 2026 at 2pm\n",
        "    acknowledge by Tuesday 8 September 2026\n",
        "    respond by Friday 18 September 2026\n",
        "    stage 2 escalate by Thursday 15 October 2026\n    stage 2 acknowledge by Friday 2 October 2026\n",
        "    stage 2 respond by Friday 30 October 2026\n",
    ] {
        assert!(starter.text.contains(line), "{line}{}", starter.text);
    }
}

#[test]
fn the_name_becomes_an_id_without_accents() {
    let starter = Starter::new("  Cyngor Sir  Ynys Môn ", "2026", 2026).expect("a charter");
    assert_eq!(starter.id, "cyngor-sir-ynys-mon");
    assert!(starter.text.contains("  council \"Cyngor Sir Ynys Môn\"\n"), "{}", starter.text);
}

#[test]
fn what_makes_no_charter_is_refused_in_a_sentence() {
    let refused = |council: &str, version: &str, year| Starter::new(council, version, year).expect_err("an error");
    assert_eq!(refused("!?", "2026", 2026), StarterError::Name("!?".to_owned()));
    assert_eq!(refused("The \"Example\"", "2026", 2026), StarterError::Name("The \"Example\"".to_owned()));
    assert_eq!(refused("Δήμος", "2026", 2026), StarterError::Name("Δήμος".to_owned()));
    assert_eq!(refused(COUNCIL, "2026", 1989), StarterError::Year(1989));
    for version in ["2026/27", "a b", "", "-1", "2026\npledge \"x\""] {
        assert_eq!(refused(COUNCIL, version, 2026), StarterError::Version(version.to_owned()));
    }
    assert!(matches!(refused(&"Long ".repeat(1_000), "2026", 2026), StarterError::Refused(_)));
}
