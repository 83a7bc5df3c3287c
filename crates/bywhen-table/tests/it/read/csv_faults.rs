//! Every kind of bad row, in the middle of good ones.

use std::io::{self, Read};

use bywhen_table::read::{Format, Options, ReadError, Source, open};

use crate::read::support::{Row, bad, good, options, read, read_in_all_sizes};

const BEFORE: &str = "id,kind,note\na,enquiry,x\nb,\"com,plaint\",\"two\nlines\"\n";
const AFTER: &str = "y,enquiry,\"said \"\"no\"\"\"\nz,,\n";

/// Reads the bad lines between good ones; all the good ones must be there.
fn between(bad: &[u8]) -> Vec<Row> {
    let text = [BEFORE.as_bytes(), bad, AFTER.as_bytes()].concat();
    let rows = read_in_all_sizes(&text, Format::Csv);
    assert_eq!(rows[1].cells, ["b", "com,plaint", "two\nlines"].map(|cell| Some(cell.to_owned())));
    let (y, z) = (&rows[rows.len() - 2], &rows[rows.len() - 1]);
    assert_eq!(y.cells, ["y", "enquiry", "said \"no\""].map(|cell| Some(cell.to_owned())));
    assert_eq!(z.cells, [Some("z".to_owned()), None, None]);
    assert_eq!(good(&rows), ["a", "b", "y", "z"]);
    rows
}

#[test]
fn too_few_cells() {
    let rows = between(b"m,enquiry\n");
    assert_eq!(
        bad(&rows),
        [(3, "Line 5 has 2 cells where the heading has 3: add what is missing; an empty cell still needs its comma.")]
    );
    assert_eq!(rows[2].cells, [Some("m".to_owned()), Some("enquiry".to_owned()), None], "what there is, is kept");
    assert!(bad(&between(b"m\n"))[0].1.starts_with("Line 5 has 1 cell where"));
}

#[test]
fn too_many_cells() {
    let rows = between(b"m,enquiry,hello, dear\n");
    assert_eq!(
        bad(&rows),
        [(3, "Line 5 has 4 cells where the heading has 3: put a cell that holds a comma in quotation marks.")]
    );
    assert_eq!(rows[2].cells[0].as_deref(), Some("m"));
}

#[test]
fn not_utf_8() {
    let rows = between(b"m,enquiry,caf\xe9\n");
    assert_eq!(
        bad(&rows),
        [(
            3,
            "The cell of line 5 in the column \"note\" is not UTF-8: save it as UTF-8 (a spreadsheet calls it \"CSV UTF-8\") and read it again."
        )]
    );
    assert_eq!(rows[2].cells, [Some("m".to_owned()), Some("enquiry".to_owned()), None]);
}

/// Side by side the two cells are the two bytes of one letter; neither is text.
#[test]
fn a_letter_cut_in_two_by_a_comma_is_not_utf_8() {
    let rows = between(b"m,\xc3,\xa9\n");
    assert_eq!(rows[2].cells, [Some("m".to_owned()), None, None]);
    assert!(rows[2].reason.is_some());
}

#[test]
fn a_column_that_is_not_wanted_may_hold_anything() {
    let text = [BEFORE.as_bytes(), b"m,enquiry,caf\xe9\n", AFTER.as_bytes()].concat();
    let opened = open(crate::read::support::of_bytes(text), Format::Csv, options(2)).unwrap();
    let rows = crate::read::support::rows(opened.select(&["id".to_owned()]).unwrap()).unwrap();
    assert_eq!(good(&rows), ["a", "b", "m", "y", "z"]);
}

#[test]
fn an_unclosed_quotation_mark_costs_its_own_line_alone() {
    // What the next mark in the file makes of it: text after a close, too many cells, too few, and a cell of the right
    // place but with text after it.
    for line in ["m,\"enquiry,x\n", "m,enquiry,\"x\n", "\"m,enquiry,x\n", "\"\n", "m,enquiry,x,\"\n"] {
        let rows = between(line.as_bytes());
        assert_eq!(rows.len(), 5, "{line:?}");
        let reasons = bad(&rows);
        assert_eq!(reasons.len(), 1, "{line:?}");
        assert!(reasons[0].1.starts_with("Line 5 opens a quotation mark"), "{line:?}: {}", reasons[0].1);
    }
    assert_eq!(between(b"m,enquiry,\"x\n")[2].cells[0].as_deref(), Some("m"), "the cells before it are kept");
}

#[test]
fn several_unclosed_quotation_marks_one_after_the_other() {
    let rows = between(b"m,enquiry,\"x\nn,\"o,p\n\"q,r,s\n");
    assert_eq!(bad(&rows).iter().map(|(row, _)| *row).collect::<Vec<_>>(), [3, 4, 5]);
}

#[test]
fn a_quotation_mark_unclosed_to_the_end_of_the_file() {
    for end in ["", "\n"] {
        let text = format!("id,kind,note\na,b,c\nm,\"x,y\nd,e,f\ng,h,i{end}");
        let rows = read_in_all_sizes(text.as_bytes(), Format::Csv);
        assert_eq!(good(&rows), ["a", "d", "g"]);
        assert_eq!(
            bad(&rows),
            [(
                2,
                "Line 3 opens a quotation mark that is not closed before the end of the file: close it, or write a \
                 quotation mark that belongs to the text twice, in a cell in quotation marks."
            )]
        );
    }
    let rows = read_in_all_sizes(b"id,kind,note\na,b,c\nm,x,\"y", Format::Csv);
    assert_eq!((good(&rows), bad(&rows).len()), (vec!["a"], 1));
}

#[test]
fn a_quotation_mark_unclosed_for_longer_than_a_row_may_be() {
    let mut text = "id,note\na,1\nm,\"open\n".to_owned();
    for row in 0..200 {
        text.push_str(&format!("r{row},a cell of some length\n"));
    }
    let limited = Options { rows: 7, row_bytes: 1000 };
    let rows = read(text, Format::Csv, limited).unwrap();
    assert_eq!(rows.len(), 202);
    assert_eq!(good(&rows).len(), 201);
    assert!(bad(&rows)[0].1.contains("the row does not end within 1000 bytes"), "{:?}", bad(&rows));
}

#[test]
fn a_line_longer_than_a_row_may_be() {
    // Longer than is read at a time, so that it never is in memory whole.
    for length in [1001, 300_000, 2_000_000] {
        for end in ["\nz,2\n", "\r\nz,2", "\rz,2"] {
            let text = format!("id,note\na,1\nm,{}{end}", "x".repeat(length));
            let rows = read(text, Format::Csv, Options { rows: 2, row_bytes: 1000 }).unwrap();
            assert_eq!(good(&rows), ["a", "z"], "{length} {end:?}");
            assert_eq!(bad(&rows), [(2, "Line 3 is longer than 1000 bytes, the most a row may have: shorten it.")]);
        }
    }
}

#[test]
fn lines_are_numbered_as_an_editor_numbers_them() {
    for ending in ["\n", "\r\n", "\r"] {
        let text = format!("id,note\n\na,\"1\n2\n3\"\n{}\nb,\"x\n\n", "m").replace('\n', ending);
        let rows = read_in_all_sizes(text.as_bytes(), Format::Csv);
        assert_eq!(rows[0].cells[1], Some("1\n2\n3".replace('\n', ending)));
        let lines: Vec<&str> = bad(&rows).iter().map(|(_, reason)| reason.split_at(6).0).collect();
        assert_eq!(lines, ["Line 6", "Line 7"], "{ending:?}");
    }
}

#[test]
fn cells_are_trimmed_and_what_is_empty_is_null() {
    let rows = read_in_all_sizes(b"id,kind,note\n a , ,\"\"\n\tb\t,\" c \",\" \"\n,,\n", Format::Csv);
    let cells: Vec<Vec<Option<&str>>> =
        rows.iter().map(|row| row.cells.iter().map(Option::as_deref).collect()).collect();
    assert_eq!(cells, [[Some("a"), None, None], [Some("b"), Some("c"), None], [None, None, None]]);
    assert_eq!(bad(&rows), []);
}

#[test]
fn blank_lines_are_no_rows_wherever_they_stand() {
    let rows = read_in_all_sizes(b"id\n\na\n  \r\n\r\nb\n\n\t\n\n", Format::Csv);
    assert_eq!((good(&rows), rows.len()), (vec!["a", "b"], 2));
}

#[test]
fn tabs_part_the_cells_of_tsv() {
    let rows = read_in_all_sizes(b"id\tnote\na\tx, y\n\t\nb\n", Format::Tsv);
    assert_eq!(rows[0].cells[1].as_deref(), Some("x, y"));
    assert_eq!((rows.len(), rows[1].cells.clone()), (3, vec![None, None]), "a row of empty cells is a row");
    assert!(bad(&rows)[0].1.contains("an empty cell still needs its tab"));
}

/// Gives its bytes and then fails.
struct Failing(Vec<u8>);

impl Read for Failing {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            return Err(io::Error::other("the disk is gone"));
        }
        let count = self.0.len().min(into.len());
        into[..count].copy_from_slice(&self.0.drain(..count).collect::<Vec<_>>());
        Ok(count)
    }
}

#[test]
fn the_rows_before_a_failure_come_before_the_error() {
    for (format, text) in
        [(Format::Csv, "id\na\nb\nc"), (Format::JsonLines, "{\"id\":\"a\"}\n{\"id\":\"b\"}\n{\"id\":\"c")]
    {
        let source = Source::Stream { name: "cases".to_owned(), bytes: Box::new(Failing(text.into())) };
        let mut reader = open(source, format, options(10)).unwrap().select(&["id".to_owned()]).unwrap();
        assert_eq!(reader.next().unwrap().unwrap().batch.num_rows(), 2);
        let error = reader.next().unwrap().unwrap_err();
        assert!(matches!(error, ReadError::Interrupted { after: 2, .. }), "{error}");
        assert_eq!(error.to_string(), "cases cannot be read any further after row 2: the disk is gone.");
        assert!(reader.next().is_none());
    }
}

/// A mark that is opened on each line and closed by the next, with a comma after it, is looked at again and again;
/// in time that grows with the square of the file this test would take hours.
#[test]
fn many_unclosed_quotation_marks_are_read_in_linear_time() {
    let lines = 100_000;
    let text = format!("id,kind,note\n{}", "a\",\"\n".repeat(lines));
    let rows = read(text, Format::Csv, options(32_768)).unwrap();
    assert_eq!(rows.len(), lines);
    assert_eq!(good(&rows).len(), 0);
}
