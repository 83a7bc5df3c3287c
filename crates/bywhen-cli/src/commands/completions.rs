//! `bywhen completions`.

use std::path::Path;

use clap::CommandFactory;

use crate::args::{Args, CompletionsArgs};
use crate::exit::Exit;
use crate::output::{Failure, save};

pub(crate) fn run(asked: &CompletionsArgs) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(asked.shell, &mut Args::command(), "bywhen", &mut script);
    save(Path::new("-"), &script)?;
    Ok(Exit::Fine)
}
