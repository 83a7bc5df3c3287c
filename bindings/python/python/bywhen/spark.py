"""Cases in Spark: judged where they are, a partition at a time: `pip install bywhen[spark]`.

Both functions take a DataFrame of cases and give a lazy DataFrame. The charter goes to the workers pickled and is compiled
there once for each partition. The arguments are those of `Charter.assess` and `Charter.report`.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as _arrow
    from pyspark.sql import DataFrame as _DataFrame

    from bywhen._bywhen import Charter

__all__ = ["assess", "attainment"]

_COUNTS = ("waiting", "running", "stopped", "met", "late", "overdue", "early", "lapsed", "unstated", "cancelled", "refused")


def assess(charter: Charter, frame: _DataFrame, **arguments: Any) -> _DataFrame:
    """An outcome for each case and promise, as `charter.assess(frame, ...)` has them, but for `row`: rows of Spark have no
    order, so give the cases a `case_id`, or pass columns on with `keep`.

    A row that cannot be judged is kept, with the reason in `error`. Raises ValueError at once where a column is missing.
    """
    import pyarrow as pa
    from pyspark.sql.pandas.types import from_arrow_schema

    # Nothing is judged here: an empty frame says what comes out, and warns of what nobody reads.
    nothing = charter.assess(_empty(frame), **arguments)
    schema = pa.schema([_for_spark(field) for field in nothing.schema if field.name != "row"])

    def judge(batches: Iterable[_arrow.RecordBatch]) -> Iterator[_arrow.RecordBatch]:
        for batch in batches:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                outcomes = charter.assess(pa.table(batch), **arguments)
            yield from outcomes.select(schema.names).cast(schema).to_batches()

    return frame.mapInArrow(judge, from_arrow_schema(schema))


def attainment(charter: Charter, frame: _DataFrame, **arguments: Any) -> _DataFrame:
    """How the standards were met: the counts of each promise, by channel and month, added up in Spark.

    The columns are `promise`, `channel` (null where it is not known), `month` ("2026-04"), `cases`, `decided`, a count for
    each status (`met`, `late`, `overdue`, `running`, `stopped`, `waiting`, `early`, `lapsed`, `unstated`, `cancelled`), `refused` and `percent`:
    met of decided, null where nothing is. Rows that could not be judged are counted in a line of no promise.
    `by="due"` counts a case in the month in which it was due instead of that of receipt.
    """
    import pyarrow as pa
    from pyspark.sql import functions as sql
    from pyspark.sql.pandas.types import from_arrow_schema

    schema = pa.table(charter._counts(_empty(frame), **arguments)).schema

    def count(batches: Iterable[_arrow.RecordBatch]) -> Iterator[_arrow.RecordBatch]:
        batches = iter(batches)
        first = next(batches, None)
        if first is None:
            return

        def whole() -> Iterator[_arrow.RecordBatch]:
            yield first
            yield from batches

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            counts = charter._counts(pa.RecordBatchReader.from_batches(first.schema, whole()), **arguments)
        yield from pa.table(counts).cast(schema).to_batches()

    parts = frame.mapInArrow(count, from_arrow_schema(schema))
    sums = [sql.sum(name).alias(name) for name in _COUNTS]
    added = parts.groupBy("promise", "channel", "month").agg(*sums)
    statuses = [sql.col(name) for name in _COUNTS if name != "refused"]
    decided = sql.col("met") + sql.col("late") + sql.col("overdue")
    percent = sql.when(decided > 0, sql.round(100 * sql.col("met") / decided, 1))
    return added.select(
        "promise",
        "channel",
        "month",
        sum(statuses[1:], statuses[0]).alias("cases"),
        decided.alias("decided"),
        *("met", "late", "overdue", "running", "stopped", "waiting", "early", "lapsed", "unstated", "cancelled", "refused"),
        percent.alias("percent"),
    ).filter((sql.col("cases") > 0) | (sql.col("refused") > 0))


def _empty(frame: _DataFrame) -> _arrow.Table:
    """The columns of a frame without its rows, in the types in which the workers get them."""
    return frame.limit(0).toArrow()


def _for_spark(field: _arrow.Field) -> _arrow.Field:
    """A column in a type that Spark has."""
    import pyarrow as pa

    kind = field.type
    if pa.types.is_timestamp(kind):
        kind = pa.timestamp("us", None if kind.tz is None else "UTC")
    elif pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        kind = pa.string()
    elif pa.types.is_dictionary(kind):
        kind = kind.value_type
    elif pa.types.is_unsigned_integer(kind):
        kind = pa.int64()
    return pa.field(field.name, kind, nullable=True)
