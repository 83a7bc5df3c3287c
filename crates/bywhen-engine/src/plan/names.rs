//! Names turned into small numbers.

use crate::name::Name;

/// The place of a name in its list.
pub(crate) type Code = u16;

/// A list of names of one kind, each with its code.
#[derive(Debug)]
pub(crate) struct Names {
    names: Vec<Name>,
    /// Their codes in the order of their slugs.
    by_slug: Vec<Code>,
}

impl Names {
    /// The names in order, each once.
    pub(crate) fn new(names: impl Iterator<Item = Name>) -> Names {
        let mut all: Vec<(Name, usize)> = names.zip(0..).collect();
        all.sort();
        all.dedup_by(|later, first| later.0 == first.0);
        let mut in_order: Vec<usize> = (0..all.len()).collect();
        in_order.sort_unstable_by_key(|slot| all.get(*slot).map(|(_, place)| *place));
        let mut by_slug = vec![Code::MAX; all.len()];
        for (code, slot) in in_order.iter().enumerate() {
            if let Some(of_slot) = by_slug.get_mut(*slot) {
                *of_slot = Code::try_from(code).unwrap_or(Code::MAX);
            }
        }
        let names = in_order.iter().filter_map(|slot| all.get(*slot)).map(|(name, _)| name.clone()).collect();
        Names { names, by_slug }
    }

    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Name> {
        self.names.iter()
    }

    pub(crate) fn get(&self, code: Code) -> Option<&Name> {
        self.names.get(usize::from(code))
    }

    /// The slug of a code, for what is passed on.
    pub(crate) fn slug(&self, code: Code) -> String {
        self.get(code).map(|name| name.slug().to_owned()).unwrap_or_default()
    }

    pub(crate) fn find(&self, name: &Name) -> Option<Code> {
        let found = self.by_slug.binary_search_by(|code| match self.get(*code) {
            Some(known) => known.cmp(name),
            None => std::cmp::Ordering::Greater,
        });
        found.ok().and_then(|place| self.by_slug.get(place)).copied()
    }
}
