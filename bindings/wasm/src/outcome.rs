//! An outcome that comes back as a plain object: what its sentence needs of it.

use bywhen_calendar::{Day, Local};
use bywhen_engine::charter::Strength;
use bywhen_engine::outcome::{
    CalendarInfo, CaseEnd, CharterInfo, CountedFrom, DateOrTime, DateOrTimeError, LateBy, NotCounted,
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
    let about_charter = CharterInfo {
        id: charter.id.clone(),
        version: charter.version.clone(),
        title: charter.title.clone(),
        in_force: Period { from: None, until: None },
    };
    let at = local(outcome, "at")?.ok_or_else(|| case("the outcome has no `at`"))?;
    let mut read = Outcome::new(about_charter, CalendarInfo { data: String::new(), known_on: None }, at);
    read.case.kind = text_field(&about, "kind")?.unwrap_or_default();
    read.case.channel = text_field(&about, "channel")?;
    read.case.ended = ended(&field(&about, "ended")?)?;
    read.promises = promises;
    Ok(read)
}

fn read_promise(promise: &JsValue) -> Thrown<PromiseOutcome> {
    let text = |key| text_field(promise, key);
    let id = text("id")?.unwrap_or_default();
    let status = text("status")?.unwrap_or_default();
    let status = Status::ALL.into_iter().find(|known| known.word() == status);
    let status = status.ok_or_else(|| case(format_args!("the promise `{id}` has no status")))?;
    let late_by = late_by(&field(promise, "late_by")?)?;
    let provisional = list(&field(promise, "provisional")?)?.unwrap_or_default();
    let mut read = PromiseOutcome::new(id, status);
    read.standard = text("standard")?.unwrap_or_default();
    read.stage = field(promise, "stage")?.as_f64().map_or(1, |stage| stage as u8);
    read.action = text("action")?.unwrap_or_default();
    read.strength = match text("strength")?.as_deref() {
        Some("aim to") => Strength::AimTo,
        Some("usually") => Strength::Usually,
        _ => Strength::Will,
    };
    read.for_staff = field(promise, "for_staff")?.is_truthy();
    read.counted_from = counted_from(&field(promise, "counted_from")?)?;
    read.due = day(promise, "due")?;
    read.due_at = local(promise, "due_at")?;
    read.provisional = provisional.iter().filter_map(|why| why.as_string()?.parse().ok()).collect();
    read.done_at = date_or_time(promise, "done_at")?;
    read.done_by = text("done_by")?;
    read.late_by = late_by;
    read.variation = text("variation")?;
    read.opens = day(promise, "opens")?;
    read.opens_at = local(promise, "opens_at")?;
    read.not_counted = not_counted(&field(promise, "not_counted")?)?;
    Ok(read)
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
