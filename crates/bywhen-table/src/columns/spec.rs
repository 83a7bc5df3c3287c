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

impl ColumnSpec {
    pub(crate) fn dates_of(&self, column: &str) -> DateFormat {
        let own = self.dates_of.iter().find(|(of, _)| of == column);
        own.map_or(self.dates, |(_, format)| *format)
    }
}
