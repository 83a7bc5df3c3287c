//! Which stage of a standard each event belongs to.

use super::history::{History, ResolvedEvent};
use crate::moment::Moment;
use crate::outcome::NotCountedBecause;
use crate::plan::{NameId, WellKnownEvents};

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
    pub(super) fn new(count: u8, history: &History, well_known: &WellKnownEvents) -> Stages {
        let mut stages = Stages { count, ..Stages::default() };
        if count > 1 {
            // Without a request an event belongs to the first stage, or to the one that it names.
            let stage_of = |event: &ResolvedEvent| stages.stage_of(event, &[], well_known);
            let of_events = history.events().iter().map(stage_of).collect();
            stages.of_events = of_events;
        }
        stages
    }

    /// Notes that a stage was opened, and assigns the events anew.
    pub(super) fn open(&mut self, opening: Opening, history: &History, well_known: &WellKnownEvents) {
        self.openings.push(opening);
        self.assign(history, well_known);
    }

    /// The stage that is open at a moment.
    pub(super) fn open_at(&self, moment: &Moment) -> u8 {
        let opened = self.openings.iter().filter(|opening| !opening.at.is_after(moment));
        opened.map(|opening| opening.stage).max().unwrap_or(1)
    }

    /// The last stage that was asked for and not refused.
    pub(super) fn last_requested(&self) -> u8 {
        self.openings.iter().map(|opening| opening.stage).max().unwrap_or(1)
    }

    /// Whether a request for a stage came too late already: time does not come back.
    pub(super) fn is_closed(&self, stage: u8) -> bool {
        let too_late = |refused: &RefusedRequest| refused.because == NotCountedBecause::AskedTooLate;
        self.refused.iter().any(|refused| refused.stage == stage && too_late(refused))
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
        let mut had: Vec<Vec<(u8, NameId)>> = vec![Vec::new(); self.openings.len()];
        let is_tied =
            |event: &ResolvedEvent| self.openings.iter().any(|opening| event.moment.is_tied_with(&opening.at));
        let tied: Vec<bool> = events.iter().map(is_tied).collect();
        for turn in [false, true] {
            for (place, event) in events.iter().enumerate().filter(|(place, _)| tied.get(*place) == Some(&turn)) {
                let stage = self.stage_of(event, &had, well_known);
                if let Some(slot) = self.of_events.get_mut(place) {
                    *slot = stage;
                }
                for (opening, had) in self.openings.iter().zip(&mut had).filter(|(opening, _)| opening.stage > stage) {
                    let is_named = event.stage.is_some() && !event.moment.is_after(&opening.at);
                    if (opening.at.is_after(&event.moment) || is_named) && !had.contains(&(stage, event.event)) {
                        had.push((stage, event.event));
                    }
                }
            }
        }
    }

    /// The stage that the event names, else the one that is open at its time. `had` says for each opening which events each
    /// stage had before: which of them it closes depends on the requests that waited.
    fn stage_of(&self, event: &ResolvedEvent, had: &[Vec<(u8, NameId)>], well_known: &WellKnownEvents) -> u8 {
        if event.event == well_known.received {
            return 1;
        }
        if let Some(stage) = event.stage {
            return stage.min(self.count);
        }
        // A stage that was answered has nothing left to acknowledge.
        let answered = (event.event == well_known.acknowledged).then_some(well_known.responded);
        let mut open = 1;
        for (opening, had) in self.openings.iter().zip(had) {
            let tied = event.moment.is_tied_with(&opening.at);
            if !tied && event.moment.instant < opening.at.instant {
                // A request that waits opens its stage later than that of a later stage may have.
                continue;
            }
            let had = |event| had.contains(&(open, event));
            let already_had = || had(event.event) || answered.is_some_and(had);
            if tied && !already_had() {
                break;
            }
            open = opening.stage;
        }
        open.min(self.count)
    }
}
