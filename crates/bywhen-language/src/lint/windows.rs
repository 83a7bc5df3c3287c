//! Customers' time to ask that is over before they can use it: before it begins, or before the answer about which they would
//! ask is due.

use std::collections::HashMap;

use bywhen_calendar::TimeOfDay;
use bywhen_engine::charter::{Charter, Clock, Count, End, Limit, Promise, Role, Stage};

use super::comparison::{Comparisons, Earlier, Weeks};
use super::linter::{Linter, LocatedStandard};
use super::reversal::Reversal;
use super::sequence::{ACKNOWLEDGE, RESPOND};
use super::tries::{Tries, written};
use crate::code::Code;

impl<'s> Linter<'_, 's> {
    pub(super) fn report_windows(
        &mut self,
        charter: &Charter,
        standards: &[LocatedStandard<'_, 's>],
        tries: &mut Tries<'_>,
        comparisons: &mut Comparisons<'_, '_>,
    ) {
        self.report_varied_windows(charter, comparisons);
        for located in standards {
            let stages = located.standard.stages.iter();
            for (place, (before, stage)) in stages.clone().zip(stages.skip(1)).enumerate() {
                let (Some(window), Some(answer)) = (window(stage), answer(before)) else { continue };
                let Some(reversal) = Reversal::of(&window.limits, &answer.limits, tries, comparisons) else { continue };
                let Some(here) = located.place(place + 1, 0) else { continue };
                let action = answer.action.text();
                let the = match reversal.case.as_slice() {
                    [] => "The".to_owned(),
                    case => format!("Where {}, the", case.join(" and ")),
                };
                let message = format!(
                    "{the} time to ask for stage {} is over before stage {} is answered: {}.",
                    stage.number,
                    before.number,
                    reversal.words("customers may ask", &format!("`{action}` is due")),
                );
                self.sink.add(Code::WindowTooSoon, here.line, message).label("over too soon").help(format!(
                    "count it from the answer, `within 28 calendar days of our response`, or let it last longer than `{action}` may take"
                ));
            }
        }
    }

    /// A window that opens later lasts from then on, but a variation may state another end for it.
    fn report_varied_windows(&mut self, charter: &Charter, comparisons: &mut Comparisons<'_, '_>) {
        if charter.variations.is_empty() {
            return;
        }
        let windows = charter.promises().filter_map(|(_, _, window)| Some((&*window.id, window.opens.as_ref()?)));
        let windows: HashMap<&str, &Limit> = windows.collect();
        for variation in &charter.variations {
            let Some(span) = self.names.variations.entry(variation.name.slug()).map(|entry| entry.span) else {
                continue;
            };
            for change in &variation.changes {
                let Some(opens) = windows.get(&*change.promise) else { continue };
                let start = from_its_start(opens);
                for closes in change.limits.iter().map(|alternative| &alternative.limit) {
                    let Some(how) = comparisons.earlier(closes, &start, Weeks::All) else { continue };
                    let dates = match how {
                        Earlier::Always => format!("it is over {}, and begins {}", written(closes), written(opens)),
                        Earlier::Shown(shown) => format!(
                            "counted from {}, it is over by {} and begins on {}",
                            shown.start, shown.earlier, shown.later_day
                        ),
                    };
                    self.sink
                        .add(
                            Code::WindowTooSoon,
                            span,
                            format!(
                                "While this lasts, the time of `{}` is over before it begins: {dates}.",
                                change.promise
                            ),
                        )
                        .label("over too soon")
                        .help("let it end later");
                }
            }
        }
    }
}

/// A limit whose last day counts from its beginning, as that on which a window opens.
fn from_its_start(limit: &Limit) -> Limit {
    match limit {
        Limit::Clock(clock) if clock.count.unit.is_days() => {
            let count = Count { end: End::At(TimeOfDay::MIDNIGHT), ..clock.count.clone() };
            Limit::Clock(Clock { count, ..clock.clone() })
        }
        Limit::EarlierOf(limits) => Limit::EarlierOf(limits.iter().map(from_its_start).collect()),
        Limit::LaterOf(limits) => Limit::LaterOf(limits.iter().map(from_its_start).collect()),
        other => other.clone(),
    }
}

fn window(stage: &Stage) -> Option<&Promise> {
    stage.promises.first().filter(|promise| promise.role == Role::CustomerWindow)
}

/// What the customer waits for in a stage: the response, or the one promise that is no acknowledgement.
fn answer(stage: &Stage) -> Option<&Promise> {
    let owed = || {
        stage
            .promises
            .iter()
            .filter(|promise| promise.role == Role::Council && !promise.for_staff && promise.instead_of.is_none())
    };
    let mut others = owed().filter(|promise| promise.action.slug() != ACKNOWLEDGE);
    owed()
        .find(|promise| promise.action.slug() == RESPOND)
        .or_else(|| others.next().filter(|_| others.next().is_none()))
}
