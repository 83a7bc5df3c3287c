//! What a time zone cannot answer.

use std::fmt;

use crate::{Day, Local, TimeOfDay, long_date};

/// A name that is no time zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct UnknownZone {
    /// The name that was asked for, shortened when very long.
    pub name: String,
    /// The name that was probably meant, or the offset.
    pub suggestion: Option<String>,
}

impl fmt::Display for UnknownZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a time zone", self.name)?;
        match &self.suggestion {
            Some(offset) if offset.starts_with(['+', '-']) => {
                write!(f, ": write `{offset}` for a clock that never changes, else a place such as `Europe/London`")
            }
            Some(suggestion) => write!(f, ": did you mean `{suggestion}`?"),
            None => f.write_str(": expected an IANA name such as `Europe/London`"),
        }
    }
}

/// A local time that is not exactly one moment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LocalTimeError {
    /// The clocks go forward over this time.
    Skipped {
        /// The zone's name.
        zone: String,
        /// The local date asked for.
        day: Day,
        /// The local time asked for.
        time: TimeOfDay,
        /// The local time before the change.
        from: Local,
        /// The local time after the change.
        to: Local,
    },
    /// The clocks go back over this time, so that it comes twice.
    Repeated {
        /// The first time, before the clocks go back.
        earlier: Local,
        /// The second time.
        later: Local,
    },
}

impl fmt::Display for LocalTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LocalTimeError::Skipped { zone, day, time, from, to } => {
                let on = long_date(day.date());
                write!(
                    f,
                    "{time} on {on} does not exist in {zone}: the clocks go forward from {} to {}",
                    from.time, to.time
                )?;
                // A zone that crosses the date line skips whole days.
                if to.day == *day { Ok(()) } else { write!(f, " on {}", long_date(to.day.date())) }
            }
            LocalTimeError::Repeated { earlier, later } => {
                let (time, on) = (earlier.time, long_date(earlier.day.date()));
                write!(f, "{time} on {on} comes twice, because the clocks go back: write {earlier} or {later}")
            }
        }
    }
}
