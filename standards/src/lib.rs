//! The charters that come with `bywhen`, and the clauses of their documents, as text.
//!
//! This crate is data and has no dependencies: `bywhen` reads it. A charter is `<id>/<version>.charter` in the folder of
//! this crate; the build script lists them.
//!
//! ```
//! let charter = bywhen_standards::CHARTERS.iter().find(|charter| charter.id == "awaabs-law").unwrap();
//! assert_eq!(charter.version, "2025");
//! assert!(charter.text.contains("id awaabs-law"));
//! ```

/// The text of a charter that comes with the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bundled {
    /// `oxfordshire-county-council`.
    pub id: &'static str,
    /// `2010`.
    pub version: &'static str,
    /// The whole charter.
    pub text: &'static str,
}

/// Every charter, by id and version.
pub const CHARTERS: &[Bundled] = include!(concat!(env!("OUT_DIR"), "/charters.rs"));

/// The clauses of the councils' documents, as CSV with a heading.
pub const CLAUSES: &str = include_str!("../clauses.csv");
