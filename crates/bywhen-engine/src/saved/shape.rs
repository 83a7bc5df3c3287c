//! Whether bytes are CBOR of the kind that is written here, before any of it is read.
//!
//! Reading goes down into a limit inside a limit by calling itself, and believes what a length says. So both are looked at
//! first: no deeper than a charter can be, and nothing longer than the bytes that are left.

/// Far deeper than the language allows, and shallow enough to go down into.
const DEEPEST: usize = 128;

/// Whether the bytes are one value, without tags, floating-point numbers or lengths left open.
pub(super) fn is_sound(bytes: &[u8]) -> bool {
    walk(bytes).is_some()
}

fn walk(mut bytes: &[u8]) -> Option<()> {
    // How many values are still to come in each list that is open.
    let mut open: Vec<u64> = vec![1];
    while let Some(left) = open.last_mut() {
        if *left == 0 {
            open.pop();
            continue;
        }
        *left -= 1;
        let (kind, argument, rest) = head(bytes)?;
        bytes = rest;
        let values = match kind {
            // A number, or false, true and null.
            0 | 1 => 0,
            7 if (20..=22).contains(&argument) => 0,
            // A text.
            3 => {
                bytes = bytes.get(usize::try_from(argument).ok()?..)?;
                0
            }
            // A list; pairs of a key and a value.
            4 => argument,
            5 => argument.checked_mul(2)?,
            _ => return None,
        };
        if values > bytes.len() as u64 || (values > 0 && open.len() > DEEPEST) {
            return None;
        }
        open.push(values);
    }
    bytes.is_empty().then_some(())
}

/// The first byte's upper bits, the number that goes with it, and what follows.
fn head(bytes: &[u8]) -> Option<(u8, u64, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    let (kind, short) = (first >> 5, first & 31);
    let length = match short {
        0..=23 => return Some((kind, u64::from(short), rest)),
        // What is neither a number nor a length would be a floating-point number.
        _ if kind == 7 => return None,
        24 => 1,
        25 => 2,
        26 => 4,
        27 => 8,
        _ => return None,
    };
    let (number, rest) = rest.split_at_checked(length)?;
    Some((kind, number.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte)), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_claims_more_than_it_has_is_refused() {
        assert!(is_sound(&[0x82, 0x01, 0x63, b'a', b'b', b'c']));
        for unsound in [
            &[][..],
            // Cut off, and with something behind.
            &[0x82, 0x01],
            &[0x01, 0x01],
            // A text and a list longer than there is, up to overflowing.
            &[0x63, b'a', b'b'],
            &[0x9B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            &[0xBB, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00],
            // Bytes, a tag, a list left open, a floating-point number.
            &[0x41, 0x00],
            &[0xC0, 0x00],
            &[0x9F, 0xFF],
            &[0xF9, 0x00, 0x00],
        ] {
            assert!(!is_sound(unsound), "{unsound:x?}");
        }
    }

    #[test]
    fn what_is_nested_too_deep_is_refused() {
        let nested = |depth: usize| [vec![0x81; depth], vec![0x00]].concat();
        assert!(is_sound(&nested(DEEPEST)));
        assert!(!is_sound(&nested(DEEPEST + 2)));
        assert!(!is_sound(&nested(1_000_000)));
    }
}
