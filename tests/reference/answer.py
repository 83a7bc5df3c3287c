"""Answers questions: a line of JSON each on standard input, a line of JSON each on standard output.

    echo '{"charter": "...", "case": {"events": [{"event": "received", "at": "2026-03-02"}]}, "at": "2026-03-03"}' \\
        | python3 tests/reference/answer.py
"""

import json
import sys
import traceback
from functools import lru_cache

from case import Refused
from outcome import answer
from reader import NotUnderstood, read
from working_days import OutOfRange


@lru_cache(maxsize=64)
def charter(text):
    return read(text)


def answer_line(line):
    question = json.loads(line)
    try:
        return answer(charter(question["charter"]), question)
    except (Refused, NotUnderstood, OutOfRange, OverflowError) as problem:
        return {"error": f"{type(problem).__name__}: {problem}"}
    except Exception:  # so that whoever drives this sees the question with it
        return {"error": "the reference itself failed: " + traceback.format_exc()}


def main():
    for line in sys.stdin:
        if line.strip():
            print(json.dumps(answer_line(line), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
