//! Rows that are left for a closer look.

/// Which rows are left for a closer look: a bit for each, which is set and no branch taken. Nobody can tell beforehand which
/// it will be, and a processor that guesses wrong loses more than it takes to write.
#[derive(Debug, Default)]
pub(super) struct Left(Vec<u64>);

/// How many rows are noted together.
pub(super) const TOGETHER: usize = u64::BITS as usize;

impl Left {
    /// Forgets those of before.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Notes the next rows, [`TOGETHER`] of them or the last ones.
    #[inline]
    pub(super) fn push(&mut self, are_left: impl Iterator<Item = bool>) {
        self.0.push(are_left.enumerate().fold(0, |word, (row, is_left)| word | u64::from(is_left) << row));
    }

    /// The rows that are left, in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(place, word)| bits(*word).map(move |bit| place * TOGETHER + bit))
    }
}

fn bits(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (word != 0).then(|| word.trailing_zeros() as usize);
        word &= word.wrapping_sub(1);
        bit
    })
}
