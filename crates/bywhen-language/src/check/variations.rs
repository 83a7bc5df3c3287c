//! Dated notices that relax standards for a while.

use bywhen_calendar::short_date;
use bywhen_engine::charter::{Alternative, Change, Condition, Limit, Variation};
use bywhen_engine::{Name, slug};
use chrono::NaiveDate;

use super::clocks::ClockRules;
use super::standards::{Draft, Setting};
use super::{Checker, any_broken, cites_of};
use crate::code::Code;
use crate::source::near;
use crate::syntax::{self, Date, Kind, Line, Span, Statement, Text, Tree};
use crate::words;

/// A promise that a variation changes: during which days, and where that is said.
struct Varied {
    promise: String,
    variation: usize,
    from: NaiveDate,
    until: Option<NaiveDate>,
    span: Span,
}

impl<'s> Checker<'_, 's> {
    pub(super) fn variations(&mut self, tree: &Tree<'s>, drafts: &[Draft<'_, 's>]) -> Vec<Variation> {
        let mut varied: Vec<Varied> = Vec::new();
        let mut variations = Vec::new();
        for line in &tree.lines {
            if let Statement::Variation { name, from, until } = line.statement {
                let variation = self.variation(name, (from, until), line, drafts, variations.len(), &mut varied);
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
        drafts: &[Draft<'_, 's>],
        number: usize,
        varied: &mut Vec<Varied>,
    ) -> Variation {
        if let Some(until) = until.filter(|until| until.date < from.date) {
            let message = format!(
                "The variation ends on {} before it begins on {}.",
                short_date(until.date),
                short_date(from.date)
            );
            self.findings.add(Code::ContradictingDates, from.span.to(until.span), message);
        }
        let mut changes: Vec<Change> = Vec::new();
        let mut because: Option<(Text<'s>, Span)> = None;
        let mut cites = cites_of(&[], line);
        let mut says = false;
        for child in &line.children {
            match &child.statement {
                Statement::Because(text) => match because {
                    Some((_, first)) => self.said_twice("because", first, child.span),
                    None => because = Some((*text, child.span)),
                },
                Statement::Change(change) => {
                    says = true;
                    cites.extend(change.cites.iter().map(|cite| cite.value.to_owned()));
                    let measure = change.measure.map(super::promises::measure);
                    let Some((promise, limit)) = self.change(change, drafts) else { continue };
                    if let Some(same) = changes.iter_mut().find(|other| other.promise == promise) {
                        same.limits.push(limit);
                        same.measure = measure.or(same.measure);
                        continue;
                    }
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
        if !says && !any_broken(&line.children, &[Kind::Change]) {
            self.findings
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
    fn change(&mut self, change: &syntax::Change<'s>, drafts: &[Draft<'_, 's>]) -> Option<(String, Alternative)> {
        let wanted = slug(change.standard.value);
        let Some(draft) = drafts.iter().find(|draft| draft.standard.name.slug() == wanted) else {
            if !self.may_be_declared(change.standard.value) {
                let names = drafts.iter().map(|draft| draft.standard.name.text());
                let near = near(change.standard.value, names).map(str::to_owned);
                self.findings
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
        let action = words::action_name(&written);
        let asked = written.starts_with("ask-for-");
        if action.is_none() && !asked {
            self.action(change.action);
            return None;
        }
        let action = action.or_else(|| Some(Name::new(change.action.value)));
        let promise = action.as_ref().and_then(|action| {
            let stage = draft.standard.stages.iter().find(|stage| stage.number == number)?;
            stage.promises.iter().find(|promise| promise.action == *action)
        });
        let Some(promise) = promise else {
            if !draft.in_doubt {
                let stages = draft.standard.stages.iter();
                let promises = stages.flat_map(|stage| &stage.promises).map(|promise| promise.action.text());
                let near =
                    near(change.action.value, promises).filter(|near| *near != change.action.value).map(str::to_owned);
                let in_stage = change.stage.map_or_else(String::new, |stage| format!(" in stage {}", stage.value));
                let staged = draft.standard.staged && change.stage.is_none();
                self.findings
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
        let setting = Setting {
            standard: &draft.standard.name,
            cites: Vec::new(),
            calendar: draft.calendar.clone(),
            service: draft.service.clone(),
            staged: draft.standard.staged,
            stage: number,
            window: promise.role == bywhen_engine::charter::Role::CustomerWindow,
            clocks: ClockRules::default(),
        };
        let when = change.proviso.as_ref().map_or(Condition::Always, |proviso| self.proviso(proviso));
        let limit = self.limit(&change.limit, &setting, &mut Vec::new()).unwrap_or(Limit::Unstated);
        Some((id, Alternative { when, limit }))
    }

    fn report_overlapping_variations(&mut self, varied: &[Varied]) {
        for (at, later) in varied.iter().enumerate() {
            let earlier = varied.iter().take(at).find(|earlier| {
                earlier.promise == later.promise
                    && earlier.variation != later.variation
                    && later.until.is_none_or(|until| earlier.from <= until)
                    && earlier.until.is_none_or(|until| later.from <= until)
            });
            if let Some(earlier) = earlier {
                let line = self.source.line_of(earlier.span.range().start);
                self.findings
                    .add(
                        Code::OverlappingVariations,
                        later.span,
                        format!("Line {line} varies this promise too, and both variations hold on some days."),
                    )
                    .help("let one of them end before the other begins");
            }
        }
    }
}
