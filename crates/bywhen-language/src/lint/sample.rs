//! Sample cases: a count, a day from which it starts, and the calendar of the charter.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use bywhen_calendar::{Calendars, Day, WorkingDays};
use bywhen_engine::charter::{
    Anchor, Calendar, Charter, Clock, Condition, Count, End, Receipt, ReceiptMove, ReceiptRule,
};
use bywhen_engine::counting::{Due, Stop, Tables};
use bywhen_engine::vocabulary::CUSTOMER_EVENTS;
use bywhen_engine::{Moment, Name, When};
use chrono::NaiveDate;

/// The number of days searched for a case in which two dates differ: a year, to include every holiday.
const DAYS_LOOKED_AT: i64 = 366;

/// A charter, with its calendars as they are needed.
pub(super) struct Samples<'c> {
    pub(super) charter: &'c Charter,
    compiled: Vec<OnceCell<WorkingDays>>,
    /// The place of each calendar.
    places: HashMap<&'c Name, usize>,
    /// The first clock in days of each promise, by its id.
    in_days: HashMap<&'c str, &'c Clock>,
    /// The events that the customer brings about.
    of_customer: HashSet<&'c str>,
    /// By calendar, the first clock in days that the customer sets off, with its promise.
    set_off: HashMap<&'c Name, (&'c str, &'c Clock)>,
}

impl<'c> Samples<'c> {
    pub(super) fn new(charter: &'c Charter) -> Samples<'c> {
        let own = charter.events.iter().filter(|event| event.by_customer).map(|event| event.name.slug());
        let mut samples = Samples {
            charter,
            compiled: charter.calendars.iter().map(|_| OnceCell::new()).collect(),
            places: HashMap::new(),
            in_days: HashMap::new(),
            of_customer: own.chain(CUSTOMER_EVENTS.iter().copied()).collect(),
            set_off: HashMap::new(),
        };
        for (place, calendar) in charter.calendars.iter().enumerate() {
            samples.places.entry(&calendar.name).or_insert(place);
        }
        for (_, _, promise) in charter.promises() {
            let all = promise.limits.iter().flat_map(|alternative| alternative.limit.clocks());
            for clock in all.filter(|clock| clock.count.unit.is_days()) {
                samples.in_days.entry(&promise.id).or_insert(clock);
                if let Some(calendar) = clock.calendar.as_ref().filter(|_| samples.by_customer(&clock.from)) {
                    samples.set_off.entry(calendar).or_insert((&promise.id, clock));
                }
            }
        }
        samples
    }

    /// The day on which the charter comes into force, if given.
    pub(super) fn first_day(&self) -> Option<Day> {
        let from = self.charter.in_force.from.or(NaiveDate::from_ymd_opt(2026, 1, 1))?;
        Day::from_date(from).ok()
    }

    /// The days that may be looked at, from the first.
    pub(super) fn days(&self) -> impl Iterator<Item = Day> {
        let first = self.first_day();
        (0..DAYS_LOOKED_AT).filter_map(move |ahead| first?.plus(ahead).ok())
    }

    pub(super) fn working_days(&self, place: usize) -> Option<&WorkingDays> {
        let calendar = self.charter.calendars.get(place)?;
        let compile = || WorkingDays::compile(&calendar.rules, &Calendars::bundled(), None);
        self.compiled.get(place).map(|compiled| compiled.get_or_init(compile))
    }

    /// The place of the calendar of this name.
    pub(super) fn place_of(&self, calendar: Option<&Name>) -> Option<usize> {
        calendar.and_then(|name| self.places.get(name)).copied()
    }

    /// The calendar of this name, else the first: where a charter has several, any shows the difference.
    fn place(&self, calendar: Option<&Name>) -> usize {
        self.place_of(calendar).unwrap_or_default()
    }

    /// When a count of a clock is due that starts at a moment. `None` where that takes opening hours.
    pub(super) fn due(&self, clock: &Clock, start: &Moment) -> Option<Due> {
        let place = self.place_of(clock.calendar.as_ref());
        let calendar = place.and_then(|place| self.charter.calendars.get(place));
        let rules = calendar.filter(|_| self.by_customer(&clock.from));
        let waits = |rule: &ReceiptRule| matches!(rule.rule, ReceiptMove::NextOpening(_));
        if rules.is_some_and(|calendar| calendar.receipt.iter().any(waits)) {
            return None;
        }
        let tables = Tables {
            zone: &self.charter.zone,
            working_days: place.and_then(|place| self.working_days(place)),
            hours: None,
            due_at_next_opening: false,
            receipt: rules.map(receipt),
            opening: None,
        };
        tables.due(&clock.count, start, &[]).ok()
    }

    /// A trial for a count that starts from an event.
    pub(super) fn trial(&self, calendar: Option<&Name>, from: Option<&Anchor>) -> Trial<'_> {
        let place = self.place(calendar);
        let rules = self.charter.calendars.get(place).filter(|_| from.is_some_and(|from| self.by_customer(from)));
        Trial { samples: self, days: self.working_days(place), receipt: rules.map(receipt) }
    }

    /// The calendar of this name.
    pub(super) fn calendar(&self, name: Option<&Name>) -> Option<&'c Calendar> {
        self.charter.calendars.get(self.place_of(name)?)
    }

    /// Whether an event is caused by the customer.
    pub(super) fn by_customer(&self, from: &Anchor) -> bool {
        self.of_customer.contains(from.event.slug())
    }

    /// The first clock in days of a promise.
    pub(super) fn clock_in_days(&self, promise: &str) -> Option<&'c Clock> {
        self.in_days.get(promise).copied()
    }

    /// The first clock in days that the customer sets off and that a calendar counts, with its promise.
    pub(super) fn set_off(&self, calendar: &Calendar) -> Option<(&'c str, &'c Clock)> {
        self.set_off.get(&calendar.name).copied()
    }
}

/// The rules that a sample case is counted with.
pub(super) struct Trial<'a> {
    samples: &'a Samples<'a>,
    /// None where the charter has no calendar.
    pub(super) days: Option<&'a WorkingDays>,
    receipt: Option<Receipt>,
}

impl Trial<'_> {
    /// Days from which a count may start, working days before others.
    pub(super) fn starts(&self) -> impl Iterator<Item = Day> {
        let worked = |day: &Day| self.days.is_none_or(|days| days.is_working(*day));
        let off = self.samples.days().filter(move |day| !worked(day));
        self.samples.days().filter(worked).chain(off)
    }

    /// The last day of a count from a day, with the clock standing still meanwhile where it does.
    pub(super) fn last_day(&self, count: &Count, start: Day, stop: Option<Stop>) -> Option<Day> {
        // When the last day ends does not matter here, and would need hours.
        let count = Count { end: End::OfDay, ..count.clone() };
        let stops = stop.map_or_else(Vec::new, |stop| vec![stop]);
        self.tables(self.receipt).due(&count, &self.moment(start)?, &stops).ok().map(|due| due.day)
    }

    /// As [`Trial::last_day`], for a contact at a time of the day and other rules of receipt.
    pub(super) fn last_day_for(&self, count: &Count, start: When, receipt: Receipt) -> Option<Day> {
        let start = Moment::new(start, &self.samples.charter.zone).ok()?;
        self.tables(Some(receipt)).due(count, &start, &[]).ok().map(|due| due.day)
    }

    /// A day of which no time is known.
    pub(super) fn moment(&self, day: Day) -> Option<Moment> {
        Moment::new(When::Day(day.date()), &self.samples.charter.zone).ok()
    }

    fn tables(&self, receipt: Option<Receipt>) -> Tables<'_> {
        Tables {
            zone: &self.samples.charter.zone,
            working_days: self.days,
            hours: None,
            due_at_next_opening: false,
            receipt,
            opening: None,
        }
    }
}

/// The rules of receipt that hold whatever is chosen.
pub(super) fn receipt(calendar: &Calendar) -> Receipt {
    let mut receipt = Receipt::default();
    for rule in calendar.receipt.iter().filter(|rule| rule.when == Condition::Always) {
        match &rule.rule {
            ReceiptMove::DayOne => receipt.day_one = true,
            ReceiptMove::CutOff(cut_off) => receipt.cut_off = Some(*cut_off),
            ReceiptMove::ClosedDay { .. } => receipt.closed_day_is_next_working_day = true,
            // The samples have no hours: whatever waits for an opening comes while the place is open.
            ReceiptMove::NextOpening(_) => {}
        }
    }
    receipt
}
