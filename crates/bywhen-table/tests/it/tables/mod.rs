//! Tables of cases, from the text of a file to the outcomes.

mod assumed;
mod attainment;
mod before_receipt;
mod case_ids;
mod clock_times;
mod compare;
mod damage;
mod frames;
mod layouts;
mod log;
mod mapping;
mod order;
mod support;
mod vectors;
mod versions;
