"""bywhen in Spark, on one machine: run by `cargo xtask verify`, since Spark needs Java and a while to start.

It is a program rather than a part of the tests, and its own assertions are the test. The blocks of the guide that are about
Spark are run as well.
"""

from __future__ import annotations

import doctest
import os
import re
import sys
from pathlib import Path

os.environ["PYSPARK_PYTHON"] = sys.executable

import pyarrow as pa
import pytest
from pyspark.sql import SparkSession

import bywhen
import bywhen.spark

ROOT = Path(__file__).parents[3]
AT = "2011-05-18T12:00"
CHANNELS = ("letter", "Letter", "fax", "email", "web form", "leter", None)


def cases() -> pa.Table:
    """Letters and messages of a year, some with faults."""
    rows = [
        {
            "case_id": f"C{number}",
            "channel": CHANNELS[number % len(CHANNELS)],
            "received": f"2011-{1 + number % 5:02}-{1 + number % 28:02}T10:15",
            "acknowledged": f"2011-{2 + number % 5:02}-{1 + number * 3 % 28:02}T09:00" if number % 3 else None,
            "responded": f"2011-{3 + number % 5:02}-{1 + number * 5 % 28:02}T16:00" if number % 4 else None,
        }
        for number in range(2_000)
    ]
    return pa.Table.from_pylist(rows)


def main() -> None:
    # Spark stays in the folder in which it was started.
    os.chdir(ROOT / "docs" / "tables.in")
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = spark.config("spark.sql.session.timeZone", "Europe/London").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    charter = bywhen.load("oxfordshire-county-council@2010")
    table = cases()
    # More partitions than there is work for, so that one of them is empty.
    frame = spark.createDataFrame(table).repartition(5).union(spark.createDataFrame(table.slice(0, 0)))

    outcomes = bywhen.spark.assess(charter, frame, at=AT)
    alone = charter.assess(table, at=AT)
    names = ["case_id", "promise", "due", "status", "late_by", "error"]
    key = [("case_id", "ascending"), ("promise", "ascending")]
    theirs = pa.table(outcomes.select(*names).toArrow()).sort_by(key).to_pylist()
    ours = alone.select(names).sort_by(key).to_pylist()
    assert theirs == ours, (theirs[:3], ours[:3])
    assert sum(row["error"] is not None for row in ours) > 200

    counted = bywhen.spark.attainment(charter, frame, at=AT)
    rows = [row.asDict() for row in counted.collect()]
    report = charter.report(table, at=AT)
    assert sum(row["refused"] for row in rows) == report.refused > 0
    for promise in report.to_dict()["promises"]:
        mine = [row for row in rows if row["promise"] == promise["id"]]
        for name in ("cases", "decided", "met", "late", "overdue", "running", "stopped"):
            assert sum(row[name] for row in mine) == promise["all"][name], (promise["id"], name)
        for month in promise["months"]:
            of_month = [row for row in mine if row["month"] == month["key"]]
            assert sum(row["met"] for row in of_month) == month["met"]
        for channel in promise["channels"]:
            of_channel = [row for row in mine if row["channel"] == channel["key"]]
            assert sum(row["decided"] for row in of_channel) == channel["decided"]
    for row in rows:
        expected = round(100 * row["met"] / row["decided"] + 1e-9, 1) if row["decided"] else None
        assert row["percent"] == expected, row

    # Times of Spark's own rather than text, with and without a zone.
    for kind in ("timestamp", "timestamp_ntz"):
        typed = frame.withColumns({name: frame[name].cast(kind) for name in ("received", "acknowledged", "responded")})
        again = [row.asDict() for row in bywhen.spark.attainment(charter, typed, at=AT).collect()]
        assert sorted(map(str, again)) == sorted(map(str, rows)), kind
        one = bywhen.spark.assess(charter, typed, at=AT, keep=["received"]).filter("due_at is not null").first()
        assert one is not None and one["received"].year == 2011, one

    with pytest.raises(ValueError, match="no such column|column"):
        bywhen.spark.assess(charter, frame, at=AT, columns={"recieved": "received"})

    guide(spark)
    print(f"{len(ours):,} outcomes and {len(rows):,} counts in Spark are those of one machine")


def guide(spark: SparkSession) -> None:
    page = ROOT / "docs" / "spark-and-duckdb.md"
    text = page.read_text(encoding="utf-8").partition("\n## Spark\n")[2]
    blocks = re.findall(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    assert blocks, f"{page} has no block about Spark"
    names = {"spark": spark, "charter": bywhen.load("oxfordshire-county-council")}
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    for number, block in enumerate(blocks):
        test = doctest.DocTestParser().get_doctest(block, names, f"block {number}", str(page), 0)
        runner.run(test, clear_globs=False)
        names = test.globs
        assert runner.failures == 0, f"block {number} of {page}"


if __name__ == "__main__":
    main()
