//! One sentence for each promise, that may be read to a resident.

use super::action::{Action, ESCALATE, past_of_event};
use super::date::{Dates, date, day_and_time, local};
use super::explanation::capital;
use super::lateness;
use super::limit::limits_in;
use super::limit_context::LimitContext;
use super::noun::noun;
use super::window;
use crate::charter::{Alternative, Charter, Clock, Direction, EarlyRequests, Limit, Promise, Role};
use crate::name::Name;
use crate::outcome::{CaseInfo, NotCountedBecause, Outcome, PromiseOutcome, Status};
use crate::vocabulary::{self, ENQUIRY, ESCALATED};

/// What was received and when: `Letter received on Wednesday 20 April 2011 at 10:15am`.
pub fn received(charter: &Charter, outcome: &Outcome, received_at: &str) -> String {
    let thing = thing(charter, &outcome.case);
    // Who comes in person is not received.
    let received = if thing == "visit" { "" } else { " received" };
    format!("{}{received} on {}", capital(&thing), day_and_time(received_at))
}

/// As known when, where that was asked.
pub fn known_on(outcome: &Outcome) -> Option<String> {
    let day = outcome.calendar.known_on.as_deref()?;
    Some(format!(
        "As known on {}: a bank holiday that was announced after that day counts as an ordinary day here.",
        plain_date(day)
    ))
}

/// One promise, as the customer is told of it.
///
/// `We will acknowledge your letter by Tuesday 3 May 2011.`
pub fn sentence(charter: &Charter, outcome: &Outcome, promise: &PromiseOutcome) -> String {
    let mut teller = Teller::new(charter, outcome, promise);
    match teller.stated {
        _ if promise.action == ESCALATE => window::sentence(&mut teller),
        Some(stated) if stated.role == Role::CustomerWindow => asked_of_customer(&mut teller, stated),
        _ => ours(&mut teller),
    }
}

/// A promise of a case with what its sentences need. Dates leave out a year that was just told.
pub(super) struct Teller<'o> {
    pub(super) charter: &'o Charter,
    pub(super) outcome: &'o Outcome,
    pub(super) promise: &'o PromiseOutcome,
    /// The promise as the charter makes it.
    pub(super) stated: Option<&'o Promise>,
    pub(super) dates: Dates,
}

impl<'o> Teller<'o> {
    pub(super) fn new(charter: &'o Charter, outcome: &'o Outcome, promise: &'o PromiseOutcome) -> Teller<'o> {
        Teller { charter, outcome, promise, stated: charter.promise(&promise.id), dates: Dates::default() }
    }

    /// `Tuesday 3 May 2011`, `4pm on Tuesday 3 May 2011`.
    pub(super) fn due(&mut self) -> Option<String> {
        self.dates.due(self.promise)
    }

    /// ` by Tuesday 3 May 2011`, or nothing.
    fn by_due(&mut self) -> String {
        after(" by ", self.due())
    }

    pub(super) fn done(&mut self) -> Option<String> {
        self.promise.done_at.as_deref().map(|done| self.dates.day_and_time(done))
    }

    /// ` on Tuesday 3 May 2011 at 5pm`, or nothing.
    fn on_done(&mut self) -> String {
        after(" on ", self.done())
    }

    /// `3 working days`.
    pub(super) fn late(&self) -> Option<String> {
        let until = self.promise.done_at.as_deref().unwrap_or(&self.outcome.at);
        Some(lateness::plain(self.promise.late_by?, self.promise.due_at.as_deref(), Some(until)))
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
    fn waits(&self, window: &PromiseOutcome) -> bool {
        let stated = self.charter.promise(&window.id);
        window.status == Status::Early && stated.is_some_and(|stated| stated.early_requests != EarlyRequests::Refused)
    }

    /// ` This date may change: it depends on our acknowledgement, which is still to come.`
    pub(super) fn may_change(&self) -> String {
        let awaited: Vec<String> =
            self.promise.provisional.iter().filter_map(|why| why.strip_prefix("awaiting ")).map(noun).collect();
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
            text.push_str(&format!(" {} {why}.", self.notice(&notice.event, &notice.at)));
        }
        text
    }

    /// `Our notice of Tuesday 2 June that it would take longer`.
    pub(super) fn notice(&mut self, event: &str, at: &str) -> String {
        let at = self.dates.plain(at);
        match event {
            vocabulary::HELD => format!("Our holding reply of {at}"),
            _ => format!("Our notice of {at} that it would take longer"),
        }
    }
}

/// ` by Tuesday 3 May 2011`: what is known with the words before it, or nothing.
pub(super) fn after(before: &str, known: Option<impl AsRef<str>>) -> String {
    joined(before, known.as_ref().map(AsRef::as_ref))
}

fn joined(before: &str, known: Option<&str>) -> String {
    known.map_or_else(String::new, |known| [before, known].concat())
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

/// A promise of ours.
fn ours(teller: &mut Teller<'_>) -> String {
    let (promise, stated) = (teller.promise, teller.stated);
    let thing = if promise.stage > 1 { "request".to_owned() } else { thing(teller.charter, &teller.outcome.case) };
    let act = Action::new(&promise.action, stated, Some(&thing));
    let manner = stated.and_then(|stated| stated.manner.as_deref());
    let object = act.object.clone() + &after(" ", manner);
    let will = match promise.strength.as_str() {
        "aim to" => "aim to",
        "usually" => "will usually",
        _ => "will",
    };
    let stands_in = stated.is_some_and(|stated| stated.instead_of.is_some());
    let we = if stands_in { "If that is not possible, we" } else { "We" };
    let owed = format!("{we} {will} {}{object}", act.verb);
    let text = match promise.status {
        Status::Stopped => format!("{owed}. The clock is stopped, so there is no date yet."),
        Status::Running => match teller.due() {
            Some(due) => format!("{owed} by {due}.{}", teller.may_change()),
            None => format!("{owed}{}.", after(" ", teller.limit())),
        },
        Status::Waiting => waiting(teller, &act, &object, &owed),
        Status::Met | Status::Late if promise.done_by.is_some() => stood_for(teller, &act, &object),
        Status::Met => format!("We {}{object}{}, in time.", act.past, teller.on_done()),
        Status::Late => match (teller.done(), teller.late(), teller.due()) {
            (Some(done), Some(late), Some(due)) => {
                format!("We {}{object} on {done}, {late} late: it was due by {due}.", act.past)
            }
            (Some(done), Some(late), None) => format!("We {}{object} on {done}, {late} late.", act.past),
            (Some(done), None, due) => {
                let was_due = after(": it was due by ", due);
                format!("We {}{object} on {done}, too late{was_due}.", act.past)
            }
            (None, _, due) => {
                format!("We did not {}{object}{}.", act.verb, in_time(due))
            }
        },
        Status::Overdue | Status::Lapsed | Status::Early => {
            let by = teller.by_due();
            match teller.late() {
                Some(late) => format!("We should have {}{object}{by}: it is {late} overdue.", act.participle),
                None => format!("We should have {}{object}{by}, and have not done so.", act.participle),
            }
        }
        Status::Unstated => match teller.done() {
            Some(done) => format!("We {}{object} on {done}; no time is set for it.", act.past),
            None => format!("{owed}; no time is set for it."),
        },
    };
    text + &teller.notices()
}

/// A promise whose clock has not started.
fn waiting(teller: &mut Teller<'_>, act: &Action, object: &str, owed: &str) -> String {
    let promise = teller.promise;
    let limit = teller.limit();
    if let Some(done) = teller.done() {
        let was_due = after(": it is due ", limit);
        return format!("We {}{object} on {done}. Whether that is in time is not known yet{was_due}.", act.past);
    }
    // Whoever let the time for a stage pass does not come to this one.
    let lapsed = (2..=promise.stage).filter_map(|stage| teller.window_of(stage));
    if let Some(lapsed) = lapsed.rev().find(|window| window.status == Status::Lapsed) {
        let due = teller.dates.due(lapsed);
        let by = in_time(due);
        return format!("We would {}{object} only if you had asked for stage {}{by}.", act.verb, lapsed.stage);
    }
    let from_request = promise.counted_from.as_ref().is_some_and(|from| from.event == ESCALATED && from.at.is_none());
    let not_asked = teller.window_of(promise.stage).map_or(from_request, |window| {
        let asked = matches!(window.status, Status::Met | Status::Late) || teller.waits(window);
        !teller.waits(window) && from_request || window.done_at.is_none() && !asked
    });
    let owed = match owed.strip_prefix("We ") {
        Some(rest) if promise.stage > 1 && not_asked => format!("If you ask for stage {}, we {rest}", promise.stage),
        _ => owed.to_owned(),
    };
    let limit = limit_so_far(teller);
    let bound = promise.provisional.iter().find_map(|why| {
        let bound = why.strip_prefix("calendar ")?;
        bound.split_once(' ').filter(|(verb, _)| matches!(*verb, "ends" | "begins"))
    });
    match bound {
        Some((verb, day)) => {
            format!("{owed}{limit}. There is no date, because the calendar {verb} on {}.", teller.dates.plain(day))
        }
        None => format!("{owed}{limit}."),
    }
}

/// ` at least 14 calendar days before “inspection”, which is not known yet`, or nothing.
fn limit_so_far(teller: &Teller<'_>) -> String {
    let limit = after(" ", teller.limit());
    if limit.is_empty() { limit } else { limit + not_known(teller) }
}

/// ` by Tuesday 3 May 2011`, or ` in time`.
fn in_time(due: Option<String>) -> String {
    due.map_or_else(|| " in time".to_owned(), |due| after(" by ", Some(due)))
}

/// `, which is not known yet`, after a limit that counts back from an event which nobody knows.
fn not_known(teller: &Teller<'_>) -> &'static str {
    let unknown = teller.promise.counted_from.as_ref().is_none_or(|from| from.at.is_none());
    match stated_limits(teller.charter, teller.promise) {
        Some([Alternative { limit: Limit::Clock(Clock { count, .. }), .. }])
            if unknown && count.direction == Direction::Before =>
        {
            ", which is not known yet"
        }
        _ => "",
    }
}

/// A promise that something else kept: a response that came instead of the acknowledgement.
fn stood_for(teller: &mut Teller<'_>, act: &Action, object: &str) -> String {
    let event = teller.promise.done_by.as_deref().unwrap_or_default();
    let instead = past_of_event(event).map_or_else(|| format!("{} came", noun(event)), |past| format!("we {past}"));
    let separately = if teller.promise.action == "acknowledge" { " separately" } else { "" };
    match (teller.promise.status, teller.late()) {
        (Status::Late, Some(late)) => {
            let by = teller.by_due();
            format!("We did not {}{object}{by}: {instead}{}, {late} later.", act.verb, teller.on_done())
        }
        _ => format!("We did not {}{object}{separately}: {instead}{}, in time.", act.verb, teller.on_done()),
    }
}

/// What the customer is asked for outside the stages: papers before an appointment, a report in time.
fn asked_of_customer(teller: &mut Teller<'_>, stated: &Promise) -> String {
    let what = asked_for(stated);
    let promise = teller.promise;
    let limit = limit_so_far(teller);
    let asked = match teller.due() {
        Some(due) => format!("{what} by {due}"),
        None => what.clone(),
    };
    match (promise.status, teller.done(), teller.late()) {
        (Status::Met, Some(done), _) => format!("We asked for {asked}. It came on {done}, in time."),
        (Status::Met, None, _) => format!("We asked for {asked}. It came in time."),
        (Status::Late, Some(done), Some(late)) => format!("We asked for {asked}. It came on {done}, {late} late."),
        (Status::Late, Some(done), None) => format!("We asked for {asked}. It came on {done}, too late."),
        (Status::Late, None, _) => format!("We asked for {asked}. It came too late."),
        (Status::Overdue | Status::Lapsed | Status::Early, ..) => {
            format!("We asked for {asked}, and that time has passed.")
        }
        (Status::Unstated, Some(done), _) => format!("We asked for {what}. It came on {done}."),
        (Status::Unstated, None, _) => format!("We ask for {what}; no time is set for it."),
        (Status::Waiting, Some(done), _) => {
            format!("We ask for {what}{limit}. It came on {done}.")
        }
        (Status::Waiting, None, _) => format!("We ask for {what}{limit}."),
        (Status::Stopped, ..) => format!("We ask for {what}. The clock is stopped, so there is no date yet."),
        (Status::Running, ..) => match promise.due.is_some() || promise.due_at.is_some() {
            true => format!("We ask for {asked}."),
            false => format!("We ask for {what}{limit}."),
        },
    }
}

/// What the customer is asked for: `“papers”`, or the contact itself.
pub(super) fn asked_for(stated: &Promise) -> String {
    if stated.done_when.is(vocabulary::RECEIVED) {
        "this to reach us".to_owned()
    } else {
        format!("“{}”", stated.done_when)
    }
}

/// What the customer calls what they sent.
fn thing(charter: &Charter, case: &CaseInfo) -> String {
    if let Some(own) = charter.kinds.iter().find(|own| own.name.slug() == case.kind) {
        return own.name.text().to_owned();
    }
    if case.kind != ENQUIRY {
        return match case.kind.as_str() {
            "information-request" | "service-request" => "request".to_owned(),
            "" => "contact".to_owned(),
            kind => kind.replace('-', " "),
        };
    }
    match case.channel.as_deref() {
        None => "enquiry".to_owned(),
        Some("telephone") => "call".to_owned(),
        Some("social-media") => "post".to_owned(),
        Some("in-person") => "visit".to_owned(),
        Some("voicemail") => "voicemail message".to_owned(),
        Some(channel) => Name::new(channel).text().replace('-', " "),
    }
}

/// `Tuesday 3 May 2011` for an ISO date.
pub(super) fn plain_date(iso: &str) -> String {
    local(iso).map_or_else(|| iso.to_owned(), |(day, _)| date(day))
}
