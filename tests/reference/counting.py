"""From a start to the last moment that is on time: one clock, with the time in which it stood still.

See "Days", "Hours" and "Stops, restarts, extensions" in docs/counting.md. Days are counted one at a time.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Optional

from case import Moment, Refused
from hours import AllDayOnWorkingDays, add_open_time, next_opening, open_time_between, subtract_open_time
from working_days import FIRST_DAY, LAST_DAY, BeyondCalendar, OutOfRange
from zones import HOUR, MINUTE, SECOND, whole_seconds

DAY = timedelta(days=1)
DAY_UNITS = ("working-days", "calendar-days", "weeks", "months", "years")
HOUR_UNITS = {"working-hours": HOUR, "working-minutes": MINUTE, "hours": HOUR, "minutes": MINUTE, "seconds": SECOND}


class Stopped(Exception):
    """The clock stands still: there is no due date."""


@dataclass(frozen=True)
class StartOfClock:
    """The event that a clock counts from."""

    event: str
    day: date
    instant: Optional[int]  # nothing where only the day is known
    at: Optional[object] = None  # the moment of the event, nothing while a due date stands in for it
    by_customer: bool = False
    end_of_its_day: bool = False  # a due date that stands in, at the end of its day

    def stands_in(self):
        return self.at is None


@dataclass(frozen=True)
class Standstill:
    """A stop that has begun, and its resumption if that has come."""

    begins: object  # Moment
    ends: Optional[object]
    last_day: Optional[date]  # the day as which the resumption counts
    both_days: bool = False
    even_when_overdue: bool = False
    resumption: Optional[StartOfClock] = None  # as which day it counts is for the calendar of the clock to say
    by_deed: bool = False  # what was promised was done while it was not over
    goes_on: bool = False  # it is not over, and is looked at as if it were

    def loses(self, day):
        if day == self.begins.day:
            return self.both_days
        return self.begins.day < day <= self.last_day


@dataclass
class Deadline:
    at: int  # the last instant on time
    day: date
    tick: str
    # For what an extension by calendar days or months counts from: a day, and the months that were added to it.
    base: Optional[date] = None
    months: int = 0
    inclusive: bool = False
    whole_day: bool = False  # ends with its day
    calendar: Optional[object] = None
    hours: Optional[object] = None
    amount: int = 0  # milliseconds of a limit in hours
    start: Optional[object] = None
    is_date_given: bool = False
    stays: bool = False  # whatever stands still: the limit itself is a date that was given
    standstills: list = field(default_factory=list)
    # For a share of its time: the day after which a count in days begins, before any day of it.
    eve: Optional[date] = None
    is_back: bool = False  # counted back
    began: Optional[object] = None  # where it was put off: the start of the promise's own clock
    receiving: Optional[object] = None  # of a limit in hours: the calendar that says when something counts as received

    def moment_is_late(self, moment):
        """Whether something of that moment comes after it."""
        if not moment.is_timed():
            if self.tick in ("working_seconds", "seconds", "milliseconds"):
                raise Refused("counted in hours: the time of day is needed")
            return moment.start > self.at
        if self.tick == "milliseconds":
            return moment.instant > self.at
        return whole_seconds(moment.instant) > whole_seconds(self.at)


def in_hours(quantity):
    return quantity.unit in HOUR_UNITS or quantity.unit == "rings"


def lost_between(first, last, standstills):
    """The days after the first, up to the last, on which the clock stood still."""
    count, day = 0, first
    while day < last:
        day += DAY
        count += any(standstill.loses(day) for standstill in standstills)
    return count


def checked(day):
    if day < FIRST_DAY or day > LAST_DAY:
        raise OutOfRange()
    return day


def corresponding(day, months, inclusive):
    """The corresponding date, or the last day of a month that has none. Where the first day counts, the day before it."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    if not 1970 <= year <= 2101:
        raise OutOfRange()
    try:
        end = date(year, month + 1, day.day)
    except ValueError:
        return date(year + month // 11, (month + 1) % 12 + 1, 1) - DAY
    return end - DAY if inclusive else end


class Counter:
    """Counts for one charter: it knows the zone, the calendars, the hours, and which conditions hold."""

    def __init__(self, charter, zone, holds):
        self.charter, self.zone, self.holds = charter, zone, holds

    def calendar_of(self, limit, standard):
        name = getattr(limit, "calendar", None) or standard.calendar
        return self.charter.calendars.get(name)

    def hours_of(self, limit, standard):
        name = getattr(limit, "hours", None) or standard.hours
        return self.charter.hours.get(name)

    def milliseconds(self, quantity):
        if quantity.unit == "rings":
            total = quantity.number * self.charter.ring_milliseconds
            return -(-total // SECOND) * SECOND
        return quantity.number * HOUR_UNITS[quantity.unit]

    # --- Days -------------------------------------------------------------------------------------------------------

    def counted_day(self, start, calendar):
        """The day as which a start counts: what the customer sends may count as a later day's."""
        return self.received(start, calendar)[0]

    def received(self, start, calendar):
        """The day as which a start counts, and the instant, where it counts as received later at a certain time."""
        if not start.by_customer or calendar is None:
            return start.day, None
        calendars = list(self.charter.calendars.values())
        flags = [each.projected for each in calendars]
        try:
            return self.moved_receipt(start, calendar)
        finally:  # as what something counts is no count that rests on bank holidays
            for each, was in zip(calendars, flags):
                each.projected = was

    def received_at(self, start, calendar):
        """The instant as which a start counts, where a rule gives a time for it: for what counts from a time, and not from a day."""
        if not start.by_customer or calendar is None or not calendar.gives_a_time():
            return None
        has_time = any(self.holds(condition) for _, condition in calendar.waits_for)
        if not has_time:
            was = calendar.projected
            if not calendar.is_open(start.day):
                has_time = calendar.closed_days_received_at is not None
            else:
                has_time = any(each.received_at is not None for each in calendar.cut_offs if self.holds(each.condition))
            calendar.projected = was
        return self.received(start, calendar)[1] if has_time else None

    def moved_receipt(self, start, calendar):
        for name, condition in calendar.waits_for:
            if not self.holds(condition):
                continue
            hours = self.charter.hours[name]
            begins = start.instant if start.instant is not None else self.zone.start_of_day(start.day)
            ends = begins + 1 if start.instant is not None else self.zone.start_of_next_day(start.day)
            if open_time_between(hours, begins, ends) > 0:
                return start.day, None
            opens = next_opening(hours, begins)
            return self.zone.day(opens), opens
        second = None
        if start.instant is not None:
            local = self.zone.local(start.instant)
            second = local.hour * 3600 + local.minute * 60 + local.second
        day, at = calendar.counts_as(start.day, second, self.holds)
        return day, None if at is None else self.zone.instant(datetime.combine(day, time()) + timedelta(seconds=at))

    def first_day(self, limit, start, calendar):
        """Day 0, and whether that day counts as the first."""
        day = self.counted_day(start, calendar)
        spec = limit.start
        if spec and spec.nth:
            for _ in range(spec.nth):
                day = calendar.after(day) if spec.nth_working else checked(day + DAY)
        inclusive = bool(spec and spec.beginning_with == "of")
        if start.by_customer and calendar and not limit.states_start and calendar.starts_on_day_one(self.holds):
            inclusive = True
        return day, inclusive

    def end_of_day(self, day, limit, standard, start):
        """The last instant on time of a day, by the end that is stated."""
        end = limit.end
        if end is None or end == 24 * 3600:
            return self.zone.end_of_day(day)
        if end == "close":
            hours = self.hours_of(limit, standard)
            closing = hours.closing(day) if hours else None
            midnight = self.zone.start_of_next_day(day)  # a place that is open until then closes with the day
            return self.zone.end_of_day(day) if closing is None or closing == midnight else closing
        if end == "same-time":
            if limit.start and limit.start.nth or start.end_of_its_day:
                return self.zone.end_of_day(day)  # it starts with the end of a day
            if start.instant is None:
                raise Refused("to the same time of day: the time is needed")
            later = self.received_at(start, self.calendar_of(limit, standard))
            if later is not None and limit.form != "before":
                return self.zone.instant(datetime.combine(day, self.zone.local(later).time()))
            local = self.zone.local(start.instant)
            past = local.date() - start.day  # closed past the midnight that ended the day
            if past and local.time() == time():
                return self.zone.end_of_day(day)  # that midnight itself
            return self.zone.instant(datetime.combine(day + past, local.time()))
        return self.zone.instant(datetime.combine(day, time()) + timedelta(seconds=end), last=True)

    def days(self, limit, start, standstills, standard):
        """A count of days, weeks, months or years forward. Stops join as long as time has not run out when they begin."""
        calendar = self.calendar_of(limit, standard)
        first, inclusive = self.first_day(limit, start, calendar)
        standstills = self.not_over(self.dated(standstills, calendar), start)

        def count(standing):
            return self.count_days(limit, limit.quantity, first, 0, inclusive, standing, calendar, start, standard)

        deadline = self.with_stops(count, standstills)
        deadline.eve = first - DAY if inclusive else first
        return deadline

    def not_over(self, standstills, start):
        """What was over when a clock started is none of its stops."""
        begins = start.instant if start.instant is not None else self.zone.start_of_day(start.day)

        def latest(each):  # a deed of which only the day is known comes last on its day
            return self.zone.end_of_day(each.ends.day) if each.by_deed and not each.ends.is_timed() else each.ends.start

        def counts_later(each):
            return each.last_day > each.ends.day and each.last_day >= start.day

        return [each for each in standstills if each.ends is None or latest(each) >= begins or counts_later(each)]

    def dated(self, standstills, calendar):
        """Stops with the day as which each resumption counts in the calendar of a clock in days."""
        return [
            each if each.resumption is None
            else replace(each, last_day=self.counted_day(each.resumption, calendar), resumption=None)
            for each in standstills
        ]

    def with_stops(self, count, standstills, look_at=lambda standstill, standing: None):
        standing = []
        deadline = count(standing)
        for standstill in sorted(standstills, key=lambda each: (each.begins.start, each.ends is not None)):
            if standstill.begins.start > deadline.at:
                continue
            look_at(standstill, standing)
            if standstill.ends is None:
                raise Stopped()
            standing.append(standstill)
            deadline = count(standing)
        deadline.standstills = standing
        return deadline

    def count_days(self, limit, quantity, base, months, inclusive, standing, calendar, start, standard):
        """`base` is day 0, or day 1 where it is `inclusive`. `months` were added to it before."""
        before = base - DAY if inclusive else base
        number = quantity.number
        working = quantity.unit == "working-days"
        total_months = 0
        if getattr(limit, "zero_days", ""):  # the day itself is the one day there is
            base = calendar.on_or_after(base) if working else base
            before, number = base - DAY, 1
        if working:
            end = self.nth_working_day(before, number, base, standing, calendar)
        else:
            if quantity.unit in ("months", "years"):
                total_months = months + number * (12 if quantity.unit == "years" else 1)
                end = corresponding(base, total_months, inclusive)
            else:
                base_day = corresponding(base, months, inclusive) if months else before
                end = checked(base_day + number * (7 if quantity.unit == "weeks" else 1) * DAY)
            end = self.pushed(before, end, standing)
        unrolled = end
        if limit.rolls and calendar is not None:
            end = calendar.on_or_after(end)
        at = self.end_of_day(end, limit, standard, start)
        moved = True
        while moved:
            moved = False
            for standstill in standing:
                runs_out = max(end, self.zone.day(at))  # the day after, where a place closes past midnight
                if standstill.begins.start > at or not (standstill.last_day > runs_out or standstill.ends.start > at):
                    continue
                # Time cannot run out while the clock stands still.
                day = max(standstill.last_day, end)
                while True:
                    end = calendar.on_or_after(day) if working else day
                    unrolled = end
                    if limit.rolls and calendar is not None:
                        end = calendar.on_or_after(end)
                    at = self.end_of_day(end, limit, standard, start)
                    if at >= standstill.ends.start:
                        break
                    day = end + DAY
                total_months = 0
                moved = True
        tick = "working_days" if working else "calendar_days"
        deadline = Deadline(at, end, tick, calendar=calendar, start=start)
        deadline.whole_day = at == self.zone.end_of_day(end)
        if total_months and not standing:
            deadline.base, deadline.months, deadline.inclusive = base, total_months, inclusive
        elif total_months and unrolled == self.pushed(before, corresponding(base, total_months, inclusive), standing):
            deadline.base, deadline.months, deadline.inclusive = base, total_months, inclusive
        else:
            deadline.base = unrolled
        return deadline

    def nth_working_day(self, before, number, base, standing, calendar):
        if number == 0:
            return calendar.on_or_after(base)
        day = before
        while number:
            day = calendar.after(day)
            if not any(standstill.loses(day) for standstill in standing):
                number -= 1
        return day

    def pushed(self, first, end, standing):
        """Later by as many days as were lost on the way."""
        missing = lost_between(first, end, standing)
        while missing:
            end = checked(end + DAY)
            if not any(standstill.loses(end) for standstill in standing):
                missing -= 1
        return end

    def days_before(self, limit, start, standard):
        calendar = self.calendar_of(limit, standard)
        quantity = limit.quantity
        number = quantity.number + (1 if quantity.clear else 0)
        day = start.day
        if quantity.unit == "working-days":
            for _ in range(number):
                day = calendar.before(day)
        elif quantity.unit in ("months", "years"):
            day = corresponding(day, -number * (12 if quantity.unit == "years" else 1), False)
        else:
            day = checked(day - number * (7 if quantity.unit == "weeks" else 1) * DAY)
        unrolled = day
        if limit.rolls and calendar is not None:
            day = calendar.on_or_after(day)
        tick = "working_days" if quantity.unit == "working-days" else "calendar_days"
        at = self.end_of_day(day, limit, standard, start)
        return Deadline(at, day, tick, base=unrolled, calendar=calendar, start=start, is_back=True,
                        whole_day=at == self.zone.end_of_day(day))

    # --- Hours ------------------------------------------------------------------------------------------------------

    def open_hours(self, quantity, limit, standard):
        if getattr(limit, "working_days_only", False):
            return AllDayOnWorkingDays(self.calendar_of(limit, standard), self.zone)
        if quantity.unit in ("working-hours", "working-minutes"):
            return self.hours_of(limit, standard)
        return None

    def tick_of(self, quantity, hours):
        if hours is not None:
            return "working_seconds"
        return "milliseconds" if quantity.unit in ("seconds", "rings") else "seconds"

    def hour_start(self, limit, start, standard):
        """The instant at which a clock in hours starts. A count from a day starts when that day ends."""
        spec = limit.start
        if spec and spec.nth:
            calendar = self.calendar_of(limit, standard)
            day = self.counted_day(start, calendar)
            for _ in range(spec.nth):
                day = calendar.after(day) if spec.nth_working else checked(day + DAY)
            return self.zone.start_of_next_day(day)
        if start.stands_in() and start.end_of_its_day:
            return self.zone.start_of_next_day(start.day)
        if start.instant is None:
            raise Refused("counted in hours: the time of day is needed")
        later = self.received_at(start, self.receiving(limit, standard))
        return start.instant if later is None else later

    def receiving(self, limit, standard):
        """The calendar that says when something counts as received, for a limit in hours."""
        return self.charter.calendars.get(standard.calendar if limit.working_days_only else limit.calendar or standard.calendar)

    def resumed(self, standstills, calendar):
        """Stops with the moment as which each resumption counts for a clock in hours."""
        found = []
        for each in standstills:
            later = None
            if each.resumption is not None and each.resumption.instant is not None:
                later = self.received_at(each.resumption, calendar)
            found.append(each if later is None else replace(each, ends=Moment(self.zone.day(later), later, later)))
        return found

    def hours(self, limit, start, standstills, standard):
        begin = self.hour_start(limit, start, standard)
        calendar = self.receiving(limit, standard)
        # What was over before it started, by the time that it came, is none of its stops.
        running = [each for each in standstills if each.ends is None or not each.ends.is_timed() or each.ends.start >= begin]
        deadline = self.hours_from(limit, limit.quantity, begin, self.resumed(running, calendar), standard, start)
        deadline.receiving = calendar
        return deadline

    def hours_from(self, limit, quantity, begin, standstills, standard, start):
        amount = self.milliseconds(quantity)
        hours = self.open_hours(quantity, limit, standard)

        def count(standing):
            gaps = []
            # What was over before does not matter.
            standing = [each for each in standing if each.ends is None or each.ends.start >= begin]
            for standstill in standing:
                gaps.append((self.cut(standstill.begins.start, hours), self.cut(standstill.ends.start, hours)))
            if hours is None:
                at = self.add_exactly(begin, amount, gaps)
            else:
                at = add_open_time(hours, begin, amount, gaps)
                if getattr(hours, "due_at_next_opening", False):
                    at = next_opening(hours, at)
            for _ in standing:
                for standstill in standing:
                    ends = self.cut(standstill.ends.start, hours)
                    if self.cut(standstill.begins.start, hours) <= at < ends:
                        at = next_opening(hours, ends) if getattr(hours, "due_at_next_opening", False) else ends
            deadline = Deadline(at, self.zone.day_that_ends(at), self.tick_of(quantity, hours), hours=hours, start=start)
            deadline.amount = amount
            checked(deadline.day)
            return deadline

        def look_at(standstill, standing):
            self.refuse_days_that_matter(standstill, max([begin] + [each.ends.start for each in standing]))

        return self.with_stops(count, standstills, look_at)

    def refuse_days_that_matter(self, standstill, spent):
        """A stop or resumption of which only the day is known is refused, unless that day, or the stop, was over before `spent`."""
        no_time = not standstill.begins.is_timed() and standstill.ends and standstill.ends.start == standstill.begins.start
        if standstill.ends is not None and standstill.ends.is_timed() and standstill.ends.start <= spent and not no_time:
            return
        # What was done ends what is looked at, and no stop: it needs no time for that.
        for moment in (standstill.begins, None if standstill.by_deed else standstill.ends):
            if moment is not None and not moment.is_timed() and self.zone.end_of_day(moment.day) >= spent:
                raise Refused("counted in hours: the time of the stop is needed")

    def cut(self, instant, hours):
        """Open time is counted in whole seconds."""
        return instant if hours is None else whole_seconds(instant) * SECOND

    def add_exactly(self, begin, amount, gaps):
        """By the clock: each stretch between the gaps takes something off the amount."""
        at = begin
        for gap_start, gap_end in self.merged(gaps):
            if gap_end <= at:
                continue
            if gap_start - at >= amount:
                break
            amount -= max(0, gap_start - at)
            at = gap_end
        return at + amount

    def merged(self, gaps):
        found = []
        for start, end in sorted(gaps):
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((start, end))
        return found

    def hours_before(self, limit, start, standard):
        if start.instant is None:
            raise Refused("counted in hours: the time of day is needed")
        amount = self.milliseconds(limit.quantity)
        hours = self.open_hours(limit.quantity, limit, standard)
        at = start.instant - amount if hours is None else subtract_open_time(hours, start.instant, amount)
        deadline = Deadline(at, self.zone.day_that_ends(at), self.tick_of(limit.quantity, hours), hours=hours, start=start)
        deadline.amount, deadline.is_back = amount, True
        checked(deadline.day)
        return deadline

    def at_the_latest(self, moment):
        return moment.start if moment.is_timed() else self.zone.end_of_day(moment.day)

    # --- One limit --------------------------------------------------------------------------------------------------

    def count(self, limit, start, standstills, standard):
        if limit.form == "before":
            if in_hours(limit.quantity):
                return self.hours_before(limit, start, standard)
            return self.days_before(limit, start, standard)
        if in_hours(limit.quantity):
            return self.hours(limit, start, standstills, standard)
        return self.days(limit, start, standstills, standard)

    def date_given(self, moment, start):
        """The end of the day that was given, or the time where one was given."""
        at = moment.instant if moment.is_timed() else self.zone.end_of_day(moment.day)
        deadline = Deadline(at, moment.day, "calendar_days", base=moment.day, start=start, is_date_given=True)
        deadline.eve = start.day if start else None
        deadline.whole_day = at == self.zone.end_of_day(moment.day)
        return deadline

    def extended_by(self, extension, deadline, standstills, standard):
        """A deadline put off by so much."""
        quantity = extension.by
        if in_hours(quantity):
            begin = self.zone.start_of_next_day(deadline.day) if deadline.whole_day else deadline.at
            left = [each for each in standstills if each.ends is None or self.at_the_latest(each.ends) > begin]
            longer = self.hours_from(
                extension, quantity, begin, self.resumed(left, deadline.receiving), standard, deadline.start)
            longer.receiving = deadline.receiving
            longer.amount = self.longer_amount(deadline, longer)
            # Late, and due soon, in the unit of the promise.
            longer.tick, longer.hours, longer.calendar = deadline.tick, deadline.hours, deadline.calendar
            longer.is_date_given, longer.stays, longer.eve = deadline.is_date_given, deadline.stays, deadline.eve
            longer.is_back, longer.began = deadline.is_back, deadline.began or deadline.start
            return longer
        calendar = self.calendar_of(extension, standard)
        start = deadline.start
        in_days = deadline.tick in ("working_days", "calendar_days")
        standstills = self.dated(standstills, deadline.calendar if in_days else None)
        if start is not None:
            standstills = self.not_over(standstills, start)
        if extension.end == "same-time" and start is None:
            raise Refused("to the same time of day")

        def count(standing):
            if quantity.unit == "working-days":
                return self.count_days(extension, quantity, deadline.day, 0, False, standing, calendar, start, standard)
            base = deadline.base or deadline.day
            months = deadline.months if quantity.unit in ("months", "years") else 0
            if deadline.months and not months:
                before = base - DAY if deadline.inclusive else base
                base = self.pushed(before, corresponding(base, deadline.months, deadline.inclusive), standing)
                return self.count_days(extension, quantity, base, 0, False, standing, calendar, start, standard)
            inclusive = deadline.inclusive and bool(months)
            return self.count_days(extension, quantity, base, months, inclusive, standing, calendar, start, standard)

        longer = self.with_stops(count, standstills)
        # Late, and due soon, in the unit of the promise.
        longer.tick, longer.is_date_given, longer.stays = deadline.tick, deadline.is_date_given, deadline.stays
        longer.eve, longer.is_back, longer.began = deadline.eve, deadline.is_back, deadline.began or deadline.start
        longer.calendar = deadline.calendar if deadline.is_date_given else deadline.calendar or longer.calendar
        longer.hours, longer.amount = deadline.hours, self.longer_amount(deadline, longer)
        return longer

    def longer_amount(self, deadline, longer):
        """How long a limit in hours is that was put off, in what the promise is counted in."""
        if not deadline.amount:
            return 0
        gaps = self.gaps(longer)
        if deadline.hours is not None:
            return deadline.amount + open_time_between(deadline.hours, deadline.at, longer.at, gaps)
        gone = sum(end - start for start, end in self.clipped(gaps, deadline.at, longer.at))
        return deadline.amount + longer.at - deadline.at - gone

    # --- Lateness ---------------------------------------------------------------------------------------------------

    def late_by(self, deadline, moment, frozen=()):
        """How late a moment is, in the unit of the promise. `frozen` are stops for which lateness stands still."""
        frozen = self.dated(self.resumed(frozen, deadline.receiving), deadline.calendar)
        if deadline.tick in ("working_seconds", "seconds", "milliseconds"):
            spent = deadline.at
            for each in sorted(frozen, key=lambda each: each.begins.start):
                if each.ends is None or each.ends.start > deadline.at:  # else it was over while there was time
                    self.refuse_days_that_matter(each, spent)
                    spent = max(spent, each.ends.start if each.ends else moment.start)
        gaps = [(each.begins.start, each.ends.start if each.ends else moment.start) for each in frozen]
        if deadline.tick != "milliseconds":
            gaps = [(whole_seconds(start) * SECOND, whole_seconds(end) * SECOND) for start, end in gaps]
        if deadline.tick in ("working_days", "calendar_days"):
            if moment.day <= deadline.day:
                gone = sum(end - start for start, end in self.clipped(gaps, deadline.at, moment.start))
                return {"seconds": max(0, whole_seconds(moment.instant) - whole_seconds(deadline.at) - gone // SECOND)}
            count, day = 0, deadline.day
            while day < moment.day:
                day += DAY
                if deadline.tick == "working_days" and not deadline.calendar.is_open(day):
                    continue
                if any(replace(each, last_day=each.last_day or moment.day).loses(day) for each in frozen):
                    continue
                count += 1
            return {deadline.tick: count}
        if deadline.tick == "working_seconds":
            start = whole_seconds(deadline.at) * SECOND
            end = whole_seconds(moment.instant) * SECOND
            return {"working_seconds": open_time_between(deadline.hours, start, end, gaps) // SECOND}
        gone = sum(end - start for start, end in self.clipped(gaps, deadline.at, moment.instant))
        if deadline.tick == "milliseconds":
            return {"milliseconds": moment.instant - deadline.at - gone}
        return {"seconds": whole_seconds(moment.instant) - whole_seconds(deadline.at) - gone // SECOND}

    def clipped(self, gaps, first, last):
        return [(max(start, first), min(end, last)) for start, end in self.merged(gaps) if end > first and start < last]

    # --- Due soon ---------------------------------------------------------------------------------------------------

    def is_due_soon(self, deadline, at, calendar):
        if deadline.tick in ("working_days", "calendar_days"):
            if calendar is None:
                return at.day >= deadline.day - DAY
            try:
                return at.day >= calendar.before(deadline.day)
            except (BeyondCalendar, OutOfRange):
                return at.day >= deadline.day
        if deadline.hours is not None:
            now, end = (whole_seconds(each) * SECOND for each in (at.instant, deadline.at))
            left = open_time_between(deadline.hours, now, end, self.gaps(deadline))
        else:
            left = deadline.at - at.instant
        return left * 5 <= deadline.amount

    def gaps(self, deadline):
        return [(each.begins.start, each.ends.start) for each in deadline.standstills]
