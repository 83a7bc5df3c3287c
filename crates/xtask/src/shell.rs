//! Commands of other programs, run from the top of the workspace.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::folders::top;
use crate::lane;

/// What the tests need beyond what a build has: the JSON Schemas are held to the types. The same in each step, so that nothing is
/// built twice.
pub(crate) const FEATURES: &str = "--features bywhen-engine/schema";

/// Runs a command from the top of the workspace, having said which.
pub(crate) fn run(command: &str, variables: &[(&str, &str)]) -> Result<(), String> {
    let words: Vec<&str> = command.split_whitespace().collect();
    match words.split_first() {
        Some((program, arguments)) => start(Path::new(program), arguments, variables),
        None => Ok(()),
    }
}

/// The same where a path or an argument may have a blank.
pub(crate) fn start(program: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Result<(), String> {
    start_in(&top(), program, arguments, variables)
}

/// The same in another folder.
pub(crate) fn start_in(
    folder: &Path,
    program: &Path,
    arguments: &[&str],
    variables: &[(&str, &str)],
) -> Result<(), String> {
    let set: String = variables.iter().map(|(name, value)| format!("{name}='{value}' ")).collect();
    let quoted = |word: &&str| if word.contains([' ', '\n']) { format!("'{word}'") } else { (*word).to_owned() };
    let said: Vec<String> = arguments.iter().map(quoted).collect();
    let command = format!("{} {}", program.display(), said.join(" "));
    lane::say(&format!("\n$ {set}{command}"));
    let began = Instant::now();
    let mut parts = Command::new(program);
    lane::redirect(&mut parts)?;
    let status = parts.args(arguments).current_dir(folder).envs(variables.iter().copied()).status();
    match status {
        Ok(status) if status.success() => {
            lane::say(&format!("  ({} seconds)", began.elapsed().as_secs()));
            Ok(())
        }
        Ok(_) => Err(command),
        Err(error) => Err(format!("{command}: {error}")),
    }
}

/// Whether a command can be run here, and succeeds.
pub(crate) fn available(command: &str) -> bool {
    parts(command).output().is_ok_and(|output| output.status.success())
}

/// A command at the top of the workspace, for its output.
pub(crate) fn parts(command: &str) -> Command {
    let mut words = command.split_whitespace();
    let mut parts = Command::new(words.next().unwrap_or_default());
    parts.args(words).current_dir(top());
    parts
}
