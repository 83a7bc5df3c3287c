//! The bank holidays of the divisions under one version, however they were read.

use super::years::Years;
use crate::Division;

#[derive(PartialEq)]
pub(super) struct Data {
    pub(super) version: String,
    /// In the order of [`Division::ALL`]. Nothing for a division that was left out.
    pub(super) years: [Option<Years>; 3],
}

impl Data {
    /// The holidays of a division, unless it was left out.
    pub(super) fn years(&self, division: Division) -> Option<&Years> {
        self.years.get(division as usize)?.as_ref()
    }
}
