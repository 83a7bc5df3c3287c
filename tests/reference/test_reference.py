"""Holds the reference against what others have published: `python3 tests/reference/test_reference.py`.

The worked examples of tests/worked-examples.json, and the examples that stand in the charters of standards/ and docs/examples.
"""

import json
import re
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from outcome import answer
from reader import read

ROOT = Path(__file__).parents[2]
CHARTERS = sorted([*ROOT.glob("standards/*/*.charter"), *ROOT.glob("docs/examples/*.charter")])

CALENDARS = {
    "england-and-wales": "  Monday to Friday\n  except bank holidays in England and Wales\n",
    "scotland": "  Monday to Friday\n  except bank holidays in Scotland\n",
    "northern-ireland": "  Monday to Friday\n  except bank holidays in Northern Ireland\n",
    "united-kingdom": "  Monday to Friday\n  except bank holidays in any part of the United Kingdom\n",
    "weekdays": "  Monday to Friday\n",
}


def is_expected(found, verb, value):
    if verb == "does not apply":
        return found is None
    if found is None:
        return False
    if verb == "is":
        return found["status"] == value
    if "T" in value:
        return found["due_at"] is not None and found["due_at"].startswith(value)
    return found["due"] == value


class Examples(unittest.TestCase):
    def test_the_examples_of_the_charters_hold(self):
        checked = 0
        for file in CHARTERS:
            charter = read(file.read_text())
            for standard in charter.standards:
                for example in standard.examples:
                    case = example.case
                    beforehand = {name for name, event in charter.events.items() if event.known_beforehand}
                    happened = [event["at"] for event in case["events"] if event["event"].split("/")[-1] not in beforehand]
                    # Of one day, the date alone comes last.
                    last = max(happened, key=lambda at: at if "T" in at else at + "T24")
                    question = {"case": case, "at": example.at or last, "choices": example.choices}
                    outcome = answer(charter, question)
                    found = {promise["id"].split("/", 1)[1]: promise for promise in outcome["promises"]}
                    for name, verb, value in example.expected:
                        promise = found.get(name) or found.get("stage-1/" + name)
                        checked += 1
                        self.assertTrue(
                            is_expected(promise, verb, value), f"{file.name} {example.name}: {name} {verb} {value}: {promise}"
                        )
        self.assertGreater(checked, 280)


PHRASE = re.compile(r"(.*?) (after|before|beginning with) (\d{4}-\d\d-\d\dT?[\d:]*)(.*)")


class WorkedExamples(unittest.TestCase):
    def test_published_dates_hold(self):
        checked = 0
        for example in json.loads((ROOT / "tests/worked-examples.json").read_text())["cases"]:
            match = PHRASE.fullmatch(example["phrase"] or "")
            if match is None or example["status"] not in ("agrees", "superseded") or set(example) & {"hours", "zone", "open"}:
                continue
            amount, how, received, tails = match.groups()
            if example["calendar"] not in CALENDARS or "the " in amount:
                continue
            checked += 1
            self.assertEqual(self.due(example, amount, how, received, tails), example["expected"], example)
        self.assertGreater(checked, 50)

    def due(self, example, amount, how, received, tails):
        calendar = CALENDARS[example["calendar"]]
        if example.get("receipt") == "next-working-day":
            calendar += "  received on a closed day counts as the next working day\n"
        if "cutoff" in example:
            calendar += f"  received from {example['cutoff']} counts as the next working day\n"
        for day in example.get("closed", []):
            calendar += f"  except {day}\n"
        tails = tails.replace("a working day", "the next working day")
        if how == "before":
            limit, events = f'{amount} before "deadline"{tails}', [{"event": "deadline", "at": received}]
            received = received[:10]
        else:
            start = "beginning with the day of receipt" if how == "beginning with" else "of receipt"
            limit, events = f"within {amount} {start}{tails}", []
        if how == "after" and "clear" in amount:
            limit = f"{amount} after receipt{tails}"
        charter = read(
            'charter "Worked example"\n  id worked-example\n  version 1\n'
            f'calendar "days"\n{calendar}event "deadline" known beforehand\n'
            f'standard "Requests"\n  applies to enquiry by any channel\n  we will respond {limit}\n'
        )
        case = {"kind": None, "channel": None, "events": [{"event": "received", "at": received}] + events}
        return answer(charter, {"case": case, "at": "2100-01-01"})["promises"][0]["due"]


if __name__ == "__main__":
    unittest.main()
