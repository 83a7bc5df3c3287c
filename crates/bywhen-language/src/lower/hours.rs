//! Opening hours.

use std::collections::HashSet;

use bywhen_calendar::{HoursException, HoursRules, SeasonalHours, Span as Opening, TimeOfDay, Weekdays};
use bywhen_engine::charter::Hours;
use bywhen_engine::{Name, slug};

use super::calendars::days;
use super::lowerer::{Lowerer, any_broken, cites_of};
use crate::code::Code;
use crate::parse::syntax::{DayRange, Kind, Line, Shift, Statement, Text};
use crate::span::Span;

/// The openings of one weekday, and where they were written.
type Day = Vec<(Opening, Span)>;

const DAYS_OFF: &str = "on days that are not working days";

fn opening(shift: &Shift) -> Opening {
    Opening { from: shift.from.time, to: shift.to.time }
}

impl<'s> Lowerer<'_, 's> {
    pub(super) fn hours(&mut self, name: Text<'s>, line: &Line<'s>) {
        let mut week: [Day; 7] = Default::default();
        let mut exceptions = Vec::new();
        let mut calendar = None;
        let mut due_at_next_opening: Option<Span> = None;
        let mut on_days_off: Option<(Vec<Opening>, Span)> = None;
        let (mut seasons, mut before_bank_holidays) = (Vec::new(), None);
        for child in &line.children {
            match &child.statement {
                Statement::Week { days, shifts, season: None } => self.week(days, shifts, child.span, &mut week),
                Statement::Week { days: ranges, shifts, season: Some(season) } => {
                    self.lacks_shifts(shifts, child.span);
                    seasons.push(SeasonalHours {
                        days: days(*season),
                        weekdays: Weekdays::from_days(ranges.iter().flat_map(|range| range.days())),
                        spans: self.openings_of_one_day(shifts),
                    });
                }
                Statement::ClosedOnDaysOff { calendar: named } => {
                    self.days_off_twice(on_days_off.as_ref(), child.span);
                    on_days_off = Some((Vec::new(), child.span));
                    calendar = self.calendar_of_hours(*named, child.span, DAYS_OFF);
                }
                Statement::OpenOnDaysOff { calendar: named, shifts } => {
                    self.days_off_twice(on_days_off.as_ref(), child.span);
                    on_days_off = Some((self.openings_of_one_day(shifts), child.span));
                    calendar = self.calendar_of_hours(*named, child.span, DAYS_OFF);
                }
                Statement::BeforeBankHoliday { calendar: named, shifts } => {
                    if let Some((_, first)) = before_bank_holidays {
                        self.report_duplicate("on the day before a bank holiday", first, child.span);
                    }
                    before_bank_holidays = Some((self.openings_of_one_day(shifts), child.span));
                    calendar = self.calendar_of_hours(*named, child.span, "on the day before a bank holiday");
                    self.needs_bank_holidays(calendar.as_ref(), child.span);
                }
                Statement::DueAtClosing => {
                    if let Some(first) = due_at_next_opening.replace(child.span) {
                        self.report_duplicate(Kind::DueAtClosing.word(), first, child.span);
                    }
                }
                Statement::Closed { dates, why } => exceptions.push(HoursException {
                    days: days(*dates),
                    spans: Vec::new(),
                    name: why.map(|why| why.value.to_owned()),
                }),
                Statement::Open { dates, shifts, why } => {
                    let spans = self.openings_of_one_day(shifts);
                    exceptions.push(HoursException {
                        days: days(*dates),
                        spans,
                        name: why.map(|why| why.value.to_owned()),
                    });
                }
                _ => {}
            }
        }
        let on_days_off = on_days_off.map(|(openings, _)| openings);
        self.overlapping(&mut week);
        let rules = HoursRules {
            week: week.map(|day| day.into_iter().map(|(opening, _)| opening).collect()),
            exceptions,
            on_non_working_days: on_days_off,
            seasons,
            before_bank_holidays: before_bank_holidays.map(|(openings, _)| openings),
        };
        if rules.spans().next().is_none()
            && !any_broken(&line.children, &[Kind::Week, Kind::Open])
            && !self.lacks_times(line)
        {
            self.sink
                .add(Code::NeverOpen, name.span, format!("The hours `{}` never open.", name.value))
                .help("add a line below it: `Monday to Friday 9am to 5pm`");
        }
        let (name, cites) = (Name::new(name.value), cites_of(&[], line));
        if !cites.is_empty() {
            // Hours that carry a clause are published, whether or not a promise counts with them.
            self.names.hours.take(name.slug());
        }
        let due_at_next_opening = due_at_next_opening.is_some();
        self.hours.push(Hours { name, rules, calendar, cites, due_at_next_opening });
    }

    fn lacks_times(&self, line: &Line<'s>) -> bool {
        line.children.iter().any(|child| matches!(child.statement, Statement::Week { .. }))
    }

    fn week(&mut self, ranges: &[DayRange], shifts: &[Shift], span: Span, week: &mut [Day; 7]) {
        self.lacks_shifts(shifts, span);
        for weekday in ranges.iter().flat_map(|range| range.days()) {
            for shift in shifts {
                if let Some(day) = week.get_mut(weekday.num_days_from_monday() as usize) {
                    day.push((opening(shift), shift.span));
                }
            }
        }
    }

    fn lacks_shifts(&mut self, shifts: &[Shift], span: Span) {
        if shifts.is_empty() {
            self.sink
                .add(Code::Malformed, span, "These weekdays have no times.")
                .label("when?")
                .help("add the times after the weekdays: `Monday to Friday 9am to 5pm`");
        }
    }

    /// What comes before a bank holiday is known only of a calendar that keeps them.
    fn needs_bank_holidays(&mut self, calendar: Option<&Name>, span: Span) {
        let calendar = self.calendars.iter().find(|one| Some(&one.name) == calendar);
        if let Some(calendar) = calendar.filter(|calendar| calendar.rules.bank_holidays.is_empty()) {
            let message = format!("The calendar `{}` is closed on no bank holiday.", calendar.name);
            self.sink
                .add(Code::IncompatibleWords, span, message)
                .help("add a line below the calendar: `except bank holidays in England and Wales`");
        }
    }

    fn days_off_twice(&mut self, first: Option<&(Vec<Opening>, Span)>, again: Span) {
        if let Some((_, first)) = first {
            self.report_duplicate(DAYS_OFF, *first, again);
        }
    }

    /// The shifts that begin on single days. What runs into the day after, which is another kind of day, adds to its hours.
    fn openings_of_one_day(&mut self, shifts: &[Shift]) -> Vec<Opening> {
        let mut week: [Day; 7] = Default::default();
        if let Some(first) = week.first_mut() {
            first.extend(shifts.iter().map(|shift| (opening(shift), shift.span)));
        }
        self.overlapping(&mut week);
        let [day, ..] = week;
        day.into_iter().map(|(opening, _)| opening).collect()
    }

    /// Sorts each day, and reports what overlaps, also in the morning after. A line for several days reports its shift once.
    fn overlapping(&mut self, week: &mut [Day; 7]) {
        let mut reported: HashSet<(u32, u32)> = HashSet::new();
        let mut by_day: [Day; 7] = Default::default();
        for (day, next) in (0..7).zip((0..7).cycle().skip(1)) {
            let Some(begun) = week.get_mut(day) else { continue };
            begun.sort_by_key(|(opening, span)| (opening.from, span.start));
            for (opening, span) in begun.iter() {
                let (evening, morning) = opening.by_day();
                for (day, part) in [(day, Some(evening)), (next, morning)] {
                    if let (Some(open), Some(part)) = (by_day.get_mut(day), part) {
                        open.push((part, *span));
                    }
                }
            }
        }
        for day in &mut by_day {
            day.sort_by_key(|(opening, span)| (opening.from, span.start));
            let mut open_until: Option<(TimeOfDay, Span)> = None;
            for (opening, span) in day.iter() {
                if let Some((_, first)) = open_until.filter(|(until, _)| opening.from < *until) {
                    let (earlier, later) = if first.start <= span.start { (first, *span) } else { (*span, first) };
                    if reported.insert((earlier.start, later.start)) {
                        let line = self.source.line_of(earlier.range().start);
                        let message = if earlier.start == later.start {
                            "This line gives a day twice.".to_owned()
                        } else {
                            format!("These hours overlap others of the same day on line {line}.")
                        };
                        self.sink.add(Code::OverlappingHours, later, message).help("give each day its hours once");
                    }
                }
                if open_until.is_none_or(|(until, _)| until < opening.to) {
                    open_until = Some((opening.to, *span));
                }
            }
        }
    }

    /// The calendar whose closed days some hours keep.
    fn calendar_of_hours(&mut self, named: Option<Text<'_>>, span: Span, words: &str) -> Option<Name> {
        match named {
            Some(text) => self.named_calendar(text),
            None => self.only_calendar(span, &format!("write `{words} in \"...\"`")),
        }
    }

    /// A calendar by its name, reported when there is none.
    pub(super) fn named_calendar(&mut self, text: Text<'_>) -> Option<Name> {
        let found = self.names.calendars.take(&slug(text.value));
        if found.is_none() && !self.may_be_declared(text.value) {
            let names = &self.names.calendars;
            let near = names.near(text.value).map(str::to_owned);
            let list = (!names.is_empty()).then(|| format!("the charter has {}", names.list()));
            self.sink
                .add(Code::UnknownCalendar, text.span, format!("There is no calendar `{}`.", text.value))
                .suggest(near.as_deref(), || list);
        }
        found
    }

    /// The charter's only calendar; reported where there is none or more than one.
    pub(super) fn only_calendar(&mut self, span: Span, choose: &str) -> Option<Name> {
        let only = self.names.calendars.take_only();
        if only.is_some() || self.broken.has(Kind::Calendar) {
            return only;
        }
        if self.names.calendars.is_empty() {
            self.report_once(
                Code::NoCalendar,
                span,
                "Working days are counted here, and no `calendar` says which days those are.",
                "add a `calendar \"working days\"` with `Monday to Friday` and `except bank holidays in England and Wales` below it",
            );
        } else {
            let message = format!(
                "The charter has several calendars ({}), and nothing says which counts here.",
                self.names.calendars.list()
            );
            self.sink.add(Code::WhichCalendar, span, message).help(choose);
        }
        None
    }
}
