//! Writes as many made-up cases as are asked for, as CSV, to try what a year or a decade of them takes.
//!
//! `cargo run --release -p bywhen-table --example made_up_cases -- 10000000 cases.csv`, then
//! `bywhen assess oxfordshire-county-council@2010 cases.csv --at 2026-01-01 -o outcomes.parquet`.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};

use chrono::{DateTime, TimeDelta, Utc};

const CHANNELS: [&str; 6] = ["letter", "fax", "email", "social media", "web form", "letter"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut given = std::env::args().skip(1);
    let (Some(count), Some(path)) = (given.next(), given.next()) else {
        return Err("say how many cases and where: made_up_cases 1000000 cases.csv".into());
    };
    let count: u64 = count.parse()?;
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    writeln!(file, "case_id,kind,channel,received,acknowledged,responded")?;
    // Always the same cases: xorshift from a fixed seed.
    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = move |below: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed % below
    };
    let start: DateTime<Utc> = "2011-01-01T00:00:00Z".parse()?;
    for number in 0..count {
        let kind = if random(12) == 0 { "complaint" } else { "enquiry" };
        let channel = CHANNELS.get(usize::try_from(random(6))?).copied().unwrap_or("letter");
        let seconds = |below: u64| TimeDelta::seconds(i64::try_from(below).unwrap_or(0));
        let received = start + seconds(random(14 * 365 * 86_400));
        let acknowledged = received + seconds(random(6 * 86_400));
        let responded = acknowledged + seconds(random(14 * 86_400));
        write!(file, "C{number:08},{kind},{channel},{}", received.format("%Y-%m-%dT%H:%M:%SZ"))?;
        // Some are never acknowledged, a few never answered.
        match (random(5), random(25)) {
            (_, 0) => writeln!(file, ",,")?,
            (0, _) => writeln!(file, ",,{}", responded.format("%Y-%m-%dT%H:%M:%SZ"))?,
            _ => writeln!(
                file,
                ",{},{}",
                acknowledged.format("%Y-%m-%dT%H:%M:%SZ"),
                responded.format("%Y-%m-%dT%H:%M:%SZ")
            )?,
        }
    }
    file.flush()?;
    Ok(())
}
