//! `bywhen show`.

use bywhen::{CompileOptions, Plan};
use bywhen_publish::page;

use crate::args::{ShowArgs, ShowFormat};
use crate::bank_holidays;
use crate::exit::Exit;
use crate::load;
use crate::output::{Failure, message, print, save};

/// As wide as is read with ease, whatever the terminal.
const WIDTH: usize = 90;

pub(crate) fn run(args: &ShowArgs) -> Result<Exit, Failure> {
    let (charter, newest) = load::newest(&args.charter)?;
    let options = CompileOptions::new(bank_holidays::calendars(&args.data.newer)?).known_on(args.data.known_on);
    let plan = Plan::compile(charter, &options)?;
    let page = page(&plan);
    let written = match args.format {
        ShowFormat::Text => page.text(WIDTH),
        ShowFormat::Markdown => page.markdown(),
        ShowFormat::Html => page.html(),
    };
    let to_terminal = args.format == ShowFormat::Text && args.output.as_os_str() == "-";
    match to_terminal {
        true => print(&written)?,
        false => save(&args.output, written.as_bytes(), &args.charter, &args.data.newer.paths())?,
    }
    if !newest.is_empty() {
        message(&format!("{} version {}{newest}\n", plan.charter().id, plan.charter().version));
    }
    Ok(Exit::Fine)
}
