//! `bywhen diff`: what a new charter changes.

use bywhen::{Change, Plan, Versions, changes};
use bywhen_table::report::thousands;
use bywhen_table::{Comparison, DecidedCounts, PromiseComparison, compare};
use serde::Serialize;

use crate::args::{DiffArgs, Format};
use crate::exit::Exit;
use crate::load;
use crate::output::{Failure, json, print};
use crate::progress::Progress;
use crate::request::compile_options;
use crate::tables::{Table, refuse_table};

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
            let read = &args.reading;
            let before = Table::with_versions(Versions::one(old.clone()), path, read)?;
            let after = Table::with_versions(Versions::one(new.clone()), path, read)?;
            let cases = after.cases(path)?;
            after.note_unmapped(&cases, &[]);
            let progress = Progress::new();
            let compared =
                compare(&before.request(&[]), &after.request(&[]), cases, |summary| progress.update(summary));
            drop(progress);
            let (comparison, summary) = compared?;
            (Some(comparison), after.conclude(&summary))
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
        text.push_str(&format!("\n{} under both charters.\n", count(comparison.cases, "case", "cases")));
        for promise in comparison.promises.iter().filter(|one| one.old.cases + one.new.cases > 0) {
            text.push_str(&format!("\n{}\n", promise.promise));
            promise_lines(promise).iter().for_each(|line| text.push_str(&format!("  {line}\n")));
        }
    }
    text
}

fn promise_lines(promise: &PromiseComparison) -> Vec<String> {
    let PromiseComparison { old, new, dated, same, earlier, later, .. } = promise;
    let mut lines = Vec::new();
    if old.cases != new.cases {
        let (old, new) = (count(old.cases, "case", "cases"), thousands(new.cases));
        lines.push(format!("Applies to {old} before, to {new} now."));
    }
    if *dated > 0 {
        let most = |days: u32| match days {
            0 => ", on the same day".to_owned(),
            1 => ", by a day at most".to_owned(),
            days => format!(", by {days} days at most"),
        };
        let mut parts = vec![format!("{} the same", thousands(*same))];
        if *earlier > 0 {
            parts.push(format!("{} earlier{}", thousands(*earlier), most(promise.most_days_earlier)));
        }
        if *later > 0 {
            parts.push(format!("{} later{}", thousands(*later), most(promise.most_days_later)));
        }
        lines.push(format!("{}: {}.", count(*dated, "due date", "due dates"), parts.join("; ")));
    }
    if old.decided() + new.decided() > 0 {
        lines.push(format!("In time: {} before, {} now.", in_time(old), in_time(new)));
    }
    lines
}

/// `900 of 1,000 decided (90.0%)`: never a percentage without its counts.
fn in_time(decided: &DecidedCounts) -> String {
    match decided.share() {
        None => "none decided".to_owned(),
        Some(share) => format!("{} of {} decided ({}%)", thousands(share.met), thousands(share.of), share.percent),
    }
}

fn count(number: u64, one: &str, several: &str) -> String {
    format!("{} {}", thousands(number), if number == 1 { one } else { several })
}
