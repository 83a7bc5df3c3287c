//! A contact, as far as the choice of standards goes.

use std::fmt;

use bywhen_engine::Name;
use bywhen_engine::charter::Applies;
use bywhen_engine::vocabulary::ENQUIRY;

/// A kind of contact, how it comes and where it goes: what decides how closely a standard applies.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Contact<'c> {
    /// `None` where only channels are named, which is for enquiries.
    pub(crate) kind: Option<&'c Name>,
    /// `None` for any.
    pub(crate) channel: Option<&'c Name>,
    /// `None` for any.
    pub(crate) service: Option<&'c Name>,
}

impl<'c> Contact<'c> {
    /// The contacts that are named, by channel.
    pub(crate) fn of(applies: &'c Applies) -> impl Iterator<Item = Contact<'c>> {
        let any = Contact { kind: applies.kind.as_ref(), channel: None, service: applies.service.as_ref() };
        let by_any_channel = applies.channels.is_empty().then_some(any);
        by_any_channel
            .into_iter()
            .chain(applies.channels.iter().map(move |channel| Contact { channel: Some(channel), ..any }))
    }
}

/// `complaint by any channel`, `enquiry by letter to Contact centre`.
impl fmt::Display for Contact<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let channel = self.channel.map_or_else(|| "any channel".to_owned(), |channel| channel.slug().replace('-', " "));
        write!(f, "{} by {channel}", self.kind.map_or(ENQUIRY, Name::text))?;
        match self.service {
            Some(service) => write!(f, " to {service}"),
            None => Ok(()),
        }
    }
}
