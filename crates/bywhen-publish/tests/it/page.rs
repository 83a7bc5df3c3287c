//! A charter as a page: what is said, in each format.

use std::collections::BTreeSet;

use bywhen::{CompileOptions, Family, Plan, bundled, parse, prose};
use bywhen_publish::{Change, Page, changes, page};

fn page_of(text: &str) -> Page {
    let family = Family::parse([text]).expect("a charter without errors");
    page(&family.versions()[0].plan(&CompileOptions::default()).expect("a plan"))
}

fn every_part() -> Page {
    page_of(include_str!("pages/every-part.charter"))
}

const FOR_STAFF: &str = r#"charter "Test"
  id test
  version 1

calendar "working days"
  Monday to Friday
  the day of receipt is day 0, whenever it came

standard "Letters"
  applies to letter
  we will respond within 10 working days of receipt
    and at least 90% within 5 working days of receipt, for staff only cites "OURS-1"
    warn 1 working day before

  example "a letter"
    letter received 2 March 2026
    respond by 16 March 2026

standard "Emails"
  applies to email
  we aim to assign within 1 working day of receipt, for staff only

variation "Summer" from 1 July 2026 until 31 August 2026
  "Emails" assign within 3 working days of receipt
"#;

#[test]
fn the_page_leaves_targets_for_staff_out() {
    let text = page_of(FOR_STAFF).text(120);
    for ours in ["90%", "within 5 working days", "assign", "Emails", "9 March", "OURS-1"] {
        assert!(!text.contains(ours), "{ours}: {text}");
    }
    assert!(text.contains("We will respond within 10 working days of receipt"), "{text}");
}

#[test]
fn a_table_for_residents_has_no_targets_for_staff() {
    let family = Family::parse([FOR_STAFF]).expect("a charter without errors");
    let plan = family.versions()[0].plan(&CompileOptions::default()).expect("a plan");
    let day = "2026-03-02".parse().expect("a date");
    let table = bywhen_publish::lookup_table(&plan, &bywhen::Case::default().by("letter"), day..=day).expect("a table");
    assert!(!table.rows.is_empty() && table.rows.iter().all(|row| row.promise == "letters/respond"));
    let outcome = plan.check(&bywhen::Case::received(day.into()).by("letter"), day.into()).expect("an outcome");
    let sentence = |id: &str| {
        let promise = outcome.promises.iter().find(|promise| promise.id == id).expect("the promise");
        (promise.for_staff, prose::sentence(plan.charter(), &outcome, promise))
    };
    assert_eq!(
        sentence("letters/respond"),
        (false, "We will respond to your letter by Monday 16 March 2026.".to_owned())
    );
    let ours = "For staff only: We will respond to your letter by Monday 9 March 2026.";
    assert_eq!(sentence("letters/respond-2"), (true, ours.to_owned()));
    assert!(prose::answer(plan.charter(), &outcome, prose::Depth::Dates).trim_end().ends_with(ours));
}

#[test]
fn every_part_of_a_charter_is_told_in_text() {
    insta::assert_snapshot!(every_part().text(90));
}

#[test]
fn every_part_of_a_charter_is_told_in_markdown() {
    insta::assert_snapshot!(every_part().markdown());
}

#[test]
fn every_part_of_a_charter_is_told_in_html() {
    let html = every_part().html();
    let (_, body) = html.split_once("<body>").unwrap();
    insta::assert_snapshot!(body);
}

#[test]
fn a_charter_comes_with_every_promise_in_every_format() {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for one in bundled() {
        let charter = parse(one.text).charter.unwrap();
        let page = page_of(one.text);
        let text = plain(&page.text(80));
        let markdown = page.markdown().replace('\\', "");
        let html = page.html().replace("&#39;", "'");
        for (_, _, promise) in charter.promises() {
            let said = prose::promised(promise);
            let said = if said.starts_with("The customer may ask") { "You may ask for stage".to_owned() } else { said };
            for format in [&text, &markdown, &html] {
                assert!(format.contains(&said), "{}: {said}", one.id);
            }
        }
        for pledge in &charter.pledges {
            let said = plain(pledge.text.trim_end_matches('.'));
            assert!(text.to_lowercase().contains(&said.to_lowercase()), "{}: {said}", one.id);
        }
    }
}

#[test]
fn no_line_of_the_text_is_longer_than_asked_but_for_a_long_word() {
    for one in bundled() {
        for width in [72, 90] {
            for line in page_of(one.text).text(width).lines() {
                let long = line.chars().count() > width;
                assert!(!long || line.trim().split(' ').any(|word| word.chars().count() > width / 4), "{line}");
            }
        }
    }
}

#[test]
fn a_width_that_no_word_has_leaves_nothing_out() {
    for one in bundled() {
        let page = page_of(one.text);
        let words = |width| page.text(width).split_whitespace().map(str::to_owned).collect::<BTreeSet<_>>();
        let whole = words(90);
        (0..6).for_each(|width| assert_eq!(words(width), whole, "{} in {width}", one.id));
    }
}

#[test]
fn every_element_of_the_web_page_is_closed_in_order() {
    let texts = bundled().iter().map(|one| one.text).chain([include_str!("pages/every-part.charter")]);
    for html in texts.map(|text| page_of(text).html()) {
        let mut open = Vec::new();
        let (_, body) = html.split_once("<body>").unwrap();
        for tag in body.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap();
            match tag.strip_prefix('/') {
                Some("html" | "body") => {}
                Some(name) => assert_eq!(open.pop(), Some(name), "{html}"),
                None => open.push(tag.split(' ').next().unwrap()),
            }
        }
        assert!(open.is_empty(), "{open:?}");
    }
}

#[test]
fn an_address_that_is_not_of_the_web_is_no_link() {
    let page = every_part();
    assert!(page.html().contains("href=\"https://example.org/promise?a=1&amp;b=2\""));
    for written in [page.html(), page.markdown()] {
        assert!(!written.contains("href=\"javascript") && !written.contains("](<javascript"), "{written}");
        assert!(written.contains("javascript:alert(1)"), "it is told all the same");
    }
}

fn changed(old: &str, new: &str) -> Vec<(String, Vec<String>, Vec<String>)> {
    let plan = |text: &str| Plan::compile(parse(text).charter.unwrap(), &CompileOptions::default()).unwrap();
    let changes = changes(&plan(old), &plan(new));
    changes.into_iter().map(|Change { section, removed, added }| (section, removed, added)).collect()
}

#[test]
fn a_charter_written_otherwise_changes_nothing() {
    let text = include_str!("pages/every-part.charter");
    let otherwise = text
        .replace("within 5 working days of receipt", "within five working days of receipt  # five")
        .replace("Monday to Friday", "Monday to Thursday, Friday")
        .replace("  example \"just before Easter\"", "  example \"another\"");
    assert_ne!(text, otherwise);
    assert_eq!(changed(text, &otherwise), []);
}

#[test]
fn what_changes_is_told_under_its_heading() {
    let text = include_str!("pages/every-part.charter");
    let new = text
        .replace("in writing within 5 working days", "in writing within 7 working days")
        .replace("we will review within 20 working days of the request", "we will review with no time stated")
        .replace("    the clock starts again at \"told us\"\n", "")
        .replace("  Friday 9am to 4pm\n", "  Friday 9am to 3pm\n")
        .replace("pledge \"Staff wear a name badge.\"", "pledge \"Staff say their name.\"");
    let told = |section: &str, removed: &[&str], added: &[&str]| {
        let owned = |lines: &[&str]| lines.iter().map(|&line| line.to_owned()).collect::<Vec<_>>();
        (section.to_owned(), owned(removed), owned(added))
    };
    assert_eq!(
        changed(text, &new),
        [
            told(
                "Letters",
                &[
                    "We will acknowledge in writing within 5 working days of receipt.",
                    "We will usually respond in full: The clock starts again at “told us”."
                ],
                &["We will acknowledge in writing within 7 working days of receipt."]
            ),
            told(
                "Repairs, Stage 2",
                &["We will review within 20 working days of the request."],
                &["We will review. No time is set for that."]
            ),
            told("Opening hours: Contact centre", &["Friday: 9am to 4pm"], &["Friday: 9am to 3pm"]),
            told("We also promise", &["Staff wear a name badge."], &["Staff say their name."]),
        ]
    );
}

/// The text of a page of the charter that is given without its head.
fn told(body: &str) -> String {
    let head = "charter \"Test\"\n  id test\n  version 1\n\ncalendar \"working days\"\n  Monday to Friday\n";
    page_of(&format!("{head}{body}")).text(200)
}

fn holds(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.lines().any(|told| told.trim() == *line), "{line}\n{text}");
    }
}

#[test]
fn opening_hours_are_those_of_a_usual_week() {
    let hours = "hours \"Library\"\n  Monday to Friday 9am to 5pm\n  Saturday 9am to midday\n";
    let told_of = |calendar: &str, off: &str| told(&format!("{calendar}\n{hours}  {off}\n"));

    holds(&told_of("", "closed 1 May 2026"), &["Saturday          9am to midday", "Sunday            closed"]);

    let closed = told_of("", "closed on days that are not working days");
    holds(&closed, &["Saturday and Sunday  closed"]);
    assert!(!closed.contains("midday"), "no Saturday is a working day: {closed}");

    let open_day = told_of("  also open Saturday 6 June 2026\n", "open on days that are not working days 10am to 2pm");
    holds(&open_day, &["Saturday and Sunday  10am to 2pm", "* Saturday, where it is a working day: 9am to midday."]);
}

#[test]
fn a_notice_says_of_which_stage_it_speaks_and_why_in_the_charters_words() {
    let body = "standard \"Complaints\"\n  applies to complaint by any channel\n  stage 1\n    \
                we will respond within 10 working days of receipt\n  stage 2 if the customer asks\n    \
                we will respond within 20 working days of the request\n\
                variation \"Move\" from 1 July 2026 until 31 August 2026\n  \
                \"Complaints\" stage 2 respond within 30 working days of the request\n  because \"we move offices.\"\n";
    let lines = [
        "* Move: from Wednesday 1 July 2026 until Monday 31 August 2026 (we move offices).",
        "- Complaints, stage 2, responding: within 30 working days of the request.",
    ];
    holds(&told(body), &lines);
}

#[test]
fn clauses_are_gathered_at_the_end() {
    let text =
        told("milestone \"One number\" by \"Spring 2027\" cites \"PLAN-1\"\ncost telephone £2.83 cites \"COST-1\"\n");
    holds(
        &text,
        &[
            "* One number: Spring 2027.",
            "* telephone: £2.83.",
            "PLAN-1           What we plan: One number: Spring 2027",
        ],
    );
}

#[test]
fn nobody_comes_by_in_person() {
    let body = "standard \"Desk\"\n  applies to appointment by in person\n  applies to complaint by letter, in person\n  \
                applies to feedback by letter, email\n  we will greet within 10 minutes of arrival\n";
    holds(&told(body), &["For: appointment in person; complaint by letter or in person; feedback by letter or email."]);
}

#[test]
fn a_cut_off_is_told_of_working_days_alone() {
    let of = |rules: &str| {
        let text = page_of(&format!(
            "charter \"Test\"\n  id test\n  version 1\ncalendar \"working days\"\n  Monday to Friday\n{rules}standard \"S\"\n  applies \
             to letter\n  we will respond within 5 working days of receipt\n"
        ))
        .text(200);
        text.lines().find(|line| line.contains("5:30pm")).unwrap_or_default().trim().to_owned()
    };
    assert_eq!(
        of("  received from 5:30pm counts as the next day\n"),
        "* What is received on a working day at or after 5:30pm counts as received on the next day."
    );
    assert_eq!(
        of(
            "  received from 5:30pm counts as the next day\n  received on a closed day counts as the next working day\n"
        ),
        "* What is received on a working day at or after 5:30pm counts as received on the next day, or on the next working day where \
         that is closed."
    );
    assert_eq!(
        of("  received after 5:30pm counts as the next working day\n"),
        "* What is received on a working day after 5:30pm counts as received on the next working day."
    );
}

#[test]
fn hours_over_midnight_are_printed_as_one_interval() {
    let text = r#"charter "Nights"
  id nights
  version 1
  in force from 1 January 1990

calendar "working days"
  Monday to Friday
  except bank holidays in England and Wales

hours "Night desk"
  Monday to Friday 6pm to 3am
  open 5 September 2026 8pm to 4am

standard "Calls"
  applies to phone
  we will respond within 5 working hours of receipt
"#;
    let page = page_of(text).text(100);
    assert!(page.contains("6pm to 3am"), "{page}");
    assert!(page.contains("5 September 2026: 8pm to 4am."), "{page}");
    assert!(page.contains("Hours over midnight belong to the day on which they begin."), "{page}");
}
