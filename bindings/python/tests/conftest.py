"""What the tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import bywhen

ROOT = Path(__file__).parents[3]
TABLES = ROOT / "docs" / "tables.in"

AT = "2011-05-18T12:00"


@pytest.fixture(scope="session")
def oxfordshire() -> bywhen.Charter:
    return bywhen.load("oxfordshire-county-council")


@pytest.fixture(scope="session")
def command() -> Path | None:
    """The command of the same build, where `cargo xtask test` says where it is."""
    path = os.environ.get("BYWHEN_COMMAND")
    return None if path is None else Path(path)
