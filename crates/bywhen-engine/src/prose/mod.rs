//! What the engine says, in plain English and in GOV.UK's style for dates and times.

mod action;
mod answer;
mod assumed;
mod date;
mod explanation;
mod lateness;
mod limit;
mod limit_context;
mod noun;
mod phrase;
mod promise;
mod reasons;
mod sentence;
mod sentence_writer;
mod thousands;
mod window;

pub use action::heading;
pub use answer::{Depth, answer};
pub use date::{as_at, by, data_version, date, day_and_time, days, time};
pub use explanation::{changes, explanation, readings};
pub use lateness::between;
pub(crate) use limit::closed_run;
pub use limit::{added, amount, closed, condition, condition_in, cut_off, lasting, limit, limit_in, limits, limits_in};
pub use limit_context::{LimitContext, calendars, is_whole_working_days};
pub use noun::noun;
pub use promise::{promise, promise_in, promised, published_target, share, warning, when, when_in};
pub use reasons::reasons;
pub use sentence::{ended, known_on, received, sentence};
pub use thousands::thousands;
