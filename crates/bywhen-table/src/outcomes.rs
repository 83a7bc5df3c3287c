//! Assessment results as a table: a row for each case and promise, and one for each refused case.

use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, UInt32Array};
use arrow::compute::take;
use arrow::datatypes::{Field, Schema, SchemaRef};
use arrow::error::ArrowError;
use bywhen::Status;
use bywhen::calendar::Zone;
use bywhen::engine::batch::Verdict;
use bywhen::engine::charter::Role;

use crate::batch_assessor::{AssessedBatch, AssessedRow};
use crate::columns::{Texts, text_column};
use crate::outcome_columns::{AssessedPromise, COLUMNS, OutcomeRow};

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
        let own = COLUMNS.iter().map(|column| column.field(zone));
        let fields: Vec<Field> = own.chain(passthrough.iter().cloned()).collect();
        Outcomes {
            zone: zone.clone(),
            case_id: case_id.map(str::to_owned),
            passthrough: passthrough.iter().map(|field| field.name().clone()).collect(),
            filter,
            schema: Arc::new(Schema::new(fields)),
        }
    }

    /// The names of the columns that every table of outcomes has, in this order: a contract. Those that were asked for follow.
    pub fn column_names() -> impl Iterator<Item = &'static str> {
        COLUMNS.iter().map(|column| column.name)
    }

    /// The columns and their types.
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// The table of a batch.
    pub fn table(&self, assessed: &AssessedBatch<'_>) -> Result<RecordBatch, ArrowError> {
        let batch = &assessed.rows.batch;
        let ids = self.case_id.as_ref().and_then(|column| text_column(batch, column, "a case_id").ok());
        let rows = self.rows(assessed, ids.as_ref());
        let mut columns: Vec<ArrayRef> = COLUMNS.iter().map(|column| column.array(&rows, &self.zone)).collect();
        let places = UInt32Array::from_iter_values(rows.iter().map(|row| u32::try_from(row.place).unwrap_or(u32::MAX)));
        for name in &self.passthrough {
            let column =
                crate::columns::column(batch, name).map_err(|error| ArrowError::SchemaError(error.to_string()))?;
            columns.push(take(&column, &places, None)?);
        }
        RecordBatch::try_new(Arc::clone(&self.schema), columns)
    }

    /// The rows of a batch's table. Assessed and refused cases come together again in the order of the input.
    fn rows<'j>(&self, assessed: &'j AssessedBatch<'j>, ids: Option<&'j Texts>) -> Vec<OutcomeRow<'j>> {
        let mut rows = Vec::new();
        let mut refused = assessed.refused.iter().peekable();
        let mut each = assessed.each().peekable();
        loop {
            let next_refused = refused.peek().map(|refusal| refusal.row);
            let next_assessed = each.peek().map(|assessed| assessed.row);
            let place = match (next_assessed, next_refused) {
                (None, None) => break,
                (Some(one), Some(other)) => one.min(other),
                (Some(place), None) | (None, Some(place)) => place,
            };
            let case_id = ids.and_then(|ids| ids.get(place));
            let number = assessed.rows.first + place as u64;
            let row = OutcomeRow { place, number, case_id, promise: None, refused: None };
            if next_refused == Some(place) {
                if let Some(refusal) = refused.next() {
                    rows.push(OutcomeRow { refused: Some(&refusal.reason), ..row });
                }
            } else if let Some(case) = each.next() {
                for detailed in case.detailed_verdicts().filter(|detailed| self.includes(&case, detailed.verdict)) {
                    if let Some((stage, promise)) = case.promise(detailed.verdict) {
                        let shown = AssessedPromise { case, stage, promise, detailed };
                        rows.push(OutcomeRow { promise: Some(shown), ..row });
                    }
                }
                // No standard is for it: it is kept all the same.
                if case.verdicts().next().is_none() && self.filter == OutcomeFilter::All {
                    rows.push(row);
                }
            }
        }
        rows
    }

    fn includes(&self, case: &AssessedRow<'_>, verdict: &Verdict) -> bool {
        let open = matches!(verdict.status, Status::Running | Status::Overdue | Status::Stopped);
        let ours = || case.promise(verdict).is_some_and(|(_, promise)| promise.role == Role::Council);
        self.filter == OutcomeFilter::All || (open && ours())
    }
}
