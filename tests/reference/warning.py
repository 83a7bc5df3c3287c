"""When a promise warns before it is due.

See "Warnings" in docs/counting.md.
"""

from charter import Limit
from counting import DAY, DAY_UNITS, StartOfClock
from hours import AllDayOnWorkingDays, subtract_open_time
from working_days import BeyondCalendar, OutOfRange

WHOLE = 10_000  # 100% in hundredths of one per cent


def warnings_of(counter, promise, deadline, standard):
    """The moments, in order, each once."""
    found = set()
    for warning in promise.warnings:
        try:
            if isinstance(warning, int):
                at = share_passed(counter, warning, deadline)
            else:
                at = so_much_before(counter, warning, promise, deadline, standard)
        except (BeyondCalendar, OutOfRange):
            continue
        if at is not None:
            found.add(at)
    start = deadline.began or deadline.start
    if start is not None and not deadline.is_back:
        begins = start.instant if start.instant is not None else counter.zone.start_of_day(start.day)
        found = {max(each, begins) for each in found}
    return sorted(found)


def so_much_before(counter, quantity, promise, deadline, standard):
    """Counted back from when it is due: in days to the beginning of that day, in hours to the moment."""
    own = promise.holds_for or promise
    limits = [own.repeat_limit] if own.repeat else [count for limit in own.limits for count in limit.counts()]
    if quantity.unit in DAY_UNITS:
        limit = Limit("before", quantity, calendar=calendar_of(limits, standard))
        due = StartOfClock("due", deadline.day, deadline.at)
        return counter.zone.start_of_day(counter.days_before(limit, due, standard).day)
    due = counter.zone.start_of_next_day(deadline.day) if deadline.whole_day else deadline.at
    amount = counter.milliseconds(quantity)
    if quantity.unit in ("working-hours", "working-minutes"):
        return subtract_open_time(hours_of(counter, limits, standard), due, amount)
    return due - amount


def calendar_of(limits, standard):
    """That of the first limit that is counted by a calendar, else of the standard."""
    for limit in limits:
        if limit.quantity and limit.quantity.unit in DAY_UNITS or limit.start and limit.start.nth:
            return limit.calendar or standard.calendar
    return standard.calendar


def hours_of(counter, limits, standard):
    """Those of the first limit that has hours, else of the standard."""
    for limit in limits:
        if limit.working_days_only:
            return AllDayOnWorkingDays(counter.calendar_of(limit, standard), counter.zone)
        if limit.end == "close" or limit.quantity and limit.quantity.unit in ("working-hours", "working-minutes"):
            return counter.hours_of(limit, standard)
    return counter.charter.hours[standard.hours]


def share_passed(counter, share, deadline):
    """What is left of its time, in whole units, is counted back from when it is due."""
    if deadline.is_back:
        return None
    if deadline.tick in ("working_days", "calendar_days"):
        all_days, day = 0, deadline.eve
        standstills = counter.dated(deadline.standstills, deadline.calendar)
        while day < deadline.day:
            day += DAY
            counts = deadline.tick == "calendar_days" or deadline.calendar.is_open(day)
            all_days += counts and not any(standstill.loses(day) for standstill in standstills)
        day = deadline.day
        for _ in range(all_days * (WHOLE - share) // WHOLE):
            day = deadline.calendar.before(day) if deadline.tick == "working_days" else day - DAY
        return counter.zone.start_of_day(day)
    unit = 1 if deadline.tick == "milliseconds" else 1000
    left = deadline.amount // unit * (WHOLE - share) // WHOLE * unit
    return deadline.at - left if deadline.hours is None else subtract_open_time(deadline.hours, deadline.at, left)
