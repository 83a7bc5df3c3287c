//! Where the versions of a charter do not follow on from each other.

use bywhen_engine::{Charter, prose};
use bywhen_language::Code;

/// Two versions of a charter, one after the other, with days between them that have no version or two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionGap {
    /// [`Code::NoVersion`] or [`Code::TwoVersions`].
    pub code: Code,
    /// The later version.
    pub version: String,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do about it.
    pub help: &'static str,
}

/// The version_gaps of a family, whose charters are in order of their first day.
pub(crate) fn version_gaps<'c>(charters: impl Iterator<Item = &'c Charter>) -> Vec<VersionGap> {
    let charters: Vec<&Charter> = charters.collect();
    charters
        .windows(2)
        .filter_map(|pair| if let [earlier, later] = pair { gap(earlier, later) } else { None })
        .collect()
}

fn gap(earlier: &Charter, later: &Charter) -> Option<VersionGap> {
    let from = later.in_force.from?;
    let eve = from.pred_opt()?;
    let found = |code, message, help| Some(VersionGap { code, version: later.version.clone(), message, help });
    match earlier.in_force.until {
        Some(until) if until < eve => found(
            Code::NoVersion,
            format!(
                "From {} to {} no version of `{}` is in force.",
                prose::date(until.succ_opt()?),
                prose::date(eve),
                later.id
            ),
            "correct the dates in force, or say in a `reading` why there was none",
        ),
        until if until.is_none_or(|until| until >= from) => found(
            Code::TwoVersions,
            format!(
                "From {} on, versions {} and {} of `{}` are both in force; the later one answers.",
                prose::date(from),
                earlier.version,
                later.version,
                later.id
            ),
            "end the earlier version on the day before",
        ),
        _ => None,
    }
}
