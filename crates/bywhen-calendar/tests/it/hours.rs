//! Opening hours: known answers, the corners, and the faults reported of other libraries.

#![cfg(feature = "zones")]

use crate::common::{date, day, working_days};
use bywhen_calendar::{
    CalendarBound, Closed, Days, Division, HoursError, HoursException, HoursRules, Instant, OpeningHours, Span,
    WorkingDays, Zone, saved,
};
use chrono::Weekday;

const HOUR: i64 = 3_600;

fn span(text: &str) -> Span {
    let (from, to) = text.split_once('-').unwrap();
    Span { from: from.parse().unwrap(), to: to.parse().unwrap() }
}

fn spans(text: &str) -> Vec<Span> {
    text.split_whitespace().map(span).collect()
}

/// The same spans from Monday on for so many days.
fn week(days: usize, text: &str) -> HoursRules {
    let mut week: [Vec<Span>; 7] = Default::default();
    week[..days].fill(spans(text));
    HoursRules { week, ..HoursRules::default() }
}

fn exception(on: &str, text: &str, name: &str) -> HoursException {
    HoursException { days: Days::on(date(on)), spans: spans(text), name: Some(name.to_owned()) }
}

/// Opening hours with the questions asked in local time.
struct Place(OpeningHours);

impl Place {
    fn new(rules: &HoursRules, working_days: Option<&WorkingDays>, zone: &str) -> Place {
        Place(OpeningHours::compile(rules, working_days, &Zone::named(zone).unwrap()).unwrap())
    }

    /// "2026-04-17 16:00", or with an offset for a time that comes twice.
    fn at(&self, text: &str) -> Instant {
        let mut parts = text.split(' ');
        let (on, time) = (day(parts.next().unwrap()), parts.next().unwrap().parse().unwrap());
        match parts.next() {
            Some(hours) => self.0.zone().instant_with_offset(on, time, hours.parse::<i32>().unwrap() * 3_600),
            None => self.0.zone().instant(on, time).unwrap(),
        }
    }

    fn shown(&self, at: Instant) -> String {
        let local = self.0.zone().local(at).unwrap();
        format!("{} {}", local.day, local.time)
    }

    fn add(&self, from: &str, seconds: i64) -> String {
        self.shown(self.0.add(self.at(from), seconds).unwrap())
    }

    fn count(&self, from: &str, to: &str) -> i64 {
        self.0.count(self.at(from), self.at(to))
    }
}

fn office() -> Place {
    let mut rules = week(5, "09:00-17:00");
    rules.on_non_working_days = Some(Vec::new());
    Place::new(&rules, Some(&working_days(&[Division::EnglandAndWales])), "Europe/London")
}

/// Libraries differ on whether 17:00 is open (biz, moment-business-time).
#[test]
fn the_closing_instant_is_closed_and_a_deadline_there_is_due_there() {
    let office = office();
    assert!(office.0.is_open(office.at("2026-04-17 09:00")));
    assert!(office.0.is_open(office.at("2026-04-17 16:59:59.999")));
    assert!(!office.0.is_open(office.at("2026-04-17 17:00")));
    assert!(!office.0.is_open(office.at("2026-04-17 08:59:59.999")));

    assert_eq!(office.add("2026-04-17 16:00", HOUR), "2026-04-17 17:00");
    assert_eq!(office.add("2026-04-17 16:00", HOUR + 1), "2026-04-20 09:00:01");
    assert_eq!(office.add("2026-04-17 09:00", 8 * HOUR), "2026-04-17 17:00");
    assert_eq!(office.add("2026-04-17 17:00", 8 * HOUR), "2026-04-20 17:00");
    assert_eq!(office.add("2026-04-17 17:00", 1), "2026-04-20 09:00:01");
    // Backwards is the mirror image.
    assert_eq!(office.add("2026-04-20 10:00", -HOUR), "2026-04-20 09:00");
    assert_eq!(office.add("2026-04-20 10:00", -HOUR - 1), "2026-04-17 16:59:59");
    assert_eq!(office.add("2026-04-20 09:00", -8 * HOUR), "2026-04-17 09:00");
    assert_eq!(office.add("2026-04-17 17:00", -1), "2026-04-17 16:59:59");
}

/// business_time#197: a weekend evening after closing counted as Tuesday.
#[test]
fn a_clock_that_starts_while_closed_starts_at_the_next_opening_once() {
    let office = office();
    for started in ["2026-04-17 17:00", "2026-04-17 20:00", "2026-04-18 12:00", "2026-04-19 23:30", "2026-04-20 08:00"]
    {
        assert_eq!(office.add(started, 4 * HOUR), "2026-04-20 13:00", "{started}");
        assert_eq!(office.shown(office.0.next_opening(office.at(started)).unwrap()), "2026-04-20 09:00");
    }
    // Over Easter.
    assert_eq!(office.add("2026-04-02 16:30", HOUR), "2026-04-07 09:30");
    assert_eq!(office.count("2026-04-02 16:30", "2026-04-07 09:30"), HOUR);
    assert_eq!(office.shown(office.0.next_opening(office.at("2026-04-07 10:15")).unwrap()), "2026-04-07 10:15");
}

#[test]
fn milliseconds_are_kept() {
    let office = office();
    assert_eq!(office.add("2026-04-17 10:00:00.400", HOUR), "2026-04-17 11:00:00.400");
    assert_eq!(office.add("2026-04-17 16:59:59.400", 1), "2026-04-20 09:00:00.400");
    assert_eq!(office.add("2026-04-20 09:00:00.400", -1), "2026-04-17 16:59:59.400");
    assert_eq!(office.add("2026-04-17 20:00:00.400", HOUR), "2026-04-20 10:00");
    assert_eq!(office.add("2026-04-17 20:00:00.400", 0), "2026-04-17 20:00:00.400");
    // Counting truncates both ends.
    assert_eq!(office.count("2026-04-17 10:00:00.900", "2026-04-17 10:00:01.100"), 1);
    assert_eq!(office.count("2026-04-17 10:00:01.100", "2026-04-17 10:00:00.900"), -1);
}

#[test]
fn split_shifts_half_days_and_exceptions() {
    let mut rules = week(4, "13:30-17:00 09:00-12:30");
    rules.week[4] = spans("09:00-12:00");
    rules.on_non_working_days = Some(Vec::new());
    rules.exceptions = vec![
        exception("2026-04-15", "", "Staff training"),
        exception("2026-04-16", "10:00-11:00", "Short day"),
        exception("2026-04-18", "10:00-14:00", "Saturday opening"),
        exception("2026-04-06", "10:00-12:00", "Easter Monday cover"),
        exception("2026-04-16", "", "Strike"),
    ];
    let place = Place::new(&rules, Some(&working_days(&[Division::EnglandAndWales])), "Europe/London");
    assert_eq!(place.add("2026-04-14 12:00", HOUR), "2026-04-14 14:00");
    assert_eq!(place.add("2026-04-14 12:00", HOUR / 2), "2026-04-14 12:30");
    assert_eq!(place.add("2026-04-14 16:00", 2 * HOUR), "2026-04-17 10:00");
    assert_eq!(place.add("2026-04-17 11:00", 3 * HOUR), "2026-04-18 12:00");
    assert_eq!(place.0.spans(day("2026-04-14")), spans("09:00-12:30 13:30-17:00"));

    let closed = |on| place.0.closed(day(on));
    assert_eq!(closed("2026-04-15"), Some(Closed::Closure(Some("Staff training".into()))));
    // A later exception wins.
    assert_eq!(closed("2026-04-16"), Some(Closed::Closure(Some("Strike".into()))));
    assert_eq!(closed("2026-04-18"), None);
    assert_eq!(closed("2026-04-19"), Some(Closed::NotWorked(Weekday::Sun)));
    assert_eq!(
        closed("2026-04-03"),
        Some(Closed::BankHoliday { title: "Good Friday".into(), divisions: vec![Division::EnglandAndWales] })
    );
    assert_eq!(closed("2026-04-06"), None);

    assert_eq!(place.0.closing(day("2026-04-14")).map(|at| place.shown(at)).as_deref(), Some("2026-04-14 17:00"));
    assert_eq!(place.0.closing(day("2026-04-15")), None);
    assert!(
        place.0.is_projected(day("2029-01-02"), day("2029-01-02"))
            && !place.0.is_projected(day("2028-12-29"), day("2028-12-29"))
    );
    assert!(
        !Place::new(&week(5, "09:00-17:00"), None, "Europe/London")
            .0
            .is_projected(day("2099-01-05"), day("2099-01-05"))
    );
}

/// moment-business-time#17 loops for ever on a day of 24 hours.
#[test]
fn days_that_end_at_midnight_and_days_that_never_end() {
    let late = Place::new(&week(7, "08:00-24:00"), None, "Europe/London");
    assert_eq!(late.add("2026-04-17 23:00", HOUR), "2026-04-18 00:00");
    assert_eq!(late.add("2026-04-17 23:00", HOUR + 1), "2026-04-18 08:00:01");
    assert_eq!(late.0.closing(day("2026-04-17")).map(|at| late.shown(at)).as_deref(), Some("2026-04-18 00:00"));
    assert!(!late.0.is_open(late.at("2026-04-18 00:00")) && late.0.is_open(late.at("2026-04-17 23:59:59")));

    let always = Place::new(&week(7, "00:00-24:00"), None, "Europe/London");
    assert_eq!(always.add("2026-03-28 12:00", 24 * HOUR), "2026-03-29 13:00");
    assert_eq!(always.add("2026-04-17 23:00", 1_000 * HOUR), "2026-05-29 15:00");
    assert_eq!(always.count("2026-01-01 00:00", "2027-01-01 00:00"), 365 * 24 * HOUR);
    assert_eq!(Span::WHOLE_DAY, span("00:00-24:00"));
}

/// A council's night desk, Monday to Friday from 6pm to 3am.
fn nights() -> HoursRules {
    week(5, "18:00-03:00")
}

#[test]
fn a_shift_over_midnight_belongs_to_the_day_on_which_it_begins() {
    let mut rules = nights();
    let place = Place::new(&rules, None, "Europe/London");
    assert_eq!(place.add("2026-08-28 23:30", 3 * HOUR + HOUR / 2), "2026-08-29 03:00");
    assert_eq!(place.count("2026-08-28 12:00", "2026-08-29 12:00"), 9 * HOUR);
    assert_eq!(place.0.spans(day("2026-08-28")), spans("18:00-03:00"));
    assert_eq!(place.0.spans(day("2026-08-29")), []);
    assert_eq!(place.0.closed(day("2026-08-29")), Some(Closed::NotWorked(Weekday::Sat)));
    assert_eq!(place.0.closing(day("2026-08-28")).map(|at| place.shown(at)).as_deref(), Some("2026-08-29 03:00"));
    // Nothing begins on Sunday evening, so that Monday has no morning.
    assert_eq!(place.count("2026-08-30 00:00", "2026-08-31 18:00"), 0);

    // Closed on Monday 31 August: three hours and a half on Friday night, and the rest on Tuesday evening.
    rules.exceptions.push(exception("2026-08-31", "", "Late summer bank holiday"));
    let place = Place::new(&rules, None, "Europe/London");
    assert_eq!(place.add("2026-08-28 23:30", 5 * HOUR), "2026-09-01 19:30");
    assert_eq!(place.add("2026-09-01 19:30", -5 * HOUR), "2026-08-28 23:30");
    assert!(!place.0.is_open(place.at("2026-09-01 01:00")));
    assert_eq!(place.0.closing(day("2026-08-31")), None);
    let opening = place.0.next_opening(place.at("2026-08-29 03:00")).unwrap();
    assert_eq!(place.shown(opening), "2026-09-01 18:00");

    // Closed on Friday: what began on Thursday runs to its end on the closed day.
    rules.exceptions.push(exception("2026-09-04", "", "Repairs"));
    let place = Place::new(&rules, None, "Europe/London");
    assert_eq!(place.count("2026-09-03 12:00", "2026-09-06 12:00"), 9 * HOUR);
    assert_eq!(place.add("2026-09-04 02:00", 2 * HOUR), "2026-09-07 19:00");
}

#[test]
fn days_off_have_the_morning_of_the_shift_before() {
    let mut rules = nights();
    rules.on_non_working_days = Some(Vec::new());
    let days = working_days(&[Division::EnglandAndWales]);
    let place = Place::new(&rules, Some(&days), "Europe/London");
    // Friday nights keep their hours on Saturday; the 31st is a bank holiday, on which nothing begins.
    assert_eq!(place.count("2026-08-28 12:00", "2026-08-29 12:00"), 9 * HOUR);
    assert_eq!(place.add("2026-08-28 23:30", 5 * HOUR), "2026-09-01 19:30");
    assert_eq!(place.0.closed(day("2026-08-29")), Some(Closed::NotWorked(Weekday::Sat)));
    // The evening before Good Friday runs on into it.
    assert_eq!(place.count("2026-04-03 00:00", "2026-04-04 00:00"), 3 * HOUR);
    assert_eq!(place.count("2026-04-03 03:00", "2026-04-07 18:00"), 0);

    // Days off may have nights of their own, which run into the first working day.
    rules.on_non_working_days = Some(spans("20:00-02:00"));
    let place = Place::new(&rules, Some(&days), "Europe/London");
    assert_eq!(place.count("2026-08-31 12:00", "2026-09-01 12:00"), 6 * HOUR);
    // On the first day that is projected, and on the one after an exception's.
    rules.exceptions.push(exception("2029-01-03", "", "Stocktaking"));
    let place = Place::new(&rules, Some(&days), "Europe/London");
    assert!(
        !place.0.is_projected(day("2028-12-31"), day("2028-12-31"))
            && place.0.is_projected(day("2029-01-01"), day("2029-01-01"))
    );
    // Wednesday's morning rests on whether Tuesday is a bank holiday; nothing of Wednesday itself does.
    assert!(place.0.is_projected(day("2029-01-03"), day("2029-01-03")));
    rules.week = week(5, "18:00-24:00").week;
    rules.on_non_working_days = Some(Vec::new());
    let place = Place::new(&rules, Some(&days), "Europe/London");
    assert!(!place.0.is_projected(day("2029-01-03"), day("2029-01-03")));
}

#[test]
fn hours_of_one_day_take_the_place_of_the_shifts_that_begin_on_it() {
    let mut rules = nights();
    rules.exceptions = vec![
        // From Tuesday's last hour on, and into Wednesday's morning.
        exception("2026-09-02", "02:00-10:00 22:00-01:00", "Election"),
        exception("2026-09-05", "20:00-04:00", "Saturday opening"),
    ];
    let place = Place::new(&rules, None, "Europe/London");
    // Tuesday's night goes on until 3am. What it shares with the special hours counts once: open from midnight to 10am.
    assert_eq!(place.count("2026-09-02 00:00", "2026-09-02 12:00"), 10 * HOUR);
    assert_eq!(place.count("2026-09-02 12:00", "2026-09-03 12:00"), 3 * HOUR);
    assert_eq!(place.add("2026-09-02 00:00", 11 * HOUR), "2026-09-02 23:00");
    assert_eq!(place.0.closing(day("2026-09-02")).map(|at| place.shown(at)).as_deref(), Some("2026-09-03 01:00"));
    assert_eq!(place.count("2026-09-05 12:00", "2026-09-06 12:00"), 8 * HOUR);
    let shifts: Vec<String> = place
        .0
        .shifts(day("2026-09-02"))
        .map(|(span, opens, closes)| format!("{span}: {} to {}", place.shown(opens), place.shown(closes)))
        .collect();
    assert_eq!(
        shifts,
        [
            "02:00 to 10:00: 2026-09-02 02:00 to 2026-09-02 10:00",
            "22:00 to 01:00: 2026-09-02 22:00 to 2026-09-03 01:00"
        ]
    );
}

#[test]
fn a_shift_over_midnight_and_a_clock_change() {
    let place = Place::new(&week(7, "22:00-06:00"), None, "Europe/London");
    // Seven hours in the night of 28 March, nine in that of 24 October.
    assert_eq!(place.count("2026-03-28 12:00", "2026-03-29 12:00"), 7 * HOUR);
    assert_eq!(place.count("2026-10-24 12:00", "2026-10-25 12:00"), 9 * HOUR);
    assert_eq!(place.add("2026-03-28 23:00", 6 * HOUR), "2026-03-29 06:00");
    assert_eq!(place.add("2026-10-24 23:00", 8 * HOUR), "2026-10-25 06:00");
    assert_eq!(place.count("2026-03-27 12:00", "2026-03-28 12:00"), 8 * HOUR);
    assert_eq!(place.count("2026-03-29 12:00", "2026-03-30 12:00"), 8 * HOUR);

    // One that ends at a time that is skipped ends at the change; at one that comes twice, with the second.
    let place = Place::new(&week(7, "18:00-01:30"), None, "Europe/London");
    assert_eq!(place.count("2026-03-28 12:00", "2026-03-29 12:00"), 7 * HOUR);
    assert_eq!(place.count("2026-10-24 12:00", "2026-10-25 12:00"), 8 * HOUR + HOUR / 2);
    let closing = |on| place.0.zone().local(place.0.closing(day(on)).unwrap()).unwrap().to_string();
    assert_eq!(closing("2026-03-28"), "2026-03-29T02:00:00+01:00");
    assert_eq!(closing("2026-10-24"), "2026-10-25T01:30:00+00:00");
}

#[test]
fn a_shift_of_the_week_may_touch_the_next_one_and_not_overlap_it() {
    let mut rules = nights();
    rules.week[1].extend(spans("03:00-10:00"));
    assert_eq!(
        Place::new(&rules, None, "Europe/London").count("2026-08-31 00:00", "2026-09-01 18:00"),
        6 * HOUR + 10 * HOUR
    );
    rules.week[1] = spans("02:00-10:00");
    let refused = OpeningHours::compile(&rules, None, &Zone::london()).unwrap_err();
    assert_eq!(
        refused,
        HoursError::OverlapAtNight { day: Weekday::Mon, first: span("18:00-03:00"), second: span("02:00-10:00") }
    );
    assert_eq!(refused.to_string(), "Monday: 18:00 to 03:00 goes on while 02:00 to 10:00 of Tuesday has begun");
    let mut rules = week(7, "");
    rules.week[6] = spans("20:00-04:00");
    rules.week[0] = spans("03:59-05:00");
    assert!(OpeningHours::compile(&rules, None, &Zone::london()).is_err());
    // Nor may anything begin while it goes on, on its own day.
    let refused = OpeningHours::compile(&week(1, "18:00-03:00 20:00-21:00"), None, &Zone::london()).unwrap_err();
    assert_eq!(refused.to_string(), "Monday: 18:00 to 03:00 and 20:00 to 21:00 overlap");
    // 00:00 as an end is the midnight that ends the day.
    let late = Place::new(&week(7, "20:00-00:00"), None, "Europe/London");
    assert_eq!(late.add("2026-08-28 23:00", HOUR), "2026-08-29 00:00");
    assert_eq!(late.count("2026-08-28 12:00", "2026-08-29 12:00"), 4 * HOUR);
}

#[test]
fn the_last_shift_ends_with_the_last_day() {
    let place = Place::new(&week(7, "22:00-06:00"), None, "Europe/London");
    assert_eq!(place.add("2100-12-31 22:00", 2 * HOUR - 1), "2100-12-31 23:59:59");
    assert!(place.0.add(place.at("2100-12-31 22:00"), 2 * HOUR + 1).is_err());
    assert_eq!(place.count("1972-01-01 00:00", "1972-01-01 22:00"), 0);
}

#[test]
fn hours_saved_in_two_halves_are_read_as_they_were() {
    let mut rules = week(5, "18:00-24:00");
    for day in 1..6 {
        rules.week[day].extend(spans("00:00-03:00"));
    }
    let bytes = saved::write(&rules);
    assert_eq!(saved::read::<HoursRules>(&bytes), Some(rules.clone()));
    rules.exceptions.push(exception("2026-08-31", "", "Late summer bank holiday"));
    let place = Place::new(&rules, None, "Europe/London");
    assert_eq!(place.add("2026-08-28 23:30", 5 * HOUR), "2026-09-01 01:30");
    let nights = nights();
    assert_eq!(saved::read::<HoursRules>(&saved::write(&nights)), Some(nights));
}

/// businesstimedelta, dbt_zendesk#25, notifications-api#1821: an hour too many or too few.
#[test]
fn open_time_over_a_clock_change_is_real_time() {
    let always = Place::new(&week(7, "00:00-24:00"), None, "Europe/London");
    assert_eq!(always.count("2026-03-29 00:00", "2026-03-30 00:00"), 23 * HOUR);
    assert_eq!(always.count("2026-10-25 00:00", "2026-10-26 00:00"), 25 * HOUR);

    let early = Place::new(&week(7, "00:30-01:30 03:00-04:00"), None, "Europe/London");
    // Forward: 01:00 to 02:00 does not exist, so half an hour is left of the first span.
    assert_eq!(early.count("2026-03-29 00:00", "2026-03-30 00:00"), HOUR + HOUR / 2);
    assert_eq!(early.add("2026-03-29 00:30", HOUR / 2), "2026-03-29 02:00");
    assert_eq!(early.add("2026-03-29 00:30", HOUR / 2 + 1), "2026-03-29 03:00:01");
    assert!(!early.0.is_open(early.at("2026-03-29 02:15")));
    // Back: 01:00 to 02:00 comes twice, and the first span goes on to the second 01:30.
    assert_eq!(early.count("2026-10-25 00:00", "2026-10-26 00:00"), 3 * HOUR);
    assert!(early.0.is_open(early.at("2026-10-25 01:29 +1")) && early.0.is_open(early.at("2026-10-25 01:29 +0")));
    assert!(!early.0.is_open(early.at("2026-10-25 01:31 +0")));
    // A span that lies in the skipped hour is not open at all.
    let skipped = Place::new(&week(7, "01:10-01:50"), None, "Europe/London");
    assert_eq!(skipped.count("2026-03-29 00:00", "2026-03-30 00:00"), 0);
    assert_eq!(skipped.count("2026-10-25 00:00", "2026-10-26 00:00"), HOUR + 40 * 60);
    // Touching spans share the repeated time without counting it twice.
    let touching = Place::new(&week(7, "00:00-01:30 01:30-24:00"), None, "Europe/London");
    assert_eq!(touching.count("2026-10-25 00:00", "2026-10-26 00:00"), 25 * HOUR);
    // Where midnight itself comes twice, the day before still ends at the first.
    let azores = Place::new(&week(6, "20:00-24:00"), None, "Atlantic/Azores");
    assert_eq!(azores.count("2026-10-24 12:00", "2026-10-25 12:00"), 4 * HOUR);
    // The half hour of Lord Howe.
    let island = Place::new(&week(7, "00:00-24:00"), None, "Australia/Lord_Howe");
    assert_eq!(island.count("2026-04-05 00:00", "2026-04-06 00:00"), 24 * HOUR + HOUR / 2);
    let new_york = Place::new(&week(7, "00:00-24:00"), None, "America/New_York");
    assert_eq!(new_york.count("2026-03-08 00:00", "2026-03-09 00:00"), 23 * HOUR);
}

#[test]
fn a_wall_clock_working_day_is_the_same_length_in_summer_and_winter() {
    let office = office();
    for (from, to) in [("2026-03-27 16:00", "2026-03-30 10:00"), ("2026-10-23 16:00", "2026-10-26 10:00")] {
        assert_eq!(office.count(from, to), 2 * HOUR);
        assert_eq!(office.add(from, 2 * HOUR), to.to_owned());
        assert_eq!(office.add(to, -2 * HOUR), from.to_owned());
        assert_eq!(office.count(to, from), -2 * HOUR);
    }
}

#[test]
fn rules_that_make_no_sense_are_refused_with_a_sentence() {
    let refused = |rules: &HoursRules| OpeningHours::compile(rules, None, &Zone::london()).unwrap_err();
    assert_eq!(
        refused(&week(1, "12:00-17:00 09:00-13:00")).to_string(),
        "Monday: 09:00 to 13:00 and 12:00 to 17:00 overlap"
    );
    assert_eq!(
        refused(&week(1, "24:00-06:00")).to_string(),
        "Monday: 24:00 to 06:00 begins on the next day; a whole day is 00:00 to 24:00"
    );
    assert!(matches!(refused(&week(7, "09:00-17:00:00.500")), HoursError::NotWholeSeconds { .. }));
    let many: Vec<String> = (0..25).map(|n| format!("00:{n:02}-00:{n:02}:30")).collect();
    assert!(matches!(refused(&week(7, &many.join(" "))), HoursError::TooManySpans { count: 25, .. }));
    let mut rules = week(5, "09:00-17:00");
    rules.exceptions = vec![exception("2026-12-24", "09:00-12:00 11:00-13:00", "Christmas Eve")];
    assert_eq!(refused(&rules).to_string(), "exception \"Christmas Eve\": 09:00 to 12:00 and 11:00 to 13:00 overlap");
    rules.exceptions[0].name = None;
    assert!(refused(&rules).to_string().starts_with("exception 1: "));
    rules.exceptions = vec![exception("2026-12-24", "", "x"); 5_001];
    assert_eq!(refused(&rules), HoursError::TooManyExceptions(5_001));
    rules.exceptions.clear();
    rules.on_non_working_days = Some(Vec::new());
    assert_eq!(refused(&rules), HoursError::NoWorkingDays);
}

#[test]
fn hours_that_never_open_answer_with_an_error() {
    let never = Place::new(&week(0, ""), None, "Europe/London");
    let now = never.at("2026-04-17 12:00");
    assert_eq!(never.0.add(now, 1).unwrap_err().to_string(), "these opening hours have no opening at all");
    assert!(never.0.add(now, -1).is_err() && never.0.next_opening(now).is_err() && !never.0.is_open(now));
    assert_eq!(
        (never.0.add(now, 0), never.0.count(now, now.plus_seconds(1_000_000)), never.0.closing(day("2026-04-17"))),
        (Ok(now), 0, None)
    );
}

#[test]
fn the_ends_of_the_table() {
    let office = office();
    let extremes = [i64::MIN, i64::MIN / 1_000, -1, 0, i64::MAX / 1_000, i64::MAX].map(Instant::from_millis);
    for at in extremes {
        assert!(!office.0.is_open(at));
        for seconds in [i64::MIN, -1, 1, i64::MAX] {
            assert!(office.0.add(at, seconds).is_err());
        }
        assert!(office.0.next_opening(at).is_err());
        for other in extremes {
            assert_eq!(office.0.count(at, other), -office.0.count(other, at));
        }
    }
    let now = office.at("2026-04-17 12:00");
    for seconds in [i64::MIN, i64::MIN / 1_000, i64::MAX / 1_000, i64::MAX] {
        assert!(office.0.add(now, seconds).is_err());
    }
    assert_eq!(
        office.0.add(now, 1_000_000_000).unwrap_err().to_string(),
        "1000000000 open seconds after 2026-04-17T11:00:00Z is out of range: bywhen counts between 1 January 1972 and 31 December 2100"
    );
    let always = Place::new(&week(7, "00:00-24:00"), None, "Pacific/Kiritimati");
    let all = always.0.count(Instant::from_millis(i64::MIN), Instant::from_millis(i64::MAX));
    // The island skipped 40 minutes in 1979 and a day in 1994 or 1995.
    assert_eq!(all, 47_117 * 24 * HOUR - 24 * HOUR - 40 * 60);
    assert_eq!(always.shown(always.0.add(always.at("1972-01-01 00:00"), 1).unwrap()), "1972-01-01 00:00:01");
    let end = always.0.add(always.at("2100-12-31 23:59:59"), 1).unwrap();
    assert_eq!(always.0.add(end, -all), Ok(always.at("1972-01-01 00:00")));
    assert!(always.0.add(end, -all - 1).is_err() && always.0.add(end, 1).is_err());
    // What lies before the table is closed, after 1970 too.
    let in_1971 = Instant::from_seconds(40_000_000);
    assert_eq!(always.0.count(in_1971, always.at("1972-01-01 00:01")), 60);
    assert_eq!(always.0.count(always.at("1972-01-01 00:01"), in_1971), -60);
}

#[test]
fn hours_that_follow_bank_holidays_refuse_what_lies_before_1990() {
    let office = office();
    let known = " is out of range: the calendar keeps bank holidays, and those are known from 1 January 1990 on";
    let refused = |found: Result<Instant, bywhen_calendar::OutOfRange>| {
        let sentence = found.unwrap_err().to_string();
        sentence.strip_suffix(known).unwrap_or_else(|| panic!("{sentence}")).to_owned()
    };
    // From a moment before, wherever the answer would lie.
    let before = office.at("1989-12-29 16:00");
    assert_eq!(refused(office.0.add(before, 2 * HOUR)), "7200 open seconds after 1989-12-29T16:00:00Z");
    assert_eq!(refused(office.0.next_opening(before)), "the next opening after 1989-12-29T16:00:00Z");
    for seconds in [i64::MIN, -1, 0, 1, 100_000_000, i64::MAX] {
        refused(office.0.add(before, seconds));
        refused(office.0.add(office.at("1989-12-31 23:59:59.999"), seconds));
        refused(office.0.add(office.at("1972-01-01 00:00"), seconds));
        refused(office.0.add(Instant::from_millis(i64::MIN), seconds));
    }
    refused(office.0.next_opening(office.at("1989-12-31 23:59:59.999")));
    // From a moment after, when the answer would lie before. The 1st is a bank holiday, the 2nd a Tuesday.
    let tuesday = office.at("1990-01-02 10:00");
    refused(office.0.add(tuesday, -HOUR - 1));
    refused(office.0.add(tuesday, i64::MIN));
    refused(office.0.add(office.at("1990-01-01 00:00"), -1));
    assert_eq!(refused(office.0.add(before, 0)), "0 open seconds after 1989-12-29T16:00:00Z");
    // The first moment that is known is not before it: there the years end.
    let sentence = office.0.add(office.at("1990-01-01 00:00"), i64::MAX).unwrap_err().to_string();
    assert!(sentence.contains("between 1 January 1972"), "{sentence}");
    // And where nothing before is needed there is an answer.
    assert_eq!(office.add("1990-01-02 10:00", -HOUR), "1990-01-02 09:00");
    assert_eq!(office.add("1990-01-01 00:00", 0), "1990-01-01 00:00");
    assert_eq!(office.add("1990-01-01 00:00", HOUR), "1990-01-02 10:00");
    assert_eq!(office.shown(office.0.next_opening(office.at("1990-01-01 00:00")).unwrap()), "1990-01-02 09:00");
    // Past the end it is the end that counts.
    let sentence = office.0.add(Instant::from_millis(i64::MAX), -1).unwrap_err().to_string();
    assert!(sentence.contains("between 1 January 1972"), "{sentence}");

    // What cannot fail goes by the week: Christmas Day of 1989 was a Monday.
    assert!(office.0.is_open(office.at("1989-12-25 10:00")) && office.0.closed(day("1989-12-25")).is_none());
    assert_eq!(office.0.closed(day("1989-12-24")), Some(Closed::NotWorked(Weekday::Sun)));
    assert_eq!(office.count("1989-12-29 16:00", "1990-01-02 10:00"), 2 * HOUR);

    // The year begins where the place is.
    let mut rules = week(5, "09:00-17:00");
    rules.on_non_working_days = Some(Vec::new());
    let away = Place::new(&rules, Some(&working_days(&[Division::Scotland])), "America/New_York");
    refused(away.0.next_opening(away.at("1989-12-31 23:59:59")));
    assert!(away.0.next_opening(away.at("1990-01-01 00:00")).is_ok());
}

#[test]
fn a_place_may_be_open_when_others_are_closed() {
    let mut rules = week(5, "00:00-09:00 17:00-24:00");
    rules.on_non_working_days = Some(spans("00:00-24:00"));
    rules.exceptions.push(exception("2026-04-06", "10:00-12:00", "Easter Monday"));
    let place = Place::new(&rules, Some(&working_days(&[Division::EnglandAndWales])), "Europe/London");
    // The evening of Maundy Thursday runs on into Good Friday.
    assert_eq!(place.add("2026-04-02 12:00", 7 * HOUR), "2026-04-03 00:00");
    assert_eq!(place.add("2026-04-02 12:00", 30 * HOUR), "2026-04-03 23:00");
    assert_eq!(place.count("2026-04-04 00:00", "2026-04-06 00:00"), 48 * HOUR);
    assert_eq!(place.count("2026-04-06 00:00", "2026-04-07 00:00"), 2 * HOUR);
    assert_eq!(place.count("2026-04-07 00:00", "2026-04-08 00:00"), 16 * HOUR);

    rules.on_non_working_days = Some(spans("10:00-12:00 11:00-13:00"));
    let working = working_days(&[Division::EnglandAndWales]);
    let overlapping = OpeningHours::compile(&rules, Some(&working), &Zone::london()).unwrap_err();
    assert_eq!(overlapping.to_string(), "days that are not working days: 10:00 to 12:00 and 11:00 to 13:00 overlap");
}

#[test]
fn hours_without_bank_holidays_count_from_1972() {
    // By the week alone, with working days that keep no bank holiday, and with ones that keep them but do not matter.
    let by_week = week(5, "09:00-17:00");
    let mut by_working_days = by_week.clone();
    by_working_days.on_non_working_days = Some(Vec::new());
    for place in [
        Place::new(&by_week, None, "Europe/London"),
        Place::new(&by_week, Some(&working_days(&[Division::Scotland])), "Europe/London"),
        Place::new(&by_working_days, Some(&working_days(&[])), "Europe/London"),
    ] {
        // 30 September 1978 is a Saturday.
        assert_eq!(place.add("1978-09-30 12:00", HOUR), "1978-10-02 10:00");
        assert_eq!(place.add("1978-09-30 12:00", -HOUR), "1978-09-29 16:00");
        assert_eq!(place.add("1972-01-01 00:00", HOUR), "1972-01-03 10:00");
        assert_eq!(place.add("1990-01-01 10:00", -2 * HOUR), "1989-12-29 16:00");
        assert_eq!(place.shown(place.0.next_opening(place.at("1975-03-15 12:00")).unwrap()), "1975-03-17 09:00");
        assert_eq!(place.count("1972-01-01 00:00", "1972-12-31 00:00"), 260 * 8 * HOUR);
        let sentence = place.0.add(place.at("1972-01-03 10:00"), -HOUR - 1).unwrap_err().to_string();
        assert!(sentence.contains("between 1 January 1972"), "{sentence}");
    }
}

#[test]
fn rules_are_kept_in_files() {
    let mut rules = week(1, "09:00-12:30 13:30-24:00");
    rules.exceptions = vec![exception("2026-12-24", "09:00-12:00", "Christmas Eve")];
    let text = serde_json::to_string(&rules).unwrap();
    assert!(
        text.starts_with(r#"{"week":[[{"from":"09:00","to":"12:30"},{"from":"13:30","to":"24:00"}],[],"#),
        "{text}"
    );
    assert_eq!(serde_json::from_str::<HoursRules>(&text).unwrap(), rules);
}

#[test]
fn hours_that_never_open_again_say_which_day_was_the_last() {
    let mut rules = week(0, "");
    rules.exceptions =
        vec![exception("2012-07-20", "18:00-03:00", "Fete"), exception("2011-09-05", "10:00-12:00", "Fete")];
    let place = Place::new(&rules, None, "Europe/London");
    let error = place.0.add(place.at("2013-01-07 12:00"), HOUR).unwrap_err();
    assert_eq!(error.calendar_bound(), Some(CalendarBound::Ends(day("2012-07-20"))));
    assert_eq!(
        error.to_string(),
        "3600 open seconds after 2013-01-07T12:00:00Z cannot be counted: these opening hours have no opening after 2012-07-20"
    );
    let error = place.0.next_opening(place.at("2012-07-21 03:00")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the next opening after 2012-07-21T02:00:00Z cannot be counted: these opening hours have no opening after 2012-07-20"
    );
    let error = place.0.add(place.at("2011-09-05 11:00"), -2 * HOUR).unwrap_err();
    assert_eq!(error.calendar_bound(), Some(CalendarBound::Begins(day("2011-09-05"))));
    // An hour is left of the first opening, and the last has nine.
    assert_eq!(place.add("2011-09-05 11:00", 10 * HOUR), "2012-07-21 03:00");

    // A last opening at most 366 days before the years end may be one of each year; a day earlier, it was the last.
    for (last, bound) in [("2099-12-29", Some(CalendarBound::Ends(day("2099-12-29")))), ("2099-12-30", None)] {
        rules.exceptions = vec![exception(last, "10:00-12:00", "Fete")];
        let place = Place::new(&rules, None, "Europe/London");
        assert_eq!(place.0.add(place.at("2100-01-02 12:00"), HOUR).unwrap_err().calendar_bound(), bound, "{last}");
    }

    // Hours that go on say that the years end.
    let error = office().0.add(office().at("2100-12-31 12:00"), 24 * HOUR).unwrap_err();
    assert_eq!(error.calendar_bound(), None);
}
