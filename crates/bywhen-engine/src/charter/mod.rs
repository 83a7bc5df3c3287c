//! The checked charter: what a council has said, with every name resolved and nothing left to question.
//!
//! It speaks in names, so that it can be read, saved and compared; [`Plan`](crate::Plan) turns it into tables and codes.

mod example;
mod fact;
mod limit;
mod published;
mod standard;
mod walk;

use bywhen_calendar::{HoursRules, TimeOfDay, WorkingDaysRules, Zone};
use chrono::NaiveDate;

pub use example::{Example, Expectation, Expected};
pub use fact::{Fact, FactValues, NumberTest};
pub use limit::{Anchor, Clock, Count, Direction, End, FirstDay, Limit, Tick, Unit};
pub use published::{Period, PublishedMeasure, PublishedTarget};
pub use standard::{
    Alternative, Applies, Completion, Condition, EarlyRequests, ExtendTo, Extension, Measure, NoticeDeadline, Percent,
    Promise, Repeat, Role, Stage, Standard, StopRule, Strength, Warning,
};
pub use walk::LimitCount;

use crate::name::Name;

/// One council's (or statute's) standards, one version.
#[derive(Clone, Debug, PartialEq)]
pub struct Charter {
    /// `oxfordshire-county-council`.
    pub id: String,
    /// `2010`.
    pub version: String,
    /// What the document is called.
    pub title: String,
    /// Whose charter it is.
    pub council: Option<String>,
    /// The documents it carries.
    pub sources: Vec<Source>,
    /// When it applies, by the date of receipt.
    pub in_force: InForce,
    /// The time zone of every local date.
    pub zone: Zone,
    /// Kinds of contact beyond the built-in ones.
    pub kinds: Vec<Named>,
    /// Channels beyond the built-in ones.
    pub channels: Vec<Named>,
    /// Services that standards name.
    pub services: Vec<Named>,
    /// Facts about a case that a promise may depend on.
    pub facts: Vec<Fact>,
    /// Events beyond the built-in ones.
    pub events: Vec<EventKind>,
    /// The events that end a case beside `withdrawn`: from then on nothing more is owed.
    pub ends: Vec<Name>,
    /// Which days are working days, for each calendar.
    pub calendars: Vec<Calendar>,
    /// When a place is open.
    pub hours: Vec<Hours>,
    /// What applies to each kind of contact.
    pub standards: Vec<Standard>,
    /// Readings between which whoever asks may choose.
    pub choices: Vec<Choice>,
    /// Dated notices that relax standards for a while.
    pub variations: Vec<Variation>,
    /// What the council allows itself: to vary these standards if it tells customers.
    pub permissions: Vec<Pledge>,
    /// Measures that no clock of a case measures: kept and published, never computed.
    pub measures: Vec<PublishedMeasure>,
    /// Promises without a clock: kept and published, never computed.
    pub pledges: Vec<Pledge>,
    /// Dated actions of the document: kept and published, never computed.
    pub milestones: Vec<Milestone>,
    /// What a contact costs the council, by channel.
    pub costs: Vec<Cost>,
    /// How vague phrases that concern the whole document were understood.
    pub readings: Vec<String>,
    /// Facts that no source seen has confirmed.
    pub unconfirmed: Vec<String>,
}

bywhen_calendar::codec!(struct Charter { id, version, title, council, sources: left_out, in_force, zone, kinds, channels, services, facts, events, calendars, hours, standards, choices, variations, permissions: left_out, measures: left_out, pledges: left_out, milestones: left_out, costs, readings, unconfirmed: left_out, ends: if_any });

impl Charter {
    /// Every clause that the charter says it carries, as often as it says so.
    pub fn cites(&self) -> impl Iterator<Item = &str> {
        let promises = self.promises().flat_map(|(_, _, promise)| &promise.cites);
        let kept = self.pledges.iter().map(|pledge| &pledge.cites);
        let kept = kept.chain(self.milestones.iter().map(|milestone| &milestone.cites));
        let kept = kept.chain(self.permissions.iter().map(|permission| &permission.cites));
        let kept = kept.chain(self.variations.iter().map(|variation| &variation.cites));
        let kept = kept.chain(self.measures.iter().map(|measure| &measure.cites));
        let kept = kept.chain(self.costs.iter().map(|cost| &cost.cites)).chain(self.hours.iter().map(|h| &h.cites));
        let standards = self.standards.iter().flat_map(|standard| &standard.cites);
        standards.chain(promises).chain(kept.flatten()).map(String::as_str)
    }

    /// Every promise with its standard and the number of its stage, in the order of the charter.
    pub fn promises(&self) -> impl Iterator<Item = (&Standard, u8, &Promise)> {
        self.standards.iter().flat_map(|standard| {
            let stages = standard.stages.iter();
            stages.flat_map(move |stage| stage.promises.iter().map(move |promise| (standard, stage.number, promise)))
        })
    }

    /// Every condition of the charter: of its promises, of what varies them, and of its rules of receipt.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let promises = self.promises().flat_map(|(_, _, promise)| promise.every_condition());
        let changes = self.variations.iter().flat_map(|variation| &variation.changes);
        let varied = changes.flat_map(|change| &change.limits).map(|alternative| &alternative.when);
        let receipt = self.calendars.iter().flat_map(|calendar| &calendar.receipt).map(|rule| &rule.when);
        promises.chain(varied).chain(receipt)
    }

    /// The promise of an id.
    pub fn promise(&self, id: &str) -> Option<&Promise> {
        self.promises().map(|(_, _, promise)| promise).find(|promise| promise.id == id)
    }
}

/// A document that a charter carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it is called.
    pub title: String,
    /// Where it can be read.
    pub address: Option<String>,
}

/// When a charter applies, both days included. An open side is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InForce {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
}

bywhen_calendar::codec!(struct InForce { from, until });

impl InForce {
    /// Whether a contact received on `date` comes under it.
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date <= until)
    }
}

/// A name with what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: Name,
    /// What it means, in a sentence.
    pub meaning: Option<String>,
}

bywhen_calendar::codec!(struct Named { name, meaning });

/// An event that a case may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventKind {
    /// The name.
    pub name: Name,
    /// What it means, in a sentence.
    pub meaning: Option<String>,
    /// Whether the customer does it, so that receipt rules move it.
    pub by_customer: bool,
    /// Whether its time is fixed beforehand (an appointment), so that it is known before it happens.
    pub scheduled: bool,
}

bywhen_calendar::codec!(struct EventKind { name, meaning, by_customer, scheduled });

/// Which days are working days, and how receipt is dated.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    /// Its name.
    pub name: Name,
    /// The working days.
    pub rules: WorkingDaysRules,
    /// How a contact's day of receipt is found: all of those whose choice is made, together.
    pub receipt: Vec<ReceiptRule>,
}

bywhen_calendar::codec!(struct Calendar { name, rules, receipt });

/// A rule about the day of receipt, and when it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptRule {
    /// Always, or where whoever asks chose so.
    pub when: Condition,
    /// The rule.
    pub rule: ReceiptMove,
}

bywhen_calendar::codec!(struct ReceiptRule { when, rule });

/// A rule about the day of receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReceiptMove {
    /// The day of receipt is day 1 rather than day 0.
    DayOne,
    /// From when on a contact counts as the next day's. Does nothing on a closed day.
    CutOff(CutOff),
    /// Receipt on a closed day counts as the next working day.
    ClosedDay {
        /// And as received then at this time, for clocks that count from a time.
        received_at: Option<TimeOfDay>,
    },
    /// Receipt outside these hours counts as received when the place next opens.
    NextOpening(Name),
}

bywhen_calendar::codec!(enum ReceiptMove { 0 => DayOne, 1 => CutOff(value), 2 => ClosedDay { received_at }, 3 => NextOpening(value) });

/// Readings between which whoever asks may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its name.
    pub name: Name,
    /// What is chosen, in a sentence.
    pub meaning: Option<String>,
    /// The options, at least two.
    pub options: Vec<Named>,
    /// The option where none is chosen.
    pub default: Name,
}

bywhen_calendar::codec!(struct Choice { name, meaning, options, default });

/// A dated notice that relaxes standards for a while. It applies to clocks that start within it.
#[derive(Clone, Debug, PartialEq)]
pub struct Variation {
    /// Its name.
    pub name: Name,
    /// The first day.
    pub from: NaiveDate,
    /// The last day. `None`: until further notice.
    pub until: Option<NaiveDate>,
    /// Why.
    pub because: Option<String>,
    /// The clauses it carries.
    pub cites: Vec<String>,
    /// What it changes.
    pub changes: Vec<Change>,
}

bywhen_calendar::codec!(struct Variation { name, from, until, because, cites, changes });

/// A promise's limits while a variation lasts.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The id of the promise.
    pub promise: String,
    /// The share of cases meanwhile, where that changes too.
    pub measure: Option<Measure>,
    /// The limits, of which the first whose condition holds is the one.
    pub limits: Vec<Alternative>,
}

bywhen_calendar::codec!(struct Change { promise, measure, limits });

/// How a contact's day of receipt is found. The default is the statutory reading: the day it came, whichever day that
/// is, is day 0.
///
/// The rules combine into one move forward, never two, and move only what the customer sends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// The day of receipt is day 1 rather than day 0.
    pub day_one: bool,
    /// From when on a contact counts as the next day's. Does nothing on a closed day.
    pub cut_off: Option<CutOff>,
    /// Receipt on a closed day counts as the next working day.
    pub closed_day_is_next_working_day: bool,
    /// And as received then at this time, for clocks that count from a time.
    pub closed_day_received_at: Option<TimeOfDay>,
}

/// A time of day after which a contact counts as the next day's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutOff {
    /// The time.
    pub time: TimeOfDay,
    /// `from 4pm` includes 16:00:00 itself; `after 4pm` does not.
    pub inclusive: bool,
    /// The next working day, rather than just the next day.
    pub to_working_day: bool,
    /// The time on that day at which it counts as received, for clocks that count from a time. `None`: as it came.
    pub received_at: Option<TimeOfDay>,
}

bywhen_calendar::codec!(struct CutOff { time, inclusive, to_working_day, received_at });

/// When a place is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Hours {
    /// Its name.
    pub name: Name,
    /// The opening hours.
    pub rules: HoursRules,
    /// The calendar whose closed days it keeps, if any.
    pub calendar: Option<Name>,
    /// The clauses it carries.
    pub cites: Vec<String>,
    /// Time that runs out at the very moment of closing runs out at the next opening.
    pub due_at_next_opening: bool,
}

bywhen_calendar::codec!(struct Hours { name, rules, calendar, cites, due_at_next_opening });

/// A promise without a clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pledge {
    /// The promise.
    pub text: String,
    /// The clauses it carries.
    pub cites: Vec<String>,
}

/// A dated action. The date may be as vague as the document: `Spring 2011`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// What is to be done.
    pub text: String,
    /// By when, in the document's own terms.
    pub when: String,
    /// The clauses it carries.
    pub cites: Vec<String>,
}

/// What one contact costs, in pence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// How the contact comes.
    pub channel: Name,
    /// Pence for one contact.
    pub pence: u32,
    /// The clauses it carries.
    pub cites: Vec<String>,
}

bywhen_calendar::codec!(struct Cost { channel, pence, cites });
