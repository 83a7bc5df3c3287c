//! Zones by name, read once from chrono-tz into a table.

use std::ops::Range;

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};

use super::table::{END, ORIGIN, Table};

const DAY: i64 = 86_400;
/// chrono-tz follows the rules until 1 January 2100 and stands still from then on.
const KNOWN_UNTIL: i64 = 4_102_444_800;
/// So the year 2100 repeats 2094, which starts on the same weekday and is no leap year either: rules that speak of
/// weekdays of a month give the same dates in both.
const ALIKE: Range<i64> = KNOWN_UNTIL - REPEATED_AFTER..KNOWN_UNTIL - REPEATED_AFTER + 365 * DAY;
const REPEATED_AFTER: i64 = 2_191 * DAY;

/// Probes the offset once a day and finds the second of each change by halving: chrono-tz does not show its table.
pub(super) fn table(name: &str) -> Option<Table> {
    let zone: Tz = name.parse().ok()?;
    let mut changes = Vec::new();
    let mut before = offset(zone, ORIGIN);
    let first = before;
    let mut at = ORIGIN;
    while at < KNOWN_UNTIL {
        let next = at + DAY;
        let after = offset(zone, next);
        if after != before {
            let (mut low, mut high) = (at, next);
            while high - low > 1 {
                let middle = low + (high - low) / 2;
                if offset(zone, middle) == before { low = middle } else { high = middle }
            }
            changes.push((high, after));
            before = after;
        }
        at = next;
    }
    let alike: Vec<_> = changes
        .iter()
        .filter(|change| ALIKE.contains(&change.0))
        .map(|(at, offset)| (at + REPEATED_AFTER, *offset))
        .collect();
    changes.extend(alike.into_iter().filter(|(at, _)| *at < END));
    Some(Table::new(name.to_owned(), first, &changes))
}

fn offset(zone: Tz, utc: i64) -> i32 {
    let utc = DateTime::from_timestamp(utc, 0).unwrap_or_default().naive_utc();
    zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()
}

/// The name that was probably meant.
pub(super) fn suggestion(name: &str) -> Option<String> {
    if name.eq_ignore_ascii_case("BST") {
        return Some("Europe/London".to_owned());
    }
    // No place has a figure in its name: whoever writes one means an offset, and one that there is not.
    if name.contains(|c: char| c == '+' || c.is_ascii_digit()) {
        return None;
    }
    let wanted = name.to_lowercase().replace(' ', "_");
    let closeness = |known: &str| {
        let known = known.to_lowercase();
        let city = known.rsplit('/').next().unwrap_or_default();
        // A city alone is close, but the same spelling in full is closer.
        let by_city = strsim::jaro_winkler(&wanted, city) * 0.99;
        by_city.max(strsim::jaro_winkler(&wanted, &known))
    };
    let names = TZ_VARIANTS.iter().map(|zone| zone.name()).filter(|name| may_be_suggested(name));
    let scored = names.map(|name| (closeness(name), name));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)));
    best.filter(|(score, _)| *score > 0.85).map(|(_, name)| name.to_owned())
}

/// Places, and UTC and GMT. Other abbreviations are no place's for long (`EST` has no summer), and `Etc/GMT+1` is west of
/// Greenwich.
fn may_be_suggested(name: &str) -> bool {
    let is_place = name.bytes().any(|byte| byte.is_ascii_lowercase()) && !name.starts_with("Etc/");
    is_place || ["UTC", "GMT"].contains(&name)
}
