//! Counts, in tests alone, how much is looked at: the time must not grow out of proportion with what is given, and steps can be
//! counted where seconds cannot.

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Something was looked at.
#[inline]
pub(crate) fn count() {
    #[cfg(test)]
    STEPS.with(|all| all.set(all.get() + 1));
}

/// What some work comes to, and in how many steps.
#[cfg(test)]
pub(crate) fn counted<T>(work: impl FnOnce() -> T) -> (T, usize) {
    STEPS.with(|all| all.set(0));
    let done = work();
    (done, STEPS.with(std::cell::Cell::get))
}
