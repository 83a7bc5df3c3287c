//! Rows that come as batches: what files say, and the columns that frames make of nothing.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, AsArray, BooleanArray, Float64Array, Int64Array, RecordBatch, RecordBatchIterator, StringArray,
    UInt64Array,
};
use arrow::datatypes::UInt64Type;
use bywhen::{CompileOptions, Family, LoadError, Versions};
use bywhen_table::columns::{ColumnSpec, Unmapped};
use bywhen_table::read::{Opened, Options, ReadError, open_batches};
use bywhen_table::{AssessRequest, TableError, outcomes};

use crate::tables::support::{CHARTER, plan};

fn opened(batches: Vec<RecordBatch>, options: Options) -> Result<Opened, ReadError> {
    let schema = batches.first().expect("a batch").schema();
    open_batches("the frame", Box::new(RecordBatchIterator::new(batches.into_iter().map(Ok), schema)), options)
}

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter(columns).expect("a batch")
}

fn texts(count: usize, text: &str) -> ArrayRef {
    Arc::new(StringArray::from(vec![text; count]))
}

/// The number of each row of the outcomes, and why it was refused.
fn errors_of(columns: Vec<(&str, ArrayRef)>, options: Options) -> Result<Vec<(u64, Option<String>)>, TableError> {
    let (versions, column_spec) = (Versions::one(plan(CHARTER)), ColumnSpec::default());
    let at = "2024-06-03T12:00:00".parse().expect("a time");
    let request = AssessRequest {
        versions: &versions,
        column_spec: &column_spec,
        log: None,
        at,
        passthrough: &[],
        strict: false,
    };
    let whole = batch(columns);
    let (cut, rest) = (
        whole.slice(0, whole.num_rows() / 3),
        whole.slice(whole.num_rows() / 3, whole.num_rows() - whole.num_rows() / 3),
    );
    let (_, tables, summary) = outcomes(&request, opened(vec![cut, rest], options)?)?;
    assert_eq!(summary.rows, whole.num_rows() as u64);
    let errors = tables.iter().flat_map(|table| {
        let rows: &UInt64Array = table.column(1).as_primitive::<UInt64Type>();
        let errors = table.column_by_name("error").expect("a column").as_string::<i32>();
        let each = rows.values().iter().zip(errors).map(|(row, error)| (*row, error.map(str::to_owned)));
        each.collect::<Vec<_>>()
    });
    Ok(errors.collect())
}

#[test]
fn batches_are_cut_and_their_rows_numbered_through() {
    let columns = vec![("received", texts(1_000, "2024-05-01")), ("channel", texts(1_000, "letter"))];
    let errors = errors_of(columns, Options { rows: 7, ..Options::default() }).expect("outcomes");
    let rows: Vec<u64> = errors.into_iter().map(|(row, _)| row).collect();
    let expected: Vec<u64> = (1..=1_000).flat_map(|row| [row, row]).collect();
    assert_eq!(rows, expected);
}

#[test]
fn empty_columns_of_any_type_are_ignored() {
    for nothing in [
        Arc::new(Float64Array::from(vec![None; 3])) as ArrayRef,
        Arc::new(BooleanArray::from(vec![None; 3])) as ArrayRef,
    ] {
        let columns = vec![
            ("received", texts(3, "2024-05-01")),
            ("channel", texts(3, "letter")),
            ("service", Arc::clone(&nothing)),
            ("responded", Arc::clone(&nothing)),
            ("complex", nothing),
        ];
        let errors = errors_of(columns, Options::default()).expect("outcomes");
        assert!(errors.iter().all(|(_, error)| error.is_none()), "{errors:?}");
    }
    let numbers: ArrayRef = Arc::new(Float64Array::from(vec![None, Some(1.5), None]));
    let columns = vec![("received", texts(3, "2024-05-01")), ("channel", texts(3, "letter")), ("responded", numbers)];
    let error = errors_of(columns, Options::default()).expect_err("numbers are no times");
    assert!(error.to_string().contains("the column `responded` cannot be a time"), "{error}");
}

#[test]
fn one_and_nought_are_facts() {
    // A frame makes floats of whole numbers that have gaps.
    for facts in [
        Arc::new(Int64Array::from(vec![Some(1), Some(0), None, Some(2)])) as ArrayRef,
        Arc::new(Float64Array::from(vec![Some(1.0), Some(0.0), None, Some(2.0)])),
    ] {
        let columns = vec![("received", texts(4, "2024-05-01")), ("channel", texts(4, "letter")), ("complex", facts)];
        let errors = errors_of(columns, Options::default()).expect("outcomes");
        let refused: Vec<&(u64, Option<String>)> = errors.iter().filter(|(_, error)| error.is_some()).collect();
        assert_eq!(refused, [&(4, Some("`complex`: the fact `complex` cannot be `2`: it is yes or no".to_owned()))]);
    }
}

#[test]
fn columns_of_one_name_are_refused() {
    let twice = RecordBatch::try_from_iter(vec![("received", texts(1, "2024-05-01")), ("received", texts(1, ""))]);
    let error = opened(vec![twice.expect("a batch")], Options::default()).err().expect("two of one name");
    assert!(error.to_string().contains("more than one column named \"received\""), "{error}");
}

#[test]
fn the_version_in_force_answers_a_single_case_as_it_does_a_row() {
    let family = Family::bundled("oxfordshire-county-council").expect("a family");
    let versions = Versions::over_time(family, &CompileOptions::default()).expect("plans");
    let version = |received: &str| {
        versions.answering(received.parse().expect("a time")).map(|plan| plan.charter().version.clone())
    };
    assert_eq!(version("2010-09-30T23:59").expect("a version"), "2004");
    assert_eq!(version("2010-10-01").expect("a version"), "2010");
    assert!(matches!(version("2000-01-04"), Err(LoadError::NotInForce { .. })));
    let one = Versions::one(plan(CHARTER));
    assert_eq!(one.answering("1999-01-04".parse().expect("a time")).expect("a version").charter().version, "2020");
}

#[test]
fn unmapped_columns_are_named() {
    let plans = [plan(CHARTER)];
    let columns = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let column_spec =
        ColumnSpec { columns: vec![("reply".to_owned(), "responded".to_owned())], ..ColumnSpec::default() };
    let unread = Unmapped::find(&plans, &columns(&["received", "channel", "reply", "team"]), &column_spec, None);
    assert_eq!(unread, Unmapped { columns: columns(&["team"]), missing_events: Vec::new() });
    let unread = Unmapped::find(&plans, &columns(&["received", "channel", "reply"]), &ColumnSpec::default(), None);
    assert_eq!(unread.columns, ["reply"]);
    assert!(unread.missing_events.contains(&"responded".to_owned()), "{unread:?}");
}
