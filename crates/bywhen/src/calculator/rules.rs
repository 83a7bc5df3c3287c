//! What deadlines are counted with, where no charter says.

use bywhen_calendar::{Division, Span, TimeOfDay, Weekdays, Zone};
use bywhen_engine::did_you_mean;
use chrono::{NaiveDate, Weekday};

use super::CalculatorError;

/// What a deadline is counted with, where no charter says.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The bank holidays that are not working days.
    pub bank_holidays: Vec<Division>,
    /// The days of the week that are worked.
    pub week: Weekdays,
    /// Further days that are not.
    pub closed: Vec<NaiveDate>,
    /// Days that are, in spite of everything.
    pub openings: Vec<NaiveDate>,
    /// Announcements after this day are left out.
    pub known_on: Option<NaiveDate>,
    /// A start on a closed day counts as the next working day.
    pub closed_day_is_next_working_day: bool,
    /// From this time on a start counts as the next day, worked or not. What is counted back to is not moved.
    pub cut_off: Option<TimeOfDay>,
    /// Opening hours by weekday, Monday first, whatever weekdays are worked. Closed on bank holidays and on `closed` days.
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
            openings: Vec::new(),
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

/// The days of the week that are worked, from a text: `Mon-Thu`, `Sun-Thu`, `Mon, Wed, Fri`.
///
/// ```
/// let week = bywhen::week_days_of("Sun-Thu")?;
/// assert_eq!(week.iter().count(), 5);
/// # Ok::<(), bywhen::CalculatorError>(())
/// ```
///
/// # Errors
///
/// A text that names no days of the week.
pub fn week_days_of(text: &str) -> Result<Weekdays, CalculatorError> {
    let mut days = Vec::new();
    for part in text.split(',') {
        let wrong = || CalculatorError::WeekText(text.to_owned());
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let first: Weekday = first.trim().parse().map_err(|_| wrong())?;
        let last: Weekday = last.trim().parse().map_err(|_| wrong())?;
        days.extend(std::iter::successors(Some(first), |day| (*day != last).then(|| day.succ())));
    }
    Ok(Weekdays::from_days(days))
}

/// Opening hours by weekday, Monday first, from a text: `Mon-Fri 09:00-17:00, Sat 10:00-12:00`. Those that end after
/// midnight, such as `Fri 18:00-03:00`, belong to the day on which they begin.
///
/// ```
/// let week = bywhen::week_of("Mon-Thu 09:00-17:00, Fri 09:00-12:00, Fri 13:00-16:00")?;
/// assert_eq!(week.map(|day| day.len()), [1, 1, 1, 1, 2, 0, 0]);
/// # Ok::<(), bywhen::CalculatorError>(())
/// ```
pub fn week_of(text: &str) -> Result<[Vec<Span>; 7], CalculatorError> {
    let wrong = || CalculatorError::HoursText(text.to_owned());
    let mut week: [Vec<Span>; 7] = Default::default();
    for part in text.split(',') {
        let (days, times) = part.trim().split_once(' ').ok_or_else(wrong)?;
        let (from, to) = times.trim().split_once('-').ok_or_else(wrong)?;
        let span = Span { from: from.parse().map_err(|_| wrong())?, to: to.parse().map_err(|_| wrong())? };
        let (first, last) = days.split_once('-').unwrap_or((days, days));
        let first: Weekday = first.parse().map_err(|_| wrong())?;
        let last: Weekday = last.parse().map_err(|_| wrong())?;
        let first_open = first.num_days_from_monday() as usize;
        for offset in 0..=last.days_since(first) as usize {
            if let Some(day) = week.get_mut((first_open + offset) % 7) {
                day.push(span);
            }
        }
    }
    Ok(week)
}
