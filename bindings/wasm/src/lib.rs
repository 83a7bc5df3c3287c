//! bywhen for JavaScript: thin bindings that convert and nothing else.
//!
//! Two builds come from this crate. The **evaluator** loads charters that `bywhen compile` has written; the **full** build,
//! with the feature `parser`, also reads them as they are written and reports everything that is wrong with them.

mod bytes;
mod case;
mod charter;
mod clock;
#[cfg(feature = "parser")]
mod diagnostics;
mod error;
mod explain;
#[cfg(feature = "parser")]
mod format;
mod object;
mod outcome;
mod times;

mod types;

/// Smaller and quicker than the standard library's.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
