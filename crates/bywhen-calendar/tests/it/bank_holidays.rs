//! The bundled data against the rules, and as it was known at the time.

use crate::common::date;
use bywhen_calendar::{BankHoliday, Basis, Calendars, Division, Status, rules};
use chrono::{Datelike, NaiveDate, Weekday};

/// What the rules cannot know: days added, and days moved (from, to).
const ADDED: [&str; 7] =
    ["1999-12-31", "2002-06-03", "2011-04-29", "2012-06-05", "2022-06-03", "2022-09-19", "2023-05-08"];
const ADDED_IN_SCOTLAND: [&str; 1] = ["2026-06-15"];
const MOVED: [(&str, &str); 5] = [
    ("1995-05-01", "1995-05-08"),
    ("2002-05-27", "2002-06-04"),
    ("2012-05-28", "2012-06-04"),
    ("2020-05-04", "2020-05-08"),
    ("2022-05-30", "2022-06-02"),
];

fn added(division: Division) -> Vec<NaiveDate> {
    let scottish: &[&str] = if division == Division::Scotland { &ADDED_IN_SCOTLAND } else { &[] };
    ADDED.iter().chain(scottish).map(|text| date(text)).collect()
}

#[test]
fn the_rules_give_every_line_of_the_data_but_the_days_added_and_moved() {
    let calendars = Calendars::bundled();
    let moved: Vec<(NaiveDate, NaiveDate)> = MOVED.iter().map(|(from, to)| (date(from), date(to))).collect();
    for division in Division::ALL {
        let added = added(division);
        for year in 1990..=2028 {
            let (extra, data): (Vec<BankHoliday>, Vec<BankHoliday>) = calendars
                .bank_holidays(division, year, None)
                .into_iter()
                .partition(|holiday| added.contains(&holiday.date) || moved.iter().any(|(_, to)| *to == holiday.date));
            let ordinary = rules::ordinary_bank_holidays(division, year).into_iter();
            let expected = ordinary.filter(|holiday| !moved.iter().any(|(from, _)| *from == holiday.date));
            let compare =
                |holiday: &BankHoliday| (holiday.date, holiday.title.clone(), holiday.basis, holiday.in_lieu_of);
            assert_eq!(data.iter().map(compare).collect::<Vec<_>>(), expected.map(|h| compare(&h)).collect::<Vec<_>>());

            for holiday in extra {
                assert_eq!(holiday.basis, Basis::Proclamation);
                assert_eq!(holiday.one_off, added.contains(&holiday.date));
                let from = moved.iter().find(|(_, to)| *to == holiday.date).map(|(from, _)| *from);
                assert_eq!(holiday.replaces, from);
            }
        }
    }
}

#[test]
fn every_day_added_or_moved_is_there() {
    let calendars = Calendars::bundled();
    for division in Division::ALL {
        let has = |on: NaiveDate| calendars.bank_holidays(division, on.year(), None).iter().any(|h| h.date == on);
        assert!(added(division).into_iter().all(has));
        for (from, to) in MOVED {
            assert!(has(date(to)) && !has(date(from)), "{division} {from}");
        }
    }
}

/// Easter by the Church's own tables (Clavius, 1603): the Sunday after the full moon that the golden number and the two
/// corrections of the moon's age give. It shares no step with the reckoning that the calendar uses.
fn easter_by_full_moon(year: i32) -> NaiveDate {
    let (golden, century) = (year % 19 + 1, year / 100 + 1);
    let dropped_leap_days = 3 * century / 4 - 12;
    let moon_drift = (8 * century + 5) / 25 - 5;
    let epact = match (11 * golden + 20 + moon_drift - dropped_leap_days).rem_euclid(30) {
        24 => 25,
        25 if golden > 11 => 26,
        epact => epact,
    };
    // The 14th day of the moon, not before 21 March.
    let from_march = if 44 - epact < 21 { 74 - epact } else { 44 - epact };
    let full_moon = NaiveDate::from_ymd_opt(year, 3, 1).unwrap() + chrono::Days::new(from_march as u64 - 1);
    full_moon.iter_days().skip(1).find(|day| day.weekday() == Weekday::Sun).unwrap()
}

#[test]
fn easter_is_where_the_almanacs_have_it() {
    // The earliest and the latest Easter there can be in the range, and some in between.
    for easter in [
        "1818-03-22",
        "1943-04-25",
        "1990-04-15",
        "2000-04-23",
        "2008-03-23",
        "2011-04-24",
        "2024-03-31",
        "2026-04-05",
        "2038-04-25",
        "2049-04-18",
        "2076-04-19",
        "2100-03-28",
    ] {
        assert_eq!(rules::easter_sunday(date(easter).year()), Some(date(easter)));
    }
    for year in [i32::MIN, -1, 0, 1582, 10_000, i32::MAX] {
        assert_eq!(rules::easter_sunday(year), None);
    }
    for year in 1583..=9999 {
        assert_eq!(rules::easter_sunday(year), Some(easter_by_full_moon(year)));
    }
}

#[test]
fn status_follows_the_year() {
    let calendars = Calendars::bundled();
    for division in Division::ALL {
        let status = |year| calendars.bank_holidays(division, year, None).first().map(|holiday| holiday.status);
        assert_eq!(status(1989), None);
        assert_eq!(status(1990), Some(Status::Reconstructed));
        assert_eq!(status(2010), Some(Status::Reconstructed));
        assert_eq!(status(2011), Some(Status::Published));
        assert_eq!(status(2028), Some(Status::Published));
        assert_eq!(status(2029), Some(Status::Projected));
        assert_eq!(status(2100), Some(Status::Projected));
        assert_eq!(status(2101), None);
        assert_eq!(status(i32::MAX), None);
    }
}

#[test]
fn a_holiday_on_a_weekend_stands_on_a_weekday() {
    let calendars = Calendars::bundled();
    for division in Division::ALL {
        for year in 1990..=2100 {
            let holidays = calendars.bank_holidays(division, year, None);
            assert!(holidays.iter().all(|h| !matches!(h.date.weekday(), Weekday::Sat | Weekday::Sun)));
            assert!(holidays.is_sorted_by(|a, b| a.date < b.date));
            let ordinary = if division == Division::NorthernIreland { 10 } else { 8 };
            assert!(holidays.len() >= ordinary && holidays.len() <= ordinary + 3, "{division} {year}");
        }
    }
}

fn dates(division: Division, year: i32, known_on: &str) -> Vec<String> {
    let holidays = Calendars::bundled().bank_holidays(division, year, Some(date(known_on)));
    holidays.iter().map(|holiday| holiday.date.to_string()).collect()
}

#[test]
fn an_added_day_is_unknown_until_it_is_announced() {
    for division in Division::ALL {
        let has = |known_on| dates(division, 2022, known_on).contains(&"2022-09-19".to_owned());
        assert!(!has("2022-09-01"));
        assert!(!has("2022-09-09"));
        assert!(has("2022-09-10"));
        assert!(has("2026-01-01"));
    }
}

#[test]
fn a_moved_day_stands_on_its_ordinary_date_until_the_move_is_announced() {
    for division in Division::ALL {
        let before = dates(division, 2020, "2019-05-01");
        assert!(before.contains(&"2020-05-04".to_owned()) && !before.contains(&"2020-05-08".to_owned()));
        let after = dates(division, 2020, "2019-07-02");
        assert!(!after.contains(&"2020-05-04".to_owned()) && after.contains(&"2020-05-08".to_owned()));
        assert_eq!(before.len(), after.len());

        let standing = Calendars::bundled().bank_holidays(division, 2020, Some(date("2019-05-01")));
        let may = standing.iter().find(|holiday| holiday.date == date("2020-05-04")).unwrap();
        assert_eq!((may.title.as_str(), may.replaces, may.announced), ("Early May bank holiday", None, None));
        assert_eq!(may.status, Status::Published);
    }
    // Scotland followed three weeks later.
    assert!(dates(Division::Scotland, 2020, "2019-06-20").contains(&"2020-05-04".to_owned()));
    assert!(dates(Division::EnglandAndWales, 2020, "2019-06-20").contains(&"2020-05-08".to_owned()));
    // A move whose announcement has no date is always known.
    assert!(dates(Division::Scotland, 1995, "1990-01-01").contains(&"1995-05-08".to_owned()));
}

#[test]
fn the_jubilee_of_2022_before_and_after_it_was_announced() {
    let june = |known_on| {
        let holidays = dates(Division::EnglandAndWales, 2022, known_on);
        holidays.into_iter().filter(|date| ("2022-05-15".."2022-06-30").contains(&date.as_str())).collect::<Vec<_>>()
    };
    assert_eq!(june("2020-11-11"), ["2022-05-30"]);
    assert_eq!(june("2020-11-12"), ["2022-06-02", "2022-06-03"]);
}
