//! The command that editors start.

#[derive(Debug, clap::Args)]
#[command(
    after_help = "An editor starts it, for files that end in `.charter`, and speaks the Language Server Protocol with it:\n\
    docs/editor.md has the settings for VS Code, Neovim, Helix and Zed."
)]
pub(crate) struct LspArgs {
    /// Over standard input and output: there is no other way, and editors that say so may
    #[arg(long)]
    pub(crate) stdio: bool,
}
