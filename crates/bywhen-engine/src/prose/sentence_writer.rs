//! What the sentences on one promise of a case share.

use super::action::ESCALATE;
use super::date::Dates;
use super::lateness;
use super::limit::limits_in;
use super::limit_context::LimitContext;
use super::noun::noun;
use super::phrase::after;
use crate::charter::{Alternative, Charter, EarlyRequests, Promise};
use crate::outcome::{DateOrTime, NotCountedBecause, Outcome, PromiseOutcome, Provisional, Status};
use crate::vocabulary;

/// A promise of a case with what its sentences need. Dates leave out a year that was just told.
pub(super) struct SentenceWriter<'o> {
    pub(super) charter: &'o Charter,
    pub(super) outcome: &'o Outcome,
    pub(super) promise: &'o PromiseOutcome,
    /// The promise as the charter makes it.
    pub(super) stated: Option<&'o Promise>,
    pub(super) dates: Dates,
}

impl<'o> SentenceWriter<'o> {
    pub(super) fn new(charter: &'o Charter, outcome: &'o Outcome, promise: &'o PromiseOutcome) -> SentenceWriter<'o> {
        SentenceWriter { charter, outcome, promise, stated: charter.promise(&promise.id), dates: Dates::default() }
    }

    /// `Tuesday 3 May 2011`, `4pm on Tuesday 3 May 2011`.
    pub(super) fn due(&mut self) -> Option<String> {
        self.dates.due(self.promise)
    }

    /// ` by Tuesday 3 May 2011`, or nothing.
    pub(super) fn by_due(&mut self) -> String {
        after(" by ", self.due())
    }

    pub(super) fn done(&mut self) -> Option<String> {
        self.promise.done_at.map(|done| self.dates.day_and_time(done))
    }

    /// ` on Tuesday 3 May 2011 at 5pm`, or nothing.
    pub(super) fn on_done(&mut self) -> String {
        after(" on ", self.done())
    }

    /// `3 working days`.
    pub(super) fn late(&self) -> Option<String> {
        let end = self.outcome.case.ended.as_ref().map(|end| end.at);
        let until = self.promise.done_at.or(end).map_or(self.outcome.at.day, DateOrTime::day);
        Some(lateness::plain(self.promise.late_by?, self.promise.due_at.map(|due_at| due_at.day), until))
    }

    /// `the case ended on Thursday 2 April 2026`.
    pub(super) fn ended(&mut self) -> String {
        let end = self.outcome.case.ended.as_ref().map(|end| self.dates.day_and_time(end.at));
        format!("the case ended{}", after(" on ", end))
    }

    /// The same, where the promise was missed by then. What is owed again and again may have ended by itself before.
    pub(super) fn missed_by_the_end(&mut self) -> Option<String> {
        let is_single = self.stated.is_none_or(|stated| stated.repeats.is_none());
        (is_single && self.outcome.case.ended.is_some()).then(|| self.ended())
    }

    /// `within 5 working days of the request`: the limit that counts, that of a notice where one relaxed it.
    pub(super) fn limit(&self) -> Option<String> {
        let limits = stated_limits(self.charter, self.promise)?;
        Some(limits_in(limit_context(self.charter, self.outcome, self.promise), limits))
    }

    /// The customer's window of a stage of the same standard.
    pub(super) fn window_of(&self, stage: u8) -> Option<&'o PromiseOutcome> {
        let windows = self.outcome.promises.iter().filter(|other| other.action == ESCALATE);
        windows.filter(|other| other.standard == self.promise.standard).find(|other| other.stage == stage)
    }

    /// Whether the customer has asked for a stage before that could be, and need not ask again.
    pub(super) fn waits(&self, window: &PromiseOutcome) -> bool {
        let stated = self.charter.promise(&window.id);
        window.status == Status::Early && stated.is_some_and(|stated| stated.early_requests != EarlyRequests::Refused)
    }

    /// ` This date may change: it depends on our acknowledgement, which is still to come.`
    pub(super) fn may_change(&self) -> String {
        let awaited: Vec<String> = self.promise.provisional.iter().filter_map(Provisional::awaited).map(noun).collect();
        let Some((last, most)) = awaited.split_last() else { return String::new() };
        let (events, are) = match most {
            [] => (last.clone(), "is"),
            most => (format!("{} and {last}", most.join(", ")), "are"),
        };
        format!(" This date may change: it depends on {events}, which {are} still to come.")
    }

    /// ` Our notice of 2 June that it would take longer came too late to move this date.`: notices that a customer may
    /// have in their hands.
    pub(super) fn notices(&mut self) -> String {
        let mut text = String::new();
        for notice in &self.promise.not_counted {
            let Some(why) = notice_because(notice.because) else { continue };
            text.push_str(&format!(" {} {why}.", self.notice(&notice.event, notice.at)));
        }
        text
    }

    /// `Our notice of Tuesday 2 June that it would take longer`.
    pub(super) fn notice(&mut self, event: &str, at: DateOrTime) -> String {
        let at = self.dates.date(at.day());
        match event {
            vocabulary::HELD => format!("Our holding reply of {at}"),
            _ => format!("Our notice of {at} that it would take longer"),
        }
    }
}

/// Why a notice of ours does not count. `None` for what is no notice.
pub(super) fn notice_because(because: NotCountedBecause) -> Option<&'static str> {
    match because {
        NotCountedBecause::ToldTooLate => Some("came too late to move this date"),
        NotCountedBecause::NotAllowed => Some("gave no reason for which this date may be moved"),
        NotCountedBecause::AlreadyExtended => Some("does not count, because the date was moved as often as it may be"),
        NotCountedBecause::NoLaterDate => Some("gave no later date"),
        NotCountedBecause::Withdrawn => Some("was withdrawn"),
        NotCountedBecause::AskedTooLate | NotCountedBecause::AskedTooEarly | NotCountedBecause::CameAgain => None,
    }
}

/// The limits that count for a case: those of the notice that relaxed the promise, where one did.
pub(super) fn stated_limits<'c>(charter: &'c Charter, promise: &PromiseOutcome) -> Option<&'c [Alternative]> {
    let varied = promise.variation.as_deref().and_then(|slug| {
        let variation = charter.variations.iter().find(|variation| variation.name.is(slug))?;
        let change = variation.changes.iter().find(|change| change.promise == promise.id)?;
        Some(change.limits.as_slice())
    });
    varied.or_else(|| charter.promise(&promise.id).map(|stated| stated.limits.as_slice()))
}

pub(super) fn limit_context(charter: &Charter, outcome: &Outcome, promise: &PromiseOutcome) -> LimitContext {
    let standard = charter.standards.iter().find(|standard| standard.name.is(&promise.standard));
    let context = LimitContext::new(charter, standard, outcome.case.channel.as_deref());
    match charter.promise(&promise.id) {
        Some(stated) => context.of_promise(promise.stage, stated),
        None => context,
    }
}
