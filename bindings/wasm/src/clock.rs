//! One date at a time.

use bywhen_calendar::Instant;
use bywhen_engine::{Plan, ReceiptClock};
use chrono::NaiveDate;
use wasm_bindgen::prelude::*;

use crate::case::choices;
use crate::error::{Thrown, case};
use crate::object::{field, only, text_field};
use crate::times::date;

/// The clock of one promise for contacts of one sort.
#[wasm_bindgen]
pub struct Clock {
    clock: ReceiptClock,
}

#[wasm_bindgen]
impl Clock {
    /// The last moment that is on time for a contact that was received at this moment, both in milliseconds since 1970 as
    /// `Date` counts them. `NaN` where there is no answer: outside the years that are counted.
    pub fn due(&self, received: f64) -> f64 {
        if received.is_nan() {
            return f64::NAN;
        }
        // Whole milliseconds; what lies outside the numbers lies outside the years too.
        let due = self.clock.due(Instant::from_millis(received.floor() as i64));
        due.map_or(f64::NAN, |due| due.at.millis() as f64)
    }
}

const KEYS: [&str; 6] = ["kind", "channel", "service", "promise", "choices", "knownOn"];

/// The clock of a promise, in the plan by the readings that were chosen.
pub(crate) fn find(
    of: &JsValue,
    plan: impl FnOnce(&[(String, String)], Option<NaiveDate>) -> Thrown<Plan>,
) -> Thrown<Clock> {
    only(of, "clock", "a clock", &KEYS)?;
    let text = |key| text_field(of, key);
    let promise = text("promise")?.ok_or_else(|| case("`promise` is missing: say whose clock it is"))?;
    let plan = plan(&choices(&field(of, "choices")?)?, date(&field(of, "knownOn")?, "knownOn")?)?;
    let (kind, channel, service) = (text("kind")?, text("channel")?, text("service")?);
    let clock = plan.clock(kind.as_deref(), channel.as_deref(), service.as_deref(), &promise).map_err(case)?;
    Ok(Clock { clock })
}
