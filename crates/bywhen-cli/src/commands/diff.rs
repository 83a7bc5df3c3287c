//! `bywhen diff`: what a new charter changes.

use bywhen::Plan;
use bywhen_publish::{Change, changes};
use serde::Serialize;

use super::diff_cases::{self, Comparison, compared};
use crate::args::{DiffArgs, Format};
use crate::exit::Exit;
use crate::load::{self, refuse_table};
use crate::output::{Failure, json, print};
use crate::request::compile_options;

/// The differences as JSON.
#[derive(Serialize)]
struct Difference {
    old: Named,
    new: Named,
    changes: Vec<Change>,
    cases: Option<Comparison>,
}

/// Which charter it is.
#[derive(Serialize)]
struct Named {
    id: String,
    version: String,
}

pub(crate) fn run(args: &DiffArgs) -> Result<Exit, Failure> {
    if args.old == "-" && args.new == "-" {
        return Err("both charters cannot be stdin: name a file for one of them".into());
    }
    let (old, new) = (plan(args, &args.old)?, plan(args, &args.new)?);
    let (cases, exit) = match &args.cases {
        None => (None, Exit::Fine),
        Some(path) => {
            let (comparison, exit) = compared(&old, &new, path, &args.reading)?;
            (Some(comparison), exit)
        }
    };
    let difference = Difference { old: named(&old), new: named(&new), changes: changes(&old, &new), cases };
    match args.format {
        Format::Json => json(&difference)?,
        Format::Text => print(&text(&difference))?,
    }
    Ok(exit)
}

fn plan(args: &DiffArgs, charter: &str) -> Result<Plan, Failure> {
    refuse_table(charter, "give cases with --cases")?;
    let (charter, _) = load::newest(charter)?;
    Ok(Plan::compile(charter, &compile_options(&args.reading.data, &args.reading.choices)?)?)
}

fn named(plan: &Plan) -> Named {
    Named { id: plan.charter().id.clone(), version: plan.charter().version.clone() }
}

fn text(difference: &Difference) -> String {
    let Difference { old, new, changes, cases } = difference;
    let mut text = format!("From {}@{} to {}@{}.\n", old.id, old.version, new.id, new.version);
    if changes.is_empty() {
        text.push_str("\nThey say the same.\n");
    }
    for Change { section, removed, added } in changes {
        text.push_str(&format!("\n{section}\n"));
        removed.iter().for_each(|line| text.push_str(&format!("  - {line}\n")));
        added.iter().for_each(|line| text.push_str(&format!("  + {line}\n")));
    }
    if let Some(comparison) = cases {
        text.push_str(&diff_cases::text(comparison));
    }
    text
}
