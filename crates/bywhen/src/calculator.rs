//! Deadlines without a charter: `20 working days after 2026-03-10`.

use bywhen_calendar::{
    Calendars, DatedDays, Days, Division, HoursError, HoursRules, OpeningHours, Span, TimeOfDay, Weekdays, WorkingDays,
    WorkingDaysRules, Zone,
};
use bywhen_engine::charter::{CutOff, Receipt};
use bywhen_engine::counting::{CountError, Due, Tables};
use bywhen_engine::{Moment, MomentError, When, did_you_mean};
use bywhen_language::{Calculation, Diagnostic, calculation};
use chrono::NaiveDate;

/// What a deadline is counted with, where no charter says.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The bank holidays that are not working days.
    pub bank_holidays: Vec<Division>,
    /// The days of the week that are worked.
    pub week: Weekdays,
    /// Further days that are not.
    pub closed: Vec<NaiveDate>,
    /// Announcements after this day are left out.
    pub known_on: Option<NaiveDate>,
    /// A start on a closed day counts as the next working day.
    pub closed_day_is_next_working_day: bool,
    /// From this time on a start counts as the next day (working day, for working days).
    pub cut_off: Option<TimeOfDay>,
    /// Opening hours by weekday, Monday first. Closed on days that are not working days.
    pub hours: Option<[Vec<Span>; 7]>,
    /// Where local times are.
    pub zone: Zone,
}

impl Default for Rules {
    /// Monday to Friday but for bank holidays in England and Wales, in London.
    fn default() -> Rules {
        Rules {
            bank_holidays: vec![Division::EnglandAndWales],
            week: Weekdays::MONDAY_TO_FRIDAY,
            closed: Vec::new(),
            known_on: None,
            closed_day_is_next_working_day: false,
            cut_off: None,
            hours: None,
            zone: Zone::london(),
        }
    }
}

/// The bank holidays that a calendar of this name keeps: those of a division, of `united-kingdom` (a bank holiday in any
/// part of it), or of `none`.
pub fn bank_holidays_of(name: &str) -> Result<Vec<Division>, CalculatorError> {
    const OTHERS: [&str; 2] = ["united-kingdom", "none"];
    match name {
        "united-kingdom" => Ok(Division::ALL.to_vec()),
        "none" => Ok(Vec::new()),
        given => given.parse().map(|division| vec![division]).map_err(|_| {
            let names: Vec<&str> = Division::ALL.iter().map(|division| division.name()).chain(OTHERS).collect();
            let meant = did_you_mean(given, names.iter().copied()).map(|meant| format!("did you mean `{meant}`?"));
            let instead = meant.unwrap_or_else(|| format!("it is one of {}", names.join(", ")));
            CalculatorError::UnknownCalendar { given: given.to_owned(), instead }
        }),
    }
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
        let closures =
            rules.closed.iter().map(|day| DatedDays { days: Days::Once { from: *day, to: *day }, name: None });
        let days = WorkingDays::compile(
            &WorkingDaysRules {
                week: rules.week,
                bank_holidays: rules.bank_holidays,
                terms: Vec::new(),
                closures: closures.collect(),
                openings: Vec::new(),
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
        let tables = Tables {
            zone: &self.zone,
            working_days: Some(&self.days),
            hours: self.hours.as_ref(),
            receipt: Some(self.receipt),
        };
        let Some(first) = first else { return Ok(tables.due(&count, &start, &[])?) };
        // What starts when another count ends was sent by nobody, so that no receipt rule moves it.
        let start = Moment::at(tables.due(&first, &start, &[])?.at, &self.zone).map_err(MomentError::from)?;
        Ok(Tables { receipt: None, ..tables }.due(&count, &start, &[])?)
    }

    /// The zone that local times are in.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    fn place(&self, when: When) -> Result<Moment, MomentError> {
        Moment::new(when, &self.zone)
    }
}
