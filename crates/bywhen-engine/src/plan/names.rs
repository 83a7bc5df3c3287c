//! Names turned into small numbers.

use crate::name::Name;

/// The place of a name in its list.
pub(crate) type Code = u16;

/// A list of names of one kind, each with its code.
#[derive(Debug)]
pub(crate) struct Names(Vec<Name>);

impl Names {
    /// The names in order, each once.
    pub(crate) fn new(names: impl Iterator<Item = Name>) -> Names {
        let mut list: Vec<Name> = Vec::new();
        for name in names {
            if !list.contains(&name) {
                list.push(name);
            }
        }
        Names(list)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Name> {
        self.0.iter()
    }

    pub(crate) fn get(&self, code: Code) -> Option<&Name> {
        self.0.get(usize::from(code))
    }

    /// The slug of a code, for what is passed on.
    pub(crate) fn slug(&self, code: Code) -> String {
        self.get(code).map(|name| name.slug().to_owned()).unwrap_or_default()
    }

    pub(crate) fn find(&self, name: &Name) -> Option<Code> {
        self.0.iter().position(|known| known == name).and_then(|index| Code::try_from(index).ok())
    }
}
