//! The time for a case must not grow out of proportion with its charter or its events.

use bywhen_calendar::{Calendars, Weekdays, WorkingDaysRules, Zone};

use crate::charter::*;
use crate::steps::counted;
use crate::{Case, CompileOptions, Name, Plan, PlanError, When};

fn when(day: u32) -> When {
    let first = chrono::NaiveDate::from_ymd_opt(2026, 1, 5).expect("a date");
    When::Day(first + chrono::Days::new(u64::from(day)))
}

fn clock(event: &str, amount: u32, unit: Unit) -> Limit {
    let calendar = Some(Name::new("working days"));
    let from = Anchor { event: Name::new(event), stage: 1 };
    Limit::Clock(Clock { from, count: Count::within(amount, unit), calendar, hours: None })
}

fn promise(action: &str, limit: Limit) -> Promise {
    Promise {
        id: format!("standard/{action}"),
        action: Name::new(action),
        done_when: Name::new(&format!("{action} done")),
        role: Role::Council,
        manner: None,
        strength: Strength::Will,
        cites: Vec::new(),
        limits: vec![Alternative { when: Condition::Always, limit }],
        measure: None,
        completion: Completion::First,
        instead_of: None,
        repeats: None,
        stops: Vec::new(),
        restarts: Vec::new(),
        extensions: Vec::new(),
        opens: None,
        late_requests_refused: false,
        readings: Vec::new(),
        early_requests: EarlyRequests::Wait,
        warnings: Vec::new(),
        for_staff: false,
    }
}

fn charter(promises: Vec<Promise>) -> Charter {
    let events = promises.iter().map(|promise| EventKind {
        name: promise.done_when.clone(),
        meaning: None,
        by_customer: false,
        scheduled: false,
    });
    let rules = WorkingDaysRules {
        week: Weekdays::MONDAY_TO_FRIDAY,
        bank_holidays: Vec::new(),
        terms: Vec::new(),
        closures: Vec::new(),
        openings: Vec::new(),
    };
    Charter {
        id: "test".to_owned(),
        version: "1".to_owned(),
        title: "Test".to_owned(),
        council: None,
        sources: Vec::new(),
        in_force: InForce { from: None, until: None },
        zone: Zone::london(),
        kinds: Vec::new(),
        channels: Vec::new(),
        services: Vec::new(),
        facts: Vec::new(),
        ends: Vec::new(),
        events: events.collect(),
        calendars: vec![Calendar { name: Name::new("working days"), rules, receipt: Vec::new() }],
        hours: Vec::new(),
        standards: vec![Standard {
            name: Name::new("Standard"),
            cites: Vec::new(),
            applies: vec![Applies { kind: None, channels: Vec::new(), service: None }],
            staged: false,
            stages: vec![Stage { number: 1, promises }],
            readings: Vec::new(),
            unconfirmed: Vec::new(),
            examples: Vec::new(),
        }],
        choices: Vec::new(),
        variations: Vec::new(),
        permissions: Vec::new(),
        measures: Vec::new(),
        pledges: Vec::new(),
        milestones: Vec::new(),
        costs: Vec::new(),
        readings: Vec::new(),
        unconfirmed: Vec::new(),
    }
}

fn compile(promises: Vec<Promise>) -> Result<Plan, PlanError> {
    Plan::compile(charter(promises), &CompileOptions::new(Calendars::bundled()))
}

fn steps(promises: Vec<Promise>, case: &Case) -> usize {
    let plan = compile(promises).expect("a plan");
    let (outcome, steps) = counted(|| plan.check(case, when(20_000)).expect("an answer"));
    assert!(!outcome.promises.is_empty());
    steps
}

/// Chains in which every promise names the one before `parts` times.
fn chains(count: usize, length: usize, parts: usize) -> Vec<Promise> {
    let of_chain = move |chain: usize| {
        (0..length).map(move |place| {
            let before = |_| match place {
                0 => clock("received", 1, Unit::WorkingDays),
                _ => clock(&format!("a{chain} {} done", place - 1), 1, Unit::WorkingDays),
            };
            promise(&format!("a{chain} {place}"), Limit::LaterOf((0..parts).map(before).collect()))
        })
    };
    (0..count).flat_map(of_chain).collect()
}

#[test]
fn a_case_takes_time_in_proportion_to_its_promises() {
    let received = Case::received(when(0));
    let (few, many) = (steps(chains(1, 40, 8), &received), steps(chains(8, 40, 8), &received));
    assert!(few > 40 && many <= few * 9, "{few} and {many}");
    // Names that many times over what stands before it, and done in the wrong order: no more than so often a link.
    let mut done = Case::received(when(0));
    for place in 0..40u32 {
        done = done.event(&format!("a0 {place} done"), when(10_000 - place));
    }
    let (narrow, wide) = (steps(chains(1, 40, 2), &done), steps(chains(1, 40, 8), &done));
    assert!(wide <= narrow * 5, "{narrow} and {wide}");
}

#[test]
fn a_case_takes_time_in_proportion_to_its_events() {
    let plan = || {
        let stops = StopRule {
            from: Name::new("paused"),
            until: Name::new("resumed"),
            first_day_lost: true,
            even_when_overdue: true,
        };
        let mut promise = promise("respond", clock("received", 5, Unit::WorkingDays));
        promise.done_when = Name::new("responded");
        promise.completion = Completion::Last;
        promise.stops = vec![stops];
        promise.restarts = vec![Name::new("reopened")];
        promise.extensions = vec![Extension {
            to: ExtendTo::By(Count::within(1, Unit::WorkingDays)),
            times: 3,
            reasons: Vec::new(),
            notice_deadline: NoticeDeadline::BeforeDue,
            by_event: Name::new("extended"),
            when: Condition::Always,
            calendar: None,
            hours: None,
        }];
        vec![promise]
    };
    let case = |count: u32| {
        let mut case = Case::received(when(0));
        for place in 0..count {
            for (name, day) in [("paused", 1), ("resumed", 2), ("extended", 3), ("responded", 4), ("reopened", 5)] {
                case = case.event(name, when(place * 6 + day));
            }
        }
        case
    };
    let (few, many) = (steps(plan(), &case(100)), steps(plan(), &case(1000)));
    assert!(few > 500 && many <= few * 11, "{few} and {many}");
}

#[test]
fn chains_beyond_reason_are_refused() {
    assert!(compile(chains(1, 64, 1)).is_ok());
    assert!(matches!(compile(chains(1, 65, 1)), Err(PlanError::ChainTooLong { limit: 64, .. })));
    assert!(matches!(compile(chains(1, 6_000, 2)), Err(PlanError::ChainTooLong { .. } | PlanError::TooMany { .. })));
}
