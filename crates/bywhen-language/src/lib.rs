//! The charter language: text to a checked charter, with every diagnostic at once.
//!
//! A text goes through three stages, each with its own type: [`Source`] has lines, [`syntax::Tree`] the
//! statements, [`Charter`](bywhen_engine::Charter) the meaning, over which the lints run last. [`parse()`] runs them all.
//!
//! ```
//! let parsed = bywhen_language::parse(r#"
//! charter "Customer promise"
//!   id example-borough-council
//!   version 2026
//!   in force from 1 April 2026
//!
//! standard "Calls"
//!   applies to telephone
//!   we aim to answer at least 80% within 20 seconds of the first ring
//! "#);
//! assert_eq!(parsed.diagnostics, []);
//! assert_eq!(parsed.charter.unwrap().standards[0].stages[0].promises[0].id, "calls/answer");
//! ```
//!
//! All diagnostics are reported at once:
//!
//! ```
//! let parsed = bywhen_language::parse("standard \"Letters\"\n  we will respond within 5 wrking days of receipt");
//! let codes: Vec<String> = parsed.diagnostics.iter().map(|diagnostic| diagnostic.code.to_string()).collect();
//! assert_eq!(codes, ["E201", "E501", "E102"]);
//! assert_eq!(parsed.diagnostics[2].help.as_deref(), Some("did you mean `working`?"));
//! ```

// What pest makes of the grammar asks for it by this name.
extern crate alloc;

mod calculation;
mod cases;
mod code;
mod completion;
mod diagnostic;
mod fix;
mod format;
mod lint;
mod lower;
mod parse;
mod parsed;
mod promises;
mod question;
mod source;
mod span;
mod symbols;

pub use calculation::{Calculation, calculation};
pub use code::{Code, CodeExample, Severity};
pub use completion::{CompletionItem, Completions, complete};
pub use diagnostic::{Diagnostic, MAX_DIAGNOSTICS, Related};
pub use fix::Fix;
pub use format::{FormatError, format};
pub use parse::keywords::{Keyword, keywords};
pub use parse::syntax;
pub use parsed::{Parsed, parse, parse_bytes, read};
pub use promises::promise_at;
pub use question::{Question, question};
pub use source::{MAX_BYTES, MAX_DEPTH, MAX_LINE_LENGTH, Source, is_invisible};
pub use symbols::{Reference, RenameEdits, RenameError, SymbolIndex, SymbolKind, built_in_names, renamable, rename};
