"""A charter with errors says all of them at once."""

from __future__ import annotations

import pickle

import pytest
from conftest import ROOT

import bywhen

BROKEN = """charter "Customer promise"
  id example-borough-council
  version 2026
  in force from 1 April 2026

standard "Letters"
  applies to leter
  we will acknowledge within 5 days of receipt
  we will respond within 10 wrking days of receipt
"""


def test_a_charter_with_three_errors_shows_three() -> None:
    with pytest.raises(bywhen.CharterSyntaxError) as refused:
        bywhen.Charter.parse(BROKEN, file="letters.charter")
    error = refused.value
    assert isinstance(error, ValueError)
    errors = [one for one in error.diagnostics if one.severity == "error"]
    assert [one.line for one in errors] == [7, 8, 9]
    assert errors[2].help == "did you mean `working`?"
    assert (errors[2].file, errors[2].column, errors[2].code) == ("letters.charter", 29, "E102")
    lines = str(error).splitlines()
    assert lines[0] == "the charter has 3 errors and cannot be used:"
    assert len(lines) == 1 + len(error.diagnostics)
    assert "  letters.charter:9:29: error[E102]:" in str(error)


def test_diagnostics_are_values() -> None:
    with pytest.raises(bywhen.CharterSyntaxError) as refused:
        bywhen.Charter.parse(BROKEN)
    first = refused.value.diagnostics[0]
    assert pickle.loads(pickle.dumps(first)) == first and hash(first) == hash(pickle.loads(pickle.dumps(first)))
    assert eval(repr(first), {"Diagnostic": bywhen.Diagnostic}) == first
    again = pickle.loads(pickle.dumps(refused.value))
    assert again.diagnostics == refused.value.diagnostics and str(again) == str(refused.value)


def test_what_is_no_text_and_what_is_no_charter() -> None:
    for text in ["", "\0", "charter", "x" * 2_000_000]:
        with pytest.raises(bywhen.CharterSyntaxError):
            bywhen.Charter.parse(text)
    bad = ROOT / "tests" / "bad"
    files = sorted(bad.glob("**/*.charter"))
    assert len(files) > 20
    refused = 0
    for file in files:
        try:
            charter = bywhen.load(file)
        except bywhen.CharterSyntaxError as error:
            refused += 1
            assert all(one.file == str(file) for one in error.diagnostics)
        else:
            assert charter.warnings, file
    assert refused > 20


def test_warnings_are_kept_with_the_charter() -> None:
    text = """charter "Customer promise"
  id example-borough-council
  version 2026

standard "Calls"
  applies to telephone
  we aim to answer at least 80% within 20 seconds of the first ring
"""
    charter = bywhen.Charter.parse(text)
    assert [one.code for one in charter.warnings] == ["W201"]
