//! When a place is open, as a council would say it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Days, TimeOfDay, Weekdays};

const DAY: i64 = 86_400;

/// A shift that begins on some local day: open at `from`, closed again at `to`, which may be 24:00. One whose `to` is
/// not later than its `from` ends on the next day, and belongs to the day on which it begins: it is one shift, not two. `04:00 to
/// 04:00` is twenty-four hours.
///
/// ```
/// use bywhen_calendar::Span;
/// let night = Span { from: "22:00".parse()?, to: "06:00".parse()? };
/// assert!(night.ends_next_day());
/// assert_eq!(night.to_string(), "22:00 to 06:00");
/// # Ok::<(), bywhen_calendar::TimeOfDayError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Span {
    /// The first moment open.
    pub from: TimeOfDay,
    /// The first moment closed again.
    pub to: TimeOfDay,
}

// Compiled charters of formats 1 and 2 hold two spans for a shift over midnight, one on each day, and mean what they meant:
// each day by itself.
crate::codec!(struct Span { from, to });

impl Span {
    /// The whole day, from 00:00 to 24:00.
    pub const WHOLE_DAY: Span = Span { from: TimeOfDay::MIDNIGHT, to: TimeOfDay::END_OF_DAY };

    /// Whether it ends on the day after the one on which it begins. One that ends at 24:00 does not.
    pub fn ends_next_day(self) -> bool {
        self.to <= self.from
    }

    /// When it begins, and when it ends, in seconds from the midnight at which its day begins.
    pub(super) fn seconds(self) -> (i64, i64) {
        let to = i64::from(self.to.seconds());
        (self.from.seconds().into(), if self.ends_next_day() { to + DAY } else { to })
    }

    /// The two parts of a shift that ends on the next day: that of the day on which it begins, and that of the next. One
    /// that ends on its own day, or at the midnight that ends it, has no second part.
    ///
    /// ```
    /// use bywhen_calendar::Span;
    /// let night = Span { from: "22:00".parse()?, to: "06:00".parse()? };
    /// let (evening, morning) = night.by_day();
    /// assert_eq!(evening.to_string(), "22:00 to 24:00");
    /// assert_eq!(morning.map(|morning| morning.to_string()).as_deref(), Some("00:00 to 06:00"));
    /// # Ok::<(), bywhen_calendar::TimeOfDayError>(())
    /// ```
    pub fn by_day(self) -> (Span, Option<Span>) {
        if !self.ends_next_day() {
            return (self, None);
        }
        let morning = Span { from: TimeOfDay::MIDNIGHT, to: self.to };
        (Span { to: TimeOfDay::END_OF_DAY, ..self }, (self.to > TimeOfDay::MIDNIGHT).then_some(morning))
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.from, self.to)
    }
}

/// When a place is open.
///
/// The spans that begin on a local day are decided by that day alone: by the last exception that names it; else, if it is not a
/// working day, by `on_non_working_days` where that says something; else, if a bank holiday follows and it has hours at all, by
/// `before_bank_holidays` where that says something; else by the last season that names it; else by its weekday. So an
/// exception with spans opens a bank holiday, no shift begins on a closed day, and the day after a closed one has no morning
/// of a shift over
/// midnight. What began the evening before runs to its end, on a closed day too.
///
/// A shift of the week may not run into one that begins on the next weekday. Where one runs into the hours of another kind
/// of day (those of an exception, or of a day that is not a working day), both hold, and the time that they share counts
/// once.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct HoursRules {
    /// The spans that begin on each weekday, Monday first, in any order. Spans may touch, but not overlap.
    pub week: [Vec<Span>; 7],
    /// Dated closures and openings. A later one wins over an earlier.
    pub exceptions: Vec<HoursException>,
    /// The spans that begin on days that are not working days, whatever weekday they are: none when closed. Without it such
    /// days are like any other.
    pub on_non_working_days: Option<Vec<Span>>,
    /// Other hours on some weekdays for a part of the year. A later one wins over an earlier.
    #[serde(default)]
    pub seasons: Vec<SeasonalHours>,
    /// The spans that begin on the day before a bank holiday, where it has hours at all: none when closed.
    #[serde(default)]
    pub before_bank_holidays: Option<Vec<Span>>,
}

crate::codec!(struct HoursRules { week, exceptions, on_non_working_days, seasons: if_any, before_bank_holidays });

impl HoursRules {
    /// Every span of the rules, in no order.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        let kinds = self.on_non_working_days.iter().chain(&self.before_bank_holidays);
        let dated = self.exceptions.iter().map(|exception| &exception.spans);
        let dated = dated.chain(self.seasons.iter().map(|season| &season.spans));
        self.week.iter().chain(kinds).chain(dated).flatten()
    }
}

/// Other hours on some weekdays for a part of the year: `Monday to Friday 8am to 8pm from 1 April to 30 September every year`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SeasonalHours {
    /// The part of the year, or of one year.
    pub days: Days,
    /// The weekdays; the others are as in the rest of the year.
    pub weekdays: Weekdays,
    /// The spans that begin on them, instead of the usual ones.
    pub spans: Vec<Span>,
}

crate::codec!(struct SeasonalHours { days, weekdays, spans });

/// Other hours on some days.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HoursException {
    /// Which days.
    pub days: Days,
    /// The spans that begin on them, instead of the usual ones; none when closed.
    pub spans: Vec<Span>,
    /// The name: `Christmas Eve`.
    pub name: Option<String>,
}

crate::codec!(struct HoursException { days, spans, name });
