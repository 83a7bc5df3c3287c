//! Cases and settings from command-line arguments.

use std::fmt::Display;

use bywhen::engine::{find_conflict, slug};
use bywhen::{Case, CompileOptions, Plan, When};
use chrono::{DateTime, FixedOffset, Utc};

use crate::args::{CaseArgs, ContactArgs, DataArgs};
use crate::load;
use crate::output::Failure;

/// The case that was described.
pub(crate) fn case(args: &CaseArgs) -> Result<Case, Failure> {
    let mut case = contact(&args.contact)?.event("received", args.received);
    case.events.extend(args.events.iter().cloned());
    Ok(case)
}

/// The contact that was described, without anything that happened.
pub(crate) fn contact(args: &ContactArgs) -> Result<Case, Failure> {
    let yes_or_no = |(name, holds): &(String, bool)| (slug(name), if *holds { "yes" } else { "no" });
    let facts: Vec<(String, &str)> = args.facts.iter().map(yes_or_no).collect();
    reject_conflicts("--fact", &facts)?;
    Ok(Case {
        kind: args.kind.clone(),
        channel: args.channel.clone(),
        service: args.service.clone(),
        facts: args.facts.iter().cloned().collect(),
        events: Vec::new(),
    })
}

/// Refuses an option that says of one thing first this and then that: none of the two could be meant more than the other.
pub(crate) fn reject_conflicts<K: PartialEq + Display, V: PartialEq + Display>(
    option: &str,
    given: &[(K, V)],
) -> Result<(), Failure> {
    let Some(((name, one), (_, other))) = find_conflict(given, |(name, one), (of, other)| name == of && one != other)
    else {
        return Ok(());
    };
    let name = name.to_string();
    let says = if name.is_empty() { "says".to_owned() } else { format!("says of `{name}`") };
    Err(format!("{option} {says} both `{one}` and `{other}`: give one of the two").into())
}

/// The charter that answers a contact received at a time, compiled: one that was compiled before with its own bank
/// holidays, unless others are given.
pub(crate) fn plan(args: &ContactArgs, received: When) -> Result<Plan, Failure> {
    let (charter, calendars) = load::charter(&args.charter, received)?;
    let mut options = compile_options(&args.data, &args.choices)?;
    if let Some(calendars) = calendars.filter(|_| args.data.bank_holidays.is_none()) {
        options.calendars = calendars;
    }
    Ok(Plan::compile(charter, &options)?)
}

/// The evaluation time (default: now).
pub(crate) fn at(args: &CaseArgs) -> When {
    args.at.unwrap_or_else(now)
}

/// The present. The library never looks at the clock; we may.
pub(crate) fn now() -> When {
    let now: DateTime<FixedOffset> = Utc::now().into();
    When::Exact(now)
}

/// The bank holiday data and the readings that were chosen.
pub(crate) fn compile_options(data: &DataArgs, choices: &[(String, String)]) -> Result<CompileOptions, Failure> {
    let chosen: Vec<(String, String)> = choices.iter().map(|(choice, option)| (slug(choice), slug(option))).collect();
    reject_conflicts("--choice", &chosen)?;
    let options = CompileOptions::new(load::calendars(data)?).known_on(data.known_on);
    Ok(choices.iter().fold(options, |options, (choice, option)| options.choose(choice, option)))
}
