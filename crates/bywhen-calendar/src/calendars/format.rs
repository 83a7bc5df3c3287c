//! The project's own JSON layout of bank holiday data, read and written.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::data::Data;
use super::error::{CalendarsError, Problems};
use super::years::Years;
use crate::day::{FIRST_HOLIDAY_YEAR, LAST_YEAR};
use crate::{BankHoliday, Basis, Division, Status};

const LICENCE: &str =
    "Contains public sector information licensed under the Open Government Licence v3.0. Crown copyright.";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    about: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    licence: Option<String>,
    version: String,
    divisions: BTreeMap<String, FileDivision>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileDivision {
    from: i32,
    published_from: i32,
    published_until: i32,
    // Read one by one, so that one bad line does not hide the next.
    holidays: Vec<Value>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileHoliday {
    date: NaiveDate,
    title: String,
    basis: Basis,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    in_lieu_of: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    one_off: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    announced: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    announced_confirmed: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

pub(super) fn parse(text: &str) -> Result<Data, CalendarsError> {
    let file = serde_json::from_str(text).map_err(|error| Problems::only(error.to_string()))?;
    read(file)
}

pub(super) fn read(file: File) -> Result<Data, CalendarsError> {
    let mut problems = Problems::default();
    if file.version.trim().is_empty() {
        problems.add("version", "the data needs a version, such as the date it was made: \"2026-08-21\"");
    }
    for name in file.divisions.keys() {
        if let Err(error) = name.parse::<Division>() {
            problems.add(format!("divisions.{name}"), error.to_string());
        }
    }
    let mut divisions = file.divisions;
    let mut take = |division: Division| match divisions.remove(division.name()) {
        Some(data) => Some(read_division(division, data, &mut problems)),
        None => {
            problems.add("divisions", format!("{} is missing: all three are needed", division.name()));
            None
        }
    };
    let years = Division::ALL.map(&mut take);
    problems.or(Data { version: file.version, years })
}

fn read_division(division: Division, data: FileDivision, problems: &mut Problems) -> Years {
    let place = format!("divisions.{}", division.name());
    let in_order = FIRST_HOLIDAY_YEAR <= data.from
        && data.from <= data.published_from
        && data.published_from <= data.published_until
        && data.published_until <= LAST_YEAR;
    if !in_order {
        problems.add(
            &place,
            format!(
                "the years must be in order within {FIRST_HOLIDAY_YEAR} to {LAST_YEAR}: from {}, published from {}, published until {}",
                data.from, data.published_from, data.published_until
            ),
        );
        return Years::default();
    }
    let mut holidays: Vec<BankHoliday> = Vec::with_capacity(data.holidays.len());
    let mut all_read = true;
    for (index, value) in data.holidays.into_iter().enumerate() {
        let place = format!("{place}.holidays[{index}]");
        match FileHoliday::deserialize(value) {
            Err(error) => {
                all_read = false;
                problems.add(place, error.to_string());
            }
            Ok(line) => {
                check_line(&line, holidays.last(), (data.from, data.published_until), &place, problems);
                holidays.push(holiday(line, data.published_from));
            }
        }
    }
    // A line that could not be read may be the only one of its year: the first problem is enough.
    if all_read {
        for year in data.from..=data.published_until {
            if !holidays.iter().any(|holiday| holiday.date.year() == year) {
                problems.add(&place, format!("there is no holiday in {year}"));
            }
        }
    }
    Years::new(division, data.from, data.published_from, data.published_until, holidays)
}

fn check_line(
    line: &FileHoliday,
    before: Option<&BankHoliday>,
    years: (i32, i32),
    place: &str,
    problems: &mut Problems,
) {
    let date = line.date;
    if date.year() < years.0 || date.year() > years.1 {
        problems.add(place, format!("{date} is not in the years {} to {} that the data covers", years.0, years.1));
    }
    if let Some(before) = before.filter(|before| before.date >= date) {
        problems.add(place, format!("{date} comes after {}: each date once, in order", before.date));
    }
    if line.title.trim().is_empty() {
        problems.add(place, format!("{date} has no title"));
    }
    if let Some(replaces) = line.replaces.filter(|replaces| replaces.year() != date.year() || *replaces == date) {
        problems.add(place, format!("{date} replaces {replaces}: expected another date of the same year"));
    }
    if let Some(announced) = line.announced.filter(|announced| *announced >= date) {
        problems.add(place, format!("{date} was announced on {announced}: expected an earlier date"));
    }
}

fn holiday(line: FileHoliday, published_from: i32) -> BankHoliday {
    let published = line.date.year() >= published_from;
    BankHoliday {
        date: line.date,
        title: line.title,
        basis: line.basis,
        status: if published { Status::Published } else { Status::Reconstructed },
        in_lieu_of: line.in_lieu_of,
        replaces: line.replaces,
        one_off: line.one_off,
        announced: line.announced,
        announced_confirmed: line.announced_confirmed.unwrap_or(true),
        note: line.note,
    }
}

pub(super) fn write(calendars: &Data) -> Result<File, serde_json::Error> {
    let mut divisions = BTreeMap::new();
    for division in Division::ALL {
        let Some(years) = calendars.years(division) else { continue };
        let holidays = years.holidays().iter().map(line).collect::<Result<_, _>>()?;
        let data = FileDivision {
            from: years.from(),
            published_from: years.published_from(),
            published_until: years.published_until(),
            holidays,
        };
        divisions.insert(division.name().to_owned(), data);
    }
    Ok(File { about: None, licence: Some(LICENCE.to_owned()), version: calendars.version.clone(), divisions })
}

fn line(holiday: &BankHoliday) -> Result<Value, serde_json::Error> {
    serde_json::to_value(FileHoliday {
        date: holiday.date,
        title: holiday.title.clone(),
        basis: holiday.basis,
        in_lieu_of: holiday.in_lieu_of,
        replaces: holiday.replaces,
        one_off: holiday.one_off,
        announced: holiday.announced,
        announced_confirmed: holiday.announced.map(|_| holiday.announced_confirmed),
        note: holiday.note.clone(),
    })
}
