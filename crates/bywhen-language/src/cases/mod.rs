//! What a case may be, as far as a charter asks: the combinations of its facts, and the contact that it begins with.

mod combinations;
mod contact;
mod input;
mod known;

pub(crate) use combinations::{Combination, Combinations};
pub(crate) use contact::Contact;
pub(crate) use known::Known;
