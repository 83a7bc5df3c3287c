//! A language server for charters.
//!
//! Each module handles one kind of request on a [`Document`] as a pure function; [`serve`] is the message loop around
//! them. All parsing is done by the library, and no files are read: the editor sends the text.

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
