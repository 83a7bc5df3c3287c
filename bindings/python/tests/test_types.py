"""The types: the stubs say what there is, and the package and its examples keep to them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import bywhen

PYTHON = Path(__file__).parents[1]


def test_the_stubs_are_what_there_is(tmp_path: Path) -> None:
    asked = [sys.executable, "-m", "mypy.stubtest", "bywhen", "--mypy-config-file", str(PYTHON / "pyproject.toml")]
    done = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("what", ["package", "examples"])
def test_mypy_is_content(tmp_path: Path, what: str) -> None:
    # The installed package: beside its sources it would be found twice.
    package = Path(bywhen.__file__).parent
    paths = [package] if what == "package" else sorted((PYTHON / "examples").glob("*.py"))
    asked = [sys.executable, "-m", "mypy", "--config-file", str(PYTHON / "pyproject.toml"), *map(str, paths)]
    done = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
