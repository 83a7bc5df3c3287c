//! Wordings that managers use: each is understood and written in one form, or answered with the form to write.

use bywhen_language::{format, parse};

const WORDINGS: &str = include_str!("support/wordings.txt");

const HEAD: &str = r#"charter "Wordings"
  id wordings
  version 1
  in force from 1 January 2026

calendar "working days"
  Monday to Friday
  except bank holidays in England and Wales
  the day of receipt is day 0, whenever it came

hours "Office"
  Monday to Friday 9am - 5pm

event "care starts" known beforehand
fact "complex"

standard "Standard"
  applies to enquiry by any channel
"#;

#[test]
fn each_wording_is_understood_or_answered_with_the_form() {
    let (mut understood, mut answered) = (0, 0);
    for line in WORDINGS.lines().filter(|line| !line.starts_with('#')) {
        let (wording, form, is_understood) = match (line.split_once(" => "), line.split_once(" ? ")) {
            (Some((wording, form)), _) => (wording, form, true),
            (None, Some((wording, form))) => (wording, form, false),
            (None, None) => panic!("{line}"),
        };
        let text = format!("{HEAD}  {wording}\n");
        let parsed = parse(&text);
        let errors: Vec<_> = parsed.errors().collect();
        if is_understood {
            assert!(errors.is_empty(), "{wording}: {errors:#?}");
            let formatted = format(&text).expect("a charter without errors");
            assert_eq!(formatted.lines().last().map(str::trim), Some(form), "{wording}");
            understood += 1;
        } else {
            let help: Vec<&str> = errors.iter().filter_map(|error| error.help.as_deref()).collect();
            assert!(help.iter().any(|help| help.contains(form)), "{wording}: {errors:#?}");
            answered += 1;
        }
    }
    assert!(understood >= 40 && answered >= 15, "{understood} understood, {answered} answered");
}

#[test]
fn lines_of_calendars_and_hours_are_answered_too() {
    for (line, form) in [
        ("calendar \"a\"\n  Monday to Friday\n  except bank holidays\n", "`except bank holidays in England and Wales`"),
        ("calendar \"a\"\n  Monday to Friday\n  except bank holidays in England\n", "they are the same in both"),
        (
            "hours \"a\"\n  Monday 09.00 to 17.00\n  closed on bank holidays\n",
            "`closed on days that are not working days`",
        ),
    ] {
        let parsed = parse(&format!("{HEAD}\n{line}"));
        let errors: Vec<_> = parsed.errors().collect();
        assert!(
            errors.iter().any(|error| error.help.as_deref().is_some_and(|help| help.contains(form))),
            "{errors:#?}"
        );
    }
}
