//! Standards that apply to one contact equally closely and promise the same.

use std::collections::{HashMap, HashSet};

use bywhen_engine::charter::{Applies, Role};
use bywhen_engine::vocabulary::ENQUIRY;

use super::Checker;
use super::standards::Draft;
use crate::code::Code;

/// What decides how closely a standard applies, and what it then promises.
#[derive(PartialEq, Eq, Hash)]
struct Claim<'d> {
    kind: Option<&'d str>,
    service: Option<&'d str>,
    channel: Option<&'d str>,
    stage: u8,
    action: &'d str,
}

impl<'s> Checker<'_, 's> {
    pub(super) fn report_overlaps(&mut self, drafts: &[Draft<'_, 's>]) {
        let mut claims: HashMap<Claim<'_>, usize> = HashMap::new();
        let mut reported: HashSet<(usize, usize)> = HashSet::new();
        for (at, draft) in drafts.iter().enumerate() {
            let promises = draft.standard.stages.iter().flat_map(|stage| {
                let ours = stage.promises.iter().filter(|promise| promise.role == Role::Council);
                ours.map(|promise| (stage.number, promise.action.slug()))
            });
            for (stage, action) in promises {
                for applies in &draft.standard.applies {
                    for channel in channels(applies) {
                        let claim = Claim {
                            kind: applies.kind.as_ref().map(|kind| kind.slug()),
                            service: applies.service.as_ref().map(|service| service.slug()),
                            channel,
                            stage,
                            action,
                        };
                        let first = *claims.entry(claim).or_insert(at);
                        if first != at && reported.insert((first, at)) {
                            self.overlap(drafts.get(first), draft, action, &contact(applies, channel));
                        }
                    }
                }
            }
        }
    }

    fn overlap(&mut self, first: Option<&Draft<'_, 's>>, second: &Draft<'_, 's>, action: &str, contact: &str) {
        let Some(first) = first else { return };
        // Two standards of one name are one mistake, and have been reported as that.
        if first.standard.name == second.standard.name {
            return;
        }
        let line = self.source.line_of(first.name.span.range().start);
        self.findings
            .add(
                Code::Overlap,
                second.name.span,
                format!("This standard and `{}` on line {line} both promise to {action} for `{contact}`, and neither applies more closely.", first.standard.name),
            )
            .help("let one of them name a kind of contact, a channel or a service that the other does not, or join them")
            .beside(first.name.span, "the other standard");
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
