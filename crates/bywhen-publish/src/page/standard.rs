//! What one standard promises, to whom, and what comes of it in a worked case.

use bywhen::engine::Name;
use bywhen::engine::charter::{
    Alternative, Applies, Charter, Condition, Count, EarlyRequests, Example, ExtendTo, Extension, Limit,
    NoticeDeadline, Promise, Role, Stage, Standard,
};
use bywhen::engine::prose::LimitContext;
use bywhen::engine::vocabulary::{PAUSED, RESUMED};
use bywhen::{Plan, Status, prose};

use super::block::{Block, Item, Line, Section, Table};
use super::phrase::joined;

const RECEIVED: &str = "received";

/// Every promise in a row.
pub(super) fn in_short(charter: &Charter) -> Option<Section> {
    let row = |(standard, stage, promise): (&Standard, u8, &Promise)| {
        let title = standard.name.text();
        let of = if standard.staged { format!("{title}, stage {stage}") } else { title.to_owned() };
        let context = LimitContext::of_standard(charter, standard).of_promise(stage, promise);
        let when = when(context, standard, promise).unwrap_or_else(|| "no time is set".to_owned());
        vec![of, promised(stage, promise), when]
    };
    let to_residents = charter.promises().filter(|(_, _, promise)| !promise.for_staff);
    let rows: Vec<Vec<String>> = to_residents.map(row).collect();
    let head = ["For", "What", "When"].map(str::to_owned).to_vec();
    (!rows.is_empty()).then(|| Section::new("In short", vec![Block::Table(Table { head, rows })]))
}

pub(super) fn section(plan: &Plan, standard: &Standard) -> Section {
    let whom = standard.applies.iter().map(whom).collect::<Vec<_>>().join("; ");
    let mut blocks = vec![Block::Paragraph(Line::citing(format!("For: {whom}."), &standard.cites))];
    let charter = plan.charter();
    let mut context = LimitContext::of_standard(charter, standard);
    // One calendar is told once for all; of several, each line says which of them counts.
    if let (true, [calendar]) = (charter.calendars.len() > 1, prose::calendars(standard).as_slice()) {
        blocks.push(Block::paragraph(format!("Days are counted by the calendar “{calendar}”.")));
        context = context.without_calendars();
    }
    let mut sections = Vec::new();
    let to_residents = |stage: &&Stage| stage.promises.iter().any(|promise| !promise.for_staff);
    for stage in standard.stages.iter().filter(to_residents) {
        let list = promises(context, standard, stage);
        if standard.staged {
            sections.push(Section::new(format!("Stage {}", stage.number), vec![list]));
        } else {
            blocks.push(list);
        }
    }
    match sections.last_mut() {
        Some(last) => last.blocks.extend(example(plan, standard)),
        None => blocks.extend(example(plan, standard)),
    }
    if !standard.readings.is_empty() {
        let readings = Block::list(standard.readings.iter().cloned());
        sections.push(Section::new("How we read what the document leaves open", vec![readings]));
    }
    Section { title: standard.name.text().to_owned(), blocks, sections }
}

/// `complaint by letter or email to Customer Service Centre`, `complaint by letter or in person`.
fn whom(applies: &Applies) -> String {
    let names = |names: &[Name]| joined(&names.iter().map(|name| name.text().to_owned()).collect::<Vec<_>>(), "or");
    // Who comes in person does not come by it.
    let by = |name: &Name| if name.is("in-person") { name.text().to_owned() } else { format!("by {}", name.text()) };
    let what = match (&applies.kind, applies.channels.as_slice()) {
        (Some(kind), []) => format!("{} by any channel", kind.text()),
        (Some(kind), channels) if channels.iter().any(|channel| channel.is("in-person")) => {
            format!("{} {}", kind.text(), joined(&channels.iter().map(by).collect::<Vec<_>>(), "or"))
        }
        (Some(kind), channels) => format!("{} by {}", kind.text(), names(channels)),
        (None, []) => "enquiry by any channel".to_owned(),
        (None, channels) => names(channels),
    };
    match &applies.service {
        Some(service) => format!("{what} to {}", service.text()),
        None => what,
    }
}

fn promises(context: LimitContext, standard: &Standard, stage: &Stage) -> Block {
    let item = |promise: &Promise| {
        // What the whole standard carries stands once, above.
        let own = if promise.cites == standard.cites { &[] } else { promise.cites.as_slice() };
        let what = promised(stage.number, promise);
        let context = context.of_promise(stage.number, promise);
        let stands_in = promise.instead_of.is_some();
        let (text, mut below) = match promise.limits.as_slice() {
            several @ [_, _, ..] if !stands_in => {
                let limits = several.iter().enumerate();
                (format!("{what}:"), limits.map(|(place, one)| one_of_several(context, place, one)).collect())
            }
            _ => match when(context, standard, promise) {
                Some(when) => (format!("{what} {when}."), Vec::new()),
                None => (format!("{what}. No time is set for that."), Vec::new()),
            },
        };
        // What becomes of the clock of a holding reply is what becomes of its promise's.
        if !stands_in {
            below.extend(becomes(context, promise));
        }
        Item { line: Line::citing(text, own), below, about: Some(what) }
    };
    Block::List(stage.promises.iter().filter(|promise| !promise.for_staff).map(item).collect())
}

fn promised(stage: u8, promise: &Promise) -> String {
    if promise.role == Role::CustomerWindow && promise.action.is("escalate") && stage > 1 {
        return format!("You may ask for stage {stage}");
    }
    prose::promised(promise)
}

/// `within 5 working days of receipt`, `from 21 calendar days after receipt, for 10 working days`, `by then`; `None` where the
/// charter sets no time.
fn when(context: LimitContext, standard: &Standard, promise: &Promise) -> Option<String> {
    let promises = || standard.stages.iter().flat_map(|stage| &stage.promises);
    let parent = promise.instead_of.as_ref().and_then(|id| promises().find(|one| one.id == *id));
    if parent.is_some_and(|parent| parent.limits == promise.limits) {
        return Some("by then".to_owned());
    }
    match (&promise.opens, promise.limits.as_slice()) {
        (None, [Alternative { limit: Limit::Unstated, when: Condition::Always }]) => None,
        (Some(opens), [Alternative { limit: Limit::Unstated, .. }]) => {
            Some(format!("from {}", prose::limit_in(context, opens)))
        }
        (Some(opens), [Alternative { limit: limit @ Limit::Then { first, .. }, .. }]) if **first == *opens => {
            let lasts = prose::lasting(context, limit)?;
            Some(format!("from {}, for {lasts}", prose::limit_in(context, opens)))
        }
        (Some(opens), limits) => {
            Some(format!("from {}, {}", prose::limit_in(context, opens), prose::limits_in(context, limits)))
        }
        (None, _) => Some(prose::when_in(context, promise)),
    }
}

/// Of several limits the first whose condition holds is the one.
fn one_of_several(context: LimitContext, place: usize, alternative: &Alternative) -> String {
    let otherwise = if place == 0 { "" } else { "otherwise " };
    format!("{otherwise}{}", prose::limits_in(context, std::slice::from_ref(alternative)))
}

/// What becomes of the clock.
fn becomes(context: LimitContext, promise: &Promise) -> Vec<String> {
    let mut said = Vec::new();
    for stop in &promise.stops {
        let days = if stop.first_day_lost { "; the day of the stop does not count either" } else { "" };
        let overdue = if stop.even_when_overdue { ", even when it is overdue" } else { "" };
        let (from, until) = (prose::noun(stop.from.slug()), prose::noun(stop.until.slug()));
        let while_it = if stop.from.is(PAUSED) && stop.until.is(RESUMED) {
            "while the case is paused".to_owned()
        } else {
            format!("from {from} until {until}")
        };
        said.push(format!("The clock stands still {while_it}{overdue}{days}."));
    }
    for restart in &promise.restarts {
        said.push(format!("The clock starts again at {}.", prose::noun(restart.slug())));
    }
    said.extend(promise.extensions.iter().map(|one| extension(context, one)));
    if promise.opens.is_some() {
        said.push(
            match promise.early_requests {
                EarlyRequests::Wait => "A request before that time waits until then.",
                EarlyRequests::Refused => "Earlier requests are refused.",
                EarlyRequests::Count => "An earlier request counts at once.",
            }
            .to_owned(),
        );
    }
    if promise.late_requests_refused {
        said.push("Later requests are refused.".to_owned());
    }
    said.extend(promise.readings.iter().map(|reading| format!("Read as: {reading}")));
    said
}

/// `It may be put off by up to 20 working days, once, if you are told before it is due.`
fn extension(context: LimitContext, extension: &Extension) -> String {
    let by = if extension.by_event.is("held") { "A holding reply puts it off" } else { "It may be put off" };
    let amount = |count: &Count| prose::added(context, extension, count);
    let to = match &extension.to {
        ExtendTo::By(count) => format!("by up to {}", amount(count)),
        ExtendTo::Limit(limit) => format!("to a new date: {}", prose::limit_in(context, limit)),
        ExtendTo::DateGiven { at_most: None } => "to the date we give".to_owned(),
        ExtendTo::DateGiven { at_most: Some(cap) } => format!("to the date we give, by {} at most", amount(cap)),
    };
    let mut text = format!("{by} {to}");
    match extension.times {
        1 => text.push_str(", once"),
        2 => text.push_str(", twice"),
        u8::MAX => {}
        times => text.push_str(&format!(", {times} times")),
    }
    if !extension.reasons.is_empty() {
        let reasons: Vec<String> = extension.reasons.iter().map(|reason| reason.text().to_owned()).collect();
        text.push_str(&format!(", for this reason: {}", joined(&reasons, "or")));
    }
    match &extension.notice_deadline {
        NoticeDeadline::BeforeDue => text.push_str(", if we tell you before it is due"),
        NoticeDeadline::Within(limit) => {
            text.push_str(&format!(", if we tell you {}", prose::limit_in(context, limit)))
        }
        NoticeDeadline::Whenever => {}
    }
    if extension.when != Condition::Always {
        text.push_str(&format!(", in these cases: {}", prose::condition_in(context, &extension.when)));
    }
    text + "."
}

/// The first worked case that says nothing of what came after receipt, and by when we would answer it.
fn example(plan: &Plan, standard: &Standard) -> Option<Block> {
    let plain = |example: &&Example| {
        example.choices.is_empty() && example.case.events.iter().all(|event| event.name == RECEIVED)
    };
    let example = standard.examples.iter().find(plain)?;
    let received = example.case.events.first()?.at;
    let outcome = plan.check(&example.case, received).ok()?;
    let charter = plan.charter();
    let to_residents = outcome.promises.iter().filter(|promise| !promise.for_staff);
    let running = to_residents.filter(|promise| promise.status == Status::Running);
    let mut lines: Vec<String> = running.map(|promise| prose::sentence(charter, &outcome, promise)).collect();
    if lines.is_empty() {
        return None;
    }
    lines.insert(0, format!("{}.", prose::received(charter, &outcome)));
    Some(Block::Example { title: example.title.clone(), lines })
}
