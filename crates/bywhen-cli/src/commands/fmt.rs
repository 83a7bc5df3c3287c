//! `bywhen fmt`.

use bywhen::{FormatError, Source};

use crate::args::FmtArgs;
use crate::exit::Exit;
use crate::load::name;
use crate::output::{Failure, message, print, to_stdout, write};
use crate::{diagnostics, load};

pub(crate) fn run(args: &FmtArgs) -> Result<Exit, Failure> {
    let sources = load::read_sources(&args.paths)?;
    let (mut changed, mut broken) = (0, 0);
    for text in &sources {
        let Some(formatted) = formatted(text) else {
            broken += 1;
            continue;
        };
        let same = formatted.as_bytes() == text.bytes;
        changed += usize::from(!same);
        match &text.file {
            _ if args.check => print(&difference(text, &formatted))?,
            None => to_stdout(formatted.as_bytes())?,
            Some(_) if same => {}
            Some(path) => write(path, formatted.as_bytes())?,
        }
    }
    // Through a pipe only the text itself is wanted.
    if args.check || sources.iter().any(|text| text.file.is_some()) {
        let s = |n: usize| if n == 1 { "" } else { "s" };
        let of = format!("{} charter{}", sources.len(), s(sources.len()));
        let done = if args.check { "not in the one form" } else { "written anew" };
        let errors = if broken == 0 { String::new() } else { format!(", {broken} with errors and left alone") };
        message(&format!("{changed} of {of} {done}{errors}\n"));
    }
    Ok(if broken > 0 || (args.check && changed > 0) { Exit::Findings } else { Exit::Fine })
}

/// The text in its one form, or `None` where that is not to be had, which is said.
fn formatted(text: &Source) -> Option<String> {
    let Ok(written) = std::str::from_utf8(&text.bytes) else {
        diagnostics::show(&name(text), &text.bytes, &bywhen::parse_bytes(&text.bytes).diagnostics);
        return None;
    };
    match bywhen::format(written) {
        Ok(formatted) => Some(formatted),
        Err(FormatError::Errors(errors)) => {
            diagnostics::show(&name(text), &text.bytes, &errors);
            None
        }
        Err(fault) => {
            message(&format!("{}: {fault}\n", name(text)));
            None
        }
    }
}

/// Where a text first differs from its one form, and how many lines do. Blank lines aside, both have the same lines.
fn difference(text: &Source, formatted: &str) -> String {
    let written = String::from_utf8_lossy(&text.bytes);
    let lines = written.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let other = formatted.lines().filter(|line| !line.is_empty());
    let mut differing = lines.zip(other).filter(|((_, line), other)| line != other);
    match differing.next() {
        Some(((at, _), other)) => {
            let more = match differing.count() {
                0 => String::new(),
                1 => " (and another line)".to_owned(),
                more => format!(" (and {more} more lines)"),
            };
            format!("{}:{}: write `{other}`{more}\n", name(text), at + 1)
        }
        None if formatted.as_bytes() != text.bytes => {
            format!("{}: blank lines or the ends of lines differ\n", name(text))
        }
        None => String::new(),
    }
}
