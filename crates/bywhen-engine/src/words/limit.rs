//! The words for a limit, as the charter would write it.

use bywhen_calendar::{Closed, month_name, weekday_name};
use chrono::Weekday;

use super::date;
use crate::charter::{
    Alternative, Charter, Clock, Condition, Count, CutOff, Direction, End, ExtendTo, Extension, FirstDay, Limit,
    Promise, Role, Standard, Told, Unit,
};
use crate::name::{Name, slug};
use crate::vocabulary::{ACKNOWLEDGED, ESCALATED, RECEIVED, RESPONDED};

/// `5 working days`, `1 hour`.
pub fn amount(amount: u32, unit: Unit) -> String {
    format!("{amount} {}", unit.words(amount))
}

/// What the words of a limit depend on beside the limit: what receipt is called, and whether the charter has several calendars
/// or opening hours, so that it must be said which of them count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitContext {
    receipt: Receipt,
    later_stage: bool,
    calendars: NamesCalendar,
    names_hours: bool,
}

/// Which limits name the calendar by which they are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NamesCalendar {
    /// None: there is one calendar, or it is told elsewhere.
    Nowhere,
    /// Those whose days are its working days.
    WhereItDecides,
    /// All that are in days: the standard counts in several.
    Everywhere,
}

impl LimitContext {
    /// For a limit of which nothing else is known.
    pub const PLAIN: LimitContext = LimitContext {
        receipt: Receipt::Plain,
        later_stage: false,
        calendars: NamesCalendar::Nowhere,
        names_hours: true,
    };

    /// For a limit of a standard, of contacts that come by any of these channels.
    pub fn new<'n>(
        charter: &Charter,
        standard: Option<&Standard>,
        channels: impl IntoIterator<Item = &'n str>,
    ) -> LimitContext {
        let mut receipts = channels.into_iter().map(Receipt::of);
        let first = receipts.next();
        let receipt = first.filter(|first| receipts.all(|other| other == *first)).unwrap_or(Receipt::Plain);
        let hours = charter.hours.iter().filter(|hours| !is_whole_working_days(hours.name.text()));
        let calendars = match standard.map(|standard| calendars(standard).len()) {
            _ if charter.calendars.len() < 2 => NamesCalendar::Nowhere,
            Some(2..) => NamesCalendar::Everywhere,
            _ => NamesCalendar::WhereItDecides,
        };
        LimitContext { receipt, later_stage: false, calendars, names_hours: hours.count() > 1 }
    }

    /// For a limit of a standard.
    pub fn of_standard(charter: &Charter, standard: &Standard) -> LimitContext {
        let any = standard.applies.iter().any(|applies| applies.channels.is_empty());
        let channels = standard.applies.iter().flat_map(|applies| &applies.channels).filter(|_| !any);
        LimitContext::new(charter, Some(standard), channels.map(Name::slug))
    }

    /// For a promise of a stage: in a later one `receipt` could be that of the request.
    #[must_use]
    pub fn of_promise(self, stage: u8, promise: &Promise) -> LimitContext {
        let is_window = promise.role == Role::CustomerWindow && promise.action.is("escalate");
        LimitContext { later_stage: stage > 1 && !is_window, ..self }
    }

    /// Without the names of calendars, where they are told elsewhere.
    #[must_use]
    pub fn without_calendars(self) -> LimitContext {
        LimitContext { calendars: NamesCalendar::Nowhere, ..self }
    }

    /// `receipt`, `our acknowledgement`; of a telephone call, `the call`.
    fn noun(self, event: &str) -> String {
        match event {
            RECEIVED if self.later_stage => self.receipt.first().to_owned(),
            RECEIVED => self.receipt.noun().to_owned(),
            event => noun(event),
        }
    }

    /// What a count starts from. Rings are counted from the first.
    fn start(self, count: &Count, event: &str) -> String {
        match event {
            RECEIVED if count.rings.is_some() && !self.later_stage => "the first ring".to_owned(),
            event => self.noun(event),
        }
    }
}

/// What the receipt of a contact is called in the language of charters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Receipt {
    Plain,
    Call,
    Arrival,
    Message,
}

impl Receipt {
    /// Of a contact by this channel.
    fn of(channel: &str) -> Receipt {
        match channel {
            "telephone" => Receipt::Call,
            "in-person" => Receipt::Arrival,
            "voicemail" | "text-message" => Receipt::Message,
            _ => Receipt::Plain,
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Receipt::Plain => "receipt",
            Receipt::Call => "the call",
            Receipt::Arrival => "arrival",
            Receipt::Message => "the message",
        }
    }

    /// Of the contact with which a case began, in a later stage.
    fn first(self) -> &'static str {
        match self {
            Receipt::Plain => "the first receipt",
            Receipt::Call => "the first call",
            Receipt::Arrival => "the first arrival",
            Receipt::Message => "the first message",
        }
    }
}

/// The calendars by which the limits of a standard count days, each once.
pub fn calendars(standard: &Standard) -> Vec<&str> {
    let mut names = Vec::new();
    for promise in standard.stages.iter().flat_map(|stage| &stage.promises) {
        let limits = promise.limits.iter().map(|alternative| &alternative.limit);
        limits.chain(&promise.opens).for_each(|limit| add_calendars(limit, &mut names));
        for extension in &promise.extensions {
            add(&mut names, extension.calendar.as_ref(), extension.hours.as_ref());
            if let ExtendTo::Limit(limit) = &extension.to {
                add_calendars(limit, &mut names);
            }
            if let Told::Within(limit) = &extension.told {
                add_calendars(limit, &mut names);
            }
        }
    }
    names
}

fn add_calendars<'c>(limit: &'c Limit, names: &mut Vec<&'c str>) {
    match limit {
        Limit::Clock(clock) => add(names, clock.calendar.as_ref(), clock.hours.as_ref()),
        Limit::EarlierOf(limits) | Limit::LaterOf(limits) => {
            limits.iter().for_each(|limit| add_calendars(limit, names));
        }
        Limit::Then { first, calendar, hours, .. } => {
            add_calendars(first, names);
            add(names, calendar.as_ref(), hours.as_ref());
        }
        Limit::Given(_) | Limit::Unstated => {}
    }
}

fn add<'c>(names: &mut Vec<&'c str>, calendar: Option<&'c Name>, hours: Option<&'c Name>) {
    let calendar = calendar.map(Name::text).or_else(|| hours.and_then(calendar_of_whole_days));
    names.extend(calendar.filter(|calendar| !names.contains(calendar)));
}

/// Opening hours that stand for `on working days only`, which nobody wrote down.
pub fn is_whole_working_days(hours: &str) -> bool {
    hours.starts_with(WHOLE_DAYS)
}

const WHOLE_DAYS: &str = "all day on ";

/// The calendar whose days are those of such hours.
fn calendar_of_whole_days(hours: &Name) -> Option<&str> {
    hours.text().strip_prefix(WHOLE_DAYS)
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
            Condition::Not(not) => format!("{limit} unless {}", condition(not)),
            when => format!("{limit} if {}", condition(when)),
        }
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
                Some(day) => format!("within {} of {day}{end}", counted(count)),
                None => format!("{} after {}{end}", counted(count), limit_in(context, first)),
            }
        }
        Limit::Given(anchor) => format!("by the date given with {}", context.noun(anchor.event.slug())),
        Limit::Unstated => "without a set time".to_owned(),
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
fn counted(count: &Count) -> String {
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

/// `1 November`.
pub fn day_of_year((month, day): (u32, u32)) -> String {
    // A leap year, which has every day.
    let date = chrono::NaiveDate::from_ymd_opt(2000, month, day);
    date.map_or_else(String::new, |date| format!("{day} {}", month_name(date)))
}

/// `by the later of 10 minutes after receipt and 20 minutes after “appointment”`; where the counts are the same, `within 10
/// minutes of the later of receipt and “appointment”`.
fn either(context: LimitContext, which: &str, limits: &[Limit]) -> String {
    if let Some(short) = of_either(context, which, limits) {
        return short;
    }
    let mut points: Vec<String> = Vec::new();
    for one in limits {
        points.push(match one {
            Limit::Clock(clock) => {
                let count = &clock.count;
                let after = count.direction == Direction::Within && !count.clear;
                let direction = if after { Direction::After } else { count.direction };
                let point = point(context, clock, direction);
                // A day is meant here, and not all that come before it.
                let point = point.strip_prefix("at least ").unwrap_or(&point);
                // Each has its own end: one that stands after the last is that of the last.
                format!("{point}{}", ending(context, count, clock.calendar.as_ref(), clock.hours.as_ref()))
            }
            other => limit_in(context, other),
        });
    }
    format!("by the {which} of {}", points.join(" and "))
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
    let mut calendar = calendar.map(Name::text);
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

/// What people call built-in events, beside their slugs. The language of charters takes these words where a limit counts from
/// the event.
const NOUNS: [(&str, &str); 17] = [
    (RECEIVED, "receipt"),
    (ESCALATED, "the request"),
    (ACKNOWLEDGED, "our acknowledgement"),
    (RESPONDED, "our response"),
    ("answered", "our answer"),
    ("held", "our holding reply"),
    ("investigated", "our investigation"),
    ("inspected", "our inspection"),
    ("assessed", "our assessment"),
    ("decided", "our decision"),
    ("reviewed", "our review"),
    ("confirmed", "our confirmation"),
    ("offered", "our offer"),
    ("met", "our meeting"),
    ("visited", "our visit"),
    ("updated", "our update"),
    ("repaired", "the repair"),
];

/// The noun for the slug of an event: `receipt`, `our acknowledgement`, `our investigation`, `“turned away”`.
pub fn noun(event: &str) -> String {
    match NOUNS.iter().find(|(slug, _)| *slug == event) {
        Some((_, noun)) => (*noun).to_owned(),
        None => format!("“{}”", event.replace('-', " ")),
    }
}

/// The slug of the event that people call so: `our visit` is `visited`.
pub fn event_called(called: &str) -> Option<&'static str> {
    let called = slug(called);
    NOUNS.iter().find(|(_, noun)| slug(noun) == called).map(|(event, _)| *event)
}

/// `every 28 calendar days from receipt`, of a limit that starts again each time.
pub(super) fn every(context: LimitContext, limit: &Limit) -> Option<String> {
    let Limit::Clock(Clock { count, from, calendar, hours }) = limit else { return None };
    let named = named(context, count, calendar.as_ref(), hours.as_ref());
    Some(format!("every {} from {}{named}", counted(count), context.noun(from.event.slug())))
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
