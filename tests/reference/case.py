"""A case as it was given: what happened, when, and what is known of it.

See "What is given" in docs/counting.md.
"""

from dataclasses import dataclass
from datetime import date, datetime, timezone
from typing import Optional

from reader import slug
from zones import milliseconds


class Refused(Exception):
    """The question cannot be answered as it was put."""


@dataclass(frozen=True)
class Moment:
    """A day, and the instant where the time of day is known too."""

    day: date
    instant: Optional[int]
    start: int  # the instant, or the start of the day

    def is_timed(self):
        return self.instant is not None


@dataclass(frozen=True)
class Event:
    name: str
    stage: Optional[int]
    when: Moment
    until: Optional[Moment] = None
    reason: Optional[str] = None

    def key(self):
        until = (self.until.start, self.until.is_timed()) if self.until else (0, False)
        return (self.when.start, not self.when.is_timed(), self.name, self.stage or 0, until, self.reason or "")


def not_after(one, other):
    """Whether something has happened by another moment: of one day, where only the day of one of them is known, it has."""
    if one.is_timed() and other.is_timed():
        return one.instant <= other.instant
    return one.day <= other.day


def after(one, other):
    return not not_after(one, other)


def of_one_time(one, other):
    """Of the same moment, or of the same day where one of the two is only a date."""
    if one.is_timed() and other.is_timed():
        return one.instant == other.instant
    return one.day == other.day


def in_turns(events, first, second):
    """In order of time. Those of one time are in the order that makes sense: the first kind where it is its turn."""
    left = sorted(events, key=lambda event: event.when.start)
    turn, ordered = first, []
    while left:
        of_this_time = [event for event in left if of_one_time(event.when, left[0].when)]
        event = next((event for event in of_this_time if event.name == turn), left[0])
        left.remove(event)
        ordered.append(event)
        turn = second if event.name == first else first
    return ordered


def read_moment(text, zone):
    if len(text) == 10:
        day = date.fromisoformat(text)
        return Moment(day, None, zone.start_of_day(day))
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if moment.tzinfo is None:
        found = zone.candidates(moment)
        if len(found) != 1:
            raise Refused(f"{text}: clocks skip or repeat this time")
        instant = found[0]
    else:
        instant = milliseconds(moment.astimezone(timezone.utc).replace(tzinfo=None))
    return Moment(zone.day(instant), instant, instant)


def shown(moment, zone):
    return str(moment.day) if moment.instant is None else zone.iso(moment.instant)


def read_event(given, zone):
    name, stage = given["event"], None
    if name.startswith("stage-") and "/" in name:
        number, name = name[len("stage-"):].split("/", 1)
        stage = int(number)
    until = read_moment(given["until"], zone) if given.get("until") else None
    reason = slug(given["reason"]) if given.get("reason") else None
    if name == "received":
        stage = None  # receipt is stage 1, always
    return Event(slug(name), stage, read_moment(given["at"], zone), until, reason)


def without_duplicates(events):
    """Each event once, and without the dates alone that stand beside the same event with its time on that day and say nothing different."""

    def is_repeated(event):
        return not event.when.is_timed() and any(
            other.when.is_timed() and other.when.day == event.when.day
            and (other.name, other.stage, other.until, other.reason)
            == (event.name, event.stage, event.until, event.reason)
            for other in events
        )

    once = dict.fromkeys(events)
    return sorted((event for event in once if not is_repeated(event)), key=Event.key)


def end_of(day, zone):
    """The moment of a question that is put on a date."""
    instant = zone.end_of_day(day)
    return Moment(day, instant, instant)


