//! The charters that come with the library.

pub use bywhen_standards::Bundled;

/// Every charter that comes with the library, by id and version.
pub fn bundled() -> &'static [Bundled] {
    bywhen_standards::CHARTERS
}
