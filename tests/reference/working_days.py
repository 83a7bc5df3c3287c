"""Which days are working days, and as which day something that came counts.

Days are looked at one by one. See "Days" in docs/counting.md.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Optional

from bank_holidays import LAST_PUBLISHED_YEAR, is_bank_holiday

DAY = timedelta(days=1)
FIRST_DAY, LAST_DAY = date(1972, 1, 1), date(2100, 12, 31)


BEYOND_CALENDAR = ("calendar ends ", "calendar begins ")


class BeyondCalendar(Exception):
    """A calendar that is open only in terms has no day after the last of them, and none before the first."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


class OutOfRange(Exception):
    """Days are counted from 1972 to 2100."""


@dataclass
class Dates:
    """One stretch of days, or one that comes every year: then the years of both ends are ignored. Or the third Monday of a
    month, every year."""

    first: date
    last: date
    every_year: bool = False
    weekday: Optional[int] = None  # of the month of both ends, from 0 for Monday
    nth: Optional[int] = None  # of that weekday; without it the last

    def __contains__(self, day):
        if self.weekday is not None:
            if day.month != self.first.month or day.weekday() != self.weekday:
                return False
            return (day + 7 * DAY).month != day.month if self.nth is None else (day.day - 1) // 7 + 1 == self.nth
        if not self.every_year:
            return self.first <= day <= self.last
        start, end, this = (self.first.month, self.first.day), (self.last.month, self.last.day), (day.month, day.day)
        return start <= this <= end if start <= end else this >= start or this <= end


@dataclass
class CutOff:
    seconds: int
    inclusive: bool  # `from 4pm`; `after 5pm` is later than that second
    to_working_day: bool  # else the next day of the week
    condition: Optional[object] = None
    received_at: Optional[int] = None  # the second of that day at which it counts as received

    def applies(self, second_of_day):
        return second_of_day >= self.seconds if self.inclusive else second_of_day > self.seconds


@dataclass
class WorkingCalendar:
    name: str
    weekdays: set = field(default_factory=set)
    divisions: tuple = ()
    closures: list = field(default_factory=list)
    openings: list = field(default_factory=list)
    terms: list = field(default_factory=list)
    cut_offs: list = field(default_factory=list)
    closed_days_move: Optional[bool] = None  # `received on a closed day counts as the next working day`
    closed_days_condition: Optional[object] = None
    closed_days_received_at: Optional[int] = None
    waits_for: list = field(default_factory=list)  # (hours, condition): what comes outside them counts when they next open
    receipt_is_day_one: bool = False
    day_one_condition: Optional[object] = None
    known_on: Optional[date] = None
    projected: bool = False  # whether a day past the published bank holidays was looked at
    seen: dict = field(default_factory=dict)  # day -> whether it is open, and whether bank holidays past the published decided

    def know_on(self, known_on):
        """Leaves out what was announced later."""
        if known_on != self.known_on:
            self.known_on, self.seen = known_on, {}

    def gives_a_time(self):
        """Whether it says at which time something counts as received: then hours by the clock ask it too."""
        times = [cut_off.received_at for cut_off in self.cut_offs] + [self.closed_days_received_at]
        return bool(self.waits_for) or any(time is not None for time in times)

    def touch(self, day):
        """Opening hours that follow the calendar rest on the bank holidays of the day, whichever day of the week it is."""
        self.projected |= bool(self.divisions) and day.year > LAST_PUBLISHED_YEAR

    def is_open(self, day):
        if day not in self.seen:
            self.seen[day] = self.look_up(day)
        is_open, projected = self.seen[day]
        self.projected |= projected
        return is_open

    def look_up(self, day):
        """Whether a day is open, and whether that hangs on bank holidays that are not published yet."""
        if self.divisions and day.year < 1990:
            raise OutOfRange()  # no bank holiday is known from before
        projected = bool(self.divisions) and day.year > LAST_PUBLISHED_YEAR
        if any(day in dates for dates in self.openings):
            return True, projected
        if day.weekday() not in self.weekdays:
            return False, False
        if self.terms and not any(day in dates for dates in self.terms):
            return False, False
        if any(day in dates for dates in self.closures):
            return False, False
        return not is_bank_holiday(day, self.divisions, self.known_on), projected

    def last_possible_day(self):
        """Of a calendar that ends, the last day that may be open."""
        if self.weekdays and not self.terms:
            return LAST_DAY
        if any(dates.every_year for dates in self.terms + self.openings):
            return LAST_DAY
        return max(dates.last for dates in self.terms + self.openings)

    def last_working_day(self):
        day = self.last_possible_day()
        while day >= FIRST_DAY and not self.is_open(day):
            day -= DAY
        return day

    def first_possible_day(self):
        """Of a calendar that begins, the first day that may be open."""
        if self.weekdays and not self.terms or any(dates.every_year for dates in self.terms + self.openings):
            return FIRST_DAY
        return min(dates.first for dates in self.terms + self.openings)

    def first_working_day(self):
        day = self.first_possible_day()
        while not self.is_open(day):
            day += DAY
        return day

    def step(self, day, direction):
        """The day after or before, as far as there is one."""
        day += direction * DAY
        if direction > 0 and day > self.last_possible_day():
            if self.last_possible_day() < LAST_DAY:
                raise BeyondCalendar(f"calendar ends {self.last_working_day()}")
            raise OutOfRange()
        if direction < 0 and day < self.first_possible_day():
            raise BeyondCalendar(f"calendar begins {self.first_working_day()}")
        if day < FIRST_DAY or day > LAST_DAY:
            raise OutOfRange()
        return day

    def on_or_after(self, day):
        while not self.is_open(day):
            day = self.step(day, 1)
        return day

    def on_or_before(self, day):
        while not self.is_open(day):
            day = self.step(day, -1)
        return day

    def after(self, day):
        return self.on_or_after(self.step(day, 1))

    def before(self, day):
        return self.on_or_before(self.step(day, -1))

    def between(self, first, last, lost=frozenset()):
        """How many working days lie after the first day, up to and including the last."""
        count = 0
        while first < last:
            first += DAY
            if self.is_open(first) and first not in lost:
                count += 1
        return count

    def counts_as(self, day, second_of_day, holds):
        """The day as which something of the customer's counts that came on this day, at this second if that is known; and the
        second of that day, where a rule says one."""
        closed_days_move = bool(self.closed_days_move) and holds(self.closed_days_condition)
        if not self.is_open(day):
            return (self.on_or_after(day), self.closed_days_received_at) if closed_days_move else (day, None)
        if second_of_day is None:
            return day, None
        for cut_off in self.cut_offs:
            if not holds(cut_off.condition) or not cut_off.applies(second_of_day):
                continue
            if cut_off.to_working_day:
                return self.after(day), cut_off.received_at
            next_day = day + DAY
            return self.on_or_after(next_day) if closed_days_move else next_day, cut_off.received_at
        return day, None

    def starts_on_day_one(self, holds):
        return self.receipt_is_day_one and holds(self.day_one_condition)
