//! To which group of cases each sort of contact belongs.

use super::columns::{Cases, KeyColumn};
use super::keys::NameKey;
use crate::plan::Plan;

/// The group of each sort of contact that was met. Each case of a large table asks for it, so it is looked up and neither
/// hashed nor searched for.
#[derive(Debug)]
pub(super) struct Contacts {
    /// By kind, then channel, then service. The first of each stands for none.
    groups: Vec<Option<u32>>,
    channels: usize,
    services: usize,
    /// The place of each case of the table in hand among those.
    places: Vec<usize>,
}

impl Contacts {
    pub(super) fn new(plan: &Plan) -> Contacts {
        let [kinds, channels, services] = [plan.kinds(), plan.channels(), plan.services()].map(|names| names.len() + 1);
        Contacts { groups: vec![None; kinds * channels * services], channels, services, places: Vec::new() }
    }

    /// Finds the places of a table's cases, column by column.
    pub(super) fn read(&mut self, cases: &Cases<'_>) {
        self.places.clear();
        self.places.resize(cases.len, 0);
        let Cases { kind, channel, service, .. } = cases;
        for (given, step) in [(kind, self.channels * self.services), (channel, self.services), (service, 1)] {
            match given {
                KeyColumn::All(key) => self.places.iter_mut().for_each(|place| *place += number(*key) * step),
                KeyColumn::Each(keys) => {
                    self.places.iter_mut().zip(*keys).for_each(|(place, key)| *place += number(*key) * step);
                }
            }
        }
    }

    /// The group of a case. `None` for a contact that was not met yet.
    #[inline]
    pub(super) fn group(&self, case: usize) -> Option<usize> {
        let group = self.groups.get(*self.places.get(case)?).copied().flatten();
        group.map(|group| group as usize)
    }

    /// Notes the group of the contact that a case is.
    pub(super) fn note(&mut self, case: usize, group: usize) {
        let slot = self.places.get(case).and_then(|place| self.groups.get_mut(*place));
        slot.into_iter().for_each(|slot| *slot = u32::try_from(group).ok());
    }
}

#[inline]
fn number(key: Option<NameKey>) -> usize {
    key.map_or(0, |key| usize::from(key.0) + 1)
}
