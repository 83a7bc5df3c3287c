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
mod line_index;
mod navigation;
mod outline;
mod serve;
mod stdio;

pub use code_actions::code_actions;
pub use completion::completions;
pub use diagnostics::diagnostics;
pub use document::Document;
pub use formatting::formatting;
pub use hover::hover;
pub use line_index::{Encoding, LineIndex};
pub use navigation::{definition, prepare_rename, references, rename};
pub use outline::outline;
pub use serve::serve;
pub use stdio::serve_stdio;
