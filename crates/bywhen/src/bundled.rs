//! The charters that come with the library.

/// The text of a charter that comes with the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bundled {
    /// `oxfordshire-county-council`.
    pub id: &'static str,
    /// `2010`.
    pub version: &'static str,
    /// The whole charter.
    pub text: &'static str,
}

macro_rules! bundle {
    ($($id:literal $version:literal),* $(,)?) => {
        &[$(Bundled {
            id: $id,
            version: $version,
            text: include_str!(concat!("../../../standards/", $id, "/", $version, ".charter")),
        }),*]
    };
}

const BUNDLED: &[Bundled] = bundle![
    "awaabs-law" "2025",
    "cambridge-city-council" "2012",
    "childrens-complaints" "2006",
    "complaint-handling-code" "2024",
    "environmental-information" "2005",
    "freedom-of-information" "2005",
    "freedom-of-information-scotland" "2005",
    "oxford-city-council" "2014",
    "oxfordshire-county-council" "2004",
    "oxfordshire-county-council" "2010",
    "planning-england" "2015",
    "planning-wales" "2012",
    "subject-access" "2018",
    "subject-access" "2019",
    "temporary-event-notice" "2012",
];

/// Every charter that comes with the library, by id and version.
pub fn bundled() -> &'static [Bundled] {
    BUNDLED
}
