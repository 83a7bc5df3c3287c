//! Two charters asked of the same cases, against the outcomes of each joined by hand.

use std::collections::BTreeMap;

use bywhen::Versions;
use bywhen_report::{Comparison, DecidedCounts, PromiseComparison, compare};
use bywhen_table::read::Format;

use crate::support::{CHARTER, Scenario, csv, opened, plan};

/// More time for letters, stages for nobody else, no calls, and a new promise.
fn new_charter() -> String {
    let calls = "standard \"Calls\"\n  applies to telephone\n  \
                 we aim to answer at least 80% within 20 seconds of receipt\n";
    assert!(CHARTER.contains(calls));
    CHARTER
        .replace("version 2020", "version 2021")
        .replace(
            "acknowledge within 5 working days of receipt\n  we will respond\n",
            "acknowledge within 7 calendar days of receipt\n  we will respond\n",
        )
        .replace("within 10 working days of receipt\n", "within 12 working days of receipt\n")
        .replace(calls, "standard \"Visits\"\n  applies to in person\n  we will greet within 10 minutes of receipt\n")
}

fn scenario(text: &str) -> Scenario {
    Scenario::new(Versions::one(plan(text)), "2021-06-01T12:00:00Z")
}

fn compared(old: &str, new: &str, table: &str) -> Comparison {
    let (old, new) = (scenario(old), scenario(new));
    // Batches of seven, so that several are counted and put together.
    let cases = opened(table, Format::Csv, 7);
    compare(&old.request(), &new.request(), cases, |_| {}).expect("a comparison").0
}

/// Letters, complaints, calls and visits, some answered, some with dates that nobody can read.
fn table() -> String {
    let mut seed = 7u64;
    let mut random = move |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut text = "case_id,kind,channel,complex,received,acknowledged,responded\n".to_owned();
    for case in 0..300 {
        let (kind, channel) = match random(5) {
            0 => ("complaint", "letter"),
            1 => ("enquiry", "telephone"),
            2 => ("enquiry", "in person"),
            _ => ("enquiry", "letter"),
        };
        let day = |n: u64| format!("2021-{:02}-{:02}T10:{:02}:00Z", n / 28 + 1, n % 28 + 1, n % 60);
        let received = random(120);
        let later = |n: u64| if n.is_multiple_of(3) { String::new() } else { day(received + n) };
        let (acknowledged, responded) = (later(random(9)), later(random(24)));
        let received = if random(20) == 0 { "soon".to_owned() } else { day(received) };
        let complex = if random(4) == 0 { "yes" } else { "no" };
        text.push_str(&format!("{case},{kind},{channel},{complex},{received},{acknowledged},{responded}\n"));
    }
    text
}

/// By row and promise: when it is due, and its status.
fn outcomes(text: &str, table: &str) -> BTreeMap<(String, String), (String, String)> {
    let rows = scenario(text).csv(table).into_iter();
    let rows = rows.filter(|row| row.get("error").is_empty() && !row.get("promise").ends_with("escalate"));
    rows.map(|row| ((row.get("row"), row.get("promise")), (row.get("due"), row.get("status")))).collect()
}

fn decided(
    outcomes: &BTreeMap<(String, String), (String, String)>,
    promise: &str,
    answered: impl Fn(&str) -> bool,
) -> DecidedCounts {
    let of = outcomes.iter().filter(|((row, id), _)| id == promise && answered(row));
    let statuses: Vec<&str> = of.map(|(_, (_, status))| status.as_str()).collect();
    let count = |status: &str| statuses.iter().filter(|one| **one == status).count() as u64;
    DecidedCounts { cases: statuses.len() as u64, met: count("met"), late: count("late"), overdue: count("overdue") }
}

#[test]
fn a_comparison_counts_what_a_join_of_both_outcomes_counts() {
    let (table, new) = (table(), new_charter());
    let (before, after) = (outcomes(CHARTER, &table), outcomes(&new, &table));
    let comparison = compared(CHARTER, &new, &table);
    let refused = |text: &str| {
        let rows = scenario(text).csv(&table).into_iter();
        rows.filter(|row| !row.get("error").is_empty()).map(|row| row.get("row")).collect::<Vec<_>>()
    };
    let (refused_before, refused_after) = (refused(CHARTER), refused(&new));
    let answered = |row: &str| !refused_before.iter().chain(&refused_after).any(|refused| refused == row);
    assert_eq!(comparison.cases, (1..=300).filter(|row: &u64| answered(&row.to_string())).count() as u64);
    assert!(comparison.cases > 200 && comparison.cases < 300, "some are refused: {}", comparison.cases);

    let mut moved = 0;
    for compared in &comparison.promises {
        let PromiseComparison { promise, old, new, .. } = compared;
        assert_eq!(*old, decided(&before, promise, answered), "{promise}");
        assert_eq!(*new, decided(&after, promise, answered), "{promise}");
        let days = |due: &str| due.parse::<chrono::NaiveDate>().ok();
        let pairs = before.iter().filter(|((row, id), _)| id == promise && answered(row));
        let shifts: Vec<i64> =
            pairs.filter_map(|(key, (due, _))| Some((days(&after.get(key)?.0)? - days(due)?).num_days())).collect();
        let count = |which: fn(&i64) -> bool| shifts.iter().filter(|shift| which(shift)).count() as u64;
        assert_eq!(compared.dated, shifts.len() as u64, "{promise}");
        assert_eq!(
            (compared.same, compared.earlier, compared.later),
            (count(|n| *n == 0), count(|n| *n < 0), count(|n| *n > 0))
        );
        let most = |sign: i64| shifts.iter().map(|shift| shift * sign).max().unwrap_or(0).max(0) as u32;
        assert_eq!((compared.most_days_earlier, compared.most_days_later), (most(-1), most(1)), "{promise}");
        moved += compared.earlier.min(compared.later);
    }
    assert!(moved > 0, "a promise of which some dates come earlier and some later");
    let ids: Vec<&str> = comparison.promises.iter().map(|one| one.promise.as_str()).collect();
    assert!(ids.contains(&"visits/greet") && ids.contains(&"calls/answer"), "{ids:?}");
}

#[test]
fn the_same_charter_moves_nothing() {
    let comparison = compared(CHARTER, CHARTER, &table());
    for compared in comparison.promises {
        assert_eq!((compared.old, compared.same), (compared.new, compared.dated), "{}", compared.promise);
    }
}

#[test]
fn a_first_stage_is_compared_with_what_had_no_stages() {
    let (head, _) = CHARTER.split_once("  stage 1\n").expect("stages");
    let respond = "we will usually respond within 10 working days of receipt\n";
    let old = format!("{head}  {respond}");
    let second = "  stage 2 if the customer asks within 28 calendar days of our response\n    \
                  we will review within 20 working days of the request\n";
    let new = format!("{head}  stage 1\n    {respond}{second}");
    let comparison = compared(&old, &new, "kind,channel,received\ncomplaint,letter,2021-03-01T09:00:00Z\n");
    let compared =
        comparison.promises.iter().find(|one| one.promise == "complaints/stage-1/respond").expect("a promise");
    assert_eq!((compared.dated, compared.same), (1, 1));
}

#[test]
fn unreadable_tables_are_errors() {
    let (old, new) = (scenario(CHARTER), scenario(&new_charter()).map("Nowhere", "received"));
    let error = compare(&old.request(), &new.request(), csv("received\n2021-03-01\n"), |_| {}).expect_err("no column");
    assert!(error.to_string().contains("Nowhere"), "{error}");
}

/// A notice that gives a time is compared with its time.
#[test]
fn the_time_of_an_extension_is_compared() {
    let fewer = CHARTER.replace("by up to 20 working days", "by up to 11 working days");
    let table = "channel,received,extended,extended.until,extended.reason\n\
                 letter,2020-05-18,2020-05-29,2020-06-18T14:30,complex\n";
    let comparison = compared(CHARTER, &fewer, table);
    let respond = comparison.promises.iter().find(|line| line.promise == "letters/respond").expect("the promise");
    // 11 working days after Tuesday 2 June end on Wednesday the 17th, the day before the one that was given.
    assert_eq!((respond.dated, respond.earlier, respond.most_days_earlier), (1, 1, 1));
    let same = compared(CHARTER, &CHARTER.replace("by up to 20 working days", "by up to 19 working days"), table);
    assert!(same.promises.iter().all(|line| line.same == line.dated), "{same:?}");
}
