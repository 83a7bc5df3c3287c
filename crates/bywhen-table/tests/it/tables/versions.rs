//! Several versions of a charter, of which the one in force on receipt answers for a row.

use bywhen::Versions;
use bywhen_table::read::Format;
use bywhen_table::report::{MonthOf, Report, Verdict, html, text};
use bywhen_table::{EventLog, attainment};

use crate::tables::support::{Scenario, csv, family, lines, opened};

/// Until 2023, letters only, and more time.
const OLD: &str = r#"charter "Standards"
  id example
  version 2022
  in force from 1 January 2022 until 31 December 2023

calendar "working days"
  Monday to Friday
  the day of receipt is day 0, whenever it came

standard "Letters"
  applies to letter
  we will respond within 20 working days of receipt
"#;

/// From February 2024: January has no version.
const NEW: &str = r#"charter "Standards"
  id example
  version 2024
  in force from 1 February 2024 until 31 December 2024

calendar "working days"
  Monday to Friday
  the day of receipt is day 0, whenever it came

fact "urgent" "it cannot wait"
event "visited site" "somebody was there"

standard "Letters"
  applies to letter
  we will respond
    within 2 working days of receipt if urgent
    within 10 working days of receipt

standard "Messages"
  applies to web chat
  we will acknowledge within 5 working days of "visited site"
"#;

/// From December 2024, in which two are in force.
const NEXT: &str = r#"charter "Standards"
  id example
  version 2025
  in force from 1 December 2024

calendar "working days"
  Monday to Friday
  the day of receipt is day 0, whenever it came

standard "Letters"
  applies to letter
  we will respond within 5 working days of receipt
"#;

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

fn reported(texts: &[&str], cases: &str) -> Report {
    let scenario = Scenario::new(family(texts), "2025-06-02T12:00:00");
    attainment(&scenario.request(), opened(cases, Format::Csv, 100), MonthOf::Received, |_| {}).expect("a report").0
}

#[test]
fn a_report_quotes_earlier_versions() {
    let cases = "channel,received,responded\nletter,2023-06-05,2023-06-26\nletter,2024-06-03,2024-06-26\n";
    let report = reported(&[OLD, NEW, NEXT], cases);
    let [letters, messages] = report.promises.as_slice() else { panic!("{:?}", report.promises) };
    assert_eq!((letters.id.as_str(), messages.id.as_str()), ("letters/respond", "messages/acknowledge"));
    assert_eq!(letters.sentence, "We will respond within 5 working days of receipt.");
    let earlier: Vec<(&str, &str)> =
        letters.earlier.iter().map(|e| (e.versions.as_str(), e.sentence.as_str())).collect();
    let expected = [
        ("2022", "We will respond within 20 working days of receipt."),
        (
            "2024",
            "We will respond within 2 working days of receipt if urgent; otherwise within 10 working days of receipt.",
        ),
    ];
    assert_eq!(earlier, expected);
    assert_eq!((letters.all.figures.met, letters.all.figures.late), (1, 1));
    // A version without a case says nothing, and the one that came after the cases stands first all the same.
    let report = reported(&[OLD, NEW, NEXT], "channel,received,responded\nletter,2025-01-06,2025-01-07\n");
    assert!(report.promises.iter().all(|promise| promise.earlier.is_empty()), "{:?}", report.promises);
    let report = reported(&[OLD, NEW, NEXT], cases);
    for page in [text(&report), html(&report)] {
        assert!(page.contains("In version 2022: We will respond within 20 working days of receipt."), "{page}");
    }
}

#[test]
fn a_promise_with_a_changed_target_is_reported_by_version() {
    let at_least = |charter: &str, share: &str| charter.replace("we will respond", &format!("we will respond {share}"));
    let (old, next) = (at_least(OLD, "at least 70%"), at_least(NEXT, "at least 95%"));
    // Four of five in time under either.
    let mut cases = "channel,received,responded\n".to_owned();
    for (received, in_time, late) in
        [("2023-06-05", "2023-06-06", "2023-08-01"), ("2025-01-06", "2025-01-07", "2025-03-03")]
    {
        for responded in [in_time, in_time, in_time, in_time, late] {
            cases.push_str(&format!("letter,{received},{responded}\n"));
        }
    }
    let report = reported(&[&old, &next], &cases);
    let [now, then] = report.promises.as_slice() else { panic!("{:?}", report.promises) };
    assert_eq!((now.id.as_str(), then.id.as_str()), ("letters/respond", "letters/respond@2022"));
    assert_eq!((now.all.figures.met, now.all.figures.decided, now.all.verdict), (4, 5, Some(Verdict::NotReached)));
    assert_eq!((then.all.figures.met, then.all.figures.decided, then.all.verdict), (4, 5, Some(Verdict::Reached)));
    assert!(now.earlier.is_empty() && then.earlier.is_empty());
    assert!(text(&report).contains("LETTERS: RESPONDING (VERSION 2022)"), "{}", text(&report));
    let report = reported(&[&old, &next], "channel,received\nletter,2025-01-06\n");
    assert_eq!(report.promises.len(), 1, "the version of 2022 has no case");
}

#[test]
fn a_contact_costs_what_the_version_in_force_states() {
    let costs = |charter: &str, each: &str| format!("{charter}cost letter {each}\n");
    let (old, next) = (costs(OLD, "£1"), costs(NEXT, "£2"));
    let report =
        reported(&[&old, &next], "channel,received\nletter,2023-06-05\nletter,2023-06-06\nletter,2025-01-06\n");
    let contacts = &report.contacts;
    assert_eq!((contacts.contacts, contacts.costed, contacts.pence), (3, 3, Some(400)));
    assert_eq!((contacts.channels[0].pence_each, contacts.channels[0].pence), (None, Some(400)));
}

#[test]
fn no_verdict_is_given_where_a_notice_relaxed_the_target_of_some() {
    let notice = |line: &str| {
        let aimed = NEXT.replace("we will respond", "we will respond at least 90%");
        format!(
            "{aimed}variation \"Flood\" from 1 March 2025 until 31 March 2025\n  \"Letters\" respond {line} of receipt\n"
        )
    };
    let cases = "channel,received,responded\nletter,2025-02-03,2025-02-04\nletter,2025-03-03,2025-03-04\n";
    let verdicts = |charter: &str| {
        let report = reported(&[charter], cases);
        let [letters] = report.promises.as_slice() else { panic!("{:?}", report.promises) };
        let months: Vec<_> = letters.months.iter().map(|month| (month.key.clone(), month.verdict)).collect();
        (letters.all.verdict, months, text(&report))
    };
    let (all, months, page) = verdicts(&notice("at least 50% within 10 working days"));
    assert_eq!(all, Some(Verdict::NotJudged));
    let (february, march) =
        (("2025-02".to_owned(), Some(Verdict::Reached)), ("2025-03".to_owned(), Some(Verdict::NotJudged)));
    assert_eq!(months, [february, march]);
    assert!(page.contains("not judged: relaxed for some"), "{page}");
    // A notice that leaves the share as it is leaves the target too.
    assert_eq!(verdicts(&notice("within 10 working days")).0, Some(Verdict::Reached));
}
