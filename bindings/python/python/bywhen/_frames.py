"""Frames of any kind to Arrow and back: what came in goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bywhen._bywhen import Table


def take(frame: Any) -> _Pandas | _Narwhals | _Duckdb | _Capsule | _Wrapped:
    """A frame as its columns, a stream of its rows, and the way back."""
    if isinstance(frame, (nw.DataFrame, nw.LazyFrame)):
        return _Wrapped(frame)
    if nw.dependencies.is_pandas_dataframe(frame):
        return _Pandas(frame)
    try:
        native = nw.from_native(frame, pass_through=True, allow_series=True)
    except nw.exceptions.DuplicateError:
        _once(list(getattr(frame, "column_names", ())))
        raise
    if isinstance(native, nw.Series):
        message = f"{type(frame).__name__} is one column and no frame: put it into one, with a heading"
        raise TypeError(message)
    if isinstance(native, (nw.DataFrame, nw.LazyFrame)):
        if isinstance(native, nw.LazyFrame) and native.implementation.is_duckdb():
            return _Duckdb(native)
        if isinstance(native, nw.DataFrame) or native.implementation.is_polars():
            return _Narwhals(native)
        message = f"this frame of {native.implementation.value} is not computed yet: compute or collect it first"
        if native.implementation.is_pyspark():
            message += ", or use bywhen.spark"
        raise TypeError(message)
    if hasattr(frame, "__arrow_c_stream__") or hasattr(frame, "__arrow_c_array__"):
        return _Capsule(frame)
    message = (
        f"{type(frame).__name__} is no frame: give a DataFrame of pandas or polars, a pyarrow Table, a duckdb relation, "
        "or anything with an Arrow capsule"
    )
    raise TypeError(message)


class _Narwhals:
    """Polars, pyarrow, and whatever else narwhals can make from Arrow."""

    keeps = False

    def __init__(self, frame: nw.DataFrame[Any] | nw.LazyFrame[Any]) -> None:
        self.frame = frame
        self.columns = _once(frame.collect_schema().names())

    def stream(self, wanted: list[str] | None) -> Any:
        frame = self.frame if wanted is None else self.frame.select(wanted)
        native = (frame.collect() if isinstance(frame, nw.LazyFrame) else frame).to_native()
        if frame.implementation.is_polars():
            import polars as pl

            # A column of nothing comes from polars in a layout that Arrow's own readers refuse.
            empty = [name for name, dtype in native.schema.items() if dtype == pl.Null]
            return native.with_columns(pl.col(empty).cast(pl.String)) if empty else native
        return native

    def like(self, table: Table, _kept: Sequence[str]) -> Any:
        kind = self.frame.implementation
        eager = nw.from_arrow(table, backend=kind)
        if len(eager) != len(table):
            # Old polars takes the first batch of a stream and leaves the rest.
            eager = nw.concat([nw.from_arrow(batch, backend=kind) for batch in table._batches()])
        return (eager.lazy() if isinstance(self.frame, nw.LazyFrame) else eager).to_native()


class _Duckdb:
    """A relation of duckdb. What comes out belongs to the same connection."""

    keeps = False

    def __init__(self, frame: nw.LazyFrame[Any]) -> None:
        self.relation = frame.to_native()
        self.columns = _once(list(self.relation.columns))

    def stream(self, wanted: list[str] | None) -> Any:
        if wanted is None:
            return self.relation
        names = ['"' + name.replace('"', '""') + '"' for name in wanted]
        return self.relation.project(", ".join(names)) if names else self.relation

    def like(self, table: Table, _kept: Sequence[str]) -> Any:
        # duckdb finds the table by the name that it has here. Before version 2 it reads a capsule once, and pyarrow's
        # tables as often as it is asked.
        try:
            import pyarrow as pa

            bywhen_outcomes = pa.table(table)
        except ImportError:
            bywhen_outcomes = table  # noqa: F841
        return self.relation.query("bywhen_cases", "SELECT * FROM bywhen_outcomes")


class _Capsule:
    """Anything else with an Arrow capsule. Where its class can be made from one, it is."""

    keeps = False
    columns = None

    def __init__(self, frame: Any) -> None:
        self.frame = frame

    def stream(self, _wanted: list[str] | None) -> Any:
        return self.frame

    def like(self, table: Table, _kept: Sequence[str]) -> Any:
        kind = type(self.frame)
        for make in ("from_arrow", "from_stream"):
            if hasattr(kind, make):
                return getattr(kind, make)(table)
        if kind.__module__.startswith("pyarrow"):
            import pyarrow as pa

            # A RecordBatch: its class knows no other way.
            return pa.table(table).combine_chunks().to_batches()[0]
        return table


class _Pandas:
    """A DataFrame of pandas, with or without pyarrow."""

    # Columns that are passed on keep their own type, which Arrow may not have.
    keeps = True

    def __init__(self, frame: Any) -> None:
        # What an index is called is the heading of a column, which names the cases as often as not.
        named = [name for name in frame.index.names if name is not None and name not in frame.columns]
        self.frame = frame = frame.reset_index(named) if named else frame
        self.names = {str(name): name for name in frame.columns}
        self.columns = _once([str(name) for name in frame.columns])

    def stream(self, wanted: list[str] | None) -> Any:
        from bywhen._bywhen import _columns

        columns = self.columns if wanted is None else wanted
        return _columns([_column(name, self.frame[self.names[name]]) for name in columns])

    def like(self, table: Table, kept: Sequence[str]) -> Any:
        import pandas as pd

        from bywhen._bywhen import _for_pandas

        columns = {name: _series(what, data, zone) for name, what, data, zone in _for_pandas(table)}
        frame = pd.DataFrame(columns)
        for name in kept:
            series = self.frame[self.names[name]]
            frame[name] = series.take(frame["row"].to_numpy() - 1).array
        return frame


class _Wrapped:
    """A frame that the caller holds through narwhals."""

    def __init__(self, frame: nw.DataFrame[Any] | nw.LazyFrame[Any]) -> None:
        self.inner: Any = take(frame.to_native())
        self.columns: list[str] | None = self.inner.columns
        self.keeps: bool = self.inner.keeps

    def stream(self, wanted: list[str] | None) -> Any:
        return self.inner.stream(wanted)

    def like(self, table: Table, kept: Sequence[str]) -> Any:
        return nw.from_native(self.inner.like(table, kept))


def _column(name: str, series: Any) -> tuple[str, str, Any, str | None, str | None]:
    """A column as its name, what its data is, the data, and for times their unit and zone."""
    import numpy as np

    dtype = series.dtype
    kind = getattr(dtype, "kind", "O")
    array = series.array
    if hasattr(array, "__arrow_array__") and (hasattr(dtype, "pyarrow_dtype") or getattr(dtype, "storage", "") == "pyarrow"):
        chunks = array.__arrow_array__()
        # Old pyarrow cannot hand on several chunks at once.
        one = chunks if hasattr(chunks, "__arrow_c_stream__") else chunks.combine_chunks()
        return name, "arrow", one, None, None
    if kind == "M" and not hasattr(dtype, "pyarrow_dtype"):
        unit = np.datetime_data(series.dt.tz_localize(None).dtype)[0] if series.dt.tz is None else dtype.unit
        zone = None if series.dt.tz is None else str(series.dt.tz)
        times = (series if zone is None else series.dt.tz_convert("UTC").dt.tz_localize(None)).to_numpy()
        # A zone without a name has no place in Arrow; the instants are the same in UTC.
        named = zone if zone is None or hasattr(series.dt.tz, "key") or hasattr(series.dt.tz, "zone") else "UTC"
        return name, "times", np.ascontiguousarray(times).view("int64"), unit, named
    if isinstance(dtype, np.dtype) and kind == "b":
        return name, "bools", np.ascontiguousarray(series.to_numpy()), None, None
    if isinstance(dtype, np.dtype) and kind in "iu":
        return name, "ints", np.ascontiguousarray(series.to_numpy(), dtype="int64"), None, None
    if isinstance(dtype, np.dtype) and kind == "f":
        return name, "floats", np.ascontiguousarray(series.to_numpy(), dtype="float64"), None, None
    cells = series.astype(object)
    return name, "cells", cells.where(series.notna(), None).tolist(), None, None


def _series(what: str, data: Any, zone: str | None) -> Any:
    """A column for pandas."""
    import pandas as pd

    if what == "days":
        return pd.Series(data.view("datetime64[D]").astype("datetime64[s]"))
    if what == "times":
        times = pd.Series(data.view("datetime64[ms]"))
        return times if zone is None else times.dt.tz_localize("UTC").dt.tz_convert(zone)
    if what == "ints":
        values, missing = data
        return pd.Series(pd.arrays.IntegerArray(values, missing)) if missing.any() else pd.Series(values)
    if what == "bools":
        return pd.Series(data, dtype="boolean")
    if what == "floats":
        return pd.Series(data)
    return pd.Series(data, dtype="str" if pd.__version__ >= "3" else "object")


def _once(names: list[str]) -> list[str]:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        listed = ", ".join(f'"{name}"' for name in twice)
        message = f"the frame has more than one column named {listed}: give each column a name of its own"
        raise ValueError(message)
    return names
