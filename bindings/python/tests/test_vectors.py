"""The shared vectors: every binding says the same, byte for byte, and says what the reference says."""

from __future__ import annotations

import json
import os
import pickle
import warnings
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

import bywhen

Vector = dict[str, Any]

FOLDER = ROOT / "tests" / "vectors"
GENERATED = FOLDER / "generated"


def read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


INDEX = read(GENERATED / "index.json")
RANDOM_CHARTERS = read(GENERATED / "charters.json")


def vectors(files: list[Path]) -> list[Any]:
    return [pytest.param(vector, id=f"{file.stem}: {vector['name']}") for file in files for vector in read(file)]


BY_HAND = vectors(sorted(FOLDER.glob("*.json")))
BY_THE_REFERENCE = vectors([GENERATED / name for name in INDEX["files"]])


@lru_cache(maxsize=8)
def load(name: str, known_on: str | None, choices: tuple[tuple[str, str], ...]) -> bywhen.Charter:
    readings: dict[str, Any] = {"known_on": known_on and date.fromisoformat(known_on), "choices": dict(choices)}
    if name in RANDOM_CHARTERS:
        return bywhen.Charter.parse(RANDOM_CHARTERS[name], **readings)
    return bywhen.load(name, **readings)


def ask(vector: Vector) -> bywhen.Outcome:
    case = vector["case"]
    charter = load(vector["charter"], vector.get("known_on"), tuple(vector.get("choices", {}).items()))
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
            tz="charter",
        )


@pytest.mark.parametrize("vector", BY_HAND)
def test_a_vector(vector: Vector) -> None:
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


def compared(outcome: Any) -> Any:
    """What the reference can say of an outcome: of each promise the fields that are compared, without those that say nothing."""
    promises = [stating(promise, ["id", *INDEX["fields"]]) for promise in outcome["promises"]]
    return {"promises": promises, **stating(outcome, ["next_change_at"])}


def stating(values: dict[str, Any], fields: list[str]) -> dict[str, Any]:
    """Those of the fields that are not null, false or empty. Nothing is said by the order in which a date may move."""
    stated = {field: values[field] for field in fields if values.get(field)}
    if "provisional" in stated:
        stated["provisional"] = sorted(stated["provisional"])
    return stated


@pytest.mark.parametrize("vector", BY_THE_REFERENCE)
def test_a_vector_of_the_reference(vector: Vector) -> None:
    if vector.get("refused"):
        with pytest.raises(ValueError):
            ask(vector)
    else:
        assert compared(ask(vector).to_dict()) == vector["expected"]


def test_as_many_vectors_as_rust_ran() -> None:
    ran = len(BY_HAND) + len(BY_THE_REFERENCE)
    print(f"{len(BY_HAND)} vectors by hand and {len(BY_THE_REFERENCE)} of the reference ran")
    assert len(BY_THE_REFERENCE) == INDEX["count"]
    # Where Rust's tests ran before these, as in `cargo xtask test`.
    assert ran == int(os.environ.get("BYWHEN_VECTORS_RAN", ran))
    assert len(BY_HAND) >= 85
