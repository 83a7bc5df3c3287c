//! Requests from command-line arguments.

use std::fmt::Display;
use std::io;
use std::path::Path;

use bywhen::engine::{find_conflict, slug};
use bywhen::{Case, CheckRequest, CompileOptions, Plan, When};
use bywhen_files::{read_at_most, read_file};
use chrono::{DateTime, FixedOffset, Utc};

use crate::args::{CaseArgs, ContactArgs, DataArgs};
use crate::bank_holidays;
use crate::load;
use crate::output::Failure;

/// The largest file of a request. What happens to one case fits in far less.
const MAX_REQUEST_BYTES: usize = 4 << 20;

/// The question that the options, or the file of a request, put.
pub(crate) fn check_request(args: &CaseArgs) -> Result<CheckRequest, Failure> {
    if let Some(file) = &args.request {
        return read_request(file);
    }
    let received = args.received.ok_or("--received is missing: say when the case was received")?;
    let mut case = contact(&args.contact)?.event("received", received);
    case.events.extend(args.events.iter().cloned());
    let choices = chosen(&args.contact.choices)?;
    Ok(CheckRequest { case, at: args.at.unwrap_or_else(now), choices, known_on: args.contact.data.known_on })
}

fn read_request(file: &Path) -> Result<CheckRequest, Failure> {
    let (name, bytes) = if file.as_os_str() == "-" {
        ("<stdin>".to_owned(), read_at_most(Ok(io::stdin()), MAX_REQUEST_BYTES)?)
    } else {
        (file.display().to_string(), read_file(file, MAX_REQUEST_BYTES)?)
    };
    let bytes = load::bounded(bytes, &name, MAX_REQUEST_BYTES, "request")?;
    serde_json::from_slice(&bytes).map_err(|error| format!("{name}: {error}").into())
}

/// The contact that was described, without anything that happened.
pub(crate) fn contact(args: &ContactArgs) -> Result<Case, Failure> {
    let facts: Vec<(String, String)> = args.facts.iter().map(|(name, value)| (slug(name), value.to_string())).collect();
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
    compile(args, received, compile_options(&args.data, &args.choices)?)
}

/// The same for a request, which says itself how the charter is read.
pub(crate) fn plan_for(args: &ContactArgs, request: &CheckRequest) -> Result<Plan, Failure> {
    let received = request.received().ok_or("the request does not say when the case was received")?;
    compile(args, received, request.options(CompileOptions::new(bank_holidays::calendars(&args.data.newer)?)))
}

fn compile(args: &ContactArgs, received: When, mut options: CompileOptions) -> Result<Plan, Failure> {
    let (charter, calendars) = load::charter(&args.charter, received)?;
    if let Some(calendars) = calendars.filter(|_| args.data.newer.bank_holidays.is_empty()) {
        options.calendars = calendars;
    }
    Ok(Plan::compile(charter, &options)?)
}

/// The present. The library never looks at the clock; we may.
pub(crate) fn now() -> When {
    let now: DateTime<FixedOffset> = Utc::now().into();
    When::Exact(now)
}

/// The bank holiday data and the readings that were chosen.
pub(crate) fn compile_options(data: &DataArgs, choices: &[(String, String)]) -> Result<CompileOptions, Failure> {
    let options = CompileOptions::new(bank_holidays::calendars(&data.newer)?).known_on(data.known_on);
    Ok(chosen(choices)?.iter().fold(options, |options, (choice, option)| options.choose(choice, option)))
}

/// The option of each choice, which must not be two.
fn chosen(choices: &[(String, String)]) -> Result<Vec<(String, String)>, Failure> {
    let slugs: Vec<(String, String)> = choices.iter().map(|(choice, option)| (slug(choice), slug(option))).collect();
    reject_conflicts("--choice", &slugs)?;
    Ok(choices.to_vec())
}
