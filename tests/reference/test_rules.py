"""Holds the reference against dates found by hand for the corners of docs/counting.md: `python3 tests/reference/test_rules.py`.

Each case is the body of a charter, what happened, when one asks, and what must come out.
"""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from case import Refused
from outcome import answer
from reader import read

HEAD = """charter "Rules"
  id rules
  version 1
calendar "working days"
  Monday to Friday
  except bank holidays in England and Wales
{receipt}
hours "Office"
{hours}
event "hearing" known beforehand
event "notice"
event "fees notice"
event "fee paid" by the customer
standard "L"
  applies to complaint by any channel
"""
DAY_ZERO = "  the day of receipt is day 0, whenever it came"
OFFICE = "  Monday to Friday 9am to 5pm"


def event(text):
    """`extended=2026-05-08, until=2026-06-01, reason=complex`"""
    name, _, rest = text.partition("=")
    at, *more = rest.split(", ")
    return {"event": name, "at": at, **dict(part.split("=", 1) for part in more)}


def ask(body, received, events, at, receipt=DAY_ZERO, hours=OFFICE):
    charter = read(HEAD.format(receipt=receipt, hours=hours) + body)
    case = {"kind": "complaint", "events": [event("received=" + received)] + [event(each) for each in events]}
    outcome = answer(charter, {"case": case, "at": at})
    return {promise["id"].removeprefix("l/"): promise for promise in outcome["promises"]}, outcome


STAGES = """  stage 1
    we will acknowledge within 5 working days of receipt
    we will respond within 10 working days of receipt
  stage 2 if the customer asks within 28 calendar days of our response, whatever day that is{more}
    we will acknowledge within 5 working days of the request
    we will respond within 20 working days of the request
"""


class Rules(unittest.TestCase):
    def says(self, found, name, **expected):
        for field, value in expected.items():
            self.assertEqual(found[name].get(field), value, f"{name} {field}: {found[name]}")

    def one(self, limit, received, events, at, receipt=DAY_ZERO, hours=OFFICE, name="respond", **expected):
        found, _ = ask(f"  we will {name} {limit}\n", received, events, at, receipt, hours)
        self.says(found, name, **expected)

    def test_stages_of_one_day(self):
        found, _ = ask(STAGES.format(more=""), "2012-09-24T12:24", ["escalated=2012-09-24"], "2012-12-05")
        self.says(found, "stage-1/acknowledge", due="2012-10-01", status="overdue", late_by={"working_days": 47})
        events = ["responded=2026-03-05", "escalated=2026-03-10", "acknowledged=2026-03-10", "responded=2026-03-25"]
        found, _ = ask(STAGES.format(more=""), "2026-03-02", events, "2026-04-01")
        self.says(found, "stage-2/acknowledge", status="met", done_at="2026-03-10")
        self.says(found, "stage-1/acknowledge", status="met", done_at="2026-03-05")
        third = "  stage 3 if the customer asks within 28 calendar days of our response, whatever day that is\n" \
                "    we will respond within 20 working days of the request\n"
        events = ["responded=2026-03-05", "escalated=2026-03-10", "responded=2026-03-20", "escalated=2026-03-20"]
        found, _ = ask(STAGES.format(more="") + third, "2026-03-02", events, "2026-04-01")
        self.says(found, "stage-2/respond", status="met", done_at="2026-03-20")
        self.says(found, "stage-3/respond", status="running")

    def test_stops(self):
        body = ("  we will respond within 1 month of receipt rolling to the next working day\n"
                '    the clock stops from "fees notice" until "fee paid", only the last day included\n')
        found, _ = ask(body, "2026-01-28", ["fees notice=2026-03-02", "fee paid=2026-03-09"], "2026-03-10")
        self.says(found, "respond", due="2026-03-09")
        found, _ = ask(body, "2026-01-28", ["fees notice=2026-02-28", "fee paid=2026-03-09"], "2026-03-10")
        self.says(found, "respond", due="2026-03-09")
        body = ("  the clock stops while paused, only the last day included\n"
                "  we will respond within 5 working days of receipt{end}\n")
        events = ["paused=2026-05-06", "resumed=2026-05-08", "paused=2026-05-08", "resumed=2026-05-13"]
        found, _ = ask(body.format(end=""), "2026-05-05", events, "2026-05-15")
        self.says(found, "respond", due="2026-05-19")
        # Stopped at 10am on the last day, which ends at 4pm, and resumed at 5pm: the next working day.
        events = ["paused=2026-05-12T10:00", "resumed=2026-05-12T17:00"]
        found, _ = ask(body.format(end=" by 4pm"), "2026-05-05", events, "2026-05-15")
        self.says(found, "respond", due_at="2026-05-13T16:00:00+01:00")
        # Resumed on a Saturday: the first working day from then on.
        events = ["paused=2026-05-12", "resumed=2026-05-16"]
        found, _ = ask(body.format(end=""), "2026-05-05", events, "2026-05-16")
        self.says(found, "respond", due="2026-05-18")

    def test_lateness_may_stand_still(self):
        body = ("  the clock stops while paused, only the last day included{how}\n"
                "  we will respond within 5 working days of receipt\n")
        events = ["paused=2026-05-14", "resumed=2026-05-20"]
        for how, days in (("", 8), (", even when overdue", 4)):
            found, _ = ask(body.format(how=how), "2026-05-05", events, "2026-05-22")
            self.says(found, "respond", due="2026-05-12", status="overdue", late_by={"working_days": days})

    def test_receipt_rules(self):
        rules = "  received from 5:30pm counts as the next day\n  received on a closed day counts as that day"
        self.one("within 1 working day of receipt", "2017-07-14T22:00", [], "2017-07-15", rules, due="2017-07-17")
        rules = "  received from 5:30pm counts as the next day\n  received on a closed day counts as the next working day"
        self.one("within 1 working day of receipt", "2017-07-14T22:00", [], "2017-07-15", rules, due="2017-07-18")
        day_one = "  the day of receipt is day 1"
        for limit, due in [
            ("by the next working day after receipt", "2026-05-06"), ("on the second working day after receipt", "2026-05-07"),
            ("5 clear working days after receipt", "2026-05-13"), ("within 5 working days of receipt", "2026-05-11"),
            ("within 1 calendar day beginning with the day after receipt, whatever day that is", "2026-05-06"),
            ("within 1 month of receipt, whatever day that is", "2026-06-04"),
            ("within 5 working days of the next working day after receipt", "2026-05-13"),
        ]:
            self.one(limit, "2026-05-05", [], "2026-05-05", day_one, due=due)

    def test_parts_have_their_own_calendar(self):
        body = ('  we will respond by the earlier of 20 working days after receipt in "weekends" and '
                "60 working days after receipt\n")
        text = HEAD.format(receipt=DAY_ZERO, hours=OFFICE).replace(
            'event "hearing"', 'calendar "weekends"\n  Saturday, Sunday\nevent "hearing"', 1
        ).replace("  applies to", '  counts in "working days"\n  applies to')
        charter = read(text + body)
        case = {"kind": "complaint", "events": [event("received=2026-05-04")]}
        promise = answer(charter, {"case": case, "at": "2026-05-04"})["promises"][0]
        self.assertEqual(promise["due"], "2026-07-12")  # ten weekends

    def test_shifts_over_midnight(self):
        night = "  Monday to Friday 6pm to 3am\n  closed 31 August 2026"
        self.one("within 5 working hours of receipt", "2026-08-28T23:30", [], "2026-08-29", hours=night,
                 due_at="2026-09-01T19:30:00+01:00")

    def test_repetitions(self):
        body = "  we will respond with no time stated\n  we will update every 5 working days until responded\n"
        found, _ = ask(body, "2026-03-02", ["updated=2026-02-27"], "2026-03-04")
        self.says(found, "update", due="2026-03-09", counted_from={"event": "received", "at": "2026-03-02"})
        found, _ = ask(body, "2026-03-02", ["updated=2026-03-05"], "2026-03-06")
        self.says(found, "update", due="2026-03-12", counted_from={"event": "updated", "at": "2026-03-05"})
        found, _ = ask(body, "2026-03-02", ["updated=2026-03-05", "responded=2026-03-10"], "2026-03-20")
        self.says(found, "update", status="met", done_at="2026-03-05", late_by=None)
        found, _ = ask(body, "2026-03-02", ["responded=2026-03-11"], "2026-03-20")
        self.says(found, "update", status="late", done_at=None, late_by={"working_days": 2})

    def test_windows_that_open_later(self):
        stages = ("  stage 1\n    we will respond within 10 working days of receipt\n"
                  "  stage 2 if the customer asks from 21 calendar days after receipt, whatever day that is, for 10 working days{early}\n"
                  "    we will respond within 20 working days of the request\n")
        expected = {"opens": "2026-03-23", "opens_at": "2026-03-23T00:00:00+00:00", "due": "2026-04-08"}
        found, _ = ask(stages.format(early=""), "2026-03-02", [], "2026-03-20")
        self.says(found, "stage-2/escalate", status="waiting", **expected)
        found, outcome = ask(stages.format(early=""), "2026-03-02", ["escalated=2026-03-11"], "2026-03-20")
        self.says(found, "stage-2/escalate", status="early", **expected)
        self.says(found, "stage-2/respond", status="waiting")
        self.assertEqual(outcome["next_change_at"], "2026-03-23T00:00:00+00:00")
        found, _ = ask(stages.format(early=", early requests wait until then"), "2026-03-02", ["escalated=2026-03-11"], "2026-03-24")
        self.says(found, "stage-2/escalate", status="met")
        self.says(found, "stage-2/respond", due="2026-04-22")
        found, _ = ask(stages.format(early=", early requests are refused"), "2026-03-02", ["escalated=2026-03-11"], "2026-03-24")
        self.says(found, "stage-2/escalate", status="running", not_counted=[
            {"event": "escalated", "at": "2026-03-11", "because": "asked too early"}])
        found, _ = ask(stages.format(early=", early requests count"), "2026-03-02", ["escalated=2026-03-11"], "2026-03-12")
        self.says(found, "stage-2/escalate", status="met")
        self.says(found, "stage-2/respond", due="2026-04-10")
        endless = stages.replace(", for 10 working days", "").format(early="")
        found, _ = ask(endless, "2026-03-02", [], "2026-03-24")
        self.says(found, "stage-2/escalate", status="running", due=None)

    def test_ends_at_midnight_and_hours_from_days(self):
        self.one("within 24 hours of receipt on working days only", "2026-03-28T11:00", [], "2026-03-28",
                 due="2026-03-30", due_at="2026-03-31T00:00:00+01:00")
        self.one("within 4 hours of the next working day after receipt", "2026-03-02T10:00", [], "2026-03-02",
                 due_at="2026-03-04T04:00:00+00:00")

    def test_counts_back(self):
        self.one('at least 5 working days before "hearing"', "2026-03-02", ["responded=2026-03-03"], "2026-03-04", status="waiting")

    def test_restarts_after_a_reply_in_time(self):
        body = ("  we will respond within 10 working days of receipt\n  we will finally respond within 5 working days of receipt\n"
                "    the clock starts again at reopened\n")
        events = ["responded=2026-03-05", "reopened=2026-03-30", "responded=2026-04-01"]
        found, _ = ask(body, "2026-03-02", events, "2026-04-10")
        self.says(found, "finally-respond", status="met", counted_from={"event": "reopened", "at": "2026-03-30"})
        found, _ = ask(body, "2026-03-02", ["responded=2026-03-05", "reopened=2026-03-05"], "2026-03-06")
        self.says(found, "finally-respond", status="running")

    def test_extensions(self):
        calendar_days = ("  we will respond within 30 calendar days of receipt rolling to the next working day\n"
                         "    may extend by 30 calendar days rolling to the next working day, if told before the due date\n")
        found, _ = ask(calendar_days, "2026-02-27", ["extended=2026-03-10"], "2026-03-11")
        self.says(found, "respond", due="2026-04-28")
        months = ("  we will respond within 1 month of receipt, whatever day that is\n"
                  "    may extend by 1 month, whatever day that is, twice, if told before the due date\n")
        found, _ = ask(months, "2026-01-31", ["extended=2026-02-10", "extended=2026-02-11"], "2026-03-11")
        self.says(found, "respond", due="2026-04-30")
        found, _ = ask(months, "2026-01-31", ["extended=2026-02-10", "extended=2026-02-11", "extended=2026-02-12"], "2026-03-11")
        self.says(found, "respond", due="2026-04-30",
                  not_counted=[{"event": "extended", "at": "2026-02-12", "because": "already extended"}])
        at_four = ("  we will respond within 5 working days of receipt by 4pm\n"
                   "    may extend to the date we give, once, if told before the due date\n")
        notices = ["extended=2026-03-04, until=2026-03-20"]
        found, _ = ask(at_four, "2026-03-02", notices, "2026-03-05")
        self.says(found, "respond", due_at="2026-03-20T23:59:59+00:00")
        found, _ = ask(at_four, "2026-03-02", notices + ["extension corrected=2026-03-05, until=2026-03-18T09:00"], "2026-03-05")
        self.says(found, "respond", due_at="2026-03-18T09:00:00+00:00")
        found, _ = ask(at_four, "2026-03-02", notices + ["extension withdrawn=2026-03-05"], "2026-03-05")
        self.says(found, "respond", due="2026-03-09", not_counted=[
            {"event": "extended", "at": "2026-03-04", "because": "withdrawn"}])

    def test_the_date_given(self):
        self.one('by the date given with "notice"', "2011-07-01", ["notice=2011-07-02, until=2011-07-05T06:55"], "2011-07-03",
                 due_at="2011-07-05T06:55:00+01:00")

    def test_what_was_kept_stays_kept(self):
        body = "  we will acknowledge within 5 working days of receipt\n  we will respond within 10 working days of our acknowledgement\n"
        found, _ = ask(body, "2026-03-02", ["responded=2026-03-04", "acknowledged=2026-03-20"], "2026-04-01")
        self.says(found, "acknowledge", status="met", done_at="2026-03-04")
        self.says(found, "respond", status="met", provisional=[])

    def test_windows_that_have_not_begun(self):
        found, _ = ask(STAGES.format(more=", later requests are refused"), "2026-03-02", ["escalated=2026-05-05"], "2026-05-06")
        self.says(found, "stage-2/escalate", status="met")
        self.says(found, "stage-2/respond", status="running")
        found, _ = ask(STAGES.format(more=""), "2026-03-02", [], "2026-05-06")
        self.says(found, "stage-2/escalate", status="waiting", due=None)
        events = ["responded=2026-03-05", "escalated=2026-05-05", "acknowledged=2026-05-06"]
        found, _ = ask(STAGES.format(more=", later requests are refused"), "2026-03-02", events, "2026-05-07")
        self.says(found, "stage-2/escalate", status="lapsed", late_by={"calendar_days": 33})
        self.says(found, "stage-2/acknowledge", status="waiting")

    def test_provisional_by_every_part(self):
        body = ("  we will acknowledge within 5 working days of receipt\n"
                "  we will respond by the later of 14 working days after receipt and 7 working days after our acknowledgement\n")
        found, _ = ask(body, "2026-03-02", [], "2026-03-03")
        self.says(found, "respond", provisional=["awaiting acknowledged"])

    def test_a_calendar_that_ends(self):
        rules = "  open only from 5 January 2026 to 13 February 2026\n" + DAY_ZERO
        body = "  we will respond within 5 working days of receipt\n  we will send within 2 calendar days of receipt, whatever day that is\n"
        found, _ = ask(body, "2026-02-12", [], "2026-02-12", rules)
        self.says(found, "respond", status="waiting", provisional=["calendar ends 2026-02-13"])
        self.says(found, "send", status="running", due="2026-02-14")

    def test_a_calendar_that_begins(self):
        rules = "  open only from 5 January 2026 to 13 February 2026\n" + DAY_ZERO
        body = "  we will respond at least 5 working days before \"hearing\"\n  we will send within 2 calendar days of receipt, whatever day that is\n"
        found, _ = ask(body, "2026-01-05", ["hearing=2026-01-08"], "2026-01-06", rules)
        self.says(found, "respond", status="waiting", provisional=["calendar begins 2026-01-05"])
        self.says(found, "send", status="running", due="2026-01-07")

    def test_before_bank_holidays_are_known(self):
        hours, days = "  we will send within 36 hours of receipt\n", "  we will respond within 5 working days of receipt\n"
        found, _ = ask(hours, "1972-01-01T00:00", [], "1972-01-02")
        self.says(found, "send", due="1972-01-02", due_at="1972-01-02T12:00:00+00:00")
        for body in hours + days, hours + "    warn 1 working day before\n", "  we will send within 2 weeks of receipt, whatever day that is\n":
            with self.assertRaisesRegex(Refused, "before 1990"):
                ask(body, "1989-12-31T00:00", [], "1990-02-01")
            ask(body, "1990-01-01T00:00", [], "1990-02-01")
        with self.assertRaisesRegex(Refused, "before 1972"):
            ask(hours, "1971-12-31T00:00", [], "1972-02-01")

    def test_what_the_customer_did_again(self):
        limit = '  we will respond within 5 working days of "fee paid"\n'
        restarting = '    the clock starts again at "fee paid"\n'
        of_receipt = "  we will respond within 5 working days of receipt\n" + restarting
        events = ["fee paid=2026-03-03", "responded=2026-03-04", "fee paid=2026-03-05"]
        again = [{"event": "fee-paid", "at": "2026-03-05", "because": "came again"}]
        for body, not_counted in (limit, again), (limit + restarting, again), (of_receipt, None):
            found, _ = ask(body, "2026-03-02", events, "2026-03-06")
            self.assertEqual(found["respond"].get("not_counted"), not_counted)
        body = "  we will respond within 5 working days of receipt\n    otherwise we will hold by then\n" + restarting
        found, _ = ask(body, "2026-03-02", ["fee paid=2026-03-03", "held=2026-03-04", "fee paid=2026-03-05"], "2026-03-06")
        self.assertNotIn("not_counted", found["hold"])


if __name__ == "__main__":
    unittest.main()
