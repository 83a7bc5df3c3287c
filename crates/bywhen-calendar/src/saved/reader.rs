//! Reading CBOR of the kinds that are written here.

/// A cursor over the remaining bytes, which records whether all reads so far have succeeded.
///
/// Once something is wrong nothing is left, and every number is 0, every text and list empty.
#[derive(Debug)]
pub struct Reader<'b> {
    bytes: &'b [u8],
    failed: bool,
    /// How many variants are open: only in variants does a model go down into itself.
    depth: u8,
}

/// Far deeper than the language allows, and shallow enough to go down into.
pub(super) const DEEPEST: u8 = 64;

/// The upper bits of a value's first byte: what kind it is.
pub(super) const POSITIVE: u8 = 0;
pub(super) const NEGATIVE: u8 = 1;
pub(super) const TEXT: u8 = 3;
pub(super) const LIST: u8 = 4;
pub(super) const MAP: u8 = 5;
pub(super) const SIMPLE: u8 = 7;
/// The simple values.
pub(super) const FALSE: u8 = 20;
pub(super) const TRUE: u8 = 21;
pub(super) const NULL: u8 = 22;

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Reader<'b> {
        Reader { bytes, failed: false, depth: 0 }
    }

    /// Whether everything was read and nothing was wrong.
    pub(super) fn is_done(&self) -> bool {
        !self.failed && self.bytes.is_empty()
    }

    /// Whether something was wrong.
    pub fn has_failed(&self) -> bool {
        self.failed
    }

    /// Something is wrong with what was read.
    // Asked for everywhere, and hardly ever called: a call is shorter than what it does.
    #[inline(never)]
    pub fn fail(&mut self) {
        self.bytes = &[];
        self.failed = true;
    }

    /// Returns the value, or fails and returns `nothing`.
    pub fn expect<T>(&mut self, value: Option<T>, nothing: T) -> T {
        value.unwrap_or_else(|| {
            self.fail();
            nothing
        })
    }

    /// A whole number.
    pub fn number<N: TryFrom<i64> + Default>(&mut self) -> N {
        let number = self.whole_number();
        let number = number.try_into().ok();
        self.expect(number, N::default())
    }

    fn whole_number(&mut self) -> i64 {
        let (kind, argument) = self.head();
        let number = i64::try_from(argument).ok().and_then(|number| match kind {
            POSITIVE => Some(number),
            NEGATIVE => Some(-1 - number),
            _ => None,
        });
        self.expect(number, 0)
    }

    /// A text.
    pub fn text(&mut self) -> &'b str {
        let length = self.length_of(TEXT);
        let parts = self.bytes.split_at_checked(length);
        let text = parts.and_then(|(text, rest)| Some((std::str::from_utf8(text).ok()?, rest)));
        let (text, rest) = self.expect(text, ("", &[]));
        self.bytes = rest;
        text
    }

    /// How many values a list has, which come next.
    pub fn list(&mut self) -> usize {
        self.length_of(LIST)
    }

    /// Whether nothing stands next, which is then behind.
    pub fn nothing(&mut self) -> bool {
        let rest = self.bytes.strip_prefix(&[SIMPLE << 5 | NULL]);
        self.bytes = rest.unwrap_or(self.bytes);
        rest.is_some() || self.failed
    }

    /// Passes over the next value, with all that is in it.
    pub(super) fn pass_over(&mut self) {
        let mut values = 1u64;
        while values > 0 && !self.failed {
            values -= 1;
            match self.head() {
                (TEXT, length) => {
                    let rest = usize::try_from(length).ok().and_then(|length| self.bytes.get(length..));
                    self.bytes = self.expect(rest, &[]);
                }
                (LIST, length) => values = values.saturating_add(length),
                (MAP, length) => values = values.saturating_add(length).saturating_add(length),
                _ => {}
            }
        }
    }

    /// Whether a text stands next.
    pub fn is_text(&self) -> bool {
        self.bytes.first().is_some_and(|first| first >> 5 == TEXT)
    }

    /// Yes or no.
    pub fn yes(&mut self) -> bool {
        let (kind, argument) = self.head();
        let is_bool = kind == SIMPLE && (argument == u64::from(FALSE) || argument == u64::from(TRUE));
        self.expect(is_bool.then_some(argument == u64::from(TRUE)), false)
    }

    /// The number of a variant, whose fields come next.
    pub fn variant(&mut self) -> u8 {
        self.depth = self.depth.saturating_add(1);
        if self.list() != 2 || self.depth > DEEPEST {
            self.fail();
        }
        self.number()
    }

    /// The fields of a variant must have ended when its last was read.
    pub fn end_of_variant(&mut self, left: usize) {
        self.depth = self.depth.saturating_sub(1);
        self.expect_end(left);
    }

    /// A list must have ended when its last field was read.
    pub fn expect_end(&mut self, left: usize) {
        if left > 0 {
            self.fail();
        }
    }

    fn length_of(&mut self, kind: u8) -> usize {
        let (found, length) = self.head();
        // Each value takes a byte at least: nothing is made room for that is not there.
        let length = usize::try_from(length).ok().filter(|length| found == kind && *length <= self.bytes.len());
        self.expect(length, 0)
    }

    /// The kind of the next value, and the number that goes with it.
    fn head(&mut self) -> (u8, u64) {
        let head = head(self.bytes);
        let (kind, argument, rest) = self.expect(head, (u8::MAX, 0, &[]));
        self.bytes = rest;
        (kind, argument)
    }
}

/// The first byte's upper bits, the number that goes with it, and what follows. `None` for a list left open, a
/// floating-point number or what is cut off.
fn head(bytes: &[u8]) -> Option<(u8, u64, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    let (kind, short) = (first >> 5, first & 31);
    let length = match short {
        0..=23 => return Some((kind, u64::from(short), rest)),
        24..=27 if kind != SIMPLE => 1 << (short - 24),
        _ => return None,
    };
    let (number, rest) = rest.split_at_checked(length)?;
    Some((kind, number.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte)), rest))
}
