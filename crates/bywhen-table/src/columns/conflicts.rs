//! Conflicting mappings: neither of two is preferred.

use super::MappingError;

/// The first two of what was said that cannot both be.
pub fn find_conflict<T>(given: &[T], conflicts: impl Fn(&T, &T) -> bool) -> Option<(&T, &T)> {
    given.iter().enumerate().find_map(|(place, one)| {
        let other = given.iter().skip(place + 1).find(|other| conflicts(one, other))?;
        Some((one, other))
    })
}

/// Refuses that of one name two things are said that cannot both be.
pub(crate) fn reject_conflicts<T: ToString>(
    given: &[(String, T)],
    conflicts: impl Fn(&T, &T) -> bool,
) -> Result<(), MappingError> {
    match find_conflict(given, |(name, one), (of, other)| name == of && conflicts(one, other)) {
        Some(((name, one), (_, other))) => {
            let (name, one, other) = (name.clone(), one.to_string(), other.to_string());
            Err(MappingError::Conflict { name, one, other })
        }
        None => Ok(()),
    }
}
