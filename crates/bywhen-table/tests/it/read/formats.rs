//! How a format is named, and what cannot be opened.

use std::path::Path;

use bywhen_table::read::{Format, Options, Reader, Source, open};

#[test]
fn endings_name_formats() {
    for (path, format) in [
        ("cases.csv", Format::Csv),
        ("a.b/CASES.CSV", Format::Csv),
        ("cases.tsv", Format::Tsv),
        ("cases.jsonl", Format::JsonLines),
        ("cases.ndjson", Format::JsonLines),
        ("cases.parquet", Format::Parquet),
    ] {
        assert_eq!(Format::of_path(Path::new(path)), Ok(format));
    }
    for path in ["cases", "cases.json", "cases.csv.gz", "-", ".csv"] {
        let error = Format::of_path(Path::new(path)).unwrap_err().to_string();
        assert!(error.starts_with(&format!("The ending of \"{path}\" names no format")), "{error}");
    }
    for path in ["cases.xlsx", "Cases.XLS", "cases.ods"] {
        let error = Format::of_path(Path::new(path)).unwrap_err().to_string();
        assert!(error.starts_with(&format!("\"{path}\" is a workbook")) && error.contains("use CSV"), "{error}");
    }
}

#[test]
fn format_names_parse_and_display_alike() {
    for format in [Format::Csv, Format::Tsv, Format::JsonLines, Format::Parquet] {
        assert_eq!(format.to_string().parse(), Ok(format));
    }
    assert_eq!(
        "xlsx".parse::<Format>().unwrap_err().to_string(),
        "\"xlsx\" is no format of rows: say csv, tsv, jsonl, ndjson or parquet."
    );
}

#[test]
fn what_cannot_be_opened_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("cases.csv");
    for format in [Format::Csv, Format::JsonLines, Format::Parquet] {
        for path in [missing.as_path(), folder.path()] {
            let Err(error) = open(Source::named(path), format, Options::default()) else { panic!("{path:?} opened") };
            assert!(error.to_string().starts_with(&format!("{} cannot be opened: ", path.display())), "{error}");
        }
    }
}

#[test]
fn a_reader_can_go_to_another_thread() {
    fn sent<T: Send + Iterator>() {}
    sent::<Reader>();
}
