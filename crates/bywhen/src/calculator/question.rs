//! Questions beside deadlines: how long between two moments, is it a working day, is it open.

use bywhen_calendar::{Closed, Instant};
use bywhen_engine::charter::{Count, Tick, Unit};
use bywhen_engine::counting::{CountError, Due, Stop, Tables};
use bywhen_engine::{Moment, When};
use bywhen_language::{Question, question};

use super::{Calculator, CalculatorError};

/// What a calendar says.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// By when.
    Due(Due),
    /// So much, in this tick: days, seconds, or milliseconds of what is asked in seconds. Negative where the second moment is
    /// the earlier.
    Between(i64, Tick),
    /// Whether it is a working day: if not, why.
    WorkingDay(Result<(), Closed>),
    /// Whether it is open.
    Open {
        /// It is.
        open: bool,
        /// If not, why that day is closed altogether.
        because: Option<Closed>,
        /// If not, when it next opens.
        next_opening: Option<Instant>,
    },
}

impl Calculator {
    /// Answers a question in words.
    ///
    /// ```
    /// use bywhen::engine::charter::Tick;
    /// use bywhen::{Answer, Calculator, Calendars, Rules};
    /// let calculator = Calculator::new(Rules::default(), &Calendars::bundled())?;
    /// // Good Friday and Easter Monday lie between.
    /// assert_eq!(calculator.ask("working days between 2026-04-01 and 2026-04-10")?, Answer::Between(5, Tick::WorkingDays));
    /// assert!(matches!(calculator.ask("is 3 April 2026 a working day")?, Answer::WorkingDay(Err(_))));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A phrase that is not understood, a time that cannot be placed, or what cannot be counted.
    pub fn ask(&self, phrase: &str) -> Result<Answer, CalculatorError> {
        match question(phrase).map_err(CalculatorError::Phrase)? {
            Question::Due(calculation) => self.due(calculation).map(Answer::Due),
            Question::Between { unit, from, to, less } => self.between(unit, from, to, &less),
            Question::IsWorkingDay(when) => {
                let day = self.days.known(self.place(when)?.day())?;
                Ok(Answer::WorkingDay(self.days.closed(day).map_or(Ok(()), Err)))
            }
            Question::IsOpen(when) => self.is_open(when),
        }
    }

    /// In days, those after the first up to and including the last; a stretch that is left out loses the days after its first, up to
    /// and including its last. In hours, the time between.
    fn between(&self, unit: Unit, from: When, to: When, less: &[(When, When)]) -> Result<Answer, CalculatorError> {
        let (from, to) = (self.place(from)?, self.place(to)?);
        let (first, last, sign) = if to.instant < from.instant { (to, from, -1) } else { (from, to, 1) };
        let needs_time = !unit.is_days();
        let mut stops = Vec::with_capacity(less.len());
        for (from, until) in less {
            let (from, until) = (self.place(*from)?, self.place(*until)?);
            if needs_time && (from.day_only || until.day_only) {
                return Err(CountError::NeedsTime(unit.words(2)).into());
            }
            stops.push(Stop { from, until, first_day_lost: false, moved: None, even_when_overdue: false });
        }
        stops.sort_by_key(|stop| stop.from.instant);
        if unit == Unit::WorkingDays {
            self.days.known(first.day())?;
        }
        let tables = Tables { receipt: None, ..self.tables() };
        let between = tables.taken(&Count::within(1, unit), &first, &stops, last.instant, &last)?;
        let between = between.ok_or(CountError::NeedsTime(unit.words(2)))?;
        Ok(Answer::Between(between * sign, unit.tick()))
    }

    fn is_open(&self, when: When) -> Result<Answer, CalculatorError> {
        const WHAT: &str = "opening hours";
        let at: Moment = self.place(when)?;
        let hours = self.hours.as_ref().ok_or(CountError::NeedsHours(WHAT))?;
        let open = if at.day_only { !hours.spans(at.day()).is_empty() } else { hours.is_open(at.instant) };
        if open {
            return Ok(Answer::Open { open, because: None, next_opening: None });
        }
        let because = self.days.closed(at.day()).filter(|_| hours.spans(at.day()).is_empty());
        Ok(Answer::Open { open, because, next_opening: Some(hours.next_opening(at.instant)?) })
    }
}
