//! Checks that need the whole charter: standards that overlap, promises that wait for each other, names that nothing
//! uses, and rules that it leaves unspecified.

mod ambiguity;
mod charter;
mod cycles;
mod linter;
mod messages;
mod overlaps;
mod unused;

pub(crate) use charter::lint;
