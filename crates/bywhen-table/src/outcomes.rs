//! What is said of a batch, as a table: a row for each case and promise, and one for each case that was refused.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, Date32Builder, Int64Builder, RecordBatch, StringBuilder, TimestampMillisecondBuilder, UInt8Builder,
    UInt32Array, UInt64Builder,
};
use arrow::compute::take;
use arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use arrow::error::ArrowError;
use bywhen::calendar::Zone;
use bywhen::engine::batch::Verdict;
use bywhen::engine::outcome::LateBy;

use crate::columns::text_column;
use crate::judge::{Judged, JudgedRow};

/// The columns that every table of outcomes has, in this order: a contract. Those that were asked for follow.
pub const COLUMNS: [&str; 12] = [
    "case_id",
    "row",
    "promise",
    "action",
    "stage",
    "due",
    "due_at",
    "status",
    "late_by",
    "provisional",
    "error",
    "late_by_unit",
];

/// How the moments of a table are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moments {
    /// Timestamps in the charter's zone, for programs.
    Timestamps,
    /// ISO 8601 with the offset that held, for files of text.
    Text,
}

/// Makes tables of outcomes.
#[derive(Clone, Debug)]
pub struct Outcomes {
    zone: Zone,
    case_id: Option<String>,
    kept: Vec<String>,
    moments: Moments,
    schema: SchemaRef,
}

impl Outcomes {
    /// For cases that `case_id` names. `kept`: columns of the input that are passed on, with their types.
    pub fn new(zone: &Zone, case_id: Option<&str>, kept: &[Field], moments: Moments) -> Outcomes {
        let due_at = match moments {
            Moments::Timestamps => DataType::Timestamp(TimeUnit::Millisecond, Some(zone.name().into())),
            Moments::Text => DataType::Utf8,
        };
        let kinds = [
            DataType::Utf8,
            DataType::UInt64,
            DataType::Utf8,
            DataType::Utf8,
            DataType::UInt8,
            DataType::Date32,
            due_at,
            DataType::Utf8,
            DataType::Int64,
            DataType::Utf8,
            DataType::Utf8,
            DataType::Utf8,
        ];
        let own = COLUMNS.iter().zip(kinds).map(|(name, kind)| Field::new(*name, kind, *name != "row"));
        let fields: Vec<Field> = own.chain(kept.iter().cloned()).collect();
        Outcomes {
            zone: zone.clone(),
            case_id: case_id.map(str::to_owned),
            kept: kept.iter().map(|field| field.name().clone()).collect(),
            moments,
            schema: Arc::new(Schema::new(fields)),
        }
    }

    /// The columns and their types.
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// The table of a batch.
    pub fn table(&self, judged: &Judged<'_>) -> Result<RecordBatch, ArrowError> {
        let batch = &judged.rows.batch;
        let ids = self.case_id.as_ref().and_then(|column| text_column(batch, column, "case_id").ok());
        let mut columns = Columns::new(self);
        let mut refused = judged.refused.iter().peekable();
        let mut each = judged.each().peekable();
        // Judged and refused rows come together again in the order of the table.
        loop {
            let next_refused = refused.peek().map(|(row, _)| *row);
            let next_judged = each.peek().map(|judged| judged.row);
            let row = match (next_judged, next_refused) {
                (None, None) => break,
                (Some(one), Some(other)) => one.min(other),
                (Some(row), None) | (None, Some(row)) => row,
            };
            columns.row = row;
            columns.id = ids.as_ref().and_then(|ids| ids.get(row).map(str::to_owned));
            columns.number = judged.rows.first + row as u64;
            if next_refused == Some(row) {
                if let Some((_, reason)) = refused.next() {
                    columns.refuse(reason);
                }
            } else if let Some(case) = each.next() {
                for verdict in case.verdicts {
                    columns.say(judged, &case, verdict);
                }
            }
        }
        columns.finish(self, batch)
    }
}

struct Columns<'o> {
    zone: &'o Zone,
    row: usize,
    number: u64,
    id: Option<String>,
    case_id: StringBuilder,
    numbers: UInt64Builder,
    promise: StringBuilder,
    action: StringBuilder,
    stage: UInt8Builder,
    due: Date32Builder,
    due_at: DueAt,
    status: StringBuilder,
    late_by: Int64Builder,
    provisional: StringBuilder,
    error: StringBuilder,
    unit: StringBuilder,
    rows: Vec<u32>,
}

enum DueAt {
    Timestamps(TimestampMillisecondBuilder),
    Text(StringBuilder),
}

impl<'o> Columns<'o> {
    fn new(outcomes: &'o Outcomes) -> Columns<'o> {
        Columns {
            zone: &outcomes.zone,
            row: 0,
            number: 0,
            id: None,
            case_id: StringBuilder::new(),
            numbers: UInt64Builder::new(),
            promise: StringBuilder::new(),
            action: StringBuilder::new(),
            stage: UInt8Builder::new(),
            due: Date32Builder::new(),
            due_at: match outcomes.moments {
                Moments::Timestamps => {
                    DueAt::Timestamps(TimestampMillisecondBuilder::new().with_timezone(outcomes.zone.name()))
                }
                Moments::Text => DueAt::Text(StringBuilder::new()),
            },
            status: StringBuilder::new(),
            late_by: Int64Builder::new(),
            provisional: StringBuilder::new(),
            error: StringBuilder::new(),
            unit: StringBuilder::new(),
            rows: Vec::new(),
        }
    }

    fn begin(&mut self) {
        self.case_id.append_option(self.id.as_deref());
        self.numbers.append_value(self.number);
        self.rows.push(u32::try_from(self.row).unwrap_or(u32::MAX));
    }

    fn refuse(&mut self, reason: &str) {
        self.begin();
        self.promise.append_null();
        self.action.append_null();
        self.stage.append_null();
        self.due.append_null();
        match &mut self.due_at {
            DueAt::Timestamps(column) => column.append_null(),
            DueAt::Text(column) => column.append_null(),
        }
        self.status.append_null();
        self.late_by.append_null();
        self.provisional.append_null();
        self.error.append_value(reason);
        self.unit.append_null();
    }

    fn say(&mut self, judged: &Judged<'_>, case: &JudgedRow<'_>, verdict: &Verdict) {
        let Some((stage, promise)) = case.promise(verdict) else { return };
        self.begin();
        self.promise.append_value(&promise.id);
        self.action.append_value(promise.action.slug());
        self.stage.append_value(stage);
        self.due.append_option(verdict.due.map(|due| days_since_1970(due.day)));
        match &mut self.due_at {
            DueAt::Timestamps(column) => column.append_option(verdict.due.map(|due| due.at.millis())),
            DueAt::Text(column) => {
                let local = verdict.due.and_then(|due| self.zone.local(due.at).ok());
                column.append_option(local.map(|local| local.to_string()));
            }
        }
        self.status.append_value(verdict.status.word());
        let (late_by, unit) = verdict.late_by.map(LateBy::parts).unzip();
        self.late_by.append_option(late_by);
        let provisional = judged.provisional(case, verdict);
        self.provisional.append_option((!provisional.is_empty()).then(|| provisional.join("; ")));
        self.error.append_null();
        self.unit.append_option(unit);
    }

    fn finish(mut self, outcomes: &Outcomes, batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
        let mut columns: Vec<ArrayRef> = vec![
            Arc::new(self.case_id.finish()),
            Arc::new(self.numbers.finish()),
            Arc::new(self.promise.finish()),
            Arc::new(self.action.finish()),
            Arc::new(self.stage.finish()),
            Arc::new(self.due.finish()),
            match self.due_at {
                DueAt::Timestamps(mut column) => Arc::new(column.finish()),
                DueAt::Text(mut column) => Arc::new(column.finish()),
            },
            Arc::new(self.status.finish()),
            Arc::new(self.late_by.finish()),
            Arc::new(self.provisional.finish()),
            Arc::new(self.error.finish()),
            Arc::new(self.unit.finish()),
        ];
        let rows = UInt32Array::from(self.rows);
        for name in &outcomes.kept {
            let column =
                crate::columns::column(batch, name).map_err(|error| ArrowError::SchemaError(error.to_string()))?;
            columns.push(take(&column, &rows, None)?);
        }
        RecordBatch::try_new(Arc::clone(&outcomes.schema), columns)
    }
}

fn days_since_1970(day: bywhen::calendar::Day) -> i32 {
    day.date().to_epoch_days()
}
