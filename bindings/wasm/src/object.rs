//! Plain objects, read key by key.

use bywhen_engine::did_you_mean;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::error::{Thrown, case};

/// The keys and values of an object: none where it was left out.
pub(crate) fn entries(value: &JsValue, what: &str) -> Thrown<Vec<(String, JsValue)>> {
    if is_nothing(value) {
        return Ok(Vec::new());
    }
    let pairs = Object::entries(object(value, what)?);
    let pair = |pair: JsValue| {
        let pair: Array = pair.unchecked_into();
        (pair.get(0).as_string().unwrap_or_default(), pair.get(1))
    };
    Ok(pairs.iter().map(pair).collect())
}

fn object<'v>(value: &'v JsValue, what: &str) -> Thrown<&'v Object> {
    let object = value.dyn_ref::<Object>().filter(|_| !Array::is_array(value));
    object.ok_or_else(|| case(format_args!("`{what}` is no object: give its names and values in braces")))
}

/// Whether a value counts as left out.
pub(crate) fn is_nothing(value: &JsValue) -> bool {
    value.is_undefined() || value.is_null()
}

/// A text, or nothing where it was left out.
pub(crate) fn text(value: &JsValue, what: &str) -> Thrown<Option<String>> {
    if is_nothing(value) {
        return Ok(None);
    }
    value.as_string().map(Some).ok_or_else(|| case(format_args!("`{what}` is no text: write it in quotation marks")))
}

/// An object that has no key but those that are known. `of`: what has them.
pub(crate) fn only<'v>(value: &'v JsValue, what: &str, of: &str, known: &[&str]) -> Thrown<&'v Object> {
    let object = object(value, what)?;
    let given = Object::keys(object);
    let unknown = given.iter().filter_map(|key| key.as_string()).find(|key| !known.contains(&key.as_str()));
    let Some(key) = unknown else { return Ok(object) };
    let instead = match did_you_mean(&key, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("it has {}", known.join(", ")),
    };
    Err(case(format_args!("{of} has no `{key}`: {instead}")))
}

/// The value of a key, or `undefined`.
pub(crate) fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
}
