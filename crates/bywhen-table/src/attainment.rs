//! From a file of cases to a report of how the standards were met.

use arrow::array::RecordBatch;
use bywhen::calendar::Day;
use bywhen::engine::Moment;
use bywhen::engine::batch::{NameKey, Verdict};
use bywhen::{CaseError, Versions};
use chrono::NaiveDate;

use crate::assess::AssessRequest;
use crate::batch_assessor::{AssessedBatch, AssessedRow, BatchAssessor};
use crate::error::AssessError;
use crate::error::TableError;
use crate::parallel::for_each_batch;
use crate::read::{Opened, Rows};
use crate::report::{self, MonthOf, Observation, Report, ReportContext, Subject, Tally};
use crate::subjects::ReportSubjects;
use crate::summary::{BatchSummary, Summary, SummaryBuilder};

/// Counts how the standards were met over a table. `progress` is called after each batch.
///
/// # Errors
///
/// As [`assess`](crate::assess): a row that cannot be judged is counted with its reason.
pub fn report(
    request: &AssessRequest<'_>,
    cases: Opened,
    month_of: MonthOf,
    progress: impl FnMut(&Summary),
) -> Result<(Report, Summary), TableError> {
    let (counter, tally, summary) = tally_cases(request, cases, month_of, BatchAssessor::with_taken, progress)?;
    let mut report = tally.report(&counter.context(request)?);
    report.rows.repeated_ids = summary.repeated_ids.clone();
    report.rows.before_receipt = summary.before_receipt.clone();
    report.rows.assumed = summary.assumed.clone();
    Ok((report, summary))
}

/// The counts alone, by promise, channel and month, as [`report::counts`](crate::report::counts) has them: those of the
/// parts of a table add up to those of the whole.
///
/// # Errors
///
/// As [`assess`](crate::assess): a row that cannot be judged is counted as refused.
pub fn counts(request: &AssessRequest<'_>, cases: Opened, month_of: MonthOf) -> Result<RecordBatch, TableError> {
    let (counter, tally, _) = tally_cases(request, cases, month_of, BatchAssessor::without_assumed, |_| {})?;
    Ok(report::counts(&tally, &counter.subjects, &counter.channels)?)
}

fn tally_cases<'q>(
    request: &'q AssessRequest<'q>,
    cases: Opened,
    month_of: MonthOf,
    configure: impl Fn(BatchAssessor<'q>) -> BatchAssessor<'q>,
    mut progress: impl FnMut(&Summary),
) -> Result<(Counter<'q>, Tally, Summary), TableError> {
    let counter = Counter::new(request.versions, month_of)?;
    let (reader, assessors) = request.open(cases)?;
    let tally = || Tally::new(small(counter.subjects.len()), small(counter.channels.len()));
    let mut workers: Vec<(BatchAssessor<'_>, Tally)> =
        assessors.into_iter().map(|assessor| (configure(assessor), tally())).collect();
    let mut summary = SummaryBuilder::new();
    let work = |(assessor, tally): &mut (BatchAssessor<'_>, Tally), rows: Rows| -> Result<BatchSummary, TableError> {
        let assessed = assessor.assess(&rows)?;
        request.fail_if_strict(&assessed)?;
        counter.count(&assessed, tally);
        Ok(BatchSummary::of(&assessed))
    };
    for_each_batch(reader, &mut workers, work, |part| {
        progress(summary.add(part));
        Ok(())
    })?;
    let mut whole = tally();
    workers.iter().for_each(|(_, part)| whole.merge(part));
    Ok((counter, whole, summary.finish()))
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
            for (verdict, taken) in row.verdicts_taken() {
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
