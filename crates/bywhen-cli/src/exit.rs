//! How the command ends.

use std::process::ExitCode;

use crate::output::Failure;

/// The exit codes of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Fine, warnings included.
    Fine,
    /// Something was found: an error in a charter, a broken example.
    Findings,
    /// The command could not do its work.
    Error,
}

impl Exit {
    /// How it ends where the work could not be done: a row at which `--strict` stops is a finding.
    pub(crate) fn of(failure: &Failure) -> Exit {
        if stopped_at_a_row(failure) { Exit::Findings } else { Exit::Error }
    }
}

#[cfg(feature = "tables")]
fn stopped_at_a_row(failure: &Failure) -> bool {
    matches!(failure.downcast_ref(), Some(bywhen_table::TableError::Refused { .. }))
}

#[cfg(not(feature = "tables"))]
fn stopped_at_a_row(_: &Failure) -> bool {
    false
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Fine => 0,
            Exit::Findings => 1,
            Exit::Error => 2,
        })
    }
}
