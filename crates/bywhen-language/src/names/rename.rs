//! Another name for something, everywhere at once.

use std::ops::Range;

use bywhen_engine::slug;

use super::{Mention, Names, Sort};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::is_unseen;
use crate::{parse, read};

/// The places to change, with what to write there: in the order of the text, none of them within another.
pub type Renamed = Vec<(Range<usize>, String)>;

/// Why something cannot have another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenameError {
    /// Nothing is named there.
    NoName,
    /// Every charter knows the word, or only the charter's own names can be changed.
    BuiltIn(String),
    /// Lines that are not understood may hold the name too: the first mistake.
    NotUnderstood(Box<Diagnostic>),
    /// What is wanted is no name.
    BadName(String),
    /// The charter would not hold with the name: the first thing that would be wrong.
    Clash(String, Box<Diagnostic>),
}

impl std::fmt::Display for RenameError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            RenameError::NoName => f.write_str("Nothing is named here: put the cursor on a name in quotes."),
            RenameError::BuiltIn(name) => {
                write!(f, "`{name}` is a word that every charter knows, and keeps its name.")
            }
            RenameError::NotUnderstood(first) => write!(
                f,
                "Line {} is not understood and may hold the name too: correct it first. {}",
                first.line, first.message
            ),
            RenameError::BadName(name) if name.is_empty() => {
                f.write_str("The new name is empty: write letters or digits.")
            }
            RenameError::BadName(name) => {
                write!(f, "`{name}` cannot be a name: write letters or digits, without quotation marks.")
            }
            RenameError::Clash(name, first) => {
                write!(
                    f,
                    "`{name}` cannot be its name, because of what line {} would say: {}",
                    first.line, first.message
                )
            }
        }
    }
}

impl std::error::Error for RenameError {}

/// The changes that give what is named at a byte of the text another name. The charter holds with it as it did before.
///
/// ```
/// let text = "fact \"complex\"\n\nstandard \"Letters\"\n  applies to letter\n  we will respond within 4 weeks of receipt if complex";
/// let renamed = bywhen_language::rename(text, 6, "hard to answer").unwrap();
/// assert_eq!(renamed, [(5..14, "\"hard to answer\"".to_owned()), (102..109, "\"hard to answer\"".to_owned())]);
/// ```
///
/// # Errors
///
/// Nothing of the charter's own is named there, or the charter would not hold with the name: see [`RenameError`].
pub fn rename(text: &str, offset: usize, wanted: &str) -> Result<Renamed, RenameError> {
    let (tree, told) = read(text);
    let names = Names::of(&tree);
    let mention = renamed(&names, offset)?;
    if let Some(first) = told.into_iter().find(|told| told.severity == Severity::Error) {
        return Err(RenameError::NotUnderstood(Box::new(first)));
    }
    let wanted = wanted.trim();
    let unfit = |c: char| is_unseen(c) || c == '\t' || matches!(c, '"' | '“' | '”');
    if slug(wanted).is_empty() || wanted.contains(unfit) {
        return Err(RenameError::BadName(wanted.to_owned()));
    }
    let before = parse(text).diagnostics;
    let mut clash = None;
    // A contact of several words can mostly do without quotes, and in some places must.
    for bare_contacts in [true, false] {
        let mut changes: Renamed =
            names.uses(mention).map(|one| (one.span.clone(), written(text, one, wanted, bare_contacts))).collect();
        changes.dedup_by(|a, b| a.0 == b.0);
        let mut after = text.to_owned();
        changes.iter().rev().for_each(|(span, name)| after.replace_range(span.clone(), name));
        match worse(&before, parse(&after).diagnostics) {
            None => return Ok(changes),
            Some(first) => clash = Some(first),
        }
    }
    Err(clash.map_or(RenameError::NoName, |first| RenameError::Clash(wanted.to_owned(), Box::new(first))))
}

/// A name as it is written in the place of another: without quotes where that one stood without and the name allows it.
fn written(text: &str, instead: &Mention<'_>, wanted: &str, bare_contacts: bool) -> String {
    let bare = text.get(instead.span.clone()).is_some_and(|text| !text.starts_with(['"', '“']));
    let contact = bare_contacts && !instead.declares && matches!(instead.sort, Sort::Kind | Sort::Channel);
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || (contact && c == ' ');
    if bare && wanted.chars().all(fits) { wanted.to_owned() } else { format!("\"{wanted}\"") }
}

/// What is named at a place, where it can have another name.
///
/// # Errors
///
/// Nothing of the charter's own is named there.
pub fn renamed<'a, 's>(names: &'a Names<'s>, offset: usize) -> Result<&'a Mention<'s>, RenameError> {
    let mention = names.at(offset).ok_or(RenameError::NoName)?;
    if names.declaration(mention).is_some() {
        return Ok(mention);
    }
    let known = mention.is_built_in() || mention.sort == Sort::Action;
    Err(if known { RenameError::BuiltIn(mention.name.to_owned()) } else { RenameError::NoName })
}

/// The first diagnostic of whose code there are more than before.
fn worse(before: &[Diagnostic], after: Vec<Diagnostic>) -> Option<Diagnostic> {
    let of = |all: &[Diagnostic], one: &Diagnostic| all.iter().filter(|told| told.code == one.code).count();
    let place = after.iter().position(|one| of(&after, one) > of(before, one));
    place.and_then(|place| after.into_iter().nth(place))
}
