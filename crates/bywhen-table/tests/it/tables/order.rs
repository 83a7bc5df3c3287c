//! The order of what is written, whichever batch is ready first.

use bywhen_table::read::Format;

use crate::tables::support::{Scenario, csv, lines, opened};

/// Some of each: done, open, refused, without a standard.
fn cases(rows: usize) -> String {
    let mut text = "case_id,kind,channel,received,acknowledged,responded\n".to_owned();
    for row in 0..rows {
        let channel = ["letter", "email", "fax", "leter", "letter"][row % 5];
        let kind = ["", "complaint", ""][row % 3];
        let (month, day) = (1 + row % 12, 1 + row * 7 % 28);
        let received = if row % 41 == 0 { "soon".to_owned() } else { format!("2023-{month:02}-{day:02}") };
        let done = if row % 4 == 0 { format!("2024-01-{day:02}") } else { String::new() };
        text.push_str(&format!("{row},{kind},{channel},{received},,{done}\n"));
    }
    text
}

#[test]
fn the_bytes_are_the_same_however_the_threads_race() {
    let (scenario, cases) = (Scenario::example("2024-01-20T12:00:00"), cases(1200));
    for format in [Format::Csv, Format::JsonLines] {
        let open = |batch: usize| opened(cases.clone(), Format::Csv, batch);
        let (expected, all) = scenario.bytes(open(100_000), format).expect("outcomes");
        assert!(
            expected.len() > 100_000 && all.rows == 1200 && all.refused > 200 && all.without_promise > 100,
            "{all:?}"
        );
        for batch in [1, 2, 3, 7, 50, 3, 2, 1] {
            let (bytes, summary) = scenario.bytes(open(batch), format).expect("outcomes");
            assert!(bytes == expected, "{format}, batches of {batch}");
            assert_eq!(summary, all);
        }
    }
    // Parquet cuts its row groups by itself: the rows are the same.
    let list = scenario.worklist(opened(cases.clone(), Format::Csv, 100_000)).expect("a list");
    for batch in [1, 3, 50] {
        assert!(
            scenario.worklist(opened(cases.clone(), Format::Csv, batch)).expect("a list") == list,
            "batches of {batch}"
        );
    }
}

/// The question is put at noon on Monday 3 June 2024.
#[test]
fn a_worklist_is_what_is_still_to_be_done_by_when_it_is_due() {
    let cases = "case_id,kind,channel,received,acknowledged,responded,paused\n\
                 waiting,complaint,letter,2024-05-01,2024-05-02,2024-05-10,\n\
                 stopped,,letter,2024-05-28,2024-05-28,,2024-05-29\n\
                 done,,letter,2024-05-28,2024-05-29,2024-05-30,\n\
                 later,,letter,2024-05-30,,,\n\
                 zebra,,zebra,2024-05-30,,,\n\
                 without,,fax,2024-05-30,,,\n\
                 overdue,,letter,2024-05-01,2024-05-02,,\n\
                 answers,,email,2024-05-30,2024-05-30,,\n\
                 also,,also,2024-05-30,,,\n\
                 sooner,,letter,2024-05-28,2024-05-29,,\n";
    let list = Scenario::example("2024-06-03T12:00:00").worklist(csv(cases)).expect("a list");
    let expected = [
        // Those that nobody can judge, as they stand in the table.
        "zebra",
        "also",
        "overdue respond overdue 2024-05-16",
        "later acknowledge running 2024-06-06",
        "sooner respond running 2024-06-11",
        // Due at one time: in the order of the table.
        "later respond running 2024-06-13",
        "answers respond running 2024-06-13",
        // Without a date. What waits for the customer is nobody's work.
        "stopped respond stopped",
    ];
    assert_eq!(lines(&list, &["case_id", "action", "status", "due"]), expected);
}
