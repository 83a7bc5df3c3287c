//! `bywhen calc`.

use bywhen::calendar::{Day, Local, TimeOfDay, Weekdays, Zone};
use bywhen::engine::counting::CountError;
use bywhen::engine::outcome::LateBy;
use bywhen::{Answer, Calculator, CalculatorError, Rules, bank_holidays_of, prose, week_days_of, week_of};
use chrono::Weekday;
use serde::Serialize;

use crate::args::{CalcArgs, Format, Receipt};
use crate::bank_holidays;
use crate::exit::Exit;
use crate::output::{Failure, json, print};

/// What is asked, in the JSON of the command.
#[derive(Serialize)]
#[serde(untagged)]
enum CalcResult {
    Due { due: Day, due_at: Local },
    Between(LateBy),
    WorkingDay { working_day: bool, because: Option<String> },
    Open { open: bool, because: Option<String>, next_opening: Option<Local> },
}

pub(crate) fn run(args: &CalcArgs) -> Result<Exit, Failure> {
    let calculator = Calculator::new(rules(args)?, &bank_holidays::calendars(&args.data.newer)?)?;
    let answer = calculator.ask(&args.phrase).map_err(|error| -> Failure {
        match error {
            CalculatorError::Count(CountError::NeedsHours(_)) => {
                format!("{error}\n  help: give them, as in --hours \"Mon-Fri 09:00-17:00\"").into()
            }
            error => error.into(),
        }
    })?;
    let answer = match answer {
        Answer::Due(due) => CalcResult::Due { due: due.day, due_at: calculator.zone().local(due.at)? },
        Answer::Between(amount, tick) => CalcResult::Between(LateBy::new(amount, tick)),
        Answer::WorkingDay(Ok(())) => CalcResult::WorkingDay { working_day: true, because: None },
        Answer::WorkingDay(Err(closed)) => {
            CalcResult::WorkingDay { working_day: false, because: Some(prose::closed(&closed)) }
        }
        Answer::Open { open, because, next_opening } => CalcResult::Open {
            open,
            because: because.map(|closed| prose::closed(&closed)),
            next_opening: next_opening.map(|at| calculator.zone().local(at)).transpose()?,
        },
    };
    match args.format {
        Format::Json => json(&answer)?,
        Format::Text => print(&format!("{}\n", text(&answer)))?,
    }
    Ok(Exit::Fine)
}

fn text(answer: &CalcResult) -> String {
    match answer {
        CalcResult::Due { due, due_at } if due_at.time.seconds() == 86_399 => prose::date(due.date()),
        CalcResult::Due { due_at, .. } => prose::day_and_time((*due_at).into()),
        CalcResult::Between(time) => prose::between(*time),
        CalcResult::WorkingDay { because: None, .. } => "Yes".to_owned(),
        CalcResult::WorkingDay { because: Some(why), .. } => format!("No: {why}"),
        CalcResult::Open { next_opening: None, .. } => "Yes".to_owned(),
        CalcResult::Open { because, next_opening: Some(next), .. } => {
            let why = because.as_ref().map(|why| format!(" ({why})")).unwrap_or_default();
            format!("No{why}: it next opens on {}", prose::day_and_time((*next).into()))
        }
    }
}

fn rules(args: &CalcArgs) -> Result<Rules, Failure> {
    let monday_to_friday = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
    let cut_off = args.cutoff.as_deref().map(str::parse::<TimeOfDay>).transpose();
    Ok(Rules {
        bank_holidays: bank_holidays_of(&args.calendar)?,
        week: match &args.week {
            Some(week) => week_days_of(week)?,
            None => Weekdays::from_days(monday_to_friday.into_iter().chain(args.open_on.iter().copied())),
        },
        closed: args.closed.clone(),
        openings: args.open.clone(),
        known_on: args.data.known_on,
        closed_day_is_next_working_day: args.receipt == Receipt::NextWorkingDay,
        cut_off: cut_off.map_err(|_| "--cutoff is a time of day, as in 16:00")?,
        hours: args.hours.as_deref().map(week_of).transpose()?,
        zone: Zone::named(&args.zone)?,
    })
}
