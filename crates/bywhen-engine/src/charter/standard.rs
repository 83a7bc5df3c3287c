//! Standards and the promises inside them.

use super::example::Example;
use super::limit::Limit;
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

/// A step of escalation.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// From 1.
    pub number: u8,
    /// In the order of the charter. From stage 2 on, the first is the customer's window.
    pub promises: Vec<Promise>,
}

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
    /// How vague phrases of the document were understood.
    pub readings: Vec<String>,
}

/// Whose clock a promise is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The council's.
    Council,
    /// The customer's time to ask for the stage.
    CustomerWindow,
}

/// How firmly something is promised. Stored, published and reported apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// `we will`.
    Will,
    /// `we aim to`, `we will endeavour to`.
    AimTo,
    /// `we will usually`, `normally`.
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

/// A limit and when it is the one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// When this limit applies.
    pub when: Condition,
    /// The limit.
    pub limit: Limit,
}

/// A question about a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Holds for every case.
    Always,
    /// The fact was given as yes.
    Fact(Name),
    /// The event has happened: `unless we have sent "out of office"`.
    Happened(Name),
    /// The opposite.
    Not(Box<Condition>),
    /// Each of these.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
}

/// A promise held over many cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// `at least 80%`.
    AtLeast(Percent),
    /// `over 80%`: 80% itself is not enough.
    Over(Percent),
    /// `on average within`.
    Average,
}

/// A percentage in hundredths of one per cent: 98.5% is 9850.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(pub u16);
