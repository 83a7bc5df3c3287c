//! Which rows need a closer look.

/// A bit for each row that needs a closer look, set without a branch: a mispredicted branch costs more than writing the bit.
#[derive(Debug, Default)]
pub(super) struct RowMask(Vec<u64>);

/// Rows in one word of the mask.
pub(super) const WORD: usize = u64::BITS as usize;

impl RowMask {
    /// Clears the mask.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Appends the next rows, [`WORD`] of them or, at the end, fewer.
    #[inline]
    pub(super) fn push(&mut self, needs_look: impl Iterator<Item = bool>) {
        self.0.push(needs_look.enumerate().fold(0, |word, (row, set)| word | u64::from(set) << row));
    }

    /// The rows whose bit is set, in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(place, word)| bits(*word).map(move |bit| place * WORD + bit))
    }
}

fn bits(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (word != 0).then(|| word.trailing_zeros() as usize);
        word &= word.wrapping_sub(1);
        bit
    })
}
