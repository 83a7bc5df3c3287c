//! Standards and promises with every name turned into a code: what an answer is worked out from.

use bywhen_calendar::{Day, TimeOfDay, Weekdays};

use super::names::NameId;
use crate::charter::{Completion, Count, EarlyRequests, Measure, NumberTest, Percent, Role, Strength};
use crate::name::Name;

#[derive(Debug)]
pub(crate) struct PlannedStandard {
    pub(crate) name: Name,
    pub(crate) applies: Vec<PlannedApplies>,
    /// How many stages it has.
    pub(crate) stages: u8,
    /// Each of its promises has a [simple clock](PlannedPromise::simple_clock), and it has one stage.
    pub(crate) has_simple_clocks: bool,
    /// From which day on its calendars and hours are known: the first on which a case of it may be received.
    pub(crate) first_day: Day,
    pub(crate) promises: Vec<PlannedPromise>,
    /// The places of its promises, each after those that it depends on.
    pub(crate) order: Vec<usize>,
    /// The customer's windows by stage: the place of each, and what must be evaluated before it.
    pub(super) windows: Vec<(u8, usize, Vec<usize>)>,
}

/// The contacts a standard is for.
#[derive(Debug)]
pub(crate) struct PlannedApplies {
    pub(crate) kind: NameId,
    pub(crate) kind_named: bool,
    /// Empty for any channel.
    pub(crate) channels: Vec<NameId>,
    pub(crate) service: Option<NameId>,
}

#[derive(Debug)]
pub(crate) struct PlannedPromise {
    /// Its place among all promises of the charter.
    pub(crate) number: NameId,
    pub(crate) id: String,
    pub(crate) stage: u8,
    pub(crate) action: Name,
    pub(crate) strength: Strength,
    /// The clauses it carries, joined.
    pub(crate) cites: Option<String>,
    pub(crate) role: Role,
    pub(crate) measure: Option<Measure>,
    pub(crate) completion: Completion,
    pub(crate) late_requests_refused: bool,
    pub(crate) early_requests: EarlyRequests,
    /// The event that keeps it.
    pub(crate) done_when: NameId,
    /// Another event that keeps it, where it comes first: a response makes an acknowledgement needless.
    pub(crate) or_when: Option<NameId>,
    pub(crate) limits: PlannedLimits,
    /// The notices that relax it, with the limits that hold meanwhile.
    pub(crate) variations: Vec<PlannedVariation>,
    /// The promise of the same standard that it stands in for.
    pub(crate) instead_of: Option<NameId>,
    /// The event that ends a promise that is owed again and again.
    pub(crate) repeats_until: Option<NameId>,
    pub(crate) stops: Vec<PlannedStop>,
    /// The events at which its clock starts again.
    pub(crate) restarts: Vec<PlannedEvent>,
    pub(crate) extensions: Vec<PlannedExtension>,
    /// For the customer's window: when it opens.
    pub(crate) opens: Option<PlannedLimit>,
    pub(crate) warnings: Vec<PlannedWarning>,
    pub(crate) for_staff: bool,
}

/// When a promise warns before it is due.
#[derive(Debug)]
pub(crate) enum PlannedWarning {
    /// Counted back from then.
    Before(PlannedClock),
    AtShare(Percent),
}

/// Limits, of which the first whose condition holds is the one.
pub(crate) type PlannedLimits = Vec<(PlannedCondition, PlannedLimit)>;

#[derive(Debug)]
pub(crate) enum PlannedLimit {
    Clock(PlannedClock),
    EarlierOf(Vec<PlannedLimit>),
    LaterOf(Vec<PlannedLimit>),
    /// A count that starts when another limit runs out. Its clock names the event that the other counts from.
    Then(Box<PlannedLimit>, PlannedClock),
    /// The date that was given with an event.
    DateGiven(PlannedClock),
    Unstated,
}

#[derive(Debug)]
pub(crate) struct PlannedVariation {
    pub(crate) name: Name,
    pub(crate) from: Day,
    pub(crate) until: Option<Day>,
    pub(crate) limits: PlannedLimits,
    /// The share that is enough meanwhile, where it changes too.
    pub(crate) measure: Option<Measure>,
}

#[derive(Debug)]
pub(crate) struct PlannedStop {
    pub(crate) from: NameId,
    pub(crate) until: PlannedEvent,
    pub(crate) first_day_lost: bool,
    pub(crate) even_when_overdue: bool,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct PlannedEvent {
    pub(crate) event: NameId,
    /// The customer does it, so that receipt rules move it.
    pub(crate) by_customer: bool,
}

#[derive(Debug)]
pub(crate) struct PlannedExtension {
    /// How often it may be used.
    pub(crate) times: u8,
    pub(crate) by_event: NameId,
    pub(crate) when: PlannedCondition,
    /// The reasons that allow it. Empty where any does.
    pub(crate) reasons: Vec<NameId>,
    pub(crate) to: PlannedExtensionLimit,
    pub(crate) notice_deadline: PlannedNoticeDeadline,
}

/// How far an extension puts a date off, at most.
#[derive(Debug)]
pub(crate) enum PlannedExtensionLimit {
    /// From the date that it had.
    By(PlannedClock),
    Limit(PlannedLimit),
    /// To whatever date the notice gives.
    DateGiven,
}

/// By when the customer must be told of an extension.
#[derive(Debug)]
pub(crate) enum PlannedNoticeDeadline {
    BeforeDue,
    Within(PlannedLimit),
    Whenever,
}

#[derive(Debug)]
pub(crate) struct PlannedClock {
    pub(crate) count: Count,
    pub(crate) event: NameId,
    pub(crate) stage: u8,
    /// The customer does it, so that receipt rules move it.
    pub(crate) by_customer: bool,
    /// The promise of the same standard that the event keeps, if any: its due date stands in until the event.
    pub(crate) promised_by: Option<NameId>,
    pub(crate) calendar: Option<NameId>,
    pub(crate) hours: Option<NameId>,
}

#[derive(Debug)]
pub(crate) enum PlannedCondition {
    Always,
    Fact(NameId),
    /// The fact has one of these values, by their places in its declaration.
    FactIs(NameId, Vec<u16>),
    FactNumber(NameId, NumberTest),
    DuringHours {
        event: NameId,
        hours: NameId,
        outside: bool,
    },
    OnWorkingDay {
        event: NameId,
        calendar: NameId,
        closed: bool,
    },
    OnWeekdays(NameId, Weekdays),
    Happened(NameId),
    ReceivedBefore(TimeOfDay),
    ReceivedAfter(TimeOfDay),
    ReceivedInSeason {
        from: (u32, u32),
        to: (u32, u32),
    },
    Not(Box<PlannedCondition>),
    All(Vec<PlannedCondition>),
    Any(Vec<PlannedCondition>),
}

impl PlannedStandard {
    /// The customer's window of a stage, and what must be evaluated before it.
    pub(crate) fn window(&self, stage: u8) -> Option<(&PlannedPromise, &[usize])> {
        let (_, place, needs) = self.windows.iter().find(|(of_stage, ..)| *of_stage == stage)?;
        Some((self.promises.get(*place)?, needs))
    }
}

impl PlannedVariation {
    /// Whether clocks that start on a day have its limits.
    pub(crate) fn lasts_on(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

impl PlannedPromise {
    /// Whether it is the customer's time to ask for the next stage. `escalated`: the event of asking.
    pub(crate) fn is_window(&self, escalated: NameId) -> bool {
        self.role == Role::CustomerWindow && self.done_when == escalated
    }

    /// Whether it may leave a request without effect, or let it wait.
    pub(crate) fn may_refuse(&self) -> bool {
        crate::steps::count();
        self.role == Role::CustomerWindow && (self.late_requests_refused || self.opens.is_some())
    }

    /// Every clock that is looked at to find its date and status.
    pub(super) fn clocks(&self) -> Vec<&PlannedClock> {
        let mut clocks = Vec::new();
        for limits in std::iter::once(&self.limits).chain(self.variations.iter().map(|variation| &variation.limits)) {
            limits.iter().for_each(|(_, limit)| limit.add_clocks(&mut clocks));
        }
        for extension in &self.extensions {
            if let PlannedExtensionLimit::Limit(limit) = &extension.to {
                limit.add_clocks(&mut clocks);
            }
            if let PlannedNoticeDeadline::Within(limit) = &extension.notice_deadline {
                limit.add_clocks(&mut clocks);
            }
        }
        if let Some(opens) = &self.opens {
            opens.add_clocks(&mut clocks);
        }
        clocks
    }

    /// The only clock of a promise that nothing stops, restarts, varies or extends, that warns by the usual rule and that depends on
    /// events and earlier promises alone. Most promises have one, and the batch has a fast path for them.
    ///
    /// `place` is the promise's index in its standard, `escalated` the customer's request, which belongs to stages.
    pub(super) fn simple_clock(&self, place: usize, escalated: NameId) -> Option<&PlannedClock> {
        let [(PlannedCondition::Always, PlannedLimit::Clock(clock))] = self.limits.as_slice() else { return None };
        let steady = self.variations.is_empty()
            && self.stops.is_empty()
            && self.restarts.is_empty()
            && self.extensions.is_empty()
            && self.repeats_until.is_none()
            && self.opens.is_none()
            && self.warnings.is_empty();
        let plain = self.role == Role::Council && self.completion == Completion::First;
        let mut leans_on = clock.promised_by.iter().chain(&self.instead_of);
        let after = leans_on.all(|before| usize::from(*before) < place);
        let staged = clock.stage != self.stage || [clock.event, self.done_when].contains(&escalated);
        (steady && plain && after && !staged).then_some(clock)
    }
}

impl PlannedLimit {
    /// The clock that runs first in it.
    pub(crate) fn first_clock(&self) -> Option<&PlannedClock> {
        match self {
            PlannedLimit::Clock(clock) | PlannedLimit::DateGiven(clock) => Some(clock),
            PlannedLimit::Then(first, _) => first.first_clock(),
            PlannedLimit::EarlierOf(limits) | PlannedLimit::LaterOf(limits) => {
                limits.iter().find_map(PlannedLimit::first_clock)
            }
            PlannedLimit::Unstated => None,
        }
    }

    /// Whether it may come to a date that is given with an event.
    pub(crate) fn has_date_given(&self) -> bool {
        match self {
            PlannedLimit::DateGiven(_) => true,
            PlannedLimit::Then(first, _) => first.has_date_given(),
            PlannedLimit::EarlierOf(limits) | PlannedLimit::LaterOf(limits) => {
                limits.iter().any(PlannedLimit::has_date_given)
            }
            PlannedLimit::Clock(_) | PlannedLimit::Unstated => false,
        }
    }

    /// Every clock in it that starts at an event.
    pub(crate) fn add_clocks<'p>(&'p self, clocks: &mut Vec<&'p PlannedClock>) {
        match self {
            PlannedLimit::Clock(clock) | PlannedLimit::DateGiven(clock) => clocks.push(clock),
            PlannedLimit::Then(first, _) => first.add_clocks(clocks),
            PlannedLimit::EarlierOf(limits) | PlannedLimit::LaterOf(limits) => {
                limits.iter().for_each(|limit| limit.add_clocks(clocks));
            }
            PlannedLimit::Unstated => {}
        }
    }
}
