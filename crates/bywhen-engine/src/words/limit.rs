//! The words for a limit, as the charter would write it.

use bywhen_calendar::{Closed, month_name, weekday_name};
use chrono::Weekday;

use super::date;
use crate::charter::{Alternative, Clock, Condition, CutOff, Direction, End, FirstDay, Limit, Unit};
use crate::vocabulary::{ACKNOWLEDGED, ESCALATED, RECEIVED, RESPONDED};

/// `5 working days`, `1 hour`.
pub fn amount(amount: u32, unit: Unit) -> String {
    format!("{amount} {}", unit.words(amount))
}

/// `within 7 working days of receipt unless complex; otherwise with no time stated`.
pub fn limits(alternatives: &[Alternative]) -> String {
    let one = |alternative: &Alternative| match &alternative.when {
        Condition::Always => limit(&alternative.limit),
        Condition::Not(not) => format!("{} unless {}", limit(&alternative.limit), condition(not)),
        when => format!("{} if {}", limit(&alternative.limit), condition(when)),
    };
    alternatives.iter().map(one).collect::<Vec<_>>().join("; otherwise ")
}

/// `complex and not received after 4pm`, `(urgent or complex) and new`.
pub fn condition(asked: &Condition) -> String {
    let part = |part: &Condition| match part {
        Condition::All(_) | Condition::Any(_) => format!("({})", condition(part)),
        _ => condition(part),
    };
    let each = |all: &[Condition], word: &str| all.iter().map(part).collect::<Vec<_>>().join(word);
    match asked {
        Condition::Always => "always".to_owned(),
        Condition::Fact(fact) => fact.text().to_owned(),
        Condition::Happened(event) => format!("“{event}” has happened"),
        Condition::ReceivedAfter(time) => format!("received after {}", date::time(*time)),
        Condition::ReceivedBefore(time) => format!("received before {}", date::time(*time)),
        Condition::ReceivedInSeason { from, to } => {
            format!("received between {} and {}", day_of_year(*from), day_of_year(*to))
        }
        Condition::Chosen { choice, option } => format!("“{choice}” is “{option}”"),
        Condition::Not(not) => format!("not {}", part(not)),
        Condition::All(all) => each(all, " and "),
        Condition::Any(any) => each(any, " or "),
    }
}

/// `within 5 working days of receipt`.
pub fn limit(limit: &Limit) -> String {
    match limit {
        Limit::Clock(clock) => one(clock),
        Limit::EarlierOf(limits) => format!("by the earlier of {}", joined(limits)),
        Limit::LaterOf(limits) => format!("by the later of {}", joined(limits)),
        Limit::Then { first, count, .. } => {
            let clear = if count.clear { "clear " } else { "" };
            let amount = format!("{} {clear}{}", count.amount, count.unit.words(count.amount));
            let rolling = if count.roll { ", rolling to the next working day" } else { "" };
            match nth_day(first) {
                Some(day) => format!("within {amount} of {day}{rolling}"),
                None => format!("{amount} after {}{rolling}", self::limit(first)),
            }
        }
        Limit::Given(anchor) => format!("by the date given with {}", noun(anchor.event.slug())),
        Limit::Unstated => "with no time stated".to_owned(),
    }
}

/// `the next working day after receipt`, where a limit is no more than that.
fn nth_day(limit: &Limit) -> Option<String> {
    const NTH: [&str; 10] =
        ["next", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let Limit::Clock(Clock { count, from, .. }) = limit else { return None };
    let day = match count.unit {
        Unit::WorkingDays => "working day",
        Unit::CalendarDays => "day",
        _ => return None,
    };
    let plain = count.first_day != FirstDay::SameDay && (count.direction, count.end) == (Direction::Within, End::OfDay);
    let nth = NTH.get(usize::try_from(count.amount).ok()?.checked_sub(1)?)?;
    (plain && !count.roll && !count.clear).then(|| format!("the {nth} {day} after {}", noun(from.event.slug())))
}

/// `1 November`.
pub fn day_of_year((month, day): (u32, u32)) -> String {
    // A leap year, which has every day.
    let date = chrono::NaiveDate::from_ymd_opt(2000, month, day);
    date.map_or_else(String::new, |date| format!("{day} {}", month_name(date)))
}

/// `10 minutes after receipt and 10 minutes after “appointment”`.
fn joined(limits: &[Limit]) -> String {
    let point = |one: &Limit| match one {
        Limit::Clock(clock) if clock.count.direction == Direction::Within && !clock.count.clear => {
            self::clock(clock, Direction::After)
        }
        other => limit(other),
    };
    limits.iter().map(point).collect::<Vec<_>>().join(" and ")
}

fn one(clock: &Clock) -> String {
    self::clock(clock, clock.count.direction)
}

fn clock(clock: &Clock, direction: Direction) -> String {
    let count = &clock.count;
    let event = noun(clock.from.event.slug());
    let clear = if count.clear { "clear " } else { "" };
    let amount = format!("{} {clear}{}", count.amount, count.unit.words(count.amount));
    let mut text = match (direction, count.first_day) {
        (_, FirstDay::SameDay) => format!("within {amount} beginning with the day of {event}"),
        (Direction::Within, _) => format!("within {amount} of {event}"),
        (Direction::After, _) => format!("{amount} after {event}"),
        (Direction::Before, _) => format!("at least {amount} before {event}"),
    };
    match count.end {
        End::OfDay => {}
        End::At(time) => text.push_str(&format!(", by {}", date::time(time))),
        End::AtClose => text.push_str(", by close"),
        End::SameTime => text.push_str(", at the same time of day"),
    }
    if count.roll {
        text.push_str(", rolling to the next working day");
    }
    if let (true, Some(hours)) = (count.needs_hours(), &clock.hours) {
        text.push_str(&format!(" during \"{hours}\""));
    }
    text
}

/// The noun for the slug of an event: `receipt`, `our acknowledgement`, `“turned away”`.
pub fn noun(event: &str) -> String {
    match event {
        RECEIVED => "receipt".to_owned(),
        ESCALATED => "the request".to_owned(),
        ACKNOWLEDGED => "our acknowledgement".to_owned(),
        RESPONDED => "our response".to_owned(),
        other => format!("“{}”", other.replace('-', " ")),
    }
}

/// `every 28 calendar days from receipt`, of a limit that starts again each time.
pub(super) fn every(limit: &Limit) -> Option<String> {
    let Limit::Clock(Clock { count, from, .. }) = limit else { return None };
    Some(format!("every {} from {}", amount(count.amount, count.unit), noun(from.event.slug())))
}

/// Why a day is not a working day: `Saturday`, `Good Friday`, `Christmas closure`.
pub fn closed(closed: &Closed) -> String {
    match closed {
        Closed::NotWorked(weekday) => weekday_name(*weekday).to_owned(),
        Closed::OutOfTerm => "out of term".to_owned(),
        Closed::BankHoliday { title, .. } => title.clone(),
        Closed::Closure(Some(name)) => name.clone(),
        Closed::Closure(None) => "closed".to_owned(),
    }
}

/// As [`closed`], with one word for both days of a weekend.
pub(crate) fn closed_run(reason: &Closed) -> String {
    match reason {
        Closed::NotWorked(Weekday::Sat | Weekday::Sun) => "weekend".to_owned(),
        _ => closed(reason),
    }
}

/// `received after 5pm`.
pub fn cut_off(cut_off: CutOff) -> String {
    let from = if cut_off.inclusive { "at or after" } else { "after" };
    format!("received {from} {}", date::time(cut_off.time))
}
