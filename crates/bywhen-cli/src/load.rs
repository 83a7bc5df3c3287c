//! Finding charters and bank holiday data.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use bywhen::engine::saved;
use bywhen::language::MAX_BYTES;
use bywhen::{Calendars, Charter, CompileOptions, Family, Plan, When};
use bywhen_files::read_at_most;
use bywhen_table::Versions;

use crate::args::DataArgs;
use crate::diagnostics;
use crate::output::{Failure, message};

/// How many bytes of a compiled charter are read: none is anywhere near as large.
const MAX_COMPILED_BYTES: usize = 16 << 20;

/// How many bytes of a file of bank holidays are read.
const MAX_BANK_HOLIDAY_BYTES: usize = 16 << 20;

/// A file that may be a charter.
pub(crate) struct SourceFile {
    /// As it is named in messages.
    pub(crate) name: String,
    /// Where it is written. Nothing for stdin.
    pub(crate) path: Option<PathBuf>,
    pub(crate) bytes: Vec<u8>,
}

/// The charter that answers a case received at a time. One that was compiled brings its bank holidays along.
pub(crate) fn charter(reference: &str, received: When) -> Result<(Charter, Option<Calendars>), Failure> {
    let path = Path::new(reference);
    if path.is_file() {
        let bytes =
            read_at_most(File::open(path), MAX_COMPILED_BYTES).map_err(|error| format!("{reference}: {error}"))?;
        if saved::is_saved(&bytes) {
            if bytes.len() > MAX_COMPILED_BYTES {
                return Err(too_large(reference, MAX_COMPILED_BYTES, "compiled charter").into());
            }
            let saved = saved::read(&bytes).map_err(|error| format!("{reference}: {error}"))?;
            note_if_not_in_force(&saved.charter, received);
            return Ok((saved.charter, Some(saved.calendars)));
        }
    }
    Ok((from_text(reference, path, received)?, None))
}

fn from_text(reference: &str, path: &Path, received: When) -> Result<Charter, Failure> {
    if path.exists() || reference == "-" || reference.ends_with(".charter") {
        let charters = read_sources(&[path.to_owned()])?.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
        if let [only] = charters.as_slice() {
            note_if_not_in_force(only, received);
            return Ok(only.clone());
        }
        return Ok(Family::new(charters)?.in_force(received)?.charter().clone());
    }
    match reference.split_once('@') {
        Some((id, version)) => {
            let charter = Family::bundled(id)?.version(version)?.charter().clone();
            note_if_not_in_force(&charter, received);
            Ok(charter)
        }
        None => Ok(Family::bundled(reference)?.in_force(received)?.charter().clone()),
    }
}

/// The versions of a charter: of one that was asked for by name, that one alone.
pub(crate) fn family(reference: &str) -> Result<Family, Failure> {
    let path = Path::new(reference);
    if path.exists() || reference == "-" || reference.ends_with(".charter") {
        let charters = read_sources(&[path.to_owned()])?.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
        return Ok(Family::new(charters)?);
    }
    match reference.split_once('@') {
        Some((id, version)) => Ok(Family::new(vec![Family::bundled(id)?.version(version)?.charter().clone()])?),
        None => Ok(Family::bundled(reference)?),
    }
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
    let path = Path::new(reference);
    if path.exists() || reference == "-" || reference.ends_with(".charter") {
        let of = |text: &SourceFile| {
            let folder = text.path.as_deref().and_then(Path::parent).filter(|folder| *folder != Path::new(""));
            Ok((Some(folder.unwrap_or(Path::new(".")).to_owned()), parse(text)?))
        };
        return read_sources(&[path.to_owned()])?.iter().map(of).collect();
    }
    Ok(family(reference)?.versions().iter().map(|version| (None, version.charter().clone())).collect())
}

/// The versions that answer for a table, compiled: one that was asked for by name answers for every case, of several
/// the one in force on receipt does.
pub(crate) fn versions(reference: &str, options: &CompileOptions) -> Result<Versions, Failure> {
    let path = Path::new(reference);
    let family = if path.exists() || reference == "-" || reference.ends_with(".charter") {
        let charters = read_sources(&[path.to_owned()])?.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
        if let [only] = charters.as_slice() {
            return Ok(Versions::one(Plan::compile(only.clone(), options)?));
        }
        Family::new(charters)?
    } else if let Some((id, version)) = reference.split_once('@') {
        return Ok(Versions::one(Family::bundled(id)?.version(version)?.plan(options)?));
    } else {
        Family::bundled(reference)?
    };
    Ok(Versions::over_time(family, options)?)
}

/// Says so where a charter that was asked for by name was not in force on receipt.
fn note_if_not_in_force(charter: &Charter, received: When) {
    let day = bywhen::engine::Moment::new(received, &charter.zone).map(|moment| moment.day().date());
    if day.is_ok_and(|day| !charter.in_force.contains(day)) {
        message(&format!("note: version {} was not in force on that day; it answers all the same\n", charter.version));
    }
}

/// A checked charter, or its errors on stderr and a failure.
fn parse(text: &SourceFile) -> Result<Charter, Failure> {
    if saved::is_saved(&text.bytes) {
        return Err(format!(
            "{} is a compiled charter, which `due` and `explain` take: give the charter itself",
            text.name
        )
        .into());
    }
    let parsed = bywhen::parse_bytes(&text.bytes);
    parsed.charter.ok_or_else(|| {
        diagnostics::show(&text.name, &text.bytes, &parsed.diagnostics);
        format!("{} has errors and cannot be used", text.name).into()
    })
}

/// That a file is larger than one of its sort can be.
pub(crate) fn too_large(name: &str, most: usize, what: &str) -> String {
    format!("{name} is larger than {most} bytes, and no {what} is")
}

/// The charter files at paths, folders searched to the bottom, in order of name, each once.
pub(crate) fn read_sources(paths: &[PathBuf]) -> Result<Vec<SourceFile>, Failure> {
    let mut sources = Vec::new();
    let mut visited = BTreeSet::new();
    for path in paths {
        if path.as_os_str() == "-" {
            let bytes = read_at_most(Ok(io::stdin()), MAX_BYTES)?;
            sources.push(SourceFile { name: "<stdin>".to_owned(), path: None, bytes });
            continue;
        }
        let mut files = Vec::new();
        let known = fs::canonicalize(path).is_ok_and(|real| visited.contains(&real));
        if !known && !collect_files(path, &mut visited, &mut files)? {
            return Err(format!("{} holds no file that ends in .charter", path.display()).into());
        }
        for file in files {
            let bytes = read_at_most(File::open(&file), MAX_BYTES);
            let bytes = bytes.map_err(|error| format!("{}: {error}", file.display()))?;
            sources.push(SourceFile { name: file.display().to_string(), path: Some(file), bytes });
        }
    }
    Ok(sources)
}

/// Whether there is any. `visited`: folders and files that were met already, by whichever of their names, so that a folder
/// with a link to itself has an end.
fn collect_files(path: &Path, visited: &mut BTreeSet<PathBuf>, files: &mut Vec<PathBuf>) -> Result<bool, Failure> {
    // What leads nowhere is a fault of its own, and said when it is read.
    if fs::canonicalize(path).is_ok_and(|real| !visited.insert(real)) {
        return Ok(!path.is_dir());
    }
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(true);
    }
    let mut found = false;
    let entries = fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut entries = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() || entry.extension().is_some_and(|extension| extension == "charter") {
            found |= collect_files(&entry, visited, files)?;
        }
    }
    Ok(found)
}

/// The bank holiday data: bundled, or from a file in our format or GOV.UK's.
pub(crate) fn calendars(args: &DataArgs) -> Result<Calendars, Failure> {
    bank_holidays(args.bank_holidays.as_deref())
}

/// The bank holidays of a file, or those that come with the command.
pub(crate) fn bank_holidays(file: Option<&Path>) -> Result<Calendars, Failure> {
    let bundled = Calendars::bundled();
    let Some(path) = file else { return Ok(bundled) };
    let shown = path.display().to_string();
    let bytes = read_at_most(File::open(path), MAX_BANK_HOLIDAY_BYTES).map_err(|error| format!("{shown}: {error}"))?;
    if bytes.len() > MAX_BANK_HOLIDAY_BYTES {
        return Err(too_large(&shown, MAX_BANK_HOLIDAY_BYTES, "file of bank holidays").into());
    }
    let text = String::from_utf8(bytes).map_err(|_| format!("{shown} is not text in UTF-8"))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    bundled.newer(&text, &name).map_err(|error| format!("{shown}: {error}").into())
}
