//! Standards and the promises inside them.

use bywhen_calendar::TimeOfDay;
use minicbor::{Decode, Encode};

use super::example::Example;
use super::limit::{Count, Limit};
use crate::name::Name;

/// What applies to a kind of contact.
#[derive(Clone, Debug, PartialEq, Encode, Decode)]
pub struct Standard {
    /// Its title, whose slug begins the id of each of its promises.
    #[n(0)]
    pub name: Name,
    /// The clauses of the source document that it carries.
    #[n(1)]
    pub cites: Vec<String>,
    /// The contacts it is for: any of these.
    #[n(2)]
    pub applies: Vec<Applies>,
    /// Whether the charter speaks of stages, so that ids name them.
    #[n(3)]
    pub staged: bool,
    /// At least one. Steps of escalation, in order, numbered from 1 without gaps.
    #[n(4)]
    pub stages: Vec<Stage>,
    /// How vague phrases of the document were understood.
    #[n(5)]
    pub readings: Vec<String>,
    /// Facts that no source seen has confirmed.
    #[n(6)]
    pub unconfirmed: Vec<String>,
    /// Worked cases, which are the charter's tests.
    #[n(7)]
    pub examples: Vec<Example>,
}

/// The contacts that a standard is for.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Applies {
    /// The kind of contact. `None` where only channels are named: then it is for enquiries.
    #[n(0)]
    pub kind: Option<Name>,
    /// The channels it may come by. Empty for any channel.
    #[n(1)]
    pub channels: Vec<Name>,
    /// The service it went to. `None` for any service.
    #[n(2)]
    pub service: Option<Name>,
}

/// A step of escalation.
#[derive(Clone, Debug, PartialEq, Encode, Decode)]
pub struct Stage {
    /// From 1.
    #[n(0)]
    pub number: u8,
    /// In the order of the charter. From stage 2 on, the first is the customer's window.
    #[n(1)]
    pub promises: Vec<Promise>,
}

/// One clock of a standard.
#[derive(Clone, Debug, PartialEq, Encode, Decode)]
pub struct Promise {
    /// `standard[/stage-N]/action`.
    #[n(0)]
    pub id: String,
    /// What is promised: `acknowledge`.
    #[n(1)]
    pub action: Name,
    /// The event that keeps it: `acknowledged`.
    #[n(2)]
    pub done_when: Name,
    /// Whose clock it is.
    #[n(3)]
    pub role: Role,
    /// How it will be done, as the charter says it: `in writing`.
    #[n(4)]
    pub manner: Option<String>,
    /// How firmly it is promised.
    #[n(5)]
    pub strength: Strength,
    /// The clauses of the source document: its own, else those of its standard.
    #[n(6)]
    pub cites: Vec<String>,
    /// The limits, of which the first whose condition holds is the one. At least one.
    #[n(7)]
    pub limits: Vec<Alternative>,
    /// What share of cases must keep it, when it is held over many.
    #[n(8)]
    pub measure: Option<Measure>,
    /// Of several events that would keep it, which one does.
    #[n(9)]
    pub completion: Completion,
    /// The promise that it stands in for: a holding reply is due only where that one is not kept in time.
    #[n(10)]
    pub instead_of: Option<String>,
    /// It is owed again and again.
    #[n(11)]
    pub repeats: Option<Repeat>,
    /// Where its clock stands still.
    #[n(12)]
    pub stops: Vec<StopRule>,
    /// Events of the customer's at which its clock starts again from nothing.
    #[n(13)]
    pub restarts: Vec<Name>,
    /// How it may be put off.
    #[n(14)]
    pub extensions: Vec<Extension>,
    /// For the customer's window: when it opens, if later than at once.
    #[n(15)]
    pub opens: Option<Limit>,
    /// For the customer's window: a late request is refused, so that the stage never opens.
    #[n(16)]
    pub late_requests_refused: bool,
    /// How vague phrases of the document were understood.
    #[n(17)]
    pub readings: Vec<String>,
}

/// Whose clock a promise is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Role {
    /// The council's.
    #[n(0)]
    Council,
    /// The customer's time to ask for the stage.
    #[n(1)]
    CustomerWindow,
}

/// How firmly something is promised. Stored, published and reported apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum Strength {
    /// `we will`.
    #[n(0)]
    Will,
    /// `we aim to`, `we will endeavour to`.
    #[n(1)]
    AimTo,
    /// `we will usually`, `normally`.
    #[n(2)]
    Usually,
}

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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Completion {
    /// The first.
    #[default]
    #[n(0)]
    First,
    /// The last, while the case has not been reopened since: `we will finally respond`.
    #[n(1)]
    Last,
}

/// A promise that is owed again and again: `we will update every 28 calendar days until responded`.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Repeat {
    /// The event that ends it.
    #[n(0)]
    pub until: Name,
}

/// A stretch during which a clock stands still.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct StopRule {
    /// The event that stops it.
    #[n(0)]
    pub from: Name,
    /// The event that lets it go on.
    #[n(1)]
    pub until: Name,
    /// The day of the stop is lost too, and not only the days after it.
    #[n(2)]
    pub first_day_lost: bool,
}

/// How a promise may be put off.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Extension {
    /// To when.
    #[n(0)]
    pub to: ExtendTo,
    /// How often.
    #[n(1)]
    pub times: u8,
    /// For which reasons. Empty: for any.
    #[n(2)]
    pub reasons: Vec<Name>,
    /// By when the customer must have been told.
    #[n(3)]
    pub told: Told,
    /// The event that does it: `extended`, or `held` where a holding reply does.
    #[n(4)]
    pub by_event: Name,
    /// For which cases.
    #[n(5)]
    pub when: Condition,
}

/// To when a promise may be put off.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum ExtendTo {
    /// By so much from the day it was due.
    #[n(0)]
    By(#[n(0)] Count),
    /// To a limit of its own.
    #[n(1)]
    Limit(#[n(0)] Limit),
    /// To the date that the customer was given, at most so much later than it was due.
    #[n(2)]
    DateGiven {
        /// The most that may be given. `None`: no cap.
        #[n(0)]
        at_most: Option<Count>,
    },
}

/// By when the customer must have been told of an extension.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Told {
    /// While the promise could still be kept.
    #[n(0)]
    BeforeDue,
    /// Within a limit of its own.
    #[n(1)]
    Within(#[n(0)] Limit),
    /// At any time.
    #[n(2)]
    Whenever,
}

/// A limit and when it is the one.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Alternative {
    /// When this limit applies.
    #[n(0)]
    pub when: Condition,
    /// The limit.
    #[n(1)]
    pub limit: Limit,
}

/// A question about a case.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Condition {
    /// Holds for every case.
    #[n(0)]
    Always,
    /// The fact was given as yes.
    #[n(1)]
    Fact(#[n(0)] Name),
    /// The event has happened: `unless we have sent "out of office"`.
    #[n(2)]
    Happened(#[n(0)] Name),
    /// The contact came before this time of day: `if received before 9:30am`.
    #[n(3)]
    ReceivedBefore(#[n(0)] TimeOfDay),
    /// The contact came later than this time of day, in whole seconds: `if received after 4pm`.
    #[n(4)]
    ReceivedAfter(#[n(0)] TimeOfDay),
    /// The contact came in this part of the year, by month and day, both days included. It may run over new year.
    #[n(5)]
    ReceivedInSeason {
        /// The first month and day.
        #[n(0)]
        from: (u32, u32),
        /// The last month and day.
        #[n(1)]
        to: (u32, u32),
    },
    /// Whoever asks chose this reading.
    #[n(6)]
    Chosen {
        /// The choice.
        #[n(0)]
        choice: Name,
        /// The option.
        #[n(1)]
        option: Name,
    },
    /// The opposite.
    #[n(7)]
    Not(#[n(0)] Box<Condition>),
    /// Each of these.
    #[n(8)]
    All(#[n(0)] Vec<Condition>),
    /// At least one of these.
    #[n(9)]
    Any(#[n(0)] Vec<Condition>),
}

/// A promise held over many cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Measure {
    /// `at least 80%`.
    #[n(0)]
    AtLeast(#[n(0)] Percent),
    /// `over 80%`: 80% itself is not enough.
    #[n(1)]
    Over(#[n(0)] Percent),
    /// `at most 3%`.
    #[n(2)]
    AtMost(#[n(0)] Percent),
    /// `under 3%`: 3% itself is too much.
    #[n(3)]
    Under(#[n(0)] Percent),
    /// `on average within`.
    #[n(4)]
    Average,
}

/// A percentage in hundredths of one per cent: 98.5% is 9850.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(transparent)]
pub struct Percent(#[n(0)] pub u16);
