//! Promises, and what becomes of their clocks.

use bywhen_engine::charter::{EarlyRequests, Strength};

use super::phrase::Phrase;
use crate::parse::syntax::{
    Change, Extends, ExtendsPart, ExtendsTo, NoticePhrase, Number, Promise, Repeat, StageLine, StopIncludes, Stops,
    StopsBetween, Text, Tier, Window,
};

impl Phrase<'_> {
    pub(super) fn promise(&mut self, promise: &Promise<'_>) {
        self.maybe_proviso(promise.first.as_ref());
        self.push("we");
        if promise.is_request {
            self.push("ask for");
        } else {
            self.strength(promise.strength);
        }
        self.action(promise.finally, promise.action, promise.object);
        if let Some(manner) = promise.manner {
            self.name(manner);
        }
        if let Some(measure) = &promise.measure {
            self.measure(measure);
        }
        if let Some(limit) = &promise.limit {
            self.limit(limit);
        }
        if let Some(repeat) = &promise.repeat {
            self.repeat(repeat);
        }
        self.proviso_after(promise.limit.as_ref(), promise.last.as_ref());
        self.for_staff(promise.for_staff.is_some());
        self.cites(&promise.cites);
    }

    pub(super) fn strength(&mut self, strength: Strength) {
        self.push(match strength {
            Strength::Will => "will",
            Strength::AimTo => "aim to",
            Strength::Usually => "will usually",
        });
    }

    fn action(&mut self, finally: bool, action: Text<'_>, object: Option<Text<'_>>) {
        if finally {
            self.push("finally");
        }
        self.name(action);
        self.maybe_quote(object);
    }

    fn repeat(&mut self, repeat: &Repeat<'_>) {
        self.push("every");
        if let Some(from) = repeat.from {
            self.number(from.value);
            self.push("to");
        }
        self.count(&repeat.count);
        self.maybe_named("until", repeat.until);
        self.maybe_named("beginning with", repeat.beginning_with);
    }

    pub(super) fn tier(&mut self, tier: &Tier<'_>) {
        self.push("and");
        if tier.always {
            self.push("always");
        }
        if let Some(measure) = &tier.measure {
            self.measure(measure);
        }
        self.limit(&tier.limit);
        self.proviso_after(Some(&tier.limit), tier.last.as_ref());
        self.for_staff(tier.for_staff);
        self.cites(&tier.cites);
    }

    fn for_staff(&mut self, is_for_staff: bool) {
        if is_for_staff {
            self.comma();
            self.push("for staff only");
        }
    }

    pub(super) fn change(&mut self, change: &Change<'_>) {
        self.name(change.standard);
        self.stage(change.stage);
        self.action(change.finally, change.action, change.object);
        if let Some(measure) = &change.measure {
            self.measure(measure);
        }
        self.limit(&change.limit);
        self.proviso_after(Some(&change.limit), change.proviso.as_ref());
        self.cites(&change.cites);
    }

    pub(super) fn stage(&mut self, stage: Option<Number>) {
        if let Some(stage) = stage {
            self.push("stage");
            self.number(stage.value);
        }
    }

    pub(super) fn stage_line(&mut self, stage: &StageLine<'_>) {
        self.stage(Some(stage.number));
        if let Some(window) = &stage.window {
            self.push("if the customer asks");
            self.window(window);
        }
        self.cites(&stage.cites);
    }

    fn window(&mut self, window: &Window<'_>) {
        if let Some(limit) = &window.limit {
            self.limit(limit);
        }
        if let Some(from) = &window.from {
            self.push("from");
            self.counted(from);
        }
        if let Some((count, tails)) = &window.lasts {
            self.comma();
            self.push("for");
            self.count(count);
            self.tails(tails);
        }
        if let Some((early, _)) = window.early {
            self.comma();
            self.push(match early {
                EarlyRequests::Refused => "early requests are refused",
                EarlyRequests::Count => "early requests count",
                EarlyRequests::Wait => "early requests wait until then",
            });
        }
        if window.refused {
            self.comma();
            self.push("later requests are refused");
        }
    }

    pub(super) fn stops(&mut self, stops: Stops<'_>, cites: &[Text<'_>]) {
        self.push("the clock stops");
        match stops.between {
            StopsBetween::Paused => self.push("while paused"),
            StopsBetween::Events { from, until } => {
                self.named("from", from);
                self.maybe_named("until", until);
            }
        }
        if let Some(included) = stops.included {
            self.comma();
            self.push(match included {
                StopIncludes::BothDays => "both days included",
                StopIncludes::OnlyLastDay => "only the last day included",
            });
        }
        if stops.even_when_overdue {
            self.comma();
            self.push("even when overdue");
        }
        self.cites(cites);
    }

    pub(super) fn extends(&mut self, extends: &Extends<'_>) {
        self.push(if extends.by_holding_reply { "a holding reply extends it" } else { "may extend" });
        match &extends.to {
            ExtendsTo::By(count, tails) => {
                self.push(if extends.by_holding_reply { "by" } else { "by up to" });
                self.count(count);
                self.tails(tails);
            }
            ExtendsTo::Limit(limit) => {
                self.push("to");
                self.limit(limit);
            }
            ExtendsTo::DateWeGive => self.push("to the date we give"),
        }
        for part in &extends.parts {
            self.comma();
            self.extends_part(part);
        }
        self.cites(&extends.cites);
    }

    fn extends_part(&mut self, part: &ExtendsPart<'_>) {
        match part {
            ExtendsPart::AtMost(count) => {
                self.push("by up to");
                self.count(count);
            }
            ExtendsPart::Times(times) => match times.value {
                1 => self.push("once"),
                2 => self.push("twice"),
                times => {
                    self.number(times);
                    self.push("times");
                }
            },
            ExtendsPart::Reasons(reasons, _) => {
                self.push("for");
                self.listed(reasons, |phrase, reason| phrase.quote(*reason));
            }
            ExtendsPart::Notice(NoticePhrase::BeforeDue, _) => self.push("if told before the due date"),
            ExtendsPart::Notice(NoticePhrase::AtAnyTime, _) => self.push("if told at any time"),
            ExtendsPart::Notice(NoticePhrase::Limit(limit), _) => {
                self.push("if told");
                self.limit(limit);
            }
            ExtendsPart::If(proviso) => self.maybe_proviso(Some(proviso)),
        }
    }
}
