//! Steps that run beside the rest. What they print is kept apart and shown in one piece, so that two lanes are not mixed.

use std::cell::RefCell;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;
use std::thread::{self, JoinHandle};

use crate::folders::target;

thread_local! {
    /// Where the steps of this lane are written to. `None`: this is the lane that the terminal shows.
    static LOG: RefCell<Option<File>> = const { RefCell::new(None) };
}

/// Steps that have begun and are not waited for yet.
pub(crate) struct Lane {
    name: &'static str,
    log: PathBuf,
    thread: JoinHandle<Result<(), String>>,
}

impl Lane {
    /// Begins them.
    pub(crate) fn start(
        name: &'static str,
        work: impl FnOnce() -> Result<(), String> + Send + 'static,
    ) -> Result<Lane, String> {
        let folder = target().join("lanes");
        let log = folder.join(format!("{name}.log"));
        let failed = |error: std::io::Error| format!("{}: {error}", log.display());
        let file = fs::create_dir_all(&folder).and_then(|()| File::create(&log)).map_err(failed)?;
        say(&format!("\n({name}: beside what follows)"));
        let thread = thread::spawn(move || {
            LOG.set(Some(file));
            work()
        });
        Ok(Lane { name, log, thread })
    }

    /// Waits for their end, and shows what they printed. Where the lane that the terminal shows has failed, its failure is
    /// the one to be read, and stays the last.
    pub(crate) fn join<T>(self, shown: Result<T, String>) -> Result<T, String> {
        let done = self.thread.join().unwrap_or_else(|_| Err(format!("{}: it has panicked", self.name)));
        let shown = shown?;
        let text = fs::read(&self.log).unwrap_or_default();
        say(&format!("\n({}:)\n{}", self.name, String::from_utf8_lossy(&text).trim()));
        done.map(|()| shown)
    }
}

/// Writes a line about a step to where its lane is written.
pub(crate) fn say(line: &str) {
    LOG.with_borrow_mut(|log| match log {
        // Where even that cannot be written, the step still says how it ended.
        Some(file) => drop(writeln!(file, "{line}")),
        None => eprintln!("{line}"),
    });
}

/// Lets a command write to where its lane is written.
pub(crate) fn redirect(command: &mut Command) -> Result<(), String> {
    LOG.with_borrow(|log| {
        if let Some(file) = log {
            let failed = |error: std::io::Error| format!("the log of a lane: {error}");
            command.stdout(file.try_clone().map_err(failed)?).stderr(file.try_clone().map_err(failed)?);
        }
        Ok(())
    })
}
