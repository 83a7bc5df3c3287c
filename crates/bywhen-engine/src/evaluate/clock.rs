//! One date of a contact of which no more is known than when it came.

use bywhen_calendar::Instant;

use crate::case_error::CaseError;
use crate::counting::{CountError, Due};
use crate::moment::Moment;
use crate::name::Name;
use crate::plan::{Contact, Plan, PlannedClock, PlannedLimit, PlannedPromise, PlannedStandard};
use crate::vocabulary::RECEIVED;

/// The clock of one promise for contacts of one sort, found once and asked often.
///
/// It says what [`Plan::check`] says of a case that has only come in, asked as of then.
#[derive(Clone, Debug)]
pub struct ReceiptClock {
    plan: Plan,
    /// The promise.
    id: String,
    /// The places of its standard and of the promises from the one that counts from receipt to the one that is asked for:
    /// each but the first counts from what the one before it promises.
    standard: usize,
    chain: Vec<usize>,
}

/// Why there is no such clock.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// A name that the charter does not know.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// No such promise for such a contact.
    #[error("no promise `{id}` applies to such a contact: it has {others}")]
    NoPromise {
        /// As given.
        id: String,
        /// The promises that do apply.
        others: String,
    },
    /// Its date depends on more than receipt.
    #[error("the date of `{id}` depends on more than the time of receipt: `check` says it")]
    NotFromReceipt {
        /// The promise.
        id: String,
    },
}

impl Plan {
    /// The clock of a promise that counts from receipt: `letters-and-faxes/acknowledge`, or `acknowledge` where that is
    /// clear.
    pub fn clock(
        &self,
        kind: Option<&str>,
        channel: Option<&str>,
        service: Option<&str>,
        id: &str,
    ) -> Result<ReceiptClock, ClockError> {
        let contact = Contact {
            kind: self.kind_of(kind)?,
            channel: channel.map(|given| self.channel_of(given)).transpose()?,
            service: service.map(|given| self.service_of(given)).transpose()?.flatten(),
        };
        let (standards, _) = self.applicable(&contact)?;
        let action = Name::new(id);
        let mut all: Vec<(&PlannedStandard, usize, &PlannedPromise)> = Vec::new();
        for standard in standards {
            all.extend((0..).zip(&standard.promises).map(|(place, promise)| (standard, place, promise)));
        }
        let mut by_action = all.iter().filter(|(.., promise)| promise.action == action);
        let found = match (by_action.next(), by_action.next()) {
            (Some(only), None) => Some(only),
            _ => all.iter().find(|(.., promise)| promise.id == id),
        };
        let Some((standard, place, promise)) = found.copied() else {
            let others: Vec<&str> = all.iter().map(|(.., promise)| promise.id.as_str()).collect();
            let others = if others.is_empty() { "none".to_owned() } else { others.join(", ") };
            return Err(ClockError::NoPromise { id: id.to_owned(), others });
        };
        let number = self.standards().iter().position(|one| std::ptr::eq(one, standard));
        let clock = number.and_then(|number| Some((number, self.chain(standard, place)?)));
        let (number, chain) = clock.ok_or_else(|| ClockError::NotFromReceipt { id: promise.id.clone() })?;
        Ok(ReceiptClock { plan: self.clone(), id: promise.id.clone(), standard: number, chain })
    }

    /// The promises from receipt to this one, or `None` where one of them has no simple clock.
    fn chain(&self, standard: &PlannedStandard, place: usize) -> Option<Vec<usize>> {
        let mut chain = vec![place];
        let mut from = clock(standard, place).filter(|_| standard.has_simple_clocks)?;
        while from.event != self.well_known().received {
            let before = usize::from(from.promised_by?);
            chain.push(before);
            from = clock(standard, before)?;
        }
        chain.reverse();
        Some(chain)
    }
}

impl ReceiptClock {
    /// By when the promise must be kept, of a contact that came in at this moment.
    ///
    /// # Errors
    ///
    /// A moment or an answer outside the years that are counted: the same as of [`Plan::check`].
    pub fn due(&self, received: Instant) -> Result<Due, CaseError> {
        let placed = Moment::at(received, &self.plan.charter().zone);
        let received = placed.map_err(|error| CaseError::Time { event: RECEIVED.to_owned(), error: error.into() })?;
        let standard = self.plan.standards().get(self.standard);
        if standard.is_some_and(|standard| received.day() < standard.first_day) {
            return Err(CaseError::TooEarly { event: RECEIVED.to_owned(), day: received.day().date() });
        }
        self.count(received).map_err(|error| CaseError::Count { promise: self.id.clone(), error })
    }

    fn count(&self, received: Moment) -> Result<Due, CountError> {
        let mut start = received;
        let mut due = Due { day: start.day(), at: start.instant };
        let clocks = self.plan.standards().get(self.standard).into_iter();
        let clocks = clocks.flat_map(|standard| self.chain.iter().filter_map(|place| clock(standard, *place)));
        let mut before: Option<&PlannedClock> = None;
        for clock in clocks {
            if let Some(before) = before.replace(clock) {
                start = Moment::at_due(due, before.count.unit.is_days(), &self.plan.charter().zone)?;
            }
            due = self.plan.tables(clock, clock.by_customer).due(&clock.count, &start, &[])?;
        }
        Ok(due)
    }
}

/// The clock of a promise of a [standard with simple clocks](PlannedStandard::has_simple_clocks).
fn clock(standard: &PlannedStandard, place: usize) -> Option<&PlannedClock> {
    match standard.promises.get(place)?.limits.as_slice() {
        [(_, PlannedLimit::Clock(clock))] => Some(clock),
        _ => None,
    }
}
