//! `bywhen due` and `bywhen explain`.

use bywhen::Plan;
use bywhen::words::{Depth, answer};

use crate::args::{CaseArgs, Format};
use crate::exit::Exit;
use crate::output::{Failure, json, print};
use crate::{load, question};

pub(crate) fn run(asked: &CaseArgs, depth: Depth) -> Result<Exit, Failure> {
    let (charter, calendars) = load::charter(&asked.charter, asked.received)?;
    let mut setting = question::setting(&asked.data, &asked.choices)?;
    if let Some(calendars) = calendars.filter(|_| asked.data.bank_holidays.is_none()) {
        setting.calendars = calendars;
    }
    let plan = Plan::compile(charter, &setting)?;
    let (case, at) = (question::case(asked), question::at(asked));
    let outcome = match depth {
        Depth::Dates => plan.check(&case, at)?,
        Depth::Steps => plan.explain(&case, at)?,
    };
    match asked.format {
        Format::Json => json(&outcome)?,
        Format::Text => print(&answer(plan.charter(), &outcome, &asked.received.to_string(), depth))?,
    }
    Ok(Exit::Fine)
}
