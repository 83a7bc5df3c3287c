//! A law over the random questions: put to each, and made small where it does not hold.

#![allow(clippy::print_stdout, reason = "how often a law applied is the result")]

use bywhen::engine::Moment;
use bywhen::{Case, Plan, When};
use serde_json::Value;

use super::{Plans, QUESTIONS_OF_A_CHARTER, Questions, case_of, described, number_of, shrink};

/// A question as a law sees it.
pub(crate) struct Question<'q> {
    pub(crate) text: &'q str,
    pub(crate) plan: &'q Plan,
    pub(crate) case: Case,
    pub(crate) at: When,
}

/// How often the law applied, or how it does not hold.
pub(crate) type Held = Result<usize, String>;

pub(crate) type Law = fn(&Question<'_>) -> Held;

/// Puts every question to a law, which must apply so often in a thousand of them.
pub(crate) fn holds(law: Law, least_in_a_thousand: usize) {
    ask(law, 1, least_in_a_thousand);
}

/// The same for a law that says nothing of the case: one question of each charter.
pub(crate) fn holds_of_charters(law: Law, least_in_a_thousand: usize) {
    ask(law, QUESTIONS_OF_A_CHARTER, least_in_a_thousand);
}

fn ask(law: Law, every: usize, least_in_a_thousand: usize) {
    let questions = number_of("BYWHEN_QUESTIONS", 1200);
    let (mut plans, mut asked, mut applied) = (Plans::default(), 0, 0);
    for line in Questions::new(0, questions).step_by(every) {
        let question = serde_json::from_str(&line).expect("JSON");
        asked += 1;
        applied += put(law, &question, &mut plans).unwrap_or_else(|_| refuted(law, &question, &mut plans));
    }
    println!("{asked} questions, to which it applied {applied} times");
    assert!(applied * 1000 >= least_in_a_thousand * asked, "it applied {applied} times in {asked} questions");
}

/// A question of a charter that is refused says nothing: the reference tells of those.
fn put(law: Law, question: &Value, plans: &mut Plans) -> Held {
    let text = question["charter"].as_str().unwrap_or_default();
    match (plans.of(question), case_of(question)) {
        (Ok(plan), Ok((case, at))) => law(&Question { text, plan, case, at }),
        _ => Ok(0),
    }
}

fn refuted(law: Law, question: &Value, plans: &mut Plans) -> ! {
    let smallest = shrink(question, |candidate| put(law, candidate, plans).is_err());
    let why = put(law, &smallest, plans).expect_err("it is still wrong");
    panic!("{why}\n{}", described(&smallest));
}

/// Refuses with a message where something is not so.
pub(crate) fn ensure(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise()) }
}

impl Question<'_> {
    /// A time of the case in the charter's zone.
    pub(crate) fn moment(&self, when: When) -> Option<Moment> {
        Moment::new(when, &self.plan.charter().zone).ok()
    }
}
