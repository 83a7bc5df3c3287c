//! `bywhen compile`.

use bywhen::engine::saved;

use crate::args::CompileArgs;
use crate::bank_holidays;
use crate::exit::Exit;
use crate::load;
use crate::output::{Failure, message, save};

pub(crate) fn run(args: &CompileArgs) -> Result<Exit, Failure> {
    let (charter, newest) = load::newest(&args.charter)?;
    let file = saved::write(&charter, &bank_holidays::calendars(&args.newer)?);
    let to_stdout = args.output.as_os_str() == "-";
    save(&args.output, &file, &args.charter, &args.newer.paths())?;
    let to = if to_stdout { String::new() } else { format!(" to {}", args.output.display()) };
    message(&format!("wrote {} version {}{newest} ({} bytes{to})\n", charter.id, charter.version, file.len()));
    Ok(Exit::Fine)
}
