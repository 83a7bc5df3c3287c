//! An outcome in words for a resident.

use bywhen_engine::{Outcome, Plan, prose};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::error::Thrown;

/// The sentence of each promise with the reasons for its date.
pub(crate) fn explain(plan: &Plan, outcome: &Outcome) -> Thrown<JsValue> {
    let charter = plan.charter();
    let to_residents = outcome.promises.iter().filter(|promise| !promise.for_staff);
    let promises = to_residents.map(|promise| {
        let reasons = prose::reasons(charter, outcome, promise);
        let reasons: Array = reasons.iter().map(|reason| JsValue::from_str(reason)).collect();
        object([
            ("id", JsValue::from_str(&promise.id)),
            ("sentence", JsValue::from_str(&prose::sentence(charter, outcome, promise))),
            ("reasons", reasons.into()),
        ])
    });
    let promises = promises.collect::<Thrown<Array>>()?;
    let received = JsValue::from_str(&prose::received(charter, outcome));
    object([("received", received), ("promises", promises.into())])
}

fn object<const N: usize>(pairs: [(&str, JsValue); N]) -> Thrown<JsValue> {
    let object = Object::new();
    for (key, value) in pairs {
        Reflect::set(&object, &JsValue::from_str(key), &value)?;
    }
    Ok(object.into())
}
