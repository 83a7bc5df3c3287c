//! How dates are written in a table. Named, never guessed: 04/05/2026 is two dates.

use std::str::FromStr;

use bywhen::When;
use chrono::{NaiveDate, NaiveTime};

/// A way of writing dates and times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateFormat {
    /// `2026-05-04`, `2026-05-04T10:15`, `2026-05-04 10:15:00+01:00`.
    #[default]
    Iso,
    /// `04/05/2026`, `04/05/2026 10:15`, the day first.
    Uk,
}

/// A format that is not known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no format of dates: write iso (2026-05-04T10:15) or uk (04/05/2026 10:15)")]
pub struct UnknownFormat(String);

impl FromStr for DateFormat {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<DateFormat, UnknownFormat> {
        match text {
            "iso" => Ok(DateFormat::Iso),
            "uk" => Ok(DateFormat::Uk),
            other => Err(UnknownFormat(other.to_owned())),
        }
    }
}

impl DateFormat {
    /// Reads a cell, or says what is wrong with it.
    pub(crate) fn read(self, text: &str) -> Result<When, String> {
        match self {
            DateFormat::Iso => text.parse().map_err(|error| {
                let uk = if uk(text).is_some() { ". With the day first? Then name the format: uk" } else { "" };
                format!("{error}{uk}")
            }),
            DateFormat::Uk => uk(text).ok_or_else(|| {
                let why = if text.parse::<When>().is_ok() { " (it is written as iso)" } else { faulty(text) };
                format!("`{text}` is not a date or time as in 04/05/2026 10:15{why}")
            }),
        }
    }
}

/// `4/5/2026` is the same as `04/05/2026`.
fn uk(text: &str) -> Option<When> {
    let (date, time) = text.split_once(' ').unwrap_or((text, ""));
    let [day, month, year] = numbers(date)?;
    // In 04/05/26 nobody can be sure which of the three is the year.
    let whole_year = date.rsplit('/').next().is_some_and(|year| year.len() == 4);
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).filter(|_| whole_year)?;
    if time.is_empty() {
        return Some(When::Day(date));
    }
    let read = |format| NaiveTime::parse_from_str(time.trim_start(), format).ok();
    ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f"].into_iter().find_map(read).map(|time| When::Local(date.and_time(time)))
}

/// Three numbers between slashes.
fn numbers(date: &str) -> Option<[u32; 3]> {
    let mut parts = date.split('/');
    let mut next = |most: usize| {
        let part = parts.next()?;
        let plain = (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse().ok().filter(|_| plain)
    };
    let three = [next(2)?, next(2)?, next(4)?];
    parts.next().is_none().then_some(three)
}

/// What is the matter with a date that is nearly one.
fn faulty(text: &str) -> &'static str {
    let date = text.split(' ').next().unwrap_or_default();
    match numbers(date) {
        Some(_) if date.rsplit('/').next().is_some_and(|year| year.len() < 4) => ": write the year with four figures",
        Some([1..=12, 13..=31, _]) => ": there is no such month; is the month first in this column?",
        Some(_) if uk(date).is_none() => ": there is no such day",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_is_named_and_never_guessed() {
        assert_eq!(DateFormat::Uk.read("04/05/2026").map(|when| when.to_string()), Ok("2026-05-04".to_owned()));
        assert_eq!(
            DateFormat::Uk.read("04/05/2026 10:15").map(|when| when.to_string()),
            Ok("2026-05-04T10:15:00".to_owned())
        );
        assert_eq!(
            DateFormat::Uk.read("4/5/2026  9:05:30").map(|when| when.to_string()),
            Ok("2026-05-04T09:05:30".to_owned())
        );
        assert_eq!(
            DateFormat::Iso.read("2026-05-04 10:15").map(|when| when.to_string()),
            Ok("2026-05-04T10:15:00".to_owned())
        );
        for (format, text, says) in [
            (DateFormat::Iso, "04/05/2026", "name the format: uk"),
            (DateFormat::Uk, "2026-05-04", "written as iso"),
            (DateFormat::Uk, "04/05/26", "year with four figures"),
            (DateFormat::Uk, "31/02/2026", "no such day"),
            (DateFormat::Uk, "12/31/2026 10:15", "is the month first"),
            (DateFormat::Uk, "04/05/2026 25:00", "as in 04/05/2026 10:15"),
            (DateFormat::Uk, "+4/05/2026", "as in 04/05/2026"),
            (DateFormat::Uk, "004/05/2026", "as in 04/05/2026"),
            (DateFormat::Uk, "2026/05/04", "as in 04/05/2026"),
            (DateFormat::Uk, "", "as in 04/05/2026"),
            (DateFormat::Iso, "tomorrow", "write 2026-04-01,"),
        ] {
            let error = format.read(text).expect_err(text);
            assert!(error.contains(says), "{text}: {error}");
        }
    }
}
