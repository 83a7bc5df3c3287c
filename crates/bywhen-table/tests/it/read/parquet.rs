//! Parquet: the file's own types pass through.

use std::io::Cursor;
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, BinaryArray, Date32Array, DictionaryArray, Int64Array, ListArray, RecordBatch, StringArray,
    StringViewArray, TimestampMicrosecondArray, TimestampMillisecondArray,
};
use arrow::compute::concat_batches;
use arrow::datatypes::{Int32Type, Int64Type};
use bywhen_table::read::{Format, Options, ReadError, Source, open};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;

use crate::read::support::{SIZES, of_bytes, options};

fn table() -> RecordBatch {
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("id", Arc::new(Int64Array::from_iter_values(0..10))),
        (
            "received",
            Arc::new(
                TimestampMicrosecondArray::from_iter((0..10).map(|n| (n != 3).then_some(n * 86_400_000_000)))
                    .with_timezone("Europe/London"),
            ),
        ),
        ("local", Arc::new(TimestampMillisecondArray::from_iter_values((0..10).map(|n| n * 1000)))),
        ("day", Arc::new(Date32Array::from_iter_values(20_000..20_010))),
        (
            "kind",
            Arc::new((0..10).map(|n| Some(["enquiry", "complaint"][n % 2])).collect::<DictionaryArray<Int32Type>>()),
        ),
        ("note", Arc::new(StringViewArray::from_iter((0..10).map(|n| Some(format!("a note too long to inline {n}")))))),
        ("plain", Arc::new(StringArray::from_iter((0..10).map(|n| (n % 3 > 0).then(|| n.to_string()))))),
        (
            "list",
            Arc::new(ListArray::from_iter_primitive::<Int64Type, _, _>((0..10).map(|n| Some(vec![Some(n), None])))),
        ),
    ];
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, column)| (name, column, true))).unwrap()
}

fn written(table: &RecordBatch, group: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(group)).build();
    let mut writer = ArrowWriter::try_new(&mut bytes, table.schema(), Some(properties)).unwrap();
    writer.write(table).unwrap();
    writer.close().unwrap();
    bytes
}

#[test]
fn types_and_values_pass_through_in_batches_of_any_size() {
    let table = table();
    for group in [1, 4, 100] {
        let bytes = written(&table, group);
        for size in SIZES {
            let opened = open(of_bytes(bytes.clone()), Format::Parquet, options(size)).unwrap();
            let columns = opened.columns().unwrap().to_vec();
            assert_eq!(columns[0], "id");
            let reader = opened.select(&columns).unwrap();
            assert_eq!(reader.schema().fields(), table.schema().fields());
            let mut firsts = 1;
            let mut batches = Vec::new();
            for rows in reader {
                let rows = rows.unwrap();
                assert_eq!((rows.first, rows.unreadable.len()), (firsts, 0));
                assert!(rows.batch.num_rows() <= size);
                firsts += rows.batch.num_rows() as u64;
                batches.push(rows.batch);
            }
            assert_eq!(concat_batches(&table.schema(), &batches).unwrap(), table);
        }
    }
}

#[test]
fn selected_columns_keep_their_order() {
    let table = table();
    let opened = open(of_bytes(written(&table, 100)), Format::Parquet, options(100)).unwrap();
    let reader = opened.select(&["kind".to_owned(), "id".to_owned(), "kind".to_owned()]).unwrap();
    let schema = Arc::clone(reader.schema());
    let batches: Vec<_> = reader.map(|rows| rows.unwrap().batch).collect();
    assert_eq!(batches, [table.project(&[4, 0]).unwrap()]);
    assert_eq!(schema, batches[0].schema());
}

#[test]
fn rows_are_counted_even_where_no_column_is_wanted() {
    let opened = open(of_bytes(written(&table(), 4)), Format::Parquet, options(3)).unwrap();
    let counts: Vec<usize> = opened.select(&[]).unwrap().map(|rows| rows.unwrap().batch.num_rows()).collect();
    assert_eq!(counts.iter().sum::<usize>(), 10);
}

#[test]
fn a_file_on_disk_and_a_table_without_rows() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cases.parquet");
    std::fs::write(&path, written(&table().slice(0, 0), 4)).unwrap();
    let opened = open(Source::named(&path), Format::of_path(&path).unwrap(), options(3)).unwrap();
    let columns = opened.columns().unwrap().to_vec();
    assert_eq!(opened.select(&columns).unwrap().count(), 0);
}

#[test]
fn what_is_no_parquet_is_refused() {
    for bytes in [Vec::new(), b"id,kind\na,b\n".to_vec(), written(&table(), 4)[..200].to_vec()] {
        let Err(error) = open(of_bytes(bytes), Format::Parquet, options(3)) else { panic!("opened") };
        assert!(matches!(error, ReadError::Parquet { .. }));
        assert!(error.to_string().starts_with("cases cannot be read as Parquet: "), "{error}");
    }
    let Err(error) =
        open(of_bytes(written(&table(), 4)), Format::Parquet, options(3)).unwrap().select(&["x".to_owned()])
    else {
        panic!("no such column")
    };
    assert!(matches!(error, ReadError::UnknownColumn { .. }));
}

/// Two row groups, the second damaged: the rows of the first come, then the error.
#[test]
fn the_rows_before_a_damaged_part_come_before_the_error() {
    let ids =
        RecordBatch::try_from_iter([("id", Arc::new(Int64Array::from_iter_values(0..2000)) as ArrayRef)]).unwrap();
    let mut bytes = written(&ids, 1000);
    let groups = parquet::file::metadata::ParquetMetaDataReader::new().parse_and_finish(&file_of(&bytes)).unwrap();
    let (start, _) = groups.row_group(1).column(0).byte_range();
    // The head of its first page.
    bytes[start as usize..start as usize + 20].fill(0xff);
    let source = Source::Stream { name: "cases".to_owned(), bytes: Box::new(Cursor::new(bytes)) };
    let mut reader = open(source, Format::Parquet, options(1000)).unwrap().select(&["id".to_owned()]).unwrap();
    assert_eq!(reader.next().unwrap().unwrap().batch, ids.slice(0, 1000));
    let error = reader.next().unwrap().unwrap_err();
    assert!(matches!(error, ReadError::Damaged { after: 1000, .. }), "{error}");
    assert!(reader.next().is_none());
}

fn file_of(bytes: &[u8]) -> std::fs::File {
    use std::io::{Seek as _, Write as _};
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    file
}

/// A dictionary has a long text once, and tens of thousands of rows are that text: a few kilobytes that would be gigabytes.
#[test]
fn a_small_file_of_a_large_table_takes_little_memory_at_a_time() {
    let long = "x".repeat(100_000);
    let rows = 20_000;
    let values: ArrayRef = Arc::new(StringArray::from(vec![long.as_str()]));
    let keys = arrow::array::Int32Array::from(vec![0; rows]);
    let column: ArrayRef = Arc::new(DictionaryArray::<Int32Type>::try_new(keys, values).unwrap());
    let properties = WriterProperties::builder()
        .set_compression(parquet::basic::Compression::ZSTD(parquet::basic::ZstdLevel::default()))
        .build();
    // As a program writes it that has texts and no dictionary: the reader is to find plain text.
    let options_of_writer = parquet::arrow::arrow_writer::ArrowWriterOptions::new()
        .with_properties(properties)
        .with_skip_arrow_metadata(true);
    let batch = RecordBatch::try_from_iter([("note", column)]).unwrap();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new_with_options(&mut bytes, batch.schema(), options_of_writer).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    assert!(bytes.len() < 50_000, "{}", bytes.len());

    let reader = open(of_bytes(bytes), Format::Parquet, options(8_192)).unwrap().select(&["note".to_owned()]).unwrap();
    assert_eq!(*reader.schema().field(0).data_type(), arrow::datatypes::DataType::Utf8);
    let (mut count, mut first) = (0, 1);
    for rows in reader {
        let rows = rows.unwrap();
        assert_eq!(rows.first, first);
        assert!(rows.batch.get_array_memory_size() < 20 << 20, "{}", rows.batch.get_array_memory_size());
        (count, first) = (count + rows.batch.num_rows(), first + rows.batch.num_rows() as u64);
    }
    assert_eq!(count, rows);
}

/// Each row group is read by itself, so that no batch holds the pages of several.
#[test]
fn a_batch_is_of_one_row_group() {
    let ids = RecordBatch::try_from_iter([("id", Arc::new(Int64Array::from_iter_values(0..10)) as ArrayRef)]).unwrap();
    let reader = open(of_bytes(written(&ids, 4)), Format::Parquet, options(1000)).unwrap();
    let batches = reader.select(&["id".to_owned()]).unwrap().map(Result::unwrap);
    let sizes: Vec<(u64, usize)> = batches.map(|rows| (rows.first, rows.batch.num_rows())).collect();
    assert_eq!(sizes, [(1, 4), (5, 4), (9, 2)]);
}

/// As texts are, the bytes that a dictionary has once are there once, however many rows have them.
#[test]
fn bytes_of_a_dictionary_are_shared_and_keep_their_type() {
    let long = vec![b'x'; 100_000];
    let column = Arc::new(BinaryArray::from_iter_values((0..2_000).map(|_| &long))) as ArrayRef;
    let table = RecordBatch::try_from_iter([("scan", column)]).unwrap();
    let reader = open(of_bytes(written(&table, 100_000)), Format::Parquet, options(8_192)).unwrap();
    let mut count = 0;
    for rows in reader.select(&["scan".to_owned()]).unwrap().map(Result::unwrap) {
        assert_eq!(rows.batch.schema(), table.schema());
        assert!(rows.batch.get_array_memory_size() < 20 << 20, "{}", rows.batch.get_array_memory_size());
        count += rows.batch.num_rows();
    }
    assert_eq!(count, 2_000);
}

/// As in the other formats, a row that is longer than it may be is told of, and the others are read.
#[test]
fn a_row_that_is_too_long_is_unreadable_and_no_other_is() {
    let notes = StringArray::from_iter((0..5).map(|n| Some("x".repeat(if n == 2 { 2 << 20 } else { 10 }))));
    let table = RecordBatch::try_from_iter([
        ("id", Arc::new(Int64Array::from_iter_values(0..5)) as ArrayRef),
        ("note", Arc::new(notes) as ArrayRef),
    ])
    .unwrap();
    let opened = open(of_bytes(written(&table, 100)), Format::Parquet, options(1000)).unwrap();
    let batches: Vec<_> = opened.select(&["id".to_owned(), "note".to_owned()]).unwrap().map(Result::unwrap).collect();
    let sizes: Vec<(u64, usize)> = batches.iter().map(|rows| (rows.first, rows.batch.num_rows())).collect();
    assert_eq!(sizes, [(1, 2), (3, 1), (4, 2)]);
    let reason = "Row 3 has more than 1048576 bytes of text, the most a row may have: shorten it.".to_owned();
    assert_eq!(batches[1].unreadable, [(0, reason)]);
    assert_eq!(batches[1].batch.column(1).null_count(), 1);
}

/// It is the text of all its columns that counts, and the bound that was asked for, however small.
#[test]
fn a_row_is_as_long_as_all_its_columns() {
    for most in [1000, 1 << 20] {
        let notes = || {
            let long = |n| if n == 2 { most * 2 / 3 } else { 10 };
            Arc::new(StringArray::from_iter((0..5).map(|n| Some("x".repeat(long(n)))))) as ArrayRef
        };
        let table = RecordBatch::try_from_iter([("one", notes()), ("other", notes())]).unwrap();
        let with = Options { row_bytes: most, ..options(1000) };
        let opened = open(of_bytes(written(&table, 100)), Format::Parquet, with).unwrap();
        let batches = opened.select(&["one".to_owned(), "other".to_owned()]).unwrap().map(Result::unwrap);
        let reasons: Vec<String> = batches.flat_map(|rows| rows.unreadable).map(|(_, reason)| reason).collect();
        assert_eq!(
            reasons,
            [format!("Row 3 has more than {most} bytes of text, the most a row may have: shorten it.")]
        );
    }
}
