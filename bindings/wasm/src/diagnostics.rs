//! Everything that is wrong with a text, at places as JavaScript counts them.

use bywhen_language::{Diagnostic, Severity, parse};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::error::{CHARTER, Thrown, error};

#[wasm_bindgen]
extern "C" {
    /// Diagnostics as plain objects.
    #[wasm_bindgen(typescript_type = "Diagnostic[]")]
    pub type Diagnostics;
}

/// Everything that is wrong with the text of a charter, warnings too, in the order of the text.
#[wasm_bindgen]
#[expect(unreachable_pub, reason = "only what is public can be called from JavaScript")]
pub fn diagnostics(#[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue) -> Thrown<Diagnostics> {
    let text = written(text)?;
    Ok(JsValue::from(list(&text, &parse(&text).diagnostics)?).unchecked_into())
}

/// The text of a charter.
pub(crate) fn written(text: &JsValue) -> Thrown<String> {
    let no_text = "a charter as it is written is a text: read its file as one, as with `readFile(path, \"utf8\")`";
    text.as_string().ok_or_else(|| error(CHARTER, &no_text))
}

/// The `CharterSyntaxError` of a text that cannot be used.
pub(crate) fn thrown(text: &str, diagnostics: &[Diagnostic]) -> JsValue {
    let errors: Vec<&Diagnostic> = diagnostics.iter().filter(|one| one.severity == Severity::Error).collect();
    let message = match errors.as_slice() {
        [only] => format!("the charter has an error: {only}"),
        [first, ..] => format!("the charter has {} errors, the first of them: {first}", errors.len()),
        [] => "the charter cannot be used".to_owned(),
    };
    let error = error("CharterSyntaxError", &message);
    list(text, diagnostics)
        .and_then(|list| Reflect::set(&error, &JsValue::from_str("diagnostics"), &list))
        .map_or_else(|failure| failure, |_| error)
}

fn list(text: &str, diagnostics: &[Diagnostic]) -> Thrown<Array> {
    diagnostics.iter().map(|one| object(text, one)).collect()
}

fn object(text: &str, one: &Diagnostic) -> Thrown<JsValue> {
    let (line, column) = place(text, one.span.start);
    let (end_line, end_column) = place(text, one.span.end);
    let object = Object::new();
    let number = |number: usize| JsValue::from_f64(number as f64);
    for (key, value) in [
        ("line", number(line)),
        ("column", number(column)),
        ("endLine", number(end_line)),
        ("endColumn", number(end_column)),
        ("code", JsValue::from_str(&one.code.to_string())),
        ("severity", JsValue::from_str(one.severity.word())),
        ("message", JsValue::from_str(&one.message)),
        ("help", one.help.as_deref().map_or(JsValue::NULL, JsValue::from_str)),
        ("label", JsValue::from_str(&one.label)),
    ] {
        Reflect::set(&object, &JsValue::from_str(key), &value)?;
    }
    Ok(object.into())
}

/// The line and the column of a place in bytes, both from 1, the column in UTF-16 units.
fn place(text: &str, bytes: usize) -> (usize, usize) {
    let before = text.get(..bytes).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.encode_utf16().count() + 1)
}
