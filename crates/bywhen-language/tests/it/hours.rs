//! Opening hours over midnight.

use bywhen_calendar::Span;
use bywhen_engine::Charter;
use bywhen_language::{Diagnostic, Severity, parse};

fn read(lines: &str) -> (Option<Charter>, Vec<Diagnostic>) {
    let text = format!(
        "charter \"Nights\"\n  id nights\n  version 1\n\ncalendar \"working days\"\n  Monday to Friday\n\n\
         hours \"Night desk\"\n{lines}\n\
         standard \"Calls\"\n  applies to phone\n  we will respond within 5 working hours of receipt\n"
    );
    let read = parse(&text);
    let errors = read.diagnostics.into_iter().filter(|one| one.severity == Severity::Error).collect();
    (read.charter, errors)
}

fn span(from: &str, to: &str) -> Span {
    Span { from: from.parse().unwrap(), to: to.parse().unwrap() }
}

#[test]
fn a_shift_over_midnight_is_one_whichever_day_it_is_of() {
    let (charter, errors) = read(
        "  Monday to Friday 6pm to 3am\n  closed 31 August 2026\n  open 5 September 2026 8pm to 4am\n  \
         open on days that are not working days 10pm to midnight\n",
    );
    assert_eq!(errors.iter().map(|one| one.message.as_str()).collect::<Vec<_>>(), [""; 0]);
    let rules = &charter.unwrap().hours[0].rules;
    let night = vec![span("18:00", "03:00")];
    assert_eq!(rules.week[..5], vec![night; 5]);
    assert_eq!(rules.week[5..], [vec![], vec![]]);
    assert_eq!(rules.exceptions[0].spans, []);
    assert_eq!(rules.exceptions[1].spans, [span("20:00", "04:00")]);
    assert_eq!(rules.on_non_working_days, Some(vec![span("22:00", "24:00")]));
}

#[test]
fn a_shift_that_runs_into_the_next_weekday_s_overlaps() {
    let messages = |lines: &str| read(lines).1.into_iter().map(|one| one.message).collect::<Vec<_>>();
    assert_eq!(
        messages("  Monday 6pm to 3am\n  Tuesday 2am to 10am\n"),
        ["These hours overlap others of the same day on line 9."]
    );
    assert_eq!(
        messages("  Sunday 6pm to 3am\n  Monday 2am to 10am\n"),
        ["These hours overlap others of the same day on line 9."]
    );
    // Touching is fine, and so is the morning of a day of another kind.
    assert!(messages("  Monday 6pm to 3am\n  Tuesday 3am to 10am\n  open 2 September 2026 2am to 10am\n").is_empty());
    assert_eq!(messages("  Monday 24:00 to 6am\n"), ["No shift begins at 24:00."]);
}
