//! How a model stands in a saved file, for the types here and in the crates that build on this one.
//!
//! A file is CBOR, of a few kinds only. A struct is a list of its fields and a variant a list of its number and a list of
//! its fields, so that a field or a number stands for the same thing for ever: **fields are only ever added at the end,
//! optional or with a default, and a variant's number is never given to another.**
//!
//! Whoever reads never asks whether a value could be read. A [`Reader`] that has met something wrong goes on with zeros
//! and says so at the end: reading a large model takes a fraction of the code that way.

mod fields;
mod reader;
mod times;
mod values;
mod writer;

pub use reader::Reader;
pub use writer::Writer;

/// A value that can be written to a saved file and read back.
///
/// ```
/// use bywhen_calendar::saved::{self, Reader, Saved, Writer};
/// #[derive(Debug, PartialEq)]
/// struct Pair {
///     name: String,
///     number: Option<u32>,
/// }
/// bywhen_calendar::codec!(struct Pair { name, number });
///
/// let pair = Pair { name: "five".to_owned(), number: Some(5) };
/// let bytes = saved::write(&pair);
/// assert_eq!(saved::read(&bytes), Some(pair));
/// assert_eq!(saved::read::<Pair>(&bytes[1..]), None);
/// ```
pub trait Saved: Sized {
    /// Writes it.
    fn write(&self, to: &mut Writer);

    /// Reads it. Where that goes wrong the reader remembers it, and what is returned stands for nothing.
    fn read(from: &mut Reader<'_>) -> Self;

    /// Whether it may be left out at the end of a list.
    fn is_nothing(&self) -> bool {
        false
    }

    /// The value of a field that is missing in the file.
    fn missing(from: &mut Reader<'_>) -> Self {
        from.fail();
        Self::read(from)
    }
}

/// The bytes of a value.
pub fn write<T: Saved>(value: &T) -> Vec<u8> {
    let mut writer = Writer::default();
    value.write(&mut writer);
    writer.bytes()
}

/// The value of these bytes, all of them. `None` where they are no such value.
pub fn read<T: Saved>(bytes: &[u8]) -> Option<T> {
    let mut reader = Reader::new(bytes);
    let value = T::read(&mut reader);
    reader.is_done().then_some(value)
}

/// Implements [`Saved`](crate::saved::Saved): for a struct with its fields in the order in which they are written, for an
/// enum with the number of each variant, for a `plain` one, whose variants have no fields, by its numbers alone.
///
/// A field that is `left out` of a struct keeps its place, in which nothing stands: what was written there once is passed
/// over, and what is read is its default. A list that was added to a format is `if_any`: empty at the end, it is not written.
///
/// The first variant stands for nothing where a file is damaged, so it must not hold the type itself.
#[macro_export]
macro_rules! codec {
    (struct $name:ident { $($field:ident $(: $how:ident)?),+ $(,)? }) => {
        impl $crate::saved::Saved for $name {
            fn write(&self, to: &mut $crate::saved::Writer) {
                let nothing = [$($crate::codec!(nothing self $field $($how)?)),+];
                let mut left = to.list_without_end(&nothing);
                $($crate::codec!(write self to left $field $($how)?);)+
            }

            fn read(from: &mut $crate::saved::Reader<'_>) -> Self {
                let mut left = from.list();
                let read = $name { $($field: $crate::codec!(read from left $($how)?)),+ };
                from.expect_end(left);
                read
            }
        }
    };
    (nothing $self:ident $field:ident) => { $crate::saved::Saved::is_nothing(&$self.$field) };
    (nothing $self:ident $field:ident left_out) => { true };
    (nothing $self:ident $field:ident if_any) => { $self.$field.is_empty() };
    (write $self:ident $to:ident $left:ident $field:ident) => { $to.field(&mut $left, &$self.$field) };
    (write $self:ident $to:ident $left:ident $field:ident if_any) => { $to.field(&mut $left, &$self.$field) };
    (write $self:ident $to:ident $left:ident $field:ident left_out) => { $to.field(&mut $left, &None::<bool>) };
    (read $from:ident $left:ident) => { $from.field(&mut $left) };
    (read $from:ident $left:ident if_any) => { $from.field(&mut $left) };
    (read $from:ident $left:ident left_out) => { $from.left_out(&mut $left) };
    (plain enum $name:ident { $($number:literal => $variant:ident),+ $(,)? }) => {
        impl $crate::saved::Saved for $name {
            fn write(&self, to: &mut $crate::saved::Writer) {
                to.number(match self { $($name::$variant => $number),+ });
            }

            fn read(from: &mut $crate::saved::Reader<'_>) -> Self {
                match from.number::<u8>() {
                    $($number => $name::$variant,)+
                    _ => $crate::saved::Saved::missing(from),
                }
            }
        }
    };
    (enum $name:ident { $($number:literal => $variant:ident $(($($place:ident),+))? $({ $($field:ident),+ })?),+ $(,)? }) => {
        impl $crate::saved::Saved for $name {
            fn write(&self, to: &mut $crate::saved::Writer) {
                match self {
                    $($name::$variant $(($($place),+))? $({ $($field),+ })? => {
                        to.variant($number);
                        let nothing: &[bool] = &[
                            $($($crate::saved::Saved::is_nothing($place)),+)?
                            $($($crate::saved::Saved::is_nothing($field)),+)?
                        ];
                        #[allow(unused_mut, unused_variables, reason = "some variants have no fields")]
                        let mut left = to.list_without_end(nothing);
                        $($(to.field(&mut left, $place);)+)?
                        $($(to.field(&mut left, $field);)+)?
                    })+
                }
            }

            fn read(from: &mut $crate::saved::Reader<'_>) -> Self {
                let number = from.variant();
                #[allow(unused_mut, reason = "the variants of some have no fields")]
                let mut left = from.list();
                let read = match number {
                    $($number => {
                        $($(let $place = from.field(&mut left);)+)?
                        $($(let $field = from.field(&mut left);)+)?
                        $name::$variant $(($($place),+))? $({ $($field),+ })?
                    })+
                    _ => return $crate::saved::Saved::missing(from),
                };
                from.end_of_variant(left);
                read
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::reader::DEEPEST;
    use super::*;

    #[derive(Debug, PartialEq)]
    enum Nested {
        End,
        More(Vec<Nested>),
    }

    crate::codec!(enum Nested { 0 => End, 1 => More(inside) });

    #[test]
    fn what_claims_more_than_it_has_is_refused() {
        assert_eq!(read::<(u8, String)>(&[0x82, 0x01, 0x63, b'a', b'b', b'c']), Some((1, "abc".to_owned())));
        for unsound in [
            &[][..],
            // Cut off, with something behind, of another kind, too few and too many.
            &[0x82, 0x01],
            &[0x82, 0x01, 0x60, 0x00],
            &[0x82, 0x60, 0x01],
            &[0x81, 0x01],
            &[0x83, 0x01, 0x60, 0x00],
            // A text longer than there is, and one that is not UTF-8.
            &[0x82, 0x01, 0x63, b'a', b'b'],
            &[0x82, 0x01, 0x61, 0xFF],
            // A list of more than there is, up to overflowing, and one left open.
            &[0x9B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            &[0x9F, 0x01, 0x60, 0xFF],
            // A number too large, a negative one, a floating-point number.
            &[0x82, 0x19, 0x01, 0x00, 0x60],
            &[0x82, 0x20, 0x60],
            &[0x82, 0xF9, 0x00, 0x00, 0x60],
        ] {
            assert_eq!(read::<(u8, String)>(unsound), None, "{unsound:x?}");
        }
        assert_eq!(read::<Vec<bool>>(&[0x9B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]), None);
        assert_eq!(read::<Vec<bool>>(&[0x82, 0xF4, 0xF5]), Some(vec![false, true]));
        assert_eq!(read::<Vec<bool>>(&[0x82, 0xF4, 0xF6]), None);
    }

    #[test]
    fn what_is_nested_too_deep_is_refused() {
        let nested = |depth: u8| {
            let innermost = Nested::End;
            write(&(0..depth).fold(innermost, |inside, _| Nested::More(vec![inside])))
        };
        assert!(read::<Nested>(&nested(DEEPEST - 1)).is_some());
        assert_eq!(read::<Nested>(&nested(DEEPEST)), None);
        assert_eq!(read::<Nested>(&[0x82, 0x01, 0x81, 0x81].repeat(100_000)), None);
        assert_eq!(Nested::read(&mut Reader::new(&[0x82, 0x07, 0x80])), Nested::End);
    }
}
