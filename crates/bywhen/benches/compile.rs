//! From the text of a charter to a plan that answers, with every diagnostic: 6 standards and 100.
//!
//! `cargo bench -p bywhen --bench compile`. `benches/peers` does the like for policies of cedar; `cargo xtask bench` runs
//! both in turns.

#![allow(clippy::expect_used, reason = "a benchmark that cannot go on has failed")]

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant as Clock;

use bywhen::{CompileOptions, Plan, parse};

const ROUNDS: usize = 300;

/// Standards of two promises each, for services of their own.
fn charter(standards: usize) -> String {
    let mut text = "charter \"Customer service standards\"\n  id example-borough-council\n  version 2026\n  \
                    in force from 1 April 2026\n\ncalendar \"working days\"\n  Monday to Friday\n  \
                    except bank holidays in England and Wales\n  the day of receipt is day 0, whenever it came\n\n"
        .to_owned();
    for number in 0..standards {
        write!(
            text,
            "service \"Service {number}\"\n\nstandard \"Letters {number}\"\n  cites \"section 2, bullet {number}\"\n  \
             applies to letter to \"Service {number}\"\n  we will acknowledge within 5 working days of receipt\n  \
             we will usually respond within 10 working days of receipt\n\n"
        )
        .expect("text");
    }
    text
}

/// The best of many rounds, in microseconds.
fn best(mut work: impl FnMut()) -> f64 {
    let round = |()| {
        let start = Clock::now();
        work();
        start.elapsed().as_secs_f64() * 1e6
    };
    std::iter::repeat_n((), ROUNDS).map(round).fold(f64::INFINITY, f64::min)
}

fn main() {
    let setting = CompileOptions::default();
    for standards in [6, 100] {
        let text = charter(standards);
        let read = best(|| drop(black_box(parse(black_box(&text)))));
        let charter = parse(&text).charter.expect("a charter");
        let compiled = best(|| drop(black_box(Plan::compile(charter.clone(), &setting))));
        println!("{standards} standards read and checked, µs\t{read:.0}");
        println!("{standards} standards compiled, µs\t{compiled:.0}");
    }
}
