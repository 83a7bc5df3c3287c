//! Promises and their limits.

use std::collections::HashMap;

use bywhen_engine::charter::{Alternative, Completion, Condition, EarlyRequests, Limit, Measure, Promise, Role};
use bywhen_engine::vocabulary::RECEIVED;
use bywhen_engine::{Name, nearest_three, slug};

use super::conditions::{all_of, not};
use super::context::{AnchorUse, ClockRules, PromiseContext};
use super::lowerer::{Lowerer, any_broken, cites_of};
use super::unspecified::Unspecified;
use crate::code::Code;
use crate::parse::syntax::{self, Kind, Line, Proviso, Statement, Text};
use crate::parse::{vocabulary_index, wordings};
use crate::source::near;
use crate::span::Span;

impl<'s> Lowerer<'_, 's> {
    /// The promises below a standard or a stage, after those that the stage itself makes.
    pub(super) fn promises(
        &mut self,
        parent: &Line<'s>,
        context: &PromiseContext<'_>,
        stage: usize,
        mut promises: Vec<Promise>,
        uses: &mut Vec<AnchorUse>,
    ) -> Vec<Promise> {
        let mut first_spans: HashMap<Name, Span> = HashMap::new();
        for line in &parent.children {
            let Statement::Promise(promise) = &line.statement else { continue };
            let bounded = self.bound_lines(line);
            let line = bounded.as_ref().unwrap_or(line);
            let before = uses.len();
            let built = self.promise(promise, line, context, uses);
            for used in uses.iter_mut().skip(before) {
                (used.stage, used.promise) = (stage, promises.len());
            }
            self.check_promised_once(&built.action, promise.action.span, line.span, &mut first_spans);
            let below = self.promises_below(&built, line, context, stage, promises.len() + 1, uses);
            promises.push(built);
            for (promise, action) in below {
                if let Some(span) = action {
                    self.check_promised_once(&promise.action, span, span, &mut first_spans);
                }
                promises.push(promise);
            }
        }
        promises
    }

    /// Records the first promise of an action, and reports each further one.
    fn check_promised_once(&mut self, action: &Name, span: Span, place: Span, first_spans: &mut HashMap<Name, Span>) {
        if let Some(first) = first_spans.get(action).copied() {
            let number = self.source.line_of(first.range().start);
            self.sink
                .add(Code::ActionTwice, span, format!("Line {number} promises to {action} already."))
                .help(if action.is("respond") {
                    "the last of several responses is `we will finally respond`, a first that gains time is `we will hold`; where the \
                     limit depends on the case, write one promise with the limits below it: `within ... if ...`"
                } else {
                    "where the limit depends on the case, write one promise with the limits below it: `within ... if ...`; for two \
                     things, say what each is done to: `remove \"graffiti\"`"
                })
                .related(first, "promised here already");
        } else {
            first_spans.insert(action.clone(), place);
        }
    }

    pub(super) fn promise(
        &mut self,
        promise: &syntax::Promise<'s>,
        line: &Line<'s>,
        context: &PromiseContext<'_>,
        uses: &mut Vec<AnchorUse>,
    ) -> Promise {
        let (action, done_when) = match (promise.is_request, promise.finally) {
            (true, _) => self.requested_event(promise.action),
            (_, true) => {
                let (action, done_when) = self.action(promise.action);
                (vocabulary_index::finally(&action), done_when)
            }
            _ => self.action(promise.action),
        };
        let done_when = promise.object.map_or(done_when.clone(), |object| self.done_to(&done_when, object));
        let action = vocabulary_index::with_object(&action, promise.object);
        // What stops our clocks does not stop the customer's.
        let around = if promise.is_request { &ClockRules::default() } else { &context.clocks };
        let clocks = self.clock_rules(line, around);
        let id = context.id(&action);
        let extensions = self.extensions(line, &id, context, uses);
        let repeats = promise.repeat.as_ref().map(|repeat| self.repeat(repeat));
        let limits = self.alternatives(promise, line, context, uses);
        let warnings = self.warnings(&clocks.warnings, &limits, context, line.span);
        let mut cites = cites_of(&promise.cites, line);
        for child in &line.children {
            let own = match &child.statement {
                Statement::Alternative { cites, .. }
                | Statement::Otherwise { cites, .. }
                | Statement::Stops(_, cites)
                | Statement::Restarts(_, cites) => cites,
                Statement::Extends(extends) => &extends.cites,
                _ => continue,
            };
            cites.extend(own.iter().map(|cite| cite.value.to_owned()));
        }
        if cites.is_empty() {
            cites = context.cites.clone();
        }
        self.bound_clauses(&mut cites, line.span);
        for stopping in clocks.stops.iter().filter(|stopping| !stopping.specifies_days) {
            let (span, end) = (stopping.span, stopping.without_cites);
            self.unspecified.push(Unspecified::StopDay { promise: id.clone(), span, end });
        }
        if let Some(span) = promise.for_staff.filter(|_| promise.is_request) {
            self.sink
                .add(Code::IncompatibleWords, span, "What the customer is asked for is for the customer to know.")
                .help("leave these words out");
        }
        let readings = line.children.iter().filter_map(|child| match child.statement {
            Statement::Reading(text) => Some(text.value.to_owned()),
            _ => None,
        });
        Promise {
            id,
            action,
            done_when,
            role: if promise.is_request { Role::CustomerWindow } else { Role::Council },
            manner: promise.manner.map(|manner| manner.value.to_lowercase()),
            strength: promise.strength,
            cites,
            limits,
            measure: promise.measure.map(measure),
            completion: if promise.finally { Completion::Last } else { Completion::First },
            instead_of: None,
            repeats,
            stops: clocks.stops.into_iter().map(|stopping| stopping.rule).collect(),
            restarts: clocks.restarts,
            extensions,
            opens: None,
            late_requests_refused: false,
            readings: readings.collect(),
            early_requests: EarlyRequests::default(),
            warnings,
            for_staff: promise.for_staff.is_some(),
        }
    }

    /// The name of a request to the customer, and the requested event.
    fn requested_event(&mut self, text: Text<'_>) -> (Name, Name) {
        let event = match slug(text.value).as_str() {
            "receipt" => Name::new(RECEIVED),
            _ => self.event(text),
        };
        let name = if event.slug() == RECEIVED { Name::new("receipt") } else { event.clone() };
        (vocabulary_index::ask_for(&name), event)
    }

    /// The event that keeps a promise to do something to an object: one of its own, where the charter needs one.
    fn done_to(&mut self, event: &Name, object: Text<'_>) -> Name {
        let own = vocabulary_index::with_object(event, Some(object));
        self.names.events.take(own.slug()).unwrap_or_else(|| event.clone())
    }

    /// A built-in action and the event that keeps it.
    pub(super) fn action(&mut self, text: Text<'_>) -> (Name, Name) {
        if let Some(known) = vocabulary_index::action(&slug(text.value)) {
            return (known.action.clone(), known.event.clone());
        }
        // Perhaps the action is right and something was written after it.
        let (start, last) = text.value.rsplit_once(' ').unwrap_or((text.value, ""));
        let first = text.value.split_whitespace().next().unwrap_or_default();
        let place = text.span.range();
        let found = self
            .sink
            .add(Code::UnknownAction, text.span, format!("`{}` is no action that can be promised.", text.value))
            .label("unknown action");
        if let Some(advice) = wordings::advice(text.value) {
            found.help(advice);
        } else if near(last, ["within"]).is_some() && vocabulary_index::action(&slug(start)).is_some() {
            found.did_you_mean(Span::new(place.end.saturating_sub(last.len()), place.end), "within");
        } else if near(first, ["finally"]).is_some() && text.value.contains(' ') {
            found.did_you_mean(Span::new(place.start, place.start + first.len()), "finally");
        } else if let Some(near) = near(text.value, vocabulary_index::actions()) {
            found.did_you_mean(text.span, near);
        } else if let Some(known) = vocabulary_index::action(&slug(first)) {
            let rest = text.value.get(first.len()..).unwrap_or_default().trim();
            let word = known.word;
            found.help(format!(
                "write what it is done to in quotes: `{word} \"{rest}\"`; what else the document says can stand in a `reading` line"
            ));
        } else {
            let nearest = nearest_three(text.value, vocabulary_index::actions());
            let nearest: Vec<String> = nearest.iter().map(|action| format!("`{action}`")).collect();
            found.help(format!(
                "the nearest actions are {}; the language reference lists them all, and a promise without a clock is a `pledge`",
                nearest.join(", ")
            ));
        }
        (Name::new(text.value), Name::new(text.value))
    }

    /// The limits of a promise, from its line or from the lines below it.
    fn alternatives(
        &mut self,
        promise: &syntax::Promise<'s>,
        line: &Line<'s>,
        context: &PromiseContext<'_>,
        uses: &mut Vec<AnchorUse>,
    ) -> Vec<Alternative> {
        let first = promise.first.as_ref().map(|proviso| self.proviso(proviso));
        let last = promise.last.as_ref().map(|proviso| self.proviso(proviso));
        let whole = all_of([first, last].into_iter().flatten().collect());
        let below =
            |child: &&Line<'s>| matches!(child.statement, Statement::Alternative { .. } | Statement::Otherwise { .. });
        let several = line.children.iter().any(|child| below(&child));
        let repeat = promise.repeat.as_ref();
        let repeated = repeat.map(|repeat| self.repeated_limit(repeat, context, uses).unwrap_or(Limit::Unstated));
        if promise.limit.is_none() && repeated.is_none() {
            // `respond quickly` is one mistake: an action that is none takes the limit's words with it.
            let known = promise.is_request || vocabulary_index::action(&slug(promise.action.value)).is_some();
            if known && !several && !any_broken(&line.children, &[Kind::Alternative, Kind::Otherwise]) {
                let what = match promise.is_request {
                    true => format!("What we ask for, `{}`, has no limit.", promise.action.value),
                    false => format!("The promise to {} has no limit.", promise.action.value),
                };
                self.sink
                    .add(Code::NoLimit, line.span, what)
                    .label("by when?")
                    .help("add one, such as `within 10 working days of receipt`, or write `with no time stated`");
            }
            return self.alternatives_below(line, whole, context, uses);
        }
        if let Some(child) = line.children.iter().find(below) {
            let number = self.source.line_of(line.span.range().start);
            self.sink
                .add(Code::TwoLimits, child.span, format!("The promise on line {number} has a limit already."))
                .help("write every limit below the promise, or one on its line")
                .related(line.span, "the limit of the promise");
        }
        self.report_contradiction(&whole, line.span);
        let limit = match (&promise.limit, repeated) {
            (Some(limit), _) => self.limit(limit, context, uses).unwrap_or(Limit::Unstated),
            (None, repeated) => repeated.unwrap_or(Limit::Unstated),
        };
        vec![Alternative { when: whole, limit }]
    }

    fn alternatives_below(
        &mut self,
        line: &Line<'s>,
        whole: Condition,
        context: &PromiseContext<'_>,
        uses: &mut Vec<AnchorUse>,
    ) -> Vec<Alternative> {
        let mut alternatives = Vec::new();
        let mut spans = Vec::new();
        let mut otherwise: Option<Span> = None;
        for child in &line.children {
            let (limit, condition) = match &child.statement {
                Statement::Alternative { limit, proviso, .. } => {
                    (limit, proviso.as_ref().map_or(Condition::Always, |proviso| self.proviso(proviso)))
                }
                Statement::Otherwise { limit, .. } => (limit, Condition::Always),
                _ => continue,
            };
            let is_otherwise = matches!(child.statement, Statement::Otherwise { .. });
            let limit = self.limit(limit, context, uses).unwrap_or(Limit::Unstated);
            if let Some(first) = otherwise {
                let number = self.source.line_of(first.range().start);
                self.sink
                    .add(
                        Code::OtherwiseNotLast,
                        child.span,
                        format!("The `otherwise` on line {number} holds always, so that this can never count."),
                    )
                    .help("write the `otherwise` last")
                    .related(first, "this holds always");
            } else {
                spans.push(child.span);
                alternatives.push(Alternative { when: all_of(vec![whole.clone(), condition]), limit });
            }
            if is_otherwise {
                otherwise = otherwise.or(Some(child.span));
            }
        }
        self.report_unreachable(&alternatives, &spans);
        alternatives
    }

    pub(super) fn proviso(&mut self, proviso: &Proviso<'s>) -> Condition {
        if !self.bound_condition(&proviso.condition) {
            return Condition::Always;
        }
        let condition = self.condition(&proviso.condition);
        if proviso.unless { not(condition) } else { condition }
    }
}

/// A share of cases, whatever they are called.
pub(super) fn measure(measure: syntax::Measure<'_>) -> Measure {
    match measure {
        syntax::Measure::AtLeast(percent, _) => Measure::AtLeast(percent),
        syntax::Measure::Over(percent, _) => Measure::Over(percent),
        syntax::Measure::AtMost(percent, _) => Measure::AtMost(percent),
        syntax::Measure::Under(percent, _) => Measure::Under(percent),
        syntax::Measure::Average => Measure::Average,
    }
}
