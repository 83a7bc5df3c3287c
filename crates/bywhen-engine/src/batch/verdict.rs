//! What the engine says of many cases.

use bywhen_calendar::Instant;

use crate::charter::Promise;
use crate::counting::Due;
use crate::evaluate::CaseError;
use crate::outcome::{LateBy, Status};
use crate::plan::{Code, Plan};

/// What is said of one promise for one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The place of the case in its table.
    pub case: u32,
    /// The number of the promise: its place in [`Charter::promises`](crate::Charter::promises).
    pub promise: u16,
    /// Where it stands.
    pub status: Status,
    /// Running, and due today or the working day after; for hours, in the last fifth.
    pub due_soon: bool,
    /// A dated notice relaxed it.
    pub varied: bool,
    /// Why its date may move.
    pub provisional: Provisional,
    /// By when it is due.
    pub due: Option<Due>,
    /// When it was done: the start of the day where only the day is known.
    pub done: Option<Instant>,
    /// How late it was done, or how overdue it is.
    pub late_by: Option<LateBy>,
    /// What was taken of its limit, in the ticks of its unit (see [`Unit::tick`](crate::charter::Unit::tick)), where it
    /// was done and its clock had started.
    pub taken: Option<i64>,
}

impl Plan {
    /// The promise of a number, and its stage.
    #[inline]
    pub fn promise(&self, number: u16) -> Option<(u8, &Promise)> {
        let (standard, promise) = self.places().get(usize::from(number)).copied()?;
        let promise = self.standards().get(standard)?.promises.get(promise)?;
        Some((promise.stage, &promise.said))
    }
}

/// Why a date may move: a place in a list of [`Verdicts`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Provisional(u16);

/// What is said of the cases of a table. Kept from batch to batch, so that its room is used again.
#[derive(Debug, Default)]
pub struct Verdicts {
    /// A case after the other, its promises in the charter's order.
    pub verdicts: Vec<Verdict>,
    /// Cases that could not be judged, and why.
    pub refused: Vec<(u32, CaseError)>,
    /// The distinct reasons for which dates may move. There are few.
    reasons: Vec<(Vec<Code>, bool)>,
}

impl Verdicts {
    /// Forgets what was said, and keeps the room.
    pub fn clear(&mut self) {
        self.verdicts.clear();
        self.refused.clear();
    }

    /// Why a date may move, in the words of the contract.
    pub fn provisional(&self, plan: &Plan, verdict: &Verdict) -> Vec<String> {
        let place = usize::from(verdict.provisional.0).checked_sub(1);
        let reasons = place.and_then(|place| self.reasons.get(place));
        reasons.map(|(awaiting, projected)| plan.provisional(awaiting, *projected)).unwrap_or_default()
    }

    /// Notes why a date may move.
    pub(super) fn note(&mut self, awaiting: &[Code], projected: bool) -> Provisional {
        if awaiting.is_empty() && !projected {
            return Provisional(0);
        }
        let known = self.reasons.iter().position(|(events, also)| events.as_slice() == awaiting && *also == projected);
        let place = known.unwrap_or_else(|| {
            self.reasons.push((awaiting.to_vec(), projected));
            self.reasons.len() - 1
        });
        Provisional(u16::try_from(place + 1).unwrap_or(0))
    }
}
