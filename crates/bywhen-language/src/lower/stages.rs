//! Stages, and the customer's time to ask for the next.

use bywhen_engine::Name;
use bywhen_engine::charter::{
    Alternative, Completion, Condition, EarlyRequests, Limit, Promise, Role, Stage, Strength,
};
use bywhen_engine::vocabulary::ESCALATED;

use super::context::{AnchorUse, PromiseContext};
use super::lowerer::{Lowerer, any_broken, cites_of};
use super::unspecified::Unspecified;
use crate::code::Code;
use crate::parse::syntax::{Kind, Line, StageLine, Statement, Window};
use crate::span::Span;

/// The most stages of a standard.
const MAX_STAGES: usize = 20;

impl<'s> Lowerer<'_, 's> {
    pub(super) fn stages(
        &mut self,
        standard: &Line<'s>,
        context: &mut PromiseContext<'_>,
        uses: &mut Vec<AnchorUse>,
    ) -> Vec<Stage> {
        let mut stages: Vec<Stage> = Vec::new();
        let of_standard = context.cites.clone();
        let clocks_of_standard = context.clocks.clone();
        let mut reported = false;
        for child in &standard.children {
            match &child.statement {
                Statement::Promise(promise) => {
                    if !reported {
                        self.sink
                            .add(
                                Code::PromiseOutsideStages,
                                child.span,
                                format!(
                                    "This standard has stages, and the promise to {} belongs to none of them.",
                                    promise.action.value
                                ),
                            )
                            .help("write it, and others like it, below a `stage` and further in");
                    }
                    reported = true;
                    // Other errors in it are reported as well.
                    self.promise(promise, child, context, &mut Vec::new());
                }
                Statement::Stage(_) | Statement::Broken(Some(Kind::Stage)) if stages.len() >= MAX_STAGES => {
                    self.beyond(
                        child.span,
                        format!("A standard has at most {MAX_STAGES} stages, and this is one more."),
                    );
                    break;
                }
                Statement::Stage(stage) => {
                    context.stage = self.stage_number(stage, stages.len());
                    let mut own = cites_of(&stage.cites, child);
                    self.bound_clauses(&mut own, child.span);
                    context.cites = if own.is_empty() { of_standard.clone() } else { own };
                    context.clocks = self.clock_rules(child, &clocks_of_standard);
                    let window = self.window(stage, child.span, context, stages.len(), uses);
                    let promises = self.promises(child, context, stages.len(), window, uses);
                    let has_promise = child.children.iter().any(|line| matches!(line.statement, Statement::Promise(_)));
                    // After the customer's time to ask somebody else may answer.
                    let asks =
                        stage.window.as_ref().is_some_and(|window| window.limit.is_some() || window.from.is_some());
                    let has_promise = has_promise || asks;
                    if !has_promise && !any_broken(&child.children, &[Kind::Promise]) {
                        self.promises_nothing(child.span, &format!("Stage {}", context.stage));
                    }
                    stages.push(Stage { number: context.stage, promises });
                }
                // Its number is not known, but it has one, so that those after it are not out of order.
                Statement::Broken(Some(Kind::Stage)) => {
                    let number = u8::try_from(stages.len() + 1).unwrap_or(u8::MAX);
                    stages.push(Stage { number, promises: Vec::new() });
                }
                _ => {}
            }
        }
        stages
    }

    fn stage_number(&mut self, stage: &StageLine<'s>, before: usize) -> u8 {
        let expected = u32::try_from(before + 1).unwrap_or(u32::MAX);
        let number = u8::try_from(before + 1).unwrap_or(u8::MAX);
        if stage.number.value != expected || expected > u32::from(u8::MAX) {
            let message = match before {
                0 => "The first stage is stage 1.".to_owned(),
                _ => format!("After stage {before} comes stage {expected}."),
            };
            self.sink.add(Code::StageOrder, stage.number.span, message).label(format!("stage {expected}?"));
        }
        number
    }

    /// The promise that is the customer's time to ask for a stage, as the first of that stage.
    fn window(
        &mut self,
        stage: &StageLine<'s>,
        span: Span,
        context: &mut PromiseContext<'_>,
        index: usize,
        uses: &mut Vec<AnchorUse>,
    ) -> Vec<Promise> {
        let number = context.stage;
        let (limit, opens) = match (&stage.window, number) {
            (None, 1) => return Vec::new(),
            (Some(_), 1) => {
                self.sink
                    .add(Code::FirstStageWindow, span, "Stage 1 begins with receipt: nobody need ask for it.")
                    .help("write `stage 1` alone");
                return Vec::new();
            }
            (None, _) => {
                self.sink
                    .add(Code::StageUnopened, span, format!("The line does not say what opens stage {number}."))
                    .help(format!("write `stage {number} if the customer asks within 28 calendar days of our response`, with the time that the document gives, or `stage {number} if the customer asks`"));
                (Limit::Unstated, None)
            }
            (Some(window), _) => {
                context.window = true;
                let before = uses.len();
                let limits = self.window_limits(window, span, context, uses);
                self.early_requests(window, limits.1.as_ref(), self.without(&stage.cites, span));
                context.window = false;
                for used in uses.iter_mut().skip(before) {
                    (used.stage, used.promise) = (index, 0);
                }
                limits
            }
        };
        let window = stage.window.as_ref();
        vec![Promise {
            id: format!("{}/stage-{number}/escalate", context.standard.slug()),
            action: Name::new("escalate"),
            done_when: Name::new(ESCALATED),
            role: Role::CustomerWindow,
            manner: None,
            strength: Strength::Will,
            cites: context.cites.clone(),
            limits: vec![Alternative { when: Condition::Always, limit }],
            measure: None,
            completion: Completion::First,
            instead_of: None,
            repeats: None,
            stops: Vec::new(),
            restarts: Vec::new(),
            extensions: Vec::new(),
            opens,
            late_requests_refused: window.is_some_and(|window| window.refused),
            readings: Vec::new(),
            early_requests: window.and_then(|window| window.early).map_or(EarlyRequests::default(), |(early, _)| early),
            warnings: Vec::new(),
            for_staff: false,
        }]
    }

    /// The treatment of early requests: specified, and required, only if the window opens later.
    fn early_requests(&mut self, window: &Window<'s>, opens: Option<&Limit>, end: Span) {
        match (&window.from, window.early) {
            (None, Some((_, at))) => {
                self.sink
                    .add(Code::IncompatibleWords, at, "The time to ask begins at once, so that no request is too early.")
                    .help("say from when the customer may ask: `if the customer asks from 21 calendar days after receipt, early requests are refused`, or leave these words out");
            }
            (Some(from), None) => {
                let opens = opens.cloned().unwrap_or(Limit::Unstated);
                self.unspecified.push(Unspecified::Early { opens, span: from.span, end });
            }
            _ => {}
        }
    }

    /// When the customer's time to ask ends, and when it begins if later than at once.
    fn window_limits(
        &mut self,
        window: &Window<'s>,
        span: Span,
        context: &PromiseContext<'_>,
        uses: &mut Vec<AnchorUse>,
    ) -> (Limit, Option<Limit>) {
        let opens = window.from.as_ref().map(|from| self.counted(from, context, uses).unwrap_or(Limit::Unstated));
        let limit = match (&window.limit, &opens, &window.lasts) {
            (Some(limit), ..) => self.limit(limit, context, uses).unwrap_or(Limit::Unstated),
            (None, Some(opens), Some(lasts)) => self.lasting(opens.clone(), lasts, context),
            _ => Limit::Unstated,
        };
        if window.refused && window.limit.is_none() && window.lasts.is_none() {
            self.sink
                .add(Code::IncompatibleWords, span, "No time to ask is stated, so that no request is too late.")
                .help("state the time: `if the customer asks within 28 calendar days of our response, later requests are refused`");
        }
        (limit, opens)
    }
}
