//! The columns of a table of outcomes, each declared once: its name, its type and what it has for a promise.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Int64Array, StringArray, TimestampMillisecondArray, UInt8Array, UInt64Array,
};
use arrow::datatypes::{DataType, Field, TimeUnit};
use bywhen::calendar::{Day, Instant, Zone};
use bywhen::engine::batch::DetailedVerdict;
use bywhen::engine::charter::{Promise, Tick};
use bywhen::engine::outcome::LateBy;

use crate::batch_assessor::AssessedRow;

/// A row of the table: one promise of a case, or a case of which no promise is told.
#[derive(Clone, Copy)]
pub(crate) struct OutcomeRow<'j> {
    /// Its place in the batch.
    pub(crate) place: usize,
    /// Its number in the input, from 1.
    pub(crate) number: u64,
    pub(crate) case_id: Option<&'j str>,
    pub(crate) promise: Option<AssessedPromise<'j>>,
    /// Why it could not be assessed.
    pub(crate) refused: Option<&'j str>,
}

/// What comes out for one promise of a case.
#[derive(Clone, Copy)]
pub(crate) struct AssessedPromise<'j> {
    pub(crate) case: AssessedRow<'j>,
    pub(crate) stage: u8,
    pub(crate) promise: &'j Promise,
    pub(crate) detailed: DetailedVerdict<'j>,
}

/// A column of the table.
pub(crate) struct OutcomeColumn {
    pub(crate) name: &'static str,
    cells: Cells,
}

/// What a column has for a row, by its type. A cell may be empty in all but `Number`.
enum Cells {
    Number(fn(&OutcomeRow<'_>) -> u64),
    Text(for<'r> fn(&'r OutcomeRow<'r>) -> Option<&'r str>),
    /// Text of a promise that has to be put together.
    Composed(fn(&AssessedPromise<'_>) -> Option<String>),
    Stage(fn(&AssessedPromise<'_>) -> u8),
    Date(fn(&AssessedPromise<'_>) -> Option<Day>),
    Time(fn(&AssessedPromise<'_>) -> Option<Instant>),
    Integer(fn(&AssessedPromise<'_>) -> Option<i64>),
    Bool(fn(&AssessedPromise<'_>) -> bool),
}

/// The columns that every table of outcomes has, in this order: a contract.
pub(crate) const COLUMNS: [OutcomeColumn; 14] = {
    use Cells::{Bool, Composed, Date, Integer, Number, Stage, Text, Time};
    [
        column("case_id", Text(|row| row.case_id)),
        column("row", Number(|row| row.number)),
        column("promise", Text(|row| row.promise.as_ref().map(|one| one.promise.id.as_str()))),
        column("action", Text(|row| row.promise.as_ref().map(|one| one.promise.action.slug()))),
        column("stage", Stage(|one| one.stage)),
        column("due", Date(|one| one.detailed.verdict.due().map(|due| due.day))),
        column("due_at", Time(|one| one.detailed.verdict.due().map(|due| due.at))),
        column("status", Text(|row| row.promise.as_ref().map(|one| one.detailed.verdict.status.word()))),
        column("late_by", Integer(|one| one.late_by().map(|(late_by, _)| late_by))),
        column("provisional", Composed(|one| listed(one.case.provisional(one.detailed.verdict)))),
        column("error", Text(|row| row.refused)),
        column("late_by_unit", Text(|row| row.promise.as_ref()?.late_by().map(|(_, tick)| tick.word()))),
        column("due_soon", Bool(|one| one.detailed.verdict.due_soon)),
        column(
            "warn_at",
            Composed(|one| listed(one.detailed.warn_at.iter().filter_map(|at| one.zone().local(*at).ok()))),
        ),
    ]
};

const fn column(name: &'static str, cells: Cells) -> OutcomeColumn {
    OutcomeColumn { name, cells }
}

/// Several values in one cell. `None` without any.
fn listed<T: ToString>(values: impl IntoIterator<Item = T>) -> Option<String> {
    let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    (!values.is_empty()).then(|| values.join("; "))
}

impl OutcomeColumn {
    pub(crate) fn field(&self, zone: &Zone) -> Field {
        let kind = match self.cells {
            Cells::Number(_) => DataType::UInt64,
            Cells::Text(_) | Cells::Composed(_) => DataType::Utf8,
            Cells::Stage(_) => DataType::UInt8,
            Cells::Date(_) => DataType::Date32,
            Cells::Time(_) => DataType::Timestamp(TimeUnit::Millisecond, Some(zone.name().into())),
            Cells::Integer(_) => DataType::Int64,
            Cells::Bool(_) => DataType::Boolean,
        };
        Field::new(self.name, kind, !matches!(self.cells, Cells::Number(_)))
    }

    /// The cells of some rows.
    pub(crate) fn array(&self, rows: &[OutcomeRow<'_>], zone: &Zone) -> ArrayRef {
        let promises = || rows.iter().map(|row| row.promise.as_ref());
        match self.cells {
            Cells::Number(cell) => Arc::new(UInt64Array::from_iter_values(rows.iter().map(cell))),
            Cells::Text(cell) => Arc::new(rows.iter().map(cell).collect::<StringArray>()),
            Cells::Composed(cell) => Arc::new(promises().map(|one| one.and_then(cell)).collect::<StringArray>()),
            Cells::Stage(cell) => Arc::new(promises().map(|one| one.map(cell)).collect::<UInt8Array>()),
            Cells::Date(cell) => {
                let days = promises().map(|one| one.and_then(cell).map(|day| day.unix_days() as i32));
                Arc::new(days.collect::<Date32Array>())
            }
            Cells::Time(cell) => {
                let times = promises().map(|one| one.and_then(cell).map(Instant::millis));
                Arc::new(times.collect::<TimestampMillisecondArray>().with_timezone(zone.name()))
            }
            Cells::Integer(cell) => Arc::new(promises().map(|one| one.and_then(cell)).collect::<Int64Array>()),
            Cells::Bool(cell) => Arc::new(promises().map(|one| one.map(cell)).collect::<BooleanArray>()),
        }
    }
}

impl<'j> AssessedPromise<'j> {
    fn late_by(&self) -> Option<(i64, Tick)> {
        self.detailed.verdict.late_by().map(LateBy::parts)
    }

    fn zone(&self) -> &'j Zone {
        &self.case.plan.charter().zone
    }
}
