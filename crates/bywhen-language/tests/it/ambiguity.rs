//! What a charter leaves unsaid: where a warning asks, where none does, and which dates it shows.

use bywhen_language::{Diagnostic, Severity, parse};

const WEEKDAYS: &str = "calendar \"working days\"\n  Monday to Friday\n  except bank holidays in England and Wales\n";
const DAY_ZERO: &str = "  the day of receipt is day 0, whenever it came\n";

/// Everything is said in it but what a test leaves out.
const CHARTER: &str = r#"
charter "Promise"
  id promise
  version 1
  in force from 1 April 2026
CALENDAR
hours Office
  Monday to Friday 9am to 5pm
event stopped
event signed by the customer
event works known beforehand
standard "Letters"
  applies to letter
  we will contact within 4 working hours of signed
  we will inform within 1 working day of works
    the clock stops from stopped until signed, both days included
PROMISE
  example "a letter"
    letter received 1 April 2026 at 10am
    contact is waiting
"#;

fn diagnostics(calendar: &str, promise: &str) -> Vec<Diagnostic> {
    let parsed = parse(&CHARTER.replace("CALENDAR", calendar).replace("PROMISE", promise));
    let errors: Vec<&Diagnostic> = parsed.errors().collect();
    assert!(errors.is_empty(), "{promise}: {errors:?}");
    parsed.diagnostics
}

fn codes(calendar: &str, promise: &str) -> Vec<&'static str> {
    diagnostics(calendar, promise).iter().map(|diagnostic| diagnostic.code.as_str()).collect()
}

fn weekdays(promise: &str) -> Vec<&'static str> {
    codes(&format!("{WEEKDAYS}{DAY_ZERO}"), promise)
}

#[test]
fn the_treatment_of_a_last_day_may_stand_in_any_order() {
    for tails in [
        "whatever day that is",
        ", whatever day that is",
        ", whatever day that is, by 4pm",
        " by 4pm, whatever day that is",
        " by close, whatever day that is, during Office, in \"working days\"",
        " in \"working days\" whatever day that is at the same time of day",
        " rolling to the next working day",
        ", rolling to a working day, by 4pm",
    ] {
        let line = format!("  we will respond within 28 calendar days of receipt {tails}");
        assert_eq!(weekdays(&line), Vec::<&str>::new(), "{line}");
    }
}

#[test]
fn a_last_day_must_be_specified_if_it_may_be_a_day_off() {
    for limit in [
        "within 28 calendar days of receipt",
        "within 4 weeks of receipt by close during Office",
        "within 1 month beginning with the day after receipt",
        "2 years after receipt",
        "at least 10 clear calendar days before works",
        "by the next day",
        "within 3 calendar days of the next working day",
        "by the earlier of 5 working days after receipt and 2 weeks after signed",
        "within 2 weeks of the later of signed and works",
    ] {
        assert_eq!(weekdays(&format!("  we will respond {limit}")), ["W403"], "{limit}");
    }
}

#[test]
fn no_last_day_is_asked_for_where_nothing_can_move() {
    for limit in [
        "within 10 working days of receipt",
        "on the day of receipt",
        "on the same working day",
        "within 24 hours of receipt",
        "within 4 working hours of receipt",
        "every 28 calendar days until responded",
        "by the date given with stopped",
        "with no time stated",
    ] {
        assert_eq!(weekdays(&format!("  we will respond {limit}")), Vec::<&str>::new(), "{limit}");
    }
    let every_day = format!("calendar \"all days\"\n  every day\n  except bank holidays in Scotland\n{DAY_ZERO}");
    let limit = "  we will respond within 2 weeks of receipt";
    assert_eq!(codes(&every_day, limit), ["W403"]);
    let never_off = format!("calendar \"all days\"\n  every day\n{DAY_ZERO}");
    assert_eq!(codes(&never_off, limit), ["W401"]);
    // Where other holidays are kept, there are none to name.
    let abroad = CHARTER.replace("in force", "zone Europe/Amsterdam\n  in force");
    let abroad = abroad.replace("CALENDAR", &never_off).replace("PROMISE", limit);
    assert_eq!(parse(&abroad).diagnostics, []);
    let diagnostics = parse(
        "charter \"A\"\n  id a\n  version 1\n  in force from 1 April 2026\nstandard \"B\"\n  applies to letter\n  we will respond within 2 weeks of receipt\n  example \"e\"\n    letter received 1 April 2026\n    respond is running\n",
    );
    assert_eq!(diagnostics.diagnostics, [], "without a calendar");
}

#[test]
fn each_part_of_a_limit_must_specify_its_last_day() {
    let either = |first: &str, second: &str| {
        weekdays(&format!(
            "  we will respond by the later of 2 weeks after receipt{first} and 1 month after signed{second}"
        ))
    };
    let (specified, rolls) = (", whatever day that is,", " rolling to the next working day");
    assert_eq!(either("", ""), ["W403", "W403"]);
    assert_eq!(either("", rolls), ["W403"]);
    assert_eq!(either(specified, ""), ["W403"]);
    assert_eq!(either(specified, rolls), Vec::<&str>::new());
}

#[test]
fn early_requests_must_be_specified_if_the_window_opens_later() {
    let stage = |stage_line: &str| {
        let stages = format!(
            "standard \"Complaints\"\n  applies to complaint by any channel\n  stage 1\n    we will respond within 5 working days of receipt\n  stage 2 if the customer asks {stage_line}\n    we will respond within 5 working days of the request\n  example \"b\"\n    complaint received 1 April 2026\n    respond is running\n"
        );
        let calendar = format!("{WEEKDAYS}{DAY_ZERO}");
        let text = CHARTER.replace("CALENDAR", &calendar).replace("PROMISE", "").trim().to_owned() + "\n" + &stages;
        parse(&text).diagnostics
    };
    let codes =
        |stage_line: &str| stage(stage_line).iter().map(|diagnostic| diagnostic.code.as_str()).collect::<Vec<_>>();
    let from = "from 2 weeks after our response";
    assert_eq!(codes(from), ["W504"]);
    assert_eq!(codes(&format!("{from}, for 2 working days, later requests are refused")), ["W504"]);
    for early in ["early requests are refused", "early requests count", "early requests wait until then"] {
        assert_eq!(codes(&format!("{from}, {early}")), Vec::<&str>::new());
        assert_eq!(
            codes(&format!("{from}, for 2 working days, later requests are refused, {early}")),
            Vec::<&str>::new()
        );
        assert_eq!(codes(&format!("{from}, {early}, later requests are refused")), ["E517"]);
        // Where the time to ask begins at once, no request is too early.
        for stage_line in ["", "within 10 working days of our response"] {
            let diagnostics = stage(&format!("{stage_line}, {early}"));
            let [diagnostic] = diagnostics.as_slice() else { panic!("{diagnostics:?}") };
            assert_eq!(
                (diagnostic.code.as_str(), diagnostic.message.as_str()),
                ("E517", "The time to ask begins at once, so that no request is too early.")
            );
        }
    }
}

#[test]
fn the_dates_shown_follow_the_rules_of_receipt() {
    let shown = |calendar: &str| {
        let diagnostics = diagnostics(calendar, "  we will respond within 30 calendar days of receipt");
        diagnostics.iter().find(|diagnostic| diagnostic.code.as_str() == "W403").unwrap().message.clone()
    };
    // Thirty days after Thursday 2 April are Saturday 2 May. Where 2 April is day 1, they end on Friday, a working day.
    let day_zero = shown(&format!("{WEEKDAYS}{DAY_ZERO}"));
    let dates = "from Thursday 2 April 2026, it ends on Saturday 2 May 2026, and on Tuesday 5 May 2026";
    assert!(day_zero.contains(dates), "{day_zero}");
    let day_one = shown(&format!("{WEEKDAYS}  the day of receipt is day 1\n"));
    let dates = "from Friday 10 April 2026, it ends on Saturday 9 May 2026, and on Monday 11 May 2026";
    assert!(day_one.contains(dates), "{day_one}");
}

#[test]
fn a_cut_off_requires_a_rule_for_days_off() {
    let respond = "  we will respond within 5 working days of receipt";
    let late = format!("{WEEKDAYS}  received after 5pm counts as the next working day\n");
    let found = diagnostics(&late, respond);
    let [expected] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((expected.code.as_str(), expected.line), ("W402", 9));
    let dates = "Friday 3 April 2026 at 10am is due on Monday 13 April 2026, and on Tuesday 14 April 2026 if a day off";
    assert!(expected.message.contains(dates), "{}", expected.message);
    for specifies in ["that day", "the next working day"] {
        let specified = format!("{late}  received on a closed day counts as {specifies}\n");
        assert_eq!(codes(&specified, respond), Vec::<&str>::new(), "{specifies}");
    }
}

#[test]
fn a_stop_day_must_be_specified_only_for_counts_of_days() {
    let stops =
        |limit: &str, specifies: &str| weekdays(&format!("  we will respond {limit}\n    the clock stops {specifies}"));
    for specifies in ["while paused", "from stopped until signed"] {
        assert_eq!(stops("within 10 working days of receipt", specifies), ["W503"]);
        assert_eq!(stops("within 10 calendar days of receipt, whatever day that is", specifies), ["W503"]);
        assert_eq!(stops("within 4 working hours of receipt", specifies), Vec::<&str>::new());
        assert_eq!(stops("within 24 hours of receipt", specifies), Vec::<&str>::new());
        for included in ["both days included", "only the last day included"] {
            let specifies = format!("{specifies}, {included}");
            assert_eq!(stops("within 10 working days of receipt", &specifies), Vec::<&str>::new());
        }
    }
}

#[test]
fn a_line_about_several_promises_is_reported_once() {
    let lines = "  the clock stops while paused\n  we will respond within 10 working days of receipt\n  we will visit within 20 working days of receipt";
    assert_eq!(weekdays(lines), ["W503"]);
}

#[test]
fn corrections_of_an_extension_have_their_names() {
    for name in ["extension corrected", "Extension-Withdrawn"] {
        let text =
            CHARTER.replace("CALENDAR", &format!("{WEEKDAYS}{DAY_ZERO}event \"{name}\"\n")).replace("PROMISE", "");
        let diagnostics: Vec<String> = parse(&text).errors().map(|diagnostic| diagnostic.code.to_string()).collect();
        assert_eq!(diagnostics, ["E208"], "{name}");
    }
}

#[test]
fn another_word_for_what_every_charter_knows_says_what_it_means() {
    let text = CHARTER.replace("CALENDAR", &format!("{WEEKDAYS}{DAY_ZERO}kind \"call\"\n")).replace("PROMISE", "");
    let parsed = parse(&text);
    let messages: Vec<&str> = parsed.errors().map(|diagnostic| &*diagnostic.message).collect();
    assert_eq!(messages, ["`call` means `telephone` already, so that no kind can be named so."]);
}

#[test]
fn an_ambiguity_is_never_an_error() {
    let diagnostics = diagnostics(
        WEEKDAYS,
        "  we will respond within 28 calendar days of receipt\n    the clock stops while paused\n    may extend by 2 weeks",
    );
    let codes: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect();
    assert_eq!(codes, ["W402", "W403", "W503", "W502", "W403"]);
    assert!(diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Warning));
}
