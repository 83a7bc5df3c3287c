//! GOV.UK's own list, laid over the data.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;
use serde_json::Value;

use super::data::Data;
use super::error::{CalendarsError, Problems};
use super::years::Years;
use crate::day::{FIRST_HOLIDAY_YEAR, LAST_YEAR};
use crate::{BankHoliday, Basis, Division, Status, rules};

// GOV.UK may add fields (`bunting` came later), so unknown ones are passed over here.
#[derive(Deserialize)]
struct FeedDivision {
    events: Vec<Value>,
}

#[derive(Deserialize)]
struct Event {
    date: NaiveDate,
    #[serde(default)]
    title: String,
    #[serde(default)]
    notes: String,
}

/// Whether a text looks like GOV.UK's list: its divisions stand at the top.
pub(super) fn is_feed(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok_and(|value| value.get(Division::EnglandAndWales.name()).is_some())
}

pub(super) fn lay_over(calendars: &Data, text: &str, version: &str) -> Result<Data, CalendarsError> {
    let mut problems = Problems::default();
    if version.trim().is_empty() {
        problems.add("version", "the data needs a version, such as the date the feed was fetched");
    }
    let feed: BTreeMap<String, FeedDivision> =
        serde_json::from_str(text).map_err(|error| Problems::only(error.to_string()))?;
    if feed.is_empty() {
        problems.add("", "the feed has no division");
    }
    let mut events: BTreeMap<Division, Vec<Event>> = BTreeMap::new();
    for (name, data) in feed {
        match name.parse::<Division>() {
            Ok(division) => {
                events.insert(division, read_events(&name, data.events, &mut problems));
            }
            Err(error) => problems.add(name, error.to_string()),
        }
    }
    let mut over = |division| {
        let events = events.remove(&division).unwrap_or_default();
        calendars.years(division).map(|ours| lay_over_division(division, ours, events, &mut problems))
    };
    let years = Division::ALL.map(&mut over);
    problems.or(Data { version: version.to_owned(), years })
}

fn read_events(name: &str, values: Vec<Value>, problems: &mut Problems) -> Vec<Event> {
    let mut events = Vec::with_capacity(values.len());
    for (index, value) in values.into_iter().enumerate() {
        match Event::deserialize(value) {
            Ok(event) if (FIRST_HOLIDAY_YEAR..=LAST_YEAR).contains(&event.date.year()) => events.push(event),
            Ok(event) => problems.add(
                format!("{name}.events[{index}]"),
                format!("{} is not between {FIRST_HOLIDAY_YEAR} and {LAST_YEAR}", event.date),
            ),
            Err(error) => problems.add(format!("{name}.events[{index}]"), error.to_string()),
        }
    }
    events.sort_by_key(|event| event.date);
    events.dedup_by_key(|event| event.date);
    events
}

fn lay_over_division(division: Division, ours: &Years, events: Vec<Event>, problems: &mut Problems) -> Years {
    let covered = covered_years(&events);
    let (from, until) = (ours.from(), ours.published_until());
    // The feed may continue the data at either end, but must leave no gap that would be neither data nor rules.
    let new_from = (FIRST_HOLIDAY_YEAR..from).rev().take_while(|year| covered.contains(year)).last().unwrap_or(from);
    let new_until = (until + 1..=LAST_YEAR).take_while(|year| covered.contains(year)).last().unwrap_or(until);
    let published_from = (new_from..ours.published_from()).rev().take_while(|year| covered.contains(year)).last();

    let mut theirs: BTreeMap<i32, Vec<Event>> = BTreeMap::new();
    for event in events {
        theirs.entry(event.date.year()).or_default().push(event);
    }
    let mut holidays = Vec::new();
    for year in new_from..=new_until {
        let known = ours.known(year, None);
        match theirs.remove(&year) {
            Some(events) if covered.contains(&year) => {
                holidays.extend(events.into_iter().map(|event| holiday(division, &known, event)));
            }
            Some(events) => {
                report_unknown(division, &known, &events, problems);
                holidays.extend(known);
            }
            None => holidays.extend(known),
        }
    }
    for (year, events) in theirs {
        report_unknown(division, &rules::ordinary_bank_holidays(division, year), &events, problems);
    }
    Years::new(division, new_from, published_from.unwrap_or(ours.published_from()), new_until, holidays)
}

/// The years of which the feed holds both ends: a holiday up to 4 January and one from 25 December on.
fn covered_years(events: &[Event]) -> BTreeSet<i32> {
    let january = |event: &&Event| event.date.month() == 1 && event.date.day() <= 4;
    let december = |event: &&Event| event.date.month() == 12 && event.date.day() >= 25;
    let starts: BTreeSet<i32> = events.iter().filter(january).map(|event| event.date.year()).collect();
    let ends = events.iter().filter(december).map(|event| event.date.year());
    ends.filter(|year| starts.contains(year)).collect()
}

/// A date that is news must not be lost only because the feed stops in the middle of its year.
fn report_unknown(division: Division, known: &[BankHoliday], events: &[Event], problems: &mut Problems) {
    for event in events {
        if !known.iter().any(|holiday| holiday.date == event.date) {
            let message = format!(
                "{} is not a bank holiday we know, and the feed does not cover the whole of {} without a gap, so the year \
                 cannot be replaced by it",
                event.date,
                event.date.year()
            );
            problems.add(division.name(), message);
        }
    }
}

/// Only the date is taken from the feed where we know the day: its titles have changed over the years.
fn holiday(division: Division, known: &[BankHoliday], event: Event) -> BankHoliday {
    let ordinary = || rules::ordinary_bank_holidays(division, event.date.year());
    let same = |holiday: &BankHoliday| holiday.date == event.date;
    let found = known.iter().find(|holiday| same(holiday)).cloned().or_else(|| ordinary().into_iter().find(same));
    match found {
        Some(holiday) => BankHoliday { status: Status::Published, ..holiday },
        None => BankHoliday {
            date: event.date,
            title: if event.title.trim().is_empty() { "Bank holiday".to_owned() } else { event.title },
            // The statute's days are all in the rules: anything else takes a proclamation.
            basis: Basis::Proclamation,
            status: Status::Published,
            in_lieu_of: None,
            replaces: None,
            one_off: true,
            announced: None,
            announced_confirmed: true,
            note: Some(event.notes).filter(|notes| !notes.trim().is_empty()),
        },
    }
}
