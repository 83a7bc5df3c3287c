//! `bywhen completions`.

use clap::CommandFactory;

use crate::args::{Args, CompletionsArgs};
use crate::exit::Exit;
use crate::output::{Failure, to_stdout};

pub(crate) fn run(args: &CompletionsArgs) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "bywhen", &mut script);
    to_stdout(&script)?;
    Ok(Exit::Fine)
}
