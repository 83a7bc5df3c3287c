"""The shared vectors: every binding says the same, byte for byte."""

from __future__ import annotations

import json
import os
import pickle
import warnings
from datetime import date
from typing import Any

import pytest
from conftest import ROOT

import bywhen

FILES = sorted((ROOT / "tests" / "vectors").glob("*.json"))
VECTORS = [(file.stem, vector) for file in FILES for vector in json.loads(file.read_text(encoding="utf-8"))]


def ask(vector: dict[str, Any]) -> bywhen.Outcome:
    case = vector["case"]
    known_on = vector.get("known_on")
    charter = bywhen.load(
        vector["charter"],
        known_on=None if known_on is None else date.fromisoformat(known_on),
        choices=vector.get("choices"),
    )
    events: dict[str, list[dict[str, Any]]] = {}
    for happened in case.get("events", []):
        told = {key: value for key, value in happened.items() if key != "event"}
        events.setdefault(happened["event"], []).append(told)
    with warnings.catch_warnings():
        # That a version was asked for by name which was not in force has a test of its own.
        warnings.simplefilter("ignore")
        return charter.check(
            received=case["received"],
            at=case["at"],
            kind=case.get("kind"),
            channel=case.get("channel"),
            service=case.get("service"),
            facts=case.get("facts"),
            events=events,
        )


@pytest.mark.parametrize("vector", [pytest.param(vector, id=f"{stem}: {vector['name']}") for stem, vector in VECTORS])
def test_a_vector(vector: dict[str, Any]) -> None:
    if "error" in vector:
        with pytest.raises(ValueError) as refused:
            ask(vector)
        assert str(refused.value) == vector["error"]
        return
    outcome = ask(vector)
    # As text, so that the order of the fields counts.
    assert outcome.to_json() == json.dumps(vector["expected"], separators=(",", ":"), ensure_ascii=False)
    assert json.dumps(outcome.to_dict()) == json.dumps(vector["expected"])
    assert pickle.loads(pickle.dumps(outcome)) == outcome


def test_as_many_vectors_as_rust_ran() -> None:
    # Where Rust's tests ran before these, as in `cargo xtask test`.
    ran = os.environ.get("BYWHEN_VECTORS_RAN", str(len(VECTORS)))
    assert len(VECTORS) == int(ran)
    assert len(VECTORS) >= 85
