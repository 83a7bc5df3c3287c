//! How long the look-ups take: `cargo run --release -p bywhen-calendar --example measure`.

use std::error::Error;
use std::hint::black_box;
use std::time::Instant as Clock;

use bywhen_calendar::{
    Calendars, Day, Division, HoursRules, Instant, OpeningHours, Span, TimeOfDay, Weekdays, WorkingDays,
    WorkingDaysRules, Zone,
};

/// The middle of several measurements, in nanoseconds for each of `count`.
fn measure(name: &str, count: usize, mut work: impl FnMut()) {
    let mut times: Vec<f64> = (0..if count == 1 { 101 } else { 7 })
        .map(|_| {
            let start = Clock::now();
            work();
            start.elapsed().as_secs_f64() * 1e9 / count as f64
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{name:<44} {:>10.1} ns", times.get(times.len() / 2).copied().unwrap_or_default());
}

fn main() -> Result<(), Box<dyn Error>> {
    let calendars = Calendars::bundled();
    let text = calendars.to_json()?;
    let rules = |divisions: &[Division]| WorkingDaysRules {
        week: Weekdays::MONDAY_TO_FRIDAY,
        bank_holidays: divisions.to_vec(),
        terms: vec![],
        closures: vec![],
        openings: vec![],
    };
    let england = rules(&[Division::EnglandAndWales]);
    let kingdom = rules(&Division::ALL);
    let days = WorkingDays::compile(&england, &calendars, None);
    let nine_to_five = Span {
        from: TimeOfDay::from_hms(9, 0, 0).ok_or("no time")?,
        to: TimeOfDay::from_hms(17, 0, 0).ok_or("no time")?,
    };
    let week = std::array::from_fn(|day| if day < 5 { vec![nine_to_five] } else { vec![] });
    let office = HoursRules { week, on_non_working_days: Some(Vec::new()), ..Default::default() };
    let london = Zone::london();
    let hours = OpeningHours::compile(&office, Some(&days), &london)?;

    println!("compiling");
    measure("bank holidays from JSON", 1, || drop(black_box(Calendars::from_json(&text))));
    measure("working days, one division", 1, || drop(black_box(WorkingDays::compile(&england, &calendars, None))));
    measure("working days, three divisions", 1, || drop(black_box(WorkingDays::compile(&kingdom, &calendars, None))));
    let known_on = "2022-09-01".parse().ok();
    measure("working days, as known on a date", 1, || {
        drop(black_box(WorkingDays::compile(&kingdom, &calendars, known_on)))
    });
    measure("opening hours", 1, || drop(black_box(OpeningHours::compile(&office, Some(&days), &london))));
    measure("Europe/London", 1, || drop(black_box(Zone::london())));
    #[cfg(feature = "zones")]
    measure("Europe/Amsterdam", 1, || drop(black_box(Zone::named("Europe/Amsterdam"))));

    // Fifteen years of dates and moments in no order.
    let count = 1_000_000;
    let mut seed = 1u64;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let dates: Vec<Day> = (0..count).filter_map(|_| Day::from_index(13_880 + next(5_479) as u16).ok()).collect();
    let moments: Vec<Instant> =
        (0..count).map(|_| Instant::from_seconds(1_262_304_000 + next(473_000_000) as i64)).collect();

    println!("looking up, one million each");
    measure("day + 10 working days", count, || {
        black_box(
            dates.iter().filter_map(|day| days.add(*day, 10).ok()).map(|day| u64::from(day.index())).sum::<u64>(),
        );
    });
    measure("working days between", count, || {
        black_box(dates.iter().zip(dates.iter().rev()).map(|(from, to)| days.count(*from, *to)).sum::<i64>());
    });
    measure("moment + 4 working hours", count, || {
        black_box(moments.iter().filter_map(|at| hours.add(*at, 14_400).ok()).map(Instant::millis).sum::<i64>());
    });
    measure("moment + 100 working hours", count, || {
        black_box(moments.iter().filter_map(|at| hours.add(*at, 360_000).ok()).map(Instant::millis).sum::<i64>());
    });
    measure("open seconds between", count, || {
        black_box(moments.iter().zip(moments.iter().rev()).map(|(from, to)| hours.count(*from, *to)).sum::<i64>());
    });
    measure("moment to local time", count, || {
        black_box(
            moments
                .iter()
                .filter_map(|at| london.local(*at).ok())
                .map(|local| u64::from(local.time.millis()))
                .sum::<u64>(),
        );
    });
    measure("end of a local day", count, || {
        black_box(dates.iter().map(|day| london.end_of_day(*day).seconds()).sum::<i64>());
    });
    measure("moment, 10 working days, end of that day", count, || {
        let due = |at: &Instant| Some(london.end_of_day(days.add(london.local(*at).ok()?.day, 10).ok()?).seconds());
        black_box(moments.iter().filter_map(due).sum::<i64>());
    });
    Ok(())
}
