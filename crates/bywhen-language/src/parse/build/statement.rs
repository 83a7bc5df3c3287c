//! Builds the statement of each kind of line.

use bywhen_calendar::short_date;
use bywhen_engine::charter::{EarlyRequests, Strength};
use pest::iterators::Pair;

use super::Builder;
use super::limit::{has_word, of_rule};
use crate::code::Code;
use crate::parse::grammar::Rule;
use crate::parse::syntax::{
    AppliesTo, Count, Date, Declared, EventLine, Limit, Number, Promise, Proviso, StageLine, Statement, Tail, Text,
    Window,
};
use crate::parse::vocabulary_index;

impl Builder<'_> {
    /// Builds the statement of a line. `None` if a value is invalid, which has been reported.
    pub(crate) fn statement<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        Some(match line.as_rule() {
            Rule::charter_line => Statement::Charter(self.quoted_in(line).next()),
            Rule::id_line => Statement::Id(self.first_text(line)?),
            Rule::version_line => Statement::Version(self.first_text(line)?),
            Rule::zone_line => Statement::Zone(self.first_text(line)?),
            Rule::council_line => Statement::Council(self.first_text(line)?),
            Rule::reading_line => Statement::Reading(self.first_text(line)?),
            Rule::unconfirmed_line => Statement::Unconfirmed(self.first_text(line)?),
            Rule::source_line => {
                let mut texts = self.quoted_in(line);
                Statement::Source { title: texts.next()?, address: texts.next() }
            }
            Rule::in_force_line => self.in_force(line)?,
            Rule::cites_line => Statement::Cites(self.cites(line)),
            Rule::calendar_line => Statement::Calendar(self.first_text(line)?),
            Rule::hours_line => Statement::Hours(self.first_text(line)?),
            Rule::week_line => self.week(line)?,
            Rule::except_line => self.except(line)?,
            Rule::also_open_line => {
                let (dates, why) = self.dated(line)?;
                Statement::AlsoOpen { dates, why }
            }
            Rule::terms_line => {
                let (dates, why) = self.dated(line)?;
                Statement::Terms { dates, why }
            }
            Rule::received_line => self.received(line)?,
            Rule::day_one_line if of_rule(line.clone(), Rule::day_zero).next().is_some() => Statement::DayZero,
            Rule::day_one_line => Statement::DayOne(self.receipt_proviso(line)?),
            Rule::closed_line => self.closed(line)?,
            Rule::open_line => self.open(line)?,
            Rule::declaration_line => self.declaration(line)?,
            Rule::fact_line => self.fact(line)?,
            Rule::event_line => self.event(line)?,
            Rule::choice_line => self.choice(line)?,
            Rule::option_line => self.option(line)?,
            Rule::due_at_closing_line => Statement::DueAtClosing,
            Rule::ends_line => Statement::Ends(self.texts(line)),
            Rule::ring_line => self.ring(line)?,
            Rule::standard_line => Statement::Standard(self.first_text(line)?),
            Rule::counts_in_line => Statement::CountsIn(self.first_text(line)?),
            Rule::applies_line => self.applies(line)?,
            Rule::promise_line => self.promise(line)?,
            Rule::alternative_line => {
                let (limit, proviso, cites) = self.limit_line(line)?;
                Statement::Alternative { limit, proviso, cites }
            }
            Rule::otherwise_line => {
                let (limit, _, cites) = self.limit_line(line)?;
                Statement::Otherwise { limit, cites }
            }
            Rule::holding_line => self.holds(line)?,
            Rule::tier_line => self.tier(line)?,
            Rule::clock_line => self.clock(line)?,
            Rule::warn_line => self.warn(line)?,
            Rule::extend_line => self.extends(line)?,
            Rule::stage_line => self.stage(line)?,
            Rule::example_line => Statement::Example(self.first_text(line)?),
            Rule::case_line => self.case(line)?,
            Rule::happened_line | Rule::customer_line => self.happened(line)?,
            Rule::expectation_line => self.expectation(line)?,
            Rule::given_line => self.given(line)?,
            Rule::choosing_line => self.choosing(line)?,
            Rule::asked_line => self.asked(line)?,
            Rule::variation_line => self.variation(line)?,
            Rule::change_line => self.change(line)?,
            Rule::because_line => self.because(line)?,
            Rule::permission_line => self.permission(line)?,
            Rule::measure_line => self.published_measure(line)?,
            Rule::pledge_line => {
                let cites = self.cites(line.clone());
                Statement::Pledge { text: self.first_text(line)?, cites }
            }
            Rule::milestone_line => {
                let cites = self.cites(line.clone());
                let mut texts = self.quoted_in(line);
                Statement::Milestone { text: texts.next()?, when: texts.next()?, cites }
            }
            Rule::cost_line => self.cost(line)?,
            _ => return None,
        })
    }

    /// The quotations that stand directly in a pair.
    fn quoted_in<'s>(&mut self, pair: Pair<'s, Rule>) -> impl Iterator<Item = Text<'s>> {
        of_rule(pair, Rule::quoted).map(|quoted| self.quoted(&quoted))
    }

    /// The names and quotations that stand directly in a pair.
    fn texts<'s>(&mut self, pair: Pair<'s, Rule>) -> Vec<Text<'s>> {
        let names = pair.into_inner().filter(|part| matches!(part.as_rule(), Rule::quoted | Rule::word));
        names.map(|name| self.quoted(&name)).collect()
    }

    /// The first name or quotation.
    pub(super) fn first_text<'s>(&mut self, pair: Pair<'s, Rule>) -> Option<Text<'s>> {
        let wanted = |rule| matches!(rule, Rule::quoted | Rule::word | Rule::identifier | Rule::zone_name);
        pair.into_inner().find(|part| wanted(part.as_rule())).map(|part| self.quoted(&part))
    }

    pub(super) fn cites<'s>(&mut self, line: Pair<'s, Rule>) -> Vec<Text<'s>> {
        of_rule(line, Rule::cites)
            .flat_map(|cites| of_rule(cites, Rule::quoted))
            .map(|cite| self.quoted(&cite))
            .collect()
    }

    /// The days from which and until which something is so, as far as a line gives them.
    pub(super) fn period(&mut self, line: Pair<'_, Rule>) -> Option<(Option<Date>, Option<Date>)> {
        let (mut from, mut until) = (None, None);
        for part in line.into_inner() {
            let rule = part.as_rule();
            let Some(date) = of_rule(part, Rule::date).next() else { continue };
            let date = Some(self.date(date)?);
            if rule == Rule::from_date { from = date } else { until = date }
        }
        Some((from, until))
    }

    fn in_force<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let (from, until) = self.period(line)?;
        if let Some((from, until)) = from.zip(until).filter(|(from, until)| until.date < from.date) {
            let message = format!(
                "The charter ends on {} before it begins on {}.",
                short_date(until.date),
                short_date(from.date)
            );
            self.sink.add(Code::ContradictingDates, from.span.to(until.span), message);
            return None;
        }
        Some(Statement::InForce { from, until })
    }

    fn declaration<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let (mut what, mut name, mut meaning) = (Declared::Kind, None, None);
        for part in line.into_inner() {
            match part.as_rule() {
                Rule::k_channel => what = Declared::Channel,
                Rule::k_service => what = Declared::Service,
                Rule::quoted | Rule::word => name = Some(self.quoted(&part)),
                Rule::why => meaning = self.first_text(part),
                _ => {}
            }
        }
        Some(Statement::Declaration { what, name: name?, meaning })
    }

    fn event<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let (mut name, mut meaning, mut by_customer, mut beforehand) = (None, None, false, false);
        for part in line.into_inner() {
            match part.as_rule() {
                Rule::quoted | Rule::word => name = Some(self.quoted(&part)),
                Rule::why => meaning = self.first_text(part),
                Rule::by_customer => by_customer = true,
                Rule::beforehand => beforehand = true,
                _ => {}
            }
        }
        Some(Statement::Event(EventLine { name: name?, meaning, by_customer, beforehand }))
    }

    fn applies<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let (mut contacts, mut channels, mut service) = (Vec::new(), None, None);
        for part in line.into_inner() {
            match part.as_rule() {
                Rule::contacts => {
                    contacts = of_rule(part, Rule::contact).map(|contact| self.contact(contact)).collect()
                }
                Rule::channels => {
                    channels = Some(of_rule(part, Rule::contact).map(|contact| self.contact(contact)).collect());
                }
                Rule::in_person => channels = Some(vec![self.text(&part)]),
                Rule::service => service = self.first_text(part),
                _ => {}
            }
        }
        Some(Statement::AppliesTo(AppliesTo { contacts, channels, service }))
    }

    fn promise<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let cites = self.cites(line.clone());
        let (mut first, mut last, mut action, mut manner, mut measure, mut limit, mut repeat) =
            (None, None, None, None, None, None, None);
        let finally = has_word(line.clone(), Rule::k_finally);
        let mut object = None;
        let (mut strength, mut is_request, mut unless) = (Strength::Will, false, false);
        let for_staff = of_rule(line.clone(), Rule::for_staff).next().map(|words| self.span(&words));
        for part in line.into_inner() {
            match part.as_rule() {
                Rule::k_unless => unless = true,
                Rule::condition => first = Some(Proviso { unless, condition: self.condition(part)? }),
                Rule::strength => strength = strength_of(part),
                // `we will attend usually within 4 hours` is `we will usually attend within 4 hours`.
                Rule::usual_word => strength = Strength::Usually,
                Rule::request_for => {
                    is_request = true;
                    action = of_rule(part, Rule::requested_event).next().and_then(|event| self.first_text(event));
                }
                Rule::action => {
                    let written = self.text(&part);
                    let with_manner = vocabulary_index::action_with_manner(written);
                    manner = with_manner.map(|(_, manner)| manner);
                    action = Some(
                        with_manner.map_or_else(|| vocabulary_index::canonical_action(written), |(action, _)| action),
                    );
                }
                Rule::object => object = Some(self.first_text(part)?),
                Rule::manner => manner = Some(self.manner(part)),
                Rule::measure => measure = Some(self.measure(part)?),
                Rule::limit => limit = Some(self.limit(part)?),
                Rule::repeat => repeat = Some(self.repeat(part)?),
                Rule::proviso => last = Some(self.proviso(part)?),
                _ => {}
            }
        }
        Some(Statement::Promise(Box::new(Promise {
            first,
            strength,
            finally,
            action: action?,
            object,
            is_request,
            manner,
            measure,
            limit,
            repeat,
            last,
            for_staff,
            cites,
        })))
    }

    /// The manner, in its canonical form.
    fn manner(&self, pair: Pair<'_, Rule>) -> Text<'static> {
        let span = self.span(&pair);
        let has = |keyword| has_word(pair.clone(), keyword);
        let known = [
            (Rule::k_writing, "in writing"),
            (Rule::k_person, "in person"),
            (Rule::k_full, "in full"),
            (Rule::k_email, "by email"),
            (Rule::k_letter, "by letter"),
        ];
        let value = known.into_iter().find(|(keyword, _)| has(*keyword)).map_or("by telephone", |(_, value)| value);
        Text { value, span }
    }

    pub(super) fn limit_line<'s>(
        &mut self,
        line: Pair<'s, Rule>,
    ) -> Option<(Limit<'s>, Option<Proviso<'s>>, Vec<Text<'s>>)> {
        let cites = self.cites(line.clone());
        let (mut limit, mut proviso) = (None, None);
        for part in line.into_inner() {
            match part.as_rule() {
                Rule::limit => limit = Some(self.limit(part)?),
                Rule::proviso => proviso = Some(self.proviso(part)?),
                _ => {}
            }
        }
        Some((limit?, proviso, cites))
    }

    fn stage<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let cites = self.cites(line.clone());
        let (mut number, mut window) = (None, None);
        for part in line.into_inner() {
            match part.as_rule() {
                Rule::number => number = Some(self.number(&part)),
                Rule::window => window = Some(self.window(part)?),
                _ => {}
            }
        }
        Some(Statement::Stage(Box::new(StageLine { number: number?, window, cites })))
    }

    fn window<'s>(&mut self, pair: Pair<'s, Rule>) -> Option<Window<'s>> {
        let mut window = Window::default();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::limit => window.limit = Some(self.limit(part)?),
                Rule::refused => window.refused = true,
                Rule::early_requests => window.early = Some((early_of(part.clone()), self.span(&part))),
                Rule::opening => {
                    for part in part.into_inner() {
                        let span = self.span(&part);
                        match part.as_rule() {
                            Rule::counted => window.from = Some(self.counted(part, span)?),
                            Rule::lasting => window.lasts = Some(self.lasting(part)?),
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        Some(window)
    }

    fn lasting<'s>(&mut self, pair: Pair<'s, Rule>) -> Option<(Count, Vec<Tail<'s>>)> {
        let (mut count, mut tails) = (None, Vec::new());
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::quantity => count = Some(self.quantity(part)?),
                _ => tails.extend(self.tail(part)?),
            }
        }
        Some((count?, tails))
    }

    fn cost<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let cites = self.cites(line.clone());
        let (mut channel, mut pence) = (None, None);
        for part in line.into_inner() {
            match part.as_rule() {
                Rule::cost_channel => channel = Some(vocabulary_index::canonical_contact(self.text(&part))),
                Rule::money => {
                    let span = self.span(&part);
                    let Some(value) = pence_of(part.as_str()) else {
                        self.sink.add(Code::BadAmount, span, "This is more than any contact costs.");
                        return None;
                    };
                    pence = Some(Number { value, span });
                }
                _ => {}
            }
        }
        Some(Statement::Cost { channel: channel?, pence: pence?, cites })
    }
}

/// The treatment of early requests.
fn early_of(pair: Pair<'_, Rule>) -> EarlyRequests {
    let has = |rule| has_word(pair.clone(), rule);
    match (has(Rule::early_refused), has(Rule::early_count)) {
        (true, _) => EarlyRequests::Refused,
        (_, true) => EarlyRequests::Count,
        _ => EarlyRequests::Wait,
    }
}

pub(super) fn strength_of(pair: Pair<'_, Rule>) -> Strength {
    pair.into_inner().fold(Strength::Will, |strength, part| match part.as_rule() {
        Rule::aim_word => Strength::AimTo,
        Rule::usual_word => Strength::Usually,
        _ => strength,
    })
}

fn pence_of(text: &str) -> Option<u32> {
    let Some(pounds) = text.strip_prefix('£') else {
        return text.get(..text.len().checked_sub(1)?)?.parse().ok();
    };
    let (pounds, pence) = pounds.split_once('.').unwrap_or((pounds, "0"));
    pounds.parse::<u32>().ok()?.checked_mul(100)?.checked_add(pence.parse().ok()?)
}
