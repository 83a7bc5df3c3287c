//! Contents of reports.

mod report_year;

use bywhen::Status;
use bywhen::engine::outcome::Target;
use bywhen_report as report;
use bywhen_report::{Observation, PromiseReport, Report, ReportContext, Tally, Verdict, statistics};
use chrono::NaiveDate;
use proptest::prelude::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn observation(status: Status, taken: Option<i64>) -> Observation {
    Observation { promise: 0, channel: Some(0), on: day(2026, 4, 8), status, taken, varied: false }
}

/// A tally of so many cases of each status.
fn tally(counts: &[(Status, u64)]) -> Tally {
    let mut tally = Tally::new(1, 5);
    for &(status, count) in counts {
        for _ in 0..count {
            tally.add(&observation(status, matches!(status, Status::Met | Status::Late).then_some(3)));
            tally.assess(1);
        }
    }
    tally
}

fn context(target: Option<Target>) -> ReportContext {
    let mut context = report_year::context();
    context.subjects.truncate(1);
    context.subjects[0].target = target;
    context
}

fn at_least(percent: u16) -> Option<Target> {
    Some(Target::Percent { percent, hundredths: 0, over: false })
}

fn reported(counts: &[(Status, u64)], target: Option<Target>) -> Report {
    tally(counts).report(&context(target))
}

fn only(report: &Report) -> &PromiseReport {
    &report.promises[0]
}

fn verdict(met: u64, late: u64, target: Option<Target>) -> Verdict {
    only(&reported(&[(Status::Met, met), (Status::Late, late)], target)).all.verdict.unwrap()
}

#[test]
fn one_of_one_is_never_a_bare_hundred_per_cent() {
    let report = reported(&[(Status::Met, 1), (Status::Running, 9)], at_least(90));
    let share = only(&report).all.figures.share.as_ref().unwrap();
    assert_eq!((share.met, share.of, share.percent.to_string()), (1, 1, "100.0".to_owned()));
    assert_eq!(share.interval.low.to_string(), "20.7", "one case says little");
    let text = report::text(&report);
    assert!(text.lines().filter(|line| line.contains("100.0%")).all(|line| line.contains('1')));
    assert!(text.contains("1 of 1"));
    assert!(report::html(&report).contains("1 of 1 decided case"));
    let csv = report::csv(&report).unwrap();
    assert!(csv.lines().nth(1).unwrap().contains(",10,1,1,0,0,9,"), "counts beside the percentage: {csv}");
}

#[test]
fn open_cases_are_outside_the_denominator() {
    let open = [(Status::Running, 5), (Status::Stopped, 3), (Status::Waiting, 2)];
    let rest = [(Status::Unstated, 4), (Status::Lapsed, 1)];
    let counts = [&[(Status::Met, 8), (Status::Late, 1), (Status::Overdue, 1)][..], &open, &rest].concat();
    let figures = only(&reported(&counts, at_least(80))).all.figures.clone();
    assert_eq!((figures.cases, figures.decided, figures.open()), (25, 10, 10));
    assert_eq!(figures.share.unwrap().percent.to_string(), "80.0");
}

#[test]
fn open_cases_are_never_counted_as_met() {
    let report = reported(&[(Status::Running, 40)], at_least(80));
    let all = &only(&report).all;
    assert_eq!((all.figures.met, all.figures.decided), (0, 0));
    assert!(all.figures.share.is_none(), "nothing is decided, so there is no percentage");
    assert_eq!(all.verdict, Some(Verdict::NoCases));
    assert!(report::html(&report).contains("Nothing decided"));
}

#[test]
fn a_case_done_late_is_late_and_no_longer_overdue() {
    let report = reported(&[(Status::Late, 1)], at_least(80));
    let figures = &only(&report).all.figures;
    assert_eq!((figures.late, figures.overdue, figures.decided), (1, 0, 1));
    assert_eq!(figures.times.as_ref().unwrap().median, 3, "the time it took, however long ago that was");
}

#[test]
fn a_target_just_missed_is_not_shown_as_reached() {
    let report = reported(&[(Status::Met, 1_999), (Status::Late, 501)], at_least(80));
    let all = &only(&report).all;
    assert_eq!(all.figures.share.as_ref().unwrap().percent.to_string(), "79.96");
    assert_eq!(all.verdict, Some(Verdict::NotReached));
    for page in [report::text(&report), report::html(&report), report::csv(&report).unwrap()] {
        assert!(page.contains("79.96") && !page.contains("80.0%,") && !page.contains("80.0% "), "{page}");
    }
}

#[test]
fn verdicts_keep_to_the_word_of_the_target() {
    let over = Some(Target::Percent { percent: 80, hundredths: 0, over: true });
    let at_most = Some(Target::AtMost { at_most_percent: 3, hundredths: 0, under: false });
    let under = Some(Target::AtMost { at_most_percent: 3, hundredths: 0, under: true });
    let half = Some(Target::Percent { percent: 98, hundredths: 50, over: false });
    assert_eq!(verdict(4, 1, at_least(80)), Verdict::Reached);
    assert_eq!(verdict(4, 1, over), Verdict::NotReached);
    assert_eq!(verdict(3, 97, at_most), Verdict::Reached);
    assert_eq!(verdict(3, 97, under), Verdict::NotReached);
    assert_eq!(verdict(197, 3, half), Verdict::Reached);
    assert_eq!(verdict(984, 16, half), Verdict::NotReached);
    assert_eq!(verdict(0, 0, at_least(80)), Verdict::NoCases);
    assert!(only(&reported(&[(Status::Met, 1)], None)).all.verdict.is_none());
}

#[test]
fn an_average_is_held_against_its_limit_not_its_rounding() {
    let assessor = |times: &[i64]| {
        let mut tally = Tally::new(1, 5);
        times.iter().for_each(|&taken| tally.add(&observation(Status::Met, Some(taken))));
        let mut context = context(Some(Target::Average { average: true }));
        context.subjects[0].unit = bywhen::engine::charter::Unit::Minutes;
        context.subjects[0].limit = Some(180);
        let report = tally.report(&context);
        (only(&report).all.verdict.unwrap(), report::html(&report))
    };
    assert_eq!(assessor(&[170, 190]).0, Verdict::Reached);
    let (missed, page) = assessor(&[180, 181]);
    assert_eq!(missed, Verdict::NotReached);
    assert!(page.contains("3.01 minutes"), "not 3.0 minutes beside a limit of 3");
    assert!(page.contains("On average within 3 minutes"));
    assert_eq!(assessor(&[]).0, Verdict::NoCases);
}

/// Found by bisection of the score equation `|p - x/n| = z √(p(1-p)/n)`, without the closed form that is tested.
#[test]
fn intervals_are_wilsons() {
    for (met, of, low, high) in [
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0.0000", "0.1611"),
        (20, 20, "0.8389", "1.0000"),
        (1, 1, "0.2065", "1.0000"),
        (1, 29, "0.0061", "0.1718"),
        (1_999, 2_500, "0.7835", "0.8148"),
    ] {
        let (a, b) = statistics::wilson(met, of).unwrap();
        assert_eq!((format!("{a:.4}").as_str(), format!("{b:.4}").as_str()), (low, high), "{met} of {of}");
    }
    assert_eq!(statistics::wilson(0, 0), None);
}

/// 90% of 1,000: for 100 cases √(0.9·0.1/100) is 0.03, so the limits are 0.81 and 0.99.
#[test]
fn limits_are_three_standard_errors_from_the_average() {
    for (met, decided, of, low, high) in
        [(900, 1000, 100, "0.8100", "0.9900"), (950, 1000, 50, "0.8575", "1.0000"), (700, 800, 30, "0.6939", "1.0000")]
    {
        let (a, b) = statistics::shewhart(met, decided, of).unwrap();
        assert_eq!((format!("{a:.4}").as_str(), format!("{b:.4}").as_str()), (low, high));
    }
    assert_eq!(statistics::shewhart(990, 1000, 99), None, "not one missed case would be expected");
    assert!(statistics::shewhart(990, 1000, 100).is_some());
    assert_eq!(statistics::shewhart(20, 20, 5), None);
    assert_eq!(statistics::shewhart(0, 0, 0), None);
}

fn months(count: u32) -> Report {
    let mut tally = Tally::new(1, 5);
    for month in 0..count {
        for case in 0..100 {
            let late = if month == 2 { 40 } else { 10 };
            let status = if case < late { Status::Late } else { Status::Met };
            tally.add(&Observation { on: day(2026, 4 + month, 5), ..observation(status, Some(1)) });
        }
    }
    tally.report(&context(at_least(80)))
}

#[test]
fn seven_months_are_too_few_for_limits() {
    let seven = months(7);
    assert!(only(&seven).chart.points.iter().all(|point| point.lower.is_none() && point.unusual.is_none()));
    assert!(only(&seven).chart.without_limits.as_ref().unwrap().contains("and 7 have enough"));
    let eight = months(8);
    let unusual: Vec<String> = only(&eight)
        .chart
        .points
        .iter()
        .filter_map(|point| Some(format!("{} {}", point.month, point.unusual?.words())))
        .collect();
    assert_eq!(unusual, ["2026-06 unusually low"]);
    assert_eq!(only(&eight).chart.without_limits, None);
}

#[test]
fn limits_are_not_drawn_from_a_handful_of_cases_a_month() {
    let mut tally = Tally::new(1, 5);
    for month in 1..=12 {
        for case in 0..6 {
            let status = if case == 0 && month < 4 { Status::Late } else { Status::Met };
            tally.add(&Observation { on: day(2026, month, 5), ..observation(status, Some(1)) });
        }
    }
    let report = tally.report(&context(at_least(80)));
    assert!(only(&report).chart.points.iter().all(|point| point.lower.is_none()));
    assert!(only(&report).chart.without_limits.as_ref().unwrap().contains("no month has enough"));
}

#[test]
fn a_verdict_that_open_cases_could_turn_is_only_so_far() {
    let may_change = |met, late, running| {
        let report = reported(&[(Status::Met, met), (Status::Late, late), (Status::Running, running)], at_least(80));
        only(&report).all.may_change
    };
    assert!(!may_change(90, 10, 0));
    assert!(!may_change(90, 10, 12), "90 of 112 is still 80%");
    assert!(may_change(90, 10, 13), "90 of 113 is not");
    assert!(!may_change(10, 90, 5));
    assert!(may_change(79, 21, 5), "84 of 105 would be 80%");
    let report = reported(&[(Status::Met, 9), (Status::Running, 9)], at_least(80));
    assert!(report::html(&report).contains("Target reached so far"));
    assert!(report::text(&report).contains("at least 80%: reached so far"));
}

#[test]
fn a_month_without_cases_is_shown_as_such() {
    let mut tally = Tally::new(1, 5);
    tally.add(&Observation { on: day(2027, 2, 1), ..observation(Status::Met, Some(1)) });
    tally.add(&Observation { on: day(2027, 4, 1), ..observation(Status::Late, Some(9)) });
    let report = tally.report(&context(at_least(80)));
    let verdicts: Vec<(&str, Verdict)> =
        only(&report).months.iter().map(|group| (group.key.as_str(), group.verdict.unwrap())).collect();
    assert_eq!(
        verdicts,
        [("2027-02", Verdict::Reached), ("2027-03", Verdict::NoCases), ("2027-04", Verdict::NotReached)]
    );
    let to_date: Vec<(&str, u64)> =
        only(&report).year_to_date.iter().map(|group| (group.label.as_str(), group.figures.decided)).collect();
    // A financial year ends with March: April begins anew.
    assert_eq!(to_date, [("April 2026 to February 2027", 1), ("April 2026 to March 2027", 1), ("April 2027", 1)]);
}

#[test]
fn a_wrong_date_does_not_make_thousands_of_months() {
    let mut tally = tally(&[(Status::Met, 1)]);
    for wrong in [day(1, 1, 1), NaiveDate::MIN, NaiveDate::MAX] {
        tally.add(&Observation { on: wrong, ..observation(Status::Met, Some(i64::MAX)) });
        tally.add(&Observation { on: wrong, ..observation(Status::Late, Some(i64::MIN)) });
    }
    let report = tally.report(&context(at_least(80)));
    assert_eq!(only(&report).months.len(), 4);
    assert!(report::html(&report).len() < 200_000);
    report::json(&report).unwrap();
}

#[test]
fn misplaced_observations_are_reported() {
    let mut tally = Tally::new(1, 2);
    tally.add(&Observation { promise: 7, ..observation(Status::Met, None) });
    tally.add(&Observation { channel: Some(9), ..observation(Status::Met, None) });
    tally.contact(Some(9), None);
    tally.refuse(3, "no date");
    tally.assess(2);
    let report = tally.report(&context(None));
    assert_eq!((report.rows.read, report.rows.assessed, report.rows.refused, report.rows.misplaced), (3, 2, 1, 1));
    assert_eq!(only(&report).channels[0].label, "Channel not known");
    assert_eq!(report.contacts.channels[0].label, "Channel not known");
}

#[test]
fn contacts_are_costed_where_the_charter_states_a_cost() {
    let mut tally = Tally::new(1, 5);
    for channel in [Some(0), Some(0), Some(1), Some(2), None] {
        tally.contact(channel, report_year::cost(channel));
    }
    let report = tally.report(&context(None));
    let contacts = &report.contacts;
    assert_eq!((contacts.contacts, contacts.costed, contacts.pence), (5, 3, Some(2 * 1037 + 283)));
    assert!(report::html(&report).contains("£23.57"));
    // What one costs changed: the sum is of both, and no single figure is shown.
    tally.contact(Some(0), Some(1100));
    let letters = &tally.report(&context(None)).contacts.channels[0];
    assert_eq!((letters.contacts, letters.pence_each, letters.pence), (3, None, Some(2 * 1037 + 1100)));
}

#[test]
fn nothing_in_the_charter_becomes_markup() {
    let nasty = "</title><script>alert(\"1\")</script>&'";
    let mut context = report_year::context();
    context.council = Some(nasty.to_owned());
    context.charter.title = nasty.to_owned();
    context.channels = vec![nasty.to_owned(); 5];
    for subject in &mut context.subjects {
        subject.id = format!("{nasty} x");
        subject.standard = nasty.to_owned();
        subject.sentence = nasty.to_owned();
        subject.cites = Some(nasty.to_owned());
        subject.action = nasty.to_owned();
    }
    let mut tally = report_year::tally();
    tally.refuse(1, nasty);
    let page = report::html(&tally.report(&context));
    assert!(!page.contains("<script") && !page.contains("alert(\""));
    assert_eq!(page.matches("</title>").count(), 1 + page.matches("<title id=").count());
}

#[test]
fn the_page_needs_nothing_from_elsewhere() {
    let page = report::html(&report_year::tally().report(&report_year::context()));
    for word in ["<script", "<link", "<img", "@import", "url(", "http", "src="] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en-GB\">"));
}

#[test]
fn an_empty_report_can_be_written() {
    let report = Tally::new(0, 0).report(&ReportContext { subjects: Vec::new(), ..context(None) });
    assert!(report::html(&report).contains("no promise to report on"));
    assert!(report::text(&report).contains("0 rows read"));
    assert_eq!(report::csv(&report).unwrap().lines().count(), 1);
    report::json(&report).unwrap();
}

#[test]
fn the_text_of_a_year() {
    insta::assert_snapshot!(report::text(&report_year::tally().report(&report_year::context())));
}

#[test]
fn the_table_of_a_year() {
    insta::assert_snapshot!(report::csv(&report_year::tally().report(&report_year::context())).unwrap());
}

#[test]
fn the_json_of_a_promise() {
    let report = reported(&[(Status::Met, 81), (Status::Late, 182), (Status::Running, 2)], at_least(80));
    insta::assert_snapshot!(report::json(&report).unwrap());
}

fn any_observation() -> impl Strategy<Value = Observation> {
    let taken = prop_oneof![0..40_i64, -5..2_000_i64, any::<i64>()];
    (0..3_u16, proptest::option::of(0..4_u16), 0..500_u32, 0..8_usize, proptest::option::of(taken), any::<bool>())
        .prop_map(|(promise, channel, days, status, taken, varied)| Observation {
            promise,
            channel,
            on: day(2026, 1, 1) + chrono::Days::new(days.into()),
            status: Status::ALL[status],
            taken,
            varied,
        })
}

/// The textbook's way: sort everything and take the one at the rank.
fn sorted_percentile(times: &[i64], percent: usize) -> Option<i64> {
    let mut times = times.to_vec();
    times.sort_unstable();
    let rank = (times.len() * percent).div_ceil(100).max(1);
    times.get(rank - 1).copied()
}

proptest! {
    #[test]
    fn merged_tallies_equal_a_single_one(
        cases in proptest::collection::vec((any_observation(), 0..4_usize), 0..400),
        refused in proptest::collection::vec((0..50_u64, 0..3_usize, 0..4_usize), 0..40),
    ) {
        let mut context = report_year::context();
        context.subjects.truncate(2);
        let mut one = Tally::new(2, 3);
        let mut parts = vec![Tally::new(2, 3); 4];
        for (observation, part) in &cases {
            for tally in [&mut one, &mut parts[*part]] {
                tally.add(observation);
                tally.contact(observation.channel, report_year::cost(observation.channel));
                tally.assess(1);
            }
        }
        for &(row, reason, part) in &refused {
            for tally in [&mut one, &mut parts[part]] {
                tally.refuse(row, ["a", "b", "c"][reason]);
            }
        }
        let mut merged = Tally::new(2, 3);
        parts.iter().rev().for_each(|part| merged.merge(part));
        prop_assert_eq!(
            report::json(&one.report(&context)).unwrap(),
            report::json(&merged.report(&context)).unwrap()
        );
    }

    #[test]
    fn percentiles_are_those_of_the_sorted_times(times in proptest::collection::vec(
        prop_oneof![0..30_i64, -10..5_000_i64, any::<i64>()], 1..9_000
    )) {
        let mut tally = Tally::new(1, 1);
        times.iter().for_each(|&taken| tally.add(&observation(Status::Met, Some(taken))));
        let report = tally.report(&context(None));
        let found = only(&report).all.figures.times.clone().unwrap();
        prop_assert_eq!(Some(found.median), sorted_percentile(&times, 50));
        prop_assert_eq!(Some(found.percentile_90), sorted_percentile(&times, 90));
        prop_assert_eq!(found.total, times.iter().map(|&time| i128::from(time)).sum::<i128>());
        prop_assert_eq!(found.cases, times.len() as u64);
    }

    #[test]
    fn a_share_never_looks_better_or_worse_than_its_target(met in 0..5_000_u64, late in 0..5_000_u64, target in 1..100_u16) {
        prop_assume!(met + late > 0);
        let mut tally = Tally::new(1, 1);
        (0..met).for_each(|_| tally.add(&observation(Status::Met, None)));
        (0..late).for_each(|_| tally.add(&observation(Status::Late, None)));
        let report = tally.report(&context(at_least(target)));
        let all = &only(&report).all;
        let shown = all.figures.share.as_ref().unwrap().percent.to_f64();
        prop_assert_eq!(all.verdict == Some(Verdict::Reached), shown >= f64::from(target));
        prop_assert_eq!(shown >= 100.0, late == 0);
        prop_assert_eq!(shown <= 0.0, met == 0);
    }
}

#[test]
fn a_report_lists_choices_and_mapped_columns() {
    let mut context = context(None);
    context.choices = vec![("weekend receipt".to_owned(), "as received".to_owned())];
    context.columns = vec![("reply".to_owned(), "responded".to_owned()), ("state".to_owned(), "-".to_owned())];
    let report = tally(&[(Status::Met, 1)]).report(&context);
    for form in [report::text(&report), report::html(&report)] {
        assert!(form.contains("“weekend receipt” is “as received”"), "{form}");
        assert!(form.contains("“reply” is responded, “state” is not read"), "{form}");
    }
    let json = report::json(&report).unwrap();
    assert!(json.contains("\"as received\"") && json.contains("\"responded\""), "{json}");
}

#[test]
fn a_stage_that_was_not_requested_is_not_reported_as_open() {
    let mut report = reported(&[(Status::Waiting, 118)], None);
    report.promises[0].stage = 2;
    let (public, _) = report::text(&report).split_once("PART 2").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    assert!(public.contains("Nobody has asked for this so far.") && !public.contains("118"), "{public}");
    assert!(report::html(&report).contains("Nobody has asked for this so far"));
}

#[test]
fn a_promise_without_a_decided_case_has_no_tables_of_dashes() {
    let report = reported(&[(Status::Unstated, 3)], None);
    assert!(!report::text(&report).contains("Financial year to date"));
    let html = report::html(&report);
    assert!(!report::text(&report).contains('`') && !html.contains('`'), "names stand in quotation marks");
    assert!(html.contains("No time is set") && !html.contains("<details>"), "{html}");
}
