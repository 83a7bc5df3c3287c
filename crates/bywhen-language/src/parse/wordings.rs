//! Wordings that people use and that the language does not take, each with the form to write instead.
//!
//! They are looked for only in a line that was not understood, or in words that are no action.

/// What to write in place of a wording that stands in a line. `None` where none is known.
pub(crate) fn advice(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let lower = format!(" {} ", words.join(" ").to_lowercase());
    if let Some((_, advice)) = WORDINGS.iter().find(|(wording, _)| lower.contains(wording)) {
        return Some((*advice).to_owned());
    }
    share(&words).or_else(|| range(&words))
}

const UNSTATED: &str = "write `with no time stated`, and what the document says in a `reading` line below";
const ONE_OF_TWO: &str = "the document says two things: write one of them, and why in a `reading` line below";
const EACH_ON_A_LINE: &str = "write each limit on a line of its own below the promise, the special case first: `within ... if ...`, then `otherwise within ...`";
const OF_THE_CHANNEL: &str =
    "how it comes is said by the standard: give this channel a standard of its own, with `applies to letter`";
const WE_ASK_FOR: &str = "what the customer is to do is `we ask for \"papers\" within 10 working days of receipt`, with a line `event \"papers\" by the customer`";
const A_PLEDGE: &str = "a promise without a time is a `pledge`, in quotes: `pledge \"Staff are polite\"`";
const BANK_HOLIDAYS: &str = "say whose bank holidays: `except bank holidays in England and Wales`, `in Scotland`, `in Northern Ireland`, or `in any part of the United Kingdom`";

/// Each as it stands between blanks, in lower case.
const WORDINGS: &[(&str, &str)] = &[
    (" same day ", "write `on the day of receipt`, or `on the same working day`"),
    (" immediately ", UNSTATED),
    (" straight away ", UNSTATED),
    (" promptly ", UNSTATED),
    (" as soon as possible ", UNSTATED),
    (" without delay ", UNSTATED),
    (" or the next working day ", ONE_OF_TWO),
    (" or next working day ", ONE_OF_TWO),
    (", otherwise ", EACH_ON_A_LINE),
    (" otherwise within ", EACH_ON_A_LINE),
    (" if by ", OF_THE_CHANNEL),
    (" except if ", "write `unless` in place of `except if`"),
    (" except where ", "write `unless` in place of `except where`"),
    (" you must ", WE_ASK_FOR),
    (" you should ", WE_ASK_FOR),
    (" customers must ", WE_ASK_FOR),
    (" customers should ", WE_ASK_FOR),
    (" the customer will ", WE_ASK_FOR),
    (" the customer must ", WE_ASK_FOR),
    (" staff will ", A_PLEDGE),
    (" our staff ", A_PLEDGE),
    (" before \"", "say how long before: `at least 5 working days before \"...\"`"),
    (" bank holidays in england ", "write `bank holidays in England and Wales`: they are the same in both"),
    (" bank holidays in wales ", "write `bank holidays in England and Wales`: they are the same in both"),
    (" except bank holidays ", BANK_HOLIDAYS),
    (
        " closed on bank holidays ",
        "write `closed on days that are not working days`: the calendar says which bank holidays are kept",
    ),
];

/// `answer 90% of calls within`: a share without the words that say on which side it lies.
fn share(words: &[&str]) -> Option<String> {
    let at = words.iter().position(|word| word.ends_with('%'))?;
    let before = at.checked_sub(1).and_then(|before| words.get(before))?;
    let has_side = ["least", "most", "over", "under"].iter().any(|side| before.eq_ignore_ascii_case(side));
    let share = words.get(at)?;
    (!has_side).then(|| {
        format!("write the share before the limit, with the side on which it lies: `at least {share} within ...`, or `at most`, `over` or `under`")
    })
}

/// `within 2 to 24 hours`, `within 1-4 weeks`: what is promised is the later end.
fn range(words: &[&str]) -> Option<String> {
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    for (at, word) in words.iter().enumerate() {
        let (last, next) = match word.split_once(['-', '–']) {
            Some((first, last)) if is_number(first) && is_number(last) => (last, at + 1),
            _ => match (words.get(at + 1), words.get(at + 2)) {
                (Some(to), Some(last)) if is_number(word) && ["to", "or"].contains(to) && is_number(last) => {
                    (*last, at + 3)
                }
                _ => continue,
            },
        };
        // A unit has one word, or two: `working days`.
        let has_two =
            words.get(next).is_some_and(|unit| ["working", "calendar", "clear", "business", "office"].contains(unit));
        let unit = words.get(next..=next + usize::from(has_two))?;
        if unit.iter().any(|word| !word.bytes().all(|byte| byte.is_ascii_alphabetic())) {
            return None;
        }
        let unit = unit.join(" ");
        return Some(format!(
            "a range promises its later end: write `within {last} {unit}`, and the range in a `reading` line below"
        ));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_is_answered_with_the_form() {
        for (line, form) in [
            ("we will respond the same day", "on the day of receipt"),
            ("we will respond IMMEDIATELY", "with no time stated"),
            ("we will answer 90% of calls within 20 seconds of receipt", "at least 90% within"),
            ("we will respond within 2 to 24 hours of receipt", "within 24 hours"),
            ("we will respond within 1-4 weeks of receipt", "within 4 weeks"),
        ] {
            let advice = advice(line).expect(line);
            assert!(advice.contains(form), "{line}: {advice}");
        }
        for line in ["we will respond within 5 days of receipt", "we will answer at least 90% within 20 seconds", ""] {
            assert_eq!(advice(line), None, "{line}");
        }
    }
}
