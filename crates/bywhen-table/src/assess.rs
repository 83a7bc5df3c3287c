//! From a file of cases to a file of outcomes.

use arrow::array::{Array, AsArray, RecordBatch, UInt32Array};
use arrow::compute::{concat_batches, take_record_batch};
use arrow::datatypes::{Field, SchemaRef, TimestampMillisecondType};
use arrow::error::ArrowError;
use bywhen::{Versions, When};

use crate::batch_assessor::{AssessedBatch, BatchAssessor};
use crate::columns::{ColumnMapping, ColumnSpec, column, require_column};
use crate::error::{AssessError, TableError};
use crate::log::EventLog;
use crate::outcomes::{OutcomeFilter, Outcomes};
use crate::parallel::{for_each_batch, worker_count};
use crate::read::{Opened, Reader, Rows};
use crate::refusal::Refusal;
use crate::summary::{BatchSummary, Summary, SummaryBuilder};
use crate::write::{WriteError, Writer};

/// A request to assess a table of cases.
#[derive(Clone, Copy, Debug)]
pub struct AssessRequest<'q> {
    /// The versions that answer.
    pub versions: &'q Versions,
    /// Roles and formats of columns.
    pub column_spec: &'q ColumnSpec,
    /// The events that stand beside the table.
    pub log: Option<&'q EventLog>,
    /// The evaluation time. Later events are ignored.
    pub at: When,
    /// Columns of the table that are passed on.
    pub passthrough: &'q [String],
    /// Stop at the first row that cannot be judged.
    pub strict: bool,
}

impl AssessRequest<'_> {
    /// Creates an assessor for each core and the reader of their rows.
    pub(crate) fn open(&self, cases: Opened) -> Result<(Reader, Vec<BatchAssessor<'_>>), TableError> {
        let assessors = self.assessors(&cases, worker_count())?;
        Ok((cases.select(&self.required_columns(assessors.first())?)?, assessors))
    }

    /// Creates assessors for a table.
    pub(crate) fn assessors(&self, cases: &Opened, how_many: usize) -> Result<Vec<BatchAssessor<'_>>, AssessError> {
        let columns = match cases.columns() {
            Some(columns) => columns.to_vec(),
            // The keys of JSON lines are known only as lines come: whatever the charter may look for.
            None => ColumnMapping::candidates(self.versions.plans(), self.column_spec),
        };
        let assessor = || BatchAssessor::new(self.versions, &columns, self.column_spec, self.log, self.at);
        (0..how_many).map(|_| assessor()).collect()
    }

    /// Which columns of a table are read: those that mean something, and those that are passed on.
    ///
    /// # Errors
    ///
    /// Where a column cannot be told or is missing, or cannot be passed on.
    pub fn columns(&self, columns: &[String]) -> Result<Vec<String>, TableError> {
        let required = self.required_columns(Some(&BatchAssessor::new(
            self.versions,
            columns,
            self.column_spec,
            self.log,
            self.at,
        )?))?;
        for column in self.passthrough {
            require_column(column, columns)?;
        }
        Ok(required)
    }

    pub(crate) fn required_columns(&self, assessor: Option<&BatchAssessor<'_>>) -> Result<Vec<String>, TableError> {
        if let Some(name) =
            self.passthrough.iter().find(|name| Outcomes::column_names().any(|own| own == name.as_str()))
        {
            return Err(TableError::ReservedColumn { name: name.clone() });
        }
        let mut required = assessor.map(BatchAssessor::columns).unwrap_or_default();
        for column in self.passthrough {
            if !required.contains(column) {
                required.push(column.clone());
            }
        }
        Ok(required)
    }

    /// Tables of outcomes for the rows of a reader.
    fn outcomes(
        &self,
        reader: &Reader,
        assessors: &[BatchAssessor<'_>],
        filter: OutcomeFilter,
    ) -> Result<Outcomes, TableError> {
        let plan = self.versions.plans().first().ok_or(AssessError::NoCharter)?;
        let field =
            |name: &String| reader.schema().field_with_name(name).cloned().map(|field| field.with_nullable(true));
        let mut passthrough: Vec<&String> = Vec::new();
        for name in self.passthrough {
            if !passthrough.contains(&name) {
                passthrough.push(name);
            }
        }
        let passthrough = passthrough.into_iter().map(field).collect::<Result<Vec<Field>, ArrowError>>()?;
        let case_id = assessors.first().and_then(BatchAssessor::case_id);
        Ok(Outcomes::new(&plan.charter().zone, case_id, &passthrough, filter))
    }

    fn table(
        &self,
        outcomes: &Outcomes,
        assessor: &mut BatchAssessor<'_>,
        rows: &Rows,
    ) -> Result<(RecordBatch, BatchSummary), TableError> {
        let assessed = assessor.assess(rows)?;
        self.fail_if_strict(&assessed)?;
        Ok((outcomes.table(&assessed)?, BatchSummary::of(&assessed)))
    }

    /// Fails at the first refused row in strict mode.
    pub(crate) fn fail_if_strict(&self, assessed: &AssessedBatch<'_>) -> Result<(), TableError> {
        match assessed.refused.first() {
            Some(Refusal { row, reason, .. }) if self.strict => {
                Err(TableError::Refused { row: assessed.rows.first + *row as u64, reason: reason.clone() })
            }
            _ => Ok(()),
        }
    }
}

/// Writes an outcome for each case and promise of a table, to a writer that is created once the columns are known.
/// `progress` is called after each batch.
///
/// # Errors
///
/// Where the table as a whole cannot be read, judged or written. What is wrong with a row stands in its `error`.
pub fn assess(
    request: &AssessRequest<'_>,
    cases: Opened,
    create: impl FnOnce(SchemaRef) -> Result<Writer, WriteError>,
    mut progress: impl FnMut(&Summary),
) -> Result<Summary, TableError> {
    let (reader, mut assessors) = request.open(cases)?;
    let outcomes = request.outcomes(&reader, &assessors, OutcomeFilter::All)?;
    let mut writer = create(outcomes.schema().clone())?;
    let mut summary = SummaryBuilder::new();
    let work = |assessor: &mut BatchAssessor<'_>, rows| request.table(&outcomes, assessor, &rows);
    for_each_batch(reader, &mut assessors, work, |(table, part)| {
        writer.write(&table)?;
        progress(summary.add(part));
        Ok(())
    })?;
    writer.finish()?;
    Ok(summary.finish())
}

/// An outcome for each case and promise of a table, held in memory: the columns and their batches, in order.
///
/// # Errors
///
/// As [`assess`].
pub fn outcomes(
    request: &AssessRequest<'_>,
    cases: Opened,
) -> Result<(SchemaRef, Vec<RecordBatch>, Summary), TableError> {
    let (reader, mut assessors) = request.open(cases)?;
    let outcomes = request.outcomes(&reader, &assessors, OutcomeFilter::All)?;
    let (mut tables, mut summary) = (Vec::new(), SummaryBuilder::new());
    let work = |assessor: &mut BatchAssessor<'_>, rows| request.table(&outcomes, assessor, &rows);
    for_each_batch(reader, &mut assessors, work, |(table, part)| {
        tables.push(table);
        summary.add(part);
        Ok::<(), TableError>(())
    })?;
    Ok((outcomes.schema().clone(), tables, summary.finish()))
}

/// Open promises by due date: overdue ones first, stopped ones last. Rows
/// that could not be judged come before all, so that nobody misses them.
///
/// It is held in memory to be put in order.
///
/// # Errors
///
/// As [`assess`].
pub fn worklist(
    request: &AssessRequest<'_>,
    cases: Opened,
    mut progress: impl FnMut(&Summary),
) -> Result<(RecordBatch, Summary), TableError> {
    let (reader, mut assessors) = request.open(cases)?;
    let outcomes = request.outcomes(&reader, &assessors, OutcomeFilter::Open)?;
    let mut tables: Vec<RecordBatch> = Vec::new();
    let mut summary = SummaryBuilder::new();
    let work = |assessor: &mut BatchAssessor<'_>, rows| request.table(&outcomes, assessor, &rows);
    for_each_batch(reader, &mut assessors, work, |(table, part)| {
        tables.push(table);
        progress(summary.add(part));
        Ok(())
    })?;
    let table = concat_batches(outcomes.schema(), &tables)?;
    let (errors, due) = (column(&table, "error")?, column(&table, "due_at")?);
    let due = due.as_primitive::<TimestampMillisecondType>();
    let mut places: Vec<u32> = (0..u32::try_from(table.num_rows()).unwrap_or(u32::MAX)).collect();
    // What is due at one time stays in the order of the table and of the charter.
    places.sort_by_key(|place| {
        let place = *place as usize;
        (errors.is_null(place), due.is_null(place), due.is_valid(place).then(|| due.value(place)))
    });
    Ok((take_record_batch(&table, &UInt32Array::from(places))?, summary.finish()))
}
