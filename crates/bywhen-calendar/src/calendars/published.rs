//! Lists of bank holidays as they are published, laid over the data.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::data::Data;
use super::error::{CalendarsError, Problems};
use super::years::Years;
use crate::day::{FIRST_HOLIDAY_YEAR, LAST_YEAR};
use crate::{BankHoliday, Basis, Division, Status, rules};

/// A bank holiday of a list that somebody publishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedHoliday {
    /// The day on which it is kept, from 1990 to 2100.
    pub date: NaiveDate,
    /// What the list calls it, if anything.
    pub title: String,
    /// What else the list says of it.
    pub notes: String,
}

/// The lists of some divisions over the data, where nothing is wrong with them nor has been.
pub(super) fn lay_over(
    calendars: &Data,
    mut lists: BTreeMap<Division, Vec<ListedHoliday>>,
    version: &str,
    mut problems: Problems,
) -> Result<Data, CalendarsError> {
    if version.trim().is_empty() {
        problems.add("version", "the data needs a version, such as the date the list was fetched");
    }
    let mut over = |division: Division| {
        let list = lists.remove(&division).unwrap_or_default();
        calendars.years(division).map(|ours| lay_over_division(division, ours, list, &mut problems))
    };
    let years = Division::ALL.map(&mut over);
    problems.or(Data { version: version.to_owned(), years })
}

/// The list of one division over the data: something must come of it.
pub(super) fn lay_over_one(
    calendars: &Data,
    division: Division,
    list: Vec<ListedHoliday>,
    version: &str,
) -> Result<Data, CalendarsError> {
    if covered_years(&list).is_empty() {
        return Err(Problems::only(format!(
            "nothing can be taken from the list for {division}: it has no whole year, from a holiday up to 4 January to one \
             from 25 December on"
        )));
    }
    let mut problems = Problems::default();
    let list = list.into_iter().filter(|listed| is_counted(listed.date, division.name(), &mut problems)).collect();
    lay_over(calendars, BTreeMap::from([(division, list)]), version, problems)
}

/// Whether a date lies in the years of which bank holidays are known, reported where it does not.
pub(super) fn is_counted(date: NaiveDate, place: &str, problems: &mut Problems) -> bool {
    let counted = (FIRST_HOLIDAY_YEAR..=LAST_YEAR).contains(&date.year());
    if !counted {
        problems.add(place, format!("{date} is not between {FIRST_HOLIDAY_YEAR} and {LAST_YEAR}"));
    }
    counted
}

fn lay_over_division(division: Division, ours: &Years, mut list: Vec<ListedHoliday>, problems: &mut Problems) -> Years {
    list.sort_by_key(|listed| listed.date);
    list.dedup_by_key(|listed| listed.date);
    let covered = covered_years(&list);
    let (from, until) = (ours.from(), ours.published_until());
    // The list may continue the data at either end, but must leave no gap that would be neither data nor rules.
    let new_from = (FIRST_HOLIDAY_YEAR..from).rev().take_while(|year| covered.contains(year)).last().unwrap_or(from);
    let new_until = (until + 1..=LAST_YEAR).take_while(|year| covered.contains(year)).last().unwrap_or(until);
    let published_from = (new_from..ours.published_from()).rev().take_while(|year| covered.contains(year)).last();

    let mut theirs: BTreeMap<i32, Vec<ListedHoliday>> = BTreeMap::new();
    for listed in list {
        theirs.entry(listed.date.year()).or_default().push(listed);
    }
    let mut holidays = Vec::new();
    for year in new_from..=new_until {
        let known = ours.known(year, None);
        match theirs.remove(&year) {
            Some(list) if covered.contains(&year) => {
                holidays.extend(list.into_iter().map(|listed| holiday(division, &known, listed)));
            }
            Some(list) => {
                report_unknown(division, &known, &list, problems);
                holidays.extend(known);
            }
            None => holidays.extend(known),
        }
    }
    for (year, list) in theirs {
        report_unknown(division, &rules::ordinary_bank_holidays(division, year), &list, problems);
    }
    Years::new(division, new_from, published_from.unwrap_or(ours.published_from()), new_until, holidays)
}

/// The years of which the list holds both ends: a holiday up to 4 January and one from 25 December on.
fn covered_years(list: &[ListedHoliday]) -> BTreeSet<i32> {
    let january = |listed: &&ListedHoliday| listed.date.month() == 1 && listed.date.day() <= 4;
    let december = |listed: &&ListedHoliday| listed.date.month() == 12 && listed.date.day() >= 25;
    let starts: BTreeSet<i32> = list.iter().filter(january).map(|listed| listed.date.year()).collect();
    let ends = list.iter().filter(december).map(|listed| listed.date.year());
    ends.filter(|year| starts.contains(year)).collect()
}

/// A date that is news must not be lost only because the list stops in the middle of its year.
fn report_unknown(division: Division, known: &[BankHoliday], list: &[ListedHoliday], problems: &mut Problems) {
    for listed in list {
        if !known.iter().any(|holiday| holiday.date == listed.date) {
            let message = format!(
                "{} is not a bank holiday we know, and the list does not cover the whole of {} without a gap, so the year \
                 cannot be replaced by it",
                listed.date,
                listed.date.year()
            );
            problems.add(division.name(), message);
        }
    }
}

/// Only the date is taken from the list where we know the day: titles have changed over the years.
fn holiday(division: Division, known: &[BankHoliday], listed: ListedHoliday) -> BankHoliday {
    let ordinary = || rules::ordinary_bank_holidays(division, listed.date.year());
    let same = |holiday: &BankHoliday| holiday.date == listed.date;
    let found = known.iter().find(|holiday| same(holiday)).cloned().or_else(|| ordinary().into_iter().find(same));
    match found {
        Some(holiday) => BankHoliday { status: Status::Published, ..holiday },
        None => BankHoliday {
            date: listed.date,
            title: if listed.title.trim().is_empty() { "Bank holiday".to_owned() } else { listed.title },
            // The statute's days are all in the rules: anything else takes a proclamation.
            basis: Basis::Proclamation,
            status: Status::Published,
            in_lieu_of: None,
            replaces: None,
            one_off: true,
            announced: None,
            announced_confirmed: true,
            note: Some(listed.notes).filter(|notes| !notes.trim().is_empty()),
        },
    }
}
