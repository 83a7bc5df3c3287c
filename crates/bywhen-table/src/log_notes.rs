//! Notes on unused lines of a log: a name may be spelt otherwise there.

use crate::log::{EventLog, LogSpec};
use bywhen::prose::thousands;

/// How many names of events are shown.
const MAX_SHOWN: usize = 3;

impl EventLog {
    /// Lines of events that the charter does not know.
    pub fn ignored_note(&self) -> Option<String> {
        let lines: u64 = self.ignored.values().sum();
        let mut events: Vec<(&String, &u64)> = self.ignored.iter().collect();
        events.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let named = events.iter().take(MAX_SHOWN).map(|(name, count)| format!("`{name}` {}", thousands(**count)));
        let named: Vec<String> = named.collect();
        let more = if events.len() > MAX_SHOWN { ", ..." } else { "" };
        (lines > 0).then(|| {
            format!(
                "{} of {} lines of the log are of events that the charter does not know ({}{more})",
                thousands(lines),
                thousands(self.lines),
                named.join(", ")
            )
        })
    }

    /// Lines that belong to nobody: one of them may have been the answer to a case.
    pub fn unattributed_note(&self) -> Option<String> {
        let (row, reason) = self.first_unattributed.as_ref()?;
        Some(format!(
            "{} of {} lines of the log do not say of which case they are; the first is row {row}: {reason}",
            thousands(self.unattributed_lines),
            thousands(self.lines)
        ))
    }

    /// Names that were given for events of the log, and that no line of it says.
    pub fn unused_name_notes(&self, spec: &LogSpec) -> Vec<String> {
        let unused = spec.events.iter().filter(|(text, _)| !self.event_texts.contains(text));
        unused.map(|(text, event)| format!("no line of the log says `{text}`, which was to be `{event}`")).collect()
    }

    /// Cases that the table does not have, once it has been worked through.
    pub fn unmatched_note(&self) -> Option<String> {
        let (count, first, all) = self.unmatched_cases();
        let (count, all) = (thousands(count), thousands(all));
        Some(format!("{count} of the {all} cases in the log are not in the table; the first is `{}`", first?))
    }
}
