//! A full case in a batch: four standards, due dates and statuses, beside the same written by hand for just this charter.
//!
//! `cargo bench -p bywhen --bench full_case`. Both run in turns on the same columns, so that a noisy machine is noisy for
//! both; the best times and their ratio are printed.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a benchmark that cannot go on has failed")]

use std::hint::black_box;
use std::time::Instant as Clock;

use bywhen::calendar::{Calendars, Day, Division, Instant, Weekdays, WorkingDays, WorkingDaysRules, Zone};
use bywhen::engine::batch::{Assessor, Cases, EncodedTime, EventColumn, EventKey, KeyColumn, NameKey, Verdicts};
use bywhen::{CompileOptions, Plan, Status};

const CASES: usize = 1_000_000;
const BATCH: usize = 8_192;
const ROUNDS: usize = 15;

/// Cases in codes and times.
struct Columns {
    channel: Vec<Option<NameKey>>,
    kind: Vec<Option<NameKey>>,
    received: Vec<EncodedTime>,
    acknowledged: Vec<EncodedTime>,
    responded: Vec<EncodedTime>,
    /// The same as a hand-written program would hold it: which standard, and milliseconds, `i64::MIN` for nothing.
    standard: Vec<u8>,
    millis: [Vec<i64>; 3],
}

fn columns(plan: &Plan) -> Columns {
    let mut seed = 1u64;
    let mut random = move |below: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed % below
    };
    let channels = ["letter", "email", "web form"].map(|channel| plan.channel(channel).ok());
    let kinds = ["enquiry", "complaint"].map(|kind| plan.kind(Some(kind)).ok());
    let mut columns = Columns {
        channel: Vec::new(),
        kind: Vec::new(),
        received: Vec::new(),
        acknowledged: Vec::new(),
        responded: Vec::new(),
        standard: Vec::new(),
        millis: Default::default(),
    };
    let day = 86_400_000;
    for _ in 0..CASES {
        let channel = random(3) as usize;
        let complaint = random(10) == 0;
        columns.channel.push(channels[channel]);
        columns.kind.push(kinds[usize::from(complaint)]);
        columns.standard.push(if complaint { 3 } else { channel as u8 });
        let received = 1_577_836_800_000 + random(3 * 365 * day) as i64;
        let acknowledged = received + random(4 * day) as i64;
        let times = [received, acknowledged, acknowledged + random(9 * day) as i64];
        let known = [true, random(4) > 0, random(4) > 0];
        let stamps = [&mut columns.received, &mut columns.acknowledged, &mut columns.responded];
        for (((stamps, millis), time), known) in stamps.into_iter().zip(&mut columns.millis).zip(times).zip(known) {
            stamps.push(if known { EncodedTime::instant(Instant::from_millis(time)) } else { EncodedTime::NONE });
            millis.push(if known { time } else { i64::MIN });
        }
    }
    columns
}

/// What both must agree on.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sum {
    days: u64,
    late: u64,
}

fn bywhen(plan: &Plan, columns: &Columns, out: &mut Verdicts) -> Sum {
    let key = |name: &str| plan.event(name).expect("an event");
    let (received, acknowledged, responded) = (key("received"), key("acknowledged"), key("responded"));
    let mut assessor = Assessor::new(plan, "2023-06-01".parse().expect("a day")).expect("a moment");
    let mut sum = Sum::default();
    for from in (0..CASES).step_by(BATCH) {
        let batch = from..(from + BATCH).min(CASES);
        let cases = Cases {
            len: batch.len(),
            kind: KeyColumn::Each(&columns.kind[batch.clone()]),
            channel: KeyColumn::Each(&columns.channel[batch.clone()]),
            events: vec![
                column(received, &columns.received[batch.clone()]),
                column(acknowledged, &columns.acknowledged[batch.clone()]),
                column(responded, &columns.responded[batch]),
            ],
            ..Cases::default()
        };
        assessor.assess(&cases, 0..cases.len, out);
        for verdict in (0..cases.len).flat_map(|case| out.of(case)) {
            sum.days += verdict.due().map_or(0, |due| u64::from(due.day.index()));
            sum.late += u64::from(verdict.status == Status::Late);
        }
    }
    sum
}

fn column(event: EventKey, at: &[EncodedTime]) -> EventColumn<'_> {
    EventColumn { event, at, until: None, reason: None }
}

/// The bound: what somebody would write by hand who needs nothing but this charter.
fn by_hand(days: &WorkingDays, zone: &Zone, columns: &Columns, out: &mut Vec<(Day, i64, Status)>) -> Sum {
    // Acknowledge within, respond within, and whether that counts from the acknowledgement.
    let limits = [(5, 10, true), (2, 5, false), (1, 7, false), (3, 20, true)];
    let at = zone.end_of_day(Day::from_date("2023-06-01".parse().expect("a day")).expect("a day")).millis();
    let mut sum = Sum::default();
    let [received, acknowledged, responded] = &columns.millis;
    for from in (0..CASES).step_by(BATCH) {
        out.clear();
        for case in from..(from + BATCH).min(CASES) {
            let (first, second, chained) = limits[usize::from(columns.standard[case])];
            let (received, acknowledged, responded) = (received[case], acknowledged[case], responded[case]);
            let local = |millis: i64| zone.local(Instant::from_millis(millis)).map_or(Day::FIRST, |local| local.day);
            let start = local(received);
            let due = days.add(start, first).unwrap_or(Day::LAST);
            let end = zone.end_of_day(due).millis();
            let done = if acknowledged == i64::MIN { responded } else { acknowledged };
            out.push((due, end, status(done, end, at)));
            let start = match (chained, acknowledged) {
                (false, _) => start,
                (true, i64::MIN) => due,
                (true, acknowledged) => local(acknowledged),
            };
            let due = days.add(start, second).unwrap_or(Day::LAST);
            let end = zone.end_of_day(due).millis();
            out.push((due, end, status(responded, end, at)));
        }
        for (day, _, status) in &*out {
            sum.days += u64::from(day.index());
            sum.late += u64::from(*status == Status::Late);
        }
    }
    sum
}

fn status(done: i64, end: i64, at: i64) -> Status {
    match (done, done / 1000 <= end / 1000) {
        (i64::MIN, _) if at / 1000 <= end / 1000 => Status::Running,
        (i64::MIN, _) => Status::Overdue,
        (_, true) => Status::Met,
        (_, false) => Status::Late,
    }
}

fn main() {
    let charter = bywhen::parse(include_str!("full_case.charter")).charter.expect("a charter without errors");
    let plan = Plan::compile(charter, &CompileOptions::default()).expect("a plan");
    let columns = columns(&plan);
    let rules = WorkingDaysRules {
        week: Weekdays::MONDAY_TO_FRIDAY,
        bank_holidays: vec![Division::EnglandAndWales],
        terms: Vec::new(),
        closures: Vec::new(),
        openings: Vec::new(),
    };
    let days = WorkingDays::compile(&rules, &Calendars::bundled(), None);
    let zone = Zone::london();
    let (mut verdicts, mut rows) = (Verdicts::default(), Vec::new());
    let (mut ours, mut bound) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let clock = Clock::now();
        let one = black_box(bywhen(&plan, &columns, &mut verdicts));
        ours.push(clock.elapsed().as_nanos() as f64 / CASES as f64);
        let clock = Clock::now();
        let other = black_box(by_hand(&days, &zone, &columns, &mut rows));
        bound.push(clock.elapsed().as_nanos() as f64 / CASES as f64);
        assert_eq!(one, other, "both must find the same dates and as many late");
    }
    // The best of each: whatever else the machine does only adds to them.
    let best = |times: &[f64]| times.iter().copied().fold(f64::INFINITY, f64::min);
    let (ours, bound) = (best(&ours), best(&bound));
    println!("a full case, coded columns: bywhen {ours:.1} ns, by hand {bound:.1} ns, ratio {:.2}", ours / bound);
}
