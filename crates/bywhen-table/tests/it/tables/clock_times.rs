//! A date in one column and its time in another.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, Date32Array, RecordBatch, StringArray, Time32SecondArray, Time64NanosecondArray,
    TimestampMillisecondArray,
};
use bywhen::calendar::Zone;
use bywhen_table::LogSpec;
use bywhen_table::columns::DateFormat;

use crate::tables::support::{Scenario, csv, json_lines, lines, parquet};

/// Calls are measured in seconds, so that the time of receipt shows in the due time.
fn scenario() -> Scenario {
    let scenario = Scenario::example("2024-06-03T12:00:00");
    scenario.map("Date received", "received").map("Time received", "received.time")
}

fn due(scenario: &Scenario, cells: &str) -> String {
    let rows = scenario.csv(&format!("channel,Date received,Time received\ntelephone,{cells}\n"));
    rows[0].line(&["due_at", "error"])
}

#[test]
fn a_time_is_put_to_its_date() {
    let uk = || {
        let mut scenario = scenario();
        scenario.column_spec.dates = DateFormat::Uk;
        scenario
    };
    assert_eq!(due(&scenario(), "2024-05-28,10:15"), "2024-05-28T10:15:20+01:00");
    for cells in [
        "28/05/2024,22:15",
        "28-May-2024,10.15pm",
        "28/05/2024 00:00:00,22:15:00",
        // The whole in one column, and the time again in the other.
        "28/05/2024 22:15,10:15 PM",
    ] {
        assert_eq!(due(&uk(), cells), "2024-05-28T22:15:20+01:00", "{cells}");
    }
    assert_eq!(due(&uk(), "28/05/2024 22:15:07,22:15"), "2024-05-28T22:15:27+01:00", "the finer one holds");
}

/// Then only the day is known, also of a date that a system writes as midnight.
#[test]
fn without_its_time_a_date_is_a_day() {
    let letters = |text: &str| scenario().csv(text);
    let day = letters("channel,Date received,Time received\nletter,2024-05-28,\nletter,2024-05-28T00:00:00,\n");
    let plain =
        Scenario::example("2024-06-03T12:00:00").csv("channel,received\nletter,2024-05-28\nletter,2024-05-28\n");
    assert_eq!(day, plain);
    assert_eq!(
        due(&scenario(), "2024-05-28,"),
        Scenario::example("2024-06-03T12:00:00").csv("channel,received\ntelephone,2024-05-28\n")[0]
            .line(&["due_at", "error"])
    );
    assert!(due(&scenario(), "2024-05-28T00:00:00,").contains("the time of day is needed and not only the date"));
    assert_ne!(due(&scenario(), "2024-05-28,"), due(&scenario(), "2024-05-28,00:00"), "a time that is given is one");
}

#[test]
fn a_time_that_cannot_be_put_to_a_date_costs_its_row() {
    for (cells, expected) in [
        (",10:15", "`Time received`: 10:15 is a time without a date: `Date received` is empty"),
        (
            "2024-05-28,25:00",
            "`Time received`: `25:00` is not a time of day as in 10:15, 10:15:30 or 10.15am: there is no",
        ),
        ("2024-05-28,soon", "`Time received`: `soon` is not a time of day"),
        ("2024-05-28,0.42", "`0.42` is not a time of day"),
        (
            "2024-05-28T09:00,10:15",
            "`Date received` has a time of its own, and it is not 10:15: leave one of the two out",
        ),
        // The clocks go forward.
        ("2024-03-31,01:30", "`Time received`: 01:30 on Sunday 31 March 2024 does not exist in Europe/London"),
    ] {
        let result = due(&scenario(), cells);
        assert!(result.contains(expected), "{cells}: {result}");
    }
    let result = due(&scenario(), "tomorrow,10:15");
    assert!(
        result.contains("`Date received`: `tomorrow` is not a date") && !result.contains("Time received"),
        "{result}"
    );
}

#[test]
fn a_heading_may_name_the_time_column_of_any_event() {
    let scenario = Scenario::example("2024-06-03T12:00:00");
    let rows = scenario.csv(
        "channel,received,Received.Time,responded,responded.time\ntelephone,2024-05-28,10:15,2024-05-28,10:15:20\n\
         telephone,2024-05-28,10:15,2024-05-28,10:15:21\n",
    );
    assert_eq!(lines(&rows, &["due_at"]), ["2024-05-28T10:15:20+01:00"; 2]);
    // JSON lines have whatever keys they have: there the key must be named.
    let row = r#"{"channel":"telephone","day":"2024-05-28","clock":"10:15"}"#;
    let named = scenario.map("day", "received").map("clock", "received.time");
    let (rows, _) = named.assess(json_lines(row)).expect("outcomes");
    assert_eq!(lines(&rows, &["due_at"]), ["2024-05-28T10:15:20+01:00"]);
}

#[test]
fn a_time_of_several_dates_must_be_mapped() {
    let two = Scenario::example("2024-06-03T12:00:00").map("a", "responded").map("b", "responded");
    let error = two.map("at", "responded.time").fails(csv("channel,received,a,b,at\n"));
    assert!(error.contains("`at` is a time of `responded`, of which several columns tell (`a`, `b`)"), "{error}");
    let error =
        Scenario::example("2024-06-03T12:00:00").map("at", "responded.time").fails(csv("channel,received,at\n"));
    assert!(error.contains("`at` goes with the event `responded`, which has no column"), "{error}");
    let error = scenario().map("b", "received.time").fails(csv("channel,Date received,Time received,b\n"));
    assert!(error.contains("both are `received.time`"), "{error}");
    // What was named goes with what was named.
    let rows = scenario().csv("channel,received,Date received,Time received\ntelephone,2024-05-29,2024-05-28,10:15\n");
    assert_eq!(rows[0].get("due_at"), "2024-05-28T10:15:20+01:00");
}

/// A frame has dates as timestamps at midnight, and times of their own type.
#[test]
fn times_of_any_type_are_put_to_dates_of_any_type() {
    let midnight = 1_716_854_400_000;
    let days: [ArrayRef; 3] = [
        Arc::new(Date32Array::from(vec![19_871; 2])),
        Arc::new(TimestampMillisecondArray::from(vec![midnight; 2])),
        Arc::new(StringArray::from(vec!["2024-05-28"; 2])),
    ];
    let times: [ArrayRef; 3] = [
        Arc::new(Time32SecondArray::from(vec![Some(36_900), None])),
        Arc::new(Time64NanosecondArray::from(vec![Some(36_900_000_000_000), None])),
        Arc::new(StringArray::from(vec![Some("10:15"), None])),
    ];
    let channel: ArrayRef = Arc::new(StringArray::from(vec!["telephone"; 2]));
    let day_only = due(&scenario(), "2024-05-28,");
    for day in &days {
        for time in &times {
            let columns = [("channel", &channel), ("Date received", day), ("Time received", time)];
            let batch = RecordBatch::try_from_iter(columns.map(|(name, column)| (name, Arc::clone(column))));
            let (rows, _) = scenario().assess(parquet(&batch.expect("a batch"))).expect("outcomes");
            let what = (day.data_type(), time.data_type());
            assert_eq!(lines(&rows, &["due_at", "error"]), ["2024-05-28T10:15:20+01:00", &day_only], "{what:?}");
        }
    }
    let columns = [("channel", &channel), ("Date received", &days[0]), ("Time received", &days[1])];
    let batch = RecordBatch::try_from_iter(columns.map(|(name, column)| (name, Arc::clone(column)))).expect("a batch");
    let error = scenario().fails(parquet(&batch));
    assert!(error.contains("the column `Time received` cannot be a time of day: it holds Timestamp"), "{error}");
}

#[test]
fn the_zone_of_times_without_an_offset_is_that_of_both() {
    let mut scenario = scenario();
    scenario.column_spec.zone = Some(Zone::named("UTC").expect("a zone"));
    assert_eq!(due(&scenario, "2024-05-28,10:15"), "2024-05-28T11:15:20+01:00");
    assert_eq!(due(&scenario, "2024-05-28T00:00:00,23:30"), "2024-05-29T00:30:20+01:00");
}

#[test]
fn a_log_may_have_its_times_in_a_column_of_their_own() {
    let cases = "case_id,channel\n1,telephone\n2,telephone\n";
    let log = "case_id,event,day,clock\n1,received,2024-05-28,10:15\n2,received,,10:15\n";
    let mut spec = LogSpec::default();
    let columns = [("day", "at"), ("clock", "at.time")].map(|(column, what)| (column.to_owned(), what.to_owned()));
    spec.set_columns(&columns).expect("columns of a log");
    let scenario = Scenario::example("2024-06-03T12:00:00").log_named(csv(log), &spec).expect("a log");
    let rows = scenario.csv(cases);
    assert_eq!(rows[0].get("due_at"), "2024-05-28T10:15:20+01:00");
    assert!(
        rows[1].get("error").contains("row 2 of the log: `clock`: 10:15 is a time without a date"),
        "{:?}",
        rows[1]
    );
    let headed = "case_id,event,at,at.time\n1,received,2024-05-28,10:15\n";
    let scenario = Scenario::example("2024-06-03T12:00:00").log(csv(headed)).expect("a log");
    assert_eq!(scenario.csv(cases)[0].get("due_at"), "2024-05-28T10:15:20+01:00");
}
