//! From a file of cases to a report of how the standards were met.

use arrow::array::RecordBatch;
use bywhen::calendar::Day;
use bywhen::engine::Moment;
use bywhen::engine::batch::{Key, Verdict};
use bywhen::engine::outcome::{calendar_info, charter_info};
use chrono::NaiveDate;

use crate::assess::{Question, TableError};
use crate::judge::{Judge, JudgeError, Judged, JudgedRow};
use crate::parallel::each_batch;
use crate::read::{Opened, Rows};
use crate::report::{self, About, MonthOf, Observation, Report, Subject, Tally};
use crate::subjects::{Told, told};
use crate::summary::{Part, Summary, Summing};
use crate::versions::Versions;

/// Counts how the standards were met over a table. `progress` is told after each batch.
///
/// # Errors
///
/// As [`assess`](crate::assess): a row that cannot be judged is counted with its reason.
pub fn report(
    question: &Question<'_>,
    cases: Opened,
    month_of: MonthOf,
    progress: impl FnMut(&Summary),
) -> Result<(Report, Summary), TableError> {
    let (counting, tally, summary) = tallied(question, cases, month_of, Judge::with_taken, progress)?;
    let mut report = tally.report(&counting.about(question)?);
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
pub fn counts(question: &Question<'_>, cases: Opened, month_of: MonthOf) -> Result<RecordBatch, TableError> {
    let (counting, tally, _) = tallied(question, cases, month_of, Judge::without_assumed, |_| {})?;
    Ok(report::counts(&tally, &counting.subjects, &counting.channels)?)
}

fn tallied<'q>(
    question: &'q Question<'q>,
    cases: Opened,
    month_of: MonthOf,
    told: impl Fn(Judge<'q>) -> Judge<'q>,
    mut progress: impl FnMut(&Summary),
) -> Result<(Counting<'q>, Tally, Summary), TableError> {
    let counting = Counting::new(question.versions, month_of)?;
    let (reader, judges) = question.open(cases)?;
    let tally = || Tally::new(small(counting.subjects.len()), small(counting.channels.len()));
    let mut workers: Vec<(Judge<'_>, Tally)> = judges.into_iter().map(|judge| (told(judge), tally())).collect();
    let mut summing = Summing::new();
    let work = |(judge, tally): &mut (Judge<'_>, Tally), rows: Rows| -> Result<Part, TableError> {
        let judged = judge.judge(&rows)?;
        question.heed(&judged)?;
        counting.count(&judged, tally);
        Ok(Part::of(&judged))
    };
    each_batch(reader, &mut workers, work, |part| {
        progress(summing.add(part));
        Ok(())
    })?;
    let mut whole = tally();
    workers.iter().for_each(|(_, part)| whole.merge(part));
    Ok((counting, whole, summing.whole()))
}

/// The promises and channels that are counted into.
struct Counting<'p> {
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
    key: Key,
    /// Its place among those that are counted into.
    place: u16,
    /// What a contact costs by it.
    pence: Option<u32>,
}

impl<'p> Counting<'p> {
    fn new(versions: &'p Versions, month_of: MonthOf) -> Result<Counting<'p>, TableError> {
        let Told { subjects, places } = told(versions.plans());
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
            return Err(JudgeError::NoCharter.into());
        }
        Ok(Counting { versions, month_of, subjects, places, channels, channels_of })
    }

    /// Counts a batch.
    fn count(&self, judged: &Judged<'_>, tally: &mut Tally) {
        for row in judged.each() {
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
                let Some(on) = self.on(received, verdict) else { continue };
                counted += 1;
                let Verdict { status, varied, .. } = *verdict;
                // What a version, a variation or a fact makes count in another unit cannot be put beside the others.
                let unit = self.subjects.get(usize::from(promise)).map(|subject| subject.unit.tick());
                let taken = taken.filter(|(_, tick)| Some(*tick) == unit).map(|(taken, _)| taken);
                tally.under(promise, row.version);
                tally.add(&Observation { promise, channel, on, status, taken, varied });
            }
            if counted == 0 {
                tally.without_promise(1);
            }
        }
        for refusal in judged.refused {
            tally.refuse(judged.rows.first + refusal.row as u64, &refusal.sort);
        }
    }

    fn channel(&self, row: &JudgedRow<'_>, channel: Key) -> Option<&Channel> {
        self.channels_of.get(row.version)?.iter().find(|known| known.key == channel)
    }

    /// The day in whose month a verdict counts: what has no due date counts in the month of receipt.
    fn on(&self, received: Option<NaiveDate>, verdict: &Verdict) -> Option<NaiveDate> {
        let due = verdict.due().filter(|_| self.month_of == MonthOf::Due);
        due.map(|due| due.day.date()).or(received)
    }

    fn about(&self, question: &Question<'_>) -> Result<About, TableError> {
        let plans = self.versions.plans();
        let (Some(first), Some(last)) = (plans.first(), plans.last()) else { return Err(JudgeError::NoCharter.into()) };
        let mut charter = charter_info(last);
        charter.in_force.from = charter_info(first).in_force.from;
        charter.version = plans.iter().map(|plan| plan.charter().version.as_str()).collect::<Vec<_>>().join(", ");
        let at = Moment::asked(question.at, &last.charter().zone);
        Ok(About {
            charter,
            council: last.charter().council.clone(),
            calendar: calendar_info(last),
            choices: last
                .chosen()
                .iter()
                .map(|(choice, option)| (choice.text().to_owned(), option.text().to_owned()))
                .collect(),
            columns: question.naming.columns.clone(),
            at: at.map_or_else(|_| question.at.to_string(), |at| at.iso()),
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
