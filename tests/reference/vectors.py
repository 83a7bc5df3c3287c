"""Writes the vectors in tests/vectors/generated: random cases for every bundled charter and for random charters, with what the
reference says of them.

    python3 tests/reference/vectors.py            makes them anew
    python3 tests/reference/vectors.py --check    whether they are what it would make

See tests/vectors/README.md. The same script always makes the same files, so a difference is a difference of the rules, of a
charter or of the generator.
"""

import argparse
import json
import random
import sys
from collections import Counter
from dataclasses import fields, is_dataclass
from pathlib import Path

from answer import answer_line
from case import read_moment
from charter import Extension, Limit, Promise, Quantity, Start, Stop
from generate import CASES_PER_CHARTER, CaseMaker, CharterMaker
from reader import read

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "vectors" / "generated"
SEED = 1
CASES_OF_A_BUNDLED_CHARTER = 95
CASES_WITHOUT_A_STANDARD = 20
RANDOM_CHARTERS = 90

# What is compared of a promise. The order of `provisional` is not: the contract names the reasons and not their order.
FIELDS = [
    "counted_from", "due", "due_at", "provisional", "status", "due_soon", "warn_at", "done_at", "late_by", "target", "variation", "opens",
    "opens_at", "not_counted",
]

# About how long a unit lasts, so that things happen about when something is due.
DAYS = {"working-days": 1.4, "calendar-days": 1, "weeks": 7, "months": 30, "years": 365}
SECONDS = {"working-hours": 3600, "hours": 3600, "working-minutes": 60, "minutes": 60, "seconds": 1, "rings": 3}
NO_EVENT = {"received", "stage-start", "opening"}  # what a count may start from and a case does not tell among its events


# --- Cases for a bundled charter ------------------------------------------------------------------------------------


def stated_in(thing):
    """Every part of a part of a charter."""
    yield thing
    if is_dataclass(thing):
        parts = [getattr(thing, field.name) for field in fields(thing) if field.name not in ("standard", "holds_for", "examples")]
    else:
        parts = thing if isinstance(thing, (list, tuple)) else []
    for part in parts:
        yield from stated_in(part)


def events_of(part):
    """The events that a part speaks of, with how often a case has them."""
    if isinstance(part, Promise):
        reopened = {"reopened": 4} if part.finally_ else {}
        return {part.event: 5, part.repeat_until: 3} | dict.fromkeys(part.restarts, 4) | reopened
    if isinstance(part, Stop):
        return {part.begins: 7, part.ends: 6}
    if isinstance(part, Extension):
        notices = {"extension-corrected": 2, "extension-withdrawn": 2} if part.event == "extended" else {}
        return {part.event: 8} | notices
    if isinstance(part, Start):
        return dict.fromkeys(part.anchors, 3)
    if isinstance(part, tuple) and part[:1] == ("happened",):
        return {part[1]: 3}
    return {}


class Contact:
    """A contact that a charter has a standard for, with what the maker of cases asks of a charter."""

    choices = {}  # made by `bundled`: the maker knows only that of its own charters
    forms, text = (), None

    def __init__(self, charter, chance):
        self.zone, self.facts = charter.zone, [fact for fact in charter.facts if fact not in charter.fact_values]
        self.fact_values = {
            fact: [0, 499, 500, 1500, 1600] if values == "number" else values for fact, values in charter.fact_values.items()
        }
        standards = [(standard, *applies) for standard in charter.standards for applies in standard.applies]
        standard, kinds, channels, service = chance.choice(standards or [(None, [], [], None)])
        channel = chance.choice(channels or charter.known_channels)
        if service is None and charter.services and chance.random() < 0.2:
            service = chance.choice(charter.services)
        stages = len(standard.stages) if standard else 1
        self.contacts = [(chance.choice(kinds or [None, "enquiry"]), [channel], service, stages)]
        first, last = charter.in_force
        self.year = chance.randint(first.year, last.year if last else max(2030, first.year + 3))
        self.times = [0, 9 * 3600, 12 * 3600, 24 * 3600 - 1]
        for calendar in charter.calendars.values():
            self.times += [cut_off.seconds + apart for cut_off in calendar.cut_offs for apart in (-1, 0, 1)]
        for hours in charter.hours.values():
            self.times += [time % 86400 for shifts in hours.week.values() for shift in shifts for time in shift]
        self.stages = stages
        self.look_through(list(stated_in(standard)))

    def look_through(self, parts):
        """After how long something is due, and what may happen."""
        quantities = [part for part in parts if isinstance(part, Quantity)]
        self.numbers = [1, 2] + [int(part.number * DAYS[part.unit]) for part in quantities if part.unit in DAYS]
        self.seconds = [part.number * SECONDS[part.unit] for part in quantities if part.unit in SECONDS]
        self.in_hours = bool(self.seconds)
        self.reasons = sorted({reason for part in parts if isinstance(part, Extension) for reason in part.reasons})
        self.with_until = {"extended", "extension-corrected"}
        self.used = {"escalated": 9} if self.stages > 1 else {}
        for part in parts:
            if isinstance(part, Limit) and part.form == "date-given":
                self.with_until.update(part.start.anchors)
            for event, weight in events_of(part).items():
                if event and event not in NO_EVENT:
                    self.used[event] = max(weight, self.used.get(event, 0))


class ContactMaker(CaseMaker):
    """As for a random charter. Where a clock runs for hours or seconds, things also happen about when it runs out."""

    first = None  # when it was received, once that is known

    def moment(self, day):
        if self.first is not None and self.charter.seconds and self.chance(0.6):
            return self.zone.iso(self.first + self.apart())
        found = super().moment(day)
        if self.first is None:
            self.first = read_moment(found, self.zone).start
        return found

    def apart(self):
        """Milliseconds that are likely to matter: within a limit, at it, just after it."""
        limit = self.choose(self.charter.seconds)
        return 1000 * self.choose([self.random.randrange(limit + 1), limit, limit + 1, 2 * limit]) + self.choose([0, 0, 400])

    def decorate(self, event, day):
        super().decorate(event, day)
        if "reason" in event:
            event["reason"] = self.choose(self.charter.reasons + ["staff shortage"])

    def question(self, received, last):
        if self.charter.seconds and self.chance(0.4):
            return self.zone.iso(self.first + 1000 + self.apart())
        return super().question(received, last)


def spoilt(case, chance):
    """A case that nobody can judge."""
    received = case["received"][:10]
    return case | chance.choice([
        {"received": "1971-12-31"},
        {"at": "1990-01-01"},
        {"received": "2025-03-30T01:30:00", "at": "2025-04-30"},  # skipped when the clocks went forward
        {"events": [{"event": "acknowleged", "at": received}]},
        {"events": [{"event": "stage-9/responded", "at": received}]},
    ])


# --- Vectors --------------------------------------------------------------------------------------------------------


def vector(name, charter, question):
    """A question of the generator in the form of a vector."""
    events = question["case"]["events"]
    received = next(event["at"] for event in events if event["event"] == "received")
    case = {
        "kind": question["case"]["kind"], "channel": question["case"]["channel"], "service": question["case"]["service"],
        "facts": question["case"]["facts"], "received": received,
        "events": [event for event in events if event["event"] != "received"], "at": question["at"],
    }
    found = {"name": name, "charter": charter, "known_on": question.get("known_on"), "choices": question.get("choices")}
    return stated(found) | {"case": stated(case)}


def stated(values):
    """Without what is null, false or empty."""
    return {key: value for key, value in values.items() if value}


def answered(vector, text):
    """A vector with what the reference says of it: the fields that are compared, or that it refuses."""
    case = vector["case"]
    events = [{"event": "received", "at": case["received"]}, *case.get("events", [])]
    question = {"known_on": vector.get("known_on"), "choices": vector.get("choices", {}), "at": case["at"], "charter": text}
    outcome = answer_line(json.dumps(question | {"case": case | {"events": events}}))
    if "error" in outcome:
        if outcome["error"].startswith("the reference itself"):
            raise RuntimeError(f"{vector['name']}: {outcome['error']}")
        return vector | {"refused": True}
    promises = [
        {"id": promise["id"], **stated({field: promise.get(field) for field in FIELDS})} for promise in outcome["promises"]
    ]
    return vector | {"expected": {"promises": promises, **stated({"next_change_at": outcome["next_change_at"]})}}


def is_settled(vector):
    """Whether there is one answer. Of several limits nothing says from which a clock counts that stands still."""
    promises = vector.get("expected", {}).get("promises", [])
    return all("counted_from" in promise for promise in promises if promise["status"] == "stopped")


def bundled(file):
    """Cases for a version of a charter that comes with bywhen."""
    text = file.read_text(encoding="utf-8")
    charter = read(text)
    name = f"{charter.id}@{charter.version}"
    for number in range(CASES_OF_A_BUNDLED_CHARTER if charter.standards else CASES_WITHOUT_A_STANDARD):
        chance = random.Random(f"{SEED}/{name}/{number}")
        contact = Contact(charter, chance)
        question = ContactMaker(f"{SEED}/{name}", number, contact).make(number)
        if charter.choices and chance.random() < 0.5:
            question["choices"] = {choice: chance.choice(made["options"]) for choice, made in charter.choices.items()}
        found = vector(f"{name} {number}", name, question)
        if chance.random() < 0.05:
            found["case"] = spoilt(found["case"], chance)
        yield answered(found, text)


def of_a_random_charter(number, charter):
    """The cases that the generator makes for a charter of its own."""
    name = f"random-{number}"
    for case in range(CASES_PER_CHARTER):
        question = CaseMaker(SEED, number * CASES_PER_CHARTER + case, charter).make(case)
        yield answered(vector(f"{name} {case}", name, question), charter.text)


def line(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def lines(opening, values, closing):
    """A list or an object with a line for each of its values, so that a change is seen where it is."""
    return "\n".join([opening, ",\n".join(values), closing, ""])


def entries(values):
    return lines("{", [f"{line(key)}: {line(value)}" for key, value in values.items()], "}")


def made():
    """The files: their names and what stands in them. And the vectors of each."""
    vectors = {}
    for file in sorted(ROOT.glob("standards/*/*.charter")):
        vectors.setdefault(file.parent.name + ".json", []).extend(bundled(file))
    charters = [CharterMaker(SEED, number) for number in range(RANDOM_CHARTERS)]
    vectors["random.json"] = [one for number, charter in enumerate(charters) for one in of_a_random_charter(number, charter)]
    for name, found in vectors.items():
        vectors[name] = [one for one in found if is_settled(one)]
    files = {name: lines("[", map(line, found), "]") for name, found in vectors.items()}
    files["charters.json"] = entries({f"random-{number}": charter.text for number, charter in enumerate(charters)})
    counts = {name: len(found) for name, found in vectors.items()}
    files["index.json"] = entries({"count": sum(counts.values()), "files": counts, "fields": FIELDS})
    return files, vectors


def report(vectors):
    """What was made, on standard error: how many, with dates, refused, and of which status."""
    statuses = Counter()
    for name, found in vectors.items():
        outcomes = [one["expected"]["promises"] for one in found if "expected" in one]
        dated = sum(any("due" in promise for promise in promises) for promises in outcomes)
        statuses.update(promise["status"] for promises in outcomes for promise in promises)
        print(f"{name:40} {len(found):5} {dated:5} with dates {len(found) - len(outcomes):4} refused", file=sys.stderr)
    print(dict(statuses.most_common()), file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, and fail where a file is not what would be written")
    check = parser.parse_args().check
    files, vectors = made()
    there = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*")}
    if check:
        wrong = sorted(name for name in files.keys() | there.keys() if files.get(name) != there.get(name))
        sys.exit(f"not what this script makes: {', '.join(wrong)}" if wrong else 0)
    FOLDER.mkdir(exist_ok=True)
    for name in there.keys() - files.keys():
        (FOLDER / name).unlink()
    for name, text in files.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    report(vectors)


if __name__ == "__main__":
    main()
