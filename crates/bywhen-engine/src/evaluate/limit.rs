//! From a limit and the events of a case to a due date.

use super::query::Query;
use crate::counting::{CountError, Due, Tables};
use crate::moment::Moment;
use crate::plan::{Code, Plan, PlannedClock, PlannedLimit, PlannedPromise, PlannedStandard};

/// What a limit comes to for a case.
#[derive(Debug)]
pub(super) enum Reckoning<'p> {
    /// The charter gives no figure.
    Unstated,
    /// The clock starts at something that has not happened and cannot be foreseen.
    Waiting(&'p PlannedClock),
    /// A date.
    Dated(Dated<'p>),
}

/// A due date and where it comes from.
#[derive(Debug)]
pub(super) struct Dated<'p> {
    pub(super) clock: &'p PlannedClock,
    /// The start of the clock, or what stands in for it.
    pub(super) start: Moment,
    pub(super) due: Due,
    /// The events that have not happened and whose own due dates stand in for them, first things first.
    pub(super) awaiting: Vec<Code>,
}

impl Plan {
    /// The tables that a clock counts with. Receipt rules are among them only where the customer sets it off.
    pub(super) fn tables(&self, clock: &PlannedClock) -> Tables<'_> {
        let calendar = self.calendar(clock.calendar);
        Tables {
            zone: &self.charter().zone,
            working_days: calendar.map(|calendar| &calendar.days),
            hours: self.hours(clock.hours),
            receipt: calendar.filter(|_| clock.by_customer).map(|calendar| calendar.receipt),
        }
    }

    /// The limit of a promise that applies to the case, if any does.
    pub(super) fn limit<'p>(&self, query: &Query<'_>, promise: &'p PlannedPromise) -> Option<&'p PlannedLimit> {
        promise.limits.iter().find(|(condition, _)| condition.holds_for(query)).map(|(_, limit)| limit)
    }

    pub(super) fn reckon<'p>(
        &'p self,
        query: &Query<'p>,
        standard: &'p PlannedStandard,
        limit: &'p PlannedLimit,
    ) -> Result<Reckoning<'p>, CountError> {
        match limit {
            PlannedLimit::Unstated => Ok(Reckoning::Unstated),
            PlannedLimit::Clock(clock) => self.reckon_clock(query, standard, clock),
            PlannedLimit::EarlierOf(limits) => self.choose(query, standard, limits, Choice::Earlier),
            PlannedLimit::LaterOf(limits) => self.choose(query, standard, limits, Choice::Later),
        }
    }

    fn reckon_clock<'p>(
        &'p self,
        query: &Query<'p>,
        standard: &'p PlannedStandard,
        clock: &'p PlannedClock,
    ) -> Result<Reckoning<'p>, CountError> {
        let (start, awaiting) = match query.history.first(clock.event, clock.stage, standard.stages) {
            Some(moment) => (moment, Vec::new()),
            None => match self.foresee(query, standard, clock)? {
                Some(foreseen) => foreseen,
                None => return Ok(Reckoning::Waiting(clock)),
            },
        };
        let due = self.tables(clock).due(&clock.count, &start, &[])?;
        Ok(Reckoning::Dated(Dated { clock, start, due, awaiting }))
    }

    /// Until our own event has happened, its due date stands in for it.
    fn foresee<'p>(
        &'p self,
        query: &Query<'p>,
        standard: &'p PlannedStandard,
        clock: &'p PlannedClock,
    ) -> Result<Option<(Moment, Vec<Code>)>, CountError> {
        let promise = clock.promised_by.and_then(|index| standard.promises.get(usize::from(index)));
        let Some(limit) = promise.and_then(|promise| self.limit(query, promise)) else { return Ok(None) };
        let Reckoning::Dated(mut before) = self.reckon(query, standard, limit)? else { return Ok(None) };
        before.awaiting.push(clock.event);
        Ok(Some((Moment::at(before.due.at, &self.charter().zone)?, before.awaiting)))
    }

    /// The earlier or the later of several limits. While one of them waits, the earlier is at most what is known, and
    /// the later is not known at all.
    fn choose<'p>(
        &'p self,
        query: &Query<'p>,
        standard: &'p PlannedStandard,
        limits: &'p [PlannedLimit],
        choice: Choice,
    ) -> Result<Reckoning<'p>, CountError> {
        let mut chosen: Option<Dated<'p>> = None;
        let mut waiting: Vec<&'p PlannedClock> = Vec::new();
        for limit in limits {
            match self.reckon(query, standard, limit)? {
                Reckoning::Unstated => {}
                Reckoning::Waiting(clock) => waiting.push(clock),
                Reckoning::Dated(dated) => {
                    let better = chosen.as_ref().is_none_or(|best| match choice {
                        Choice::Earlier => dated.due.at < best.due.at,
                        Choice::Later => dated.due.at > best.due.at,
                    });
                    if better {
                        chosen = Some(dated);
                    }
                }
            }
        }
        Ok(match (chosen, waiting.first(), choice) {
            (_, Some(clock), Choice::Later) => Reckoning::Waiting(clock),
            (Some(mut dated), _, _) => {
                for clock in waiting {
                    if !dated.awaiting.contains(&clock.event) {
                        dated.awaiting.push(clock.event);
                    }
                }
                Reckoning::Dated(dated)
            }
            (None, Some(clock), Choice::Earlier) => Reckoning::Waiting(clock),
            (None, None, _) => Reckoning::Unstated,
        })
    }
}

#[derive(Clone, Copy)]
enum Choice {
    Earlier,
    Later,
}
