//! A promise in words, as a report or a page tells it before any case.

#![allow(clippy::panic, reason = "a test that cannot go on has failed")]

use bywhen::{parse, words};

fn said(body: &str) -> Vec<String> {
    let head = "charter \"Test\"\n  id test\n  version 1\n\ncalendar \"working days\"\n  Monday to Friday\n";
    let parsed = parse(&format!("{head}\n{body}"));
    let charter = parsed.charter.unwrap_or_else(|| panic!("{:#?}", parsed.diagnostics));
    charter.promises().map(|(_, _, promise)| words::promise(promise)).collect()
}

#[test]
fn a_share_of_what_is_responded_to_is_joined_as_people_say_it() {
    let promises = said(
        "standard \"Letters\"\n  applies to letter\n  \
         we will acknowledge at least 80% within 2 working days of receipt\n  \
         we will respond in full over 95% within 10 working days of receipt\n  \
         we will finally respond at least 90% within 20 working days of receipt\n\
         standard \"Emails\"\n  applies to email\n  \
         we aim to respond on average within 3 hours of receipt\n",
    );
    assert_eq!(
        promises,
        [
            "We will acknowledge at least 80% of them within 2 working days of receipt",
            "We will respond in full to over 95% of them within 10 working days of receipt",
            "We will finally respond to at least 90% of them within 20 working days of receipt",
            "We aim to respond on average within 3 hours of receipt",
        ]
    );
}

#[test]
fn a_limit_that_starts_when_a_day_ends_is_said_as_it_was_written() {
    let limits = [
        "within 30 calendar days of the next working day after receipt, rolling to the next working day",
        "within 1 month of the next day after receipt, rolling to the next working day",
        "within 3 working days of the second working day after receipt",
    ];
    for limit in limits {
        let promises = said(&format!("standard \"Letters\"\n  applies to letter\n  we will respond {limit}\n"));
        assert_eq!(promises, [format!("We will respond {limit}")]);
    }
}
