//! A charter's examples are its tests: each is asked of the plan, and what comes out is held against what it says.

use bywhen_calendar::TimeOfDay;
use chrono::NaiveDate;

use crate::CaseError;
use crate::charter::{Example, Expectation, Expected, Standard};
use crate::name::Name;
use crate::outcome::{Outcome, PromiseOutcome};
use crate::plan::Plan;
use crate::prose;

/// What came of one example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleResult {
    /// The standard it stands under.
    pub standard: String,
    /// Its title.
    pub title: String,
    /// The line of the charter it begins on, from 1.
    pub line: usize,
    /// How many things it says.
    pub assertions: usize,
    /// What it says and is not so. Empty where the example holds.
    pub failures: Vec<ExampleFailure>,
}

/// Something an example says that is not so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleFailure {
    /// The line of the charter, from 1.
    pub line: usize,
    /// What it says and what came out, in a sentence.
    pub message: String,
    /// How the date was found, line by line.
    pub explanation: Vec<String>,
}

impl Plan {
    /// Asks every example of the charter, in order.
    pub fn run_examples(&self) -> Vec<ExampleResult> {
        let standards = &self.charter().standards;
        standards
            .iter()
            .flat_map(|standard| standard.examples.iter().map(move |example| self.run_example(standard, example)))
            .collect()
    }

    /// What comes out of an example, asked when it says, else on receipt. `None` where it does not say when it was received.
    pub fn outcome_of(&self, example: &Example) -> Option<Result<Outcome, CaseError>> {
        let received = example.case.events.iter().find(|event| event.name == crate::vocabulary::RECEIVED);
        let at = example.at.or(received.map(|event| event.at))?;
        let chosen = self.choosing(&example.choices);
        Some(chosen.as_ref().unwrap_or(self).explain(&example.case, at))
    }

    fn run_example(&self, standard: &Standard, example: &Example) -> ExampleResult {
        let failures = match self.outcome_of(example) {
            None => vec![ExampleFailure {
                line: example.line,
                message: "the example does not say when the case was received".to_owned(),
                explanation: Vec::new(),
            }],
            Some(Err(error)) => {
                vec![ExampleFailure { line: example.line, message: error.to_string(), explanation: Vec::new() }]
            }
            Some(Ok(outcome)) => example
                .expects
                .iter()
                .filter_map(|expectation| self.check_expectation(standard, &outcome, expectation))
                .collect(),
        };
        ExampleResult {
            standard: standard.name.text().to_owned(),
            title: example.title.clone(),
            line: example.line,
            assertions: example.expects.len(),
            failures,
        }
    }

    /// The plan by the readings that an example chooses, where it chooses any.
    fn choosing(&self, choices: &[(Name, Name)]) -> Option<Plan> {
        let options = choices
            .iter()
            .fold(self.options().clone(), |options, (choice, option)| options.choose(choice.slug(), option.slug()));
        if choices.is_empty() { None } else { self.with(&options).ok() }
    }

    /// `None` where the expectation holds.
    fn check_expectation(
        &self,
        standard: &Standard,
        outcome: &Outcome,
        expectation: &Expectation,
    ) -> Option<ExampleFailure> {
        let promise = outcome.promises.iter().find(|promise| {
            promise.standard == standard.name.slug()
                && promise.stage == expectation.stage
                && expectation.action.is(&promise.action)
        });
        let message = disagreement(promise, expectation)?;
        let explanation =
            promise.map(|promise| prose::explanation(self.charter(), outcome, promise)).unwrap_or_default();
        Some(ExampleFailure { line: expectation.line, message, explanation })
    }
}

fn disagreement(promise: Option<&PromiseOutcome>, expectation: &Expectation) -> Option<String> {
    let action = &expectation.action;
    let Some(promise) = promise else {
        let absent = expectation.expected == Expected::DoesNotApply;
        return (!absent).then(|| format!("the promise to {action} does not apply to this case"));
    };
    match expectation.expected {
        Expected::DoesNotApply => Some(format!("the promise to {action} does apply to this case")),
        Expected::Is(status) if promise.status == status => None,
        Expected::Is(status) => {
            Some(format!("the example says {action} is {}; it is {}", status.word(), promise.status.word()))
        }
        Expected::Due(day, time) => {
            // The midnight by which something is due is the one that ends the day.
            let midnight = time.is_some_and(|time| time == TimeOfDay::MIDNIGHT || time == TimeOfDay::END_OF_DAY);
            let expected = match time {
                Some(time) => format!("{day}T{}", clock(time)),
                None => day.to_string(),
            };
            let came = if time.is_some() { promise.due_at.as_deref() } else { promise.due.as_deref() };
            match came {
                Some(_) if midnight && ends_with(promise, day) => None,
                Some(came) if !midnight && came.starts_with(&expected) => None,
                Some(came) => Some(format!(
                    "the example says {action} by {}; it comes to {}",
                    prose::day_and_time(&expected),
                    if came.contains("T00:00:00") { prose::by(came) } else { prose::day_and_time(came) }
                )),
                None => Some(format!(
                    "the example says {action} by {}; it has no date, being {}",
                    prose::day_and_time(&expected),
                    promise.status.word()
                )),
            }
        }
    }
}

/// Whether the time of a promise ends with a day: 23:59:59 is then in time, or the midnight that ends it.
fn ends_with(promise: &PromiseOutcome, day: NaiveDate) -> bool {
    let due_at = promise.due_at.as_deref().unwrap_or_default();
    let next = day.succ_opt().is_some_and(|next| due_at.starts_with(&format!("{next}T00:00:00")));
    next || due_at.starts_with(&format!("{day}T23:59:59"))
}

fn clock(time: TimeOfDay) -> String {
    let seconds = time.seconds();
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
