//! What the engine says, in plain English and in GOV.UK's style for dates and times.

mod answer;
mod date;
mod explanation;
mod limit;
mod promise;
mod reasons;
mod sentence;

pub use answer::{Depth, answer};
pub use date::{by, date, day_and_time, time};
pub use explanation::{changes, explanation, readings};
pub(crate) use limit::closed_run;
pub use limit::{amount, closed, condition, cut_off, day_of_year, limit, limits, noun};
pub use promise::{promise, promised, share, when};
pub use reasons::reasons;
pub use sentence::{known_on, received, sentence};
