//! Occurrences of names in a charter, and the built-in names.

use std::ops::Range;

use bywhen_engine::{slug, vocabulary};

use crate::parse::vocabulary_index;

/// The kind of thing that a name refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SymbolKind {
    /// A kind of contact.
    Kind,
    /// A channel that contacts come by.
    Channel,
    /// A service that contacts go to.
    Service,
    /// A fact about a case.
    Fact,
    /// An event in a case.
    Event,
    /// A promised action.
    Action,
    /// A calendar of working days.
    Calendar,
    /// A set of opening hours.
    Hours,
    /// A standard.
    Standard,
    /// A choice between readings.
    Choice,
    /// One of the options of a choice.
    Option,
    /// A dated notice.
    Variation,
}

impl SymbolKind {
    /// All kinds.
    pub const ALL: [SymbolKind; 12] = [
        SymbolKind::Kind,
        SymbolKind::Channel,
        SymbolKind::Service,
        SymbolKind::Fact,
        SymbolKind::Event,
        SymbolKind::Action,
        SymbolKind::Calendar,
        SymbolKind::Hours,
        SymbolKind::Standard,
        SymbolKind::Choice,
        SymbolKind::Option,
        SymbolKind::Variation,
    ];

    /// The noun for this kind, such as `kind of contact`.
    pub fn noun(self) -> &'static str {
        match self {
            SymbolKind::Kind => "kind of contact",
            SymbolKind::Channel => "channel",
            SymbolKind::Service => "service",
            SymbolKind::Fact => "fact",
            SymbolKind::Event => "event",
            SymbolKind::Action => "action",
            SymbolKind::Calendar => "calendar",
            SymbolKind::Hours => "hours",
            SymbolKind::Standard => "standard",
            SymbolKind::Choice => "choice",
            SymbolKind::Option => "option",
            SymbolKind::Variation => "variation",
        }
    }
}

/// An occurrence of a name in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference<'s> {
    /// The kind of symbol.
    pub kind: SymbolKind,
    /// The name as it is written here, without quotes.
    pub name: &'s str,
    /// The slug of the symbol: `received` for `receipt`.
    pub slug: String,
    /// The byte range in the text, quotes included.
    pub span: Range<usize>,
    /// Whether this occurrence is the declaration.
    pub is_declaration: bool,
    /// The meaning given in the declaration.
    pub meaning: Option<&'s str>,
    /// The slug of the choice or of the fact, for an option.
    pub(crate) parent: Option<String>,
}

impl Reference<'_> {
    /// Whether two references are to the same symbol. Hours named like a service belong to the service.
    pub(super) fn is_same_symbol(&self, other: &Reference<'_>) -> bool {
        let place = |kind| matches!(kind, SymbolKind::Service | SymbolKind::Hours);
        let kind = self.kind == other.kind || (place(self.kind) && place(other.kind));
        kind && self.slug == other.slug && self.parent == other.parent
    }

    /// The meaning of a built-in name, in a few words.
    pub fn built_in_meaning(&self) -> Option<String> {
        let also = |words: &[vocabulary::Word]| {
            let synonyms = vocabulary::find(words, &self.slug).map(|word| word.synonyms)?;
            let list: Vec<String> = synonyms.iter().map(|word| format!("`{word}`")).collect();
            Some(format!("also written {}", list.join(", ")))
        };
        match self.kind {
            SymbolKind::Kind => also(vocabulary::KINDS),
            SymbolKind::Channel => also(vocabulary::CHANNELS),
            SymbolKind::Event => vocabulary_index::event(&self.slug).map(|event| match event.slug() {
                vocabulary::RECEIVED => "the contact comes in".to_owned(),
                vocabulary::ESCALATED => "the customer asks for the next stage".to_owned(),
                vocabulary::PAUSED => "clocks stop that stop `while paused`".to_owned(),
                vocabulary::RESUMED => "clocks go on that stop `while paused`".to_owned(),
                vocabulary::EXTENDED => "the customer is told that the answer is put off".to_owned(),
                "extension-corrected" => "the last notice of an extension is given another date".to_owned(),
                "extension-withdrawn" => "the last notice of an extension is taken back".to_owned(),
                vocabulary::WITHDRAWN => "the customer takes the case back, and nothing more is owed".to_owned(),
                vocabulary::REOPENED => "the case goes on after all".to_owned(),
                event => match vocabulary::ACTIONS.iter().find(|action| slug(action.event) == event) {
                    Some(action) => format!("keeps a promise to {}", action.word),
                    None => "something that happens to a case".to_owned(),
                },
            }),
            _ => None,
        }
    }

    /// Whether this is a built-in name.
    pub fn is_built_in(&self) -> bool {
        match self.kind {
            SymbolKind::Kind => vocabulary_index::kind(&self.slug).is_some(),
            SymbolKind::Channel => vocabulary_index::channel(&self.slug).is_some(),
            SymbolKind::Event => vocabulary_index::event(&self.slug).is_some(),
            SymbolKind::Action => vocabulary_index::action(&self.slug).is_some(),
            _ => false,
        }
    }
}

/// The built-in names of a kind: `letter`, `respond`, `acknowledged`.
pub fn built_in_names(kind: SymbolKind) -> Vec<&'static str> {
    match kind {
        SymbolKind::Kind => vocabulary_index::kinds().collect(),
        SymbolKind::Channel => vocabulary_index::channels().collect(),
        SymbolKind::Event => vocabulary::events().collect(),
        SymbolKind::Action => vocabulary_index::actions().collect(),
        _ => Vec::new(),
    }
}
