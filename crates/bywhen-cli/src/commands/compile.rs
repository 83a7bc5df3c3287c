//! `bywhen compile`.

use std::path::{Path, PathBuf};

use bywhen::engine::saved;

use crate::args::CompileArgs;
use crate::exit::Exit;
use crate::load;
use crate::output::{Failure, message, save};

pub(crate) fn run(args: &CompileArgs) -> Result<Exit, Failure> {
    let (charter, newest) = load::newest(&args.charter)?;
    let file = saved::write(&charter, &load::bank_holidays(args.bank_holidays.as_deref())?);
    let to_stdout = args.output.as_os_str() == "-";
    let holidays: Vec<&Path> = args.bank_holidays.iter().map(PathBuf::as_path).collect();
    save(&args.output, &file, &args.charter, &holidays)?;
    let to = if to_stdout { String::new() } else { format!(" to {}", args.output.display()) };
    message(&format!("wrote {} version {}{newest} ({} bytes{to})\n", charter.id, charter.version, file.len()));
    Ok(Exit::Fine)
}
