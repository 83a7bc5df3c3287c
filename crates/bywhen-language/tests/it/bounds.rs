//! How much a charter may hold: what is within is taken, and one more is refused with a sentence.

use bywhen_language::{Code, MAX_BYTES, parse};

const HEAD: &str = r#"charter "Promise"
  id promise
  version 1
  in force from 1 April 2026
calendar "working days"
  Monday to Friday
  except bank holidays in England and Wales
  the day of receipt is day 0, whenever it came
fact complex
"#;

const LETTERS: &str = "standard \"Letters\"\n  applies to letter\n";

const EXAMPLE: &str = "  example \"e\"\n    letter received 1 April 2026\n    respond is running\n";

/// What is told of a standard for letters.
fn diagnostics(lines: &str) -> Vec<Code> {
    diagnostics_of(&format!("{HEAD}{LETTERS}{lines}{EXAMPLE}"))
}

fn diagnostics_of(text: &str) -> Vec<Code> {
    let diagnostics = parse(text).diagnostics.into_iter().map(|diagnostic| diagnostic.code);
    diagnostics.filter(|code| *code != Code::Unused).collect()
}

/// The one code that is told of one too many, and none of as many as may be.
fn assert_bound(most: usize, lines: impl Fn(usize) -> String) {
    let within = diagnostics(&lines(most));
    assert!(!within.contains(&Code::BeyondBounds), "{within:?} of {}", lines(most));
    let beyond = diagnostics(&lines(most + 1));
    assert_eq!(beyond, [Code::BeyondBounds], "{}", lines(most + 1));
}

fn joined(parts: usize, part: impl Fn(usize) -> String, with: &str) -> String {
    (1..=parts).map(part).collect::<Vec<_>>().join(with)
}

#[test]
fn a_limit_has_at_most_sixteen_parts() {
    for which in ["earlier", "later"] {
        assert_bound(16, |parts| {
            let parts = joined(parts, |n| format!("{n} working days after receipt"), " and ");
            format!("  we will respond by the {which} of {parts} if complex\n")
        });
        assert_bound(16, |parts| {
            let parts = joined(parts, |_| "receipt".to_owned(), ", ");
            format!("  we will respond within 2 working days of the {which} of {parts} if complex\n")
        });
    }
}

#[test]
fn a_condition_has_at_most_sixteen_parts() {
    let part = |n: usize| ["complex", "not complex", "(complex)"].get(n % 3).copied().unwrap_or_default().to_owned();
    for with in [" or ", " and "] {
        // Which of them could ever count is another question, and is not asked of as many.
        assert_bound(16, |parts| {
            let calculation = joined(parts, if with == " or " { part } else { |_| "complex".to_owned() }, with);
            format!("  we will respond within 2 working days of receipt if {calculation}\n")
        });
    }
}

#[test]
fn a_chain_is_at_most_fifty_promises_long() {
    // Each promise counts from what keeps the one before.
    let actions = [
        ("acknowledge", "acknowledged"),
        ("respond", "responded"),
        ("answer", "answered"),
        ("contact", "contacted"),
        ("greet", "greeted"),
        ("see", "seen"),
        ("meet", "met"),
        ("assess", "assessed"),
        ("investigate", "investigated"),
        ("inspect", "inspected"),
        ("decide", "decided"),
        ("confirm", "confirmed"),
        ("inform", "informed"),
        ("supply", "supplied"),
        ("resolve", "resolved"),
        ("attend", "attended"),
        ("visit", "visited"),
        ("repair", "repaired"),
        ("remove", "removed"),
        ("complete", "completed"),
        ("collect", "collected"),
        ("deliver", "delivered"),
        ("send", "sent"),
        ("pay", "paid"),
        ("register", "registered"),
        ("review", "reviewed"),
        ("publish", "published"),
        ("close", "closed"),
        ("process", "processed"),
        ("clear", "cleared"),
        ("empty", "emptied"),
        ("make safe", "made safe"),
        ("offer", "offered"),
        ("issue", "issued"),
        ("refund", "refunded"),
        ("start", "started"),
        ("check", "checked"),
        ("advise", "advised"),
        ("arrange", "arranged"),
        ("serve", "served"),
        ("log", "logged"),
        ("allocate", "allocated"),
        ("deal with", "dealt with"),
        ("replace", "replaced"),
        ("translate", "translated"),
        ("remind", "reminded"),
        ("explain", "explained"),
        ("debate", "debated"),
        ("return", "returned"),
        ("hold", "held"),
        ("update", "updated"),
    ];
    let chain = |length: usize, from: &dyn Fn(&str) -> String| {
        let mut lines = "  we will acknowledge within 1 working day of receipt if complex\n".to_owned();
        for pair in actions.windows(2).take(length - 1) {
            let [(_, before), (action, _)] = pair else { continue };
            lines.push_str(&format!("  we will {action} {}", from(before)));
        }
        lines
    };
    let limits = |before: &str| format!("within 1 working day of \"{before}\"\n");
    assert_bound(50, |length| chain(length, &limits));
    let either = |before: &str| {
        format!("by the later of 1 working day after \"{before}\" and 2 working days after \"{before}\"\n")
    };
    assert_bound(50, |length| chain(length, &either));
    // What an extension waits for counts too.
    let extended = |before: &str| {
        format!(
            "within 1 working day of receipt\n    may extend by 2 working days, if told within 3 working days of \"{before}\"\n"
        )
    };
    assert_bound(50, |length| chain(length, &extended));
}

#[test]
fn what_is_extended_to_a_limit_from_itself_goes_in_a_circle() {
    let lines = "  we will respond within 5 working days of receipt\n    may extend to 10 working days after our response, if told at any time\n";
    assert_eq!(diagnostics(lines), [Code::Circular]);
    let lines = "  we will respond within 5 working days of \"held\"\n    otherwise we will hold by then\n";
    assert_eq!(diagnostics(lines), [Code::Circular]);
    // A holding reply that puts the answer off waits for nothing of its own.
    let lines = "  we will respond within 5 working days of receipt\n    a holding reply extends it to 10 working days after \"held\"\n    otherwise we will hold by then\n";
    assert_eq!(diagnostics(lines), []);
}

#[test]
fn a_standard_has_at_most_twenty_stages() {
    assert_bound(20, |stages| {
        let later = |n: usize| match n {
            1 => "  stage 1\n    we will respond within 5 working days of receipt if complex\n".to_owned(),
            n => {
                format!("  stage {n} if the customer asks\n    we will respond within 5 working days of the request\n")
            }
        };
        joined(stages, later, "")
    });
}

#[test]
fn what_many_promises_would_have_in_common_is_bounded() {
    let respond = "  we will respond within 5 working days of receipt if complex\n";
    // Lines below a promise.
    assert_bound(100, |lines| format!("{respond}{}", "    reading \"so it is read\"\n".repeat(lines)));
    // Clauses of a standard.
    assert_bound(100, |clauses| format!("  cites {}\n{respond}", joined(clauses, |n| format!("\"{n}\""), ", ")));
    // Where clocks stop: of the standard and of the promise together.
    let stops = |rules: usize| {
        let rule = |n: usize| format!("  the clock stops from \"e{n}\" until \"resumed\", both days included\n");
        let of_standard = joined(rules - 1, rule, "");
        format!("{of_standard}{respond}    the clock starts again at \"reopened\"\n")
    };
    let events = joined(30, |n| format!("event e{n}\n"), "");
    let diagnostics = |lines: &str| diagnostics_of(&format!("{HEAD}{events}{LETTERS}{lines}{EXAMPLE}"));
    assert_eq!(diagnostics(&stops(20)), []);
    assert_eq!(diagnostics(&stops(21)), [Code::BeyondBounds]);
}

/// Standards for a service each, with as many promises as there are actions.
fn promises(many: usize) -> String {
    let mut text = HEAD.to_owned();
    for standard in 0..many / 10 {
        let service = format!(
            "service \"S {standard}\"\nstandard \"Letters {standard}\"\n  applies to letter to \"S {standard}\"\n"
        );
        text.push_str(&service);
        for (action, event) in [
            ("acknowledge", "receipt"),
            ("respond", "our acknowledgement"),
            ("answer", "our response"),
            ("contact", "receipt"),
        ] {
            text.push_str(&format!("  we will {action} within 5 working days of {event}\n    the clock stops while paused, both days included\n"));
        }
        for action in ["see", "visit", "repair", "remove", "pay", "send"] {
            text.push_str(&format!("  we will {action} within 28 calendar days of receipt, whatever day that is\n"));
        }
        text.push_str("  example \"e\"\n    letter to \"S 0\" received 1 April 2026\n    respond is running\n");
    }
    text.replace("fact complex\n", "")
}

#[test]
fn a_charter_has_at_most_five_thousand_promises() {
    let text = promises(5_000);
    assert_eq!(parse(&text).diagnostics, []);
    let beyond = parse(&promises(5_010)).diagnostics;
    assert_eq!(beyond.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>(), [Code::BeyondBounds]);
}

/// Texts of a quarter of a megabyte that would multiply: each is read to its end, with its faults, and said no more often than
/// there are lines.
#[test]
fn long_texts_that_would_multiply() {
    let filled = |head: &str, line: &dyn Fn(usize) -> String| {
        let mut text = head.to_owned();
        for n in 0.. {
            let line = line(n);
            if text.len() + line.len() > MAX_BYTES / 4 {
                break;
            }
            text.push_str(&line);
        }
        text
    };
    let standard = format!("{HEAD}{LETTERS}");
    let facts =
        |n: usize| format!("  we will respond within 1 hour of receipt if \"unknown {n}\"\nfact \"fact {n}\"\n");
    for (what, text) in [
        (
            "what we ask for",
            filled(&standard, &|n| {
                format!("  we ask for \"event {n}\" within 1 week of receipt\nevent \"event {n}\"\n")
            }),
        ),
        ("promises twice", filled(&standard, &|_| "  we will respond within 1 week of receipt\n".to_owned())),
        (
            "stages",
            filled(&standard, &|n| {
                format!(
                    "  stage {} if the customer asks from 1 week after our response\n    we will respond within 1 week of the request\n",
                    n + 1
                )
            }),
        ),
        ("unknown facts", filled(&standard, &facts)),
        (
            "stops",
            filled(&standard, &|n| {
                format!(
                    "  the clock stops from \"e{n}\" until \"resumed\"\n  we will respond within 1 week of receipt\n"
                )
            }),
        ),
        (
            "clauses",
            filled(&standard, &|n| {
                format!("  cites \"{}\"\n  we will respond within 1 week of receipt\n", n.to_string().repeat(90))
            }),
        ),
        (
            "contacts",
            filled(&standard, &|n| {
                format!(
                    "  applies to complaint to \"s {n}\"\n  we will respond within 1 week of receipt\nservice \"s {n}\"\n"
                )
            }),
        ),
        (
            "tiers",
            filled(&format!("{standard}  we will respond within 1 hour of receipt\n"), &|n| {
                format!("    and always within {} hours of receipt\n    may extend by 1 hour\n", n + 2)
            }),
        ),
        (
            "chain",
            filled(&standard, &|n| {
                format!("  we ask for \"e {}\" within 1 week of \"e {n}\"\nevent \"e {n}\"\n", n + 1)
            }),
        ),
        (
            "variations",
            filled(&promises(1_000), &|n| {
                format!(
                    "variation \"v {n}\" from 1 May 2026\n  \"Letters 1\" respond within 9 weeks of receipt, whatever day that is\n"
                )
            }),
        ),
        (
            "choices",
            filled(HEAD, &|n| {
                format!(
                    "choice \"c {n}\"\n  option a by default\n  option b\n{LETTERS}  we will respond within 1 hour of receipt if \"c {n}\" is a\n"
                )
            }),
        ),
        (
            "examples",
            filled(&promises(2_000), &|_| {
                "  example \"e\"\n    letter received 1 April 2026\n    stage 2 respond is running\n    repare is met\n"
                    .to_owned()
            }),
        ),
        (
            "receipt",
            filled(&format!("{HEAD}calendar \"c\"\n"), &|n| {
                format!("  received after 5pm counts as the next day if \"c\" is \"{n}\"\n")
            }),
        ),
        (
            "calendars",
            filled(HEAD, &|n| {
                format!(
                    "calendar \"c {n}\"\n  Monday to Friday\n  except bank holidays in Scotland\nstandard \"s {n}\"\n  applies to letter to \"s {n}\"\nservice \"s {n}\"\n  counts in \"c {n}\"\n  we will respond within 1 week of receipt\n"
                )
            }),
        ),
    ] {
        let diagnostics = parse(&text).diagnostics.len();
        assert!(diagnostics > 0 && diagnostics <= 2 * text.lines().count(), "{what}: {diagnostics} diagnostics");
    }
}
