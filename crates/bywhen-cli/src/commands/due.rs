//! `bywhen due` and `bywhen explain`.

use bywhen::prose::{Depth, answer};

use crate::args::{CaseArgs, Format};
use crate::exit::Exit;
use crate::output::{Failure, json, print};
use crate::request;

pub(crate) fn run(args: &CaseArgs, depth: Depth) -> Result<Exit, Failure> {
    let request = request::check_request(args)?;
    let plan = request::plan_for(&args.contact, &request)?;
    let outcome = match depth {
        Depth::Dates => plan.check(&request.case, request.at)?,
        Depth::Steps => plan.explain(&request.case, request.at)?,
    };
    match args.format {
        Format::Json => json(&outcome)?,
        Format::Text => print(&answer(plan.charter(), &outcome, depth))?,
    }
    Ok(Exit::Fine)
}
