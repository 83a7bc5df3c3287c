//! Many moments at once give what each gives alone.

#![cfg(feature = "zones")]

use crate::common::{Random, cases, working_days};
use bywhen_calendar::{Adding, Day, Division, HoursRules, Instant, Local, OpeningHours, OutOfRange, Span, Zone};

/// Weeks of every sort: nine to five, two shifts, round the clock, nights, an hour a week.
fn week(text: &str) -> [Vec<Span>; 7] {
    let mut week: [Vec<Span>; 7] = Default::default();
    for part in text.split(' ') {
        let (days, times) = part.split_once(':').unwrap();
        let (from, to) = times.split_once('-').unwrap();
        for day in days.bytes() {
            let span = Span { from: from.parse().unwrap(), to: to.parse().unwrap() };
            week[usize::from(day - b'0')].push(span);
        }
    }
    week
}

fn places() -> Vec<OpeningHours> {
    let days = working_days(&[Division::EnglandAndWales]);
    let mut places = Vec::new();
    for zone in ["Europe/London", "UTC", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "America/Nuuk"] {
        for text in [
            "01234:09:00-17:00",
            "01234:08:00-12:00 0123:13:00-17:30",
            "0123456:00:00-24:00",
            "6:00:30-02:30 0:23:00-24:00",
            "2:11:59:01-12:00",
            "01234:18:00-03:00 56:20:00-00:30",
        ] {
            for closed in [Some(Vec::new()), None] {
                let rules = HoursRules { week: week(text), on_non_working_days: closed, ..Default::default() };
                places.push(OpeningHours::compile(&rules, Some(&days), &Zone::named(zone).unwrap()).unwrap());
            }
        }
    }
    let never = HoursRules::default();
    places.push(OpeningHours::compile(&never, None, &Zone::utc()).unwrap());
    places
}

/// A day on which something happens more often than chance would have it.
fn moment(random: &mut Random, zone: &Zone) -> i64 {
    let second = match random.range(0, 4) {
        0 => random.range(60_000_000, 4_140_000_000),
        1 => random.range(1_500_000_000, 1_800_000_000),
        // About a change of the clocks.
        _ => {
            let day = Day::from_unix_days(random.range(7_000, 40_000)).unwrap();
            let offset = |day: Day| zone.local(zone.start_of_day(day)).unwrap().offset_seconds;
            let change = (0..400).find_map(|ahead| {
                let (one, other) = (day.plus(ahead).ok()?, day.plus(ahead + 1).ok()?);
                (offset(one) != offset(other)).then(|| zone.start_of_day(one).seconds())
            });
            change.unwrap_or(1_700_000_000) + random.range(-200_000, 200_000)
        }
    };
    let rounded = *random.pick(&[1, 1_800, 3_600]);
    let millis = *random.pick(&[0, 0, 0, 1, 500, 999]);
    (second / rounded * rounded) * 1_000 + millis + *random.pick(&[0, 0, -1])
}

fn on_the_clock(local: Local) -> i64 {
    local.day.unix_days() * 86_400_000 + i64::from(local.time.millis())
}

/// The same through a local time: nothing where the clock change skips or repeats it.
fn asked_locally(hours: &OpeningHours, wall: i64, seconds: i64) -> Option<i64> {
    let zone = hours.zone();
    let day = Day::from_unix_days(wall.div_euclid(86_400_000)).ok()?;
    let time = bywhen_calendar::TimeOfDay::from_millis(wall.rem_euclid(86_400_000) as u32)?;
    let at = zone.instant(day, time).ok()?;
    zone.local(hours.add(at, seconds).ok()?).ok().map(on_the_clock)
}

#[test]
fn many_moments_give_what_each_gives_alone() {
    let mut random = Random(2026);
    let seconds = [1, 59, 1_800, 3_600, 14_400, 8 * 3_600, 9 * 3_600, 40 * 3_600, 1_000_000, 400_000_000];
    for hours in places() {
        for seconds in [*random.pick(&seconds), *random.pick(&seconds), random.range(1, 200_000)] {
            let (utc, local) = (hours.adding(seconds).unwrap(), hours.adding_on_local_clock(seconds).unwrap());
            let (mut answered, mut possible) = (0, 0);
            for _ in 0..cases(20_000, 500) {
                let at = moment(&mut random, hours.zone());
                let alone = || -> Result<i64, OutOfRange> {
                    hours.zone().local(Instant::from_millis(at))?;
                    let due = hours.add(Instant::from_millis(at), seconds)?;
                    Ok(hours.zone().local(due)?.instant().millis())
                };
                let alone = alone();
                possible += i32::from(alone.is_ok());
                if let Some(due) = utc.get(at) {
                    assert_eq!(Ok(due), alone, "{at} + {seconds} in {:?}", hours.zone().name());
                    answered += 1;
                }
                if let Some(due) = local.get(at) {
                    assert_eq!(Some(due), asked_locally(&hours, at, seconds), "{at} + {seconds} local");
                }
            }
            // It is rare that it has to be asked.
            assert!(answered * 100 >= possible * 95, "{answered} of {possible}, {seconds} seconds");
        }
    }
}

#[test]
fn what_is_not_a_count_forward_is_not_prepared() {
    let hours = places().swap_remove(0);
    assert!(hours.adding(0).is_none() && hours.adding_on_local_clock(0).is_none());
    assert!(hours.adding(-1).is_none() && hours.adding(1 << 32).is_none());
    let none = |adding: Adding| [i64::MIN, i64::MAX, -1, 0].iter().all(|at| adding.get(*at).is_none());
    assert!(none(hours.adding(1).unwrap()) && none(hours.adding_on_local_clock(1).unwrap()));
}
