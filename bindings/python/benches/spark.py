"""Cases judged in Spark beside a map that does nothing, in one run: `cargo xtask bench python`.

Two workers of this machine. The identity hands each batch on as it came, and Spark drops it: what remains is the cost of
bringing the rows to Python and back.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Any

os.environ["PYSPARK_PYTHON"] = sys.executable

from pyspark.sql import SparkSession
from pyspark.sql import functions as sql

import bywhen
import bywhen.spark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROWS = int(os.environ.get("BYWHEN_BENCH_SPARK_ROWS", "5000000"))
TURNS = 3
GOAL = 1.3


def identity(batches: Iterable[Any]) -> Iterable[Any]:
    return batches


def main() -> None:
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = session.config("spark.sql.session.timeZone", "Europe/London")
    spark = session.config("spark.driver.memory", "4g").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    charter = bywhen.load("oxfordshire-county-council@2010")
    number = sql.col("id")
    seconds = sql.lit(1_293_840_000) + sql.pmod(sql.xxhash64(number), sql.lit(86_400 * 700))
    received = sql.timestamp_seconds(seconds)
    acknowledged = sql.timestamp_seconds(seconds + sql.pmod(sql.xxhash64(number + 1), sql.lit(86_400 * 9)))
    channel = sql.element_at(sql.array(*map(sql.lit, ("letter", "fax", "email"))), (number % 3 + 1).cast("int"))
    frame = spark.range(ROWS, numPartitions=4).select(
        channel.alias("channel"), received.alias("received"), acknowledged.alias("acknowledged")
    )
    frame = frame.cache()
    frame.count()

    def write(what: Any) -> None:
        what.write.format("noop").mode("overwrite").save()

    runs: dict[str, Callable[[], Any]] = {
        "identity mapInArrow": lambda: write(frame.mapInArrow(identity, frame.schema)),
        "bywhen.spark.attainment": lambda: bywhen.spark.attainment(charter, frame, at="2013-02-01").collect(),
        "bywhen.spark.assess, an outcome a promise": lambda: write(
            bywhen.spark.assess(charter, frame, at="2013-02-01")
        ),
    }
    best = dict.fromkeys(runs, float("inf"))
    for turn in range(TURNS + 1):
        for name, run in runs.items():
            began = time.perf_counter_ns()
            run()
            # The first turn starts the workers.
            if turn > 0:
                best[name] = min(best[name], (time.perf_counter_ns() - began) / ROWS)
    print(f"\nSpark, local[2], {ROWS:,} cases")
    for name, nanoseconds in best.items():
        print(f"  {name:<44}{nanoseconds:>12,.1f} ns")
    ratio = best["bywhen.spark.attainment"] / best["identity mapInArrow"]
    print(
        f"  {'attainment to the identity':<44}{ratio:>12,.2f} x   goal: at most {GOAL} x{'' if ratio <= GOAL else '   MISSED'}"
    )


if __name__ == "__main__":
    main()
