//! Another program writes a line, waits for its answer, and writes the next.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, channel};

use bywhen_table::read::{Format, Source, open};

use crate::read::support::{options, rows};

/// Gives what is sent, and fails where it would have to wait for what was not.
struct Sent(Receiver<&'static [u8]>);

impl Read for Sent {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.0.try_recv().map_err(|_| io::Error::other("this would wait for ever"))?;
        into[..bytes.len()].copy_from_slice(bytes);
        Ok(bytes.len())
    }
}

#[test]
fn a_line_is_handed_on_before_the_next_is_waited_for() {
    let (sender, receiver) = channel();
    let source = Source::Stream { name: "lines".to_owned(), bytes: Box::new(Sent(receiver)) };
    let mut reader = open(source, Format::JsonLines, options(1000)).unwrap().select(&["id".to_owned()]).unwrap();
    let mut next = |sent: &[&'static [u8]]| {
        for bytes in sent {
            sender.send(bytes).unwrap();
        }
        let rows = reader.next().unwrap().unwrap();
        (rows.first, rows.batch.num_rows(), rows.unreadable.len())
    };
    assert_eq!(next(&[b"{\"id\":1}\n"]), (1, 1, 0));
    assert_eq!(next(&[b"{\"id\":2}\n{\"id\":3}\r\n{\"id\""]), (2, 2, 0), "a line that is not whole is not waited for");
    assert_eq!(next(&[b":4", b"}\n"]), (4, 1, 0));
    assert_eq!(next(&[b"\n", b"broken\n"]), (5, 1, 1), "a blank line has no answer, a bad one has");
    assert_eq!(next(&[b"{\"id\":6}", b""]), (6, 1, 0), "the last line needs no break");
    assert!(reader.next().is_none());
}

/// A file is not live: its batches are full, however its bytes come.
#[test]
fn the_batches_of_a_file_are_full() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cases.jsonl");
    std::fs::write(&path, "{\"id\":\"a case of some length\"}\n".repeat(50_000)).unwrap();
    let reader = open(Source::named(&path), Format::JsonLines, options(20_000)).unwrap();
    let reader = reader.select(&["id".to_owned()]).unwrap();
    let sizes: Vec<usize> = reader.map(|rows| rows.unwrap().batch.num_rows()).collect();
    assert_eq!(sizes, [20_000, 20_000, 10_000]);
}

/// Gives one byte at a time.
struct Slowly(Vec<u8>, usize);

impl Read for Slowly {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let Some(byte) = self.0.get(self.1) else { return Ok(0) };
        into[0] = *byte;
        self.1 += 1;
        Ok(1)
    }
}

/// Wherever a read ends, the rows are the same.
#[test]
fn the_pieces_a_stream_comes_in_do_not_matter() {
    let text = "\u{feff}a,b\r\n1,\"two\r\nlines\"\r\n2,\"open\r\n3,\u{e9}\r\r4\r\n\r\n5,\"\"\"\"";
    let whole = crate::read::support::read(text, Format::Csv, options(100)).unwrap();
    let source = Source::Stream { name: "cases".to_owned(), bytes: Box::new(Slowly(text.into(), 0)) };
    let slowly = open(source, Format::Csv, options(100)).unwrap().select(&["a".to_owned(), "b".to_owned()]).unwrap();
    assert_eq!(rows(slowly).unwrap(), whole);
    assert_eq!(whole.len(), 5);
    assert_eq!(whole.iter().filter(|row| row.reason.is_some()).map(|row| row.number).collect::<Vec<_>>(), [2, 4]);
}
