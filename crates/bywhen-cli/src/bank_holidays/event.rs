//! One event of an iCalendar file: the days that it takes in.

use bywhen::calendar::ListedHoliday;
use bywhen::prose;
use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::content_line::ContentLine;

/// What makes an event happen more often than once.
const REPEATING: [&str; 4] = ["RRULE", "RDATE", "EXRULE", "RECURRENCE-ID"];

/// An event on whole days.
#[derive(Clone, Debug)]
pub(super) struct Event {
    title: String,
    /// In order. None where it was cancelled.
    pub(super) days: Vec<NaiveDate>,
}

/// Why an event is no bank holiday, with the line that says so.
#[derive(Debug)]
pub(super) struct EventProblem {
    pub(super) line: usize,
    pub(super) message: String,
}

impl Event {
    /// The event that begins in a line and has these properties.
    pub(super) fn of(properties: &[ContentLine], line: usize) -> Result<Event, EventProblem> {
        let property = |name: &str| properties.iter().find(|property| property.name == name);
        let title = property("SUMMARY").map(|summary| text(&summary.value)).unwrap_or_default();
        let mut event = Event { title, days: Vec::new() };
        if property("STATUS").is_some_and(|status| status.value.trim().eq_ignore_ascii_case("CANCELLED")) {
            return Ok(event);
        }
        if let Some(repeating) = REPEATING.iter().find_map(|name| property(name)) {
            let why = format!(
                "repeats ({}), and bank holidays are not on the same dates each year: list each date as an event of its own",
                repeating.name
            );
            return Err(event.problem(repeating.number, &why));
        }
        let Some(start) = property("DTSTART") else {
            return Err(event.problem(line, "has no date: give it one, as in DTSTART;VALUE=DATE:20261225"));
        };
        let first = event.date(start)?;
        let last = match (property("DTEND"), property("DURATION")) {
            (Some(end), _) => event.last_before(first, end)?,
            (None, Some(duration)) => event.last_of(first, duration)?,
            (None, None) => first,
        };
        for day in first.iter_days().take_while(|day| *day <= last) {
            event.take(day, start.number)?;
        }
        Ok(event)
    }

    /// The event in a message.
    pub(super) fn named(&self) -> String {
        if self.title.is_empty() { "this event".to_owned() } else { format!("\"{}\"", self.title) }
    }

    /// Its days, as a list has them.
    pub(super) fn holidays(&self) -> impl Iterator<Item = ListedHoliday> {
        self.days.iter().map(|day| ListedHoliday { date: *day, title: self.title.clone(), notes: String::new() })
    }

    fn problem(&self, line: usize, why: &str) -> EventProblem {
        EventProblem { line, message: format!("{} {why}", self.named()) }
    }

    fn date(&self, property: &ContentLine) -> Result<NaiveDate, EventProblem> {
        let value = property.value.trim();
        if property.parameter("VALUE") == Some("DATE-TIME") || value.contains('T') {
            let why = format!(
                "is at a time of day ({value}), and a bank holiday lasts the whole day: make it an all-day event, as in \
                 DTSTART;VALUE=DATE:20261225"
            );
            return Err(self.problem(property.number, &why));
        }
        whole_day(value).ok_or_else(|| {
            let why = format!("is on `{value}`, which is no date: write it as in DTSTART;VALUE=DATE:20261225");
            self.problem(property.number, &why)
        })
    }

    /// The last day where the day after it is given. The same day as the first is meant to be that one.
    fn last_before(&self, first: NaiveDate, end: &ContentLine) -> Result<NaiveDate, EventProblem> {
        let after = self.date(end)?;
        if after < first {
            return Err(self.problem(end.number, "ends before it begins: give the day after its last as DTEND"));
        }
        Ok(after.pred_opt().map_or(first, |last| last.max(first)))
    }

    fn last_of(&self, first: NaiveDate, duration: &ContentLine) -> Result<NaiveDate, EventProblem> {
        let value = duration.value.trim();
        whole_days(value).and_then(|days| first.checked_add_days(Days::new(days.checked_sub(1)?))).ok_or_else(|| {
            let why = format!("lasts `{value}`, which is no number of whole days: write it as in DURATION:P1D");
            self.problem(duration.number, &why)
        })
    }

    fn take(&mut self, day: NaiveDate, line: usize) -> Result<(), EventProblem> {
        if !(1990..=2100).contains(&day.year()) {
            return Err(self.problem(line, &format!("is on {day}, and bank holidays are counted from 1990 to 2100")));
        }
        if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            let why = format!(
                "takes in {}, and a bank holiday is a weekday, the one in lieu where it falls on a weekend: take that day out, or \
                 the event if it is no bank holiday",
                prose::date(day)
            );
            return Err(self.problem(line, &why));
        }
        self.days.push(day);
        Ok(())
    }
}

/// `20261225`.
fn whole_day(value: &str) -> Option<NaiveDate> {
    let digits = value.len() == 8 && value.bytes().all(|byte| byte.is_ascii_digit());
    let number: u32 = value.parse().ok().filter(|_| digits)?;
    NaiveDate::from_ymd_opt(i32::try_from(number / 10_000).ok()?, number / 100 % 100, number % 100)
}

/// `P2D`, `P1W`.
fn whole_days(value: &str) -> Option<u64> {
    let amount = value.trim_start_matches('+').strip_prefix('P')?;
    match (amount.strip_suffix('D'), amount.strip_suffix('W')) {
        (Some(days), _) => days.parse().ok(),
        (_, Some(weeks)) => weeks.parse::<u64>().ok()?.checked_mul(7),
        _ => None,
    }
}

/// A text without its escapes, in one line.
fn text(escaped: &str) -> String {
    let mut text = String::with_capacity(escaped.len());
    let mut letters = escaped.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => text.extend(letters.next().map(|next| if matches!(next, 'n' | 'N') { ' ' } else { next })),
            letter => text.push(letter),
        }
    }
    text.trim().to_owned()
}
