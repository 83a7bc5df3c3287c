//! Which column is what, and what its cells may hold.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, DictionaryArray, Int64Array, LargeStringArray, NullArray, RecordBatch,
    StringArray, TimestampMillisecondArray, TimestampNanosecondArray, TimestampSecondArray,
};
use arrow::datatypes::Int32Type;
use bywhen::Versions;
use bywhen::calendar::Zone;
use bywhen_table::columns::DateFormat;

use crate::tables::support::{CHARTER, FORMATS, Grid, Scenario, csv, json_lines, lines, opened, parquet, plan};

const AT: &str = "2024-06-03T12:00:00";

fn scenario() -> Scenario {
    Scenario::example(AT)
}

#[test]
fn headings_map_columns_however_they_are_spelt() {
    let plain = scenario().csv("case_id,channel,received,acknowledged,complex\n1,email,2024-05-28,2024-05-29,yes\n");
    assert_eq!(lines(&plain, &["case_id", "action", "status"]), ["1 acknowledge met", "1 respond running"]);
    assert_eq!(plain[1].get("due"), "2024-06-25");
    let spelt = scenario().csv(" Case ID ,CHANNEL,Received,ACKNOWLEDGED,Complex\n1,E-Mails,2024-05-28,2024-05-29,Y\n");
    assert_eq!(spelt, plain);
    let keys = r#"{"Case ID":1,"CHANNEL":"e-mail","Received":"2024-05-28","ACKNOWLEDGED":"2024-05-29","Complex":true}"#;
    assert_eq!(scenario().assess(json_lines(keys)).expect("outcomes").0, plain);
}

#[test]
fn a_column_may_be_named() {
    let text = "Nr,Kanal,Eingang,Antwort,received\n1,email,2024-05-28,2024-05-29,x\n";
    let json = r#"{"Nr":1,"Kanal":"email","Eingang":"2024-05-28","Antwort":"2024-05-29","received":"x"}"#;
    let scenario = || scenario().map("Nr", "case_id").map("Kanal", "channel").map("Eingang", "received");
    let scenario = scenario().map("Antwort", "responded").map("received", "-");
    let rows = scenario.csv(text);
    // An answer is an acknowledgement too.
    assert_eq!(lines(&rows, &["case_id", "action", "status"]), ["1 acknowledge met", "1 respond met"]);
    assert_eq!(scenario.assess(json_lines(json)).expect("outcomes").0, rows);
}

/// One column may be several things, and several columns one event.
#[test]
fn a_column_may_be_two_things_and_an_event_have_two_columns() {
    let both = scenario().map("done", "acknowledged").map("done", "responded");
    let rows = both.csv("channel,received,done\nletter,2024-05-28,2024-05-29\n");
    assert_eq!(lines(&rows, &["status"]), ["met", "met"]);
    let twice = scenario().map("first", "responded").map("second", "responded");
    let rows =
        twice.csv("channel,received,first,second\nletter,2024-05-01,,2024-05-08\nletter,2024-05-01,2024-05-07,\n");
    assert_eq!(lines(&rows, &["status"]), ["met"; 4]);
}

/// The same said twice is said once, and two different things of one column are a mistake where they cannot both be.
#[test]
fn conflicting_mappings_are_refused() {
    let table = || csv("received,channel,complex\n2024-05-28,letter,yes\n");
    let error = scenario().map("complex", "-").map("complex", "complex").fails(table());
    assert_eq!(error, "`complex` is said to be `-` and to be `complex`: say which of the two it is");
    assert!(scenario().map("complex", "complex").map("complex", "Complex").assess(table()).is_ok());
    let again = scenario().map("received", "received").map("received", "acknowledged").map("received", "Received");
    assert!(again.assess(table()).is_ok());
    let mut dates = scenario();
    dates.column_spec.dates_of =
        vec![("received".to_owned(), DateFormat::Iso), ("received".to_owned(), DateFormat::Uk)];
    assert_eq!(dates.fails(table()), "`received` is said to be `iso` and to be `uk`: say which of the two it is");
}

#[test]
fn ambiguous_columns_are_refused() {
    for (columns, expected) in [
        ("received,channel,Channel", "the columns `channel` and `Channel` both are `Channel`"),
        ("received,complex,Complex", "both are `Complex`"),
        ("received,case_id,Case", "both are `Case`"),
        ("channel,acknowledged", "no column says when a case was received"),
        ("received,extended.until", "`extended.until` goes with the event `extended`, which has no column"),
        ("received,extended,extended.until,Extended.until", "both are `Extended.until`"),
        ("received,extended,extended.reason,EXTENDED.reason", "both are"),
    ] {
        let error = scenario().fails(csv(&format!("{columns}\n")));
        assert!(error.contains(expected), "{columns}: {error}");
    }
    let mapped = scenario().map("Channel", "-").csv("received,channel,Channel\n2024-05-28,letter,by pigeon\n");
    assert_eq!(mapped[0].get("status"), "running");
}

#[test]
fn unknown_names_are_refused_with_a_suggestion() {
    let table = || csv("received,channel,first_reply\n2024-05-28,letter,\n");
    for (column, what, expected) in [
        (
            "first_reply",
            "respnded",
            "`respnded` is nothing that this charter knows of a case (did you mean `responded`?)",
        ),
        ("first_reply", "chanel", "did you mean `channel`?"),
        ("first_reply", "complx", "did you mean `complex`?"),
        ("first_reply", "zzz", "it knows case_id, kind, channel, service, `"),
        ("frst_reply", "responded", "no column `frst_reply` (did you mean `first_reply`?)"),
    ] {
        let error = scenario().map(column, what).fails(table());
        assert!(error.contains(expected), "{error}");
    }
}

/// Many a table has a column `closed` with yes and no. No clock of this charter looks at such an event.
#[test]
fn a_heading_that_no_clock_looks_at_is_not_read() {
    let rows = scenario().csv("received,channel,closed,sent\n2024-05-28,letter,yes,2\n");
    assert_eq!(lines(&rows, &["status", "error"]), ["running", "running"]);
    let error =
        scenario().map("closed", "closed").csv("received,channel,closed\n2024-05-28,letter,yes\n")[0].get("error");
    assert!(error.contains("`closed`: `yes` is not a date"), "{error}");
}

#[test]
fn an_extension_has_a_date_and_a_reason() {
    let text = "channel,received,extended,extended.until,Extended.reason\n\
                letter,2024-05-20,2024-05-31,2024-06-20,complex\nletter,2024-05-20,2024-05-31,2024-06-20,holidays\n\
                letter,2024-05-20,2024-06-05,2024-06-20,complex\nletter,2024-05-20,2024-05-31,2024-08-20,complex\n";
    let due = |rows: Vec<crate::tables::support::Row>| lines(&rows, &["action", "due", "error"]);
    let expected = [
        "acknowledge 2024-05-28",
        "respond 2024-06-20", // told in time
        "acknowledge 2024-05-28",
        "respond 2024-06-04", // for a reason that does not count
        "acknowledge 2024-05-28",
        "respond 2024-06-04", // told too late, and later than is asked
        "acknowledge 2024-05-28",
        "respond 2024-07-02", // as late as may be
    ];
    assert_eq!(due(scenario().csv(text)), expected);
    let named = scenario().map("more time", "extended").map("to", "extended.until").map("why", "extended.reason");
    let text = text.replace("extended,extended.until,Extended.reason", "more time,to,why");
    assert_eq!(due(named.csv(&text)), expected);
}

/// What takes a notice back or corrects it is a column as every event is.
#[test]
fn an_extension_is_withdrawn_and_corrected_in_columns() {
    let notice = [
        ("channel", "letter"),
        ("received", "2024-05-20"),
        ("extended", "2024-05-24"),
        ("extended.until", "2024-06-20"),
        ("extended.reason", "complex"),
    ];
    for (then, due) in [
        (&[][..], "2024-06-20"),
        (&[("extension-withdrawn", "2024-05-28")], "2024-06-04"),
        (&[("Extension withdrawn", "2024-05-28")], "2024-06-04"),
        (&[("extension-corrected", "2024-05-28"), ("extension-corrected.until", "2024-06-18")], "2024-06-18"),
        (&[("extension-corrected", "2024-05-28")], "2024-06-20"),
    ] {
        let mut grid = Grid::default();
        grid.add(&[&notice, then].concat());
        for format in FORMATS {
            let rows = scenario().assess(grid.open(format)).expect("outcomes").0;
            assert_eq!(rows[1].get("due"), due, "{then:?}, {format}");
        }
    }
    // Where nothing may be put off, such a column may hold what it likes.
    let (before, after) = CHARTER.split_once("    may extend").expect("an extension");
    let plain = format!("{before}{}", after.split_once('\n').expect("more lines").1);
    let rows = Scenario::new(Versions::one(plan(&plain)), AT)
        .csv("channel,received,extension withdrawn\nletter,2024-05-20,maybe\n");
    assert_eq!(lines(&rows, &["due", "error"]), ["2024-05-28", "2024-06-04"]);
}

/// A notice may give a time. In every format it counts, and a date is the whole of its day.
#[test]
fn the_time_of_an_extension_counts() {
    let due = |rows: Vec<crate::tables::support::Row>| rows[1].get("due_at");
    for (until, due_at) in [
        ("2024-06-20", "2024-06-20T23:59:59+01:00"),
        ("2024-06-20T14:30", "2024-06-20T14:30:00+01:00"),
        ("2024-06-20T13:30Z", "2024-06-20T14:30:00+01:00"),
    ] {
        let mut grid = Grid::default();
        grid.add(&[
            ("channel", "letter"),
            ("received", "2024-05-20"),
            ("extended", "2024-05-31"),
            ("extended.until", until),
            ("extended.reason", "complex"),
        ]);
        for format in FORMATS {
            assert_eq!(due(scenario().assess(grid.open(format)).expect("outcomes").0), due_at, "{until}, {format}");
        }
    }
    let mut uk = scenario();
    uk.column_spec.dates_of.push(("extended.until".to_owned(), DateFormat::Uk));
    let text = "channel,received,extended,extended.until,extended.reason\n\
                letter,2024-05-20,2024-05-31,20/06/2024 2.30pm,complex\n";
    assert_eq!(due(uk.csv(text)), "2024-06-20T14:30:00+01:00");
}

/// A frame has no dates without a time, and holds one as midnight.
#[test]
fn a_timestamp_at_midnight_is_the_date_that_was_given() {
    let text = |text: &str| Arc::new(StringArray::from(vec![text])) as ArrayRef;
    let midnight = "2024-06-20T00:00:00".parse::<chrono::NaiveDateTime>().expect("a time").and_utc().timestamp();
    for (until, due_at) in [
        (TimestampSecondArray::from(vec![midnight]), "2024-06-20T23:59:59+01:00"),
        (TimestampSecondArray::from(vec![midnight + 52_200]), "2024-06-20T14:30:00+01:00"),
        (TimestampSecondArray::from(vec![midnight - 3_600]).with_timezone("UTC"), "2024-06-20T23:59:59+01:00"),
        (TimestampSecondArray::from(vec![midnight]).with_timezone("UTC"), "2024-06-20T01:00:00+01:00"),
    ] {
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("channel", text("letter")),
            ("received", text("2024-05-20")),
            ("extended", text("2024-05-31")),
            ("extended.until", Arc::new(until)),
            ("extended.reason", text("complex")),
        ];
        let rows =
            scenario().assess(parquet(&RecordBatch::try_from_iter(columns).expect("a batch"))).expect("outcomes").0;
        assert_eq!(rows[1].get("due_at"), due_at);
    }
}

#[test]
fn a_heading_may_name_a_stage() {
    let text = "kind,received,acknowledged,responded,escalated,stage-2/acknowledged,Stage-2/Responded\n\
                complaint,2024-03-04,2024-03-05,2024-03-12,2024-03-20,2024-03-22,2024-05-13\n";
    let rows = scenario().csv(text);
    let expected = ["1 acknowledge met", "1 respond met", "2 escalate met", "2 acknowledge met", "2 respond late"];
    assert_eq!(lines(&rows, &["stage", "action", "status"]), expected);
    assert_eq!(
        rows[4].line(&["promise", "due", "late_by", "late_by_unit"]),
        "complaints/stage-2/respond 2024-04-23 13 working_days"
    );
}

#[test]
fn defaults_fill_empty_cells() {
    let mut scenario = scenario();
    scenario.column_spec.kind = Some("complaint".to_owned());
    scenario.column_spec.channel = Some("Post".to_owned());
    let promise = |rows: &[crate::tables::support::Row]| rows[0].get("promise");
    assert_eq!(promise(&scenario.csv("received\n2024-05-28\n")), "complaints/stage-1/acknowledge");
    assert_eq!(promise(&scenario.csv("received,kind,channel\n2024-05-28,,\n")), "complaints/stage-1/acknowledge");
    assert_eq!(promise(&scenario.csv("received,kind,channel\n2024-05-28,enquiry,\n")), "letters/acknowledge");
    // A name that means nothing is not made good.
    let error = scenario.csv("received,kind,channel\n2024-05-28,complant,\n")[0].get("error");
    assert!(error.contains("did you mean `complaint`?"), "{error}");
    let json = json_lines("{\"received\":\"2024-05-28\"}\n{\"received\":\"2024-05-28\",\"kind\":\"enquiry\"}");
    let rows = scenario.assess(json).expect("outcomes").0;
    assert_eq!(promise(&rows), "complaints/stage-1/acknowledge");
    assert_eq!(rows.last().expect("a row").get("promise"), "letters/respond");

    scenario.column_spec.channel = Some("pigeon".to_owned());
    let error = scenario.fails(csv("received\n2024-05-28\n"));
    assert!(error.contains("channel `pigeon` is not known to this charter"), "{error}");
}

#[test]
fn times_without_an_offset_are_in_the_named_zone() {
    let call = |scenario: &Scenario, answered: &str| {
        let text = format!("channel,received,answered\ntelephone,2024-05-28T10:00:00,{answered}\n");
        scenario.csv(&text)[0].line(&["due_at", "status", "late_by", "late_by_unit"])
    };
    let london = scenario();
    assert_eq!(call(&london, "2024-05-28T10:00:21.500"), "2024-05-28T10:00:20+01:00 late 1500 milliseconds");
    let mut utc = scenario();
    utc.column_spec.zone = Some(Zone::named("UTC").expect("UTC"));
    assert_eq!(call(&utc, "2024-05-28T10:00:20"), "2024-05-28T11:00:20+01:00 met");
    // An offset says more than any zone.
    assert_eq!(call(&utc, "2024-05-28T11:00:20+01:00"), "2024-05-28T11:00:20+01:00 met");
    // What the clocks of London skip is a time like any other.
    let rows = utc.csv("channel,received\nletter,2024-03-31T01:30:00\n");
    assert_eq!(rows[0].get("error"), "");
}

#[test]
fn the_format_of_dates_is_named_for_all_or_for_one_column() {
    let mut scenario = scenario();
    scenario.column_spec.dates = DateFormat::Uk;
    scenario.column_spec.dates_of.push(("acknowledged".to_owned(), DateFormat::Iso));
    let rows = scenario.csv("channel,received,acknowledged\nletter,04/05/2024 10:15,2024-05-07\n");
    assert_eq!(rows[0].line(&["due", "status"]), "2024-05-13 met");
    let error = scenario.csv("channel,received,acknowledged\nletter,2024-05-04,2024-05-07\n")[0].get("error");
    assert!(error.contains("(it is written as iso)"), "{error}");
    scenario.column_spec.dates_of.push(("acknowleged".to_owned(), DateFormat::Iso));
    let error = scenario.fails(csv("channel,received,acknowledged\n"));
    assert!(error.contains("no column `acknowleged` (did you mean `acknowledged`?)"), "{error}");
}

fn of(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    let columns = columns.into_iter().map(|(name, column)| (name, column, true));
    RecordBatch::try_from_iter_with_nullable(columns).expect("a batch")
}

fn text(cells: &[&str]) -> ArrayRef {
    Arc::new(StringArray::from(cells.to_vec()))
}

/// The types that pandas, polars and databases write.
#[test]
fn parquet_has_types_of_its_own() {
    let millis = |text: &str| text.parse::<chrono::DateTime<chrono::Utc>>().expect("a time").timestamp_millis();
    let (received, done) = (millis("2024-05-28T09:00:00Z"), millis("2024-05-29T09:00:00Z"));
    let batch = of(vec![
        ("case_id", Arc::new(Int64Array::from(vec![Some(17), None]))),
        ("channel", Arc::new(DictionaryArray::<Int32Type>::from_iter([Some("letter"), Some("email")]))),
        ("kind", Arc::new(NullArray::new(2))),
        ("received", Arc::new(TimestampSecondArray::from(vec![received / 1000; 2]))),
        (
            "acknowledged",
            Arc::new(TimestampNanosecondArray::from(vec![Some(done * 1_000_000), None]).with_timezone("UTC")),
        ),
        ("responded", Arc::new(NullArray::new(2))),
        ("complex", Arc::new(BooleanArray::from(vec![Some(true), None]))),
        ("team", Arc::new(LargeStringArray::from(vec!["north", "south"]))),
        ("nothing", Arc::new(NullArray::new(2))),
    ]);
    let mut scenario = scenario();
    scenario.passthrough = ["team", "nothing", "received"].map(str::to_owned).to_vec();
    let (rows, summary) = scenario.assess(parquet(&batch)).expect("outcomes");
    assert_eq!(summary.assessed, 2);
    let expected = [
        "17 acknowledge met 2024-06-04 north",
        "17 respond running 2024-06-25 north",
        "acknowledge running 2024-06-04 south",
        "respond running 2024-06-11 south",
    ];
    assert_eq!(lines(&rows, &["case_id", "action", "status", "due", "team"]), expected);
    // Without a zone, 9 o'clock is 9 in London.
    assert_eq!(rows[0].line(&["received", "nothing"]), "2024-05-28T09:00:00");
    assert_eq!(rows[1].get("due_at"), "2024-06-25T23:59:59+01:00");
}

#[test]
fn a_column_of_another_type_is_named() {
    let numbers = || Arc::new(Int64Array::from(vec![20_240_528])) as ArrayRef;
    let dates = || Arc::new(Date32Array::from(vec![20_000])) as ArrayRef;
    let letter = || text(&["letter"]);
    for (columns, expected) in [
        (
            vec![("received", numbers()), ("channel", letter())],
            "the column `received` cannot be a time: it holds Int64",
        ),
        (
            vec![("received", text(&["2024-05-28"])), ("channel", numbers())],
            "the column `channel` cannot be a channel: it holds Int64, and names are needed",
        ),
        (
            vec![("received", text(&["2024-05-28"])), ("channel", letter()), ("complex", dates())],
            "the column `complex` cannot be a fact: it holds Date32, and yes or no, a number or a text is needed",
        ),
        (
            vec![
                ("received", text(&["2024-05-28"])),
                ("channel", letter()),
                ("extended", text(&["2024-05-29"])),
                ("extended.until", Arc::new(BooleanArray::from(vec![true]))),
            ],
            "the column `extended.until` cannot be a date or time: it holds Boolean",
        ),
    ] {
        let error = scenario().fails(parquet(&of(columns)));
        assert!(error.contains(expected), "{error}");
    }
}

/// They wrap round to ordinary times, or to nothing at all, if nobody looks.
#[test]
fn a_timestamp_beyond_every_calendar_is_refused_and_not_lost() {
    let times = [i64::MIN, i64::MIN / 2, i64::MAX, 1 << 62, 253_402_300_800_000];
    let done: ArrayRef = Arc::new(TimestampMillisecondArray::from(times.to_vec()));
    let utc: ArrayRef = Arc::new(TimestampMillisecondArray::from(times.to_vec()).with_timezone("UTC"));
    let seconds: ArrayRef = Arc::new(TimestampSecondArray::from(times.to_vec()));
    let days: ArrayRef = Arc::new(Date32Array::from(vec![i32::MIN, i32::MAX, 1 << 30, -(1 << 30), 40_000_000]));
    for column in [done, utc, seconds, days] {
        let columns =
            vec![("received", text(&["2024-05-28"; 5])), ("channel", text(&["letter"; 5])), ("responded", column)];
        let (rows, summary) = scenario().assess(parquet(&of(columns))).expect("outcomes");
        assert_eq!(summary.refused, 5, "{rows:#?}");
        rows.iter().for_each(|row| assert!(row.get("error").contains("`responded`"), "{row:?}"));
    }
}

#[test]
fn an_empty_text_is_a_missing_one() {
    let keys = r#"{"case_id":"","channel":"letter","kind":"","service":"  ","received":"2024-05-28","acknowledged":"","complex":""}
{"case_id":"2","channel":"letter","received":""}"#;
    let (rows, _) = scenario().assess(json_lines(keys)).expect("outcomes");
    assert_eq!(lines(&rows[..2], &["case_id", "status"]), ["running", "running"]);
    assert!(rows[0].0["case_id"].is_null());
    assert!(rows[2].get("error").contains("no `received`"), "{}", rows[2].get("error"));
}

#[test]
fn a_table_without_rows_has_no_outcomes() {
    let heading = csv("case_id,channel,received\n");
    let (bytes, summary) = scenario().bytes(heading, bywhen_table::read::Format::Csv).expect("outcomes");
    assert_eq!(summary, bywhen_table::Summary::default());
    let heading = bywhen_table::Outcomes::column_names().collect::<Vec<_>>().join(",") + "\n";
    assert_eq!(String::from_utf8(bytes).expect("text"), heading);
    assert!(scenario().worklist(csv("case_id,channel,received\n")).expect("a list").is_empty());
    assert!(scenario().assess(json_lines("")).expect("outcomes").0.is_empty());
    let none = of(vec![("received", text(&[])), ("channel", text(&[]))]);
    assert!(scenario().assess(parquet(&none)).expect("outcomes").0.is_empty());
    let source = bywhen_table::read::Source::Stream { name: "cases".to_owned(), bytes: Box::new(std::io::empty()) };
    let empty = bywhen_table::read::open(source, bywhen_table::read::Format::Csv, Default::default());
    assert!(empty.err().expect("no heading").to_string().contains("is empty"));
}

#[test]
fn a_column_is_passed_on_once_and_under_no_other_name() {
    let mut scenario = scenario();
    scenario.passthrough = ["team", "received", "team"].map(str::to_owned).to_vec();
    let cases = "channel,received,team\nletter,2024-05-28,north\nleter,soon,south\n";
    let (bytes, _) = scenario.bytes(csv(cases), bywhen_table::read::Format::Csv).expect("outcomes");
    let text = String::from_utf8(bytes).expect("text");
    let ends: Vec<&str> = text.lines().collect();
    assert!(ends[0].ends_with(",warn_at,team,received"), "{}", ends[0]);
    assert!(ends[1].ends_with(",north,2024-05-28") && ends[2].ends_with(",north,2024-05-28"), "{text}");
    assert!(ends[3].ends_with(",south,soon"), "a refused row passes them on too: {text}");

    scenario.passthrough = vec!["status".to_owned()];
    let error = scenario.fails(csv("channel,received,status\n"));
    assert!(error.contains("`status` cannot be passed on"), "{error}");
    scenario.passthrough = vec!["taem".to_owned()];
    let error = scenario.fails(csv("channel,received,team\n"));
    assert!(error.contains("no column \"taem\""), "{error}");
    scenario.passthrough = vec!["Team".to_owned()];
    let rows = scenario.assess(opened(
        r#"{"Team":7,"channel":"letter","received":"2024-05-28"}"#,
        bywhen_table::read::Format::JsonLines,
        10,
    ));
    assert_eq!(rows.expect("outcomes").0[0].get("Team"), "7");
}

/// It is judged, and nothing is promised: it is kept all the same.
#[test]
fn a_row_without_a_standard_has_an_outcome_row() {
    let (rows, summary) =
        scenario().assess(csv("case_id,channel,received\n1,fax,2024-05-28\n2,letter,2024-05-28\n")).expect("outcomes");
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0].line(&["case_id", "row", "promise", "status", "error"]), "1 1");
    assert_eq!((summary.rows, summary.assessed, summary.refused, summary.without_promise), (2, 2, 0, 1));
}
