//! Limits, measures and conditions.

use bywhen_engine::charter::Unit;

use super::phrase::Phrase;
use crate::parse::syntax::{
    Count, Counted, DayPhrase, EndOfDay, Limit, Measure, NthDay, Proviso, Start, Tail, Warning,
};

const ORDINALS: [&str; 10] =
    ["next", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

impl Phrase<'_> {
    pub(super) fn limit(&mut self, limit: &Limit<'_>) {
        match limit {
            Limit::Counted(counted) => self.counted(counted),
            Limit::Unstated(_) => self.push("with no time stated"),
            limit => {
                let on = matches!(limit, Limit::Day { by: false, .. });
                self.push(if on { "on" } else { "by" });
                self.part(limit);
            }
        }
    }

    /// A limit without its first word, as it stands among several.
    fn part(&mut self, limit: &Limit<'_>) {
        match limit {
            Limit::Counted(counted) => {
                self.count(&counted.count);
                self.start(counted, "after");
            }
            Limit::Either { later, parts, .. } => {
                self.which(*later);
                self.parts(parts);
            }
            Limit::Day { end, day, tails, .. } => {
                if let Some(end) = end {
                    self.end_of_day(*end);
                    self.push("on");
                }
                self.day(day);
                self.tails(tails);
            }
            Limit::DateGiven(event) => self.named("the date given with", *event),
            Limit::Unstated(_) => {}
        }
    }

    /// Several limits, with a comma after one that ends with an aside.
    fn parts(&mut self, parts: &[Limit<'_>]) {
        let mut after_aside = false;
        for (place, part) in parts.iter().enumerate() {
            let last = place + 1 == parts.len();
            if place > 0 {
                if after_aside || !last {
                    self.comma();
                }
                if last {
                    self.push("and");
                }
            }
            let nested = is_nested(part);
            if nested {
                self.push("(");
            }
            self.part(part);
            if nested {
                self.close(')');
            }
            after_aside = !nested && ends_with_aside(part);
        }
    }

    /// A limit that begins a clause.
    pub(super) fn alone(&mut self, limit: &Limit<'_>) {
        match limit {
            Limit::Unstated(_) => self.push("no time is stated"),
            limit => self.limit(limit),
        }
    }

    pub(super) fn counted(&mut self, counted: &Counted<'_>) {
        let back = matches!(counted.start, Some(Start::Before(_)));
        if counted.within {
            self.push("within");
        } else if back {
            self.push("at least");
        }
        self.count(&counted.count);
        self.start(counted, if counted.within { "of" } else { "after" });
    }

    /// From when it is counted, and what follows.
    fn start(&mut self, counted: &Counted<'_>, from: &str) {
        match &counted.start {
            None => {}
            Some(Start::After(anchor)) => self.named(from, *anchor),
            Some(Start::Before(anchor)) => self.named("before", *anchor),
            Some(Start::WithDayOf(anchor)) => self.named("beginning with the day of", *anchor),
            Some(Start::WithDayAfter(anchor)) => self.named("beginning with the day after", *anchor),
            Some(Start::AfterDay(day)) => {
                self.push(from);
                self.nth_day(*day);
            }
            Some(Start::Either { later, anchors }) => {
                self.push(from);
                self.which(*later);
                self.joined(anchors, |phrase, anchor| phrase.name(*anchor));
            }
        }
        self.tails(&counted.tails);
    }

    fn which(&mut self, later: bool) {
        self.push(if later { "the later of" } else { "the earlier of" });
    }

    pub(super) fn count(&mut self, count: &Count) {
        let amount = count.amount.value;
        self.number(amount);
        if count.clear {
            self.push("clear");
        }
        self.push(match (count.rings, count.clear, count.unit) {
            (true, ..) if amount == 1 => "ring",
            (true, ..) => "rings",
            (_, true, Unit::CalendarDays) if amount == 1 => "day",
            (_, true, Unit::CalendarDays) => "days",
            _ => count.unit.words(amount),
        });
    }

    fn day(&mut self, day: &DayPhrase<'_>) {
        match day {
            DayPhrase::DayOf(anchor) => self.named("the day of", *anchor),
            DayPhrase::SameWorkingDay => self.push("the same working day"),
            DayPhrase::Nth(day) => self.nth_day(*day),
        }
    }

    fn nth_day(&mut self, day: NthDay<'_>) {
        self.push("the");
        let number = day.number.value;
        let place = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        match place.and_then(|place| ORDINALS.get(place)) {
            Some(word) => self.push(word),
            None => self.push(&ordinal(number)),
        }
        match day.unit {
            Unit::WorkingDays => self.push("working"),
            // `the next day` is clear.
            _ if number == 1 => {}
            _ => self.push("calendar"),
        }
        self.push("day");
        self.maybe_named("after", day.anchor);
    }

    fn end_of_day(&mut self, end: EndOfDay) {
        match end {
            EndOfDay::At(time) => self.time(time.time),
            EndOfDay::Close => self.push("close"),
        }
    }

    pub(super) fn tails(&mut self, tails: &[Tail<'_>]) {
        let mut after_aside = false;
        for tail in tails {
            // An aside stands between commas.
            let aside = is_aside(Some(tail));
            if aside || after_aside {
                self.comma();
            }
            after_aside = aside;
            match tail {
                Tail::By(end, _) => {
                    self.push("by");
                    self.end_of_day(*end);
                }
                Tail::SameTime(_) => self.push("at the same time of day"),
                Tail::Roll(_) => self.push("rolling to the next working day"),
                Tail::WhateverDay(_) => self.push("whatever day that is"),
                Tail::During(hours) => self.named("during", *hours),
                Tail::In(calendar) => self.named("in", *calendar),
                Tail::OnlyWorkingDays(_) => self.push("on working days only"),
            }
        }
    }

    pub(super) fn warning(&mut self, warning: &Warning) {
        match warning {
            Warning::Before(count) => {
                self.count(count);
                self.push("before");
            }
            Warning::AtShare(percent) => {
                self.push("at");
                self.percent(*percent);
            }
        }
    }

    pub(super) fn measure(&mut self, measure: &Measure<'_>) {
        let (share, percent, of) = match measure {
            Measure::AtLeast(percent, of) => ("at least", percent, of),
            Measure::Over(percent, of) => ("over", percent, of),
            Measure::AtMost(percent, of) => ("at most", percent, of),
            Measure::Under(percent, of) => ("under", percent, of),
            Measure::Average => return self.push("on average"),
        };
        self.push(share);
        self.percent(*percent);
        self.maybe_named("of", *of);
    }

    /// A proviso after a limit, with a comma if the limit ends with an aside.
    pub(super) fn proviso_after(&mut self, limit: Option<&Limit<'_>>, proviso: Option<&Proviso<'_>>) {
        if proviso.is_some() && limit.is_some_and(ends_with_aside) {
            self.comma();
        }
        self.maybe_proviso(proviso);
    }

    pub(super) fn maybe_proviso(&mut self, proviso: Option<&Proviso<'_>>) {
        if let Some(proviso) = proviso {
            self.push(if proviso.unless { "unless" } else { "if" });
            self.condition(&proviso.condition);
        }
    }
}

fn ends_with_aside(limit: &Limit<'_>) -> bool {
    let last = match limit {
        Limit::Counted(counted) => counted.tails.last(),
        Limit::Either { parts, .. } => {
            return parts.last().is_some_and(|part| !is_nested(part) && ends_with_aside(part));
        }
        Limit::Day { tails, .. } => tails.last(),
        Limit::DateGiven(_) | Limit::Unstated(_) => None,
    };
    is_aside(last)
}

/// Whether it stands in brackets among others.
fn is_nested(part: &Limit<'_>) -> bool {
    matches!(part, Limit::Either { .. })
}

/// Whether a tail stands between commas.
fn is_aside(tail: Option<&Tail<'_>>) -> bool {
    matches!(tail, Some(Tail::WhateverDay(_)))
}

/// `21st`.
fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}
