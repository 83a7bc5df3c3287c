//! Any bytes read as a compiled charter: as they are, and as a payload whose length and checksum are right.

use bywhen::engine::FactValue;
use bywhen::engine::charter::{Fact, FactValues};
use bywhen::engine::saved::{self, FORMAT, Saved};
use bywhen::{Case, CompileOptions, Event, Plan, prose};
use bywhen_publish::page;
use chrono::{Days, NaiveDate};

use crate::general_events::GENERAL_EVENTS;

/// The bytes before the payload: the name of the format, its version, a length, a checksum.
const HEAD: usize = 17;
const MAGIC: &[u8] = b"bywhen\0";

/// Reads, compiles, and puts cases to what was read.
pub fn run(bytes: &[u8]) {
    answers_or_is_refused(bytes);
    // A fuzzer does not find checksums: the version, if there is one, stays, and the rest is put right.
    let (version, payload) = match bytes.split_at_checked(HEAD) {
        Some((head, payload)) if head.starts_with(MAGIC) => (u16::from_le_bytes([head[7], head[8]]), payload),
        _ => (FORMAT, bytes),
    };
    answers_or_is_refused(&sealed(version, payload));
}

/// A file with this payload.
pub fn sealed(version: u16, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap_or(u32::MAX);
    let counted = [&version.to_le_bytes()[..], &length.to_le_bytes()[..]].concat();
    let checksum = crc_32([&counted[..], payload].concat().as_slice());
    [MAGIC, &counted, &checksum.to_le_bytes(), payload].concat()
}

/// A bit at a time, so that it shares nothing with the table of the engine.
fn crc_32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 })
    })
}

/// What is read is written to a file that reads the same.
pub(crate) fn a_saved_charter_is_read_again(file: &[u8]) -> Option<Saved> {
    let first = saved::read(file).ok()?;
    let written = saved::write(&first.charter, &first.calendars);
    let again = match saved::read(&written) {
        Ok(again) => again,
        Err(error) => panic!("what was read and written cannot be read: {error}"),
    };
    assert_eq!(first.charter, again.charter, "read, written and read again it is another charter");
    // Names are equal where their slugs are, so the spelling is compared too.
    assert_eq!(format!("{:?}", first.charter), format!("{:?}", again.charter));
    assert!(first.calendars == again.calendars, "read, written and read again it has other bank holidays");
    assert_eq!(written, saved::write(&again.charter, &again.calendars), "written twice it is another file");
    Some(first)
}

fn answers_or_is_refused(file: &[u8]) {
    let Some(Saved { charter, calendars }) = a_saved_charter_is_read_again(file) else { return };
    let Ok(plan) = Plan::compile(charter, &CompileOptions::new(calendars)) else { return };
    let page = page(&plan);
    let _ = (page.text(80), page.markdown(), page.html());
    for case in cases(&plan) {
        for at in ["2013-03-04", "2013-07-01T12:00"] {
            let Ok(at) = at.parse() else { continue };
            let Ok(outcome) = plan.explain(&case, at) else { continue };
            for promise in &outcome.promises {
                let _ = prose::sentence(plan.charter(), &outcome, promise);
                let _ = prose::explanation(plan.charter(), &outcome, promise);
            }
        }
    }
}

/// For each sort of contact, one that has only come in, and one to which everything has happened.
fn cases(plan: &Plan) -> Vec<Case> {
    let charter = plan.charter();
    let received = NaiveDate::from_ymd_opt(2013, 3, 1).unwrap_or_default();
    let mut cases = Vec::new();
    let applies = charter.standards.iter().flat_map(|standard| &standard.applies);
    for applies in applies.take(4) {
        let slug = |name: &bywhen::engine::Name| name.slug().to_owned();
        let mut case = Case::received(received.into());
        case.kind = applies.kind.as_ref().map(slug);
        case.channel = applies.channels.first().map(slug).or_else(|| Some("letter".to_owned()));
        case.service = applies.service.as_ref().map(slug);
        cases.push(case.clone());
        case.facts = charter.facts.iter().map(|fact| (slug(&fact.name), value_of(fact))).collect();
        let promises = charter.promises().map(|(_, stage, promise)| (stage, promise.done_when.slug()));
        let own = charter.events.iter().map(|event| (0, event.name.slug()));
        let general = GENERAL_EVENTS.map(|event| (0, event));
        for (place, (stage, event)) in promises.chain(own).chain(general).take(40).enumerate() {
            let at = received + Days::new(place as u64 * 3 % 40);
            let stage = Some(stage).filter(|stage| *stage > 0);
            case.events.push(Event { stage, ..Event::named(event, at.into()) }.until((at + Days::new(20)).into()));
        }
        cases.push(case);
    }
    cases
}

/// Something that a fact may be.
fn value_of(fact: &Fact) -> FactValue {
    match &fact.values {
        None => true.into(),
        Some(FactValues::Number { .. }) => 1600.into(),
        Some(FactValues::OneOf { values, .. }) => values.last().map_or("none", |value| value.slug()).into(),
    }
}
