//! Transport over standard input and output, with bounded message sizes.

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::thread::{Builder, JoinHandle};

use lsp_server::{Connection, ErrorCode, Message};
use lsp_types::notification::{Exit, Notification as _};
use serde_json::json;

use crate::serve;

/// The maximum size of a message. A charter has at most 1 MiB, and an editor sends no more than a few copies of it.
const MAX_MESSAGE_BYTES: u64 = 64 << 20;

/// The maximum length of a header line.
const MAX_HEADER_BYTES: u64 = 4096;

/// Serves an editor over standard input and output. Returns whether it shut down in order.
///
/// # Errors
///
/// The input is malformed, or the output cannot be written.
pub fn serve_stdio() -> io::Result<bool> {
    let (editor, server) = Connection::memory();
    let Connection { sender, receiver } = editor;
    let writing = Builder::new().spawn(move || -> io::Result<()> {
        receiver.iter().try_for_each(|message| message.write(&mut io::stdout().lock()))
    })?;
    let reading = Builder::new().spawn(move || -> io::Result<()> {
        let mut input = BufReader::new(io::stdin());
        while let Some(text) = next(&mut input)? {
            match text {
                Ok(text) => {
                    let message = serde_json::from_str(&text);
                    let message = message.map_err(|error| invalid(format!("malformed message: {error}")))?;
                    let last =
                        matches!(&message, Message::Notification(notification) if notification.method == Exit::METHOD);
                    if sender.send(message).is_err() || last {
                        break;
                    }
                }
                Err(why) => refuse(&why, &mut io::stdout().lock())?,
            }
        }
        Ok(())
    })?;
    let orderly = serve(&server);
    // The writer ends with the last sender, and the reader has ended already.
    drop(server);
    joined(reading)?;
    joined(writing)?;
    Ok(orderly)
}

fn joined(thread: JoinHandle<io::Result<()>>) -> io::Result<()> {
    thread.join().unwrap_or_else(|_| Err(io::Error::other("a thread has come to a bad end")))
}

/// Responds to an unreadable message, whose request id is not known.
fn refuse(why: &str, to: &mut impl Write) -> io::Result<()> {
    let error = json!({ "code": ErrorCode::ParseError as i32, "message": why });
    let answer = json!({ "jsonrpc": "2.0", "id": null, "error": error }).to_string();
    write!(to, "Content-Length: {}\r\n\r\n{answer}", answer.len())?;
    to.flush()
}

/// The next message, or the reason why it is skipped. `None` at the end.
fn next(input: &mut impl BufRead) -> io::Result<Option<Result<String, String>>> {
    let mut size: Option<u64> = None;
    loop {
        let mut line = String::new();
        if input.by_ref().take(MAX_HEADER_BYTES).read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let header = line.strip_suffix("\r\n").ok_or_else(|| invalid(format!("malformed header: {line:?}")))?;
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(": ").ok_or_else(|| invalid(format!("malformed header: {header:?}")))?;
        if name.eq_ignore_ascii_case("Content-Length") {
            size = Some(value.trim().parse().map_err(|_| invalid(format!("`{value}` is no length of a message")))?);
        }
    }
    let size = size.ok_or_else(|| invalid("no Content-Length".to_owned()))?;
    let mut content = input.by_ref().take(size);
    if size > MAX_MESSAGE_BYTES {
        // Skip its content, so that the next message is found.
        io::copy(&mut content, &mut io::sink())?;
        return Ok(Some(Err(format!(
            "a message of {size} bytes is longer than {MAX_MESSAGE_BYTES}, the most that is read"
        ))));
    }
    let mut bytes = Vec::new();
    if content.read_to_end(&mut bytes)? as u64 != size {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    let text = String::from_utf8(bytes).map_err(|_| invalid("malformed message: it is not UTF-8".to_owned()))?;
    Ok(Some(Ok(text)))
}

fn invalid(why: String) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Vec<Result<String, String>> {
        let mut input = bytes;
        std::iter::from_fn(|| next(&mut input).expect("messages")).collect()
    }

    #[test]
    fn an_oversized_message_gets_an_error_and_the_next_is_read() {
        let mut bytes = format!("Content-Length: {}\r\n\r\n", MAX_MESSAGE_BYTES + 1).into_bytes();
        bytes.resize(bytes.len() + MAX_MESSAGE_BYTES as usize + 1, b' ');
        bytes.extend(b"content-length: 2\r\nContent-Type: x\r\n\r\n{}");
        let why = "a message of 67108865 bytes is longer than 67108864, the most that is read";
        assert_eq!(read(&bytes), [Err(why.to_owned()), Ok("{}".to_owned())]);
        // One that never comes takes no memory.
        let never = read(b"Content-Length: 99999999999999\r\n\r\n");
        assert!(matches!(never.as_slice(), [Err(why)] if why.starts_with("a message of 99999999999999 bytes")));
    }

    #[test]
    fn an_invalid_header_ends_the_input() {
        let long = [b"X: ".as_slice(), &vec![b'x'; MAX_HEADER_BYTES as usize * 2]].concat();
        for bytes in [
            b"{}\r\n".as_slice(),
            b"Content-Length: -1\r\n\r\n",
            b"Content-Length: 5\r\n\r\n{}",
            b"\r\n",
            b"Content-Length: 1\r\n\r\n\xff",
            &long,
        ] {
            let mut input = bytes;
            assert!(next(&mut input).is_err(), "{bytes:?}");
        }
        let mut answer = Vec::new();
        refuse("why", &mut answer).expect("written");
        let answer = String::from_utf8(answer).expect("UTF-8");
        assert!(answer.starts_with("Content-Length: ") && answer.contains(r#""id":null"#), "{answer}");
    }
}
