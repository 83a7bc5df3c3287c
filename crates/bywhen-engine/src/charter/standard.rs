//! Standards and the promises inside them.

use bywhen_calendar::saved::{Reader, Saved, Writer};
use bywhen_calendar::{TimeOfDay, Weekdays};
use serde::{Deserialize, Serialize};

use super::example::Example;
use super::fact::NumberTest;
use super::limit::{Count, Limit};
use crate::name::Name;

/// What applies to a kind of contact.
#[derive(Clone, Debug, PartialEq)]
pub struct Standard {
    /// Its title, whose slug begins the id of each of its promises.
    pub name: Name,
    /// The clauses of the source document that it carries.
    pub cites: Vec<String>,
    /// The contacts it is for: any of these.
    pub applies: Vec<Applies>,
    /// Whether the charter speaks of stages, so that ids name them.
    pub staged: bool,
    /// At least one. Steps of escalation, in order, numbered from 1 without gaps.
    pub stages: Vec<Stage>,
    /// How vague phrases of the document were understood.
    pub readings: Vec<String>,
    /// Facts that no source seen has confirmed.
    pub unconfirmed: Vec<String>,
    /// Worked cases, which are the charter's tests.
    pub examples: Vec<Example>,
}

bywhen_calendar::codec!(struct Standard { name, cites, applies, staged, stages, readings, unconfirmed: left_out, examples: left_out });

/// The contacts that a standard is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applies {
    /// The kind of contact. `None` where only channels are named: then it is for enquiries.
    pub kind: Option<Name>,
    /// The channels it may come by. Empty for any channel.
    pub channels: Vec<Name>,
    /// The service it went to. `None` for any service.
    pub service: Option<Name>,
}

bywhen_calendar::codec!(struct Applies { kind, channels, service });

/// A step of escalation.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// From 1.
    pub number: u8,
    /// In the order of the charter. From stage 2 on, the first is the customer's window.
    pub promises: Vec<Promise>,
}

bywhen_calendar::codec!(struct Stage { number, promises });

/// One clock of a standard.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// `standard[/stage-N]/action`.
    pub id: String,
    /// What is promised: `acknowledge`.
    pub action: Name,
    /// The event that keeps it: `acknowledged`.
    pub done_when: Name,
    /// Whose clock it is.
    pub role: Role,
    /// How it will be done, as the charter says it: `in writing`.
    pub manner: Option<String>,
    /// How firmly it is promised.
    pub strength: Strength,
    /// The clauses of the source document: its own, else those of its standard.
    pub cites: Vec<String>,
    /// The limits, of which the first whose condition holds is the one. At least one.
    pub limits: Vec<Alternative>,
    /// What share of cases must keep it, when it is held over many.
    pub measure: Option<Measure>,
    /// Of several events that would keep it, which one does.
    pub completion: Completion,
    /// The promise that it stands in for: a holding reply is due only where that one is not kept in time.
    pub instead_of: Option<String>,
    /// It is owed again and again.
    pub repeats: Option<Repeat>,
    /// Where its clock stands still.
    pub stops: Vec<StopRule>,
    /// Events of the customer's at which its clock starts again from nothing.
    pub restarts: Vec<Name>,
    /// How it may be put off.
    pub extensions: Vec<Extension>,
    /// For the customer's window: when it opens, if later than at once.
    pub opens: Option<Limit>,
    /// For the customer's window: a late request is refused, so that the stage never opens.
    pub late_requests_refused: bool,
    /// How vague phrases of the document were understood.
    pub readings: Vec<String>,
    /// For the customer's window: what becomes of a request before it opens.
    pub early_requests: EarlyRequests,
    /// When it warns before it is due. Empty: where it is due soon by the usual rule.
    pub warnings: Vec<Warning>,
    /// A target that staff set themselves: kept and reported like any other, and not told to residents.
    pub for_staff: bool,
}

bywhen_calendar::codec!(struct Promise { id, action, done_when, role, manner, strength, cites, limits, measure, completion, instead_of, repeats, stops, restarts, extensions, opens, late_requests_refused, readings, early_requests, warnings: if_any, for_staff });

/// When whoever keeps a promise is warned before it is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// So much before it is due: `warn 2 working days before`.
    Before {
        /// How much, counted back.
        count: Count,
        /// The calendar of working days. Set wherever the count needs one.
        calendar: Option<Name>,
        /// The opening hours. Set wherever the count needs them.
        hours: Option<Name>,
    },
    /// Once this share of its time has passed: `warn at 75%`.
    AtShare(Percent),
}

bywhen_calendar::codec!(enum Warning { 0 => Before { count, calendar, hours }, 1 => AtShare(value) });

/// What becomes of a request for a stage that comes before the customer's time to ask has begun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EarlyRequests {
    /// It waits, and opens the stage when the time to ask begins.
    #[default]
    Wait,
    /// It opens nothing: the customer must ask again.
    Refused,
    /// It opens the stage at once.
    Count,
}

impl Saved for EarlyRequests {
    fn write(&self, to: &mut Writer) {
        to.number(match self {
            EarlyRequests::Wait => 0,
            EarlyRequests::Refused => 1,
            EarlyRequests::Count => 2,
        });
    }

    fn read(from: &mut Reader<'_>) -> EarlyRequests {
        match from.number::<u8>() {
            0 => EarlyRequests::Wait,
            1 => EarlyRequests::Refused,
            2 => EarlyRequests::Count,
            _ => Saved::missing(from),
        }
    }

    fn is_nothing(&self) -> bool {
        *self == EarlyRequests::Wait
    }

    fn missing(_: &mut Reader<'_>) -> EarlyRequests {
        EarlyRequests::Wait
    }
}

/// Whose clock a promise is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The council's.
    Council,
    /// The customer's time to ask for the stage.
    CustomerWindow,
}

bywhen_calendar::codec!(plain enum Role { 0 => Council, 1 => CustomerWindow });

/// How firmly something is promised. Stored, published and reported apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Strength {
    /// `we will`.
    #[serde(rename = "will")]
    Will,
    /// `we aim to`, `we will endeavour to`.
    #[serde(rename = "aim to")]
    AimTo,
    /// `we will usually`, `normally`.
    #[serde(rename = "usually")]
    Usually,
}

bywhen_calendar::codec!(plain enum Strength { 0 => Will, 1 => AimTo, 2 => Usually });

impl Strength {
    /// The word of the contract: `will`, `aim to`, `usually`.
    pub fn word(self) -> &'static str {
        match self {
            Strength::Will => "will",
            Strength::AimTo => "aim to",
            Strength::Usually => "usually",
        }
    }
}

/// Of several events that would keep a promise, which one does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Completion {
    /// The first.
    #[default]
    First,
    /// The last, while the case has not been reopened since: `we will finally respond`.
    Last,
}

bywhen_calendar::codec!(plain enum Completion { 0 => First, 1 => Last });

/// A promise that is owed again and again: `we will update every 28 calendar days until responded`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The event that ends it.
    pub until: Name,
    /// The smaller amount of `every 10 to 15 working days`, where it is a range. Its limit is the larger one.
    pub from: Option<u32>,
}

bywhen_calendar::codec!(struct Repeat { until, from });

/// A stretch during which a clock stands still.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StopRule {
    /// The event that stops it.
    pub from: Name,
    /// The event that lets it go on.
    pub until: Name,
    /// The day of the stop is lost too, and not only the days after it.
    pub first_day_lost: bool,
    /// Lateness stands still with the clock once the due date has passed.
    pub even_when_overdue: bool,
}

bywhen_calendar::codec!(struct StopRule { from, until, first_day_lost, even_when_overdue });

/// How a promise may be put off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// To when.
    pub to: ExtendTo,
    /// How often.
    pub times: u8,
    /// For which reasons. Empty: for any.
    pub reasons: Vec<Name>,
    /// By when the customer must have been told.
    pub notice_deadline: NoticeDeadline,
    /// The event that does it: `extended`, or `held` where a holding reply does.
    pub by_event: Name,
    /// For which cases.
    pub when: Condition,
    /// The calendar of working days that what is added is counted in. `None`: that of the promise.
    pub calendar: Option<Name>,
    /// The opening hours likewise.
    pub hours: Option<Name>,
}

bywhen_calendar::codec!(struct Extension { to, times, reasons, notice_deadline, by_event, when, calendar, hours });

/// To when a promise may be put off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExtendTo {
    /// By so much from the day it was due.
    By(Count),
    /// To a limit of its own.
    Limit(Limit),
    /// To the date that the customer was given, at most so much later than it was due.
    DateGiven {
        /// The most that may be given. `None`: no cap.
        at_most: Option<Count>,
    },
}

bywhen_calendar::codec!(enum ExtendTo { 0 => By(value), 1 => Limit(value), 2 => DateGiven { at_most } });

/// By when the customer must have been told of an extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeDeadline {
    /// While the promise could still be kept.
    BeforeDue,
    /// Within a limit of its own.
    Within(Limit),
    /// At any time.
    Whenever,
}

bywhen_calendar::codec!(enum NoticeDeadline { 0 => BeforeDue, 1 => Within(value), 2 => Whenever });

/// A limit and when it is the one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// When this limit applies.
    pub when: Condition,
    /// The limit.
    pub limit: Limit,
}

bywhen_calendar::codec!(struct Alternative { when, limit });

/// A question about a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Holds for every case.
    Always,
    /// The fact was given as yes.
    Fact(Name),
    /// The fact has one of these values: `if priority is medium or low`.
    FactIs {
        /// The fact.
        fact: Name,
        /// At least one of its values.
        values: Vec<Name>,
    },
    /// The number of the fact passes: `if signatures is over 1500`.
    FactNumber {
        /// The fact.
        fact: Name,
        /// The question about its number.
        test: NumberTest,
    },
    /// The event came while a place was open, or closed: `if received outside "Office"`. Of several, the first decides; before
    /// it happened, neither holds.
    DuringHours {
        /// The event.
        event: Name,
        /// The opening hours.
        hours: Name,
        /// Outside them.
        outside: bool,
    },
    /// The event came on a working day, or on another: `if received on a closed day`.
    OnWorkingDay {
        /// The event.
        event: Name,
        /// The calendar of working days.
        calendar: Name,
        /// On a day that is none.
        closed: bool,
    },
    /// The event came on one of these days of the week: `if received on a Saturday or Sunday`.
    OnWeekdays {
        /// The event.
        event: Name,
        /// The days.
        weekdays: Weekdays,
    },
    /// The event has happened: `unless we have sent "out of office"`.
    Happened(Name),
    /// The contact came before this time of day: `if received before 9:30am`.
    ReceivedBefore(TimeOfDay),
    /// The contact came later than this time of day, in whole seconds: `if received after 4pm`.
    ReceivedAfter(TimeOfDay),
    /// The contact came in this part of the year, by month and day, both days included. It may run over new year.
    ReceivedInSeason {
        /// The first month and day.
        from: (u32, u32),
        /// The last month and day.
        to: (u32, u32),
    },
    /// Whoever asks chose this reading.
    Chosen {
        /// The choice.
        choice: Name,
        /// The option.
        option: Name,
    },
    /// The opposite.
    Not(Box<Condition>),
    /// Each of these.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
}

bywhen_calendar::codec!(enum Condition { 0 => Always, 1 => Fact(value), 2 => Happened(value), 3 => ReceivedBefore(value), 4 => ReceivedAfter(value), 5 => ReceivedInSeason { from, to }, 6 => Chosen { choice, option }, 7 => Not(value), 8 => All(value), 9 => Any(value), 10 => FactIs { fact, values }, 11 => FactNumber { fact, test }, 12 => DuringHours { event, hours, outside }, 13 => OnWorkingDay { event, calendar, closed }, 14 => OnWeekdays { event, weekdays } });

/// A promise held over many cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// `at least 80%`.
    AtLeast(Percent),
    /// `over 80%`: 80% itself is not enough.
    Over(Percent),
    /// `at most 3%`.
    AtMost(Percent),
    /// `under 3%`: 3% itself is too much.
    Under(Percent),
    /// `on average within`.
    Average,
}

bywhen_calendar::codec!(enum Measure { 0 => AtLeast(value), 1 => Over(value), 2 => AtMost(value), 3 => Under(value), 4 => Average });

/// A percentage in hundredths of one per cent: 98.5% is 9850.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(pub u16);

impl Saved for Percent {
    fn write(&self, to: &mut Writer) {
        self.0.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Percent {
        Percent(from.number())
    }
}
