//! How dates are written in a table. Named, never guessed: 04/05/2026 is two dates.

use std::str::FromStr;

use bywhen::When;
use chrono::{NaiveDate, NaiveDateTime};

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
                let iso = if text.parse::<When>().is_ok() { " (it is written as iso)" } else { "" };
                format!("`{text}` is not a date or time as in 04/05/2026 10:15{iso}")
            }),
        }
    }
}

/// The year has four figures: in 04/05/26 nobody can be sure which of the three is the year.
fn uk(text: &str) -> Option<When> {
    let year_last = text.get(..10).is_some_and(|date| date.bytes().rev().take(4).all(|byte| byte.is_ascii_digit()));
    if !year_last {
        return None;
    }
    if let Ok(date) = NaiveDate::parse_from_str(text, "%d/%m/%Y") {
        return Some(When::Day(date));
    }
    let formats = ["%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M:%S%.f"];
    formats.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok()).map(When::Local)
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
            DateFormat::Iso.read("2026-05-04 10:15").map(|when| when.to_string()),
            Ok("2026-05-04T10:15:00".to_owned())
        );
        for (format, text, says) in [
            (DateFormat::Iso, "04/05/2026", "name the format: uk"),
            (DateFormat::Uk, "2026-05-04", "written as iso"),
            (DateFormat::Uk, "04/05/26", "as in 04/05/2026"),
            (DateFormat::Uk, "31/02/2026", "as in 04/05/2026"),
            (DateFormat::Uk, "", "as in 04/05/2026"),
            (DateFormat::Iso, "tomorrow", "write 2026-04-01,"),
        ] {
            let error = format.read(text).expect_err(text);
            assert!(error.contains(says), "{text}: {error}");
        }
    }
}
