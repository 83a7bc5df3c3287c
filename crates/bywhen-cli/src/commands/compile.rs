//! `bywhen compile`.

use std::path::{Path, PathBuf};

use bywhen::engine::saved;

use crate::args::CompileArgs;
use crate::exit::Exit;
use crate::load;
use crate::output::{Failure, message, save};

pub(crate) fn run(asked: &CompileArgs) -> Result<Exit, Failure> {
    let (charter, newest) = load::newest(&asked.charter)?;
    let file = saved::write(&charter, &load::bank_holidays(asked.bank_holidays.as_deref())?);
    let to_stdout = asked.output.as_os_str() == "-";
    let holidays: Vec<&Path> = asked.bank_holidays.iter().map(PathBuf::as_path).collect();
    save(&asked.output, &file, &asked.charter, &holidays)?;
    let to = if to_stdout { String::new() } else { format!(" to {}", asked.output.display()) };
    message(&format!("wrote {} version {}{newest} ({} bytes{to})\n", charter.id, charter.version, file.len()));
    Ok(Exit::Fine)
}
