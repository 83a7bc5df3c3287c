//! Local time, against chrono-tz and in the odd corners of the world.

#![cfg(feature = "zones")]

use crate::common::{Random, cases, day};
use bywhen_calendar::{Instant, LocalTimeError, TimeOfDay, Zone};
use chrono::{DateTime, NaiveDateTime, Offset, TimeZone, Timelike};
use chrono_tz::{TZ_VARIANTS, Tz};

const FIRST: i64 = 63_072_000; // 1972-01-01T00:00:00Z
const KNOWN_UNTIL: i64 = 4_102_444_800; // 2100-01-01T00:00:00Z, where chrono-tz stops following the rules
const LAST: i64 = 4_133_980_800; // 2101-01-01T00:00:00Z

fn theirs(zone: Tz, utc: i64) -> NaiveDateTime {
    let at = DateTime::from_timestamp(utc, 0).unwrap().naive_utc();
    at + chrono::TimeDelta::seconds(i64::from(zone.offset_from_utc_datetime(&at).fix().local_minus_utc()))
}

fn time(text: &str) -> TimeOfDay {
    text.parse().unwrap()
}

fn shown(zone: &Zone, at: Instant) -> String {
    zone.local(at).unwrap().to_string()
}

#[test]
fn london_by_rule_is_london_by_data() {
    let london = Zone::london();
    let data: Tz = "Europe/London".parse().unwrap();
    // The changes are at whole hours: every half hour of the range is enough to find a difference.
    let step = if cfg!(debug_assertions) { 7_200 } else { 1_800 };
    for utc in (FIRST..KNOWN_UNTIL).step_by(step) {
        let ours = london.local(Instant::from_seconds(utc)).unwrap();
        let expected = theirs(data, utc);
        assert_eq!((ours.day.date(), ours.time.seconds()), (expected.date(), expected.num_seconds_from_midnight()));
    }
    // GB is another name for it, but read from the data; this compares the year 2100 too.
    let read = Zone::named("GB").unwrap();
    for utc in (FIRST..LAST).step_by(step) {
        let at = Instant::from_seconds(utc);
        assert_eq!(london.local(at), read.local(at));
    }
    assert_eq!(shown(&london, Instant::from_seconds(4_118_000_400)), "2100-06-30T02:00:00+01:00");
}

#[test]
fn every_zone_shows_what_chrono_tz_shows() {
    let mut random = Random(1);
    let zones: Vec<&Tz> =
        if cfg!(debug_assertions) { TZ_VARIANTS.iter().step_by(30).collect() } else { TZ_VARIANTS.iter().collect() };
    for zone in zones {
        let ours = Zone::named(zone.name()).unwrap();
        assert_eq!(ours.name(), zone.name());
        for _ in 0..500 {
            let utc = random.range(FIRST + 86_400, KNOWN_UNTIL);
            let expected = theirs(*zone, utc);
            let local = ours.local(Instant::from_seconds(utc)).unwrap();
            assert_eq!(
                (local.day.date(), local.time.seconds()),
                (expected.date(), expected.num_seconds_from_midnight()),
                "{zone} {utc}"
            );
            // And back: either the moment itself, or one of the two that look the same.
            match ours.instant(local.day, local.time) {
                Ok(at) => assert_eq!(at.seconds(), utc),
                Err(LocalTimeError::Repeated { earlier, later }) => {
                    assert!([earlier.instant().seconds(), later.instant().seconds()].contains(&utc));
                }
                Err(error) => panic!("{error}"),
            }
            assert_eq!(ours.instant_with_offset(local.day, local.time, local.offset_seconds).seconds(), utc);
        }
    }
}

#[test]
fn local_times_agree_with_chrono_tz_near_clock_changes() {
    let mut random = Random(2);
    for name in [
        "Europe/London",
        "America/New_York",
        "Australia/Lord_Howe",
        "America/St_Johns",
        "Pacific/Apia",
        "Africa/Casablanca",
        "Atlantic/Azores",
        "America/Nuuk",
        "America/Havana",
    ] {
        let (ours, theirs): (Zone, Tz) = (Zone::named(name).unwrap(), name.parse().unwrap());
        // Days around changes are a small part of all days: find them by the length of the day.
        let days: Vec<_> = (1..46_725u16)
            .map(|index| bywhen_calendar::Day::from_index(index).unwrap())
            .filter(|day| ours.end_of_day(*day).seconds() - ours.start_of_day(*day).seconds() != 86_399)
            .collect();
        assert!(days.len() > 10);
        for _ in 0..cases(20_000, 1_000) {
            let day = *random.pick(&days);
            let time = TimeOfDay::from_hms(random.range(0, 24) as u32, random.range(0, 60) as u32, 0).unwrap();
            let local =
                day.date().and_hms_opt(0, 0, 0).unwrap() + chrono::TimeDelta::seconds(i64::from(time.seconds()));
            match (ours.instant(day, time), theirs.from_local_datetime(&local)) {
                (Ok(at), chrono::LocalResult::Single(expected)) => {
                    assert_eq!(at.seconds(), expected.timestamp())
                }
                (Err(LocalTimeError::Repeated { earlier, later }), chrono::LocalResult::Ambiguous(a, b)) => {
                    assert_eq!(
                        (earlier.instant().seconds(), later.instant().seconds()),
                        (a.timestamp().min(b.timestamp()), a.timestamp().max(b.timestamp()))
                    );
                    assert_eq!(
                        (ours.earliest(day, time), ours.latest(day, time)),
                        (earlier.instant(), later.instant())
                    );
                }
                (Err(LocalTimeError::Skipped { from, to, .. }), chrono::LocalResult::None) => {
                    assert_eq!(ours.earliest(day, time), ours.latest(day, time));
                    assert_eq!(from.instant(), to.instant());
                    assert_eq!(ours.earliest(day, time), to.instant());
                    assert_eq!(shown(&ours, to.instant()), to.to_string());
                }
                (ours, theirs) => panic!("{name} {local}: {ours:?} {theirs:?}"),
            }
        }
    }
}

#[test]
fn skipped_and_repeated_times_say_so() {
    let london = Zone::london();
    let error = |on, at| london.instant(day(on), time(at)).unwrap_err().to_string();
    assert_eq!(
        error("2027-03-28", "01:30"),
        "01:30 on Sunday 28 March 2027 does not exist in Europe/London: the clocks go forward from 01:00 to 02:00"
    );
    assert_eq!(
        error("2026-10-25", "01:30"),
        "01:30 on Sunday 25 October 2026 comes twice, because the clocks go back: write 2026-10-25T01:30:00+01:00 or 2026-10-25T01:30:00+00:00"
    );
    assert_eq!(
        Zone::named("Pacific/Apia").unwrap().instant(day("2011-12-30"), time("12:00")).unwrap_err().to_string(),
        "12:00 on Friday 30 December 2011 does not exist in Pacific/Apia: the clocks go forward from 00:00 to 00:00 on Saturday 31 December 2011"
    );
    // The edges of the gap and of the repetition belong to one moment each.
    assert!(london.instant(day("2027-03-28"), time("00:59:59")).is_ok());
    assert!(london.instant(day("2027-03-28"), time("02:00")).is_ok());
    assert!(london.instant(day("2026-10-25"), time("01:00")).is_err());
    assert!(london.instant(day("2026-10-25"), time("02:00")).is_ok());
}

#[test]
fn days_start_and_end_where_the_local_clock_says() {
    let check = |name: &str, on: &str, start: &str, end: &str| {
        let zone = Zone::named(name).unwrap();
        assert_eq!(shown(&zone, zone.start_of_day(day(on))), start);
        assert_eq!(shown(&zone, zone.end_of_day(day(on))), end);
    };
    check("Europe/London", "2026-04-01", "2026-04-01T00:00:00+01:00", "2026-04-01T23:59:59+01:00");
    check("Europe/London", "2026-10-25", "2026-10-25T00:00:00+01:00", "2026-10-25T23:59:59+00:00");
    // Midnight is skipped, 23:00 to 24:00 is skipped, the minute before midnight comes twice, midnight comes twice.
    check("America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00:00-02:00", "2018-11-04T23:59:59-02:00");
    check("America/Nuuk", "2025-03-29", "2025-03-29T00:00:00-02:00", "2025-03-29T22:59:59-02:00");
    check("America/St_Johns", "2010-11-06", "2010-11-06T00:00:00-02:30", "2010-11-06T23:59:59-03:30");
    check("Atlantic/Azores", "2026-10-25", "2026-10-25T00:00:00+00:00", "2026-10-25T23:59:59-01:00");
    check("Pacific/Apia", "2011-12-29", "2011-12-29T00:00:00-10:00", "2011-12-29T23:59:59-10:00");
}

/// The notice in Dodds v Walker [1981] 1 WLR 1027 was given on 30 September 1978, for four months.
#[test]
fn dodds_v_walker_on_the_london_clock() {
    let london = Zone::london();
    let given = day("1978-09-30");
    let last = given.plus_months(4).unwrap();
    assert_eq!(last, day("1979-01-30"));
    assert_eq!(shown(&london, london.end_of_day(given)), "1978-09-30T23:59:59+01:00");
    assert_eq!(shown(&london, london.end_of_day(last)), "1979-01-30T23:59:59+00:00");
}

/// Of each rule the first and the last year. Until 1980 the change is an hour later.
#[test]
fn london_changed_its_clocks_by_other_rules_before() {
    let london = Zone::london();
    for (skipped, repeated) in [
        ("1972-03-19 02:30", "1972-10-29 02:30"),
        ("1980-03-16 02:30", "1980-10-26 02:30"),
        ("1981-03-29 01:30", "1981-10-25 01:30"),
        ("1989-03-26 01:30", "1989-10-29 01:30"),
        ("1990-03-25 01:30", "1990-10-28 01:30"),
        ("1995-03-26 01:30", "1995-10-22 01:30"),
        ("1996-03-31 01:30", "1996-10-27 01:30"),
    ] {
        let asked = |text: &str| {
            let (on, at) = text.split_once(' ').unwrap();
            london.instant(day(on), time(at))
        };
        assert!(matches!(asked(skipped), Err(LocalTimeError::Skipped { .. })), "{skipped}");
        assert!(matches!(asked(repeated), Err(LocalTimeError::Repeated { .. })), "{repeated}");
    }
}

#[test]
fn milliseconds_and_the_edges_of_the_range() {
    let london = Zone::london();
    let at = |utc: i64, millis| london.local(Instant::from_seconds(utc).plus_millis(millis));
    assert_eq!(at(FIRST, 0).unwrap().to_string(), "1972-01-01T00:00:00+00:00");
    assert_eq!(at(FIRST, 45).unwrap().to_string(), "1972-01-01T00:00:00.045+00:00");
    assert_eq!(at(LAST, -1).unwrap().to_string(), "2100-12-31T23:59:59.999+00:00");
    assert!(at(FIRST, -1).is_err() && at(LAST, 0).is_err());
    assert!(
        london.local(Instant::from_millis(i64::MIN)).is_err() && london.local(Instant::from_millis(i64::MAX)).is_err()
    );
    let noon = TimeOfDay::from_millis(43_200_500).unwrap();
    assert_eq!(shown(&london, london.instant(day("2026-07-01"), noon).unwrap()), "2026-07-01T12:00:00.500+01:00");
    assert_eq!(
        london.instant(day("2026-07-01"), TimeOfDay::END_OF_DAY),
        london.instant(day("2026-07-02"), TimeOfDay::MIDNIGHT)
    );
    assert_eq!(london.earliest(day("2100-12-31"), TimeOfDay::END_OF_DAY).seconds(), LAST);
}

#[test]
fn unknown_zones_are_told_apart_from_misspelt_ones() {
    let suggested = |name| Zone::named(name).unwrap_err().suggestion;
    assert_eq!(suggested("Europe/Londn").as_deref(), Some("Europe/London"));
    assert_eq!(suggested("london").as_deref(), Some("Europe/London"));
    assert_eq!(suggested("europe/amsterdam").as_deref(), Some("Europe/Amsterdam"));
    assert_eq!(suggested("new york").as_deref(), Some("America/New_York"));
    assert_eq!(suggested("qqqq"), None);
    assert_eq!(
        Zone::named("Londn").unwrap_err().to_string(),
        "`Londn` is not a time zone: did you mean `Europe/London`?"
    );
    // Never one that counts the other way, nor an abbreviation that is no place's.
    for (given, meant) in [
        ("GMT+1", Some("+01:00")),
        ("gmt +1", Some("+01:00")),
        ("UTC-5", Some("-05:00")),
        ("UTC\u{2212}5", Some("-05:00")),
        ("UTC+05:30", Some("+05:30")),
        ("+1", Some("+01:00")),
        ("-0330", Some("-03:30")),
        ("GMT+10:00", Some("+10:00")),
        ("BST", Some("Europe/London")),
        ("utc", Some("UTC")),
        ("gmt", Some("GMT")),
        ("GMT+25", None),
        ("EDT", None),
        ("etc/gmt+1", None),
        ("Etc/GMT+25", None),
        ("GMT+1:5", None),
    ] {
        assert_eq!(suggested(given).as_deref(), meant, "{given}");
    }
    assert_eq!(
        Zone::named("GMT+1").unwrap_err().to_string(),
        "`GMT+1` is not a time zone: write `+01:00` for a clock that never changes, else a place such as `Europe/London`"
    );
    assert!(Zone::named("").is_err() && Zone::named(&"x".repeat(10_000)).unwrap_err().name.len() == 80);
}

#[test]
fn an_offset_is_a_zone_whose_clock_never_changes() {
    // Half past nine in July and in January, an hour ahead of UTC: not what London has.
    let ahead = Zone::named("+01:00").unwrap();
    for (text, utc) in [("2026-07-01", "2026-07-01T08:30:00+00:00"), ("2026-01-01", "2026-01-01T08:30:00+00:00")] {
        let at = ahead.instant(crate::common::day(text), "09:30".parse().unwrap()).unwrap();
        assert_eq!(Zone::utc().local(at).unwrap().to_string(), utc);
        assert_eq!(ahead.local(at).unwrap().to_string(), format!("{text}T09:30:00+01:00"));
    }
    for name in ["+01:00", "-03:30", "+14:00", "+00:00"] {
        let zone = Zone::named(name).unwrap();
        assert_eq!(bywhen_calendar::saved::read::<Zone>(&bywhen_calendar::saved::write(&zone)), Some(zone));
    }
    for name in ["+14:01", "+1:00", "+0100", "01:00", "+01:60", "+001:00", "+01:00 "] {
        assert!(Zone::named(name).is_err(), "{name}");
    }
    // Named exactly, a zone is what the IANA says it is.
    assert_eq!(
        Zone::named("Etc/GMT+1").unwrap().local(Instant::from_seconds(1_700_000_000)).unwrap().offset_seconds,
        -3_600
    );
}

#[test]
fn a_written_zone_reads_back_and_a_forged_one_is_refused() {
    for name in ["Europe/London", "UTC", "Australia/Lord_Howe"] {
        let zone = Zone::named(name).unwrap();
        let text = serde_json::to_string(&zone).unwrap();
        assert_eq!(serde_json::from_str::<Zone>(&text).unwrap(), zone);
    }
    let read = |text: &str| serde_json::from_str::<Zone>(text).map_err(|error| error.to_string());
    assert!(read(r#"{"name": "", "offset": 0, "changes": []}"#).unwrap_err().contains("needs a name"));
    assert!(read(r#"{"name": "A", "offset": 86400, "changes": []}"#).unwrap_err().contains("less than a day"));
    assert!(read(r#"{"name": "A", "offset": -2147483648, "changes": []}"#).unwrap_err().contains("less than a day"));
    assert!(read(r#"{"name": "A", "offset": 0, "changes": [[5, 0]]}"#).unwrap_err().contains("outside"));
    assert!(
        read(r#"{"name": "A", "offset": 0, "changes": [[1000000000, 1], [1000000000, 2]]}"#)
            .unwrap_err()
            .contains("not after")
    );
    // Nonsense in good order is taken, and does no harm.
    let changes: Vec<String> =
        (0..4_000).map(|n| format!("[{}, {}]", 1_000_000_000 + n, (n * 7_919) % 86_399 - 43_000)).collect();
    let zone = read(&format!(r#"{{"name": "A", "offset": 5, "changes": [{}]}}"#, changes.join(","))).unwrap();
    let mut random = Random(3);
    for _ in 0..500 {
        let at = Instant::from_seconds(1_000_000_000 + random.range(-90_000, 90_000));
        let local = zone.local(at).unwrap();
        let _ = zone.instant(local.day, local.time);
        let _ = (zone.earliest(local.day, local.time), zone.latest(local.day, local.time), zone.end_of_day(local.day));
    }
}
