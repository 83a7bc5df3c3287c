//! Tables of cases, from the text of a file to the outcomes.

mod assumed;
mod before_receipt;
mod case_ids;
mod clock_times;
mod damage;
mod frames;
mod layouts;
mod log;
mod mapping;
mod order;
mod support;
mod vectors;
mod versions;
