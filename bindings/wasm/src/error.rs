//! The library's errors as JavaScript's.

use std::fmt::Display;

use js_sys::Error;
use wasm_bindgen::JsValue;

/// What a function gives, or the `Error` that it throws.
pub(crate) type Thrown<T> = Result<T, JsValue>;

/// The question was wrong.
pub(crate) const CASE: &str = "CaseError";
/// The charter cannot be used.
pub(crate) const CHARTER: &str = "CharterError";

/// An `Error` of a name.
pub(crate) fn error(name: &str, message: &dyn Display) -> JsValue {
    let error = Error::new(&message.to_string());
    error.set_name(name);
    error.into()
}

/// The question was wrong.
pub(crate) fn case(message: impl Display) -> JsValue {
    error(CASE, &message)
}
