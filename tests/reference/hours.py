"""When a place is open, as stretches of instants, and how open time is counted.

See "Hours" in docs/counting.md: a shift belongs to the day on which it begins.
"""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Optional

from bank_holidays import is_bank_holiday
from working_days import FIRST_DAY, LAST_DAY, BeyondCalendar, OutOfRange

DAY = timedelta(days=1)


@dataclass
class OpeningHours:
    name: str
    week: dict = field(default_factory=dict)  # weekday -> shifts in seconds of the day; over midnight ends before it begins
    closed_dates: list = field(default_factory=list)
    open_dates: list = field(default_factory=list)  # (dates, shifts)
    follows: Optional[str] = None  # the calendar whose days off take the place of what the weekday says
    days_off_shifts: Optional[list] = None  # [] is closed
    seasons: list = field(default_factory=list)  # (weekdays, dates, shifts): the last that names a day wins
    eve_shifts: Optional[list] = None  # on the day before a bank holiday, where it has hours at all
    calendar: Optional[object] = None
    zone: Optional[object] = None
    due_at_next_opening: bool = False  # time that runs out at the very moment of closing

    def shifts(self, day):
        """The shifts that begin on this day."""
        for dates, shifts in self.open_dates:
            if day in dates:
                return shifts
        if any(day in dates for dates in self.closed_dates):
            return []
        if self.days_off_shifts is not None:
            self.calendar.touch(day)
            if not self.calendar.is_open(day):
                return self.days_off_shifts
        usual = self.week.get(day.weekday(), [])
        for weekdays, dates, shifts in self.seasons:
            if day.weekday() in weekdays and day in dates:
                usual = shifts
        if self.eve_shifts is not None and day < LAST_DAY:
            self.calendar.touch(day + DAY)
            if usual and is_bank_holiday(day + DAY, self.calendar.divisions, self.calendar.known_on):
                return self.eve_shifts
        return usual

    def moment(self, day, seconds, last):
        if seconds >= 24 * 3600:
            return self.zone.start_of_next_day(day)
        local = datetime.combine(day, time()) + timedelta(seconds=seconds)
        return self.zone.instant(local, last)

    def spans_of(self, day):
        spans = []
        for start, end in self.shifts(day):
            begins = self.moment(day, start, False)
            ends = self.moment(day, end, True) if end > start else self.moment(day + DAY, end, True)
            if ends > begins:
                spans.append((begins, ends))
        return sorted(spans)

    def closes_with_calendar(self):
        """Whether days that are not working days are closed altogether."""
        return self.days_off_shifts == [] and self.calendar is not None

    def last_possible_day(self):
        """The last day that may be open: that of the calendar, or one for which an opening is stated."""
        stated = [LAST_DAY if dates.every_year else dates.last for dates, _ in self.open_dates]
        return max([self.calendar.last_possible_day()] + stated)

    def last_open_day(self):
        day = self.last_possible_day()
        while not self.spans_of(day):
            day -= DAY
        return day

    def first_possible_day(self):
        stated = [FIRST_DAY if dates.every_year else dates.first for dates, _ in self.open_dates]
        return min([self.calendar.first_possible_day()] + stated)

    def first_open_day(self):
        day = self.first_possible_day()
        while not self.spans_of(day):
            day += DAY
        return day

    def closing(self, day):
        """When the last shift that begins on this day ends, or nothing on a day without one."""
        spans = self.spans_of(day)
        return max(end for _, end in spans) if spans else None


@dataclass
class AllDayOnWorkingDays:
    """`24 hours on working days only`: the hours of working days, all day long."""

    calendar: object
    zone: object

    def closes_with_calendar(self):
        return True

    def last_possible_day(self):
        return self.calendar.last_possible_day()

    def last_open_day(self):
        return self.calendar.last_working_day()

    def first_possible_day(self):
        return self.calendar.first_possible_day()

    def first_open_day(self):
        return self.calendar.first_working_day()

    def spans_of(self, day):
        if not self.calendar.is_open(day):
            return []
        return [(self.zone.start_of_day(day), self.zone.start_of_next_day(day))]


def next_opening(hours, instant):
    """The moment itself where the place is open then, else when it next opens."""
    return add_open_time(hours, instant, 1) - 1


def without(span, gaps):
    """What is left of a stretch without the gaps in it."""
    pieces = [span]
    for gap_start, gap_end in gaps:
        rest = []
        for start, end in pieces:
            if gap_end <= start or end <= gap_start:
                rest.append((start, end))
                continue
            if start < gap_start:
                rest.append((start, gap_start))
            if gap_end < end:
                rest.append((gap_end, end))
        pieces = rest
    return pieces


def eve(hours, instant):
    """The day before, of which a shift may go on past midnight; the day itself where nothing is known of the one before."""
    day = hours.zone.day(instant)
    try:
        hours.spans_of(day - DAY)
        return day - DAY
    except OutOfRange:
        return day


def add_open_time(hours, start, amount, gaps=()):
    """Where so many milliseconds of open time have passed since an instant, without the gaps."""
    day = eve(hours, start)
    seen_until = start  # what is open twice, by two shifts that overlap, counts once
    while True:
        for begin, end in hours.spans_of(day):
            begin = max(begin, seen_until)
            if end <= begin:
                continue
            seen_until = end
            for piece_start, piece_end in without((begin, end), gaps):
                if amount <= piece_end - piece_start:
                    return piece_start + amount
                amount -= piece_end - piece_start
        day += DAY
        if hours.closes_with_calendar() and LAST_DAY > hours.last_possible_day() < day:
            raise BeyondCalendar(f"calendar ends {hours.last_open_day()}")
        if day > LAST_DAY:
            raise OutOfRange()


def subtract_open_time(hours, start, amount):
    day = hours.zone.day(start) + DAY
    seen_from = start
    while True:
        for begin, end in reversed(hours.spans_of(day)):
            end = min(end, seen_from)
            if end <= begin:
                continue
            seen_from = begin
            if amount <= end - begin:
                return end - amount
            amount -= end - begin
        day -= DAY
        if hours.closes_with_calendar() and FIRST_DAY < hours.first_possible_day() > day:
            raise BeyondCalendar(f"calendar begins {hours.first_open_day()}")
        if day < FIRST_DAY:
            raise OutOfRange()


def open_time_between(hours, start, end, gaps=()):
    total = 0
    day = eve(hours, start)
    seen_until = start
    while day <= hours.zone.day(end):
        for begin, finish in hours.spans_of(day):
            begin, finish = max(begin, seen_until), min(finish, end)
            if finish <= begin:
                continue
            seen_until = finish
            total += sum(b - a for a, b in without((begin, finish), gaps))
        day += DAY
    return total
