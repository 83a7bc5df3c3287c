//! Conditions on values and on when an event came, with dates that were found by hand.
//!
//! In 2026 Good Friday is 3 April and Easter Monday 6 April; the Early May bank holiday is 4 May.

use crate::support::{HEAD, charter_of, due_of, plan_of};
use bywhen::engine::Name;
use bywhen::engine::charter::{Fact, FactValues};
use bywhen::{Case, Charter, CompileOptions, Plan};

const CHARTER: &str = r#"
hours "Office"
  Monday to Friday 9am to 5pm
  closed on days that are not working days
hours "Night line"
  Monday to Friday 10pm to 6am

event "site visit" known beforehand

fact "priority" is one of "high", "medium", "low"
fact "road class" is one of "A", "B" by default "B"
fact "signatures" is a number
fact "depth" is a number by default 40

standard "Faults"
  applies to report
  we will repair
    within 2 calendar days of receipt if priority is high
    within 10 calendar days of receipt if priority is medium or low
    within 30 calendar days of receipt
  we will inspect
    within 1 calendar day of receipt if "road class" is A
    within 5 calendar days of receipt
  we will make safe
    within 1 calendar day of receipt if depth is over 40
    within 3 calendar days of receipt if depth is between 30 and 40
    within 9 calendar days of receipt
  we will attend
    within 1 calendar day of receipt if received during "Office"
    within 2 calendar days of receipt if received during "Night line"
    within 4 calendar days of receipt
  we will collect
    within 1 calendar day of receipt if received on a Saturday or Sunday
    within 2 calendar days of receipt if received on a closed day
    within 6 calendar days of receipt
  we will visit
    within 3 calendar days of receipt if "site visit" on a closed day
    within 7 calendar days of receipt

standard "Petitions"
  applies to feedback
  we will debate with no time stated if signatures is at least 1,500
  we will respond within 10 calendar days of receipt if signatures is under 1,500
"#;

fn due(case: Case, promise: &str) -> Option<String> {
    due_of(&plan_of(&format!("{HEAD}{CHARTER}")), &case, promise)
}

fn report(received: &str) -> Case {
    Case::received(received.parse().expect("a time")).kind("report")
}

#[test]
fn a_value_decides_the_limit() {
    let of = |value: &str| due(report("2026-04-01").fact("priority", value), "faults/repair");
    assert_eq!(of("high").as_deref(), Some("2026-04-03"));
    assert_eq!(of("Medium").as_deref(), Some("2026-04-11"));
    assert_eq!(of("low").as_deref(), Some("2026-04-11"));
    // Not given: no condition on it holds.
    assert_eq!(due(report("2026-04-01"), "faults/repair").as_deref(), Some("2026-05-01"));
}

#[test]
fn a_default_is_taken_where_nothing_is_given() {
    let of = |case: Case| due(case, "faults/inspect");
    assert_eq!(of(report("2026-04-01")).as_deref(), Some("2026-04-06"));
    assert_eq!(of(report("2026-04-01").fact("road class", "A")).as_deref(), Some("2026-04-02"));
    let depth = |case: Case| due(case, "faults/make-safe");
    assert_eq!(depth(report("2026-04-01")).as_deref(), Some("2026-04-04"));
    assert_eq!(depth(report("2026-04-01").fact("depth", 41)).as_deref(), Some("2026-04-02"));
    assert_eq!(depth(report("2026-04-01").fact("depth", 30)).as_deref(), Some("2026-04-04"));
    assert_eq!(depth(report("2026-04-01").fact("depth", "29.999")).as_deref(), Some("2026-04-10"));
    let outcome = plan_of(&format!("{HEAD}{CHARTER}"))
        .check(&report("2026-04-01").fact("depth", 41), "2026-04-01".parse().expect("a date"))
        .expect("an outcome");
    assert_eq!(outcome.case.assumed, ["time-received", "priority"], "a default is not assumed");
    assert_eq!(serde_json::to_string(&outcome.case.facts).expect("JSON"), r#"{"depth":41,"road-class":"b"}"#);
}

#[test]
fn the_bound_of_a_number_belongs_to_one_side() {
    let case = |signatures: u32| {
        Case::received("2026-04-01".parse().expect("a date")).kind("feedback").fact("signatures", signatures)
    };
    assert_eq!(due(case(1499), "petitions/respond").as_deref(), Some("2026-04-11"));
    assert_eq!(due(case(1500), "petitions/respond"), None);
    let plan = plan_of(&format!("{HEAD}{CHARTER}"));
    let at = "2026-04-02".parse().expect("a date");
    let promises = |case: &Case| plan.check(case, at).expect("an outcome").promises.into_iter().map(|one| one.id);
    assert_eq!(promises(&case(1500)).collect::<Vec<_>>(), ["petitions/debate"]);
    assert_eq!(promises(&case(1499)).collect::<Vec<_>>(), ["petitions/respond"]);
    let unknown = Case::received(at).kind("feedback");
    assert_eq!(promises(&unknown).count(), 0);
    assert_eq!(plan.check(&unknown, at).expect("an outcome").case.assumed, ["signatures"]);
}

#[test]
fn a_contact_may_come_while_the_door_is_open() {
    let of = |received: &str| due(report(received), "faults/attend");
    // Wednesday: open from 9 until 5, at 5 no longer; the night line from 10 in the evening until 6 on Thursday.
    assert_eq!(of("2026-04-01T09:00").as_deref(), Some("2026-04-02"));
    assert_eq!(of("2026-04-01T16:59:59").as_deref(), Some("2026-04-02"));
    assert_eq!(of("2026-04-01T17:00").as_deref(), Some("2026-04-05"));
    assert_eq!(of("2026-04-01T22:30").as_deref(), Some("2026-04-03"));
    assert_eq!(of("2026-04-02T05:59").as_deref(), Some("2026-04-04"));
    // Good Friday at noon, and a Saturday morning to which the night line runs over.
    assert_eq!(of("2026-04-03T12:00").as_deref(), Some("2026-04-07"));
    assert_eq!(of("2026-04-11T03:00").as_deref(), Some("2026-04-13"));
    // Only the day is known: on a day with hours it came during them.
    assert_eq!(of("2026-04-01").as_deref(), Some("2026-04-02"));
    assert_eq!(of("2026-04-12").as_deref(), Some("2026-04-16"));
}

#[test]
fn a_contact_may_come_on_a_kind_of_day() {
    let of = |received: &str| due(report(received), "faults/collect");
    assert_eq!(of("2026-04-04T10:00").as_deref(), Some("2026-04-05"));
    assert_eq!(of("2026-04-05").as_deref(), Some("2026-04-06"));
    assert_eq!(of("2026-04-06T10:00").as_deref(), Some("2026-04-08"), "Easter Monday");
    assert_eq!(of("2026-04-07T10:00").as_deref(), Some("2026-04-13"));
    let visit = |day: &str| due(report("2026-04-01").event("site visit", day.parse().expect("a date")), "faults/visit");
    assert_eq!(visit("2026-05-04").as_deref(), Some("2026-04-04"), "known beforehand, on a bank holiday");
    assert_eq!(visit("2026-05-05").as_deref(), Some("2026-04-08"));
    assert_eq!(due(report("2026-04-01"), "faults/visit").as_deref(), Some("2026-04-08"));
}

#[test]
fn a_value_that_a_fact_cannot_have_is_refused_with_those_it_can() {
    let plan = plan_of(&format!("{HEAD}{CHARTER}"));
    let at = "2026-04-02".parse().expect("a date");
    let text = |case: Case| plan.check(&case, at).expect_err("a refusal").to_string();
    assert_eq!(
        text(report("2026-04-01").fact("priority", "hihg")),
        "the fact `priority` cannot be `hihg`: it is one of high, medium or low (did you mean `high`?)"
    );
    assert_eq!(
        text(report("2026-04-01").fact("priority", true)),
        "the fact `priority` cannot be `yes`: it is one of high, medium or low"
    );
    assert_eq!(
        text(report("2026-04-01").fact("depth", "deep")),
        "the fact `depth` cannot be `deep`: it is a number with at most three decimal places, such as 1600 or 2.5"
    );
}

#[test]
fn more_facts_or_values_than_a_plan_can_hold_are_refused() {
    let refused = |change: &dyn Fn(&mut Charter, Vec<Name>)| {
        let mut charter = charter_of(&format!("{HEAD}{CHARTER}"));
        change(&mut charter, (0..65_536).map(|number| Name::new(&format!("number {number}"))).collect());
        Plan::compile(charter, &CompileOptions::default()).expect_err("a refusal").to_string()
    };
    assert_eq!(
        refused(&|charter, names| {
            charter.facts.extend(names.into_iter().map(|name| Fact { name, meaning: None, values: None }));
        }),
        "the charter has 65540 names of one kind, and a plan can hold 65535"
    );
    assert_eq!(
        refused(&|charter, values| {
            let values = Some(FactValues::OneOf { values, default: None });
            charter.facts.push(Fact { name: Name::new("street"), meaning: None, values });
        }),
        "the charter has 65536 names of one kind, and a plan can hold 65535"
    );
}
