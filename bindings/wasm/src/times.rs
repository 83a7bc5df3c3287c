//! JavaScript's dates and times to the library's.

use bywhen_engine::When;
use chrono::{DateTime, NaiveDate};
use js_sys::Date;
use wasm_bindgen::prelude::*;

use crate::error::{Thrown, case};
use crate::object::{given, is_nothing, text};

#[wasm_bindgen]
extern "C" {
    type Moment;
    /// What calls itself a Date may throw, or give anything.
    #[wasm_bindgen(catch, method, js_name = getTime)]
    fn millis(this: &Moment) -> Thrown<Option<JsValue>>;
}

/// A date or time, or nothing where it was left out. A time without an offset is refused, unless it is in the charter's
/// zone. `what` it is called in messages.
pub(crate) fn when(value: &JsValue, in_charters_zone: bool, what: &str) -> Thrown<Option<When>> {
    if is_nothing(value) {
        return Ok(None);
    }
    if value.is_instance_of::<Date>() {
        let millis = given(value.unchecked_ref::<Moment>().millis())?.as_f64().unwrap_or(f64::NAN);
        // Whole numbers of a Date's range, or none at all.
        let moment = DateTime::from_timestamp_millis(millis as i64).filter(|_| !millis.is_nan());
        let moment = moment.ok_or_else(|| case(format_args!("`{what}` is an invalid Date")))?;
        return Ok(Some(When::Exact(moment.fixed_offset())));
    }
    let Some(written) = value.as_string() else {
        return Err(case(format_args!(
            "`{what}` is neither a text nor a Date: write it as \"2026-04-01T10:15:00+01:00\""
        )));
    };
    match written.parse() {
        Ok(When::Local(_)) if !in_charters_zone => Err(case(format_args!(
            "`{what}`: {written} has no offset: write it as in 2026-04-01T10:15:00+01:00, or give `zone: \"charter\"` where times are in the charter's zone"
        ))),
        Ok(when) => Ok(Some(when)),
        Err(error) => Err(case(format_args!("`{what}`: {error}"))),
    }
}

/// A date, or nothing where it was left out.
pub(crate) fn date(value: &JsValue, what: &str) -> Thrown<Option<NaiveDate>> {
    let Some(written) = text(value, what)? else { return Ok(None) };
    match written.parse() {
        Ok(When::Day(date)) => Ok(Some(date)),
        _ => Err(case(format_args!("`{what}`: {written} is not a date: write it as 2026-04-01"))),
    }
}
