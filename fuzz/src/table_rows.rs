//! Any bytes read as a table of cases, and judged.

use std::io::Cursor;
use std::sync::OnceLock;

use bywhen::{Plan, Versions, parse};
use bywhen_table::columns::ColumnSpec;
use bywhen_table::read::{Format, Options, Source, open};
use bywhen_table::{AssessRequest, Summary, TableError, outcomes};

use crate::setting::setting;

const CHARTER: &str = include_str!("../charters/stages.charter");

/// The first byte chooses the format and the size of batches, the rest is the file.
pub fn run(bytes: &[u8]) {
    let Some((how, bytes)) = bytes.split_first() else { return };
    let format = [Format::Csv, Format::JsonLines, Format::Tsv][usize::from(how % 3)];
    let row_bytes = if how & 64 == 0 { 1 << 20 } else { 48 };
    let whole = judged(bytes, format, Options { rows: 8_192, row_bytes });
    // However many rows come at a time, they come to the same.
    let by_two = judged(bytes, format, Options { rows: 2, row_bytes });
    match (whole, by_two) {
        (Ok((whole, rows)), Ok((by_two, rows_by_two))) => {
            assert_eq!(whole, by_two, "in batches of two rows the summary is another");
            assert_eq!(rows, rows_by_two, "in batches of two rows there are others");
            assert_eq!(whole.rows, whole.assessed + whole.refused, "rows are lost");
            assert_eq!(whole.rows, counted(bytes, format, row_bytes), "rows are lost");
            assert_eq!(whole.first_refused.is_some(), whole.refused > 0, "a refused row without a reason");
        }
        (Err(one), Err(other)) => assert_eq!(one, other),
        (one, other) => panic!("whole: {one:?}, by two: {other:?}"),
    }
}

/// The summary, and how many rows of outcomes there are.
fn judged(bytes: &[u8], format: Format, options: Options) -> Result<(Summary, usize), String> {
    let text = |error: TableError| error.to_string();
    let cases = open(stream(bytes), format, options).map_err(|error| text(error.into()))?;
    let column_spec = ColumnSpec {
        kind: Some("information request".to_owned()),
        channel: Some("letter".to_owned()),
        ..ColumnSpec::default()
    };
    let at = "2013-05-01T12:00".parse().map_err(|error| format!("{error}"))?;
    let request = AssessRequest {
        versions: versions(),
        column_spec: &column_spec,
        log: None,
        at,
        passthrough: &[],
        strict: false,
    };
    let (_, tables, summary) = outcomes(&request, cases).map_err(text)?;
    Ok((summary, tables.iter().map(|table| table.num_rows()).sum()))
}

/// How many rows the file has, where no column is looked at.
fn counted(bytes: &[u8], format: Format, row_bytes: usize) -> u64 {
    let opened = open(stream(bytes), format, Options { rows: 100, row_bytes });
    let Ok(opened) = opened else { panic!("opened once and not again") };
    let columns = opened.columns().map(<[String]>::to_vec).unwrap_or_else(|| vec!["received".to_owned()]);
    let Ok(reader) = opened.select(&columns) else { panic!("its own columns cannot be read") };
    reader.map(|rows| rows.map_or(0, |rows| rows.batch.num_rows() as u64)).sum()
}

fn stream(bytes: &[u8]) -> Source {
    Source::Stream { name: "the table".to_owned(), bytes: Box::new(Cursor::new(bytes.to_vec())) }
}

fn versions() -> &'static Versions {
    static VERSIONS: OnceLock<Versions> = OnceLock::new();
    VERSIONS.get_or_init(|| {
        let parsed = parse(CHARTER);
        let Some(charter) = parsed.charter else { panic!("{:#?}", parsed.diagnostics) };
        Versions::one(Plan::compile(charter, &setting()).unwrap_or_else(|error| panic!("{error}")))
    })
}
