//! Numbers, dates, times and quotations.

use bywhen_calendar::{TimeOfDay, short_date, weekday_name};
use bywhen_engine::When;
use bywhen_engine::charter::Percent;
use chrono::{Datelike, NaiveDate, Weekday};
use pest::iterators::Pair;

use super::Builder;
use crate::code::Code;
use crate::parse::grammar::Rule;
use crate::parse::syntax::{Date, DayMonth, Moment, Number, Text, Time};
use crate::source::unquoted;
use crate::span::Span;

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [&str; 11] =
    ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The years that dates may lie in.
const YEARS: std::ops::RangeInclusive<i32> = 1972..=2100;

/// A number in digits or in words.
pub(crate) fn number(text: &str) -> Option<u32> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return if text.contains(',') { text.replace(',', "").parse().ok() } else { text.parse().ok() };
    }
    let position = |words: &[&str], word: &str| words.iter().position(|known| known.eq_ignore_ascii_case(word));
    if let Some(found) = position(&ONES, text) {
        return u32::try_from(found).ok();
    }
    let (tens, ones) = match text.split_once(['-', ' ']) {
        Some((tens, ones)) => (tens, position(ONES.get(1..10)?, ones.trim())? + 1),
        None => (text, 0),
    };
    u32::try_from((position(&TENS, tens)? + 2) * 10 + ones).ok()
}

pub(super) fn month(text: &str) -> Option<u32> {
    let start = text.get(..3)?;
    MONTHS.iter().position(|name| name.eq_ignore_ascii_case(start)).and_then(|at| u32::try_from(at + 1).ok())
}

fn digits(text: &str) -> Option<u32> {
    text.get(..text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))?.parse().ok()
}

pub(super) fn weekday(text: &str) -> Option<Weekday> {
    text.get(..3)?.parse().ok()
}

impl Builder<'_> {
    pub(super) fn number(&mut self, pair: &Pair<'_, Rule>) -> Number {
        let span = self.span(pair);
        let value = number(pair.as_str()).unwrap_or(u32::MAX);
        Number { value, span }
    }

    pub(crate) fn ordinal(&mut self, pair: &Pair<'_, Rule>) -> Number {
        let text = pair.as_str();
        let span = self.span(pair);
        let value = if text.eq_ignore_ascii_case("next") || text.eq_ignore_ascii_case("following") {
            1
        } else {
            let word = ORDINALS.iter().position(|word| word.eq_ignore_ascii_case(text));
            word.and_then(|at| u32::try_from(at).ok()).or_else(|| digits(text)).unwrap_or(u32::MAX)
        };
        Number { value, span }
    }

    /// A quotation without its quotes, or a bare name.
    pub(super) fn quoted<'s>(&mut self, pair: &Pair<'s, Rule>) -> Text<'s> {
        let text = pair.as_str();
        let span = self.span(pair);
        if pair.as_rule() != Rule::quoted {
            return Text { value: text, span };
        }
        let value = unquoted(text).unwrap_or(text);
        if !value.chars().any(char::is_alphanumeric) {
            self.sink.add(Code::EmptyText, span, "There is no letter or digit between these quotes.");
            self.sink.partially_parsed = true;
        }
        Text { value, span }
    }

    /// The date, or nothing when there is no such day, which is reported.
    pub(super) fn date(&mut self, pair: Pair<'_, Rule>) -> Option<Date> {
        let span = self.span(&pair);
        let text = pair.as_str();
        let (mut weekday_written, mut day, mut month_number, mut year) = (None, None, None, None);
        for part in pair.into_inner() {
            let text = part.as_str();
            match part.as_rule() {
                Rule::weekday => weekday_written = weekday(text),
                Rule::day_number => day = digits(text),
                Rule::month => month_number = month(text),
                Rule::year => year = text.parse().ok(),
                Rule::iso_date => {
                    let mut numbers = text.split('-').map(str::parse::<u32>);
                    year = numbers.next().and_then(Result::ok).and_then(|year| i32::try_from(year).ok());
                    month_number = numbers.next().and_then(Result::ok);
                    day = numbers.next().and_then(Result::ok);
                }
                _ => {
                    self.sink
                        .add(Code::BadDate, span, format!("`{text}` may be read in two ways."))
                        .help("write the date as `1 April 2026` or `2026-04-01`");
                    return None;
                }
            }
        }
        let date =
            year.zip(month_number).zip(day).and_then(|((year, month), day)| NaiveDate::from_ymd_opt(year, month, day));
        let Some(date) = date else {
            let plain =
                if weekday_written.is_some() { text.split_once(' ').map_or(text, |(_, date)| date) } else { text };
            self.sink.add(Code::BadDate, span, format!("There is no {plain}."));
            return None;
        };
        if !YEARS.contains(&date.year()) {
            self.sink.add(Code::BadDate, span, format!("{text} is not between 1972 and 2100."));
            return None;
        }
        if let Some(weekday_written) = weekday_written.filter(|weekday_written| *weekday_written != date.weekday()) {
            let is = weekday_name(date.weekday());
            let plain = short_date(date);
            self.sink
                .add(Code::WrongWeekday, span, format!("{plain} is a {is}, not a {}.", weekday_name(weekday_written)))
                .label(format!("a {is}"))
                .help(format!("write `{is} {plain}`, or correct the date"));
        }
        Some(Date { date, weekday: weekday_written, span })
    }

    pub(super) fn day_month(&mut self, pair: Pair<'_, Rule>) -> Option<DayMonth> {
        let span = self.span(&pair);
        let text = pair.as_str();
        let mut parts = pair.into_inner();
        let day = parts.next().and_then(|part| digits(part.as_str()))?;
        let month = parts.next().and_then(|part| month(part.as_str()))?;
        // A leap year: 29 February is a day of every year that has it.
        if NaiveDate::from_ymd_opt(2000, month, day).is_none() {
            self.sink.add(Code::BadDate, span, format!("There is no {text}."));
            return None;
        }
        Some(DayMonth { day, month })
    }

    pub(super) fn time(&mut self, pair: &Pair<'_, Rule>) -> Option<Time> {
        let span = self.span(pair);
        let text = pair.as_str();
        let Some(time) = time(text) else {
            let message = format!("There is no time {text}.");
            self.sink.add(Code::BadTime, span, message).help("write it as `5pm`, `10:15am` or `17:00`");
            return None;
        };
        Some(Time { time, span })
    }

    /// Combines a date and a time.
    pub(super) fn moment(&self, date: Option<Date>, time: Option<Time>) -> Option<Moment> {
        date.map(|date| Moment { date, time })
    }

    /// The start of a calculation.
    pub(crate) fn calculation_start(&mut self, pair: Pair<'_, Rule>) -> Option<When> {
        let (mut date, mut time) = (None, None);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::iso_moment => {
                    let span = self.span(&part);
                    let when: Option<When> = part.as_str().parse().ok();
                    if when.is_none() {
                        self.sink
                            .add(Code::BadDate, span, format!("There is no time {}.", part.as_str()))
                            .help("write it as `2026-04-01T10:15` or `2026-04-01T10:15:00+01:00`");
                    }
                    return when;
                }
                Rule::date => date = Some(self.date(part)?),
                Rule::time => time = Some(self.time(&part)?),
                _ => {}
            }
        }
        date.map(|date| Moment { date, time }.when())
    }

    pub(super) fn percent(&mut self, pair: Pair<'_, Rule>) -> Percent {
        let span = self.span(&pair);
        let text = pair.into_inner().next().map_or("", |decimal| decimal.as_str());
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let hundredths = (part.len() <= 2)
            .then(|| Some(whole.parse::<u32>().ok()?.checked_mul(100)? + format!("{part:0<2}").parse::<u32>().ok()?))
            .flatten()
            .filter(|hundredths| (1..=10_000).contains(hundredths));
        let Some(hundredths) = hundredths.and_then(|hundredths| u16::try_from(hundredths).ok()) else {
            self.bad_percentage(span, format!("{text}% is no share of cases."));
            return Percent(10_000);
        };
        Percent(hundredths)
    }

    pub(super) fn bad_percentage(&mut self, span: Span, message: String) {
        self.sink
            .add(Code::BadPercentage, span, message)
            .help("write a share above 0% and at most 100%, with at most two decimals");
    }
}

/// A time as people write it: `midnight` begins a day, `24:00` ends it.
fn time(text: &str) -> Option<TimeOfDay> {
    if text.eq_ignore_ascii_case("midnight") {
        return Some(TimeOfDay::MIDNIGHT);
    }
    if text.eq_ignore_ascii_case("midday") || text.eq_ignore_ascii_case("noon") {
        return TimeOfDay::from_hms(12, 0, 0);
    }
    let half = text.len().checked_sub(2).and_then(|at| text.split_at_checked(at));
    let half = half.filter(|(_, half)| half.eq_ignore_ascii_case("am") || half.eq_ignore_ascii_case("pm"));
    let (clock, half) = half.map_or((text, None), |(clock, half)| (clock.trim_end(), Some(half)));
    let mut numbers = clock.split([':', '.']).map(str::parse::<u32>);
    let mut hour = numbers.next()?.ok()?;
    let minute = numbers.next().transpose().ok()?.unwrap_or(0);
    let second = numbers.next().transpose().ok()?.unwrap_or(0);
    if let Some(half) = half {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if half.eq_ignore_ascii_case("pm") { 12 } else { 0 };
    }
    TimeOfDay::from_hms(hour, minute, second)
}
