//! Choices between readings.

use bywhen_engine::charter::{Choice, Named};
use bywhen_engine::{Name, slug};

use super::lowerer::{Lowerer, any_broken};
use crate::code::Code;
use crate::parse::syntax::{Chosen, Kind, Line, Statement, Text, Tree};
use crate::source::near;
use crate::span::Span;

impl<'s> Lowerer<'_, 's> {
    pub(super) fn choices(&mut self, tree: &Tree<'s>) {
        for line in &tree.lines {
            if let Statement::Choice { name, meaning } = line.statement {
                let choice = self.choice(name, meaning, line);
                // An option that was not understood may be the one that a condition leaves.
                if !any_broken(&line.children, &[Kind::Option]) {
                    self.known.add_choice(&choice);
                }
                self.choices.push(choice);
            }
        }
    }

    fn choice(&mut self, name: Text<'s>, meaning: Option<Text<'s>>, line: &Line<'s>) -> Choice {
        let mut options: Vec<Named> = Vec::new();
        let slug = slug(name.value);
        let mut default: Option<(Name, Span)> = None;
        for child in &line.children {
            let Statement::Option { name, meaning, by_default } = &child.statement else { continue };
            let option = Name::new(name.value);
            if self.options.insert((slug.clone(), option.slug().to_owned()), option.clone()).is_some() {
                self.sink
                    .add(Code::NameTaken, name.span, format!("There is another option `{option}` above."))
                    .help("delete one of them, or give it another name");
            }
            if *by_default {
                match &default {
                    Some((_, first)) => self.report_duplicate("by default", *first, child.span),
                    None => default = Some((option.clone(), child.span)),
                }
            }
            options.push(Named { name: option, meaning: meaning.map(|meaning| meaning.value.to_owned()) });
        }
        let sound = !any_broken(&line.children, &[Kind::Option]);
        if options.len() < 2 && sound {
            self.sink
                .add(Code::NoChoice, name.span, format!("The choice `{}` has fewer than two options.", name.value))
                .help("add lines below it: `option \"as received\" by default` and `option \"next working day\"`");
        } else if default.is_none() && sound {
            self.sink
                .add(
                    Code::NoChoice,
                    name.span,
                    format!("The choice `{}` does not say which option holds where none is chosen.", name.value),
                )
                .help("end one of its options with `by default`");
        }
        let first = options.first().map_or_else(|| Name::new("none"), |option| option.name.clone());
        Choice {
            name: Name::new(name.value),
            meaning: meaning.map(|meaning| meaning.value.to_owned()),
            options,
            default: default.map_or(first, |(name, _)| name),
        }
    }

    /// A choice and one of its options, reported where there is none of the name.
    pub(super) fn chosen(&mut self, chosen: &Chosen<'s>) -> (Name, Name) {
        let Some(choice) = self.names.choices.take(&slug(chosen.choice.value)) else {
            if !self.may_be_declared(chosen.choice.value) {
                let near = self.names.choices.near(chosen.choice.value).map(str::to_owned);
                self.sink
                    .add(
                        Code::UnknownChoice,
                        chosen.choice.span,
                        format!("There is no choice `{}`.", chosen.choice.value),
                    )
                    .label("unknown choice")
                    .suggest(near.as_deref(), || {
                        Some(format!(
                            "declare it with a line `choice \"{}\"` and its options below",
                            chosen.choice.value
                        ))
                    });
            }
            return (Name::new(chosen.choice.value), Name::new(chosen.option.value));
        };
        let wanted = slug(chosen.option.value);
        if let Some(option) = self.options.get(&(choice.slug().to_owned(), wanted)) {
            return (choice, option.clone());
        }
        if !self.broken.has(Kind::Choice) && !self.sink.partially_parsed {
            let one = self.choices.iter().find(|one| one.name == choice);
            let options: Vec<&Name> = one.into_iter().flat_map(|one| &one.options).map(|option| &option.name).collect();
            let near = near(chosen.option.value, options.iter().map(|option| option.text())).map(str::to_owned);
            let list = options.iter().take(8).map(|option| format!("`{option}`")).collect::<Vec<_>>().join(", ");
            self.sink
                .add(
                    Code::UnknownOption,
                    chosen.option.span,
                    format!("The choice `{choice}` has no option `{}`.", chosen.option.value),
                )
                .label("unknown option")
                .suggest(near.as_deref(), || (!list.is_empty()).then(|| format!("its options are {list}")));
        }
        (choice, Name::new(chosen.option.value))
    }
}
