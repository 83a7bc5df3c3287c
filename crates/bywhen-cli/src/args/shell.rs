//! What the command writes about itself.

use std::path::PathBuf;

use clap_complete::Shell;

#[derive(Debug, clap::Args)]
#[command(after_help = "Install them, each once:\n  \
    bash        bywhen completions bash > ~/.local/share/bash-completion/completions/bywhen\n  \
    zsh         bywhen completions zsh > \"${fpath[1]}/_bywhen\"\n  \
    fish        bywhen completions fish > ~/.config/fish/completions/bywhen.fish\n  \
    powershell  bywhen completions powershell >> $PROFILE")]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    pub(crate) shell: Shell,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    bywhen man | man -l -\n  \
    bywhen man -o ~/.local/share/man/man1")]
pub(crate) struct ManArgs {
    /// The folder for a page of each command [default: the page of the command as a whole, to stdout]
    #[arg(short, long, value_name = "FOLDER")]
    pub(crate) output: Option<PathBuf>,
}
