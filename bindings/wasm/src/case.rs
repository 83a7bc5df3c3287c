//! From a plain object to a request.

use bywhen_engine::{Case, CheckRequest, Decimal, Event, FactValue};
use js_sys::Date;
use wasm_bindgen::prelude::*;

use crate::error::{Thrown, case};
use crate::object::{field, get, list, only, pairs, text, text_field};
use crate::times::{date, when};

const KEYS: [&str; 10] =
    ["kind", "channel", "service", "facts", "choices", "received", "at", "events", "zone", "knownOn"];

thread_local! {
    /// The same as JavaScript has them: to hand over a text costs more than to ask for its value.
    static NAMES: [JsValue; 10] = KEYS.map(JsValue::from_str);
}

/// The values of all keys, in their order.
fn values(given: &JsValue) -> Thrown<[JsValue; 10]> {
    only(given, "case", "a case", &KEYS)?;
    NAMES.with(|names| {
        let mut values = [const { JsValue::UNDEFINED }; 10];
        for (value, name) in values.iter_mut().zip(names) {
            *value = get(given, name)?;
        }
        Ok(values)
    })
}

/// The request of a plain object. Its first event is `received`.
pub(crate) fn request(given: &JsValue) -> Thrown<CheckRequest> {
    let [kind, channel, service, facts, chosen, received, at, events, zone, known_on] = values(given)?;
    let charters_zone = match text(&zone, "zone")?.as_deref() {
        None => false,
        Some("charter") => true,
        Some(other) => {
            return Err(case(format_args!(
                "`zone` is `{other}`: it can only be \"charter\", and otherwise times need an offset"
            )));
        }
    };
    let needed = |moment: JsValue, key: &str| {
        let when = when(&moment, charters_zone, key)?;
        when.ok_or_else(|| case(format_args!("`{key}` is missing: give a date, or a time with its offset")))
    };
    let mut about = Case::received(needed(received, "received")?);
    about.kind = text(&kind, "kind")?;
    about.channel = text(&channel, "channel")?;
    about.service = text(&service, "service")?;
    for (name, value) in pairs(&facts, "facts")? {
        let value = fact(&name, &value)?;
        about.facts.insert(name, value);
    }
    for (name, value) in pairs(&events, "events")? {
        match list(&value)? {
            Some(several) => {
                for one in several.iter() {
                    about.events.extend(event(&name, &one, charters_zone)?);
                }
            }
            None => about.events.extend(event(&name, &value, charters_zone)?),
        }
    }
    Ok(CheckRequest {
        at: needed(at, "at")?,
        choices: choices(&chosen)?,
        known_on: date(&known_on, "knownOn")?,
        case: about,
    })
}

/// What a fact is: true or false, a number, or the name of a value.
fn fact(name: &str, value: &JsValue) -> Thrown<FactValue> {
    if let Some(holds) = value.as_bool() {
        return Ok(holds.into());
    }
    if let Some(number) = value.as_f64() {
        let number = Decimal::from_f64(number).map(FactValue::Number);
        return number.ok_or_else(|| {
            case(format_args!("the fact `{name}` has a number with more than three decimal places, or none at all"))
        });
    }
    value.as_string().map(FactValue::Text).ok_or_else(|| {
        case(format_args!(
            "the fact `{name}` is neither true nor false, nor a number or the name of a value: leave it out where it is not known"
        ))
    })
}

/// The readings that were chosen.
pub(crate) fn choices(chosen: &JsValue) -> Thrown<Vec<(String, String)>> {
    let mut choices = Vec::new();
    for (choice, option) in pairs(chosen, "choices")? {
        let option =
            text(&option, &choice)?.ok_or_else(|| case(format_args!("the choice `{choice}` needs an option")))?;
        choices.push((choice, option));
    }
    Ok(choices)
}

/// One thing that happened, or nothing where it has not.
fn event(name: &str, value: &JsValue, charters_zone: bool) -> Thrown<Option<Event>> {
    const KEYS: [&str; 3] = ["at", "until", "reason"];
    if !value.is_object() || value.is_instance_of::<Date>() {
        return Ok(when(value, charters_zone, name)?.map(|at| Event::named(name, at)));
    }
    only(value, name, &format!("the event `{name}`"), &KEYS)?;
    let Some(at) = when(&field(value, "at")?, charters_zone, name)? else {
        return Err(case(format_args!("the event `{name}` has no `at`: give the time at which it happened")));
    };
    let until = when(&field(value, "until")?, charters_zone, "until")?;
    let reason = text_field(value, "reason")?;
    Ok(Some(Event { until, reason, ..Event::named(name, at) }))
}
