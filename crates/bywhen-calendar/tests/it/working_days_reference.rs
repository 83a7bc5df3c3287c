//! Working days against the plain reference: one day after the other.

use crate::common::{HOLIDAYS_FROM, Random, cases, date};
use bywhen_calendar::{Calendars, DatedDays, Day, Days, Division, Weekdays, WorkingDays, WorkingDaysRules};
use chrono::{Datelike, NaiveDate, Weekday};

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// Says for one date whether it is worked, straight from the rules.
struct Reference {
    worked: Vec<bool>,
    /// The first day that may be asked about, or be an answer.
    first: usize,
}

impl Reference {
    fn new(rules: &WorkingDaysRules, calendars: &Calendars, known_on: Option<NaiveDate>) -> Reference {
        let holidays: std::collections::HashSet<NaiveDate> = rules
            .bank_holidays
            .iter()
            .flat_map(|division| (1990..=2100).flat_map(|year| calendars.bank_holidays(*division, year, known_on)))
            .map(|holiday| holiday.date)
            .collect();
        let listed = |dated: &[DatedDays], on: NaiveDate| dated.iter().any(|dated| holds(dated.days, on));
        let worked = date("1972-01-01").iter_days().take_while(|on| on.year() < 2101).map(|on| {
            listed(&rules.openings, on)
                || (rules.week.contains(on.weekday())
                    && (rules.terms.is_empty() || listed(&rules.terms, on))
                    && !holidays.contains(&on)
                    && !listed(&rules.closures, on))
        });
        let first = if rules.bank_holidays.is_empty() { 0 } else { HOLIDAYS_FROM };
        Reference { worked: worked.collect(), first }
    }

    fn add(&self, from: usize, n: i64) -> Option<usize> {
        let found = self.walk(from, n)?;
        (from >= self.first && found >= self.first).then_some(found)
    }

    fn roll(&self, from: usize, forward: i64) -> Option<usize> {
        self.add(from, if self.worked[from] { 0 } else { forward })
    }

    fn walk(&self, from: usize, n: i64) -> Option<usize> {
        let (mut at, mut left) = (from as i64, n.abs());
        while left > 0 {
            at += n.signum();
            if *self.worked.get(usize::try_from(at).ok()?)? {
                left -= 1;
            }
        }
        Some(at as usize)
    }

    fn count(&self, from: usize, to: usize) -> i64 {
        if to < from {
            return -self.count(to, from);
        }
        self.worked[from + 1..to + 1].iter().filter(|worked| **worked).count() as i64
    }
}

/// Written apart from the library's own: a number that grows through the year.
fn holds(days: Days, on: NaiveDate) -> bool {
    match days {
        Days::Once { from, to } => on >= from && on <= to,
        Days::EveryYear { from, to } => {
            let key = |(month, day): (u32, u32)| month * 100 + day;
            let (from, to, on) = (key(from), key(to), key((on.month(), on.day())));
            if from > to { on >= from || on <= to } else { on >= from && on <= to }
        }
        Days::NthWeekday { nth, weekday, month } => {
            // So many of that weekday have come in the month by then, and the last is the one after which none comes.
            let in_month = |on: &NaiveDate| on.month() == month && on.weekday() == weekday;
            let so_far = (1..=on.day()).filter_map(|day| on.with_day(day)).filter(in_month).count() as u8;
            let more = (on.day() + 1..=31).filter_map(|day| on.with_day(day)).any(|later| in_month(&later));
            in_month(&on) && nth.map_or(!more, |nth| nth == so_far)
        }
    }
}

fn some_dated_days(random: &mut Random, most: i64) -> Vec<DatedDays> {
    let days = |random: &mut Random| {
        if random.chance(5) {
            let nth = random.range(0, 6) as u8;
            let weekday = Weekday::try_from(random.range(0, 7) as u8).unwrap();
            Days::NthWeekday { nth: (nth > 0).then_some(nth), weekday, month: random.range(1, 13) as u32 }
        } else if random.chance(2) {
            let from = date("1990-01-01") + chrono::TimeDelta::days(random.range(-7_000, 41_000));
            Days::Once { from, to: from + chrono::TimeDelta::days(random.range(-1, 12)) }
        } else {
            let from = (random.range(1, 13) as u32, random.range(1, 32) as u32);
            let to = if random.chance(3) {
                (random.range(1, 13) as u32, random.range(1, 32) as u32)
            } else {
                (from.0, from.1 + 2)
            };
            Days::EveryYear { from, to }
        }
    };
    (0..random.range(0, most + 1)).map(|_| DatedDays { days: days(random), name: None }).collect()
}

fn some_rules(random: &mut Random) -> WorkingDaysRules {
    let week = if random.chance(2) {
        Weekdays::MONDAY_TO_FRIDAY
    } else {
        Weekdays::from_days(WEEK.into_iter().filter(|_| !random.chance(3)))
    };
    let bank_holidays = Division::ALL.into_iter().filter(|_| random.chance(2)).collect();
    let (closures, openings) = (some_dated_days(random, 4), some_dated_days(random, 3));
    let terms = if random.chance(3) { some_dated_days(random, 4) } else { Vec::new() };
    WorkingDaysRules { week, bank_holidays, terms, closures, openings }
}

#[test]
fn a_million_random_questions() {
    let calendars = Calendars::bundled();
    let mut random = Random(19_720_101);
    let per_calendar = cases(2_000, 500);
    for calendar in 0..cases(600, 40) {
        let rules = some_rules(&mut random);
        let known_on = random.chance(3).then(|| date("2009-01-01") + chrono::TimeDelta::days(random.range(0, 6_500)));
        let (reference, table) =
            (Reference::new(&rules, &calendars, known_on), WorkingDays::compile(&rules, &calendars, known_on));
        for day in (0..=Day::LAST.index()).step_by(7) {
            let day = Day::from_index(day).unwrap();
            assert_eq!(table.is_working(day), reference.worked[usize::from(day.index())]);
            assert_eq!(table.closed(day).is_none(), table.is_working(day));
        }
        for _ in 0..per_calendar {
            // Half of the questions about the years that have news, and some at the ends.
            let from = match random.range(0, 20) {
                0 => random.range(0, 60),
                1 => random.range(47_055, 47_117),
                2 => HOLIDAYS_FROM as i64 + random.range(-60, 60),
                3..=10 => random.range(13_475, 20_875),
                _ => random.range(0, 47_117),
            } as usize;
            let day = Day::from_index(from as u16).unwrap();
            let n = if random.chance(10) { random.range(-400, 400) } else { random.range(-45, 45) };
            let context = || format!("calendar {calendar} {rules:?} {known_on:?} {day} {n}");
            let found = table.add(day, n).ok().map(|day| usize::from(day.index()));
            assert_eq!(found, reference.add(from, n), "{}", context());

            let to = (from as i64 + random.range(-200, 200)).clamp(0, 47_116) as usize;
            let until = Day::from_index(to as u16).unwrap();
            assert_eq!(table.count(day, until), reference.count(from, to), "{} {until}", context());

            let index = |found: Result<Day, _>| found.ok().map(|day| usize::from(day.index()));
            assert_eq!(index(table.on_or_after(day)), reference.roll(from, 1), "{}", context());
            assert_eq!(index(table.on_or_before(day)), reference.roll(from, -1), "{}", context());

            // Adding and counting undo each other.
            if let Ok(due) = table.add(day, n) {
                let on_a_working_day = table.is_working(day) || n >= 0;
                if on_a_working_day {
                    assert_eq!(table.count(day, due), n, "{}", context());
                }
            }
        }
    }
}
