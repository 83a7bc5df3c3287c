//! Lines of examples.

use bywhen_engine::Status;
use pest::iterators::Pair;

use super::Builder;
use super::limit::of_rule;
use crate::code::Code;
use crate::parse::grammar::Rule;
use crate::parse::syntax::{Case, ExpectedThat, Expects, Given, Happened, Moment, Number, Statement, Text};
use crate::parse::vocabulary_index;
use crate::source::near;

impl Builder<'_> {
    /// The first date and time of a line.
    fn moment_of(&mut self, line: Pair<'_, Rule>) -> Option<Moment> {
        let (mut date, mut time) = (None, None);
        for part in line.into_inner() {
            match part.as_rule() {
                Rule::date => date = Some(self.date(part)?),
                Rule::time => time = Some(self.time(&part)?),
                _ => {}
            }
        }
        self.moment(date, time)
    }

    pub(super) fn stage_of(&mut self, line: Pair<'_, Rule>) -> Option<Number> {
        let stage = of_rule(line, Rule::in_stage).next()?;
        of_rule(stage, Rule::number).next().map(|number| self.number(&number))
    }

    pub(super) fn case<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let received = self.moment_of(line.clone())?;
        let (mut contact, mut channel, mut service) = (None, None, None);
        for part in line.into_inner() {
            match part.as_rule() {
                Rule::case_contact => {
                    let mut contacts = of_rule(part, Rule::contact);
                    contact = contacts.next().map(|contact| self.contact(contact));
                    channel = contacts.next().map(|channel| self.contact(channel));
                }
                Rule::service => service = part.into_inner().next().map(|name| self.quoted(&name)),
                _ => {}
            }
        }
        Some(Statement::Case(Case { contact, channel, service, received }))
    }

    pub(super) fn asked<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        self.moment_of(line).map(Statement::Asked)
    }

    pub(super) fn happened<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let stage = self.stage_of(line.clone());
        let at = self.moment_of(line.clone())?;
        let (mut event, mut until, mut because) = (None, None, None);
        for part in line.into_inner() {
            match part.as_rule() {
                Rule::event_name => event = part.into_inner().next().map(|event| self.quoted(&event)),
                Rule::until_moment => until = Some(self.moment_of(part)?),
                Rule::because => because = self.first_text(part),
                _ => {}
            }
        }
        Some(Statement::Happened(Happened { stage, event, at, until, because }))
    }

    pub(super) fn given<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let facts = of_rule(line, Rule::given)
            .map(|given| {
                let (mut holds, mut fact, mut value) = (true, None, None);
                for part in given.into_inner() {
                    match part.as_rule() {
                        Rule::k_not => holds = false,
                        Rule::quoted | Rule::word => fact = Some(self.quoted(&part)),
                        Rule::value => value = self.value(part),
                        _ => {}
                    }
                }
                fact.map(|fact| Given { fact, holds, value })
            })
            .collect::<Option<Vec<_>>>()?;
        Some(Statement::Given(facts))
    }

    pub(super) fn expectation<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let stage = self.stage_of(line.clone());
        let (mut is_request, mut action, mut object, mut that) = (false, None, None, None);
        for part in line.into_inner() {
            match part.as_rule() {
                Rule::request_for => {
                    is_request = true;
                    action = of_rule(part, Rule::requested_event).next().and_then(|event| self.first_text(event));
                }
                Rule::expected_action => action = Some(vocabulary_index::canonical_action(self.text(&part))),
                Rule::object => object = Some(self.first_text(part)?),
                Rule::due_by => that = Some(ExpectedThat::DueBy(self.moment_of(part)?)),
                Rule::is_status => that = Some(ExpectedThat::Is(self.status(part)?)),
                Rule::not_applying => that = Some(ExpectedThat::DoesNotApply),
                _ => {}
            }
        }
        Some(Statement::Expects(Expects { stage, is_request, action: action?, object, that: that? }))
    }

    fn status(&mut self, pair: Pair<'_, Rule>) -> Option<Status> {
        let word = of_rule(pair, Rule::word).next()?;
        let text = word.as_str();
        let status = Status::ALL.into_iter().find(|status| status.word().eq_ignore_ascii_case(text));
        if status.is_none() {
            let span = self.span(&word);
            let all = Status::ALL.map(Status::word);
            self.sink
                .add(Code::UnknownStatus, span, format!("A promise is never `{text}`."))
                .suggest(near(text, all), || Some(format!("write one of: {}", all.join(", "))));
        }
        status
    }

    /// A kind or a channel, as written or in its one form.
    pub(super) fn contact<'s>(&mut self, pair: Pair<'s, Rule>) -> Text<'s> {
        let text = self.text(&pair);
        let text = match pair.into_inner().next().filter(|inner| inner.as_rule() == Rule::quoted) {
            Some(inner) => self.quoted(&inner),
            None => text,
        };
        vocabulary_index::canonical_contact(text)
    }
}
