//! An outcome that comes back as a plain object: what its sentence needs of it.

use bywhen_calendar::{Day, Local};
use bywhen_engine::charter::Strength;
use bywhen_engine::outcome::{
    CalendarInfo, CaseEnd, CaseInfo, CharterInfo, CountedFrom, DateOrTime, DateOrTimeError, LateBy, NotCounted,
    NotCountedBecause, Outcome, Period, PromiseOutcome,
};
use bywhen_engine::{Charter, Status};
use wasm_bindgen::JsValue;

use crate::error::{Thrown, case};
use crate::object::{field, list, text_field};

/// The outcome with its promises, of which one must have this id.
pub(crate) fn read(charter: &Charter, outcome: &JsValue, id: &str) -> Thrown<Outcome> {
    let mut promises = Vec::new();
    for promise in list(&field(outcome, "promises")?)?.unwrap_or_default().iter() {
        promises.push(read_promise(&promise)?);
    }
    if promises.iter().all(|promise| promise.id != id) {
        let ids: Vec<&str> = promises.iter().map(|promise| promise.id.as_str()).collect();
        let ids = if ids.is_empty() { "none".to_owned() } else { ids.join(", ") };
        return Err(case(format_args!("the outcome has no promise `{id}`: it has {ids}")));
    }
    let about = field(outcome, "case")?;
    Ok(Outcome {
        charter: CharterInfo {
            id: charter.id.clone(),
            version: charter.version.clone(),
            title: charter.title.clone(),
            in_force: Period { from: None, until: None },
        },
        calendar: CalendarInfo { data: String::new(), known_on: None },
        case: CaseInfo {
            received: None,
            kind: text_field(&about, "kind")?.unwrap_or_default(),
            channel: text_field(&about, "channel")?,
            service: None,
            facts: Default::default(),
            assumed: Vec::new(),
            choices: Default::default(),
            ended: ended(&field(&about, "ended")?)?,
        },
        at: local(outcome, "at")?.ok_or_else(|| case("the outcome has no `at`"))?,
        promises,
        next_change_at: None,
    })
}

fn read_promise(promise: &JsValue) -> Thrown<PromiseOutcome> {
    let text = |key| text_field(promise, key);
    let id = text("id")?.unwrap_or_default();
    let status = text("status")?.unwrap_or_default();
    let status = Status::ALL.into_iter().find(|known| known.word() == status);
    let status = status.ok_or_else(|| case(format_args!("the promise `{id}` has no status")))?;
    let late_by = late_by(&field(promise, "late_by")?)?;
    let provisional = list(&field(promise, "provisional")?)?.unwrap_or_default();
    Ok(PromiseOutcome {
        id,
        standard: text("standard")?.unwrap_or_default(),
        stage: field(promise, "stage")?.as_f64().map_or(1, |stage| stage as u8),
        action: text("action")?.unwrap_or_default(),
        strength: match text("strength")?.as_deref() {
            Some("aim to") => Strength::AimTo,
            Some("usually") => Strength::Usually,
            _ => Strength::Will,
        },
        cites: None,
        for_staff: field(promise, "for_staff")?.is_truthy(),
        counted_from: counted_from(&field(promise, "counted_from")?)?,
        due: day(promise, "due")?,
        due_at: local(promise, "due_at")?,
        provisional: provisional.iter().filter_map(|why| why.as_string()?.parse().ok()).collect(),
        status,
        due_soon: false,
        done_at: date_or_time(promise, "done_at")?,
        done_by: text("done_by")?,
        late_by,
        target: None,
        variation: text("variation")?,
        opens: day(promise, "opens")?,
        opens_at: local(promise, "opens_at")?,
        not_counted: not_counted(&field(promise, "not_counted")?)?,
        warn_at: Vec::new(),
        trace: None,
    })
}

/// A date or time, or nothing where it was left out.
fn date_or_time(object: &JsValue, key: &str) -> Thrown<Option<DateOrTime>> {
    let Some(text) = text_field(object, key)? else { return Ok(None) };
    text.parse().map(Some).map_err(|error: DateOrTimeError| case(format_args!("`{key}`: {error}")))
}

/// A date, or nothing where it was left out.
fn day(object: &JsValue, key: &str) -> Thrown<Option<Day>> {
    Ok(date_or_time(object, key)?.map(DateOrTime::day))
}

/// A time, or nothing where there is none.
fn local(object: &JsValue, key: &str) -> Thrown<Option<Local>> {
    Ok(match date_or_time(object, key)? {
        Some(DateOrTime::Time(local)) => Some(local),
        _ => None,
    })
}

/// The event that a clock counts from.
fn counted_from(from: &JsValue) -> Thrown<Option<CountedFrom>> {
    let event = text_field(from, "event")?;
    let at = date_or_time(from, "at")?;
    Ok(event.map(|event| CountedFrom { event, at }))
}

/// What ended the case.
fn ended(end: &JsValue) -> Thrown<Option<CaseEnd>> {
    let event = text_field(end, "event")?;
    let at = date_or_time(end, "at")?;
    Ok(event.zip(at).map(|(event, at)| CaseEnd { event, at }))
}

/// What was looked at and changed nothing. What gives a reason that is none is passed over.
fn not_counted(events: &JsValue) -> Thrown<Vec<NotCounted>> {
    let mut all = Vec::new();
    for one in list(events)?.unwrap_or_default().iter() {
        let text = |key| text_field(&one, key).map(Option::unwrap_or_default);
        let because = NotCountedBecause::of_word(&text("because")?);
        if let (Some(because), Some(at)) = (because, date_or_time(&one, "at")?) {
            all.push(NotCounted { event: text("event")?, at, because });
        }
    }
    Ok(all)
}

/// By how much it is late, in the first unit that is there.
fn late_by(value: &JsValue) -> Thrown<Option<LateBy>> {
    type Unit = (&'static str, fn(i64) -> LateBy);
    const UNITS: [Unit; 5] = [
        ("working_days", LateBy::WorkingDays),
        ("calendar_days", LateBy::CalendarDays),
        ("working_seconds", LateBy::WorkingSeconds),
        ("seconds", LateBy::Seconds),
        ("milliseconds", LateBy::Milliseconds),
    ];
    for (unit, late_by) in UNITS {
        if let Some(figure) = field(value, unit)?.as_f64() {
            return Ok(Some(late_by(figure as i64)));
        }
    }
    Ok(None)
}
