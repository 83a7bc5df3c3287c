//! The first line of a table.

use bywhen_table::read::{Format, ReadError, open};

use crate::read::support::{of_bytes, options, read, read_in_all_sizes, rows};

fn refusal(bytes: impl Into<Vec<u8>>) -> String {
    match read(bytes, Format::Csv, options(10)) {
        Ok(rows) => format!("read: {rows:?}"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn names_are_trimmed_and_a_byte_order_mark_is_no_part_of_them() {
    for text in
        ["\u{feff}case id, received at \n1,2\n", "case id,received at\r\n1,2\r\n", "\n \ncase id,received at\n1,2"]
    {
        let opened = open(of_bytes(text), Format::Csv, options(10)).unwrap();
        assert_eq!(opened.columns().unwrap(), ["case id", "received at"], "{text:?}");
        let read = rows(opened.select(&["received at".to_owned()]).unwrap()).unwrap();
        assert_eq!(read.len(), 1, "{text:?}");
        assert_eq!(read[0].cells, [Some("2".to_owned())], "{text:?}");
    }
}

#[test]
fn a_name_may_hold_a_comma_and_a_line_break() {
    let opened = open(of_bytes("\"a, b\",\"c\nd\"\n1,2\n"), Format::Csv, options(10)).unwrap();
    assert_eq!(opened.columns().unwrap(), ["a, b", "c\nd"]);
}

#[test]
fn only_a_heading_means_no_rows() {
    for text in ["a,b", "a,b\n", "a,b\r\n\r\n\n"] {
        assert_eq!(read_in_all_sizes(text.as_bytes(), Format::Csv), [], "{text:?}");
    }
}

#[test]
fn an_empty_file_is_refused() {
    for text in ["", "\u{feff}", "\n\n", " \r\n"] {
        assert_eq!(
            refusal(text),
            "cases is empty: a heading with the names of the columns must be its first line.",
            "{text:?}"
        );
    }
}

/// What divides the cells is decided by the heading alone, and only where it has no comma.
#[test]
fn semicolons_and_tabs_may_divide_a_table() {
    for (text, mark) in [
        ("case_id;received at;note\n1;2026-04-01;\"a; b, c\"\n2;2026-04-02;1,5\n", ";"),
        ("\u{feff}\"case_id\"\treceived at\tnote\r\n1\t2026-04-01\ta; b, c\r\n2\t2026-04-02\t1,5\r\n", "\t"),
    ] {
        let rows = read_in_all_sizes(text.as_bytes(), Format::Csv);
        let cells: Vec<_> =
            rows.iter().map(|row| row.cells.iter().flatten().map(String::as_str).collect::<Vec<_>>()).collect();
        assert_eq!(cells, [["1", "2026-04-01", "a; b, c"], ["2", "2026-04-02", "1,5"]], "{mark:?}");
    }
    let plain = read("case_id; as in the register,received\n1;2,3\n", Format::Csv, options(10)).unwrap();
    assert_eq!(plain[0].cells, [Some("1;2".to_owned()), Some("3".to_owned())]);
    let few = read_in_all_sizes(b"a;b\n1,2\n", Format::Csv);
    assert!(few[0].reason.as_deref().unwrap().contains("an empty cell still needs its semicolon"), "{few:?}");
    let tabs = read_in_all_sizes(b"a, b\tc\n1,2\t3\n", Format::Tsv);
    assert_eq!(tabs[0].cells, [Some("1,2".to_owned()), Some("3".to_owned())]);
}

#[test]
fn names_that_something_else_divides_are_refused_with_what_to_do() {
    let assert_heading_error = |text: &str, format: Format, advice: &str| {
        let said = match read(text, format, options(10)) {
            Ok(rows) => format!("read: {rows:?}"),
            Err(error) => error.to_string(),
        };
        assert!(said.contains("is taken as the name of one column") && said.contains(advice), "{text:?}: {said}");
    };
    assert_heading_error("case_id|received\n", Format::Csv, "not with `|`");
    assert_heading_error("case_id,received\n", Format::Tsv, "this is csv and not tsv");
    assert_heading_error("case_id;received\n", Format::Tsv, "this is csv and not tsv");
}

/// As a spreadsheet saves "Unicode text".
#[test]
fn a_table_may_be_utf_16_with_a_byte_order_mark() {
    let text = "\u{feff}case_id\tservice\r\n1\tChildren\u{2019}s services\r\n2\t\u{1f600}\r\n";
    let plain = read_in_all_sizes(text.as_bytes(), Format::Csv);
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(read_in_all_sizes(&little, Format::Csv), plain);
    assert_eq!(read_in_all_sizes(&big, Format::Tsv), plain);
    assert_eq!(plain[1].cells[1].as_deref(), Some("\u{1f600}"));
    // Half a character costs its row.
    let at = little.windows(2).position(|pair| pair == [0x3d, 0xd8]).expect("the first half");
    let mut half = little.clone();
    half.drain(at..at + 2);
    let rows = read_in_all_sizes(&half, Format::Csv);
    assert_eq!(rows[0], plain[0]);
    assert!(rows[1].reason.as_deref().unwrap().contains("in the column \"service\" is not UTF-8"), "{rows:?}");
    let unmarked = &little[2..];
    assert!(refusal(unmarked).contains("It is UTF-16 without the mark that says so"), "{}", refusal(unmarked));
}

#[test]
fn columns_of_one_name_are_refused_and_named() {
    assert_eq!(
        refusal("kind,received,kind ,channel,received\n"),
        "cases has more than one column named \"kind\", \"received\": give each column a name of its own."
    );
}

#[test]
fn columns_without_a_name_are_no_columns_but_rows_have_their_cells() {
    let rows = read_in_all_sizes(b"a,,b,\n1,2,3,4\n5,6,7\n", Format::Csv);
    assert_eq!(rows[0].cells, [Some("1".to_owned()), Some("3".to_owned())]);
    assert_eq!(rows[0].reason, None);
    assert!(rows[1].reason.as_deref().unwrap().starts_with("Line 3 has 3 cells where the heading has 4"));
    assert!(refusal(",,\n1,2,3\n").contains("names no column"));
}

#[test]
fn a_heading_that_cannot_be_read_is_refused() {
    assert!(refusal("a,\"b\n1,2\n").contains("Line 1 opens a quotation mark that is not closed"));
    assert!(
        refusal(b"a,caf\xe9\n1,2\n".to_vec())
            .contains("Its cell 2 is not UTF-8: save it as UTF-8 (a spreadsheet calls it \"CSV UTF-8\")")
    );
}

#[test]
fn a_column_that_is_not_there_is_named_with_those_that_are() {
    let opened = open(of_bytes("id,kind\n"), Format::Csv, options(10)).unwrap();
    let Err(error) = opened.select(&["kind".to_owned(), "recieved".to_owned()]) else { panic!("no such column") };
    assert!(matches!(error, ReadError::UnknownColumn { .. }));
    assert_eq!(error.to_string(), "cases has no column \"recieved\": its columns are \"id\", \"kind\".");
}

#[test]
fn selected_columns_keep_their_order_each_once() {
    let opened = open(of_bytes("a,b,c\n1,2,3\n"), Format::Csv, options(10)).unwrap();
    let reader = opened.select(&["c".to_owned(), "a".to_owned(), "c".to_owned()]).unwrap();
    assert_eq!(reader.columns(), ["c", "a"]);
    assert_eq!(reader.schema().field(1).name(), "a");
    assert_eq!(rows(reader).unwrap()[0].cells, [Some("3".to_owned()), Some("1".to_owned())]);
}

#[test]
fn rows_are_counted_even_where_no_column_is_wanted() {
    let opened = open(of_bytes("a,b\n1,2\n3\n"), Format::Csv, options(10)).unwrap();
    let batch = opened.select(&[]).unwrap().next().unwrap().unwrap();
    assert_eq!((batch.batch.num_rows(), batch.unreadable.len()), (2, 1));
}
