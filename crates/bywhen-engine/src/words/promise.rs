//! A promise as the charter makes it, before any case.

use super::limit::{every, limits, noun};
use super::sentence::{ESCALATE, asked_for};
use crate::charter::{Measure, Percent, Promise, Role, Strength};
use crate::vocabulary::{Object, find_action};

/// `We aim to answer at least 80% of them within 20 seconds of receipt`.
pub fn promise(promise: &Promise) -> String {
    format!("{} {}", promised(promise), when(promise))
}

/// Its time: `within 20 seconds of receipt`, `every 28 calendar days from receipt until our response`.
pub fn when(promise: &Promise) -> String {
    let again = promise.repeats.as_ref().and_then(|repeat| {
        let each = every(&promise.limits.first()?.limit)?;
        Some(format!("{each} until {}", noun(repeat.until.slug())))
    });
    again.unwrap_or_else(|| limits(&promise.limits))
}

/// What is promised without its time: `We aim to answer at least 80% of them`.
pub fn promised(promise: &Promise) -> String {
    let who = if promise.role == Role::CustomerWindow && promise.action.is(ESCALATE) {
        "The customer may ask for the next stage".to_owned()
    } else if promise.role == Role::CustomerWindow {
        format!("We ask for {}", asked_for(promise))
    } else {
        let we = if promise.instead_of.is_some() { "Otherwise we" } else { "We" };
        let will = match promise.strength {
            Strength::Will => "will",
            Strength::AimTo => "aim to",
            Strength::Usually => "will usually",
        };
        let action = if promise.action.is("hold") { "send a holding reply" } else { promise.action.text() };
        let manner = promise.manner.as_deref().map(|manner| format!(" {manner}")).unwrap_or_default();
        let you = if promise.measure.is_none() && object(promise) == Some(Object::You) { " you" } else { "" };
        format!("{we} {will} {action}{you}{manner}")
    };
    let share =
        promise.measure.map(|share| format!(" {}{}", joined(promise, share), measure(share))).unwrap_or_default();
    format!("{who}{share}")
}

/// The word between an action and its share: we answer 80% of them, and respond to 80% of them.
fn joined(promise: &Promise, measure: Measure) -> &'static str {
    let to = object(promise) == Some(Object::ToContact) && measure != Measure::Average;
    if to { "to " } else { "" }
}

/// What the action is done to.
fn object(promise: &Promise) -> Option<Object> {
    let slug = promise.action.slug();
    find_action(slug.strip_prefix("finally-").unwrap_or(slug)).map(|action| action.object)
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

/// `80%`, `97.5%`.
fn percent(share: Percent) -> String {
    match share.0 % 100 {
        0 => format!("{}%", share.0 / 100),
        part if part % 10 == 0 => format!("{}.{}%", share.0 / 100, part / 10),
        part => format!("{}.{part:02}%", share.0 / 100),
    }
}
