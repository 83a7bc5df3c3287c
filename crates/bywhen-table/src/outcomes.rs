//! Assessment results as a table: a row for each case and promise, and one for each refused case.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, Date32Builder, Int64Builder, RecordBatch, StringBuilder, TimestampMillisecondBuilder, UInt8Builder,
    UInt32Array, UInt64Builder,
};
use arrow::compute::take;
use arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use arrow::error::ArrowError;
use bywhen::Status;
use bywhen::calendar::Zone;
use bywhen::engine::batch::Verdict;
use bywhen::engine::charter::{Role, Tick};
use bywhen::engine::outcome::LateBy;

use crate::batch_assessor::{AssessedBatch, AssessedRow};
use crate::columns::text_column;

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

/// Makes tables of outcomes.
#[derive(Clone, Debug)]
pub struct Outcomes {
    zone: Zone,
    case_id: Option<String>,
    passthrough: Vec<String>,
    filter: OutcomeFilter,
    schema: SchemaRef,
}

/// Which promises get an outcome row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OutcomeFilter {
    /// Every one.
    #[default]
    All,
    /// The council's open promises: running, overdue or stopped.
    Open,
}

impl Outcomes {
    /// For cases that `case_id` names. `passthrough`: columns of the input that are passed on, with their types.
    pub fn new(zone: &Zone, case_id: Option<&str>, passthrough: &[Field], filter: OutcomeFilter) -> Outcomes {
        let kinds = [
            DataType::Utf8,
            DataType::UInt64,
            DataType::Utf8,
            DataType::Utf8,
            DataType::UInt8,
            DataType::Date32,
            DataType::Timestamp(TimeUnit::Millisecond, Some(zone.name().into())),
            DataType::Utf8,
            DataType::Int64,
            DataType::Utf8,
            DataType::Utf8,
            DataType::Utf8,
        ];
        let own = COLUMNS.iter().zip(kinds).map(|(name, kind)| Field::new(*name, kind, *name != "row"));
        let fields: Vec<Field> = own.chain(passthrough.iter().cloned()).collect();
        Outcomes {
            zone: zone.clone(),
            case_id: case_id.map(str::to_owned),
            passthrough: passthrough.iter().map(|field| field.name().clone()).collect(),
            filter,
            schema: Arc::new(Schema::new(fields)),
        }
    }

    /// The columns and their types.
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// The table of a batch.
    pub fn table(&self, assessed: &AssessedBatch<'_>) -> Result<RecordBatch, ArrowError> {
        let batch = &assessed.rows.batch;
        let ids = self.case_id.as_ref().and_then(|column| text_column(batch, column, "a case_id").ok());
        let mut columns = OutcomeBuilder::new(self);
        let mut refused = assessed.refused.iter().peekable();
        let mut each = assessed.each().peekable();
        // Judged and refused rows come together again in the order of the table.
        loop {
            let next_refused = refused.peek().map(|refusal| refusal.row);
            let next_assessed = each.peek().map(|assessed| assessed.row);
            let row = match (next_assessed, next_refused) {
                (None, None) => break,
                (Some(one), Some(other)) => one.min(other),
                (Some(row), None) | (None, Some(row)) => row,
            };
            columns.row = row;
            columns.id = ids.as_ref().and_then(|ids| ids.get(row).map(str::to_owned));
            columns.number = assessed.rows.first + row as u64;
            if next_refused == Some(row) {
                if let Some(refusal) = refused.next() {
                    columns.push_empty(Some(&refusal.reason));
                }
            } else if let Some(case) = each.next() {
                let shown = case.verdicts().filter(|verdict| self.includes(&case, verdict));
                shown.for_each(|verdict| columns.push_outcome(&case, verdict));
                if case.verdicts().next().is_none() && self.filter == OutcomeFilter::All {
                    columns.push_empty(None);
                }
            }
        }
        columns.finish(self, batch)
    }

    fn includes(&self, case: &AssessedRow<'_>, verdict: &Verdict) -> bool {
        let open = matches!(verdict.status, Status::Running | Status::Overdue | Status::Stopped);
        let ours = || case.promise(verdict).is_some_and(|(_, promise)| promise.role == Role::Council);
        self.filter == OutcomeFilter::All || (open && ours())
    }
}

struct OutcomeBuilder {
    row: usize,
    number: u64,
    id: Option<String>,
    case_id: StringBuilder,
    numbers: UInt64Builder,
    promise: StringBuilder,
    action: StringBuilder,
    stage: UInt8Builder,
    due: Date32Builder,
    due_at: TimestampMillisecondBuilder,
    status: StringBuilder,
    late_by: Int64Builder,
    provisional: StringBuilder,
    error: StringBuilder,
    unit: StringBuilder,
    rows: Vec<u32>,
}

impl OutcomeBuilder {
    fn new(outcomes: &Outcomes) -> OutcomeBuilder {
        OutcomeBuilder {
            row: 0,
            number: 0,
            id: None,
            case_id: StringBuilder::new(),
            numbers: UInt64Builder::new(),
            promise: StringBuilder::new(),
            action: StringBuilder::new(),
            stage: UInt8Builder::new(),
            due: Date32Builder::new(),
            due_at: TimestampMillisecondBuilder::new().with_timezone(outcomes.zone.name()),
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

    /// A row of which no promise is told: it was refused, or no standard is for it. It is kept all the same.
    fn push_empty(&mut self, refused: Option<&str>) {
        self.begin();
        self.promise.append_null();
        self.action.append_null();
        self.stage.append_null();
        self.due.append_null();
        self.due_at.append_null();
        self.status.append_null();
        self.late_by.append_null();
        self.provisional.append_null();
        self.error.append_option(refused);
        self.unit.append_null();
    }

    fn push_outcome(&mut self, case: &AssessedRow<'_>, verdict: &Verdict) {
        let Some((stage, promise)) = case.promise(verdict) else { return };
        self.begin();
        self.promise.append_value(&promise.id);
        self.action.append_value(promise.action.slug());
        self.stage.append_value(stage);
        self.due.append_option(verdict.due().map(|due| due.day.unix_days() as i32));
        self.due_at.append_option(verdict.due().map(|due| due.at.millis()));
        self.status.append_value(verdict.status.word());
        let (late_by, unit) = verdict.late_by().map(LateBy::parts).unzip();
        self.late_by.append_option(late_by);
        let provisional: Vec<String> = case.provisional(verdict).iter().map(ToString::to_string).collect();
        self.provisional.append_option((!provisional.is_empty()).then(|| provisional.join("; ")));
        self.error.append_null();
        self.unit.append_option(unit.map(Tick::word));
    }

    fn finish(mut self, outcomes: &Outcomes, batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
        let mut columns: Vec<ArrayRef> = vec![
            Arc::new(self.case_id.finish()),
            Arc::new(self.numbers.finish()),
            Arc::new(self.promise.finish()),
            Arc::new(self.action.finish()),
            Arc::new(self.stage.finish()),
            Arc::new(self.due.finish()),
            Arc::new(self.due_at.finish()),
            Arc::new(self.status.finish()),
            Arc::new(self.late_by.finish()),
            Arc::new(self.provisional.finish()),
            Arc::new(self.error.finish()),
            Arc::new(self.unit.finish()),
        ];
        let rows = UInt32Array::from(self.rows);
        for name in &outcomes.passthrough {
            let column =
                crate::columns::column(batch, name).map_err(|error| ArrowError::SchemaError(error.to_string()))?;
            columns.push(take(&column, &rows, None)?);
        }
        RecordBatch::try_new(Arc::clone(&outcomes.schema), columns)
    }
}
