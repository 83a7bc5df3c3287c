//! Which standards apply together: those that name one contact equally closely.

use std::collections::{HashMap, HashSet};

use super::linter::LocatedStandard;
use crate::cases::Contact;

/// The standards that name a contact, by their places, in order. At least one.
pub(super) struct Claim<'c> {
    pub(super) contact: Contact<'c>,
    pub(super) standards: Vec<usize>,
}

/// Each contact that standards name. The same standards stand there once, with the first contact that they have in common.
pub(super) fn claims<'c>(standards: &[LocatedStandard<'c, '_>]) -> Vec<Claim<'c>> {
    let mut places: HashMap<Contact<'c>, usize> = HashMap::new();
    let mut claims: Vec<Claim<'c>> = Vec::new();
    for (at, located) in standards.iter().enumerate() {
        for contact in located.standard.applies.iter().flat_map(Contact::of) {
            let place = *places.entry(contact).or_insert(claims.len());
            match claims.get_mut(place) {
                Some(claim) if claim.standards.last() == Some(&at) => {}
                Some(claim) => claim.standards.push(at),
                None => claims.push(Claim { contact, standards: vec![at] }),
            }
        }
    }
    let mut seen: HashSet<Vec<usize>> = HashSet::new();
    claims.retain(|claim| seen.insert(claim.standards.clone()));
    claims
}
