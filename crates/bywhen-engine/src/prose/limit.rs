//! The words for a limit, as the charter would write it.

use bywhen_calendar::{Closed, weekday_name};
use chrono::Weekday;

use super::date;
use super::limit_context::{LimitContext, NamesCalendar, calendar_of_whole_days, is_whole_working_days};
use super::thousands::grouped;
use crate::charter::{Alternative, Clock, Condition, Count, CutOff, Direction, End, Extension, FirstDay, Limit, Unit};
use crate::decimal::Decimal;
use crate::listed::listed;
use crate::name::{Name, slug};
use crate::vocabulary::RECEIVED;

/// `5 working days`, `1 hour`.
pub fn amount(amount: u32, unit: Unit) -> String {
    format!("{amount} {}", unit.words(amount))
}

/// `within 7 working days of receipt unless complex; otherwise without a set time`.
pub fn limits(alternatives: &[Alternative]) -> String {
    limits_in(LimitContext::PLAIN, alternatives)
}

/// As [`limits`], in the words of its charter.
pub fn limits_in(context: LimitContext, alternatives: &[Alternative]) -> String {
    let one = |alternative: &Alternative| {
        let limit = limit_in(context, &alternative.limit);
        match &alternative.when {
            Condition::Always => limit,
            Condition::Not(not) => format!("{limit} unless {}", condition_in(context, not)),
            when => format!("{limit} if {}", condition_in(context, when)),
        }
    };
    alternatives.iter().map(one).collect::<Vec<_>>().join("; otherwise ")
}

/// `complex and not received after 4pm`, `(urgent or complex) and new`.
pub fn condition(asked: &Condition) -> String {
    condition_in(LimitContext::PLAIN, asked)
}

/// As [`condition`], in the words of its charter.
pub fn condition_in(context: LimitContext, asked: &Condition) -> String {
    let part = |part: &Condition| match part {
        Condition::All(_) | Condition::Any(_) => format!("({})", condition_in(context, part)),
        _ => condition_in(context, part),
    };
    let of_calendar = |calendar: &Name| match context.calendars {
        NamesCalendar::Nowhere => String::new(),
        NamesCalendar::WhereItDecides | NamesCalendar::Everywhere => format!(" in “{calendar}”"),
    };
    let each = |all: &[Condition], word: &str| all.iter().map(part).collect::<Vec<_>>().join(word);
    match asked {
        Condition::Always => "always".to_owned(),
        Condition::Fact(fact) => as_one_word(fact),
        Condition::FactIs { fact, values } => {
            format!("{} is {}", as_one_word(fact), alternatives(values.iter().map(as_one_word)))
        }
        Condition::FactNumber { fact, test } => format!("{} is {}", as_one_word(fact), test.phrase(&number)),
        Condition::Happened(event) => format!("“{event}” has happened"),
        Condition::ReceivedAfter(time) => format!("received after {}", date::time(*time)),
        Condition::ReceivedBefore(time) => format!("received before {}", date::time(*time)),
        Condition::ReceivedInSeason { from, to } => {
            format!("received between {} and {}", date::day_of_year(*from), date::day_of_year(*to))
        }
        Condition::DuringHours { event, hours, outside } => {
            format!("{} {} “{hours}”", came(event), if *outside { "outside" } else { "during" })
        }
        Condition::OnWorkingDay { event, calendar, closed } => {
            let day = if *closed { "closed" } else { "working" };
            format!("{} on a {day} day{}", came(event), of_calendar(calendar))
        }
        Condition::OnWeekdays { event, weekdays } => {
            format!("{} on a {}", came(event), alternatives(weekdays.iter().map(|day| weekday_name(day).to_owned())))
        }
        Condition::Chosen { choice, option } => format!("“{choice}” is “{option}”"),
        Condition::Not(not) => match &**not {
            Condition::Happened(event) => format!("“{event}” has not happened"),
            not => format!("not {}", part(not)),
        },
        Condition::All(all) => each(all, " and "),
        Condition::Any(any) => each(any, " or "),
    }
}

fn alternatives(all: impl Iterator<Item = String>) -> String {
    listed(&all.collect::<Vec<_>>(), "or")
}

/// A name as charters write it in a sentence: in quotes where it has several words.
fn as_one_word(name: &Name) -> String {
    let text = name.text();
    if text.contains(char::is_whitespace) { format!("“{text}”") } else { text.to_owned() }
}

/// `1,500`.
pub(super) fn number(number: Decimal) -> String {
    let text = number.to_string();
    let (whole, part) = text.split_at(text.find('.').unwrap_or(text.len()));
    let (sign, digits) = whole.split_at(usize::from(whole.starts_with('-')));
    format!("{sign}{}{part}", grouped(digits))
}

/// `received`, `“reported”`, before the words that say when.
fn came(event: &Name) -> String {
    if event.is(RECEIVED) { RECEIVED.to_owned() } else { format!("“{event}”") }
}

/// `within 5 working days of receipt`.
pub fn limit(limit: &Limit) -> String {
    limit_in(LimitContext::PLAIN, limit)
}

/// As [`limit`], in the words of its charter.
pub fn limit_in(context: LimitContext, limit: &Limit) -> String {
    match limit {
        Limit::Clock(clock) => self::clock(context, clock, clock.count.direction),
        Limit::EarlierOf(limits) => either(context, "earlier", limits),
        Limit::LaterOf(limits) => either(context, "later", limits),
        Limit::Then { first, count, calendar, hours } => {
            let end = ending(context, count, calendar.as_ref(), hours.as_ref());
            match nth_day(context, first) {
                Some(day) => format!("within {} of {day}{end}{}", counted(count), calendar_of_day(context, limit)),
                None => format!("{} after {}{end}", counted(count), limit_in(context, first)),
            }
        }
        Limit::DateGiven(anchor) => format!("by the date given with {}", context.noun(anchor.event.slug())),
        Limit::Unstated => "without a set time".to_owned(),
    }
}

/// The calendar of the day from which a count in hours starts: what is named behind a limit is for both.
fn calendar_of_day(context: LimitContext, limit: &Limit) -> String {
    match limit {
        Limit::Then { first, count, hours, .. }
            if !count.unit.is_days() && !is_on_working_days_only(count, hours.as_ref()) =>
        {
            match &**first {
                Limit::Clock(day) => named(context, &day.count, day.calendar.as_ref(), None),
                _ => String::new(),
            }
        }
        _ => String::new(),
    }
}

/// What an extension adds: `20 working days in “school days”`.
pub fn added(context: LimitContext, extension: &Extension, count: &Count) -> String {
    format!("{}{}", counted(count), ending(context, count, extension.calendar.as_ref(), extension.hours.as_ref()))
}

/// How long a window lasts that begins when another limit runs out: `10 working days in “school days”`.
pub fn lasting(context: LimitContext, limit: &Limit) -> Option<String> {
    let Limit::Then { count, calendar, hours, .. } = limit else { return None };
    Some(format!("{}{}", counted(count), ending(context, count, calendar.as_ref(), hours.as_ref())))
}

/// `5 clear working days`, `4 rings`.
pub(super) fn counted(count: &Count) -> String {
    match count.rings {
        Some(1) => return "1 ring".to_owned(),
        Some(rings) => return format!("{rings} rings"),
        None => {}
    }
    let clear = if count.clear { "clear " } else { "" };
    format!("{} {clear}{}", count.amount, count.unit.words(count.amount))
}

/// `the next working day after receipt`, where a limit is no more than that.
fn nth_day(context: LimitContext, limit: &Limit) -> Option<String> {
    let Limit::Clock(Clock { count, from, .. }) = limit else { return None };
    (count.end == End::OfDay && !count.roll).then(|| nth(count, &context.noun(from.event.slug())))?
}

/// `the next working day after receipt`, `the second calendar day after receipt`.
fn nth(count: &Count, event: &str) -> Option<String> {
    const NTH: [&str; 10] =
        ["next", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let day = match count.unit {
        Unit::WorkingDays => "working day",
        // Of the next day everybody knows which it is.
        Unit::CalendarDays if count.amount == 1 => "day",
        Unit::CalendarDays => "calendar day",
        _ => return None,
    };
    let plain = count.direction == Direction::Within && count.first_day != FirstDay::SameDay && !count.clear;
    let nth = NTH.get(usize::try_from(count.amount).ok()?.checked_sub(1)?)?;
    plain.then(|| format!("the {nth} {day} after {event}"))
}

/// `by the later of 10 minutes after receipt and 20 minutes after “appointment”`; where the counts are the same, `within 10
/// minutes of the later of receipt and “appointment”`.
fn either(context: LimitContext, which: &str, limits: &[Limit]) -> String {
    if let Some(short) = of_either(context, which, limits) {
        return short;
    }
    let parts: Vec<String> = limits.iter().map(|one| part(context, one)).collect();
    format!("by the {which} of {}", parts.join(" and "))
}

/// A limit without its first word, as it stands among several. Each has its own end: one that stands after the last is that of
/// the last.
fn part(context: LimitContext, limit: &Limit) -> String {
    let text = match limit {
        Limit::Clock(clock) => {
            let count = &clock.count;
            let implied = count.first_day == FirstDay::Implied && !count.clear;
            let after = count.direction == Direction::Within && implied;
            self::clock(context, clock, if after { Direction::After } else { count.direction })
        }
        Limit::Then { first, count, calendar, hours } => match nth_day(context, first) {
            Some(day) => {
                let end = ending(context, count, calendar.as_ref(), hours.as_ref());
                format!("{} after {day}{end}{}", counted(count), calendar_of_day(context, limit))
            }
            None => limit_in(context, limit),
        },
        limit => limit_in(context, limit),
    };
    // A day is meant here, and not all that come before it.
    let first = ["by ", "on ", "within ", "at least "].into_iter().find(|first| text.starts_with(first));
    let text = first.and_then(|first| text.strip_prefix(first)).unwrap_or(&text);
    match limit {
        Limit::EarlierOf(_) | Limit::LaterOf(_) => format!("({text})"),
        _ => text.to_owned(),
    }
}

/// The short form of several limits that differ in their event alone.
fn of_either(context: LimitContext, which: &str, limits: &[Limit]) -> Option<String> {
    let clocks: Vec<&Clock> = limits
        .iter()
        .map(|limit| match limit {
            Limit::Clock(clock) => Some(clock),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let first = clocks.first()?;
    let alike = |one: &&Clock| (&one.count, &one.calendar, &one.hours) == (&first.count, &first.calendar, &first.hours);
    let plain = first.count.direction == Direction::Within && first.count.first_day == FirstDay::Implied;
    let events: Vec<String> = clocks.iter().map(|clock| context.start(&clock.count, clock.from.event.slug())).collect();
    (plain && !first.count.clear && first.count.amount > 0 && clocks.iter().all(alike)).then(|| {
        let end = ending(context, &first.count, first.calendar.as_ref(), first.hours.as_ref());
        format!("within {} of the {which} of {}{end}", counted(&first.count), events.join(" and "))
    })
}

fn clock(context: LimitContext, clock: &Clock, direction: Direction) -> String {
    let count = &clock.count;
    let event = context.noun(clock.from.event.slug());
    let named = named(context, count, clock.calendar.as_ref(), clock.hours.as_ref());
    if let Some(day) = whole_day(count, clock.from.event.slug(), &event) {
        let rolls = count.roll && count.unit != Unit::WorkingDays;
        let roll = if rolls { ROLLING } else { "" };
        return match count.end {
            End::At(time) => format!("by {} on {day}{roll}{named}", date::time(time)),
            End::AtClose => format!("by close on {day}{roll}{named}"),
            End::SameTime => format!("on {day}, at the same time of day{roll}{named}"),
            End::OfDay if count.amount == 0 => format!("on {day}{roll}{named}"),
            End::OfDay => format!("by the end of {day}{roll}{named}"),
        };
    }
    let end = ending(context, count, clock.calendar.as_ref(), clock.hours.as_ref());
    format!("{}{end}", point(context, clock, direction))
}

/// The day that a limit names instead of counting to it: `the day of receipt`, `the next working day after receipt`.
fn whole_day(count: &Count, slug: &str, event: &str) -> Option<String> {
    // As `by the second working day after` and not `beginning with the day after`, which people say of longer times.
    const LONGEST: u32 = 3;
    match (count.amount, count.unit, count.direction) {
        (0, Unit::WorkingDays, Direction::Within) if slug == RECEIVED => Some("the same working day".to_owned()),
        (0, Unit::WorkingDays, Direction::Within) => Some(format!("the same working day as {event}")),
        (0, _, Direction::Within) => Some(format!("the day of {event}")),
        (amount, ..) if count.first_day == FirstDay::NextDay && (count.end != End::OfDay || amount <= LONGEST) => {
            nth(count, event)
        }
        _ => None,
    }
}

/// `within 5 working days of receipt`, without how the last day ends.
fn point(context: LimitContext, clock: &Clock, direction: Direction) -> String {
    let count = &clock.count;
    let event = context.start(count, clock.from.event.slug());
    let amount = if is_on_working_days_only(count, clock.hours.as_ref()) {
        let unit = if count.unit == Unit::WorkingMinutes { Unit::Minutes } else { Unit::Hours };
        self::amount(count.amount, unit)
    } else {
        counted(count)
    };
    match (direction, count.first_day) {
        (_, FirstDay::SameDay) => format!("within {amount} beginning with the day of {event}"),
        (Direction::Within, FirstDay::NextDay) => format!("within {amount} beginning with the day after {event}"),
        (Direction::Within, FirstDay::Implied) => format!("within {amount} of {event}"),
        (Direction::After, _) => format!("{amount} after {event}"),
        (Direction::Before, _) => format!("at least {amount} before {event}"),
    }
}

const ROLLING: &str = ", rolling to the next working day";

fn is_on_working_days_only(count: &Count, hours: Option<&Name>) -> bool {
    count.unit.is_working_time() && hours.is_some_and(|hours| is_whole_working_days(hours.text()))
}

/// How the last day ends, and which hours and calendar count: `, by 4pm during “Office” in “school days”`.
fn ending(context: LimitContext, count: &Count, calendar: Option<&Name>, hours: Option<&Name>) -> String {
    let mut text = match count.end {
        End::OfDay => String::new(),
        End::At(time) => format!(", by {}", date::time(time)),
        End::AtClose => ", by close".to_owned(),
        End::SameTime => ", at the same time of day".to_owned(),
    };
    if count.roll {
        text.push_str(ROLLING);
    }
    text.push_str(&named(context, count, calendar, hours));
    text
}

/// Which hours and calendar count, where that must be said.
fn named(context: LimitContext, count: &Count, calendar: Option<&Name>, hours: Option<&Name>) -> String {
    let mut text = String::new();
    // That of a count in hours only says when a contact counts as received.
    let mut calendar = calendar.filter(|_| count.counts_days()).map(Name::text);
    let mut decides = count.needs_calendar();
    if is_on_working_days_only(count, hours) {
        text.push_str(" on working days only");
        (calendar, decides) = (hours.and_then(calendar_of_whole_days), true);
    } else if let (true, true, Some(hours)) = (count.needs_hours(), context.names_hours, hours) {
        text.push_str(&format!(" during “{hours}”"));
    }
    // Working days that are those of the calendar “working days” say so already, where the standard has no others.
    let plain = count.unit == Unit::WorkingDays && calendar.is_some_and(|calendar| slug(calendar) == "working-days");
    let names = match context.calendars {
        NamesCalendar::Nowhere => false,
        NamesCalendar::WhereItDecides => decides && !plain,
        NamesCalendar::Everywhere => true,
    };
    if let (true, Some(calendar)) = (names, calendar) {
        text.push_str(&format!(" in “{calendar}”"));
    }
    text
}

/// `every 28 calendar days from receipt`, `every 10 to 15 working days`, of a limit that starts again each time.
pub(super) fn every(context: LimitContext, limit: &Limit, least: Option<u32>) -> Option<String> {
    let Limit::Clock(Clock { count, from, calendar, hours }) = limit else { return None };
    let named = named(context, count, calendar.as_ref(), hours.as_ref());
    let range = least.map(|least| format!("{least} to ")).unwrap_or_default();
    Some(format!("every {range}{} from {}{named}", counted(count), context.noun(from.event.slug())))
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
