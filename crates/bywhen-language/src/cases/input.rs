//! What conditions ask about, and the states of it that they can tell apart.

use bywhen_calendar::weekday_name;
use bywhen_engine::charter::{Condition, FactValues, NumberTest};
use bywhen_engine::vocabulary::RECEIVED;
use bywhen_engine::{Decimal, Name, prose};
use chrono::{Datelike, NaiveDate};

use super::known::Known;

const DAY: u32 = 86_400;

/// A leap year, in which every day of the year is.
const LEAP_YEAR: i32 = 2000;

/// Something that a condition may ask about.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Subject<'c> {
    Fact(&'c Name),
    Choice(&'c Name),
    Happened(&'c Name),
    TimeOfReceipt,
    DateOfReceipt,
    Weekday(&'c Name),
    WorkingDay(&'c Name, &'c Name),
    Hours(&'c Name, &'c Name),
}

/// Something that conditions ask about, with its states.
pub(super) struct Input<'c> {
    pub(super) subject: Subject<'c>,
    /// The questions about it.
    atoms: Vec<&'c Condition>,
    pub(super) states: Vec<State>,
    /// The place of the state that it has where nothing is known of a case.
    pub(super) usual: usize,
}

/// A state of an input.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum State {
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

impl<'c> Subject<'c> {
    pub(super) fn of(atom: &'c Condition) -> Subject<'c> {
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

    /// The event that it is about, where it is about one.
    pub(super) fn event(&self) -> Option<&'c str> {
        match self {
            Subject::Fact(_) | Subject::Choice(_) => None,
            Subject::TimeOfReceipt | Subject::DateOfReceipt => Some(RECEIVED),
            Subject::Happened(event)
            | Subject::Weekday(event)
            | Subject::WorkingDay(event, _)
            | Subject::Hours(event, _) => Some(event.slug()),
        }
    }
}

impl<'c> Input<'c> {
    /// The inputs of some questions. `None` where a question does not fit its fact.
    pub(super) fn of(atoms: impl Iterator<Item = &'c Condition>, known: &Known) -> Option<Vec<Input<'c>>> {
        let mut inputs: Vec<Input<'c>> = Vec::new();
        for atom in atoms {
            if !fits(atom, known) {
                return None;
            }
            let subject = Subject::of(atom);
            match inputs.iter_mut().find(|input| input.subject == subject) {
                Some(input) if input.atoms.contains(&atom) => {}
                Some(input) => input.atoms.push(atom),
                None => inputs.push(Input { subject, atoms: vec![atom], states: Vec::new(), usual: 0 }),
            }
        }
        for input in &mut inputs {
            input.states = input.states_of(known);
            input.usual = input.usual_of(known);
        }
        Some(inputs)
    }

    fn states_of(&self, known: &Known) -> Vec<State> {
        match self.subject {
            Subject::Fact(fact) => match known.values(fact.slug()) {
                None => vec![State::YesNo(false), State::YesNo(true)],
                Some(FactValues::OneOf { values, default }) => {
                    let unknown = default.is_none().then_some(State::Unknown);
                    unknown.into_iter().chain(values.iter().cloned().map(State::Value)).collect()
                }
                Some(FactValues::Number { default }) => self.numbers(*default),
            },
            Subject::Choice(choice) => self.options(known.options(choice.slug())),
            Subject::Happened(_) => vec![State::YesNo(false), State::YesNo(true)],
            Subject::WorkingDay(event, _) | Subject::Hours(event, _) => {
                let unknown = (!event.is(RECEIVED)).then_some(State::Unknown);
                unknown.into_iter().chain([State::YesNo(true), State::YesNo(false)]).collect()
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

    /// The place of the default of a fact; of everything else the first state.
    fn usual_of(&self, known: &Known) -> usize {
        let Subject::Fact(fact) = self.subject else { return 0 };
        let default = match known.values(fact.slug()) {
            Some(FactValues::OneOf { default: Some(default), .. }) => State::Value(default.clone()),
            Some(FactValues::Number { default: Some(default) }) => State::Number(*default),
            _ => return 0,
        };
        self.states.iter().position(|state| *state == default).unwrap_or_default()
    }

    fn numbers(&self, default: Option<Decimal>) -> Vec<State> {
        let tests = self.atoms.iter().filter_map(|atom| match atom {
            Condition::FactNumber { test, .. } => Some(*test),
            _ => None,
        });
        let mut numbers = NumberTest::boundary_values(tests);
        numbers.extend(default);
        numbers.sort_unstable();
        numbers.dedup();
        let unknown = default.is_none().then_some(State::Unknown);
        unknown.into_iter().chain(numbers.into_iter().map(State::Number)).collect()
    }

    /// Those of the choice; where they are not known, those that are asked about and another one.
    fn options(&self, known: &[Name]) -> Vec<State> {
        let options = self.atoms.iter().filter_map(|atom| match atom {
            Condition::Chosen { option, .. } => Some(option),
            _ => None,
        });
        if options.clone().all(|option| known.contains(option)) {
            return known.iter().cloned().map(State::Value).collect();
        }
        std::iter::once(State::Unknown).chain(options.cloned().map(State::Value)).collect()
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

    /// The first and the last day of each season, the day before and the day after.
    fn dates(&self) -> Vec<State> {
        let mut dates: Vec<NaiveDate> = Vec::new();
        let of_year = |(month, day): (u32, u32)| NaiveDate::from_ymd_opt(LEAP_YEAR, month, day);
        for atom in &self.atoms {
            if let Condition::ReceivedInSeason { from, to } = atom {
                let (from, to) = (of_year(*from), of_year(*to));
                let beside = [from.and_then(|day| day.pred_opt()), to.and_then(|day| day.succ_opt())];
                dates.extend([from, to].into_iter().chain(beside).flatten());
            }
        }
        let mut dates: Vec<(u32, u32)> = dates.into_iter().map(|day| (day.month(), day.day())).collect();
        dates.sort_unstable();
        dates.dedup();
        dates.into_iter().map(State::Date).collect()
    }

    /// A state in words that follow `where`: `complex` is yes.
    pub(super) fn words(&self, state: &State) -> String {
        match (self.subject, state) {
            (Subject::Fact(fact), State::Unknown) => format!("`{fact}` is not given"),
            (Subject::Fact(fact), State::YesNo(yes)) => format!("`{fact}` is {}", if *yes { "yes" } else { "no" }),
            (Subject::Fact(fact), State::Value(value)) => format!("`{fact}` is {value}"),
            (Subject::Fact(fact), State::Number(number)) => format!("`{fact}` is {}", self.plain(*number)),
            (Subject::Choice(choice), State::Value(option)) => format!("`{choice}` is `{option}`"),
            (Subject::Happened(event), State::YesNo(true)) => format!("`{event}` has happened"),
            (Subject::Weekday(event), State::Weekday(day)) => {
                let came = if event.is(RECEIVED) { "it was received".to_owned() } else { format!("`{event}` came") };
                format!("{came} on a {}", weekday_name(*day))
            }
            (Subject::Happened(event), State::YesNo(false))
            | (Subject::Weekday(event) | Subject::WorkingDay(event, _) | Subject::Hours(event, _), State::Unknown) => {
                format!("`{event}` has not happened")
            }
            _ => self.answers(state),
        }
    }

    /// What a state answers to each question.
    fn answers(&self, state: &State) -> String {
        let of_receipt = self.subject.event() == Some(RECEIVED);
        let answer = |atom: &&Condition| {
            let not = Condition::Not(Box::new((*atom).clone()));
            let words = prose::condition(if state.passes(atom) { atom } else { &not }).replace(['“', '”'], "`");
            if of_receipt { format!("it was {words}") } else { words }
        };
        self.atoms.iter().map(answer).collect::<Vec<_>>().join(" and ")
    }

    /// The next whole number that answers all questions alike, else the number itself.
    fn plain(&self, number: Decimal) -> Decimal {
        let answers = |number: Decimal| {
            let state = State::Number(number);
            self.atoms.iter().map(|atom| state.passes(atom)).collect::<Vec<_>>()
        };
        let cut = number.to_f64();
        let whole = [cut.ceil(), cut.floor()].into_iter().filter_map(Decimal::from_f64);
        let mut alike = whole.filter(|whole| answers(*whole) == answers(number));
        alike.next().unwrap_or(number)
    }
}

/// Whether what an atom asks of a fact is what the fact may be.
fn fits(atom: &Condition, known: &Known) -> bool {
    let values = atom.fact().and_then(|fact| known.values(fact.slug()));
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

impl State {
    pub(super) fn passes(&self, atom: &Condition) -> bool {
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
