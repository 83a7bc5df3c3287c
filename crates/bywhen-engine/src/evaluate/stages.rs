//! Which stage of a standard each event belongs to.

use super::history::{History, ResolvedEvent};
use crate::moment::Moment;
use crate::outcome::NotCountedBecause;
use crate::plan::{Code, WellKnownEvents};

/// When the stages of one standard were opened for a case.
#[derive(Debug, Default)]
pub(super) struct Stages {
    /// How many stages the standard has.
    count: u8,
    /// By stage, from 2 on.
    openings: Vec<Opening>,
    /// The stage of each event of the history. Empty where the standard has one stage.
    of_events: Vec<u8>,
    /// Requests that opened nothing.
    pub(super) refused: Vec<RefusedRequest>,
}

/// A stage that was opened by a request.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opening {
    pub(super) stage: u8,
    /// From when the stage runs.
    pub(super) at: Moment,
    /// When the customer asked for it: earlier, where the request had to wait.
    pub(super) requested: Moment,
}

/// A request that did not open its stage.
#[derive(Clone, Copy, Debug)]
pub(super) struct RefusedRequest {
    pub(super) stage: u8,
    pub(super) requested: Moment,
    pub(super) because: NotCountedBecause,
}

impl Stages {
    /// Only the first stage is open.
    pub(super) fn new(count: u8, history: &History) -> Stages {
        let mut stages = Stages { count, ..Stages::default() };
        if count > 1 {
            // Without a request an event belongs to the first stage, or to the one that it names.
            let named = |event: &ResolvedEvent| event.stage.unwrap_or(1).min(count);
            stages.of_events.extend(history.events().iter().map(named));
        }
        stages
    }

    /// Notes that a stage was opened, and assigns the events anew.
    pub(super) fn open(&mut self, opening: Opening, history: &History, well_known: &WellKnownEvents) {
        self.openings.push(opening);
        self.assign(history, well_known);
    }

    pub(super) fn opening(&self, stage: u8) -> Option<&Opening> {
        self.openings.iter().find(|opening| opening.stage == stage)
    }

    /// The stage of an event by its place in the history.
    pub(super) fn of_event(&self, place: usize) -> u8 {
        self.of_events.get(place).copied().unwrap_or(1)
    }

    /// Events whose order beside a request is plain come first: whether a stage already had an event is then known for
    /// those whose order is not.
    fn assign(&mut self, history: &History, well_known: &WellKnownEvents) {
        let events = history.events();
        self.of_events.clear();
        self.of_events.resize(events.len(), 0);
        let is_tied = |event: &ResolvedEvent, openings: &[Opening]| {
            openings.iter().any(|opening| event.moment.is_tied_with(&opening.at))
        };
        for tied in [false, true] {
            for (place, event) in events.iter().enumerate() {
                if is_tied(event, &self.openings) == tied {
                    let stage = self.stage_of(event, events, well_known);
                    if let Some(slot) = self.of_events.get_mut(place) {
                        *slot = stage;
                    }
                }
            }
        }
    }

    /// The stage that the event names, else the one that is open at its time.
    fn stage_of(&self, event: &ResolvedEvent, events: &[ResolvedEvent], well_known: &WellKnownEvents) -> u8 {
        if event.event == well_known.received {
            return 1;
        }
        if let Some(stage) = event.stage {
            return stage.min(self.count);
        }
        let mut open = 1;
        for opening in &self.openings {
            let tied = event.moment.is_tied_with(&opening.at);
            let before = !tied && event.moment.instant < opening.at.instant;
            if before || (tied && !self.already_had(event.event, open, opening, events, well_known)) {
                break;
            }
            open = opening.stage;
        }
        open.min(self.count)
    }

    /// Whether a stage had such an event before the request that closed it: then another one is of the next stage. A stage
    /// that was answered has nothing left to acknowledge.
    fn already_had(
        &self,
        event: Code,
        stage: u8,
        closed_by: &Opening,
        events: &[ResolvedEvent],
        well_known: &WellKnownEvents,
    ) -> bool {
        let is_like =
            |other: Code| other == event || (event == well_known.acknowledged && other == well_known.responded);
        events.iter().zip(&self.of_events).any(|(other, of_stage)| {
            let before = !other.moment.is_tied_with(&closed_by.at) && other.moment.instant < closed_by.at.instant;
            is_like(other.event)
                && *of_stage == stage
                && (before || (other.stage == Some(stage) && other.event == event))
        })
    }
}
