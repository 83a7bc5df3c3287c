//! Walks through what limits, conditions and promises are made of.
//!
//! A new form of limit or condition is taken apart here, and whoever only looks for clocks, events or facts in it need not
//! know of it.

use super::limit::{Anchor, Clock, Count, Direction, Limit};
use super::standard::{Condition, ExtendTo, NoticeDeadline, Promise};
use crate::name::Name;

/// A count of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitCount<'l> {
    /// The event that it starts from. `None` if it starts where another limit runs out.
    pub from: Option<&'l Anchor>,
    /// The count.
    pub count: &'l Count,
    /// The calendar of working days.
    pub calendar: Option<&'l Name>,
    /// The opening hours.
    pub hours: Option<&'l Name>,
}

impl Limit {
    /// The limits that this one is made of, and then the limit itself.
    pub fn parts(&self) -> impl Iterator<Item = &Limit> {
        let mut parts = Vec::new();
        self.add_parts(&mut parts);
        parts.into_iter()
    }

    fn add_parts<'l>(&'l self, parts: &mut Vec<&'l Limit>) {
        match self {
            Limit::EarlierOf(limits) | Limit::LaterOf(limits) => limits.iter().for_each(|limit| limit.add_parts(parts)),
            Limit::Then { first, .. } => first.add_parts(parts),
            Limit::Clock(_) | Limit::DateGiven(_) | Limit::Unstated => {}
        }
        parts.push(self);
    }

    /// The clocks that start from events.
    pub fn clocks(&self) -> impl Iterator<Item = &Clock> {
        self.parts().filter_map(|part| match part {
            Limit::Clock(clock) => Some(clock),
            _ => None,
        })
    }

    /// The events whose date is given with them.
    pub fn given_dates(&self) -> impl Iterator<Item = &Anchor> {
        self.parts().filter_map(|part| match part {
            Limit::DateGiven(anchor) => Some(anchor),
            _ => None,
        })
    }

    /// The events that the limit looks at.
    pub fn anchors(&self) -> impl Iterator<Item = &Anchor> {
        self.clocks().map(|clock| &clock.from).chain(self.given_dates())
    }

    /// The counts, each before those that start where it runs out.
    pub fn counts(&self) -> impl Iterator<Item = LimitCount<'_>> {
        self.parts().filter_map(Limit::own_count)
    }

    /// Whether a clock counts back from its event.
    pub fn counts_back(&self) -> bool {
        self.clocks().any(|clock| clock.count.direction == Direction::Before)
    }

    /// The counts with whose end the limit may run out.
    pub fn last_counts(&self) -> impl Iterator<Item = LimitCount<'_>> {
        let mut ends = Vec::new();
        self.add_ends(&mut ends);
        ends.into_iter().filter_map(Limit::own_count)
    }

    fn add_ends<'l>(&'l self, ends: &mut Vec<&'l Limit>) {
        match self {
            Limit::EarlierOf(limits) | Limit::LaterOf(limits) => limits.iter().for_each(|limit| limit.add_ends(ends)),
            Limit::Clock(_) | Limit::Then { .. } | Limit::DateGiven(_) | Limit::Unstated => ends.push(self),
        }
    }

    fn own_count(&self) -> Option<LimitCount<'_>> {
        match self {
            Limit::Clock(Clock { from, count, calendar, hours }) => {
                Some(LimitCount { from: Some(from), count, calendar: calendar.as_ref(), hours: hours.as_ref() })
            }
            Limit::Then { count, calendar, hours, .. } => {
                Some(LimitCount { from: None, count, calendar: calendar.as_ref(), hours: hours.as_ref() })
            }
            Limit::EarlierOf(_) | Limit::LaterOf(_) | Limit::DateGiven(_) | Limit::Unstated => None,
        }
    }
}

impl Condition {
    /// The questions that the condition is made of: no `Always`, `Not`, `All` or `Any`.
    pub fn atoms(&self) -> impl Iterator<Item = &Condition> {
        let mut atoms = Vec::new();
        self.add_atoms(&mut atoms);
        atoms.into_iter()
    }

    /// The fact that an atom asks about.
    pub fn fact(&self) -> Option<&Name> {
        match self {
            Condition::Fact(fact) | Condition::FactIs { fact, .. } | Condition::FactNumber { fact, .. } => Some(fact),
            _ => None,
        }
    }

    /// The event that an atom asks about.
    pub fn event(&self) -> Option<&Name> {
        match self {
            Condition::Happened(event)
            | Condition::DuringHours { event, .. }
            | Condition::OnWorkingDay { event, .. }
            | Condition::OnWeekdays { event, .. } => Some(event),
            _ => None,
        }
    }

    fn add_atoms<'c>(&'c self, atoms: &mut Vec<&'c Condition>) {
        match self {
            Condition::Always => {}
            Condition::Not(inner) => inner.add_atoms(atoms),
            Condition::All(several) | Condition::Any(several) => several.iter().for_each(|one| one.add_atoms(atoms)),
            Condition::Fact(_)
            | Condition::FactIs { .. }
            | Condition::FactNumber { .. }
            | Condition::DuringHours { .. }
            | Condition::OnWorkingDay { .. }
            | Condition::OnWeekdays { .. }
            | Condition::Happened(_)
            | Condition::ReceivedBefore(_)
            | Condition::ReceivedAfter(_)
            | Condition::ReceivedInSeason { .. }
            | Condition::Chosen { .. } => atoms.push(self),
        }
    }
}

impl Promise {
    /// Every limit of the promise: its own, that with which it opens, and those of its extensions.
    pub fn every_limit(&self) -> impl Iterator<Item = &Limit> {
        let own = self.limits.iter().map(|alternative| &alternative.limit);
        let of_extensions = self.extensions.iter().flat_map(|extension| {
            let to = match &extension.to {
                ExtendTo::Limit(limit) => Some(limit),
                ExtendTo::By(_) | ExtendTo::DateGiven { .. } => None,
            };
            let notice = match &extension.notice_deadline {
                NoticeDeadline::Within(limit) => Some(limit),
                NoticeDeadline::BeforeDue | NoticeDeadline::Whenever => None,
            };
            [to, notice].into_iter().flatten()
        });
        own.chain(&self.opens).chain(of_extensions)
    }

    /// Every condition of the promise: of its limits and of its extensions.
    pub fn every_condition(&self) -> impl Iterator<Item = &Condition> {
        let of_limits = self.limits.iter().map(|alternative| &alternative.when);
        of_limits.chain(self.extensions.iter().map(|extension| &extension.when))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charter::Unit;

    fn clock(event: &str, amount: u32) -> Limit {
        let from = Anchor { event: Name::new(event), stage: 1 };
        Limit::Clock(Clock { from, count: Count::within(amount, Unit::CalendarDays), calendar: None, hours: None })
    }

    #[test]
    fn a_limit_is_walked_in_the_order_in_which_it_runs() {
        let first = Box::new(Limit::LaterOf(vec![clock("received", 1), clock("visited", 2)]));
        let count = Count::within(3, Unit::Weeks);
        let then = Limit::Then { first, count, calendar: None, hours: None };
        let given = Limit::DateGiven(Anchor { event: Name::new("booked"), stage: 1 });
        let limit = Limit::EarlierOf(vec![then, given, Limit::Unstated]);
        let amounts = |counts: Vec<LimitCount<'_>>| counts.iter().map(|one| one.count.amount).collect::<Vec<_>>();
        assert_eq!(amounts(limit.counts().collect()), [1, 2, 3]);
        assert_eq!(amounts(limit.last_counts().collect()), [3]);
        assert_eq!(limit.clocks().count(), 2);
        let events: Vec<&str> = limit.anchors().map(|anchor| anchor.event.slug()).collect();
        assert_eq!(events, ["received", "visited", "booked"]);
    }

    #[test]
    fn the_atoms_of_a_condition_are_its_questions() {
        let fact = |name: &str| Condition::Fact(Name::new(name));
        let not = Condition::Not(Box::new(fact("b")));
        let condition = Condition::All(vec![fact("a"), Condition::Any(vec![not, Condition::Always])]);
        assert_eq!(condition.atoms().collect::<Vec<_>>(), [&fact("a"), &fact("b")]);
    }
}
