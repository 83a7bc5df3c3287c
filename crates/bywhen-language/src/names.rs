//! The names of a charter: where each is declared, where it is used, and what may be named.

use std::ops::Range;

use bywhen_engine::{slug, vocabulary};

use crate::syntax::{Chosen, Declared, Line, Statement, Text, Tree};
use crate::words;

mod gather;
mod rename;

use gather::Gathering;
pub use rename::{RenameError, Renamed, rename, renamed};

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sort {
    /// A kind of contact.
    Kind,
    /// A channel that contacts come by.
    Channel,
    /// A service that contacts go to.
    Service,
    /// Something that may be known of a case.
    Fact,
    /// Something that happens to a case.
    Event,
    /// What is promised.
    Action,
    /// Which days are working days.
    Calendar,
    /// When a place is open.
    Hours,
    /// A standard.
    Standard,
    /// Something that whoever asks may choose.
    Choice,
    /// One of the options of a choice.
    Option,
    /// A dated notice.
    Variation,
}

impl Sort {
    /// Every sort.
    pub const ALL: [Sort; 12] = [
        Sort::Kind,
        Sort::Channel,
        Sort::Service,
        Sort::Fact,
        Sort::Event,
        Sort::Action,
        Sort::Calendar,
        Sort::Hours,
        Sort::Standard,
        Sort::Choice,
        Sort::Option,
        Sort::Variation,
    ];

    /// What people call it: `kind of contact`.
    pub fn noun(self) -> &'static str {
        match self {
            Sort::Kind => "kind of contact",
            Sort::Channel => "channel",
            Sort::Service => "service",
            Sort::Fact => "fact",
            Sort::Event => "event",
            Sort::Action => "action",
            Sort::Calendar => "calendar",
            Sort::Hours => "hours",
            Sort::Standard => "standard",
            Sort::Choice => "choice",
            Sort::Option => "option",
            Sort::Variation => "variation",
        }
    }
}

/// A place where something is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention<'s> {
    /// What is named.
    pub sort: Sort,
    /// The name as it is written here, without quotes.
    pub name: &'s str,
    /// The slug of what is meant: `received` for `receipt`.
    pub slug: String,
    /// The place, with the quotes, in bytes of the text.
    pub span: Range<usize>,
    /// Whether the line declares it here.
    pub declares: bool,
    /// What the declaration says it means.
    pub meaning: Option<&'s str>,
    /// For an option, the slug of its choice.
    pub(crate) of: Option<String>,
}

impl Mention<'_> {
    /// Whether two places name one thing. Hours that are named like a service are the service's.
    fn same(&self, other: &Mention<'_>) -> bool {
        let place = |sort| matches!(sort, Sort::Service | Sort::Hours);
        let sort = self.sort == other.sort || (place(self.sort) && place(other.sort));
        sort && self.slug == other.slug && self.of == other.of
    }

    /// What every charter means by this name, in a few words.
    pub fn built_in_meaning(&self) -> Option<String> {
        let also = |words: &[vocabulary::Word]| {
            let synonyms = vocabulary::find(words, &self.slug).map(|word| word.synonyms)?;
            let list: Vec<String> = synonyms.iter().map(|word| format!("`{word}`")).collect();
            Some(format!("also written {}", list.join(", ")))
        };
        match self.sort {
            Sort::Kind => also(vocabulary::KINDS),
            Sort::Channel => also(vocabulary::CHANNELS),
            Sort::Event => words::event(&self.slug).map(|event| match event.slug() {
                vocabulary::RECEIVED => "the contact comes in".to_owned(),
                vocabulary::ESCALATED => "the customer asks for the next stage".to_owned(),
                vocabulary::PAUSED => "clocks stop that stop `while paused`".to_owned(),
                vocabulary::RESUMED => "clocks go on that stop `while paused`".to_owned(),
                vocabulary::EXTENDED => "the customer is told that the answer is put off".to_owned(),
                "extension-corrected" => "the last notice of an extension is given another date".to_owned(),
                "extension-withdrawn" => "the last notice of an extension is taken back".to_owned(),
                vocabulary::REOPENED => "the case goes on after all".to_owned(),
                event => match vocabulary::ACTIONS.iter().find(|action| slug(action.event) == event) {
                    Some(action) => format!("keeps a promise to {}", action.word),
                    None => "something that happens to a case".to_owned(),
                },
            }),
            _ => None,
        }
    }

    /// Whether every charter knows this name.
    pub fn is_built_in(&self) -> bool {
        match self.sort {
            Sort::Kind => words::kind(&self.slug).is_some(),
            Sort::Channel => words::channel(&self.slug).is_some(),
            Sort::Event => words::event(&self.slug).is_some(),
            Sort::Action => words::action(&self.slug).is_some(),
            _ => false,
        }
    }
}

/// Every place of a charter where something is named.
///
/// ```
/// use bywhen_language::{Names, read};
///
/// let text = "fact \"complex\" \"it involves several services\"\n\nstandard \"Letters\"\n  applies to letter\n  we will respond within 20 working days of receipt if complex";
/// let (tree, _) = read(text);
/// let names = Names::of(&tree);
/// let used = names.at(text.len()).unwrap();
/// assert_eq!((used.name, names.declaration(used).unwrap().span.clone()), ("complex", 5..14));
/// assert_eq!(names.uses(used).count(), 2);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Names<'s> {
    mentions: Vec<Mention<'s>>,
}

impl<'s> Names<'s> {
    /// The names in the lines that are understood, in the order of the text.
    pub fn of(tree: &Tree<'s>) -> Names<'s> {
        let mut gathering = Gathering::default();
        tree.lines.iter().for_each(|line| gathering.declare(line));
        tree.lines.iter().for_each(|line| gathering.line(line));
        gathering.mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
        Names { mentions: gathering.mentions }
    }

    /// What is named at a byte of the text, its end included.
    pub fn at(&self, offset: usize) -> Option<&Mention<'s>> {
        self.mentions.iter().find(|mention| mention.span.start <= offset && offset <= mention.span.end)
    }

    /// Where a name is declared. `None` for the words that every charter knows.
    pub fn declaration(&self, of: &Mention<'_>) -> Option<&Mention<'s>> {
        let mut declared = self.mentions.iter().filter(|mention| mention.declares);
        declared.clone().find(|one| one.sort == of.sort && one.same(of)).or_else(|| declared.find(|one| one.same(of)))
    }

    /// Every place where the same is named, its declaration included, in the order of the text.
    pub fn uses<'a>(&'a self, of: &'a Mention<'_>) -> impl Iterator<Item = &'a Mention<'s>> {
        self.mentions.iter().filter(move |mention| mention.same(of))
    }

    /// Every place, in the order of the text.
    pub fn mentions(&self) -> impl Iterator<Item = &Mention<'s>> {
        self.mentions.iter()
    }

    /// The names that the charter declares, in the order of the text.
    pub fn declared(&self) -> impl Iterator<Item = &Mention<'s>> {
        self.mentions.iter().filter(|mention| mention.declares)
    }
}

/// The names of a sort that every charter knows: `letter`, `respond`, `acknowledged`.
pub fn built_in(sort: Sort) -> Vec<&'static str> {
    match sort {
        Sort::Kind => words::kinds().collect(),
        Sort::Channel => words::channels().collect(),
        Sort::Event => vocabulary::events().collect(),
        Sort::Action => words::actions().collect(),
        _ => Vec::new(),
    }
}
