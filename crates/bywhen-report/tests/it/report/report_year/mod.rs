//! A made-up year of a made-up council. No real data.

use bywhen::Status;
use bywhen::engine::charter::Unit;
use bywhen::engine::outcome::{CalendarInfo, CharterInfo, Period, Target};
use bywhen_report::{MonthOf, Observation, ReportContext, Subject, Tally};
use chrono::{Days, NaiveDate};

/// Names of channels, as the charter would give them.
const CHANNELS: [&str; 5] = ["letter", "email", "telephone", "web form", "in person"];

fn subject(id: &str, standard: &str, strength: &str, sentence: &str, unit: Unit, target: Option<Target>) -> Subject {
    Subject {
        id: id.to_owned(),
        standard: standard.to_owned(),
        stage: if id.contains("stage-2") { 2 } else { 1 },
        action: id.rsplit('/').next().unwrap_or_default().to_owned(),
        strength: strength.to_owned(),
        cites: Some("section 2, bullet 1".to_owned()),
        sentence: sentence.to_owned(),
        for_staff: false,
        unit,
        target,
        limit: matches!(target, Some(Target::Average { .. })).then_some(180),
        relaxed: false,
        versions: None,
        earlier: Vec::new(),
    }
}

/// What the made-up year is about.
pub(crate) fn context() -> ReportContext {
    let at_least = |percent, hundredths| Some(Target::Percent { percent, hundredths, over: false });
    let s = subject;
    ReportContext {
        charter: CharterInfo {
            id: "example-borough-council".to_owned(),
            version: "2026".to_owned(),
            title: "Customer service standards".to_owned(),
            in_force: Period { from: NaiveDate::from_ymd_opt(2026, 4, 1), until: None },
        },
        council: Some("Example Borough Council".to_owned()),
        calendar: CalendarInfo { data: "2026-08-21".to_owned(), known_on: None },
        choices: Vec::new(),
        columns: Vec::new(),
        at: "2027-04-01T09:00:00+01:00".parse().expect("a time"),
        month_of: MonthOf::Received,
        subjects: vec![
            s(
                "letters-and-faxes/acknowledge",
                "Letters and faxes",
                "will",
                "We will acknowledge within 5 working days of receipt.",
                Unit::WorkingDays,
                at_least(90, 0),
            ),
            s(
                "letters-and-faxes/respond",
                "Letters and faxes",
                "usually",
                "We will usually respond within 10 working days of receipt.",
                Unit::WorkingDays,
                at_least(80, 0),
            ),
            s(
                "calls/answer",
                "Calls",
                "aim to",
                "We aim to answer at least 80% within 20 seconds of the first ring.",
                Unit::Seconds,
                at_least(80, 0),
            ),
            s(
                "visits/see",
                "Visits",
                "aim to",
                "We aim to see you on average within 3 minutes of your arrival.",
                Unit::Minutes,
                Some(Target::Average { average: true }),
            ),
            s(
                "emails/respond",
                "Contact centre emails",
                "aim to",
                "We aim to respond within 4 working hours of receipt.",
                Unit::WorkingHours,
                None,
            ),
            s(
                "complaints/stage-2/respond",
                "Complaints",
                "usually",
                "We will usually respond within 20 working days of our acknowledgement.",
                Unit::WorkingDays,
                at_least(95, 50),
            ),
            s(
                "refunds/respond",
                "Refunds & <credits>",
                "will",
                "We will respond within 1 month of receipt.",
                Unit::Months,
                at_least(100, 0),
            ),
        ],
        channels: CHANNELS.iter().map(|&name| name.to_owned()).collect(),
        costed: true,
    }
}

/// What a contact costs, in pence.
pub(crate) fn cost(channel: Option<u16>) -> Option<u32> {
    match channel? {
        0 => Some(1037),
        2 => Some(283),
        3 => Some(15),
        _ => None,
    }
}

/// Numbers that look random and are the same everywhere (Marsaglia's xorshift, 2003).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % below
    }
}

/// What one promise of the made-up year is like: the limit in ticks and what share, in thousandths, keeps it.
struct Shape {
    promise: u16,
    a_day: u64,
    limit: i64,
    passthrough: u64,
    channels: &'static [u16],
}

/// Every observation of the year to 31 March 2027.
pub(crate) fn year() -> Vec<Observation> {
    let shapes = [
        Shape { promise: 0, a_day: 9, limit: 5, passthrough: 925, channels: &[0] },
        Shape { promise: 1, a_day: 9, limit: 10, passthrough: 815, channels: &[0] },
        Shape { promise: 2, a_day: 60, limit: 20_000, passthrough: 812, channels: &[2] },
        Shape { promise: 3, a_day: 12, limit: 280, passthrough: 950, channels: &[4] },
        Shape { promise: 4, a_day: 14, limit: 14_400, passthrough: 700, channels: &[1, 3] },
        Shape { promise: 5, a_day: 1, limit: 20, passthrough: 900, channels: &[0, 1, 3] },
    ];
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut observation = Vec::new();
    let first = NaiveDate::from_ymd_opt(2026, 4, 1).unwrap();
    for day in 0..365 {
        let on = first + Days::new(day);
        for shape in &shapes {
            for _ in 0..dice.roll(shape.a_day + 1) {
                observation.push(one(&mut dice, shape, on, day));
            }
        }
    }
    observation
}

fn one(dice: &mut Dice, shape: &Shape, on: NaiveDate, day: u64) -> Observation {
    // A bad August for letters, a good February for calls.
    let passthrough = match (shape.promise, day) {
        (0 | 1, 122..153) => shape.passthrough - 160,
        (2, 306..334) => shape.passthrough + 70,
        _ => shape.passthrough,
    };
    let limit = shape.limit;
    let part = |dice: &mut Dice, of: i64| i64::try_from(dice.roll(of.unsigned_abs().max(1))).unwrap_or(0);
    // The days of the last weeks are partly open, those of slow promises longer.
    let slow = shape.limit <= 20;
    let left = 364 - day;
    let open = slow && left < 30 && dice.roll(30) > left;
    let (status, taken) = if open {
        (if dice.roll(5) == 0 { Status::Stopped } else { Status::Running }, None)
    } else if dice.roll(1000) < passthrough {
        (Status::Met, Some(limit - part(dice, limit * 9 / 10)))
    } else if slow && dice.roll(12) == 0 {
        (Status::Overdue, None)
    } else {
        (Status::Late, Some(limit + 1 + part(dice, limit)))
    };
    let channel = shape.channels[usize::try_from(dice.roll(shape.channels.len() as u64)).unwrap()];
    let channel = (dice.roll(400) > 0).then_some(channel);
    Observation {
        promise: shape.promise,
        channel,
        on,
        status,
        taken,
        varied: shape.promise == 1 && (91..153).contains(&day),
    }
}

/// The year, counted, with the rows that were refused.
pub(crate) fn tally() -> Tally {
    let context = context();
    let mut tally = Tally::new(context.subjects.len() as u16, context.channels.len() as u16);
    for observation in year() {
        tally.add(&observation);
        // One contact may be under two promises; here the acknowledgement stands for the letter.
        if observation.promise != 1 {
            tally.contact(observation.channel, cost(observation.channel));
            tally.assess(1);
        }
    }
    tally.without_promise(23);
    tally.assess(23);
    for row in [812, 17, 4_409, 9_001, 77, 12_345, 18] {
        tally.refuse(row, "the date of receipt is missing");
    }
    tally.refuse(12_009, "a local time that the clock change skips");
    tally
}
