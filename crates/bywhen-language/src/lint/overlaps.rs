//! Standards that apply to one contact equally closely and promise the same.

use std::collections::{HashMap, HashSet};

use bywhen_engine::charter::{Applies, Role};
use bywhen_engine::vocabulary::ENQUIRY;

use super::linter::{Linter, LocatedStandard};
use crate::code::Code;

/// The key that decides how specifically a standard applies.
#[derive(PartialEq, Eq, Hash)]
struct Contact<'d> {
    kind: Option<&'d str>,
    service: Option<&'d str>,
    channel: Option<&'d str>,
}

impl<'s> Linter<'_, 's> {
    pub(super) fn report_overlaps(&mut self, standards: &[LocatedStandard<'_, 's>]) {
        // By contact, the standards that apply to it, and the first of them.
        let mut contacts: HashMap<Contact<'_>, usize> = HashMap::new();
        let mut claimed: Vec<(&Applies, Option<&str>, Vec<usize>)> = Vec::new();
        for (at, located) in standards.iter().enumerate() {
            for applies in &located.standard.applies {
                for channel in channels(applies) {
                    let kind = applies.kind.as_ref().map(|kind| kind.slug());
                    let service = applies.service.as_ref().map(|service| service.slug());
                    let place = *contacts.entry(Contact { kind, service, channel }).or_insert(claimed.len());
                    match claimed.get_mut(place) {
                        Some((.., claiming)) if claiming.last() == Some(&at) => {}
                        Some((.., claiming)) => claiming.push(at),
                        None => claimed.push((applies, channel, vec![at])),
                    }
                }
            }
        }
        // The same standards are compared once, however many contacts they have in common.
        let mut compared: HashSet<&[usize]> = HashSet::new();
        let mut reported: HashSet<(usize, usize)> = HashSet::new();
        for (applies, channel, claiming) in &claimed {
            if claiming.len() < 2 || !compared.insert(claiming) {
                continue;
            }
            let mut promised: HashMap<(u8, &str), usize> = HashMap::new();
            for (at, located) in claiming.iter().filter_map(|at| Some((*at, standards.get(*at)?))) {
                for stage in &located.standard.stages {
                    for promise in stage.promises.iter().filter(|promise| promise.role == Role::Council) {
                        let first = *promised.entry((stage.number, promise.action.slug())).or_insert(at);
                        if first != at && reported.insert((first, at)) {
                            self.overlap(
                                standards.get(first),
                                located,
                                promise.action.slug(),
                                &contact(applies, *channel),
                            );
                        }
                    }
                }
            }
        }
    }

    fn overlap(
        &mut self,
        first: Option<&LocatedStandard<'_, 's>>,
        second: &LocatedStandard<'_, 's>,
        action: &str,
        contact: &str,
    ) {
        let Some(first) = first else { return };
        // Two standards of one name are one mistake, and have been reported as that.
        if first.standard.name == second.standard.name {
            return;
        }
        let line = self.source.line_of(first.name.span.range().start);
        self.sink
            .add(
                Code::Overlap,
                second.name.span,
                format!("This standard and `{}` on line {line} both promise to {action} for `{contact}`, and neither applies more closely.", first.standard.name),
            )
            .help("let one of them name a kind of contact, a channel or a service that the other does not, or join them")
            .related(first.name.span, "the other standard");
    }
}

fn channels(applies: &Applies) -> Vec<Option<&str>> {
    if applies.channels.is_empty() {
        vec![None]
    } else {
        applies.channels.iter().map(|channel| Some(channel.slug())).collect()
    }
}

fn contact(applies: &Applies, channel: Option<&str>) -> String {
    let kind = applies.kind.as_ref().map_or(ENQUIRY, |kind| kind.text());
    let channel =
        channel.map_or_else(|| "by any channel".to_owned(), |channel| format!("by {}", channel.replace('-', " ")));
    match &applies.service {
        Some(service) => format!("{kind} {channel} to {service}"),
        None => format!("{kind} {channel}"),
    }
}
