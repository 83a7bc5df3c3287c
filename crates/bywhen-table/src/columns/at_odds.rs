//! What is said twice and differently: none of the two could be meant more than the other.

use super::MappingError;

/// The first two of what was said that cannot both be.
pub fn at_odds<T>(said: &[T], cannot_both_be: impl Fn(&T, &T) -> bool) -> Option<(&T, &T)> {
    said.iter().enumerate().find_map(|(place, one)| {
        let other = said.iter().skip(place + 1).find(|other| cannot_both_be(one, other))?;
        Some((one, other))
    })
}

/// Refuses that of one name two things are said that cannot both be.
pub(crate) fn only_one<T: ToString>(
    said: &[(String, T)],
    cannot_both_be: impl Fn(&T, &T) -> bool,
) -> Result<(), MappingError> {
    match at_odds(said, |(name, one), (of, other)| name == of && cannot_both_be(one, other)) {
        Some(((name, one), (_, other))) => {
            let (name, one, other) = (name.clone(), one.to_string(), other.to_string());
            Err(MappingError::Contradiction { name, one, other })
        }
        None => Ok(()),
    }
}
