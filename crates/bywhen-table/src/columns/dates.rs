//! How dates are written in a table. Named, never guessed: 04/05/2026 is two dates.

use std::fmt;
use std::str::FromStr;

use bywhen::When;
use chrono::NaiveDate;

use super::clock_time::{TimeError, clock_time, parse_number};

/// A way of writing dates and times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateFormat {
    /// `2026-05-04`, `2026-05-04T10:15`, `2026-05-04 10:15:00+01:00`.
    #[default]
    Iso,
    /// `04/05/2026`, `04/05/2026 10:15`, `4-5-2026, 9:05am`, `4 May 2026`: the day first.
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

impl fmt::Display for DateFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            DateFormat::Iso => "iso",
            DateFormat::Uk => "uk",
        })
    }
}

impl DateFormat {
    /// Reads a cell, or says what is wrong with it.
    pub(crate) fn parse(self, text: &str) -> Result<When, String> {
        match self {
            DateFormat::Iso => text.parse().map_err(|error| {
                let hint = if parse_uk(text).is_ok() { ". With the day first? Then name the format: uk" } else { "" };
                format!("{error}{hint}")
            }),
            DateFormat::Uk => parse_uk(text).map_err(|error| {
                let why = if text.parse::<When>().is_ok() { " (it is written as iso)" } else { error.advice() };
                format!("`{text}` is not a date or time as in 04/05/2026 10:15{why}")
            }),
        }
    }
}

/// Why a text is not a date with the day first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DateError {
    /// It is written in no way that is known.
    Form,
    /// In 04/05/26 nobody can be sure which of the three is the year.
    ShortYear,
    /// 12/31/2026.
    MonthFirst,
    /// 32/13/2026, 4 Mai 2026.
    NoSuchMonth,
    NoSuchDay,
    Time(TimeError),
}

impl DateError {
    fn advice(self) -> &'static str {
        match self {
            DateError::Form => "",
            DateError::ShortYear => ": write the year with four figures",
            DateError::MonthFirst => ": there is no such month; is the month first in this column?",
            DateError::NoSuchMonth => ": there is no such month",
            DateError::NoSuchDay => ": there is no such day",
            DateError::Time(time) => time.advice(),
        }
    }
}

/// The day first, however the parts are divided: `4/5/2026`, `04-05-2026`, `4 May 2026`, `04-May-2026, 10:15:30 am`.
fn parse_uk(text: &str) -> Result<When, DateError> {
    let (day, _, rest) = parse_number(text, 2).ok_or(DateError::Form)?;
    let (mark, rest) = parse_separator(rest)?;
    let (month, rest) = match parse_number(rest, 2) {
        // 4 5 2026 may be anything.
        Some((month, _, rest)) if mark != ' ' => (Some(month), rest),
        _ => parse_month_name(rest)?,
    };
    let (other, rest) = parse_separator(rest)?;
    let (year, digits, rest) = parse_number(rest, 4).filter(|_| other == mark).ok_or(DateError::Form)?;
    match digits {
        4 => {}
        2 => return Err(DateError::ShortYear),
        _ => return Err(DateError::Form),
    }
    let month = month.ok_or(DateError::NoSuchMonth)?;
    let date = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    let date = date.ok_or(match (day, month) {
        (_, 1..=12) => DateError::NoSuchDay,
        (1..=12, 13..=31) => DateError::MonthFirst,
        _ => DateError::NoSuchMonth,
    })?;
    if rest.is_empty() {
        return Ok(When::Day(date));
    }
    let time = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    if time.len() == rest.len() {
        return Err(DateError::Form);
    }
    clock_time(time).map(|time| When::Local(date.and_time(time))).map_err(DateError::Time)
}

/// The separator between parts of a date, any blanks being one, and the rest.
fn parse_separator(text: &str) -> Result<(char, &str), DateError> {
    let mark = text.chars().next().ok_or(DateError::Form)?;
    match mark {
        '/' | '-' | '.' => Ok((mark, text.get(1..).unwrap_or_default())),
        blank if blank.is_whitespace() => Ok((' ', text.trim_start())),
        _ => Err(DateError::Form),
    }
}

/// A month by its name, whole or in short; nothing where a word is no month.
fn parse_month_name(text: &str) -> Result<(Option<u32>, &str), DateError> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (name, rest) = text.split_at_checked(letters).filter(|(name, _)| !name.is_empty()).ok_or(DateError::Form)?;
    let is = |month: &str| {
        let short = if month == "september" { 3..=4 } else { 3..=3 };
        (name.len() == month.len() || short.contains(&name.len()))
            && month.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
    };
    Ok((MONTHS.into_iter().zip(1..).find(|(month, _)| is(month)).map(|(_, number)| number), rest))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_is_named_and_never_guessed() {
        assert_eq!(DateFormat::Uk.parse("04/05/2026").map(|when| when.to_string()), Ok("2026-05-04".to_owned()));
        assert_eq!(
            DateFormat::Uk.parse("04/05/2026 10:15").map(|when| when.to_string()),
            Ok("2026-05-04T10:15:00".to_owned())
        );
        assert_eq!(
            DateFormat::Uk.parse("4/5/2026  9:05:30").map(|when| when.to_string()),
            Ok("2026-05-04T09:05:30".to_owned())
        );
        assert_eq!(
            DateFormat::Iso.parse("2026-05-04 10:15").map(|when| when.to_string()),
            Ok("2026-05-04T10:15:00".to_owned())
        );
        for text in [
            "04/05-2026",
            "4 5 2026",
            "May 4 2026",
            "5 May",
            "04/05/2026T10:15",
            "04/05/2026,",
            "4May2026",
            "04/05/02026",
        ] {
            assert!(DateFormat::Uk.parse(text).is_err(), "{text}");
        }
        for (format, text, expected) in [
            (DateFormat::Iso, "04/05/2026", "name the format: uk"),
            (DateFormat::Uk, "2026-05-04", "written as iso"),
            (DateFormat::Uk, "04/05/26", "year with four figures"),
            (DateFormat::Uk, "31/02/2026", "no such day"),
            (DateFormat::Uk, "12/31/2026 10:15", "is the month first"),
            (DateFormat::Uk, "12-31-2026", "is the month first"),
            (DateFormat::Uk, "31.02.2026", "no such day"),
            (DateFormat::Uk, "00/05/2026", "no such day"),
            (DateFormat::Uk, "32/13/2026", "no such month"),
            (DateFormat::Uk, "04-May-26", "year with four figures"),
            (DateFormat::Uk, "4 May 26 10:15", "year with four figures"),
            (DateFormat::Uk, "4 Mai 2026", "no such month"),
            (DateFormat::Uk, "4 Ma 2026", "no such month"),
            (DateFormat::Uk, "04/05/2026 25:00", "as in 04/05/2026 10:15: there is no such time"),
            (DateFormat::Uk, "04/05/2026 13:00 pm", "the hours go from 1 to 12"),
            (DateFormat::Iso, "4 May 2026", "name the format: uk"),
            (DateFormat::Uk, "+4/05/2026", "as in 04/05/2026"),
            (DateFormat::Uk, "004/05/2026", "as in 04/05/2026"),
            (DateFormat::Uk, "2026/05/04", "as in 04/05/2026"),
            (DateFormat::Uk, "", "as in 04/05/2026"),
            (DateFormat::Iso, "tomorrow", "write 2026-04-01,"),
        ] {
            let error = format.parse(text).expect_err(text);
            assert!(error.contains(expected), "{text}: {error}");
        }
    }

    #[test]
    fn the_day_is_first_however_it_is_written() {
        let day = |text: &str| DateFormat::Uk.parse(text).map(|when| when.to_string());
        for text in [
            "3/12/2012",
            "03-12-2012",
            "3.12.2012",
            "3 Dec 2012",
            "03-Dec-2012",
            "03/DEC/2012",
            "3 December 2012",
            "3  december  2012",
            "3.Dec.2012",
        ] {
            assert_eq!(day(text), Ok("2012-12-03".to_owned()), "{text}");
        }
        for (text, month) in
            [("1 Sep 2012", 9), ("1 Sept 2012", 9), ("1 may 2012", 5), ("1-JUN-2012", 6), ("1 July 2012", 7)]
        {
            assert_eq!(day(text), Ok(format!("2012-{month:02}-01")), "{text}");
        }
        for text in [
            "03/12/2012 22:15:00",
            "03/12/2012, 22:15",
            "03/12/2012,10:15pm",
            "03-12-2012  10:15 PM",
            "3.12.2012 10.15 pm.",
            "3 December 2012 22:15",
            "03-Dec-2012 10:15:00 p.m.",
            "3 Dec 2012, 10.15pm",
        ] {
            assert_eq!(day(text), Ok("2012-12-03T22:15:00".to_owned()), "{text}");
        }
    }
}
