"""What is asked of a calendar for columns of dates: each place by itself, in the kind that came in."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from bywhen._bywhen import _ask
from bywhen._kinds import Values, take

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bywhen._bywhen import Calendar


def ask(calendar: Calendar, question: str, number: int, given: tuple[Any, ...], errors: str) -> Any:
    """The answer of a calendar for columns of dates, in the kind of the first of them."""
    columns = [take(value) for value in given]
    given, columns = _one_for_all(given, columns)
    if len(columns) == 2:
        refuse_other_places("start", columns[0], "end", columns[1])
    kind = next(column for column in columns if column is not None)
    if any(isinstance(column, Values) for column in columns):
        return _one_by_one(calendar, question, number, given, errors, kind)
    carried = [value if column is None else column.carried() for value, column in zip(given, columns, strict=True)]
    answer, complete = _ask(calendar, question, number, carried, errors)
    if question == "count":
        return kind.counts(answer, complete)
    if question == "is_working":
        return kind.truths(answer, complete)
    return kind.dates(answer, complete)


def _one_for_all(given: tuple[Any, ...], columns: list[Any]) -> tuple[tuple[Any, ...], list[Any]]:
    """A value of numpy beside a column is one date for all of it, as any other date is."""
    if all(column is None or getattr(column, "single", False) for column in columns):
        return given, columns
    singles = [getattr(column, "single", False) for column in columns]
    values = tuple(column.date() if single else value for value, column, single in zip(given, columns, singles, strict=True))
    return values, [None if single else column for column, single in zip(columns, singles, strict=True)]


def refuse_other_places(first: str, one: Any, second: str, other: Any) -> None:
    """Columns go together place by place: those whose places have other names or another order do not."""
    shape, shape_of_other = getattr(one, "shape", None), getattr(other, "shape", None)
    if shape and shape_of_other and shape != shape_of_other and max(len(shape), len(shape_of_other)) > 1:
        message = f"`{first}` is an array of shape {shape} and `{second}` of {shape_of_other}: give both the same shape"
        raise ValueError(message)
    labels, labels_of_other = getattr(one, "labels", None), getattr(other, "labels", None)
    if labels is None or labels_of_other is None or len(labels) != len(labels_of_other):
        return
    if not labels.equals(labels_of_other):
        message = (
            f"`{first}` and `{second}` have different indexes, and they are taken place by place: give both the same one, "
            "as in .reset_index(drop=True)"
        )
        raise ValueError(message)


def _one_by_one(calendar: Calendar, question: str, number: int, given: tuple[Any, ...], errors: str, kind: Any) -> Any:
    """Values that only Python knows: each by itself."""
    taken = [take(value) for value in given]
    columns = [list(getattr(column, "values", value)) if column is not None else None for column, value in zip(taken, given, strict=True)]
    lengths = {len(column) for column in columns if column is not None}
    if len(lengths) > 1:
        message = "`start` has {} dates and `end` has {}: give as many".format(*(len(c) for c in columns if c is not None))
        raise ValueError(message)
    answers = []
    for place in range(lengths.pop()):
        values = [value if column is None else column[place] for value, column in zip(given, columns, strict=True)]
        with named(place):
            answers.append(_one(calendar, question, number, values, errors))
    return kind.back(answers) if isinstance(kind, Values) else answers


@contextmanager
def named(place: int) -> Iterator[None]:
    """An error with the place of the value that it is about."""
    try:
        yield
    except ValueError as error:
        message = f'place {place}: {error} (errors="null" leaves such places empty)'
        raise ValueError(message) from None
    except TypeError as error:
        message = f"place {place}: {error}"
        raise TypeError(message) from None


def _one(calendar: Any, question: str, number: int, values: list[Any], errors: str) -> Any:
    if question == "count":
        return calendar.count(*values, errors=errors)
    if question == "is_working":
        return calendar.is_working(*values, errors=errors)
    if question in ("on_or_after", "on_or_before"):
        return getattr(calendar, question)(*values, errors=errors)
    if question in ("after", "before"):
        return (calendar.add if question == "after" else calendar.subtract)(*values, number, errors=errors)
    return calendar.add_hours(*values, number / 3600, errors=errors)
