//! Log entries of the cases in one batch.

use bywhen::engine::batch::{Log, LogEntry};

use crate::columns::{ColumnMapping, MappingError, text_column};
use crate::log::{EventLog, LogKeys};
use crate::read::Rows;
use crate::refusal::Refusal;

/// Log entries of the cases in one batch.
pub(crate) struct BatchLog {
    pub(crate) starts: Vec<usize>,
    pub(crate) entries: Vec<LogEntry>,
    pub(crate) wrong: Vec<Refusal>,
}

impl BatchLog {
    pub(crate) fn of(
        log: &EventLog,
        keys: &LogKeys,
        mapping: &ColumnMapping,
        rows: &Rows,
    ) -> Result<BatchLog, MappingError> {
        let mut batch_log = BatchLog { starts: vec![0], entries: Vec::new(), wrong: Vec::new() };
        let Some(column) = &mapping.case_id else {
            let columns = rows.batch.schema().fields().iter().map(|field| field.name().clone()).collect();
            return Err(MappingError::NoColumn { given: "case_id".to_owned(), suggestion: None, columns });
        };
        let ids = text_column(&rows.batch, column, "a case_id")?;
        for row in 0..rows.batch.num_rows() {
            if let Some(id) = ids.get(row)
                && let Err(reason) = log.append_entries(id, keys, &mut batch_log.entries)
            {
                batch_log.wrong.push(Refusal::new(row, &reason, "a line of its log cannot be read".to_owned()));
            }
            batch_log.starts.push(batch_log.entries.len());
        }
        Ok(batch_log)
    }

    pub(crate) fn log(&self) -> Log<'_> {
        Log { starts: &self.starts, entries: &self.entries }
    }
}
