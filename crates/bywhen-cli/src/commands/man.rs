//! `bywhen man`.

use std::fs;

use clap::CommandFactory;
use clap_mangen::Man;

use crate::args::{Args, ManArgs};
use crate::exit::Exit;
use crate::output::{Failure, message, to_stdout, write};

pub(crate) fn run(args: &ManArgs) -> Result<Exit, Failure> {
    // `help` has no page of its own.
    let mut command = Args::command().disable_help_subcommand(true);
    match &args.output {
        None => {
            let mut page = Vec::new();
            Man::new(command).render(&mut page)?;
            to_stdout(&page)?;
        }
        Some(folder) => {
            let path_error = |error: std::io::Error| format!("{}: {error}", folder.display());
            if folder.is_file() {
                return Err(format!("{} is a file: give the folder for the pages", folder.display()).into());
            }
            fs::create_dir_all(folder).map_err(path_error)?;
            // So that the page of `due` is called `bywhen-due`.
            command.build();
            let pages = 1 + command.get_subcommands().count();
            for one in command.get_subcommands().chain([&command]) {
                let man = Man::new(one.clone());
                let mut page = Vec::new();
                man.render(&mut page)?;
                write(&folder.join(man.get_filename()), &page)?;
            }
            message(&format!("wrote {pages} pages to {}\n", folder.display()));
        }
    }
    Ok(Exit::Fine)
}
