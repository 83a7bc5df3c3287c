//! Dated notices that relax standards for a while.

use std::collections::HashMap;

use bywhen_calendar::short_date;
use bywhen_engine::charter::{Alternative, Change, Condition, Limit, Promise, Variation};
use bywhen_engine::{Name, slug};
use chrono::NaiveDate;

use super::context::ClockRules;
use super::context::PromiseContext;
use super::draft::Draft;
use super::lowerer::{Lowerer, any_broken, cites_of};
use super::promises::measure;
use crate::code::Code;
use crate::parse::syntax::{self, Date, Kind, Line, Statement, Text, Tree};
use crate::parse::vocabulary_index;
use crate::source::near;
use crate::span::Span;

/// A promise changed by a variation, with the days and the span of the change.
struct Varied {
    promise: String,
    variation: usize,
    from: NaiveDate,
    until: Option<NaiveDate>,
    span: Span,
}

/// The standards of a charter and what they promise.
struct Known<'d, 't, 's> {
    drafts: &'d [Draft<'t, 's>],
    /// The place of each, by its slug.
    standards: HashMap<&'d str, usize>,
    /// By the place of the standard, the stage and the action.
    promises: HashMap<(usize, u8, &'d str), &'d Promise>,
}

impl<'s> Lowerer<'_, 's> {
    pub(super) fn variations(&mut self, tree: &Tree<'s>, drafts: &[Draft<'_, 's>]) -> Vec<Variation> {
        let mut known = Known { drafts, standards: HashMap::new(), promises: HashMap::new() };
        for (place, draft) in drafts.iter().enumerate() {
            known.standards.entry(draft.standard.name.slug()).or_insert(place);
            for stage in &draft.standard.stages {
                for promise in &stage.promises {
                    known.promises.entry((place, stage.number, promise.action.slug())).or_insert(promise);
                }
            }
        }
        let mut varied: Vec<Varied> = Vec::new();
        let mut variations = Vec::new();
        for line in &tree.lines {
            if let Statement::Variation { name, from, until } = line.statement {
                let variation = self.variation(name, (from, until), line, &known, variations.len(), &mut varied);
                variations.push(variation);
            }
        }
        self.report_overlapping_variations(&varied);
        variations
    }

    fn variation(
        &mut self,
        name: Text<'s>,
        (from, until): (Date, Option<Date>),
        line: &Line<'s>,
        known: &Known<'_, '_, 's>,
        number: usize,
        varied: &mut Vec<Varied>,
    ) -> Variation {
        if let Some(until) = until.filter(|until| until.date < from.date) {
            let message = format!(
                "The variation ends on {} before it begins on {}.",
                short_date(until.date),
                short_date(from.date)
            );
            self.sink.add(Code::ContradictingDates, from.span.to(until.span), message);
        }
        let mut changes: Vec<Change> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut because: Option<(Text<'s>, Span)> = None;
        let mut cites = cites_of(&[], line);
        let mut has_change = false;
        for child in &line.children {
            match &child.statement {
                Statement::Because(text) => match because {
                    Some((_, first)) => self.report_duplicate("because", first, child.span),
                    None => because = Some((*text, child.span)),
                },
                Statement::Change(change) => {
                    has_change = true;
                    cites.extend(change.cites.iter().map(|cite| cite.value.to_owned()));
                    let measure = change.measure.map(measure);
                    let Some((promise, limit)) = self.change(change, known) else { continue };
                    if let Some(same) = places.get(&promise).and_then(|place| changes.get_mut(*place)) {
                        same.limits.push(limit);
                        same.measure = measure.or(same.measure);
                        continue;
                    }
                    places.insert(promise.clone(), changes.len());
                    varied.push(Varied {
                        promise: promise.clone(),
                        variation: number,
                        from: from.date,
                        until: until.map(|until| until.date),
                        span: child.span,
                    });
                    changes.push(Change { promise, measure, limits: vec![limit] });
                }
                _ => {}
            }
        }
        if !has_change && !any_broken(&line.children, &[Kind::Change]) {
            self.sink
                .add(Code::ChangesNothing, name.span, format!("The variation `{}` changes no promise.", name.value))
                .help(
                    "add a line below it: `\"Letters\" respond within 15 working days of receipt`, with the name of a standard",
                );
        }
        Variation {
            name: Name::new(name.value),
            from: from.date,
            until: until.map(|until| until.date),
            because: because.map(|(text, _)| text.value.to_owned()),
            cites,
            changes,
        }
    }

    /// The promise that a line changes, and its limit meanwhile.
    fn change(&mut self, change: &syntax::Change<'s>, known: &Known<'_, '_, 's>) -> Option<(String, Alternative)> {
        let wanted = slug(change.standard.value);
        let place = known.standards.get(wanted.as_str()).copied();
        let Some((place, draft)) = place.and_then(|place| Some((place, known.drafts.get(place)?))) else {
            if !self.may_be_declared(change.standard.value) {
                let names = known.drafts.iter().map(|draft| draft.standard.name.text());
                let near = near(change.standard.value, names).map(str::to_owned);
                self.sink
                    .add(
                        Code::UnknownStandard,
                        change.standard.span,
                        format!("There is no standard `{}`.", change.standard.value),
                    )
                    .label("unknown standard")
                    .suggest(near.as_deref(), || None);
            }
            return None;
        };
        let number = change.stage.map_or(1, |stage| u8::try_from(stage.value).unwrap_or(u8::MAX));
        let written = format!("{}{}", if change.finally { "finally-" } else { "" }, slug(change.action.value));
        let action = vocabulary_index::action_name(&written);
        let action = action.map(|action| vocabulary_index::with_object(&action, change.object));
        let is_request = written.starts_with("ask-for-");
        if action.is_none() && !is_request {
            self.action(change.action);
            return None;
        }
        let action = action.or_else(|| Some(Name::new(change.action.value)));
        let promise = action.as_ref().and_then(|action| known.promises.get(&(place, number, action.slug())).copied());
        let Some(promise) = promise else {
            if !draft.partially_parsed {
                let stages = draft.standard.stages.iter();
                let promises = stages.flat_map(|stage| &stage.promises).map(|promise| promise.action.text());
                let near =
                    near(change.action.value, promises).filter(|near| *near != change.action.value).map(str::to_owned);
                let in_stage = change.stage.map_or_else(String::new, |stage| format!(" in stage {}", stage.value));
                let staged = draft.standard.staged && change.stage.is_none();
                self.sink
                    .add(
                        Code::NoSuchPromise,
                        change.action.span,
                        format!(
                            "The standard `{}` does not promise to {}{in_stage}.",
                            draft.standard.name, change.action.value
                        ),
                    )
                    .label("not promised")
                    .suggest(near.as_deref(), || {
                        staged.then(|| "say which stage: write `stage 1` or `stage 2` before the action".to_owned())
                    });
            }
            return None;
        };
        let id = promise.id.clone();
        let context = PromiseContext {
            standard: &draft.standard.name,
            cites: Vec::new(),
            calendar: draft.calendar.clone(),
            service: draft.service.clone(),
            staged: draft.standard.staged,
            stage: number,
            window: promise.role == bywhen_engine::charter::Role::CustomerWindow,
            clocks: ClockRules::default(),
        };
        (self.counts_in, self.here) = (draft.calendar.clone(), change.standard.span);
        let when = change.proviso.as_ref().map_or(Condition::Always, |proviso| self.proviso(proviso));
        let limit = self.limit(&change.limit, &context, &mut Vec::new()).unwrap_or(Limit::Unstated);
        Some((id, Alternative { when, limit }))
    }

    fn report_overlapping_variations(&mut self, varied: &[Varied]) {
        let mut of_promise: HashMap<&str, Vec<&Varied>> = HashMap::new();
        varied.iter().for_each(|one| of_promise.entry(&one.promise).or_default().push(one));
        for several in of_promise.values_mut() {
            several.sort_by_key(|one| (one.from, one.variation));
            // Of those that began before, the one that ends last.
            let mut running: Option<&Varied> = None;
            for one in several.iter() {
                match running {
                    Some(before) if before.until.is_none_or(|until| one.from <= until) => {
                        let (earlier, later) =
                            if before.variation < one.variation { (before, *one) } else { (*one, before) };
                        let line = self.source.line_of(earlier.span.range().start);
                        self.sink
                            .add(
                                Code::OverlappingVariations,
                                later.span,
                                format!("Line {line} varies this promise too, and both variations hold on some days."),
                            )
                            .help("let one of them end before the other begins");
                        if before.until.is_some_and(|until| one.until.is_none_or(|other| other > until)) {
                            running = Some(one);
                        }
                    }
                    _ => running = Some(one),
                }
            }
        }
    }
}
