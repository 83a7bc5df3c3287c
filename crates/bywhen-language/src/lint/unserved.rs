//! Contacts that no standard is for.

use std::collections::{HashMap, HashSet};

use bywhen_engine::Name;

use super::linter::{Linter, LocatedStandard};
use crate::cases::Contact;
use crate::code::Code;
use crate::lower::Table;
use crate::span::Span;

/// How a kind of contact is served.
struct Served<'c> {
    kind: &'c Name,
    /// Some standard serves it by any channel.
    by_any_channel: bool,
    channels: HashSet<&'c Name>,
    /// The first and the last standard that is for some channel.
    first: usize,
    last: usize,
}

impl<'s> Linter<'_, 's> {
    pub(super) fn report_unserved(&mut self, standards: &[LocatedStandard<'_, 's>]) {
        // A charter of pledges serves nobody.
        if standards.is_empty() {
            return;
        }
        self.report_idle_names(standards);
        self.report_holes(standards);
    }

    /// Kinds, channels and services that the charter declares and that no standard is for. Those that nothing uses at all have been
    /// reported as that.
    fn report_idle_names(&mut self, standards: &[LocatedStandard<'_, 's>]) {
        let applies = || standards.iter().flat_map(|located| &located.standard.applies);
        let by_any_channel = applies().any(|applies| applies.channels.is_empty());
        let to_any_service = applies().any(|applies| applies.service.is_none());
        let kinds: HashSet<&Name> = applies().filter_map(|applies| applies.kind.as_ref()).collect();
        let channels: HashSet<&Name> = applies().flat_map(|applies| &applies.channels).collect();
        let services: HashSet<&Name> = applies().filter_map(|applies| applies.service.as_ref()).collect();
        let idle = |table: &Table, served: &HashSet<&Name>| -> Vec<(Span, String)> {
            let idle = table.iter().filter(|entry| entry.used && !served.contains(&entry.name));
            idle.map(|entry| (entry.span, entry.name.text().to_owned())).collect()
        };
        let mut unserved = Vec::new();
        let kind = |(span, name)| (span, format!("No standard is for the kind of contact `{name}`."));
        unserved.extend(idle(&self.names.kinds, &kinds).into_iter().map(kind));
        if !by_any_channel {
            let channel = |(span, name)| (span, format!("No standard is for what comes by `{name}`."));
            unserved.extend(idle(&self.names.channels, &channels).into_iter().map(channel));
        }
        if !to_any_service {
            let service = |(span, name)| (span, format!("No standard is for what goes to `{name}`."));
            unserved.extend(idle(&self.names.services, &services).into_iter().map(service));
        }
        for (span, message) in unserved {
            self.sink
                .add(Code::Unserved, span, message)
                .help("name it on an `applies to` line; where nothing is meant to be promised, say so in a standard of its own: `we will respond with no time stated`");
        }
    }

    /// Kinds of contact that standards divide by channel, and of which they leave a channel out that the charter serves for other
    /// kinds. A kind that one standard is for, or that comes by few channels, is meant so.
    fn report_holes(&mut self, standards: &[LocatedStandard<'_, 's>]) {
        let mut channels: Vec<&Name> = Vec::new();
        let mut seen: HashSet<&Name> = HashSet::new();
        let mut places: HashMap<&Name, usize> = HashMap::new();
        let mut kinds: Vec<Served<'_>> = Vec::new();
        for (at, located) in standards.iter().enumerate() {
            for contact in located.standard.applies.iter().flat_map(Contact::of) {
                channels.extend(contact.channel.filter(|channel| seen.insert(channel)));
                let Some(kind) = contact.kind else { continue };
                let place = *places.entry(kind).or_insert(kinds.len());
                if place == kinds.len() {
                    let channels = HashSet::new();
                    kinds.push(Served { kind, by_any_channel: false, channels, first: at, last: at });
                }
                let Some(served) = kinds.get_mut(place) else { continue };
                served.last = at;
                match contact.channel {
                    Some(channel) => _ = served.channels.insert(channel),
                    None => served.by_any_channel = true,
                }
            }
        }
        for served in kinds.iter().filter(|served| served.first < served.last && !served.by_any_channel) {
            let left_out = channels.len() - served.channels.len();
            let missing = channels.iter().find(|channel| !served.channels.contains(*channel));
            let (Some(first), Some(last)) = (standards.get(served.first), standards.get(served.last)) else { continue };
            if let Some(missing) = missing.filter(|_| left_out < served.channels.len()) {
                let hole = Contact { kind: Some(served.kind), channel: Some(missing), service: None };
                let line = self.source.line_of(first.name.span.range().start);
                self.sink
                    .add(
                        Code::Unserved,
                        last.name.span,
                        format!(
                            "No standard is for `{hole}`. Standards divide `{}` by its channel, among them this one and `{}` on line {line}, and the charter serves `{missing}` for other contacts.",
                            served.kind, first.standard.name
                        ),
                    )
                    .help("name the channel in one of these standards; where nothing is meant to be promised, say so in a standard of its own: `we will respond with no time stated`")
                    .related(first.name.span, "another standard for this kind");
            }
        }
    }
}
