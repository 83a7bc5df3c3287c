//! A row in a hundred is broken, each in another way: it costs itself and no other.

use std::fmt::Write as _;

use bywhen_table::Summary;
use bywhen_table::read::Format;

use crate::tables::support::{Row, Scenario, opened};

const GOOD: usize = 4950;
const HEADING: &str = "case_id,kind,channel,received,acknowledged,responded,complex,note\n";

/// What a broken row is as CSV and as JSON, and what is said of it.
struct Bad {
    csv: &'static [u8],
    json: &'static [u8],
    reason: &'static str,
}

const fn bad(csv: &'static str, json: &'static str, reason: &'static str) -> Bad {
    Bad { csv: csv.as_bytes(), json: json.as_bytes(), reason }
}

/// The question is put at noon on 3 June 2024.
const BAD: [Bad; 16] = [
    bad(
        "b,,letter,soon,,,,",
        r#"{"case_id":"b","channel":"letter","received":"soon"}"#,
        "`received`: `soon` is not a date or time",
    ),
    bad(
        "b,,letter,04/03/2024,,,,",
        r#"{"case_id":"b","channel":"letter","received":"04/03/2024"}"#,
        "With the day first? Then name the format: uk",
    ),
    bad(
        "b,,letter,2024-02-30,,,,",
        r#"{"case_id":"b","channel":"letter","received":"2024-02-30"}"#,
        "`2024-02-30` is not a date or time",
    ),
    bad(
        "b,,leter,2024-03-04,,,,",
        r#"{"case_id":"b","channel":"leter","received":"2024-03-04"}"#,
        "channel `leter` is not known to this charter: did you mean `letter`?",
    ),
    bad(
        "b,riddle,letter,2024-03-04,,,,",
        r#"{"case_id":"b","kind":"riddle","channel":"letter","received":"2024-03-04"}"#,
        "kind `riddle` is not known to this charter",
    ),
    bad(
        "b,,letter,,2024-03-05,,,",
        r#"{"case_id":"b","channel":"letter","acknowledged":"2024-03-05"}"#,
        "no `received`",
    ),
    bad(
        "b,,letter,2024-06-03T12:00:01,,,,",
        r#"{"case_id":"b","channel":"letter","received":"2024-06-03T12:00:01"}"#,
        "which is after the moment asked about",
    ),
    bad(
        "b,,letter,2024-03-31T01:30,,,,",
        r#"{"case_id":"b","channel":"letter","received":"2024-03-31T01:30"}"#,
        "does not exist in Europe/London: the clocks go forward",
    ),
    bad(
        "b,,letter,2023-10-29T01:30,,,,",
        r#"{"case_id":"b","channel":"letter","received":"2023-10-29T01:30"}"#,
        "29 October 2023",
    ),
    bad("b,,letter,2024-03-04", r#"{"case_id":"b","channel":"letter","received":"2024-03-04""#, ""),
    Bad {
        csv: b"b,,l\xe9tter,2024-03-04,,,,",
        json: b"{\"case_id\":\"b\",\"channel\":\"letter\",\"received\":\"2024-03-04\",\"kind\":\"\xe9\"}",
        reason: "UTF-8",
    },
    bad(
        "b,,letter,2024-03-04,,,perhaps,",
        r#"{"case_id":"b","channel":"letter","received":"2024-03-04","complex":"perhaps"}"#,
        "`complex`: the fact `complex` cannot be `perhaps`: it is yes or no",
    ),
    bad("b,,letter,1989-12-31,,,,", r#"{"case_id":"b","channel":"letter","received":"1989-12-31"}"#, "before 1990"),
    bad("b,,letter,1066-10-14,,,,", r#"{"case_id":"b","channel":"letter","received":"1066-10-14"}"#, "out of range"),
    bad("b,,,2024-03-04,,,,", r#"{"case_id":"b","received":"2024-03-04"}"#, "depends on how it came: give the channel"),
    bad(
        "b,,telephone,2024-03-04,,,,",
        r#"{"case_id":"b","channel":"telephone","received":"2024-03-04"}"#,
        "the time of day is needed",
    ),
];

/// A good row of a number: every kind and channel, with and without answers.
fn cells(number: usize) -> [(&'static str, String); 7] {
    let day = |plus: usize| {
        let date = chrono::NaiveDate::from_ymd_opt(2023, 1, 3).expect("a date");
        (date + chrono::Days::new((number % 400 + plus) as u64)).to_string()
    };
    let kind = if number.is_multiple_of(7) { "complaint" } else { "" };
    let channel = ["letter", "email", "Letters", "telephone"][number % 4];
    let done = |every: usize, after: usize| {
        if number.is_multiple_of(every) { String::new() } else { day(after) + "T09:30:00" }
    };
    [
        ("case_id", format!("{number}")),
        ("kind", kind.to_owned()),
        ("channel", channel.to_owned()),
        ("received", format!("{}T{:02}:15:00", day(0), 8 + number % 10)),
        ("acknowledged", done(5, 1 + number % 9)),
        ("responded", done(3, 10 + number % 21)),
        ("complex", ["yes", "no", ""][number % 3].to_owned()),
    ]
}

fn good(number: usize, format: Format) -> Vec<u8> {
    let cells = cells(number);
    let mut row = String::new();
    if format == Format::Csv {
        cells.iter().for_each(|(_, cell)| write!(row, "{cell},").expect("text"));
        // Commas, quotation marks and line breaks belong to no other cell and no other row.
        row.push_str(["", "\"a, b\"", "\"she said \"\"no\"\"\"", "\"two\nlines\""][number % 4]);
    } else {
        let cells = cells.iter().map(|(name, cell)| format!("{name:?}:{cell:?}"));
        row = format!("{{{}}}", cells.collect::<Vec<_>>().join(","));
    }
    row.into_bytes()
}

/// The table, and for each broken row its number and what ought to be said of it.
fn table(format: Format, broken: bool) -> (Vec<u8>, Vec<(u64, &'static str)>) {
    let mut bytes = if format == Format::Csv { HEADING.as_bytes().to_vec() } else { Vec::new() };
    let (mut row, mut expected) = (0, Vec::new());
    let mut add = |bytes: &mut Vec<u8>, text: &[u8]| {
        bytes.extend_from_slice(text);
        bytes.push(b'\n');
        row += 1;
        row
    };
    for number in 0..GOOD {
        add(&mut bytes, &good(number, format));
        if broken && number % 99 == 50 {
            let Bad { csv, json, reason } = &BAD[number / 99 % BAD.len()];
            let at = add(&mut bytes, if format == Format::Csv { csv } else { json });
            let cut_off = if format == Format::Csv { "cells" } else { "cut off" };
            expected.push((at, if reason.is_empty() { cut_off } else { reason }));
        }
    }
    if broken && format == Format::Csv {
        // A quotation mark that is never closed, on the last row.
        let at = add(&mut bytes, b"b,,letter,2024-03-04,,,,\"never closed");
        expected.push((at, "quotation mark"));
    }
    (bytes, expected)
}

fn scenario() -> Scenario {
    Scenario::example("2024-06-03T12:00:00")
}

/// Without the number, which the broken rows before it move.
fn good_rows(rows: &[Row]) -> Vec<Row> {
    let good = rows.iter().filter(|row| row.get("case_id") != "b" && row.get("error").is_empty());
    good.map(|row| {
        let mut row = row.clone();
        row.0["row"].take();
        row
    })
    .collect()
}

#[test]
fn a_broken_row_costs_itself_and_no_other() {
    for format in [Format::Csv, Format::JsonLines] {
        let (clean, _) = scenario().assess(opened(table(format, false).0, format, 1000)).expect("outcomes");
        let (bytes, expected) = table(format, true);
        let (rows, summary) = scenario().assess(opened(bytes, format, 1000)).expect("outcomes");
        assert!(expected.len() >= GOOD / 99, "{}", expected.len());
        let refused = expected.len() as u64;
        let good = GOOD as u64;
        let first_refused = summary.first_refused.clone();
        assert!(first_refused.is_some(), "the first is named");
        assert_eq!(
            summary,
            Summary {
                rows: good + refused,
                assessed: good,
                refused,
                first_refused,
                without_promise: 0,
                repeated_ids: summary.repeated_ids.clone(),
                before_receipt: summary.before_receipt.clone(),
                assumed: summary.assumed.clone(),
            }
        );

        assert_eq!(good_rows(&rows).len(), clean.len(), "{format}: all rows of the clean table");
        assert_eq!(good_rows(&rows), good_rows(&clean), "{format}");

        let refusals: Vec<(u64, String)> = rows
            .iter()
            .filter(|row| !row.get("error").is_empty())
            .map(|row| (row.0["row"].as_u64().expect("a number"), row.get("error")))
            .collect();
        assert_eq!(refusals.len(), expected.len(), "{format}: each is told of once");
        for ((row, error), (expected_row, reason)) in refusals.iter().zip(&expected) {
            assert_eq!(row, expected_row, "{format}: {error}");
            assert!(error.contains(reason), "{format}, row {row}: `{error}` does not say `{reason}`");
            assert!(!error.contains("; `"), "{format}, row {row} has one fault and is told one: {error}");
        }
        // The number of every good row is its place in the file.
        let numbers: Vec<u64> = rows.iter().map(|row| row.0["row"].as_u64().expect("one")).collect();
        assert!(numbers.is_sorted(), "{format}: in the order of the file");
    }
}

/// What is wrong twice over is told twice over, in one row.
#[test]
fn every_fault_of_a_row_is_reported() {
    let rows =
        scenario().csv("case_id,channel,received,acknowledged\n1,leter,04/03/2024,never\n2,letter,2024-03-04,\n");
    assert_eq!(rows.iter().filter(|row| row.get("case_id") == "1").count(), 1);
    let error = rows[0].get("error");
    for reason in ["did you mean `letter`", "Then name the format: uk", "`acknowledged`: `never` is not a date"] {
        assert!(error.contains(reason), "{error}");
    }
    assert_eq!(rows[1].line(&["case_id", "status"]), "2 overdue");
}

#[test]
fn strict_stops_at_the_first_broken_row() {
    for format in [Format::Csv, Format::JsonLines] {
        let (bytes, expected) = table(format, true);
        let scenario = Scenario { strict: true, ..scenario() };
        // However the file is cut up, and whichever batch is ready first.
        for batch in [1, 10, 1000] {
            let error = scenario.fails(opened(bytes.clone(), format, batch));
            let (row, reason) = expected[0];
            assert!(error.starts_with(&format!("row {row}: ")) && error.contains(reason), "{error}");
        }
        assert!(scenario.assess(opened(table(format, false).0, format, 1000)).is_ok());
    }
}

/// What a cell holds is quoted only as far as somebody reads it, whoever refuses it: its column, the charter or the log.
#[test]
fn long_cells_are_shortened_in_messages() {
    let long = "x".repeat(900_000);
    let log = format!("case_id,event,at\n1,responded,{long}\n");
    let of_log = scenario().log(opened(log, Format::Csv, 1000)).expect("a log");
    for (scenario, channel, received) in [
        (scenario(), long.as_str(), "2024-05-28"),
        (scenario(), "letter", long.as_str()),
        (of_log, "letter", "2024-05-28"),
    ] {
        let table = format!("case_id,channel,received\n1,{channel},{received}\n");
        let rows = scenario.assess(opened(table, Format::Csv, 1000)).expect("outcomes").0;
        let error = rows[0].get("error");
        assert!((1_500..1_600).contains(&error.len()) && error.contains("x... (900"), "{error}");
    }
}
