//! The `bywhen` command: results on stdout, messages on stderr.

mod args;
mod commands;
mod diagnostics;
mod exit;
mod load;
mod output;
mod progress;
mod question;
mod stopped;
mod tables;
mod terminal;

use clap::Parser;

use crate::args::{Args, Command};
use crate::exit::Exit;

fn main() -> std::process::ExitCode {
    let args = Args::try_parse().unwrap_or_else(|error| misused(&error));
    stopped::listen();
    let run = match &args.command {
        Command::Due(asked) => commands::due::run(asked, bywhen::words::Depth::Dates),
        Command::Explain(asked) => commands::due::run(asked, bywhen::words::Depth::Steps),
        Command::Calc(asked) => commands::calc::run(asked),
        Command::Assess(asked) => commands::assess::run(asked),
        Command::Report(asked) => commands::report::run(asked),
        Command::Table(asked) => commands::table::run(asked),
        Command::New(asked) => commands::new::run(asked),
        Command::Check(asked) => commands::check::run(asked),
        Command::Test(asked) => commands::test::run(asked),
        Command::Fmt(asked) => commands::fmt::run(asked),
        Command::Diff(asked) => commands::diff::run(asked),
        Command::Show(asked) => commands::show::run(asked),
        Command::ExplainCode(asked) => commands::explain_code::run(asked),
        Command::Lsp(_) => commands::lsp::run(),
        Command::Coverage(asked) => commands::coverage::run(asked),
        Command::Compile(asked) => commands::compile::run(asked),
        Command::Charters(asked) => commands::charters::run(asked),
        Command::Calendars(asked) => commands::calendars::run(asked),
        Command::Completions(asked) => commands::completions::run(asked),
        Command::Man(asked) => commands::man::run(asked),
    };
    match run {
        Ok(exit) => exit.into(),
        Err(failure) => {
            output::complain(&failure);
            Exit::of(&failure).into()
        }
    }
}

/// Says what is wrong with the arguments, which may be anybody's, or helps, and ends.
fn misused(error: &clap::Error) -> ! {
    let plain = |argument: std::ffi::OsString| {
        let argument = argument.to_string_lossy();
        terminal::shown(&argument) == argument
    };
    if !error.use_stderr() || std::env::args_os().all(plain) {
        error.exit();
    }
    output::message(&error.render().to_string());
    std::process::exit(error.exit_code());
}
