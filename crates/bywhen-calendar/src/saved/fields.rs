//! The fields of a list, one after the other.

use super::{Reader, Saved, Writer};

impl Writer {
    /// The next field of a list of which this many are left.
    pub fn field<T: Saved>(&mut self, left: &mut usize, value: &T) {
        if let Some(fewer) = left.checked_sub(1) {
            *left = fewer;
            value.write(self);
        }
    }
}

impl Reader<'_> {
    /// The next field of a list of which this many are left.
    pub fn field<T: Saved>(&mut self, left: &mut usize) -> T {
        match left.checked_sub(1) {
            Some(fewer) => {
                *left = fewer;
                T::read(self)
            }
            None => T::missing(self),
        }
    }

    /// The default of a field that is left out: whatever stands in its place is passed over.
    pub fn left_out<T: Default>(&mut self, left: &mut usize) -> T {
        if let Some(fewer) = left.checked_sub(1) {
            *left = fewer;
            self.pass_over();
        }
        T::default()
    }
}
