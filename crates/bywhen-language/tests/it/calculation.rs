//! Questions about dates without a charter.

use bywhen_engine::charter::{Count, Direction, End, FirstDay, Unit};
use bywhen_language::{Calculation, Code, calculation};

fn parsed(phrase: &str) -> Calculation {
    calculation(phrase).unwrap_or_else(|diagnostic| panic!("{phrase}: {diagnostic:?}"))
}

fn after(amount: u32, unit: Unit) -> Count {
    Count { direction: Direction::After, ..Count::within(amount, unit) }
}

/// A count whose form says that it starts with the day after.
fn from_the_next_day(count: Count) -> Count {
    Count { first_day: FirstDay::NextDay, ..count }
}

#[test]
fn every_unit_forward_and_back() {
    for (words, unit, clear) in [
        ("working days", Unit::WorkingDays, false),
        ("clear working days", Unit::WorkingDays, true),
        ("calendar days", Unit::CalendarDays, false),
        ("clear days", Unit::CalendarDays, true),
        ("weeks", Unit::Weeks, false),
        ("months", Unit::Months, false),
        ("calendar months", Unit::Months, false),
        ("years", Unit::Years, false),
        ("working hours", Unit::WorkingHours, false),
        ("working minutes", Unit::WorkingMinutes, false),
        ("hours", Unit::Hours, false),
        ("minutes", Unit::Minutes, false),
        ("seconds", Unit::Seconds, false),
    ] {
        let forward = parsed(&format!("20 {words} after 2026-03-10"));
        // Clear days lie between: a form that says where it starts.
        let first_day = if clear { FirstDay::NextDay } else { FirstDay::Implied };
        assert_eq!(forward.count, Count { clear, first_day, ..after(20, unit) }, "{words}");
        let back = parsed(&format!("20 {words} before 2026-03-10"));
        let counted_back = Count { direction: Direction::Before, ..Count::within(20, unit) };
        assert_eq!(back.count, Count { clear, first_day, ..counted_back }, "{words}");
    }
}

#[test]
fn moments() {
    for (text, shown) in [
        ("2026-03-10", "2026-03-10"),
        ("2026-03-10T16:00", "2026-03-10T16:00:00"),
        ("2026-03-10 16:00:01", "2026-03-10T16:00:01"),
        ("2026-03-10T16:00:00+01:00", "2026-03-10T16:00:00+01:00"),
        ("2026-03-10T16:00Z", "2026-03-10T16:00:00+00:00"),
        ("10 March 2026", "2026-03-10"),
        ("Tuesday 10 March 2026 at 4pm", "2026-03-10T16:00:00"),
        ("10 Mar 2026 4.30pm", "2026-03-10T16:30:00"),
    ] {
        assert_eq!(parsed(&format!("1 hour after {text}")).from.to_string(), shown, "{text}");
    }
}

#[test]
fn all_phrases_of_a_calculation() {
    assert_eq!(parsed("  One Working Day AFTER 2026-03-10 ").count, after(1, Unit::WorkingDays));
    assert_eq!(parsed("0 working days after 2026-03-10").count, after(0, Unit::WorkingDays));
    let back = parsed("zero working days before 2026-03-10").count;
    assert_eq!(back, Count { direction: Direction::Before, ..Count::within(0, Unit::WorkingDays) });
    assert_eq!(
        parsed("8 weeks beginning with 2026-03-10").count,
        Count { first_day: FirstDay::SameDay, ..Count::within(8, Unit::Weeks) }
    );
    assert_eq!(
        parsed("1 month after 2026-03-10 rolling to a working day").count,
        Count { roll: true, ..after(1, Unit::Months) }
    );
    assert_eq!(
        parsed("1 month after 2026-03-10 rolling to the next working day").count,
        Count { roll: true, ..after(1, Unit::Months) }
    );
    assert_eq!(
        parsed("2 working days after 2026-03-10 by close").count,
        Count { end: End::AtClose, ..after(2, Unit::WorkingDays) }
    );
    let after_next = parsed("30 calendar days after the next working day after 2023-09-20");
    assert_eq!(after_next.count, from_the_next_day(after(30, Unit::CalendarDays)));
    assert_eq!(
        (after_next.first, after_next.from.to_string()),
        (Some(from_the_next_day(Count::within(1, Unit::WorkingDays))), "2023-09-20".into())
    );
    let second = parsed("within 1 month of the second working day of 20 September 2023");
    assert_eq!(
        (second.count, second.first),
        (
            from_the_next_day(Count::within(1, Unit::Months)),
            Some(from_the_next_day(Count::within(2, Unit::WorkingDays)))
        )
    );
    let next_day = parsed("1 month after the next day after 2019-08-01 rolling to the next working day");
    assert_eq!(
        (next_day.count.roll, next_day.first),
        (true, Some(from_the_next_day(Count::within(1, Unit::CalendarDays))))
    );
    assert_eq!(parsed("5 working days after 2026-03-10").first, None);
    assert_eq!(
        parsed("within 5 clear working days of 2026-03-10").count,
        from_the_next_day(Count { clear: true, ..Count::within(5, Unit::WorkingDays) })
    );
}

#[test]
fn invalid_calculations_are_reported() {
    for (phrase, code) in [
        ("", Code::EmptyFile),
        ("20", Code::Malformed),
        ("20 days after 2026-03-10", Code::BareDays),
        ("20 rings after 2026-03-10", Code::BareRings),
        ("1 month after the second day after 2026-03-10", Code::BareDays),
        ("20 working days after the next woking day after 2026-03-10", Code::Malformed),
        ("20 wrking days after 2026-03-10", Code::Malformed),
        ("20 working days after yesterday", Code::Malformed),
        ("20 working days after 2026-02-30", Code::BadDate),
        ("20 working days after 2026-03-10T25:00", Code::BadDate),
        ("20 working days after 10/3/2026", Code::BadDate),
        ("20 working days after Monday 10 March 2026", Code::WrongWeekday),
        ("0 calendar days after 2026-03-10", Code::BadAmount),
        ("0 clear working days after 2026-03-10", Code::BadAmount),
        ("0 hours after 2026-03-10T16:00", Code::BadAmount),
        ("99999 working days after 2026-03-10", Code::BadAmount),
        ("99999999999 working days after 2026-03-10", Code::BadAmount),
        ("4 hours after 2026-03-10 rolling to a working day", Code::IncompatibleWords),
        ("4 hours beginning with 2026-03-10", Code::IncompatibleWords),
        ("20 working days after 2026-03-10 and more", Code::Malformed),
        ("20 working days\nafter 2026-03-10", Code::Malformed),
    ] {
        let diagnostics = calculation(phrase).expect_err(phrase);
        assert_eq!(diagnostics.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>(), [code], "{phrase}");
    }
    assert!(calculation(&"1".repeat(100_000)).is_err());
}
