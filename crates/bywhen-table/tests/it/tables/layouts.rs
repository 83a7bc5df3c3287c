//! Frames bring the same cells in other layouts, of which some programs knew only one.

use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, StringArray, TimestampMicrosecondArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, TimeUnit};
use bywhen::Versions;
use bywhen_table::BatchAssessor;
use bywhen_table::columns::ColumnSpec;
use bywhen_table::read::Rows;

use crate::tables::support::{CHARTER, plan};

/// Promise, status and due moment of each row, in order.
fn verdicts_of(versions: &Versions, columns: &[(&str, ArrayRef)]) -> Vec<(usize, u16, String, Option<i64>)> {
    let batch = RecordBatch::try_from_iter(columns.iter().cloned()).expect("a batch");
    let names: Vec<String> = columns.iter().map(|(name, _)| (*name).to_owned()).collect();
    let column_spec = ColumnSpec::default();
    let at = "2024-06-03T12:00:00".parse().expect("a time");
    let mut assessor = BatchAssessor::new(versions, &names, &column_spec, None, at).expect("columns that can be told");
    let rows = Rows { batch, first: 1, unreadable: Vec::new() };
    let assessed = assessor.assess(&rows).expect("a table");
    assert!(assessed.refused.is_empty(), "{:?}", assessed.refused);
    let each = assessed.each().flat_map(|row| {
        let due = |due: bywhen::engine::counting::Due| due.at.millis();
        row.verdicts().map(move |one| (row.row, one.promise, one.status.word().to_owned(), one.due().map(due)))
    });
    each.collect()
}

/// polars 3 and pandas 3 hand on text as string views, categories as dictionaries, and times in micro- or nanoseconds.
#[test]
fn text_and_times_of_new_frames_came_in_layouts_that_were_not_known() {
    let versions = Versions::one(plan(CHARTER));
    let channel: ArrayRef = Arc::new(StringArray::from(vec![Some("letter"), Some("email"), Some("letter"), None]));
    let kind: ArrayRef = Arc::new(StringArray::from(vec![None, None, None, Some("complaint")]));
    let minute = 60_000_000_i64;
    let received = vec![Some(28_580_000 * minute), Some(28_581_440 * minute), None, Some(28_590_000 * minute)];
    let received: Vec<Option<i64>> = received.into_iter().map(|time| time.or(Some(28_585_000 * minute))).collect();
    let zoned: ArrayRef = Arc::new(TimestampMicrosecondArray::from(received.clone()).with_timezone("UTC"));
    let plain =
        verdicts_of(&versions, &[("channel", channel.clone()), ("kind", kind.clone()), ("received", zoned.clone())]);
    assert!(plain.len() > 6 && plain.iter().any(|(_, _, _, due)| due.is_some()));
    let dictionary = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
    for text in [DataType::Utf8View, DataType::LargeUtf8, dictionary] {
        for unit in [TimeUnit::Millisecond, TimeUnit::Microsecond, TimeUnit::Nanosecond] {
            let times = DataType::Timestamp(unit, Some("Europe/London".into()));
            let columns = [
                ("channel", cast(&channel, &text).expect("text")),
                ("kind", cast(&kind, &text).expect("text")),
                ("received", cast(&zoned, &times).expect("times")),
            ];
            assert_eq!(verdicts_of(&versions, &columns), plain, "{text} and {times}");
        }
    }
}
