//! From a tally to its report.

use std::collections::BTreeMap;

use bywhen::engine::slug;

use crate::charts::chart;
use crate::context::{ReportContext, Subject, Wording};
use crate::groups::group;
use crate::model::{
    ChosenReading, Contacts, ContactsBy, Earlier, Figures, Group, GroupKind, MappedColumn, PromiseReport, RefusalCount,
    Report, RowCounts,
};
use crate::period::Month;
use crate::tally::{Cell, Tally};

/// The longest stretch, in months, in which every month is shown. A longer one comes of a wrong date, and thousands of
/// empty months would help nobody: then only months with cases are.
const MAX_MONTHS: usize = 120;

/// Key and label of an unknown channel.
const NO_CHANNEL: (&str, &str) = ("not-known", "Channel not known");

impl Tally {
    /// Builds the report from the counts.
    pub fn report(&self, context: &ReportContext) -> Report {
        let months = months(self);
        let promises = context.subjects.iter().enumerate();
        let promises = promises.map(|(index, subject)| promise(self, context, index, subject, &months));
        Report {
            charter: context.charter.clone(),
            council: context.council.clone(),
            calendar: context.calendar.clone(),
            choices: context.choices.iter().cloned().map(|(choice, option)| ChosenReading { choice, option }).collect(),
            columns: context.columns.iter().cloned().map(|(column, name)| MappedColumn { column, name }).collect(),
            at: context.at,
            month_of: context.month_of,
            first_month: months.first().copied(),
            last_month: months.last().copied(),
            rows: rows(self),
            // What only an earlier version promised is told where it has cases.
            promises: promises.filter(|promise| promise.versions.is_none() || promise.all.figures.cases > 0).collect(),
            contacts: contacts(self, context),
        }
    }
}

/// Every month from the first with a case to the last, so that a month without one is seen.
fn months(tally: &Tally) -> Vec<Month> {
    let mut months: Vec<Month> = tally.months().collect();
    months.sort_unstable();
    months.dedup();
    match (months.first(), months.last()) {
        (Some(&first), Some(&last)) if last.since(first) <= MAX_MONTHS => {
            std::iter::successors(Some(first), |month| Some(month.next())).take(last.since(first)).collect()
        }
        _ => months,
    }
}

fn rows(tally: &Tally) -> RowCounts {
    let mut reasons: Vec<RefusalCount> = tally
        .refused()
        .iter()
        .map(|(reason, refused)| RefusalCount {
            reason: reason.clone(),
            rows: refused.rows,
            first_rows: refused.first.clone(),
        })
        .collect();
    reasons.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.reason.cmp(&b.reason)));
    let refused = reasons.iter().map(|refusal| refusal.rows).sum();
    RowCounts {
        read: tally.rows_assessed() + refused,
        assessed: tally.rows_assessed(),
        without_promise: tally.rows_without_promise(),
        refused,
        reasons,
        // They are known of a table, and not of what was counted of it.
        repeated_ids: None,
        before_receipt: Vec::new(),
        assumed: Vec::new(),
        misplaced: tally.misplaced(),
    }
}

fn promise(tally: &Tally, context: &ReportContext, index: usize, subject: &Subject, months: &[Month]) -> PromiseReport {
    let mut by_month: BTreeMap<Month, Cell> = BTreeMap::new();
    let mut channels = Vec::new();
    for (channel, cells) in tally.promise(index).filter(|(_, cells)| !cells.is_empty()) {
        let mut whole = Cell::default();
        for (month, cell) in cells {
            whole.merge(cell);
            by_month.entry(*month).or_default().merge(cell);
        }
        let (key, label) = channel_name(context, channel);
        channels.push(group(subject, GroupKind::Channel, key, label, &whole));
    }
    // The tally keeps what is not known first; people look for it last.
    if channels.first().is_some_and(|group| group.key == NO_CHANNEL.0) {
        channels.rotate_left(1);
    }
    let mut all = Cell::default();
    by_month.values().for_each(|cell| all.merge(cell));

    let empty = Cell::default();
    let cells: Vec<(Month, &Cell)> =
        months.iter().map(|month| (*month, by_month.get(month).unwrap_or(&empty))).collect();
    let month_groups: Vec<Group> = cells
        .iter()
        .map(|(month, cell)| group(subject, GroupKind::Month, month.to_string(), month.words(), cell))
        .collect();
    let figures: Vec<(Month, &Figures)> =
        cells.iter().map(|(month, _)| *month).zip(month_groups.iter().map(|group| &group.figures)).collect();
    let chart = chart(subject, &figures);
    PromiseReport {
        id: subject.id.clone(),
        standard: subject.standard.clone(),
        stage: subject.stage,
        action: subject.action.clone(),
        strength: subject.strength.clone(),
        cites: subject.cites.clone(),
        sentence: subject.sentence.clone(),
        for_staff: subject.for_staff,
        versions: subject.versions.clone(),
        earlier: earlier(tally, index, subject),
        target: subject.target,
        limit: subject.limit,
        ticks: subject.unit.tick(),
        unit: subject.unit,
        all: group(subject, GroupKind::All, "all".to_owned(), "All cases".to_owned(), &all),
        channels,
        quarters: quarters(subject, &cells),
        year_to_date: year_to_date(subject, &cells),
        months: month_groups,
        chart,
    }
}

/// Wordings of the versions that answered for some of the cases, equal ones merged.
fn earlier(tally: &Tally, index: usize, subject: &Subject) -> Vec<Earlier> {
    let mut earlier: Vec<Earlier> = Vec::new();
    for Wording { version, sentence, .. } in
        subject.earlier.iter().filter(|wording| tally.was_answered_by(index, wording.index))
    {
        match earlier.last_mut() {
            Some(last) if last.sentence == *sentence => last.versions = format!("{}, {version}", last.versions),
            _ => earlier.push(Earlier { versions: version.clone(), sentence: sentence.clone() }),
        }
    }
    earlier
}

fn quarters(subject: &Subject, cells: &[(Month, &Cell)]) -> Vec<Group> {
    cells
        .chunk_by(|(a, _), (b, _)| a.quarter() == b.quarter())
        .filter_map(|months| {
            let quarter = months.first()?.0.quarter();
            let mut whole = Cell::default();
            months.iter().for_each(|(_, cell)| whole.merge(cell));
            Some(group(subject, GroupKind::Quarter, quarter.to_string(), quarter.words(), &whole))
        })
        .collect()
}

fn year_to_date(subject: &Subject, cells: &[(Month, &Cell)]) -> Vec<Group> {
    let mut groups = Vec::with_capacity(cells.len());
    for months in cells.chunk_by(|(a, _), (b, _)| a.financial_year() == b.financial_year()) {
        let mut so_far = Cell::default();
        for (month, cell) in months {
            so_far.merge(cell);
            let year = month.financial_year();
            let (key, label) = (format!("{year} to {month}"), year.first().range(*month));
            groups.push(group(subject, GroupKind::YearToDate, key, label, &so_far));
        }
    }
    groups
}

fn contacts(tally: &Tally, context: &ReportContext) -> Contacts {
    let mut channels: Vec<ContactsBy> = tally
        .contacts()
        .filter(|(_, contacts)| contacts.count() > 0)
        .map(|(channel, contacts)| {
            let (key, label) = channel_name(context, channel);
            let mut costs = contacts.costed();
            let pence = costs.clone().map(|(each, count)| count.saturating_mul(each.into()));
            let pence = pence.reduce(u64::saturating_add);
            let pence_each = costs.next().map(|(each, _)| each).filter(|_| costs.next().is_none());
            ContactsBy { channel: channel.map(|_| key), label, contacts: contacts.count(), pence_each, pence }
        })
        .collect();
    if channels.first().is_some_and(|by| by.channel.is_none()) {
        channels.rotate_left(1);
    }
    Contacts {
        contacts: channels.iter().map(|by| by.contacts).sum(),
        costed: tally.contacts().flat_map(|(_, contacts)| contacts.costed()).map(|(_, count)| count).sum(),
        pence: context.costed.then(|| channels.iter().filter_map(|by| by.pence).sum()),
        channels,
    }
}

/// A channel's slug and its name with a capital.
fn channel_name(context: &ReportContext, channel: Option<usize>) -> (String, String) {
    match channel {
        None => (NO_CHANNEL.0.to_owned(), NO_CHANNEL.1.to_owned()),
        Some(channel) => match context.channels.get(channel) {
            Some(name) => (slug(name), crate::phrases::capital(name)),
            None => (format!("channel-{channel}"), format!("Channel {channel}")),
        },
    }
}
