//! Writing to the terminal or to whatever reads us.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

/// How long the lines of a paragraph may be.
const WIDTH: usize = 80;

/// Why a command could not do its work.
pub(crate) type Failure = Box<dyn std::error::Error>;

/// Writes a result to stdout. A reader that has gone away is no failure of ours.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    match anstream::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Writes a result to stdout as one line of JSON.
pub(crate) fn json<T: serde::Serialize>(value: &T) -> Result<(), Failure> {
    print(&format!("{}\n", serde_json::to_string(value)?))
}

/// Writes what was made of a charter to a file, or for `-` to stdout as it is. Never over a charter: it is the only copy
/// of what somebody wrote.
pub(crate) fn save(output: &Path, bytes: &[u8], charter: &str) -> Result<(), Failure> {
    if output.as_os_str() != "-" {
        let is_charter = output.extension().is_some_and(|extension| extension == "charter");
        let same =
            || fs::canonicalize(output).is_ok_and(|file| fs::canonicalize(charter).is_ok_and(|read| read == file));
        if output.is_file() && (is_charter || same()) {
            let name = output.display();
            return Err(format!("{name} is a charter, and is left as it is: give another file with -o").into());
        }
        return write(output, bytes);
    }
    to_stdout(bytes)
}

/// Writes a file anew.
pub(crate) fn write(output: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let name = output.display();
    fs::write(output, bytes).map_err(|error| match error.kind() {
        ErrorKind::IsADirectory => format!("{name} is a folder: name a file in it").into(),
        ErrorKind::NotFound => format!("{name}: there is no such folder to write it to: make it first").into(),
        _ => format!("{name}: {error}").into(),
    })
}

/// Writes a result to stdout as it is.
pub(crate) fn to_stdout(bytes: &[u8]) -> Result<(), Failure> {
    let mut stdout = std::io::stdout();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Writes a message to stderr. Where even that cannot be written, nobody is left to tell.
pub(crate) fn message(text: &str) {
    let _ = anstream::stderr().write_all(text.as_bytes());
}

/// Says why the command could not do its work.
pub(crate) fn complain(failure: &Failure) {
    message(&format!("bywhen: {failure}\n"));
}

/// A paragraph in lines that a terminal of the usual width shows whole.
pub(crate) fn filled(paragraph: &str) -> String {
    let mut filled = String::new();
    let mut width = 0;
    for word in paragraph.split_whitespace() {
        let length = word.chars().count();
        match width {
            0 => {}
            _ if width + 1 + length > WIDTH => {
                filled.push('\n');
                width = 0;
            }
            _ => {
                filled.push(' ');
                width += 1;
            }
        }
        filled.push_str(word);
        width += length;
    }
    filled + "\n"
}
