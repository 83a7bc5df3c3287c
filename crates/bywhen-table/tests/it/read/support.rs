//! Reading a text to rows that are easy to compare.

use std::io::Cursor;

use arrow::array::{Array, AsArray};
use bywhen_table::read::{Format, Options, ReadError, Reader, Source, open};

/// A row: its number, its cells, and why it could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) number: u64,
    pub(crate) cells: Vec<Option<String>>,
    pub(crate) reason: Option<String>,
}

/// The batch sizes that put a boundary at every place of a short file.
pub(crate) const SIZES: [usize; 5] = [1, 2, 3, 7, 1000];

pub(crate) fn of_bytes(bytes: impl Into<Vec<u8>>) -> Source {
    Source::Stream { name: "cases".to_owned(), bytes: Box::new(Cursor::new(bytes.into())) }
}

pub(crate) fn options(rows: usize) -> Options {
    Options { rows, ..Options::default() }
}

/// All columns of a table of text, with the batch size.
pub(crate) fn read(bytes: impl Into<Vec<u8>>, format: Format, options: Options) -> Result<Vec<Row>, ReadError> {
    let opened = open(of_bytes(bytes), format, options)?;
    let wanted = opened.columns().expect("columns are known").to_vec();
    rows(opened.select(&wanted)?)
}

/// The rows of a reader of text.
pub(crate) fn rows(reader: Reader) -> Result<Vec<Row>, ReadError> {
    let mut all = Vec::new();
    for batch in reader {
        let batch = batch?;
        assert!(batch.batch.num_rows() > 0, "a batch has a row");
        assert_eq!(batch.first, all.len() as u64 + 1, "rows are numbered without a gap");
        let columns: Vec<_> = batch.batch.columns().iter().map(|column| column.as_string::<i32>()).collect();
        let mut reasons = batch.unreadable.into_iter().peekable();
        for row in 0..batch.batch.num_rows() {
            let cells =
                columns.iter().map(|column| column.is_valid(row).then(|| column.value(row).to_owned())).collect();
            let reason = reasons.next_if(|(at, _)| *at == row).map(|(_, reason)| reason);
            all.push(Row { number: batch.first + row as u64, cells, reason });
        }
        assert_eq!(reasons.next(), None, "reasons come in the order of the rows, one for a row");
    }
    Ok(all)
}

/// The rows, the same with every batch size.
pub(crate) fn read_in_all_sizes(bytes: &[u8], format: Format) -> Vec<Row> {
    let expected = read(bytes, format, options(32_768)).expect("the file can be read");
    for size in SIZES {
        assert_eq!(read(bytes, format, options(size)).expect("the file can be read"), expected, "batches of {size}");
    }
    expected
}

/// The first cells of the rows that are good.
pub(crate) fn good(rows: &[Row]) -> Vec<&str> {
    rows.iter().filter(|row| row.reason.is_none()).map(|row| row.cells[0].as_deref().unwrap_or_default()).collect()
}

/// The number of the row and the reason, of those that are bad.
pub(crate) fn bad(rows: &[Row]) -> Vec<(u64, &str)> {
    rows.iter().filter_map(|row| Some((row.number, row.reason.as_deref()?))).collect()
}
