//! How time is counted: working days, the day of receipt, opening hours.

use bywhen::calendar::{DatedDays, Days, Division, HoursRules, Span, TimeOfDay, Weekdays, weekday_name};
use bywhen::engine::charter::{Calendar, Charter, Condition, Hours, ReceiptMove, ReceiptRule};
use bywhen::prose;

use super::block::{Block, Line, Section, Table};
use super::phrase::{joined, sentence};

pub(super) fn sections(charter: &Charter) -> Vec<Section> {
    let mut sections = Vec::new();
    if !charter.calendars.is_empty() {
        let mut section = Section::new("How days are counted", Vec::new());
        match charter.calendars.as_slice() {
            [only] => section.blocks.push(Block::list(days(only))),
            several => section
                .sections
                .extend(several.iter().map(|one| Section::new(one.name.text(), vec![Block::list(days(one))]))),
        }
        section.blocks.push(Block::paragraph("What is due by a day may be done until the end of that day."));
        sections.push(section);
    }
    // Nobody wrote down the hours that stand for `on working days only`.
    let written = charter.hours.iter().filter(|one| !prose::is_whole_working_days(one.name.text()));
    sections.extend(written.map(|one| hours(charter, one)));
    sections
}

fn days(calendar: &Calendar) -> Vec<String> {
    let rules = &calendar.rules;
    let mut said = vec![format!("Working days are {}{}.", week(rules.week), holidays(&rules.bank_holidays))];
    let dated = |days: &[DatedDays], what: &str| {
        let listed: Vec<String> = days.iter().map(dated).collect();
        (!listed.is_empty()).then(|| format!("{what}: {}.", joined(&listed, "and")))
    };
    said.extend(dated(&rules.terms, "Only these days are worked"));
    said.extend(dated(&rules.closures, "Closed"));
    said.extend(dated(&rules.openings, "Open all the same"));
    said.extend(calendar.receipt.iter().map(|rule| receipt(calendar, rule)));
    if !calendar.receipt.iter().any(|rule| rule.rule == ReceiptMove::DayOne) {
        said.push("The day of receipt does not count: the day after it is the first.".to_owned());
    }
    said
}

fn holidays(divisions: &[Division]) -> String {
    match divisions {
        [] => String::new(),
        all if Division::ALL.iter().all(|division| all.contains(division)) => {
            ", except bank holidays in any part of the United Kingdom".to_owned()
        }
        some => {
            let titles: Vec<String> = some.iter().map(ToString::to_string).collect();
            format!(", except bank holidays in {}", joined(&titles, "or"))
        }
    }
}

/// `Monday to Friday`, `Monday, Wednesday and Friday`.
fn week(days: Weekdays) -> String {
    if days == Weekdays::EVERY_DAY {
        return "every day".to_owned();
    }
    let runs = runs(&days.iter().map(|day| (day.num_days_from_monday() as usize, ())).collect::<Vec<_>>());
    joined(&runs.into_iter().map(|(days, ())| days).collect::<Vec<_>>(), "and")
}

/// Days of the week that follow one another and are alike: `Monday to Thursday`.
fn runs<T: PartialEq + Copy>(days: &[(usize, T)]) -> Vec<(String, T)> {
    let mut runs: Vec<(usize, usize, T)> = Vec::new();
    for &(day, like) in days {
        match runs.last_mut() {
            Some((_, last, of)) if *of == like && *last + 1 == day => *last = day,
            _ => runs.push((day, day, like)),
        }
    }
    let name = |day: usize| Weekdays::EVERY_DAY.iter().nth(day).map(weekday_name).unwrap_or_default();
    let said = |(first, last, like)| match last - first {
        0 => (name(first).to_owned(), like),
        1 => (format!("{} and {}", name(first), name(last)), like),
        _ => (format!("{} to {}", name(first), name(last)), like),
    };
    runs.into_iter().map(said).collect()
}

/// `24 December to 1 January every year (Christmas closure)`.
fn dated(dated: &DatedDays) -> String {
    named(&dated.days, dated.name.as_deref())
}

fn named(days: &Days, name: Option<&str>) -> String {
    let days = prose::days(days);
    name.map_or_else(|| days.clone(), |name| format!("{days} ({name})"))
}

fn receipt(calendar: &Calendar, rule: &ReceiptRule) -> String {
    let at = |time: Option<TimeOfDay>| time.map(|time| format!("at {} ", prose::time(time))).unwrap_or_default();
    let words = match &rule.rule {
        ReceiptMove::DayOne => "the day of receipt is day 1".to_owned(),
        ReceiptMove::ClosedDay { received_at } => {
            format!("what comes on a closed day counts as received {}on the next working day", at(*received_at))
        }
        ReceiptMove::NextOpening(hours) => {
            format!("what comes outside the hours of “{hours}” counts as received when it next opens")
        }
        ReceiptMove::CutOff(cut_off) => {
            let moves_closed = |other: &ReceiptRule| {
                matches!(other.rule, ReceiptMove::ClosedDay { .. }) && other.when == Condition::Always
            };
            let next = match cut_off.to_working_day {
                true => "working day",
                false if calendar.receipt.iter().any(moves_closed) => {
                    "day, or on the next working day where that is closed"
                }
                false => "day",
            };
            // It does nothing on a closed day.
            let (received, at) = ("received on a working day", at(cut_off.received_at));
            let cut_off = prose::cut_off(*cut_off);
            let time = cut_off.strip_prefix("received").unwrap_or(&cut_off);
            format!("what is {received}{time} counts as received {at}on the next {next}")
        }
    };
    match &rule.when {
        Condition::Always => sentence(&words),
        when => sentence(&format!("where {}, {words}", prose::condition(when))),
    }
}

fn hours(charter: &Charter, hours: &Hours) -> Section {
    let rules = &hours.rules;
    let calendar = charter.calendars.iter().find(|one| Some(&one.name) == hours.calendar.as_ref());
    let days_off = rules.on_non_working_days.as_deref().zip(calendar);
    let mut blocks = vec![Block::Table(opening(rules, days_off))];
    let mut notes = Vec::new();
    if let Some((off, calendar)) = days_off.filter(|(_, calendar)| !calendar.rules.openings.is_empty()) {
        let worked = rules.week.iter().map(Vec::as_slice).enumerate();
        let worked: Vec<(usize, &[Span])> =
            worked.filter(|(day, spans)| !has(calendar.rules.week, *day) && *spans != off).collect();
        notes.extend(
            runs(&worked)
                .into_iter()
                .map(|(days, spans)| format!("{days}, where it is a working day: {}.", open(spans))),
        );
    }
    if let Some(spans) = &rules.on_non_working_days {
        notes.push(format!("On days that are not working days{}: {}.", of_calendar(hours), open(spans)));
    }
    notes.extend(rules.seasons.iter().map(|season| {
        let weekdays: Vec<(usize, &[Span])> =
            (0..7).filter(|day| has(season.weekdays, *day)).map(|day| (day, season.spans.as_slice())).collect();
        let weekdays: Vec<String> = runs(&weekdays).into_iter().map(|(days, _)| days).collect();
        format!("{}, {}: {}.", weekdays.join(", "), prose::days(&season.days), open(&season.spans))
    }));
    if let Some(spans) = &rules.before_bank_holidays {
        notes.push(format!("On the day before a bank holiday{}: {}.", of_calendar(hours), open(spans)));
    }
    notes.extend(rules.exceptions.iter().map(|exception| {
        format!("{}: {}.", named(&exception.days, exception.name.as_deref()), open(&exception.spans))
    }));
    if hours.due_at_next_opening {
        notes.push("What is due at the moment of closing is due when it next opens.".to_owned());
    }
    if rules.spans().any(|span| span.ends_next_day()) {
        notes.push("Hours over midnight belong to the day on which they begin.".to_owned());
    }
    if !notes.is_empty() {
        blocks.push(Block::list(notes));
    }
    if !hours.cites.is_empty() {
        blocks.insert(0, Block::Paragraph(Line::citing("", &hours.cites)));
    }
    Section::new(format!("Opening hours: {}", hours.name.text()), blocks)
}

fn of_calendar(hours: &Hours) -> String {
    hours.calendar.as_ref().map(|calendar| format!(" (calendar: {})", calendar.text())).unwrap_or_default()
}

/// The usual week. Where days off have hours of their own, they take the place of what such a weekday says.
fn opening(rules: &HoursRules, days_off: Option<(&[Span], &Calendar)>) -> Table {
    let usual = |(day, spans)| match days_off {
        Some((off, calendar)) if !has(calendar.rules.week, day) => (day, off),
        _ => (day, spans),
    };
    let week: Vec<(usize, &[Span])> = rules.week.iter().map(Vec::as_slice).enumerate().map(usual).collect();
    let rows = runs(&week).into_iter().map(|(days, spans)| vec![days, open(spans)]).collect();
    Table { head: vec!["Day".to_owned(), "Open".to_owned()], rows }
}

/// Whether the day, counted from Monday, is one of these.
fn has(days: Weekdays, day: usize) -> bool {
    days.iter().any(|one| one.num_days_from_monday() as usize == day)
}

/// `9am to midday and 1pm to 5pm`, or `closed`.
fn open(spans: &[Span]) -> String {
    if spans.is_empty() {
        return "closed".to_owned();
    }
    let one = |span: &Span| match *span {
        Span::WHOLE_DAY => "all day".to_owned(),
        Span { from, to } => format!("{} to {}", prose::time(from), prose::time(to)),
    };
    joined(&spans.iter().map(one).collect::<Vec<_>>(), "and")
}
