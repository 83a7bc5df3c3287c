//! What a charter leaves unsaid and what would move a date: both dates are shown.

use bywhen_calendar::{Calendars, Day, TimeOfDay, WorkingDays, Zone};
use bywhen_engine::charter::{Calendar, Charter, Clock, CutOff, Limit, Receipt};
use bywhen_engine::counting::Tables;
use bywhen_engine::vocabulary::CUSTOMER_EVENTS;
use bywhen_engine::{Moment, When, words};
use chrono::NaiveDate;

use super::Checker;
use crate::code::Code;

/// How far ahead a case is looked for in which the dates differ.
const DAYS_LOOKED_AT: i64 = 60;

/// One way of dating a contact that the calendar does not rule out, and a case to which it matters.
struct Other {
    receipt: Receipt,
    /// Whether the case comes on a day off.
    day_off: bool,
    /// The hour at which it comes.
    hour: u32,
    /// What the other way says.
    says: &'static str,
}

impl Checker<'_, '_> {
    /// Reports calendars that leave open how a contact is dated, with what the difference comes to.
    pub(super) fn report_silence(&mut self, charter: &Charter) {
        if self.findings.in_doubt || self.findings.errors() > 0 {
            return;
        }
        for (place, span) in std::mem::take(&mut self.silent) {
            let Some(calendar) = charter.calendars.get(place) else { continue };
            let Some((id, clock)) = first_clock(charter, calendar) else { continue };
            let differ: Vec<String> =
                others().iter().filter_map(|other| difference(charter, calendar, clock, other)).collect();
            if !differ.is_empty() {
                let name = calendar.name.text();
                let message = format!(
                    "The calendar `{name}` does not say how the day of receipt is found. By `{id}`, {}.",
                    differ.join("; ")
                );
                self.findings.add(Code::ReceiptUnsaid, span, message).help(
                    "add a line below it: `the day of receipt is day 0, whenever it came`, or what is meant instead",
                );
            }
        }
    }
}

fn others() -> [Other; 3] {
    let evening = TimeOfDay::from_hms(17, 0, 0).map(|time| CutOff { time, inclusive: false, to_working_day: true });
    [
        Other {
            receipt: Receipt { closed_day_is_next_working_day: true, ..Receipt::default() },
            day_off: true,
            hour: 10,
            says: "if a day off counts as the next working day",
        },
        Other {
            receipt: Receipt { cut_off: evening, ..Receipt::default() },
            day_off: false,
            hour: 22,
            says: "if the evening counts as the next working day",
        },
        Other {
            receipt: Receipt { day_one: true, ..Receipt::default() },
            day_off: false,
            hour: 10,
            says: "if the day of receipt is day 1",
        },
    ]
}

/// The first clock in days that the customer sets off and that this calendar counts.
fn first_clock<'c>(charter: &'c Charter, calendar: &Calendar) -> Option<(&'c str, &'c Clock)> {
    fn clocks(limit: &Limit) -> Vec<&Clock> {
        match limit {
            Limit::Clock(clock) => vec![clock],
            Limit::EarlierOf(limits) | Limit::LaterOf(limits) => limits.iter().flat_map(clocks).collect(),
            Limit::Then { first, .. } => clocks(first),
            Limit::Given(_) | Limit::Unstated => Vec::new(),
        }
    }
    let by_customer = |clock: &Clock| {
        let own = charter.events.iter().find(|own| own.name == clock.from.event);
        CUSTOMER_EVENTS.iter().any(|event| clock.from.event.is(event)) || own.is_some_and(|own| own.by_customer)
    };
    let stages = charter.standards.iter().flat_map(|standard| &standard.stages);
    let promises = stages.flat_map(|stage| &stage.promises);
    let all = promises.flat_map(|promise| {
        let limits = promise.limits.iter().flat_map(|alternative| clocks(&alternative.limit));
        limits.map(|clock| (promise.id.as_str(), clock))
    });
    let mut counted = all.filter(|(_, clock)| {
        clock.count.unit.is_days() && clock.calendar.as_ref() == Some(&calendar.name) && by_customer(clock)
    });
    counted.next()
}

/// `received on Saturday 7 March 2026 at 10am it is due on Friday 13 March 2026, and on Monday 16 March 2026 if ...`.
fn difference(charter: &Charter, calendar: &Calendar, clock: &Clock, other: &Other) -> Option<String> {
    let days = WorkingDays::compile(&calendar.rules, &Calendars::bundled(), None);
    let from = charter.in_force.from.or(NaiveDate::from_ymd_opt(2026, 1, 1))?;
    let first = Day::from_date(from).ok()?;
    let received = (0..DAYS_LOOKED_AT)
        .filter_map(|ahead| first.plus(ahead).ok())
        .find(|day| days.is_working(*day) != other.day_off)?
        .date()
        .and_hms_opt(other.hour, 0, 0)?;
    let due = |receipt| due(&charter.zone, &days, clock, When::Local(received), receipt);
    let (taken, instead) = (due(Receipt::default())?, due(other.receipt)?);
    (taken != instead).then(|| {
        format!(
            "what is received on {} is due on {}, and on {} {}",
            words::day_and_time(&When::Local(received).to_string()),
            words::date(taken.date()),
            words::date(instead.date()),
            other.says
        )
    })
}

fn due(zone: &Zone, days: &WorkingDays, clock: &Clock, received: When, receipt: Receipt) -> Option<Day> {
    let tables = Tables { zone, working_days: Some(days), hours: None, receipt: Some(receipt) };
    let start = Moment::new(received, zone).ok()?;
    tables.due(&clock.count, &start, &[]).ok().map(|due| due.day)
}
