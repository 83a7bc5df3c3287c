//! Rows that are left for a closer look.

/// Rows that are left for a closer look. Kept from batch to batch, so that the room is used again.
#[derive(Debug, Default)]
pub(super) struct Left(Vec<u32>);

impl Left {
    /// The rows of which that is said, out of so many. Each is written down and then kept or not: nobody can tell
    /// beforehand which it will be, and a processor that guesses wrong loses more than it takes to write.
    #[inline]
    pub(super) fn of(&mut self, most: usize, is_left: impl Iterator<Item = bool>) -> &[u32] {
        self.0.resize(most.max(self.0.len()), 0);
        let rows = self.0.as_mut_slice();
        let mut count = 0;
        for (row, is_left) in is_left.enumerate() {
            if let Some(slot) = rows.get_mut(count) {
                *slot = row as u32;
            }
            count += usize::from(is_left);
        }
        self.0.get(..count).unwrap_or_default()
    }
}
