//! Conflicting mappings: neither of two is preferred.

use bywhen::engine::find_conflict;

use super::MappingError;

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
