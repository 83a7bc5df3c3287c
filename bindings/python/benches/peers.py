"""Working days and hours in Python beside what else there is, in one run: `cargo xtask bench python`.

Everything is on one thread. Each is run in turn, several times, and the best of its times counts: what else the machine
does falls on all. The answers are compared before anything is measured.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
import warnings
from typing import TYPE_CHECKING, Any

os.environ["POLARS_MAX_THREADS"] = "1"

import bywhen_bound
import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import workclock
from holidays import country_holidays
from workalendar.europe import UnitedKingdom

import bywhen

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = int(os.environ.get("BYWHEN_BENCH_ROWS", "10000000"))
FEWER = ROWS // 500
FEWEST = ROWS // 10_000
TURNS = 5
FIRST, LAST = dt.date(2012, 1, 1), dt.date(2026, 12, 31)
CALENDAR = bywhen.calendar("england-and-wales", hours="Mon-Fri 09:00-17:00")

missed: list[str] = []
warnings.filterwarnings("ignore", "Non-vectorized DateOffset")


def turns(rows: int, runs: dict[str, Callable[[], Any]]) -> dict[str, float]:
    """Nanoseconds a row for each, at best."""
    best = dict.fromkeys(runs, float("inf"))
    for _ in range(TURNS):
        for name, run in runs.items():
            began = time.perf_counter_ns()
            run()
            best[name] = min(best[name], (time.perf_counter_ns() - began) / rows)
    return best


def head(text: str) -> None:
    print(f"\n{text}")


def line(name: str, nanoseconds: float) -> None:
    print(f"  {name:<44}{nanoseconds:>12,.1f} ns")


def ratio(name: str, value: float, goal: float, most: bool = False) -> None:
    met = value <= goal if most else value >= goal
    side = "at most" if most else "at least"
    print(f"  {name:<44}{value:>12,.2f} x   goal: {side} {goal} x{'' if met else '   MISSED'}")
    if not met:
        missed.append(name)


def same(one: Any, other: Any, what: str) -> None:
    one, other = np.asarray(one), np.asarray(other)
    if not (one == other).all():
        place = int(np.argmax(one != other))
        sys.exit(f"{what}: {one[place]} and {other[place]} at {place}")


def holidays() -> list[dt.date]:
    years = range(FIRST.year, LAST.year + 2)
    return [day for year in years for day, _ in CALENDAR.calendars.bank_holidays("england-and-wales", year)]


def made_up_days() -> Any:
    first, last = np.datetime64(FIRST), np.datetime64(LAST)
    return first + np.random.default_rng(2026).integers(0, (last - first).astype(int), ROWS)


def add() -> None:
    days = made_up_days()
    off = np.array(holidays(), dtype="M8[D]")
    arrow, polars, pandas = pa.array(days), pl.Series(days), pd.Series(days.astype("M8[s]"))
    every = np.arange(FIRST, LAST + dt.timedelta(60), dtype="M8[D]")
    table, first = pa.array(CALENDAR.add(every, 10)), every[0].astype(int).item()
    connection = duckdb.connect(config={"threads": 1})
    connection.register("calendar", pa.table({"day": pa.array(every), "due": table}))
    connection.register("dates", pa.table({"day": arrow}))
    connection.execute("CREATE TABLE lookup AS FROM calendar")
    connection.execute("CREATE TABLE received AS FROM dates")
    query = "SELECT due FROM received JOIN lookup USING (day)"

    def add_numpy() -> Any:
        return np.busday_offset(days, 10, roll="backward", holidays=off)

    def add_polars() -> Any:
        return polars.dt.add_business_days(10, holidays=holidays_of_polars, roll="backward")

    holidays_of_polars = holidays()
    few = pandas.head(FEWER)
    offset = pd.offsets.CustomBusinessDay(10, holidays=holidays())
    fewest, england, kingdom = days[:FEWEST].tolist(), country_holidays("GB", subdiv="ENG"), UnitedKingdom()

    def add_holidays() -> Any:
        return [england.get_nth_working_day(day, 10) for day in fewest]

    def add_workalendar() -> Any:
        """It does not know the bank holiday of 8 May 2023, so some of its answers are others."""
        return [kingdom.add_working_days(day, 10) for day in fewest]

    due = CALENDAR.add(days, 10)
    same(due[:FEWEST], np.array(add_holidays(), dtype="M8[D]"), "holidays")
    same(due, add_numpy(), "numpy")
    same(due, add_polars().to_numpy(), "polars")
    same(due, np.asarray(bywhen_bound_add(arrow, table, first)), "the bound")
    same(due[:FEWER], (few + offset).to_numpy().astype("M8[D]"), "pandas")
    head(f"+10 working days, {ROWS:,} dates")
    found = turns(
        ROWS,
        {
            "bywhen, numpy": lambda: CALENDAR.add(days, 10),
            "bywhen, polars": lambda: CALENDAR.add(polars, 10),
            "bywhen, pyarrow": lambda: CALENDAR.add(arrow, 10),
            "bywhen, pandas": lambda: CALENDAR.add(pandas, 10),
            "bound: a table by hand, through pyo3-arrow": lambda: bywhen_bound_add(arrow, table, first),
            "numpy.busday_offset": add_numpy,
            "polars add_business_days": add_polars,
            "duckdb, join with a calendar": lambda: connection.sql(query).to_arrow_table(),
        },
    )
    found |= turns(FEWER, {f"pandas CustomBusinessDay, {FEWER:,} dates": lambda: few + offset})
    one_by_one = {"holidays get_nth_working_day": add_holidays, "workalendar add_working_days": add_workalendar}
    found |= turns(FEWEST, {f"{name}, {FEWEST:,} dates": run for name, run in one_by_one.items()})
    for name, nanoseconds in found.items():
        line(name, nanoseconds)
    ratio(
        "pyarrow to the bound",
        found["bywhen, pyarrow"] / found["bound: a table by hand, through pyo3-arrow"],
        1.3,
        True,
    )
    ratio("as fast as numpy", found["numpy.busday_offset"] / found["bywhen, numpy"], 20)
    ratio("as fast as polars", found["polars add_business_days"] / found["bywhen, polars"], 15)


def bywhen_bound_add(dates: Any, table: Any, first: int) -> Any:
    return pa.array(bywhen_bound.look_up(dates, table, first))


def count() -> None:
    start = made_up_days()
    end = start + np.random.default_rng(7).integers(1, 60, ROWS)
    off = np.array(holidays(), dtype="M8[D]")
    frame = pl.DataFrame({"start": start, "end": end})
    between = pl.business_day_count("start", "end", holidays=holidays())
    one = np.timedelta64(1, "D")
    # numpy counts from the first day on and leaves the last out; here it is the other way about.
    same(
        CALENDAR.count(start[:FEWER], end[:FEWER]),
        np.busday_count(start[:FEWER] + one, end[:FEWER] + one, holidays=off),
        "numpy",
    )
    head(f"working days between, {ROWS:,} pairs of dates")
    found = turns(
        ROWS,
        {
            "bywhen, numpy": lambda: CALENDAR.count(start, end),
            "bywhen, polars": lambda: CALENDAR.count(frame["start"], frame["end"]),
            "numpy.busday_count": lambda: np.busday_count(start, end, holidays=off),
            "polars business_day_count": lambda: frame.select(between),
        },
    )
    for name, nanoseconds in found.items():
        line(name, nanoseconds)
    ratio("as fast as numpy", found["numpy.busday_count"] / found["bywhen, numpy"], 20)


def hours() -> None:
    seconds = np.random.default_rng(5).integers(0, 86_400, ROWS)
    local = made_up_days().astype("M8[s]") + seconds
    # No clock changes while anybody is there.
    local[(seconds >= 3_600) & (seconds < 7_200)] += np.timedelta64(2, "h")
    every = np.arange(FIRST, LAST + dt.timedelta(60), dtype="M8[D]")
    working, following = CALENDAR.is_working(every), CALENDAR.add(every, 1).astype("M8[s]").astype(np.int64)
    first = every[0].astype(int)
    nine, eight, four = 9 * 3_600, 8 * 3_600, 4 * 3_600

    def by_table() -> Any:
        """What a careful analyst writes: the hours of each day, for this place and these hours alone."""
        number = local.view(np.int64)
        day = number // 86_400
        place = day - first
        spent = np.clip(number - day * 86_400 - nine, 0, eight)
        works = working[place]
        total = np.where(works, spent, 0) + four
        today = works & (total <= eight)
        next_day = np.where(works, total - eight, four)
        due = np.where(today, day * 86_400 + nine + total, following[place] + nine + next_day)
        return due.view("M8[s]")

    zoned = (
        pl.Series(local.astype("M8[ms]"))
        .cast(pl.Datetime("ms"))
        .dt.replace_time_zone("Europe/London", ambiguous="earliest")
    )
    utc = pa.array(zoned.to_arrow()).cast(pa.timestamp("us", "Europe/London"))
    moments = (
        utc.cast(pa.timestamp("us", "UTC")).cast(pa.timestamp("us")).to_numpy(zero_copy_only=False).astype("M8[us]")
    )
    office = workclock.Schedule(
        [workclock.WorkDay(dt.time(9), dt.time(17)), workclock.Holidays(holidays())], time_zone="Europe/London"
    )
    few = moments[: ROWS // 10]
    same(CALENDAR.add_hours(local, 4), by_table(), "numpy")
    by_workclock = np.asarray(office.add_many(few, dt.timedelta(hours=4)))
    ours = CALENDAR.add_hours(utc[: ROWS // 10], 4).cast(pa.timestamp("us", "UTC")).cast(pa.timestamp("us"))
    same(ours.to_numpy(zero_copy_only=False), by_workclock, "workclock")
    head(f"+4 working hours, Europe/London, {ROWS:,} times")
    found = turns(
        ROWS,
        {
            "bywhen, numpy, local times": lambda: CALENDAR.add_hours(local, 4),
            "bywhen, pyarrow, times with a zone": lambda: CALENDAR.add_hours(utc, 4),
            "numpy, a table of days by hand": by_table,
        },
    )
    found |= turns(ROWS // 10, {"workclock add_many": lambda: office.add_many(few, dt.timedelta(hours=4))})
    for name, nanoseconds in found.items():
        line(name, nanoseconds)
    ratio("as fast as workclock", found["workclock add_many"] / found["bywhen, pyarrow, times with a zone"], 140)
    ratio(
        "as fast as the table of numpy",
        found["numpy, a table of days by hand"] / found["bywhen, numpy, local times"],
        4,
    )


if __name__ == "__main__":
    add()
    count()
    hours()
    if missed:
        print(f"\nMISSED: {', '.join(missed)}")
