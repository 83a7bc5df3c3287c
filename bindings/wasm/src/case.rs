//! From a plain object to a question.

use bywhen_engine::{Case, Event, When};
use chrono::NaiveDate;
use js_sys::{Array, Date};
use wasm_bindgen::prelude::*;

use crate::error::{Thrown, case};
use crate::object::{entries, get, only, text};
use crate::times::{date, when};

/// A case, and how it is to be judged.
pub(crate) struct Question {
    pub(crate) case: Case,
    pub(crate) at: When,
    pub(crate) choices: Vec<(String, String)>,
    pub(crate) known_on: Option<NaiveDate>,
}

/// What is asked, key by key. To name a key in JavaScript is much faster than to hand it over as a text.
#[wasm_bindgen]
extern "C" {
    type CaseObject;

    #[wasm_bindgen(method, getter)]
    fn kind(this: &CaseObject) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn channel(this: &CaseObject) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn service(this: &CaseObject) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn facts(this: &CaseObject) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn choices(this: &CaseObject) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn received(this: &CaseObject) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn at(this: &CaseObject) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn events(this: &CaseObject) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn zone(this: &CaseObject) -> JsValue;
    #[wasm_bindgen(method, getter, js_name = knownOn)]
    fn known_on(this: &CaseObject) -> JsValue;
}

const KEYS: [&str; 10] =
    ["kind", "channel", "service", "facts", "choices", "received", "at", "events", "zone", "knownOn"];

/// The question that was asked. Its first event is `received`.
pub(crate) fn question(asked: &JsValue) -> Thrown<Question> {
    let asked: &CaseObject = only(asked, "case", "a case", &KEYS)?.unchecked_ref();
    let charters_zone = match text(&asked.zone(), "zone")?.as_deref() {
        None => false,
        Some("charter") => true,
        Some(other) => {
            return Err(case(format_args!(
                "`zone` is `{other}`: it can only be \"charter\", and otherwise times need an offset"
            )));
        }
    };
    let needed = |given: JsValue, key: &str| {
        let when = when(&given, charters_zone, key)?;
        when.ok_or_else(|| case(format_args!("`{key}` is missing: give a date, or a time with its offset")))
    };
    let mut about = Case::received(needed(asked.received(), "received")?);
    about.kind = text(&asked.kind(), "kind")?;
    about.channel = text(&asked.channel(), "channel")?;
    about.service = text(&asked.service(), "service")?;
    for (name, holds) in entries(&asked.facts(), "facts")? {
        let holds = holds.as_bool().ok_or_else(|| {
            case(format_args!("the fact `{name}` is neither true nor false: leave it out where it is not known"))
        })?;
        about.facts.insert(name, holds);
    }
    for (name, told) in entries(&asked.events(), "events")? {
        if let Some(list) = told.dyn_ref::<Array>() {
            for one in list.iter() {
                about.events.extend(event(&name, &one, charters_zone)?);
            }
        } else {
            about.events.extend(event(&name, &told, charters_zone)?);
        }
    }
    Ok(Question {
        at: needed(asked.at(), "at")?,
        choices: choices(&asked.choices())?,
        known_on: date(&asked.known_on(), "knownOn")?,
        case: about,
    })
}

/// The readings that were chosen.
pub(crate) fn choices(chosen: &JsValue) -> Thrown<Vec<(String, String)>> {
    let choices = entries(chosen, "choices")?.into_iter().map(|(choice, option)| {
        let option =
            text(&option, &choice)?.ok_or_else(|| case(format_args!("the choice `{choice}` needs an option")))?;
        Ok((choice, option))
    });
    choices.collect()
}

/// One thing that happened, or nothing where it has not.
fn event(name: &str, told: &JsValue, charters_zone: bool) -> Thrown<Option<Event>> {
    const KEYS: [&str; 3] = ["at", "until", "reason"];
    if !told.is_object() || told.is_instance_of::<Date>() {
        return Ok(when(told, charters_zone, name)?.map(|at| Event::named(name, at)));
    }
    only(told, name, &format!("the event `{name}`"), &KEYS)?;
    let Some(at) = when(&get(told, "at"), charters_zone, name)? else {
        return Err(case(format_args!("the event `{name}` has no `at`: give the time at which it happened")));
    };
    let until = date(&get(told, "until"), "until")?;
    let reason = text(&get(told, "reason"), "reason")?;
    Ok(Some(Event { until, reason, ..Event::named(name, at) }))
}
