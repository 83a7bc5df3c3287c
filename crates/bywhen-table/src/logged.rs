//! What a log says of the rows of a batch.

use bywhen::engine::batch::{Log, LogEntry};

use crate::columns::{Mapping, MappingError, text_column};
use crate::log::{EventLog, LogKeys};
use crate::read::Rows;
use crate::refusal::Refusal;

/// What a log says of the rows of a batch.
pub(crate) struct Logged {
    pub(crate) starts: Vec<usize>,
    pub(crate) entries: Vec<LogEntry>,
    pub(crate) wrong: Vec<Refusal>,
}

impl Logged {
    pub(crate) fn of(log: &EventLog, keys: &LogKeys, mapping: &Mapping, rows: &Rows) -> Result<Logged, MappingError> {
        let mut logged = Logged { starts: vec![0], entries: Vec::new(), wrong: Vec::new() };
        let Some(column) = &mapping.case_id else {
            let columns = rows.batch.schema().fields().iter().map(|field| field.name().clone()).collect();
            return Err(MappingError::NoColumn { given: "case_id".to_owned(), suggestion: None, columns });
        };
        let ids = text_column(&rows.batch, column, "a case_id")?;
        for row in 0..rows.batch.num_rows() {
            if let Some(id) = ids.get(row)
                && let Err(reason) = log.tell(id, keys, &mut logged.entries)
            {
                logged.wrong.push(Refusal::new(row, &reason, "a line of its log cannot be read".to_owned()));
            }
            logged.starts.push(logged.entries.len());
        }
        Ok(logged)
    }

    pub(crate) fn log(&self) -> Log<'_> {
        Log { starts: &self.starts, entries: &self.entries }
    }
}
