//! The caller's description of the columns of a table.

use bywhen::calendar::Zone;

use super::DateFormat;

/// Roles and formats of columns, where their headings do not determine them.
///
/// A column whose heading is the name of something the charter knows (`received`, `channel`, `stage-2/acknowledged`, a
/// fact) is taken as that without being named here.
#[derive(Clone, Debug, Default)]
pub struct ColumnSpec {
    /// A column, and what it is: `case_id`, `kind`, `channel`, `service`, an event, a fact, `received.time` for
    /// the time of day where another column has the date, `extended.until`, `extended.reason`; `-` for nothing.
    pub columns: Vec<(String, String)>,
    /// What a text in a column of kinds, channels, services or values of a fact means, where a system has codes of its own.
    pub values: Vec<ValueMapping>,
    /// The kind of contact of every case that does not say.
    pub kind: Option<String>,
    /// The channel of every case that does not say.
    pub channel: Option<String>,
    /// The service of every case that does not say.
    pub service: Option<String>,
    /// How dates are written where no other format is named for the column.
    pub dates: DateFormat,
    /// How dates are written in a column.
    pub dates_of: Vec<(String, DateFormat)>,
    /// Where times without an offset are. `None`: in the charter's zone.
    pub zone: Option<Zone>,
}

/// The name that the charter has for a text in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueMapping {
    /// The column.
    pub column: String,
    /// The text in it: `P1`.
    pub text: String,
    /// What it means: `high`.
    pub name: String,
}

impl ColumnSpec {
    /// What a text in a column means.
    pub(crate) fn meaning<'a>(&'a self, column: &str, text: &'a str) -> &'a str {
        let of = |value: &&ValueMapping| value.column == column && value.text.trim().eq_ignore_ascii_case(text);
        self.values.iter().find(of).map_or(text, |value| &value.name)
    }

    pub(crate) fn dates_of(&self, column: &str) -> DateFormat {
        let own = self.dates_of.iter().find(|(of, _)| of == column);
        own.map_or(self.dates, |(_, format)| *format)
    }
}
