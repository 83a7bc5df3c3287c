//! JSON lines, good and bad.

use bywhen_table::read::{Format, Options, open};
use proptest::prelude::*;

use crate::read::support::{Row, SIZES, bad, good, of_bytes, options, rows};

fn read_with(text: &[u8], options: Options) -> Vec<Row> {
    let wanted = ["id", "kind", "note"].map(str::to_owned);
    let opened = open(of_bytes(text), Format::JsonLines, options).unwrap();
    assert_eq!(opened.columns(), None);
    rows(opened.select(&wanted).unwrap()).unwrap()
}

fn read(text: impl AsRef<[u8]>) -> Vec<Row> {
    let expected = read_with(text.as_ref(), options(32_768));
    for size in SIZES {
        assert_eq!(read_with(text.as_ref(), options(size)), expected, "batches of {size}");
    }
    expected
}

fn cells(row: &Row) -> Vec<Option<&str>> {
    row.cells.iter().map(Option::as_deref).collect()
}

/// Reads a bad line between good ones, which must all be there.
fn between(line: &[u8]) -> Row {
    let text = [b"{\"id\":\"a\"}\n", line, b"\n{\"id\":\"y\"}\n{\"id\":\"z\"}"].concat();
    let rows = read(text);
    assert_eq!(good(&rows), ["a", "y", "z"], "{:?}", bad(&rows));
    assert_eq!(rows.len(), 4);
    rows[1].clone()
}

fn reason(line: impl AsRef<[u8]>) -> String {
    between(line.as_ref()).reason.unwrap()
}

#[test]
fn values_become_their_text() {
    let rows = read(
        "\u{feff}{\"id\": 1.0, \"kind\": true, \"note\": \" a\\tb\\u00e9\\\"\"}\r\n\
         {\"note\": null, \"id\": 12345678901234567890123, \"other\": {\"nested\": [1, {}]}, \"other\": 2}\n\
         {}\n\
         {\"id\": \"\", \"kind\": -1e400}",
    );
    assert_eq!(cells(&rows[0]), [Some("1.0"), Some("true"), Some(" a\tb\u{e9}\"")]);
    assert_eq!(cells(&rows[1]), [Some("12345678901234567890123"), None, None]);
    assert_eq!(cells(&rows[2]), [None, None, None]);
    assert_eq!(cells(&rows[3]), [Some(""), Some("-1e400"), None]);
    assert_eq!(bad(&rows), []);
}

#[test]
fn blank_lines_are_no_rows_and_a_file_may_be_empty() {
    assert_eq!(read("").len(), 0);
    assert_eq!(read("\n \r\n\n").len(), 0);
    assert_eq!(good(&read("\n{\"id\":1}\n\n\r\n{\"id\":2}\n\n")), ["1", "2"]);
}

#[test]
fn a_line_that_is_cut_off() {
    for line in ["{\"id\":\"m\",\"kind\":\"enq", "{\"id\":\"m\",", "{\"id\":\"m\""] {
        let row = between(line.as_bytes());
        assert_eq!(
            row.reason.as_deref().unwrap(),
            "Line 2 is cut off before its object ends: write each object whole, on one line."
        );
        assert_eq!(cells(&row), [Some("m"), None, None], "what there is, is kept");
    }
    assert!(reason("{").contains("cut off"));
}

#[test]
fn a_line_that_is_no_object() {
    for line in ["7", "\"text\"", "null", "id,kind", "}", "true false"] {
        assert_eq!(
            reason(line),
            "Line 2 is not a JSON object: write each row as an object, {\"...\": ...}, on a line of its own."
        );
    }
    assert!(reason("[{\"id\":1}]").contains("is a JSON list"));
    assert!(reason("[").contains("begins one"));
}

#[test]
fn a_line_that_is_not_json() {
    for line in
        ["{id: 1}", "{\"id\": 1} {\"id\": 2}", "{\"id\": NaN}", "{\"id\": 01}", "{\"kind\": 'x'}", "{\"a\":\"\t\"}"]
    {
        assert!(reason(line).starts_with("Line 2 is not JSON from column "), "{line}");
    }
    assert!(reason(b"{\"id\":\"caf\xe9\"}").starts_with("Line 2 is not UTF-8 at byte 11"));
}

#[test]
fn a_value_that_is_no_cell() {
    let row = between(b"{\"id\":\"m\",\"kind\":{\"is\":\"enquiry\"},\"note\":\"n\"}");
    assert_eq!(
        row.reason.as_deref().unwrap(),
        "Line 2 has an object where a text, a number or true or false belongs: write its parts as keys (key \"kind\")."
    );
    assert_eq!(cells(&row), [Some("m"), None, Some("n")]);
    assert!(reason("{\"note\":[]}").contains("has a list"));
    assert!(reason("{\"note\":\"\\ud800\"}").contains("stands for no character"));
    assert!(reason("{\"kind\":\"a\",\"kind\":\"b\"}").contains("says the key twice"));
    assert!(reason("{\"kind\":null,\"kind\":null}").contains("(key \"kind\")"));
}

/// Nesting is passed over without a call for each level.
#[test]
fn deep_nesting_is_no_danger() {
    let deep = "[".repeat(400_000);
    assert!(reason(format!("{{\"note\":{deep}")).contains("cut off"));
    assert!(reason(format!("{{\"other\":{deep}")).contains("cut off"));
    let whole = format!("{{\"id\":\"m\",\"other\":{deep}{}}}", "]".repeat(400_000));
    assert_eq!(good(&read(whole)), ["m"]);
}

#[test]
fn a_line_longer_than_a_row_may_be() {
    for length in [1001, 2_000_000] {
        let text = format!("{{\"id\":\"a\"}}\n{{\"id\":\"{}\"}}\n{{\"id\":\"z\"}}", "x".repeat(length));
        let rows = read_with(text.as_bytes(), Options { rows: 2, row_bytes: 1000 });
        assert_eq!(good(&rows), ["a", "z"]);
        assert_eq!(bad(&rows), [(2, "Line 2 is longer than 1000 bytes, the most a row may have: shorten it.")]);
    }
}

proptest! {
    #[test]
    fn with_any_one_line_damaged_all_other_rows_are_there(
        rows in prop::collection::vec(prop::collection::vec(any::<Option<String>>(), 3), 1..10),
        place: prop::sample::Index,
        cut: prop::sample::Index,
    ) {
        let mut lines: Vec<Vec<u8>> = rows.iter().map(|row| {
            serde_json::to_vec(&serde_json::json!({"id": row[0], "kind": row[1], "note": row[2]})).unwrap()
        }).collect();
        let place = place.index(lines.len());
        let length = lines[place].len();
        lines[place].truncate(1 + cut.index(length - 1));
        let read = read(lines.join(b"\n".as_slice()));
        prop_assert_eq!(read.len(), rows.len());
        for (at, (read, written)) in read.iter().zip(&rows).enumerate() {
            if at == place {
                prop_assert!(read.reason.is_some());
            } else {
                prop_assert_eq!(&read.reason, &None);
                prop_assert_eq!(&read.cells, written);
            }
        }
    }

    #[test]
    fn any_bytes_are_read(text in prop::collection::vec(prop_oneof![
        prop::sample::select(b"{}[]\":,\\\n\r u1e".to_vec()), any::<u8>(),
    ], 0..60)) {
        let lines = text.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
        prop_assert_eq!(read(text).len(), lines);
    }
}
