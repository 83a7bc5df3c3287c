//! A table of cases as the engine reads it: a slot a case in each column.

use bywhen_calendar::{Day, Instant, OutOfRange, Zone};

use super::{EventKey, NameKey};
use crate::fact_value::EncodedFact;
use crate::moment::Moment;

/// Cases in columns. Every slice has a slot for each case.
#[derive(Clone, Debug, Default)]
pub struct Cases<'a> {
    /// How many cases there are.
    pub len: usize,
    /// The kind of contact.
    pub kind: KeyColumn<'a>,
    /// The channel it came by.
    pub channel: KeyColumn<'a>,
    /// The service it went to, where the charter names it.
    pub service: KeyColumn<'a>,
    /// What is known of each.
    pub facts: Vec<FactColumn<'a>>,
    /// What happened at most once in each, or once in each column.
    pub events: Vec<EventColumn<'a>>,
    /// What else happened.
    pub log: Option<Log<'a>>,
}

/// A column of names, or one name for all.
#[derive(Clone, Copy, Debug)]
pub enum KeyColumn<'a> {
    /// The same for every case.
    All(Option<NameKey>),
    /// One for each.
    Each(&'a [Option<NameKey>]),
}

/// What is known of one fact of each case.
#[derive(Clone, Copy, Debug)]
pub struct FactColumn<'a> {
    /// Of which fact.
    pub fact: NameKey,
    /// What it is.
    pub values: &'a [EncodedFact],
}

/// When something happened to each case.
#[derive(Clone, Copy, Debug)]
pub struct EventColumn<'a> {
    /// What happened.
    pub event: EventKey,
    /// When.
    pub at: &'a [EncodedTime],
    /// The date or time that was given with it.
    pub until: Option<&'a [EncodedTime]>,
    /// The reason that was given with it. A reason that the charter does not name has no key.
    pub reason: Option<&'a [Option<NameKey>]>,
}

/// Events of cases in any number, those of each case together.
#[derive(Clone, Copy, Debug)]
pub struct Log<'a> {
    /// Where the entries of each case start, and at last where those of the last one end: one more than there are cases.
    pub starts: &'a [usize],
    /// The entries.
    pub entries: &'a [LogEntry],
}

/// One line of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// What happened.
    pub event: EventKey,
    /// When.
    pub at: EncodedTime,
    /// The date or time that was given with it.
    pub until: EncodedTime,
    /// The reason that was given with it.
    pub reason: Option<NameKey>,
}

/// A time of a column in eight bytes: a moment, a day whose time is not known, or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EncodedTime(i64);

impl EncodedTime {
    /// It has not happened.
    pub const NONE: EncodedTime = EncodedTime(i64::MIN);

    /// A moment.
    #[inline]
    pub fn instant(at: Instant) -> EncodedTime {
        EncodedTime(at.millis() << 1)
    }

    /// A day whose time is not known.
    #[inline]
    pub fn day(day: Day, zone: &Zone) -> EncodedTime {
        EncodedTime(zone.start_of_day(day).millis() << 1 | 1)
    }

    /// The earlier of the two that has happened.
    #[inline]
    pub(super) fn earlier(self, other: EncodedTime) -> EncodedTime {
        // What has not happened is the least number there is: one less, and it is the greatest.
        EncodedTime(self.0.wrapping_sub(1).min(other.0.wrapping_sub(1)).wrapping_add(1))
    }

    /// Whether this is neither before the one nor after the other.
    #[inline]
    pub(super) fn is_within(self, first: EncodedTime, last: EncodedTime) -> bool {
        let after = |first: i64| self.0.wrapping_sub(first) as u64;
        (after(first.0) <= last.0.wrapping_sub(first.0) as u64) & (first <= last)
    }

    /// The local day in a zone.
    #[inline]
    pub fn day_in(self, zone: &Zone) -> Option<Day> {
        self.moment(zone)?.ok().map(|moment| moment.day())
    }

    /// Of what has happened.
    #[inline]
    pub(super) fn at(self) -> Instant {
        Instant::from_millis(self.0 >> 1)
    }

    /// Of what has happened.
    #[inline]
    pub(super) fn placed(self, zone: &Zone) -> Result<Moment, OutOfRange> {
        let moment = Moment::at(self.at(), zone)?;
        Ok(if self.0 & 1 == 1 { moment.without_time() } else { moment })
    }

    #[inline]
    pub(super) fn moment(self, zone: &Zone) -> Option<Result<Moment, OutOfRange>> {
        (self != EncodedTime::NONE).then(|| self.placed(zone))
    }
}

impl From<&Moment> for EncodedTime {
    fn from(moment: &Moment) -> EncodedTime {
        EncodedTime(moment.instant.millis() << 1 | i64::from(moment.day_only))
    }
}

impl Default for KeyColumn<'_> {
    fn default() -> Self {
        KeyColumn::All(None)
    }
}

impl KeyColumn<'_> {
    #[inline]
    pub(super) fn of(&self, case: usize) -> Option<NameKey> {
        match self {
            KeyColumn::All(key) => *key,
            KeyColumn::Each(keys) => keys.get(case).copied().flatten(),
        }
    }
}

impl<'a> Log<'a> {
    /// The entries of a case.
    pub(super) fn of(&self, case: usize) -> &'a [LogEntry] {
        let range = self.starts.get(case).zip(self.starts.get(case + 1));
        range.and_then(|(from, to)| self.entries.get(*from..*to)).unwrap_or_default()
    }
}
