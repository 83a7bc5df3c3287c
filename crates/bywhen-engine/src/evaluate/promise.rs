//! From a promise and the events of a case to its due date: the limit that applies, what varies it, what puts it off.

use super::history::Happening;
use super::limit::{Dated, Reckoning, Scope};
use super::query::Query;
use crate::charter::Completion;
use crate::counting::{CountError, Due};
use crate::moment::Moment;
use crate::plan::{
    Plan, PlannedExtension, PlannedLimit, PlannedPromise, PlannedPutOff, PlannedStandard, PlannedTold, PlannedVariation,
};

/// What a promise's limit comes to, and which limit that is.
pub(super) struct Reckoned<'p> {
    pub(super) reckoning: Reckoning<'p>,
    pub(super) limit: &'p PlannedLimit,
    /// The notice that relaxed it.
    pub(super) variation: Option<&'p PlannedVariation>,
    /// When it was done.
    pub(super) done: Option<Moment>,
}

impl Plan {
    /// `None` where the promise does not apply to the case.
    pub(super) fn reckon_promise<'p>(
        &'p self,
        query: &Query<'_>,
        standard: &'p PlannedStandard,
        promise: &'p PlannedPromise,
    ) -> Result<Option<Reckoned<'p>>, CountError> {
        let done = self.done_at(query, standard, promise);
        let scope = Scope { query, standard, promise, end: done.unwrap_or(query.at) };
        let first = |limits: &'p [(_, PlannedLimit)]| applicable(query, limits);
        let Some(mut limit) = first(&promise.limits) else { return Ok(None) };
        let mut reckoning = self.reckon(scope, limit)?;
        let mut variation = None;
        if let (Reckoning::Dated(dated), false) = (&reckoning, promise.variations.is_empty()) {
            let began = dated.began().day();
            let holds = promise
                .variations
                .iter()
                .rfind(|variation| variation.from <= began && variation.until.is_none_or(|until| began <= until));
            if let Some((notice, varied)) = holds.and_then(|notice| Some((notice, first(&notice.limits)?))) {
                (limit, variation) = (varied, Some(notice));
                reckoning = self.reckon(scope, limit)?;
            }
        }
        if let Reckoning::Dated(dated) = &mut reckoning {
            self.extend(scope, dated)?;
        }
        Ok(Some(Reckoned { reckoning, limit, variation, done }))
    }

    /// The event that kept a promise: the first, or for the final answer the last while the case has not been reopened.
    fn done_at(&self, query: &Query<'_>, standard: &PlannedStandard, promise: &PlannedPromise) -> Option<Moment> {
        let (stage, stages, history) = (promise.stage, standard.stages, query.history);
        if promise.completion == Completion::Last {
            let last = history.all(promise.done_when, stage, stages).last()?.moment;
            let open =
                history.all(self.landmarks().reopened, stage, stages).any(|again| again.moment.instant > last.instant);
            return (!open).then_some(last);
        }
        let happened = |event| history.first(event, stage, stages);
        happened(promise.done_when).or_else(|| promise.or_when.and_then(happened))
    }

    /// Puts a due date off by each notice that the charter allows, in the order in which they were given.
    fn extend<'p>(&'p self, scope: Scope<'_, 'p>, dated: &mut Dated<'p>) -> Result<(), CountError> {
        let (promise, stages) = (scope.promise, scope.standard.stages);
        if promise.extensions.is_empty() {
            return Ok(());
        }
        let mut notices: Vec<(&Happening, usize)> = Vec::new();
        for (index, extension) in promise.extensions.iter().enumerate() {
            let events = scope.query.history.all(extension.by_event, promise.stage, stages);
            notices
                .extend(events.filter(|event| event.moment.instant <= scope.end.instant).map(|event| (event, index)));
        }
        notices.sort_unstable_by_key(|(event, index)| (event.moment.instant, *index));
        let mut used: Vec<u8> = vec![0; promise.extensions.len()];
        let mut spent: Option<&Happening> = None;
        for (notice, index) in notices {
            let (Some(extension), Some(times)) = (promise.extensions.get(index), used.get_mut(index)) else { continue };
            let again = spent.is_some_and(|spent| std::ptr::eq(spent, notice));
            if again || *times >= extension.times || !self.allows(scope, extension, notice, dated)? {
                continue;
            }
            if let Some((due, stopped)) = self.extended(scope, extension, notice, dated)?
                && due.at > dated.run.due.at
            {
                *times += 1;
                spent = Some(notice);
                dated.run.due = due;
                dated.stopped |= stopped;
                dated.extended.push((notice.moment, due));
            }
        }
        Ok(())
    }

    /// Whether a notice is one of those that the charter allows: its reason, its case, and that it came in time.
    fn allows<'p>(
        &'p self,
        scope: Scope<'_, 'p>,
        extension: &'p PlannedExtension,
        notice: &Happening,
        dated: &Dated<'p>,
    ) -> Result<bool, CountError> {
        let reason =
            extension.reasons.is_empty() || notice.reason.is_some_and(|reason| extension.reasons.contains(&reason));
        if !reason || !extension.when.holds(scope.query) {
            return Ok(false);
        }
        let told = notice.moment.instant.seconds();
        Ok(match &extension.told {
            PlannedTold::Whenever => true,
            PlannedTold::Within(limit) => match self.reckon(scope, limit)? {
                Reckoning::Dated(limit) => told <= limit.run.due.at.seconds(),
                _ => false,
            },
            PlannedTold::BeforeDue => told <= dated.run.due.at.seconds(),
        })
    }

    /// To when a notice puts the due date off: to the date that it gives, and at most as far as the charter allows. And
    /// whether the clock stands still in the time that was added; a date that was given stays where it is.
    fn extended<'p>(
        &'p self,
        scope: Scope<'_, 'p>,
        extension: &'p PlannedExtension,
        notice: &Happening,
        dated: &Dated<'p>,
    ) -> Result<Option<(Due, bool)>, CountError> {
        let zone = &self.charter().zone;
        let given = notice.until.map(|until| {
            let at = if until.day_only { zone.end_of_day(until.day()) } else { until.instant };
            (Due { day: until.day(), at }, false)
        });
        let most = match &extension.to {
            PlannedPutOff::By(count) => {
                let from = Moment::at(dated.run.due.at, zone)?;
                let (stops, open) = self.stops(scope, dated.run.clock, &from, scope.end)?;
                let due = self.tables(dated.run.clock, false).due(count, &from, &stops)?;
                Some((due, open.is_some_and(|open| open.instant <= due.at)))
            }
            PlannedPutOff::Limit(limit) => match self.reckon(scope, limit)? {
                Reckoning::Dated(limit) => Some((limit.run.due, limit.stopped)),
                _ => None,
            },
            PlannedPutOff::DateGiven => None,
        };
        Ok(match (given, most) {
            (Some(given), Some(most)) => Some(if given.0.at < most.0.at { given } else { most }),
            (given, most) => given.or(most),
        })
    }
}

/// The first limit whose condition holds.
fn applicable<'p>(
    query: &Query<'_>,
    limits: &'p [(crate::plan::PlannedCondition, PlannedLimit)],
) -> Option<&'p PlannedLimit> {
    limits.iter().find(|(condition, _)| condition.holds(query)).map(|(_, limit)| limit)
}

impl Dated<'_> {
    /// When the first of its clocks started.
    pub(super) fn began(&self) -> &Moment {
        self.before.as_ref().map_or(&self.run.start, |before| before.began())
    }
}
