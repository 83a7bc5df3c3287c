//! CRC-32, as in zip and PNG: it finds every change of a byte and nearly every other damage.

use bywhen_calendar::invariant;

/// The remainders of the sixteen values of half a byte: a table of 64 bytes is quick enough.
const TABLE: [u32; 16] = {
    let mut table = [0u32; 16];
    let mut value = 0;
    while value < 16 {
        let mut remainder = value as u32;
        let mut bit = 0;
        while bit < 4 {
            remainder = (remainder >> 1) ^ if remainder & 1 == 1 { 0xEDB8_8320 } else { 0 };
            bit += 1;
        }
        #[expect(clippy::indexing_slicing, reason = "worked out by the compiler, which would refuse it")]
        {
            table[value] = remainder;
        }
        value += 1;
    }
    table
};

/// The checksum of these parts, one after the other.
pub(super) fn crc_32(parts: &[&[u8]]) -> u32 {
    let step = |crc: u32| (crc >> 4) ^ invariant!(TABLE.get((crc & 15) as usize).copied(), 0);
    !parts.iter().copied().flatten().fold(!0, |crc, byte| step(step(crc ^ u32::from(*byte))))
}

#[cfg(test)]
mod tests {
    use super::crc_32;

    /// The check value that every description of CRC-32 gives.
    #[test]
    fn the_check_value_comes_out() {
        assert_eq!(crc_32(&[b"123456789"]), 0xCBF4_3926);
        assert_eq!(crc_32(&[b"1234", b"", b"56789"]), 0xCBF4_3926);
    }
}
