//! The report as one page that a council can publish: no script, nothing from elsewhere.

mod chart;
mod page;
mod tables;

pub use page::html;
