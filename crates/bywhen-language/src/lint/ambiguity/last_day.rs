//! The treatment of a last day that is not a working day.

use bywhen_calendar::Closed;
use bywhen_engine::charter::{Count, Direction};
use bywhen_engine::prose;

use super::shown::Ambiguity;
use crate::fix::FixDraft;
use crate::lint::sample::Samples;
use crate::lower::Counted;
use crate::span::Span;

/// Both dates for a case in which they differ. Nothing where no day is off: a charter without a calendar knows no working
/// day to which anything could move.
pub(super) fn ambiguity(counted: &Counted, span: Span, samples: &Samples<'_>) -> Option<Ambiguity> {
    let trial = samples.trial(counted.calendar.as_ref(), counted.from.as_ref());
    let days = trial.days?;
    let ends = |start, roll| trial.last_day(&Count { roll, ..counted.count.clone() }, start, None);
    let (start, stays, rolls) = trial.starts().find_map(|start| {
        let (stays, rolls) = (ends(start, false)?, ends(start, true)?);
        (stays != rolls).then_some((start, stays, rolls))
    })?;
    let back = if counted.count.direction == Direction::Before { " back" } else { "" };
    let why = match days.closed(stays) {
        // The weekday stands in the date.
        None | Some(Closed::NotWorked(_)) => String::new(),
        Some(other) => format!(" ({})", prose::closed(&other)),
    };
    let [start, stays, rolls] = [start, stays, rolls].map(|day| prose::date(day.date()));
    let message = format!(
        "The limit does not say what happens where its last day is no working day. Counted{back} from {start}, it ends on {stays}{why}, and on {rolls} if it rolls to the next working day."
    );
    Some(Ambiguity::new(message, || {
        let draft = |words, ends: &str| {
            FixDraft::insert_after(span, words).effect(Some(format!("counted{back} from {start} it ends on {ends}")))
        };
        vec![draft("rolling to the next working day", &rolls), draft(", whatever day that is", &stays)]
    }))
}
