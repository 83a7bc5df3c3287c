//! The combinations of what a case may be, as far as some conditions ask about it.
//!
//! Each input of the conditions (a fact, the time of receipt, the day of the week) has finitely many states that they can tell
//! apart. Inputs are taken to be independent: a combination that no case has may be among them, but none is missing. So what
//! holds in none of them never holds.

use std::collections::HashMap;

use bywhen_engine::charter::{Condition, FactValues, NumberTest};
use bywhen_engine::vocabulary::RECEIVED;
use bywhen_engine::{Decimal, Name};

/// The largest number of combinations that are tried.
const MAX_COMBINATIONS: usize = 4096;

const DAY: u32 = 86_400;

/// The states of each input of some conditions.
pub(super) struct Combinations<'c> {
    inputs: Vec<Input<'c>>,
}

/// Something that a condition may ask about.
#[derive(Clone, Copy, PartialEq)]
enum Subject<'c> {
    Fact(&'c Name),
    Choice(&'c Name),
    Happened(&'c Name),
    TimeOfReceipt,
    DateOfReceipt,
    Weekday(&'c Name),
    WorkingDay(&'c Name, &'c Name),
    Hours(&'c Name, &'c Name),
}

struct Input<'c> {
    subject: Subject<'c>,
    /// The questions about it.
    atoms: Vec<&'c Condition>,
    states: Vec<State>,
}

/// A state of an input.
#[derive(Clone, Debug, PartialEq)]
enum State {
    /// It is not known, or has not happened.
    Unknown,
    YesNo(bool),
    Value(Name),
    Number(Decimal),
    /// Seconds of the day, or a month and day.
    Time(u32),
    Date((u32, u32)),
    Weekday(chrono::Weekday),
}

/// One combination of states.
pub(super) struct Combination<'a, 'c> {
    of: &'a Combinations<'c>,
    /// By input, the place of its state.
    places: Vec<usize>,
}

impl<'c> Combinations<'c> {
    /// `None` where there are too many to try, or where a question does not fit its fact, which is reported elsewhere.
    pub(super) fn of(
        conditions: impl Iterator<Item = &'c Condition>,
        facts: &HashMap<String, FactValues>,
    ) -> Option<Combinations<'c>> {
        let mut inputs: Vec<Input<'c>> = Vec::new();
        for atom in conditions.flat_map(Condition::atoms) {
            if !fits(atom, facts) {
                return None;
            }
            let subject = subject(atom);
            match inputs.iter_mut().find(|input| input.subject == subject) {
                Some(input) if input.atoms.contains(&atom) => {}
                Some(input) => input.atoms.push(atom),
                None => inputs.push(Input { subject, atoms: vec![atom], states: Vec::new() }),
            }
        }
        let mut count = 1;
        for input in &mut inputs {
            input.states = input.states_of(facts);
            count *= input.states.len();
            if count > MAX_COMBINATIONS {
                return None;
            }
        }
        Some(Combinations { inputs })
    }

    pub(super) fn each(&self) -> impl Iterator<Item = Combination<'_, 'c>> {
        let first = Some(vec![0; self.inputs.len()]);
        let all = std::iter::successors(first, |places| {
            let mut next = places.clone();
            for (place, input) in next.iter_mut().zip(&self.inputs) {
                *place += 1;
                if *place < input.states.len() {
                    return Some(next);
                }
                *place = 0;
            }
            None
        });
        all.map(|places| Combination { of: self, places })
    }

    /// A value of a fact for which none of several conditions ever holds, though at least two of them ask about the fact: what
    /// has a limit for some values and none for others is a slip more often than not. Of a number it is a gap between others.
    pub(super) fn forgotten(&self, conditions: &[&Condition]) -> Option<(&'c Name, String)> {
        for (at, input) in self.inputs.iter().enumerate() {
            let Subject::Fact(fact) = input.subject else { continue };
            let asking = conditions.iter().filter(|condition| condition.atoms().any(|atom| atom.fact() == Some(fact)));
            if asking.count() < 2 {
                continue;
            }
            let mut covered = vec![false; input.states.len()];
            for combination in self.each() {
                if conditions.iter().any(|condition| combination.holds(condition))
                    && let Some(covered) = combination.places.get(at).and_then(|place| covered.get_mut(*place))
                {
                    *covered = true;
                }
            }
            let first = covered.iter().position(|covered| *covered);
            let last = covered.iter().rposition(|covered| *covered);
            let states = input.states.iter().zip(&covered).enumerate().filter(|(_, (_, covered))| !**covered);
            for (place, (state, _)) in states {
                match state {
                    State::Value(value) => return Some((fact, value.text().to_owned())),
                    State::Number(number) if first < Some(place) && Some(place) < last => {
                        return Some((fact, number.to_string()));
                    }
                    _ => {}
                }
            }
        }
        None
    }
}

impl Combination<'_, '_> {
    pub(super) fn holds(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Always => true,
            Condition::Not(inner) => !self.holds(inner),
            Condition::All(several) => several.iter().all(|one| self.holds(one)),
            Condition::Any(several) => several.iter().any(|one| self.holds(one)),
            atom => {
                let subject = subject(atom);
                let inputs = self.of.inputs.iter().zip(&self.places);
                let state = inputs.filter(|(input, _)| input.subject == subject);
                state.filter_map(|(input, place)| input.states.get(*place)).any(|state| state.passes(atom))
            }
        }
    }
}

/// Whether what an atom asks of a fact is what the fact may be.
fn fits(atom: &Condition, facts: &HashMap<String, FactValues>) -> bool {
    let values = atom.fact().and_then(|fact| facts.get(fact.slug()));
    match atom {
        Condition::Fact(_) => values.is_none(),
        Condition::FactNumber { .. } => matches!(values, Some(FactValues::Number { .. })),
        Condition::FactIs { values: named, .. } => match values {
            Some(FactValues::OneOf { values, .. }) => named.iter().all(|value| values.contains(value)),
            _ => false,
        },
        _ => true,
    }
}

fn subject(atom: &Condition) -> Subject<'_> {
    match atom {
        Condition::Fact(fact) | Condition::FactIs { fact, .. } | Condition::FactNumber { fact, .. } => {
            Subject::Fact(fact)
        }
        Condition::Chosen { choice, .. } => Subject::Choice(choice),
        Condition::Happened(event) => Subject::Happened(event),
        Condition::ReceivedInSeason { .. } => Subject::DateOfReceipt,
        Condition::OnWeekdays { event, .. } => Subject::Weekday(event),
        Condition::OnWorkingDay { event, calendar, .. } => Subject::WorkingDay(event, calendar),
        Condition::DuringHours { event, hours, .. } => Subject::Hours(event, hours),
        // What is joined is no atom.
        Condition::ReceivedBefore(_)
        | Condition::ReceivedAfter(_)
        | Condition::Always
        | Condition::Not(_)
        | Condition::All(_)
        | Condition::Any(_) => Subject::TimeOfReceipt,
    }
}

impl Input<'_> {
    fn states_of(&self, facts: &HashMap<String, FactValues>) -> Vec<State> {
        match self.subject {
            Subject::Fact(fact) => match facts.get(fact.slug()) {
                None => vec![State::YesNo(false), State::YesNo(true)],
                Some(FactValues::OneOf { values, default }) => {
                    let unknown = default.is_none().then_some(State::Unknown);
                    unknown.into_iter().chain(values.iter().cloned().map(State::Value)).collect()
                }
                Some(FactValues::Number { .. }) => self.numbers(),
            },
            Subject::Choice(_) => self.options(),
            Subject::Happened(_) => vec![State::YesNo(false), State::YesNo(true)],
            Subject::WorkingDay(event, _) | Subject::Hours(event, _) => {
                let unknown = (!event.is(RECEIVED)).then_some(State::Unknown);
                unknown.into_iter().chain([State::YesNo(false), State::YesNo(true)]).collect()
            }
            Subject::TimeOfReceipt => self.times(),
            Subject::DateOfReceipt => self.dates(),
            Subject::Weekday(event) => {
                let days = std::iter::successors(Some(chrono::Weekday::Mon), |day| Some(day.succ()));
                let unknown = (!event.is(RECEIVED)).then_some(State::Unknown);
                unknown.into_iter().chain(days.take(7).map(State::Weekday)).collect()
            }
        }
    }

    fn numbers(&self) -> Vec<State> {
        let tests = self.atoms.iter().filter_map(|atom| match atom {
            Condition::FactNumber { test, .. } => Some(*test),
            _ => None,
        });
        let numbers = NumberTest::boundary_values(tests).into_iter().map(State::Number);
        std::iter::once(State::Unknown).chain(numbers).collect()
    }

    /// Those that are asked about, and another one.
    fn options(&self) -> Vec<State> {
        let options = self.atoms.iter().filter_map(|atom| match atom {
            Condition::Chosen { option, .. } => Some(State::Value(option.clone())),
            _ => None,
        });
        std::iter::once(State::Unknown).chain(options).collect()
    }

    /// Each bound with the seconds on either side of it.
    fn times(&self) -> Vec<State> {
        let mut times: Vec<u32> = Vec::new();
        for atom in &self.atoms {
            if let Condition::ReceivedBefore(time) | Condition::ReceivedAfter(time) = atom {
                let time = time.seconds();
                times.extend([time.saturating_sub(1), time.min(DAY - 1), (time + 1).min(DAY - 1)]);
            }
        }
        times.sort_unstable();
        times.dedup();
        std::iter::once(State::Unknown).chain(times.into_iter().map(State::Time)).collect()
    }

    /// The first and the last day of each season, and a day between any two of them.
    fn dates(&self) -> Vec<State> {
        let mut dates: Vec<(u32, u32)> = Vec::new();
        for atom in &self.atoms {
            if let Condition::ReceivedInSeason { from, to } = atom {
                dates.extend([before(*from), *from, *to, after(*to)]);
            }
        }
        dates.sort_unstable();
        dates.dedup();
        dates.into_iter().map(State::Date).collect()
    }
}

/// The day of the year before, which need be no day that there is.
fn before((month, day): (u32, u32)) -> (u32, u32) {
    match (month, day) {
        (1, 1) => (12, 31),
        (month, 1) => (month - 1, 31),
        (month, day) => (month, day - 1),
    }
}

fn after((month, day): (u32, u32)) -> (u32, u32) {
    match (month, day) {
        (12, 31) => (1, 1),
        (month, 31) => (month + 1, 1),
        (month, day) => (month, day + 1),
    }
}

impl State {
    fn passes(&self, atom: &Condition) -> bool {
        match (self, atom) {
            // A contact without a time came in time.
            (State::Unknown, Condition::ReceivedBefore(_)) => true,
            (
                State::YesNo(open),
                Condition::DuringHours { outside: not, .. } | Condition::OnWorkingDay { closed: not, .. },
            ) => open != not,
            (State::YesNo(holds), _) => *holds,
            (State::Value(value), Condition::FactIs { values, .. }) => values.contains(value),
            (State::Value(value), Condition::Chosen { option, .. }) => option == value,
            (State::Number(number), Condition::FactNumber { test, .. }) => test.holds(*number),
            (State::Time(time), Condition::ReceivedBefore(limit)) => *time < limit.seconds(),
            (State::Time(time), Condition::ReceivedAfter(limit)) => *time > limit.seconds(),
            (State::Date(date), Condition::ReceivedInSeason { from, to }) => {
                if to < from {
                    date >= from || date <= to
                } else {
                    date >= from && date <= to
                }
            }
            (State::Weekday(day), Condition::OnWeekdays { weekdays, .. }) => weekdays.contains(*day),
            _ => false,
        }
    }
}
