"""Puts an answer into the form of docs/outcome.md: who is promised what, by when, and where it stands."""

from dataclasses import replace
from datetime import date

from asked import asks_for_bank_holidays
from case import Moment, Refused, after, end_of, in_turns, not_after, read_event, read_moment, shown, without_duplicates
from charter import ACTIONS, BUILT_IN_EVENTS, event_of
from evaluation import Evaluation
from reader import slug
from state import Deed, State, Waiting
from warning import warnings_of
from working_days import BEYOND_CALENDAR, FIRST_DAY
from zones import whole_seconds, zone as zone_called

KNOWN_EVENTS = set(BUILT_IN_EVENTS) | {event_of(action) for action in ACTIONS}


def standard_for(charter, kind, channel, service):
    """A named service beats a kind, and a kind beats a channel."""
    best, best_rank = None, None
    for standard in charter.standards:
        for kinds, channels, for_service in standard.applies:
            if kind not in (kinds or ["enquiry"]) or channels and channel not in channels:
                continue
            if for_service is not None and for_service != service:
                continue
            rank = (for_service is not None, bool(kinds), bool(channels))
            if best_rank is None or rank > best_rank:
                best, best_rank = standard, rank
    return best


def kind_where_none_is_given(charter):
    """`enquiry`, or the only kind that the charter knows."""
    kinds = {kind for standard in charter.standards for named, _, _ in standard.applies for kind in named or ["enquiry"]}
    return kinds.pop() if len(kinds) == 1 else "enquiry"


def answer(charter, question):
    """The outcome of a question, as JSON."""
    zone = zone_called(charter.zone)
    given = question["case"]
    known_on = date.fromisoformat(question["known_on"]) if question.get("known_on") else None
    for calendar in charter.calendars.values():
        calendar.know_on(known_on)
    at = read_moment(question["at"], zone)
    if not at.is_timed():
        at = end_of(at.day, zone)
    named = reasons_named(charter)
    events = [read_event(event, zone) for event in given["events"]]
    events = [event if event.reason in named else replace(event, reason=None) for event in events]
    check_names(charter, events)
    named_stages = {event.stage for event in events if event.stage is not None}
    beforehand = {name for name, event in charter.events.items() if event.known_beforehand}
    earliest = min([event.when.day for event in events], default=at.day)
    if earliest < FIRST_DAY:
        raise Refused("before 1972")
    # What happened after the moment of the question has not happened yet, and says nothing of what did.
    always = beforehand | {"received"}
    events = without_duplicates([event for event in events if event.when.start <= at.instant or event.name in always])
    receipts = [event for event in events if event.name == "received"]
    if not receipts:
        raise Refused("when was it received?")
    if receipts[0].when.start > at.instant:
        raise Refused("received after the moment of the question")
    ended = end_of_case(charter, receipts[0], events, at, zone)
    asked_at = at
    if ended is not None:  # from then on nothing more is owed
        at = ended[1]
        events = [event for event in events if event.when.start <= at.instant or event.name in beforehand]
    kind = slug(given["kind"]) if given.get("kind") else kind_where_none_is_given(charter)
    channel = slug(given["channel"]) if given.get("channel") else None
    service = slug(given["service"]) if given.get("service") else None
    standard = standard_for(charter, kind, channel, service)
    if earliest.year < 1990 and standard and asks_for_bank_holidays(charter, standard):
        raise Refused("before 1990")
    if standard is None:
        return outcome(charter, zone, asked_at, [], None, ended[0] if ended else None)
    stages = {stage.number for stage in standard.stages}
    if not named_stages <= stages:
        raise Refused("an event names a stage that the standard does not have")
    facts = dict(charter.fact_defaults)
    for name, value in given.get("facts", {}).items():
        facts[slug(name)] = slug(value) if isinstance(value, str) else value
    choices = {slug(name): slug(option) for name, option in question.get("choices", {}).items()}
    evaluation = Evaluation(charter, standard, events, facts, choices, at, zone)
    writer = OutcomeWriter(evaluation)
    promises = []
    for stage in standard.stages:
        if stage.number > 1:
            promises.append(writer.window(stage.number))
        for promise in stage.promises:
            if evaluation.applies(promise, at):
                promises.append(writer.repeat(promise) if promise.repeat else writer.promise(promise))
    if ended is None:
        return outcome(charter, zone, at, promises, writer.next_change(promises))
    return outcome(charter, zone, asked_at, [at_the_end(promise) for promise in promises], None, ended[0])


def end_of_case(charter, receipt, events, at, zone):
    """The event that ended the case, and the moment of that end; nothing where it goes on, or was reopened since."""
    happened = [event for event in events if event.when.start <= at.instant]
    ends = [event for event in happened if event.name in charter.ends and not_after(receipt.when, event.when)]
    marks = [replace(event, name="end") for event in ends] + [event for event in happened if event.name == "reopened"]
    since = None
    for mark in in_turns(marks, "end", "reopened"):
        if mark.name == "reopened":
            since = None
        elif since is None:
            since = mark
    if since is None:
        return None
    event = min((event for event in ends if event.when == since.when), key=lambda event: charter.ends.index(event.name))
    if since.when.is_timed():
        return event, since.when
    end = end_of(since.when.day, zone)
    return event, end if end.instant < at.instant else at


def at_the_end(row):
    """What was missed stays missed, and what was not yet due is no longer owed."""
    if row["status"] == "overdue":
        row["status"] = "late"
    elif row["status"] in ("waiting", "running", "stopped", "early") or row["status"] == "unstated" and row["done_at"] is None:
        row["status"] = "cancelled"
    else:
        return row
    row["due_soon"] = False
    row.pop("warn_at", None)
    row["provisional"] = [word for word in row["provisional"] if not word.startswith("awaiting")]
    return row


def reasons_named(charter):
    """A reason that the charter does not name says nothing."""
    promises = [promise for standard in charter.standards for stage in standard.stages for promise in stage.promises]
    return {reason for promise in promises for extension in promise.extensions for reason in extension.reasons}


def check_names(charter, events):
    for event in events:
        if event.name not in KNOWN_EVENTS and event.name not in charter.events:
            raise Refused(f"event {event.name} is not known")


def outcome(charter, zone, at, promises, next_change, ended=None):
    first, last = charter.in_force
    case = {"ended": {"event": ended.name, "at": shown(ended.when, zone)}} if ended else {}
    return {
        "case": case,
        "charter": {"id": charter.id, "version": charter.version, "title": charter.title,
                    "in_force": {"from": first and str(first), "until": last and str(last)}},
        "at": zone.iso(at.instant),
        "promises": [{key: value for key, value in promise.items() if not key.startswith("_")} for promise in promises],
        "next_change_at": next_change,
    }


class OutcomeWriter:
    def __init__(self, evaluation):
        self.evaluation, self.zone, self.at = evaluation, evaluation.zone, evaluation.at
        self.counter = evaluation.counter

    def row(self, id, stage, action):
        return {
            "id": id, "stage": stage, "action": action, "counted_from": None, "due": None, "due_at": None, "provisional": [],
            "status": "waiting", "due_soon": False, "done_at": None, "late_by": None, "target": None,
        }

    def fill(self, row, state):
        if state.event is not None and state.status != "unstated":
            at = shown(state.event_at, self.zone) if state.event_at else None
            row["counted_from"] = {"event": state.event, "at": at}
        if state.deadline is not None:
            row["due"], row["due_at"] = str(state.deadline.day), self.zone.iso(state.deadline.at)
        row["provisional"] = sorted(state.provisional)
        row["target"] = state.target
        if state.variation:
            row["variation"] = state.variation

    def calendar(self, deadline):
        if deadline.is_date_given and deadline.start is not None and deadline.calendar is None:
            return None
        return deadline.calendar or self.evaluation.charter.calendars.get(self.evaluation.standard.calendar)

    def judge(self, row, state, deed, frozen=()):
        """Sets the status: done or not, in time or not."""
        if deed is not None:
            row["done_at"] = shown(deed.when, self.zone)
        if state.status == "unstated":
            row["status"] = "unstated"
        elif state.status != "dated":
            ends = any(word.startswith(BEYOND_CALENDAR) for word in state.provisional)
            row["status"] = "met" if deed is not None and not state.back and not ends else state.status
        elif deed is not None:
            late = state.deadline.moment_is_late(deed.when)
            row["status"] = "late" if late else "met"
            if late:
                row["late_by"] = self.counter.late_by(state.deadline, deed.when, frozen)
        elif state.deadline.moment_is_late(self.at):
            row["status"] = "overdue"
            row["late_by"] = self.counter.late_by(state.deadline, self.at, frozen)
        else:
            row["status"] = "running"
            row["due_soon"] = self.counter.is_due_soon(state.deadline, self.at, self.calendar(state.deadline))

    def warn(self, row, promise, state):
        if row["status"] == "running" and promise.warnings:
            warnings = warnings_of(self.counter, promise, state.deadline, self.evaluation.standard)
            if warnings:
                row["warn_at"] = [self.zone.iso(each) for each in warnings]
            row["due_soon"] = any(each <= self.at.instant for each in warnings)

    def promise(self, promise):
        evaluation = self.evaluation
        row = self.row(promise.id, promise.stage, promise.action)
        state = evaluation.state(promise, self.at)
        deed = evaluation.deed(promise, self.at)
        self.fill(row, state)
        stopped = promise.holds_for or promise  # a holding reply stands still with its answer
        frozen = [each for each in evaluation.standstills(stopped, deed.when if deed else self.at) if each.even_when_overdue]
        self.judge(row, state, deed, frozen)
        self.warn(row, promise, state)
        if promise.by_customer and row["status"] == "overdue":
            row["status"], row["late_by"] = "lapsed", None
        not_counted = [(event, because) for event, because in state.not_counted]
        own = state.own_event
        again = [event for event in evaluation.happened(own, promise.stage, self.at)] if own else []
        is_named = own in evaluation.by_customer and own not in ("received", "escalated")
        if state.deadline is not None and deed is not None and is_named and not promise.finally_ and any(not_after(event.when, deed.when) for event in again):
            later = [event for event in again if evaluation.has_happened(event) and after(event.when, deed.when)]
            not_counted += [(event, "came again") for event in later]
        self.add_not_counted(row, not_counted)
        return row

    def add_not_counted(self, row, not_counted):
        not_counted.sort(key=lambda each: (each[0].when.start, each[0].name, each[1]))
        if not_counted:
            row["not_counted"] = [
                {"event": event.name, "at": shown(event.when, self.zone), "because": because} for event, because in not_counted
            ]

    def repeat(self, promise):
        """Owed again and again: each time it is done starts the clock again."""
        evaluation = self.evaluation
        row = self.row(promise.id, promise.stage, promise.action)
        row["target"] = promise.target
        ends = evaluation.done(promise.repeat_until, promise.stage, self.at) if promise.repeat_until else []
        end = min(ends, key=lambda event: event.when.start).when if ends else None
        try:
            start = evaluation.start(promise.repeat_start, promise.stage, end or self.at, set())
        except Waiting as waiting:
            row["counted_from"] = {"event": waiting.event, "at": None}
            row["status"] = "waiting" if end is None else "met"  # it ended before it began
            return row
        beginning = start.at or Moment(start.day, start.instant, start.instant or self.zone.start_of_day(start.day))
        started = start.at is not None
        deeds = [
            event.when for event in evaluation.done(promise.event, promise.stage, self.at)
            if started and not_after(beginning, event.when) and (end is None or not_after(event.when, end))
        ]
        deeds.sort(key=lambda when: when.start)
        done_at = None
        for deed in deeds + ([end] if end is not None else []):
            state = self.gap(promise, beginning, start, deed, deed) if end is not None else None
            if state is not None and state.deadline is not None and state.deadline.moment_is_late(deed):
                self.fill(row, state)
                row["status"] = "late"
                row["done_at"] = shown(deed, self.zone) if deed is not end else None
                frozen = [each for each in evaluation.standstills(promise, deed) if each.even_when_overdue]
                row["late_by"] = self.counter.late_by(state.deadline, deed, frozen)
                return row
            if deed is end:
                break
            done_at = deed
            start = replace(start, event=promise.event, day=deed.day, instant=deed.instant, at=deed, by_customer=False,
                            end_of_its_day=False)
        if end is not None:
            self.fill(row, state)
            row["status"] = "met"
            row["done_at"] = shown(done_at, self.zone) if done_at else None
            return row
        state = self.gap(promise, beginning, start, self.at, None)
        self.fill(row, state)
        frozen = [each for each in evaluation.standstills(promise, self.at) if each.even_when_overdue]
        self.judge(row, state, None, frozen)
        self.warn(row, promise, state)
        return row

    def gap(self, promise, beginning, start, view, deed):
        """The clock that runs from one time it was done to the next."""
        evaluation = self.evaluation
        state = State(target=promise.target)
        state.event, state.event_at = start.event, start.at
        limit = replace(promise.repeat_limit, states_start=start.event == promise.event)
        once = replace(promise, extensions=[])
        evaluation.follow(once, limit, view, Deed(deed, promise.event) if deed is not None else None, state, start, beginning)
        return state

    # --- The customer's time to ask ---------------------------------------------------------------------------------

    def window(self, number):
        evaluation = self.evaluation
        window = evaluation.stages[number].window
        row = self.row(f"{evaluation.standard.slug}/stage-{number}/escalate", number, "escalate")
        requests = [request for request in evaluation.requests if request.stage == number]
        opening = next((request for request in requests if not request.refused), None)
        refused = [request for request in requests if request.refused]
        not_counted = [
            (request.event, "asked too late" if request.verdict == "late" else "asked too early") for request in refused
        ]
        if opening is not None:
            row["done_at"] = shown(opening.event.when, self.zone)
        if window is None or window.limit is None and window.opens is None or (
                window.limit is not None and window.limit.form == "unstated"):
            row["status"] = "unstated"
            return row
        # What was asked for, in time or not, is as it stood when the customer asked.
        late = [request for request in refused if request.verdict == "late"]
        asked = opening or (late[0] if late else None)
        view = asked.event.when if asked is not None else self.at
        for calendar in evaluation.charter.calendars.values():
            calendar.projected = False
        found = evaluation.window_state(number, view)
        found.state.status = "dated" if found.deadline is not None else "waiting"
        projected = any(calendar.projected for calendar in evaluation.charter.calendars.values())
        if found.opens is not None:
            row["opens"], row["opens_at"] = str(self.zone.day(found.opens_at)), self.zone.iso(found.opens_at)
            row["_opens_at"] = found.opens_at
        if found.deadline is not None:
            found.state.deadline = found.deadline
            if projected:
                found.state.provisional.add("calendar projected")
        elif found.opens is None:
            found.state.provisional = {word for word in found.state.provisional if word.startswith(BEYOND_CALENDAR)}
        elif projected and not any(word.startswith(BEYOND_CALENDAR) for word in found.state.provisional):
            found.state.provisional.add("calendar projected")
        if opening is not None:
            found.state.provisional = {word for word in found.state.provisional if not word.startswith("awaiting")}
        self.fill(row, found.state)
        if opening is not None:
            if opening.verdict == "late":
                row["status"] = "late"
                row["late_by"] = self.counter.late_by(found.deadline, opening.event.when)
            elif opening.verdict == "early" and opening.effective.start > self.at.instant:
                row["status"] = "early"
            else:
                row["status"] = "met"
        elif found.opens is not None and self.at.instant < found.opens_at:
            row["status"] = "early" if any(request.verdict == "early" for request in refused) else "waiting"
        elif not found.begun and found.deadline is None:
            row["status"] = "waiting"
        elif found.deadline is None:
            row["status"] = "running" if found.opens is not None else "waiting"
        elif found.begun and found.deadline.moment_is_late(self.at):
            row["status"] = "lapsed"
            if late:
                row["late_by"] = self.counter.late_by(found.deadline, late[0].event.when)
                row["done_at"] = shown(late[0].event.when, self.zone)
                row["provisional"] = [word for word in row["provisional"] if not word.startswith("awaiting")]
        else:
            row["status"] = "running"
            row["due_soon"] = self.counter.is_due_soon(found.deadline, self.at, self.calendar(found.deadline))
        self.add_not_counted(row, not_counted)
        return row

    # --- What happens next ------------------------------------------------------------------------------------------

    def next_change(self, promises):
        """The first moment after which a status may be another, if nothing happens."""
        moments = []
        for promise in promises:
            warnings = [read_moment(each, self.zone).instant for each in promise.get("warn_at", [])]
            moments += [each for each in warnings if each > self.at.instant]
            if promise["status"] == "running" and promise["due_at"]:
                moments.append(read_moment(promise["due_at"], self.zone).instant)
            if promise.get("_opens_at") is not None and promise["status"] in ("waiting", "early"):
                moments.append(promise["_opens_at"])
        later = [moment for moment in moments if whole_seconds(moment) >= whole_seconds(self.at.instant)]
        for event in self.evaluation.events:  # it has happened from its moment on, and not only after it
            if event.name in self.evaluation.beforehand and event.when.start > self.at.instant:
                later.append(event.when.start)
        return self.zone.iso(min(later)) if later else None
