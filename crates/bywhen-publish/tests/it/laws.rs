//! A law that holds for any charter, over the random questions that the laws of `bywhen` are put to.

use bywhen::{Case, When};
use bywhen_publish::lookup_table;

use crate::questions::law::{ensure, holds_of_charters};

#[test]
fn a_look_up_table_says_what_is_due() {
    holds_of_charters(
        |question| {
            let received = question.case.events.iter().find(|event| event.name == "received");
            let Some(day) = received.and_then(|event| question.moment(event.at)).map(|moment| moment.day().date())
            else {
                return Ok(0);
            };
            let contact = Case { events: Vec::new(), ..question.case.clone() };
            let Ok(table) = lookup_table(question.plan, &contact, day..=day) else { return Ok(0) };
            for row in &table.rows {
                let in_the_table = (row.status, row.due_at, row.provisional.clone());
                let last = (!row.moves).then_some(row.received_until);
                for at in [row.received_from].into_iter().chain(last) {
                    let at: When = at.to_string().parse().expect("a time");
                    let outcome = question.plan.check(&contact.clone().event("received", at), at);
                    let promises = outcome.map(|outcome| outcome.promises).unwrap_or_default();
                    let alone = promises.into_iter().find(|promise| promise.id == row.promise);
                    let alone = alone.map(|promise| (promise.status, promise.due_at, promise.provisional));
                    ensure(alone.as_ref() == Some(&in_the_table), || {
                        format!("{} received {at}: the table says {in_the_table:?}, the plan {alone:?}", row.promise)
                    })?;
                }
            }
            Ok(table.rows.len())
        },
        2000,
    );
}
