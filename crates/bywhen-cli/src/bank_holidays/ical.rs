//! A list of bank holidays as an iCalendar file (RFC 5545) has it: all-day events.

use std::collections::HashMap;
use std::fmt;

use bywhen::calendar::ListedHoliday;

use super::content_line::{BadLine, ContentLine, content_lines};
use super::event::{Event, EventProblem};

const CALENDAR: [&str; 1] = ["VCALENDAR"];
const EVENT: [&str; 2] = ["VCALENDAR", "VEVENT"];

/// How many problems are reported: a calendar of appointments has hundreds, all alike.
const MAX_REPORTED: usize = 10;

/// Why a file cannot be used: what is wrong, each with its line.
#[derive(Debug)]
pub(super) struct Unusable(Vec<(usize, String)>);

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the bank holiday data cannot be used")?;
        for (line, message) in self.0.iter().take(MAX_REPORTED) {
            write!(f, "\n  line {line}: {message}")?;
        }
        match self.0.len().saturating_sub(MAX_REPORTED) {
            0 => Ok(()),
            more => write!(f, "\n  and {more} more"),
        }
    }
}

/// Whether bytes look like an iCalendar file.
pub(super) fn is_calendar(bytes: &[u8]) -> bool {
    let begins = b"BEGIN:VCALENDAR";
    without_mark(bytes).trim_ascii_start().get(..begins.len()).is_some_and(|head| head.eq_ignore_ascii_case(begins))
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// The days of its events: each day of one that lasts several, and none of one that was cancelled.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<ListedHoliday>, Unusable> {
    let mut reader = Reader::default();
    if !is_calendar(bytes) {
        reader.add(1, "this is no iCalendar file, which begins with BEGIN:VCALENDAR: fetch or export it anew");
        return reader.finish();
    }
    for line in content_lines(without_mark(bytes)) {
        match line {
            Ok(line) => {
                if !reader.take(line) {
                    break;
                }
            }
            Err(BadLine { number, message }) => reader.add(number, message),
        }
    }
    reader.finish()
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    /// The components that have begun and not ended, each with its line.
    open: Vec<(String, usize)>,
    /// The properties of the event that is being read.
    properties: Vec<ContentLine>,
    /// The line and the event of each UID.
    events: HashMap<String, (usize, Event)>,
    list: Vec<ListedHoliday>,
    problems: Vec<(usize, String)>,
    has_events: bool,
}

impl Reader {
    fn add(&mut self, line: usize, message: impl Into<String>) {
        self.problems.push((line, message.into()));
    }

    /// Takes a line; `false` where no sense can be made of what follows.
    fn take(&mut self, line: ContentLine) -> bool {
        match line.name.as_str() {
            "BEGIN" => self.open.push((line.value.trim().to_ascii_uppercase(), line.number)),
            "END" => return self.end(&line),
            _ if self.is_within(&EVENT) => self.properties.push(line),
            "METHOD" if self.is_within(&CALENDAR) && line.value.trim().eq_ignore_ascii_case("CANCEL") => {
                self.add(line.number, "this calendar cancels its events: give the list itself");
            }
            // Alarms of an event, the clock changes of a zone, tasks: none of them is a day.
            _ => {}
        }
        true
    }

    /// Whether these components are open, and no others.
    fn is_within(&self, components: &[&str]) -> bool {
        self.open.len() == components.len() && self.open.iter().zip(components).all(|((open, _), name)| open == name)
    }

    fn end(&mut self, line: &ContentLine) -> bool {
        let name = line.value.trim().to_ascii_uppercase();
        if self.open.last().is_none_or(|(open, _)| *open != name) {
            self.add(line.number, format!("END:{name} ends nothing that began: fetch or export the calendar anew"));
            self.open.clear();
            return false;
        }
        let is_event = self.is_within(&EVENT);
        if let (Some((_, begins)), true) = (self.open.pop(), is_event) {
            self.has_events = true;
            let properties = std::mem::take(&mut self.properties);
            match Event::of(&properties, begins) {
                Ok(event) => self.take_event(event, &properties, begins),
                Err(EventProblem { line, message }) => self.add(line, message),
            }
        }
        true
    }

    fn take_event(&mut self, event: Event, properties: &[ContentLine], line: usize) {
        let uid = properties.iter().find(|property| property.name == "UID").map(|property| property.value.clone());
        if let Some(uid) = uid.filter(|uid| !uid.is_empty()) {
            let (first, known) = self.events.entry(uid).or_insert_with(|| (line, event.clone()));
            if known.days != event.days {
                let message = format!(
                    "{} has the UID of the event in line {first} and says otherwise: take out the one that no longer holds",
                    event.named()
                );
                return self.add(line, message);
            }
        }
        self.list.extend(event.holidays());
    }

    fn finish(mut self) -> Result<Vec<ListedHoliday>, Unusable> {
        if let Some((name, line)) = self.open.pop() {
            self.add(line, format!("the file ends before END:{name}: fetch or export the calendar anew"));
        }
        if self.problems.is_empty() && !self.has_events {
            self.add(1, "the calendar has no event: give one that lists bank holidays");
        }
        // What is not ended is found last, and may have begun first.
        self.problems.sort_by_key(|(line, _)| *line);
        if self.problems.is_empty() { Ok(self.list) } else { Err(Unusable(self.problems)) }
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    fn calendar(events: &str) -> String {
        format!("BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n")
    }

    fn event(lines: &str) -> String {
        calendar(&format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n"))
    }

    /// The dates with their titles.
    fn listed(text: &str) -> Vec<String> {
        let list = read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
        list.iter().map(|holiday| format!("{} {}", holiday.date, holiday.title)).collect()
    }

    /// What is wrong, without the heading.
    fn problems(text: &[u8]) -> Vec<String> {
        let error = read(text).expect_err("no list").to_string();
        error.split("\n  ").skip(1).map(str::to_owned).collect()
    }

    #[test]
    fn an_all_day_event_is_a_day_or_several() {
        assert_eq!(listed(&event("DTSTART;VALUE=DATE:20261225\nSUMMARY:Christmas Day")), ["2026-12-25 Christmas Day"]);
        assert_eq!(listed(&event("dtstart:20261225")), ["2026-12-25 "]);
        for end in ["DTEND;VALUE=DATE:20290103", "DURATION:P2D"] {
            let text = event(&format!("SUMMARY:New Year\nDTSTART;VALUE=DATE:20290101\n{end}"));
            assert_eq!(listed(&text), ["2029-01-01 New Year", "2029-01-02 New Year"]);
        }
        // Its end is the day after; some give the day itself.
        for end in ["DTEND;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261226", "DURATION:P1D"] {
            assert_eq!(listed(&event(&format!("DTSTART;VALUE=DATE:20261225\n{end}"))), ["2026-12-25 "]);
        }
    }

    #[test]
    fn titles_are_without_folds_and_escapes() {
        let text = event("DTSTART:20261225\nSUMMARY;LANGUAGE=en:Christmas\\, \n Day\\; so\\nit is \\\\");
        assert_eq!(listed(&text), ["2026-12-25 Christmas, Day; so it is \\"]);
    }

    #[test]
    fn a_byte_order_mark_and_either_end_of_lines_change_nothing() {
        let text = event("DTSTART:20261225\nSUMMARY:Christmas\n  Day");
        for text in
            [text.replace('\n', "\r\n"), format!("\u{feff}{text}"), format!("\n \r\n{text}\n\n"), text.to_lowercase()]
        {
            assert_eq!(
                listed(&text).first().map(|day| day.to_lowercase()).as_deref(),
                Some("2026-12-25 christmas day")
            );
        }
    }

    #[test]
    fn what_is_no_event_or_was_cancelled_is_passed_over() {
        let zone = "BEGIN:VTIMEZONE\nBEGIN:DAYLIGHT\nDTSTART:16010325T010000\nRRULE:FREQ=YEARLY\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
        let task = "BEGIN:VTODO\nDTSTART:20260101T090000\nEND:VTODO\n";
        let alarm = "BEGIN:VALARM\nDURATION:PT5M\nEND:VALARM\n";
        let cancelled = "BEGIN:VEVENT\nstatus:cancelled\nDTSTART:20270102T090000\nRRULE:FREQ=YEARLY\nEND:VEVENT\n";
        let one = format!("BEGIN:VEVENT\nDTSTART:20261225\n{alarm}END:VEVENT\n");
        assert_eq!(listed(&calendar(&format!("{zone}{task}{cancelled}{one}"))), ["2026-12-25 "]);
        assert_eq!(listed(&calendar(cancelled)), [""; 0]);
    }

    #[test]
    fn an_event_that_is_told_twice_is_one_unless_the_two_differ() {
        let one = "BEGIN:VEVENT\nUID:1\nDTSTART:20261225\nEND:VEVENT\n";
        let moved = one.replace("1225", "1224");
        let cancelled = one.replace("UID", "STATUS:CANCELLED\nUID");
        assert_eq!(listed(&calendar(&[one, one].concat())).len(), 2, "on one day, which the list counts once");
        let says =
            "this event has the UID of the event in line 3 and says otherwise: take out the one that no longer holds";
        for other in [&moved, &cancelled] {
            assert_eq!(problems(calendar(&[one, other].concat()).as_bytes()), [format!("line 7: {says}")]);
        }
    }

    #[test]
    fn each_problem_is_named_with_its_line() {
        let wrong = |lines: &str| problems(event(lines).as_bytes()).join(" | ");
        let cases = [
            (wrong("SUMMARY:A\nDTSTART:20261225T090000Z"), "line 5: \"A\" is at a time of day (20261225T090000Z), and"),
            (
                wrong("DTSTART:20261225\nDTEND:20261225T170000"),
                "line 5: this event is at a time of day (20261225T170000)",
            ),
            (wrong("DTSTART;VALUE=DATE-TIME:20261225"), "line 4: this event is at a time of day (20261225)"),
            (
                wrong("DTSTART:20261301"),
                "line 4: this event is on `20261301`, which is no date: write it as in DTSTART",
            ),
            (wrong("DTSTART:+2026122"), "line 4: this event is on `+2026122`, which is no date"),
            (wrong("DTSTART:20261225,20261228"), "line 4: this event is on `20261225,20261228`, which is no date"),
            (wrong("SUMMARY:A"), "line 3: \"A\" has no date: give it one, as in DTSTART;VALUE=DATE:20261225"),
            (wrong("DTSTART:20261225\nDTEND:20261224"), "line 5: this event ends before it begins: give the day after"),
            (
                wrong("DTSTART:20261225\nDURATION:PT8H"),
                "line 5: this event lasts `PT8H`, which is no number of whole days",
            ),
            (wrong("DTSTART:20261225\nDURATION:P0D"), "line 5: this event lasts `P0D`"),
            (wrong("DTSTART:20261225\nDURATION:P18446744073709551615W"), "line 5: this event lasts `P1844"),
            (wrong("DTSTART:20261225\nRDATE:20271225"), "line 5: this event repeats (RDATE), and bank holidays"),
            (wrong("DTSTART:20261225\nRECURRENCE-ID:20261225"), "line 5: this event repeats (RECURRENCE-ID)"),
            (
                wrong("DTSTART:20261226"),
                "line 4: this event takes in Saturday 26 December 2026, and a bank holiday is a weekday",
            ),
            (wrong("DTSTART:20260403\nDTEND:20260407"), "line 4: this event takes in Saturday 4 April 2026"),
            (wrong("DTSTART:20261225\nDURATION:P9999999D"), "line 4: this event takes in Saturday 26 December 2026"),
            (
                wrong("DTSTART:19891225"),
                "line 4: this event is on 1989-12-25, and bank holidays are counted from 1990 to 2100",
            ),
            (
                wrong("DTSTART:20261225\nhello"),
                "line 5: this is no line of an iCalendar file, as `SUMMARY:Christmas Day` is",
            ),
        ];
        for (found, expected) in cases {
            assert!(found.starts_with(expected), "{found}\n{expected}");
        }
    }

    #[test]
    fn a_file_that_is_cut_off_or_no_calendar_is_refused() {
        let whole = event("DTSTART:20261225");
        let cut = |to: &str| problems(whole.split_inclusive(to).next().expect("a part").as_bytes());
        assert_eq!(cut("20261225\n"), ["line 3: the file ends before END:VEVENT: fetch or export the calendar anew"]);
        assert_eq!(
            cut("END:VEVENT\n"),
            ["line 1: the file ends before END:VCALENDAR: fetch or export the calendar anew"]
        );
        let none = ["line 1: this is no iCalendar file, which begins with BEGIN:VCALENDAR: fetch or export it anew"];
        for text in ["", "<!doctype html>", "BEGIN:VCARD\nEND:VCARD", "{}"] {
            assert!(!is_calendar(text.as_bytes()));
            assert_eq!(problems(text.as_bytes()), none);
        }
        assert_eq!(
            problems(calendar("").as_bytes()),
            ["line 1: the calendar has no event: give one that lists bank holidays"]
        );
        let crossed = calendar("BEGIN:VEVENT\nEND:VALARM\nEND:VEVENT\n");
        assert_eq!(
            problems(crossed.as_bytes()),
            ["line 4: END:VALARM ends nothing that began: fetch or export the calendar anew"]
        );
        let cancels = event("DTSTART:20261225").replace("VERSION:2.0", "METHOD:CANCEL");
        assert_eq!(problems(cancels.as_bytes()), ["line 2: this calendar cancels its events: give the list itself"]);
    }

    #[test]
    fn a_few_of_many_problems_are_reported() {
        let meeting = "BEGIN:VEVENT\nDTSTART:20261225T090000\nEND:VEVENT\n";
        let told = problems(calendar(&meeting.repeat(1_000)).as_bytes());
        assert_eq!((told.len(), told.last().map(String::as_str)), (11, Some("and 990 more")));
    }

    /// Every cut and many changes of a file are a list or a sentence, and a hundred thousand components in each other too.
    #[test]
    fn nothing_panics() {
        let zone = "BEGIN:VTIMEZONE\r\nTZID:GMT\r\nEND:VTIMEZONE\r\n";
        let day = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261225\r\nDURATION:P1D\r\nSUMMARY;X=\"a:b\":A\\,\r\n b\r\n\
                   END:VEVENT\r\n";
        let text = calendar(&format!("{zone}{day}{}", day.replace("UID:1", "STATUS:CANCELLED")));
        let text = text.as_bytes();
        for end in 0..text.len() {
            let _ = read(&text[..end]);
            for byte in [b'\n', b':', b'"', 0xff] {
                let mut changed = text.to_vec();
                changed[end] = byte;
                if let Err(error) = read(&changed) {
                    assert!(error.to_string().contains("\n  line "), "{error}");
                }
            }
        }
        assert!(read(format!("BEGIN:VCALENDAR\n{}", "BEGIN:VEVENT\nUID:1\n".repeat(100_000)).as_bytes()).is_err());
    }
}
