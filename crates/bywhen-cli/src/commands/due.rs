//! `bywhen due` and `bywhen explain`.

use bywhen::words::{Depth, answer};

use crate::args::{CaseArgs, Format};
use crate::exit::Exit;
use crate::output::{Failure, json, print};
use crate::question;

pub(crate) fn run(asked: &CaseArgs, depth: Depth) -> Result<Exit, Failure> {
    let plan = question::plan(&asked.contact, asked.received)?;
    let (case, at) = (question::case(asked)?, question::at(asked));
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
