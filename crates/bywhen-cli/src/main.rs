//! The `bywhen` command: results on stdout, messages on stderr.

mod args;
mod bank_holidays;
mod commands;
mod diagnostics;
mod exit;
mod load;
mod output;
#[cfg(feature = "tables")]
mod progress;
mod request;
mod signals;
#[cfg(feature = "tables")]
mod tables;
mod terminal;

use clap::Parser;

use crate::args::{Args, Command};
use crate::exit::Exit;

fn main() -> std::process::ExitCode {
    let args = Args::try_parse().unwrap_or_else(|error| exit_with_usage(&error));
    signals::listen();
    let run = match &args.command {
        Command::Due(args) => commands::due::run(args, bywhen::prose::Depth::Dates),
        Command::Explain(args) => commands::due::run(args, bywhen::prose::Depth::Steps),
        Command::Calc(args) => commands::calc::run(args),
        Command::Assess(args) => commands::assess::run(args),
        Command::Report(args) => commands::report::run(args),
        Command::Table(args) => commands::table::run(args),
        Command::New(args) => commands::new::run(args),
        Command::Check(args) => commands::check::run(args),
        Command::Test(args) => commands::test::run(args),
        Command::Fmt(args) => commands::fmt::run(args),
        Command::Diff(args) => commands::diff::run(args),
        Command::Show(args) => commands::show::run(args),
        Command::ExplainCode(args) => commands::explain_code::run(args),
        Command::Lsp(_) => commands::lsp::run(),
        Command::Coverage(args) => commands::coverage::run(args),
        Command::Compile(args) => commands::compile::run(args),
        Command::Charters(args) => commands::charters::run(args),
        Command::Calendars(args) => commands::calendars::run(args),
        Command::Completions(args) => commands::completions::run(args),
        Command::Man(args) => commands::man::run(args),
    };
    match run {
        Ok(exit) => exit.into(),
        Err(failure) => {
            output::print_failure(&failure);
            Exit::of(&failure).into()
        }
    }
}

/// Says what is wrong with the arguments, which may be anybody's, or helps, and ends.
fn exit_with_usage(error: &clap::Error) -> ! {
    let plain = |argument: std::ffi::OsString| {
        let argument = argument.to_string_lossy();
        terminal::sanitized(&argument) == argument
    };
    if !error.use_stderr() || std::env::args_os().all(plain) {
        error.exit();
    }
    output::message(&error.render().to_string());
    std::process::exit(error.exit_code());
}
