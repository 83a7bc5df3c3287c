//! A full case from a table with text columns: four standards, due dates and statuses, one thread, in memory.
//!
//! `cargo xtask bench` runs it beside duckdb on the same rows.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a benchmark that cannot go on has failed")]

use std::sync::Arc;
use std::time::Instant;

use arrow::array::{ArrayRef, RecordBatch, StringArray, TimestampMillisecondArray};
use bywhen::{CompileOptions, Plan, Versions};
use bywhen_table::BatchAssessor;
use bywhen_table::columns::ColumnSpec;
use bywhen_table::read::Rows;

const CASES: usize = 1_000_000;
const BATCH: usize = 8_192;
const ROUNDS: usize = 7;

fn main() {
    let charter = include_str!("../../bywhen/benches/full_case.charter");
    let charter = bywhen::parse(charter).charter.expect("a charter without errors");
    let versions = Versions::one(Plan::compile(charter, &CompileOptions::default()).expect("a plan"));
    let batches = batches();
    let columns: Vec<String> = batches[0].batch.schema().fields().iter().map(|field| field.name().clone()).collect();
    let column_spec = ColumnSpec::default();
    let at = "2023-06-01".parse().expect("a day");
    let mut assessor =
        BatchAssessor::new(&versions, &columns, &column_spec, None, at).expect("columns that can be told");
    let mut times = Vec::new();
    let mut promises = 0;
    for _ in 0..ROUNDS {
        let clock = Instant::now();
        promises = 0;
        for rows in &batches {
            let assessed = assessor.assess(rows).expect("a table");
            promises += assessed.each().map(|row| row.verdicts().count()).sum::<usize>();
            assert!(assessed.refused.is_empty(), "every row can be judged");
        }
        times.push(clock.elapsed().as_nanos() as f64 / CASES as f64);
    }
    assert_eq!(promises, CASES * 2, "two promises a case");
    times.sort_by(f64::total_cmp);
    println!("bywhen, text columns\t{:.1}", times[times.len() / 2]);
}

/// The rows that `peers/duckdb_full_case.py` makes, by the same rule.
fn batches() -> Vec<Rows> {
    let mut seed = 1u64;
    let mut random = move |below: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed % below
    };
    let day = 86_400_000;
    let mut batches = Vec::new();
    for first in (0..CASES).step_by(BATCH) {
        let count = BATCH.min(CASES - first);
        let (mut channels, mut kinds) = (Vec::new(), Vec::new());
        let mut times: [Vec<Option<i64>>; 3] = Default::default();
        for _ in 0..count {
            channels.push(["letter", "email", "web form"][random(3) as usize]);
            kinds.push(if random(10) == 0 { "complaint" } else { "enquiry" });
            let received = 1_577_836_800_000 + random(3 * 365 * day) as i64;
            let acknowledged = received + random(4 * day) as i64;
            let responded = acknowledged + random(9 * day) as i64;
            times[0].push(Some(received));
            times[1].push((random(4) > 0).then_some(acknowledged));
            times[2].push((random(4) > 0).then_some(responded));
        }
        let time = |values: &Vec<Option<i64>>| -> ArrayRef {
            Arc::new(TimestampMillisecondArray::from(values.clone()).with_timezone("UTC"))
        };
        let batch = RecordBatch::try_from_iter([
            ("kind", Arc::new(StringArray::from(kinds)) as ArrayRef),
            ("channel", Arc::new(StringArray::from(channels)) as ArrayRef),
            ("received", time(&times[0])),
            ("acknowledged", time(&times[1])),
            ("responded", time(&times[2])),
        ]);
        batches.push(Rows { batch: batch.expect("a batch"), first: first as u64 + 1, unreadable: Vec::new() });
    }
    batches
}
