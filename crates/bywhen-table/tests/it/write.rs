//! Files of outcomes: what is written is what was given, and a file is whole or not there.

use std::fs;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, DictionaryArray, Int64Array, ListArray, RecordBatch, StringArray,
    TimestampMillisecondArray, TimestampSecondArray,
};
use arrow::compute::concat_batches;
use arrow::datatypes::{Int32Type, Int64Type, SchemaRef};
use bywhen_table::read::{Format, Options, Source, open};
use bywhen_table::write::{Target, WriteError, Writer};
use parquet::basic::Compression;
use parquet::file::metadata::ParquetMetaDataReader;

const FORMATS: [Format; 4] = [Format::Csv, Format::Tsv, Format::JsonLines, Format::Parquet];

/// 10 April 2026 at the end of the day and 10 January 2026 at noon, in London; the days; and what has no date.
fn outcomes() -> RecordBatch {
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("case_id", Arc::new(StringArray::from(vec![Some("a, \"b\""), Some("two\nlines"), None]))),
        ("row", Arc::new(Int64Array::from(vec![1, 2, 3]))),
        (
            "due_at",
            Arc::new(
                TimestampSecondArray::from(vec![Some(1_775_861_999), Some(1_768_046_400), None])
                    .with_timezone("Europe/London"),
            ),
        ),
        (
            "utc",
            Arc::new(TimestampMillisecondArray::from(vec![Some(1_775_861_999_250), None, None]).with_timezone("UTC")),
        ),
        ("local", Arc::new(TimestampMillisecondArray::from(vec![Some(1_775_865_599_000), None, None]))),
        ("due", Arc::new(Date32Array::from(vec![Some(20_553), None, Some(0)]))),
        ("status", Arc::new(vec!["met", "late", "met"].into_iter().collect::<DictionaryArray<Int32Type>>())),
        ("due_soon", Arc::new(BooleanArray::from(vec![Some(true), None, Some(false)]))),
    ];
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, column)| (name, column, true))).unwrap()
}

/// Takes bytes where they can be looked at, and remembers how often they were handed on.
#[derive(Clone, Default)]
struct SharedBuffer(Arc<Mutex<Vec<u8>>>);

impl Write for SharedBuffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl SharedBuffer {
    fn target(&self) -> Target {
        Target::Stream { name: "outcomes".to_owned(), bytes: Box::new(self.clone()) }
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

fn text_of(format: Format, schema: SchemaRef, batches: &[RecordBatch]) -> String {
    let buffer = SharedBuffer::default();
    let mut writer = Writer::create(buffer.target(), format, schema).unwrap();
    for batch in batches {
        writer.write(batch).unwrap();
    }
    writer.finish().unwrap();
    buffer.text()
}

#[test]
fn csv_has_one_heading_and_times_with_their_offset() {
    let batch = outcomes();
    let text = text_of(Format::Csv, batch.schema(), &[batch.slice(0, 1), batch.slice(1, 2)]);
    assert_eq!(
        text,
        "case_id,row,due_at,utc,local,due,status,due_soon\n\
         \"a, \"\"b\"\"\",1,2026-04-10T23:59:59+01:00,2026-04-10T22:59:59.250+00:00,2026-04-10T23:59:59,2026-04-10,met,\
         true\n\
         \"two\nlines\",2,2026-01-10T12:00:00+00:00,,,,late,\n\
         ,3,,,,1970-01-01,met,false\n"
    );
}

#[test]
fn tsv_has_tabs() {
    let batch = outcomes().project(&[0, 1]).unwrap();
    let text = text_of(Format::Tsv, batch.schema(), &[batch.slice(0, 1)]);
    assert_eq!(text, "case_id\trow\n\"a, \"\"b\"\"\"\t1\n");
}

#[test]
fn json_lines_have_all_keys_and_times_with_their_offset() {
    let batch = outcomes();
    let text = text_of(Format::JsonLines, batch.schema(), &[batch.slice(0, 2), batch.slice(2, 1)]);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines,
        [
            "{\"case_id\":\"a, \\\"b\\\"\",\"row\":1,\"due_at\":\"2026-04-10T23:59:59+01:00\",\
             \"utc\":\"2026-04-10T22:59:59.250+00:00\",\"local\":\"2026-04-10T23:59:59\",\"due\":\"2026-04-10\",\
             \"status\":\"met\",\"due_soon\":true}",
            "{\"case_id\":\"two\\nlines\",\"row\":2,\"due_at\":\"2026-01-10T12:00:00+00:00\",\"utc\":null,\
             \"local\":null,\"due\":null,\"status\":\"late\",\"due_soon\":null}",
            "{\"case_id\":null,\"row\":3,\"due_at\":null,\"utc\":null,\"local\":null,\"due\":\"1970-01-01\",\
             \"status\":\"met\",\"due_soon\":false}",
        ]
    );
}

#[test]
fn an_output_without_rows_is_whole() {
    let schema = outcomes().schema();
    assert_eq!(text_of(Format::Csv, Arc::clone(&schema), &[]), "case_id,row,due_at,utc,local,due,status,due_soon\n");
    assert_eq!(text_of(Format::JsonLines, schema, &[]), "");
}

#[test]
fn parquet_keeps_types_and_is_compressed_with_statistics() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("outcomes.parquet");
    let batch = outcomes();
    let mut writer = Writer::create(Target::named(&path), Format::Parquet, batch.schema()).unwrap();
    writer.write(&batch).unwrap();
    writer.write(&batch.slice(1, 1)).unwrap();
    writer.finish().unwrap();

    let about = ParquetMetaDataReader::new().parse_and_finish(&fs::File::open(&path).unwrap()).unwrap();
    for column in about.row_group(0).columns() {
        assert!(matches!(column.compression(), Compression::ZSTD(_)), "{:?}", column.compression());
        assert!(column.statistics().and_then(|statistics| statistics.null_count_opt()).is_some());
    }

    let opened = open(Source::named(&path), Format::Parquet, Options::default()).unwrap();
    let columns = opened.columns().unwrap().to_vec();
    let read: Vec<RecordBatch> = opened.select(&columns).unwrap().map(|rows| rows.unwrap().batch).collect();
    let whole = concat_batches(&batch.schema(), [&batch, &batch.slice(1, 1)]).unwrap();
    assert_eq!(concat_batches(&batch.schema(), &read).unwrap(), whole);
}

#[test]
fn a_file_is_there_only_when_it_is_finished() {
    for format in FORMATS {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("outcomes");
        let batch = outcomes();
        let begin = || {
            let mut writer = Writer::create(Target::named(&path), format, batch.schema()).unwrap();
            writer.write(&batch).unwrap();
            writer
        };
        drop(begin());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{format}: nothing is left behind");

        fs::write(&path, "what was there").unwrap();
        let writer = begin();
        assert_eq!(fs::read_to_string(&path).unwrap(), "what was there");
        drop(writer);
        assert_eq!(fs::read_to_string(&path).unwrap(), "what was there");

        begin().finish().unwrap();
        assert!(fs::metadata(&path).unwrap().len() > 100, "{format}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{format}: only the file itself is there");
    }
}

#[cfg(unix)]
#[test]
fn links_permissions_and_devices_stay_what_they_are() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let folder = tempfile::tempdir().unwrap();
    let schema = outcomes().schema();
    let write = |path: &std::path::Path| {
        Writer::create(Target::named(path), Format::Csv, Arc::clone(&schema)).and_then(Writer::finish)
    };

    let (new, plain) = (folder.path().join("new.csv"), folder.path().join("plain.csv"));
    write(&new).unwrap();
    fs::write(&plain, "").unwrap();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&new), mode(&plain), "a new file may be read by whoever may read any other");

    let (file, link) = (folder.path().join("real.csv"), folder.path().join("link.csv"));
    fs::write(&file, "").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&file, &link).unwrap();
    write(&link).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read_to_string(&file).unwrap().starts_with("case_id"));
    assert_eq!(mode(&file), 0o640);

    fs::set_permissions(&file, fs::Permissions::from_mode(0o440)).unwrap();
    assert!(matches!(write(&file), Err(WriteError::Create { .. })));

    let null = std::path::Path::new("/dev/null");
    write(null).unwrap();
    assert!(!fs::metadata(null).unwrap().is_file());
}

#[test]
fn each_batch_of_text_is_handed_on_at_once() {
    let batch = outcomes();
    for (format, lines) in [(Format::JsonLines, 1), (Format::Csv, 2)] {
        let buffer = SharedBuffer::default();
        let mut writer = Writer::create(buffer.target(), format, batch.schema()).unwrap();
        writer.write(&batch.slice(2, 1)).unwrap();
        assert_eq!(buffer.text().lines().count(), lines, "{format}");
        writer.write(&batch.slice(2, 1)).unwrap();
        assert_eq!(buffer.text().lines().count(), lines + 1, "{format}");
    }
}

/// Takes so many bytes and then fails.
struct Failing {
    takes: usize,
    kind: io::ErrorKind,
}

impl Write for Failing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.takes == 0 {
            return Err(self.kind.into());
        }
        let count = self.takes.min(bytes.len());
        self.takes -= count;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes to what fails after so many bytes.
fn failure(format: Format, takes: usize, kind: io::ErrorKind) -> Result<(), WriteError> {
    let batch = outcomes();
    let target = Target::Stream { name: "The pipe".to_owned(), bytes: Box::new(Failing { takes, kind }) };
    let mut writer = Writer::create(target, format, batch.schema())?;
    writer.write(&batch)?;
    writer.write(&batch)?;
    writer.finish()
}

#[test]
fn a_broken_pipe_is_an_error_of_its_own_wherever_it_breaks() {
    for format in FORMATS {
        for takes in [0, 1, 100, 300] {
            let error = failure(format, takes, io::ErrorKind::BrokenPipe).unwrap_err();
            assert!(matches!(error, WriteError::BrokenPipe { .. }), "{format} {takes}: {error}");
            let error = failure(format, takes, io::ErrorKind::StorageFull).unwrap_err();
            assert!(matches!(error, WriteError::Interrupted { .. }), "{format} {takes}: {error}");
            assert!(error.to_string().starts_with("The pipe cannot be written to its end: "), "{error}");
        }
        assert!(failure(format, usize::MAX, io::ErrorKind::BrokenPipe).is_ok());
    }
}

#[test]
fn what_cannot_be_written_is_refused_before_there_is_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let list: ArrayRef = Arc::new(ListArray::from_iter_primitive::<Int64Type, _, _>([Some(vec![Some(1)])]));
    let nested = RecordBatch::try_from_iter([("list", list)]).unwrap();
    let path = folder.path().join("outcomes.csv");
    let Err(error) = Writer::create(Target::named(&path), Format::Csv, nested.schema()) else { panic!("created") };
    assert!(matches!(error, WriteError::Unfit { .. }), "{error}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);

    for path in [folder.path().to_owned(), folder.path().join("no such folder/outcomes.csv")] {
        let Err(error) = Writer::create(Target::named(&path), Format::Csv, outcomes().schema()) else {
            panic!("created")
        };
        assert!(matches!(error, WriteError::Create { .. }), "{error}");
        assert!(error.to_string().starts_with(&format!("{} cannot be written: ", path.display())), "{error}");
    }
}

#[test]
fn a_batch_of_other_columns_is_refused() {
    let batch = outcomes();
    for format in FORMATS {
        let mut writer = Writer::create(SharedBuffer::default().target(), format, batch.schema()).unwrap();
        let error = writer.write(&batch.project(&[1, 0]).unwrap()).unwrap_err();
        assert!(matches!(error, WriteError::OtherColumns { .. }), "{format}: {error}");
        writer.write(&batch).unwrap();
        writer.finish().unwrap();
    }
}

/// What would be run is text, in every column of text and in the heading; numbers and dates are as they are.
#[test]
fn a_spreadsheet_is_given_nothing_to_run() {
    let texts = ["=1+1", "+44 20", "-5", "@x", "\t=1", "\r=1", "safe", "a=b", ""];
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("=id", Arc::new(StringArray::from(texts.to_vec()))),
        ("n", Arc::new(Int64Array::from_iter_values((0..9).map(|n| -n)))),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let written = |create: fn(Target, Format, arrow::datatypes::SchemaRef) -> Result<Writer, WriteError>, format| {
        let buffer = SharedBuffer::default();
        let mut writer = create(buffer.target(), format, batch.schema()).unwrap();
        writer.write(&batch).unwrap();
        writer.finish().unwrap();
        buffer.text()
    };
    let plain = written(Writer::for_spreadsheets, Format::Csv);
    let expected = "'=id,n\n'=1+1,0\n'+44 20,-1\n'-5,-2\n'@x,-3\n'\t=1,-4\n\"'\r=1\",-5\nsafe,-6\na=b,-7\n,-8\n";
    assert_eq!(plain.replace("\"\",", ","), expected);
    assert!(written(Writer::create, Format::Csv).starts_with("=id,n\n=1+1,0\n"), "for programs it is as it is");
    assert_eq!(written(Writer::for_spreadsheets, Format::JsonLines), written(Writer::create, Format::JsonLines));
}
