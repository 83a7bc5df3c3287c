//! Opening hours over midnight.

use bywhen_calendar::{Days, Span, Weekdays};
use bywhen_engine::Charter;
use bywhen_language::{Diagnostic, Severity, parse};
use chrono::Weekday;

fn read(lines: &str) -> (Option<Charter>, Vec<Diagnostic>) {
    let text = format!(
        "charter \"Nights\"\n  id nights\n  version 1\n\ncalendar \"working days\"\n  Monday to Friday\n  except bank holidays in Scotland\n\n\
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
        ["These hours overlap others of the same day on line 10."]
    );
    assert_eq!(
        messages("  Sunday 6pm to 3am\n  Monday 2am to 10am\n"),
        ["These hours overlap others of the same day on line 10."]
    );
    // Touching is fine, and so is the morning of a day of another kind.
    assert!(messages("  Monday 6pm to 3am\n  Tuesday 3am to 10am\n  open 2 September 2026 2am to 10am\n").is_empty());
    assert_eq!(messages("  Monday 24:00 to 6am\n"), ["No shift begins at 24:00."]);
}

#[test]
fn hours_by_season_before_bank_holidays_and_on_a_day_of_a_month() {
    let (charter, errors) = read(
        "  Monday to Friday 9am to 5pm\n  Monday, Saturday 8am to 8pm from 1 April to 30 September every year\n  \
         open on the day before a bank holiday 9am to 1pm\n  closed the third Monday in January every year\n  \
         Sunday 4am to 4am from 6 June 2026 to 7 June 2026\n",
    );
    assert_eq!(errors.iter().map(|one| one.message.as_str()).collect::<Vec<_>>(), [""; 0]);
    let hours = &charter.unwrap().hours[0];
    assert_eq!(hours.calendar.as_ref().map(|calendar| calendar.text()), Some("working days"));
    let [summer, june] = hours.rules.seasons.as_slice() else { panic!() };
    assert_eq!(summer.days, Days::EveryYear { from: (4, 1), to: (9, 30) });
    assert_eq!(summer.weekdays, Weekdays::from_days([Weekday::Mon, Weekday::Sat]));
    assert_eq!(summer.spans, [span("08:00", "20:00")]);
    assert_eq!(june.spans, [span("04:00", "04:00")]);
    assert_eq!(hours.rules.before_bank_holidays, Some(vec![span("09:00", "13:00")]));
    let training = Days::NthWeekday { nth: Some(3), weekday: Weekday::Mon, month: 1 };
    assert_eq!(hours.rules.exceptions[0].days, training);
}

#[test]
fn hours_that_make_no_sense_are_answered_with_the_form_to_use() {
    let answer = |lines: &str| {
        let errors = read(lines).1;
        let [error] = errors.as_slice() else { panic!("{errors:?}") };
        format!("{} {}", error.message, error.help.as_deref().unwrap_or_default())
    };
    let week = "  Monday to Friday 9am to 5pm\n";
    assert_eq!(
        answer(&format!("{week}  closed 6 June 2026 1pm to 2pm\n")),
        "A closure is of whole days. write when it is open on that day: `open 6 June 2026 9am to 1pm and 2pm to 5pm`"
    );
    assert_eq!(
        answer(&format!("{week}  closed the sixth Monday of May every year\n")),
        "A month has at most five of each day of the week. write `the last Monday of January every year`"
    );
    assert_eq!(
        answer(&format!("{week}  Saturday 9-11\n")),
        "`9` and `11` do not say whether the morning or the evening is meant. write `9am to 5pm`"
    );
    let before = "  open on the day before a bank holiday 9am to 1pm\n";
    let twice = answer(&format!("{week}{before}{before}"));
    assert!(twice.contains("on the day before a bank holiday"), "{twice}");
}

#[test]
fn hours_without_am_and_pm_are_of_the_morning_and_the_afternoon() {
    let hours = |line: &str| read(&format!("  {line}\n")).0.unwrap().hours[0].rules.week[0].clone();
    assert_eq!(hours("Monday 9-5"), [span("09:00", "17:00")]);
    assert_eq!(hours("Monday 9 - 17"), [span("09:00", "17:00")]);
}
