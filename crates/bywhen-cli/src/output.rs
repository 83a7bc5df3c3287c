//! Writing to the terminal or to whatever reads us.

use std::io::{ErrorKind, Write};
use std::path::Path;

use bywhen_files::{leftovers, replace, same_file, stdout};

use crate::terminal::sanitized;

/// How long the lines of a paragraph may be.
const WIDTH: usize = 80;

/// Why a command could not do its work.
pub(crate) type Failure = Box<dyn std::error::Error>;

/// Writes a result for people to stdout.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    to_stdout(sanitized(text).as_bytes())
}

/// Writes a result to stdout as one line of JSON.
pub(crate) fn json<T: serde::Serialize>(value: &T) -> Result<(), Failure> {
    to_stdout(format!("{}\n", serde_json::to_string(value)?).as_bytes())
}

/// Writes what was made of a charter to a file, or for `-` to stdout as it is. Never over a charter: it is the only copy
/// of what somebody wrote; nor over other `inputs`.
pub(crate) fn save(output: &Path, bytes: &[u8], charter: &str, inputs: &[&Path]) -> Result<(), Failure> {
    if output.as_os_str() != "-" {
        let is_charter = output.extension().is_some_and(|extension| extension == "charter");
        if output.is_file() && (is_charter || same_file(output, Path::new(charter))) {
            let name = output.display();
            return Err(format!("{name} is a charter, and is left as it is: give another file with -o").into());
        }
        refuse_overwriting(output, inputs)?;
        return write(output, bytes);
    }
    to_stdout(bytes)
}

/// Refuses to write to what is read.
pub(crate) fn refuse_overwriting(output: &Path, inputs: &[&Path]) -> Result<(), Failure> {
    match inputs.iter().find(|input| same_file(input, output)) {
        Some(input) => Err(format!("{} is read: writing to it would lose what is in it", input.display()).into()),
        None => Ok(()),
    }
}

/// Writes a file anew: it is whole, or as it was.
pub(crate) fn write(output: &Path, bytes: &[u8]) -> Result<(), Failure> {
    note_leftovers(output);
    let name = output.display();
    replace(output, bytes).map_err(|error| match error.kind() {
        ErrorKind::IsADirectory => format!("{name} is a folder: name a file in it").into(),
        ErrorKind::NotFound => format!("{name}: there is no such folder to write it to: make it first").into(),
        _ => format!("{name}: {error}").into(),
    })
}

/// Names what a run that was killed has left beside a file: it may hold cases.
pub(crate) fn note_leftovers(output: &Path) {
    for part in leftovers(output) {
        message(&format!(
            "note: {} was left by a run that was killed, if none is still at work: remove it\n",
            part.display()
        ));
    }
}

/// Writes a result to stdout as it is. A reader that has gone away is no failure of ours.
pub(crate) fn to_stdout(bytes: &[u8]) -> Result<(), Failure> {
    match stdout().and_then(|mut stdout| stdout.write_all(bytes).and_then(|()| stdout.flush())) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(format!("the standard output cannot be written to: {error}").into())
        }
        _ => Ok(()),
    }
}

/// Writes a message to stderr. Where even that cannot be written, nobody is left to tell.
pub(crate) fn message(text: &str) {
    let _ = anstream::stderr().write_all(sanitized(text).as_bytes());
}

/// Writes to stderr what was made for a terminal, colours and all, from text that is safe to show.
pub(crate) fn styled_message(text: &str) {
    let _ = anstream::stderr().write_all(text.as_bytes());
}

/// Prints the error of the command.
pub(crate) fn print_failure(failure: &Failure) {
    message(&format!("bywhen: {failure}\n"));
}

/// A paragraph in lines that a terminal of the usual width shows whole.
pub(crate) fn wrapped(paragraph: &str) -> String {
    let mut wrapped = String::new();
    let mut width = 0;
    for word in paragraph.split_whitespace() {
        let length = word.chars().count();
        match width {
            0 => {}
            _ if width + 1 + length > WIDTH => {
                wrapped.push('\n');
                width = 0;
            }
            _ => {
                wrapped.push(' ');
                width += 1;
            }
        }
        wrapped.push_str(word);
        width += length;
    }
    wrapped + "\n"
}
