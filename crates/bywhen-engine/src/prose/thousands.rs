//! Numbers grouped in thousands.

/// `1,234,567`.
pub fn thousands<N: Into<u128>>(number: N) -> String {
    grouped(&number.into().to_string())
}

/// The same of digits.
pub(super) fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_in_threes() {
        let shown: Vec<String> = [0_u64, 12, 999, 1_000, 1_234_567].into_iter().map(thousands).collect();
        assert_eq!(shown, ["0", "12", "999", "1,000", "1,234,567"]);
    }
}
