//! When each case of a batch came in, and what is said to have happened before that.

use bywhen::Plan;
use bywhen::engine::batch::{EncodedTime, EventKey};

use crate::batch_log::BatchLog;
use crate::columns::DecodedBatch;

/// When each case first came in.
pub(crate) fn received<'d>(
    event: Option<EventKey>,
    decoded: &'d DecodedBatch,
    receipts: Option<&'d [EncodedTime]>,
) -> &'d [EncodedTime] {
    receipts.or_else(|| decoded.times(event?).next()).unwrap_or_default()
}

/// The same where not just one column says so.
pub(crate) fn receipts(
    event: Option<EventKey>,
    decoded: &DecodedBatch,
    log: Option<&BatchLog>,
    count: usize,
) -> Option<Vec<EncodedTime>> {
    let nothing = || vec![EncodedTime::NONE; count];
    let Some(received) = event else { return Some(nothing()) };
    let mut columns = decoded.times(received).peekable();
    let first = columns.next();
    if first.is_some() && columns.peek().is_none() && log.is_none() {
        return None;
    }
    let mut first = first.map_or_else(nothing, <[EncodedTime]>::to_vec);
    let earlier = |known: &mut EncodedTime, stamp: EncodedTime| {
        if stamp != EncodedTime::NONE && (*known == EncodedTime::NONE || stamp < *known) {
            *known = stamp;
        }
    };
    for column in columns {
        first.iter_mut().zip(column).for_each(|(known, stamp)| earlier(known, *stamp));
    }
    if let Some(BatchLog { starts, entries, .. }) = log {
        let ranges = starts.iter().zip(starts.iter().skip(1));
        for (known, (from, to)) in first.iter_mut().zip(ranges) {
            let receipts = entries.get(*from..*to).unwrap_or_default().iter().filter(|entry| entry.event == received);
            receipts.for_each(|entry| earlier(known, entry.at));
        }
    }
    Some(first)
}

/// Collects events dated on a day before receipt. On the day itself clocks differ, and many a system writes
/// midnight for a time it does not know. What is fixed beforehand may have been earlier.
pub(crate) fn before_receipt(
    plan: &Plan,
    received: &[EncodedTime],
    decoded: &DecodedBatch,
    log: Option<&BatchLog>,
    found: &mut Vec<(usize, EventKey)>,
) {
    let zone = &plan.charter().zone;
    let is_early = |at: EncodedTime, received: EncodedTime| {
        at != EncodedTime::NONE && at < received && at.day_in(zone) < received.day_in(zone)
    };
    found.clear();
    for (event, at) in decoded.events().filter(|(event, _)| !plan.is_beforehand(*event)) {
        let early = received.iter().zip(at).enumerate().filter(|(_, (received, at))| is_early(**at, **received));
        found.extend(early.map(|(row, _)| (row, event)));
    }
    let Some(BatchLog { starts, entries, .. }) = log else { return };
    let ranges = starts.iter().zip(starts.iter().skip(1));
    for (row, (received, (from, to))) in received.iter().zip(ranges).enumerate() {
        for entry in entries.get(*from..*to).unwrap_or_default() {
            if is_early(entry.at, *received) && !plan.is_beforehand(entry.event) {
                found.push((row, entry.event));
            }
        }
    }
}
