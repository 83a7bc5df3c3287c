//! `bywhen compile`.

use bywhen::engine::saved;

use crate::args::CompileArgs;
use crate::exit::Exit;
use crate::load;
use crate::output::{Failure, message, save};

pub(crate) fn run(asked: &CompileArgs) -> Result<Exit, Failure> {
    let family = load::family(&asked.charter)?;
    let Some(newest) = family.versions().last() else { return Err("there is no charter to compile".into()) };
    let charter = newest.charter();
    let file = saved::write(charter, &load::bank_holidays(asked.bank_holidays.as_deref())?);
    let to_stdout = asked.output.as_os_str() == "-";
    save(&asked.output, &file)?;
    let others: Vec<&str> = family.versions().iter().rev().skip(1).map(|one| one.charter().version.as_str()).collect();
    let newest = match others.as_slice() {
        [] => String::new(),
        others => format!(", the newest: for another give {}@{}", charter.id, others.join(" or @")),
    };
    let to = if to_stdout { String::new() } else { format!(" to {}", asked.output.display()) };
    message(&format!("wrote {} version {}{newest} ({} bytes{to})\n", charter.id, charter.version, file.len()));
    Ok(Exit::Fine)
}
