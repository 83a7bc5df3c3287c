//! Checks that examples are plausible, before they are run.

use bywhen_calendar::short_date;
use std::collections::{HashMap, HashSet};

use bywhen_engine::charter::{Example, Expectation, Expected, InForce, Promise};
use bywhen_engine::vocabulary::{ENQUIRY, ESCALATED, EXTENDED, EXTENSION_CORRECTED, HELD, RECEIVED};
use bywhen_engine::{Case, Event, Name, When, slug};

use super::draft::Draft;
use super::head::Head;
use super::lowerer::{Broken, Lowerer, any_broken};
use crate::code::Code;
use crate::parse::syntax::{self, ExpectedThat, Expects, Happened, Kind, Line, Moment, Number, Statement, Text};
use crate::parse::vocabulary_index;
use crate::source::near;
use crate::span::Span;

/// The context that examples are checked against.
struct ExampleContext<'d> {
    in_force: InForce,
    /// Promises by stage and action, with how many make them.
    promises: HashMap<(u8, &'d str), &'d Promise>,
    /// The actions of the promises, by slug.
    actions: HashMap<&'d str, &'d Name>,
    stages: u8,
    /// For each kind of contact, whether some standard asks for the channel.
    requires_channel: HashMap<&'d str, bool>,
    /// The kind of a case that does not say: an enquiry, or the only kind that the charter knows.
    default_kind: &'d str,
    /// For which something may be put off, each once.
    reasons: Vec<Name>,
}

impl<'s> Lowerer<'_, 's> {
    /// The examples of each standard, in their order.
    pub(super) fn examples(&mut self, drafts: &[Draft<'_, 's>], head: &Head) -> Vec<Vec<Example>> {
        let context = ExampleContext::of(drafts, head.charter.in_force);
        drafts
            .iter()
            .map(|draft| {
                let lines = draft.line.children.iter();
                lines
                    .filter_map(|line| match line.statement {
                        Statement::Example(title) => Some(self.example(title, line, draft, &context)),
                        _ => None,
                    })
                    .collect()
            })
            .collect()
    }

    fn example(
        &mut self,
        title: Text<'s>,
        line: &Line<'s>,
        draft: &Draft<'_, 's>,
        context: &ExampleContext<'_>,
    ) -> Example {
        let mut example = Example {
            title: title.value.to_owned(),
            case: Case::default(),
            choices: Vec::new(),
            at: None,
            expects: Vec::new(),
            line: self.source.line_of(line.span.range().start),
        };
        let partially_parsed = any_broken(&line.children, &[Kind::ExampleBody]);
        let cases: Vec<(&syntax::Case<'s>, Span)> = line
            .children
            .iter()
            .filter_map(|child| match &child.statement {
                Statement::Case(case) => Some((case, child.span)),
                _ => None,
            })
            .collect();
        if let [first, second, ..] = cases.as_slice() {
            self.sink
                .add(Code::TwoCases, second.1, "This example has a case already.")
                .help("write another `example` for this case")
                .related(first.1, "the case of the example");
        }
        let received = cases.first().map(|(case, _)| case.received);
        match cases.first() {
            Some((case, span)) => self.case(case, *span, context, &mut example.case),
            None if partially_parsed => {}
            None => {
                self.sink
                    .add(Code::NoCase, title.span, "The example has no case.")
                    .help("begin it with a line such as `letter received 1 April 2026 at 10:15am`");
            }
        }
        let mut asked_at: Option<Span> = None;
        for child in &line.children {
            match &child.statement {
                Statement::Happened(happened) => {
                    self.happened(happened, received, context, &mut example.case);
                }
                Statement::Given(facts) => {
                    for given in facts {
                        let (fact, value) = self.given(given);
                        example.case.facts.insert(fact.slug().to_owned(), value);
                    }
                }
                Statement::Choosing(chosen) => {
                    for chosen in chosen {
                        let chosen = self.chosen(chosen);
                        example.choices.push(chosen);
                    }
                }
                Statement::Asked(moment) => {
                    if let Some(first) = asked_at {
                        self.report_duplicate("asked on", first, child.span);
                    }
                    asked_at = Some(child.span);
                    self.not_before(received, *moment, "The question is asked");
                    example.at = Some(moment.when());
                }
                Statement::Expects(expects) => {
                    let line = self.source.line_of(child.span.range().start);
                    let expectation = self.expects(expects, received, draft, context, line);
                    example.expects.push(expectation);
                }
                _ => {}
            }
        }
        if example.expects.is_empty() && !partially_parsed {
            self.sink
                .add(Code::NoExpectation, title.span, "The example does not say what must come out.")
                .help("add a line such as `respond by 17 April 2026`");
        }
        example
    }

    fn case(&mut self, case: &syntax::Case<'s>, span: Span, context: &ExampleContext<'_>, into: &mut Case) {
        let kind = match (case.contact, case.channel) {
            (Some(kind), Some(channel)) => {
                into.channel = self.channel(channel).map(|channel| channel.slug().to_owned());
                self.kind(kind)
            }
            (Some(contact), None) => match self.known_channel(&slug(contact.value)) {
                Some(channel) => {
                    into.channel = Some(channel.slug().to_owned());
                    None
                }
                None => self.kind_or_channel(contact),
            },
            (None, _) => None,
        };
        let known = kind.is_some() || case.contact.is_none();
        let effective = kind.as_ref().map_or(context.default_kind, Name::slug);
        if case.channel.is_none()
            && into.channel.is_none()
            && known
            && context.requires_channel.get(effective).copied().unwrap_or(false)
        {
            self.sink
                .add(
                    Code::ChannelMissing,
                    span,
                    "Which standard applies depends on the channel, and the case does not say which it came by.",
                )
                .help("begin the line with the channel: `letter received`, `complaint by letter received`");
        }
        into.kind = kind.map(|kind| kind.slug().to_owned());
        into.service = case.service.and_then(|service| self.service(service)).map(|service| service.slug().to_owned());
        into.events.push(Event {
            name: RECEIVED.to_owned(),
            stage: None,
            at: case.received.when(),
            until: None,
            reason: None,
        });
        if !context.in_force.contains(case.received.date.date) {
            let in_force = match (context.in_force.from, context.in_force.until) {
                (Some(from), _) if case.received.date.date < from => format!("from {}", short_date(from)),
                (_, Some(until)) => format!("until {}", short_date(until)),
                _ => "then".to_owned(),
            };
            self.sink
                .add(
                    Code::NotInForce,
                    case.received.date.span,
                    format!("The charter is in force {in_force}, and this case is received outside that time."),
                )
                .help("let the example show a case to which the charter applies");
        }
    }

    fn happened(
        &mut self,
        happened: &Happened<'s>,
        received: Option<Moment>,
        context: &ExampleContext<'_>,
        case: &mut Case,
    ) {
        let stage = happened.stage.and_then(|stage| self.stage_of_example(stage, context));
        let event = match happened.event {
            Some(text) => self.event_of_example(text),
            None => Name::new(ESCALATED),
        };
        if !self.names.events.is_beforehand(event.slug()) {
            self.not_before(received, happened.at, "This happens");
        }
        if let Some(until) = happened.until.filter(|until| ends_before(*until, happened.at)) {
            let message = format!(
                "The date given, {}, comes before {}, when it was given.",
                short_date(until.date.date),
                short_date(happened.at.date.date)
            );
            self.sink.add(Code::ContradictingDates, until.date.span, message);
        }
        if let (Some(text), None) = (happened.event, happened.until)
            && event.is(EXTENSION_CORRECTED)
        {
            self.sink
                .add(Code::NoNewDate, text.span, "The line does not say to which date the extension was corrected.")
                .label("until when?")
                .help("add the date: `until Friday 15 May 2026`");
        }
        let puts_off = matches!(event.slug(), EXTENDED | HELD);
        if let Some(because) = happened.because.filter(|_| puts_off) {
            self.known_reason(because, &context.reasons);
        }
        case.events.push(Event {
            name: event.slug().to_owned(),
            stage,
            at: happened.at.when(),
            until: happened.until.map(Moment::end),
            reason: happened.because.map(|because| because.value.to_owned()),
        });
    }

    /// An event, found without counting as a use of it: an example does not make an event matter.
    fn event_of_example(&mut self, text: Text<'s>) -> Name {
        match self.names.events.look(&slug(text.value)) {
            Some(own) => own.clone(),
            None => self.event(text),
        }
    }

    fn stage_of_example(&mut self, stage: Number, context: &ExampleContext<'_>) -> Option<u8> {
        let number = u8::try_from(stage.value).ok().filter(|number| (1..=context.stages).contains(number));
        if number.is_none() {
            let message = match context.stages {
                1 => "No standard of this charter has stages.".to_owned(),
                stages => format!("The charter has no stage {}: its last is stage {stages}.", stage.value),
            };
            self.sink.add(Code::NoSuchPromise, stage.span, message);
        }
        number
    }

    fn not_before(&mut self, received: Option<Moment>, moment: Moment, what: &str) {
        let Some(received) = received else { return };
        let (day, first) = (moment.date.date, received.date.date);
        let times = moment.time.zip(received.time);
        if day < first || (day == first && times.is_some_and(|(time, received)| time.time < received.time)) {
            self.sink
                .add(
                    Code::BeforeReceipt,
                    moment.date.span,
                    format!("{what} before the contact is received on {}.", short_date(first)),
                )
                .help("correct one of the two dates");
        }
    }

    fn expects(
        &mut self,
        expects: &Expects<'s>,
        received: Option<Moment>,
        draft: &Draft<'_, 's>,
        context: &ExampleContext<'_>,
        line: usize,
    ) -> Expectation {
        let stage = expects.stage.and_then(|stage| self.stage_of_example(stage, context));
        let known_stage = expects.stage.is_none() || stage.is_some();
        let stage = stage.unwrap_or(1);
        let text = expects.action.value;
        let text = if expects.is_request { format!("ask for {text}") } else { text.to_owned() };
        let written = match expects.object {
            Some(object) => slug(&format!("{text} {}", object.value)),
            None => slug(&text),
        };
        let known = context.actions.get(written.as_str()).copied().cloned().or_else(|| {
            let named = |action| vocabulary_index::with_object(&action, expects.object);
            vocabulary_index::action_name(&slug(&text)).map(named)
        });
        let action = match known {
            Some(action) => action,
            None => {
                self.sink
                    .add(
                        Code::UnknownAction,
                        expects.action.span,
                        format!("`{text}` is no action that can be promised."),
                    )
                    .label("unknown action")
                    .suggest(near(&text, vocabulary_index::actions()), || {
                        Some(
                            "begin the line with an action such as `respond`, or with an event and its date".to_owned(),
                        )
                    });
                return Expectation { stage, action: Name::new(&text), expected: Expected::DoesNotApply, line };
            }
        };
        let promise = context.promises.get(&(stage, action.slug())).copied();
        if promise.is_none() && known_stage && !draft.partially_parsed && !context.may_be_promised(&self.broken) {
            let in_stage = if expects.stage.is_some() { format!(" in stage {stage}") } else { String::new() };
            let elsewhere = (1..=context.stages).find(|stage| context.promises.contains_key(&(*stage, action.slug())));
            self.sink
                .add(
                    Code::NoSuchPromise,
                    expects.action.span,
                    format!("The charter does not promise to {action}{in_stage}."),
                )
                .label("not promised")
                .maybe_help(elsewhere.map(|stage| format!("stage {stage} does: begin the line with `stage {stage}`")));
        }
        let expected = match expects.that {
            ExpectedThat::DueBy(moment) => {
                let counted_back = promise
                    .is_some_and(|promise| promise.limits.iter().any(|alternative| alternative.limit.counts_back()));
                if !counted_back && received.is_some_and(|received| moment.date.date < received.date.date) {
                    self.sink
                        .add(Code::DueBeforeReceipt, moment.date.span, "This is due before the contact is received.")
                        .help("correct one of the two dates");
                }
                Expected::Due(moment.date.date, moment.time.map(|time| time.time))
            }
            ExpectedThat::Is(status) => Expected::Is(status),
            ExpectedThat::DoesNotApply => Expected::DoesNotApply,
        };
        Expectation { stage, action, expected, line }
    }
}

impl<'d> ExampleContext<'d> {
    fn of(drafts: &'d [Draft<'_, '_>], in_force: InForce) -> ExampleContext<'d> {
        let mut context = ExampleContext {
            in_force,
            promises: HashMap::new(),
            actions: HashMap::new(),
            stages: 1,
            requires_channel: HashMap::new(),
            default_kind: ENQUIRY,
            reasons: Vec::new(),
        };
        let mut reasons: HashSet<&Name> = HashSet::new();
        for draft in drafts {
            for stage in &draft.standard.stages {
                context.stages = context.stages.max(stage.number);
                for promise in &stage.promises {
                    let named = promise.extensions.iter().flat_map(|extension| &extension.reasons);
                    context.reasons.extend(named.filter(|reason| reasons.insert(reason)).cloned());
                    context.actions.entry(promise.action.slug()).or_insert(&promise.action);
                    context.promises.entry((stage.number, promise.action.slug())).or_insert(promise);
                }
            }
            for applies in &draft.standard.applies {
                let kind = applies.kind.as_ref().map_or(ENQUIRY, Name::slug);
                *context.requires_channel.entry(kind).or_default() |= !applies.channels.is_empty();
            }
        }
        if let (Some(only), 1) = (context.requires_channel.keys().next(), context.requires_channel.len()) {
            context.default_kind = only;
        }
        context
    }

    fn may_be_promised(&self, broken: &Broken) -> bool {
        broken.has(Kind::Standard) || broken.has(Kind::Promise)
    }
}

/// Whether a time that was given is over before it was given.
fn ends_before(until: Moment, at: Moment) -> bool {
    match (until.end(), at.when()) {
        (When::Local(until), When::Local(at)) => until < at,
        _ => until.date.date < at.date.date,
    }
}
