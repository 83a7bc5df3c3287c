//! The TypeScript types of what goes in and comes out as plain objects.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &'static str = include_str!("types.d.ts");

#[cfg(feature = "parser")]
#[wasm_bindgen(typescript_custom_section)]
const DIAGNOSTIC: &'static str = include_str!("diagnostic.d.ts");

#[wasm_bindgen]
extern "C" {
    /// What is asked.
    #[wasm_bindgen(typescript_type = "Case")]
    pub type Asked;
    /// Whose clock is asked for.
    #[wasm_bindgen(typescript_type = "ClockOf")]
    pub type AskedClock;
    /// What is answered.
    #[wasm_bindgen(typescript_type = "Outcome")]
    pub type Answered;
    /// What is answered, in words.
    #[wasm_bindgen(typescript_type = "Told")]
    pub type Told;
    /// From when to when a charter applies.
    #[wasm_bindgen(typescript_type = "Period")]
    pub type PeriodObject;
}
