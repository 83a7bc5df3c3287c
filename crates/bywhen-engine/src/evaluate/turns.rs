//! Events of two kinds that take turns: a clock stops and goes on, a case is answered and reopened.

use crate::moment::Moment;

/// From when until when, or to the end, by time.
pub(super) type Intervals = Vec<(Moment, Option<Moment>)>;

/// From when until when something held that `begins` and `ends`, by time. The last pair has no end where it still holds.
///
/// A second beginning while it holds says nothing new. Of one moment, or of one day where only the day of one is known,
/// they are in the order that makes sense: what ends comes first while it holds, what begins while it does not.
pub(super) fn turns(begins: Vec<Moment>, ends: Vec<Moment>) -> Intervals {
    let mut marks: Vec<Mark> = begins.into_iter().map(|at| Mark { at, begins: true }).collect();
    marks.extend(ends.into_iter().map(|at| Mark { at, begins: false }));
    marks.sort_unstable_by_key(|mark| (mark.at.instant, mark.at.day_only, mark.begins));
    let mut turns = Turns::default();
    for of_day in marks.chunk_by(|one, other| one.at.day() == other.at.day()) {
        turns.take_day(of_day);
    }
    turns.pairs.extend(turns.since.map(|from| (from, None)));
    turns.pairs
}

#[derive(Clone, Copy)]
struct Mark {
    at: Moment,
    begins: bool,
}

#[derive(Default)]
struct Turns {
    since: Option<Moment>,
    pairs: Intervals,
}

impl Turns {
    fn take_day(&mut self, marks: &[Mark]) {
        // Of a date alone it is not known where in its day it lies: it takes its turn as soon as it can.
        let mut floating: Vec<Mark> = marks.iter().filter(|mark| mark.at.day_only).copied().collect();
        let timed: Vec<Mark> = marks.iter().filter(|mark| !mark.at.day_only).copied().collect();
        self.take_in_turn(&mut floating);
        for of_moment in timed.chunk_by(|one, other| one.at.instant == other.at.instant) {
            self.take_in_turn(&mut of_moment.to_vec());
            self.take_in_turn(&mut floating);
        }
    }

    /// Takes those whose turn it is until it is nobody's.
    fn take_in_turn(&mut self, marks: &mut Vec<Mark>) {
        while let Some(place) = marks.iter().position(|mark| mark.begins == self.since.is_none()) {
            let mark = marks.remove(place);
            match self.since.take() {
                None => self.since = Some(mark.at),
                Some(from) => self.pairs.push((from, Some(mark.at))),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bywhen_calendar::Zone;

    fn moment(text: &str) -> Moment {
        Moment::new(text.parse().expect("a time"), &Zone::london()).expect("a moment")
    }

    fn pairs(begins: &[&str], ends: &[&str]) -> Vec<(String, Option<String>)> {
        let of = |texts: &[&str]| texts.iter().map(|text| moment(text)).collect::<Vec<_>>();
        let pairs = turns(of(begins), of(ends));
        pairs
            .into_iter()
            .map(|(from, until)| (from.date_or_time().to_string(), until.map(|until| until.date_or_time().to_string())))
            .collect()
    }

    fn shown(list: &[(&str, Option<&str>)]) -> Vec<(String, Option<String>)> {
        list.iter().map(|(from, until)| ((*from).to_owned(), until.map(str::to_owned))).collect()
    }

    #[test]
    fn of_one_day_what_makes_sense_comes_first() {
        assert_eq!(
            pairs(&["2026-05-06", "2026-05-08"], &["2026-05-08", "2026-05-13"]),
            shown(&[("2026-05-06", Some("2026-05-08")), ("2026-05-08", Some("2026-05-13"))])
        );
        assert_eq!(pairs(&["2026-05-06"], &["2026-05-06"]), shown(&[("2026-05-06", Some("2026-05-06"))]));
        // Resumed on the day on which it was paused at ten, or paused again on the day on which it was resumed at ten.
        assert_eq!(
            pairs(&["2026-05-08T10:00"], &["2026-05-08"]),
            shown(&[("2026-05-08T10:00:00+01:00", Some("2026-05-08"))])
        );
        assert_eq!(
            pairs(&["2026-05-06", "2026-05-08"], &["2026-05-08T10:00"]),
            shown(&[("2026-05-06", Some("2026-05-08T10:00:00+01:00")), ("2026-05-08", None)])
        );
        let at = "2026-05-08T10:00";
        assert_eq!(
            pairs(&["2026-05-06", at], &[at]),
            shown(&[("2026-05-06", Some("2026-05-08T10:00:00+01:00")), ("2026-05-08T10:00:00+01:00", None)])
        );
        // Each of two dates alone takes its turn.
        assert_eq!(
            pairs(&["2026-05-06", "2026-05-06"], &["2026-05-06"]),
            shown(&[("2026-05-06", Some("2026-05-06")), ("2026-05-06", None)])
        );
        assert_eq!(pairs(&["2026-05-06T10:00", "2026-05-06T10:00"], &[]).len(), 1);
        assert_eq!(pairs(&[], &["2026-05-06"]), shown(&[]));
    }
}
