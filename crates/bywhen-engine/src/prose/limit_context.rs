//! What the words of a limit depend on beside the limit.

use super::noun::noun;
use crate::charter::{Charter, Count, ExtendTo, Limit, NoticeDeadline, Promise, Role, Standard};
use crate::name::Name;
use crate::vocabulary::RECEIVED;

/// What the words of a limit depend on beside the limit: what receipt is called, and whether the charter has several calendars
/// or opening hours, so that it must be said which of them count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitContext {
    receipt: Receipt,
    later_stage: bool,
    pub(super) calendars: NamesCalendar,
    pub(super) names_hours: bool,
}

/// Which limits name the calendar by which they are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NamesCalendar {
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
    pub(super) fn noun(self, event: &str) -> String {
        match event {
            RECEIVED if self.later_stage => self.receipt.first().to_owned(),
            RECEIVED => self.receipt.noun().to_owned(),
            event => noun(event),
        }
    }

    /// What a count starts from. Rings are counted from the first.
    pub(super) fn start(self, count: &Count, event: &str) -> String {
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
            if let NoticeDeadline::Within(limit) = &extension.notice_deadline {
                add_calendars(limit, &mut names);
            }
        }
    }
    names
}

fn add_calendars<'c>(limit: &'c Limit, names: &mut Vec<&'c str>) {
    limit.counts().for_each(|one| add(names, one.calendar.filter(|_| one.count.counts_days()), one.hours));
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
pub(super) fn calendar_of_whole_days(hours: &Name) -> Option<&str> {
    hours.text().strip_prefix(WHOLE_DAYS)
}
