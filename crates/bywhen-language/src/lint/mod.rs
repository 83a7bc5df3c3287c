//! Checks that need the whole charter: standards that overlap, contacts that none is for, promises that wait for each other or
//! are due out of order, names that nothing uses, and rules that it leaves unspecified.

mod ambiguity;
mod bounds;
mod charter;
mod claims;
mod comparison;
mod cycles;
mod extensions;
mod linter;
mod messages;
mod overlaps;
mod places;
mod reversal;
mod sample;
mod sequence;
mod tiers;
mod tries;
mod unserved;
mod unused;
mod windows;

pub(crate) use charter::lint;
