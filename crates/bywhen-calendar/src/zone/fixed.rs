//! Clocks that are always as much ahead of UTC or behind it: `+01:00`.

use super::table::Table;

/// No clock is further ahead than that, and none as far behind.
const MOST_MINUTES: u32 = 14 * 60;

/// The table of `+01:00`, written exactly so.
pub(super) fn table(name: &str) -> Option<Table> {
    let offset = offset(name)?;
    (written(offset) == name).then(|| Table::new(name.to_owned(), offset, &[]))
}

/// Returns the zone meant by `GMT+1`, `UTC +1:00` or `+0100`. The names of the IANA that look like it, `Etc/GMT+1`,
/// count westwards and so mean the opposite.
pub(super) fn meant(name: &str) -> Option<String> {
    let name = name.trim();
    let prefix = |prefix: &str| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    let rest = if prefix("UTC") || prefix("GMT") { name.get(3..)? } else { name };
    offset(rest.trim()).map(written)
}

/// Seconds ahead of UTC: `+1`, `+01`, `+0100`, `+1:00` or `+01:00`.
fn offset(text: &str) -> Option<i32> {
    let (sign, digits) = match text.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, text.strip_prefix(['-', '\u{2212}'])?),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some((hours, minutes)) if minutes.len() == 2 => (hours, minutes),
        None if matches!(digits.len(), 3 | 4) => digits.split_at_checked(digits.len() - 2)?,
        None => (digits, "0"),
        Some(_) => return None,
    };
    let number = |text: &str| -> Option<u32> {
        let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if digits { text.parse().ok() } else { None }
    };
    let (hours, minutes) = (number(hours)?, number(minutes).filter(|minutes| *minutes < 60)?);
    let minutes = hours * 60 + minutes;
    (minutes <= MOST_MINUTES).then_some(sign * minutes as i32 * 60)
}

fn written(offset: i32) -> String {
    let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.unsigned_abs() / 60);
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
