//! The words that lines begin with: what kind of line each begins, and which lines that kind may belong to.

use crate::grammar::Rule;
use crate::syntax::Kind;

/// A kind of line that a first word may begin, with the rule that reads it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keyword {
    /// The first word, in lower case.
    first: &'static str,
    /// The first words, as they are shown to people.
    pub(crate) words: &'static str,
    pub(crate) kind: Kind,
    pub(crate) rule: Rule,
    /// Inside an example the word begins an event or an action: `closed 9 April 2026`.
    soft: bool,
}

const fn firm(first: &'static str, words: &'static str, kind: Kind, rule: Rule) -> Keyword {
    Keyword { first, words, kind, rule, soft: false }
}

const fn soft(first: &'static str, words: &'static str, kind: Kind, rule: Rule) -> Keyword {
    Keyword { first, words, kind, rule, soft: true }
}

/// The first that fits the beginning of a line is the one.
const KEYWORDS: &[Keyword] = &[
    firm("we", "we", Kind::Promise, Rule::promise_line),
    firm("if", "if", Kind::Promise, Rule::promise_line),
    firm("within", "within", Kind::Alternative, Rule::alternative_line),
    firm("otherwise", "otherwise", Kind::Otherwise, Rule::otherwise_line),
    firm("by", "by", Kind::Alternative, Rule::alternative_line),
    firm("on", "on", Kind::Alternative, Rule::alternative_line),
    firm("at", "at least", Kind::Alternative, Rule::alternative_line),
    firm("with", "with no time", Kind::Alternative, Rule::alternative_line),
    firm("no", "no time", Kind::Alternative, Rule::alternative_line),
    firm("standard", "standard", Kind::Standard, Rule::standard_line),
    firm("applies", "applies to", Kind::AppliesTo, Rule::applies_line),
    firm("cites", "cites", Kind::Cites, Rule::cites_line),
    firm("counts", "counts in", Kind::CountsIn, Rule::counts_in_line),
    soft("stage", "stage", Kind::Stage, Rule::stage_line),
    firm("example", "example", Kind::Example, Rule::example_line),
    firm("given", "given", Kind::Given, Rule::given_line),
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
    firm("the", "the day of receipt", Kind::DayOne, Rule::day_one_line),
    soft("closed", "closed", Kind::Closed, Rule::closed_line),
    soft("open", "open", Kind::Open, Rule::open_line),
    firm("every", "every day", Kind::Week, Rule::week_line),
    soft("kind", "kind", Kind::Declaration, Rule::declaration_line),
    soft("channel", "channel", Kind::Declaration, Rule::declaration_line),
    soft("service", "service", Kind::Declaration, Rule::declaration_line),
    firm("fact", "fact", Kind::Declaration, Rule::declaration_line),
    firm("event", "event", Kind::Event, Rule::event_line),
    firm("pledge", "pledge", Kind::Pledge, Rule::pledge_line),
    firm("milestone", "milestone", Kind::Milestone, Rule::milestone_line),
    firm("cost", "cost", Kind::Cost, Rule::cost_line),
];

/// Weekdays as they are written in lines of a calendar or of hours.
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// What the first words of a line say about it. `in_example`: its place is inside an example.
pub(crate) fn classify(body: &str, in_example: bool) -> Option<Keyword> {
    let first = first_word(body);
    let exact = KEYWORDS.iter().find(|keyword| {
        first.eq_ignore_ascii_case(keyword.first)
            && !(keyword.soft && in_example)
            && (keyword.first != "the" || begins_with(body, keyword.words))
    });
    if exact.is_some() {
        return exact.copied();
    }
    if is_weekday(first) {
        return Some(firm("monday", "Monday to Friday", Kind::Week, Rule::week_line));
    }
    if first.starts_with(|c: char| c.is_ascii_digit()) || crate::build::number(first).is_some() {
        return Some(firm("within", "within", Kind::Alternative, Rule::alternative_line));
    }
    in_example.then(|| firm("letter", "letter received", Kind::ExampleBody, Rule::body_line))
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
        if ["by", "is", "does"].iter().any(|says| word.eq_ignore_ascii_case(says)) {
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

/// The words that lines may begin with below a line of some kind (`None`: at the left edge).
pub(crate) fn words_below(parent: Option<Kind>) -> impl Iterator<Item = &'static str> {
    let week = Kind::Week.may_belong_to(parent).then_some("Monday to Friday");
    week.into_iter()
        .chain(KEYWORDS.iter().filter(move |keyword| keyword.kind.may_belong_to(parent)).map(|keyword| keyword.words))
}

/// Every word that a line may begin with, each as long as a slip of it would be.
pub(crate) fn first_words(parent: Option<Kind>) -> impl Iterator<Item = &'static str> {
    let here = KEYWORDS.iter().filter(move |keyword| keyword.kind.may_belong_to(parent)).map(|keyword| keyword.first);
    here.chain(all_first_words())
}

/// Every word that a line may begin with.
pub(crate) fn all_first_words() -> impl Iterator<Item = &'static str> {
    KEYWORDS.iter().map(|keyword| keyword.first).chain(WEEKDAYS)
}

impl Kind {
    /// The kinds of line that one of this kind may belong to. `None`: it may stand at the left edge.
    pub fn parents(self) -> &'static [Option<Kind>] {
        match self {
            Kind::Charter
            | Kind::Calendar
            | Kind::Hours
            | Kind::Declaration
            | Kind::Event
            | Kind::Standard
            | Kind::Pledge
            | Kind::Milestone
            | Kind::Cost => &[None],
            Kind::Id | Kind::Version | Kind::Council | Kind::Source | Kind::InForce | Kind::Zone => {
                &[Some(Kind::Charter)]
            }
            Kind::Reading => &[Some(Kind::Standard), Some(Kind::Promise), Some(Kind::Charter), None],
            Kind::Unconfirmed => &[Some(Kind::Standard), Some(Kind::Charter), None],
            Kind::Cites => &[
                Some(Kind::Hours),
                Some(Kind::Standard),
                Some(Kind::Stage),
                Some(Kind::Promise),
                Some(Kind::Pledge),
                Some(Kind::Milestone),
                Some(Kind::Cost),
            ],
            Kind::Week => &[Some(Kind::Calendar), Some(Kind::Hours)],
            Kind::Except | Kind::AlsoOpen | Kind::Received | Kind::DayOne => &[Some(Kind::Calendar)],
            Kind::Closed | Kind::Open => &[Some(Kind::Hours)],
            Kind::AppliesTo | Kind::CountsIn | Kind::Stage | Kind::Example => &[Some(Kind::Standard)],
            Kind::Promise => &[Some(Kind::Standard), Some(Kind::Stage)],
            Kind::Alternative | Kind::Otherwise => &[Some(Kind::Promise)],
            Kind::Given | Kind::Asked | Kind::ExampleBody => &[Some(Kind::Example)],
        }
    }

    /// Whether a line of this kind may belong to one of that kind.
    pub fn may_belong_to(self, parent: Option<Kind>) -> bool {
        self.parents().contains(&parent)
    }

    /// The word that begins it, as people say it.
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
            Kind::Received => "received",
            Kind::DayOne => "the day of receipt",
            Kind::Closed => "closed",
            Kind::Open => "open",
            Kind::Declaration => "fact",
            Kind::Event => "event",
            Kind::Standard => "standard",
            Kind::AppliesTo => "applies to",
            Kind::CountsIn => "counts in",
            Kind::Promise => "we will",
            Kind::Alternative => "within",
            Kind::Otherwise => "otherwise",
            Kind::Stage => "stage",
            Kind::Example => "example",
            Kind::Given => "given",
            Kind::Asked => "asked on",
            Kind::ExampleBody => "letter received",
            Kind::Pledge => "pledge",
            Kind::Milestone => "milestone",
            Kind::Cost => "cost",
        }
    }

    /// The line it begins, as people say it: `a standard`.
    pub fn noun(self) -> &'static str {
        match self {
            Kind::Charter => "the `charter` line",
            Kind::Calendar => "a calendar",
            Kind::Hours => "a set of hours",
            Kind::Standard => "a standard",
            Kind::Stage => "a stage",
            Kind::Promise => "a promise",
            Kind::Example => "an example",
            Kind::Pledge => "a pledge",
            Kind::Milestone => "a milestone",
            Kind::Cost => "a cost",
            _ => "a line",
        }
    }
}
