//! Several versions of a charter, of which the one in force on receipt answers for a row.

use bywhen::Versions;
use bywhen_table::EventLog;

use crate::tables::support::{NEW, NEXT, OLD, Scenario, csv, family, lines};

fn scenario() -> Scenario {
    Scenario::new(family(&[NEW, NEXT, OLD]), "2025-06-02T12:00:00")
}

#[test]
fn the_version_in_force_on_receipt_answers() {
    let cases = "case_id,channel,received\n1,letter,2025-01-06\n2,letter,2023-12-29\n3,letter,2024-02-01T00:00:00\n\
                 4,letter,2023-12-31T23:59:59\n5,letter,2024-12-02\n";
    let rows = scenario().csv(cases);
    let expected = ["1 2025-01-13", "2 2024-01-26", "3 2024-02-15", "4 2024-01-26", "5 2024-12-09"];
    assert_eq!(lines(&rows, &["case_id", "due"]), expected);
    // One that is asked for by name answers whatever the day.
    let named = Versions::one(family(&[OLD]).plans()[0].clone());
    let rows = Scenario::new(named, "2025-06-02T12:00:00").csv(cases);
    assert_eq!(rows[0].line(&["case_id", "due"]), "1 2025-02-03");
    assert!(rows.iter().all(|row| row.get("error").is_empty()));
}

#[test]
fn a_row_of_no_version_is_refused_as_a_single_case_is() {
    let rows = scenario()
        .csv("channel,received\nletter,2024-01-15\npigeon,2021-12-31\nletter,2024-02-01\nletter,\npigeon,soon\n");
    let errors = lines(&rows, &["error"]);
    let family = bywhen::Family::parse([OLD, NEW, NEXT]).expect("a family");
    for (error, day) in errors.iter().zip(["2024-01-15", "2021-12-31"]) {
        let single = family.in_force(day.parse().expect("a day")).expect_err("none").to_string();
        assert_eq!(*error, single);
    }
    assert_eq!(errors[2], "");
    assert_eq!(errors[3], bywhen::CaseError::NotReceived.to_string());
    // Nobody knows which version its channel ought to be known to.
    assert!(
        errors[4].starts_with("`received`: `soon` is not a date") && !errors[4].contains("pigeon"),
        "{}",
        errors[4]
    );
}

#[test]
fn a_name_need_be_known_to_one_version_only() {
    let scenario = scenario().map("pressing", "urgent").map("seen", "visited site");
    let cases = "channel,received,pressing,seen\nletter,2023-06-05,yes,\nletter,2024-06-03,yes,\nweb chat,2024-06-03,,2024-06-04\n\
                 letter,2025-01-06,yes,soon\n";
    let rows = scenario.csv(cases);
    let expected = ["respond 2023-07-03", "respond 2024-06-05", "acknowledge 2024-06-11", "respond 2025-01-13"];
    assert_eq!(lines(&rows, &["action", "due", "error"]), expected);
    let error = scenario.map("pressing", "urgnt").fails(csv(cases));
    assert!(error.contains("`urgnt` is nothing that this charter knows of a case (did you mean `urgent`?)"), "{error}");
}

#[test]
fn a_name_that_the_version_in_force_does_not_know_refuses_the_row() {
    // The built-in channels are known to all; a kind that only one version names is not.
    let with_kind = NEW.replace("event \"visited", "kind \"tree\" \"a tree\"\nevent \"visited");
    let versions = || family(&[OLD, &with_kind, NEXT]);
    let scenario = Scenario::new(versions(), "2025-06-02T12:00:00");
    let rows =
        scenario.csv("kind,channel,received\ntree,letter,2023-06-05\ntree,letter,2024-06-03\n,letter,2023-06-05\n");
    assert!(rows[0].get("error").contains("kind `tree` is not known to this charter"), "{:?}", rows[0]);
    assert_eq!(lines(&rows[1..], &["promise", "due", "error"]), ["", "letters/respond 2023-07-03"]);
    // The same where it is said for all.
    let mut scenario = Scenario::new(versions(), "2025-06-02T12:00:00");
    scenario.column_spec.kind = Some("tree".to_owned());
    let rows =
        scenario.csv("kind,channel,received\n,letter,2023-06-05\n,letter,2024-06-03\nenquiry,letter,2023-06-05\n");
    assert!(rows[0].get("error").contains("kind `tree` is not known to this charter"), "{:?}", rows[0]);
    assert_eq!(lines(&rows[1..], &["promise", "due", "error"]), ["", "letters/respond 2023-07-03"]);
}

#[test]
fn receipt_may_stand_in_the_log() {
    let log = csv(
        "case_id,event,at\n1,received,2024-06-03\n2,received,2023-06-05\n2,visited site,2023-06-06\n3,received,2024-01-15\n",
    );
    let mut scenario = scenario();
    let read =
        EventLog::read(log, scenario.versions.plans(), &Default::default(), &scenario.column_spec).expect("a log");
    assert!(read.ignored.is_empty(), "one version knows it");
    scenario.log = Some(read);
    let rows = scenario.csv("case_id,channel\n1,letter\n2,letter\n3,letter\n4,letter\n");
    assert_eq!(lines(&rows[..2], &["case_id", "due"]), ["1 2024-06-17", "2 2023-07-03"]);
    assert!(rows[2].get("error").starts_with("no version of `example` was in force on Monday 15 January 2024"));
    assert_eq!(rows[3].get("error"), bywhen::CaseError::NotReceived.to_string());
}
