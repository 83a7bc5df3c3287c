//! What the check finds by working through the cases that a charter may have: where it warns, with which case, and where not.

use bywhen_language::parse;

const HEAD: &str = r#"
charter "Promise"
  id promise
  version 1
  in force from 1 April 2026
calendar "working days"
  Monday to Friday
  except bank holidays in England and Wales
  the day of receipt is day 0, whenever it came
calendar "six days"
  Monday to Saturday
  except bank holidays in England and Wales
  received after 5pm counts as the next working day
  received on a closed day counts as the next working day
hours "Office"
  Monday to Friday 9am to 5pm
fact complex
fact urgent
fact signatures is a number
fact priority is one of "high", "medium", "low" by default "low"
choice "reading" "how it is read"
  option "one" by default
  option "other"
event "fee paid" by the customer
"#;

/// What is reported of a charter that ends with these lines, but for the examples that it lacks and names that it does not use.
fn reported(lines: &str) -> Vec<String> {
    let diagnostics = parse(&format!("{HEAD}{lines}"))
        .diagnostics
        .into_iter()
        .filter(|diagnostic| !["W601", "W202"].contains(&diagnostic.code.as_str()));
    diagnostics.map(|diagnostic| format!("{} {}", diagnostic.code, diagnostic.message)).collect()
}

/// The same for the promises of one standard.
fn of_promises(promises: &str) -> Vec<String> {
    reported(&format!("standard \"Letters\"\n  applies to letter\n  counts in \"working days\"\n{promises}\n"))
}

const NOTHING: [&str; 0] = [];

#[test]
fn standards_that_a_condition_tells_apart_do_not_overlap() {
    let two = |one: &str, other: &str| {
        let standard = |name: &str, when: &str| {
            format!("standard \"{name}\"\n  applies to letter\n  we will respond within 24 hours of receipt {when}\n")
        };
        reported(&(standard("A", one) + &standard("B", other)))
    };
    for (one, other) in [
        ("if complex", "unless complex"),
        ("if complex and urgent", "unless urgent"),
        ("if priority is high", "if priority is medium or low"),
        ("if signatures is over 500", "if signatures is at most 500"),
        ("if \"reading\" is \"one\"", "unless \"reading\" is \"one\""),
        ("if \"reading\" is \"one\"", "if \"reading\" is \"other\""),
        ("unless \"reading\" is \"one\"", "unless \"reading\" is \"other\""),
        ("if \"fee paid\" has happened", "if \"fee paid\" has not happened"),
        ("if received before 4pm", "unless received before 4pm"),
        ("if received between 1 March and 31 October", "if received between 1 November and 29 February"),
        ("if received on a Saturday or Sunday", "unless received at the weekend"),
        // Nobody can say without a calendar whether there is such a day.
        ("if received on a Saturday", "if received on a working day in \"working days\""),
    ] {
        assert_eq!(two(one, other), NOTHING, "{one}, {other}");
    }
    for (one, other, case) in [
        ("", "", ""),
        ("", "if complex", " where `complex` is yes"),
        ("if urgent", "if complex", " where `complex` is yes and `urgent` is yes"),
        ("unless complex", "unless urgent", " where `urgent` is no and `complex` is no"),
        ("if priority is high or medium", "unless priority is high", " where `priority` is medium"),
        ("if signatures is over 500", "unless signatures is over 1000", " where `signatures` is 501"),
        ("unless signatures is over 500", "unless signatures is at most 500", " where `signatures` is not given"),
        ("if \"fee paid\" has happened", "", " where `fee paid` has happened"),
        (
            "if received before 4pm",
            "if received after 2pm",
            " where it was received after 2pm and it was received before 4pm",
        ),
        (
            "if received on a Saturday or Sunday",
            "if received on a Sunday or Monday",
            " where it was received on a Sunday",
        ),
        (
            "if received between 1 March and 31 October",
            "unless received between 1 November and 28 February",
            " and it was received between 1 March and 31 October",
        ),
    ] {
        let diagnostics = two(one, other);
        assert_eq!(diagnostics.len(), 1, "{one}, {other}: {diagnostics:?}");
        assert!(diagnostics.iter().all(|diagnostics| diagnostics.contains(case)), "{one}, {other}: {diagnostics:?}");
    }
}

#[test]
fn an_overlap_is_found_with_any_of_several_standards() {
    let standard =
        |name: &str, limit: &str| format!("standard \"{name}\"\n  applies to letter\n  we will respond {limit}\n");
    let three = standard("A", "within 1 hour of receipt if priority is high")
        + &standard("B", "within 2 hours of receipt if priority is medium")
        + &standard("C", "within 3 hours of receipt if priority is medium or low");
    assert_eq!(
        reported(&three),
        [
            "E504 This standard and `B` on line 28 both promise to respond for `enquiry by letter` where `priority` is medium, and neither applies more closely. Here it is within 3 hours of receipt, there within 2 hours of receipt."
        ]
    );
}

#[test]
fn a_response_is_due_before_its_acknowledgement() {
    let diagnostics = |acknowledge: &str, respond: &str| {
        of_promises(&format!("  we will acknowledge {acknowledge}\n  we will respond {respond}\n"))
    };
    for (acknowledge, respond, why) in [
        (
            "within 5 working days of receipt",
            "within 4 working days of receipt",
            "`respond` is due within 4 working days of receipt, and `acknowledge` within 5 working days of receipt.",
        ),
        (
            "within 2 weeks of receipt, whatever day that is",
            "within 10 calendar days of receipt, whatever day that is",
            "`respond` is due within 10 calendar days of receipt, and `acknowledge` within 2 weeks of receipt.",
        ),
        (
            "within 10 working days of receipt",
            "within 1 week of receipt, whatever day that is",
            "`respond` is due within 1 week of receipt, and `acknowledge` within 10 working days of receipt.",
        ),
        (
            "within 5 weeks of receipt, whatever day that is",
            "within 1 month of receipt, whatever day that is",
            "`respond` is due within 1 month of receipt, and `acknowledge` within 5 weeks of receipt.",
        ),
        (
            "within 3 working days of receipt",
            "within 4 hours of receipt",
            "`respond` is due within 4 hours of receipt, and `acknowledge` within 3 working days of receipt.",
        ),
        (
            "within 4 working hours of receipt",
            "within 2 working hours of receipt",
            "`respond` is due within 2 working hours of receipt during \"Office\", and `acknowledge` within 4 working hours of receipt during \"Office\".",
        ),
        (
            "within 1 working day of receipt",
            "within 24 hours of receipt",
            "counted from Wednesday 1 April 2026, `respond` is due by 10am on Thursday 2 April 2026, and `acknowledge` by Thursday 2 April 2026.",
        ),
        (
            "within 3 working days of receipt",
            "within 3 calendar days of receipt, whatever day that is",
            "counted from Wednesday 8 April 2026, `respond` is due by Saturday 11 April 2026, and `acknowledge` by Monday 13 April 2026.",
        ),
        (
            "by the later of 5 working days after receipt and 9 calendar days after receipt, whatever day that is",
            "within 1 week of receipt, whatever day that is",
            "`respond` is due within 1 week of receipt, and `acknowledge` by the later of 5 working days after receipt and 9 calendar days after receipt.",
        ),
    ] {
        let expected = format!("W508 `respond` is due before `acknowledge` for `enquiry by letter`: {why}");
        assert_eq!(diagnostics(acknowledge, respond), [expected], "{acknowledge}, {respond}");
    }
    for (acknowledge, respond) in [
        ("within 5 working days of receipt", "within 5 working days of receipt"),
        ("within 5 working days of receipt", "within 28 calendar days of receipt, whatever day that is"),
        // Only a bank holiday makes five days of three working days.
        ("within 3 working days of receipt", "within 5 calendar days of receipt, whatever day that is"),
        ("within 1 month of receipt, whatever day that is", "within 31 calendar days of receipt, whatever day that is"),
        ("within 5 working days of receipt", "within 2 working days of our acknowledgement"),
        ("within 5 working days of receipt", "within 2 working days of \"fee paid\""),
        ("within 5 working days of receipt", "with no time stated"),
        ("with no time stated", "within 2 working days of receipt"),
        ("within 4 working hours of receipt", "on the day of receipt"),
        ("within 5 working days of receipt", "at least 50% within 1 working day of receipt"),
        ("within 5 working days of receipt, for staff only", "within 2 working days of receipt"),
        ("within 5 working days of receipt if complex", "within 2 working days of receipt unless complex"),
    ] {
        assert_eq!(diagnostics(acknowledge, respond), NOTHING, "{acknowledge}, {respond}");
    }
}

#[test]
fn the_message_names_the_case_in_which_the_response_is_due_first() {
    let diagnostics = of_promises(
        "  we will acknowledge within 5 working days of receipt unless urgent\n  we will respond\n    within 2 working days of receipt if priority is high or urgent\n    within 3 working days of receipt if complex and priority is medium\n    otherwise within 20 working days of receipt\n",
    );
    assert_eq!(
        diagnostics,
        [
            "W508 `respond` is due before `acknowledge` for `enquiry by letter` where `priority` is high and `urgent` is no: `respond` is due within 2 working days of receipt, and `acknowledge` within 5 working days of receipt."
        ]
    );
    // A case in dates says nothing of what comes at another time.
    let when = "  we will acknowledge within 3 working days of receipt if received after 4pm\n  we will respond within 3 calendar days of receipt, whatever day that is\n";
    assert_eq!(of_promises(when), NOTHING);
    let when = when.replace("calendar days", "hours").replace(", whatever day that is", "");
    assert_eq!(of_promises(&when).len(), 1);
}

#[test]
fn two_standards_may_apply_together() {
    let diagnostics = reported(
        "standard \"Receipts\"\n  applies to letter, email\n  counts in \"working days\"\n  we will acknowledge within 5 working days of receipt\nstandard \"Letters\"\n  applies to letter\n  counts in \"working days\"\n  we will respond within 2 working days of receipt\n",
    );
    assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
    assert!(
        diagnostics
            .iter()
            .all(|diagnostics| diagnostics.starts_with("W508") && diagnostics.contains("`enquiry by letter`")),
        "{diagnostics:?}"
    );
}

#[test]
fn what_two_calendars_move_is_compared_only_where_it_is_certain() {
    let diagnostics = |acknowledge: &str, respond: &str| {
        of_promises(&format!("  we will acknowledge {acknowledge}\n  we will respond {respond}\n"))
    };
    // What comes late is moved by one of them, and then may be due later.
    let certain = diagnostics(
        "within 9 working days of receipt in \"six days\"",
        "within 1 calendar day of receipt, whatever day that is",
    );
    assert_eq!(certain.len(), 1, "{certain:?}");
    let shown = diagnostics("within 3 working days of receipt", "within 2 working days of receipt in \"six days\"");
    assert!(shown.iter().all(|diagnostics| diagnostics.contains("counted from")) && shown.len() == 1, "{shown:?}");
}

#[test]
fn a_time_to_ask_outlasts_what_is_asked_about() {
    let diagnostics = |respond: &str, window: &str| {
        let stages = format!(
            "  stage 1\n    we will acknowledge within 2 working days of receipt\n    we will respond {respond}\n  stage 2 if the customer asks {window}\n    we will respond within 5 working days of the request\n"
        );
        of_promises(&stages)
    };
    let expected = "W509 The time to ask for stage 2 is over before stage 1 is answered: customers may ask within 10 working days of receipt, and `respond` is due within 20 working days of receipt.";
    assert_eq!(diagnostics("within 20 working days of receipt", "within 10 working days of receipt"), [expected]);
    let distinct = diagnostics("within 20 working days of receipt if complex", "within 10 working days of receipt");
    assert!(
        distinct.iter().all(|diagnostics| diagnostics.starts_with("W509 Where `complex` is yes, the time")),
        "{distinct:?}"
    );
    for (respond, window) in [
        ("within 10 working days of receipt", "within 10 working days of receipt"),
        ("within 20 working days of receipt", "within 10 working days of our response"),
        (
            "within 20 working days of receipt",
            "by the later of 10 working days after \"received\" and 5 working days after our response",
        ),
        ("within 20 working days of receipt", ""),
        (
            "within 20 working days of receipt",
            "from 5 working days after receipt, for 2 working days, early requests are refused",
        ),
    ] {
        assert_eq!(diagnostics(respond, window), NOTHING, "{respond}, {window}");
    }
}

#[test]
fn a_varied_time_to_ask_begins_before_it_is_over() {
    let diagnostics = |opens: &str, closes: &str| {
        reported(&format!(
            "standard \"Letters\"\n  applies to letter\n  counts in \"working days\"\n  stage 1\n    we will respond within 5 working days of receipt\n  stage 2 if the customer asks from {opens}, for 10 working days, early requests are refused\n    we will respond within 5 working days of the request\nvariation \"Summer\" from 1 July 2026 until 31 August 2026\n  \"Letters\" stage 2 escalate {closes}\n  because \"holidays\"\n"
        ))
    };
    let closed = diagnostics("20 working days after receipt", "within 10 working days of receipt");
    assert_eq!(
        closed,
        [
            "W509 While this lasts, the time of `letters/stage-2/escalate` is over before it begins: it is over within 10 working days of receipt, and begins 20 working days after receipt."
        ]
    );
    // A bank holiday is enough: then nobody can ask.
    let shown = diagnostics("20 working days after receipt", "within 4 weeks of receipt, whatever day that is");
    assert_eq!(
        shown,
        [
            "W509 While this lasts, the time of `letters/stage-2/escalate` is over before it begins: counted from Wednesday 1 April 2026, it is over by Wednesday 29 April 2026 and begins on Friday 1 May 2026."
        ]
    );
    // It opens when the day begins that is the last of the other.
    assert_eq!(diagnostics("20 working days after receipt", "within 20 working days of receipt"), NOTHING);
    assert_eq!(diagnostics("20 working days after our response", "within 10 working days of receipt"), NOTHING);
}

#[test]
fn an_extension_to_a_limit_is_later_than_the_promise() {
    let diagnostics = |respond: &str, to: &str| {
        of_promises(&format!("  we will respond {respond}\n    may extend to {to}, if told before the due date\n"))
    };
    for (respond, to) in [
        ("within 20 working days of receipt", "10 working days after receipt"),
        ("within 20 working days of receipt", "20 working days after receipt"),
        ("within 1 month of receipt, whatever day that is", "4 weeks after receipt, whatever day that is"),
        ("within 20 working days of receipt", "20 calendar days after receipt, whatever day that is"),
        ("within 1 month of receipt, whatever day that is", "10 working days after receipt"),
    ] {
        let reported = diagnostics(respond, to);
        assert!(
            reported.iter().all(|diagnostics| diagnostics.starts_with("W510")) && reported.len() == 1,
            "{to}: {reported:?}"
        );
    }
    for (respond, to) in [
        ("within 20 working days of receipt", "21 working days after receipt"),
        ("within 10 working days of receipt", "2 weeks after receipt, whatever day that is"),
        ("within 20 working days of receipt", "10 working days after \"fee paid\""),
        ("within 20 working days of receipt if complex", "3 months after receipt, whatever day that is"),
        ("with no time stated", "3 months after receipt, whatever day that is"),
    ] {
        assert_eq!(diagnostics(respond, to), NOTHING, "{respond}, {to}");
    }
    // For some cases it is later, and for those it is meant.
    let some = "\n    within 20 working days of receipt if complex\n    otherwise within 5 working days of receipt";
    assert_eq!(diagnostics(some, "20 working days after receipt"), NOTHING);
    assert_eq!(diagnostics(some, "20 working days after receipt, if complex").len(), 1);
}

#[test]
fn each_tier_asks_for_something() {
    let diagnostics =
        |first: &str, second: &str| of_promises(&format!("  we {first} of receipt\n    and {second} of receipt\n"));
    for (first, second) in [
        ("aim to respond at least 80% within 10 working days", "always within 5 working days"),
        ("will respond within 10 working days", "always within 5 working days"),
        ("will respond at least 80% within 10 working days", "at least 70% within 20 working days"),
        ("will respond at least 80% within 10 working days", "over 80% within 5 working days"),
        ("will respond at least 80% within 1 week", "at least 80% within 1 month"),
    ] {
        let reported = diagnostics(first, second)
            .into_iter()
            .filter(|diagnostics| !diagnostics.starts_with("W403"))
            .collect::<Vec<_>>();
        assert!(
            reported.len() == 1 && reported.iter().all(|diagnostics| diagnostics.starts_with("W511")),
            "{second}: {reported:?}"
        );
    }
    for (first, second) in [
        ("aim to respond at least 80% within 5 working days", "always within 10 working days"),
        ("will respond within 5 working days", "always within 10 working days"),
        ("will respond at least 75% within 8 minutes", "at least 90% within 11 minutes"),
        ("will respond at least 80% within 10 working days", "at least 50% within 5 working days"),
        ("will respond on average within 10 working days", "at least 50% within 50 working days"),
    ] {
        assert_eq!(diagnostics(first, second), NOTHING, "{first}, {second}");
    }
    let staff = "  we will respond at least 80% within 10 working days of receipt\n    and at least 90% within 5 working days of receipt, for staff only\n";
    assert_eq!(of_promises(staff), NOTHING);
}

#[test]
fn what_the_charter_declares_is_served() {
    let diagnostics = |names: &str, applies: &str| {
        reported(&format!(
            "{names}standard \"S\"\n  applies to {applies}\n  we will respond within 1 hour of receipt\n"
        ))
    };
    let kiosk = "channel kiosk\ncost kiosk 20p\n";
    assert_eq!(diagnostics(kiosk, "letter"), ["W507 No standard is for what comes by `kiosk`."]);
    assert_eq!(diagnostics(kiosk, "kiosk"), NOTHING);
    assert_eq!(diagnostics(kiosk, "complaint by any channel"), NOTHING);
    // A charter that promises nothing leaves nobody out.
    assert_eq!(reported(kiosk), NOTHING);
}

#[test]
fn a_kind_that_is_divided_by_channel_leaves_none_out() {
    let standard = |name: &str, applies: &str| {
        format!("standard \"{name}\"\n  applies to {applies}\n  we will respond within 1 hour of receipt\n")
    };
    let diagnostics = |all: &[&str]| {
        let text: String = all.iter().enumerate().map(|(at, applies)| standard(&format!("S{at}"), applies)).collect();
        reported(&text)
    };
    let hole = diagnostics(&["complaint by letter, email", "complaint by web form", "telephone"]);
    assert_eq!(
        hole,
        [
            "W507 No standard is for `complaint by telephone`. Standards divide `complaint` by its channel, among them this one and `S0` on line 25, and the charter serves `telephone` for other contacts."
        ]
    );
    for all in [
        // One standard says for which channels it is.
        &["complaint by letter, email", "telephone", "fax"][..],
        // What comes by few channels is meant so.
        &["appointment in person", "appointment by telephone", "letter", "email", "fax"],
        &["complaint by letter", "complaint by email", "complaint by any channel", "telephone"],
        // Enquiries are divided by their channels in any case.
        &["letter", "email", "complaint by telephone"],
        &["complaint by letter", "complaint by email", "letter"],
    ] {
        assert_eq!(diagnostics(all), NOTHING, "{all:?}");
    }
}
