//! A charter's examples are its tests: each is asked of the plan, and what comes out is held against what it says.

use bywhen_calendar::TimeOfDay;
use chrono::NaiveDate;

use crate::case_error::CaseError;
use crate::charter::{Example, Expectation, Expected, Standard};
use crate::moment::Moment;
use crate::name::Name;
use crate::outcome::{DateOrTime, Outcome, PromiseOutcome};
use crate::plan::Plan;
use crate::prose;
use crate::when::When;

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

    /// What comes out of an example, asked when it says, else when the last of what it tells had happened. `None` where it does
    /// not say when it was received.
    pub fn outcome_of(&self, example: &Example) -> Option<Result<Outcome, CaseError>> {
        let events = &example.case.events;
        if !events.iter().any(|event| event.name == crate::vocabulary::RECEIVED) {
            return None;
        }
        // What is fixed beforehand, such as a hearing, may lie ahead.
        let happened = events.iter().filter(|event| !self.is_fixed_beforehand(&event.name)).map(|event| event.at);
        let zone = &self.charter().zone;
        let by_then = |at: &When| Moment::asked(*at, zone).ok().map(|moment| moment.instant);
        let at = example.at.or_else(|| happened.max_by_key(by_then))?;
        let chosen = self.choosing(&example.choices);
        Some(chosen.as_ref().unwrap_or(self).explain(&example.case, at))
    }

    fn is_fixed_beforehand(&self, event: &str) -> bool {
        self.charter().events.iter().any(|declared| declared.scheduled && declared.name.is(event))
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
            let expected = match time {
                Some(time) => format!("{} at {}", prose::date(day), prose::time(time)),
                None => prose::date(day),
            };
            let due = match time {
                Some(_) => promise.due_at.map(DateOrTime::Time),
                None => promise.due.map(DateOrTime::Date),
            };
            match due {
                Some(due) if is_due(due, day, time) => None,
                Some(due) => {
                    let due =
                        if due.time().is_some_and(is_midnight) { prose::by(due) } else { prose::day_and_time(due) };
                    Some(format!("the example says {action} by {expected}; it comes to {due}"))
                }
                None => Some(format!(
                    "the example says {action} by {expected}; it has no date, being {}",
                    promise.status.word()
                )),
            }
        }
    }
}

/// Whether a promise is due on the day, and at the time, that an example gives. The midnight by which something is due is the
/// one that ends the day: 23:59:59 is then in time, or the first second of the next day.
fn is_due(due: DateOrTime, day: NaiveDate, time: Option<TimeOfDay>) -> bool {
    let due_day = due.day().date();
    match (due.time(), time) {
        (Some(due), Some(time)) if is_midnight(time) => {
            (due_day == day && due.seconds() == LAST_SECOND) || (is_midnight(due) && day.succ_opt() == Some(due_day))
        }
        (Some(due), Some(time)) => due_day == day && due.seconds() == time.seconds(),
        _ => due_day == day,
    }
}

/// The last second of a day.
const LAST_SECOND: u32 = 86_399;

/// Whether a time is midnight, to the second, at either end of a day.
fn is_midnight(time: TimeOfDay) -> bool {
    time.seconds().is_multiple_of(86_400)
}
