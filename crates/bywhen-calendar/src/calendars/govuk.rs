//! GOV.UK's own list, read from its JSON.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;

use super::data::Data;
use super::error::{CalendarsError, Problems};
use super::published::{ListedHoliday, is_counted, lay_over};
use crate::Division;

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

pub(super) fn lay_feed_over(calendars: &Data, text: &str, version: &str) -> Result<Data, CalendarsError> {
    let mut problems = Problems::default();
    let feed: BTreeMap<String, FeedDivision> =
        serde_json::from_str(text).map_err(|error| Problems::only(error.to_string()))?;
    if feed.is_empty() {
        problems.add("", "the feed has no division");
    }
    let mut lists: BTreeMap<Division, Vec<ListedHoliday>> = BTreeMap::new();
    for (name, data) in feed {
        match name.parse::<Division>() {
            Ok(division) => {
                lists.insert(division, read_events(&name, data.events, &mut problems));
            }
            Err(error) => problems.add(name, error.to_string()),
        }
    }
    lay_over(calendars, lists, version, problems)
}

fn read_events(name: &str, values: Vec<Value>, problems: &mut Problems) -> Vec<ListedHoliday> {
    let mut list = Vec::with_capacity(values.len());
    for (index, value) in values.into_iter().enumerate() {
        let place = format!("{name}.events[{index}]");
        match Event::deserialize(value) {
            Ok(Event { date, title, notes }) => {
                if is_counted(date, &place, problems) {
                    list.push(ListedHoliday { date, title, notes });
                }
            }
            Err(error) => problems.add(place, error.to_string()),
        }
    }
    list
}
