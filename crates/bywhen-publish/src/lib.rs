//! Publications made from a charter: the page that residents read, the changes from one version to the next in words,
//! the coverage of a document's clauses, a look-up table of due dates, and a charter to begin with.
//!
//! Like `bywhen` it reads no clock, no network and no setting, opens no file, and panics on no input.

mod coverage;
pub mod html;
mod lookup;
mod page;
mod starter;

pub use coverage::{Clause, Clauses, ClausesError, Coverage, SectionCoverage, Unlisted, coverage};
pub use lookup::{LookupRow, LookupTable, lookup_table};
pub use page::{Block, Change, Item, Line, Page, Section, Table, changes, page};
pub use starter::{Starter, StarterError};

/// The example of the README, which is a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
