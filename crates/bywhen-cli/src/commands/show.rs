//! `bywhen show`.

use std::path::{Path, PathBuf};

use bywhen::{Plan, Setting, page};

use crate::args::{ShowArgs, ShowFormat};
use crate::exit::Exit;
use crate::load;
use crate::output::{Failure, message, print, save};

/// As wide as is read with ease, whatever the terminal.
const WIDTH: usize = 90;

pub(crate) fn run(asked: &ShowArgs) -> Result<Exit, Failure> {
    let (charter, newest) = load::newest(&asked.charter)?;
    let setting = Setting::new(load::calendars(&asked.data)?).known_on(asked.data.known_on);
    let plan = Plan::compile(charter, &setting)?;
    let page = page(&plan);
    let written = match asked.format {
        ShowFormat::Text => page.text(WIDTH),
        ShowFormat::Markdown => page.markdown(),
        ShowFormat::Html => page.html(),
    };
    let to_terminal = asked.format == ShowFormat::Text && asked.output.as_os_str() == "-";
    let holidays: Vec<&Path> = asked.data.bank_holidays.iter().map(PathBuf::as_path).collect();
    match to_terminal {
        true => print(&written)?,
        false => save(&asked.output, written.as_bytes(), &asked.charter, &holidays)?,
    }
    if !newest.is_empty() {
        message(&format!("{} version {}{newest}\n", plan.charter().id, plan.charter().version));
    }
    Ok(Exit::Fine)
}
