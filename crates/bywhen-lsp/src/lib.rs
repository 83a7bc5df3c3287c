//! A language server for charters: what the library knows of a text, said in the editor's words.
//!
//! Each module answers one kind of question about a [`Document`], as a pure function; [`serve`] is the loop of messages
//! around them. Nothing here reads charters in a way of its own, and nothing reads a file: the editor sends the text.

mod code_actions;
mod completion;
mod diagnostics;
mod document;
mod formatting;
mod hover;
mod names;
mod places;
mod serve;
mod stdio;
mod symbols;

pub use code_actions::code_actions;
pub use completion::completions;
pub use diagnostics::diagnostics;
pub use document::Document;
pub use formatting::formatting;
pub use hover::hover;
pub use names::{definition, references, renamable, rename};
pub use places::{Encoding, Places};
pub use serve::serve;
pub use stdio::serve_stdio;
pub use symbols::symbols;
