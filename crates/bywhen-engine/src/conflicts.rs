//! Two things that were said and cannot both be: neither of the two is preferred.

/// The first two of what was said that cannot both be.
pub fn find_conflict<T>(given: &[T], conflicts: impl Fn(&T, &T) -> bool) -> Option<(&T, &T)> {
    given.iter().enumerate().find_map(|(place, one)| {
        let other = given.iter().skip(place + 1).find(|other| conflicts(one, other))?;
        Some((one, other))
    })
}
