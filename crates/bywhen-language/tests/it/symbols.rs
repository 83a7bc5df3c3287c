//! Names: where each is declared and used, and what another name would change.

use bywhen_language::{SymbolIndex, SymbolKind, format, parse, read, rename};

const CHARTER: &str = r#"charter "Customer promise"
  id example
  version 2026
  in force from 1 April 2026

calendar "working days"
  Monday to Friday
  except bank holidays in England and Wales
  the day of receipt is day 0, whenever it came

hours "Waste"
  Monday to Friday 9am to 5pm
  closed on days that are not working days in "Working Days"

kind "missed bin" "a collection that did not happen"
channel kiosk
service "Waste"
fact complex "several services are involved"
event "fee paid" by the customer

choice "weekend receipt"
  option "as received" by default
  option "next working day"

standard "Letters"
  applies to missed bin, kiosk to waste
  counts in "working days"
  we will acknowledge within 4 working hours of receipt during waste
  we will respond within 10 working days of Fee  paid if complex and not "fee paid" has happened
    otherwise we will hold by then
    the clock stops from paused until "fee paid", both days included
  we will inform within 5 working days of our response in "working days" if "weekend receipt" is "as received"

  example "one"
    missed bin by kiosk to Waste received Wednesday 1 April 2026 at 10am
    "fee paid" Thursday 2 April 2026
    given not complex
    choosing "weekend receipt" is "as received"
    respond does not apply

variation "Summer" from 1 July 2026 until 31 August 2026
  letters respond within 15 working days of "fee paid"
  because "a peak"
"#;

fn applied(text: &str, at: usize, name: &str) -> String {
    let mut after = text.to_owned();
    for (span, name) in rename(text, at, name).unwrap().into_iter().rev() {
        after.replace_range(span, &name);
    }
    after
}

fn refused(text: &str, at: usize, name: &str) -> String {
    rename(text, at, name).expect_err("it is refused").to_string()
}

fn find(word: &str) -> usize {
    CHARTER.find(word).unwrap() + 1
}

#[test]
fn the_charter_of_these_tests_holds() {
    let errors: Vec<String> = parse(CHARTER).errors().map(ToString::to_string).collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn each_name_is_found_wherever_it_is_used() {
    let (tree, _) = read(CHARTER);
    let names = SymbolIndex::new(&tree);
    let mut shown = String::new();
    for declared in names.declarations() {
        let uses: Vec<&str> = names.references_to(declared).map(|one| &CHARTER[one.span.clone()]).collect();
        shown.push_str(&format!("{} {}: {}\n", declared.kind.noun(), declared.name, uses.join(" | ")));
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn words_that_every_charter_knows_are_named_too() {
    let (tree, _) = read(CHARTER);
    let names = SymbolIndex::new(&tree);
    let at = |word: &str| names.at(find(word)).map(|one| (one.kind, one.slug.as_str(), one.is_built_in()));
    assert_eq!(at("receipt during"), Some((SymbolKind::Event, "received", true)));
    assert_eq!(at("our response"), Some((SymbolKind::Event, "responded", true)));
    assert_eq!(at("hold by then"), Some((SymbolKind::Action, "hold", true)));
    assert_eq!(at("within 4"), None);
}

#[test]
fn another_name_is_written_everywhere_and_the_charter_holds() {
    let after = applied(CHARTER, find("\"fee paid\" by"), "money came");
    assert!(!after.contains("fee paid") && after.matches("\"money came\"").count() == 6, "{after}");
    assert!(parse(&after).is_ok());
    // A word without quotes stays one where it may.
    let after = applied(CHARTER, find("complex and not"), "hard");
    assert!(
        after.contains("if hard and") && after.contains("fact hard \"") && after.contains("given not hard\n"),
        "{after}"
    );
    // What customers are asked for stands in the examples too.
    let text = CHARTER
        .replace("  example \"one\"", "  we ask for \"fee paid\" within 5 working days of receipt\n\n  example \"one\"")
        .replace("    respond does not", "    ask for \"fee paid\" is met\n    respond does not");
    let after = applied(&text, text.find("\"fee paid\" by").unwrap(), "money came");
    assert!(
        after.contains("    ask for \"money came\" is met\n") && parse(&text).is_ok() && parse(&after).is_ok(),
        "{after}"
    );
    // Each part of a limit may name a calendar.
    let several = "by the later of 5 working days after our response in \"working days\" and 6 working days after receipt in \"working days\"";
    let text = CHARTER.replace("within 5 working days of our response in \"working days\"", several);
    let after = applied(&text, text.find("\"working days\"").unwrap(), "office days");
    assert!(parse(&text).is_ok() && parse(&after).is_ok());
    assert_eq!(after.matches("in \"office days\"").count(), 4, "{after}");
    // Hours that are named like a service are the service's.
    let after = applied(CHARTER, find("\"Waste\"\n  Monday"), "Refuse");
    assert!(
        after.contains("service \"Refuse\"") && after.contains("hours \"Refuse\"") && after.contains("during Refuse"),
        "{after}"
    );
}

#[test]
fn a_name_that_cannot_be_changed_says_why() {
    let answers = [
        refused(CHARTER, find("receipt during"), "arrival"),
        refused(CHARTER, 0, "anything"),
        refused(CHARTER, find("\"fee paid\" by"), "a \" b"),
        refused(CHARTER, find("\"fee paid\" by"), "  "),
        refused(CHARTER, find("\"fee paid\" by"), "responded"),
        refused(&CHARTER.replace("we will inform within", "we wll inform wthin"), find("\"fee paid\" by"), "money"),
    ];
    insta::assert_snapshot!(answers.join("\n"));
}

#[test]
fn every_name_of_every_charter_can_be_another() {
    let mut renamable = 0;
    for path in crate::support::charters() {
        let text = std::fs::read_to_string(&path).unwrap();
        let (tree, _) = read(&text);
        let names = SymbolIndex::new(&tree);
        for one in names.declarations() {
            let after = applied(&text, one.span.start, "quite another name");
            let before: Vec<_> = parse(&text).diagnostics.into_iter().map(|diagnostic| diagnostic.code).collect();
            let diagnostics: Vec<_> = parse(&after).diagnostics.into_iter().map(|diagnostic| diagnostic.code).collect();
            assert_eq!(diagnostics, before, "{}: {}", path.display(), one.name);
            assert!(format(&after).is_ok(), "{}: {}", path.display(), one.name);
            renamable += 1;
        }
    }
    assert!(renamable > 60, "only {renamable} names are declared");
}
