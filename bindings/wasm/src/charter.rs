//! A charter that answers cases.

use std::cell::RefCell;

use bywhen_engine::{Charter as Checked, CheckRequest, CompileOptions, Outcome, Plan, prose, saved};
use chrono::NaiveDate;
use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::case::request;
use crate::clock::{self, Clock};
use crate::error::{self, CHARTER, Thrown};
use crate::explain::explain;
use crate::outcome;
use crate::types::{CaseObject, ClockOf, Explanation, OutcomeObject, PeriodObject};

/// A council's customer-service standards, ready to answer.
#[wasm_bindgen]
pub struct Charter {
    /// The plan that answered last: the next question is mostly of the same readings.
    plan: RefCell<Plan>,
}

#[wasm_bindgen]
impl Charter {
    /// The charter in a file that `bywhen compile` has written.
    pub fn load(#[wasm_bindgen(unchecked_param_type = "Uint8Array | ArrayBuffer")] bytes: &JsValue) -> Thrown<Charter> {
        let saved = saved::read(&crate::bytes::bytes(bytes)?).map_err(|refusal| error::error(CHARTER, &refusal))?;
        Charter::new(saved.charter, CompileOptions::new(saved.calendars))
    }

    /// The charter in a text, with the bank holidays of this version of bywhen. Throws a `CharterSyntaxError`, whose
    /// `diagnostics` say everything that is wrong with it.
    #[cfg(feature = "parser")]
    pub fn parse(#[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue) -> Thrown<Charter> {
        let text = crate::diagnostics::written(text)?;
        let parsed = bywhen_language::parse(&text);
        let charter = parsed.charter.ok_or_else(|| crate::diagnostics::thrown(&text, &parsed.diagnostics))?;
        Charter::new(charter, CompileOptions::default())
    }

    /// What the charter says of a case: the JSON of the contract as a plain object.
    pub fn check(&self, case: &CaseObject) -> Thrown<OutcomeObject> {
        Ok(JSON::parse(&self.check_json(case)?)?.unchecked_into())
    }

    /// The same as text, byte for byte as everywhere.
    #[wasm_bindgen(js_name = checkJson)]
    pub fn check_json(&self, case: &CaseObject) -> Thrown<String> {
        let request = request(case)?;
        self.plan(&request.choices, request.known_on)?
            .check(&request.case, request.at)
            .map(|outcome| json(&outcome))
            .map_err(error::case)
    }

    /// The clock of a promise that counts from receipt: for one date, much faster than `check`.
    pub fn clock(&self, of: &ClockOf) -> Thrown<Clock> {
        clock::find(of, |choices, known_on| self.plan(choices, known_on))
    }

    /// As `check`, with the steps by which each date was found.
    pub fn explain(&self, case: &CaseObject) -> Thrown<OutcomeObject> {
        Ok(JSON::parse(&json(&self.explained(&request(case)?)?.1))?.unchecked_into())
    }

    /// As `explain`, in words for a resident: each promise with its sentence and the reasons for its date.
    #[wasm_bindgen(js_name = inWords)]
    pub fn in_words(&self, case: &CaseObject) -> Thrown<Explanation> {
        let request = request(case)?;
        let (plan, outcome) = self.explained(&request)?;
        Ok(explain(&plan, &outcome)?.unchecked_into())
    }

    /// A promise of an outcome in words for a resident: `We will acknowledge your letter by Tuesday 3 May 2011.`
    pub fn sentence(
        &self,
        outcome: &OutcomeObject,
        #[wasm_bindgen(unchecked_param_type = "string")] id: &JsValue,
    ) -> Thrown<String> {
        let id = id.as_string().ok_or_else(|| error::case("`id` is no text: give that of a promise of the outcome"))?;
        // A copy: what is read of the outcome may ask this charter something else.
        let plan = self.plan.borrow().clone();
        let outcome = outcome::read(plan.charter(), outcome, &id)?;
        let promise = outcome.promises.iter().find(|promise| promise.id == id);
        Ok(promise.map(|promise| prose::sentence(plan.charter(), &outcome, promise)).unwrap_or_default())
    }

    /// `oxfordshire-county-council`.
    #[wasm_bindgen(getter)]
    pub fn id(&self) -> String {
        self.plan.borrow().charter().id.clone()
    }

    /// `2010`.
    #[wasm_bindgen(getter)]
    pub fn version(&self) -> String {
        self.plan.borrow().charter().version.clone()
    }

    /// What the document is called.
    #[wasm_bindgen(getter)]
    pub fn title(&self) -> String {
        self.plan.borrow().charter().title.clone()
    }

    /// When the charter applies, by the date of receipt: both days included, `null` where it is open.
    #[wasm_bindgen(getter, js_name = inForce)]
    pub fn in_force(&self) -> Thrown<PeriodObject> {
        let period = Object::new();
        let in_force = self.plan.borrow().charter().in_force;
        for (key, date) in [("from", in_force.from), ("until", in_force.until)] {
            let date = date.map_or(JsValue::NULL, |date| JsValue::from_str(&date.to_string()));
            Reflect::set(&period, &JsValue::from_str(key), &date)?;
        }
        Ok(JsValue::from(period).unchecked_into())
    }
}

impl Charter {
    fn explained(&self, request: &CheckRequest) -> Thrown<(Plan, Outcome)> {
        let plan = self.plan(&request.choices, request.known_on)?;
        let outcome = plan.explain(&request.case, request.at).map_err(error::case)?;
        Ok((plan, outcome))
    }

    fn new(charter: Checked, options: CompileOptions) -> Thrown<Charter> {
        let plan = Plan::compile(charter, &options).map_err(|refusal| error::error(CHARTER, &refusal))?;
        Ok(Charter { plan: RefCell::new(plan) })
    }

    /// The plan by the readings that were chosen.
    fn plan(&self, choices: &[(String, String)], known_on: Option<NaiveDate>) -> Thrown<Plan> {
        let mut last = self.plan.borrow_mut();
        let options = last.options();
        if options.choices != choices || options.known_on != known_on {
            let calendars = options.calendars.clone();
            let options = CompileOptions { calendars, known_on, choices: choices.to_vec() };
            *last = last.with(&options).map_err(error::case)?;
        }
        Ok(last.clone())
    }
}

/// Nothing in an outcome refuses to be written.
fn json(outcome: &Outcome) -> String {
    serde_json::to_string(outcome).unwrap_or_default()
}
