//! Whatever a charter promises and whatever happens to a case between 1990 and 2100, there is an answer or a sentence:
//! never a panic, never a hang.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

use bywhen_calendar::{
    Calendars, DatedDays, Days, Division, HoursRules, Span, TimeOfDay, Weekdays, WorkingDaysRules, Zone,
};
use bywhen_engine::charter::*;
use bywhen_engine::{Case, Event, Name, Plan, Setting, When, words};
use chrono::{Duration, NaiveDate};
use proptest::prelude::*;

const EVENTS: [&str; 9] =
    ["received", "acknowledged", "responded", "escalated", "held", "paused", "resumed", "reopened", "own"];
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
    let unit = prop::sample::select(vec![
        Unit::WorkingDays,
        Unit::CalendarDays,
        Unit::Weeks,
        Unit::Months,
        Unit::Years,
        Unit::WorkingHours,
        Unit::WorkingMinutes,
        Unit::Hours,
        Unit::Minutes,
        Unit::Seconds,
    ]);
    let direction = prop::sample::select(vec![Direction::Within, Direction::After, Direction::Before]);
    let end = prop_oneof![Just(End::OfDay), time().prop_map(End::At), Just(End::AtClose), Just(End::SameTime)];
    let amount = prop_oneof![0u32..40, 0u32..30_000, Just(u32::MAX)];
    (amount, unit, direction, any::<(bool, bool, bool)>(), end).prop_map(
        |(amount, unit, direction, (clear, same, roll), end)| Count {
            amount,
            unit,
            direction,
            clear,
            first_day: if same { FirstDay::SameDay } else { FirstDay::DayAfter },
            roll,
            end,
        },
    )
}

fn limit() -> impl Strategy<Value = Limit> {
    let anchor = || (event(), 1u8..3).prop_map(|(event, stage)| Anchor { event, stage });
    let calendar = || Some(name("days"));
    let hours = || Some(name("hours"));
    let leaf = prop_oneof![
        6 => (anchor(), count())
            .prop_map(move |(from, count)| Limit::Clock(Clock { from, count, calendar: calendar(), hours: hours() })),
        1 => anchor().prop_map(Limit::Given),
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
    ]
}

fn extension() -> impl Strategy<Value = Extension> {
    let to = prop_oneof![
        count().prop_map(ExtendTo::By),
        limit().prop_map(ExtendTo::Limit),
        prop::option::of(count()).prop_map(|at_most| ExtendTo::DateGiven { at_most }),
    ];
    let told = prop_oneof![Just(Told::BeforeDue), limit().prop_map(Told::Within), Just(Told::Whenever)];
    (to, 0u8..4, told, condition()).prop_map(|(to, times, told, when)| Extension {
        to,
        times,
        reasons: Vec::new(),
        told,
        by_event: name("extended"),
        when,
    })
}

fn promise(stage: u8, action: usize) -> impl Strategy<Value = Promise> {
    let alternative = (condition(), limit()).prop_map(|(when, limit)| Alternative { when, limit });
    let stop = (event(), event(), any::<bool>()).prop_map(|(from, until, first_day_lost)| StopRule {
        from,
        until,
        first_day_lost,
    });
    (
        prop::collection::vec(alternative, 1..3),
        prop::collection::vec(stop, 0..3),
        prop::collection::vec(event(), 0..2),
        prop::collection::vec(extension(), 0..3),
        prop::option::weighted(0.2, event()),
    )
        .prop_map(move |(limits, stops, restarts, extensions, repeats)| {
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
                repeats: repeats.map(|until| Repeat { until }),
                stops,
                restarts,
                extensions,
                opens: None,
                late_requests_refused: false,
                readings: Vec::new(),
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
            facts: vec![Named { name: name("complex"), meaning: None }],
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
                    closed_on_non_working_days: true,
                },
                calendar: Some(name("days")),
                cites: Vec::new(),
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
    let cut_off = (time(), any::<(bool, bool)>()).prop_map(|(time, (inclusive, to_working_day))| {
        ReceiptMove::CutOff(CutOff { time, inclusive, to_working_day })
    });
    prop_oneof![Just(ReceiptMove::DayOne), Just(ReceiptMove::ClosedDay), cut_off]
        .prop_map(|rule| ReceiptRule { when: Condition::Always, rule })
}

fn when() -> impl Strategy<Value = When> {
    let start = NaiveDate::from_ymd_opt(1990, 1, 1).expect("a date");
    let near = (12_000i64..12_400, 0i64..86_400_000, any::<bool>());
    let far = (0i64..40_542, 0i64..86_400_000, any::<bool>());
    prop_oneof![4 => near, 1 => far].prop_map(move |(day, millis, whole)| {
        let date = start + Duration::days(day);
        let moment = date.and_time(chrono::NaiveTime::MIN) + Duration::milliseconds(millis);
        if whole { When::Day(date) } else { When::Exact(moment.and_utc().into()) }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 150 } else { 4_000 }))]
    #[test]
    fn there_is_an_answer_or_a_sentence(
        charter in charter(),
        received in when(),
        events in prop::collection::vec((0usize..10, when(), 0u8..4, when()), 0..12),
        at in when(),
    ) {
        let Ok(plan) = Plan::compile(charter, &Setting::new(Calendars::bundled())) else { return Ok(()) };
        let mut case = Case::received(received);
        for (index, at, stage, until) in events {
            let name = EVENTS.get(index).copied().unwrap_or("extended");
            let mut event = Event::named(name, at);
            event.stage = (stage > 0).then_some(stage);
            if let When::Day(date) = until {
                event = event.until(date);
            }
            case.events.push(event);
        }
        match (plan.check(&case, at), plan.explain(&case, at)) {
            (Ok(outcome), Ok(explained)) => {
                for (plain, told) in outcome.promises.iter().zip(&explained.promises) {
                    prop_assert_eq!((&plain.due_at, plain.status), (&told.due_at, told.status));
                    words::explanation(plan.charter(), &explained, told);
                    words::sentence(plan.charter(), &outcome, plain);
                }
            }
            (Err(one), Err(other)) => prop_assert_eq!(one.to_string(), other.to_string()),
            // What explains a date may itself lie outside the years that are counted.
            (Ok(_), Err(error)) | (Err(error), Ok(_)) => prop_assert!(error.to_string().contains("out of range")),
        }
    }
}
