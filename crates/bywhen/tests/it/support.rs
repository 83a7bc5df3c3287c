//! Charters and plans from text that has no error.

use std::sync::Arc;

use bywhen::{Charter, CompileOptions, Plan, parse};

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
