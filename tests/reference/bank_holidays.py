"""Bank holidays of the parts of the United Kingdom, from the rules of the law and a table of what was moved or added.

Written anew from the Banking and Financial Dealings Act 1971 (section 1, schedule 1), the common law holidays and the yearly
proclamations, so that the data which ships with the project is held against something that was not made from it.
"""

from datetime import date, timedelta
from functools import lru_cache

ENGLAND_AND_WALES = "England and Wales"
SCOTLAND = "Scotland"
NORTHERN_IRELAND = "Northern Ireland"
DIVISIONS = (ENGLAND_AND_WALES, SCOTLAND, NORTHERN_IRELAND)

# The last year for which GOV.UK has published the dates. Later ones follow from the rules alone.
LAST_PUBLISHED_YEAR = 2028

# (the day it takes the place of or None, the new day, where, when it was announced), from the royal proclamations as
# reported by GOV.UK and the London, Edinburgh and Belfast Gazettes.
CHANGES = [
    (date(1995, 5, 1), date(1995, 5, 8), DIVISIONS, None),
    (None, date(1999, 12, 31), DIVISIONS, None),
    (date(2002, 5, 27), date(2002, 6, 4), DIVISIONS, None),
    (None, date(2002, 6, 3), DIVISIONS, None),
    (None, date(2011, 4, 29), DIVISIONS, date(2010, 11, 23)),
    (date(2012, 5, 28), date(2012, 6, 4), DIVISIONS, date(2010, 1, 5)),
    (None, date(2012, 6, 5), DIVISIONS, date(2010, 1, 5)),
    (date(2020, 5, 4), date(2020, 5, 8), (ENGLAND_AND_WALES, NORTHERN_IRELAND), date(2019, 6, 7)),
    (date(2020, 5, 4), date(2020, 5, 8), (SCOTLAND,), date(2019, 7, 2)),  # shown for Scotland on that day
    (date(2022, 5, 30), date(2022, 6, 2), DIVISIONS, date(2020, 11, 12)),
    (None, date(2022, 6, 3), DIVISIONS, date(2020, 11, 12)),
    (None, date(2022, 9, 19), DIVISIONS, date(2022, 9, 10)),
    (None, date(2023, 5, 8), DIVISIONS, date(2022, 11, 6)),
    (None, date(2026, 6, 15), (SCOTLAND,), date(2026, 2, 5)),
]

MONDAY, SATURDAY, SUNDAY = 0, 5, 6


def easter_sunday(year):
    """The Gregorian Easter, by the anonymous algorithm that Nature printed in 1876."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    l = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * l) // 433
    month = (h + l - 7 * m + 90) // 25
    day = (h + l - 7 * m + 33 * month + 19) % 32
    return date(year, month, day)


def first_monday(year, month):
    day = date(year, month, 1)
    while day.weekday() != MONDAY:
        day += timedelta(days=1)
    return day


def last_monday(year, month):
    day = date(year, month, 31)
    while day.weekday() != MONDAY:
        day -= timedelta(days=1)
    return day


def next_free_weekday(day, taken):
    """The day itself, or for a weekend the first weekday after it that is not a holiday already."""
    while day.weekday() >= SATURDAY or day in taken:
        day += timedelta(days=1)
    return day


def pair(first, second):
    """Two holidays on days that follow each other. A weekday keeps its holiday; then the substitutes find their place."""
    taken = {day for day in (first, second) if day.weekday() < SATURDAY}
    for day in (first, second):
        if day.weekday() >= SATURDAY:
            taken.add(next_free_weekday(day, taken))
    return taken


def by_rule(year, division):
    easter = easter_sunday(year)
    holidays = {easter - timedelta(days=2), first_monday(year, 5), last_monday(year, 5)}
    holidays |= pair(date(year, 12, 25), date(year, 12, 26))
    if division == SCOTLAND:
        holidays |= pair(date(year, 1, 1), date(year, 1, 2))
        holidays.add(first_monday(year, 8))
        if year >= 2007:
            holidays.add(next_free_weekday(date(year, 11, 30), set()))
        return holidays
    holidays.add(next_free_weekday(date(year, 1, 1), set()))
    holidays.add(easter + timedelta(days=1))
    holidays.add(last_monday(year, 8))
    if division == NORTHERN_IRELAND:
        holidays.add(next_free_weekday(date(year, 3, 17), set()))
        holidays.add(next_free_weekday(date(year, 7, 12), set()))
    return holidays


@lru_cache(maxsize=None)
def bank_holidays(year, division, known_on=None):
    """The holidays of a year, without what was announced only after `known_on`."""
    holidays = by_rule(year, division)
    for replaced, new, where, announced in CHANGES:
        if new.year != year or division not in where:
            continue
        if known_on is not None and announced is not None and announced > known_on:
            continue
        holidays.discard(replaced)
        holidays.add(new)
    return frozenset(holidays)


def is_bank_holiday(day, divisions, known_on=None):
    return any(day in bank_holidays(day.year, division, known_on) for division in divisions)
