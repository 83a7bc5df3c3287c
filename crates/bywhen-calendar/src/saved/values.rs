//! How plain values stand in a saved file.

use super::{Reader, Saved, Writer};

macro_rules! numbers {
    ($($number:ty),+) => {
        $(impl Saved for $number {
            fn write(&self, to: &mut Writer) {
                // Nothing in a model counts as far as 2^63.
                to.number(i64::try_from(*self).unwrap_or(i64::MAX));
            }

            fn read(from: &mut Reader<'_>) -> $number {
                from.number()
            }
        })+
    };
}

numbers!(u8, u16, u32, usize, i32, i64);

impl Saved for bool {
    fn write(&self, to: &mut Writer) {
        to.yes(*self);
    }

    fn read(from: &mut Reader<'_>) -> bool {
        from.yes()
    }

    fn is_nothing(&self) -> bool {
        !self
    }

    fn missing(_: &mut Reader<'_>) -> bool {
        false
    }
}

impl Saved for String {
    fn write(&self, to: &mut Writer) {
        to.text(self);
    }

    fn read(from: &mut Reader<'_>) -> String {
        from.text().to_owned()
    }
}

impl<T: Saved> Saved for Option<T> {
    fn write(&self, to: &mut Writer) {
        match self {
            Some(value) => value.write(to),
            None => to.nothing(),
        }
    }

    fn read(from: &mut Reader<'_>) -> Option<T> {
        if from.nothing() { None } else { Some(T::read(from)) }
    }

    fn is_nothing(&self) -> bool {
        self.is_none()
    }

    fn missing(_: &mut Reader<'_>) -> Option<T> {
        None
    }
}

impl<T: Saved> Saved for Box<T> {
    fn write(&self, to: &mut Writer) {
        (**self).write(to);
    }

    fn read(from: &mut Reader<'_>) -> Box<T> {
        Box::new(T::read(from))
    }
}

impl<T: Saved> Saved for Vec<T> {
    fn write(&self, to: &mut Writer) {
        to.list(self.len());
        for value in self {
            value.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Vec<T> {
        let mut left = from.list();
        let mut values = Vec::new();
        while left > 0 && !from.has_failed() {
            left -= 1;
            values.push(T::read(from));
        }
        values
    }

    fn missing(_: &mut Reader<'_>) -> Vec<T> {
        Vec::new()
    }
}

impl<T: Saved, const N: usize> Saved for [T; N] {
    fn write(&self, to: &mut Writer) {
        to.list(N);
        for value in self {
            value.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> [T; N] {
        let mut left = from.list();
        let values = std::array::from_fn(|_| from.field(&mut left));
        from.expect_end(left);
        values
    }
}

impl<A: Saved, B: Saved> Saved for (A, B) {
    fn write(&self, to: &mut Writer) {
        to.list(2);
        self.0.write(to);
        self.1.write(to);
    }

    fn read(from: &mut Reader<'_>) -> (A, B) {
        let mut left = from.list();
        let values = (from.field(&mut left), from.field(&mut left));
        from.expect_end(left);
        values
    }
}
