//! `bywhen new`.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use bywhen_files::create;
use bywhen_publish::Starter;
use chrono::{Datelike, Local};

use crate::args::NewArgs;
use crate::exit::Exit;
use crate::output::{Failure, message, to_stdout};

pub(crate) fn run(args: &NewArgs) -> Result<Exit, Failure> {
    let this_year = Local::now().year();
    let version = args.version.clone().unwrap_or_else(|| this_year.to_string());
    let starter = Starter::new(&args.name, &version, year(&version).unwrap_or(this_year))?;
    let file = match &args.output {
        Some(file) if file.as_os_str() == "-" => {
            to_stdout(starter.text.as_bytes())?;
            return Ok(Exit::Fine);
        }
        Some(file) => file.clone(),
        None => PathBuf::from(&starter.id).join(format!("{version}.charter")),
    };
    write(&file, &starter.text)?;
    let (name, shown) = (args.name.trim(), quoted(&file));
    message(&format!(
        "wrote {}, a charter to begin with for {name}\n\
         Every figure in it is made up: put in what your own document says. Then run\n    \
         bywhen check {shown}    for what is wrong with it\n    \
         bywhen test {shown}     to work its examples out\n",
        file.display()
    ));
    Ok(Exit::Fine)
}

/// The year with which a version begins: `2026.1` is of 2026.
fn year(version: &str) -> Option<i32> {
    let digits = version.find(|c: char| !c.is_ascii_digit()).unwrap_or(version.len());
    version.get(..digits).filter(|digits| digits.len() == 4)?.parse().ok()
}

/// Writes a file that is not there yet, in a folder that may not be either.
fn write(file: &Path, text: &str) -> Result<(), Failure> {
    let path_error = |error: std::io::Error| -> Failure {
        match error.kind() {
            ErrorKind::AlreadyExists => format!(
                "{} is there already, and is left as it is: give another --version, or another file with -o",
                file.display()
            )
            .into(),
            _ => format!("{}: {error}", file.display()).into(),
        }
    };
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(path_error)?;
    }
    create(file, text.as_bytes()).map_err(path_error)
}

/// A file's name as a shell takes it.
fn quoted(file: &Path) -> String {
    let name = file.display().to_string();
    if name.contains(char::is_whitespace) { format!("\"{name}\"") } else { name }
}
