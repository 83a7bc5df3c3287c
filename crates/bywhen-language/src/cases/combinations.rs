//! The combinations of what a case may be, as far as some conditions ask about it.
//!
//! Each input of the conditions (a fact, the time of receipt, the day of the week) has finitely many states that they can tell
//! apart. Inputs are taken to be independent: a combination that no case has may be among them, but none is missing. So what
//! holds in none of them never holds, and what holds in one holds for some case where the inputs [are
//! independent](Combinations::are_independent).

use bywhen_engine::Name;
use bywhen_engine::charter::Condition;
use bywhen_engine::vocabulary::RECEIVED;

use super::input::{Input, State, Subject};
use super::known::Known;

/// The largest number of combinations that are tried.
const MAX_COMBINATIONS: usize = 4096;

/// The states of each input of some conditions.
pub(crate) struct Combinations<'c> {
    inputs: Vec<Input<'c>>,
}

/// One combination of states.
pub(crate) struct Combination<'a, 'c> {
    of: &'a Combinations<'c>,
    /// By input, the place of its state.
    places: Vec<usize>,
}

impl<'c> Combinations<'c> {
    /// `None` where there are too many to try, or where a question does not fit its fact, which is reported elsewhere.
    pub(crate) fn of(conditions: impl Iterator<Item = &'c Condition>, known: &Known) -> Option<Combinations<'c>> {
        let inputs = Input::of(conditions.flat_map(Condition::atoms), known)?;
        let combinations = Combinations { inputs };
        (combinations.count()? <= MAX_COMBINATIONS).then_some(combinations)
    }

    /// How many there are, where that can be said.
    fn count(&self) -> Option<usize> {
        self.inputs.iter().try_fold(1_usize, |count, input| count.checked_mul(input.states.len()))
    }

    /// How much it takes to look for the smallest case among them.
    pub(crate) fn effort(&self) -> usize {
        self.count().unwrap_or(MAX_COMBINATIONS) * (1 + self.inputs.len())
    }

    /// Whether no two inputs are about when one event came, so that each combination is that of some case.
    pub(crate) fn are_independent(&self) -> bool {
        let mut events: Vec<&str> = self.inputs.iter().filter_map(|input| input.subject.event()).collect();
        let all = events.len();
        events.sort_unstable();
        events.dedup();
        events.len() == all
    }

    /// Whether nothing is asked of when the contact came, so that each combination may come at any time.
    pub(crate) fn come_at_any_time(&self) -> bool {
        self.inputs.iter().all(|input| input.subject.event() != Some(RECEIVED))
    }

    pub(crate) fn each(&self) -> impl Iterator<Item = Combination<'_, 'c>> {
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

    /// The smallest case with a finding, in words that follow `where` (none for any case), and the finding. It is the one in which
    /// the least is unlike a case of which nothing is known, and only the inputs that matter are named. So every case that agrees
    /// in them has a finding too, though it may be another.
    pub(crate) fn smallest<T>(&self, find: impl Fn(&Combination<'_, 'c>) -> Option<T>) -> Option<(Vec<String>, T)> {
        let all = self.each().filter_map(|combination| Some((find(&combination)?, combination)));
        let (finding, smallest) = all.min_by_key(|(_, combination)| combination.unusual())?;
        let mut matters: Vec<bool> = vec![true; self.inputs.len()];
        // What is as usual is left out first.
        let mut order: Vec<usize> = (0..self.inputs.len()).collect();
        order.sort_by_key(|at| !smallest.is_usual(*at));
        for at in order {
            let mut fewer = matters.clone();
            fewer.get_mut(at).into_iter().for_each(|matters| *matters = false);
            let mut alike = self.each().filter(|other| other.agrees(&smallest, &fewer));
            if alike.all(|other| find(&other).is_some()) {
                matters = fewer;
            }
        }
        let inputs = self.inputs.iter().zip(&smallest.places).zip(matters).filter(|(_, matters)| *matters);
        let words = inputs.filter_map(|((input, place), _)| Some(input.words(input.states.get(*place)?)));
        Some((words.collect(), finding))
    }

    /// A value of a fact for which none of several conditions ever holds, though at least two of them ask about the fact: what
    /// has a limit for some values and none for others is a slip more often than not. Of a number it is a gap between others.
    pub(crate) fn forgotten(&self, conditions: &[&Condition]) -> Option<(&'c Name, String)> {
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

impl<'c> Combination<'_, 'c> {
    pub(crate) fn holds(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Always => true,
            Condition::Not(inner) => !self.holds(inner),
            Condition::All(several) => several.iter().all(|one| self.holds(one)),
            Condition::Any(several) => several.iter().any(|one| self.holds(one)),
            atom => {
                let subject = Subject::of(atom);
                let inputs = self.of.inputs.iter().zip(&self.places);
                let state = inputs.filter(|(input, _)| input.subject == subject);
                state.filter_map(|(input, place)| input.states.get(*place)).any(|state| state.passes(atom))
            }
        }
    }

    fn is_usual(&self, at: usize) -> bool {
        self.of.inputs.get(at).map(|input| input.usual) == self.places.get(at).copied()
    }

    /// How much is unlike a case of which nothing is known.
    fn unusual(&self) -> usize {
        (0..self.places.len()).filter(|at| !self.is_usual(*at)).count()
    }

    /// Whether it has the same states as another, of the inputs that count.
    fn agrees(&self, other: &Combination<'_, 'c>, counts: &[bool]) -> bool {
        let states = self.places.iter().zip(&other.places).zip(counts);
        states.filter(|(_, counts)| **counts).all(|((one, other), _)| one == other)
    }
}

#[cfg(test)]
mod tests {
    use bywhen_engine::charter::{FactValues, NumberTest};

    use super::*;

    fn fact(name: &str) -> Condition {
        Condition::Fact(Name::new(name))
    }

    fn not(condition: Condition) -> Condition {
        Condition::Not(Box::new(condition))
    }

    fn over(bound: u32) -> Condition {
        Condition::FactNumber { fact: Name::new("signatures"), test: NumberTest::Over(bound.into()) }
    }

    fn known() -> Known {
        let mut known = Known::default();
        known.add_fact("signatures", FactValues::Number { default: None });
        known
    }

    /// The smallest case in which a condition holds.
    fn smallest(condition: &Condition) -> Option<String> {
        let combinations = Combinations::of([condition].into_iter(), &known())?;
        let (words, ()) = combinations.smallest(|case| case.holds(condition).then_some(()))?;
        Some(words.join(" and "))
    }

    #[test]
    fn the_smallest_case_tells_what_matters_and_no_more() {
        assert_eq!(smallest(&Condition::Always).as_deref(), Some(""));
        assert_eq!(smallest(&fact("complex")).as_deref(), Some("`complex` is yes"));
        assert_eq!(smallest(&not(fact("complex"))).as_deref(), Some("`complex` is no"));
        assert_eq!(smallest(&Condition::All(vec![fact("a"), not(fact("a"))])), None);
        let either = Condition::Any(vec![Condition::All(vec![fact("a"), fact("b")]), fact("c")]);
        assert_eq!(smallest(&either).as_deref(), Some("`c` is yes"));
        let unless = Condition::All(vec![fact("a"), not(fact("b"))]);
        assert_eq!(smallest(&unless).as_deref(), Some("`a` is yes and `b` is no"));
    }

    #[test]
    fn a_number_is_whole_where_it_may_be() {
        assert_eq!(smallest(&over(500)).as_deref(), Some("`signatures` is 501"));
        assert_eq!(smallest(&not(over(500))).as_deref(), Some("`signatures` is not given"));
        let between = Condition::All(vec![over(500), not(over(501))]);
        assert_eq!(smallest(&between).as_deref(), Some("`signatures` is 501"));
    }

    #[test]
    fn two_questions_about_when_one_event_came_depend_on_each_other() {
        let saturday = |event: &str| Condition::OnWeekdays {
            event: Name::new(event),
            weekdays: bywhen_calendar::Weekdays::from_days([chrono::Weekday::Sat]),
        };
        let independent = |conditions: &[Condition]| {
            Combinations::of(conditions.iter(), &known()).map(|combinations| combinations.are_independent())
        };
        let visited = Condition::Happened(Name::new("visited"));
        assert_eq!(independent(&[saturday("received"), visited.clone(), fact("a")]), Some(true));
        assert_eq!(independent(&[saturday("visited"), visited]), Some(false));
    }

    #[test]
    fn too_many_are_not_tried() {
        let facts: Vec<Condition> = (0..13).map(|number| fact(&format!("fact {number}"))).collect();
        assert!(Combinations::of(facts.iter().take(12), &known()).is_some());
        assert!(Combinations::of(facts.iter(), &known()).is_none());
    }
}
