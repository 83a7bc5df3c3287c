//! One bank holiday and where it comes from.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A bank holiday of one division.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct BankHoliday {
    /// The weekday on which it is kept.
    pub date: NaiveDate,
    /// The name, in one spelling for all years: `Early May bank holiday`.
    pub title: String,
    /// The legal basis of the holiday.
    pub basis: Basis,
    /// How sure the date is.
    pub status: Status,
    /// The weekend day it stands for, when it is a substitute.
    pub in_lieu_of: Option<NaiveDate>,
    /// The ordinary date it was moved from by proclamation, such as 2020-05-04 for 2020-05-08.
    pub replaces: Option<NaiveDate>,
    /// An extra day of one year only, such as a coronation.
    pub one_off: bool,
    /// When an extra or moved day was announced. Nothing where no date is known: such a day counts as always known.
    pub announced: Option<NaiveDate>,
    /// Whether a report of that date confirms `announced`. True where there is nothing to confirm.
    pub announced_confirmed: bool,
    /// A short note.
    pub note: Option<String>,
}

/// The legal basis of a bank holiday.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Schedule 1 of the Banking and Financial Dealings Act 1971, as amended.
    Statute,
    /// A Royal Proclamation under section 1 of that Act.
    Proclamation,
    /// Both together: the statute gives a substitute, and a proclamation another for the next day.
    StatuteAndProclamation,
    /// A holiday by common law: Good Friday and Christmas Day outside Scotland.
    CommonLaw,
}

crate::codec!(plain enum Basis { 0 => Statute, 1 => Proclamation, 2 => StatuteAndProclamation, 3 => CommonLaw });

/// How sure a date is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// On GOV.UK's list.
    Published,
    /// Before GOV.UK's list began: worked out from the law and contemporary sources.
    Reconstructed,
    /// Past the last published year: worked out from [`rules`](crate::rules). A proclamation can change it.
    Projected,
}
