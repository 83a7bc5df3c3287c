//! A charter to begin with, for a council that has none.

mod dates;

use bywhen::engine::slug;
use bywhen::parse;

use dates::Dates;

/// A charter in its one form, with holes in braces.
const TEMPLATE: &str = include_str!("template.charter");

/// The years for which bank holidays are known or can be worked out to the end.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2099;

/// A charter to begin with: it has nothing to report, and its examples hold.
///
/// ```
/// let starter = bywhen_publish::Starter::new("Example Borough Council", "2026", 2026)?;
/// assert_eq!(starter.id, "example-borough-council");
/// assert_eq!(bywhen::parse(&starter.text).diagnostics, []);
/// # Ok::<(), bywhen_publish::StarterError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Starter {
    /// The council's name as an id: `example-borough-council`.
    pub id: String,
    /// The whole charter.
    pub text: String,
}

/// Why there is no charter to begin with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StarterError {
    /// The council's name has no letter that an id may have.
    #[error("no id can be made of the name `{0}`: give the council's name in the letters a to z, digits and blanks")]
    Name(String),
    /// The version cannot be part of a file's name.
    #[error(
        "`{0}` cannot be a version: it is made of letters, digits, full stops and hyphens, such as 2026 or 2026-27"
    )]
    Version(String),
    /// Something else that a charter cannot have, such as a name longer than a line.
    #[error("{0}")]
    Refused(String),
    /// Bank holidays of that year are not known.
    #[error("the examples cannot be dated in {0}: give a year from 1990 to 2099")]
    Year(i32),
}

impl Starter {
    /// A charter for a council, in force from the first day of a year, from which its examples are too. Their dates are
    /// worked out from the bundled bank holidays of England and Wales.
    pub fn new(council: &str, version: &str, year: i32) -> Result<Starter, StarterError> {
        let council = council.split_whitespace().collect::<Vec<_>>().join(" ");
        let id = slug(&council.chars().map(plain).collect::<String>());
        if id.is_empty() || !id.is_ascii() || council.contains(['"', '“', '”']) || council.contains(char::is_control)
        {
            return Err(StarterError::Name(council));
        }
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        let ends = |c: char| !c.is_ascii_alphanumeric();
        if version.is_empty() || !version.chars().all(allowed) || version.starts_with(ends) || version.ends_with(ends) {
            return Err(StarterError::Version(version.to_owned()));
        }
        let dates = YEARS.contains(&year).then(|| Dates::of(year)).flatten().ok_or(StarterError::Year(year))?;
        let text = fill(|hole| match hole {
            "council" => Some(council.clone()),
            "id" => Some(id.clone()),
            "version" => Some(version.to_owned()),
            "year" => Some(year.to_string()),
            date => dates.find(date),
        });
        match parse(&text).errors().next() {
            Some(error) => Err(StarterError::Refused(error.message.clone())),
            None => Ok(Starter { id, text }),
        }
    }
}

/// The template with its holes filled.
fn fill(with: impl Fn(&str) -> Option<String>) -> String {
    let mut parts = TEMPLATE.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (hole, rest) = part.split_once('}').unwrap_or((part, ""));
        text.push_str(&with(hole).unwrap_or_default());
        text.push_str(rest);
    }
    text
}

/// A letter of the names of Britain and Ireland without its accent: Ynys Môn becomes `ynys-mon`.
fn plain(letter: char) -> char {
    match letter.to_lowercase().next().unwrap_or(letter) {
        'à' | 'á' | 'â' | 'ä' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ẁ' | 'ẃ' | 'ŵ' | 'ẅ' => 'w',
        'ỳ' | 'ý' | 'ŷ' | 'ÿ' => 'y',
        _ => letter,
    }
}
