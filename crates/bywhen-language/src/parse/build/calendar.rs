//! Lines of calendars and of hours.

use bywhen_calendar::{Division, TimeOfDay, short_date};
use chrono::Weekday;
use pest::iterators::Pair;

use super::Builder;
use super::limit::{has_word, of_rule};
use super::values::{month, weekday};
use crate::code::Code;
use crate::parse::grammar::Rule;
use crate::parse::syntax::{BankHolidays, CutOff, Dates, DayRange, Proviso, Shift, Statement, Text, Time};
use crate::span::Span;

impl Builder<'_> {
    pub(super) fn week<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let (mut days, mut shifts, mut season) = (Vec::new(), Vec::new(), None);
        for part in line.into_inner() {
            match part.as_rule() {
                Rule::days => days = day_ranges(part),
                Rule::shifts => shifts = self.shifts(part)?,
                Rule::season => season = Some(self.dates(of_rule(part, Rule::dates).next()?)?),
                _ => {}
            }
        }
        Some(Statement::Week { days, shifts, season })
    }

    pub(super) fn shifts(&mut self, pair: Pair<'_, Rule>) -> Option<Vec<Shift>> {
        let span = self.span(&pair);
        pair.into_inner()
            .filter_map(|part| match part.as_rule() {
                Rule::all_day => {
                    let at = |time| Time { time, span };
                    Some(Some(Shift { from: at(TimeOfDay::MIDNIGHT), to: at(TimeOfDay::END_OF_DAY), span }))
                }
                Rule::shift => Some(self.shift(part)),
                _ => None,
            })
            .collect()
    }

    fn shift(&mut self, pair: Pair<'_, Rule>) -> Option<Shift> {
        let span = self.span(&pair);
        let mut times = pair.into_inner().filter(|part| matches!(part.as_rule(), Rule::time | Rule::bare_hour));
        let (from, to) = (times.next()?, times.next()?);
        let (from, mut to) = if [&from, &to].iter().any(|time| time.as_rule() == Rule::bare_hour) {
            self.bare_hours(from.as_str(), to.as_str(), span)?
        } else {
            let (from, to) = (self.time(&from), self.time(&to));
            (from?, to?)
        };
        if to.time == TimeOfDay::MIDNIGHT {
            to.time = TimeOfDay::END_OF_DAY;
        }
        if from.time == TimeOfDay::END_OF_DAY {
            self.sink
                .add(Code::BadTime, span, "No shift begins at 24:00.")
                .help("write `midnight to 6am` for the day on which it begins");
            return None;
        }
        Some(Shift { from, to, span })
    }

    /// `9-5` is from the morning to the afternoon; of `9-11` nobody knows.
    fn bare_hours(&mut self, from: &str, to: &str, span: Span) -> Option<(Time, Time)> {
        let hours = from.parse::<u32>().ok().zip(to.parse::<u32>().ok());
        let hours = hours.and_then(|(from, to)| match to {
            13..=24 if from < to => Some((from, to)),
            1..=12 if to <= from && from <= 12 => Some((from, to + 12)),
            _ => None,
        });
        let at = |hour: u32| TimeOfDay::from_millis(hour * 3_600_000).map(|time| Time { time, span });
        let found = hours.and_then(|(from, to)| at(from).zip(at(to)));
        if found.is_none() {
            self.sink
                .add(
                    Code::BadTime,
                    span,
                    format!("`{from}` and `{to}` do not say whether the morning or the evening is meant."),
                )
                .help("write `9am to 5pm`");
        }
        found
    }

    pub(super) fn except<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        for part in line.clone().into_inner() {
            if part.as_rule() == Rule::bank_holidays {
                return Some(Statement::ExceptBankHolidays(bank_holidays(part)));
            }
        }
        let (dates, why) = self.dated(line)?;
        Some(Statement::Except { dates, why })
    }

    /// Dates and what they are called.
    pub(super) fn dated<'s>(&mut self, line: Pair<'s, Rule>) -> Option<(Dates, Option<Text<'s>>)> {
        let (mut dates, mut why) = (None, None);
        for part in line.into_inner() {
            match part.as_rule() {
                Rule::dates => dates = Some(self.dates(part)?),
                Rule::why => why = part.into_inner().next().map(|text| self.quoted(&text)),
                _ => {}
            }
        }
        Some((dates?, why))
    }

    pub(super) fn dates(&mut self, pair: Pair<'_, Rule>) -> Option<Dates> {
        let span = self.span(&pair);
        let (mut from, mut to) = (None, None);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::every_year => {
                    let days: Option<Vec<_>> = of_rule(part, Rule::day_month).map(|day| self.day_month(day)).collect();
                    let mut days = days?.into_iter();
                    return Some(Dates::EveryYear { from: days.next()?, to: days.next() });
                }
                Rule::nth_weekday => return self.nth_weekday(part),
                Rule::date if from.is_none() => from = Some(self.date(part)?),
                Rule::date => to = Some(self.date(part)?),
                _ => {}
            }
        }
        let from = from?;
        if let Some(to) = to.filter(|to| to.date < from.date) {
            let message =
                format!("{} comes before {}, so that no day is meant.", short_date(to.date), short_date(from.date));
            self.sink.add(Code::ContradictingDates, span, message);
        }
        Some(Dates::Once { from, to })
    }

    /// `the third Monday of January every year`.
    fn nth_weekday(&mut self, pair: Pair<'_, Rule>) -> Option<Dates> {
        let (mut nth, mut on, mut of) = (None, None, None);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::ordinal => {
                    let number = self.ordinal(&part);
                    nth = Some(u8::try_from(number.value).ok().filter(|nth| (1..=5).contains(nth)).or_else(|| {
                        let message = "A month has at most five of each day of the week.";
                        self.sink
                            .add(Code::BadDate, number.span, message)
                            .help("write `the last Monday of January every year`");
                        None
                    })?);
                }
                Rule::weekday => on = weekday(part.as_str()),
                Rule::month => of = month(part.as_str()),
                _ => {}
            }
        }
        Some(Dates::NthWeekday { nth, weekday: on?, month: of? })
    }

    pub(super) fn received<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        if has_word(line.clone(), Rule::that_day) {
            return Some(Statement::ClosedDayStays);
        }
        let to_working_day = has_word(line.clone(), Rule::to_working_day);
        let proviso = self.receipt_proviso(line.clone())?;
        if let Some(outside) = of_rule(line.clone(), Rule::outside_hours).next() {
            let hours = of_rule(outside, Rule::hours_name).next()?.into_inner().next()?;
            return Some(Statement::ReceivedOutside(self.quoted(&hours), proviso));
        }
        let received_at = match of_rule(line.clone(), Rule::received_at).next() {
            Some(received) => Some(of_rule(received, Rule::time).next().and_then(|time| self.time(&time))?),
            None => None,
        };
        let Some(cut_off) = of_rule(line, Rule::cut_off).next() else {
            return Some(Statement::ReceivedOnClosedDay(received_at, proviso));
        };
        let inclusive = has_word(cut_off.clone(), Rule::k_from);
        let time = of_rule(cut_off, Rule::time).next().and_then(|time| self.time(&time))?;
        Some(Statement::ReceivedLate(CutOff { time, inclusive, to_working_day, received_at }, proviso))
    }

    /// The proviso of a rule about receipt. The outer `None` is an error, which has been reported.
    #[expect(clippy::option_option, reason = "outer: could it be read; inner: is there one")]
    pub(super) fn receipt_proviso<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Option<Proviso<'s>>> {
        match of_rule(line, Rule::proviso).next() {
            Some(proviso) => self.proviso(proviso).map(Some),
            None => Some(None),
        }
    }

    pub(super) fn closed<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        if let Some(follows) = of_rule(line.clone(), Rule::follows).next() {
            return Some(Statement::ClosedOnDaysOff { calendar: self.calendar_followed(follows) });
        }
        if let Some(eve) = of_rule(line.clone(), Rule::before_holiday).next() {
            return Some(Statement::BeforeBankHoliday { calendar: self.calendar_followed(eve), shifts: Vec::new() });
        }
        if let Some(shifts) = of_rule(line.clone(), Rule::shifts).next() {
            let span = self.span(&shifts);
            self.sink
                .add(Code::IncompatibleWords, span, "A closure is of whole days.")
                .help("write when it is open on that day: `open 6 June 2026 9am to 1pm and 2pm to 5pm`");
            return None;
        }
        let (dates, why) = self.dated(line)?;
        Some(Statement::Closed { dates, why })
    }

    pub(super) fn open<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let shifts = of_rule(line.clone(), Rule::shifts).next().and_then(|shifts| self.shifts(shifts));
        if let Some(follows) = of_rule(line.clone(), Rule::follows).next() {
            return Some(Statement::OpenOnDaysOff { calendar: self.calendar_followed(follows), shifts: shifts? });
        }
        if let Some(eve) = of_rule(line.clone(), Rule::before_holiday).next() {
            return Some(Statement::BeforeBankHoliday { calendar: self.calendar_followed(eve), shifts: shifts? });
        }
        let (dates, why) = self.dated(line)?;
        Some(Statement::Open { dates, shifts: shifts?, why })
    }

    /// The calendar whose days off are meant, if it is named.
    fn calendar_followed<'s>(&mut self, follows: Pair<'s, Rule>) -> Option<Text<'s>> {
        let name = follows.into_inner().find(|part| matches!(part.as_rule(), Rule::quoted | Rule::word))?;
        Some(self.quoted(&name))
    }
}

fn day_ranges(pair: Pair<'_, Rule>) -> Vec<DayRange> {
    pair.into_inner()
        .filter_map(|part| match part.as_rule() {
            Rule::every_day => Some(DayRange { from: Weekday::Mon, to: Weekday::Sun }),
            Rule::day_range => {
                let mut days = of_rule(part, Rule::weekday).filter_map(|day| weekday(day.as_str()));
                let from = days.next()?;
                Some(DayRange { from, to: days.next().unwrap_or(from) })
            }
            _ => None,
        })
        .collect()
}

fn bank_holidays(pair: Pair<'_, Rule>) -> BankHolidays {
    let mut divisions = Vec::new();
    for part in pair.into_inner() {
        let division = match part.as_rule() {
            Rule::anywhere => return BankHolidays::InAnyPart,
            Rule::england_and_wales => Division::EnglandAndWales,
            Rule::scotland => Division::Scotland,
            Rule::northern_ireland => Division::NorthernIreland,
            _ => continue,
        };
        if !divisions.contains(&division) {
            divisions.push(division);
        }
    }
    BankHolidays::In(divisions)
}
