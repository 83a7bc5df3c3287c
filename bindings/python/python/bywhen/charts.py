"""How a promise was kept month by month, as an Altair chart: `pip install bywhen[charts]`."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import altair as alt

if TYPE_CHECKING:
    from bywhen._bywhen import Report

__all__ = ["attainment"]

_INK = "#0b0c0c"
_BLUE = "#1d70b8"
_GREY = "#505a5f"

# Each kind of month has a shape of its own: nothing is said by colour alone.
_SHAPES = {
    "as usual": "circle",
    "unusually high": "triangle-up",
    "unusually low": "triangle-down",
}

_FILLS = {"every case decided": _BLUE, "some cases still open": "white"}


def attainment(
    report: Report | Mapping[str, Any],
    promise: str | None = None,
    *,
    width: int = 640,
    height: int = 300,
) -> alt.LayerChart:
    """A p-chart of a promise: the share in time of each month, with the target and the limits of what is ordinary.

    `report` is what `charter.report` gives, or the JSON of `bywhen report --format json` as a dict. `promise` is the id
    of one (`letters-and-faxes/acknowledge`); it may be left out where the report has a single promise with decided cases.
    A month outside the limits differs by more than chance; its mark has another shape and is named. Hollow marks are
    months with cases that are still open. Counts are in the tooltip of each mark.

    `chart.save("chart.png", scale_factor=2)` and `chart.save("chart.svg")` write pictures.

    Raises ValueError where there is no such promise, or nothing of it is decided.
    """
    said: Mapping[str, Any] = report if isinstance(report, Mapping) else getattr(report, "to_dict", dict)()
    if "promises" not in said:
        message = f"{type(report).__name__} is no report: give what charter.report gives, and not its table"
        raise TypeError(message)
    chosen = _chosen(said, promise)
    points = [_point(point) for point in chosen["chart"]["points"] if point["share"] is not None]
    centre, target = chosen["chart"]["centre"], chosen["chart"]["target"]
    low, high = _axis(points, centre, target)
    months = alt.Axis(format="%b %Y", labelAngle=0, grid=False, labelOverlap=True)
    x = alt.X("month:T", timeUnit="utcyearmonth", title=None, axis=months, scale=alt.Scale(type="utc", padding=14))
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    y = alt.Y("share:Q", title="In time, %", scale=scale)
    data = alt.InlineData(values=points)
    layers = [
        *_limits(points, x, scale, width),
        *_levels(y, centre, target, high - low, width),
        alt.Chart(data).mark_line(color=_BLUE, strokeWidth=1.5).encode(x=x, y=y),
        *_months(points, x, y),
    ]
    heading = f"{chosen['standard']}: {chosen['action']}"
    notes = [chosen["said"], chosen["chart"]["without_limits"]]
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .properties(
            width=width,
            height=height,
            title=alt.TitleParams(heading, subtitle=[note for note in notes if note], anchor="start", frame="group"),
            description=_description(heading, points, target),
        )
        .configure_view(stroke=None)
        .configure(font="Arial, sans-serif")
        .configure_title(fontSize=16, subtitleFontSize=12, subtitleColor=_INK, color=_INK, offset=16)
        .configure_axis(labelColor=_INK, titleColor=_INK, labelFontSize=12, titleFontSize=12)
        .configure_legend(labelColor=_INK, labelFontSize=12, orient="bottom", title=None, symbolSize=80)
    )
    return chart


def _chosen(report: Mapping[str, Any], promise: str | None) -> Mapping[str, Any]:
    decided: dict[str | None, Mapping[str, Any]] = {
        one["id"]: one for one in report["promises"] if one["all"]["decided"] > 0
    }
    if promise is None and len(decided) == 1:
        return next(iter(decided.values()))
    if promise in decided:
        return decided[promise]
    ids = ", ".join(map(str, decided)) or "none"
    if promise is None:
        message = f"which promise? these have decided cases: {ids}"
    elif any(one["id"] == promise for one in report["promises"]):
        message = f"nothing is decided of {promise}: these have decided cases: {ids}"
    else:
        meant = difflib.get_close_matches(promise, map(str, decided), 1)
        instead = f"did you mean {meant[0]}?" if meant else f"these have decided cases: {ids}"
        message = f"the report has no promise {promise}: {instead}"
    raise ValueError(message)


def _point(point: Mapping[str, Any]) -> dict[str, Any]:
    share = point["share"]
    unusual = {"high": "unusually high", "low": "unusually low", None: "as usual"}[point["unusual"]]
    return {
        "month": f"{point['month']}-01",
        "share": share["percent"],
        "counts": f"{share['met']:,} of {share['of']:,}",
        "lower": point["lower"],
        "upper": point["upper"],
        "open": point["open"],
        "unusual": unusual,
        "complete": "every case decided" if point["open"] == 0 else "some cases still open",
    }


def _axis(points: list[dict[str, Any]], centre: float | None, target: float | None) -> tuple[float, float]:
    """Whole tens that hold every figure, and twenty of them at least."""
    figures = [point[name] for point in points for name in ("share", "lower", "upper")] + [centre, target]
    known = [figure for figure in figures if figure is not None]
    low = min(max(math.floor((min(known) - 5) / 10) * 10, 0), 80)
    high = max(min(math.ceil((max(known) + 2) / 10) * 10, 100), low + 20)
    return low, high


def _limits(points: list[dict[str, Any]], x: alt.X, scale: alt.Scale, width: int) -> list[alt.Chart]:
    limited = [point for point in points if point["lower"] is not None]
    if not limited:
        return []
    charts = []
    for side in ("lower", "upper"):
        y = alt.Y(f"{side}:Q", title="In time, %", scale=scale)
        line = alt.Chart(alt.InlineData(values=limited)).mark_line(
            interpolate="step", strokeDash=[2, 3], color=_GREY, strokeWidth=1.5
        )
        charts += [line.encode(x=x, y=y), _at_the_end(limited[-1] | {"name": f"{side} limit"}, y, width, 0)]
    return charts


def _at_the_end(level: dict[str, Any], y: alt.Y, width: int, shift: int) -> alt.Chart:
    text = alt.Chart(alt.InlineData(values=[level])).mark_text(
        align="left", baseline="middle", dy=shift, color=_INK, fontSize=12, clip=False
    )
    chart: alt.Chart = text.encode(x=alt.value(width + 8), y=y, text="name:N")
    return chart


def _levels(y: alt.Y, centre: float | None, target: float | None, span: float, width: int) -> list[alt.Chart]:
    """The target and the average as lines, each with its name at the end."""
    levels: list[tuple[str, float, list[int]]] = []
    if target is not None:
        levels.append(("target", target, [8, 4]))
    if centre is not None:
        levels.append(("average", centre, [1, 0]))
    near = target is not None and centre is not None and abs(target - centre) < span / 16
    charts = []
    for name, level, dash in levels:
        shift = 0
        if near:
            shift = -8 if (level, name == "target") == max((target, True), (centre, False)) else 8
        here = {"share": level, "name": f"{name} {level:g}%"}
        line = alt.Chart(alt.InlineData(values=[here])).mark_rule(strokeDash=dash, color=_INK, strokeWidth=1.2)
        charts += [line.encode(y=y), _at_the_end(here, y, width, shift)]
    return charts


def _months(points: list[dict[str, Any]], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    data = alt.InlineData(values=points)
    tooltip = [
        alt.Tooltip("month:T", timeUnit="utcyearmonth", format="%B %Y", title="Month"),
        alt.Tooltip("share:Q", title="In time, %"),
        alt.Tooltip("counts:N", title="Met of decided"),
        alt.Tooltip("open:Q", title="Still open"),
        alt.Tooltip("lower:Q", title="Lower limit, %"),
        alt.Tooltip("upper:Q", title="Upper limit, %"),
        alt.Tooltip("unusual:N", title="Compared with other months"),
    ]
    # A legend where there is something to tell apart.
    shapes = [kind for kind in _SHAPES if any(point["unusual"] == kind for point in points)]
    fills = {kind: fill for kind, fill in _FILLS.items() if any(point["complete"] == kind for point in points)}
    shape_legend = alt.Legend(symbolFillColor=_BLUE, symbolStrokeColor=_BLUE) if len(shapes) > 1 else None
    still_open = alt.Legend(symbolStrokeColor=_BLUE, values=["some cases still open"])
    fill_legend = still_open if "some cases still open" in fills else None
    shape_scale = alt.Scale(domain=shapes, range=[_SHAPES[kind] for kind in shapes])
    fill_scale = alt.Scale(domain=list(fills), range=list(fills.values()))
    marks = alt.Chart(data).mark_point(size=70, stroke=_BLUE, opacity=1, strokeWidth=1.8)
    charts = [
        marks.encode(
            x=x,
            y=y,
            shape=alt.Shape("unusual:N", scale=shape_scale, legend=shape_legend),
            fill=alt.Fill("complete:N", scale=fill_scale, legend=fill_legend),
            tooltip=tooltip,
        )
    ]
    for kind, shift in (("unusually high", -14), ("unusually low", 15)):
        named = alt.InlineData(values=[point for point in points if point["unusual"] == kind])
        if kind in shapes:
            charts.append(
                alt.Chart(named).mark_text(fontSize=11, color=_INK, dy=shift).encode(x=x, y=y, text="unusual:N")
            )
    return charts


def _description(heading: str, points: list[dict[str, Any]], target: float | None) -> str:
    """The chart in words, for those who do not see it."""
    months = "; ".join(f"{point['month'][:7]}: {point['share']:g}%, {point['counts']}" for point in points)
    aim = "" if target is None else f" The target is {target:g}%."
    return f"{heading}, share in time by month.{aim} {months}."
