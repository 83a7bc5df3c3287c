//! From a file of cases to a file of outcomes.

use arrow::array::{Array, AsArray, RecordBatch, UInt32Array};
use arrow::compute::{concat_batches, take_record_batch};
use arrow::datatypes::{Field, SchemaRef, TimestampMillisecondType};
use arrow::error::ArrowError;
use bywhen::When;

use crate::columns::{Mapping, MappingError, Naming, column, exists};
use crate::judge::{Judge, JudgeError, Judged};
use crate::log::EventLog;
use crate::outcomes::{COLUMNS, Only, Outcomes};
use crate::parallel::{cores, each_batch};
use crate::read::{Opened, ReadError, Reader, Rows};
use crate::refusal::Refusal;
use crate::summary::{Part, Summary, Summing};
use crate::versions::Versions;
use crate::write::{WriteError, Writer};

/// What is asked about a table.
#[derive(Clone, Copy, Debug)]
pub struct Question<'q> {
    /// The versions that answer.
    pub versions: &'q Versions,
    /// What the columns are.
    pub naming: &'q Naming,
    /// The events that stand beside the table.
    pub log: Option<&'q EventLog>,
    /// As of when. What happened later has not happened yet.
    pub at: When,
    /// Columns of the table that are passed on.
    pub kept: &'q [String],
    /// Stop at the first row that cannot be judged.
    pub strict: bool,
}

/// Why a table could not be worked through.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The outcomes cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The table cannot be judged at all.
    #[error(transparent)]
    Judge(#[from] JudgeError),
    /// A row could not be judged, and that was to be the end.
    #[error("row {row}: {reason}")]
    Refused {
        /// The number of the row.
        row: u64,
        /// Why.
        reason: String,
    },
    /// A column is to be passed on under a name that the outcomes have for something else.
    #[error(
        "`{name}` cannot be passed on: the outcomes have a column of that name themselves; give it another in the table"
    )]
    Kept {
        /// The column.
        name: String,
    },
    /// The outcomes do not fit into a table.
    #[error("the outcomes do not fit into a table: {0}")]
    Arrow(#[from] ArrowError),
}

impl From<MappingError> for TableError {
    fn from(error: MappingError) -> TableError {
        TableError::Judge(error.into())
    }
}

impl Question<'_> {
    /// A judge for each core, and the rows that they are to read.
    pub(crate) fn open(&self, cases: Opened) -> Result<(Reader, Vec<Judge<'_>>), TableError> {
        let judges = self.judges(&cases, cores())?;
        Ok((cases.select(&self.wanted(judges.first())?)?, judges))
    }

    /// So many judges of a table.
    pub(crate) fn judges(&self, cases: &Opened, how_many: usize) -> Result<Vec<Judge<'_>>, JudgeError> {
        let columns = match cases.columns() {
            Some(columns) => columns.to_vec(),
            // The keys of JSON lines are known only as lines come: whatever the charter may look for.
            None => Mapping::candidates(self.versions.plans(), self.naming),
        };
        let judge = || Judge::new(self.versions, &columns, self.naming, self.log, self.at);
        (0..how_many).map(|_| judge()).collect()
    }

    /// Which columns of a table are read: those that mean something, and those that are passed on.
    ///
    /// # Errors
    ///
    /// Where a column cannot be told or is missing, or cannot be passed on.
    pub fn columns(&self, columns: &[String]) -> Result<Vec<String>, TableError> {
        let wanted = self.wanted(Some(&Judge::new(self.versions, columns, self.naming, self.log, self.at)?))?;
        for kept in self.kept {
            exists(kept, columns)?;
        }
        Ok(wanted)
    }

    pub(crate) fn wanted(&self, judge: Option<&Judge<'_>>) -> Result<Vec<String>, TableError> {
        if let Some(name) = self.kept.iter().find(|name| COLUMNS.contains(&name.as_str())) {
            return Err(TableError::Kept { name: name.clone() });
        }
        let mut wanted = judge.map(Judge::columns).unwrap_or_default();
        for kept in self.kept {
            if !wanted.contains(kept) {
                wanted.push(kept.clone());
            }
        }
        Ok(wanted)
    }

    /// Tables of outcomes for the rows of a reader.
    fn outcomes(&self, reader: &Reader, judges: &[Judge<'_>], only: Only) -> Result<Outcomes, TableError> {
        let plan = self.versions.plans().first().ok_or(JudgeError::NoCharter)?;
        let field =
            |name: &String| reader.schema().field_with_name(name).cloned().map(|field| field.with_nullable(true));
        let mut kept: Vec<&String> = Vec::new();
        for name in self.kept {
            if !kept.contains(&name) {
                kept.push(name);
            }
        }
        let kept = kept.into_iter().map(field).collect::<Result<Vec<Field>, ArrowError>>()?;
        let case_id = judges.first().and_then(Judge::case_id);
        Ok(Outcomes::new(&plan.charter().zone, case_id, &kept, only))
    }

    fn table(
        &self,
        outcomes: &Outcomes,
        judge: &mut Judge<'_>,
        rows: &Rows,
    ) -> Result<(RecordBatch, Part), TableError> {
        let judged = judge.judge(rows)?;
        self.heed(&judged)?;
        Ok((outcomes.table(&judged)?, Part::of(&judged)))
    }

    /// Ends the work at a row that was refused, where that is asked for.
    pub(crate) fn heed(&self, judged: &Judged<'_>) -> Result<(), TableError> {
        match judged.refused.first() {
            Some(Refusal { row, reason, .. }) if self.strict => {
                Err(TableError::Refused { row: judged.rows.first + *row as u64, reason: reason.clone() })
            }
            _ => Ok(()),
        }
    }
}

/// Writes an outcome for each case and promise of a table, to a writer that is created once the columns are known.
/// `progress` is told after each batch.
///
/// # Errors
///
/// Where the table as a whole cannot be read, judged or written. What is wrong with a row stands in its `error`.
pub fn assess(
    question: &Question<'_>,
    cases: Opened,
    create: impl FnOnce(SchemaRef) -> Result<Writer, WriteError>,
    mut progress: impl FnMut(&Summary),
) -> Result<Summary, TableError> {
    let (reader, mut judges) = question.open(cases)?;
    let outcomes = question.outcomes(&reader, &judges, Only::Everything)?;
    let mut writer = create(outcomes.schema().clone())?;
    let mut summing = Summing::new();
    let work = |judge: &mut Judge<'_>, rows| question.table(&outcomes, judge, &rows);
    each_batch(reader, &mut judges, work, |(table, part)| {
        writer.write(&table)?;
        progress(summing.add(part));
        Ok(())
    })?;
    writer.finish()?;
    Ok(summing.whole())
}

/// An outcome for each case and promise of a table, held in memory: the columns and their batches, in order.
///
/// # Errors
///
/// As [`assess`].
pub fn outcomes(question: &Question<'_>, cases: Opened) -> Result<(SchemaRef, Vec<RecordBatch>, Summary), TableError> {
    let (reader, mut judges) = question.open(cases)?;
    let outcomes = question.outcomes(&reader, &judges, Only::Everything)?;
    let (mut tables, mut summing) = (Vec::new(), Summing::new());
    let work = |judge: &mut Judge<'_>, rows| question.table(&outcomes, judge, &rows);
    each_batch(reader, &mut judges, work, |(table, part)| {
        tables.push(table);
        summing.add(part);
        Ok::<(), TableError>(())
    })?;
    Ok((outcomes.schema().clone(), tables, summing.whole()))
}

/// What is still to be done, by when it is next due: what is overdue comes first, what stands still last. Rows
/// that could not be judged come before all, so that nobody misses them.
///
/// It is held in memory to be put in order.
///
/// # Errors
///
/// As [`assess`].
pub fn worklist(
    question: &Question<'_>,
    cases: Opened,
    mut progress: impl FnMut(&Summary),
) -> Result<(RecordBatch, Summary), TableError> {
    let (reader, mut judges) = question.open(cases)?;
    let outcomes = question.outcomes(&reader, &judges, Only::Open)?;
    let mut tables: Vec<RecordBatch> = Vec::new();
    let mut summing = Summing::new();
    let work = |judge: &mut Judge<'_>, rows| question.table(&outcomes, judge, &rows);
    each_batch(reader, &mut judges, work, |(table, part)| {
        tables.push(table);
        progress(summing.add(part));
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
    Ok((take_record_batch(&table, &UInt32Array::from(places))?, summing.whole()))
}
