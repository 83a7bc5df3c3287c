//! The events that limits count from.

use bywhen_engine::charter::Anchor;
use bywhen_engine::vocabulary::{ESCALATED, RECEIVED};
use bywhen_engine::{Name, slug};

use super::context::{AnchorUse, PromiseContext, Within};
use super::lowerer::Lowerer;
use crate::code::Code;
use crate::parse::anchor_words::{self, ANCHORS};
use crate::parse::syntax::Text;
use crate::parse::{expected, wordings};
use crate::source::near;
use crate::span::Span;

/// Words that may follow an event.
const AFTER_AN_EVENT: [&str; 9] = ["rolling", "during", "unless", "cites", "by", "at", "in", "if", "and"];

/// The resolved meaning of a written anchor.
enum Meant {
    Receipt,
    Request,
    /// One of ours or the charter's own.
    Event(Name),
}

impl<'s> Lowerer<'_, 's> {
    /// The receipt of the contact.
    pub(super) fn received(&self) -> Anchor {
        Anchor { event: Name::new(RECEIVED), stage: 1 }
    }

    /// The event that a limit counts from; nothing where there is none, which is reported.
    pub(super) fn anchor(
        &mut self,
        text: Text<'s>,
        context: &PromiseContext<'_>,
        uses: &mut Vec<AnchorUse>,
    ) -> Option<Anchor> {
        let Some(meant) = self.meant(text) else {
            self.unknown_anchor(text);
            return None;
        };
        // A window is the customer's, in the time after the previous stage.
        let stage = if context.window { context.stage.saturating_sub(1).max(1) } else { context.stage };
        let anchor = match meant {
            Meant::Receipt => {
                if context.stage > 1 && !context.window && !anchor_words::is_first_receipt(&slug(text.value)) {
                    self.sink
                        .add(
                            Code::ReceiptInLaterStage,
                            text.span,
                            format!(
                                "`{}` in stage {} may be that of the first contact or of the request.",
                                text.value, context.stage
                            ),
                        )
                        .label("of what?")
                        .help("write `of the request`, or `of the first receipt`");
                }
                self.received()
            }
            Meant::Request if context.window || context.stage == 1 => {
                let message = if context.window {
                    "The time to make a request cannot be counted from that request."
                } else {
                    "In stage 1 there is no request yet."
                };
                let help = if context.window { "write `of our response`" } else { "write `of receipt`" };
                self.sink.add(Code::RequestInFirstStage, text.span, message).help(help);
                return None;
            }
            Meant::Request => Anchor { event: Name::new(ESCALATED), stage: context.stage },
            Meant::Event(event) => Anchor { event, stage },
        };
        uses.push(AnchorUse { stage: 0, promise: 0, anchor: anchor.clone(), span: text.span, within: Within::Promise });
        Some(anchor)
    }

    fn meant(&mut self, text: Text<'_>) -> Option<Meant> {
        let slug = slug(text.value);
        if let Some(own) = self.names.events.take(&slug) {
            return Some(Meant::Event(own));
        }
        let event = anchor_words::event(&slug)?;
        Some(match event.slug() {
            RECEIVED => Meant::Receipt,
            ESCALATED => Meant::Request,
            _ => Meant::Event(event.clone()),
        })
    }

    fn unknown_anchor(&mut self, text: Text<'_>) {
        if self.may_be_declared(text.value) {
            return;
        }
        // `receipt unles complex`: the event is right, and what follows it is a slip.
        let mut start = text.value.len();
        while let Some(at) = text.value.get(..start).and_then(|head| head.rfind(' ')) {
            start = at;
            let head = text.value.get(..at).unwrap_or_default();
            if !self.is_event(head) {
                continue;
            }
            let rest = text.value.get(at..).unwrap_or_default().trim_start();
            let from = text.span.range().end.saturating_sub(rest.len());
            let word = expected::found(rest);
            let span = Span::new(from, from + word.len());
            let line = self.source.text().get(span.range().start..).and_then(|rest| rest.lines().next());
            let advice = line.and_then(wordings::advice);
            self.sink
                .add(Code::Malformed, span, format!("`{word}` is not understood here: after `{head}`, a condition, an end of the day or the end of the line was expected."))
                .label("not understood")
                .suggest(near(word, AFTER_AN_EVENT).filter(|_| advice.is_none()), || advice.clone());
            return;
        }
        let near = near(text.value, ANCHORS.into_iter().chain(bywhen_engine::vocabulary::events()))
            .or_else(|| self.names.events.near(text.value))
            .map(str::to_owned);
        self.sink
            .add(Code::UnknownEvent, text.span, format!("There is no event `{}` to count from.", text.value))
            .label("unknown event")
            .suggest(near.as_deref(), || {
                Some(format!("write `receipt`, `our acknowledgement`, `our response` or `the request`, or declare it with a line `event \"{}\"`", text.value))
            });
    }

    fn is_event(&self, text: &str) -> bool {
        let slug = slug(text);
        self.names.events.look(&slug).is_some() || anchor_words::event(&slug).is_some()
    }
}
