//! Names turned into small numbers.

use crate::name::Name;
use bywhen_calendar::invariant;

/// The place of a name in its list.
pub(crate) type NameId = u16;

/// A list of names of one kind, each with its code.
#[derive(Debug)]
pub(crate) struct Names {
    names: Vec<Name>,
    /// Their codes in the order of their slugs.
    by_slug: Vec<NameId>,
}

impl Names {
    /// How many names can have a code: the last one stands for a name that is not there.
    pub(crate) const LIMIT: usize = NameId::MAX as usize;

    /// The names in order, each once.
    pub(crate) fn new(all: Vec<Name>) -> Names {
        let mut by_slug: Vec<usize> = (0..all.len()).collect();
        by_slug.sort_by_key(|place| all.get(*place));
        by_slug.dedup_by_key(|place| all.get(*place));
        let mut first = by_slug.clone();
        first.sort_unstable();
        let code = |place: &usize| first.binary_search(place).ok().and_then(|code| NameId::try_from(code).ok());
        Names {
            by_slug: by_slug.iter().map(|place| code(place).unwrap_or(NameId::MAX)).collect(),
            names: first.iter().filter_map(|place| all.get(*place)).cloned().collect(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Name> {
        self.names.iter()
    }

    pub(crate) fn get(&self, code: NameId) -> Option<&Name> {
        self.names.get(usize::from(code))
    }

    /// The slug of a code, for what is passed on.
    pub(crate) fn slug(&self, code: NameId) -> String {
        invariant!(self.get(code).map(|name| name.slug().to_owned()), String::new())
    }

    pub(crate) fn find(&self, name: &Name) -> Option<NameId> {
        let found = self.by_slug.binary_search_by(|code| match self.get(*code) {
            Some(known) => known.cmp(name),
            None => std::cmp::Ordering::Greater,
        });
        found.ok().and_then(|place| self.by_slug.get(place)).copied()
    }
}
