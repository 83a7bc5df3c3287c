//! Plain objects, read key by key. Each may be anything in truth: whatever reads one gives what is thrown meanwhile as an
//! error, since an exception that passed through the module would leave its stack as it was then.

use bywhen_engine::did_you_mean;
use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::error::{Thrown, case};

// Where something is thrown there is no value, and only `Option` keeps wasm-bindgen from leaking a place for it.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Object)]
    fn entries(object: &JsValue) -> Thrown<Option<Array>>;
    #[wasm_bindgen(catch, js_namespace = Object)]
    fn keys(object: &JsValue) -> Thrown<Option<Array>>;
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> Thrown<bool>;
    #[wasm_bindgen(catch, js_namespace = Array, js_name = from)]
    fn copy(list: &JsValue) -> Thrown<Option<Array>>;
    #[wasm_bindgen(catch, js_namespace = Reflect, js_name = get)]
    fn value(object: &JsValue, key: &JsValue) -> Thrown<Option<JsValue>>;
}

/// The keys and values of an object: none where it was left out.
pub(crate) fn pairs(value: &JsValue, what: &str) -> Thrown<Vec<(String, JsValue)>> {
    if is_nothing(value) {
        return Ok(Vec::new());
    }
    object(value, what)?;
    let pair = |pair: JsValue| {
        let pair: Array = pair.unchecked_into();
        (pair.get(0).as_string().unwrap_or_default(), pair.get(1))
    };
    Ok(entries(value)?.unwrap_or_default().iter().map(pair).collect())
}

fn object(value: &JsValue, what: &str) -> Thrown<()> {
    if value.is_object() && !is_array(value)? {
        return Ok(());
    }
    Err(case(format_args!("`{what}` is no object: give its names and values in braces")))
}

/// What is in a list, or nothing where it is none.
pub(crate) fn list(value: &JsValue) -> Thrown<Option<Array>> {
    if is_array(value)? { copy(value) } else { Ok(None) }
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

/// Refuses what is no object, and an object that has another key than those that are known. `of`: what has them.
pub(crate) fn only(value: &JsValue, what: &str, of: &str, known: &[&str]) -> Thrown<()> {
    object(value, what)?;
    let given = keys(value)?.unwrap_or_default();
    let unknown = given.iter().filter_map(|key| key.as_string()).find(|key| !known.contains(&key.as_str()));
    let Some(key) = unknown else { return Ok(()) };
    let instead = match did_you_mean(&key, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("it has {}", known.join(", ")),
    };
    Err(case(format_args!("{of} has no `{key}`: {instead}")))
}

/// The value of a key, or `undefined`, also of what is no object.
pub(crate) fn get(object: &JsValue, key: &JsValue) -> Thrown<JsValue> {
    if object.is_object() { given(value(object, key)) } else { Ok(JsValue::UNDEFINED) }
}

/// The same by the name of the key.
pub(crate) fn field(object: &JsValue, key: &str) -> Thrown<JsValue> {
    get(object, &key.into())
}

/// The text of a key, or nothing where it was left out.
pub(crate) fn text_field(object: &JsValue, key: &str) -> Thrown<Option<String>> {
    text(&field(object, key)?, key)
}

/// What was read, or `undefined`.
pub(crate) fn given(read: Thrown<Option<JsValue>>) -> Thrown<JsValue> {
    Ok(read?.unwrap_or_default())
}
