//! The charters that cases are put to: rich in every sort of clock, and fixed, so that a file of the corpus keeps its meaning.

use std::sync::OnceLock;

use bywhen::{Plan, parse};

use crate::general_events::GENERAL_EVENTS;
use crate::setting::setting;

const TEXTS: [&str; 5] = [
    include_str!("../charters/stages.charter"),
    include_str!("../charters/windows.charter"),
    include_str!("../charters/limits.charter"),
    include_str!("../charters/receipt.charter"),
    include_str!("../charters/clocks.charter"),
];

/// A charter compiled, and what a case under it may be made of.
pub(crate) struct Subject {
    pub(crate) plan: Plan,
    /// The kinds of contact that its standards apply to.
    pub(crate) kinds: Vec<String>,
    /// Every event that bears on one of its promises.
    pub(crate) events: Vec<String>,
    /// Those known beforehand, which are looked at before their time.
    pub(crate) scheduled: Vec<String>,
    pub(crate) facts: Vec<String>,
    pub(crate) reasons: Vec<String>,
    /// Whether its limits count from receipt alone.
    pub(crate) from_receipt: bool,
}

/// The charters, compiled once.
pub(crate) fn subjects() -> &'static [Subject] {
    static SUBJECTS: OnceLock<Vec<Subject>> = OnceLock::new();
    SUBJECTS.get_or_init(|| TEXTS.into_iter().map(subject).collect())
}

fn subject(text: &str) -> Subject {
    let parsed = parse(text);
    let Some(charter) = parsed.charter else {
        panic!("a charter of the fuzz targets is wrong: {:#?}", parsed.errors().collect::<Vec<_>>())
    };
    let plan = Plan::compile(charter, &setting()).unwrap_or_else(|error| panic!("{error}"));
    let shared = plan.clone();
    let charter = shared.charter();
    let slugs = |names: &mut dyn Iterator<Item = &bywhen::engine::Name>| {
        let mut slugs: Vec<String> = Vec::new();
        for name in names {
            if !slugs.iter().any(|known| known == name.slug()) {
                slugs.push(name.slug().to_owned());
            }
        }
        slugs
    };
    let promises = || charter.promises().map(|(_, _, promise)| promise);
    let mut events =
        slugs(&mut promises().map(|promise| &promise.done_when).chain(charter.events.iter().map(|event| &event.name)));
    for event in GENERAL_EVENTS.iter().copied().chain(["received"]) {
        if !events.iter().any(|known| known == event) {
            events.push(event.to_owned());
        }
    }
    Subject {
        kinds: slugs(
            &mut charter
                .standards
                .iter()
                .flat_map(|standard| &standard.applies)
                .filter_map(|applies| applies.kind.as_ref()),
        ),
        scheduled: slugs(&mut charter.events.iter().filter(|event| event.scheduled).map(|event| &event.name)),
        facts: slugs(&mut charter.facts.iter().map(|fact| &fact.name)),
        reasons: slugs(
            &mut promises().flat_map(|promise| &promise.extensions).flat_map(|extension| &extension.reasons),
        ),
        from_receipt: charter.id == "receipt",
        events,
        plan,
    }
}
