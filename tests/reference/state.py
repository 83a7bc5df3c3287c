"""What is known of a promise at one moment."""

from dataclasses import dataclass, field
from typing import Optional

from case import Moment
from counting import Deadline


@dataclass
class Waiting(Exception):
    """There is no date, for this event has not happened."""

    event: Optional[str] = None
    at: Optional[Moment] = None
    back: bool = False  # of a count back: nobody can say whether what was done was in time


class Unstated(Waiting):
    """No time is stated."""


@dataclass
class State:
    """What is known of the due date of a promise in a view."""

    status: str = "waiting"  # waiting, stopped, unstated, dated
    deadline: Optional[Deadline] = None
    event: Optional[str] = None
    event_at: Optional[Moment] = None
    own_event: Optional[str] = None  # what the limit counts from, wherever its clock started again
    provisional: set = field(default_factory=set)
    back: bool = False
    variation: Optional[str] = None
    target: Optional[dict] = None
    not_counted: list = field(default_factory=list)


@dataclass
class Deed:
    when: Moment
    event: str
