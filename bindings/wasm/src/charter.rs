//! A charter that answers cases.

use std::cell::RefCell;

use bywhen_calendar::Calendars;
use bywhen_engine::{Charter as Checked, Outcome, Plan, Setting, saved, words};
use chrono::NaiveDate;
use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::case::{Question, question};
use crate::error::{CHARTER, Thrown, case, error};
use crate::outcome;
use crate::types::{Answered, Asked, PeriodObject};

/// A council's customer-service standards, ready to answer.
#[wasm_bindgen]
pub struct Charter {
    charter: Checked,
    calendars: Calendars,
    /// The plan that answered last, and by which readings: the next question is mostly of the same.
    plan: RefCell<Option<Compiled>>,
}

struct Compiled {
    choices: Vec<(String, String)>,
    known_on: Option<NaiveDate>,
    plan: Plan,
}

#[wasm_bindgen]
impl Charter {
    /// The charter in a file that `bywhen compile` has written.
    pub fn load(bytes: &[u8]) -> Thrown<Charter> {
        let saved = saved::read(bytes).map_err(|refusal| error(CHARTER, refusal))?;
        Charter::new(saved.charter, saved.calendars)
    }

    /// The charter in a text, with the bank holidays of this version of bywhen. Throws a `CharterSyntaxError`, whose
    /// `diagnostics` say everything that is wrong with it.
    #[cfg(feature = "parser")]
    pub fn parse(text: &str) -> Thrown<Charter> {
        let parsed = bywhen_language::parse(text);
        let charter = parsed.charter.ok_or_else(|| crate::diagnostics::thrown(text, &parsed.diagnostics))?;
        Charter::new(charter, Calendars::bundled())
    }

    /// What the charter says of a case: the JSON of the contract as a plain object.
    pub fn check(&self, case: &Asked) -> Thrown<Answered> {
        Ok(JSON::parse(&self.check_json(case)?)?.unchecked_into())
    }

    /// The same as text, byte for byte as everywhere.
    #[wasm_bindgen(js_name = checkJson)]
    pub fn check_json(&self, case: &Asked) -> Thrown<String> {
        let asked = question(case)?;
        json(&self.plan(&asked)?.check(&asked.case, asked.at).map_err(crate::error::case)?)
    }

    /// As `check`, with the steps by which each date was found.
    pub fn explain(&self, case: &Asked) -> Thrown<Answered> {
        let asked = question(case)?;
        let outcome = self.plan(&asked)?.explain(&asked.case, asked.at).map_err(crate::error::case)?;
        Ok(JSON::parse(&json(&outcome)?)?.unchecked_into())
    }

    /// A promise of an outcome in words for a resident: `We will acknowledge your letter by Tuesday 3 May 2011.`
    pub fn sentence(&self, outcome: &Answered, id: &str) -> Thrown<String> {
        let outcome = outcome::read(&self.charter, outcome, id)?;
        Ok(outcome
            .promises
            .first()
            .map(|promise| words::sentence(&self.charter, &outcome, promise))
            .unwrap_or_default())
    }

    /// `oxfordshire-county-council`.
    #[wasm_bindgen(getter)]
    pub fn id(&self) -> String {
        self.charter.id.clone()
    }

    /// `2010`.
    #[wasm_bindgen(getter)]
    pub fn version(&self) -> String {
        self.charter.version.clone()
    }

    /// What the document is called.
    #[wasm_bindgen(getter)]
    pub fn title(&self) -> String {
        self.charter.title.clone()
    }

    /// When the charter applies, by the date of receipt: both days included, `null` where it is open.
    #[wasm_bindgen(getter, js_name = inForce)]
    pub fn in_force(&self) -> Thrown<PeriodObject> {
        let period = Object::new();
        for (key, date) in [("from", self.charter.in_force.from), ("until", self.charter.in_force.until)] {
            let date = date.map_or(JsValue::NULL, |date| JsValue::from_str(&date.to_string()));
            Reflect::set(&period, &JsValue::from_str(key), &date)?;
        }
        Ok(JsValue::from(period).unchecked_into())
    }
}

impl Charter {
    fn new(charter: Checked, calendars: Calendars) -> Thrown<Charter> {
        let plan = Plan::compile(charter.clone(), &Setting::new(calendars.clone()));
        let plan = plan.map_err(|refusal| error(CHARTER, refusal))?;
        let compiled = Compiled { choices: Vec::new(), known_on: None, plan };
        Ok(Charter { charter, calendars, plan: RefCell::new(Some(compiled)) })
    }

    /// The plan by the readings that were chosen.
    fn plan(&self, asked: &Question) -> Thrown<Plan> {
        let mut last = self.plan.borrow_mut();
        let same = |last: &&Compiled| last.choices == asked.choices && last.known_on == asked.known_on;
        if let Some(last) = last.as_ref().filter(same) {
            return Ok(last.plan.clone());
        }
        let setting = Setting::new(self.calendars.clone()).known_on(asked.known_on);
        let setting = asked.choices.iter().fold(setting, |setting, (choice, option)| setting.choose(choice, option));
        let plan = Plan::compile(self.charter.clone(), &setting).map_err(case)?;
        *last = Some(Compiled { choices: asked.choices.clone(), known_on: asked.known_on, plan: plan.clone() });
        Ok(plan)
    }
}

fn json(outcome: &Outcome) -> Thrown<String> {
    serde_json::to_string(outcome).map_err(case)
}
