//! `bywhen lsp`.

use crate::exit::Exit;
use crate::output::Failure;

pub(crate) fn run() -> Result<Exit, Failure> {
    // The protocol wants 1 where the editor goes without having asked for a shutdown.
    Ok(if bywhen_lsp::serve_stdio()? { Exit::Fine } else { Exit::Findings })
}
