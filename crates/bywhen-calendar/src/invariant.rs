//! What the code itself makes sure of.

/// The value of an option that is always there, by the code around it. If it is not, tests and fuzzing stop, and a program goes
/// on with the fallback: the library never panics.
///
/// ```
/// use bywhen_calendar::invariant;
/// let sorted = [1, 2, 3];
/// assert_eq!(invariant!(sorted.first().copied(), 0), 1);
/// ```
#[macro_export]
macro_rules! invariant {
    ($value:expr, $fallback:expr) => {{
        let value = $value;
        debug_assert!(value.is_some(), "an invariant is broken: {}", stringify!($value));
        value.unwrap_or($fallback)
    }};
}
