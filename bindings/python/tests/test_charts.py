"""Charts of a report: what they show, in words as well, and as pictures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import pytest

import bywhen
from bywhen import charts

MONTHS = 14


@pytest.fixture(scope="module")
def report() -> Any:
    """A year and two months of letters, with one bad month and one that is still open."""
    cases: dict[str, list[Any]] = {"channel": [], "received": [], "acknowledged": []}
    for month in range(MONTHS):
        for number in range(60):
            year, of_year = 2011 + month // 12, month % 12 + 1
            late = number % (2 if month == 5 else 10) == 0
            cases["channel"].append("letter")
            cases["received"].append(f"{year}-{of_year:02}-{1 + number % 9:02}")
            cases["acknowledged"].append(f"{year}-{of_year:02}-{28 if late else 10 + number % 2}")
    cases["received"].append("2012-02-27")
    cases["channel"].append("letter")
    cases["acknowledged"].append("")
    return bywhen.load("oxfordshire-county-council@2010").report(pd.DataFrame(cases), at="2012-02-28")


def marks(chart: Any) -> list[dict[str, Any]]:
    spec = chart.to_dict()
    return [layer | {"values": spec["datasets"].get(layer.get("data", {}).get("name"), [])} for layer in spec["layer"]]


def test_a_month_has_its_counts_and_says_what_is_unusual(report: Any) -> None:
    chart = charts.attainment(report, "letters-and-faxes/acknowledge")
    said = {one["id"]: one for one in report.to_dict()["promises"]}["letters-and-faxes/acknowledge"]["chart"]
    (points,) = [layer for layer in marks(chart) if layer["mark"]["type"] == "point"]
    shown = [(point["month"][:7], point["share"], point["lower"], point["upper"]) for point in points["values"]]
    assert shown == [
        (point["month"], point["share"]["percent"], point["lower"], point["upper"]) for point in said["points"]
    ]
    assert {field["field"] for field in points["encoding"]["tooltip"]} >= {"counts", "open", "lower", "upper"}
    assert [point["unusual"] for point in points["values"]].count("unusually low") == 1
    # The shape says it, and so does a word.
    assert points["encoding"]["shape"]["scale"]["range"] == ["circle", "triangle-down"]
    words = [layer["values"] for layer in marks(chart) if layer["mark"]["type"] == "text"]
    assert any(value.get("unusual") == "unusually low" for values in words for value in values)
    assert points["values"][-1]["complete"] == "some cases still open"
    assert "2011-06" in chart.to_dict()["description"]


def test_a_target_is_a_line_with_its_name(report: Any) -> None:
    said = json.loads(report.to_json())
    for promise in said["promises"]:
        promise["chart"]["target"] = 90
    chart = charts.attainment(said, "letters-and-faxes/acknowledge")
    names = [value.get("name") for layer in marks(chart) for value in layer["values"]]
    assert "target 90%" in names
    assert any(str(name).startswith("average ") for name in names)


def test_pictures(report: Any, tmp_path: Path) -> None:
    chart = charts.attainment(report, "letters-and-faxes/acknowledge")
    chart.save(tmp_path / "chart.png", scale_factor=2)
    chart.save(tmp_path / "chart.svg")
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
    svg = (tmp_path / "chart.svg").read_text(encoding="utf-8")
    for said in ("Letters and faxes: acknowledge", "unusually low", "upper limit", "We will acknowledge"):
        assert said in svg


def test_wrong_calls_name_the_promises_there_are(report: Any) -> None:
    with pytest.raises(ValueError, match="did you mean letters-and-faxes/acknowledge"):
        charts.attainment(report, "letters-and-fax/acknowledge")
    with pytest.raises(ValueError, match="which promise"):
        charts.attainment(report)
    with pytest.raises(ValueError, match="nothing is decided of voicemail/respond"):
        charts.attainment(report, "voicemail/respond")
    for none in (report.table, report.to_csv()):
        with pytest.raises(TypeError, match="is no report: give what charter.report gives, and not its table"):
            charts.attainment(none)
