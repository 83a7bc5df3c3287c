"""Reads the text of a charter, in the form that `bywhen fmt` writes.

Each line is cut into words and read from left to right. See docs/language.md. What stands in the file for people alone (readings,
sources, pledges, costs) is passed over. A line that is not understood raises `NotUnderstood`.
"""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from charter import (
    ACTIONS, CHANNELS, Charter, Event, Example, Extension, Limit, Promise, Quantity, Stage, Standard, Start, Stop, Variation,
    VariationLine, Window, event_of,
)
from hours import OpeningHours
from working_days import CutOff, Dates, WorkingCalendar


class NotUnderstood(Exception):
    """The text is no charter, or uses a form that this reader does not know."""


TOKEN = re.compile(r'"[^"]*"|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.:]\d+)*(?:am|pm|%)?|[^\W\d][\w\'’\-/]*|[,()£%]|\S')
DATE_WORDS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
ORDINALS = {
    "next": 1, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}
RECEIPT_WORDS = ["receipt", "the first ring", "arrival", "arriving", "the call", "the message"]
MANNERS = ["in writing", "in person", "in full", "by telephone", "by phone", "by email", "by letter"]
AFTER_A_LIST = {"whatever", "rolling", "by", "at", "during", "in", "on", "later", "early", "if", "unless", "once", "twice", "for"}
AFTER_WHAT_IS_MEASURED = {"within", "by", "on", "at", "every", "with", "no", "if", "unless", "cites"}
FOR_PEOPLE = {
    "reading", "unconfirmed", "source", "council", "pledge", "milestone", "measure", "cost", "cites", "because", "we may",
}


def slug(text):
    text = re.sub(r"['’]", "", text.strip('"').lower())
    return re.sub(r"[^\w]+", "-", text).strip("-")


def seconds_of(text):
    """`5pm`, `10:15am`, `9:15:12am`, `17:00`, `midday`, `midnight` (which ends the day)."""
    if text in ("midday", "noon"):
        return 12 * 3600
    if text == "midnight":
        return 24 * 3600
    match = re.fullmatch(r"(\d+)(?::(\d+))?(?::(\d+))?(am|pm)?", text)
    hour, minute, second = (int(part or 0) for part in match.groups()[:3])
    if match[4]:
        hour = hour % 12 + (12 if match[4] == "pm" else 0)
    return hour * 3600 + minute * 60 + second


def is_time(text):
    if text in ("midday", "noon", "midnight"):
        return True
    return bool(re.fullmatch(r"\d+(:\d+){0,2}(am|pm)|\d+:\d+(:\d+)?", text or ""))


@lru_cache(maxsize=None)
def words_of(phrase):
    return phrase.split()


class Line:
    """The words of a line, read from left to right."""

    def __init__(self, text, fact_values=None):
        self.text = text
        self.fact_values = fact_values or {}  # of each fact that is more than yes or no: its values, or "number"
        self.tokens = TOKEN.findall(text)
        self.words = [token.lower() for token in self.tokens]
        self.at = 0

    def peek(self, ahead=0):
        position = self.at + ahead
        return self.tokens[position] if position < len(self.tokens) else ""

    def word(self, ahead=0):
        position = self.at + ahead
        return self.words[position] if position < len(self.words) else ""

    def next(self):
        token = self.peek()
        self.at += 1
        return token

    def sees(self, phrase):
        words = words_of(phrase)
        return self.words[self.at:self.at + len(words)] == words

    def takes(self, *phrases):
        """The first of the phrases that stands here, and moves behind it."""
        for phrase in phrases:
            if self.sees(phrase):
                self.at += len(phrase.split())
                return phrase
        return ""

    def needs(self, *phrases):
        found = self.takes(*phrases)
        if not found:
            raise NotUnderstood(f"{self.text}: {phrases} expected at word {self.at}")
        return found

    def done(self):
        return self.at >= len(self.tokens)

    def ends(self):
        """What may end every line: its clause."""
        if self.takes("cites"):
            while self.peek().startswith('"') or self.word() in (",", "and"):
                self.next()
        if not self.done():
            raise NotUnderstood(f"{self.text}: what does `{self.peek()}` do here?")

    def is_quoted(self):
        return self.peek().startswith('"')

    def name(self):
        return slug(self.next())

    def number(self):
        token = self.next()
        if not token.isdigit():
            raise NotUnderstood(f"{self.text}: `{token}` is no number")
        return int(token)

    def takes_separator(self):
        """A comma or `and` between things of one kind, but no comma before what may follow them."""
        if self.word() == "," and self.word(1) in AFTER_A_LIST:
            return ""
        return self.takes(", and", ",", "and")

    def date(self):
        self.takes("on")
        if self.word() in WEEKDAYS:
            self.next()
        if re.fullmatch(r"\d{4}", self.peek()) and self.peek(1) == "-":
            return date.fromisoformat("".join(self.next() for _ in range(5)))
        day = int(self.next())
        month = DATE_WORDS.index(self.next().lower()) + 1
        return date(int(self.next()), month, day)

    def day_and_month(self):
        day = int(self.next())
        return date(2000, DATE_WORDS.index(self.next().lower()) + 1, day)

    def has_date(self):
        after_weekday = 1 if self.word() in WEEKDAYS else 0
        return self.peek(after_weekday).isdigit() and self.word(after_weekday + 1) in DATE_WORDS

    def for_staff(self):
        """Who is told of a promise moves no date."""
        self.takes(", for staff only", "for staff only")

    def dates(self):
        """`24 December 2026`, `27 December to 31 December every year`, `the third Monday of January every year`."""
        mark = self.at
        if self.takes("the"):
            which = self.next().lower()
            weekday = WEEKDAYS.index(self.next().lower())
            self.needs("of")
            month = date(2000, DATE_WORDS.index(self.next().lower()) + 1, 1)
            self.needs("every year")
            return Dates(month, month, True, weekday, None if which == "last" else ORDINALS[which])
        try:
            first = last = self.date()
            if self.takes("to"):
                last = self.date()
            found = Dates(first, last)
        except (ValueError, IndexError):
            self.at = mark
            first = last = self.day_and_month()
            if self.takes("to"):
                last = self.day_and_month()
            self.needs("every year")
            found = Dates(first, last, True)
        return found

    def why(self):
        if self.is_quoted():
            self.next()

    def time(self):
        if not is_time(self.word()):
            raise NotUnderstood(f"{self.text}: `{self.peek()}` is no time")
        return seconds_of(self.next().lower())

    # --- Limits -----------------------------------------------------------------------------------------------------

    def quantity(self):
        number = self.number()
        clear = bool(self.takes("clear"))
        unit = {
            "working day": "working-days", "working days": "working-days", "calendar day": "calendar-days",
            "calendar days": "calendar-days", "week": "weeks", "weeks": "weeks", "month": "months", "months": "months",
            "year": "years", "years": "years", "working hour": "working-hours", "working hours": "working-hours",
            "working minute": "working-minutes", "working minutes": "working-minutes", "hour": "hours", "hours": "hours",
            "minute": "minutes", "minutes": "minutes", "second": "seconds", "seconds": "seconds", "ring": "rings",
            "rings": "rings", "calendar month": "months", "calendar months": "months",
        }
        if clear:
            unit |= {"day": "calendar-days", "days": "calendar-days"}
        phrases = sorted(unit, key=len, reverse=True)
        return Quantity(number, unit[self.needs(*phrases)], clear)

    def anchor(self):
        if self.is_quoted():
            return self.name()
        if self.takes(*sorted(RECEIPT_WORDS, key=len, reverse=True)):
            return "received"
        if self.takes("our acknowledgement"):
            return "acknowledged"
        if self.takes("our response"):
            return "responded"
        if self.takes("the request"):
            return "escalated"
        if self.takes("made safe"):
            return "made-safe"
        if self.takes("dealt with"):
            return "dealt-with"
        return self.name()

    def start(self):
        if self.takes("beginning with the day"):
            how = self.needs("of", "after")
            return Start([self.anchor()], beginning_with=how)
        self.needs("of", "from", "after")
        if self.sees("the earlier of") or self.sees("the later of"):
            which = self.needs("the earlier of", "the later of").split()[1]
            anchors = [self.anchor()]
            while self.takes_separator():
                anchors.append(self.anchor())
            return Start(anchors, which=which)
        if self.word() == "the" and self.word(1) in ORDINALS and self.word(2) in ("working", "calendar", "day"):
            nth, working, anchor = self.nth_day()
            return Start([anchor], nth=nth, nth_working=working)
        return Start([self.anchor()])

    def nth_day(self):
        self.needs("the")
        nth = ORDINALS[self.next().lower()]
        working = bool(self.takes("working"))
        self.takes("calendar")
        self.needs("day")
        anchor = self.anchor() if self.takes("after", "of", "from") else "stage-start"
        return nth, working, anchor

    def limit(self):
        if self.takes("with no time stated", "no time is stated", "no time stated"):
            return Limit("unstated")
        if self.takes("within"):
            quantity = self.quantity()
            limit = Limit("after", quantity, self.start())
            limit.states_start = bool(quantity.clear or limit.start.beginning_with or limit.start.nth)
            return of_each_event(self.tails(limit))
        if self.sees("by the earlier of") or self.sees("by the later of"):
            self.next()
            return self.either()
        if self.takes("by the date given with", "by the date and time given with"):
            return Limit("date-given", start=Start([self.anchor()]))
        if self.word() in ("by", "on"):
            self.next()
            return self.day()
        self.takes("at least")
        quantity = self.quantity()
        if self.takes("before"):
            return self.tails(Limit("before", quantity, Start([self.anchor()]), True))
        start = self.start()
        stated = bool(quantity.clear or start.beginning_with or start.nth)
        if quantity.clear:
            quantity = Quantity(quantity.number + 1, quantity.unit, True)  # whole days between
        return of_each_event(self.tails(Limit("after", quantity, start, stated)))

    def either(self):
        which = self.needs("the earlier of", "the later of").split()[1]
        parts = [self.operand()]
        while self.takes_separator():
            parts.append(self.operand())
        return Limit("either", parts=parts, which=which)

    def day(self):
        """`4pm on the next working day after receipt`, `the day of receipt`."""
        end = None
        if is_time(self.word()):
            end = self.time()
            self.needs("on")
        elif self.takes("close on"):
            end = "close"
        else:
            self.takes("the end of")
        if self.takes("the day of"):
            limit = Limit("after", Quantity(0, "calendar-days"), Start([self.anchor()]), True, zero_days="same-day")
        elif self.takes("the same working day"):
            start = Start(["stage-start"])
            limit = Limit("after", Quantity(0, "working-days"), start, True, zero_days="same-working-day")
        else:
            nth, working, anchor = self.nth_day()
            unit = "working-days" if working else "calendar-days"
            limit = Limit("after", Quantity(nth, unit), Start([anchor]), True)
        limit.end = end
        return self.tails(limit)

    def operand(self):
        if self.takes("("):
            limit = self.either()
            self.needs(")")
            return limit
        if self.takes("the date given with", "the date and time given with"):
            return Limit("date-given", start=Start([self.anchor()]))
        if self.word() == "the" or self.word() == "close" or is_time(self.word()) and self.word(1) == "on":
            return self.day()
        quantity = self.quantity()
        if self.takes("before"):
            return self.tails(Limit("before", quantity, Start([self.anchor()]), True))
        after = self.word() == "after"
        start = self.start()
        stated = bool(quantity.clear or start.beginning_with or start.nth)
        if quantity.clear and after:
            quantity = Quantity(quantity.number + 1, quantity.unit, True)  # whole days between
        return self.tails(Limit("after", quantity, start, stated))

    def tail(self, limit):
        """One of the parts that may follow a count, with or without a comma before it."""
        mark = self.at
        self.takes(",")
        if self.takes("rolling to the next working day", "rolling to a working day"):
            limit.rolls = True
        elif self.takes("whatever day that is"):
            limit.rolls = False
        elif self.takes("at the same time of day"):
            limit.end = "same-time"
        elif self.takes("by close"):
            limit.end = "close"
        elif self.word() == "by" and is_time(self.word(1)):
            self.next()
            limit.end = self.time()
        elif self.takes("during"):
            limit.hours = self.name()
        elif self.takes("on working days only"):
            limit.working_days_only = True
        elif self.word() == "in" and self.peek(1) and not self.sees("in writing"):
            self.next()
            limit.calendar = self.name()
        else:
            self.at = mark
            return False
        return True

    def tails(self, limit):
        while self.tail(limit):
            pass
        return limit

    def measure(self):
        if self.takes("on average"):
            return {"average": True}
        for words, key, strict in (
            ("at least", "percent", None), ("over", "percent", "over"), ("at most", "at_most_percent", None),
            ("under", "at_most_percent", "under"),
        ):
            size = len(words.split())
            if not self.sees(words) or not self.peek(size).endswith("%") and self.peek(size + 1) != "%":
                continue
            self.at += size
            whole, _, part = self.next().rstrip("%").partition(".")
            self.takes("%")
            target = {key: int(whole)}
            if int(part or 0):
                target["hundredths"] = int(part.ljust(2, "0")[:2])
            if strict:
                target[strict] = True
            if self.takes("of"):
                while not self.done() and not self.peek().isdigit() and self.word() not in AFTER_WHAT_IS_MEASURED:
                    self.next()
            return target
        return None

    # --- Conditions -------------------------------------------------------------------------------------------------

    def condition(self):
        terms = [self.all_of()]
        while self.takes("or"):
            terms.append(self.all_of())
        return terms[0] if len(terms) == 1 else ("or", terms)

    def all_of(self):
        terms = [self.term()]
        while self.takes("and"):
            terms.append(self.term())
        return terms[0] if len(terms) == 1 else ("and", terms)

    def term(self):
        if self.takes("not"):
            return ("not", self.term())
        if self.takes("("):
            inner = self.condition()
            self.needs(")")
            return inner
        if self.takes("we have sent"):
            return ("happened", self.name())
        if self.takes("we have not sent"):
            return ("not", ("happened", self.name()))
        if self.takes("received between"):
            first = self.day_and_month()
            self.needs("and")
            return ("received-between", Dates(first, self.day_and_month(), True))
        if self.word() == "received" and self.word(1) in ("before", "by", "after", "from"):
            self.next()
            return ("received-" + self.next().lower(), self.time())
        name = self.name()
        if self.takes("has happened"):
            return ("happened", name)
        if self.takes("has not happened"):
            return ("not", ("happened", name))
        if self.takes("during", "outside"):
            how = self.words[self.at - 1].lower()
            return ("came-" + how, name, self.name())
        if self.takes("on a working day", "on a closed day"):
            which = self.words[self.at - 2].lower()
            return (f"came-on-{which}-day", name, self.name() if self.takes("in") else None)
        if self.takes("on a"):
            days = [WEEKDAYS.index(self.next().lower())]
            while self.word(1) in WEEKDAYS and self.takes(",", "or"):
                days.append(WEEKDAYS.index(self.next().lower()))
            return ("came-on-weekday", name, days)
        if self.takes("is not", "is"):
            negated = self.words[self.at - 1].lower() == "not"
            test = self.test_of(name)
            return ("not", test) if negated else test
        return ("fact", name)

    def test_of(self, name):
        """What is asked of a choice, of a number, or of a fact with values."""
        if self.takes("over"):
            return ("number", name, "over", self.decimal())
        if self.takes("under"):
            return ("number", name, "under", self.decimal())
        if self.takes("at least"):
            return ("number", name, "at-least", self.decimal())
        if self.takes("at most"):
            return ("number", name, "at-most", self.decimal())
        if self.takes("between"):
            first = self.decimal()
            self.needs("and")
            return ("and", [("number", name, "at-least", first), ("number", name, "at-most", self.decimal())])
        if self.fact_values.get(name) == "number":
            return ("number", name, "exactly", self.decimal())
        if name not in self.fact_values:
            return ("choice", name, self.name())
        values = [self.name()]
        while True:
            mark = self.at
            if self.takes(", or", ",", "or") and not self.done() and self.sees_value_of(name):
                values.append(self.name())
            else:
                self.at = mark
                return ("value", name, values)

    def sees_value_of(self, fact):
        mark = self.at
        name = self.name()
        self.at = mark
        return name in self.fact_values[fact]

    def decimal(self):
        return float(self.next().replace(",", ""))

    def value_of(self, fact):
        if fact not in self.fact_values:
            return self.needs("yes", "no") == "yes"
        return self.decimal() if self.fact_values[fact] == "number" else self.name()

    def proviso(self):
        if self.takes(", if", "if"):
            return self.condition()
        if self.takes(", unless", "unless"):
            return ("not", self.condition())
        return None

    # --- What becomes of a clock -------------------------------------------------------------------------------------

    def clock_rule(self, owner):
        if self.takes("the clock stops"):
            if self.takes("while paused"):
                stop = Stop("paused", "resumed")
            else:
                self.needs("from")
                begins = self.name()
                self.needs("until")
                stop = Stop(begins, self.name())
            while self.takes(","):
                found = self.needs("both days included", "only the last day included", "even when overdue")
                if found == "both days included":
                    stop.both_days = True
                elif found == "even when overdue":
                    stop.even_when_overdue = True
            owner.stops.append(stop)
        elif self.takes("the clock starts again at"):
            owner.restarts.append(self.name())
        elif self.takes("warn"):
            owner.warnings.append(self.warning())
            while self.takes(", and", ",", "and"):
                owner.warnings.append(self.warning())
        elif self.sees("may extend") or self.sees("a holding reply extends it"):
            owner.extensions.append(self.extension())
        else:
            return False
        self.ends()
        return True

    def warning(self):
        """So much before, or a share in hundredths of one per cent."""
        if not self.takes("at"):
            quantity = self.quantity()
            self.needs("before")
            return quantity
        whole, _, part = self.next().rstrip("%").partition(".")
        self.takes("%")
        return int(whole) * 100 + int(part.ljust(2, "0")[:2] or 0)

    def extension(self):
        event = "held" if self.takes("a holding reply extends it") else "extended"
        if event == "extended":
            self.needs("may extend")
        extension = Extension("by", event)
        if event == "held":
            extension.notice_limit = "before-due"
        if self.takes("to the date we give"):
            extension.form = "to-date"
        elif self.takes("to"):
            extension.form, extension.limit = "to-limit", self.bare_limit()
        else:
            self.needs("by")
            self.takes("up to")
            extension.by = self.quantity()
            self.tails(extension)
        while self.word() == "," or self.word() == "if":
            self.takes(",")
            if self.word() == "by" and (self.word(1) == "up" or self.peek(1).isdigit() and not is_time(self.word(1))):
                self.next()
                self.takes("up to")
                extension.by = self.quantity()
                self.tails(extension)
            elif self.takes("once"):
                extension.times = 1
            elif self.takes("twice"):
                extension.times = 2
            elif self.peek().isdigit() and self.word(1) == "times":
                extension.times = self.number()
                self.next()
            elif self.takes("for"):
                extension.reasons.append(self.name())
                while self.word() == "," and self.peek(1).startswith('"') or self.word() == "or":
                    self.next()
                    extension.reasons.append(self.name())
            elif self.takes("if told before the due date"):
                extension.notice_limit = "before-due"
            elif self.takes("if told at any time"):
                extension.notice_limit = None
            elif self.takes("if told"):
                extension.notice_limit = self.limit()
            else:
                condition = self.proviso()
                if condition is None:
                    raise NotUnderstood(self.text)
                extension.condition = condition
        return extension

    def bare_limit(self):
        """`to 3 months after receipt`: a limit without its `within`."""
        return self.limit()


class Node:
    def __init__(self, indent, text, fact_values):
        self.indent, self.text, self.children, self.fact_values = indent, text, [], fact_values

    def line(self):
        return Line(self.text, self.fact_values)


def without_comment(text):
    quoted = False
    for position, character in enumerate(text):
        if character == '"':
            quoted = not quoted
        if character == "#" and not quoted:
            return text[:position]
    return text


def tree(text, fact_values):
    root = Node(-1, "", fact_values)
    stack = [root]
    for raw in text.splitlines():
        raw = without_comment(raw.expandtabs(4)).rstrip()
        if not raw.strip():
            continue
        node = Node(len(raw) - len(raw.lstrip()), raw.strip(), fact_values)
        while stack[-1].indent >= node.indent:
            stack.pop()
        stack[-1].children.append(node)
        stack.append(node)
    return root


def is_for_people(line):
    return line.word() in FOR_PEOPLE and not line.sees("measure by") or line.sees("we may vary")


def shifts(line):
    if line.takes("all day"):
        return [(0, 24 * 3600)]
    found = []
    while True:
        start = line.time()
        line.needs("to")
        end = line.time()
        found.append((0 if start == 24 * 3600 else start, end))
        if not line.takes(", and", ",", "and"):
            return found


def weekdays(line):
    if line.takes("every day"):
        return set(range(7))
    found = set()
    while line.word() in WEEKDAYS:
        first = last = WEEKDAYS.index(line.next().lower())
        if line.takes("to"):
            last = WEEKDAYS.index(line.next().lower())
        day = first
        found.add(day)
        while day != last:
            day = (day + 1) % 7
            found.add(day)
        if not line.takes(", and", ",", "and"):
            break
    return found


def received_time(line):
    """The second of the day in `received at 8:30am on`."""
    if not line.takes("received at"):
        return None
    seconds = line.time()
    line.needs("on")
    return seconds


def read_calendar(node):
    calendar = WorkingCalendar(slug(node.text.split(None, 1)[1]))
    for child in node.children:
        line = child.line()
        if is_for_people(line):
            continue
        if line.takes("except bank holidays in"):
            if line.takes("any part of the united kingdom", "any part of the uk"):
                calendar.divisions = ("England and Wales", "Scotland", "Northern Ireland")
            else:
                divisions = []
                while not line.done():
                    if line.takes("england and wales"):
                        divisions.append("England and Wales")
                    elif line.takes("scotland"):
                        divisions.append("Scotland")
                    elif line.takes("northern ireland"):
                        divisions.append("Northern Ireland")
                    else:
                        line.needs(",", "and")
                calendar.divisions = tuple(divisions)
        elif line.takes("except"):
            calendar.closures.append(line.dates())
        elif line.takes("also open"):
            calendar.openings.append(line.dates())
        elif line.takes("open only from"):
            calendar.terms.append(line.dates())
        elif line.takes("received on a closed day counts as"):
            if line.takes("that day"):
                calendar.closed_days_move = False
            else:
                calendar.closed_days_received_at = received_time(line)
                line.needs("the next working day")
                calendar.closed_days_move = True
                calendar.closed_days_condition = line.proviso()
        elif line.takes("received outside"):
            hours = line.name()
            line.needs("counts as received when it next opens")
            calendar.waits_for.append((hours, line.proviso()))
        elif line.sees("received after") or line.sees("received from"):
            line.next()
            inclusive = line.next().lower() == "from"
            seconds = line.time()
            line.needs("counts as")
            received_at = received_time(line)
            to_working_day = line.needs("the next working day", "the next day") == "the next working day"
            calendar.cut_offs.append(CutOff(seconds, inclusive, to_working_day, line.proviso(), received_at))
        elif line.takes("the day of receipt is day"):
            if line.number() == 1:
                calendar.receipt_is_day_one = True
                calendar.day_one_condition = line.proviso()
        else:
            calendar.weekdays |= weekdays(line)
            if not line.done():
                raise NotUnderstood(child.text)
    return calendar


def read_hours(node):
    hours = OpeningHours(slug(node.text.split(None, 1)[1]))
    for child in node.children:
        line = child.line()
        if is_for_people(line):
            continue
        if line.takes("due at closing counts as due when it next opens"):
            hours.due_at_next_opening = True
        elif line.takes("closed on days that are not working days"):
            hours.days_off_shifts = []
            if line.takes("in"):
                hours.follows = line.name()
        elif line.takes("open on days that are not working days"):
            if line.takes("in"):
                hours.follows = line.name()
            hours.days_off_shifts = shifts(line)
        elif line.takes("closed on the day before a bank holiday"):
            if line.takes("in"):
                hours.follows = line.name()
            hours.eve_shifts = []
        elif line.takes("open on the day before a bank holiday"):
            if line.takes("in"):
                hours.follows = line.name()
            hours.eve_shifts = shifts(line)
        elif line.takes("closed"):
            hours.closed_dates.append(line.dates())
        elif line.takes("open"):
            dates = line.dates()
            hours.open_dates.append((dates, shifts(line)))
        else:
            days = weekdays(line)
            found = shifts(line)
            if line.takes("from"):
                hours.seasons.append((days, line.dates(), found))
                continue
            for day in days:
                hours.week.setdefault(day, []).extend(found)
    return hours


def contacts(line, stops):
    """`letter, fax and email`, up to one of the words."""
    found, words = [], []
    while not line.done() and line.word() not in stops:
        if line.takes(",", "and", "or"):
            found.append("-".join(words))
            words = []
            continue
        words.append(line.name())
    if words:
        found.append("-".join(words))
    return [name for name in found if name]


def read_applies(line, charter):
    line.needs("applies to")
    kinds, channels, service = [], [], None
    if not line.takes("any channel"):
        for name in contacts(line, ("by", "to")):
            (channels if name in charter.known_channels else kinds).append(name)
    if line.takes("by"):
        if not line.takes("any channel"):
            channels = contacts(line, ("to",))
    if line.takes("to"):
        service = line.name()
    return kinds, channels, service


def read_stage(node, standard, number, charter, lines):
    stage = Stage(number)
    declare_deeds(charter, lines)
    pending = []
    for child in lines:
        line = child.line()
        if is_for_people(line) or line.takes("applies to", "counts in", "example", "stage"):
            continue
        if line.clock_rule(stage):
            continue
        pending.append(child)
    for child in pending:
        read_promise(child, standard, stage, charter)
    for promise in stage.promises:
        if not promise.by_customer:
            promise.stops = promise.stops + stage.stops
            promise.restarts = stage.restarts + promise.restarts
            promise.warnings = promise.warnings or stage.warnings
            if not promise.holds_for and not promise.repeat:
                promise.extensions = promise.extensions + stage.extensions
    return stage


PROMISED = re.compile(
    r"\bwe (?:will usually|usually|will normally|normally|will aim to|aim to|will endeavour to|endeavour to|try to|will) "
    r"(?:finally )?(" + "|".join(sorted((each.replace("-", " ") for each in ACTIONS), key=len, reverse=True)) + r")\b"
    r'(?: "([^"]*)")?'
)


def declare_deeds(charter, lines):
    """Where a stage promises one action several times, what each is done to makes an event of its own: `sent a decision`."""
    found = [match.groups() for match in (PROMISED.search(child.text) for child in lines) if match]
    for action, done_to in found:
        if done_to and sum(other == action for other, _ in found) > 1:
            event = f"{event_of(slug(action))}-{slug(done_to)}"
            charter.events.setdefault(event, Event(event))


def of_each_event(limit):
    """So much of the earlier or the later of events is the earlier or the later of so much of each."""
    if not limit.start.which:
        return limit
    parts = [replace(limit, start=replace(limit.start, anchors=[each], which="")) for each in limit.start.anchors]
    return Limit("either", parts=parts, which=limit.start.which)


def promise_id(standard, number, action):
    return "/".join([standard.slug] + ([f"stage-{number}"] if standard.has_stages else []) + [action])


def read_action(line):
    words = []
    stops = {"within", "at", "over", "under", "every", "on", "in", "by", "with", "no", "if", "unless", "cites", "rolling", "to"}
    if line.takes("deal with"):
        return "deal-with"
    while not line.done() and line.word() not in stops and not line.peek()[0].isdigit() and not line.is_quoted():
        words.append(line.next())
    action = slug(" ".join(words))
    if action not in ACTIONS:
        raise NotUnderstood(f"{line.text}: {action}")
    return action


def read_promise(node, standard, stage, charter):
    line = node.line()
    condition = None
    if line.takes("if"):
        condition = line.condition()
        line.takes(",")
    line.needs("we")
    if line.takes("ask for"):
        asked_for = line.name()
        event = "received" if asked_for == "receipt" else asked_for
        action = "ask-for-" + asked_for
        promise = Promise(promise_id(standard, stage.number, action), action, event, stage.number)
        promise.by_customer = True
    else:
        strength = "will"
        if line.takes("will usually", "usually", "will normally", "normally"):
            strength = "usually"
        elif line.takes("will aim to", "aim to", "will endeavour to", "endeavour to", "try to"):
            strength = "aim to"
        else:
            line.needs("will")
        finally_ = bool(line.takes("finally"))
        action, event = read_action(line), None
        if line.is_quoted():
            done_to = line.name()
            event = f"{event_of(action)}-{done_to}"
            action, event = f"{action}-{done_to}", event if event in charter.events else event_of(action)
        prefix = "finally-" if finally_ else ""
        promise = Promise(promise_id(standard, stage.number, prefix + action), prefix + action, event or event_of(action),
                          stage.number, strength, finally_)
    promise.standard = standard
    line.takes(*MANNERS)
    promise.target = line.measure()
    stage.promises.append(promise)
    if line.takes("every"):
        if line.word(1) == "to":  # of a range, the later end is promised
            line.next()
            line.needs("to")
        promise.repeat = line.quantity()
        promise.repeat_start = "stage-start"
        while line.word() in ("until", "beginning"):
            if line.takes("until"):
                promise.repeat_until = line.name()
            else:
                line.needs("beginning with")
                promise.repeat_start = line.anchor()
        unit = promise.repeat
        promise.repeat_limit = Limit("after", unit, Start([promise.repeat_start]))
    elif not line.done() and line.word() not in ("if", "unless", "cites"):
        promise.limits.append(line.limit())
    rest = line.proviso()
    if rest is not None:
        condition = rest if condition is None else ("and", [condition, rest])
    promise.condition = condition
    line.for_staff()
    line.ends()
    tiers = 1
    after = []
    for child in node.children:
        line = child.line()
        if is_for_people(line) or line.clock_rule(promise):
            continue
        if line.takes("otherwise we"):
            line.takes("will", "aim to", "will usually", "usually")
            action = read_action(line)
            line.needs("by then")
            line.ends()
            hold = Promise(promise_id(standard, stage.number, action), action, event_of(action), stage.number)
            hold.holds_for, hold.standard, hold.condition = promise, standard, condition
            after.append(hold)
        elif line.takes("otherwise"):
            limit = line.limit()
            line.ends()
            promise.limits.append(limit)
        elif line.word() == "and":
            line.next()
            line.takes("always")
            tiers += 1
            name = f"{promise.action}-{tiers}"
            tier = Promise(promise_id(standard, stage.number, name), promise.action, promise.event, stage.number)
            tier.standard = standard
            tier.target = line.measure()
            limit = line.limit()
            tier.condition = line.proviso()
            line.for_staff()
            line.ends()
            tier.limits.append(limit)
            after.append(tier)
        else:
            limit = line.limit()
            limit.condition = line.proviso()
            line.ends()
            promise.limits.append(limit)
    for other in after:  # what is stated below a promise holds for its tiers
        other.warnings = promise.warnings
        if other.holds_for is None:
            other.stops, other.restarts, other.extensions = promise.stops, promise.restarts, promise.extensions
    stage.promises.extend(after)


def read_window(line):
    window = Window()
    if line.takes("from"):
        window.opens = line.limit()
        mark = line.at
        line.takes(",")
        if line.takes("for"):
            quantity = line.quantity()
            window.lasting = line.tails(Limit("after", quantity, Start(["opening"]), True))
        else:
            line.at = mark
    elif not line.done() and line.word() not in (",", "cites"):
        window.limit = line.limit()
    while line.takes(","):
        found = line.needs("later requests are refused", "early requests are refused", "early requests count",
                           "early requests wait until then")
        if found == "later requests are refused":
            window.late_requests_refused = True
        else:
            window.early_requests = {"refused": "refused", "count": "count", "then": "wait"}[found.split()[-1]]
    line.ends()
    return window


def read_standard(node, charter):
    name = node.text.split(None, 1)[1].strip('"')
    standard = Standard(name, slug(name))
    charter.standards.append(standard)
    stages = [child for child in node.children if child.line().word() == "stage"]
    standard.has_stages = bool(stages)
    own = Stage(0)
    for child in node.children:
        line = child.line()
        if line.sees("applies to"):
            kinds, channels, service = read_applies(line, charter)
            standard.applies.append((kinds, channels, service))
        elif line.takes("counts in"):
            standard.calendar = line.name()
        elif line.takes("example"):
            standard.examples.append(read_example(child, charter))
        elif stages and not is_for_people(line) and line.word() != "stage":
            if not line.clock_rule(own):
                raise NotUnderstood(child.text)
    if not stages:
        standard.stages.append(read_stage(node, standard, 1, charter, node.children))
        return
    for child in stages:
        line = child.line()
        line.needs("stage")
        number = line.number()
        window = read_window(line) if line.takes("if the customer asks") else None
        stage = read_stage(child, standard, number, charter, child.children)
        stage.window = window
        for promise in stage.promises:
            if not promise.by_customer:
                promise.stops = promise.stops + own.stops
                promise.restarts = own.restarts + promise.restarts
                promise.warnings = promise.warnings or own.warnings
                if not promise.holds_for and not promise.repeat:
                    promise.extensions = promise.extensions + own.extensions
        standard.stages.append(stage)


def iso(line):
    """A date, with a time if one follows."""
    day = line.date()
    if line.takes("at"):
        seconds = line.time()
        return f"{day}T{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return str(day)


def read_example(node, charter):
    example = Example(node.text.split(None, 1)[1].strip('"'))
    events, facts = [], {}
    for position, child in enumerate(node.children):
        line = child.line()
        stage = 0
        if line.word() == "stage":
            line.next()
            stage = line.number()
        if position == 0:
            words = contacts(line, ("by", "to", "received"))
            contact = {"channel": None, "kind": None, "service": None}
            if words:
                contact["channel" if words[0] in charter.known_channels else "kind"] = words[0]
            if line.takes("by"):
                contact["channel"] = contacts(line, ("to", "received"))[0]
            if line.takes("to"):
                contact["service"] = line.name()
            line.needs("received")
            events.append({"event": "received", "at": iso(line)})
            example.case.update(contact)
        elif line.takes("given"):
            while not line.done():
                holds = not line.takes("not")
                fact = line.name()
                facts[fact] = line.value_of(fact) if line.takes("is") else holds
                line.takes(", and", ",", "and")
        elif line.takes("choosing"):
            while not line.done():
                choice = line.name()
                line.needs("is")
                example.choices[choice] = line.name()
                line.takes(", and", ",", "and")
        elif line.sees("asked on") or line.word() == "asked" and line.has_date():
            line.next()
            example.at = iso(line)
        else:
            read_example_line(line, stage, example, events)
    example.case["events"], example.case["facts"] = events, facts
    return example


def read_example_line(line, stage, example, events):
    prefix = f"stage-{stage}/" if stage else ""
    if line.takes("the customer asked"):
        events.append({"event": prefix + "escalated", "at": iso(line)})
        return
    if line.is_quoted():
        name = line.name()
    else:
        words = []
        while line.word() not in ("by", "is", "does", "on") and not line.has_date():
            words.append(line.next())
        name = slug(" ".join(words))
    if line.takes("by"):
        example.expected.append((prefix + name, "by", iso(line)))
    elif line.takes("is"):
        example.expected.append((prefix + name, "is", line.name()))
    elif line.takes("does not apply"):
        example.expected.append((prefix + name, "does not apply", None))
    else:
        event = {"event": prefix + name, "at": iso(line)}
        if line.takes("until"):
            event["until"] = iso(line)
        if line.takes("because"):
            event["reason"] = line.next().strip('"')
        events.append(event)


def read_variation(node, charter):
    line = node.line()
    line.needs("variation")
    name = line.name()
    line.needs("from")
    first = line.date()
    last = line.date() if line.takes("until") else None
    variation = Variation(name, name, first, last)
    for child in node.children:
        line = child.line()
        if is_for_people(line):
            continue
        standard = line.name()
        stage = 1
        if line.takes("stage"):
            stage = line.number()
        finally_ = bool(line.takes("finally"))
        action = read_action(line)
        if line.is_quoted():
            action += "-" + line.name()
        line.takes(*MANNERS)
        target = line.measure()
        limit = line.limit()
        limit.condition = line.proviso()
        line.ends()
        variation.lines.append(VariationLine(standard, stage, action, finally_, target, limit))
    charter.variations.append(variation)


def read_charter_line(line, charter):
    if line.takes("id"):
        charter.id = line.text.split(None, 1)[1].strip('"')
    elif line.takes("version"):
        charter.version = line.text.split(None, 1)[1].strip('"')
    elif line.takes("in force"):
        first = line.date() if line.takes("from") else None
        last = line.date() if line.takes("until") else None
        charter.in_force = (first, last)
    elif line.takes("zone"):
        charter.zone = line.text.split(None, 1)[1].strip('"')
    elif line.takes("the case ends at"):
        charter.ends.append(line.name())
        while line.takes(", and", ",", "and", "or"):
            charter.ends.append(line.name())
    elif line.takes("one ring is"):
        charter.ring_milliseconds = round(float(line.next()) * 1000)
    elif not is_for_people(line):
        return False
    return True


def read(text):
    """The charter that a text states."""
    charter = Charter()
    root = tree(text, charter.fact_values)
    charter.known_channels = list(CHANNELS)
    nodes = []
    for node in root.children:
        nodes.append(node)
        if node.line().word() == "charter":
            nodes.extend(node.children)
    names = [node for node in nodes if node.line().word() in ("kind", "channel", "service", "fact", "event", "choice")]
    for node in names:
        line = node.line()
        sort = line.next().lower()
        name = line.name()
        line.why()
        if sort == "event":
            event = Event(name)
            while not line.done():
                if line.takes("by the customer"):
                    event.by_customer = True
                else:
                    line.needs("known beforehand")
                    event.known_beforehand = True
            charter.events[name] = event
        elif sort == "choice":
            options, default = [], None
            for child in node.children:
                option = child.line()
                if option.takes("option"):
                    options.append(option.name())
                    option.why()
                    if option.takes("by default"):
                        default = options[-1]
            charter.choices[name] = {"options": options, "default": default}
        elif sort == "fact":
            read_fact(line, name, charter)
        else:
            {"kind": charter.kinds, "channel": charter.known_channels, "service": charter.services}[
                sort].append(name)
    for node in nodes:
        line = node.line()
        word = line.word()
        if word == "charter":
            charter.title = node.text.split(None, 1)[1].strip('"')
        elif word == "calendar":
            calendar = read_calendar(node)
            charter.calendars[calendar.name] = calendar
        elif word == "hours":
            hours = read_hours(node)
            charter.hours[hours.name] = hours
        elif word == "standard":
            read_standard(node, charter)
        elif word == "variation":
            read_variation(node, charter)
        elif node not in names and not read_charter_line(line, charter):
            raise NotUnderstood(node.text)
    link(charter)
    return charter


def read_fact(line, name, charter):
    charter.facts.append(name)
    if line.takes("is a number"):
        charter.fact_values[name] = "number"
    elif line.takes("is one of"):
        values = [line.name()]
        while line.takes(",", "or"):
            values.append(line.name())
        charter.fact_values[name] = values
    else:
        line.takes("is yes or no")
    line.why()
    if line.takes("by default"):
        given = line.next()
        charter.fact_defaults[name] = float(given.replace(",", "")) if charter.fact_values[name] == "number" else slug(given)
    line.ends()


def link(charter):
    """What a standard, hours or a promise take where nothing is named."""
    from zones import zone

    only = next(iter(charter.calendars)) if len(charter.calendars) == 1 else None
    for standard in charter.standards:
        standard.calendar = standard.calendar or only
        services = {service for _, _, service in standard.applies}
        named = [service for service in services if service in charter.hours]
        if named:
            standard.hours = named[0]
        elif len(charter.hours) == 1:
            standard.hours = next(iter(charter.hours))
        for stage in standard.stages:
            for promise in stage.promises:
                for variation in charter.variations:
                    lines = [
                        line for line in variation.lines
                        if line.standard == standard.slug and line.stage == stage.number
                        and promise.id.endswith("/" + ("finally-" if line.finally_ else "") + line.action)
                    ]
                    if lines:
                        promise.variations.append((variation, lines))
    for hours in charter.hours.values():
        hours.zone = zone(charter.zone)
        name = hours.follows or only
        if (hours.days_off_shifts is not None or hours.eve_shifts is not None) and name:
            hours.calendar = charter.calendars[name]
