//! Time zones: what the local clock shows at a moment, and which moment a local time is.

mod error;
mod fixed;
mod london;
#[cfg(feature = "zones")]
mod named;
mod table;

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use error::{LocalTimeError, UnknownZone};
pub(crate) use table::{END, FIRST_DAY, ORIGIN, split};

use crate::out_of_range::What;
use crate::saved::{Reader, Saved, Writer};
use crate::{Day, Instant, Local, OutOfRange, TimeOfDay};
use table::{Moment, Resolved, Table, Written};

const MILLIS_A_DAY: u64 = 86_400_000;

/// A time zone: a table of clock changes from 1972 to 2100. Cloning copies a pointer.
///
/// It serialises as its table, so that a program without time zone data (a web page) can carry it. Reading one back
/// checks it.
///
/// The changes of future years are those of today's law: for zones other than Europe/London as the linked chrono-tz has
/// them, which follows the IANA rules to the end of 2099; the year 2100 repeats 2094, which has the same weekdays.
///
/// ```
/// use bywhen_calendar::{Day, TimeOfDay, Zone};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let london = Zone::london();
/// let day = Day::from_date("2027-03-28".parse()?)?;
/// assert_eq!(
///     london.instant(day, "01:30".parse()?).unwrap_err().to_string(),
///     "01:30 on Sunday 28 March 2027 does not exist in Europe/London: the clocks go forward from 01:00 to 02:00"
/// );
/// let at = london.instant(day, "02:30".parse()?)?;
/// assert_eq!(london.local(at)?.to_string(), "2027-03-28T02:30:00+01:00");
/// assert_eq!(london.local(london.end_of_day(day))?.to_string(), "2027-03-28T23:59:59+01:00");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Debug)]
pub struct Zone(Arc<Table>);

impl Zone {
    /// Europe/London, by rule: it needs no time zone data.
    pub fn london() -> Zone {
        Zone(Arc::new(london::table()))
    }

    /// UTC, which never changes.
    pub fn utc() -> Zone {
        Zone(Arc::new(Table::new("UTC".to_owned(), 0, &[])))
    }

    /// A zone by its IANA name, exactly as written there, or an offset such as `+01:00`, whose clock never changes.
    ///
    /// The first use of a name reads some 47,000 offsets (a few milliseconds), so keep the zone. Without the feature
    /// `zones` only `Europe/London`, `UTC` and offsets are known.
    ///
    /// ```
    /// use bywhen_calendar::Zone;
    /// assert_eq!(Zone::named("+01:00")?.name(), "+01:00");
    /// // `Etc/GMT+1` lies west of Greenwich, and is nobody's `GMT+1`.
    /// assert_eq!(
    ///     Zone::named("GMT+1").unwrap_err().to_string(),
    ///     "`GMT+1` is not a time zone: write `+01:00` for a clock that never changes, else a place such as `Europe/London`"
    /// );
    /// # Ok::<(), bywhen_calendar::UnknownZone>(())
    /// ```
    pub fn named(name: &str) -> Result<Zone, UnknownZone> {
        match name {
            london::NAME => Ok(Zone::london()),
            "UTC" => Ok(Zone::utc()),
            _ => match fixed::table(name) {
                Some(table) => Ok(Zone(Arc::new(table))),
                None => other(name),
            },
        }
    }

    /// The IANA name, or the offset.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Returns the local time at this moment, or an error if its date is before 1972 or after 2100.
    #[inline]
    pub fn local(&self, at: Instant) -> Result<Local, OutOfRange> {
        let (day, offset_seconds) = self.day(at)?;
        Ok(Local { day, time: at.time_at(offset_seconds), offset_seconds })
    }

    /// The local day at this moment, and by how many seconds the local clock is ahead of UTC: as [`local`](Self::local),
    /// without the time.
    #[inline]
    pub fn day(&self, at: Instant) -> Result<(Day, i32), OutOfRange> {
        self.shown(at).ok_or_else(|| OutOfRange::new(What::Moment(at)))
    }

    #[inline]
    fn shown(&self, at: Instant) -> Option<(Day, i32)> {
        // What wraps around lies far beyond the end.
        let millis = at.millis().wrapping_sub(ORIGIN * 1_000) as u64;
        let offset_seconds = self.0.offset_at(millis)?;
        let local = millis.wrapping_add_signed(i64::from(offset_seconds) * 1_000);
        let day = Day::from_offset((local / MILLIS_A_DAY) as i64 - i64::from(FIRST_DAY))?;
        Some((day, offset_seconds))
    }

    /// The moment of a local time; an error when the clocks skip or repeat it. 24:00 is 00:00 of the next day.
    pub fn instant(&self, day: Day, time: TimeOfDay) -> Result<Instant, LocalTimeError> {
        let local = |moment: Moment| Local { day, time, offset_seconds: moment.offset };
        match self.resolve(day, time) {
            Resolved::Once(moment) => Ok(local(moment).instant()),
            Resolved::Repeated { earlier, later } => {
                Err(LocalTimeError::Repeated { earlier: local(earlier), later: local(later) })
            }
            Resolved::Skipped { at, before, after } => {
                // What the clock would show and does show at the change; a fallback only for a table of nonsense.
                let shown = |offset_seconds: i32| {
                    let shown = Zone::utc().local(Instant::from_seconds(ORIGIN + at + i64::from(offset_seconds)));
                    let (day, time) = shown.map_or((day, time), |shown| (shown.day, shown.time));
                    Local { day, time, offset_seconds }
                };
                let (from, to) = (shown(before), shown(after));
                Err(LocalTimeError::Skipped { zone: self.name().to_owned(), day, time, from, to })
            }
        }
    }

    /// The moment of a local time with a known offset, whether or not this zone has that offset then.
    #[inline]
    pub fn instant_with_offset(&self, day: Day, time: TimeOfDay, offset_seconds: i32) -> Instant {
        Local { day, time, offset_seconds }.instant()
    }

    /// The moment of a local time: of one that is repeated the earlier, of one that is skipped the clock change. So what is
    /// due *at the same time of day* is due at the first of two.
    #[inline]
    pub fn earliest(&self, day: Day, time: TimeOfDay) -> Instant {
        match self.resolve(day, time) {
            Resolved::Once(moment) => self.instant_with_offset(day, time, moment.offset),
            Resolved::Repeated { earlier, .. } => self.instant_with_offset(day, time, earlier.offset),
            Resolved::Skipped { at, .. } => Instant::from_seconds(ORIGIN + at),
        }
    }

    /// The moment of a local time: of one that is repeated the later, of one that is skipped the clock change. So what is due
    /// *by* a time ends with the second of two.
    #[inline]
    pub fn latest(&self, day: Day, time: TimeOfDay) -> Instant {
        match self.resolve(day, time) {
            Resolved::Once(moment) => self.instant_with_offset(day, time, moment.offset),
            Resolved::Repeated { later, .. } => self.instant_with_offset(day, time, later.offset),
            Resolved::Skipped { at, .. } => Instant::from_seconds(ORIGIN + at),
        }
    }

    /// The first moment of the local day: 00:00, or the end of the gap when the clocks skip midnight.
    #[inline]
    pub fn start_of_day(&self, day: Day) -> Instant {
        self.earliest(day, TimeOfDay::MIDNIGHT)
    }

    /// The last whole second of the local day: 23:59:59, its later occurrence when it is repeated, or the second before
    /// the change when the clocks skip it.
    #[inline]
    pub fn end_of_day(&self, day: Day) -> Instant {
        Instant::from_seconds(ORIGIN + self.closes(day.local_seconds() - ORIGIN + 86_400) - 1)
    }

    /// When what is open until a local time closes, both in seconds from ORIGIN: right after the last second at which the
    /// clock still shows less. So an opening that ends within a repeated hour goes on into the second time, and one that
    /// ends just where the clocks go back to (or at the midnight of a day that they make begin twice) does not.
    #[inline]
    pub(crate) fn closes(&self, local: i64) -> i64 {
        match self.0.resolve(local - 1) {
            Resolved::Once(last) | Resolved::Repeated { later: last, .. } => last.at + 1,
            Resolved::Skipped { at, .. } => at,
        }
    }

    /// When what opens at a local time opens, both in seconds from ORIGIN.
    #[inline]
    pub(crate) fn opens(&self, local: i64) -> i64 {
        match self.0.resolve(local) {
            Resolved::Once(first) | Resolved::Repeated { earlier: first, .. } => first.at,
            Resolved::Skipped { at, .. } => at,
        }
    }

    /// If the offset stays the same for a day around this local time: it, and until which local time that holds.
    #[inline]
    pub(crate) fn steady(&self, local: i64) -> Option<(i64, i64)> {
        self.0.steady(local).map(|(offset, until)| (i64::from(offset), until))
    }

    /// The offset at a second from ORIGIN, and when the next one begins.
    pub(crate) fn period_at(&self, second: u32) -> (i64, u32) {
        self.0.period_at(second)
    }

    /// The times at which what the clock shows is one moment: from and until, in seconds from ORIGIN, and the offset.
    pub(crate) fn unambiguous(&self) -> impl Iterator<Item = (u32, u32, i64)> {
        self.0.unambiguous()
    }

    #[inline]
    fn resolve(&self, day: Day, time: TimeOfDay) -> Resolved {
        self.0.resolve(day.local_seconds() - ORIGIN + i64::from(time.seconds()))
    }
}

#[cfg(feature = "zones")]
fn other(name: &str) -> Result<Zone, UnknownZone> {
    let name: String = name.chars().take(80).collect();
    match named::table(&name) {
        Some(table) => Ok(Zone(Arc::new(table))),
        None => Err(UnknownZone { suggestion: fixed::meant(&name).or_else(|| named::suggestion(&name)), name }),
    }
}

#[cfg(not(feature = "zones"))]
fn other(name: &str) -> Result<Zone, UnknownZone> {
    let city = name.rsplit('/').next().unwrap_or_default();
    let london = city.eq_ignore_ascii_case("london").then(|| london::NAME.to_owned());
    let suggestion = fixed::meant(name).or(london);
    Err(UnknownZone { name: name.chars().take(80).collect(), suggestion })
}

/// By name where every program knows it, else with its table.
impl Saved for Zone {
    fn write(&self, to: &mut Writer) {
        if *self == Zone::london() || *self == Zone::utc() {
            to.text(self.name());
        } else {
            self.0.written().write(to);
        }
    }

    /// Checked: a table that cannot be is refused.
    fn read(from: &mut Reader<'_>) -> Zone {
        let zone = if from.is_text() {
            match from.text() {
                london::NAME => Some(Zone::london()),
                "UTC" => Some(Zone::utc()),
                _ => None,
            }
        } else {
            Written::read(from).into_table().ok().map(|table| Zone(Arc::new(table)))
        };
        zone.unwrap_or_else(|| {
            from.fail();
            Zone::utc()
        })
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.written().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Zone, D::Error> {
        let table = Written::deserialize(deserializer)?.into_table().map_err(serde::de::Error::custom)?;
        Ok(Zone(Arc::new(table)))
    }
}
