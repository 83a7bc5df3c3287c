//! The charters that come with the library: sound, and true to their own examples.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use bywhen::engine::charter::{Expected, Limit, Promise};
use bywhen::engine::trace::Step;
use bywhen::{Charter, CompileOptions, Plan, bundled, parse};

fn standards() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../standards")
}

fn charters() -> Vec<Charter> {
    bundled()
        .iter()
        .map(|one| parse(one.text).charter.unwrap_or_else(|| panic!("{}@{}", one.id, one.version)))
        .collect()
}

fn name(charter: &Charter) -> String {
    format!("{}@{}", charter.id, charter.version)
}

#[test]
fn every_charter_of_the_folder_is_bundled_under_its_own_name() {
    let mut files = BTreeSet::new();
    for family in fs::read_dir(standards()).expect("the folder").flatten().filter(|entry| entry.path().is_dir()) {
        for file in fs::read_dir(family.path()).expect("a family").flatten().map(|file| file.path()) {
            if file.extension().is_some_and(|extension| extension == "charter") {
                let version = file.file_stem().expect("a name").to_string_lossy().into_owned();
                files.insert(format!("{}@{version}", family.file_name().to_string_lossy()));
            }
        }
    }
    assert_eq!(files, bundled().iter().map(|one| format!("{}@{}", one.id, one.version)).collect());
    assert!(bundled().is_sorted_by_key(|one| (one.id, one.version)));
    assert_eq!(files, charters().iter().map(name).collect());
}

#[test]
fn there_is_nothing_to_report_of_them() {
    for one in bundled() {
        let parsed = parse(one.text);
        assert!(parsed.diagnostics.is_empty(), "{}@{}: {:#?}", one.id, one.version, parsed.diagnostics);
    }
}

#[test]
fn they_are_written_in_the_one_form() {
    for one in bundled() {
        assert_eq!(bywhen::format(one.text).as_deref(), Ok(one.text), "{}@{}: run `bywhen fmt`", one.id, one.version);
    }
}

#[test]
fn every_example_holds() {
    let mut said = 0;
    for charter in charters() {
        let plan = Plan::compile(charter, &CompileOptions::default()).expect("a plan");
        for example_result in plan.run_examples() {
            assert!(example_result.failures.is_empty(), "{}: {example_result:#?}", name(plan.charter()));
            said += example_result.assertions;
        }
    }
    assert!(said >= 77, "the examples make only {said} statements");
}

/// Whether a promise has a limit in days or working hours.
fn counts_days(promise: &Promise) -> bool {
    fn counts(limit: &Limit) -> bool {
        match limit {
            Limit::Clock(clock) => clock.count.unit.is_days() || clock.count.unit.is_working_time(),
            Limit::EarlierOf(limits) | Limit::LaterOf(limits) => limits.iter().any(counts),
            Limit::Then { first, count, .. } => count.unit.is_days() || count.unit.is_working_time() || counts(first),
            Limit::DateGiven(_) | Limit::Unstated => false,
        }
    }
    promise.limits.iter().any(|alternative| counts(&alternative.limit))
}

#[test]
fn every_promise_in_days_has_two_examples_and_one_of_them_passes_over_a_day_off() {
    for charter in charters() {
        let plan = Plan::compile(charter, &CompileOptions::default()).expect("a plan");
        for standard in &plan.charter().standards {
            let mut shown: BTreeMap<String, (usize, bool)> = BTreeMap::new();
            for example in &standard.examples {
                let at = example.at.unwrap_or(example.case.events[0].at);
                let outcome = plan.explain(&example.case, at).expect("an answer");
                for promise in &outcome.promises {
                    let says_when = example.expects.iter().any(|expects| {
                        expects.stage == promise.stage
                            && expects.action.is(&promise.action)
                            && matches!(expects.expected, Expected::Due(..))
                    });
                    if says_when {
                        let skips = promise.trace.iter().flatten().any(|step| match step {
                            Step::Skip { .. } => true,
                            Step::Span { .. } => true, // calendar days leave out nothing
                            _ => false,
                        });
                        let (examples, over) = shown.entry(promise.id.clone()).or_default();
                        *examples += 1;
                        *over |= skips;
                    }
                }
            }
            for promise in standard.stages.iter().flat_map(|stage| &stage.promises).filter(|p| counts_days(p)) {
                let (examples, over) = shown.get(&promise.id).copied().unwrap_or_default();
                assert!(examples >= 2 && over, "{}: {} examples, over a day off: {over}", promise.id, examples);
            }
        }
    }
}
