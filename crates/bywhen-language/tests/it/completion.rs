//! What is offered while a charter is written.

use bywhen_language::{SymbolKind, complete, parse, read};

const HEAD: &str = r#"charter "Customer promise"
  id example
  version 2026
  in force from 1 April 2026

calendar "working days"
  Monday to Friday
  except bank holidays in England and Wales
  the day of receipt is day 0, whenever it came

hours "Office"
  Monday to Friday 9am to 5pm

kind "missed bin" "a collection that did not happen"
service "Waste"
fact "complex" "several services are involved"
fact "priority" is one of "high", "very low"
fact "signatures" is a number
event "fee paid" by the customer
choice "weekend"
  option "Monday" by default
  option "Saturday"

standard "Letters"
  applies to letter, fax
  we will respond within 10 working days of receipt
  example "one"
    letter received Wednesday 1 April 2026
    respond by Friday 17 April 2026

"#;

/// What is offered after a line that stands last, in a standard of its own.
fn after(line: &str) -> Vec<String> {
    let text = format!("{HEAD}standard \"Calls\"\n  applies to telephone\n{line}");
    complete(&text, text.len()).items.into_iter().map(|offer| offer.text).collect()
}

fn assert_offers(line: &str, wanted: &[&str], unwanted: &[&str]) {
    let offered = after(line);
    for word in wanted {
        assert!(offered.iter().any(|offer| offer == word), "{line}| offers no `{word}`: {offered:?}");
    }
    for word in unwanted {
        assert!(offered.iter().all(|offer| offer != word), "{line}| offers `{word}`");
    }
}

#[test]
fn the_words_of_the_language_where_they_may_stand() {
    assert_offers("  ", &["applies to", "we", "stage", "example", "reading", "cites"], &["charter", "id", "given"]);
    assert_offers("", &["standard", "calendar", "pledge", "we may vary"], &["applies to", "stage"]);
    assert_offers("  we ", &["will", "aim to", "usually"], &["within", "we"]);
    assert_offers(
        "  we will respond ",
        &["within", "by", "at least", "in", "every", "with no time stated"],
        &["receipt", "standard"],
    );
    assert_offers("  we will respond within 5 ", &["working", "calendar", "weeks", "hours"], &["within", "receipt"]);
    assert_offers("  we will respond within 5 working ", &["days", "hours", "minutes"], &["weeks"]);
    assert_offers("  we will respond within 5 working days ", &["of", "from", "after", "beginning with"], &["working"]);
    // Here a name of several words may go on, and the words that follow it are offered all the same.
    assert_offers(
        "  we will respond within 4 weeks of receipt ",
        &["if", "unless", "cites", "by", "during", "rolling to the next working day", "whatever day that is"],
        &["within", "standard", "week"],
    );
    assert_offers("  we will respond within 4 weeks of receipt, ", &["rolling to the next working day", "if"], &["of"]);
    assert_offers("  applies to letter ", &["and", "by", "to"], &["within"]);
}

#[test]
fn the_names_that_may_stand_there() {
    assert_offers("  we will ", &["acknowledge", "respond", "deal with", "finally"], &["receipt", "letter"]);
    assert_offers(
        "  applies to ",
        &["letter", "complaint", "\"missed bin\"", "any channel"],
        &["Waste", "respond", "any part of the United Kingdom"],
    );
    assert_offers("  applies to social ", &["media"], &["letter"]);
    assert_offers("  applies to missed ", &["bin"], &["letter"]);
    assert_offers("  if ", &["complex", "not"], &["will", "unless"]);
    assert_offers("  example \"two\"\n    respond is ", &["met", "overdue"], &["by"]);
    assert_offers("  the ", &["clock"], &["will"]);
    assert_offers("  applies to letter to ", &["Waste"], &["letter", "complex"]);
    assert_offers(
        "  we will respond within 5 working days of ",
        &["receipt", "our response", "\"fee paid\"", "acknowledged"],
        &["complex"],
    );
    assert_offers("  we will respond within 1 week of receipt if ", &["complex", "not", "received", "we"], &["letter"]);
    assert_offers("  we will respond within 1 working hour of receipt during ", &["Office"], &["Waste"]);
    assert_offers(
        "  we will respond by the earlier of 1 week after receipt ",
        &["and", "in", "by", "rolling to the next working day", "whatever day that is"],
        &["of"],
    );
    assert_offers("  we will respond by the earlier of 1 week after receipt in ", &["\"working days\""], &["Office"]);
    assert_offers(
        "  we will respond by the earlier of 1 week after receipt in \"working days\" and 2 weeks after receipt ",
        &["in", "by", "if"],
        &["of"],
    );
    assert_offers(
        "  stage 2 if the customer asks from 1 week after our response, ",
        &["early requests", "later requests are refused", "for"],
        &[],
    );
    assert_offers(
        "  stage 2 if the customer asks from 1 week after our response, early requests ",
        &["are refused", "count", "wait until then"],
        &[],
    );
    assert_offers("  the clock stops while paused, ", &["even when overdue", "both days included"], &[]);
    assert_offers(
        "  the clock stops while paused, both days included, ",
        &["even when overdue"],
        &["both days included"],
    );
    assert_offers("  example \"two\"\n    extended 1 May 2026 until 2 May 2026 ", &["at", "because"], &[]);
    assert_offers("  example \"two\"\n    extension ", &["corrected", "withdrawn"], &[]);
    assert_offers("  counts in ", &["\"working days\""], &["Office"]);
    assert_offers("  we will respond within 1 week of receipt if weekend is ", &["Monday", "Saturday"], &["complex"]);
    assert_offers("  example \"two\"\n    given ", &["complex", "not"], &["letter"]);
    assert_offers("  example \"two\"\n    ", &["letter", "complaint", "respond", "given", "asked"], &["standard"]);
}

#[test]
fn what_a_condition_may_ask_of_a_fact_or_of_an_event() {
    assert_offers(
        "  we will respond within 5 working days of receipt if ",
        &["complex", "priority", "signatures", "weekend", "received", "not"],
        &["high"],
    );
    let is = "  we will respond within 5 working days of receipt if priority is ";
    assert_offers(is, &["high", "\"very low\"", "not"], &["Monday", "complex"]);
    let weekend = "  we will respond within 5 working days of receipt if weekend is ";
    assert_offers(weekend, &["Monday", "Saturday"], &["high"]);
    assert_offers(
        "  we will respond within 5 working days of receipt if received ",
        &["during", "outside", "on", "at", "after", "before"],
        &["complex"],
    );
    assert_offers("  we will respond within 5 working days of receipt if received outside ", &["Office"], &["Waste"]);
    assert_offers("fact \"size\" is ", &["one of", "a number", "yes or no"], &[]);
}

#[test]
fn in_quotes_only_names_are_offered() {
    assert_offers("  we will respond within 1 working hour of receipt during \"Of", &["\"Office\""], &["if", "Office"]);
    assert_eq!(after("  reading \"we wi"), Vec::<String>::new());
    assert_eq!(after("  we will respond # wi"), Vec::<String>::new());
}

#[test]
fn a_name_is_offered_with_its_meaning_and_in_place_of_what_is_written_of_it() {
    let text =
        format!("{HEAD}standard \"Calls\"\n  applies to telephone\n  we will answer within 1 hour of receipt if com");
    let offered = complete(&text, text.len());
    assert_eq!(&text[offered.span.clone()], "com");
    let complex = offered.items.into_iter().find(|offer| offer.text == "complex").unwrap();
    assert_eq!(
        (complex.kind, complex.meaning.as_deref()),
        (Some(SymbolKind::Fact), Some("several services are involved"))
    );
}

/// Words that may be written at the places of real charters, of every so many lines.
fn places(text: &str, step: usize) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let unquoted = !line.contains(['"', '#']) || line.trim_start().starts_with("we ");
        if number % step == 0 && unquoted {
            let mut in_quotes = false;
            for (at, c) in line.char_indices() {
                in_quotes ^= c == '"';
                let begins = line[..at].ends_with(' ') && c.is_ascii_lowercase();
                if begins && !in_quotes && !line[..at].trim().is_empty() {
                    let word = line[at..].split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
                    found.push((start + at, word));
                }
            }
        }
        start += line.len();
    }
    found
}

#[test]
fn what_stands_in_real_charters_would_have_been_offered() {
    let (mut requested, mut missed) = (0, Vec::new());
    for (step, path) in crate::support::charters().iter().enumerate() {
        let text = &std::fs::read_to_string(path).unwrap();
        for (at, word) in places(text, 5 + step % 3) {
            let offered = complete(text, at).items;
            let begins = |text: &str| text.trim_start_matches('"').split(' ').next().is_some_and(|first| first == word);
            requested += 1;
            if !offered.iter().any(|offer| begins(&offer.text)) {
                let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
                missed.push(format!("{}|{word}", &text[line..at]));
            }
        }
    }
    // Dates, times and numbers are not words to offer.
    missed.retain(|place| !place.ends_with("|midday"));
    assert!(requested > 300, "{requested}");
    assert_eq!(missed, Vec::<String>::new());
}

#[test]
fn what_is_offered_is_understood() {
    let mut tried = 0;
    for (step, path) in crate::support::charters().iter().enumerate() {
        let text = &std::fs::read_to_string(path).unwrap();
        for (at, _) in places(text, 19 + step) {
            let offered = complete(text, at);
            let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
            for offer in offered.items {
                let written = format!("{}{}", &text[..offered.span.start], offer.text);
                let (_, diagnostics) = read(&written);
                // It may want more after it, but it is never itself what is not understood.
                let refused = diagnostics
                    .iter()
                    .find(|diagnostic| diagnostic.span.start >= line && diagnostic.span.start < written.len());
                let short = |message: &str| message.contains("ends too early");
                assert!(
                    refused.is_none_or(|diagnostic| short(&diagnostic.message)),
                    "{}: {}",
                    &written[line..],
                    refused.unwrap()
                );
                tried += 1;
            }
        }
    }
    assert!(tried > 300, "{tried}");
}

#[test]
fn nothing_is_offered_in_a_line_that_is_refused_unread() {
    assert_eq!(
        after(&format!("  we will respond within 1 week of receipt if {}", "(".repeat(50_000))),
        Vec::<String>::new()
    );
    assert_eq!(after(&format!("  we will respond {}", "in ".repeat(50_000))), Vec::<String>::new());
    assert_eq!(after("  we will respond \u{1}"), Vec::<String>::new());
}

#[test]
fn any_place_of_any_text_is_answered() {
    for text in ["", "\n", "“", "  \"", "#", "we will", "é é é", "charter \"ü"] {
        for at in 0..text.len() + 3 {
            complete(text, at);
        }
    }
    assert!(parse(HEAD).is_ok(), "{:#?}", parse(HEAD).diagnostics);
}
