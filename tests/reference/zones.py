"""Local times and instants.

An instant is a whole number of milliseconds since 1970 in UTC, so that two of them compare without a thought for clock
changes. A local time is a `datetime` without a zone.
"""

from datetime import datetime, time, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = timedelta(days=1)
EPOCH = datetime(1970, 1, 1)
EPOCH_UTC = EPOCH.replace(tzinfo=timezone.utc)


def milliseconds(moment):
    return (moment - EPOCH) // timedelta(milliseconds=1)


def whole_seconds(instant):
    return instant // SECOND


class Zone:
    def __init__(self, name):
        self.info = ZoneInfo(name)

    def local(self, instant):
        moment = EPOCH_UTC + timedelta(milliseconds=instant)
        return moment.astimezone(self.info).replace(tzinfo=None, fold=0)

    def candidates(self, local):
        """The instants at which clocks show this: none where it is skipped, two where it is repeated."""
        found = []
        for fold in (0, 1):
            offset = local.replace(tzinfo=self.info, fold=fold).utcoffset()
            instant = milliseconds(local - offset)
            if self.local(instant) == local and instant not in found:
                found.append(instant)
        return sorted(found)

    def change_that_skips(self, local):
        """The instant of the clock change that leaves this local time out."""
        low, high = sorted(
            milliseconds(local - local.replace(tzinfo=self.info, fold=fold).utcoffset()) for fold in (0, 1)
        )
        before = self.offset(low)
        while high - low > 1:
            middle = (low + high) // 2
            if self.offset(middle) == before:
                low = middle
            else:
                high = middle
        return high

    def offset(self, instant):
        return (EPOCH_UTC + timedelta(milliseconds=instant)).astimezone(self.info).utcoffset()

    def instant(self, local, last=False):
        """A skipped time is the moment of the change; of a repeated one it is the first, or the last."""
        found = self.candidates(local)
        if not found:
            return self.change_that_skips(local)
        return found[-1] if last else found[0]

    @lru_cache(maxsize=20000)
    def start_of_day(self, day):
        return self.instant(datetime.combine(day, time()))

    def start_of_next_day(self, day):
        return self.start_of_day(day + DAY)

    def end_of_day(self, day):
        """Its last whole second: 23:59:59."""
        return self.start_of_next_day(day) - SECOND

    def day(self, instant):
        return self.local(instant).date()

    def day_that_ends(self, instant):
        """Midnight belongs to the day before."""
        local = self.local(instant)
        return (local - timedelta(milliseconds=1)).date() if local.time() == time() else local.date()

    def iso(self, instant):
        moment = (EPOCH_UTC + timedelta(milliseconds=instant)).astimezone(self.info)
        return moment.isoformat(timespec="milliseconds" if instant % SECOND else "seconds")


@lru_cache(maxsize=None)
def zone(name):
    return Zone(name)
