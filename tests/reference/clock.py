"""One clock of one promise, followed through its stops, restarts and notices in order of time.

See "Stops, restarts, extensions" in docs/counting.md.
"""

from dataclasses import replace

from case import Moment, Refused, after, end_of, in_turns, not_after
from counting import StartOfClock, Stopped
from state import State, Waiting
from working_days import BeyondCalendar
from zones import whole_seconds


class Clock:
    """One clock of one promise, followed in order of time."""

    def __init__(self, evaluation, promise, limit, standstills, view, start=None, beginning=None):
        self.evaluation, self.promise, self.limit, self.view = evaluation, promise, limit, view
        self.counter, self.standard = evaluation.counter, evaluation.standard
        self.all_standstills = standstills
        self.standing = []  # those that began while there was time
        self.restart = start
        self.beginning = beginning
        self.varied = None
        own = promise.repeat_limit if promise.repeat else limit
        self.states_start = own.states_start
        self.steps = []  # (extension, notice) of those that count
        self.not_counted = []

    def run(self, state):
        timeline = []
        for standstill in self.all_standstills:
            timeline.append((standstill.begins.start, 1, 0, standstill))
        for name in self.promise.restarts:
            for event in self.evaluation.done(name, self.promise.stage, self.view):
                timeline.append((event.when.start, 0, 0, event))
        for event, line in self.notices():
            until = self.counter.date_given(event.until, None).at if event.until else 0
            timeline.append((event.when.start, 2, (line, until), (event, line)))
        timeline.sort(key=lambda each: (each[0], each[1], each[2] if each[1] == 2 else (0, 0)))
        # What an extension added is not looked at for a restart, and notices put off the date that there is in the end.
        for _, sort, _, step in timeline:
            if sort == 0:
                self.start_again(step)
            elif sort == 1:
                self.stop(step)
        self.standing = []
        for _, sort, _, step in timeline:
            if sort == 1:
                self.stop(step)
            elif sort == 2:
                self.notice(*step)
        # In the time that was added a clock may stand still too, whenever that was told.
        self.standing = []
        for _, sort, _, step in timeline:
            if sort == 1:
                self.stop(step)
        state.not_counted = self.not_counted
        if self.varied is not None:
            state.variation, state.target = self.varied.variation, self.varied.target
        for calendar in self.evaluation.charter.calendars.values():
            calendar.projected = False  # what was tried on the way is not what the date rests on
        return self.deadline(self.standing, self.steps, state)

    def notices(self):
        """Each notice with the place of each line of the charter that may take it; a correction and a withdrawal come after them."""
        if not self.promise.extensions:
            return []
        lines = [extension.event for extension in self.promise.extensions] + ["extension-corrected", "extension-withdrawn"]
        return [
            (event, line) for line, name in enumerate(lines)
            for event in self.evaluation.done(name, self.promise.stage, self.view)
        ]

    def seen_at(self, moment):
        """The stops as they were known at a moment: without the resumptions that came later."""
        return [
            each if each.ends is not None and not each.by_deed and not_after(each.ends, moment) else replace(each, ends=None, resumption=None)
            for each in self.standing
        ]

    def deadline_at(self, moment, steps):
        """What was due at a moment: nothing where the clock stood still or had not started."""
        try:
            return self.deadline(self.seen_at(moment), steps, State())
        except (Stopped, Waiting, BeyondCalendar):
            return None

    def by_the_end(self, work_out):
        """What is known by the end of a date; where the clock stands still, as if that stop had not begun."""
        standing = sorted(self.all_standstills, key=lambda each: (each.begins.start, each.ends is not None))
        try:
            try:
                return work_out(standing)
            except Stopped:
                first = next(each for each in standing if each.ends is None)
                return work_out([each for each in standing if each.begins.start < first.begins.start])
        except (Waiting, BeyondCalendar):
            return None

    def now(self):
        return self.view if self.view.is_timed() else end_of(self.view.day, self.evaluation.zone)

    def ended(self, standing):
        """The stops with the first that is not over ended now, by each rule, and without what came after it."""
        end = self.now()
        first = next(each for each in standing if each.ends is None)
        known = [each for each in standing if each.begins.start <= first.begins.start]
        return [
            each if each.ends is not None
            else replace(each, ends=end, last_day=end.day, resumption=None, goes_on=True)
            for each in known
        ]

    def deadline(self, standing, steps, state):
        deadline = self.evaluation.base(self.limit, self.promise.stage, self.view, standing, state, self.restart)
        for extension, notice in steps:
            longer = self.extended(extension, notice, deadline, standing)
            if longer is not None and longer.at > deadline.at:
                deadline = longer
        return deadline

    def extended(self, extension, notice, deadline, standing):
        """The later due date by a notice: the cap, the date that it gives, or the earlier of the two."""
        if deadline.is_back:  # nothing stands still of a count back, nor of what is added to it
            standing = []
        calendars = self.evaluation.charter.calendars.values()
        projected = [calendar.projected for calendar in calendars]
        given = self.counter.date_given(notice.until, deadline.start) if notice.until else None
        if given is not None:
            # What it has stood still for so far is not time that has passed.
            now = self.now()
            stood_still = [] if deadline.stays else standing
            so_far = [each if each.ends else replace(each, ends=now, last_day=now.day) for each in stood_still]
            given.standstills = self.counter.dated(so_far, deadline.calendar)
            given.tick, given.calendar, given.hours, given.amount = (
                deadline.tick, deadline.calendar, deadline.hours, deadline.amount)
            given.amount = self.counter.longer_amount(deadline, given)
            given.eve, given.is_back, given.began = deadline.eve, deadline.is_back, deadline.began or deadline.start
            given.stays = deadline.stays
        self.evaluation.restore(projected)  # how far that is only says what is due soon
        cap = None
        try:
            try:
                cap = self.cap(extension, deadline, standing)
            except BeyondCalendar:
                if not any(each.goes_on for each in standing):
                    raise
                # While it stands still, that the calendar ends on the way to a date does not matter.
                cap = self.cap(extension, deadline, [each for each in standing if not each.goes_on])
        except (Waiting, BeyondCalendar):
            cap = None
        except Stopped:
            # The cap is not known while the clock stands still: a date that was given is.
            if given is None:
                raise
            self.evaluation.restore(projected)
            return given
        if given is None:
            return cap
        if cap is None or given.at <= cap.at:
            self.evaluation.restore(projected)  # a date that was given rests on nothing
            return given
        return cap

    def cap(self, extension, deadline, standing):
        """The furthest that a notice may put a date off, or nothing where it may be any date."""
        if extension.form == "to-limit":
            cap = self.evaluation.base(extension.limit, self.promise.stage, self.view, standing, State(), self.restart)
            cap.tick = deadline.tick
            cap.hours, cap.calendar = deadline.hours, deadline.calendar or cap.calendar
            cap.eve, cap.is_back, cap.began = deadline.eve, deadline.is_back, deadline.began or deadline.start
            cap.stays = deadline.stays
            cap.amount = self.counter.longer_amount(deadline, cap)
            return cap
        if extension.by is not None:
            return self.counter.extended_by(extension, deadline, standing, self.standard)
        return None

    def start_again(self, event):
        by_customer = event.name in self.evaluation.by_customer
        start = StartOfClock(event.name, event.when.day, event.when.instant, event.when, by_customer)
        first = self.first_start()
        if first is None or self.promise.repeat and after(self.beginning, event.when):
            return
        for current in (first, self.restart or first):
            start_of_day = self.evaluation.zone.start_of_day(current.day)
            if after(Moment(current.day, current.instant, current.instant or start_of_day), event.when):
                return
        try:
            deadline = self.deadline(self.seen_at(event.when), [], State())
        except Stopped:
            deadline = None
        except (Waiting, BeyondCalendar):
            return
        if deadline is not None and event.when.start > deadline.at:
            kept = self.kept_before(event)
            if kept is None or whole_seconds(kept.start) > whole_seconds(deadline.at):
                return
        self.restart = start
        if not self.promise.repeat:  # each start is varied by the notice of its own day
            self.varied = State()
            self.limit = self.evaluation.limit_of(self.promise, self.view, self.varied, event.when.day)
        else:  # a repetition goes on from the day on which it was done; a clock that starts again counts as any other
            self.limit = replace(self.limit, states_start=self.states_start)

    def first_start(self):
        """Where the clock first counts from: of several parts, where the first of them does. Nothing before it has started."""
        found = []
        for part in self.limit.counts():
            if part.form == "date-given":  # nothing starts it again
                continue
            try:
                found.append(self.evaluation.start(part.start.anchors[0], self.promise.stage, self.view, set()))
            except Waiting:
                pass
        return min(found, key=self.evaluation.start_key) if found else None

    def kept_before(self, event):
        """When the promise had been kept by the time of an event."""
        deeds = [
            each for each in self.evaluation.done(self.promise.event, self.promise.stage, self.view)
            if not_after(each.when, event.when)
        ]
        if not self.promise.finally_ or not deeds:
            return None
        events = deeds + [
            each for each in self.evaluation.done("reopened", self.promise.stage, self.view)
            if after(event.when, each.when)  # not at that moment itself
        ]
        kept = None
        for each in in_turns(events, self.promise.event, "reopened"):
            kept = each.when if each.name == self.promise.event else None
        return kept

    def stop(self, standstill):
        due = self.deadline_at(standstill.begins, self.steps)
        if due is not None and standstill.begins.start > due.at:
            return
        self.standing.append(standstill)

    # --- Notices ----------------------------------------------------------------------------------------------------

    def notice(self, event, line):
        try:
            self.deadline(self.seen_at(event.when), [], State())
        except (Waiting, BeyondCalendar):
            return  # there is no date to put off
        except (Stopped, Refused):
            pass
        if event.name == "extension-corrected":
            if self.steps and event.until is not None:
                extension, notice = self.steps.pop()
                notice = replace(notice, until=event.until)
                because = self.objection(extension, notice)
                if because is None:
                    self.steps.append((extension, notice))
                else:
                    self.not_counted.append((notice, because))
            return
        if event.name == "extension-withdrawn":
            if self.steps:
                _, notice = self.steps.pop()
                self.not_counted.append((notice, "withdrawn"))
            return
        if any(notice is event for _, notice in self.steps):
            return
        extension = self.promise.extensions[line]
        because = self.objection(extension, event)
        if because is None:
            self.not_counted = [each for each in self.not_counted if each[0] is not event]
            self.steps.append((extension, event))
        elif all(each[0] is not event for each in self.not_counted):  # of several lines, the first says why
            self.not_counted.append((event, because))

    def objection(self, extension, event):
        """Why a notice does not count, or nothing."""
        stage, view = self.promise.stage, event.when
        if extension.reasons and event.reason not in extension.reasons:
            return "not allowed for this reason"
        if not self.evaluation.holds(extension.condition, stage, view):
            return "not allowed for this reason"
        if self.is_too_late(extension, event):
            return "told too late"
        if sum(used is extension for used, _ in self.steps) >= extension.times:
            return "already extended"
        if extension.form == "to-date" and event.until is None and extension.by is None:
            return "no later date"
        def both(standing):
            current = self.deadline(standing, self.steps, State())
            return current, self.extended(extension, event, current, standing)

        # The two are compared as they stand in the same light: where one of them stands still, as if it did not.
        known = self.by_the_end(both)
        if known is None:
            return None
        current, longer = known
        return "no later date" if longer is None or longer.at <= current.at else None

    def is_too_late(self, extension, event):
        if extension.notice_limit is None:
            return False
        calendars = self.evaluation.charter.calendars.values()
        projected = [calendar.projected for calendar in calendars]
        try:
            return self.comes_too_late(extension, event)
        finally:  # by when it had to be told is not what the date rests on
            for calendar, was in zip(calendars, projected):
                calendar.projected = was

    def comes_too_late(self, extension, event):
        self.standing = []  # what stands still only makes it later: no time of a stop is needed for what is in time without
        try:
            if not self.is_past_notice_limit(extension, event):
                return False
        except Refused:
            pass
        for each in sorted(self.all_standstills, key=lambda each: each.begins.start):
            if not_after(each.begins, event.when):
                self.stop(each)  # those of the promise as it is put off now
        return self.is_past_notice_limit(extension, event)

    def is_past_notice_limit(self, extension, event):
        if extension.notice_limit == "before-due":
            due = self.deadline_at(event.when, self.steps)
        else:
            try:
                standing = self.seen_at(event.when)
                due = self.evaluation.base(
                    extension.notice_limit, self.promise.stage, self.view, standing, State(), self.restart)
            except (Stopped, Waiting, BeyondCalendar):
                due = None
        return due is not None and whole_seconds(event.when.start) > whole_seconds(due.at)
