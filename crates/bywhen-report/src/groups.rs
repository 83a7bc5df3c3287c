//! From counts to figures: shares, times and verdicts.

use std::cmp::Ordering;

use bywhen::Status;
use bywhen::engine::outcome::Target;

use crate::context::Subject;
use crate::decimal::{Decimal, Fraction};
use crate::model::{Figures, Group, GroupKind, Interval, Share, Times, Verdict};
use crate::statistics::{nearest_rank, wilson};
use crate::tally::Cell;

/// A group of cases, judged against the target of its promise.
pub(crate) fn group(subject: &Subject, kind: GroupKind, key: String, label: String, cell: &Cell) -> Group {
    let figures = figures(subject, cell);
    let target = subject.target.filter(|_| !subject.relaxed || figures.varied == 0);
    let not_judged = subject.target.map(|_| Verdict::NotJudged);
    let verdict = target.map(|target| verdict(target, subject.limit, &figures)).or(not_judged);
    let may_change = target.is_some_and(|target| may_change(target, subject.limit, &figures));
    Group { kind, key, label, figures, verdict, may_change }
}

fn figures(subject: &Subject, cell: &Cell) -> Figures {
    let count = |status| cell.count(status);
    let (met, late, overdue) = (count(Status::Met), count(Status::Late), count(Status::Overdue));
    let decided = met + late + overdue;
    Figures {
        cases: Status::ALL.into_iter().map(count).sum(),
        decided,
        met,
        late,
        overdue,
        running: count(Status::Running),
        stopped: count(Status::Stopped),
        waiting: count(Status::Waiting),
        lapsed: count(Status::Lapsed),
        unstated: count(Status::Unstated),
        early: count(Status::Early),
        cancelled: count(Status::Cancelled),
        varied: cell.varied,
        share: share(met, decided, subject.target),
        times: times(cell, subject.limit),
    }
}

/// The only place where a percentage is made.
pub(crate) fn share(met: u64, of: u64, target: Option<Target>) -> Option<Share> {
    let (low, high) = wilson(met, of)?;
    let whole = |number| Fraction { numerator: number, denominator: 1 };
    let mut marks = vec![whole(0), whole(100)];
    marks.extend(
        target.and_then(hundredths).map(|(hundredths, _)| Fraction { numerator: hundredths.into(), denominator: 100 }),
    );
    let figure = Fraction { numerator: i128::from(met) * 100, denominator: of.into() };
    let percent = Decimal::faithful(figure, &marks);
    // As many decimals as the share has, or the share might seem to lie outside its own interval.
    let end = |end| Decimal::percent(end, percent.decimals());
    Some(Share { met, of, percent, interval: Interval { low: end(low), high: end(high) } })
}

fn times(cell: &Cell, limit: Option<i64>) -> Option<Times> {
    let counted = cell.taken.counted();
    let cases: u64 = counted.iter().map(|&(_, count)| count).sum();
    let total: i128 = counted.iter().map(|&(value, count)| i128::from(value) * i128::from(count)).sum();
    let marks: Vec<Fraction> =
        limit.iter().map(|&limit| Fraction { numerator: limit.into(), denominator: 1 }).collect();
    Some(Times {
        cases,
        total,
        median: nearest_rank(&counted, 50)?,
        percentile_90: nearest_rank(&counted, 90)?,
        mean: Decimal::faithful(Fraction { numerator: total, denominator: cases.into() }, &marks),
    })
}

/// Decided with whole numbers: no rounding comes near it.
fn verdict(target: Target, limit: Option<i64>, figures: &Figures) -> Verdict {
    let reached = match hundredths(target) {
        Some(required) if figures.decided > 0 => meets(required, figures.met, figures.decided),
        None => match (limit, &figures.times) {
            (Some(limit), Some(times)) => times.total <= i128::from(limit) * i128::from(times.cases),
            _ => return Verdict::NoCases,
        },
        _ => return Verdict::NoCases,
    };
    if reached { Verdict::Reached } else { Verdict::NotReached }
}

fn meets((required, meets): (u32, MeetsTarget), met: u64, of: u64) -> bool {
    meets((u128::from(met) * 10_000).cmp(&(u128::from(of) * u128::from(required))))
}

/// Whether the verdict would be another if every open case were met, or if none were.
fn may_change(target: Target, limit: Option<i64>, figures: &Figures) -> bool {
    let (open, of) = (figures.open(), figures.decided + figures.open());
    if open == 0 {
        return false;
    }
    let reached = match verdict(target, limit, figures) {
        Verdict::Reached => true,
        Verdict::NotReached => false,
        Verdict::NoCases => return true,
        Verdict::NotJudged => return false,
    };
    match hundredths(target) {
        Some(required) => {
            meets(required, figures.met, of) != reached || meets(required, figures.met + open, of) != reached
        }
        // How long an open case will take nobody knows.
        None => true,
    }
}

/// How a share must compare with its target.
type MeetsTarget = fn(Ordering) -> bool;

/// A target that is a share, in hundredths of one per cent, and how the share must compare with it.
pub(crate) fn hundredths(target: Target) -> Option<(u32, MeetsTarget)> {
    let of = |percent: u16, hundredths: u16| u32::from(percent) * 100 + u32::from(hundredths);
    match target {
        Target::Percent { percent, hundredths, over: false } => Some((of(percent, hundredths), Ordering::is_ge)),
        Target::Percent { percent, hundredths, over: true } => Some((of(percent, hundredths), Ordering::is_gt)),
        Target::AtMost { at_most_percent, hundredths, under: false } => {
            Some((of(at_most_percent, hundredths), Ordering::is_le))
        }
        Target::AtMost { at_most_percent, hundredths, under: true } => {
            Some((of(at_most_percent, hundredths), Ordering::is_lt))
        }
        Target::Average { .. } => None,
    }
}
