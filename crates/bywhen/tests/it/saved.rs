//! Charters saved as files: read as they were written, for ever, and refused where they are damaged.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use bywhen::calendar::{Division, Zone};
use bywhen::engine::FactValue;
use bywhen::engine::saved::{self, FORMAT, Saved, SavedError};
use bywhen::{Calendars, Case, Charter, CompileOptions, Family, Plan, bundled, parse, prose};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

fn charters() -> Vec<Charter> {
    bundled().iter().map(|one| parse(one.text).charter.expect("a charter")).collect()
}

fn kept(charter: &Charter) -> Vec<Division> {
    charter.calendars.iter().flat_map(|calendar| calendar.rules.bank_holidays.clone()).collect()
}

/// A charter without what its text alone needs.
fn for_answers(charter: &Charter) -> Charter {
    let mut kept = charter.clone();
    kept.sources.clear();
    kept.permissions.clear();
    kept.measures.clear();
    kept.pledges.clear();
    kept.milestones.clear();
    kept.unconfirmed.clear();
    for standard in &mut kept.standards {
        standard.unconfirmed.clear();
        standard.examples.clear();
    }
    kept
}

#[test]
fn what_answers_need_of_every_charter_is_read_as_it_was_written() {
    let bundled = Calendars::bundled();
    let (mut shorter, mut limited) = (0, 0);
    for charter in charters() {
        let saved = saved::read(&saved::write(&charter, &bundled)).expect(&charter.id);
        let written = for_answers(&charter);
        shorter += usize::from(written != charter);
        assert_eq!(saved.charter, written);
        // Names are equal where their slugs are: their spelling is kept too.
        assert_eq!(format!("{:?}", saved.charter), format!("{written:?}"));
        assert!(saved.calendars == bundled.only(&kept(&charter)), "{}", charter.id);
        for division in Division::ALL.into_iter().filter(|division| saved.calendars.has(*division)) {
            for year in 1988..=2102 {
                let (ours, theirs) = (&saved.calendars, &bundled);
                assert_eq!(ours.bank_holidays(division, year, None), theirs.bank_holidays(division, year, None));
            }
        }
        limited += usize::from(saved.calendars != bundled);
    }
    assert!(limited > 0, "every file carries every division");
    assert!(shorter > 0, "no charter has an example or a source");
}

#[test]
fn a_zone_other_than_london_takes_its_clock_changes_along() {
    let mut charter = charters().remove(0);
    let plain = saved::write(&charter, &Calendars::bundled()).len();
    charter.zone = Zone::named("America/New_York").expect("a zone");
    let file = saved::write(&charter, &Calendars::bundled());
    assert!(file.len() > plain + 1_000);
    assert_eq!(saved::read(&file).expect("a charter").charter.zone, charter.zone);
}

/// A question to a committed file, and what it answered when it was committed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    /// Under tests/compiled.
    file: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    channel: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    service: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    facts: BTreeMap<String, FactValue>,
    received: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    events: BTreeMap<String, String>,
    at: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expected: Option<Value>,
}

impl Question {
    fn answer(&self, file: &[u8]) -> Value {
        let Saved { charter, calendars } = saved::read(file).expect(&self.file);
        let plan = Plan::compile(charter, &CompileOptions::new(calendars)).expect("a plan");
        let mut case = Case::received(self.received.parse().expect("a time"));
        (case.kind, case.channel, case.service) = (self.kind.clone(), self.channel.clone(), self.service.clone());
        case.facts.clone_from(&self.facts);
        let case =
            self.events.iter().fold(case, |case, (name, at)| case.event(name, at.parse().expect("a time of an event")));
        let outcome = plan.check(&case, self.at.parse().expect("a time")).expect("an outcome");
        serde_json::to_value(outcome).expect("JSON")
    }
}

/// The files are never made anew: what an older bywhen wrote is read by every newer one, and answers the same.
///
/// `UPDATE_COMPILED=1` writes the answer of a question that has none yet, and nothing else.
#[test]
fn files_of_every_format_are_read_for_ever() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/compiled");
    let list = folder.join("answers.json");
    let text = fs::read_to_string(&list).expect("the questions");
    let mut questions: Vec<Question> = serde_json::from_str(&text).expect("a list of questions");
    let mut formats = Vec::new();
    for question in &mut questions {
        let file = fs::read(folder.join(&question.file)).expect("a file");
        let answer = question.answer(&file);
        if question.expected.is_none() && std::env::var_os("UPDATE_COMPILED").is_some() {
            question.expected = Some(answer.clone());
        }
        assert_eq!(Some(answer.to_string()), question.expected.as_ref().map(Value::to_string), "{}", question.file);
        let format = u16::from_le_bytes([file[7], file[8]]);
        formats.push(format);
        // A field or variant that is added with its number changes what is written: then the format must go up.
        if format == FORMAT {
            let Saved { charter, calendars } = saved::read(&file).expect("a charter");
            assert!(saved::write(&charter, &calendars) == file, "{} would be written otherwise", question.file);
        }
    }
    formats.dedup();
    assert_eq!(formats, (1..=FORMAT).collect::<Vec<_>>(), "each format has its files, in order");
    if std::env::var_os("UPDATE_COMPILED").is_some() {
        fs::write(&list, format!("{}\n", serde_json::to_string_pretty(&questions).expect("JSON"))).expect("a file");
    }
}

const HEAD: usize = 17;

/// By the book, a bit at a time: the library has a table.
fn crc_32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 })
    })
}

/// A file as if this payload had been written.
fn file(format: u16, payload: &[u8]) -> Vec<u8> {
    let mut counted = format.to_le_bytes().to_vec();
    counted.extend(u32::try_from(payload.len()).expect("a length").to_le_bytes());
    let checksum = crc_32(&[&counted, payload].concat());
    [b"bywhen\0", counted.as_slice(), &checksum.to_le_bytes(), payload].concat()
}

fn small() -> Vec<u8> {
    let charters = charters();
    let files = charters.iter().map(|charter| saved::write(charter, &Calendars::bundled().only(&kept(charter))));
    files.min_by_key(Vec::len).expect("a charter")
}

#[test]
fn a_changed_byte_or_a_cut_is_an_error() {
    let good = small();
    assert!(saved::read(&good).is_ok());
    for place in 0..good.len() {
        for change in [0x01, 0x80, 0xFF] {
            let mut bad = good.clone();
            bad[place] ^= change;
            assert!(saved::read(&bad).is_err(), "byte {place} changed by {change:#x}");
        }
        let cut = saved::read(&good[..place]);
        assert!(matches!(cut, Err(SavedError::Length { .. })) || place == 0, "cut to {place} bytes: {cut:?}");
    }
    let longer = saved::read(&[good.as_slice(), &[0]].concat());
    assert_eq!(longer, Err(SavedError::Length { expected: good.len() as u64, found: good.len() as u64 + 1 }));
}

#[test]
fn each_refusal_says_what_to_do() {
    let good = small();
    let payload = &good[HEAD..];
    assert_eq!(file(FORMAT, payload), good, "the layout is as described");
    let said = |bytes: &[u8]| saved::read(bytes).expect_err("a refusal").to_string();
    assert_eq!(
        said(&file(FORMAT + 1, b"what is to come")),
        "the compiled charter has format 6, and this version of bywhen reads formats up to 5: update bywhen, or make the \
         file anew with this version"
    );
    for other in [b"".as_slice(), b"charter \"x\"", b"\0asm\x01\0\0\0", b"bywhen", b"bywhen standards and much more"] {
        let cut = other == b"bywhen";
        let sentence = said(other);
        assert_eq!(sentence.starts_with("this is no compiled charter: `bywhen compile` makes one"), !cut, "{sentence}");
    }
    assert_eq!(
        said(&good[..100]),
        format!(
            "the compiled charter is 100 bytes long where it says {}: copy it again, or make it anew with `bywhen compile`",
            good.len()
        )
    );
    let damaged = "the compiled charter is damaged: copy it again, or make it anew with `bywhen compile`";
    let mut changed = good.clone();
    changed[100] ^= 1;
    assert_eq!(said(&changed), damaged);
    assert_eq!(said(&file(0, payload)), damaged);
    assert_eq!(said(&file(FORMAT, b"")), damaged);
    assert_eq!(said(&file(FORMAT, &vec![0x81; 1_000_000])), damaged);
}

/// A charter whose bank holidays are not there would have none.
#[test]
fn a_file_without_the_bank_holidays_it_needs_is_refused() {
    let charter = charters().into_iter().find(|charter| !kept(charter).is_empty()).expect("a charter");
    let without = saved::write(&charter, &Calendars::bundled().only(&[]));
    assert_eq!(saved::read(&without), Err(SavedError::Damaged));
}

/// Whatever is read can be asked, and there is an answer or a sentence.
fn ask(saved: Saved) {
    let Ok(plan) = Plan::compile(saved.charter, &CompileOptions::new(saved.calendars)) else { return };
    let at = "2011-06-01T12:00:00Z".parse().expect("a time");
    for channel in ["letter", "telephone", "email"] {
        let received = "2011-04-20T10:15:00+01:00".parse().expect("a time");
        let case = Case::received(received).by(channel).event("acknowledged", at).event("escalated", at);
        if let Ok(outcome) = plan.explain(&case, at) {
            prose::answer(plan.charter(), &outcome, prose::Depth::Steps);
        }
    }
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = saved::read(&bytes);
        let _ = saved::read(&file(FORMAT, &bytes));
    }

    /// As if somebody had written them on purpose: the checksum is right.
    #[test]
    fn no_changed_payload_panics(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let charters = charters();
        let good = saved::write(which.get(&charters), &Calendars::bundled());
        let mut payload = good[HEAD..].to_vec();
        for (place, byte) in changes {
            let place = place.index(payload.len());
            payload[place] = byte;
        }
        if let Ok(saved) = saved::read(&file(FORMAT, &payload)) {
            ask(saved);
        }
    }
}

#[test]
fn versions_of_a_family_can_be_put_together_again() {
    let saved = charters().into_iter().filter(|charter| charter.id == "oxfordshire-county-council");
    let read =
        saved.map(|charter| saved::read(&saved::write(&charter, &Calendars::bundled())).expect("a charter").charter);
    let family = Family::new(read.collect()).expect("a family");
    let received = "2011-04-20".parse().expect("a day");
    assert_eq!(family.in_force(received).expect("a version").charter().version, "2010");
}

#[test]
fn a_limit_in_rings_is_told_in_rings_from_a_file_too() {
    let text = "charter \"Test\"\n  id test\n  version 1\none ring is 3 seconds\nstandard \"Calls\"\n  applies to telephone\n  we will \
                answer within 4 rings of the first ring\n";
    let charter = parse(text).charter.expect("a charter");
    let read = saved::read(&saved::write(&charter, &Calendars::bundled())).expect("a charter").charter;
    let (standard, _, promise) = read.promises().next().expect("a promise");
    let context = prose::LimitContext::of_standard(&read, standard);
    assert_eq!(prose::when_in(context, promise), "within 4 rings of the first ring");
}
