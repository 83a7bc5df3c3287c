//! A charter's text in its one form.

use bywhen_language::FormatError;
use wasm_bindgen::prelude::*;

use crate::diagnostics::{thrown, written};
use crate::error::{CHARTER, Thrown, error};

/// The text of a charter in its one form, as `bywhen fmt` writes it: only spacing and spelling change. Throws a
/// `CharterSyntaxError` where a line is not understood.
#[wasm_bindgen]
#[expect(unreachable_pub, reason = "only what is public can be called from JavaScript")]
pub fn format(#[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue) -> Thrown<String> {
    let text = written(text)?;
    bywhen_language::format(&text).map_err(|failure| match failure {
        FormatError::Errors(diagnostics) => thrown(&text, &diagnostics),
        fault => error(CHARTER, &fault),
    })
}
