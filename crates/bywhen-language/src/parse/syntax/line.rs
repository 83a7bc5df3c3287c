//! Lines and what they may say.

use bywhen_engine::charter::{EarlyRequests, Strength};

use super::{
    BankHolidays, Case, Chosen, Count, Counted, CutOff, Date, Dates, DayRange, Expects, Extends, FactLine, Given,
    Happened, Limit, Measure, MeasureTarget, Moment, Number, Proviso, Repeat, Shift, Span, Stops, Tail, Text, Time,
    Warning,
};

/// A charter as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree<'s> {
    /// The lines that belong to no other.
    pub lines: Vec<Line<'s>>,
    /// Comments after the last line.
    pub comments_at_end: Vec<Comment<'s>>,
}

/// A comment on a line of its own.
#[derive(Clone, Copy, Debug)]
pub struct Comment<'s> {
    /// Without `#`.
    pub text: &'s str,
    /// Whether a blank line stands above it. Equality ignores it.
    pub blank_above: bool,
}

impl PartialEq for Comment<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Comment<'_> {}

/// A line with those that belong to it.
#[derive(Clone, Debug)]
pub struct Line<'s> {
    /// The parsed statement.
    pub statement: Statement<'s>,
    /// Without indentation and comment.
    pub span: Span,
    /// Whether a blank line stands directly above it. Equality ignores it.
    pub blank_above: bool,
    /// The comments above it.
    pub comments_above: Vec<Comment<'s>>,
    /// The comment after it, without `#`.
    pub comment: Option<&'s str>,
    /// The lines that belong to it.
    pub children: Vec<Line<'s>>,
}

impl PartialEq for Line<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.statement == other.statement
            && self.comments_above == other.comments_above
            && self.comment == other.comment
            && self.children == other.children
    }
}

impl Eq for Line<'_> {}

/// The statement of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is named like the form in the language reference that it holds")]
pub enum Statement<'s> {
    /// A line with a syntax error, which has been reported, with its kind if the first word shows it.
    Broken(Option<Kind>),
    Charter(Option<Text<'s>>),
    Id(Text<'s>),
    Version(Text<'s>),
    Council(Text<'s>),
    Source {
        title: Text<'s>,
        address: Option<Text<'s>>,
    },
    InForce {
        from: Option<Date>,
        until: Option<Date>,
    },
    Zone(Text<'s>),
    Reading(Text<'s>),
    Unconfirmed(Text<'s>),
    Cites(Vec<Text<'s>>),
    Calendar(Text<'s>),
    Hours(Text<'s>),
    /// Weekdays, with times where they belong to hours.
    Week {
        days: Vec<DayRange>,
        shifts: Vec<Shift>,
        /// The part of the year in which they hold, where that is not the whole.
        season: Option<Dates>,
    },
    ExceptBankHolidays(BankHolidays),
    Except {
        dates: Dates,
        why: Option<Text<'s>>,
    },
    AlsoOpen {
        dates: Dates,
        why: Option<Text<'s>>,
    },
    /// The only days on which anything is worked.
    Terms {
        dates: Dates,
        why: Option<Text<'s>>,
    },
    ReceivedLate(CutOff, Option<Proviso<'s>>),
    /// The time is that of `as received at 8:30am on the next working day`.
    ReceivedOnClosedDay(Option<Time>, Option<Proviso<'s>>),
    /// `received outside "Office" counts as received when it next opens`.
    ReceivedOutside(Text<'s>, Option<Proviso<'s>>),
    /// `received on a closed day counts as that day`.
    ClosedDayStays,
    DayOne(Option<Proviso<'s>>),
    DayZero,
    /// `due at closing counts as due when it next opens`.
    DueAtClosing,
    ClosedOnDaysOff {
        calendar: Option<Text<'s>>,
    },
    /// Without shifts it is closed.
    BeforeBankHoliday {
        calendar: Option<Text<'s>>,
        shifts: Vec<Shift>,
    },
    OpenOnDaysOff {
        calendar: Option<Text<'s>>,
        shifts: Vec<Shift>,
    },
    Closed {
        dates: Dates,
        why: Option<Text<'s>>,
    },
    Open {
        dates: Dates,
        shifts: Vec<Shift>,
        why: Option<Text<'s>>,
    },
    Declaration {
        what: Declared,
        name: Text<'s>,
        meaning: Option<Text<'s>>,
    },
    Fact(FactLine<'s>),
    Event(EventLine<'s>),
    Choice {
        name: Text<'s>,
        meaning: Option<Text<'s>>,
    },
    Option {
        name: Text<'s>,
        meaning: Option<Text<'s>>,
        by_default: bool,
    },
    /// The length of a telephone ring, in thousandths of a second.
    Ring(Number),
    /// `the case ends at "duplicate", "spam"`.
    Ends(Vec<Text<'s>>),
    Standard(Text<'s>),
    AppliesTo(AppliesTo<'s>),
    CountsIn(Text<'s>),
    Promise(Box<Promise<'s>>),
    Alternative {
        limit: Limit<'s>,
        proviso: Option<Proviso<'s>>,
        cites: Vec<Text<'s>>,
    },
    Otherwise {
        limit: Limit<'s>,
        cites: Vec<Text<'s>>,
    },
    /// `otherwise we will hold by then`.
    Holds {
        strength: Strength,
        action: Text<'s>,
        cites: Vec<Text<'s>>,
    },
    Tier(Box<Tier<'s>>),
    Stops(Stops<'s>, Vec<Text<'s>>),
    Restarts(Text<'s>, Vec<Text<'s>>),
    /// `warn 2 working days before, at 75%`.
    Warn(Vec<Warning>),
    Extends(Box<Extends<'s>>),
    Stage(Box<StageLine<'s>>),
    Example(Text<'s>),
    Case(Case<'s>),
    Happened(Happened<'s>),
    Given(Vec<Given<'s>>),
    Choosing(Vec<Chosen<'s>>),
    Asked(Moment),
    Expects(Expects<'s>),
    Variation {
        name: Text<'s>,
        from: Date,
        until: Option<Date>,
    },
    Change(Box<Change<'s>>),
    Because(Text<'s>),
    Permission {
        text: Text<'s>,
        cites: Vec<Text<'s>>,
    },
    Measure {
        text: Text<'s>,
        target: MeasureTarget<'s>,
        cites: Vec<Text<'s>>,
    },
    Pledge {
        text: Text<'s>,
        cites: Vec<Text<'s>>,
    },
    Milestone {
        text: Text<'s>,
        when: Text<'s>,
        cites: Vec<Text<'s>>,
    },
    Cost {
        channel: Text<'s>,
        pence: Number,
        cites: Vec<Text<'s>>,
    },
}

/// The kind of a line, given by its first word. It decides the possible parents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each variant is named like the keyword that begins the line")]
pub enum Kind {
    Charter,
    Id,
    Version,
    Council,
    Source,
    InForce,
    Zone,
    Reading,
    Unconfirmed,
    Cites,
    Calendar,
    Hours,
    Week,
    Except,
    AlsoOpen,
    Terms,
    Received,
    DayOne,
    DueAtClosing,
    Closed,
    Open,
    Declaration,
    Fact,
    Event,
    Choice,
    Option,
    Ring,
    Ends,
    Standard,
    AppliesTo,
    CountsIn,
    Promise,
    Alternative,
    Otherwise,
    Holds,
    Tier,
    /// `the clock stops`, `the clock starts again`.
    Clock,
    Warn,
    Extends,
    Stage,
    Example,
    Given,
    Choosing,
    Asked,
    /// The case of an example, what happened to it, and what must come out.
    ExampleBody,
    Variation,
    /// A change of a variation.
    Change,
    Because,
    Permission,
    Measure,
    Pledge,
    Milestone,
    Cost,
}

/// The kind of a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Declared {
    /// `kind`.
    Kind,
    /// `channel`.
    Channel,
    /// `service`.
    Service,
}

/// `event "fee paid" by the customer`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventLine<'s> {
    /// Its name.
    pub name: Text<'s>,
    /// The meaning.
    pub meaning: Option<Text<'s>>,
    /// The customer does it.
    pub by_customer: bool,
    /// Its time is known before it happens.
    pub beforehand: bool,
}

/// `applies to complaint by letter to "Waste"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppliesTo<'s> {
    /// Kinds or channels; which of them is found when the line is lowered. Empty for `any channel`.
    pub contacts: Vec<Text<'s>>,
    /// The channels after `by`. Empty for `any channel`; `None` if not specified.
    pub channels: Option<Vec<Text<'s>>>,
    /// After the second `to`.
    pub service: Option<Text<'s>>,
}

/// `we will acknowledge in writing within 5 working days of receipt`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise<'s> {
    /// The condition before `we`.
    pub first: Option<Proviso<'s>>,
    /// The strength.
    pub strength: Strength,
    /// `finally` stands before the action.
    pub finally: bool,
    /// The action; for a request to the customer, the requested event.
    pub action: Text<'s>,
    /// What it is done to: `remove "graffiti"`.
    pub object: Option<Text<'s>>,
    /// `ask for` stands in the place of a strength.
    pub is_request: bool,
    /// The manner.
    pub manner: Option<Text<'s>>,
    /// The share of cases.
    pub measure: Option<Measure<'s>>,
    /// When, unless it is written below.
    pub limit: Option<Limit<'s>>,
    /// The interval of a recurring promise.
    pub repeat: Option<Repeat<'s>>,
    /// The proviso after the limit.
    pub last: Option<Proviso<'s>>,
    /// `for staff only`, if that was written, and where.
    pub for_staff: Option<Span>,
    /// Its clauses.
    pub cites: Vec<Text<'s>>,
}

/// `stage 2 if the customer asks within 28 calendar days of our response`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageLine<'s> {
    /// Which.
    pub number: Number,
    /// The window after `if the customer asks`, if given.
    pub window: Option<Window<'s>>,
    /// Its clauses.
    pub cites: Vec<Text<'s>>,
}

/// The customer's time to ask: `from 21 calendar days after receipt, for 10 working days, later requests are refused`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Window<'s> {
    /// When it closes, if that was written.
    pub limit: Option<Limit<'s>>,
    /// When it opens, if later than at once.
    pub from: Option<Counted<'s>>,
    /// The duration of the window after `from`.
    pub lasts: Option<(Count, Vec<Tail<'s>>)>,
    /// `later requests are refused`.
    pub refused: bool,
    /// `early requests wait until then`, if that was written, and where.
    pub early: Option<(EarlyRequests, Span)>,
}

/// `and at least 90% within 11 minutes of receipt`, below another promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier<'s> {
    /// `always`.
    pub always: bool,
    /// The share of cases.
    pub measure: Option<Measure<'s>>,
    /// When.
    pub limit: Limit<'s>,
    /// The proviso after the limit.
    pub last: Option<Proviso<'s>>,
    /// `for staff only`.
    pub for_staff: bool,
    /// Its clauses.
    pub cites: Vec<Text<'s>>,
}

/// `"Complaints" stage 2 respond within 30 working days of our acknowledgement`, below a variation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<'s> {
    /// The standard.
    pub standard: Text<'s>,
    /// The stage, if it was written.
    pub stage: Option<Number>,
    /// `finally` stands before the action.
    pub finally: bool,
    /// The action.
    pub action: Text<'s>,
    /// What it is done to.
    pub object: Option<Text<'s>>,
    /// The share of cases, if changed.
    pub measure: Option<Measure<'s>>,
    /// The limit while the variation lasts.
    pub limit: Limit<'s>,
    /// The proviso after the limit.
    pub proviso: Option<Proviso<'s>>,
    /// Its clauses.
    pub cites: Vec<Text<'s>>,
}
