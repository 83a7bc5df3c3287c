"""Frames: what came in goes out, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pytest
from conftest import AT, TABLES

import bywhen

CASES = TABLES / "cases.csv"
OUTCOMES = [
    "case_id", "row", "promise", "action", "stage", "due", "due_at", "status", "late_by", "provisional", "error",
    "late_by_unit", "due_soon", "warn_at",
]  # fmt: skip


class Capsule:
    """What knows nothing but the Arrow PyCapsule interface."""

    def __init__(self, table: Any) -> None:
        self.table = table

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)


class OneBatch:
    """What knows only the other half of it."""

    def __init__(self, batch: Any) -> None:
        self.batch = batch

    def __arrow_c_array__(self, requested_schema: object = None) -> object:
        return self.batch.__arrow_c_array__(requested_schema)


def rows(frame: Any) -> list[dict[str, Any]]:
    """Any frame as dicts, so that they can be compared."""
    if isinstance(frame, pd.DataFrame):
        dicts = frame.astype(object).where(frame.notna(), None).to_dict("records")
        for row in dicts:
            row["due"] = row["due"] and row["due"].date()
        return dicts
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, duckdb.DuckDBPyRelation):
        frame = frame.to_arrow_table()
    return pl.DataFrame(frame).to_dicts()


FRAMES = {
    "polars": (pl.read_csv, pl.DataFrame),
    "polars lazy": (pl.scan_csv, pl.LazyFrame),
    "pandas": (pd.read_csv, pd.DataFrame),
    "pandas of objects": (lambda path: pd.read_csv(path).astype(object), pd.DataFrame),
    "pandas on Arrow": (lambda path: pd.read_csv(path, dtype_backend="pyarrow"), pd.DataFrame),
    "pandas nullable": (lambda path: pd.read_csv(path, dtype_backend="numpy_nullable"), pd.DataFrame),
    "pandas categories": (lambda path: pd.read_csv(path).astype("category"), pd.DataFrame),
    "pyarrow table": (pyarrow.csv.read_csv, pa.Table),
    "pyarrow batch": (lambda path: pyarrow.csv.read_csv(path).to_batches()[0], pa.RecordBatch),
    "pyarrow reader": (lambda path: pyarrow.csv.read_csv(path).to_reader(), pa.RecordBatchReader),
    "duckdb": (duckdb.read_csv, duckdb.DuckDBPyRelation),
    "a capsule of one batch": (lambda path: OneBatch(pyarrow.csv.read_csv(path).to_batches()[0]), bywhen.Table),
    "a capsule": (lambda path: Capsule(pyarrow.csv.read_csv(path)), bywhen.Table),
}


def test_a_system_has_codes_of_its_own() -> None:
    charter = bywhen.load(Path(__file__).parents[3] / "docs/examples/pothole-repairs.charter")
    frame = pl.DataFrame({
        "received": ["2026-04-01T10:00"] * 4,
        "Urgency": ["P1", "p3", "2", "P9"],
        "kind": ["report"] * 4,
    })
    meaning = {"Urgency": {"P1": "1", "P3": "3"}}
    outcomes = charter.assess(frame, at="2026-04-01T11:00", columns={"Urgency": "category"}, values=meaning)
    repairs = outcomes.filter(pl.col("promise") == "potholes/repair")
    assert repairs["due"].to_list() == [date(2026, 4, 1), date(2026, 4, 6), date(2026, 4, 2)]
    errors = outcomes["error"].drop_nulls().to_list()
    assert errors == ["`Urgency`: the fact `category` cannot be `P9`: it is one of 1, 2, 3 or 4"]


@pytest.mark.parametrize("name", FRAMES)
def test_what_came_in_goes_out(oxfordshire: bywhen.Charter, name: str) -> None:
    read, kind = FRAMES[name]
    outcomes = oxfordshire.assess(read(str(CASES)), at=AT, keep=["team"])
    assert isinstance(outcomes, kind)
    expected = rows(oxfordshire.assess(pl.read_csv(CASES), at=AT, keep=["team"]))
    assert len(expected) == 12 and list(expected[0]) == [*OUTCOMES, "team"]
    assert rows(outcomes) == expected
    report = oxfordshire.report(read(str(CASES)), at=AT)
    assert isinstance(report.table, kind)
    assert (report.read, report.assessed, report.refused) == (4, 3, 1)


@pytest.mark.parametrize("read", [pl.read_csv, pl.scan_csv, pd.read_csv, pyarrow.csv.read_csv])
def test_who_holds_a_frame_through_narwhals_gets_one(oxfordshire: bywhen.Charter, read: Any) -> None:
    frame = nw.from_native(read(CASES))
    outcomes = oxfordshire.assess(frame, at=AT, keep=["team"])
    assert type(outcomes) is type(frame) and type(outcomes.to_native()) is type(frame.to_native())
    assert rows(outcomes.to_native()) == rows(oxfordshire.assess(pl.read_csv(CASES), at=AT, keep=["team"]))


def test_frames_say_what_single_cases_say(oxfordshire: bywhen.Charter) -> None:
    outcomes = oxfordshire.assess(pl.read_csv(CASES), at=AT)
    single = oxfordshire.check(
        channel="letter",
        received="2011-04-20T10:15",
        events={"acknowledged": date(2011, 4, 27), "responded": date(2011, 5, 11)},
        at=AT,
        tz="charter",
    )
    told = outcomes.filter(pl.col("row") == 1).select("promise", "due", "due_at", "status").rows()
    assert told == [(one.id, one.due, one.due_at, one.status) for one in single]


def test_a_bad_row_is_kept_with_its_reason_and_the_others_go_on(oxfordshire: bywhen.Charter) -> None:
    received = ["2011-04-20T10:15", "soon", None, "2011-03-27T01:30", "1850-01-01", "2011-04-21", "20/04/2011"]
    channels = ["letter", "letter", "letter", "letter", "letter", "leter", "letter"]
    responded = ["2011-05-03"] * len(received)
    frame = {"case_id": list("abcdefg"), "received": received, "channel": channels, "responded": responded}
    says = {
        "b": "`soon` is not a date or time",
        "c": "the case has no `received`",
        "d": "01:30 on Sunday 27 March 2011 does not exist",
        "e": "1850",
        "f": "did you mean `letter`",
        "g": "name the format: uk",
    }
    for outcomes in [
        oxfordshire.assess(pl.DataFrame(frame), at=AT),
        pl.DataFrame(rows(oxfordshire.assess(pd.DataFrame(frame), at=AT)), infer_schema_length=None),
    ]:
        refused = {row["case_id"]: row["error"] for row in outcomes.to_dicts() if row["error"]}
        assert set(refused) == set(says)
        assert all(says[case] in reason for case, reason in refused.items()), refused
        assert outcomes.filter(pl.col("case_id") == "a")["status"].to_list() == ["met", "met"]
        assert sorted(set(outcomes["row"])) == [1, 2, 3, 4, 5, 6, 7]
    with pytest.raises(ValueError, match="row 2: `received`: `soon`"):
        oxfordshire.assess(pl.DataFrame(frame), at=AT, strict=True)
    report = oxfordshire.report(pl.DataFrame(frame), at=AT)
    assert (report.read, report.assessed, report.refused) == (7, 1, 6)
    assert sum(rows for _, rows, _ in report.reasons) == 6


def test_pandas_objects_of_every_sort_are_read_cell_by_cell(oxfordshire: bywhen.Charter) -> None:
    london = ZoneInfo("Europe/London")
    received = [
        "2011-04-20T10:15",
        datetime(2011, 4, 20, 10, 15),
        datetime(2011, 4, 20, 10, 15, tzinfo=london),
        pd.Timestamp("2011-04-20 11:15", tz="Europe/Paris"),
        date(2011, 4, 20),
        pd.NaT,
        None,
        float("nan"),
        17,
    ]
    frame = pd.DataFrame({"received": pd.Series(received, dtype=object), "channel": "letter"})
    frame["responded"] = pd.Series([None] * len(received), dtype=object)
    outcomes = oxfordshire.assess(frame, at=AT)
    due = outcomes[outcomes["action"] == "acknowledge"]["due"].dt.date.tolist()
    assert due == [date(2011, 5, 3)] * 5
    assert outcomes[outcomes["error"].notna()]["row"].tolist() == [6, 7, 8, 9]
    assert "`17` is not a date" in outcomes["error"].iloc[-1]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("tz", [None, "Europe/London", "UTC", "America/New_York"])
def test_times_of_every_unit_and_zone(oxfordshire: bywhen.Charter, unit: str, tz: str | None) -> None:
    times = pd.Series(pd.to_datetime(["2011-04-20 10:15", None])).astype(f"datetime64[{unit}]")
    if tz is not None:
        times = times.dt.tz_localize("Europe/London").dt.tz_convert(tz)
    frame = pd.DataFrame({"received": times, "channel": "letter", "responded": np.nan})
    outcomes = oxfordshire.assess(frame, at=AT)
    assert outcomes["due"].dt.date.tolist()[:3] == [date(2011, 5, 3), date(2011, 5, 10), date(2011, 5, 10)]
    assert outcomes["error"].iloc[3].startswith("the case has no `received`")
    if unit != "s":
        polars = pl.DataFrame({"received": [datetime(2011, 4, 20, 10, 15)], "channel": ["letter"], "responded": [None]})
        polars = polars.with_columns(pl.col("received").cast(pl.Datetime(unit)))  # type: ignore[arg-type]
        assert oxfordshire.assess(polars, at=AT)["due"].to_list()[:1] == [date(2011, 5, 3)]


def test_an_index_that_has_a_name_is_a_column(oxfordshire: bywhen.Charter) -> None:
    cases = pd.read_csv(CASES)
    expected = rows(oxfordshire.assess(cases, at=AT, keep=["team"]))
    for frame in (cases.set_index("case_id"), cases.set_index(["team", "case_id"])):
        assert rows(oxfordshire.assess(frame, at=AT, keep=["team"])) == expected


def test_whole_numbers_with_gaps_are_whole_numbers(oxfordshire: bywhen.Charter) -> None:
    cases, log = pd.read_csv(TABLES / "ids.csv"), pd.read_csv(TABLES / "events.csv")
    gaps = pd.concat([cases, pd.DataFrame({"channel": ["letter"]})], ignore_index=True)
    assert gaps["case_id"].dtype == "float64"
    with pytest.warns(UserWarning, match="filed"):
        outcomes = oxfordshire.assess(gaps, events=log, at=AT)
    assert outcomes["case_id"].tolist()[:5] == ["201", "201", "202", "202", "202"]
    assert outcomes["error"].notna().sum() == 1


def test_duckdb_reads_outcomes_as_often_as_it_likes(oxfordshire: bywhen.Charter) -> None:
    connection = duckdb.connect()
    outcomes = oxfordshire.assess(connection.read_csv(str(CASES)), at=AT)
    assert [outcomes.count("*").fetchall() for _ in range(2)] == [[(12,)]] * 2
    assert connection.sql("SELECT count(*) FROM outcomes WHERE status = 'met'").fetchall() == [(2,)]


def test_naive_times_are_in_the_charters_zone_unless_said_otherwise(oxfordshire: bywhen.Charter) -> None:
    frame = pl.DataFrame({"received": [datetime(2011, 4, 20, 23, 30)], "channel": "letter", "responded": None})
    due = [oxfordshire.assess(frame, at=AT, tz=tz)["due"][0] for tz in (None, "charter", "UTC", ZoneInfo("UTC"))]
    assert due == [date(2011, 5, 3), date(2011, 5, 3), date(2011, 5, 4), date(2011, 5, 4)]


def test_columns_are_named_and_dates_read_as_said(oxfordshire: bywhen.Charter) -> None:
    frame = pl.read_csv(TABLES / "export.csv")
    columns = {"Ref": "case_id", "How": "channel", "Came in": "received", "First reply": "acknowledged"}
    outcomes = oxfordshire.assess(frame, at=AT, columns=columns, dates="uk")
    assert outcomes["error"].null_count() == len(outcomes) > 0
    mixed = oxfordshire.assess(frame, at=AT, columns=columns, dates={"Came in": "uk", "First reply": "uk"})
    assert mixed.equals(outcomes)
    with pytest.raises(ValueError, match="`us` is no format of dates"):
        oxfordshire.assess(frame, at=AT, columns=columns, dates="us")


@pytest.mark.parametrize("objects", [False, True])
@pytest.mark.parametrize("make", [pl.DataFrame, pd.DataFrame, pa.table])
def test_a_time_may_have_a_column_of_its_own(oxfordshire: bywhen.Charter, make: Any, objects: bool) -> None:
    times = [time(10, 15), None] if objects else ["10.15am", None]
    days = [datetime(2011, 4, 20)] * 2
    frame = make({"day": days, "clock": times, "channel": ["telephone"] * 2, "answered": [None, None]})
    columns = {"day": "received", "clock": "received.time"}
    outcomes = pl.DataFrame(oxfordshire.assess(frame, at=AT, columns=columns, service="Customer Service Centre"))
    assert outcomes["due_at"][0] == datetime(2011, 4, 20, 10, 15, 20, tzinfo=ZoneInfo("Europe/London"))
    assert "the time of day is needed" in outcomes["error"][1]


def test_ids_that_come_more_than_once_are_told_and_every_row_counts(oxfordshire: bywhen.Charter) -> None:
    frame = pl.DataFrame({"case_id": [7, 8, 7], "channel": "letter", "received": "2011-04-20", "responded": None})
    says = r"1 case id comes more than once, in 2 rows; each row counts as a case: `7` \(rows 1, 3\)"
    with pytest.warns(UserWarning, match=says):
        assert oxfordshire.assess(frame, at=AT)["row"].n_unique() == 3
    with pytest.warns(UserWarning, match=says):
        report = oxfordshire.report(frame, at=AT)
    first = [{"case_id": "7", "rows": 2, "first_rows": [1, 3]}]
    assert report.to_dict()["rows"]["repeated_ids"] == {"ids": 1, "rows": 2, "first": first}
    assert report.read == report.assessed == 3


def test_what_stands_before_its_receipt_is_told(oxfordshire: bywhen.Charter) -> None:
    days = {"received": ["2011-04-20", "2011-04-20"], "responded": ["2011-04-20", "2011-04-19"]}
    says = r"in 1 row `responded` is on a day before receipt, and is taken as it stands: row 2"
    with pytest.warns(UserWarning, match=says):
        report = oxfordshire.report(pl.DataFrame({"channel": "letter", **days}), at=AT)
    told = [{"event": "responded", "rows": 1, "first_rows": [2]}]
    assert report.to_dict()["rows"]["before_receipt"] == told


def test_a_log_of_events_beside_the_cases(oxfordshire: bywhen.Charter) -> None:
    cases, log = pl.read_csv(TABLES / "ids.csv"), pl.read_csv(TABLES / "events.csv")
    with pytest.warns(UserWarning, match="1 of 5 lines of the log .*`filed` 1.*event_names says what they are"):
        outcomes = oxfordshire.assess(cases, events=log, at=AT)
    assert outcomes["status"].to_list() == ["met", "met", "overdue", "overdue", "overdue"]
    renamed = log.rename({"case_id": "Ref", "event": "What", "at": "When"})
    names = {"Ref": "case_id", "What": "event", "When": "at"}
    with pytest.warns(UserWarning):
        assert oxfordshire.assess(cases, events=renamed, event_columns=names, at=AT).equals(outcomes)
    with pytest.raises(ValueError, match="`time` is no column of a log"):
        oxfordshire.assess(cases, events=log, event_columns={"at": "time"}, at=AT)


def test_a_worklist_is_in_the_order_of_what_is_due(oxfordshire: bywhen.Charter) -> None:
    worklist = oxfordshire.assess(pd.read_csv(CASES), at=AT, worklist=True, keep=["team"])
    assert worklist["row"].tolist() == [4, 2, 3, 3, 3]
    assert worklist["team"].tolist() == ["South", "North", "South", "South", "South"]


@pytest.mark.parametrize(
    ("asked", "error", "says"),
    [
        ({"columns": {"tem": "service"}}, ValueError, r"no column `tem` \(did you mean `team`\?\)"),
        ({"columns": {"team": "servce"}}, ValueError, "did you mean `service`"),
        ({"channel": "leter"}, ValueError, "did you mean `letter`"),
        ({"keep": ["status"]}, ValueError, "`status` cannot be passed on"),
        ({"keep": ["tem"]}, ValueError, r"no column `tem` \(did you mean `team`\?\)"),
        ({"columns": {"received": "-"}}, ValueError, "no column says when a case was received"),
        ({"columns": {"team": "channel"}}, ValueError, "both are `channel`"),
        ({"keep": "team"}, TypeError, r'`keep` is one text: give a list, as in keep=\["team"\]'),
        ({"event_names": {"filed": "responded"}}, ValueError, "`event_names` tells of a log .*: give the log itself as `events`"),
    ],
)
@pytest.mark.parametrize("read", [pl.read_csv, pd.read_csv, pyarrow.csv.read_csv])
def test_wrong_questions_get_sentences(
    oxfordshire: bywhen.Charter, asked: dict[str, Any], error: type[Exception], says: str, read: Any
) -> None:
    with pytest.raises(error, match=says):
        oxfordshire.assess(read(CASES), at=AT, **asked)


def test_what_is_no_frame_and_what_is_not_computed_yet(oxfordshire: bywhen.Charter) -> None:
    with pytest.raises(TypeError, match="list is no frame: give a DataFrame"):
        oxfordshire.assess([1, 2], at=AT)
    for column in (pl.Series(["2011-04-20"]), pd.Series(["2011-04-20"]), nw.from_native(pl.read_csv(CASES))["received"]):
        with pytest.raises(TypeError, match="Series is one column and no frame"):
            oxfordshire.assess(column, at=AT)
    with pytest.raises(ValueError, match="name it `received`, or map the one that does; the table has none"):
        oxfordshire.assess(pl.DataFrame(), at=AT)
    twice = pd.DataFrame([[1, 2]], columns=["received", "received"])
    for frame in (twice, pa.table([["2011-04-20"]] * 2, names=["received"] * 2)):
        with pytest.raises(ValueError, match='more than one column named "received"'):
            oxfordshire.assess(frame, at=AT)
    numbers = pl.DataFrame({"received": [1.5, 2.5], "channel": "letter", "responded": None})
    with pytest.raises(ValueError, match="the column `received` cannot be a time: it holds Float64"):
        oxfordshire.assess(numbers, at=AT)
    with pytest.raises(TypeError, match="a frame needs a zone with a name"):
        oxfordshire.assess(pl.read_csv(CASES), at=AT, tz=datetime.now().astimezone().tzinfo)


def test_it_warns_where_nothing_can_keep_a_promise(oxfordshire: bywhen.Charter) -> None:
    frame = pl.DataFrame({"received": ["2011-04-20"], "channel": ["letter"], "reply": ["2011-04-21"]})
    with pytest.warns(UserWarning, match="no column tells of anything that was promised"):
        oxfordshire.assess(frame, at=AT)


def test_an_empty_frame_has_the_columns_all_the_same(oxfordshire: bywhen.Charter) -> None:
    for read in [pl.read_csv, pd.read_csv]:
        frame = read(CASES)
        outcomes = oxfordshire.assess(frame[:0], at=AT, keep=["team"])
        assert (len(outcomes), list(outcomes.columns)) == (0, [*OUTCOMES, "team"])
        assert oxfordshire.report(frame[:0], at=AT).read == 0


@pytest.mark.parametrize("of", ["polars", "pandas", "pyarrow", "duckdb"])
def test_many_rows_come_out_in_their_order(oxfordshire: bywhen.Charter, of: str) -> None:
    count = 40_000  # more than one batch
    polars = pl.DataFrame(
        {"case_id": range(count), "received": date(2011, 4, 20), "channel": "letter", "responded": None, "team": "North"}
    )
    table = polars.with_columns(pl.col("responded").cast(pl.String)).to_arrow()
    frame = {"polars": polars, "pandas": polars.to_pandas(), "pyarrow": table, "duckdb": duckdb.from_arrow(table)}[of]
    outcomes = oxfordshire.assess(frame, at=AT, keep=["team"])
    told = outcomes.to_arrow_table() if of == "duckdb" else outcomes
    numbers = [row for row in range(1, count + 1) for _ in range(3)]
    assert np.asarray(told["row"]).tolist() == numbers
    assert np.asarray(told["case_id"]).tolist() == [str(number - 1) for number in numbers]
    assert set(np.asarray(told["team"]).tolist()) == {"North"}


def test_a_stream_that_is_made_in_python_is_read_while_the_interpreter_is_free(oxfordshire: bywhen.Charter) -> None:
    table = pyarrow.csv.read_csv(CASES)

    def batches(count: int, broken: bool) -> Any:
        for _ in range(count):
            yield from table.to_batches()
        if broken:
            raise RuntimeError("the line is dead")

    # Another thread of ours asks for these: it would wait for ever if this one kept the interpreter to itself.
    reader = pa.RecordBatchReader.from_batches(table.schema, batches(50, broken=False))
    assert oxfordshire.assess(reader, at=AT).read_all().num_rows == 50 * 12
    reader = pa.RecordBatchReader.from_batches(table.schema, batches(2, broken=True))
    with pytest.raises(ValueError, match="the frame cannot be read any further after row 8: .*the line is dead"):
        oxfordshire.assess(reader, at=AT)


def test_a_report_in_every_form(oxfordshire: bywhen.Charter) -> None:
    report = oxfordshire.report(pl.read_csv(CASES), at=AT)
    assert repr(report) == "<Report of oxfordshire-county-council@2004, 2010: 4 rows, 3 assessed, 1 refused>"
    assert "4 rows read: 3 assessed, 1 refused." in str(report)
    assert report.reasons == [("`channel` cannot be understood", 1, [4])]
    assert report.to_html().startswith("<!doctype html>")
    assert report.to_dict()["rows"]["refused"] == 1
    assert "<caption>" in report._repr_html_() and "1 of 1" in report._repr_html_()
    assert "Complaints: acknowledging" in report._repr_html_() and "Complaints, stage 2: acknowledging" in report._repr_html_()
    lines = report.to_csv().splitlines()
    assert len(report.table) == len(lines) - 1 and report.table.columns == lines[0].split(",")
    read_back = pl.read_csv(report.to_csv().encode(), schema=report.table.schema)
    assert read_back.equals(report.table)
    assert pl.DataFrame(report).equals(report.table)
    with pytest.raises(ValueError, match='write "received" or "due"'):
        oxfordshire.report(pl.read_csv(CASES), at=AT, by="day")


def test_the_command_says_the_same(oxfordshire: bywhen.Charter, command: Path | None) -> None:
    assert command is not None, "the command is not built: `cargo xtask python` builds it"
    asked = [str(command), "report", "oxfordshire-county-council", str(CASES), "--at", AT, "--format", "json"]
    said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    assert oxfordshire.report(pd.read_csv(CASES), at=AT).to_json() == said


@pytest.mark.parametrize("module", ["pandas", "polars", "duckdb"])
def test_without_pyarrow(module: str) -> None:
    script = f"""
        import sys
        sys.modules["pyarrow"] = None  # as if it were not installed
        import {module}, bywhen
        charter = bywhen.load("oxfordshire-county-council")
        frame = {module}.read_csv({str(CASES)!r})
        outcomes = charter.assess(frame, at={AT!r}, keep=["team"])
        assert isinstance(outcomes, type(frame)), type(outcomes)
        report = charter.report(frame, at={AT!r})
        assert isinstance(report.table, type(frame)) and report.refused == 1
        count = outcomes.count("*").fetchall()[0][0] if {module!r} == "duckdb" else len(outcomes)
        assert count == 12, outcomes
        assert sys.modules["pyarrow"] is None
        print("done")
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=False)
    assert done.stdout == "done\n", done.stderr
