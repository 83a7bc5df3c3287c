//! A log of events beside a table of cases.

use bywhen_table::LogSpec;

use crate::tables::support::{Scenario, csv, json_lines, lines};

const CASES: &str = "case_id,channel\n1,letter\n2,email\n3,letter\n";
const AT: &str = "2024-06-03T12:00:00";

fn respond(log: &str) -> Vec<String> {
    let scenario = Scenario::example(AT).log(csv(log)).expect("a log");
    let rows = scenario.csv(CASES);
    let responses = rows.into_iter().filter(|row| row.get("action") != "acknowledge").collect::<Vec<_>>();
    lines(&responses, &["case_id", "status", "due", "error"])
}

#[test]
fn events_without_a_clock_are_ignored_and_counted() {
    let log = "case_id,event,at\n1,Received,2024-05-28\n1,filed,2024-05-28\n1,filed,no time at all\n2,received,2024-05-29\n\
               3,received,2024-05-29\n3,coffee,2024-05-29\n";
    let scenario = Scenario::example(AT).log(csv(log)).expect("a log");
    let read = scenario.log.as_ref().expect("a log");
    assert_eq!(read.lines, 6);
    let ignored: Vec<(&str, u64)> = read.ignored.iter().map(|(event, lines)| (event.as_str(), *lines)).collect();
    assert_eq!(ignored, [("coffee", 1), ("filed", 2)]);
    assert_eq!(respond(log), ["1 running 2024-06-11", "2 running 2024-06-12", "3 running 2024-06-12"]);
}

#[test]
fn the_names_of_events_may_be_given() {
    let log = "Fall;Vorgang;Zeit\n".replace(';', ",") + "1,eingegangen,2024-05-28\n1,Brief raus,2024-05-30\n";
    let spec = LogSpec {
        case_id: "Fall".to_owned(),
        event: "Vorgang".to_owned(),
        at: "Zeit".to_owned(),
        events: vec![
            ("eingegangen".to_owned(), "received".to_owned()),
            ("Brief raus".to_owned(), "responded".to_owned()),
        ],
        ..LogSpec::default()
    };
    let scenario = Scenario::example(AT).log_named(csv(&log), &spec).expect("a log");
    let rows = scenario.csv("case_id,channel\n1,letter\n");
    assert_eq!(lines(&rows, &["action", "status"]), ["acknowledge met", "respond met"]);
    let wrong = LogSpec { events: vec![("eingegangen".to_owned(), "recieved".to_owned())], ..spec };
    let error = Scenario::example(AT).log_named(csv(&log), &wrong).err().expect("a mistake").to_string();
    assert!(error.contains("`recieved` is nothing that this charter knows") && error.contains("`received`"), "{error}");
}

#[test]
fn differently_named_log_events_are_one_event() {
    let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    let spec = |events: &[(&str, &str)]| LogSpec {
        events: events.iter().map(|(theirs, ours)| pair(theirs, ours)).collect(),
        ..LogSpec::default()
    };
    let log = || csv("case_id,event,at\n1,Take,2024-05-28\n");
    let error = Scenario::example(AT).log_named(log(), &spec(&[("Take", "paused"), ("Take", "resumed")]));
    let error = error.err().expect("a mistake").to_string();
    assert_eq!(error, "`Take` is said to be `paused` and to be `resumed`: say which of the two it is");
    assert!(Scenario::example(AT).log_named(log(), &spec(&[("Take", "paused"), ("Take", "Paused")])).is_ok());
    let error = LogSpec::default().set_columns(&[pair("a", "at"), pair("b", "at")]).expect_err("a mistake").to_string();
    assert_eq!(error, "the columns `a` and `b` of the log are both said to be `at`: say which is");
    assert!(LogSpec::default().set_columns(&[pair("a", "at"), pair("a", "until")]).is_ok());
}

#[test]
fn a_bad_line_refuses_its_case_by_number_and_no_other() {
    let log =
        "case_id,event,at\n1,received,2024-05-28\n1,acknowledged,30/05/2024\n2,received,2024-05-29\n3,received,\n";
    let responses = respond(log);
    assert_eq!(responses.len(), 3);
    assert!(responses[0].starts_with("1   row 2 of the log: `at`: `30/05/2024` is not a date"), "{}", responses[0]);
    assert!(responses[0].ends_with("name the format: uk"), "{}", responses[0]);
    assert_eq!(responses[1], "2 running 2024-06-12");
    assert_eq!(responses[2], "3   row 4 of the log does not say when `received` was: complete the row or leave it out");
    let responses = respond("case_id,event,at\n1,received,2024-05-28\n1,,2024-05-29\n");
    assert_eq!(responses[0], "1   row 2 of the log does not say which event: complete the row or leave it out");

    // The first of several; and a line that cannot be taken apart at all.
    let responses = respond("case_id,event,at\n1,received,a\n1,received,b\n2,received,2024-05-29,and more\n");
    assert!(responses[0].starts_with("1   row 1 of the log"), "{}", responses[0]);
    assert!(responses[1].starts_with("2   row 3 of the log: "), "{}", responses[1]);
    assert!(responses[2].contains("no `received`"), "{}", responses[2]);
}

/// A line without a case may have been the answer to one: it must not vanish.
#[test]
fn a_line_that_names_no_case_is_counted() {
    let log =
        "case_id,event,at\n1,received,2024-05-28\n,responded,2024-05-29\n,responded,2024-05-30\n,coffee,2024-05-30\n";
    let scenario = Scenario::example(AT).log(csv(log)).expect("a log");
    let read = scenario.log.expect("a log");
    assert_eq!((read.unattributed_lines, read.first_unattributed), (2, Some((2, "`case_id` is empty".to_owned()))));
    assert_eq!(read.ignored.len(), 1);
}

/// 10 working days from Tuesday 2 January 2024 end on the 16th. Each stop loses the working days after it, up to and with
/// the day of the resumption: 3 and 2 of them.
#[test]
fn several_stops_and_restarts_in_any_order() {
    let lines = [
        "1,received,2024-01-02",
        "1,paused,2024-01-03",
        "1,resumed,2024-01-08",
        "1,paused,2024-01-10",
        "1,resumed,2024-01-12",
    ];
    let log =
        |order: &[usize]| order.iter().fold("case_id,event,at\n".to_owned(), |log, line| log + lines[*line] + "\n");
    let due = |log: &str| respond(log)[0].clone();
    assert_eq!(due(&log(&[0])), "1 overdue 2024-01-16");
    assert_eq!(due(&log(&[0, 1, 2])), "1 overdue 2024-01-19");
    for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 4, 0, 3, 1], [3, 0, 4, 1, 2]] {
        assert_eq!(due(&log(&order)), "1 overdue 2024-01-23", "{order:?}");
    }
    // It starts again from nothing, and what stood still before no longer matters; twice, and the last one counts.
    let again = log(&[4, 3, 2, 1, 0]) + "1,clarified,2024-01-17\n1,clarified,2024-01-15\n";
    assert_eq!(due(&again), "1 overdue 2024-01-31");
}

#[test]
fn the_date_and_the_reason_of_an_extension_may_stand_in_the_log() {
    let log = "Case ID,Event,At,Until,Reason\n1,received,2024-05-20,,\n1,extended,2024-05-31,2024-06-20,complex\n\
               2,received,2024-05-20,,\n2,extended,2024-05-31,2024-06-20,holidays\n3,received,2024-05-20,,\n";
    assert_eq!(respond(log), ["1 running 2024-06-20", "2 running 2024-06-04", "3 running 2024-06-04"]);
    let timed = log.replace(",2024-06-20,", ",2024-06-20T14:30,");
    let timed = Scenario::example(AT).log(csv(&timed)).expect("a log").csv(CASES);
    assert_eq!(timed[1].get("due_at"), "2024-06-20T14:30:00+01:00", "a time counts");
    let log = log.replace("Until,Reason", "given,why");
    let spec = LogSpec { until: Some("given".to_owned()), reason: Some("why".to_owned()), ..LogSpec::default() };
    let scenario = Scenario::example(AT).log_named(csv(&log), &spec).expect("a log");
    assert_eq!(lines(&scenario.csv(CASES)[1..2], &["status", "due"]), ["running 2024-06-20"]);
}

/// A log of JSON lines, and a table of which some events stand in columns.
#[test]
fn a_log_adds_to_the_columns() {
    let log = r#"{"case_id":1,"event":"responded","at":"2024-05-30"}
{"Case_ID":"2","Event":"responded","At":"2024-05-31T10:00+01:00"}"#;
    let scenario = Scenario::example(AT).log(json_lines(log)).expect("a log");
    let rows =
        scenario.csv("case_id,channel,received\n1,letter,2024-05-28\n2,letter,2024-05-28\n3,letter,2024-05-28\n");
    let responses: Vec<_> = rows.into_iter().filter(|row| row.get("action") == "respond").collect();
    assert_eq!(lines(&responses, &["case_id", "status"]), ["1 met", "2 met", "3 running"]);
}

#[test]
fn a_log_needs_its_columns_and_a_name_for_each_case() {
    let error = Scenario::example(AT).log(csv("case,what,at\n")).err().expect("no columns").to_string();
    assert!(error.contains("no column \"case_id\""), "{error}");
    let scenario = Scenario::example(AT).log(csv("case_id,event,at\n1,received,2024-05-28\n")).expect("a log");
    let error = scenario.fails(csv("number,channel\n1,letter\n"));
    assert!(error.contains("no column `case_id`"), "{error}");
    // Without any receipt, in columns or in the log, each case is refused.
    let scenario = Scenario::example(AT).log(csv("case_id,event,at\n")).expect("an empty log");
    let (rows, summary) = scenario.assess(csv(CASES)).expect("outcomes");
    assert_eq!(summary.refused, 3);
    assert!(rows[0].get("error").contains("no `received`"));
}

#[test]
fn a_date_format_may_be_named_for_a_column_of_the_log() {
    let log = csv("case_id,event,at\n1,received,28/05/2024\n");
    let mut scenario = Scenario::example(AT);
    scenario.column_spec.dates_of.push(("at".to_owned(), bywhen_table::columns::DateFormat::Uk));
    let scenario = scenario.log(log).expect("a log");
    assert_eq!(lines(&scenario.csv("case_id,channel\n1,letter\n")[1..], &["due"]), ["2024-06-11"]);
    let mut scenario = scenario;
    scenario.column_spec.dates_of.push(("att".to_owned(), bywhen_table::columns::DateFormat::Uk));
    assert!(scenario.fails(csv("case_id,channel\n1,letter\n")).contains("no column `att`"));
}

#[test]
fn a_log_may_name_a_stage() {
    let log = "case_id,event,at\n1,received,2024-03-04\n1,responded,2024-03-12\n1,escalated,2024-03-20\n\
               1,Stage 2/Responded,2024-03-28\n1,stage-2/acknowledged,2024-03-21\n";
    let scenario = Scenario::example(AT).log(csv(log)).expect("a log");
    assert!(scenario.log.as_ref().is_some_and(|log| log.ignored.is_empty()));
    let rows = scenario.csv("case_id,kind\n1,complaint\n");
    let expected = ["1 acknowledge late", "1 respond met", "2 escalate met", "2 acknowledge met", "2 respond met"];
    // The answer was an acknowledgement too, a day after one was due.
    assert_eq!(lines(&rows, &["stage", "action", "status"]), expected);
}
