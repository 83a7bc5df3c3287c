//! Whether what is said of a promise is whole.

use bywhen::engine::outcome::PromiseOutcome;
use bywhen::{Charter, Outcome, prose};

/// What is left where a sentence was put together around nothing.
const HOLES: [&str; 16] =
    [" .", " ,", " ;", " :", "()", "( ", " )", "“”", "``", "\"\"", " by .", " until .", " on .", " on,", "..", ", ."];

/// Says what is missing from the sentences about a promise.
pub(crate) fn all_whole(charter: &Charter, outcome: &Outcome, promise: &PromiseOutcome) -> Result<(), String> {
    whole(&prose::sentence(charter, outcome, promise))?;
    prose::changes(charter, outcome, promise).iter().try_for_each(|line| whole(line))?;
    prose::reasons(charter, outcome, promise).iter().try_for_each(|line| whole(line))?;
    prose::explanation(charter, outcome, promise).iter().try_for_each(|line| without_holes(line))
}

fn whole(sentence: &str) -> Result<(), String> {
    if sentence.trim().is_empty() {
        return Err("an empty sentence".to_owned());
    }
    if sentence != sentence.trim() || sentence.contains("  ") {
        return Err(format!("blanks that belong to nothing: `{sentence}`"));
    }
    without_holes(sentence)
}

/// The same for a line of a table of steps, whose columns stand under one another.
fn without_holes(line: &str) -> Result<(), String> {
    match HOLES.into_iter().find(|hole| line.contains(hole)) {
        Some(hole) => Err(format!("a hole, `{hole}`, in: {line}")),
        None => Ok(()),
    }
}
