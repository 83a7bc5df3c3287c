//! Finding charters.

use std::io;
use std::path::{Path, PathBuf};

use bywhen::engine::saved;
use bywhen::language::MAX_BYTES;
use bywhen::{Calendars, Charter, Charters, Family, Source, Sources, When, was_in_force};
use bywhen_files::{Finder, Format, read_at_most, read_file};

use crate::diagnostics;
use crate::output::{Failure, message};

/// How many bytes of a compiled charter are read: none is anywhere near as large.
const MAX_COMPILED_BYTES: usize = 16 << 20;

/// The charter that answers a case received at a time. One that was compiled brings its bank holidays along.
pub(crate) fn charter(reference: &str, received: When) -> Result<(Charter, Option<Calendars>), Failure> {
    if let Some(saved) = compiled(reference)? {
        note_if_not_in_force(&saved.charter, !was_in_force(&saved.charter, received));
        return Ok((saved.charter, Some(saved.calendars)));
    }
    let charters = find(reference)?;
    let (charter, outside) = charters.answering(received)?;
    note_if_not_in_force(charter, outside);
    Ok((charter.clone(), None))
}

/// A charter that was compiled before, if that is what the file is.
fn compiled(reference: &str) -> Result<Option<saved::Saved>, Failure> {
    let path = Path::new(reference);
    if !path.is_file() {
        return Ok(None);
    }
    let bytes = read_file(path, MAX_COMPILED_BYTES)?;
    if !saved::is_saved(&bytes) {
        return Ok(None);
    }
    let bytes = bounded(bytes, reference, MAX_COMPILED_BYTES, "compiled charter")?;
    Ok(Some(saved::read(&bytes).map_err(|error| format!("{reference}: {error}"))?))
}

/// The versions of a charter: of one that was asked for by name, that one alone.
pub(crate) fn family(reference: &str) -> Result<Family, Failure> {
    Ok(find(reference)?.family().clone())
}

/// The newest version of a charter, and a clause about the others, where there are any.
pub(crate) fn newest(reference: &str) -> Result<(Charter, String), Failure> {
    let family = family(reference)?;
    let Some((newest, others)) = family.versions().split_last() else { return Err("there is no charter".into()) };
    let charter = newest.charter().clone();
    let others: Vec<&str> = others.iter().rev().map(|one| one.charter().version.as_str()).collect();
    let clause = match others.as_slice() {
        [] => String::new(),
        others => format!(", the newest: for another give {}@{}", charter.id, others.join(" or @")),
    };
    Ok((charter, clause))
}

/// Every charter at a path or of a bundled id, with the folder it is in unless it is bundled: of a version that was asked
/// for by name, that one alone.
pub(crate) fn charters(reference: &str) -> Result<Vec<(Option<PathBuf>, Charter)>, Failure> {
    if !are_files(reference) {
        return Ok(family(reference)?.versions().iter().map(|version| (None, version.charter().clone())).collect());
    }
    let of = |text: &Source| {
        let folder = text.file.as_deref().and_then(Path::parent).filter(|folder| *folder != Path::new(""));
        Ok((Some(folder.unwrap_or(Path::new(".")).to_owned()), parse(text)?))
    };
    sources(reference)?.texts.iter().map(of).collect()
}

/// The charters that a reference names: one that was asked for by name, or versions over time.
pub(crate) fn find(reference: &str) -> Result<Charters, Failure> {
    let Sources { texts, over_time } = sources(reference)?;
    let charters = texts.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
    Ok(Charters::new(charters, over_time)?)
}

fn sources(reference: &str) -> Result<Sources, Failure> {
    if are_files(reference) {
        return Ok(Sources::of_files(read_sources(&[PathBuf::from(reference)])?));
    }
    Ok(Sources::bundled(reference)?)
}

fn are_files(reference: &str) -> bool {
    reference == "-" || Sources::are_files(reference, Path::new(reference).exists())
}

/// Says so where a charter that was asked for by name was not in force on receipt.
fn note_if_not_in_force(charter: &Charter, outside: bool) {
    if outside {
        message(&format!("note: version {} was not in force on that day; it answers all the same\n", charter.version));
    }
}

/// A checked charter, or its errors on stderr and a failure.
fn parse(text: &Source) -> Result<Charter, Failure> {
    if saved::is_saved(&text.bytes) {
        return Err(format!(
            "{} is a compiled charter, which `due` and `explain` take: give the charter itself",
            name(text)
        )
        .into());
    }
    let parsed = bywhen::parse_bytes(&text.bytes);
    parsed.charter.ok_or_else(|| {
        diagnostics::show(&name(text), &text.bytes, &parsed.diagnostics);
        format!("{} has errors and cannot be used", name(text)).into()
    })
}

/// The bytes of a file, refused where it is larger than one of its sort can be.
pub(crate) fn read_whole(path: &Path, most: usize, what: &str) -> Result<Vec<u8>, Failure> {
    bounded(read_file(path, most)?, &path.display().to_string(), most, what)
}

/// The same for what has been read: one byte more than `most` where there is more.
pub(crate) fn bounded(bytes: Vec<u8>, name: &str, most: usize, what: &str) -> Result<Vec<u8>, Failure> {
    if bytes.len() > most {
        return Err(format!("{name} is larger than {most} bytes, and no {what} is").into());
    }
    Ok(bytes)
}

/// A table read as a charter would be a hundred findings, and none that says what is wrong. `cases`: where they belong.
pub(crate) fn refuse_table(charter: &str, cases: &str) -> Result<(), Failure> {
    let path = Path::new(charter);
    if path.is_file() && Format::of_path(path).is_ok() {
        return Err(format!("{charter} is a table and not a charter: {cases}").into());
    }
    Ok(())
}

/// The charter files at paths, folders searched to the bottom, in order of name, each once.
pub(crate) fn read_sources(paths: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    let mut finder = Finder::new("charter");
    let mut sources = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            sources.push(Source { file: None, bytes: read_at_most(Ok(io::stdin()), MAX_BYTES)? });
            continue;
        }
        let files = finder.find(path)?;
        for file in files.ok_or_else(|| format!("{} holds no file that ends in .charter", path.display()))? {
            sources.push(Source { bytes: read_file(&file, MAX_BYTES)?, file: Some(file) });
        }
    }
    Ok(sources)
}

/// As a text is named in messages.
pub(crate) fn name(text: &Source) -> String {
    text.file.as_ref().map_or_else(|| "<stdin>".to_owned(), |file| file.display().to_string())
}
