//! Any table, damaged at any place.

use bywhen_table::read::Format;
use proptest::prelude::*;

use crate::read::support::{SIZES, options, read};

/// Cells with everything that quoting is for.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-z0-9 ]{0,8}",
        1 => "[a-z,\" éß€😀]{0,8}",
        1 => "[a-z,\"\n\r ]{0,6}",
    ]
}

fn table() -> impl Strategy<Value = (usize, Vec<Vec<String>>)> {
    (1..6usize).prop_flat_map(|width| (Just(width), prop::collection::vec(prop::collection::vec(cell(), width), 0..12)))
}

/// The table as the `csv` crate writes it.
fn written(width: usize, rows: &[Vec<String>], terminator: csv::Terminator) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
    writer.write_record((0..width).map(|column| format!("column {column}"))).unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

/// What the cells must be read as.
fn expected(row: &[String]) -> Vec<Option<String>> {
    row.iter().map(|cell| Some(cell.trim().to_owned()).filter(|cell| !cell.is_empty())).collect()
}

/// A single column whose only cell is blank and bare is a blank line.
fn is_row(width: usize, row: &[String]) -> bool {
    width > 1 || !row[0].chars().all(|letter| letter == ' ') || row[0].is_empty()
}

/// Cells that no mark can be taken for part of another row: without a line break, and without a mark next to a comma,
/// which after an unclosed mark looks like the end of its cell.
fn plain_cell() -> impl Strategy<Value = String> {
    prop_oneof![4 => "[a-z0-9]{1,8}", 1 => "[a-z]{1,3}[, é][a-z]{1,3}", 1 => "[a-z]{1,3}\"[a-z]{1,3}"]
}

#[derive(Debug, Clone)]
enum Damage {
    /// A quotation mark before a cell that is never closed.
    Open(prop::sample::Index),
    /// The line is cut off after so many bytes.
    Cut(prop::sample::Index),
    /// A byte that is no text.
    Byte(prop::sample::Index),
    /// One more cell.
    Longer,
    /// Nothing but a quotation mark.
    Mark,
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        any::<prop::sample::Index>().prop_map(Damage::Open),
        any::<prop::sample::Index>().prop_map(Damage::Cut),
        any::<prop::sample::Index>().prop_map(Damage::Byte),
        Just(Damage::Longer),
        Just(Damage::Mark),
    ]
}

impl Damage {
    fn done_to(&self, line: &[u8], cells: &[String]) -> Vec<u8> {
        match self {
            Self::Open(at) => {
                let at = at.index(cells.len());
                let mut cells = cells.to_vec();
                // Bare, so that the mark before it stays open.
                cells.iter_mut().for_each(|cell| cell.retain(|letter| letter != ',' && letter != '"'));
                cells[at].insert(0, '"');
                cells.join(",").into_bytes()
            }
            // At least one byte stays, else there is a blank line and no row.
            Self::Cut(at) => line[..1 + at.index(line.len())].to_vec(),
            Self::Byte(at) => {
                let mut line = line.to_vec();
                let at = at.index(line.len());
                line.insert(at, 0xff);
                line
            }
            Self::Longer => [line, b",more"].concat(),
            Self::Mark => b"\"".to_vec(),
        }
    }
}

proptest! {
    #[test]
    fn what_was_written_is_read((width, rows) in table(), crlf: bool) {
        let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let text = written(width, &rows, terminator);
        let expected: Vec<_> = rows.iter().filter(|row| is_row(width, row)).map(|row| expected(row)).collect();
        for size in SIZES {
            let read = read(text.clone(), Format::Csv, options(size)).unwrap();
            prop_assert!(read.iter().all(|row| row.reason.is_none()), "{read:?}");
            prop_assert_eq!(read.into_iter().map(|row| row.cells).collect::<Vec<_>>(), expected.clone());
        }
    }

    #[test]
    fn with_any_one_line_damaged_all_other_rows_are_there(
        rows in prop::collection::vec(prop::collection::vec(plain_cell(), 3), 1..10),
        place: prop::sample::Index,
        damage in damage(),
        ending in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        ended: bool,
    ) {
        let text = String::from_utf8(written(3, &rows, csv::Terminator::Any(b'\n'))).unwrap();
        let mut lines: Vec<Vec<u8>> = text.lines().map(|line| line.as_bytes().to_vec()).collect();
        let place = place.index(rows.len());
        let whole = lines[place + 1].clone();
        lines[place + 1] = damage.done_to(&whole, &rows[place]);
        let same = lines[place + 1] == whole;
        let mut text = lines.join(ending.as_bytes());
        if ended {
            text.extend_from_slice(ending.as_bytes());
        }
        for size in SIZES {
            let read = read(text.clone(), Format::Csv, options(size)).unwrap();
            prop_assert_eq!(read.len(), rows.len());
            for (at, (read, written)) in read.iter().zip(&rows).enumerate() {
                if at != place {
                    prop_assert_eq!(&read.reason, &None);
                    prop_assert_eq!(&read.cells, &expected(written));
                }
            }
            let blamed = read[place].reason.clone().unwrap_or_default();
            // A line cut off within its last cell is a shorter row, and nobody can tell.
            if !matches!(damage, Damage::Cut(_)) && !same {
                prop_assert!(blamed.contains(&format!("ine {}", place + 2)), "{:?}", read[place]);
            }
        }
    }

    /// Whatever the bytes are, there is no panic, and the batches do not depend on their size.
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(prop_oneof![
        Just(b'"'), Just(b','), Just(b'\n'), Just(b'\r'), Just(b' '), Just(b'a'), any::<u8>(),
    ], 0..60)) {
        let text = [b"a,b\n".as_slice(), &bytes].concat();
        let expected = read(text.clone(), Format::Csv, options(1000)).unwrap();
        for size in SIZES {
            prop_assert_eq!(&read(text.clone(), Format::Csv, options(size)).unwrap(), &expected);
        }
    }
}
