//! What stands in for the work on tables where the command was built without it.

use crate::output::Failure;

/// What this build lacks, and how to have it.
fn lacking(command: &str) -> Failure {
    format!(
        "`bywhen {command}` reads tables of cases, and this bywhen was built without them: install it whole with \
         `cargo install --path crates/bywhen-cli`"
    )
    .into()
}

pub(crate) mod assess {
    use crate::args::AssessArgs;
    use crate::exit::Exit;
    use crate::output::Failure;

    pub(crate) fn run(_: &AssessArgs) -> Result<Exit, Failure> {
        Err(super::lacking("assess"))
    }
}

pub(crate) mod report {
    use crate::args::ReportArgs;
    use crate::exit::Exit;
    use crate::output::Failure;

    pub(crate) fn run(_: &ReportArgs) -> Result<Exit, Failure> {
        Err(super::lacking("report"))
    }
}

pub(crate) mod diff_cases {
    use std::path::Path;

    use bywhen::Plan;
    use serde::Serialize;

    use crate::args::ReadingArgs;
    use crate::exit::Exit;
    use crate::output::Failure;

    /// There is none.
    #[derive(Serialize)]
    pub(crate) enum Comparison {}

    pub(crate) fn compared(_: &Plan, _: &Plan, _: &Path, _: &ReadingArgs) -> Result<(Comparison, Exit), Failure> {
        Err(super::lacking("diff --cases"))
    }

    pub(crate) fn text(comparison: &Comparison) -> String {
        match *comparison {}
    }
}
