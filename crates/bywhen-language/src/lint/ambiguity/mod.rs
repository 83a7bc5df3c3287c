//! Warnings about unspecified rules that affect a date, showing both dates.

mod early;
mod last_day;
mod notice_deadline;
mod receipt;
mod report;
mod shown;
mod stop_day;
