//! Counts and rows, as a sentence has them.

use bywhen::prose::thousands;

/// `1 case`, `2 cases`.
pub fn count(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", thousands(number), if number == 1 { one } else { many })
}

/// `row 4`, `rows 1, 4`, `the first are rows 1, 4`.
pub fn in_rows(count: u64, first: &[u64]) -> String {
    // Without commas within them, for there are some between them.
    let listed = first.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
    match (count, first.len() as u64 == count) {
        (1, _) => format!("row {listed}"),
        (_, true) => format!("rows {listed}"),
        (_, false) => format!("the first are rows {listed}"),
    }
}
