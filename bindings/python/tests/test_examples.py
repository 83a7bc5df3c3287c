"""The example scripts, on data that is made here."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples" / "requests_report.py"


def made_up_requests(path: Path, count: int) -> None:
    """Requests of two years, always the same."""
    chance = random.Random(1)
    lines = ["request,law,received,first_reply,second_reply,status"]
    for number in range(count):
        received = datetime(2023, 1, 2) + timedelta(minutes=chance.randrange(60 * 24 * 730))
        first = received + timedelta(days=chance.randrange(1, 6))
        second = received + timedelta(days=chance.randrange(6, 45))
        replied = "" if chance.random() < 0.1 else f"{second.isoformat()}+00:00"
        lines.append(f"R{number:03},foi,{received.isoformat()}+00:00,{first.isoformat()}+00:00,{replied},Successful")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_from_a_csv_to_a_report_in_under_20_lines(tmp_path: Path) -> None:
    code = [line for line in EXAMPLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert len(code) < 20
    made_up_requests(tmp_path / "requests.csv", 300)
    asked = [sys.executable, "-W", "error", str(EXAMPLE), "requests.csv"]
    done = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    counts = dict(line.split() for line in done.stdout.splitlines()[1:4])
    assert set(counts) == {"met", "late", "overdue"} and sum(map(int, counts.values())) == 300
    assert "December 2024" in done.stdout
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Freedom of information requests" in page and "300 rows read" in page
