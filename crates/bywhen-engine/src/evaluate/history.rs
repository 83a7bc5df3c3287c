//! What has happened to a case, by time. Worked out anew from the list of events, whose order does not matter.

use bywhen_calendar::Day;

use super::turns::turns;
use crate::case_error::CaseError;
use crate::moment::Moment;
use crate::plan::{NameId, Plan, PlannedStandard};

/// One event of a case, with its name resolved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ResolvedEvent {
    pub(crate) event: NameId,
    /// The stage that the asker says it belongs to.
    pub(crate) stage: Option<u8>,
    pub(crate) moment: Moment,
    /// The date or time that was given with it.
    pub(crate) until: Option<Moment>,
    /// The reason that was given with it, among those that the charter names.
    pub(crate) reason: Option<NameId>,
}

/// The events that have happened by the moment of the question, and those that are known beforehand.
#[derive(Debug)]
pub(crate) struct History {
    /// By time.
    events: Vec<ResolvedEvent>,
    received: Moment,
    at: Moment,
    end: Option<CaseEnd>,
}

/// The end of a case, after which nothing more is owed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CaseEnd {
    /// What ended it.
    pub(crate) event: NameId,
    /// When it did, as it was given.
    pub(crate) moment: Moment,
    /// Up to when the case is looked at: the end of the day where only the day is known.
    as_of: Moment,
}

impl History {
    /// An empty history as of a moment.
    pub(crate) fn new(at: Moment) -> History {
        History { events: Vec::new(), received: at, at, end: None }
    }

    /// Takes the events of a case, in any order, in place of what it held: room is kept for the next case.
    ///
    /// `standards` are those that apply.
    pub(crate) fn take(
        &mut self,
        plan: &Plan,
        standards: &[&PlannedStandard],
        events: impl Iterator<Item = Result<ResolvedEvent, CaseError>>,
    ) -> Result<(), CaseError> {
        self.events.clear();
        let stages = standards.iter().map(|standard| standard.stages).max();
        let first_day = standards.iter().map(|standard| standard.first_day).max().unwrap_or(Day::FIRST);
        let mut receipt: Option<Moment> = None;
        for event in events {
            let mut event = event?;
            let is_receipt = event.event == plan.well_known().received;
            if is_receipt {
                event.stage = None; // it is of the first, whatever is said
            }
            if let (Some(stage), Some(stages)) = (event.stage, stages)
                && (stage == 0 || stage > stages)
            {
                return Err(CaseError::NoSuchStage { event: plan.events().slug(event.event), stage });
            }
            let (moment, day) = (event.moment, event.moment.day());
            if day < first_day {
                return Err(CaseError::TooEarly { event: plan.events().slug(event.event), day: day.date() });
            }
            if is_receipt && receipt.is_none_or(|first| comes_before(&moment, &first)) {
                receipt = Some(moment);
            }
            if moment.instant <= self.at.instant || plan.is_scheduled(event.event) {
                self.events.push(event);
            }
        }
        self.received = receipt.ok_or(CaseError::NotReceived)?;
        if self.received.instant > self.at.instant {
            return Err(CaseError::NotYetReceived {
                received: self.received.date_or_time().to_string(),
                at: self.at.local().to_string(),
            });
        }
        self.drop_repeated_days();
        // Of events of one moment, whatever else they say, the order must be the same however they were listed.
        let key = |one: &ResolvedEvent| {
            let until = one.until.map(|until| (until.instant, until.day_only));
            (one.moment.instant, one.moment.day_only, one.event, one.stage, until, one.reason)
        };
        self.events.sort_unstable_by_key(key);
        self.events.dedup_by_key(|one| key(one));
        self.end = self.end_of_case(plan)?;
        if let Some(end) = self.end {
            self.events.retain(|one| one.moment.instant <= end.as_of.instant || plan.is_scheduled(one.event));
        }
        Ok(())
    }

    /// The end of the case, unless it was reopened since. One before receipt is none.
    fn end_of_case(&self, plan: &Plan) -> Result<Option<CaseEnd>, CaseError> {
        let happened = || self.events.iter().filter(|one| one.moment.instant <= self.at.instant);
        let ends = || happened().filter(|one| plan.ends().contains(&one.event) && !self.received.is_after(&one.moment));
        let moments = |events: &mut dyn Iterator<Item = &ResolvedEvent>| events.map(|one| one.moment).collect();
        if ends().next().is_none() {
            return Ok(None);
        }
        let reopened = moments(&mut happened().filter(|one| one.event == plan.well_known().reopened));
        let Some((since, None)) = turns(moments(&mut ends()), reopened).last().copied() else { return Ok(None) };
        let is_then = |event: &&NameId| ends().any(|one| one.event == **event && one.moment == since);
        let Some(event) = plan.ends().iter().find(is_then).copied() else { return Ok(None) };
        let end_of_day = || Moment::end_of(since.day(), &plan.charter().zone);
        let placed = if since.day_only { end_of_day() } else { Ok(since) };
        let as_of =
            placed.map_err(|error| CaseError::Time { event: plan.events().slug(event), error: error.into() })?;
        let as_of = if as_of.instant < self.at.instant { as_of } else { self.at };
        Ok(Some(CaseEnd { event, moment: since, as_of }))
    }

    /// The end of the case, if it has ended.
    pub(crate) fn end(&self) -> Option<&CaseEnd> {
        self.end.as_ref()
    }

    /// As of when the case is looked at: the moment of the question, or the end of the case.
    pub(crate) fn as_of(&self) -> Moment {
        self.end.map_or(self.at, |end| end.as_of)
    }

    /// A date alone beside the same event with its time on that day is the same event given twice, unless the two say
    /// something different.
    fn drop_repeated_days(&mut self) {
        if !self.events.iter().any(|one| one.moment.day_only) {
            return;
        }
        let key = |one: &ResolvedEvent| {
            let until = one.until.map(|until| (until.instant, until.day_only));
            (one.event, one.stage, one.moment.day(), until, one.reason)
        };
        let mut timed: Vec<_> = self.events.iter().filter(|one| !one.moment.day_only).map(key).collect();
        timed.sort_unstable();
        self.events.retain(|one| !one.moment.day_only || timed.binary_search(&key(one)).is_err());
    }

    /// When the case came in.
    pub(crate) fn received(&self) -> Moment {
        self.received
    }

    /// Every event by time, also those that are known beforehand and still to come.
    pub(crate) fn events(&self) -> &[ResolvedEvent] {
        &self.events
    }

    /// When an event first happened, or will.
    pub(crate) fn first(&self, event: NameId) -> Option<Moment> {
        self.events.iter().find(|one| one.event == event).map(|first| first.moment)
    }

    /// Whether an event has happened by a moment.
    pub(crate) fn happened(&self, event: NameId, by: &Moment) -> bool {
        self.first(event).is_some_and(|first| first.instant <= by.instant)
    }

    /// The first moment still to come at which something known beforehand happens.
    pub(crate) fn next_scheduled(&self) -> Option<Moment> {
        self.events.iter().map(|one| one.moment).find(|moment| moment.instant > self.at.instant)
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
