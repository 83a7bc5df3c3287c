//! A case made of bytes, always the same one of the same bytes: a byte or a few for each thing that is said of it.

use bywhen::{Case, Event, When};
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::charters::{Subject, subjects};

/// More events say nothing that fewer cannot.
const MOST_EVENTS: usize = 12;

/// Times of day at which something begins or ends, and those beside them.
const CORNERS: [(u32, u32, u32); 16] = [
    (0, 0, 0),
    (0, 0, 1),
    (1, 30, 0),
    (8, 59, 59),
    (9, 0, 0),
    (9, 30, 0),
    (12, 0, 0),
    (13, 0, 0),
    (16, 0, 0),
    (16, 0, 1),
    (17, 0, 0),
    (17, 0, 1),
    (18, 0, 0),
    (23, 59, 58),
    (23, 59, 59),
    (2, 0, 0),
];

/// A question about a case.
pub(crate) struct Question {
    pub(crate) subject: &'static Subject,
    pub(crate) case: Case,
    pub(crate) at: When,
}

/// Bytes from the front; zeros once they are used up.
struct Bytes<'b>(&'b [u8]);

impl Bytes<'_> {
    fn next(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().map_or((0, self.0), |(first, rest)| (*first, rest));
        self.0 = rest;
        first
    }

    fn choose<'c, T>(&mut self, from: &'c [T]) -> Option<&'c T> {
        let byte = usize::from(self.next());
        from.get(byte.checked_rem(from.len())?)
    }

    /// A time on a day: a quarter of them the day alone, a quarter the corners of a day, half any.
    fn time(&mut self, day: NaiveDate) -> When {
        let byte = u32::from(self.next());
        let time = match byte {
            0..64 => return When::Day(day),
            64..128 => {
                CORNERS.get(byte as usize % CORNERS.len()).and_then(|(h, m, s)| NaiveTime::from_hms_opt(*h, *m, *s))
            }
            _ => NaiveTime::from_num_seconds_from_midnight_opt((byte - 128) * 675, 0),
        };
        let local: NaiveDateTime = day.and_time(time.unwrap_or_default());
        // One in sixteen with milliseconds and an offset, as programs write it.
        if byte % 16 == 15 {
            let exact = local + TimeDelta::milliseconds(400);
            return When::Exact(exact.and_utc().into());
        }
        When::Local(local)
    }
}

/// The question that bytes put.
pub(crate) fn question(bytes: &[u8]) -> Option<Question> {
    let mut bytes = Bytes(bytes);
    let subject = bytes.choose(subjects())?;
    let kind = bytes.choose(&subject.kinds)?;
    let mut case = Case::default().kind(kind).by("letter");
    let facts = bytes.next();
    for (place, fact) in subject.facts.iter().enumerate() {
        match facts >> (2 * place) & 3 {
            1 => case = case.fact(fact, true),
            2 => case = case.fact(fact, false),
            _ => {}
        }
    }
    // Winter to autumn 2013: Easter, three bank holidays of May, and a clock change on 31 March.
    let first = NaiveDate::from_ymd_opt(2013, 1, 1)?;
    let received = first + Days::new(u64::from(bytes.next()));
    case = case.event("received", bytes.time(received));
    let at = received + Days::new(u64::from(bytes.next()));
    let at = bytes.time(at);
    while !bytes.0.is_empty() && case.events.len() <= MOST_EVENTS {
        case.events.push(event(&mut bytes, subject, received)?);
    }
    Some(Question { subject, case, at })
}

fn event(bytes: &mut Bytes<'_>, subject: &Subject, received: NaiveDate) -> Option<Event> {
    let name = bytes.choose(&subject.events)?;
    // Up to eight days before receipt: what is known beforehand may lie there, and people write other things too.
    let day = received + Days::new(u64::from(bytes.next())) - Days::new(8);
    let mut event = Event::named(name, bytes.time(day));
    let more = bytes.next();
    event.stage = match more % 8 {
        stage @ 1..=3 => Some(stage),
        _ => None,
    };
    if more & 16 != 0 {
        let until = day + Days::new(u64::from(bytes.next() % 64));
        event.until = Some(bytes.time(until));
    }
    if more & 32 != 0 {
        event.reason = bytes.choose(&subject.reasons).cloned();
    }
    Some(event)
}
