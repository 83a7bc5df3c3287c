//! What of a log was of no use, in sentences: a name may be spelt otherwise there.

use crate::log::{EventLog, LogNaming};
use crate::report::thousands;

/// How many names of events are shown.
const SHOWN: usize = 3;

impl EventLog {
    /// Lines of events that the charter does not know.
    pub fn ignored_note(&self) -> Option<String> {
        let lines: u64 = self.ignored.values().sum();
        let mut events: Vec<(&String, &u64)> = self.ignored.iter().collect();
        events.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let named = events.iter().take(SHOWN).map(|(name, count)| format!("`{name}` {}", thousands(**count)));
        let named: Vec<String> = named.collect();
        let more = if events.len() > SHOWN { ", ..." } else { "" };
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
    pub fn nobodys_note(&self) -> Option<String> {
        let (row, reason) = self.first_nobodys.as_ref()?;
        Some(format!(
            "{} of {} lines of the log do not say of which case they are; the first is row {row}: {reason}",
            thousands(self.nobodys),
            thousands(self.lines)
        ))
    }

    /// Names that were given for events of the log, and that no line of it says.
    pub fn unsaid_notes(&self, naming: &LogNaming) -> Vec<String> {
        let unsaid = naming.events.iter().filter(|(text, _)| !self.seen.contains(text));
        unsaid.map(|(text, event)| format!("no line of the log says `{text}`, which was to be `{event}`")).collect()
    }

    /// Cases that the table does not have, once it has been worked through.
    pub fn strangers_note(&self) -> Option<String> {
        let (count, first, all) = self.strangers();
        let (count, all) = (thousands(count), thousands(all));
        Some(format!("{count} of the {all} cases in the log are not in the table; the first is `{}`", first?))
    }
}
