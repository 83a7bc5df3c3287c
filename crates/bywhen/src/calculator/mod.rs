//! Deadlines without a charter: `20 working days after 2026-03-10`.

mod columns;
mod rules;

use bywhen_calendar::{
    Calendars, DatedDays, Day, Days, HoursError, HoursRules, Instant, OpeningHours, OutOfRange, TimeOfDay, WorkingDays,
    WorkingDaysRules, Zone,
};
use bywhen_engine::charter::{Count, CutOff, Direction, Receipt, Unit};
use bywhen_engine::counting::{CountError, DayZero, Due, Tables};
use bywhen_engine::{Moment, MomentError, When};
use bywhen_language::{Calculation, Diagnostic, calculation};
use chrono::NaiveDate;

pub use columns::{Answers, Column, Layout, Number, Ticks};
pub use rules::{Rules, bank_holidays_of, week_of};

/// Counts deadlines by one set of rules.
///
/// ```
/// use bywhen::{Calculator, Calendars, Rules};
/// let calculator = Calculator::new(Rules::default(), &Calendars::bundled())?;
/// assert_eq!(calculator.calc("20 working days after 2026-03-10")?.day.to_string(), "2026-04-09");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Calculator {
    days: WorkingDays,
    hours: Option<OpeningHours>,
    receipt: Receipt,
    zone: Zone,
}

/// Why a deadline cannot be counted.
#[derive(Clone, Debug, thiserror::Error)]
pub enum CalculatorError {
    /// No calendar is called so.
    #[error("no calendar is called `{given}`: {instead}")]
    UnknownCalendar {
        /// As given.
        given: String,
        /// What to give instead.
        instead: String,
    },
    /// The text does not say opening hours.
    #[error("`{0}` are not opening hours: write \"Mon-Fri 09:00-17:00\"")]
    HoursText(String),
    /// The phrase is not one that is understood.
    #[error("{}", .0.iter().map(said).collect::<Vec<_>>().join("\n"))]
    Phrase(Vec<Diagnostic>),
    /// The start cannot be placed.
    #[error(transparent)]
    Start(#[from] MomentError),
    /// It cannot be counted.
    #[error(transparent)]
    Count(#[from] CountError),
    /// The opening hours cannot be.
    #[error(transparent)]
    Hours(#[from] HoursError),
    /// It lies outside the years that bywhen counts in, or knows bank holidays of.
    #[error(transparent)]
    OutOfRange(#[from] OutOfRange),
}

fn said(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        Some(help) => format!("{}\n  help: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

impl Calculator {
    /// Compiles the rules.
    pub fn new(rules: Rules, calendars: &Calendars) -> Result<Calculator, CalculatorError> {
        let dated = |days: &[NaiveDate]| -> Vec<DatedDays> {
            days.iter().map(|day| DatedDays { days: Days::on(*day), name: None }).collect()
        };
        let days = WorkingDays::compile(
            &WorkingDaysRules {
                week: rules.week,
                bank_holidays: rules.bank_holidays,
                terms: Vec::new(),
                closures: dated(&rules.closed),
                openings: dated(&rules.openings),
            },
            calendars,
            rules.known_on,
        );
        let hours = match rules.hours {
            Some(week) => {
                let place = HoursRules { week, exceptions: Vec::new(), on_non_working_days: Some(Vec::new()) };
                Some(OpeningHours::compile(&place, Some(&days), &rules.zone)?)
            }
            None => None,
        };
        let cut_off = rules.cut_off.map(|time| CutOff { time, inclusive: true, to_working_day: false });
        let receipt =
            Receipt { day_one: false, cut_off, closed_day_is_next_working_day: rules.closed_day_is_next_working_day };
        Ok(Calculator { days, hours, receipt, zone: rules.zone })
    }

    /// When the phrase's limit runs out.
    pub fn calc(&self, phrase: &str) -> Result<Due, CalculatorError> {
        let Calculation { count, from, first } = calculation(phrase).map_err(CalculatorError::Phrase)?;
        let start = self.place(from)?;
        let tables = self.tables();
        let Some(first) = first else { return Ok(tables.due(&count, &start, &[])?) };
        // What starts when another count ends was sent by nobody, so that no receipt rule moves it.
        let start = Moment::at(tables.due(&first, &start, &[])?.at, &self.zone).map_err(MomentError::from)?;
        Ok(Tables { receipt: None, ..tables }.due(&count, &start, &[])?)
    }

    /// The nth working day after a day (before it, when negative), as the phrase `n working days after` has it; for 0 the
    /// day itself when that is a working day, else the next one. What comes without a time comes before the cut-off.
    pub fn add(&self, day: Day, time: Option<TimeOfDay>, n: i64) -> Result<Day, CalculatorError> {
        // No calendar has as many days: its own error names the number as it was given.
        let Ok(amount) = u32::try_from(n.unsigned_abs()) else { return Ok(self.days.add(day, n)?) };
        let direction = if n < 0 { Direction::Before } else { Direction::Within };
        let count = Count { direction, ..Count::within(amount, Unit::WorkingDays) };
        let tables = self.tables();
        if self.receipt == Receipt::default() {
            return Ok(tables.last_day(&count, &DayZero { day, moved: None, counts: false })?);
        }
        let start = match time {
            Some(time) => Moment::at(self.zone.earliest(day, time), &self.zone)?,
            None => Moment::of_day(day, &self.zone)?,
        };
        Ok(tables.last_day(&count, &tables.day_zero(&count, &start)?)?)
    }

    /// Working days after one day up to and including another; negative when that is the earlier. Where bank holidays are
    /// kept, an error before 1990.
    pub fn count(&self, from: Day, to: Day) -> Result<i64, CalculatorError> {
        Ok(self.days.count(self.days.known(from)?, self.days.known(to)?))
    }

    /// Whether it is a working day. Where bank holidays are kept, an error before 1990.
    pub fn is_working(&self, day: Day) -> Result<bool, CalculatorError> {
        Ok(self.days.is_working(self.days.known(day)?))
    }

    /// The moment at which this many open seconds have passed (back to which, when negative).
    pub fn add_open_seconds(&self, start: &Moment, seconds: i64) -> Result<Instant, CalculatorError> {
        const UNIT: &str = "working hours";
        if start.day_only {
            return Err(CountError::NeedsTime(UNIT).into());
        }
        let hours = self.hours.as_ref().ok_or(CountError::NeedsHours(UNIT))?;
        Ok(hours.add(start.instant, seconds)?)
    }

    fn tables(&self) -> Tables<'_> {
        Tables {
            zone: &self.zone,
            working_days: Some(&self.days),
            hours: self.hours.as_ref(),
            receipt: Some(self.receipt),
        }
    }

    /// The zone that local times are in.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// A time in the zone.
    pub fn place(&self, when: When) -> Result<Moment, MomentError> {
        Moment::new(when, &self.zone)
    }
}
