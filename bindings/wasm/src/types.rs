//! The TypeScript types of what goes in and comes out as plain objects.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &'static str = include_str!("types.d.ts");

#[cfg(feature = "parser")]
#[wasm_bindgen(typescript_custom_section)]
const DIAGNOSTIC: &'static str = include_str!("diagnostic.d.ts");

#[wasm_bindgen]
extern "C" {
    /// A case and the evaluation time.
    #[wasm_bindgen(typescript_type = "Case")]
    pub type CaseObject;
    /// The contacts and the promise of a clock.
    #[wasm_bindgen(typescript_type = "ClockOf")]
    pub type ClockOf;
    /// The outcome of a case.
    #[wasm_bindgen(typescript_type = "Outcome")]
    pub type OutcomeObject;
    /// An outcome in words.
    #[wasm_bindgen(typescript_type = "Explanation")]
    pub type Explanation;
    /// A period of days.
    #[wasm_bindgen(typescript_type = "Period")]
    pub type PeriodObject;
}
