//! What a charter that uses every form of the language means.

use bywhen_calendar::{Days, Division, Span, TimeOfDay, Weekdays};
use bywhen_engine::charter::{
    Alternative, Anchor, Applies, Clock, Completion, Condition, Count, CutOff, Direction, EarlyRequests, End, Expected,
    ExtendTo, FactValues, FirstDay, Limit, Measure, NoticeDeadline, NumberTest, Percent, Period, Promise,
    PublishedTarget, ReceiptMove, Role, StopRule, Strength, Unit,
};
use bywhen_engine::{Charter, Decimal, Name, Status, When};
use bywhen_language::syntax::Comment;
use bywhen_language::{parse, read};
use chrono::Weekday;

fn charter() -> Charter {
    let parsed = parse(include_str!("support/every-form.charter"));
    assert_eq!(parsed.diagnostics, []);
    parsed.charter.unwrap()
}

fn promise(id: &str) -> Promise {
    let charter = charter();
    let promises = charter.standards.into_iter().flat_map(|standard| standard.stages).flat_map(|stage| stage.promises);
    let mut found: Vec<Promise> = promises.filter(|promise| promise.id == id).collect();
    assert_eq!(found.len(), 1, "{id}");
    found.remove(0)
}

fn clock(id: &str) -> Clock {
    only_clock(&promise(id).limits)
}

fn only_clock(limits: &[Alternative]) -> Clock {
    match limits {
        [Alternative { limit: Limit::Clock(clock), .. }] => clock.clone(),
        other => panic!("{other:?}"),
    }
}

fn name(text: &str) -> Name {
    Name::new(text)
}

fn anchor(event: &str, stage: u8) -> Anchor {
    Anchor { event: name(event), stage }
}

fn date(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn time(text: &str) -> TimeOfDay {
    text.parse().unwrap()
}

#[test]
fn the_head() {
    let charter = charter();
    assert_eq!((charter.id.as_str(), charter.version.as_str()), ("example-borough-council", "2026"));
    assert_eq!(charter.title, "Customer service standards");
    assert_eq!(charter.council.as_deref(), Some("Example Borough Council"));
    assert_eq!(charter.sources.len(), 2);
    assert_eq!(charter.sources[0].address.as_deref(), Some("https://example.org/promise"));
    assert_eq!(charter.sources[1].title, "An earlier leaflet");
    assert_eq!(charter.in_force.from, Some(date("2026-04-01")));
    assert_eq!(charter.in_force.until, Some(date("2027-03-31")));
    assert_eq!(charter.zone.name(), "Europe/London");
    assert_eq!(charter.readings.len(), 2);
    assert_eq!(charter.unconfirmed, ["The start date is taken from the minutes.", "The cost of a letter."]);
}

#[test]
fn calendars_and_hours() {
    let charter = charter();
    let [days, court, every, ..] = charter.calendars.as_slice() else { panic!() };
    assert_eq!(days.rules.week, Weekdays::MONDAY_TO_FRIDAY);
    assert_eq!(days.rules.bank_holidays, [Division::EnglandAndWales]);
    assert_eq!(days.rules.closures.len(), 3);
    assert_eq!(days.rules.closures[1].days, Days::EveryYear { from: (12, 27), to: (12, 31) });
    assert_eq!(days.rules.closures[2].days, Days::Once { from: date("2027-02-01"), to: date("2027-02-05") });
    assert_eq!(days.rules.openings[0].name.as_deref(), Some("open day"));
    let moves = |at: usize| charter.calendars[at].receipt.iter().map(|rule| rule.rule.clone()).collect::<Vec<_>>();
    let after_five = CutOff { time: time("17:00"), inclusive: false, to_working_day: true, received_at: None };
    assert_eq!(
        moves(0),
        [ReceiptMove::CutOff(after_five), ReceiptMove::ClosedDay { received_at: None }, ReceiptMove::DayOne]
    );
    assert!(days.receipt.iter().all(|rule| rule.when == Condition::Always));
    assert_eq!(court.rules.week.iter().count(), 3);
    assert_eq!(court.rules.bank_holidays, Division::ALL);
    let from_four = CutOff { time: time("16:00"), inclusive: true, to_working_day: false, received_at: None };
    assert_eq!(moves(1), [ReceiptMove::CutOff(from_four)]);
    assert_eq!(every.rules.week, Weekdays::EVERY_DAY);
    assert_eq!(every.rules.bank_holidays, Division::ALL);

    let [centre, night, out, ..] = charter.hours.as_slice() else { panic!() };
    assert_eq!(centre.calendar, Some(name("working days")));
    assert_eq!(centre.rules.on_non_working_days, Some(vec![]));
    let span = |from, to| Span { from: time(from), to: time(to) };
    assert_eq!(centre.rules.week[3], [span("09:00", "17:00")]);
    assert_eq!(centre.rules.week[4], [span("09:00", "13:00"), span("14:00", "16:00")]);
    assert_eq!(centre.rules.exceptions[0].spans, []);
    assert_eq!(centre.rules.exceptions[1].spans, [span("10:00", "14:00")]);
    assert_eq!(out.calendar, Some(name("working days")));
    let days_off = out.rules.on_non_working_days.as_deref();
    assert_eq!(days_off, Some(&[span("08:00", "12:00"), Span { from: time("14:00"), ..Span::WHOLE_DAY }][..]));
    assert_eq!((&night.rules.on_non_working_days, &out.rules.week[6][..]), (&None, &[][..]));
    // A shift over midnight is one, of the day on which it begins.
    assert_eq!(night.rules.week[0], [span("18:00", "02:00")]);
    assert_eq!(night.rules.week[3], [span("18:00", "02:00")]);
    assert_eq!(night.rules.week[4], []);
    assert_eq!((&night.rules.week[5][..], &night.rules.week[6][..]), (&[Span::WHOLE_DAY][..], &[Span::WHOLE_DAY][..]));
}

#[test]
fn names_and_recorded_statements() {
    let charter = charter();
    assert_eq!(charter.kinds[0].name.slug(), "missed-bin");
    assert_eq!(charter.channels[0].meaning.as_deref(), Some("machines at the council's offices"));
    assert_eq!(
        charter.services.iter().map(|service| service.name.slug()).collect::<Vec<_>>(),
        ["contact-centre", "waste", "faults"]
    );
    assert_eq!(charter.facts.len(), 5);
    let values = [name("high"), name("medium"), name("very low")].to_vec();
    assert_eq!(charter.facts[2].values, Some(FactValues::OneOf { values, default: Some(name("very low")) }));
    assert_eq!(charter.facts[3].values, Some(FactValues::Number { default: None }));
    assert_eq!((&charter.facts[1].values, &charter.facts[4].values), (&None, &None));
    assert_eq!(charter.permissions[0].text, "we may vary these standards if we tell customers");
    assert_eq!(charter.permissions[0].cites, ["VARY-1"]);
    let targets: Vec<PublishedTarget> = charter.measures.iter().map(|measure| measure.target).collect();
    let inspected = NumberTest::AtLeast("2000".parse().unwrap());
    assert_eq!(
        targets,
        [
            PublishedTarget::Share(Measure::Under(Percent(300))),
            PublishedTarget::Number { test: inspected, each: Some(Period::Year) },
            PublishedTarget::Share(Measure::AtLeast(Percent(9_850))),
        ]
    );
    assert_eq!(
        (charter.measures[0].text.as_str(), &charter.measures[2].cites[..]),
        ("calls abandoned", &["WRITE-4".to_owned()][..])
    );
    let by_customer: Vec<bool> = charter.events.iter().map(|event| event.by_customer).collect();
    assert_eq!(by_customer[..5], [false, false, true, true, false]);
    let scheduled: Vec<bool> = charter.events.iter().map(|event| event.scheduled).collect();
    assert_eq!(scheduled[..5], [false, false, false, true, true]);
    assert_eq!(charter.pledges[1].cites, ["VISIT-3"]);
    assert_eq!(charter.milestones[0].when, "January 2013");
    let costs: Vec<(&str, u32)> = charter.costs.iter().map(|cost| (cost.channel.slug(), cost.pence)).collect();
    assert_eq!(costs, [("telephone", 400), ("web-form", 17), ("in-person", 1_450)]);
}

#[test]
fn whom_standards_are_for() {
    let charter = charter();
    let applies = |at: usize| charter.standards[at].applies.clone();
    let names = |texts: &[&str]| texts.iter().map(|text| name(text)).collect::<Vec<_>>();
    assert_eq!(
        applies(0),
        [Applies { kind: None, channels: names(&["letter", "fax", "self service"]), service: None }]
    );
    assert_eq!(
        applies(2),
        [Applies { kind: None, channels: names(&["email"]), service: Some(name("Contact centre")) }]
    );
    let bin = Some(name("missed bin"));
    assert_eq!(
        applies(3),
        [
            Applies { kind: bin.clone(), channels: names(&["telephone", "email"]), service: Some(name("Waste")) },
            Applies { kind: bin, channels: names(&["web form"]), service: None },
        ]
    );
    assert_eq!(applies(4), [Applies { kind: Some(name("complaint")), channels: vec![], service: None }]);
}

#[test]
fn promises() {
    let acknowledge = promise("letters-and-faxes/acknowledge");
    assert_eq!((acknowledge.done_when.slug(), acknowledge.strength), ("acknowledged", Strength::Will));
    assert_eq!(acknowledge.cites, ["WRITE-1"]);
    let clock = only_clock(&acknowledge.limits);
    assert_eq!(clock.from, anchor("received", 1));
    assert_eq!(clock.count, Count::within(5, Unit::WorkingDays));
    assert_eq!((clock.calendar, clock.hours), (Some(name("working days")), None));
    let respond = promise("letters-and-faxes/respond");
    assert_eq!(
        (respond.strength, respond.cites),
        (Strength::Usually, vec!["WRITE-2".to_owned(), "WRITE-3".to_owned()])
    );
    assert_eq!(promise("letters-and-faxes/inform").strength, Strength::AimTo);

    assert_eq!(promise("calls/answer").measure, Some(Measure::AtLeast(Percent(8_000))));
    assert_eq!(promise("calls/contact").measure, Some(Measure::Over(Percent(9_950))));
    assert_eq!(promise("calls/resolve").measure, Some(Measure::Average));
    assert_eq!(promise("missed-bins/acknowledge").manner.as_deref(), Some("in writing"));
    let attend = promise("missed-bins/attend");
    assert_eq!(attend.limits, [Alternative { when: Condition::Always, limit: Limit::Unstated }]);
    assert_eq!((attend.readings.len(), attend.cites), (1, vec!["BIN-9".to_owned()]));
}

#[test]
fn conditions() {
    let respond = promise("missed-bins/respond");
    let fact = |text| Condition::Fact(name(text));
    let conditions: Vec<Condition> = respond.limits.iter().map(|alternative| alternative.when.clone()).collect();
    assert_eq!(
        conditions,
        [
            Condition::All(vec![fact("complex"), Condition::Not(Box::new(fact("very urgent")))]),
            Condition::Any(vec![fact("complex"), Condition::Happened(name("out of office"))]),
            fact("very urgent"),
            Condition::Always,
        ]
    );
    assert_eq!(respond.limits[3].limit, Limit::Unstated);
    assert_eq!(respond.cites, ["BIN-2"]);
    assert_eq!(promise("missed-bins/acknowledge").limits[0].when, fact("complex"));
    let sent = Condition::Happened(name("out of office"));
    assert_eq!(promise("missed-bins/collect").limits[0].when, Condition::Not(Box::new(sent)));
}

/// A count whose form says that it starts with the day after.
fn from_the_next_day(count: Count) -> Count {
    Count { first_day: FirstDay::NextDay, ..count }
}

#[test]
fn limits() {
    let count = |id: &str| clock(&format!("missed-bins/{id}")).count;
    let days = |amount| Count::within(amount, Unit::WorkingDays);
    assert_eq!(count("acknowledge"), from_the_next_day(Count { clear: true, ..days(5) }));
    assert_eq!(count("collect"), from_the_next_day(Count { end: End::At(time("16:00")), ..days(1) }));
    assert_eq!(count("confirm"), from_the_next_day(days(2)));
    assert_eq!(clock("missed-bins/confirm").from, anchor("responded", 1));
    assert_eq!(count("inform"), Count::within(0, Unit::CalendarDays));
    assert_eq!(count("pay"), Count { end: End::AtClose, ..Count::within(2, Unit::Weeks) });
    assert_eq!(clock("missed-bins/pay").hours, Some(name("Contact centre")));
    assert_eq!(clock("missed-bins/pay").from, anchor("fee paid", 1));
    assert_eq!(count("update"), Count::within(24, Unit::Hours));
    assert_eq!(clock("missed-bins/update").calendar, None);
    assert_eq!(count("review"), Count::within(90, Unit::WorkingMinutes));
    assert_eq!(clock("missed-bins/review").hours, Some(name("Night line")));
    assert_eq!(count("decide"), Count { first_day: FirstDay::SameDay, ..Count::within(8, Unit::Weeks) });
    assert_eq!(clock("missed-bins/decide").calendar, Some(name("working days")));
    assert_eq!(count("register"), from_the_next_day(Count { roll: true, ..Count::within(8, Unit::Weeks) }));
    assert_eq!(clock("missed-bins/register").calendar, Some(name("every day")));
    assert_eq!(count("publish"), from_the_next_day(Count { direction: Direction::Before, clear: true, ..days(10) }));
    assert_eq!(clock("missed-bins/publish").calendar, Some(name("court days")));
    let close = Count { direction: Direction::After, clear: true, end: End::SameTime, ..days(5) };
    assert_eq!(count("close"), from_the_next_day(close));
    assert_eq!(clock("contact-centre-emails/respond").hours, Some(name("Contact centre")));

    let below = |at: usize| match &promise("missed-bins/respond").limits[at].limit {
        Limit::Clock(clock) => clock.count.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(below(1), Count { roll: true, ..Count::within(1, Unit::Months) });
    assert_eq!(below(2), Count { roll: true, ..days(0) });

    let several = |id: &str| match &promise(id).limits[0].limit {
        Limit::LaterOf(limits) => (true, limits.clone()),
        Limit::EarlierOf(limits) => (false, limits.clone()),
        other => panic!("{other:?}"),
    };
    let (later, limits) = several("missed-bins/see");
    assert!(later);
    let plain = |event, count| Limit::Clock(Clock { from: anchor(event, 1), count, calendar: None, hours: None });
    let ten = Count::within(10, Unit::Minutes);
    assert_eq!(limits, [plain("appointment", ten.clone()), plain("turned away", ten)]);
    let (later, limits) = several("missed-bins/send");
    assert!(!later);
    // What is said of a part holds for it alone; the others have the standard's calendar.
    let part = |event, count, calendar| {
        Limit::Clock(Clock { from: anchor(event, 1), count, calendar: Some(name(calendar)), hours: None })
    };
    assert_eq!(
        limits,
        [
            part("received", Count { end: End::At(time("16:00")), ..days(20) }, "court days"),
            part("fee paid", Count::within(2, Unit::Weeks), "working days"),
            part("acknowledged", days(10), "working days"),
        ]
    );
}

#[test]
fn stages() {
    let charter = charter();
    let complaints = &charter.standards[4];
    assert!(complaints.staged);
    let ids: Vec<&str> =
        complaints.stages.iter().flat_map(|stage| &stage.promises).map(|promise| promise.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "complaints/stage-1/acknowledge",
            "complaints/stage-1/respond",
            "complaints/stage-2/escalate",
            "complaints/stage-2/acknowledge",
            "complaints/stage-2/respond",
            "complaints/stage-3/escalate",
            "complaints/stage-3/review",
        ]
    );
    let window = &complaints.stages[1].promises[0];
    assert_eq!((window.role, window.done_when.slug()), (Role::CustomerWindow, "escalated"));
    assert_eq!(window.cites, ["COMPLAIN-2"]);
    assert_eq!(complaints.stages[1].promises[1].cites, ["COMPLAIN-2"]);
    assert_eq!(complaints.stages[0].promises[1].cites, ["COMPLAIN-1"]);
    assert_eq!(only_clock(&window.limits).from, anchor("responded", 1));
    assert_eq!(clock("complaints/stage-1/respond").from, anchor("acknowledged", 1));
    assert_eq!(clock("complaints/stage-2/acknowledge").from, anchor("escalated", 2));
    assert_eq!(clock("complaints/stage-2/respond").from, anchor("acknowledged", 2));
    assert_eq!(clock("complaints/stage-3/review").from, anchor("received", 1));
    assert_eq!(complaints.stages[2].promises[0].limits[0].limit, Limit::Unstated);
}

#[test]
fn examples() {
    let charter = charter();
    let example = &charter.standards[0].examples[0];
    assert_eq!(example.title, "received just before Easter");
    assert_eq!(example.case.channel.as_deref(), Some("letter"));
    assert_eq!(example.case.kind, None);
    assert_eq!(example.case.events[0].at, "2026-04-01T10:15".parse().unwrap());
    assert_eq!(example.case.events[1].name, "acknowledged");
    assert_eq!(example.case.events[1].at, When::Day(date("2026-04-09")));
    assert_eq!(example.case.facts.get("complex"), Some(&false.into()));
    assert_eq!(example.case.facts.get("very-urgent"), Some(&true.into()));
    assert_eq!(example.at, Some("2026-04-20T09:00".parse().unwrap()));
    assert_eq!(example.expects[0].expected, Expected::Due(date("2026-04-10"), None));
    assert_eq!(example.expects[1].expected, Expected::Is(Status::Met));
    assert_eq!(example.expects[2].expected, Expected::Due(date("2026-04-17"), Some(time("23:59"))));
    assert_eq!(example.expects[0].line, example.line + 5);

    let bin = &charter.standards[3].examples[0];
    assert_eq!((bin.case.kind.as_deref(), bin.case.channel.as_deref()), (Some("missed-bin"), Some("email")));
    assert_eq!(bin.case.service.as_deref(), Some("waste"));
    assert_eq!(bin.expects[2].expected, Expected::DoesNotApply);

    let stages = &charter.standards[4].examples[0];
    assert_eq!((stages.case.events[3].name.as_str(), stages.case.events[3].stage), ("escalated", None));
    assert_eq!(stages.case.events[4].stage, Some(2));
    assert_eq!((stages.expects[1].stage, stages.expects[1].action.slug()), (2, "escalate"));
}

fn stop(from: &str, until: &str, first_day_lost: bool) -> StopRule {
    StopRule { from: name(from), until: name(until), first_day_lost, even_when_overdue: false }
}

fn even_when_overdue(rule: StopRule) -> StopRule {
    StopRule { even_when_overdue: true, ..rule }
}

#[test]
fn stops_and_restarts() {
    let fees = stop("fees notice", "fee paid", false);
    let acknowledge = promise("information-requests/acknowledge");
    assert_eq!(acknowledge.stops, std::slice::from_ref(&fees));
    assert_eq!(acknowledge.restarts, [name("clarification received")]);
    assert_eq!(acknowledge.cites, ["FOI-3"]);
    let respond = promise("information-requests/respond");
    let clarification = stop("clarification asked", "clarification received", true);
    assert_eq!(respond.stops, [fees, clarification, even_when_overdue(stop("paused", "resumed", true))]);
    assert_eq!(respond.restarts, []);
    assert_eq!(promise("appeals/stage-1/respond").stops, [even_when_overdue(stop("paused", "resumed", false))]);
    assert_eq!(promise("appeals/stage-1/ask-for-papers").stops, []);
    assert_eq!(promise("appeals/stage-2/respond").stops, []);
}

#[test]
fn extensions() {
    let respond = promise("information-requests/respond");
    assert_eq!(respond.cites, ["FOI-1", "FOI-2"]);
    let [by, to, date, held] = respond.extensions.as_slice() else { panic!() };
    let twenty = Count::within(20, Unit::WorkingDays);
    assert_eq!(by.to, ExtendTo::By(Count { roll: true, ..twenty.clone() }));
    assert_eq!((by.times, &by.notice_deadline, by.by_event.slug()), (2, &NoticeDeadline::BeforeDue, "extended"));
    assert_eq!(by.reasons, [name("complex"), name("voluminous"), name("urgent")]);
    assert_eq!(by.when, Condition::Always);
    let ExtendTo::Limit(Limit::Clock(clock)) = &to.to else { panic!() };
    assert_eq!((clock.count.amount, clock.count.unit, clock.count.roll), (3, Unit::Months, true));
    assert!(matches!(&to.notice_deadline, NoticeDeadline::Within(Limit::Clock(clock)) if clock.count.amount == 10));
    assert_eq!((to.times, &to.when), (1, &Condition::Fact(name("complex"))));
    assert_eq!(date.to, ExtendTo::DateGiven { at_most: Some(twenty) });
    assert_eq!((date.times, &date.notice_deadline), (3, &NoticeDeadline::Whenever));
    assert_eq!(held.to, ExtendTo::By(Count::within(10, Unit::WorkingDays)));
    assert_eq!((held.by_event.slug(), &held.notice_deadline), ("held", &NoticeDeadline::BeforeDue));
}

#[test]
fn promises_that_hang_on_others() {
    let respond = promise("information-requests/respond");
    let hold = promise("information-requests/hold");
    assert_eq!((hold.done_when.slug(), hold.instead_of.as_deref()), ("held", Some("information-requests/respond")));
    assert_eq!((&hold.limits, &hold.stops), (&respond.limits, &respond.stops));
    assert_eq!(hold.extensions.len(), 3);
    let contact = promise("information-requests/contact");
    assert_eq!(contact.instead_of.as_deref(), Some("information-requests/acknowledge"));
    assert_eq!(contact.cites, ["FOI-4"]);
    let second = promise("information-requests/respond-2");
    assert_eq!((second.action.slug(), second.measure), ("respond", Some(Measure::AtLeast(Percent(9_000)))));
    assert_eq!(only_clock(&second.limits).count, Count::within(30, Unit::WorkingDays));
    assert_eq!((second.stops.len(), second.instead_of), (3, None));
    let third = promise("information-requests/respond-3");
    assert_eq!((third.measure, third.strength, third.cites), (None, Strength::Will, vec!["FOI-5".to_owned()]));
    assert_eq!(third.limits[0].when, Condition::Fact(name("complex")));
}

#[test]
fn repeated_and_final_promises() {
    let update = promise("information-requests/update");
    assert_eq!(update.repeats.map(|repeat| repeat.until), Some(name("responded")));
    let every = clock("information-requests/update");
    assert_eq!((every.from, every.count), (anchor("received", 1), Count::within(28, Unit::CalendarDays)));
    let remind = promise("information-requests/remind");
    assert_eq!(remind.repeats.map(|repeat| repeat.until), Some(name("fee paid")));
    assert_eq!(only_clock(&remind.limits).from, anchor("acknowledged", 1));
    let last = promise("information-requests/finally-respond");
    assert_eq!((last.action.text(), last.done_when.slug()), ("finally respond", "responded"));
    assert_eq!(last.completion, Completion::Last);
    assert_eq!(promise("information-requests/respond").completion, Completion::First);
}

#[test]
fn hours_on_working_days_and_rings() {
    let charter = charter();
    let safe = promise("information-requests/make-safe");
    assert_eq!((safe.action.text(), safe.done_when.text()), ("make safe", "made safe"));
    let all_day = clock("information-requests/make-safe");
    assert_eq!(all_day.count, Count::within(24, Unit::WorkingHours));
    assert_eq!(all_day.hours, Some(name("all day on working days")));
    let court = clock("information-requests/deal-with");
    assert_eq!(court.count, Count::within(90, Unit::WorkingMinutes));
    assert_eq!(court.hours, Some(name("all day on court days")));
    let hours = charter.hours.iter().find(|hours| hours.name == name("all day on working days")).unwrap();
    assert!(
        hours.rules.on_non_working_days == Some(vec![]) && hours.rules.week.iter().all(|day| *day == [Span::WHOLE_DAY])
    );
    assert_eq!(hours.calendar, Some(name("working days")));
    // Five rings of 2.5 seconds, rounded up.
    assert_eq!(
        clock("information-requests/answer").count,
        Count { rings: Some(5), ..Count::within(13, Unit::Seconds) }
    );
    assert_eq!(promise("information-requests/answer").measure, Some(Measure::AtMost(Percent(9_750))));
    assert_eq!(promise("information-requests/greet").measure, Some(Measure::Under(Percent(300))));
}

#[test]
fn choices_and_conditions_on_receipt() {
    let charter = charter();
    let [weekend, first] = charter.choices.as_slice() else { panic!() };
    assert_eq!((weekend.name.text(), weekend.default.text()), ("weekend receipt", "as received"));
    assert_eq!(weekend.options[1].meaning.as_deref(), Some("as some councils do"));
    assert_eq!((first.options.len(), first.meaning.as_deref()), (2, None));
    let chosen = |choice, option| Condition::Chosen { choice: name(choice), option: name(option) };
    let term = &charter.calendars[3];
    assert_eq!(term.rules.terms.len(), 2);
    assert_eq!(term.rules.terms[1].days, Days::EveryYear { from: (2, 22), to: (3, 26) });
    let conditions: Vec<Condition> = term.receipt.iter().map(|rule| rule.when.clone()).collect();
    let later = chosen("weekend receipt", "later");
    let not_later = Condition::Not(Box::new(later.clone()));
    let day_one = chosen("first day", "day 1");
    assert_eq!(
        conditions,
        [chosen("first day", "day 0"), Condition::All(vec![day_one.clone(), not_later]), later.clone(), day_one]
    );
    assert!(charter.calendars[4].rules.week.iter().next().is_none());

    let not = |condition| Condition::Not(Box::new(condition));
    let decide = promise("appeals/stage-1/decide");
    let conditions: Vec<Condition> = decide.limits.iter().map(|alternative| alternative.when.clone()).collect();
    assert_eq!(
        conditions,
        [
            Condition::ReceivedBefore(time("09:30")),
            Condition::ReceivedInSeason { from: (11, 1), to: (4, 30) },
            not(Condition::ReceivedAfter(time("16:00"))),
            Condition::Any(vec![
                not(Condition::ReceivedBefore(time("23:00"))),
                not(Condition::ReceivedAfter(time("01:00")))
            ]),
            later,
            Condition::Always,
        ]
    );
    let example = &charter.standards[5].examples[0];
    let choices: Vec<(&str, &str)> =
        example.choices.iter().map(|(choice, option)| (choice.text(), option.text())).collect();
    assert_eq!(choices, [("weekend receipt", "later"), ("first day", "day 1")]);
    let extended = &example.case.events[2];
    assert_eq!((extended.name.as_str(), extended.until), ("extended", Some("2026-08-14T16:00".parse().unwrap())));
    let [corrected, withdrawn] = &example.case.events[3..5] else { panic!() };
    assert_eq!((corrected.name.as_str(), corrected.until), ("extension-corrected", Some(date("2026-08-17").into())));
    assert_eq!((withdrawn.name.as_str(), withdrawn.until), ("extension-withdrawn", None));
    assert_eq!(extended.reason.as_deref(), Some("complex"));
    assert_eq!(example.case.events[8].name, "made-safe");
    assert_eq!(example.expects[0].action, name("finally respond"));
}

#[test]
fn limits_that_hang_on_others() {
    let decide = promise("appeals/stage-1/decide");
    let then = |at: usize| match &decide.limits[at].limit {
        Limit::Then { first, count, calendar, .. } => match &**first {
            Limit::Clock(first) => (first.clone(), count.clone(), calendar.clone()),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    let (first, count, calendar) = then(0);
    assert_eq!(
        (first.from, first.count),
        (anchor("received", 1), from_the_next_day(Count::within(1, Unit::WorkingDays)))
    );
    assert_eq!(count, from_the_next_day(Count { roll: true, ..Count::within(1, Unit::Months) }));
    assert_eq!(calendar, Some(name("working days")));
    let (first, count, _) = then(1);
    assert_eq!(first.count, from_the_next_day(Count::within(2, Unit::WorkingDays)));
    assert_eq!((count.direction, count.unit), (Direction::After, Unit::CalendarDays));
    let Limit::Then { first, count, .. } = promise("information-requests/start").limits[0].limit.clone() else {
        panic!()
    };
    assert!(
        matches!(*first, Limit::Clock(clock) if clock.count == from_the_next_day(Count::within(1, Unit::CalendarDays)))
    );
    assert!(count.roll);
    let serve = clock("information-requests/serve").count;
    assert_eq!(serve, from_the_next_day(Count { end: End::At(time("16:00")), ..Count::within(2, Unit::CalendarDays) }));
    let send = promise("appeals/stage-1/send");
    assert_eq!(send.limits[0].limit, Limit::DateGiven(anchor("automatic reply", 1)));
    let Limit::EarlierOf(inform) = promise("appeals/stage-1/inform").limits[0].limit.clone() else { panic!() };
    assert!(matches!(&inform[1], Limit::Clock(clock) if clock.count.direction == Direction::Before));
    let collect = clock("appeals/stage-1/collect");
    assert_eq!(collect.count, Count { end: End::At(time("06:00")), ..Count::within(0, Unit::CalendarDays) });
}

#[test]
fn the_customers_windows() {
    let second = promise("appeals/stage-2/escalate");
    assert!(second.late_requests_refused && second.opens.is_none());
    let third = promise("appeals/stage-3/escalate");
    let Some(Limit::Clock(opens)) = third.opens.clone() else { panic!() };
    assert_eq!((opens.from, opens.count.amount), (anchor("responded", 2), 21));
    let [Alternative { limit: Limit::Then { first, count, .. }, .. }] = third.limits.as_slice() else { panic!() };
    assert_eq!(Some(&**first), third.opens.as_ref());
    assert_eq!(*count, Count { roll: true, ..Count::within(10, Unit::WorkingDays) });
    assert_eq!((third.late_requests_refused, &third.cites[..]), (true, &["APPEAL-3".to_owned()][..]));
    let fourth = promise("appeals/stage-4/escalate");
    assert_eq!((&fourth.limits[0].limit, fourth.opens.is_some()), (&Limit::Unstated, true));
    let early = [&second, &third, &fourth, &promise("appeals/stage-5/escalate")].map(|window| window.early_requests);
    let (wait, refused, count) = (EarlyRequests::Wait, EarlyRequests::Refused, EarlyRequests::Count);
    assert_eq!(early, [wait, refused, count, wait]);
    let papers = promise("appeals/stage-1/ask-for-papers");
    assert_eq!((papers.role, papers.done_when.slug()), (Role::CustomerWindow, "papers"));
    assert_eq!(only_clock(&papers.limits).count.direction, Direction::Before);
    let receipt = promise("appeals/stage-1/ask-for-receipt");
    assert_eq!((receipt.done_when.slug(), receipt.limits.len()), ("received", 2));
}

#[test]
fn variations() {
    let charter = charter();
    let [summer, autumn] = charter.variations.as_slice() else { panic!() };
    assert_eq!(
        (summer.name.text(), summer.from, summer.until),
        ("Summer peak", date("2026-07-01"), Some(date("2026-08-31")))
    );
    assert_eq!(summer.because.as_deref(), Some("a seasonal peak of requests"));
    assert_eq!(summer.cites, ["VARY-2", "VARY-3"]);
    let ids: Vec<&str> = summer.changes.iter().map(|change| change.promise.as_str()).collect();
    assert_eq!(
        ids,
        [
            "letters-and-faxes/respond",
            "complaints/stage-2/respond",
            "complaints/stage-2/escalate",
            "calls/answer",
            "letters-and-faxes/acknowledge",
        ]
    );
    assert_eq!(summer.changes[0].limits.len(), 2);
    assert_eq!(summer.changes[0].limits[0].when, Condition::Fact(name("complex")));
    assert_eq!(only_clock(&summer.changes[1].limits).from, anchor("acknowledged", 2));
    assert_eq!(only_clock(&summer.changes[2].limits).from, anchor("responded", 1));
    assert_eq!(summer.changes[3].measure, Some(Measure::AtLeast(Percent(7_500))));
    assert_eq!(summer.changes[4].limits[0].limit, Limit::Unstated);
    assert_eq!(only_clock(&summer.changes[0].limits[1..]).calendar, Some(name("working days")));
    assert_eq!((autumn.until, autumn.changes[0].promise.as_str()), (None, "information-requests/finally-respond"));
}

#[test]
fn the_tree_keeps_comments_and_ignores_places() {
    let text = include_str!("support/every-form.charter");
    let (tree, diagnostics) = read(text);
    assert_eq!(diagnostics, []);
    let texts = |comments: &[Comment<'_>]| comments.iter().map(|comment| comment.text.to_owned()).collect::<Vec<_>>();
    assert_eq!(
        texts(&tree.lines[0].comments_above),
        ["A charter that uses every form of docs/language.md. It has no diagnostics."]
    );
    assert_eq!(tree.lines[1].comment, Some("the default of most standards"));
    assert!(tree.lines[1].blank_above);
    assert_eq!(texts(&tree.comments_at_end), ["The end."]);
    let spread = text.replace("\n\n", "\n\n\n").replace("  ", "     ");
    assert!(read(&spread).0 == tree);
    let synonyms = text
        .replace("letters, fax or self service", "letter,faxes,  \"self service\"")
        .replace("we try to", "WE AIM TO");
    assert!(read(&synonyms).0 == tree);
    assert!(read(&text.replace("20 seconds", "21 seconds")).0 != tree);
    assert!(read(&text.replace("# The end.", "# the end")).0 != tree);
}

#[test]
fn the_language_reference_is_written_in_the_language() {
    let page = include_str!("../../../../docs/language.md");
    // The blocks of the page, one after the other, are a text whose lines all have their place.
    let blocks: String = page.split("```").skip(1).step_by(2).collect();
    let diagnostics: Vec<String> = read(&blocks).1.iter().map(ToString::to_string).collect();
    assert_eq!(diagnostics, Vec::<String>::new());
    assert!(blocks.lines().count() > 70);
}

#[test]
fn conditions_on_values_and_on_when_an_event_came() {
    let is = |values: &[&str]| Condition::FactIs {
        fact: name("priority"),
        values: values.iter().map(|value| name(value)).collect(),
    };
    let not = |condition| Condition::Not(Box::new(condition));
    let hours = |outside| Condition::DuringHours { event: name("received"), hours: name("contact centre"), outside };
    let on = |event, weekdays| Condition::OnWeekdays { event: name(event), weekdays };
    let day = |event, closed| Condition::OnWorkingDay { event: name(event), calendar: name("working days"), closed };
    let whens = |id| promise(id).limits.iter().map(|alternative| alternative.when.clone()).collect::<Vec<_>>();
    let damp = || Condition::Fact(name("damp"));
    assert_eq!(
        whens("faults/repair"),
        [
            Condition::All(vec![is(&["high", "medium", "very low"]), hours(true)]),
            Condition::All(vec![
                is(&["medium", "high"]),
                on("received", Weekdays::from_days([Weekday::Sat, Weekday::Sun]))
            ]),
            Condition::All(vec![not(is(&["high"])), day("received", true)]),
            on("out of office", Weekdays::from_days([Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Fri])),
            Condition::Any(vec![Condition::All(vec![not(damp()), hours(false)]), day("acknowledged", false),]),
        ]
    );
    let number = |text: &str| text.parse::<Decimal>().unwrap();
    let signatures = |test| Condition::FactNumber { fact: name("signatures"), test };
    let under = |text| NumberTest::Under(number(text));
    assert_eq!(
        whens("faults/decide"),
        [
            signatures(NumberTest::Over(number("1500.5"))),
            Condition::Any(vec![signatures(NumberTest::Over(number("1400"))), damp()]),
            signatures(NumberTest::AtLeast(number("1300"))),
            signatures(NumberTest::AtLeast(number("1200"))),
            signatures(NumberTest::Between(number("1000"), number("1100"))),
            signatures(NumberTest::Exactly(number("990"))),
            Condition::Any(vec![signatures(under("10")), signatures(under("9"))]),
            signatures(NumberTest::AtMost(number("20"))),
            signatures(NumberTest::AtMost(number("30"))),
            signatures(NumberTest::AtMost(number("40"))),
        ]
    );
    let charter = charter();
    let faults = charter.standards.iter().find(|standard| standard.name.is("Faults")).unwrap();
    let facts = &faults.examples[0].case.facts;
    assert_eq!(facts.get("priority"), Some(&"high".into()));
    assert_eq!(facts.get("signatures"), Some(&1600.into()));
    assert_eq!(facts.get("damp"), Some(&false.into()));
}
