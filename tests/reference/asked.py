"""Whether anything that a standard counts by asks for bank holidays: those are known from 1990 on only.

See "Bank holidays" in docs/counting.md.
"""

from dataclasses import fields, is_dataclass

from charter import Extension, Limit, Promise, Quantity, Variation
from counting import DAY_UNITS


def asks_for_bank_holidays(charter, standard):
    calendars, hours = set(), set()
    for stage in standard.stages:
        for part in stated_in([stage.window, *stage.promises]):
            if isinstance(part, Limit):
                asked_by(part, part.quantity, charter, standard, calendars, hours)
            elif isinstance(part, Extension) and part.by:
                asked_by(part, part.by, charter, standard, calendars, hours)
            elif isinstance(part, Promise):
                for quantity in part.warnings:
                    if isinstance(quantity, Quantity):
                        asked_by(Limit("before", quantity), quantity, charter, standard, calendars, hours)
            elif isinstance(part, tuple) and part[:1] in (("came-on-working-day",), ("came-on-closed-day",)):
                calendars.add(part[2] or standard.calendar)
            elif isinstance(part, tuple) and part[:1] in (("came-during",), ("came-outside",)):
                hours.add(part[2])
    asked = [charter.calendars[name] for name in calendars if name]
    hours |= {name for calendar in asked for name, _ in calendar.waits_for}
    asked += [charter.hours[name].calendar for name in hours if name]
    return any(calendar.divisions for calendar in asked if calendar)


def stated_in(thing):
    """Every part of what is promised. A variation also has lines for other promises; those for this one stand beside it."""
    yield thing
    if is_dataclass(thing) and not isinstance(thing, Variation):
        thing = [getattr(thing, field.name) for field in fields(thing) if field.name not in ("standard", "holds_for")]
    if isinstance(thing, (list, tuple)):
        for part in thing:
            yield from stated_in(part)


def asked_by(limit, quantity, charter, standard, calendars, hours):
    """What a limit, or an extension by so much, is counted by."""
    open_time = quantity and quantity.unit in ("working-hours", "working-minutes")
    calendar = charter.calendars.get(limit.calendar or standard.calendar)
    starts_with_days = isinstance(limit, Limit) and (limit.zero_days or limit.start and limit.start.nth)
    in_days = starts_with_days or quantity and quantity.unit in DAY_UNITS
    if calendar and (in_days or limit.working_days_only or quantity and calendar.gives_a_time()):
        calendars.add(calendar.name)
    if (open_time or limit.end == "close") and not limit.working_days_only:
        hours.add(limit.hours or standard.hours)
