//! `bywhen charters`.

use bywhen::{Family, Version, bundled};
use serde::Serialize;

use crate::args::{Format, ListArgs};
use crate::exit::Exit;
use crate::output::{Failure, json, print};

#[derive(Serialize)]
struct CharterEntry<'a> {
    id: &'a str,
    version: &'a str,
    title: &'a str,
    council: Option<&'a str>,
    from: Option<String>,
    until: Option<String>,
}

pub(crate) fn run(args: &ListArgs) -> Result<Exit, Failure> {
    let mut ids: Vec<&str> = bundled().iter().map(|one| one.id).collect();
    ids.dedup();
    let families = ids.into_iter().map(Family::bundled).collect::<Result<Vec<_>, _>>()?;
    match args.format {
        Format::Json => {
            let versions = families.iter().flat_map(Family::versions);
            json(&versions.map(entry).collect::<Vec<_>>())?;
        }
        Format::Text => {
            let mut text = String::new();
            for family in &families {
                text.push_str(&format!("{}\n", family.id()));
                for version in family.versions() {
                    text.push_str(&format!("    @{version}: {}\n", version.charter().title));
                }
            }
            print(&text)?;
        }
    }
    Ok(Exit::Fine)
}

fn entry(version: &Version) -> CharterEntry<'_> {
    let charter = version.charter();
    CharterEntry {
        id: &charter.id,
        version: &charter.version,
        title: &charter.title,
        council: charter.council.as_deref(),
        from: charter.in_force.from.map(|date| date.to_string()),
        until: charter.in_force.until.map(|date| date.to_string()),
    }
}
