//! An outcome that comes back as a plain object: what its sentence needs of it.

use bywhen_engine::outcome::{CalendarInfo, CaseInfo, CharterInfo, LateBy, Outcome, Period, PromiseOutcome};
use bywhen_engine::{Charter, Status};
use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::error::{Thrown, case};
use crate::object::{get, text};

/// The outcome with one promise.
pub(crate) fn read(charter: &Charter, outcome: &JsValue, id: &str) -> Thrown<Outcome> {
    let promises = get(outcome, "promises");
    let promises = if Array::is_array(&promises) { Array::from(&promises) } else { Array::new() };
    let found = promises.iter().find(|promise| get(promise, "id").as_string().as_deref() == Some(id));
    let Some(promise) = found else {
        let ids: Vec<String> = promises.iter().filter_map(|promise| get(&promise, "id").as_string()).collect();
        let ids = if ids.is_empty() { "none".to_owned() } else { ids.join(", ") };
        return Err(case(format_args!("the outcome has no promise `{id}`: it has {ids}")));
    };
    let about = get(outcome, "case");
    Ok(Outcome {
        charter: CharterInfo {
            id: charter.id.clone(),
            version: charter.version.clone(),
            title: charter.title.clone(),
            in_force: Period { from: None, until: None },
        },
        calendar: CalendarInfo { data: String::new(), known_on: None },
        case: CaseInfo {
            kind: text(&get(&about, "kind"), "kind")?.unwrap_or_default(),
            channel: text(&get(&about, "channel"), "channel")?,
            service: None,
            facts: Default::default(),
            assumed: Vec::new(),
            choices: Default::default(),
        },
        at: String::new(),
        promises: vec![read_promise(&promise, id)?],
        next_change_at: None,
    })
}

fn read_promise(promise: &JsValue, id: &str) -> Thrown<PromiseOutcome> {
    let said = |key: &str| text(&get(promise, key), key);
    let status = said("status")?.unwrap_or_default();
    let status = Status::ALL.into_iter().find(|known| known.word() == status);
    let status = status.ok_or_else(|| case(format_args!("the promise `{id}` has no status")))?;
    let late_by = get(promise, "late_by");
    let late = |key: &str| get(&late_by, key).as_f64().map(|figure| figure as i64);
    let late_by = match () {
        () if !late_by.is_object() => None,
        () => late("working_days")
            .map(LateBy::WorkingDays)
            .or_else(|| late("calendar_days").map(LateBy::CalendarDays))
            .or_else(|| late("working_seconds").map(LateBy::WorkingSeconds))
            .or_else(|| late("seconds").map(LateBy::Seconds))
            .or_else(|| late("milliseconds").map(LateBy::Milliseconds)),
    };
    let provisional = get(promise, "provisional");
    let provisional = if Array::is_array(&provisional) { Array::from(&provisional) } else { Array::new() };
    Ok(PromiseOutcome {
        id: id.to_owned(),
        standard: String::new(),
        stage: get(promise, "stage").as_f64().map_or(1, |stage| stage as u8),
        action: said("action")?.unwrap_or_default(),
        strength: said("strength")?.unwrap_or_default(),
        cites: None,
        counted_from: None,
        due: None,
        due_at: said("due_at")?,
        provisional: provisional.iter().filter_map(|why| why.as_string()).collect(),
        status,
        due_soon: false,
        done_at: said("done_at")?,
        late_by,
        target: None,
        variation: None,
        trace: None,
    })
}
