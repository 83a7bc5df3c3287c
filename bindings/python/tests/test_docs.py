"""Every block of Python in the documentation is run, and says what it is said to say."""

from __future__ import annotations

import doctest
import os
import re
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, TABLES

PAGES = [ROOT / "README.md", ROOT / "docs" / "python.md", ROOT / "docs" / "spark-and-duckdb.md", ROOT / "bindings" / "python" / "README.md"]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in TABLES.glob("*.csv"):
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POLARS_FMT_MAX_ROWS", "20")
    # What needs Spark is run by `spark_run.py`.
    text = page.read_text(encoding="utf-8").partition("\n## Spark\n")[0]
    blocks = list(BLOCK.finditer(text))
    assert blocks, f"{page} has no block of Python"
    said: list[str] = []
    names: dict[str, object] = {"__name__": page.stem}
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    for block in blocks:
        line = text.count(os.linesep, 0, block.start()) + 1
        if ">>>" in block[1]:
            test = doctest.DocTestParser().get_doctest(block[1], names, page.name, str(page), line)
            runner.run(test, out=said.append, clear_globs=False)
            names = test.globs
        else:
            exec(compile("\n" * line + block[1], str(page), "exec"), names)
    assert not said, "".join(said)
