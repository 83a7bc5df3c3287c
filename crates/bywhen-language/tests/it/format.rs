//! The one form of a charter: what changes, what does not, and that it says the same.

use bywhen_language::{FormatError, format, parse, read};
use proptest::prelude::*;

/// A charter that uses every form of the language, in many spellings.
const EVERY_FORM: &str = include_str!("support/every-form.charter");

#[test]
fn every_form() {
    insta::assert_snapshot!(format(EVERY_FORM).unwrap());
}

#[test]
fn same_tree() {
    let formatted = format(EVERY_FORM).unwrap();
    assert_eq!(format(&formatted).as_ref(), Ok(&formatted));
    let (was, is) = (parse(EVERY_FORM), parse(&formatted));
    assert_eq!(is.diagnostics, []);
    assert!(was.charter.is_some());
    assert_eq!(was.charter, is.charter);
}

#[test]
fn one_spelling_for_each_form() {
    // What an author may write below a promise, a standard or an example, and what becomes of it.
    let written = |head: &str, line: &str| {
        let depth = head.lines().count();
        let text = format!("{head}{}{line}\n", "  ".repeat(depth));
        format(&text).unwrap().lines().last().unwrap().trim().to_owned()
    };
    let promise = |line: &str| written("standard \"S\"\n", line);
    for (line, one) in [
        (
            "We endeavour to Reply within five working days from Receipt",
            "we aim to respond within 5 working days of Receipt",
        ),
        ("we normally answer within 1 hour of the call", "we will usually answer within 1 hour of the call"),
        ("we will reply by phone within 24 hours", "we will respond by telephone within 24 hours"),
        (
            "we will reply within twenty-one Calendar Days of receipt",
            "we will respond within 21 calendar days of receipt",
        ),
        ("we will reply within 2 calendar months of receipt", "we will respond within 2 months of receipt"),
        ("we will reply within 1,000 hours of receipt", "we will respond within 1000 hours of receipt"),
        (
            "we will reply by the end of the 1st working day from receipt",
            "we will respond by the next working day after receipt",
        ),
        (
            "we will reply on the 11th working day after receipt",
            "we will respond on the 11th working day after receipt",
        ),
        ("we will reply by 17:00 on the next day", "we will respond by 5pm on the next day"),
        ("we will reply by noon on the same working day", "we will respond by midday on the same working day"),
        (
            "we will reply within 5 working days of receipt ,by close, during Office",
            "we will respond within 5 working days of receipt by close during Office",
        ),
        (
            "we will reply within 2 weeks of receipt whatever day that is unless complex",
            "we will respond within 2 weeks of receipt, whatever day that is, unless complex",
        ),
        (
            "we will reply within 2 weeks of receipt whatever day that is in \"term\"",
            "we will respond within 2 weeks of receipt, whatever day that is, in \"term\"",
        ),
        (
            "we will reply by the earlier of 2 weeks of receipt whatever day that is,3 weeks from receipt in \"term\" by close and 5 working days after receipt , whatever day that is if complex",
            "we will respond by the earlier of 2 weeks after receipt, whatever day that is, 3 weeks after receipt in \"term\" by close and 5 working days after receipt, whatever day that is, if complex",
        ),
        (
            "we will reply by the later of 2 weeks of receipt rolling to a working day, and 3 weeks from receipt whatever day that is, by 4pm and 4 weeks after receipt",
            "we will respond by the later of 2 weeks after receipt rolling to the next working day, 3 weeks after receipt, whatever day that is, by 4pm and 4 weeks after receipt",
        ),
        ("if not not complex , we will reply with no time is stated", "if complex we will respond with no time stated"),
        (
            "we will reply without a set time if not \"a\" has happened",
            "we will respond with no time stated if \"a\" has not happened",
        ),
        (
            "we will reply without a set time if not we have not sent \"a\" and \"b\" has not happened",
            "we will respond with no time stated if we have sent \"a\" and \"b\" has not happened",
        ),
        ("we will reply without a set time", "we will respond with no time stated"),
        ("we will reply if (a and(b or not c))", "we will respond if (a and (b or not c))"),
        (
            "we try to answer at least 97.50 per cent of calls within 1 minute of receipt",
            "we aim to answer at least 97.5% of calls within 1 minute of receipt",
        ),
    ] {
        assert_eq!(promise(line), one);
    }
    for manner in ["in writing", "in person", "in full", "by telephone", "by email", "by letter"] {
        let one = format!("we will respond {manner} within 24 hours of receipt");
        assert_eq!(promise(&one.to_uppercase().replace("RECEIPT", "receipt")), one);
    }
    let permission = |line: &str| written("", line);
    assert_eq!(permission("We may  vary these standards"), "we may vary these standards");
    assert_eq!(
        permission("we MAY vary these standards if we tell customers cites \"V\""),
        "we may vary these standards if we tell customers cites \"V\""
    );
    for (line, one) in [
        ("applies to LETTERS, faxes and \"self service\"", "applies to letter, fax, \"self service\""),
        ("applies to complaints by any channel to Waste", "applies to complaint by any channel to Waste"),
        ("cites “A”,\"B\" and \"C\"", "cites \"A\", \"B\", \"C\""),
        ("reading “He said \"no\"”", "reading “He said \"no\"”"),
        ("reading \"He said “no”\"", "reading \"He said “no”\""),
    ] {
        assert_eq!(promise(line), one);
    }
    let example = |line: &str| written("standard \"S\"\n  example \"e\"\n", line);
    for (line, one) in [
        ("letters received on wed, 1st apr, 2026 at 10.15 AM", "letter received Wednesday 1 April 2026 at 10:15am"),
        ("emailed 2026-04-01", "emailed 1 April 2026"),
        ("emailed 1 April 2026 at 24:00", "emailed 1 April 2026 at 24:00"),
        ("asked 2 April 2026 at 00:00", "asked on 2 April 2026 at midnight"),
        ("reply by 2 April 2026 at 17:30:05", "respond by 2 April 2026 at 5:30:05pm"),
        (
            "extended 2 April 2026 until Thu 9 April 2026 at 16:00 because \"complex\"",
            "extended 2 April 2026 until Thursday 9 April 2026 at 4pm because \"complex\"",
        ),
        ("Extension  corrected 2 April 2026 until 2026-04-10", "Extension corrected 2 April 2026 until 10 April 2026"),
        ("Stage two the customer asked 2 April 2026", "stage 2 the customer asked 2 April 2026"),
    ] {
        assert_eq!(example(line), one);
    }
    let below = |line: &str| written("standard \"S\"\n  we will reply within 1 hour of receipt\n", line);
    for (line, one) in [
        ("the clock stops while paused , even when overdue", "the clock stops while paused, even when overdue"),
        (
            "the clock stops from a until b, even when overdue,both days included cites \"A\"",
            "the clock stops from a until b, both days included, even when overdue cites \"A\"",
        ),
    ] {
        assert_eq!(below(line), one);
    }
    let calendar = |line: &str| written("calendar \"c\"\n", line);
    for (line, one) in [
        ("mon to fri", "Monday to Friday"),
        ("Mondays, tues and Thursdays to Sat", "Monday, Tuesday and Thursday to Saturday"),
        ("Monday to Sunday", "every day"),
        (
            "except bank holidays in Scotland and England and Wales",
            "except bank holidays in Scotland, England and Wales",
        ),
        ("except bank holidays in any part of the UK", "except bank holidays in any part of the United Kingdom"),
        ("except 24 Dec to 2nd jan every year", "except 24 December to 2 January every year"),
    ] {
        assert_eq!(calendar(line), one);
    }
}

#[test]
fn comments_and_blank_lines_keep_their_places() {
    let written = "\n\n#about this\n\n\n## The head\ncharter \"x\"#why\n\n      # before the id\n      id x  #\n\n\n\n\t  version 1\n# at\n\n# the end";
    let formatted = "\
# about this

## The head
charter \"x\"  # why

  # before the id
  id x  #

  version 1
# at

# the end
";
    assert_eq!(format(written).as_deref(), Ok(formatted));
    assert_eq!(format(formatted).as_deref(), Ok(formatted));
    for nothing in ["", "\n \n", "\u{feff}"] {
        assert_eq!(format(nothing).as_deref(), Ok(""));
    }
}

#[test]
fn what_is_not_understood_is_left_alone() {
    let error = format("standard \"x\"\n  we will reply within 3 days of receipt").unwrap_err();
    assert!(matches!(&error, FormatError::Errors(errors) if errors[0].code.to_string() == "E104"), "{error:?}");
    let diagnostics = error.to_string();
    let begins = "the charter cannot be formatted before its lines are understood: 2:26: error[E104]";
    assert!(diagnostics.starts_with(begins), "{diagnostics}");
    // A name that nobody declared is a mistake in what the charter means, and not in how it is written.
    assert!(format("standard x\n  counts in nothing").is_ok());
}

/// The same text with other spacing: between words, at the ends of lines, further in or less, and with other line ends.
fn respaced(widths: &[u8], unit: usize, end: &str) -> String {
    let mut widths = widths.iter().cycle().map(|width| usize::from(*width));
    let mut text = String::new();
    for line in EVERY_FORM.lines() {
        let body = line.trim_start();
        text.push_str(&" ".repeat((line.len() - body.len()) / 2 * unit));
        let mut quoted = false;
        for c in body.chars() {
            quoted ^= matches!(c, '"' | '“' | '”');
            text.push(c);
            if c == ' ' && !quoted && !body.contains('#') {
                text.push_str(&" ".repeat(widths.next().unwrap_or_default()));
            }
        }
        text.push_str(&" ".repeat(widths.next().unwrap_or_default()));
        text.push_str(end);
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(30) })]

    #[test]
    fn spacing_says_nothing(widths in prop::collection::vec(0u8..4, 1..40), unit in 1usize..7, windows in any::<bool>()) {
        let end = if windows { "\r\n" } else { "\n" };
        let formatted = format(EVERY_FORM).unwrap().replace('\n', end);
        prop_assert_eq!(format(&respaced(&widths, unit, end)), Ok(formatted.clone()));
        prop_assert_eq!(format(&formatted), Ok(formatted.clone()));
    }

}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    /// Whatever is left of a part of a charter when something is cut out of it or stands twice: refused, or formatted for
    /// good.
    #[test]
    fn a_mutilated_charter_is_refused_or_says_the_same(
        part in any::<prop::sample::Index>(),
        from in any::<prop::sample::Index>(),
        length in 0usize..60,
        twice in any::<bool>(),
    ) {
        let parts: Vec<&str> = EVERY_FORM.split("\n\n").collect();
        let part: Vec<char> = part.get(&parts).chars().collect();
        let from = from.index(part.len());
        let to = (from + length).min(part.len());
        let copies = if twice { 2 } else { 0 };
        let if_enabled = [&part[..from], &part[from..to].repeat(copies), &part[to..]].concat();
        let text: String = if_enabled.into_iter().collect();
        match format(&text) {
            Ok(formatted) => {
                prop_assert!(read(&text).0 == read(&formatted).0);
                prop_assert_eq!(format(&formatted), Ok(formatted.clone()));
            }
            Err(error) => prop_assert!(error != FormatError::Changed),
        }
    }
}
