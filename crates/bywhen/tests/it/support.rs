//! Charters and plans from text that has no error, and outcomes as text.

use std::sync::Arc;

use bywhen::engine::outcome::Provisional;
use bywhen::{Charter, CompileOptions, Plan, parse};

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

/// A date or time as JSON has it.
pub(crate) fn iso(value: Option<impl ToString>) -> Option<String> {
    value.map(|value| value.to_string())
}

/// Why a date may move, as JSON has it.
pub(crate) fn texts(provisional: &[Provisional]) -> Vec<String> {
    provisional.iter().map(ToString::to_string).collect()
}
