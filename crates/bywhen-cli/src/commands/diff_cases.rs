//! What a new charter changes for the cases of a table.

use std::path::Path;

use bywhen::prose::thousands;
use bywhen::{Plan, Versions};
pub(crate) use bywhen_report::Comparison;
use bywhen_report::{DecidedCounts, PromiseComparison, compare};
use bywhen_table::phrases::count;

use crate::args::ReadingArgs;
use crate::exit::Exit;
use crate::output::Failure;
use crate::progress::Progress;
use crate::tables::Table;

/// The cases of a table under both charters.
pub(crate) fn compared(
    old: &Plan,
    new: &Plan,
    cases: &Path,
    reading: &ReadingArgs,
) -> Result<(Comparison, Exit), Failure> {
    let before = Table::with_versions(Versions::one(old.clone()), cases, reading)?;
    let after = Table::with_versions(Versions::one(new.clone()), cases, reading)?;
    let cases = after.cases(cases)?;
    after.note_unmapped(&cases, &[]);
    let progress = Progress::new();
    let compared = compare(&before.request(&[]), &after.request(&[]), cases, |summary| progress.update(summary));
    drop(progress);
    let (comparison, summary) = compared?;
    Ok((comparison, after.conclude(&summary)))
}

/// The comparison for people.
pub(crate) fn text(comparison: &Comparison) -> String {
    let mut text = format!("\n{} under both charters.\n", count(comparison.cases, "case", "cases"));
    for promise in comparison.promises.iter().filter(|one| one.old.cases + one.new.cases > 0) {
        text.push_str(&format!("\n{}\n", promise.promise));
        promise_lines(promise).iter().for_each(|line| text.push_str(&format!("  {line}\n")));
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
