//! A case as the asker gives it: names and times, nothing resolved.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};

/// A contact and what has happened to it.
///
/// ```
/// use bywhen_engine::Case;
/// let case = Case::received("2011-04-20T10:15".parse()?).by("letter").event("acknowledged", "2011-04-26".parse()?);
/// assert_eq!(case.channel.as_deref(), Some("letter"));
/// # Ok::<(), bywhen_engine::WhenError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    /// The kind of contact. Left out: `enquiry`, or the only kind the charter knows.
    pub kind: Option<String>,
    /// The channel it came by. May be left out where no standard asks for it.
    pub channel: Option<String>,
    /// The service it went to.
    pub service: Option<String>,
    /// What is known of it.
    pub facts: BTreeMap<String, bool>,
    /// What happened, in any order. One is `received`.
    pub events: Vec<Event>,
}

/// Something that happened to a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// `received`, `acknowledged`, `escalated`, or the charter's own.
    pub name: String,
    /// The stage it belongs to, from 1. `None`: the stage that is open at its time.
    pub stage: Option<u8>,
    /// When.
    pub at: When,
    /// The date that was given with it: to which an extension runs.
    pub until: Option<NaiveDate>,
    /// The reason that was given with it.
    pub reason: Option<String>,
}

impl Case {
    /// A case that was received at a time.
    pub fn received(at: When) -> Case {
        Case::default().event("received", at)
    }

    /// The kind of contact.
    pub fn kind(mut self, kind: &str) -> Case {
        self.kind = Some(kind.to_owned());
        self
    }

    /// The channel it came by.
    pub fn by(mut self, channel: &str) -> Case {
        self.channel = Some(channel.to_owned());
        self
    }

    /// The service it went to.
    pub fn to(mut self, service: &str) -> Case {
        self.service = Some(service.to_owned());
        self
    }

    /// Something known of it.
    pub fn fact(mut self, name: &str, holds: bool) -> Case {
        self.facts.insert(name.to_owned(), holds);
        self
    }

    /// Something that happened. `stage-2/acknowledged` says which stage it belongs to.
    pub fn event(mut self, name: &str, at: When) -> Case {
        self.events.push(Event::named(name, at));
        self
    }
}

impl Event {
    /// An event by the name that programs pass: `acknowledged`, or `stage-2/acknowledged`.
    pub fn named(name: &str, at: When) -> Event {
        let staged = name
            .strip_prefix("stage-")
            .and_then(|rest| rest.split_once('/'))
            .and_then(|(number, event)| Some((number.parse().ok()?, event)));
        match staged {
            Some((stage, event)) => Event { stage: Some(stage), ..Event::plain(event, at) },
            None => Event::plain(name, at),
        }
    }

    fn plain(name: &str, at: When) -> Event {
        Event { name: name.to_owned(), stage: None, at, until: None, reason: None }
    }

    /// The date that was given with it.
    pub fn until(mut self, date: NaiveDate) -> Event {
        self.until = Some(date);
        self
    }

    /// The reason that was given with it.
    pub fn because(mut self, reason: &str) -> Event {
        self.reason = Some(reason.to_owned());
        self
    }
}

/// A time as it was given: a whole day, a local time, or a moment with its offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// The day is known and the time is not.
    Day(NaiveDate),
    /// A time in the charter's zone.
    Local(NaiveDateTime),
    /// A time with its offset from UTC.
    Exact(DateTime<FixedOffset>),
}

/// A text that is not a time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a date or time: write 2026-04-01, 2026-04-01T10:15 or 2026-04-01T10:15:00+01:00")]
pub struct WhenError {
    /// The text.
    pub text: String,
}

impl FromStr for When {
    type Err = WhenError;

    /// ISO 8601: a date, or a date and time with or without an offset.
    fn from_str(text: &str) -> Result<When, WhenError> {
        let error = || WhenError { text: text.to_owned() };
        if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            return Ok(When::Day(day));
        }
        let (date, time) = text.split_once(['T', 't', ' ']).ok_or_else(error)?;
        let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").map_err(|_| error())?;
        let (clock, offset) = match time.find(['Z', 'z', '+', '-']) {
            Some(split) => time.split_at_checked(split).ok_or_else(error)?,
            None => (time, ""),
        };
        let clock = ["%H:%M", "%H:%M:%S%.f"]
            .iter()
            .find_map(|format| NaiveTime::parse_from_str(clock, format).ok())
            .ok_or_else(error)?;
        let local = date.and_time(clock);
        if offset.is_empty() {
            return Ok(When::Local(local));
        }
        let offset = if offset.eq_ignore_ascii_case("z") { "+00:00" } else { offset };
        let offset: FixedOffset = offset.parse().map_err(|_| error())?;
        local.and_local_timezone(offset).single().map(When::Exact).ok_or_else(error)
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Day(day) => write!(f, "{day}"),
            When::Local(local) => write!(f, "{}", local.format("%Y-%m-%dT%H:%M:%S%.f")),
            When::Exact(exact) => write!(f, "{}", exact.format("%Y-%m-%dT%H:%M:%S%.f%:z")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_and_without_an_offset() {
        for (text, shown) in [
            ("2011-04-20", "2011-04-20"),
            ("2011-04-20T10:15", "2011-04-20T10:15:00"),
            ("2011-04-20 10:15:07", "2011-04-20T10:15:07"),
            ("2011-04-20T10:15Z", "2011-04-20T10:15:00+00:00"),
            ("2011-04-20T10:15:00.250+01:00", "2011-04-20T10:15:00.250+01:00"),
            ("2011-04-20T10:15-0500", "2011-04-20T10:15:00-05:00"),
        ] {
            assert_eq!(text.parse::<When>().map(|when| when.to_string()), Ok(shown.to_owned()));
        }
        for text in ["", "tomorrow", "20/04/2011", "2011-02-30", "2011-04-20T25:00", "2011-04-20T10:15+99:00", "T", "é"]
        {
            assert!(text.parse::<When>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_event_may_name_its_stage() {
        let at = When::Day(NaiveDate::default());
        assert_eq!(Event::named("stage-2/acknowledged", at).stage, Some(2));
        assert_eq!(Event::named("stage-x/acknowledged", at).name, "stage-x/acknowledged");
    }
}
