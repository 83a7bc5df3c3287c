//! Reports over the versions of a charter.

use bywhen_report::{MonthOf, Report, Verdict, attainment, html, text};
use bywhen_table::read::Format;

use crate::support::{NEW, NEXT, OLD, Scenario, family, opened};

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

#[test]
fn the_part_for_the_public_leaves_targets_for_staff_out() {
    let charter = NEXT.to_owned() + "    and at least 90% within 2 working days of receipt, for staff only\n";
    let report = reported(&[&charter], "channel,received,responded\nletter,2025-02-03,2025-02-05\n");
    let [promise, target] = report.promises.as_slice() else { panic!("{:?}", report.promises) };
    assert_eq!((promise.for_staff, target.for_staff), (false, true));
    assert_eq!((target.id.as_str(), target.all.figures.met), ("letters/respond-2", 1));
    let text = text(&report);
    let (public, staff) = text.split_once("PART 2: FOR STAFF").expect("two parts");
    assert!(!public.contains("within 2 working days") && staff.contains("within 2 working days"), "{text}");
    let page = html(&report);
    let (public, staff) = page.split_once("<h2 id=\"staff\">").expect("two parts");
    assert!(!public.contains("letters/respond-2") && !public.contains("within 2 working days"), "{public}");
    assert!(staff.contains("letters/respond-2"), "{staff}");
}
