//! A promise as the charter makes it, before any case.

use super::action::{self, Action, ESCALATE};
use super::limit::{counted, every, limits_in, number};
use super::limit_context::LimitContext;
use super::noun::noun;
use super::phrase::after;
use crate::charter::{Measure, Percent, Promise, PublishedTarget, Role, Strength, Warning};
use crate::vocabulary::{Object, RECEIVED};

/// `We aim to answer at least 80% of them within 20 seconds of receipt`.
pub fn promise(promise: &Promise) -> String {
    promise_in(LimitContext::PLAIN, promise)
}

/// As [`promise`], in the words of its charter: `We aim to answer at least 80% of them within 20 seconds of the call`.
pub fn promise_in(context: LimitContext, promise: &Promise) -> String {
    format!("{} {}", promised(promise), when_in(context, promise))
}

/// Its time: `within 20 seconds of receipt`, `every 28 calendar days from receipt until our response`.
pub fn when(promise: &Promise) -> String {
    when_in(LimitContext::PLAIN, promise)
}

/// As [`when`], in the words of its charter.
pub fn when_in(context: LimitContext, promise: &Promise) -> String {
    let again = promise.repeats.as_ref().and_then(|repeat| {
        let each = every(context, &promise.limits.first()?.limit, repeat.from)?;
        Some(format!("{each} until {}", noun(repeat.until.slug())))
    });
    again.unwrap_or_else(|| limits_in(context, &promise.limits))
}

/// What is promised without its time: `We aim to answer at least 80% of them`.
pub fn promised(promise: &Promise) -> String {
    let who = if promise.role == Role::CustomerWindow && promise.action.is(ESCALATE) {
        "The customer may ask for the next stage".to_owned()
    } else if promise.role == Role::CustomerWindow {
        format!("We ask for {}", awaited_from_customer(promise))
    } else {
        let we = if promise.instead_of.is_some() { "Otherwise we" } else { "We" };
        let will = match promise.strength {
            Strength::Will => "will",
            Strength::AimTo => "aim to",
            Strength::Usually => "will usually",
        };
        let slug = promise.action.slug();
        let action = match promise.measure {
            // A share has its own object: 80% of them.
            Some(share) if share != Measure::Average && slug != "hold" => action::verb(slug),
            _ => {
                let action = Action::new(slug, Some(promise), None);
                format!("{}{}", action.verb, action.object)
            }
        };
        let manner = after(" ", promise.manner.as_deref());
        format!("{we} {will} {action}{manner}")
    };
    let share =
        promise.measure.map(|share| format!(" {}{}", joined(promise, share), measure(share))).unwrap_or_default();
    format!("{who}{share}")
}

/// The word between an action and its share: we answer 80% of them, and respond to 80% of them.
fn joined(promise: &Promise, measure: Measure) -> &'static str {
    let slug = promise.action.slug();
    let to = (action::object(slug) == Some(Object::ToContact) || slug == "hold") && measure != Measure::Average;
    if to { "to " } else { "" }
}

/// `at least 80% of them`.
fn measure(measure: Measure) -> String {
    let of_them = if measure == Measure::Average { "" } else { " of them" };
    format!("{}{of_them}", share(measure))
}

/// `at least 80%`, `on average`.
pub fn share(measure: Measure) -> String {
    match measure {
        Measure::AtLeast(share) => format!("at least {}", percent(share)),
        Measure::Over(share) => format!("over {}", percent(share)),
        Measure::AtMost(share) => format!("at most {}", percent(share)),
        Measure::Under(share) => format!("under {}", percent(share)),
        Measure::Average => "on average".to_owned(),
    }
}

/// `at least 80%`, `at least 2,000 each year`.
pub fn published_target(target: PublishedTarget) -> String {
    match target {
        PublishedTarget::Share(measure) => share(measure),
        PublishedTarget::Number { test, each } => {
            let each = each.map(|period| format!(" each {}", period.word())).unwrap_or_default();
            format!("{}{each}", test.phrase(&number))
        }
    }
}

/// When a promise warns: `2 working days before`, `when 75% of the time has passed`.
pub fn warning(warning: &Warning) -> String {
    match warning {
        Warning::Before { count, .. } => format!("{} before", counted(count)),
        Warning::AtShare(share) => format!("when {} of the time has passed", percent(*share)),
    }
}

/// `80%`, `97.5%`.
fn percent(share: Percent) -> String {
    match share.0 % 100 {
        0 => format!("{}%", share.0 / 100),
        part if part % 10 == 0 => format!("{}.{}%", share.0 / 100, part / 10),
        part => format!("{}.{part:02}%", share.0 / 100),
    }
}

/// What the customer is asked for: `“papers”`, or the contact itself.
pub(super) fn awaited_from_customer(stated: &Promise) -> String {
    if stated.done_when.is(RECEIVED) { "this to reach us".to_owned() } else { format!("“{}”", stated.done_when) }
}
