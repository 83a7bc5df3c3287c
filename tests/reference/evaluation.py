"""What becomes of a case: stages, promises, their due dates and where they stand.

Everything is worked out anew from the whole list of events. A *view* is a moment from which one looks: what happened after it has
not happened. What is done is judged in the view of the moment at which it was done, so that nothing later changes it.
See docs/counting.md, from "Limits that depend on events" to "Statuses".
"""

from dataclasses import dataclass, replace
from typing import Optional

from case import Event, Moment, Refused, after, in_turns, not_after, of_one_time
from charter import Start
from clock import Clock
from counting import Counter, Deadline, Standstill, StartOfClock, Stopped
from hours import open_time_between
from state import Deed, State, Unstated, Waiting
from working_days import BEYOND_CALENDAR, BeyondCalendar
from zones import whole_seconds

CUSTOMER_EVENTS = {"received", "escalated"}


@dataclass
class Request:
    """The customer's request for a stage, and what became of it."""

    event: Event
    stage: int
    verdict: str  # in-time, late, early
    effective: Moment
    refused: bool = False


@dataclass
class WindowState:
    deadline: Optional[Deadline] = None
    opens: Optional[Deadline] = None
    opens_at: Optional[int] = None
    state: Optional[State] = None
    begun: bool = True


class Evaluation:
    def __init__(self, charter, standard, events, facts, choices, at, zone):
        self.charter, self.standard, self.events, self.facts, self.at, self.zone = charter, standard, events, facts, at, zone
        self.choices = {name: choice["default"] for name, choice in charter.choices.items()} | choices
        self.counter = Counter(charter, zone, lambda condition: self.choice_holds(condition))
        self.requests = []
        self.in_window = False
        self.busy = set()
        self.known = {}
        self.receipt = next(event for event in events if event.name == "received")
        self.beforehand = {name for name, event in charter.events.items() if event.known_beforehand}
        self.by_customer = CUSTOMER_EVENTS | {name for name, event in charter.events.items() if event.by_customer}
        self.stages = {stage.number: stage for stage in standard.stages}
        self.assigned = {}
        self.open_stages()

    # --- Stages -----------------------------------------------------------------------------------------------------

    def has_happened(self, event):
        return event.when.start <= self.at.instant

    def open_stages(self):
        """Takes the requests in order, and lets each open a stage or be refused."""
        self.openings = [(1, self.receipt.when, None)]  # stage, when it opened, the request
        self.waiting = []  # the same of a request that waits: what is known beforehand may lie after it has opened
        self.assign()
        requests = [event for event in self.events if event.name == "escalated" and self.has_happened(event)]
        for event in requests:
            current = max(number for number, opened, _ in self.openings if number == 1 or not_after(opened, event.when))
            number = event.stage or current + 1
            requested = {request.stage for request in self.requests if not request.refused}
            if number <= max(current, *requested, 1) or number not in self.stages:
                self.note_asked_again(event, number)
                continue
            self.assign()
            self.known.clear()
            request = self.judge_request(event, number)
            self.requests.append(request)
            waits = request.effective is not event.when
            if not request.refused:
                still_waits = waits and request.effective.start > self.at.instant
                (self.waiting if still_waits else self.openings).append((number, request.effective, event))
        self.assign()
        self.known.clear()

    def note_asked_again(self, event, number):
        """Asking once more while a request waits changes nothing."""
        for request in list(self.requests):
            if request.stage == number and not request.refused and after(request.effective, event.when):
                self.requests.append(Request(event, number, "early", event.when, refused=True))

    def assign(self):
        """Says of each event which stage it belongs to."""
        self.assigned = {number: [] for number in self.stages}
        openings = [opened for _, opened, _ in self.openings[1:] + self.waiting]
        tied = [event for event in self.events if any(of_one_time(event.when, opened) for opened in openings)]
        # Whether a stage already had an event is known once those are placed whose order beside a request is plain.
        for event in [event for event in self.events if event not in tied] + tied:
            if event.name == "received":
                self.assigned[1].append(event)
            elif event.name == "escalated":
                continue
            else:
                self.assigned.setdefault(event.stage or self.stage_of(event), []).append(event)
        for events in self.assigned.values():
            events.sort(key=Event.key)
        for number, _, request in self.openings[1:]:
            self.assigned[number].append(request)

    def stage_of(self, event):
        stage = 1
        for number, opened, _ in sorted(self.openings[1:] + self.waiting, key=lambda each: each[0]):
            if of_one_time(event.when, opened):
                if self.belongs_before(event, stage, opened):
                    return stage
            elif after(opened, event.when):
                continue  # a request that waits may open its stage later than that of a later stage
            stage = number
        return stage

    def belongs_before(self, event, stage, opened):
        """Of an event and a request of one time: whether the event belongs to the stage before the request."""
        before = [
            other.name for other in self.assigned[stage]
            if after(opened, other.when) or (other.stage == stage and not_after(other.when, opened))
        ]
        if event.name in before:
            return False
        return not (event.name == "acknowledged" and "responded" in before)

    def judge_request(self, event, number):
        window = self.stages[number].window
        if window is None or window.limit is None and window.opens is None:
            return Request(event, number, "in-time", event.when)
        try:
            state = self.window_state(number, event.when)
        except Refused:
            if window.opens is not None or window.late_requests_refused:
                raise
            return Request(event, number, "in-time", event.when)  # it opens the stage whatever the window is
        asked = event.when
        last = asked.instant if asked.is_timed() else min(self.zone.end_of_day(asked.day), self.at.instant)
        if state.opens is not None and last < state.opens_at:
            if window.early_requests == "refused":
                return Request(event, number, "early", event.when, refused=True)
            if window.early_requests == "count":
                return Request(event, number, "in-time", event.when)
            opening = Moment(self.zone.day(state.opens_at), state.opens_at, state.opens_at)
            return Request(event, number, "early", opening)
        if not state.begun:
            return Request(event, number, "in-time", event.when)
        if state.deadline is not None and state.deadline.moment_is_late(event.when):
            return Request(event, number, "late", event.when, refused=window.late_requests_refused)
        return Request(event, number, "in-time", event.when)

    # --- Events -----------------------------------------------------------------------------------------------------

    def is_visible(self, event, view):
        """Whether an event has happened in a view. What is known beforehand always has."""
        if event.name in self.beforehand or event.name == "received":
            return True
        return self.has_happened(event) and not_after(event.when, view)

    def happened(self, name, stage, view):
        return [event for event in self.assigned.get(stage, []) if event.name == name and self.is_visible(event, view)]

    def done(self, name, stage, view):
        """What has happened by then: what is known beforehand counts only once its time has come."""
        return [
            event for event in self.assigned.get(stage, [])
            if event.name == name and self.has_happened(event) and not_after(event.when, view)
        ]

    # --- Conditions -------------------------------------------------------------------------------------------------

    def choice_holds(self, condition):
        return condition is None or self.holds(condition, 1, self.at)

    def holds(self, condition, stage, view):
        if condition is None:
            return True
        kind = condition[0]
        if kind == "and":
            return all(self.holds(each, stage, view) for each in condition[1])
        if kind == "or":
            return any(self.holds(each, stage, view) for each in condition[1])
        if kind == "not":
            return not self.holds(condition[1], stage, view)
        if kind == "fact":
            return self.facts.get(condition[1], False)
        if kind == "choice":
            return self.choices.get(condition[1]) == condition[2]
        if kind == "happened":
            return any(self.done(condition[1], number, view) for number in self.assigned)
        if kind == "received-between":
            return self.receipt.when.day in condition[1]
        if kind == "value":
            return self.facts.get(condition[1]) in condition[2]
        if kind == "number":
            return self.number_passes(*condition[1:])
        if kind.startswith("came-"):
            return self.came(kind, condition[1], condition[2], view)
        return self.received_at(kind, condition[1])

    def number_passes(self, fact, how, bound):
        number = self.facts.get(fact)
        if number is None:
            return False
        return {
            "over": number > bound, "under": number < bound, "at-least": number >= bound, "at-most": number <= bound,
            "exactly": number == bound,
        }[how]

    def came(self, kind, name, what, view):
        """Whether an event came when it says: of several, the first."""
        times = [
            event for events in self.assigned.values() for event in events
            if event.name == name and self.is_visible(event, view)
        ]
        if not times:
            return False
        when = min(times, key=Event.key).when
        if kind == "came-on-weekday":
            return when.day.weekday() in what
        calendars = list(self.charter.calendars.values())
        projected = [calendar.projected for calendar in calendars]
        if kind in ("came-on-working-day", "came-on-closed-day"):
            found = self.charter.calendars[what or self.standard.calendar].is_open(when.day)
        else:
            hours = self.charter.hours[what]
            begins = when.instant if when.is_timed() else self.zone.start_of_day(when.day)
            ends = begins + 1 if when.is_timed() else self.zone.start_of_next_day(when.day)
            found = open_time_between(hours, begins, ends) > 0
        self.restore(projected)  # it makes no date provisional
        return found == (kind in ("came-on-working-day", "came-during"))

    def received_at(self, kind, seconds):
        if not self.receipt.when.is_timed():
            return kind in ("received-before", "received-by")  # it came in time
        local = self.zone.local(self.receipt.when.instant)
        second = local.hour * 3600 + local.minute * 60 + local.second
        return {
            "received-before": second < seconds, "received-by": second <= seconds, "received-after": second > seconds,
            "received-from": second >= seconds,
        }[kind]

    # --- Deeds ------------------------------------------------------------------------------------------------------

    def deed(self, promise, view):
        """The event that keeps a promise, as far as it has happened in a view."""
        if promise.finally_:
            return self.last_deed(promise, view)
        events = self.done(promise.event, promise.stage, view)
        if promise.by_customer and promise.event == "received":
            events = [self.receipt]
        found = [Deed(event.when, event.name) for event in events]
        if promise.event == "acknowledged":
            found += [Deed(event.when, event.name) for event in self.done("responded", promise.stage, view)]
        if promise.holds_for is not None:
            answers = self.done(promise.holds_for.event, promise.stage, view)
            found += [Deed(event.when, event.name) for event in answers]
        if not found:
            return None
        first = min(found, key=lambda deed: deed.when.start)
        own = [deed for deed in found if deed.event == promise.event and not after(deed.when, first.when)]
        return min(own, key=lambda deed: deed.when.start) if own else first

    def last_deed(self, promise, view):
        """The last response, while the case has not been reopened since. Responses and reopenings take turns."""
        events = self.done(promise.event, promise.stage, view) + self.done("reopened", promise.stage, view)
        deed = None
        for event in in_turns(events, promise.event, "reopened"):
            if event.name == promise.event:
                deed = Deed(event.when, event.name)
            else:
                deed = None
        return deed

    # --- Stops ------------------------------------------------------------------------------------------------------

    def standstills(self, promise, view):
        """The stops of a promise in a view, each with its resumption if that has come."""
        found = []
        for stop in promise.stops:
            events = self.done(stop.begins, promise.stage, view) + self.done(stop.ends, promise.stage, view)
            begun = None
            for event in in_turns(events, stop.begins, stop.ends):
                if event.name == stop.begins and begun is None:
                    begun = event
                elif event.name == stop.ends and begun is not None:
                    found.append(self.standstill(stop, begun, event.when))
                    begun = None
            if begun is not None:
                found.append(self.standstill(stop, begun, None))
        return sorted(found, key=lambda each: each.begins.start)

    def standstill(self, stop, begun, ends):
        resumption = None
        if ends is not None:
            resumption = StartOfClock(stop.ends, ends.day, ends.instant, ends, stop.ends in self.by_customer)
        return Standstill(begun.when, ends, None, stop.both_days, stop.even_when_overdue, resumption)

    # --- Starts -----------------------------------------------------------------------------------------------------

    def start(self, anchor, stage, view, provisional):
        """The start of a clock at an event, or the due date that stands in for it. Raises `Waiting`."""
        if anchor == "stage-start":
            anchor = "received" if stage == 1 else "escalated"
        if anchor == "received":
            event = self.receipt
            return StartOfClock("received", event.when.day, event.when.instant, event.when, True)
        if anchor == "acknowledged":
            kept_by = self.acknowledgement_kept_by_response(stage, view)
            if kept_by:
                reasons = set()
                try:
                    return self.stand_in(anchor, stage, view, reasons)
                finally:
                    provisional |= {word for word in reasons if not word.startswith("awaiting")}
        events = self.happened(anchor, stage, view)
        if anchor == "escalated":
            events = []
            opened = next((when for number, when, _ in self.openings[1:] if number == stage), None)
            if opened is not None and not_after(opened, view):
                return StartOfClock(anchor, opened.day, opened.instant, opened, True)
        if events:
            when = min(events, key=lambda event: event.when.start).when
            return StartOfClock(anchor, when.day, when.instant, when, anchor in self.by_customer)
        if anchor in self.by_customer:
            raise Waiting(anchor)
        return self.stand_in(anchor, stage, view, provisional)

    def acknowledgement_kept_by_response(self, stage, view):
        responses = self.done("responded", stage, view)
        acknowledgement = self.promise_of("acknowledged", stage)
        if not responses or acknowledgement is None or not self.applies(acknowledgement, view):
            return False
        response = min(responses, key=lambda event: event.when.start).when
        own = self.done("acknowledged", stage, view)
        return not any(not_after(event.when, response) for event in own)

    def promise_of(self, event, stage):
        """The promise that leads to an event: the plain one before one that says `finally`."""
        promises = [promise for promise in self.stages[stage].promises if promise.event == event] if stage in self.stages else []
        promises.sort(key=lambda promise: promise.finally_)
        return promises[0] if promises else None

    def stand_in(self, anchor, stage, view, provisional):
        promise = self.promise_of(anchor, stage)
        if promise is None or promise.by_customer or not self.applies(promise, view):
            raise Waiting(anchor)
        for_window, self.in_window = self.in_window, False
        try:
            state = self.state(promise, view)
        finally:
            self.in_window = for_window
        if state.status != "dated":
            raise Waiting(anchor)
        seen_from = view.instant if view.is_timed() else min(self.zone.end_of_day(view.day), self.at.instant)
        if for_window and whole_seconds(seen_from) > whole_seconds(state.deadline.at):
            raise Waiting(anchor)  # a window cannot close before ours has happened, and ours is overdue
        provisional.add("awaiting " + anchor)
        provisional |= state.provisional
        deadline = state.deadline
        return StartOfClock(anchor, deadline.day, deadline.at, None, False, deadline.whole_day)

    def start_key(self, start):
        return start.instant if start.instant is not None else self.zone.start_of_day(start.day)

    # --- Limits -----------------------------------------------------------------------------------------------------

    def base(self, limit, stage, view, standstills, state, restart):
        """The due date by a limit, before any extension. Raises `Waiting`, `Unstated` or `Stopped`."""
        if limit.form == "unstated":
            raise Unstated()
        if limit.form == "date-given":
            return self.date_given(limit, stage, view, state)
        if limit.form == "either":
            return self.either(limit, stage, view, standstills, state, restart)
        # A clock that started again still hangs on what it first counted from: one that has not started does not start again.
        try:
            start = self.start(limit.start.anchors[0], stage, view, state.provisional)
        except Waiting as waiting:
            waiting.back = limit.form == "before"
            raise
        state.own_event = start.event
        starts = start.at or Moment(start.day, start.instant, self.start_key(start))
        if restart is not None and (restart.at is None or not_after(starts, restart.at)):
            start = restart
        state.event, state.event_at = start.event, start.at
        return self.counter.count(limit, start, standstills, self.standard)

    def date_given(self, limit, stage, view, state):
        anchor = limit.start.anchors[0]
        if anchor == "stage-start":
            anchor = "received"
        events = [self.receipt] if anchor == "received" else self.happened(anchor, stage, view)
        dated = [event for event in events if event.until is not None]
        state.event = anchor
        if not dated:
            raise Waiting(anchor, at=min(events, key=lambda event: event.when.start).when if events else None)
        last = max(dated, key=lambda event: (event.when.start, self.counter.date_given(event.until, None).at))
        state.event_at = min(events, key=lambda event: event.when.start).when
        start = StartOfClock(anchor, last.when.day, last.when.instant, last.when)
        return replace(self.counter.date_given(last.until, start), stays=True)

    def either(self, limit, stage, view, standstills, state, restart):
        found, unknown, stopped = [], [], None
        for part in limit.parts:
            own = State()
            projected = [calendar.projected for calendar in self.charter.calendars.values()]
            try:
                deadline = self.base(part, stage, view, standstills, own, restart)
                found.append((deadline, own))
            except Waiting as waiting:
                self.restore(projected, own)
                unknown.append(waiting)
                if waiting.event:
                    own.provisional.add("awaiting " + waiting.event)
            except BeyondCalendar as end:
                self.restore(projected, own)
                if not unknown:
                    state.event, state.event_at = own.event, own.event_at
                unknown.append(end)
            except Stopped as stop:
                self.restore(projected, own)
                stopped = stop
            state.provisional |= own.provisional
        if unknown and limit.which == "later":
            raise unknown[0]
        if stopped is not None and (limit.which == "later" or not found):
            raise stopped
        if not found:
            raise unknown[0]
        choose = min if limit.which == "earlier" else max
        deadline, own = choose(found, key=lambda each: (each[0].at, self.start_key(each[0].start) if each[0].start else 0))
        state.event, state.event_at, state.own_event = own.event, own.event_at, own.own_event
        return deadline

    def restore(self, projected, state=None):
        """Nothing rests on a date that there is not."""
        if state is not None:
            state.provisional = {word for word in state.provisional if word.startswith("awaiting")}
        for calendar, was in zip(self.charter.calendars.values(), projected):
            calendar.projected = was

    def limit_of(self, promise, view, state, started=None):
        """The first limit that holds, or that of a notice that relaxes it on the day on which its clock starts, or starts again."""
        limits = [promise.repeat_limit] if promise.repeat else promise.limits
        limit = next((each for each in limits if self.holds(each.condition, promise.stage, view)), None)
        if limit is None:
            return None
        state.target = promise.target
        for variation, lines in promise.variations:
            line = next((line for line in lines if self.holds(line.limit.condition, promise.stage, view)), None)
            if line is None:
                continue
            try:
                start = started or self.variation_start(limit, promise, view)
            except (Waiting, Stopped, BeyondCalendar):
                continue
            if start is None or start < variation.first or variation.last is not None and start > variation.last:
                continue
            state.variation = variation.slug
            if line.target is not None:
                state.target = line.target
            return line.limit
        return limit

    def variation_start(self, limit, promise, view):
        """The local day of the event at which the clock starts."""
        if limit.form == "unstated":
            return None  # no clock starts
        if limit.form == "date-given":
            scratch = State()
            self.date_given(limit, promise.stage, view, scratch)
            return scratch.event_at.day
        if limit.form == "either":
            scratch = State()
            projected = [calendar.projected for calendar in self.charter.calendars.values()]
            self.either(limit, promise.stage, view, [], scratch, None)
            self.restore(projected)  # which limit holds is not what its date rests on
            return self.start(scratch.event, promise.stage, view, set()).day
        return self.start(limit.start.anchors[0], promise.stage, view, set()).day

    # --- The due date of a promise -----------------------------------------------------------------------------------

    def applies(self, promise, view):
        seen_from = view
        deed = self.deed(promise, view)
        view = deed.when if deed else view
        if not self.holds(promise.condition, promise.stage, view):
            return False
        if promise.holds_for is not None:
            answer = promise.holds_for
            if not self.applies(answer, seen_from) or not self.holds(answer.condition, answer.stage, view):
                return False
            if self.limit_of(answer, view, State()) is None:
                return False
            return not self.is_met(answer, seen_from)
        if promise.repeat:
            return True
        return self.limit_of(promise, view, State()) is not None

    def is_met(self, promise, view):
        deed = self.deed(promise, view)
        if deed is None:
            return False
        state = self.state(promise, view)
        ends = any(word.startswith(BEYOND_CALENDAR) for word in state.provisional)
        if state.status == "waiting" and (ends or state.back):
            return False  # nobody can say
        if state.status == "dated":
            return not state.deadline.moment_is_late(deed.when)
        return state.status != "unstated"

    def state(self, promise, view):
        """The due date as it is known in a view: if the promise was kept by then, as it was known when that was done."""
        key = (id(promise), view)
        if key in self.known:
            return self.known[key]
        if key in self.busy:
            raise Refused("the promises wait for each other")
        self.busy.add(key)
        try:
            deed = self.deed(promise, view)
            state = self.work_out(promise, deed.when if deed else view, deed)
        finally:
            self.busy.discard(key)
        if deed is not None:
            state.provisional = {word for word in state.provisional if not word.startswith("awaiting")}
        self.known[key] = state
        return state

    def work_out(self, promise, view, deed):
        """A holding reply is owed by then: as the answer stands, without what the holding reply itself adds."""
        state, answer = State(), promise.holds_for
        limit = self.limit_of(answer or promise, view, state)
        if limit is None:
            return state
        if limit.form == "unstated":
            state.status = "unstated"
            state.target = state.target if answer is None else promise.target
            return state
        if answer is None:
            self.follow(promise, limit, view, deed, state)
            return state
        plain = replace(answer, extensions=[each for each in answer.extensions if each.event != promise.event])
        self.follow(plain, limit, view, deed, state)
        state.not_counted, state.target = [], promise.target
        return state

    def follow(self, promise, limit, view, deed, state, start=None, beginning=None):
        """Follows a clock through its stops, restarts and notices, in order of time. A repetition says where it starts."""
        standstills = self.standstills(promise, view)
        if deed is not None:  # a stop that was not over when it was done lasts until then
            today = not deed.when.is_timed() and self.at.is_timed() and deed.when.day == self.at.day
            ended = self.at if today else deed.when  # it had been done by the moment of the question
            standstills = [each if each.ends else replace(each, ends=ended, last_day=deed.when.day, by_deed=True) for each in standstills]
        if limit.form == "before":
            standstills = []
        clock = Clock(self, promise, limit, standstills, view, start, beginning)
        calendars = self.charter.calendars.values()
        before = [calendar.projected for calendar in calendars]
        for calendar in calendars:
            calendar.projected = False
        try:
            state.deadline = clock.run(state)
            state.status = "dated"
        except Stopped:
            state.status = "stopped"
        except Unstated:
            state.status = "unstated"
        except Waiting as waiting:
            state.status, state.event, state.event_at = "waiting", waiting.event or state.event, waiting.at or state.event_at
            state.back = waiting.back
            if waiting.event and waiting.at is None:
                state.event_at = None
        except BeyondCalendar as end:
            state.status = "waiting"
            state.provisional.add(end.reason)
        if state.status != "dated":
            state.provisional = {word for word in state.provisional if word.startswith(BEYOND_CALENDAR)}
        elif any(calendar.projected for calendar in calendars):
            state.provisional.add("calendar projected")
        for calendar, was in zip(calendars, before):  # what is worked out on the way takes nothing from what it is for
            calendar.projected |= was

    # --- Windows ----------------------------------------------------------------------------------------------------

    def window_state(self, number, view):
        """The customer's time to ask for a stage. Its anchors are of the stage before."""
        self.in_window = True
        try:
            return self.look_at_window(number, view)
        finally:
            self.in_window = False

    def look_at_window(self, number, view):
        window = self.stages[number].window
        found = WindowState(state=State())
        previous = number - 1
        if window.opens is not None:
            opening = State()
            try:
                found.opens = self.base(window.opens, previous, view, [], opening, None)
            except (Waiting, Stopped) as problem:
                found.begun = False
                found.state.event = getattr(problem, "event", None)
                return found
            except BeyondCalendar as end:
                return self.window_without_a_day(found, opening, end)
            found.state.event, found.state.event_at = opening.event, opening.event_at
            found.state.provisional |= opening.provisional
            found.begun = self.is_known(window.opens.start.anchors, previous, view)
            found.opens_at = (
                found.opens.at if found.opens.tick not in ("working_days", "calendar_days")
                else self.zone.start_of_day(found.opens.day)
            )
            if window.lasting is not None:
                when = found.opens.start.at if found.opens.start else None
                start = StartOfClock("opening", found.opens.day, found.opens_at, when)
                lasting = replace(window.lasting, start=Start(["opening"]))
                try:
                    found.deadline = self.counter.count(lasting, start, [], self.standard)
                except BeyondCalendar as end:
                    return self.window_without_a_day(found, opening, end)
            return found
        try:
            found.deadline = self.base(window.limit, previous, view, [], found.state, None)
        except Waiting as waiting:
            found.begun = False
            found.state.event, found.state.event_at = waiting.event, waiting.at
        except Stopped:
            found.begun = False
        except BeyondCalendar as end:
            return self.window_without_a_day(found, found.state, end)
        if found.deadline is not None:
            found.begun = self.has_begun(window.limit, found.deadline, previous, view)
        return found

    def window_without_a_day(self, found, state, end):
        found.begun = False
        found.state.event, found.state.event_at = state.event, state.event_at
        found.state.provisional = {end.reason}
        return found

    def has_begun(self, limit, deadline, stage, view):
        """Whether what the window counts from has happened, so that it can close."""
        if limit.form == "either" and limit.which == "later":
            return all(self.is_known(count.start.anchors, stage, view) for count in limit.counts())
        return deadline.start is None or not deadline.start.stands_in()

    def is_known(self, anchors, stage, view):
        for anchor in anchors:
            if anchor in ("received", "stage-start"):
                continue
            if anchor == "acknowledged" and self.acknowledgement_kept_by_response(stage, view):
                continue
            if anchor == "escalated" and any(number == stage for number, _, _ in self.openings):
                continue
            if not self.happened(anchor, stage, view):
                return False
        return True
