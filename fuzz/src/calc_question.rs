//! Any text asked of the calculator: `20 working days after 2026-03-10`.

use std::sync::OnceLock;

use bywhen::engine::charter::{Direction, End, FirstDay, Unit};
use bywhen::language::{Question, question};
use bywhen::{Answer, Calculator, Rules, week_of};
use chrono::NaiveDate;

use crate::setting::calendars;

/// The first byte chooses the rules, the rest is the question.
pub fn run(bytes: &[u8]) {
    let Some((rules, bytes)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(bytes);
    let question = match question(&text) {
        Ok(question) => question,
        Err(diagnostics) => {
            assert!(!diagnostics.is_empty(), "refused without a reason");
            for diagnostic in diagnostics {
                assert!(text.get(diagnostic.span.clone()).is_some(), "{:?} of {diagnostic}", diagnostic.span);
            }
            return;
        }
    };
    let calculators = calculators();
    let calculator = &calculators[usize::from(*rules) % calculators.len()];
    let answer = calculator.ask(&text);
    let calculation = match question {
        Question::Due(calculation) => calculation,
        Question::Between { unit, from, to, less } => {
            // The other way round it is as much, and negative.
            if let (Ok(Answer::Between(there, _)), true) = (&answer, less.is_empty()) {
                let back = calculator.ask(&format!("{} between {to} and {from}", unit.words(2)));
                let Ok(Answer::Between(back, _)) = back else { panic!("{text}: not the other way round") };
                assert_eq!(*there, -back, "{text}");
            }
            return;
        }
        Question::IsWorkingDay(_) | Question::IsOpen(_) => return,
    };
    let Ok(Answer::Due(due)) = answer else { return };
    let zone = calculator.zone();
    // The day of an answer is its own, or the one that it ends.
    if let Ok(local) = zone.local(due.at) {
        let iso = local.to_string();
        let day = due.day.to_string();
        assert!(iso.starts_with(&day) || iso.contains("T00:00:00"), "{text}: on {day}, at {iso}");
    }
    let Ok(start) = calculator.place(calculation.from) else {
        panic!("{text}: counted from a time that cannot be placed")
    };
    // A day that ends at midnight or at a time of it lies where the direction says.
    match (&calculation.first, calculation.count.direction) {
        (None, Direction::Within | Direction::After) => {
            let first_day_counts = calculation.count.first_day == FirstDay::SameDay;
            let same_day = calculation.count.amount == 0 || first_day_counts || calculation.count.end != End::OfDay;
            assert!(same_day || due.at >= start.instant, "{text}: due {} before its start", due.day);
            assert!(first_day_counts || due.day >= start.day(), "{text}: due {} before its start", due.day);
        }
        (None, Direction::Before) => assert!(due.day <= start.day(), "{text}: due {} after its start", due.day),
        (Some(_), _) => {}
    }
    // The column of working days says what the question says.
    let count = &calculation.count;
    let plain = count.unit == Unit::WorkingDays && count.end == End::OfDay && !count.clear;
    if calculation.first.is_none() && plain && count.first_day == FirstDay::Implied {
        let (n, time) = (i64::from(count.amount), (!start.day_only).then(|| start.time()));
        let by_number = match count.direction {
            Direction::Before => calculator.subtract(start.day(), time, n),
            Direction::Within | Direction::After => calculator.add(start.day(), time, n),
        };
        let by_number = by_number.map(|day| day.to_string());
        assert_eq!(by_number.ok(), Some(due.day.to_string()), "{text}: counted by its number it is another day");
    }
}

/// Rules of every sort, compiled once.
fn calculators() -> &'static [Calculator] {
    static CALCULATORS: OnceLock<Vec<Calculator>> = OnceLock::new();
    CALCULATORS.get_or_init(|| {
        let week = |text: &str| week_of(text).ok();
        let with = |rules| Calculator::new(rules, calendars()).unwrap_or_else(|error| panic!("{error}"));
        let office = Rules { hours: week("Mon-Thu 09:00-17:00, Fri 09:00-12:00, Fri 13:00-16:00"), ..Rules::default() };
        let late = Rules {
            cut_off: "16:00".parse().ok(),
            closed_day_is_next_working_day: true,
            hours: week("Mon-Fri 18:00-24:00, Tue-Sat 00:00-03:00"),
            ..Rules::default()
        };
        let closed = Rules {
            closed: (24..=31).filter_map(|day| NaiveDate::from_ymd_opt(2026, 12, day)).collect(),
            known_on: NaiveDate::from_ymd_opt(2022, 1, 1),
            ..Rules::default()
        };
        let every_day = Rules { bank_holidays: Vec::new(), hours: week("Mon-Sun 00:00-24:00"), ..Rules::default() };
        vec![with(Rules::default()), with(office), with(late), with(closed), with(every_day)]
    })
}
