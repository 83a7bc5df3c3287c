//! Charters and plans from text that has no error, and outcomes as text.

use std::sync::Arc;

use bywhen::engine::Moment;
use bywhen::engine::outcome::Provisional;
use bywhen::{Case, Charter, CompileOptions, Plan, parse};

/// A charter with the usual calendar, to which lines of the calendar and what follows it are added.
pub(crate) const HEAD: &str = r#"charter "Test"
  id test
  version 1
  in force from 1 January 1990

calendar "working days"
  Monday to Friday
  except bank holidays in England and Wales
"#;

pub(crate) fn charter_of(text: &str) -> Charter {
    let parsed = parse(text);
    parsed.charter.unwrap_or_else(|| panic!("{:#?}", parsed.diagnostics))
}

pub(crate) fn plan_of(text: &str) -> Plan {
    plan_with(&CompileOptions::default(), text)
}

pub(crate) fn plan_with(setting: &CompileOptions, text: &str) -> Plan {
    Plan::compile(Arc::new(charter_of(text)), setting).expect("a plan")
}

/// The day on which a promise is due, asked on the day after receipt; `None` where it does not apply.
pub(crate) fn due_of(plan: &Plan, case: &Case, promise: &str) -> Option<String> {
    let received = case.events.iter().find(|event| event.name == "received").expect("a receipt");
    let at = Moment::new(received.at, &plan.charter().zone).expect("a time").day().plus(1).expect("a day");
    let outcome = plan.check(case, at.date().into()).expect("an outcome");
    outcome.promises.iter().find(|one| one.id == promise).and_then(|one| one.due).map(|due| due.to_string())
}

/// A date or time as JSON has it.
pub(crate) fn iso(value: Option<impl ToString>) -> Option<String> {
    value.map(|value| value.to_string())
}

/// Why a date may move, as JSON has it.
pub(crate) fn texts(provisional: &[Provisional]) -> Vec<String> {
    provisional.iter().map(ToString::to_string).collect()
}
