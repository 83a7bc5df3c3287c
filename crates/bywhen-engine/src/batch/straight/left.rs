//! Rows that are left for a closer look.

/// Rows that are left for a closer look.
#[derive(Debug, Default)]
pub(super) struct Left {
    rows: Vec<u32>,
    count: usize,
}

impl Left {
    /// Forgets those of before and makes room for so many.
    pub(super) fn begin(&mut self, most: usize) {
        self.rows.resize(most.max(self.rows.len()), 0);
        self.count = 0;
    }

    /// Adds a row if it is left. It is written in either case and then counted or not: nobody can tell beforehand which it
    /// will be, and a processor that guesses wrong loses more than it takes to write.
    #[inline]
    pub(super) fn add_if(&mut self, is_left: bool, row: usize) {
        if let Some(slot) = self.rows.get_mut(self.count) {
            *slot = row as u32;
        }
        self.count += usize::from(is_left);
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = usize> {
        self.rows.iter().take(self.count).map(|row| *row as usize)
    }
}
