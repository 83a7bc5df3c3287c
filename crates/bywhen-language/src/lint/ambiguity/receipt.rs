//! The day of receipt.

use bywhen_calendar::TimeOfDay;
use bywhen_engine::charter::{Calendar, Clock, CutOff, Receipt};
use bywhen_engine::{When, prose};
use chrono::Timelike;

use super::shown::Ambiguity;
use crate::fix::FixDraft;
use crate::lint::sample::{Samples, receipt};
use crate::span::Span;

/// A rule about receipt that the calendar does not exclude, and a case in which it matters.
struct Alternative {
    receipt: Receipt,
    /// Whether the case comes on a day off.
    day_off: bool,
    /// The hour at which it comes.
    hour: u32,
    /// The condition of the alternative, in words.
    condition: &'static str,
    /// The line that specifies it.
    line: &'static str,
}

/// The ambiguity of a calendar without rules about receipt. `None` if it affects no clock.
pub(super) fn ambiguity(place: usize, span: Span, samples: &Samples<'_>) -> Option<Ambiguity> {
    let calendar = samples.charter.calendars.get(place)?;
    let (id, clock) = samples.set_off(calendar)?;
    let differences: Vec<Difference> = alternatives()
        .iter()
        .filter_map(|alternative| difference(samples, place, calendar, clock, alternative))
        .collect();
    let first = differences.first()?;
    let sentences: Vec<String> = differences.iter().map(Difference::sentence).collect();
    let message = format!(
        "The calendar `{}` does not say how the day of receipt is found. By `{id}`, {}.",
        calendar.name.text(),
        sentences.join("; ")
    );
    Some(Ambiguity::new(message, || {
        let draft = |words, effect| FixDraft::append_child(span, words).effect(Some(effect));
        let default = draft("the day of receipt is day 0, whenever it came", first.default_effect());
        let alternatives = differences.iter().map(|differs| draft(differs.line, differs.alternative_effect()));
        std::iter::once(default).chain(alternatives).collect()
    }))
}

/// The ambiguity of a calendar that specifies the date of a late contact, but not of one on a day off.
pub(super) fn closed_day_ambiguity(place: usize, span: Span, samples: &Samples<'_>) -> Option<Ambiguity> {
    let calendar = samples.charter.calendars.get(place)?;
    let (id, clock) = samples.set_off(calendar)?;
    let [day_off, ..] = alternatives();
    let differs = difference(samples, place, calendar, clock, &day_off)?;
    let message = format!(
        "The calendar `{}` says how a late contact is dated, and nothing of one that comes on a day off. By `{id}`, {}.",
        calendar.name.text(),
        differs.sentence()
    );
    Some(Ambiguity::new(message, || {
        let draft = |words, effect| FixDraft::insert_line_below(span, words).effect(Some(effect));
        vec![
            draft(differs.line, differs.alternative_effect()),
            draft("received on a closed day counts as that day", differs.default_effect()),
        ]
    }))
}

/// A case whose due date depends on the rule about receipt.
struct Difference {
    /// The condition of the alternative in words, and as a line of a calendar.
    condition: &'static str,
    line: &'static str,
    received: String,
    due: String,
    due_instead: String,
}

impl Difference {
    /// `what is received on Saturday 7 March 2026 at 10am is due on Friday 13 March 2026, and on Monday 16 March 2026 if ...`.
    fn sentence(&self) -> String {
        format!("{}, and on {} {}", self.default_effect(), self.due_instead, self.condition)
    }

    fn default_effect(&self) -> String {
        format!("what is received on {} is due on {}", self.received, self.due)
    }

    fn alternative_effect(&self) -> String {
        format!("what is received on {} is due on {}", self.received, self.due_instead)
    }
}

/// The alternatives for a calendar without rules about receipt. The first is about days off.
fn alternatives() -> [Alternative; 3] {
    let evening = TimeOfDay::from_hms(17, 0, 0).map(|time| CutOff {
        time,
        inclusive: false,
        to_working_day: true,
        received_at: None,
    });
    [
        Alternative {
            receipt: Receipt { closed_day_is_next_working_day: true, ..Receipt::default() },
            day_off: true,
            hour: 10,
            condition: "if a day off counts as the next working day",
            line: "received on a closed day counts as the next working day",
        },
        Alternative {
            receipt: Receipt { cut_off: evening, ..Receipt::default() },
            day_off: false,
            hour: 22,
            condition: "if the evening counts as the next working day",
            line: "received after 5pm counts as the next working day",
        },
        Alternative {
            receipt: Receipt { day_one: true, ..Receipt::default() },
            day_off: false,
            hour: 10,
            condition: "if the day of receipt is day 1",
            line: "the day of receipt is day 1",
        },
    ]
}

fn difference(
    samples: &Samples<'_>,
    place: usize,
    calendar: &Calendar,
    clock: &Clock,
    alternative: &Alternative,
) -> Option<Difference> {
    let days = samples.working_days(place)?;
    let received = samples.days().find(|day| days.is_working(*day) != alternative.day_off)?.date().and_hms_opt(
        alternative.hour,
        0,
        0,
    )?;
    let trial = samples.trial(Some(&calendar.name), None);
    let due = |receipt| trial.last_day_for(&clock.count, When::Local(received), receipt);
    let specified = receipt(calendar);
    // The alternative, combined with the rules of the calendar.
    let instead = Receipt {
        day_one: specified.day_one || alternative.receipt.day_one,
        cut_off: specified.cut_off.or(alternative.receipt.cut_off),
        closed_day_is_next_working_day: specified.closed_day_is_next_working_day
            || alternative.receipt.closed_day_is_next_working_day,
        closed_day_received_at: specified.closed_day_received_at,
    };
    let (taken, instead) = (due(specified)?, due(instead)?);
    let time = TimeOfDay::from_hms(received.hour(), received.minute(), 0).unwrap_or(TimeOfDay::MIDNIGHT);
    (taken != instead).then(|| Difference {
        condition: alternative.condition,
        line: alternative.line,
        received: format!("{} at {}", prose::date(received.date()), prose::time(time)),
        due: prose::date(taken.date()),
        due_instead: prose::date(instead.date()),
    })
}
