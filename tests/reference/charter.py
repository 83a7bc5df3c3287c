"""A charter as plain data: what the reader of its text finds, and what is counted with."""

from dataclasses import dataclass, field
from datetime import date
from typing import Optional

# Actions, and the event that keeps the promise where it is not simply the action with `-ed`.
IRREGULAR_EVENTS = {
    "hold": "held", "see": "seen", "meet": "met", "supply": "supplied", "send": "sent", "pay": "paid", "empty": "emptied",
    "make-safe": "made-safe", "log": "logged", "deal-with": "dealt-with", "refer": "referred", "agree": "agreed",
    "cut": "cut", "sweep": "swept",
}
ACTIONS = """acknowledge respond answer hold escalate contact greet see meet assess investigate inspect decide confirm inform
update supply resolve attend visit repair remove complete collect deliver send pay register review publish close process clear
empty make-safe offer issue refund start check advise arrange serve log allocate deal-with replace translate remind explain
debate return apologise refer assign agree cut sweep""".split()
BUILT_IN_EVENTS = [
    "received", "paused", "resumed", "extended", "extension-corrected", "extension-withdrawn", "reopened",
    "withdrawn",
]
CHANNELS = """letter fax email social-media telephone voicemail web-form web-chat text-message in-person""".split()


def event_of(action):
    if action in IRREGULAR_EVENTS:
        return IRREGULAR_EVENTS[action]
    return action + ("d" if action.endswith("e") else "ed")


@dataclass
class Quantity:
    number: int
    unit: str  # working-days, calendar-days, weeks, months, years, working-hours, working-minutes, hours, minutes, seconds, rings
    clear: bool = False


@dataclass
class Start:
    """Where a count starts: an event, one of several, the nth day after one, or the day of or after one."""

    anchors: list
    which: str = ""  # "earlier" or "later" of several anchors
    nth: int = 0  # `the second working day after`: 2
    nth_working: bool = False
    beginning_with: str = ""  # "of": the day of the event counts; "after": the day after is the first


@dataclass
class Limit:
    form: str  # unstated, date-given, either, after, before
    quantity: Optional[Quantity] = None
    start: Optional[Start] = None
    states_start: bool = False  # a form that says where it starts: the calendar's day 1 does not move it
    parts: list = field(default_factory=list)
    which: str = ""
    zero_days: str = ""  # "same-day" or "same-working-day"
    end: object = None  # None, seconds of the day, "close" or "same-time"
    rolls: bool = False
    hours: Optional[str] = None
    calendar: Optional[str] = None
    working_days_only: bool = False
    condition: object = None

    def counts(self):
        """The limit itself, or those of which it is the earlier or the later."""
        return [count for part in self.parts for count in part.counts()] or [self]


@dataclass
class Stop:
    begins: str
    ends: str
    both_days: bool = False
    even_when_overdue: bool = False


@dataclass
class Extension:
    form: str  # by, to-limit, to-date
    event: str = "extended"
    by: Optional[Quantity] = None
    limit: Optional[Limit] = None
    end: object = None
    rolls: bool = False
    calendar: Optional[str] = None
    hours: Optional[str] = None
    working_days_only: bool = False
    times: int = 1
    reasons: list = field(default_factory=list)
    notice_limit: object = None  # None: at any time; "before-due"; a Limit
    condition: object = None


@dataclass
class Promise:
    id: str
    action: str
    event: str
    stage: int
    strength: str = "will"
    finally_: bool = False
    limits: list = field(default_factory=list)
    condition: object = None
    repeat: Optional[Quantity] = None
    repeat_until: Optional[str] = None
    repeat_start: str = "received"
    repeat_limit: Optional[Limit] = None
    target: Optional[dict] = None
    stops: list = field(default_factory=list)
    restarts: list = field(default_factory=list)
    extensions: list = field(default_factory=list)
    holds_for: Optional[object] = None  # the promise whose answer it stands in for, `by then`
    by_customer: bool = False
    variations: list = field(default_factory=list)
    standard: Optional[object] = None
    warnings: list = field(default_factory=list)  # quantities before it is due, or shares in hundredths of one per cent


@dataclass
class Window:
    limit: Optional[Limit] = None  # None: no time is stated
    opens: Optional[Limit] = None
    lasting: Optional[Limit] = None
    late_requests_refused: bool = False
    early_requests: str = "wait"  # wait, refused, count


@dataclass
class Stage:
    number: int
    window: Optional[Window] = None
    promises: list = field(default_factory=list)
    stops: list = field(default_factory=list)
    restarts: list = field(default_factory=list)
    extensions: list = field(default_factory=list)
    warnings: list = field(default_factory=list)


@dataclass
class Standard:
    name: str
    slug: str
    applies: list = field(default_factory=list)  # (kinds, channels, service)
    calendar: Optional[str] = None
    stages: list = field(default_factory=list)
    has_stages: bool = False
    examples: list = field(default_factory=list)
    hours: Optional[str] = None


@dataclass
class VariationLine:
    standard: str
    stage: int
    action: str
    finally_: bool
    target: Optional[dict]
    limit: Limit


@dataclass
class Variation:
    name: str
    slug: str
    first: date
    last: Optional[date]
    lines: list = field(default_factory=list)


@dataclass
class Event:
    name: str
    by_customer: bool = False
    known_beforehand: bool = False


@dataclass
class Example:
    name: str
    case: dict = field(default_factory=dict)
    at: Optional[str] = None
    choices: dict = field(default_factory=dict)
    expected: list = field(default_factory=list)


@dataclass
class Charter:
    title: str = ""
    id: str = ""
    version: str = ""
    zone: str = "Europe/London"
    in_force: tuple = (None, None)
    ring_milliseconds: int = 0
    calendars: dict = field(default_factory=dict)
    hours: dict = field(default_factory=dict)
    kinds: list = field(default_factory=list)
    channels: list = field(default_factory=list)
    services: list = field(default_factory=list)
    facts: list = field(default_factory=list)
    fact_values: dict = field(default_factory=dict)  # of a fact that is more than yes or no: its values, or "number"
    fact_defaults: dict = field(default_factory=dict)
    events: dict = field(default_factory=dict)
    ends: list = field(default_factory=lambda: ["withdrawn"])  # the events that end a case
    choices: dict = field(default_factory=dict)  # choice -> {"options": [...], "default": option}
    standards: list = field(default_factory=list)
    variations: list = field(default_factory=list)
