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
    "cambridge-city-council" "2012",
    "oxford-city-council" "2014",
    "oxfordshire-county-council" "2004",
    "oxfordshire-county-council" "2010",
];

/// Every charter that comes with the library, by id and version.
pub fn bundled() -> &'static [Bundled] {
    BUNDLED
}
