//! Opening hours against the plain reference: every minute of some months looked at by itself, through chrono-tz, and
//! the open ones walked one run after the other.

#![cfg(feature = "zones")]

use crate::common::{Random, cases};
use bywhen_calendar::{
    Calendars, Closed, Day, Days, Division, HoursError, HoursException, HoursRules, Instant, OpeningHours,
    SeasonalHours, Span, TimeOfDay, Weekdays, WorkingDays, WorkingDaysRules, Zone,
};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone, Weekday};
use chrono_tz::Tz;

const ZONES: [&str; 8] = [
    "Europe/London",
    "Europe/Amsterdam",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "Atlantic/Azores",
    "America/Nuuk",
    "Asia/Kathmandu",
];

/// The open time of some months, as runs of UTC seconds.
struct Reference {
    runs: Vec<(i64, i64)>,
}

impl Reference {
    /// From some days before `from` to some days after `to`, one minute after the other.
    fn new(rules: &HoursRules, days: Option<&WorkingDays>, zone: Tz, from: NaiveDate, to: NaiveDate) -> Reference {
        let midnight = |on: NaiveDate| on.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp();
        let (start, end) = (midnight(from) - 3 * 86_400, midnight(to) + 3 * 86_400);
        let clock: Vec<NaiveDateTime> = (start..end)
            .step_by(60)
            .map(|utc| {
                let at = DateTime::from_timestamp(utc, 0).unwrap().naive_utc();
                at + TimeDelta::seconds(i64::from(zone.offset_from_utc_datetime(&at).fix().local_minus_utc()))
            })
            .collect();
        let mut open = vec![false; clock.len()];
        // A shift of the day before yesterday may go on until yesterday evening.
        for on in (from - TimeDelta::days(2)).iter_days().take_while(|on| *on <= to + TimeDelta::days(1)) {
            for span in spans(rules, days, on) {
                let local =
                    |time: TimeOfDay| on.and_hms_opt(0, 0, 0).unwrap() + TimeDelta::seconds(i64::from(time.seconds()));
                let end = local(span.to) + TimeDelta::days(i64::from(span.to <= span.from));
                // Open from the first minute at which the clock shows the start or more, to after the last at which it
                // shows less than the end.
                let near = |at: NaiveDateTime| {
                    let guess = (at.and_utc().timestamp() - start) / 60;
                    (guess - 1_700).max(0) as usize..((guess + 1_700) as usize).min(clock.len())
                };
                let first = near(local(span.from)).find(|minute| clock[*minute] >= local(span.from));
                let last = near(end).rev().find(|minute| clock[*minute] < end);
                if let (Some(first), Some(last)) = (first, last)
                    && first <= last
                {
                    open[first..=last].fill(true);
                }
            }
        }
        let mut runs: Vec<(i64, i64)> = Vec::new();
        for (minute, _) in open.iter().enumerate().filter(|(_, open)| **open) {
            let utc = start + 60 * minute as i64;
            match runs.last_mut() {
                Some(last) if last.1 == utc => last.1 += 60,
                _ => runs.push((utc, utc + 60)),
            }
        }
        Reference { runs }
    }

    fn is_open(&self, at: Instant) -> bool {
        self.runs.iter().any(|(from, to)| (*from..*to).contains(&at.seconds()))
    }

    fn count(&self, from: Instant, to: Instant) -> i64 {
        if to < from {
            return -self.count(to, from);
        }
        let (from, to) = (from.seconds(), to.seconds());
        self.runs.iter().map(|run| (to.min(run.1) - from.max(run.0)).max(0)).sum()
    }

    fn add(&self, at: Instant, seconds: i64) -> Option<Instant> {
        let (mut left, at) = (seconds.abs() * 1_000, at.millis());
        if left == 0 {
            return Some(Instant::from_millis(at));
        }
        let runs = self.runs.iter().map(|(from, to)| (from * 1_000, to * 1_000));
        if seconds > 0 {
            for (from, to) in runs {
                let (from, available) = (from.max(at), to - from.max(at));
                if available > 0 && left <= available {
                    return Some(Instant::from_millis(from + left));
                }
                left -= available.max(0);
            }
        } else {
            for (from, to) in runs.rev() {
                let (to, available) = (to.min(at), to.min(at) - from);
                if available > 0 && left <= available {
                    return Some(Instant::from_millis(to - left));
                }
                left -= available.max(0);
            }
        }
        None
    }

    fn next_opening(&self, at: Instant) -> Option<Instant> {
        let run = self.runs.iter().find(|(_, to)| *to > at.seconds())?;
        Some(if run.0 <= at.seconds() { at } else { Instant::from_seconds(run.0) })
    }
}

fn spans<'a>(rules: &'a HoursRules, days: Option<&WorkingDays>, on: NaiveDate) -> &'a [Span] {
    if let Some(exception) = rules.exceptions.iter().rev().find(|exception| exception.days.contains(on)) {
        return &exception.spans;
    }
    let working = |days: &WorkingDays| days.is_working(Day::from_date(on).unwrap());
    if let Some(spans) = rules.on_non_working_days.as_ref().filter(|_| !days.is_some_and(working)) {
        return spans;
    }
    let season =
        rules.seasons.iter().rev().find(|season| season.weekdays.contains(on.weekday()) && season.days.contains(on));
    let usual = season.map_or(&rules.week[on.weekday().num_days_from_monday() as usize], |season| &season.spans);
    match &rules.before_bank_holidays {
        Some(eve) if !usual.is_empty() && days.is_some_and(|days| is_bank_holiday(days, on + TimeDelta::days(1))) => {
            eve
        }
        _ => usual,
    }
}

fn is_bank_holiday(days: &WorkingDays, on: NaiveDate) -> bool {
    days.rules().bank_holidays.iter().any(|division| {
        let holidays = Calendars::bundled().bank_holidays(*division, on.year(), None);
        holidays.iter().any(|holiday| holiday.date == on)
    })
}

fn some_spans(random: &mut Random) -> Vec<Span> {
    // Cut the day at some minutes, and open every other piece, or pieces that touch.
    let mut cuts: Vec<i64> = (0..random.range(1, 4) * 2)
        .map(|_| match random.range(0, 4) {
            0 => random.range(0, 5) * 30 + 30,
            1 => *random.pick(&[0, 60, 120, 180, 1_380, 1_440]),
            _ => random.range(0, 1_441),
        })
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let touching = random.chance(4);
    let time = |minute: i64| TimeOfDay::from_millis(minute as u32 * 60_000).unwrap();
    let pieces = cuts.windows(2).step_by(if touching { 1 } else { 2 });
    let mut spans: Vec<Span> = pieces.map(|cut| Span { from: time(cut[0]), to: time(cut[1]) }).collect();
    // Now and then the last goes on into the night.
    if random.chance(3)
        && let Some(last) = spans.last_mut().filter(|last| last.from > TimeOfDay::MIDNIGHT)
    {
        last.to = time(random.range(0, i64::from(last.from.seconds()) / 60));
    }
    if random.chance(2) {
        spans.reverse();
    }
    spans
}

fn some_rules(random: &mut Random, from: NaiveDate) -> HoursRules {
    let usual = match random.range(0, 6) {
        0 => vec![Span::WHOLE_DAY],
        _ => some_spans(random),
    };
    let week = std::array::from_fn(|_| match random.range(0, 8) {
        0 => vec![],
        1 => some_spans(random),
        _ => usual.clone(),
    });
    let exceptions = (0..random.range(0, 6)).map(|_| {
        let first = from + TimeDelta::days(random.range(0, 60));
        let days = if random.chance(3) {
            let (month, day) = (first.month(), first.day());
            Days::EveryYear { from: (month, day), to: (month, day + 1) }
        } else {
            Days::Once { from: first, to: first + TimeDelta::days(random.range(0, 4)) }
        };
        let spans = if random.chance(2) { vec![] } else { some_spans(random) };
        HoursException { days, spans, name: None }
    });
    let exceptions = exceptions.collect();
    let on_non_working_days = match random.range(0, 3) {
        0 => None,
        1 => Some(vec![]),
        _ => Some(some_spans(random)),
    };
    let seasons = (0..random.range(0, 3)).map(|_| {
        let first = from + TimeDelta::days(random.range(0, 60));
        let last = first + TimeDelta::days(random.range(0, 40));
        let days = if random.chance(2) {
            Days::EveryYear { from: (first.month(), first.day()), to: (last.month(), last.day()) }
        } else {
            Days::Once { from: first, to: last }
        };
        let weekdays = (0..7u8).filter(|_| random.chance(2)).map(|day| Weekday::try_from(day).unwrap());
        SeasonalHours { days, weekdays: Weekdays::from_days(weekdays), spans: some_spans(random) }
    });
    let seasons = seasons.collect();
    let before_bank_holidays = if random.chance(2) { Some(some_spans(random)) } else { None };
    HoursRules { week, exceptions, on_non_working_days, seasons, before_bank_holidays }
}

#[test]
fn a_million_random_questions() {
    let calendars = Calendars::bundled();
    let mut random = Random(20_260_401);
    let zones: Vec<(Zone, Tz)> = ZONES.iter().map(|name| (Zone::named(name).unwrap(), name.parse().unwrap())).collect();
    let none_off = WorkingDaysRules {
        week: Weekdays::EVERY_DAY,
        bank_holidays: vec![],
        terms: vec![],
        closures: vec![],
        openings: vec![],
    };
    let none_off = WorkingDays::compile(&none_off, &calendars, None);
    let per_place = cases(2_500, 400);
    for place in 0..cases(440, 50) {
        let (zone, theirs) = random.pick(&zones);
        // Two months around a clock change of most zones, now and then any.
        let year = if random.chance(4) { random.range(1973, 1990) } else { random.range(1991, 2099) } as i32;
        let (month, first) = *random.pick(&[(3, 1), (3, 10), (9, 20), (10, 5), (10, 15), (12, 10)]);
        let from = NaiveDate::from_ymd_opt(year, month, first).unwrap() + TimeDelta::days(random.range(0, 10));
        let to = from + TimeDelta::days(61);
        let mut rules = some_rules(&mut random, from);
        while matches!(OpeningHours::compile(&rules, Some(&none_off), zone), Err(HoursError::OverlapAtNight { .. })) {
            rules = some_rules(&mut random, from);
        }
        let working = WorkingDaysRules {
            week: Weekdays::MONDAY_TO_FRIDAY,
            bank_holidays: if year < 1990 { vec![] } else { vec![*random.pick(&Division::ALL)] },
            terms: vec![],
            closures: vec![],
            openings: vec![],
        };
        let days = WorkingDays::compile(&working, &calendars, None);
        let days = (rules.on_non_working_days.is_some() || rules.before_bank_holidays.is_some()).then_some(&days);
        let hours = OpeningHours::compile(&rules, days, zone).unwrap();
        let reference = Reference::new(&rules, days, *theirs, from, to);

        for on in from.iter_days().take(60) {
            let (expected, on) = (spans(&rules, days, on), Day::from_date(on).unwrap());
            let mut expected = expected.to_vec();
            expected.sort_by_key(|span| span.from);
            assert_eq!(hours.spans(on), expected);
            assert_eq!(hours.closed(on).is_none(), !expected.is_empty());
            assert!(!matches!(hours.closed(on), Some(Closed::BankHoliday { .. })) || !days.unwrap().is_working(on));
        }

        // Questions stay within the months looked at: the middle one, and counts that end inside.
        let middle = from.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp() + 15 * 86_400;
        let (start, end) = (middle - 15 * 86_400, middle + 45 * 86_400);
        for _ in 0..per_place {
            let at = match random.range(0, 4) {
                // At the very edge of a run, or a millisecond beside it.
                0 if !reference.runs.is_empty() => {
                    let run = random.pick(&reference.runs);
                    let edge = if random.chance(2) { run.0 } else { run.1 };
                    Instant::from_seconds(edge.clamp(start, end)).plus_millis(random.range(-1, 2))
                }
                1 => Instant::from_seconds(random.range(middle, middle + 30 * 86_400)),
                _ => Instant::from_millis(random.range(middle * 1_000, (middle + 30 * 86_400) * 1_000)),
            };
            let seconds = match random.range(0, 5) {
                0 => random.range(-300, 300),
                1 => random.range(-40, 40) * 1_800,
                2 => random.range(-200_000, 200_000),
                // Exactly to the next closing, or back to the last opening.
                _ => {
                    let next = reference.runs.iter().find(|(_, to)| *to > at.seconds());
                    let last = reference.runs.iter().rev().find(|(from, _)| *from < at.seconds());
                    if random.chance(2) {
                        next.map_or(0, |(from, to)| to - at.seconds().max(*from))
                    } else {
                        last.map_or(0, |(from, to)| from - at.seconds().min(*to))
                    }
                }
            };
            let context = || format!("place {place} {} {rules:?} {at:?} {seconds}", zone.name());
            assert_eq!(hours.is_open(at), reference.is_open(at), "{}", context());
            let other = Instant::from_millis(random.range(start * 1_000, end * 1_000));
            assert_eq!(hours.count(at, other), reference.count(at, other), "{} {other:?}", context());
            // An answer near the ends of the months may lie in days the reference does not know.
            let inside = |found: &Instant| (start + 86_400..end - 86_400).contains(&found.seconds());
            if let Ok(due) = hours.add(at, seconds)
                && inside(&due)
            {
                assert_eq!(Some(due), reference.add(at, seconds), "{}", context());
            } else if let Some(due) = reference.add(at, seconds) {
                assert!(!inside(&due), "{}", context());
            }
            if let Some(opening) = reference.next_opening(at).filter(inside) {
                assert_eq!(hours.next_opening(at), Ok(opening), "{}", context());
            }
        }
    }
}
