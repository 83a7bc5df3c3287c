"""Columns of dates of any kind to numpy's numbers or Arrow and back: what came in goes out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from bywhen._bywhen import _ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from bywhen._bywhen import Calendar

_MISSING = -(2**63)
_UNITS = ("D", "s", "ms", "us", "ns")


def ask(calendar: Calendar, question: str, number: int, given: tuple[Any, ...], errors: str) -> Any:
    """The answer of a calendar for columns of dates, in the kind of the first of them."""
    columns = [_take(value) for value in given]
    kind = next(column for column in columns if column is not None)
    if any(isinstance(column, _Values) for column in columns):
        return _one_by_one(calendar, question, number, given, errors, kind)
    carried = [value if column is None else column.carried() for value, column in zip(given, columns, strict=True)]
    answer, complete = _ask(calendar, question, number, carried, errors)
    if question == "count":
        return kind.counts(answer, complete)
    if question == "is_working":
        return kind.truths(answer, complete)
    return kind.dates(answer, complete)


def _take(value: Any) -> Any:
    """What kind of column a value is. None for a single date."""
    pandas = sys.modules.get("pandas")
    if pandas is not None and isinstance(value, (pandas.Series, pandas.Index)):
        return _of_pandas(value)
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, (numpy.ndarray, numpy.generic)):
        return _of_numpy(value)
    if isinstance(value, (list, tuple)):
        return _Values(value, type(value))
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
        return _Numpy(np.asarray(array), isinstance(array, np.generic))
    if array.dtype.kind == "O":
        return _Values(array.ravel(), lambda values: _objects(values).reshape(array.shape))
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
        return _Values(series, lambda values: _of_objects(series, values))
    message = f"a {type(series).__name__} of {dtype} has no dates: convert it first, as in pd.to_datetime(...)"
    raise TypeError(message)


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


def _one_by_one(calendar: Calendar, question: str, number: int, given: tuple[Any, ...], errors: str, kind: Any) -> Any:
    """Values that only Python knows: each by itself."""
    columns = [list(value) if _take(value) is not None else None for value in given]
    lengths = {len(column) for column in columns if column is not None}
    if len(lengths) > 1:
        message = "`start` has {} dates and `end` has {}: give as many".format(*map(len, filter(None, columns)))
        raise ValueError(message)
    answers = []
    for place in range(lengths.pop()):
        values = [value if column is None else column[place] for value, column in zip(given, columns, strict=True)]
        try:
            answers.append(_one(calendar, question, number, values, errors))
        except ValueError as error:
            message = f'place {place}: {error} (errors="null" leaves such places empty)'
            raise ValueError(message) from None
    return kind.back(answers) if isinstance(kind, _Values) else answers


def _one(calendar: Any, question: str, number: int, values: list[Any], errors: str) -> Any:
    if question == "count":
        return calendar.count(*values, errors=errors)
    if question == "is_working":
        return calendar.is_working(*values, errors=errors)
    if question == "days":
        return calendar.add(*values, number, errors=errors)
    return calendar.add_hours(*values, number / 3600, errors=errors)


class _Values:
    """Dates as objects, in a list or in an array of objects."""

    def __init__(self, values: Any, back: Callable[[list[Any]], Any]) -> None:
        self.values = values
        self.back = back


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
        self.single = single
        self.shape = array.shape
        self.array = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("=")).reshape(-1)

    def carried(self) -> Any:
        import numpy as np

        return self.array.view(np.int64), self.unit, False

    def dates(self, numbers: Any, complete: bool) -> Any:
        return self._as_came(numbers.view(f"datetime64[{self.unit}]"))

    def counts(self, numbers: Any, complete: bool) -> Any:
        import numpy as np

        return self._as_came(numbers if complete else np.where(numbers == _MISSING, np.nan, numbers))

    def truths(self, numbers: Any, complete: bool) -> Any:
        return self._as_came(numbers == 1)

    def _as_came(self, array: Any) -> Any:
        array = array.reshape(self.shape)
        return array[()] if self.single else array


def _finer(unit: str) -> str:
    return "datetime64[s]" if unit in ("h", "m", "s") else f"datetime64[{unit if unit in _UNITS else 'ns'}]"


class _Pandas:
    """A Series or Index of pandas, with numpy behind it."""

    def __init__(self, series: Any) -> None:
        import pandas as pd

        self.series = series
        self.index = pd.DatetimeIndex(series)
        self.unit = self.index.unit
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

        return _pandas_like(self.series, numbers if complete else pd.arrays.IntegerArray(numbers, numbers == _MISSING))

    def truths(self, numbers: Any, complete: bool) -> Any:
        import pandas as pd

        truths = numbers == 1
        return _pandas_like(self.series, truths if complete else pd.arrays.BooleanArray(truths, numbers < 0))


class _PandasArrow:
    """A Series or Index of pandas, with pyarrow behind it."""

    def __init__(self, series: Any) -> None:
        self.series = series

    def carried(self) -> Any:
        import pyarrow as pa

        return pa.chunked_array(self.series.array.__arrow_array__())

    def dates(self, answer: Any, complete: bool) -> Any:
        import pandas as pd
        import pyarrow as pa

        return _pandas_like(self.series, pd.arrays.ArrowExtensionArray(pa.chunked_array(answer)))

    counts = dates
    truths = dates


class _Arrow:
    """A column with an Arrow capsule: given back in the kind of its library where that is known."""

    def __init__(self, column: Any) -> None:
        self.column = column

    def carried(self) -> Any:
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
