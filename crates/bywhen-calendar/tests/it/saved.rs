//! Values in saved files: what is written is read back, and what could not have been written is refused.

#![cfg(feature = "zones")]

use std::fs;

use bywhen_calendar::{Calendars, Weekdays, Zone, saved};
use chrono::Weekday;

#[test]
fn the_bundled_data_is_written_as_it_stands_in_its_file() {
    let file = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/data/uk-bank-holidays.saved")).unwrap();
    assert!(saved::write(&Calendars::bundled()) == file, "make uk-bank-holidays.saved anew: see data/README.md");
    assert_eq!(saved::read::<Calendars>(&file), Some(Calendars::bundled()));
}

#[test]
fn weekdays_are_seven_bits() {
    for days in [Weekdays::NONE, Weekdays::MONDAY_TO_FRIDAY, Weekdays::EVERY_DAY, Weekdays::from_days([Weekday::Sun])] {
        assert_eq!(saved::read::<Weekdays>(&saved::write(&days)), Some(days));
    }
    assert!(Weekdays::NONE.is_empty() && !Weekdays::from_days([Weekday::Sun]).is_empty());
    for no_days in [128_u32, 127 + 128, 256] {
        assert_eq!(saved::read::<Weekdays>(&saved::write(&no_days)), None, "{no_days}");
    }
}

#[test]
fn a_zone_that_every_program_knows_is_written_by_name() {
    for (name, known) in [("Europe/London", Zone::london()), ("UTC", Zone::utc())] {
        assert_eq!(Zone::named(name).unwrap(), known);
        assert_eq!(saved::write(&known), saved::write(&name.to_owned()));
        assert_eq!(saved::read::<Zone>(&saved::write(&name.to_owned())), Some(known));
    }
    assert_eq!(saved::read::<Zone>(&saved::write(&"Europe/Paris".to_owned())), None);
    for name in ["Europe/Paris", "Asia/Kolkata", "+05:45"] {
        let zone = Zone::named(name).unwrap();
        assert_eq!(saved::read::<Zone>(&saved::write(&zone)), Some(zone), "{name}");
    }
}
