//! `bywhen due` and `bywhen explain`.

use bywhen::{Outcome, Plan, words};

use crate::args::{CaseArgs, Format};
use crate::exit::Exit;
use crate::output::{Failure, json, print};
use crate::{load, question};

/// How much is said of each date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Depth {
    Dates,
    Steps,
}

pub(crate) fn run(asked: &CaseArgs, depth: Depth) -> Result<Exit, Failure> {
    let charter = load::charter(&asked.charter, asked.received)?;
    let plan = Plan::compile(charter, &question::setting(&asked.data, &asked.choices)?)?;
    let (case, at) = (question::case(asked), question::at(asked));
    let outcome = match depth {
        Depth::Dates => plan.check(&case, at)?,
        Depth::Steps => plan.explain(&case, at)?,
    };
    match asked.format {
        Format::Json => json(&outcome)?,
        Format::Text => print(&text(&plan, &outcome, asked, depth))?,
    }
    Ok(Exit::Fine)
}

fn text(plan: &Plan, outcome: &Outcome, asked: &CaseArgs, depth: Depth) -> String {
    let charter = plan.charter();
    let mut text = format!("{}.\n", words::received(charter, outcome, &asked.received.to_string()));
    let whose = charter.council.as_deref().map(|council| format!("{council}, ")).unwrap_or_default();
    text.push_str(&format!("{whose}{}, version {}.\n", charter.title, charter.version));
    if let Some(known_on) = words::known_on(outcome) {
        text.push_str(&format!("{known_on}\n"));
    }
    if outcome.promises.is_empty() {
        text.push_str("\nNo promise of this charter applies to such a contact.\n");
    }
    for promise in &outcome.promises {
        text.push('\n');
        text.push_str(&format!("{}\n", words::sentence(charter, outcome, promise)));
        if depth == Depth::Steps {
            for line in words::explanation(charter, outcome, promise) {
                text.push_str(&format!("    {line}\n"));
            }
        }
    }
    let readings = words::readings(charter, outcome);
    if depth == Depth::Steps && !readings.is_empty() {
        text.push_str("\nHow the charter reads what its document leaves open:\n");
        for reading in readings {
            text.push_str(&format!("    {reading}\n"));
        }
    }
    if depth == Depth::Dates && !outcome.case.assumed.is_empty() {
        text.push_str(&format!("\nTaken as no, because it was not given: {}.\n", outcome.case.assumed.join(", ")));
    }
    text
}
