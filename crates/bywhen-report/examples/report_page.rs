//! Writes the page of a made-up year: `cargo run -p bywhen-report --example report_page -- report.html`.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "made-up data that is known to hold"
)]

#[path = "../tests/it/report/report_year/mod.rs"]
mod report_year;

fn main() -> std::io::Result<()> {
    let report = report_year::tally().report(&report_year::context());
    match std::env::args().nth(1).as_deref() {
        Some(file) => std::fs::write(file, bywhen_report::html(&report)),
        None => {
            print!("{}", bywhen_report::text(&report));
            Ok(())
        }
    }
}
