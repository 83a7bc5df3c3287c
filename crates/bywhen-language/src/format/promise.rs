//! Promises, and what becomes of their clocks.

use bywhen_engine::charter::{EarlyRequests, Strength};

use super::phrase::Phrase;
use crate::syntax::{
    Change, Extends, ExtendsPart, ExtendsTo, Number, Promise, Repeat, StageLine, StopIncludes, Stops, StopsBetween,
    Text, Tier, ToldWhen, Window,
};

impl Phrase<'_> {
    pub(super) fn promise(&mut self, promise: &Promise<'_>) {
        self.maybe_proviso(promise.first.as_ref());
        self.say("we");
        if promise.asks_for {
            self.say("ask for");
        } else {
            self.strength(promise.strength);
        }
        self.action(promise.finally, promise.action);
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
        self.cites(&promise.cites);
    }

    pub(super) fn strength(&mut self, strength: Strength) {
        self.say(match strength {
            Strength::Will => "will",
            Strength::AimTo => "aim to",
            Strength::Usually => "will usually",
        });
    }

    fn action(&mut self, finally: bool, action: Text<'_>) {
        if finally {
            self.say("finally");
        }
        self.name(action);
    }

    fn repeat(&mut self, repeat: &Repeat<'_>) {
        self.say("every");
        self.count(&repeat.count);
        self.maybe_named("until", repeat.until);
        self.maybe_named("beginning with", repeat.beginning_with);
    }

    pub(super) fn tier(&mut self, tier: &Tier<'_>) {
        self.say("and");
        if tier.always {
            self.say("always");
        }
        if let Some(measure) = &tier.measure {
            self.measure(measure);
        }
        self.limit(&tier.limit);
        self.proviso_after(Some(&tier.limit), tier.last.as_ref());
        self.cites(&tier.cites);
    }

    pub(super) fn change(&mut self, change: &Change<'_>) {
        self.name(change.standard);
        self.stage(change.stage);
        self.action(change.finally, change.action);
        if let Some(measure) = &change.measure {
            self.measure(measure);
        }
        self.limit(&change.limit);
        self.proviso_after(Some(&change.limit), change.proviso.as_ref());
        self.cites(&change.cites);
    }

    pub(super) fn stage(&mut self, stage: Option<Number>) {
        if let Some(stage) = stage {
            self.say("stage");
            self.number(stage.value);
        }
    }

    pub(super) fn stage_line(&mut self, stage: &StageLine<'_>) {
        self.stage(Some(stage.number));
        if let Some(window) = &stage.window {
            self.say("if the customer asks");
            self.window(window);
        }
        self.cites(&stage.cites);
    }

    fn window(&mut self, window: &Window<'_>) {
        if let Some(limit) = &window.limit {
            self.limit(limit);
        }
        if let Some(from) = &window.from {
            self.say("from");
            self.counted(from);
        }
        if let Some((count, tails)) = &window.lasts {
            self.comma();
            self.say("for");
            self.count(count);
            self.tails(tails);
        }
        if let Some((early, _)) = window.early {
            self.comma();
            self.say(match early {
                EarlyRequests::Refused => "early requests are refused",
                EarlyRequests::Count => "early requests count",
                EarlyRequests::Wait => "early requests wait until then",
            });
        }
        if window.refused {
            self.comma();
            self.say("later requests are refused");
        }
    }

    pub(super) fn stops(&mut self, stops: Stops<'_>, cites: &[Text<'_>]) {
        self.say("the clock stops");
        match stops.between {
            StopsBetween::Paused => self.say("while paused"),
            StopsBetween::Events { from, until } => {
                self.named("from", from);
                self.maybe_named("until", until);
            }
        }
        if let Some(included) = stops.included {
            self.comma();
            self.say(match included {
                StopIncludes::BothDays => "both days included",
                StopIncludes::OnlyLastDay => "only the last day included",
            });
        }
        if stops.even_when_overdue {
            self.comma();
            self.say("even when overdue");
        }
        self.cites(cites);
    }

    pub(super) fn extends(&mut self, extends: &Extends<'_>) {
        self.say(if extends.by_holding_reply { "a holding reply extends it" } else { "may extend" });
        match &extends.to {
            ExtendsTo::By(count, tails) => {
                self.say(if extends.by_holding_reply { "by" } else { "by up to" });
                self.count(count);
                self.tails(tails);
            }
            ExtendsTo::Limit(limit) => {
                self.say("to");
                self.limit(limit);
            }
            ExtendsTo::DateWeGive => self.say("to the date we give"),
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
                self.say("by up to");
                self.count(count);
            }
            ExtendsPart::Times(times) => match times.value {
                1 => self.say("once"),
                2 => self.say("twice"),
                times => {
                    self.number(times);
                    self.say("times");
                }
            },
            ExtendsPart::Reasons(reasons, _) => {
                self.say("for");
                self.listed(reasons, |phrase, reason| phrase.quote(*reason));
            }
            ExtendsPart::Told(ToldWhen::BeforeDue, _) => self.say("if told before the due date"),
            ExtendsPart::Told(ToldWhen::AtAnyTime, _) => self.say("if told at any time"),
            ExtendsPart::Told(ToldWhen::Limit(limit), _) => {
                self.say("if told");
                self.limit(limit);
            }
            ExtendsPart::If(proviso) => self.maybe_proviso(Some(proviso)),
        }
    }
}
