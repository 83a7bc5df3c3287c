"""Working days and hours over columns of every kind: what came in goes out, and each is what one alone would be."""

from __future__ import annotations

import datetime as dt
import pickle
import random
import subprocess
import sys
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import bywhen

LONDON = ZoneInfo("Europe/London")
DAY = dt.timedelta(days=1)
OFFICE = bywhen.calendar("england-and-wales", hours="Mon-Fri 09:00-17:00")
DATES = [dt.date(2026, 3, 10), None, dt.date(2026, 4, 3), dt.date(2026, 4, 4)]
DUE = [dt.date(2026, 4, 9), None, dt.date(2026, 5, 5), dt.date(2026, 5, 5)]
UNTIL = [20, None, 3, 3]  # to 9 April 2026
WORKING = [True, None, False, False]


def numpy_dates(unit: str) -> Any:
    return np.array([None if day is None else np.datetime64(day, "D") for day in DATES], dtype="M8[D]").astype(
        f"M8[{unit}]"
    )


def as_dates(column: Any) -> list[dt.date | None]:
    """Any column as Python's dates."""
    if isinstance(column, (pa.Array, pa.ChunkedArray)):
        values = column.to_pylist()
    elif isinstance(column, pl.Series):
        values = column.to_list()
    elif isinstance(column, (pd.Series, pd.Index)):
        values = [None if pd.isna(value) else value for value in column]
    elif isinstance(column, np.ndarray):
        values = column.astype("M8[D]").tolist()
    else:
        values = list(column)
    return [value.date() if isinstance(value, dt.datetime) else value for value in values]


COLUMNS = {
    **{f"numpy {unit}": numpy_dates(unit) for unit in ("D", "s", "ms", "us", "ns", "m", "h")},
    "numpy objects": np.array(DATES, dtype=object),
    "pandas": pd.Series(numpy_dates("ns"), index=[5, 7, 9, 11], name="received"),
    "pandas seconds": pd.Series(numpy_dates("s")),
    "pandas in London": pd.Series(numpy_dates("us")).dt.tz_localize(LONDON),
    "pandas index": pd.DatetimeIndex(numpy_dates("ns"), name="received"),
    "pandas objects": pd.Series(DATES, dtype=object, name="received"),
    "pandas of arrow": pd.Series(DATES, dtype=pd.ArrowDtype(pa.date32())),
    "polars": pl.Series("received", DATES),
    "polars times": pl.Series("received", DATES).cast(pl.Datetime("ms")),
    "polars in London": pl.Series("received", DATES).cast(pl.Datetime("us")).dt.replace_time_zone("Europe/London"),
    "pyarrow": pa.array(DATES),
    "pyarrow slice": pa.array([None, *DATES])[1:],
    "pyarrow date64": pa.array(DATES, pa.date64()),
    "pyarrow in Rome": pa.array(DATES).cast(pa.timestamp("s")).cast(pa.timestamp("s", "Europe/Rome")),
    "pyarrow chunks": pa.chunked_array([DATES[:1], DATES[1:], pa.array([], pa.date32())]),
    "list": DATES,
    "tuple": tuple(DATES),
}


@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS.keys())
def test_what_came_in_goes_out(column: Any) -> None:
    due = OFFICE.add(column, 20)
    assert type(due) is type(column)
    assert as_dates(due) == DUE
    assert as_dates(OFFICE.subtract(due, 20)) == [dt.date(2026, 3, 10), None, *[dt.date(2026, 4, 2)] * 2]
    if isinstance(column, (pd.Series, pd.Index, np.ndarray)):
        # Hours and minutes come back as seconds: a deadline may be finer.
        coarse = str(column.dtype) in ("datetime64[h]", "datetime64[m]")
        assert str(due.dtype) == ("datetime64[s]" if coarse else str(column.dtype))
    if isinstance(column, (pd.Series, pd.Index, pl.Series)):
        assert due.name == column.name
    if isinstance(column, pd.Series):
        assert list(due.index) == list(column.index)
    if isinstance(column, (pa.Array, pa.ChunkedArray)):
        assert due.type == column.type
    if isinstance(column, pa.ChunkedArray):
        assert [len(chunk) for chunk in due.chunks] == [len(chunk) for chunk in column.chunks]
    if isinstance(column, pl.Series):
        assert due.dtype == column.dtype


@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS.keys())
def test_counts_and_truths(column: Any) -> None:
    def values(answer: Any) -> list[Any]:
        listed = answer.to_pylist() if hasattr(answer, "to_pylist") else list(answer)
        return [None if value is None or pd.isna(value) else value for value in listed]

    assert values(OFFICE.count(column, dt.date(2026, 4, 9))) == UNTIL
    assert values(OFFICE.count("2026-04-09", column)) == [None if n is None else -n for n in UNTIL]
    counted = values(OFFICE.count(column, OFFICE.add(column, 7)))
    assert counted == [7, None, 7, 7]
    plain = isinstance(column, np.ndarray) and column.dtype.kind == "M"
    assert values(OFFICE.is_working(column)) == ([bool(truth) for truth in WORKING] if plain else WORKING)


def test_columns_without_gaps_have_plain_numbers() -> None:
    days = np.array(["2026-03-10", "2026-03-14"], dtype="M8[D]")
    assert OFFICE.count(days, days + 7).dtype == np.int64
    assert OFFICE.count(pd.Series(days), dt.date(2026, 4, 9)).dtype == np.int64
    assert OFFICE.is_working(days).dtype == np.bool_
    assert OFFICE.is_working(pd.Series(days)).dtype == np.bool_
    assert OFFICE.is_working(pd.Series([dt.date(2026, 3, 10)], dtype=object)).tolist() == [True]


def test_columns_may_be_empty_have_dimensions_or_strides() -> None:
    empty = np.array([], dtype="M8[D]")
    assert len(OFFICE.add(empty, 3)) == 0
    assert len(OFFICE.count(empty, empty)) == 0
    assert OFFICE.add(pa.chunked_array([], pa.date32()), 3).type == pa.date32()
    assert len(OFFICE.add(pl.Series("x", [], dtype=pl.Date), 3)) == 0
    square = np.array([["2026-03-10", "2026-03-11"], ["NaT", "2026-04-03"]], dtype="M8[D]")
    assert OFFICE.add(square, 20).shape == (2, 2)
    assert (OFFICE.add(square.T, 20).T[0] == OFFICE.add(square, 20)[0]).all()
    other_way = square[0].astype(">M8[D]")
    assert OFFICE.add(other_way, 20)[0] == np.datetime64("2026-04-09")
    one = OFFICE.add(np.datetime64("2026-03-10"), 20)
    assert one == np.datetime64("2026-04-09")
    assert isinstance(one, np.datetime64)


def test_anything_with_an_arrow_capsule() -> None:
    class Capsule:
        def __init__(self, array: Any) -> None:
            self.array = array

        def __arrow_c_array__(self, requested_schema: Any = None) -> Any:
            return self.array.__arrow_c_array__(requested_schema)

    due = OFFICE.add(Capsule(pa.array(DATES)), 20)
    assert pa.array(due).to_pylist() == DUE


def test_single_dates_and_times() -> None:
    assert OFFICE.add(dt.date(2026, 3, 10), 20) == dt.date(2026, 4, 9)
    assert OFFICE.add("2026-03-10", 20) == dt.date(2026, 4, 9)
    assert OFFICE.add(dt.datetime(2026, 3, 10, 9, 30, 0, 7), 20) == dt.datetime(2026, 4, 9, 9, 30, 0, 7)
    due = OFFICE.add(dt.datetime(2026, 3, 10, 9, 30, tzinfo=LONDON), 20)
    assert (due.isoformat(), due.tzinfo) == ("2026-04-09T09:30:00+01:00", LONDON)
    stamp = OFFICE.add(pd.Timestamp("2026-03-10 09:30", tz="America/New_York"), 20)
    assert (type(stamp), str(stamp)) == (pd.Timestamp, "2026-04-09 08:30:00-04:00")
    assert OFFICE.count(dt.date(2026, 3, 10), "2026-04-09") == 20
    assert OFFICE.is_working(dt.date(2026, 4, 3)) is False
    assert OFFICE.add(None, 3) is None
    assert OFFICE.add(pd.NaT, 3) is pd.NaT
    assert OFFICE.count(None, dt.date(2026, 4, 9)) is None
    # A Saturday is not rolled first: the first working day after it is a Monday.
    assert OFFICE.add(dt.date(2026, 3, 14), 1) == OFFICE.add(dt.date(2026, 3, 14), 0) == dt.date(2026, 3, 16)


def test_working_hours() -> None:
    friday = dt.datetime(2026, 3, 27, 16, 30, tzinfo=LONDON)
    assert OFFICE.add_hours(friday, 4).isoformat() == "2026-03-30T12:30:00+01:00"
    assert OFFICE.add_hours(friday, 0.5) == friday.replace(hour=17, minute=0)
    assert OFFICE.add_hours(friday, dt.timedelta(minutes=30)) == friday.replace(hour=17, minute=0)
    assert OFFICE.add_hours("2026-03-30T12:30", -4) == dt.datetime(2026, 3, 27, 16, 30)
    times = pd.Series([friday, None])
    assert OFFICE.add_hours(times, 4)[0] == pd.Timestamp("2026-03-30T12:30:00+01:00")
    with pytest.raises(ValueError, match="times are needed"):
        OFFICE.add_hours(pl.Series(DATES), 4)
    with pytest.raises(ValueError, match="opening hours are needed"):
        bywhen.calendar("scotland").add_hours(friday, 4)
    with pytest.raises(ValueError, match="whole seconds"):
        OFFICE.add_hours(friday, 1 / 7)
    with pytest.raises(ValueError, match="comes twice"):
        OFFICE.add_hours(dt.datetime(2026, 10, 25, 1, 30), 4)
    with pytest.raises(ValueError, match="place 1: 01:30 on Sunday 29 March 2026 does not exist"):
        OFFICE.add_hours(np.array(["2026-03-27T09:00", "2026-03-29T01:30"], dtype="M8[s]"), 4)


EACH = {
    "list": lambda n, _: n,
    "tuple": lambda n, _: tuple(n),
    "numpy floats": lambda n, _: np.array([np.nan if one is None else one for one in n]),
    "numpy objects": lambda n, _: np.array(n, dtype=object),
    "numpy masked": lambda n, _: np.ma.MaskedArray([one or 0 for one in n], mask=[one is None for one in n]),
    "pandas": lambda n, index: pd.Series(n, index, dtype="float64"),
    "pandas nullable": lambda n, index: pd.Series(n, index, dtype="Int64"),
    "pandas on Arrow": lambda n, index: pd.Series(n, index, dtype="int16[pyarrow]"),
    "polars": lambda n, _: pl.Series(n, dtype=pl.Int32),
    "pyarrow": lambda n, _: pa.array(n, pa.uint8()),
    "pyarrow chunks": lambda n, _: pa.chunked_array([n[:1], [], n[1:]], pa.int64()),
}


@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS.keys())
@pytest.mark.parametrize("numbers", EACH)
def test_each_date_has_a_number_of_its_own(column: Any, numbers: str) -> None:
    index = column.index if isinstance(column, pd.Series) else None
    due = OFFICE.add(column, EACH[numbers]([20, 1, None, 0], index))
    assert type(due) is type(column)
    assert getattr(due, "name", None) == getattr(column, "name", None)
    assert as_dates(due) == [dt.date(2026, 4, 9), None, None, dt.date(2026, 4, 7)]
    due = OFFICE.subtract(column, EACH[numbers]([1, None, 1, 3], index))
    assert as_dates(due) == [dt.date(2026, 3, 9), None, dt.date(2026, 4, 2), dt.date(2026, 3, 31)]


def test_numbers_of_days_that_cannot_be_taken() -> None:
    days = np.array(["2026-03-10", "2026-03-11"], dtype="M8[D]")
    for column in (days, pd.Series(days), pl.Series(days), pa.array(days), days.tolist()):
        with pytest.raises(ValueError, match="there are 2 dates, and 3 numbers in `n`: give as many"):
            OFFICE.add(column, [1, 2, 3])
        with pytest.raises(ValueError, match="place 1: 99999 working days after 2026-03-11 is out of range"):
            OFFICE.add(column, [1, 99_999])
        assert as_dates(OFFICE.add(column, [1, 99_999], errors="null")) == [dt.date(2026, 3, 11), None]
    with pytest.raises(ValueError, match=r"place 1 of `n` is 1\.5: give a whole number"):
        OFFICE.add(days, np.array([1, 1.5]))
    with pytest.raises(TypeError, match="place 1 of `n` is two: give a whole number"):
        OFFICE.add(days, [1, "two"])
    with pytest.raises(TypeError, match="`n` is a column of Float64: give whole numbers"):
        OFFICE.add(days, pl.Series([1.0, 2.0]))
    with pytest.raises(TypeError, match="`n` is an array of bool"):
        OFFICE.add(days, np.array([True, False]))
    for n in (1.5, "3", None):
        with pytest.raises(TypeError, match="`n` is .*: give a whole number of days, or a column with one for each date"):
            OFFICE.add(days, n)  # type: ignore[call-overload]
    for one in (dt.date(2026, 3, 10), "2026-03-10", days[0]):
        with pytest.raises(TypeError, match="give a date for each number"):
            OFFICE.add(one, [1, 2])
    with pytest.raises(ValueError, match="have different indexes"):
        OFFICE.add(pd.Series(days), pd.Series([1, 2], index=[1, 0]))
    with pytest.raises(ValueError, match=r"`dates` is an array of shape \(1, 2\) and `n` of \(2, 1\)"):
        OFFICE.add(days.reshape(1, 2), np.array([[1], [2]]))
    assert OFFICE.add(days.reshape(1, 2), np.array([[1, 2]])).shape == (1, 2)
    with pytest.raises(ValueError, match="5000000000 working days after"):
        OFFICE.add(days, 5_000_000_000)


def test_two_columns_go_together_place_by_place() -> None:
    days = np.array(["2026-03-10", "2026-03-16"], dtype="M8[D]")
    # A value of numpy is one date for all, as any other date is.
    for one in (days.max(), np.array("2026-03-16", dtype="M8[s]"), dt.date(2026, 3, 16)):
        assert OFFICE.count(days, one).tolist() == [4, 0]
        assert OFFICE.count(one, pl.Series(days)).to_list() == [-4, 0]
    assert np.isnan(OFFICE.count(days, np.datetime64("NaT", "s"))).all()
    with pytest.raises(ValueError, match="have different indexes, and they are taken place by place"):
        OFFICE.count(pd.Series(days), pd.Series(days, index=[1, 0]))
    with pytest.raises(ValueError, match=r"array of shape \(2, 1\) and `end` of \(2,\)"):
        OFFICE.count(days.reshape(2, 1), days)


def test_what_is_missing_is_no_working_day() -> None:
    day = dt.date(2026, 3, 10)
    for missing in (None, pd.NaT, pd.NA, float("nan")):
        assert OFFICE.is_working(missing) is None
        assert OFFICE.is_working([day, missing]) == [True, None]
        assert OFFICE.add(pd.Series([day, missing], dtype=object), 1).isna().tolist() == [False, True]
    objects = pd.Series(pd.to_datetime(["2026-03-10", None])).dt.date
    assert OFFICE.is_working(objects).isna().tolist() == [False, True]
    masked = np.ma.MaskedArray(np.array(["2026-03-10", "2026-03-11"], dtype="M8[D]"), mask=[False, True])
    assert np.isnat(OFFICE.add(masked, 1)).tolist() == [False, True]
    assert OFFICE.add(pl.Series([None, None]), 1).to_list() == [None, None]


def test_values_that_are_no_dates_are_named_or_null() -> None:
    values = ["2026-03-10", "soon", dt.datetime(2026, 3, 29, 1, 30, tzinfo=LONDON)]
    with pytest.raises(ValueError, match="place 1: `soon` is not a date"):
        OFFICE.add(values, 1)
    with pytest.raises(ValueError, match="^2026-03-29T01:30:00.00:00 is a time that the clocks skipped"):
        OFFICE.add(values[2], 1)
    assert OFFICE.add(values, 1, errors="null") == [dt.date(2026, 3, 11), None, None]
    with pytest.raises(TypeError, match="place 1: int is no date"):
        OFFICE.add(["2026-03-10", 7], 1)
    with pytest.raises(TypeError, match="a whole frame has no dates: give one of its columns"):
        OFFICE.add(pl.DataFrame({"day": [dt.date(2026, 3, 10)]}), 1)
    with pytest.raises(TypeError, match="`hours` is str: give a number of hours or a timedelta"):
        OFFICE.add_hours(dt.datetime(2026, 3, 10, 10), "4")  # type: ignore[call-overload]


def test_receipt_rules() -> None:
    late = bywhen.calendar("england-and-wales", cutoff="16:00", receipt="next-working-day", closed=["2026-03-11"])
    assert late.add(dt.datetime(2026, 3, 10, 15, 59, 59), 1).date() == dt.date(2026, 3, 12)
    assert late.add(dt.datetime(2026, 3, 10, 16), 1).date() == dt.date(2026, 3, 13)
    assert late.add(dt.date(2026, 3, 14), 1) == dt.date(2026, 3, 17)
    times = np.array(["2026-03-10T15:59", "2026-03-10T16:00", "2026-03-14T20:00"] * 4000, dtype="M8[m]")
    due = late.add(times, 1).astype("M8[D]").astype(str).tolist()
    assert due[:3] == due[-3:] == ["2026-03-12", "2026-03-13", "2026-03-17"]
    shop = bywhen.calendar("scotland", open=["Saturday", dt.date(2026, 12, 25)], closed=["Wednesday"])
    assert [shop.is_working(f"2026-03-{day:02}") for day in (9, 10, 11, 14, 15)] == [True, True, False, True, False]
    assert shop.is_working("2026-12-25")


@pytest.mark.parametrize("unit", ["D", "s", "ns"])
@pytest.mark.parametrize("many", [50, 20_000])
def test_columns_are_what_each_is_alone_and_what_a_walk_finds(unit: str, many: int) -> None:
    """Small columns are asked one by one and large ones looked up in a table: both against a walk from day to day."""
    calendar = bywhen.calendar("scotland", closed=["2026-12-24"], open=["2027-01-02"])
    chance = random.Random(f"{unit} {many}")
    first, last = dt.date(1990, 2, 1), dt.date(2040, 12, 31)
    working = {}
    day = first - 60 * DAY
    holidays = {day for year in range(1990, 2042) for day, _ in calendar.calendars.bank_holidays("scotland", year)}
    while day <= last + 60 * DAY:
        usual = day.weekday() < 5 and day not in holidays and day != dt.date(2026, 12, 24)
        working[day] = usual or day == dt.date(2027, 1, 2)
        day += DAY

    def walk(day: dt.date, n: int) -> dt.date:
        if n == 0:
            while not working[day]:
                day += DAY
        step = DAY if n > 0 else -DAY
        for _ in range(abs(n)):
            day += step
            while not working[day]:
                day += step
        return day

    days = [first + chance.randrange((last - first).days) * DAY for _ in range(many)]
    column = np.array(days, dtype="M8[D]").astype(f"M8[{unit}]")
    sample = chance.sample(range(many), 50)
    for n in (0, 1, 10, -1, -10):
        due = calendar.add(column, n).astype("M8[D]").tolist()
        for place in sample:
            assert due[place] == calendar.add(days[place], n)
            if walk_is_known(days[place], n):
                assert due[place] == walk(days[place], n), (days[place], n)
    ends = [day + chance.randrange(-40, 40) * DAY for day in days]
    ends = [max(end, first) for end in ends]
    counts = calendar.count(column, np.array(ends, dtype="M8[D]")).tolist()
    truths = calendar.is_working(column).tolist()
    for place in sample:
        low, high = sorted((days[place], ends[place]))
        between = sum(working[low + ahead * DAY] for ahead in range(1, (high - low).days + 1))
        assert counts[place] == (between if days[place] <= ends[place] else -between)
        assert counts[place] == calendar.count(days[place], ends[place])
        assert truths[place] is working[days[place]] is calendar.is_working(days[place])


def walk_is_known(day: dt.date, n: int) -> bool:
    return day + n * 3 * DAY > dt.date(1990, 1, 10)


@pytest.mark.parametrize("many", [50, 40_000])
def test_hours_are_what_each_is_alone_and_what_a_walk_finds(many: int) -> None:
    chance = random.Random(many)
    start = dt.datetime(2026, 3, 20)
    moments = [start + dt.timedelta(minutes=chance.randrange(400_000)) for _ in range(many)]
    moments = [moment for moment in moments if moment.hour != 1]  # the hours that clock changes skip and repeat
    due = OFFICE.add_hours(np.array(moments, dtype="M8[us]"), 4).tolist()
    aware = pl.Series(moments).dt.replace_time_zone("Europe/London")
    assert OFFICE.add_hours(aware, 4).dt.replace_time_zone(None).to_list() == due
    for place in chance.sample(range(len(moments)), 40):
        assert due[place] == OFFICE.add_hours(moments[place], 4)
        left, at = 4 * 60, moments[place]
        while left:
            if OFFICE.is_working(at.date()) and 9 <= at.hour < 17:
                left -= 1
            at += dt.timedelta(minutes=1)
        assert due[place] == at


def test_a_column_of_megabytes_is_what_its_parts_are() -> None:
    many = 600_000
    moments = np.datetime64("2024-01-01T00:00:30", "us") + np.arange(many) * np.timedelta64(97, "s")
    times = pa.array(moments, pa.timestamp("us", "UTC"), mask=np.arange(many) % 7 == 3)
    days = pa.array(np.resize(moments.astype("M8[D]"), 2 * many))
    due = {"hours": OFFICE.add_hours(times, 2), "days": OFFICE.add(days, 10)}
    assert due["hours"].type == times.type and due["hours"].null_count == times.null_count
    for first in (0, many // 2, many - 999):
        part = slice(first, first + 999)
        assert due["hours"][part].equals(OFFICE.add_hours(times[part], 2))
        assert due["days"][part].equals(OFFICE.add(days[part], 10))


@pytest.mark.parametrize("column", [COLUMNS["numpy D"], COLUMNS["polars"], COLUMNS["pyarrow chunks"], DATES])
def test_dates_out_of_range_are_named_or_null(column: Any) -> None:
    late = dt.date(2100, 12, 30)
    if isinstance(column, np.ndarray):
        column = np.concatenate([column, np.array([late], dtype="M8[D]")])
    elif isinstance(column, pl.Series):
        column = pl.concat([column, pl.Series([late])])
    elif isinstance(column, pa.ChunkedArray):
        column = pa.chunked_array([*column.chunks, [late]])
    else:
        column = [*column, late]
    with pytest.raises(ValueError, match="place 4: 20 working days after 2100-12-30 is out of range"):
        OFFICE.add(column, 20)
    assert as_dates(OFFICE.add(column, 20, errors="null")) == [*DUE, None]


def test_wrong_calls_say_what_to_do() -> None:
    unknown = "the calendar keeps bank holidays, and those are known from 1 January 1990 on"
    with pytest.raises(ValueError, match=unknown):
        OFFICE.count(dt.date(1985, 1, 1), dt.date(2026, 1, 1))
    with pytest.raises(ValueError, match="start, place 1: 1985-01-01"):
        OFFICE.count(np.array(["2026-01-01", "1985-01-01"], dtype="M8[D]"), dt.date(2026, 1, 1))
    with pytest.raises(ValueError, match="place 0: 1985-01-01.*1990"):
        OFFICE.is_working(pa.array([dt.date(1985, 1, 1)]))
    assert bywhen.calendar("none").is_working("1985-01-01") is True
    with pytest.raises(ValueError, match="did you mean `scotland`"):
        bywhen.calendar("scotlnd")
    with pytest.raises(ValueError, match='write "Mon-Fri 09:00-17:00"'):
        bywhen.calendar("scotland", hours="9-5")
    with pytest.raises(ValueError, match="xmas is no day"):
        bywhen.calendar("scotland", closed=["xmas"])
    with pytest.raises(TypeError, match="give a list"):
        bywhen.calendar("scotland", closed="2026-12-24")
    with pytest.raises(ValueError, match="is not a time of day"):
        bywhen.calendar("scotland", cutoff="teatime")
    with pytest.raises(ValueError, match="3 dates and `end` has 2"):
        OFFICE.count(pl.Series(DATES[:3]), pl.Series(DATES[:2]))
    for column in (pd.Series(["2026-03-10"]), pl.Series(["2026-03-10"]), np.array([1.5]), 3, {}):
        with pytest.raises(TypeError, match="date"):
            OFFICE.add(column, 3)
    with pytest.raises(ValueError, match='"raise" or "null"'):
        OFFICE.add(dt.date(2026, 1, 1), 3, errors="ignore")  # type: ignore[call-overload]


def test_a_calendar_is_a_value() -> None:
    full = bywhen.calendar(
        "scotland",
        closed=[dt.date(2026, 12, 24), "Wednesday"],
        open=["Saturday"],
        hours="Mon-Sat 10:00-16:00",
        known_on=dt.date(2022, 9, 1),
        receipt="next-working-day",
        cutoff=dt.time(15, 30),
        zone="Europe/Dublin",
    )
    for calendar in (OFFICE, full):
        again = pickle.loads(pickle.dumps(calendar))
        assert again == calendar
        assert hash(again) == hash(calendar)
        assert eval(repr(calendar), {"bywhen": bywhen, "datetime": dt}) == calendar
    assert full != OFFICE
    assert (full.name, full.hours, full.zone) == ("scotland", "Mon-Sat 10:00-16:00", "Europe/Dublin")
    assert full.known_on == dt.date(2022, 9, 1)
    with pytest.raises(AttributeError):
        full.name = "x"  # type: ignore[misc]
    # The state funeral was announced nine days before it.
    assert full.is_working("2022-09-19") is True
    assert bywhen.calendar("scotland").is_working("2022-09-19") is False


def test_pandas_without_pyarrow() -> None:
    program = """
import sys
sys.modules["pyarrow"] = None
import pandas as pd
import bywhen
dates = pd.Series(pd.to_datetime(["2026-03-10", None]), name="received")
due = bywhen.calendar("england-and-wales").add(dates, 20)
assert str(due[0].date()) == "2026-04-09" and pd.isna(due[1]) and due.name == "received", due
print("done")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout == "done\n", done.stderr


# A cut-off and a receipt rule move what is counted forward, and nothing else.
LATE = bywhen.calendar("england-and-wales", cutoff="17:30", receipt="next-working-day")


@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS.keys())
def test_the_working_day_on_or_before_and_after(column: Any) -> None:
    for calendar in (OFFICE, LATE):
        before, after = calendar.on_or_before(column), calendar.on_or_after(column)
        assert type(before) is type(after) is type(column)
        # 10 March is a Tuesday; 3 April is Good Friday, and 4 April the Saturday after it.
        assert as_dates(before) == [dt.date(2026, 3, 10), None, *[dt.date(2026, 4, 2)] * 2]
        assert as_dates(after) == [dt.date(2026, 3, 10), None, *[dt.date(2026, 4, 7)] * 2]
        assert as_dates(calendar.subtract(column, 0)) == as_dates(before)
        assert as_dates(calendar.subtract(column, [0, 0, 0, 1])) == as_dates(before)
    assert as_dates(OFFICE.add(column, 0)) == as_dates(OFFICE.on_or_after(column))


def test_one_date_on_or_before_and_after() -> None:
    assert OFFICE.on_or_before("2026-04-04") == dt.date(2026, 4, 2)
    assert OFFICE.on_or_after(dt.date(2026, 4, 4)) == dt.date(2026, 4, 7)
    at = dt.datetime(2026, 4, 4, 18, 0, tzinfo=LONDON)
    assert LATE.on_or_before(at) == dt.datetime(2026, 4, 2, 18, 0, tzinfo=LONDON)
    assert LATE.on_or_after(at) == dt.datetime(2026, 4, 7, 18, 0, tzinfo=LONDON)
    assert OFFICE.on_or_before(None) is None
    assert OFFICE.subtract(dt.date(2026, 4, 18), 0) == dt.date(2026, 4, 17)
    assert OFFICE.add(dt.date(2026, 4, 18), 0) == dt.date(2026, 4, 20)
    with pytest.raises(ValueError, match="1 working day before 1990-01-01"):
        OFFICE.on_or_before(dt.date(1990, 1, 1))
    assert OFFICE.on_or_before(dt.date(1990, 1, 1), errors="null") is None


def test_a_cut_off_counts_a_start_as_the_next_day() -> None:
    calendar = bywhen.calendar("england-and-wales", cutoff="17:30")
    friday = dt.datetime(2017, 7, 14, 22, 0)
    wednesday = dt.datetime(2015, 10, 14, 21, 54)
    for many in (1, 10_000):
        # Friday evening counts as Saturday's, whose next working day is Monday.
        late = np.repeat(np.datetime64(friday, "s"), many)
        assert set(calendar.add(late, 1).tolist()) == {dt.datetime(2017, 7, 17, 22, 0)}
        back = np.repeat(np.datetime64(wednesday, "s"), many)
        assert set(calendar.subtract(back, 1).tolist()) == {dt.datetime(2015, 10, 13, 21, 54)}
        assert set(calendar.add(back, -1).tolist()) == {dt.datetime(2015, 10, 13, 21, 54)}
    assert calendar.add(friday, 1) == dt.datetime(2017, 7, 17, 22, 0)
    assert calendar.subtract(wednesday, 1) == dt.datetime(2015, 10, 13, 21, 54)


def test_hours_that_are_stated_are_open() -> None:
    centre = bywhen.calendar("none", hours="Mon-Fri 09:00-17:00, Sat 10:00-15:00")
    assert centre.add_hours(dt.datetime(2010, 12, 24, 15, 0), 9) == dt.datetime(2010, 12, 27, 11, 0)
    nights = bywhen.calendar("england-and-wales", hours="Mon-Fri 18:00-03:00")
    assert nights.add_hours(dt.datetime(2026, 8, 28, 23, 30), 5) == dt.datetime(2026, 9, 1, 19, 30)


def test_a_zone_is_a_place_or_an_offset() -> None:
    with pytest.raises(ValueError, match=r"write `\+01:00` for a clock that never changes"):
        bywhen.calendar("none", zone="GMT+1")
    assert bywhen.calendar("none", zone="+01:00").zone == "+01:00"
