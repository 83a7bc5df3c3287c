//! The bank holidays, as data with a version.

mod data;
mod error;
mod format;
mod govuk;
mod published;
mod saved;
mod years;

use std::fmt;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use error::{CalendarsError, Problem};
pub use published::ListedHoliday;

use crate::{BankHoliday, Division};
use data::Data;
use years::Years;

/// `data/uk-bank-holidays.json` as a compiled charter holds it, so that no program has to read JSON first. A test keeps the
/// two the same.
const BUNDLED: &[u8] = include_bytes!("../../data/uk-bank-holidays.saved");
/// The bank holiday data with its version: an input, replaceable at run time. Cloning copies a pointer.
///
/// The bundled data covers 1990 to 2028: published by GOV.UK from 2011 on, reconstructed before. Years past the last
/// published one are projected from [`rules`](crate::rules).
///
/// ```
/// use bywhen_calendar::{Calendars, Division};
/// let calendars = Calendars::bundled();
/// assert_eq!((calendars.version(), calendars.published_until()), ("2026-08-21", 2028));
///
/// // The holiday for the state funeral was announced nine days before.
/// let known_on = |date: &str| {
///     let date = date.parse().ok();
///     let holidays = calendars.bank_holidays(Division::Scotland, 2022, date);
///     holidays.iter().any(|holiday| holiday.date.to_string() == "2022-09-19")
/// };
/// assert!(!known_on("2022-09-01"));
/// assert!(known_on("2022-09-10"));
/// ```
///
/// # The file
///
/// JSON, one line for each holiday. `about` and `licence` are optional texts.
///
/// ```json
/// {
///   "version": "2026-08-21",
///   "divisions": {
///     "england-and-wales": {
///       "from": 1990, "published_from": 2011, "published_until": 2028,
///       "holidays": [
///         {"date": "2020-05-08", "title": "Early May bank holiday", "basis": "proclamation",
///          "replaces": "2020-05-04", "announced": "2019-06-07", "announced_confirmed": false}
///       ]
///     }
///   }
/// }
/// ```
///
/// All three divisions are needed, by their [names](Division::name). Each holds every holiday of the years `from` to
/// `published_until`, in order; those before `published_from` are [reconstructed](crate::Status::Reconstructed).
/// `basis` is `statute`, `proclamation`, `statute-and-proclamation` or `common-law`. `in_lieu_of`, `replaces`,
/// `one_off`, `announced`, `announced_confirmed` and `note` are optional and mean what they mean in [`BankHoliday`].
#[derive(Clone, PartialEq)]
pub struct Calendars(Arc<Data>);

impl Calendars {
    fn new(data: Data) -> Calendars {
        Calendars(Arc::new(data))
    }

    /// The data that this version of bywhen was built with. It is read once and then shared.
    pub fn bundled() -> Calendars {
        // A constant of the program, only worked out late: nothing can change it, and every call gives the same.
        static READ: LazyLock<Calendars> = LazyLock::new(|| {
            #[expect(clippy::expect_used, reason = "the file is part of the program, and a test reads it")]
            let calendars = crate::saved::read::<Calendars>(BUNDLED).expect("the bundled bank holidays are valid");
            calendars
        });
        READ.clone()
    }

    /// Reads the project's own format, as described [above](Calendars#the-file).
    ///
    /// The error names every problem with where it is; a text that is not JSON of this shape is one problem, with its
    /// line and column.
    pub fn from_json(text: &str) -> Result<Calendars, CalendarsError> {
        format::parse(text).map(Calendars::new)
    }

    /// This data as a file in the project's own format, without line breaks. Reading it back gives equal data, where no
    /// division was left out.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// GOV.UK's [`bank-holidays.json`](https://www.gov.uk/bank-holidays.json) laid over this data, under a version of
    /// your choice (the day you fetched it).
    ///
    /// For each division, a year is taken from the feed when the feed holds both of its ends: a holiday up to 4 January
    /// and one from 25 December on. Such a year then has exactly the feed's dates. Only dates are compared, for the
    /// feed's titles are not stable: a day we know keeps what we know of it, a new one is a one-off by proclamation,
    /// with no announcement date. Other years stay as they are, and the published years grow when the feed reaches
    /// further.
    ///
    /// It is an error when the text is not such a feed, or names a division we do not have, or has an unknown date in a
    /// year it does not cover: that date would be lost without a word.
    pub fn with_govuk(&self, text: &str, version: &str) -> Result<Calendars, CalendarsError> {
        govuk::lay_feed_over(&self.0, text, version).map(Calendars::new)
    }

    /// The list of one division laid over this data, as [`with_govuk`](Self::with_govuk) does it with those of GOV.UK: for a
    /// list in another format, which whoever calls this has read. The other divisions stay as they are.
    ///
    /// It is also an error when the list has no whole year, since nothing would come of it.
    pub fn with_list(
        &self,
        division: Division,
        list: Vec<ListedHoliday>,
        version: &str,
    ) -> Result<Calendars, CalendarsError> {
        published::lay_over_one(&self.0, division, list, version).map(Calendars::new)
    }

    /// A file in either format: the project's own as it is, or GOV.UK's laid over this data, whose version then says so
    /// with the `name` of the file.
    pub fn newer(&self, text: &str, name: &str) -> Result<Calendars, CalendarsError> {
        if govuk::is_feed(text) {
            self.with_govuk(text, &format!("{} with {name}", self.version()))
        } else {
            Calendars::from_json(text)
        }
    }

    /// This data without the other divisions: for a file that needs no more. A division that is left out has no bank
    /// holidays, in any year.
    pub fn only(&self, divisions: &[Division]) -> Calendars {
        let kept = |division| self.0.years(division).filter(|_| divisions.contains(&division)).cloned();
        Calendars::new(Data { version: self.0.version.clone(), years: Division::ALL.map(kept) })
    }

    /// Whether the data has this division.
    pub fn has(&self, division: Division) -> bool {
        self.0.years(division).is_some()
    }

    /// The version of the data, such as `2026-08-21`.
    pub fn version(&self) -> &str {
        &self.0.version
    }

    /// The last year whose holidays are published in every division that the data has. Later years are projected.
    pub fn published_until(&self) -> i32 {
        self.0.years.iter().flatten().map(Years::published_until).min().unwrap_or_default()
    }

    /// The last year whose holidays are published in this division; 0 where the data does not have it.
    pub fn published_until_in(&self, division: Division) -> i32 {
        self.0.years(division).map_or(0, Years::published_until)
    }

    /// The bank holidays of a division in a year, in order: published or reconstructed from the data, beyond it
    /// projected from the rules. Empty before 1990 and after 2100.
    ///
    /// With `known_on`, what was announced later than that date has not happened: an added day is absent, and a moved
    /// holiday stands on its ordinary date. What was announced on that very date is known.
    pub fn bank_holidays(&self, division: Division, year: i32, known_on: Option<NaiveDate>) -> Vec<BankHoliday> {
        self.0.years(division).map_or_else(Vec::new, |years| years.known(year, known_on))
    }

    /// The indexes of a division's holidays in all years, in no particular order.
    pub(crate) fn days(&self, division: Division, known_on: Option<NaiveDate>) -> Vec<u16> {
        self.0.years(division).map_or_else(Vec::new, |years| years.days_known(known_on))
    }
}

impl fmt::Debug for Calendars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Calendars({:?}, published until {})", self.version(), self.published_until())
    }
}

impl Serialize for Calendars {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        format::write(&self.0).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

/// Validated as [`Calendars::from_json`] does.
impl<'de> Deserialize<'de> for Calendars {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Calendars, D::Error> {
        let file = format::File::deserialize(deserializer)?;
        let data = format::read(file).map_err(|error: CalendarsError| serde::de::Error::custom(error))?;
        Ok(Calendars::new(data))
    }
}
