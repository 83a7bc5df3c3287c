//! How often each time was taken: exact, so that medians are too.

/// Values below this are counted in a plain list: days nearly always are.
const SMALL: usize = 512;

/// How many values wait before they are sorted in.
const WAITING: usize = 4096;

/// Exact counts of values. Adding one allocates only now and then.
#[derive(Clone, Debug, Default)]
pub(crate) struct Histogram {
    /// Counts of the values 0, 1, 2, …
    small: Vec<u64>,
    /// The other values, sorted, each with its count.
    others: Vec<(i64, u64)>,
    /// Values that are not sorted in yet.
    waiting: Vec<i64>,
}

impl Histogram {
    pub(crate) fn add(&mut self, value: i64) {
        match usize::try_from(value) {
            Ok(small) if small < SMALL => self.add_small(small, 1),
            _ => {
                self.waiting.push(value);
                // As long a wait as there are values keeps the work of sorting in proportion to the cases.
                if self.waiting.len() >= WAITING.max(self.others.len()) {
                    self.sort_in();
                }
            }
        }
    }

    fn add_small(&mut self, value: usize, count: u64) {
        if self.small.len() <= value {
            self.small.resize(value + 1, 0);
        }
        if let Some(counted) = self.small.get_mut(value) {
            *counted += count;
        }
    }

    fn sort_in(&mut self) {
        self.waiting.sort_unstable();
        let waiting: Vec<(i64, u64)> = self.waiting.drain(..).map(|value| (value, 1)).collect();
        self.others = merged(&self.others, &waiting);
    }

    pub(crate) fn merge(&mut self, other: &Histogram) {
        for (value, &count) in other.small.iter().enumerate().filter(|&(_, &count)| count > 0) {
            self.add_small(value, count);
        }
        if !other.others.is_empty() {
            self.others = merged(&self.others, &other.others);
        }
        if !other.waiting.is_empty() {
            self.waiting.extend_from_slice(&other.waiting);
            self.sort_in();
        }
    }

    /// Every value with its count, sorted.
    pub(crate) fn counted(&self) -> Vec<(i64, u64)> {
        let small = self.small.iter().zip(0..).filter(|&(&count, _)| count > 0);
        let small: Vec<(i64, u64)> = small.map(|(&count, value)| (value, count)).collect();
        let mut waiting = self.waiting.clone();
        waiting.sort_unstable();
        let waiting: Vec<(i64, u64)> = waiting.into_iter().map(|value| (value, 1)).collect();
        merged(&small, &merged(&self.others, &waiting))
    }
}

/// Two sorted lists as one, with the counts of equal values added up.
fn merged(left: &[(i64, u64)], right: &[(i64, u64)]) -> Vec<(i64, u64)> {
    let mut all: Vec<(i64, u64)> = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.iter().copied().peekable(), right.iter().copied().peekable());
    loop {
        let next = match (left.peek(), right.peek()) {
            (Some(a), Some(b)) if a.0 <= b.0 => left.next(),
            (_, Some(_)) => right.next(),
            _ => left.next(),
        };
        let Some((value, count)) = next else { return all };
        match all.last_mut() {
            Some(last) if last.0 == value => last.1 += count,
            _ => all.push((value, count)),
        }
    }
}
