//! The canonical form of each statement.

use super::phrase::Phrase;
use super::values::decimal;
use crate::parse::syntax::{
    AppliesTo, Declared, EventLine, FactLine, FactValues, MeasureTarget, Number, Statement, Text,
};
use crate::span::Span;

impl<'s> Phrase<'s> {
    /// `span`: where the line stands, for one that is not understood and is left as it is.
    pub(super) fn statement(&mut self, statement: &Statement<'s>, span: Span) {
        match statement {
            Statement::Broken(_) => self.as_written(span),
            Statement::Charter(title) => {
                self.push("charter");
                self.maybe_quote(*title);
            }
            Statement::Id(id) => self.named("id", *id),
            Statement::Version(version) => self.named("version", *version),
            Statement::Council(council) => self.quoted("council", *council),
            Statement::Source { title, address } => {
                self.quoted("source", *title);
                if let Some(address) = address {
                    self.quoted("at", *address);
                }
            }
            Statement::InForce { from, until } => {
                self.push("in force");
                self.maybe_date("from", *from);
                self.maybe_date("until", *until);
            }
            Statement::Zone(zone) => self.named("zone", *zone),
            Statement::Reading(text) => self.quoted("reading", *text),
            Statement::Unconfirmed(text) => self.quoted("unconfirmed", *text),
            Statement::Cites(cites) => self.cites(cites),
            Statement::Calendar(name) => self.named("calendar", *name),
            Statement::Hours(name) => self.named("hours", *name),
            Statement::Week { days, shifts, season } => self.week(days, shifts, *season),
            Statement::ExceptBankHolidays(whose) => {
                self.push("except bank holidays in");
                self.bank_holidays(whose);
            }
            Statement::Except { dates, why } => self.dated("except", *dates, *why),
            Statement::AlsoOpen { dates, why } => self.dated("also open", *dates, *why),
            Statement::Terms { dates, why } => self.dated("open only from", *dates, *why),
            Statement::ReceivedLate(cut_off, proviso) => self.received_late(*cut_off, proviso.as_ref()),
            Statement::ReceivedOnClosedDay(time, proviso) => {
                self.push("received on a closed day counts as");
                self.received_at(*time);
                self.push("the next working day");
                self.maybe_proviso(proviso.as_ref());
            }
            Statement::ReceivedOutside(hours, proviso) => {
                self.named("received outside", *hours);
                self.push("counts as received when it next opens");
                self.maybe_proviso(proviso.as_ref());
            }
            Statement::ClosedDayStays => self.push("received on a closed day counts as that day"),
            Statement::DayOne(proviso) => {
                self.push("the day of receipt is day 1");
                self.maybe_proviso(proviso.as_ref());
            }
            Statement::DueAtClosing => self.push("due at closing counts as due when it next opens"),
            Statement::DayZero => self.push("the day of receipt is day 0, whenever it came"),
            Statement::ClosedOnDaysOff { calendar } => self.days_off("closed", *calendar),
            Statement::BeforeBankHoliday { calendar, shifts } => self.before_bank_holiday(*calendar, shifts),
            Statement::OpenOnDaysOff { calendar, shifts } => {
                self.days_off("open", *calendar);
                self.shifts(shifts);
            }
            Statement::Closed { dates, why } => self.dated("closed", *dates, *why),
            Statement::Open { dates, shifts, why } => {
                self.dated("open", *dates, None);
                self.shifts(shifts);
                self.maybe_quote(*why);
            }
            Statement::Declaration { what, name, meaning } => {
                self.named(declared(*what), *name);
                self.maybe_quote(*meaning);
            }
            Statement::Fact(fact) => self.fact(fact),
            Statement::Event(event) => self.event(event),
            Statement::Choice { name, meaning } => {
                self.named("choice", *name);
                self.maybe_quote(*meaning);
            }
            Statement::Option { name, meaning, by_default } => {
                self.named("option", *name);
                self.maybe_quote(*meaning);
                if *by_default {
                    self.push("by default");
                }
            }
            Statement::Ring(length) => self.ring(*length),
            Statement::Ends(events) => {
                self.push("the case ends at");
                self.alternatives(events, |phrase, event| phrase.name(*event));
            }
            Statement::Standard(name) => self.named("standard", *name),
            Statement::AppliesTo(applies) => self.applies_to(applies),
            Statement::CountsIn(calendar) => self.named("counts in", *calendar),
            Statement::Promise(promise) => self.promise(promise),
            Statement::Alternative { limit, proviso, cites } => {
                self.alone(limit);
                self.proviso_after(Some(limit), proviso.as_ref());
                self.cites(cites);
            }
            Statement::Otherwise { limit, cites } => {
                self.push("otherwise");
                self.alone(limit);
                self.cites(cites);
            }
            Statement::Holds { strength, action, cites } => {
                self.push("otherwise we");
                self.strength(*strength);
                self.name(*action);
                self.push("by then");
                self.cites(cites);
            }
            Statement::Tier(tier) => self.tier(tier),
            Statement::Stops(stops, cites) => self.stops(*stops, cites),
            Statement::Restarts(event, cites) => {
                self.named("the clock starts again at", *event);
                self.cites(cites);
            }
            Statement::Warn(warnings) => {
                self.push("warn");
                self.joined(warnings, |phrase, warning| phrase.warning(warning));
            }
            Statement::Extends(extends) => self.extends(extends),
            Statement::Stage(stage) => self.stage_line(stage),
            Statement::Example(title) => self.quoted("example", *title),
            Statement::Case(case) => self.case(case),
            Statement::Happened(happened) => self.happened(happened),
            Statement::Given(given) => self.given(given),
            Statement::Choosing(chosen) => {
                self.push("choosing");
                self.joined(chosen, |phrase, chosen| phrase.chosen(*chosen));
            }
            Statement::Asked(moment) => {
                self.push("asked on");
                self.moment(*moment);
            }
            Statement::Expects(expects) => self.expects(expects),
            Statement::Variation { name, from, until } => {
                self.named("variation", *name);
                self.maybe_date("from", Some(*from));
                self.maybe_date("until", *until);
            }
            Statement::Change(change) => self.change(change),
            Statement::Because(text) => self.quoted("because", *text),
            Statement::Permission { text, cites } => {
                self.name(*text);
                self.cites(cites);
            }
            Statement::Measure { text, target, cites } => {
                self.quoted("measure", *text);
                match target {
                    MeasureTarget::Share(share) => self.measure(share),
                    MeasureTarget::Number { test, each } => {
                        self.push(&test.phrase(&|number| number.to_string()));
                        if let Some(period) = each {
                            self.push("each");
                            self.push(period.word());
                        }
                    }
                }
                self.cites(cites);
            }
            Statement::Pledge { text, cites } => {
                self.quoted("pledge", *text);
                self.cites(cites);
            }
            Statement::Milestone { text, when, cites } => {
                self.quoted("milestone", *text);
                self.quoted("by", *when);
                self.cites(cites);
            }
            Statement::Cost { channel, pence, cites } => {
                self.named("cost", *channel);
                self.money(*pence);
                self.cites(cites);
            }
        }
    }

    fn fact(&mut self, fact: &FactLine<'_>) {
        self.named("fact", fact.name);
        match &fact.values {
            None => {}
            Some(FactValues::YesNo) => self.push("is yes or no"),
            Some(FactValues::Number) => self.push("is a number"),
            Some(FactValues::OneOf(values)) => {
                self.push("is one of");
                self.listed(values, |phrase, value| phrase.name(*value));
            }
        }
        self.maybe_quote(fact.meaning);
        self.maybe_named("by default", fact.default);
    }

    fn event(&mut self, event: &EventLine<'_>) {
        self.named("event", event.name);
        self.maybe_quote(event.meaning);
        if event.by_customer {
            self.push("by the customer");
        }
        if event.beforehand {
            self.push("known beforehand");
        }
    }

    fn applies_to(&mut self, applies: &AppliesTo<'_>) {
        self.push("applies to");
        self.contacts(&applies.contacts);
        if let Some(channels) = &applies.channels {
            self.push("by");
            self.contacts(channels);
        }
        self.maybe_named("to", applies.service);
    }

    fn contacts(&mut self, contacts: &[Text<'_>]) {
        if contacts.is_empty() {
            self.push("any channel");
        }
        self.listed(contacts, |phrase, contact| phrase.name(*contact));
    }

    fn ring(&mut self, thousandths: Number) {
        self.push("one ring is");
        self.push(&decimal(thousandths.value, 1000));
        self.push(if thousandths.value == 1000 { "second" } else { "seconds" });
    }

    fn money(&mut self, pence: Number) {
        match (pence.value / 100, pence.value % 100) {
            (0, pence) => self.push(&format!("{pence}p")),
            (pounds, 0) => self.push(&format!("£{pounds}")),
            (pounds, pence) => self.push(&format!("£{pounds}.{pence:02}")),
        }
    }
}

fn declared(what: Declared) -> &'static str {
    match what {
        Declared::Kind => "kind",
        Declared::Channel => "channel",
        Declared::Service => "service",
    }
}
