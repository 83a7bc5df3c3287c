"""A single case: what may be asked, and what is refused."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

import bywhen

LONDON = ZoneInfo("Europe/London")
PARIS = ZoneInfo("Europe/Paris")
RECEIVED = datetime(2011, 4, 20, 10, 15, tzinfo=LONDON)
AT = datetime(2011, 4, 21, 9, tzinfo=LONDON)


def test_an_outcome_speaks_python(oxfordshire: bywhen.Charter) -> None:
    outcome = oxfordshire.check(channel="letter", received=RECEIVED, at=AT)
    promise = outcome["letters-and-faxes/acknowledge"]
    assert promise.due == date(2011, 5, 3)
    assert promise.due_at == datetime(2011, 5, 3, 23, 59, 59, tzinfo=LONDON)
    assert promise.due_at is not None and promise.due_at.tzinfo == LONDON
    assert (promise.counted_from, promise.counted_from_at) == ("received", RECEIVED)
    assert (promise.status, promise.done_at, promise.late_by) == ("running", None, None)
    assert outcome.at == AT
    assert outcome.next_change_at == promise.due_at
    assert promise.sentence == "We will acknowledge your letter by Tuesday 3 May 2011."
    assert str(promise) == promise.sentence
    assert [one.id for one in outcome] == [one["id"] for one in outcome.to_dict()["promises"]]
    assert (len(outcome), outcome[0], outcome[-1].action) == (3, promise, "hold")
    assert "letters-and-faxes/respond" in outcome and "complaints/respond" not in outcome and 1 not in outcome
    assert "Day 1   Thursday 21 April\n" in outcome.explain()


@pytest.mark.parametrize(
    "received",
    [
        datetime(2011, 4, 20, 11, 15, tzinfo=PARIS),
        datetime(2011, 4, 20, 9, 15, tzinfo=timezone.utc),
        datetime(2011, 4, 20, 14, 45, tzinfo=timezone(timedelta(hours=5, minutes=30))),
        "2011-04-20T10:15+01:00",
        "2011-04-20T09:15Z",
    ],
)
def test_a_moment_is_one_however_it_is_given(oxfordshire: bywhen.Charter, received: datetime | str) -> None:
    expected = oxfordshire.check(channel="letter", received=RECEIVED, at=AT)
    assert oxfordshire.check(channel="letter", received=received, at=AT) == expected


@pytest.mark.parametrize("tz", ["charter", "Europe/London", LONDON, timezone(timedelta(hours=1))])
@pytest.mark.parametrize("received", [datetime(2011, 4, 20, 10, 15), "2011-04-20T10:15", "2011-04-20 10:15:00"])
def test_a_naive_time_needs_a_zone(oxfordshire: bywhen.Charter, received: datetime | str, tz: object) -> None:
    with pytest.raises(ValueError, match="`received` is 2011-04-20T10:15:00, without a zone: give it one .*tz=\"charter\""):
        oxfordshire.check(channel="letter", received=received, at=AT)
    outcome = oxfordshire.check(channel="letter", received=received, at=AT, tz=tz)
    assert outcome == oxfordshire.check(channel="letter", received=RECEIVED, at=AT)


def test_a_naive_time_of_an_event_or_of_the_question_needs_a_zone_too(oxfordshire: bywhen.Charter) -> None:
    with pytest.raises(ValueError, match="`acknowledged` is 2011-04-26T09:00:00, without a zone"):
        oxfordshire.check(channel="letter", received=RECEIVED, at=AT, events={"acknowledged": datetime(2011, 4, 26, 9)})
    with pytest.raises(ValueError, match="`at` is 2011-04-21T09:00:00, without a zone"):
        oxfordshire.check(channel="letter", received=RECEIVED, at=datetime(2011, 4, 21, 9))


def test_a_date_is_a_day_whose_time_is_not_known(oxfordshire: bywhen.Charter) -> None:
    outcome = oxfordshire.check(channel="letter", received=date(2011, 4, 20), at=date(2011, 4, 21))
    assert outcome[0].counted_from_at == date(2011, 4, 20)
    assert outcome == oxfordshire.check(channel="letter", received="2011-04-20", at="2011-04-21")


def test_what_the_clocks_skip_or_repeat(oxfordshire: bywhen.Charter) -> None:
    skipped = datetime(2011, 3, 27, 1, 30)
    for received, tz in [(skipped.replace(tzinfo=LONDON), None), (skipped, "charter"), (skipped, "Europe/London")]:
        with pytest.raises(ValueError, match="`received`.*(skip|does not exist).*offset"):
            oxfordshire.check(channel="letter", received=received, at=AT, tz=tz)
    repeated = datetime(2011, 10, 30, 1, 30)
    with pytest.raises(ValueError, match="^`received`: .* comes twice, .*: write 2011-10-30T01:30:00.01:00 or .*00:00$"):
        oxfordshire.check(channel="letter", received=repeated, at=date(2011, 11, 1), tz="charter")
    # Python says by `fold` which of the two it is.
    for fold, offset in [(0, "+01:00"), (1, "+00:00")]:
        one = repeated.replace(tzinfo=LONDON, fold=fold)
        outcome = oxfordshire.check(channel="letter", received=one, at=date(2011, 11, 1))
        assert outcome.to_dict()["promises"][0]["counted_from"]["at"] == f"2011-10-30T01:30:00{offset}"


def test_events_facts_and_services(oxfordshire: bywhen.Charter) -> None:
    events = {
        "acknowledged": datetime(2011, 4, 26, 9, tzinfo=LONDON),
        "responded": [None, "2011-05-11"],
        "stage-2/acknowledged": None,
    }
    outcome = oxfordshire.check(channel="letter", received=RECEIVED, at=date(2011, 5, 12), events=events)
    assert [promise.status for promise in outcome] == ["met", "late", "late"]
    assert outcome[1].late_by == {"working_days": 1}
    assert outcome[1].done_at == date(2011, 5, 11)
    with pytest.raises(TypeError, match="`acknowledged` has `when`.*write at, until or reason"):
        oxfordshire.check(channel="letter", received=RECEIVED, at=AT, events={"acknowledged": {"when": AT}})
    with pytest.raises(ValueError, match="the fact `complex` cannot be `perhaps`: it is yes or no"):
        charter = bywhen.load("cambridge-city-council@2012")
        charter.check(channel="letter", received="2012-06-01", at="2012-06-02", facts={"complex": "perhaps"})
    with pytest.raises(TypeError, match="the fact `complex` is neither True nor False, nor a number"):
        oxfordshire.check(channel="letter", received=RECEIVED, at=AT, facts={"complex": []})  # type: ignore[dict-item]


POTHOLES = Path(__file__).parents[3] / "docs/examples/pothole-repairs.charter"
PETITIONS = Path(__file__).parents[3] / "docs/examples/petitions.charter"


def test_facts_with_values() -> None:
    charter = bywhen.load(POTHOLES)
    received, at = "2026-04-04T23:00+01:00", "2026-04-05T00:30+01:00"
    due = lambda category: charter.check(kind="report", received=received, at=at, facts={"category": category})[0].due  # noqa: E731
    # Saturday night: two hours, twenty-four hours, five and twenty-eight days; a code may be a number too.
    assert [due(category) for category in ("1", 2, "3", 4)] == [
        date(2026, 4, 5), date(2026, 4, 5), date(2026, 4, 9), date(2026, 5, 2),
    ]
    outcome = charter.check(kind="report", received=received, at=at)
    assert outcome.to_dict()["case"]["facts"] == {"category": "4"}
    with pytest.raises(ValueError, match="the fact `category` cannot be `5`: it is one of 1, 2, 3 or 4"):
        due(5)


def test_facts_that_are_numbers() -> None:
    charter = bywhen.load(PETITIONS)
    actions = lambda signatures: [  # noqa: E731
        promise.action
        for promise in charter.check(kind="petition", received="2026-06-01", at="2026-06-02", facts={"signatures": signatures})
    ]
    assert actions(2000) == actions(2000.5) == actions(Decimal("2000")) == ["acknowledge", "debate"]
    assert actions(1999) == ["acknowledge"]
    with pytest.raises(ValueError, match="the fact `signatures` is 0.0001, and has at most three decimal places"):
        actions(0.0001)
    with pytest.raises(ValueError, match="the fact `signatures` cannot be `many`: it is a number"):
        actions("many")


REPAIRS = Path(__file__).parents[3] / "docs/examples/home-repairs.charter"


def test_a_case_ends_and_what_is_running_warns() -> None:
    charter = bywhen.load(REPAIRS)
    case = {"kind": "repair", "received": "2026-04-02T18:00+01:00", "facts": {"urgency": "urgent"}}
    # In the evening before Good Friday: it counts as Tuesday 7 April at eight.
    running = charter.check(**case, at="2026-04-08T09:00+01:00")[0]
    assert (running.status, running.due, running.due_soon) == ("running", date(2026, 4, 10), True)
    assert [warning.isoformat() for warning in running.warn_at] == ["2026-04-08T00:00:00+01:00"]
    ended = charter.check(**case, events={"withdrawn": "2026-04-09"}, at="2026-06-01")
    assert (ended[0].status, ended[0].warn_at, ended.next_change_at) == ("cancelled", (), None)
    assert ended.case["ended"] == {"event": "withdrawn", "at": "2026-04-09"}
    missed = charter.check(**case, events={"passed on": "2026-04-13T12:00+01:00"}, at="2026-06-01")[0]
    assert (missed.status, missed.done_at, missed.late_by) == ("late", None, {"working_days": 1})
    assert missed.sentence == (
        "We should have attended by Friday 10 April 2026, and had not when the case ended on Monday 13 April at midday, "
        "1 working day later."
    )


def test_an_extension_has_a_date_and_a_reason() -> None:
    charter = bywhen.load("freedom-of-information")
    received, at = "2026-03-10", "2026-04-13"
    told = {"at": date(2026, 4, 1), "until": date(2026, 5, 12), "reason": "public interest test"}
    plain = charter.check(received=received, at=at)
    assert [promise.due for promise in plain if promise.action == "respond"][0] == date(2026, 4, 10)
    assert plain != charter.check(received=received, at=at, events={"extended": told})
    timed = charter.check(received=received, at=at, events={"extended": told | {"until": "2026-05-12T10:00+01:00"}})
    answer = next(promise for promise in timed if promise.action == "respond")
    assert answer.due_at is not None and answer.due_at.isoformat() == "2026-05-12T10:00:00+01:00"


@pytest.mark.parametrize(
    ("asked", "error", "says"),
    [
        ({"channel": "leter"}, ValueError, "did you mean `letter`"),
        ({"channel": "letter", "kind": "complant"}, ValueError, "did you mean `complaint`"),
        ({"channel": "letter", "events": {"acknowleged": AT}}, ValueError, "did you mean `acknowledged`"),
        ({}, ValueError, "give the channel, one of letter, fax"),
        ({"channel": "letter", "received": 3.5}, TypeError, "`received` is float: give a datetime"),
        ({"channel": "letter", "received": None}, ValueError, "`received` is missing"),
        ({"channel": "letter", "received": pd.NA}, ValueError, "`received` is missing"),
        ({"channel": "letter", "received": pd.Series(["2011-04-20"] * 2)}, TypeError, "`received` is Series: give a datetime"),
        ({"channel": "letter", "received": "soon"}, ValueError, "`soon` is not a date or time: write 2026-04-01"),
        ({"channel": "letter", "received": date(2000, 1, 4)}, ValueError, "no version .* was in force on Tuesday 4 January 2000"),
        ({"channel": "letter", "tz": "Europe/Lodon"}, ValueError, "Lodon"),
        ({"channel": "letter", "tz": 1}, TypeError, "`tz` is int"),
        ({"chanel": "letter"}, TypeError, "chanel"),
        ({"channel": "letter", "at": date(2011, 4, 1)}, ValueError, "received"),
    ],
)
def test_wrong_questions_get_sentences(oxfordshire: bywhen.Charter, asked: dict, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        oxfordshire.check(**({"received": RECEIVED, "at": AT} | asked))


def test_the_moment_of_the_question_must_be_given(oxfordshire: bywhen.Charter) -> None:
    with pytest.raises(TypeError, match="at"):
        oxfordshire.check(channel="letter", received=RECEIVED)  # type: ignore[call-arg]


def test_a_version_by_name_answers_whatever_the_day_and_says_so() -> None:
    charter = bywhen.load("oxfordshire-county-council@2010")
    with pytest.warns(UserWarning, match="version 2010 of oxfordshire-county-council was not in force on that day"):
        outcome = charter.check(channel="letter", received="2020-04-20", at="2020-04-21")
    assert outcome.charter["version"] == "2010"


def test_an_unknown_promise_of_an_outcome(oxfordshire: bywhen.Charter) -> None:
    outcome = oxfordshire.check(channel="letter", received=RECEIVED, at=AT)
    with pytest.raises(KeyError, match="did you mean `letters-and-faxes/respond`"):
        outcome["letters-and-faxes/responds"]
    with pytest.raises(IndexError, match="3 promises"):
        outcome[3]
    with pytest.raises(TypeError, match="a slice is no place and no id of a promise"):
        outcome[0:2]  # type: ignore[index]
    assert len(outcome.promises[0:2]) == 2


def test_a_target_for_staff_says_so() -> None:
    letters = """charter "Letters"
  id letters
  version 1
calendar "working days"
  Monday to Friday
  the day of receipt is day 0, whenever it came
standard "Letters"
  applies to letter
  we will respond within 10 working days of receipt
    and within 5 working days of receipt, for staff only
"""
    promise, target = bywhen.Charter.parse(letters).check(channel="letter", received="2026-03-02", at="2026-03-02")
    assert (promise.for_staff, promise.sentence) == (False, "We will respond to your letter by Monday 16 March 2026.")
    assert (target.for_staff, target.sentence) == (
        True, "For staff only: We will respond to your letter by Monday 9 March 2026.",
    )
