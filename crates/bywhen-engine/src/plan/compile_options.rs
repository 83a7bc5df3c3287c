//! What a charter is compiled with, beside its own text.

use bywhen_calendar::Calendars;
use chrono::NaiveDate;

use super::error::PlanError;
use crate::charter::Charter;
use crate::name::Name;

/// With which bank holiday data, as known when, and by which readings a charter is compiled.
///
/// ```
/// use bywhen_engine::CompileOptions;
/// let options = CompileOptions::default().choose("weekend receipt", "next working day");
/// # let _ = options;
/// ```
#[derive(Clone, Debug)]
pub struct CompileOptions {
    /// The bank holiday data.
    pub calendars: Calendars,
    /// Announcements after this day are left out.
    pub known_on: Option<NaiveDate>,
    /// Choices of the charter, each with the option that is taken. The others stay as the charter says.
    pub choices: Vec<(String, String)>,
}

impl Default for CompileOptions {
    /// The bundled bank holiday data.
    fn default() -> CompileOptions {
        CompileOptions::new(Calendars::bundled())
    }
}

impl CompileOptions {
    /// Bank holiday data as it is known now, and every choice as the charter makes it.
    pub fn new(calendars: Calendars) -> CompileOptions {
        CompileOptions { calendars, known_on: None, choices: Vec::new() }
    }

    /// As known on a date.
    pub fn known_on(mut self, date: Option<NaiveDate>) -> CompileOptions {
        self.known_on = date;
        self
    }

    /// By another reading than the charter's own.
    pub fn choose(mut self, choice: &str, option: &str) -> CompileOptions {
        self.choices.push((choice.to_owned(), option.to_owned()));
        self
    }

    /// The option of each choice of the charter.
    pub(super) fn made(&self, charter: &Charter) -> Result<Vec<(Name, Name)>, PlanError> {
        for (given, _) in &self.choices {
            if !charter.choices.iter().any(|choice| choice.name.is(given)) {
                let offered = list(charter.choices.iter().map(|choice| &choice.name));
                return Err(PlanError::NotOffered { what: "choice", given: given.clone(), offered });
            }
        }
        let mut made = Vec::with_capacity(charter.choices.len());
        for choice in &charter.choices {
            let option = match self.choices.iter().rev().find(|(name, _)| choice.name.is(name)) {
                None => &choice.default,
                Some((_, given)) => match choice.options.iter().find(|option| option.name.is(given)) {
                    Some(option) => &option.name,
                    None => {
                        let offered = list(choice.options.iter().map(|option| &option.name));
                        return Err(PlanError::NotOffered { what: "option", given: given.clone(), offered });
                    }
                },
            };
            made.push((choice.name.clone(), option.clone()));
        }
        Ok(made)
    }
}

fn list<'n>(names: impl Iterator<Item = &'n Name>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{}`", name.slug())).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}
