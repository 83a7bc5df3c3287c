//! From a file of cases to a report of how the standards were met.

use arrow::array::RecordBatch;
use bywhen::calendar::Day;
use bywhen::engine::Moment;
use bywhen::engine::batch::{DetailedVerdict, NameKey, Verdict};
use bywhen::{CaseError, Versions};
use bywhen_table::read::Opened;
use bywhen_table::{AssessError, AssessRequest, AssessedBatch, AssessedRow, BatchAssessor, Summary, TableError, fold};
use chrono::NaiveDate;

use crate::context::{MonthOf, ReportContext, Subject};
use crate::counts_table::counts_table;
use crate::model::Report;
use crate::subjects::ReportSubjects;
use crate::tally::{Observation, Tally};

/// Counts how the standards were met over a table. `progress` is called after each batch.
///
/// # Errors
///
/// As [`assess`](bywhen_table::assess): a row that cannot be judged is counted with its reason.
pub fn attainment(
    request: &AssessRequest<'_>,
    cases: Opened,
    month_of: MonthOf,
    progress: impl FnMut(&Summary),
) -> Result<(Report, Summary), TableError> {
    let counter = Counter::new(request.versions, month_of)?;
    let (tally, summary) = counter.tally(request, cases, BatchAssessor::with_taken, progress)?;
    let mut report = tally.report(&counter.context(request)?);
    report.rows.repeated_ids = summary.repeated_ids.clone();
    report.rows.before_receipt = summary.before_receipt.clone();
    report.rows.assumed = summary.assumed.clone();
    Ok((report, summary))
}

/// The counts alone, for a table that is counted in parts on several machines: those of the parts add up to those of the
/// whole.
///
/// A line for each promise, channel and month that has a case: `promise`, `channel` (null: not known), `month`
/// (`2026-04`), then a count for each [status](bywhen::Status), by its name, and `refused`. The rows that were refused are
/// counted in a line of their own, of no promise.
///
/// # Errors
///
/// As [`assess`](bywhen_table::assess): a row that cannot be judged is counted as refused.
pub fn counts(request: &AssessRequest<'_>, cases: Opened, month_of: MonthOf) -> Result<RecordBatch, TableError> {
    let counter = Counter::new(request.versions, month_of)?;
    let (tally, _) = counter.tally(request, cases, BatchAssessor::without_assumed, |_| {})?;
    Ok(counts_table(&tally, &counter.subjects, &counter.channels)?)
}

/// The promises and channels that are counted into.
struct Counter<'p> {
    versions: &'p Versions,
    month_of: MonthOf,
    subjects: Vec<Subject>,
    /// For each version, the place of each of its promises among the subjects. The customer's windows have none.
    places: Vec<Vec<Option<u16>>>,
    channels: Vec<String>,
    /// For each version, its channels.
    channels_of: Vec<Vec<Channel>>,
}

/// A channel of a version.
struct Channel {
    key: NameKey,
    /// Its place among those that are counted into.
    place: u16,
    /// Cost of one contact in pence.
    pence: Option<u32>,
}

impl<'p> Counter<'p> {
    fn new(versions: &'p Versions, month_of: MonthOf) -> Result<Counter<'p>, TableError> {
        let ReportSubjects { subjects, places } = ReportSubjects::of(versions.plans());
        let mut channels: Vec<String> = Vec::new();
        let mut channels_of: Vec<Vec<Channel>> = Vec::with_capacity(versions.plans().len());
        for plan in versions.plans() {
            let of_plan = plan.channel_slugs().filter_map(|slug| {
                let known = channels.iter().position(|known| known == slug);
                let place = known.unwrap_or_else(|| {
                    channels.push(slug.to_owned());
                    channels.len() - 1
                });
                let cost = plan.charter().costs.iter().find(|cost| cost.channel.slug() == slug);
                let pence = cost.map(|cost| cost.pence);
                Some(Channel { key: plan.channel(slug).ok()?, place: u16::try_from(place).ok()?, pence })
            });
            channels_of.push(of_plan.collect());
        }
        if versions.plans().is_empty() {
            return Err(AssessError::NoCharter.into());
        }
        Ok(Counter { versions, month_of, subjects, places, channels, channels_of })
    }

    /// Counts the cases of a table.
    fn tally<'q>(
        &self,
        request: &'q AssessRequest<'q>,
        cases: Opened,
        configure: impl Fn(BatchAssessor<'q>) -> BatchAssessor<'q>,
        progress: impl FnMut(&Summary),
    ) -> Result<(Tally, Summary), TableError> {
        let start = || Tally::new(small(self.subjects.len()), small(self.channels.len()));
        let count = |tally: &mut Tally, assessed: &AssessedBatch<'_>| self.count(assessed, tally);
        let (parts, summary) = fold(request, cases, configure, start, count, progress)?;
        let mut whole = start();
        parts.iter().for_each(|part| whole.merge(part));
        Ok((whole, summary))
    }

    /// Counts a batch.
    fn count(&self, assessed: &AssessedBatch<'_>, tally: &mut Tally) {
        for row in assessed.each() {
            tally.assess(1);
            let channel = row.channel().and_then(|channel| self.channel(&row, channel));
            let pence = channel.and_then(|channel| channel.pence);
            let channel = channel.map(|channel| channel.place);
            tally.contact(channel, pence);
            let received = row.received().map(Day::date);
            let mut counted = 0;
            for DetailedVerdict { verdict, taken, .. } in row.detailed_verdicts() {
                let place = self.places.get(row.version).and_then(|places| places.get(usize::from(verdict.promise)));
                let Some(promise) = place.copied().flatten() else { continue };
                let Some(on) = self.counted_on(received, verdict) else { continue };
                counted += 1;
                let Verdict { status, varied, .. } = *verdict;
                // What a version, a variation or a fact makes count in another unit cannot be put beside the others.
                let unit = self.subjects.get(usize::from(promise)).map(|subject| subject.unit.tick());
                let taken = taken.filter(|(_, tick)| Some(*tick) == unit).map(|(taken, _)| taken);
                tally.mark_answered_by(promise, row.version);
                tally.add(&Observation { promise, channel, on, status, taken, varied });
            }
            if counted == 0 {
                tally.without_promise(1);
            }
        }
        for refusal in assessed.refused {
            tally.refuse(assessed.rows.first + refusal.row as u64, &refusal.category);
        }
    }

    fn channel(&self, row: &AssessedRow<'_>, channel: NameKey) -> Option<&Channel> {
        self.channels_of.get(row.version)?.iter().find(|known| known.key == channel)
    }

    /// The day in whose month a verdict counts: what has no due date counts in the month of receipt.
    fn counted_on(&self, received: Option<NaiveDate>, verdict: &Verdict) -> Option<NaiveDate> {
        let due = verdict.due().filter(|_| self.month_of == MonthOf::Due);
        due.map(|due| due.day.date()).or(received)
    }

    fn context(&self, request: &AssessRequest<'_>) -> Result<ReportContext, TableError> {
        let plans = self.versions.plans();
        let (Some(first), Some(last)) = (plans.first(), plans.last()) else {
            return Err(AssessError::NoCharter.into());
        };
        let mut charter = last.charter_info();
        charter.in_force.from = first.charter().in_force.from;
        charter.version = plans.iter().map(|plan| plan.charter().version.as_str()).collect::<Vec<_>>().join(", ");
        let at = Moment::asked(request.at, &last.charter().zone)
            .map_err(|error| AssessError::Case(CaseError::Time { event: "at".to_owned(), error }))?;
        Ok(ReportContext {
            charter,
            council: last.charter().council.clone(),
            calendar: last.calendar_info(),
            choices: last
                .chosen()
                .iter()
                .map(|(choice, option)| (choice.text().to_owned(), option.text().to_owned()))
                .collect(),
            columns: request.column_spec.columns.clone(),
            at: at.local(),
            month_of: self.month_of,
            subjects: self.subjects.clone(),
            channels: self.channels.iter().map(|slug| slug.replace('-', " ")).collect(),
            costed: plans.iter().any(|plan| !plan.charter().costs.is_empty()),
        })
    }
}

fn small(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}
