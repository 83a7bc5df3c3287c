//! Which standard applies to a contact.
//!
//! A standard for a named service beats one for any service; then one that names the kind of contact beats one that
//! names only channels; then one that names the channel beats one for any. The best matches apply together.

use super::planned::{PlannedApplies, PlannedStandard};
use super::{NameId, Plan};

/// What a contact is, as far as the choice of standard goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Contact {
    pub(crate) kind: NameId,
    pub(crate) channel: Option<NameId>,
    /// A service that the charter names. `None` for any other, or where none was given.
    pub(crate) service: Option<NameId>,
}

/// What else would have to be known of a contact.
#[derive(Debug, Default)]
pub(crate) struct Needs {
    /// Channels that standards ask for, where none was given.
    pub(crate) channels: Vec<NameId>,
    /// A standard is for one service, and none was given.
    pub(crate) service: bool,
}

impl PlannedApplies {
    /// How closely it fits, or `None` where it does not.
    fn fit(&self, contact: &Contact) -> Option<(bool, bool, bool)> {
        let channel_fits =
            self.channels.is_empty() || contact.channel.is_some_and(|channel| self.channels.contains(&channel));
        let service_fits = self.service.is_none() || self.service == contact.service;
        (self.kind == contact.kind && channel_fits && service_fits).then_some((
            self.service.is_some(),
            self.kind_named,
            !self.channels.is_empty(),
        ))
    }
}

impl Plan {
    /// The standards that apply, in the charter's order.
    pub(crate) fn matching(&self, contact: &Contact) -> Vec<&PlannedStandard> {
        let fits: Vec<_> = self
            .standards()
            .iter()
            .filter_map(|standard| {
                let fit = standard.applies.iter().filter_map(|applies| applies.fit(contact)).max()?;
                Some((fit, standard))
            })
            .collect();
        let best = fits.iter().map(|(fit, _)| *fit).max();
        fits.into_iter().filter(|(fit, _)| Some(*fit) == best).map(|(_, standard)| standard).collect()
    }

    /// What the standards for this kind of contact ask for and was not given.
    pub(crate) fn needs(&self, contact: &Contact) -> Needs {
        let mut needs = Needs::default();
        let all = self.standards().iter().flat_map(|standard| &standard.applies);
        for applies in all.filter(|applies| applies.kind == contact.kind) {
            if contact.channel.is_none() {
                needs.channels.extend(&applies.channels);
            }
            let channel_fits =
                applies.channels.is_empty() || contact.channel.is_some_and(|c| applies.channels.contains(&c));
            needs.service |= contact.service.is_none() && applies.service.is_some() && channel_fits;
        }
        needs.channels.sort_unstable();
        needs.channels.dedup();
        needs
    }

    /// The kind of a contact that does not say: `enquiry` where the charter knows it, else its only kind.
    pub(crate) fn default_kind(&self) -> Option<NameId> {
        let mut kinds: Vec<NameId> =
            self.standards().iter().flat_map(|standard| standard.applies.iter().map(|applies| applies.kind)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let enquiry = self.kinds().find(&crate::Name::new(crate::vocabulary::ENQUIRY));
        match kinds.as_slice() {
            [only] => Some(*only),
            _ => enquiry,
        }
    }
}
