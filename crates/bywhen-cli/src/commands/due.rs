//! `bywhen due` and `bywhen explain`.

use bywhen::prose::{Depth, answer};

use crate::args::{CaseArgs, Format};
use crate::exit::Exit;
use crate::output::{Failure, json, print};
use crate::request;

pub(crate) fn run(args: &CaseArgs, depth: Depth) -> Result<Exit, Failure> {
    let plan = request::plan(&args.contact, args.received)?;
    let (case, at) = (request::case(args)?, request::at(args));
    let outcome = match depth {
        Depth::Dates => plan.check(&case, at)?,
        Depth::Steps => plan.explain(&case, at)?,
    };
    match args.format {
        Format::Json => json(&outcome)?,
        Format::Text => print(&answer(plan.charter(), &outcome, depth))?,
    }
    Ok(Exit::Fine)
}
