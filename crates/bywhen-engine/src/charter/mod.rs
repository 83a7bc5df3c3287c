//! The checked charter: what a council has said, with every name resolved and nothing left to question.
//!
//! It speaks in names, so that it can be read, saved and compared; [`Plan`](crate::Plan) turns it into tables and codes.

mod example;
mod limit;
mod standard;

use bywhen_calendar::{HoursRules, TimeOfDay, WorkingDaysRules, Zone};
use chrono::NaiveDate;
use minicbor::{Decode, Encode};

pub use example::{Example, Expectation, Says};
pub use limit::{Anchor, Clock, Count, Direction, End, FirstDay, Limit, Tick, Unit};
pub use standard::{
    Alternative, Applies, Completion, Condition, ExtendTo, Extension, Measure, Percent, Promise, Repeat, Role, Stage,
    Standard, StopRule, Strength, Told,
};

use crate::name::Name;

/// One council's (or statute's) standards, one version.
#[derive(Clone, Debug, PartialEq, Encode, Decode)]
pub struct Charter {
    /// `oxfordshire-county-council`.
    #[n(0)]
    pub id: String,
    /// `2010`.
    #[n(1)]
    pub version: String,
    /// What the document is called.
    #[n(2)]
    pub title: String,
    /// Whose charter it is.
    #[n(3)]
    pub council: Option<String>,
    /// The documents it carries.
    #[n(4)]
    pub sources: Vec<Source>,
    /// When it applies, by the date of receipt.
    #[n(5)]
    pub in_force: InForce,
    /// The time zone of every local date.
    #[n(6)]
    pub zone: Zone,
    /// Kinds of contact beyond the built-in ones.
    #[n(7)]
    pub kinds: Vec<Named>,
    /// Channels beyond the built-in ones.
    #[n(8)]
    pub channels: Vec<Named>,
    /// Services that standards name.
    #[n(9)]
    pub services: Vec<Named>,
    /// Facts about a case that a promise may depend on.
    #[n(10)]
    pub facts: Vec<Named>,
    /// Events beyond the built-in ones.
    #[n(11)]
    pub events: Vec<EventKind>,
    /// Which days are working days, for each calendar.
    #[n(12)]
    pub calendars: Vec<Calendar>,
    /// When a place is open.
    #[n(13)]
    pub hours: Vec<Hours>,
    /// What applies to each kind of contact.
    #[n(14)]
    pub standards: Vec<Standard>,
    /// Readings between which whoever asks may choose.
    #[n(15)]
    pub choices: Vec<Choice>,
    /// Dated notices that relax standards for a while.
    #[n(16)]
    pub variations: Vec<Variation>,
    /// What the council allows itself: to vary these standards if it tells customers.
    #[n(17)]
    pub permissions: Vec<Pledge>,
    /// Measures that no clock of a case measures: kept and published, never computed.
    #[n(18)]
    pub measures: Vec<KeptMeasure>,
    /// Promises without a clock: kept and published, never computed.
    #[n(19)]
    pub pledges: Vec<Pledge>,
    /// Dated actions of the document: kept and published, never computed.
    #[n(20)]
    pub milestones: Vec<Milestone>,
    /// What a contact costs the council, by channel.
    #[n(21)]
    pub costs: Vec<Cost>,
    /// How vague phrases that concern the whole document were understood.
    #[n(22)]
    pub readings: Vec<String>,
    /// Facts that no source seen has confirmed.
    #[n(23)]
    pub unconfirmed: Vec<String>,
}

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

    /// The promise of an id.
    pub fn promise(&self, id: &str) -> Option<&Promise> {
        self.promises().map(|(_, _, promise)| promise).find(|promise| promise.id == id)
    }
}

/// A document that a charter carries.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Source {
    /// What it is called.
    #[n(0)]
    pub title: String,
    /// Where it can be read.
    #[n(1)]
    pub address: Option<String>,
}

/// When a charter applies, both days included. An open side is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct InForce {
    /// The first day.
    #[cbor(n(0), with = "bywhen_calendar::saved::maybe_date")]
    pub from: Option<NaiveDate>,
    /// The last day.
    #[cbor(n(1), with = "bywhen_calendar::saved::maybe_date")]
    pub until: Option<NaiveDate>,
}

impl InForce {
    /// Whether a contact received on `date` comes under it.
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date <= until)
    }
}

/// A name with what it means.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Named {
    /// The name.
    #[n(0)]
    pub name: Name,
    /// What it means, in a sentence.
    #[n(1)]
    pub meaning: Option<String>,
}

/// An event that a case may have.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct EventKind {
    /// The name.
    #[n(0)]
    pub name: Name,
    /// What it means, in a sentence.
    #[n(1)]
    pub meaning: Option<String>,
    /// Whether the customer does it, so that receipt rules move it.
    #[n(2)]
    pub by_customer: bool,
    /// Whether its time is fixed beforehand (an appointment), so that it is known before it happens.
    #[n(3)]
    pub scheduled: bool,
}

/// Which days are working days, and how receipt is dated.
#[derive(Clone, Debug, PartialEq, Encode, Decode)]
pub struct Calendar {
    /// Its name.
    #[n(0)]
    pub name: Name,
    /// The working days.
    #[n(1)]
    pub rules: WorkingDaysRules,
    /// How a contact's day of receipt is found: all of those whose choice is made, together.
    #[n(2)]
    pub receipt: Vec<ReceiptRule>,
}

/// A rule about the day of receipt, and when it holds.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct ReceiptRule {
    /// Always, or where whoever asks chose so.
    #[n(0)]
    pub when: Condition,
    /// The rule.
    #[n(1)]
    pub rule: ReceiptMove,
}

/// A rule about the day of receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum ReceiptMove {
    /// The day of receipt is day 1 rather than day 0.
    #[n(0)]
    DayOne,
    /// From when on a contact counts as the next day's. Does nothing on a closed day.
    #[n(1)]
    CutOff(#[n(0)] CutOff),
    /// Receipt on a closed day counts as the next working day.
    #[n(2)]
    ClosedDay,
}

/// Readings between which whoever asks may choose.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Choice {
    /// Its name.
    #[n(0)]
    pub name: Name,
    /// What is chosen, in a sentence.
    #[n(1)]
    pub meaning: Option<String>,
    /// The options, at least two.
    #[n(2)]
    pub options: Vec<Named>,
    /// The option where none is chosen.
    #[n(3)]
    pub default: Name,
}

/// A dated notice that relaxes standards for a while. It applies to clocks that start within it.
#[derive(Clone, Debug, PartialEq, Encode, Decode)]
pub struct Variation {
    /// Its name.
    #[n(0)]
    pub name: Name,
    /// The first day.
    #[cbor(n(1), with = "bywhen_calendar::saved::date")]
    pub from: NaiveDate,
    /// The last day. `None`: until further notice.
    #[cbor(n(2), with = "bywhen_calendar::saved::maybe_date")]
    pub until: Option<NaiveDate>,
    /// Why.
    #[n(3)]
    pub because: Option<String>,
    /// The clauses it carries.
    #[n(4)]
    pub cites: Vec<String>,
    /// What it changes.
    #[n(5)]
    pub changes: Vec<Change>,
}

/// A promise's limits while a variation lasts.
#[derive(Clone, Debug, PartialEq, Encode, Decode)]
pub struct Change {
    /// The id of the promise.
    #[n(0)]
    pub promise: String,
    /// The share of cases meanwhile, where that changes too.
    #[n(1)]
    pub measure: Option<Measure>,
    /// The limits, of which the first whose condition holds is the one.
    #[n(2)]
    pub limits: Vec<Alternative>,
}

/// A measure that no clock of a case measures.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct KeptMeasure {
    /// What is measured.
    #[n(0)]
    pub text: String,
    /// The share.
    #[n(1)]
    pub share: Measure,
    /// The clauses it carries.
    #[n(2)]
    pub cites: Vec<String>,
}

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
}

/// A time of day after which a contact counts as the next day's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct CutOff {
    /// The time.
    #[n(0)]
    pub time: TimeOfDay,
    /// `from 4pm` includes 16:00:00 itself; `after 4pm` does not.
    #[n(1)]
    pub inclusive: bool,
    /// The next working day, rather than just the next day.
    #[n(2)]
    pub to_working_day: bool,
}

/// When a place is open.
#[derive(Clone, Debug, PartialEq, Encode, Decode)]
pub struct Hours {
    /// Its name.
    #[n(0)]
    pub name: Name,
    /// The opening hours.
    #[n(1)]
    pub rules: HoursRules,
    /// The calendar whose closed days it keeps, if any.
    #[n(2)]
    pub calendar: Option<Name>,
    /// The clauses it carries.
    #[n(3)]
    pub cites: Vec<String>,
}

/// A promise without a clock.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Pledge {
    /// The promise.
    #[n(0)]
    pub text: String,
    /// The clauses it carries.
    #[n(1)]
    pub cites: Vec<String>,
}

/// A dated action. The date may be as vague as the document: `Spring 2011`.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Milestone {
    /// What is to be done.
    #[n(0)]
    pub text: String,
    /// By when, in the document's own terms.
    #[n(1)]
    pub when: String,
    /// The clauses it carries.
    #[n(2)]
    pub cites: Vec<String>,
}

/// What one contact costs, in pence.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Cost {
    /// How the contact comes.
    #[n(0)]
    pub channel: Name,
    /// Pence for one contact.
    #[n(1)]
    pub pence: u32,
    /// The clauses it carries.
    #[n(2)]
    pub cites: Vec<String>,
}
