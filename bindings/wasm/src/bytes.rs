//! The bytes of a file, in whichever shape they come.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::error::{CHARTER, Thrown, error};
use crate::object::{get, is_nothing};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Uint8Array)]
    type Copied;
    /// Refuses what only says that it has bytes.
    #[wasm_bindgen(catch, constructor, js_class = "Uint8Array")]
    fn new(bytes: &JsValue) -> Thrown<Copied>;
}

/// The bytes, or a sentence that says what was given instead. Of a number `Uint8Array` would make room for as many.
pub(crate) fn bytes(given: &JsValue) -> Thrown<Vec<u8>> {
    let length = get(given, &"byteLength".into())?.as_f64();
    if length.is_some_and(|length| length > 0.0) {
        return Ok(Copied::new(given)?.unchecked_into::<Uint8Array>().to_vec());
    }
    let what = match () {
        () if is_nothing(given) => "nothing",
        () if length.is_some() => "no bytes",
        () if given.as_f64().is_some() => "a number",
        () if given.is_string() => "a text",
        () => "an object that is neither",
    };
    let message = format_args!("`load` was given {what}: give it the file as a Uint8Array or an ArrayBuffer");
    Err(error(CHARTER, &message))
}
