//! Names as people write them and as programs pass them.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use bywhen_calendar::saved::{Reader, Saved, Writer};

/// A name as the charter writes it, and its slug.
///
/// Names are equal when their slugs are: `Customer Service Centre`, `customer service centre` and
/// `customer-service-centre` are one service.
///
/// ```
/// use bywhen_engine::Name;
/// let centre = Name::new("Customer Service Centre");
/// assert_eq!(centre.slug(), "customer-service-centre");
/// assert_eq!(centre, Name::new("customer-service-centre"));
/// ```
#[derive(Clone, Debug)]
pub struct Name {
    text: Arc<str>,
    slug: Arc<str>,
}

impl Name {
    /// The name as written, trimmed of the spaces around it.
    pub fn new(text: &str) -> Name {
        Name { text: text.trim().into(), slug: slug(text).into() }
    }

    /// A word of the vocabulary: a slug but for its spaces.
    pub(crate) fn built_in(word: &str) -> Name {
        Name { text: word.into(), slug: word.replace(' ', "-").into() }
    }

    /// As the charter writes it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// As programs pass it: lower-case letters and digits joined by hyphens.
    pub fn slug(&self) -> &str {
        &self.slug
    }

    /// Whether this is the name somebody meant by `text`.
    pub fn is(&self, text: &str) -> bool {
        *self.slug == *slug(text)
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Name) -> bool {
        self.slug == other.slug
    }
}

impl Eq for Name {}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Name) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Name) -> std::cmp::Ordering {
        self.slug.cmp(&other.slug)
    }
}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.slug.hash(state);
    }
}

/// As the charter writes it.
impl Saved for Name {
    fn write(&self, to: &mut Writer) {
        to.text(&self.text);
    }

    fn read(from: &mut Reader<'_>) -> Name {
        Name::new(from.text())
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Lower-case letters and digits joined by single hyphens; apostrophes vanish (`children's` is `childrens`).
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            slug.extend(c.to_lowercase());
        } else if c != '\'' && c != '’' && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The longest text that may be a slip of a name, in characters.
const LONGEST_SLIP: usize = 100;

/// The candidate that `wrong` most probably meant, if one is near enough to suggest. A text longer than any name is compared
/// with none.
pub fn did_you_mean<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest(wrong, &candidates.into_iter().collect::<Vec<_>>())
}

/// The three of these names that are most like a wrong one, the nearest first.
pub fn nearest_three<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let wrong: String = slug(wrong).chars().take(LONGEST_SLIP).collect();
    let mut candidates: Vec<(usize, &str)> = candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&wrong, &slug(candidate)), candidate))
        .collect();
    candidates.sort_by_key(|(distance, _)| *distance);
    candidates.into_iter().take(3).map(|(_, candidate)| candidate).collect()
}

fn nearest<'a>(wrong: &str, candidates: &[&'a str]) -> Option<&'a str> {
    if wrong.chars().count() > LONGEST_SLIP {
        return None;
    }
    let wrong = slug(wrong);
    candidates
        .iter()
        .copied()
        .map(|candidate| (strsim::damerau_levenshtein(&wrong, &slug(candidate)), candidate))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, candidate)| *distance <= candidate.len().div_ceil(4).max(1) && *distance < wrong.len())
        .map(|(_, candidate)| candidate)
}
