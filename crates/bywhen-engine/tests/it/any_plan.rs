//! Whatever a charter promises and whatever happens to a case between 1972 and 2100, there is an answer or a sentence:
//! never a panic, never a hang.

use bywhen_calendar::{
    Calendars, DatedDays, Days, Division, HoursRules, Span, TimeOfDay, Weekdays, WorkingDaysRules, Zone,
};
use bywhen_engine::batch::{Assessor, Cases, EncodedTime, Log, LogEntry, Verdict, Verdicts};
use bywhen_engine::charter::*;
use bywhen_engine::{Case, CompileOptions, Event, Moment, Name, Outcome, Plan, When, prose};
use chrono::{Duration, NaiveDate};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::cell::Cell;

const EVENTS: [&str; 10] =
    ["received", "acknowledged", "responded", "escalated", "held", "paused", "resumed", "reopened", "own", "withdrawn"];
const ACTIONS: [(&str, &str); 4] =
    [("acknowledge", "acknowledged"), ("respond", "responded"), ("hold", "held"), ("finally-respond", "responded")];

fn name(text: &str) -> Name {
    Name::new(text)
}

fn event() -> impl Strategy<Value = Name> {
    prop::sample::select(EVENTS.to_vec()).prop_map(name)
}

fn time() -> impl Strategy<Value = TimeOfDay> {
    (0u32..24, 0u32..60).prop_map(|(h, m)| TimeOfDay::from_hms(h, m, 0).expect("a time"))
}

fn count() -> impl Strategy<Value = Count> {
    let unit = prop::sample::select(Unit::ALL.to_vec());
    let direction = prop::sample::select(vec![Direction::Within, Direction::After, Direction::Before]);
    let end = prop_oneof![3 => Just(End::OfDay), 1 => time().prop_map(End::At), 1 => Just(End::AtClose), 1 => Just(End::SameTime)];
    let amount = prop_oneof![60 => 0u32..60, 2 => 0u32..30_000, 1 => Just(u32::MAX)];
    (amount, unit, direction, any::<(bool, bool, bool)>(), end).prop_map(
        |(amount, unit, direction, (clear, same, roll), end)| Count {
            amount,
            unit,
            direction,
            clear,
            first_day: if same { FirstDay::SameDay } else { FirstDay::Implied },
            roll,
            end,
            rings: None,
        },
    )
}

fn limit() -> impl Strategy<Value = Limit> {
    // Mostly events that no promise keeps: limits that count from each other soon go in circles and are refused.
    let start = || {
        prop_oneof![
            12 => prop::sample::select(vec!["received", "escalated", "paused", "own"]).prop_map(name),
            1 => event(),
        ]
    };
    let anchor = move || (start(), 1u8..3).prop_map(|(event, stage)| Anchor { event, stage });
    let calendar = || Some(name("days"));
    let hours = || Some(name("hours"));
    let leaf = prop_oneof![
        6 => (anchor(), count())
            .prop_map(move |(from, count)| Limit::Clock(Clock { from, count, calendar: calendar(), hours: hours() })),
        1 => anchor().prop_map(Limit::DateGiven),
        1 => Just(Limit::Unstated),
    ];
    leaf.prop_recursive(2, 6, 3, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..3).prop_map(Limit::EarlierOf),
            prop::collection::vec(inner.clone(), 1..3).prop_map(Limit::LaterOf),
            (inner, count()).prop_map(move |(first, count)| Limit::Then {
                first: Box::new(first),
                count,
                calendar: calendar(),
                hours: hours(),
            }),
        ]
    })
}

fn condition() -> impl Strategy<Value = Condition> {
    prop_oneof![
        4 => Just(Condition::Always),
        1 => Just(Condition::Fact(name("complex"))),
        1 => event().prop_map(Condition::Happened),
        1 => time().prop_map(Condition::ReceivedBefore),
        1 => Just(Condition::ReceivedInSeason { from: (11, 1), to: (4, 30) }),
        1 => Just(Condition::Not(Box::new(Condition::Fact(name("complex"))))),
        1 => Just(Condition::FactIs { fact: name("priority"), values: vec![name("high")] }),
        1 => Just(Condition::FactNumber { fact: name("signatures"), test: NumberTest::Over(1500.into()) }),
        1 => event().prop_map(|event| Condition::DuringHours { event, hours: name("hours"), outside: true }),
        1 => event().prop_map(|event| Condition::OnWorkingDay { event, calendar: name("days"), closed: false }),
        1 => event().prop_map(|event| Condition::OnWeekdays { event, weekdays: Weekdays::MONDAY_TO_FRIDAY }),
    ]
}

fn extension() -> impl Strategy<Value = Extension> {
    let to = prop_oneof![
        count().prop_map(ExtendTo::By),
        limit().prop_map(ExtendTo::Limit),
        prop::option::of(count()).prop_map(|at_most| ExtendTo::DateGiven { at_most }),
    ];
    let notice_deadline = prop_oneof![
        Just(NoticeDeadline::BeforeDue),
        limit().prop_map(NoticeDeadline::Within),
        Just(NoticeDeadline::Whenever)
    ];
    (to, 0u8..4, notice_deadline, condition()).prop_map(|(to, times, notice_deadline, when)| Extension {
        to,
        times,
        reasons: Vec::new(),
        notice_deadline,
        by_event: name("extended"),
        when,
        calendar: None,
        hours: None,
    })
}

fn warning() -> impl Strategy<Value = Warning> {
    let before = count().prop_map(|count| Warning::Before {
        count: Count { direction: Direction::Before, ..count },
        calendar: Some(name("days")),
        hours: Some(name("hours")),
    });
    prop_oneof![before, (1u16..=10_000).prop_map(|share| Warning::AtShare(Percent(share)))]
}

fn promise(stage: u8, action: usize) -> impl Strategy<Value = Promise> {
    let alternative = (condition(), limit()).prop_map(|(when, limit)| Alternative { when, limit });
    let stop = (event(), event(), any::<bool>()).prop_map(|(from, until, first_day_lost)| StopRule {
        from,
        until,
        first_day_lost,
        even_when_overdue: false,
    });
    (
        prop::collection::vec(alternative, 1..3),
        prop::collection::vec(stop, 0..3),
        prop::collection::vec(event(), 0..2),
        prop::collection::vec(extension(), 0..3),
        prop::option::weighted(0.2, event()),
        prop::collection::vec(warning(), 0..3),
    )
        .prop_map(move |(limits, stops, restarts, extensions, repeats, warnings)| {
            let (verb, done_when) = ACTIONS[action];
            Promise {
                id: format!("standard/stage-{stage}/{verb}"),
                action: name(verb),
                done_when: name(done_when),
                role: Role::Council,
                manner: None,
                strength: Strength::Will,
                cites: Vec::new(),
                limits,
                measure: None,
                completion: if action == 3 { Completion::Last } else { Completion::First },
                instead_of: (action == 2).then(|| format!("standard/stage-{stage}/respond")),
                repeats: repeats.map(|until| Repeat { until, from: None }),
                stops,
                restarts,
                extensions,
                opens: None,
                late_requests_refused: false,
                readings: Vec::new(),
                early_requests: EarlyRequests::default(),
                warnings,
                for_staff: false,
            }
        })
}

fn stage(number: u8) -> impl Strategy<Value = Stage> {
    (promise(number, 0), promise(number, 1), promise(number, 2), promise(number, 3))
        .prop_map(move |(a, b, c, d)| Stage { number, promises: vec![a, b, c, d] })
}

fn charter() -> impl Strategy<Value = Charter> {
    (stage(1), stage(2), prop::collection::vec(receipt(), 0..3), 0usize..3).prop_map(|(one, two, receipt, zone)| {
        let open = vec![Span { from: "09:00".parse().expect("a time"), to: "17:30".parse().expect("a time") }];
        let date = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let closure = DatedDays {
            days: Days::Once { from: date("2026-12-24"), to: date("2027-01-03") },
            name: Some("closure".to_owned()),
        };
        Charter {
            id: "any".to_owned(),
            version: "1".to_owned(),
            title: "Any".to_owned(),
            council: None,
            sources: Vec::new(),
            in_force: InForce { from: None, until: None },
            zone: Zone::named(["Europe/London", "Europe/Amsterdam", "America/New_York"][zone]).expect("a zone"),
            kinds: Vec::new(),
            channels: Vec::new(),
            services: Vec::new(),
            facts: vec![
                Fact { name: name("complex"), meaning: None, values: None },
                Fact {
                    name: name("priority"),
                    meaning: None,
                    values: Some(FactValues::OneOf { values: vec![name("high"), name("low")], default: None }),
                },
                Fact { name: name("signatures"), meaning: None, values: Some(FactValues::Number { default: None }) },
            ],
            ends: Vec::new(),
            events: vec![EventKind { name: name("own"), meaning: None, by_customer: true, scheduled: false }],
            calendars: vec![Calendar {
                name: name("days"),
                rules: WorkingDaysRules {
                    week: Weekdays::MONDAY_TO_FRIDAY,
                    bank_holidays: Division::ALL.to_vec(),
                    terms: Vec::new(),
                    closures: vec![closure],
                    openings: Vec::new(),
                },
                receipt,
            }],
            hours: vec![Hours {
                name: name("hours"),
                rules: HoursRules {
                    week: [open.clone(), open.clone(), open.clone(), open.clone(), open, vec![], vec![]],
                    exceptions: Vec::new(),
                    on_non_working_days: Some(Vec::new()),
                    ..HoursRules::default()
                },
                calendar: Some(name("days")),
                cites: Vec::new(),
                due_at_next_opening: true,
            }],
            standards: vec![Standard {
                name: name("Standard"),
                cites: Vec::new(),
                applies: vec![Applies { kind: None, channels: Vec::new(), service: None }],
                staged: true,
                stages: vec![one, two],
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
    })
}

fn receipt() -> impl Strategy<Value = ReceiptRule> {
    let received_at = || prop::option::of(time());
    let closed_day = received_at().prop_map(|received_at| ReceiptMove::ClosedDay { received_at });
    let opening = Just(ReceiptMove::NextOpening(name("hours")));
    let cut_off =
        (time(), any::<(bool, bool)>(), received_at()).prop_map(|(time, (inclusive, to_working_day), received_at)| {
            ReceiptMove::CutOff(CutOff { time, inclusive, to_working_day, received_at })
        });
    prop_oneof![Just(ReceiptMove::DayOne), closed_day, opening, cut_off]
        .prop_map(|rule| ReceiptRule { when: Condition::Always, rule })
}

/// A moment between 1972 and 2100, mostly in one winter and spring; now and then a whole day.
fn when() -> impl Strategy<Value = When> {
    let start = NaiveDate::from_ymd_opt(1972, 1, 1).expect("a date");
    let near = (18_575i64..18_975, 0i64..86_400_000);
    let far = (0i64..47_117, 0i64..86_400_000);
    let moment = prop_oneof![12 => near, 1 => far];
    (moment, prop::bool::weighted(0.02)).prop_map(move |((day, millis), whole)| {
        let date = start + Duration::days(day);
        let moment = date.and_time(chrono::NaiveTime::MIN) + Duration::milliseconds(millis);
        if whole { When::Day(date) } else { When::Exact(moment.and_utc().into()) }
    })
}

fn date(when: When) -> NaiveDate {
    match when {
        When::Day(date) => date,
        When::Local(local) => local.date(),
        When::Exact(exact) => exact.date_naive(),
    }
}

/// A case and when it is asked about: usually after it came in.
fn question() -> impl Strategy<Value = (Case, When)> {
    let events = prop::collection::vec((0usize..10, when(), 0u8..3, prop::option::of(when())), 0..12);
    (when(), events, when(), prop::bool::weighted(0.9)).prop_map(|(one, events, other, in_order)| {
        let swap = in_order && date(other) < date(one);
        let (received, at) = if swap { (other, one) } else { (one, other) };
        let mut case = Case::received(received);
        for (index, at, stage, until) in events {
            let mut event = Event::named(EVENTS.get(index).copied().unwrap_or("extended"), at);
            event.stage = (stage > 0).then_some(stage);
            event.until = until;
            case.events.push(event);
        }
        (case, at)
    })
}

/// The same question put as a table of one row.
fn in_columns(plan: &Plan, case: &Case, at: When) -> Result<(Verdicts, Vec<Verdict>), String> {
    let zone = &plan.charter().zone;
    let entry = |event: &Event| {
        let stage = event.stage.map(|stage| format!("stage-{stage}/")).unwrap_or_default();
        let place = |when| Moment::new(when, zone).map_err(|error| error.to_string());
        let until = event.until.map(place).transpose()?.map_or(EncodedTime::NONE, |until| EncodedTime::from(&until));
        let event_key = plan.event(&format!("{stage}{}", event.name)).map_err(|error| error.to_string())?;
        let moment = place(event.at)?;
        Ok::<_, String>(LogEntry { event: event_key, at: EncodedTime::from(&moment), until, reason: None })
    };
    let entries = case.events.iter().map(entry).collect::<Result<Vec<_>, _>>()?;
    let starts = [0, entries.len()];
    let cases = Cases { len: 1, log: Some(Log { starts: &starts, entries: &entries }), ..Cases::default() };
    let mut assessor = Assessor::new(plan, at).map_err(|error| error.to_string())?;
    let mut out = Verdicts::default();
    assessor.assess(&cases, 0..1, &mut out);
    match out.refused.first() {
        Some((_, error)) => Err(error.to_string()),
        None => {
            let verdicts = out.of(0).copied().collect();
            Ok((out, verdicts))
        }
    }
}

/// A table says what a single case says.
fn agrees(plan: &Plan, case: &Case, at: When, outcome: &Outcome) -> Result<(), TestCaseError> {
    let (reasons, verdicts) = in_columns(plan, case, at).map_err(TestCaseError::fail)?;
    prop_assert_eq!(verdicts.len(), outcome.promises.len());
    for (verdict, promise) in verdicts.iter().zip(&outcome.promises) {
        let (_, _, said) = plan.charter().promises().nth(usize::from(verdict.promise)).expect("its promise");
        let due = verdict.due().map(|due| due.day);
        prop_assert_eq!(
            (&said.id, verdict.status, verdict.due_soon, due, verdict.late_by()),
            (&promise.id, promise.status, promise.due_soon, promise.due, promise.late_by)
        );
        prop_assert_eq!(reasons.provisional(plan, verdict), promise.provisional.clone());
    }
    Ok(())
}

#[test]
fn there_is_an_answer_or_a_sentence() {
    let cases: u32 = if cfg!(debug_assertions) { 400 } else { 10_000 };
    let (answers, dates) = (Cell::new(0), Cell::new(0));
    let mut runner = TestRunner::new(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) });
    let outcome = runner.run(&(charter(), question()), |(charter, (case, at))| {
        let Ok(plan) = Plan::compile(charter, &CompileOptions::new(Calendars::bundled())) else { return Ok(()) };
        match (plan.check(&case, at), plan.explain(&case, at)) {
            (Ok(outcome), Ok(explained)) => {
                answers.set(answers.get() + 1);
                agrees(&plan, &case, at, &outcome)?;
                for (plain, told) in outcome.promises.iter().zip(&explained.promises) {
                    prop_assert_eq!((&plain.due_at, plain.status), (&told.due_at, told.status));
                    dates.set(dates.get() + u32::from(plain.due_at.is_some()));
                    prose::explanation(plan.charter(), &explained, told);
                    prose::sentence(plan.charter(), &outcome, plain);
                }
            }
            (Err(one), Err(other)) => {
                prop_assert_eq!(one.to_string(), other.to_string());
                prop_assert_eq!(in_columns(&plan, &case, at).map(|_| ()), Err(one.to_string()));
            }
            // What explains a date may itself lie outside the years that are counted.
            (Ok(_), Err(error)) | (Err(error), Ok(_)) => prop_assert!(error.to_string().contains("out of range")),
        }
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
    // A test that hardly ever reaches an answer would run_examples nothing. Both are usually far more: chance must not fail it.
    println!("{cases} questions: {} answers with {} dates", answers.get(), dates.get());
    assert!(answers.get() * 5 >= cases, "{} answers to {cases} questions", answers.get());
    assert!(dates.get() * 2 >= answers.get(), "{} dates in {} answers", dates.get(), answers.get());
}
