"""Columns of dates of any kind to numpy's numbers or Arrow and back: what came in goes out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

MISSING = -(2**63)
_UNITS = ("D", "s", "ms", "us", "ns")


def take(value: Any) -> Any:
    """What kind of column a value is. None for a single date."""
    pandas = sys.modules.get("pandas")
    if pandas is not None and isinstance(value, (pandas.Series, pandas.Index)):
        return _of_pandas(value)
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, (numpy.ndarray, numpy.generic)):
        return _of_numpy(value)
    if isinstance(value, (list, tuple)):
        return Values(value, type(value))
    if hasattr(value, "__arrow_c_array__") or hasattr(value, "__arrow_c_stream__"):
        return _Arrow(value)
    if value is None or isinstance(value, str) or hasattr(value, "isoformat"):
        return None
    message = (
        f"{type(value).__name__} is no date and no column of dates: give a date, a datetime, a list of these, a numpy "
        "array of datetime64, a Series of pandas or polars, or an Arrow array"
    )
    raise TypeError(message)


def _of_numpy(array: Any) -> Any:
    import numpy as np

    if array.dtype.kind == "M":
        plain = array.filled(np.datetime64("NaT")) if isinstance(array, np.ma.MaskedArray) else np.asarray(array)
        return _Numpy(plain, isinstance(array, np.generic))
    if array.dtype.kind == "O":
        return Values(array.ravel(), lambda values: _objects(values).reshape(array.shape), shape=array.shape)
    message = f"an array of {array.dtype} has no dates: convert it first, as in array.astype('datetime64[D]')"
    raise TypeError(message)


def _objects(values: list[Any]) -> Any:
    import numpy as np

    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def _of_pandas(series: Any) -> Any:
    import pandas as pd

    dtype = series.dtype
    if isinstance(dtype, pd.DatetimeTZDtype) or getattr(dtype, "kind", "") == "M" and hasattr(dtype, "itemsize"):
        if not hasattr(dtype, "pyarrow_dtype"):
            return _Pandas(series)
    if hasattr(dtype, "pyarrow_dtype"):
        return _PandasArrow(series)
    if dtype == object:
        return Values(series, lambda values: _of_objects(series, values), labels=_labels(series))
    message = f"a {type(series).__name__} of {dtype} has no dates: convert it first, as in pd.to_datetime(...)"
    raise TypeError(message)


def _labels(series: Any) -> Any:
    """What pandas calls the places of a Series. None for an Index, which is names itself."""
    return getattr(series, "index", None)


def _pandas_like(series: Any, values: Any) -> Any:
    import pandas as pd

    if isinstance(series, pd.Index):
        return pd.Index(values, name=series.name)
    return pd.Series(values, index=series.index, name=series.name, copy=False)


def _of_objects(series: Any, values: list[Any]) -> Any:
    """What came as objects: dates as objects again, counts and truths as such."""
    import pandas as pd

    known = next((value for value in values if value is not None), None)
    kinds = {bool: ("bool", "boolean"), int: ("int64", "Int64")}
    if type(known) not in kinds:
        return _pandas_like(series, _objects(values))
    complete, gaps = kinds[type(known)]
    dtype: Any = gaps if None in values else complete
    return _pandas_like(series, pd.array(values, dtype=dtype))


class Values:
    """Dates as objects, in a list or in an array of objects."""

    def __init__(self, values: Any, back: Callable[[list[Any]], Any], shape: Any = None, labels: Any = None) -> None:
        self.values = values
        self.back = back
        self.shape = shape
        self.labels = labels


class _Numpy:
    """A numpy array of datetime64, or one of its values."""

    def __init__(self, array: Any, single: bool) -> None:
        import numpy as np

        unit, step = np.datetime_data(array.dtype)
        if unit == "generic":
            message = "an array of datetime64 without a unit has no dates: give it one, as in datetime64[D]"
            raise TypeError(message)
        if step != 1 or unit not in _UNITS:
            # Weeks and months are dates, hours and minutes are times.
            array = array.astype("datetime64[D]" if unit in ("Y", "M", "W") else _finer(unit))
            unit = np.datetime_data(array.dtype)[0]
        self.unit = unit
        self.scalar = single
        self.shape = array.shape
        # An array without dimensions is one date as well.
        self.single = self.shape == ()
        self.array = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("=")).reshape(-1)

    def carried(self) -> Any:
        import numpy as np

        return self.array.view(np.int64), self.unit, False

    def dates(self, numbers: Any, complete: bool) -> Any:
        return self._as_came(numbers.view(f"datetime64[{self.unit}]"))

    def counts(self, numbers: Any, complete: bool) -> Any:
        import numpy as np

        return self._as_came(numbers if complete else np.where(numbers == MISSING, np.nan, numbers))

    def truths(self, numbers: Any, complete: bool) -> Any:
        return self._as_came(numbers == 1)

    def _as_came(self, array: Any) -> Any:
        array = array.reshape(self.shape)
        return array[()] if self.scalar else array

    def date(self) -> Any:
        """The one value as Python's own. What lies beyond Python's years lies beyond every calendar too."""
        import numpy as np

        value = self.array[0]
        if np.isnat(value):
            return None
        within = min(max(value, np.datetime64("0001-01-01")), np.datetime64("9999-12-31"))
        return within.astype("datetime64[D]" if self.unit == "D" else "datetime64[us]").item()


def _finer(unit: str) -> str:
    return "datetime64[s]" if unit in ("h", "m", "s") else f"datetime64[{unit if unit in _UNITS else 'ns'}]"


class _Pandas:
    """A Series or Index of pandas, with numpy behind it."""

    def __init__(self, series: Any) -> None:
        import pandas as pd

        self.series = series
        self.index = pd.DatetimeIndex(series)
        # Before pandas 2 there were nanoseconds only.
        self.unit = getattr(self.index, "unit", "ns")
        self.labels = _labels(series)
        self.zone = self.index.tz

    def carried(self) -> Any:
        import numpy as np

        return np.ascontiguousarray(self.index.asi8), self.unit, self.zone is not None

    def dates(self, numbers: Any, complete: bool) -> Any:
        import pandas as pd

        index = pd.DatetimeIndex(numbers.view(f"datetime64[{self.unit}]"), copy=False)
        if self.zone is not None:
            index = index.tz_localize("UTC").tz_convert(self.zone)
        if isinstance(self.series, pd.Index):
            return index.rename(self.series.name)
        return _pandas_like(self.series, index)

    def counts(self, numbers: Any, complete: bool) -> Any:
        import pandas as pd

        return _pandas_like(self.series, numbers if complete else pd.arrays.IntegerArray(numbers, numbers == MISSING))

    def truths(self, numbers: Any, complete: bool) -> Any:
        import pandas as pd

        truths = numbers == 1
        return _pandas_like(self.series, truths if complete else pd.arrays.BooleanArray(truths, numbers < 0))


class _PandasArrow:
    """A Series or Index of pandas, with pyarrow behind it."""

    def __init__(self, series: Any) -> None:
        self.series = series
        self.labels = _labels(series)

    def carried(self) -> Any:
        import pyarrow as pa

        return pa.chunked_array(self.series.array.__arrow_array__())

    def dates(self, answer: Any, complete: bool) -> Any:
        import pandas as pd
        import pyarrow as pa

        return _pandas_like(self.series, pd.arrays.ArrowExtensionArray(pa.chunked_array(answer)))

    counts = dates
    truths = dates


def _is_old(polars: Any) -> bool:
    """Before 1.35 the Arrow stream of a Series gives other types than it says; what pyarrow is given is right."""
    return tuple(int(part) for part in polars.__version__.split(".")[:2]) < (1, 35)


class _Arrow:
    """A column with an Arrow capsule: given back in the kind of its library where that is known."""

    def __init__(self, column: Any) -> None:
        self.column = column

    def carried(self) -> Any:
        if type(self.column).__module__.startswith("polars"):
            import polars as pl

            # A column of nothing comes from polars in a layout that Arrow's own readers refuse.
            if getattr(self.column, "dtype", None) == pl.Null:
                return self.column.cast(pl.Date)
            if _is_old(pl):
                return self.column.to_arrow()
        return self.column

    def dates(self, answer: Any, complete: bool) -> Any:
        library = type(self.column).__module__.partition(".")[0]
        if library == "polars":
            import polars as pl

            return pl.Series(answer).alias(self.column.name)
        if library == "pyarrow":
            import pyarrow as pa

            return pa.array(answer) if hasattr(answer, "__arrow_c_array__") else pa.chunked_array(answer)
        return answer

    counts = dates
    truths = dates
