//! What has happened to a case, stage by stage. Worked out anew from the list of events, whose order does not matter.

use bywhen_calendar::Day;

use super::CaseError;
use crate::moment::Moment;
use crate::plan::{Code, Plan};

/// One event of a case, with its name resolved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Happening {
    pub(crate) event: Code,
    /// The stage that the asker says it belongs to.
    pub(crate) stage: Option<u8>,
    pub(crate) moment: Moment,
    /// The date or time that was given with it.
    pub(crate) until: Option<Moment>,
    /// The reason that was given with it, among those that the charter names.
    pub(crate) reason: Option<Code>,
}

/// The events that have happened by the moment of the question.
#[derive(Debug)]
pub(crate) struct History {
    /// By time.
    happenings: Vec<Happening>,
    /// When each stage from 2 on was asked for, by stage.
    openings: Vec<(u8, Moment)>,
    escalated: Code,
    received: Moment,
    at: Moment,
}

impl History {
    /// An empty history as of a moment.
    pub(crate) fn new(plan: &Plan, at: Moment) -> History {
        History {
            happenings: Vec::new(),
            openings: Vec::new(),
            escalated: plan.landmarks().escalated,
            received: at,
            at,
        }
    }

    /// Takes the events of a case, in any order, in place of what it held: room is kept for the next case.
    ///
    /// `stages` is the most that a standard for the contact has, where one applies.
    pub(crate) fn take(
        &mut self,
        plan: &Plan,
        stages: Option<u8>,
        events: impl Iterator<Item = Result<Happening, CaseError>>,
    ) -> Result<(), CaseError> {
        self.happenings.clear();
        let mut receipt: Option<Moment> = None;
        for event in events {
            let event = event?;
            if let (Some(stage), Some(stages)) = (event.stage, stages)
                && (stage == 0 || stage > stages)
            {
                return Err(CaseError::NoSuchStage { event: plan.events().slug(event.event), stage });
            }
            let (moment, day) = (event.moment, event.moment.day());
            if day < plan.landmarks().first_day {
                return Err(CaseError::TooEarly { event: plan.events().slug(event.event), day: day.date() });
            }
            if event.event == plan.landmarks().received && receipt.is_none_or(|first| comes_before(&moment, &first)) {
                receipt = Some(moment);
            }
            if moment.instant <= self.at.instant || plan.is_scheduled(event.event) {
                self.happenings.push(event);
            }
        }
        self.received = receipt.ok_or(CaseError::NotReceived)?;
        if self.received.instant > self.at.instant {
            return Err(CaseError::NotYetReceived { received: self.received.iso(), at: self.at.iso() });
        }
        self.tell_once();
        // Of events of one moment, whatever else they say, the order must be the same however they were listed.
        self.happenings.sort_unstable_by_key(|one| {
            let until = one.until.map(|until| (until.instant, until.day_only));
            (one.moment.instant, one.moment.day_only, one.event, one.stage, until, one.reason)
        });
        self.open_stages();
        Ok(())
    }

    /// A day that is also told with its time says nothing more.
    fn tell_once(&mut self) {
        if !self.happenings.iter().any(|one| one.moment.day_only) {
            return;
        }
        let timed: Vec<(Code, Option<u8>, Day)> = self
            .happenings
            .iter()
            .filter(|one| !one.moment.day_only)
            .map(|one| (one.event, one.stage, one.moment.day()))
            .collect();
        self.happenings.retain(|one| {
            !one.moment.day_only || one.until.is_some() || !timed.contains(&(one.event, one.stage, one.moment.day()))
        });
    }

    /// Finds when each stage was asked for: requests that name a stage first, then each other one opens the next.
    fn open_stages(&mut self) {
        self.openings.clear();
        let requests = self.happenings.iter().filter(|happening| happening.event == self.escalated);
        for request in requests.clone() {
            if let Some(stage) = request.stage
                && self.openings.iter().all(|(opened, _)| *opened != stage)
            {
                self.openings.push((stage, request.moment));
            }
        }
        for request in requests.filter(|request| request.stage.is_none()) {
            let free = (2..=u8::MAX).find(|stage| self.openings.iter().all(|(opened, _)| opened != stage));
            if let Some(stage) = free {
                self.openings.push((stage, request.moment));
            }
        }
        self.openings.sort_unstable_by_key(|(stage, _)| *stage);
    }

    /// When the case came in.
    pub(crate) fn received(&self) -> Moment {
        self.received
    }

    /// When an event first happened in a stage of a standard that has `stages` of them.
    pub(crate) fn first(&self, event: Code, stage: u8, stages: u8) -> Option<Moment> {
        if event == self.escalated {
            return self.openings.iter().find(|(opened, _)| *opened == stage).map(|(_, moment)| *moment);
        }
        self.all(event, stage, stages).next().map(|happening| happening.moment)
    }

    /// Every time an event happened in a stage of a standard that has `stages` of them, by time.
    pub(crate) fn all(&self, event: Code, stage: u8, stages: u8) -> impl Iterator<Item = &Happening> {
        self.of(event).filter(move |happening| self.stage_of(happening, stages) == stage)
    }

    /// Whether an event has happened at all.
    pub(crate) fn happened(&self, event: Code) -> bool {
        self.of(event).next().is_some()
    }

    fn of(&self, event: Code) -> impl Iterator<Item = &Happening> {
        self.happenings.iter().filter(move |happening| happening.event == event)
    }

    /// The stage an event belongs to: the one it names, else the one that is open at its time.
    ///
    /// An answer and a request of the same moment (of the same day, where only days are known) are in their usual
    /// order: the answer came first, unless the stage before already had one.
    fn stage_of(&self, happening: &Happening, stages: u8) -> u8 {
        if let Some(stage) = happening.stage {
            return stage.min(stages);
        }
        let mut open = 1;
        for (stage, opening) in &self.openings {
            let tied = opening.instant == happening.moment.instant;
            let wanting = || {
                !self
                    .of(happening.event)
                    .any(|other| other.stage.map_or(other.moment.instant < opening.instant, |stage| stage == open))
            };
            if opening.instant > happening.moment.instant || (tied && wanting()) {
                break;
            }
            open = *stage;
        }
        open.min(stages)
    }
}

/// Whether one receipt is earlier than another. Of the same day, the one whose time is known says more.
fn comes_before(one: &Moment, other: &Moment) -> bool {
    match (one.day() == other.day(), one.day_only, other.day_only) {
        (true, false, true) => true,
        (true, true, false) => false,
        _ => one.instant < other.instant,
    }
}
