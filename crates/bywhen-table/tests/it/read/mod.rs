//! Files of cases: what is good is read, what is bad is kept with a reason.

mod csv_damage;
mod csv_faults;
mod csv_heading;
mod formats;
mod json_lines;
mod live;
mod parquet;
mod support;
