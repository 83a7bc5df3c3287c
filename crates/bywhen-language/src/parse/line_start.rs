//! The words that lines begin with: what kind of line each begins, and which lines that kind may belong to.

use crate::parse::grammar::Rule;
use crate::parse::syntax::Kind;

/// A kind of line that a first word may begin, with the rule that reads it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineStart {
    /// The first word, in lower case.
    first: &'static str,
    /// The first words, as they are shown to people.
    pub(crate) words: &'static str,
    pub(crate) kind: Kind,
    pub(crate) rule: Rule,
    /// Inside an example the word begins an event or an action: `closed 9 April 2026`.
    soft: bool,
    /// All the words must stand there, because lines of other kinds begin with the first as well.
    whole: bool,
}

const fn firm(first: &'static str, words: &'static str, kind: Kind, rule: Rule) -> LineStart {
    LineStart { first, words, kind, rule, soft: false, whole: false }
}

const fn soft(first: &'static str, words: &'static str, kind: Kind, rule: Rule) -> LineStart {
    LineStart { first, words, kind, rule, soft: true, whole: false }
}

const fn whole(first: &'static str, words: &'static str, kind: Kind, rule: Rule) -> LineStart {
    LineStart { first, words, kind, rule, soft: false, whole: true }
}

/// The first that fits the beginning of a line is the one.
const LINE_STARTS: &[LineStart] = &[
    whole("we", "we may vary", Kind::Permission, Rule::permission_line),
    firm("we", "we", Kind::Promise, Rule::promise_line),
    firm("if", "if", Kind::Promise, Rule::promise_line),
    firm("unless", "unless", Kind::Promise, Rule::promise_line),
    firm("within", "within", Kind::Alternative, Rule::alternative_line),
    whole("otherwise", "otherwise we", Kind::Holds, Rule::holding_line),
    firm("otherwise", "otherwise", Kind::Otherwise, Rule::otherwise_line),
    firm("and", "and at least", Kind::Tier, Rule::tier_line),
    firm("may", "may extend", Kind::Extends, Rule::extend_line),
    whole("a", "a holding reply", Kind::Extends, Rule::extend_line),
    whole("the", "the clock", Kind::Clock, Rule::clock_line),
    firm("by", "by", Kind::Alternative, Rule::alternative_line),
    firm("on", "on", Kind::Alternative, Rule::alternative_line),
    firm("at", "at least", Kind::Alternative, Rule::alternative_line),
    firm("with", "with no time", Kind::Alternative, Rule::alternative_line),
    firm("without", "without a set time", Kind::Alternative, Rule::alternative_line),
    firm("no", "no time", Kind::Alternative, Rule::alternative_line),
    firm("standard", "standard", Kind::Standard, Rule::standard_line),
    firm("applies", "applies to", Kind::AppliesTo, Rule::applies_line),
    firm("cites", "cites", Kind::Cites, Rule::cites_line),
    firm("counts", "counts in", Kind::CountsIn, Rule::counts_in_line),
    soft("stage", "stage", Kind::Stage, Rule::stage_line),
    firm("example", "example", Kind::Example, Rule::example_line),
    firm("given", "given", Kind::Given, Rule::given_line),
    firm("choosing", "choosing", Kind::Choosing, Rule::choosing_line),
    firm("asked", "asked", Kind::Asked, Rule::asked_line),
    firm("reading", "reading", Kind::Reading, Rule::reading_line),
    firm("unconfirmed", "unconfirmed", Kind::Unconfirmed, Rule::unconfirmed_line),
    firm("charter", "charter", Kind::Charter, Rule::charter_line),
    firm("id", "id", Kind::Id, Rule::id_line),
    firm("version", "version", Kind::Version, Rule::version_line),
    firm("council", "council", Kind::Council, Rule::council_line),
    firm("source", "source", Kind::Source, Rule::source_line),
    soft("in", "in force", Kind::InForce, Rule::in_force_line),
    firm("zone", "zone", Kind::Zone, Rule::zone_line),
    firm("calendar", "calendar", Kind::Calendar, Rule::calendar_line),
    firm("hours", "hours", Kind::Hours, Rule::hours_line),
    firm("except", "except", Kind::Except, Rule::except_line),
    firm("also", "also open", Kind::AlsoOpen, Rule::also_open_line),
    soft("received", "received", Kind::Received, Rule::received_line),
    whole("the", "the case ends", Kind::Ends, Rule::ends_line),
    firm("warn", "warn", Kind::Warn, Rule::warn_line),
    whole("the", "the day of receipt", Kind::DayOne, Rule::day_one_line),
    firm("due", "due at closing", Kind::DueAtClosing, Rule::due_at_closing_line),
    soft("closed", "closed", Kind::Closed, Rule::closed_line),
    whole("open", "open only from", Kind::Terms, Rule::terms_line),
    soft("open", "open", Kind::Open, Rule::open_line),
    firm("every", "every day", Kind::Week, Rule::week_line),
    soft("kind", "kind", Kind::Declaration, Rule::declaration_line),
    soft("channel", "channel", Kind::Declaration, Rule::declaration_line),
    soft("service", "service", Kind::Declaration, Rule::declaration_line),
    firm("fact", "fact", Kind::Fact, Rule::fact_line),
    firm("event", "event", Kind::Event, Rule::event_line),
    firm("choice", "choice", Kind::Choice, Rule::choice_line),
    firm("option", "option", Kind::Option, Rule::option_line),
    whole("one", "one ring is", Kind::Ring, Rule::ring_line),
    firm("variation", "variation", Kind::Variation, Rule::variation_line),
    firm("because", "because", Kind::Because, Rule::because_line),
    firm("measure", "measure", Kind::Measure, Rule::measure_line),
    firm("pledge", "pledge", Kind::Pledge, Rule::pledge_line),
    firm("milestone", "milestone", Kind::Milestone, Rule::milestone_line),
    firm("cost", "cost", Kind::Cost, Rule::cost_line),
];

/// Weekdays as they are written in lines of a calendar or of hours.
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Classifies a line by its first words. `inside`: the enclosing example or variation.
pub(crate) fn classify(body: &str, inside: Option<Kind>) -> Option<LineStart> {
    let first = first_word(body);
    let exact = LINE_STARTS.iter().find(|start| {
        first.eq_ignore_ascii_case(start.first)
            && !(start.soft && inside.is_some())
            && (!start.whole || begins_with(body, start.words))
    });
    if exact.is_some() {
        return exact.copied();
    }
    if is_weekday(first) {
        return Some(firm("monday", "Monday to Friday", Kind::Week, Rule::week_line));
    }
    if first.starts_with(|c: char| c.is_ascii_digit()) || crate::parse::build::number(first).is_some() {
        return Some(firm("within", "within", Kind::Alternative, Rule::alternative_line));
    }
    match inside {
        Some(Kind::Example) => Some(firm("letter", "letter received", Kind::ExampleBody, Rule::body_line)),
        Some(Kind::Variation) => Some(firm("standard", "\"Letters\"", Kind::Change, Rule::change_line)),
        _ => None,
    }
}

/// The rule that a line of an example most probably follows, by the words in it.
pub(crate) fn body_rule(body: &str) -> Rule {
    let mut rule = Rule::happened_line;
    for word in body.split_ascii_whitespace() {
        if word.eq_ignore_ascii_case("received") {
            return Rule::case_line;
        }
        if word.eq_ignore_ascii_case("customer") {
            return Rule::customer_line;
        }
        if ["by", "is", "does"].iter().any(|verb| word.eq_ignore_ascii_case(verb)) {
            rule = Rule::expectation_line;
        }
    }
    rule
}

/// The letters at the beginning.
pub(crate) fn first_word(body: &str) -> &str {
    let end = body.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '\'' | '’'))).unwrap_or(body.len());
    body.get(..end).unwrap_or_default()
}

fn begins_with(body: &str, words: &str) -> bool {
    let mut rest = body.split_whitespace();
    words.split(' ').all(|word| rest.next().is_some_and(|next| next.eq_ignore_ascii_case(word)))
}

fn is_weekday(word: &str) -> bool {
    // `mon`, `tues`, `Mondays`: the grammar says which of them it takes.
    let plural = word.strip_suffix(['s', 'S']).unwrap_or(word);
    [word, plural].iter().any(|word| {
        word.len() >= 3
            && WEEKDAYS.iter().any(|day| day.get(..word.len()).is_some_and(|short| short.eq_ignore_ascii_case(word)))
    })
}

/// The phrases with this first word, where the first word alone begins no line.
pub(crate) fn words_after(first: &str) -> impl Iterator<Item = &'static str> {
    LINE_STARTS
        .iter()
        .filter(move |start| start.whole && start.first.eq_ignore_ascii_case(first))
        .map(|start| start.words)
}

/// The words that lines may begin with below a line of some kind (`None`: at the left edge).
pub(crate) fn words_below(parent: Option<Kind>) -> impl Iterator<Item = &'static str> {
    let week = Kind::Week.may_belong_to(parent).then_some("Monday to Friday");
    week.into_iter()
        .chain(LINE_STARTS.iter().filter(move |start| start.kind.may_belong_to(parent)).map(|start| start.words))
}

/// All first words, those allowed below `parent` first.
pub(crate) fn first_words(parent: Option<Kind>) -> impl Iterator<Item = &'static str> {
    let here = LINE_STARTS.iter().filter(move |start| start.kind.may_belong_to(parent)).map(|start| start.first);
    here.chain(all_first_words())
}

/// Every word that a line may begin with.
pub(crate) fn all_first_words() -> impl Iterator<Item = &'static str> {
    LINE_STARTS.iter().map(|start| start.first).chain(WEEKDAYS)
}

impl Kind {
    /// The kinds of line that one of this kind may belong to. `None`: it may stand at the left edge.
    pub fn parents(self) -> &'static [Option<Kind>] {
        match self {
            Kind::Charter
            | Kind::Calendar
            | Kind::Hours
            | Kind::Declaration
            | Kind::Fact
            | Kind::Event
            | Kind::Choice
            | Kind::Standard
            | Kind::Variation
            | Kind::Permission
            | Kind::Measure
            | Kind::Pledge
            | Kind::Milestone
            | Kind::Cost => &[None],
            Kind::Id | Kind::Version | Kind::Council | Kind::Source | Kind::InForce | Kind::Zone => {
                &[Some(Kind::Charter)]
            }
            Kind::Reading => &[Some(Kind::Standard), Some(Kind::Promise), Some(Kind::Charter), None],
            Kind::Ring | Kind::Ends => &[Some(Kind::Charter), None],
            Kind::Option => &[Some(Kind::Choice)],
            Kind::Change | Kind::Because => &[Some(Kind::Variation)],
            Kind::Unconfirmed => &[Some(Kind::Standard), Some(Kind::Charter), None],
            Kind::Cites => &[
                Some(Kind::Hours),
                Some(Kind::Standard),
                Some(Kind::Stage),
                Some(Kind::Promise),
                Some(Kind::Variation),
                Some(Kind::Permission),
                Some(Kind::Measure),
                Some(Kind::Pledge),
                Some(Kind::Milestone),
                Some(Kind::Cost),
            ],
            Kind::Week => &[Some(Kind::Calendar), Some(Kind::Hours)],
            Kind::Except | Kind::AlsoOpen | Kind::Terms | Kind::Received | Kind::DayOne => &[Some(Kind::Calendar)],
            Kind::Closed | Kind::Open | Kind::DueAtClosing => &[Some(Kind::Hours)],
            Kind::AppliesTo | Kind::CountsIn | Kind::Stage | Kind::Example => &[Some(Kind::Standard)],
            Kind::Promise => &[Some(Kind::Standard), Some(Kind::Stage)],
            Kind::Alternative | Kind::Otherwise | Kind::Holds | Kind::Tier | Kind::Extends => &[Some(Kind::Promise)],
            Kind::Clock | Kind::Warn => &[Some(Kind::Promise), Some(Kind::Stage), Some(Kind::Standard)],
            Kind::Given | Kind::Choosing | Kind::Asked | Kind::ExampleBody => &[Some(Kind::Example)],
        }
    }

    /// Whether a line of this kind may belong to one of that kind.
    pub fn may_belong_to(self, parent: Option<Kind>) -> bool {
        self.parents().contains(&parent)
    }

    /// The keyword, for display.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Charter => "charter",
            Kind::Id => "id",
            Kind::Version => "version",
            Kind::Council => "council",
            Kind::Source => "source",
            Kind::InForce => "in force",
            Kind::Zone => "zone",
            Kind::Reading => "reading",
            Kind::Unconfirmed => "unconfirmed",
            Kind::Cites => "cites",
            Kind::Calendar => "calendar",
            Kind::Hours => "hours",
            Kind::Week => "Monday to Friday",
            Kind::Except => "except",
            Kind::AlsoOpen => "also open",
            Kind::Terms => "open only from",
            Kind::Received => "received",
            Kind::DayOne => "the day of receipt",
            Kind::Closed => "closed",
            Kind::DueAtClosing => "due at closing",
            Kind::Open => "open",
            Kind::Declaration => "kind",
            Kind::Fact => "fact",
            Kind::Event => "event",
            Kind::Choice => "choice",
            Kind::Option => "option",
            Kind::Ring => "one ring is",
            Kind::Ends => "the case ends",
            Kind::Standard => "standard",
            Kind::AppliesTo => "applies to",
            Kind::CountsIn => "counts in",
            Kind::Promise => "we will",
            Kind::Alternative => "within",
            Kind::Otherwise => "otherwise",
            Kind::Holds => "otherwise we will hold by then",
            Kind::Tier => "and at least",
            Kind::Clock => "the clock",
            Kind::Warn => "warn",
            Kind::Extends => "may extend",
            Kind::Stage => "stage",
            Kind::Example => "example",
            Kind::Given => "given",
            Kind::Choosing => "choosing",
            Kind::Asked => "asked on",
            Kind::ExampleBody => "letter received",
            Kind::Variation => "variation",
            Kind::Change => "a standard and its action",
            Kind::Because => "because",
            Kind::Permission => "we may vary",
            Kind::Measure => "measure",
            Kind::Pledge => "pledge",
            Kind::Milestone => "milestone",
            Kind::Cost => "cost",
        }
    }

    /// The noun for the line, for display: `a standard`.
    pub fn noun(self) -> &'static str {
        match self {
            Kind::Charter => "the `charter` line",
            Kind::Calendar => "a calendar",
            Kind::Hours => "a set of hours",
            Kind::Standard => "a standard",
            Kind::Stage => "a stage",
            Kind::Promise => "a promise",
            Kind::Example => "an example",
            Kind::Choice => "a choice",
            Kind::Variation => "a variation",
            Kind::Permission => "a permission",
            Kind::Measure => "a measure",
            Kind::Pledge => "a pledge",
            Kind::Milestone => "a milestone",
            Kind::Cost => "a cost",
            _ => "a line",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::keywords::keywords;

    #[test]
    fn the_words_that_lines_begin_with_are_keywords() {
        for start in LINE_STARTS {
            assert_eq!(start.words.split(' ').next(), Some(start.first));
            for word in start.words.split(' ') {
                assert!(keywords().iter().any(|keyword| keyword.word == word), "`{word}` of `{}`", start.words);
            }
        }
    }
}
