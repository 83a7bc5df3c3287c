//! What has happened to a case, stage by stage. Worked out anew from the list of events, whose order does not matter.

use bywhen_calendar::Day;

use crate::moment::Moment;
use crate::name::Name;
use crate::plan::Code;

/// One event of a case, with its name resolved.
#[derive(Clone, Debug)]
pub(crate) struct Happening {
    pub(crate) event: Code,
    /// The stage that the asker says it belongs to.
    pub(crate) stage: Option<u8>,
    pub(crate) moment: Moment,
    /// The date that was given with it.
    pub(crate) until: Option<Day>,
    /// The reason that was given with it.
    pub(crate) reason: Option<Name>,
}

/// The events that have happened by the moment of the question.
#[derive(Debug)]
pub(crate) struct History {
    /// By time.
    happenings: Vec<Happening>,
    /// When each stage from 2 on was asked for, by stage.
    openings: Vec<(u8, Moment)>,
    escalated: Code,
    /// When the case came in.
    pub(crate) received: Moment,
}

impl History {
    pub(crate) fn new(mut happenings: Vec<Happening>, escalated: Code, received: Moment) -> History {
        happenings.sort_by_key(|happening| (happening.moment.instant, happening.event));
        let requests = happenings.iter().filter(|happening| happening.event == escalated);
        let mut openings: Vec<(u8, Moment)> = Vec::new();
        for request in requests.clone() {
            if let Some(stage) = request.stage
                && openings.iter().all(|(opened, _)| *opened != stage)
            {
                openings.push((stage, request.moment));
            }
        }
        for request in requests.filter(|request| request.stage.is_none()) {
            let free = (2..=u8::MAX).find(|stage| openings.iter().all(|(opened, _)| opened != stage));
            if let Some(stage) = free {
                openings.push((stage, request.moment));
            }
        }
        openings.sort_by_key(|(stage, _)| *stage);
        History { happenings, openings, escalated, received }
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
