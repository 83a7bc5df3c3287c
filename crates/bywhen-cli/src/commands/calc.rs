//! `bywhen calc`.

use bywhen::calendar::{Day, Local, TimeOfDay, Weekdays, Zone};
use bywhen::engine::counting::CountError;
use bywhen::{Calculator, CalculatorError, Rules, bank_holidays_of, prose, week_of};
use chrono::Weekday;
use serde::Serialize;

use crate::args::{CalcArgs, Format, Receipt};
use crate::exit::Exit;
use crate::load;
use crate::output::{Failure, json, print};

#[derive(Serialize)]
struct CalcResult {
    due: Day,
    due_at: Local,
}

pub(crate) fn run(args: &CalcArgs) -> Result<Exit, Failure> {
    let calculator = Calculator::new(rules(args)?, &load::calendars(&args.data)?)?;
    let due = calculator.calc(&args.phrase).map_err(|error| -> Failure {
        match error {
            CalculatorError::Count(CountError::NeedsHours(_)) => {
                format!("{error}\n  help: give them, as in --hours \"Mon-Fri 09:00-17:00\"").into()
            }
            error => error.into(),
        }
    })?;
    let answer = CalcResult { due: due.day, due_at: calculator.zone().local(due.at)? };
    match args.format {
        Format::Json => json(&answer)?,
        Format::Text if answer.due_at.time.seconds() == 86_399 => print(&format!("{}\n", prose::date(due.day.date())))?,
        Format::Text => print(&format!("{}\n", prose::day_and_time(answer.due_at.into())))?,
    }
    Ok(Exit::Fine)
}

fn rules(args: &CalcArgs) -> Result<Rules, Failure> {
    let monday_to_friday = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
    let cut_off = args.cutoff.as_deref().map(str::parse::<TimeOfDay>).transpose();
    Ok(Rules {
        bank_holidays: bank_holidays_of(&args.calendar)?,
        week: Weekdays::from_days(monday_to_friday.into_iter().chain(args.open_on.iter().copied())),
        closed: args.closed.clone(),
        openings: Vec::new(),
        known_on: args.data.known_on,
        closed_day_is_next_working_day: args.receipt == Receipt::NextWorkingDay,
        cut_off: cut_off.map_err(|_| "--cutoff is a time of day, as in 16:00")?,
        hours: args.hours.as_deref().map(week_of).transpose()?,
        zone: Zone::named(&args.zone)?,
    })
}
