//! Deadlines without a charter: `20 working days after 2026-03-10`.

mod columns;
mod question;
mod rules;

use bywhen_calendar::{
    Calendars, DatedDays, Day, Days, HoursError, HoursRules, Instant, OpeningHours, OutOfRange, TimeOfDay, Weekdays,
    WorkingDays, WorkingDaysRules, Zone,
};
use bywhen_engine::charter::{Count, CutOff, Receipt, Unit};
use bywhen_engine::counting::{CountError, Due, Tables};
use bywhen_engine::{Moment, MomentError, When};
use bywhen_language::{Calculation, Diagnostic, calculation};
use chrono::NaiveDate;

pub use columns::{Answers, Column, Layout, Number, Ticks};
pub use question::Answer;
pub use rules::{Rules, bank_holidays_of, week_days_of, week_of};

/// Which working day is looked for from a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkingDay {
    /// The nth after it, or before it when negative. For 0 the date itself if it is a working day, else the next one.
    After(i64),
    /// The nth before it, or after it when negative. For 0 the date itself if it is a working day, else the one before.
    Before(i64),
    /// The date itself if it is a working day, else the next one, whatever the receipt rules are.
    OnOrAfter,
    /// The date itself if it is a working day, else the one before.
    OnOrBefore,
}

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
    /// The text does not say days of the week.
    #[error("`{0}` are not days of the week: write \"Mon-Fri\", or \"Mon, Wed, Fri\"")]
    WeekText(String),
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
        let mut working = WorkingDaysRules {
            week: rules.week,
            bank_holidays: rules.bank_holidays,
            terms: Vec::new(),
            closures: dated(&rules.closed),
            openings: dated(&rules.openings),
        };
        let days = WorkingDays::compile(&working, calendars, rules.known_on);
        let hours = match rules.hours {
            Some(week) => {
                // Hours that are stated are open, whatever weekdays are worked: only dates close them.
                working.week = Weekdays::EVERY_DAY;
                let open = WorkingDays::compile(&working, calendars, rules.known_on);
                let place = HoursRules { week, on_non_working_days: Some(Vec::new()), ..Default::default() };
                Some(OpeningHours::compile(&place, Some(&open), &rules.zone)?)
            }
            None => None,
        };
        let cut_off =
            rules.cut_off.map(|time| CutOff { time, inclusive: true, to_working_day: false, received_at: None });
        let receipt = Receipt {
            cut_off,
            closed_day_is_next_working_day: rules.closed_day_is_next_working_day,
            ..Receipt::default()
        };
        Ok(Calculator { days, hours, receipt, zone: rules.zone })
    }

    /// When the phrase's limit runs out.
    pub fn calc(&self, phrase: &str) -> Result<Due, CalculatorError> {
        self.due(calculation(phrase).map_err(CalculatorError::Phrase)?)
    }

    fn due(&self, Calculation { count, from, first }: Calculation) -> Result<Due, CalculatorError> {
        let start = self.place(from)?;
        let tables = self.tables();
        let Some(first) = first else { return Ok(tables.due(&count, &start, &[])?) };
        // What starts when another count ends was sent by nobody, so that no receipt rule moves it. That count ends with a
        // day.
        let start = Moment::at_due(tables.due(&first, &start, &[])?, true, &self.zone).map_err(MomentError::from)?;
        Ok(Tables { receipt: None, ..tables }.due(&count, &start, &[])?)
    }

    /// A working day found from a day and perhaps a time, as the phrases `n working days after` and `before` find it. The
    /// receipt rules move only what is counted forward: what comes without a time comes before the cut-off.
    pub fn working_day(&self, day: Day, time: Option<TimeOfDay>, which: WorkingDay) -> Result<Day, CalculatorError> {
        Ok(match which {
            WorkingDay::After(n @ ..0) => self.days.add(day, n)?,
            WorkingDay::After(0) => self.days.on_or_after(self.day_zero(day, time)?)?,
            WorkingDay::After(n) => self.days.add(self.day_zero(day, time)?, n)?,
            WorkingDay::Before(0) | WorkingDay::OnOrBefore => self.days.on_or_before(day)?,
            WorkingDay::Before(n) => return self.working_day(day, time, WorkingDay::After(n.saturating_neg())),
            WorkingDay::OnOrAfter => self.days.on_or_after(day)?,
        })
    }

    /// The day as which a start counts.
    fn day_zero(&self, day: Day, time: Option<TimeOfDay>) -> Result<Day, CalculatorError> {
        if self.receipt == Receipt::default() {
            return Ok(day);
        }
        let start = match time {
            Some(time) => Moment::at(self.zone.earliest(day, time), &self.zone)?,
            None => Moment::of_day(day, &self.zone)?,
        };
        Ok(self.tables().day_zero(&Count::within(1, Unit::WorkingDays), &start)?.day)
    }

    /// The nth working day after a day: [`WorkingDay::After`].
    pub fn add(&self, day: Day, time: Option<TimeOfDay>, n: i64) -> Result<Day, CalculatorError> {
        self.working_day(day, time, WorkingDay::After(n))
    }

    /// The nth working day before a day: [`WorkingDay::Before`].
    pub fn subtract(&self, day: Day, time: Option<TimeOfDay>, n: i64) -> Result<Day, CalculatorError> {
        self.working_day(day, time, WorkingDay::Before(n))
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
            opening: None,
            due_at_next_opening: false,
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
