"""A number of working days for each date of a column: the numbers to what Rust takes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from bywhen._arrays import named, refuse_other_places
from bywhen._bywhen import _ask_varying
from bywhen._kinds import MISSING, Values, take

if TYPE_CHECKING:
    from bywhen._bywhen import Calendar


def ask_varying(calendar: Calendar, dates: Any, n: Any, back: bool, errors: str) -> Any:
    """The dates so many working days later (`back`: earlier), in the kind of the dates."""
    column = take(dates)
    if column is None or getattr(column, "single", False):
        message = "`n` is a column and `dates` is one date: give a date for each number"
        raise TypeError(message)
    numbers = _Numbers(n)
    refuse_other_places("dates", column, "n", numbers)
    if isinstance(column, Values):
        return _one_by_one(calendar, column, numbers.listed(), back, errors)
    return column.dates(*_ask_varying(calendar, column.carried(), numbers.carried, back, errors))


def _one_by_one(calendar: Any, column: Any, numbers: list[int | None], back: bool, errors: str) -> Any:
    dates = list(column.values)
    if len(dates) != len(numbers):
        message = f"there are {len(dates)} dates, and {len(numbers)} numbers in `n`: give as many"
        raise ValueError(message)
    move = calendar.subtract if back else calendar.add
    answers = []
    for place, (date, number) in enumerate(zip(dates, numbers, strict=True)):
        with named(place):
            answers.append(None if number is None else move(date, number, errors=errors))
    return column.back(answers)


class _Numbers:
    """Numbers of days of any kind: what Rust takes is numpy's int64, a list in which None is missing, or Arrow."""

    def __init__(self, n: Any) -> None:
        self.shape = None
        self.labels = None
        pandas = sys.modules.get("pandas")
        if pandas is not None and isinstance(n, (pandas.Series, pandas.Index)):
            self.labels = getattr(n, "index", None)
            n = _of_pandas(n)
        numpy = sys.modules.get("numpy")
        if numpy is not None and isinstance(n, numpy.ndarray):
            self.shape = n.shape
            self.carried = _of_numpy(n)
        elif isinstance(n, (list, tuple)):
            self.carried = [_number(value) for value in n]
        elif hasattr(n, "__arrow_c_array__") or hasattr(n, "__arrow_c_stream__"):
            self.carried = n
        else:
            message = f"`n` is {type(n).__name__}: give a whole number of days, or a column with one for each date"
            raise TypeError(message)

    def listed(self) -> list[int | None]:
        if isinstance(self.carried, list):
            return self.carried
        if hasattr(self.carried, "tolist") and self.shape is not None:
            return [None if number == MISSING else number for number in self.carried.tolist()]
        return [_number(value.as_py() if hasattr(value, "as_py") else value) for value in self.carried]


def _of_pandas(series: Any) -> Any:
    dtype = series.dtype
    if hasattr(dtype, "pyarrow_dtype"):
        import pyarrow as pa

        return pa.chunked_array(series.array.__arrow_array__())
    if hasattr(dtype, "numpy_dtype") and dtype.kind in "iu":
        return series.array.to_numpy(dtype="int64", na_value=MISSING)
    return series.to_numpy()


def _of_numpy(array: Any) -> Any:
    import numpy as np

    masked = np.ma.getmaskarray(array).reshape(-1) if isinstance(array, np.ma.MaskedArray) else None
    numbers = np.asarray(array).reshape(-1)
    if numbers.dtype.kind == "O":
        return [_number(value) for value in numbers.tolist()]
    if numbers.dtype.kind not in "iuf":
        message = f"`n` is an array of {array.dtype}: give whole numbers of days"
        raise TypeError(message)
    if numbers.dtype.kind == "f":
        # Whole numbers with gaps are floats in numpy.
        missing = np.isnan(numbers)
        odd = np.flatnonzero(~missing & ((numbers != np.trunc(numbers)) | (abs(numbers) > 2**53)))
        if len(odd):
            message = f"place {odd[0]} of `n` is {numbers[odd[0]]}: give a whole number of days"
            raise ValueError(message)
        masked = missing if masked is None else masked | missing
        numbers = np.where(missing, 0, numbers)
    if numbers.dtype.kind == "u":
        numbers = np.minimum(numbers, 2**63 - 1)
    numbers = np.ascontiguousarray(numbers, dtype="int64")
    return numbers if masked is None else np.where(masked, MISSING, numbers)


def _number(value: Any) -> Any:
    """A number of a list. None where pandas or numpy write that it is missing."""
    if value is None or type(value).__name__ == "NAType" or value != value:
        return None
    return int(value) if isinstance(value, float) and value.is_integer() else value
