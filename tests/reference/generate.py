"""Makes random charters and cases, a line of JSON each.

    python3 tests/reference/generate.py --seed 1 --from 0 --count 100

Question k of seed s is the same whatever comes before it. Eight questions in a row share a charter. `forms` names what the
charter uses of the language and `shapes` what the case is like, so that one can see what was covered. `--without` leaves
forms out.
"""

import argparse
import json
import random
import re
from datetime import date, datetime, timedelta

from zones import zone

CASES_PER_CHARTER = 8
DAY = timedelta(days=1)
MONTHS = "January February March April May June July August September October November December".split()
OTHER_ZONES = ["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Europe/Dublin", "Asia/Tokyo"]
REASONS = ["complex", "voluminous"]

# action -> its event and the words for it in a limit
OUR_ACTIONS = {
    "acknowledge": ("acknowledged", "our acknowledgement"),
    "respond": ("responded", "our response"),
    "inspect": ("inspected", '"inspected"'),
    "repair": ("repaired", '"repaired"'),
    "decide": ("decided", '"decided"'),
    "visit": ("visited", '"visited"'),
    "send": ("sent", '"sent"'),
    "make safe": ("made safe", '"made safe"'),
    "deal with": ("dealt with", '"dealt with"'),
    "supply": ("supplied", '"supplied"'),
}
MANNERS = ["in writing", "by telephone", "by email", "by letter", "in person", "in full"]
STRENGTHS = [("will", 7), ("aim to", 1), ("will usually", 1), ("will endeavour to", 0.5), ("try to", 0.5), ("normally", 0.5)]
RECEIPTS = ["receipt"] * 12 + ["the first ring", "arrival", "the call", "the message"]

# What a standard may apply to: its line, and the kind, the channels and the service of a case that it is for.
CONTACTS = [
    ("complaint by any channel", "complaint", ["email", "letter", "telephone"], None),
    ("letter, email", "enquiry", ["letter", "email"], None),
    ('email to "Contact centre"', "enquiry", ["email"], "Contact centre"),
    ("missed bin by telephone, web form", "missed bin", ["telephone", "web-form"], None),
    ('missed bin to "Contact centre"', "missed bin", ["letter", "telephone"], "contact-centre"),
    ("self service and in person", "enquiry", ["self service", "in-person"], None),
    ("information request", "information request", ["fax", "web chat"], None),
    ("complaint by letter", "complaint", ["letter"], None),
]
EVENTS = [
    ('event "turned away" "nobody was there"', "turned away"),
    ('event "notice"', "notice"),
    ('event "fees notice"', "fees notice"),
    ('event "fee paid" by the customer', "fee paid"),
    ('event "clarified" by the customer', "clarified"),
    ('event "hearing" known beforehand', "hearing"),
    ('event "papers" by the customer', "papers"),
]


def date_text(day):
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def time_text(seconds):
    if seconds == 12 * 3600:
        return "midday"
    if seconds in (0, 24 * 3600):
        return "midnight"
    hour, minute, second = seconds // 3600, seconds // 60 % 60, seconds % 60
    text = str((hour - 1) % 12 + 1)
    if minute or second:
        text += f":{minute:02}"
    if second:
        text += f":{second:02}"
    return text + ("am" if hour < 12 else "pm")


class CharterMaker:
    """One random charter, line by line. What a case needs to know of it is kept beside the text."""

    def __init__(self, seed, number, without=()):
        self.random = random.Random(f"{seed}/charter/{number}")
        self.without = set(without)
        self.forms = set()
        self.lines = []
        self.in_hours = self.chance(0.3)
        self.year = self.some_year()
        self.zone = "Europe/London" if self.chance(0.88) else self.choose(OTHER_ZONES)
        self.numbers = [1, 2]  # days after which something is likely to be due
        self.used = {}  # events that the charter speaks of, with their weight
        self.times = [0, 9 * 3600, 12 * 3600, 17 * 3600, 24 * 3600 - 1]  # seconds of the day at which something happens
        self.with_until = set()
        self.stages = 1
        self.choices = {}
        self.facts = []
        self.fact_values = {}  # of those that are more than yes or no
        self.hours_names = []
        self.default_hours = False  # whether a limit need not name its hours
        self.contacts = []  # for each standard: kind, channels, service, stages
        self.second_calendar = None
        self.make()

    # --- Chance -----------------------------------------------------------------------------------------------------

    def chance(self, share):
        return self.random.random() < share

    def choose(self, options):
        return options[self.random.randrange(len(options))]

    def weighted(self, options):
        total = self.random.random() * sum(weight for _, weight in options)
        for option, weight in options:
            total -= weight
            if total <= 0:
                return option
        return options[-1][0]

    def allows(self, form):
        return form not in self.without

    def uses(self, form):
        self.forms.add(form)

    def may_use(self, form, share):
        """Whether a form is taken, by chance and where it is not left out. Then it is noted."""
        if self.chance(share) and self.allows(form):
            self.forms.add(form)
            return True
        return False

    def some_year(self):
        first, last = self.weighted([((2010, 2027), 60), ((1990, 2009), 20), ((2028, 2040), 12), ((2041, 2097), 5), ((1972, 1989), 3)])
        return self.random.randint(first, last)

    def mention(self, event, weight=2):
        self.used[event] = max(weight, self.used.get(event, 0))

    # --- The charter ------------------------------------------------------------------------------------------------

    def add(self, indent, text):
        self.lines.append(" " * indent + text)

    def make(self):
        self.add(0, 'charter "Random"')
        self.add(2, "id random")
        self.add(2, "version 1")
        self.add(2, "in force from 1 January 1990")
        if self.zone != "Europe/London":
            self.uses("another zone")
            self.add(2, f"zone {self.zone}")
        self.add(2, "one ring is 3 seconds")
        if self.may_use("choice", 0.12):
            self.add(0, 'choice "reading" "how it is read"')
            self.add(2, 'option "plain" by default')
            self.add(2, 'option "other"')
            self.choices["reading"] = ["plain", "other"]
        self.has_hours = self.in_hours or self.chance(0.25)
        self.has_second = self.may_use("second calendar", 0.25)
        self.has_bank_holidays = False  # of the first calendar
        self.calendar("working days", True)
        if self.has_second:
            self.calendar("school days", False)
            self.second_calendar = "school days"
        self.add(0, 'kind "missed bin" "a collection that did not happen"')
        self.add(0, 'channel "self service"')
        self.add(0, 'service "Contact centre"')
        if self.has_hours:
            self.opening_hours()
        for line, _ in EVENTS:
            self.add(0, line)
        self.add(0, 'fact "complex"')
        self.add(0, 'fact "urgent"')
        if self.chance(0.3):
            self.facts_with_values()
        self.ends()
        self.standards()
        # Of a clock that starts again, and then by a limit that counts from another event, nothing says whether it has started.
        if "restart" not in self.forms and self.may_use("variation", 0.18):
            self.variations()
        if self.may_use("what is for people alone", 0.1):
            self.for_people()
        self.text = "\n".join(self.lines) + "\n"

    def a_date(self):
        return date(self.year, 1, 1) + self.random.randrange(400) * DAY

    def calendar(self, name, first):
        self.add(0, f'calendar "{name}"')
        terms = not first and self.may_use("terms", 0.3) or first and self.may_use("terms", 0.04)
        week = self.weighted([
            ("Monday to Friday", 80), ("Monday to Saturday", 8), ("every day", 5), ("Monday, Wednesday and Friday", 7),
        ])
        if week != "Monday to Friday":
            self.uses("another week")
        if not first and self.may_use("single days", 0.1):
            start = self.a_date()
            for number in range(40):
                self.add(2, f"also open {date_text(start + number * 9 * DAY)}")
            self.uses("calendar that ends")
            self.receipt_rules()
            return
        self.add(2, week)
        # Bank holidays are not known before 1990: most charters of those years keep none.
        if self.chance(0.8 if self.year >= 1990 else 0.2):
            where = self.choose([
                "in England and Wales", "in England and Wales", "in Scotland", "in Northern Ireland",
                "in any part of the United Kingdom", "in Scotland, Northern Ireland",
            ])
            self.uses("bank holidays")
            self.has_bank_holidays |= first
            self.add(2, "except bank holidays " + where)
        if terms:
            if self.chance(0.5):
                self.add(2, "open only from 5 January to 13 February every year")
                self.add(2, "open only from 22 February to 20 July every year")
                self.add(2, "open only from 3 September to 20 December every year")
            else:
                start = self.a_date()
                self.add(2, f"open only from {date_text(start)} to {date_text(start + 120 * DAY)}")
                self.add(2, f"open only from {date_text(start + 140 * DAY)} to {date_text(start + 300 * DAY)}")
                self.uses("calendar that ends")
        if self.may_use("closure", 0.25):
            self.add(2, "except 27 December to 31 December every year" if self.chance(0.5)
                     else f"except {date_text(self.a_date())}")
        if self.may_use("day of the week of a month", 0.12):
            how = self.choose(["except", "except", "also open"])
            nth, day = self.choose(["first", "third", "fifth", "last"]), self.choose(["Monday", "Friday", "Sunday"])
            self.add(2, f"{how} the {nth} {day} of {self.choose(['January', 'May', 'August'])} every year")
        if self.may_use("closure of days", 0.15):
            start = self.a_date()
            self.add(2, f'except {date_text(start)} to {date_text(start + self.random.randrange(1, 9) * DAY)} "closed"')
        if self.may_use("also open", 0.12):
            start = self.a_date()
            self.add(2, "also open " + self.choose([
                f'{date_text(start)} "open day"', f"{date_text(start)} to {date_text(start + 3 * DAY)}", "24 December every year",
                "24 December to 2 January every year",
            ]))
        self.receipt_rules()

    def receipt_rules(self):
        if self.chance(0.35):
            self.add(2, "the day of receipt is day 0, whenever it came")
            return
        if self.has_hours and self.may_use("received while closed", 0.25):
            self.add(2, 'received outside "Office" counts as received when it next opens' + self.choice_condition())
            if self.may_use("day 1", 0.2):
                self.add(2, "the day of receipt is day 1")
            return
        if self.may_use("cut-off", 0.6):
            seconds = self.choose([16 * 3600, 17 * 3600, 17 * 3600 + 1800, 12 * 3600])
            self.times += [seconds, seconds + 1, seconds - 1]
            how, to = self.choose(["after", "from"]), self.choose(["the next working day", "the next day"])
            if to == "the next day":
                self.uses("cut-off to the next day")
            self.add(2, f"received {how} {time_text(seconds)} counts as {self.received_at()}{to}{self.choice_condition()}")
        if self.may_use("received on a closed day", 0.5):
            self.add(2, f"received on a closed day counts as {self.received_at()}the next working day" + self.choice_condition())
        elif self.chance(0.5):
            self.add(2, "received on a closed day counts as that day")
        if self.may_use("day 1", 0.25):
            self.add(2, "the day of receipt is day 1" + self.choice_condition())

    def received_at(self):
        return f"received at {self.choose(['8:30am', '1:30am', '9am'])} on " if self.may_use("received at a time", 0.2) else ""

    def choice_condition(self):
        if self.choices and self.chance(0.4):
            self.uses("receipt by choice")
            return f' if "reading" is "{self.choose(self.choices["reading"])}"'
        return ""

    def opening_hours(self):
        for name in self.choose([["Office"], ["Office"], ["Office", "Desk"], ["Office", "Contact centre"]]):
            self.add(0, f'hours "{name}"')
            kind = self.weighted([
                ("Monday to Friday 9am to 5pm", 40), ("split", 20), ("over midnight", 15), ("every day 8am to 8pm", 10),
                ("to midnight", 8), ("all day", 7), ("every day 4am to 4am", 4),
            ])
            if kind == "split":
                self.uses("split shifts")
                self.add(2, "Monday to Thursday 9am to 5pm")
                self.add(2, "Friday 9am to 1pm and 2pm to 4:30pm")
                self.times += [13 * 3600, 14 * 3600, 16 * 3600 + 1800]
            elif kind == "over midnight":
                self.uses("shift over midnight")
                self.add(2, "Monday to Friday 6pm to 3am")
                self.times += [18 * 3600, 3 * 3600]
            elif kind == "to midnight":
                self.uses("open until midnight")
                self.add(2, "Monday to Friday 2pm to midnight")
            elif kind == "all day":
                self.uses("open all day")
                self.add(2, f"Monday to Saturday {self.choose(['all day', 'midnight to midnight'])}")
            else:
                self.add(2, kind)
            if not self.has_second or self.chance(0.5):
                which = ' in "working days"' if self.has_second else ""
                if self.may_use("hours closed on days off", 0.5):
                    self.add(2, "closed on days that are not working days" + which)
                elif kind != "over midnight" and self.may_use("hours on days off", 0.15):
                    self.add(2, f"open on days that are not working days{which} 10am to 2pm")
            if kind != "over midnight" and self.may_use("hours of a season", 0.15):
                season = self.choose([
                    "1 April to 30 September every year", "20 November to 10 January every year",
                    f"{date_text(self.a_date())} to 31 December 2100", "the last Friday of August every year",
                ])
                days, shift = self.choose(["Monday to Friday", "Monday, Wednesday and Sunday"]), self.choose(["8am to 8pm", "10am to 4pm"])
                self.add(2, f"{days} {shift} from {season}")
            if self.has_bank_holidays and kind != "over midnight" and self.may_use("before bank holidays", 0.15):
                which = ' in "working days"' if self.has_second else ""
                self.add(2, f"closed on the day before a bank holiday{which}" if self.chance(0.3)
                         else f"open on the day before a bank holiday{which} 9am to 1pm")
            if self.may_use("due at closing", 0.15):
                self.add(2, "due at closing counts as due when it next opens")
            if self.may_use("hours of one date", 0.2):
                start = self.a_date()
                last = self.choose(["", "", f" to {date_text(start + self.random.randrange(1, 5) * DAY)}"])
                self.add(2, f'closed {date_text(start)}{last} "closed"')
                shift = self.choose(["10am to 2pm", "6pm to 2am", "10am to midday and 1pm to 3pm"])
                self.add(2, f"open {date_text(self.a_date() + 500 * DAY)} {shift}")
            self.hours_names.append(name)

    # --- Standards --------------------------------------------------------------------------------------------------

    def ends(self):
        """The end of a case, by the built-in event or another."""
        if self.may_use("withdrawn", 0.12):
            self.mention("withdrawn")
            if self.may_use("reopened after the end", 0.3):
                self.mention("reopened", 4)
        if self.may_use("the case ends", 0.1):
            events = self.choose([['"turned away"'], ['"notice"'], ['"turned away"', '"notice"'], ["responded"]])
            for event in events:
                self.mention(event.strip('"'))
            self.add(0, f"the case ends at {', '.join(events)}")

    def standards(self):
        contacts = [self.choose(CONTACTS[:2])] if self.chance(0.6) else [self.choose(CONTACTS)]
        if self.may_use("several standards", 0.2):
            others = [contact for contact in CONTACTS if contact != contacts[0]]
            self.random.shuffle(others)
            contacts += others[:self.choose([1, 1, 2])]
        if contacts[0] not in CONTACTS[:2] or len(contacts) > 1:
            self.uses("kinds, channels and services")
        for number, contact in enumerate(contacts):
            self.standard("Matters" if number == 0 else f"Other matters {number}", *contact)

    def standard(self, name, applies, kind, channels, service):
        self.name, self.stages = name, 1
        self.add(0, f'standard "{name}"')
        self.add(2, f"applies to {applies}")
        hours_of_service = service is not None and "Contact centre" in self.hours_names
        if hours_of_service:
            self.uses("hours of the service")
        self.default_hours = len(self.hours_names) == 1 or hours_of_service
        if self.has_second:
            self.add(2, f'counts in "{self.choose(["working days", "school days"])}"')
        if self.may_use("stages", 0.5 if kind == "complaint" else 0.15):
            self.stages = self.choose([2, 2, 3])
        self.contacts.append((kind, channels, service, self.stages))
        if self.chance(0.3):
            self.clock_lines(2, "standard")
        for number in range(1, self.stages + 1):
            indent = 2
            if self.stages > 1:
                window = self.window(previous, number) if number > 1 else ""
                asks = f" if the customer asks{window}" if number > 1 else ""
                self.add(2, f"stage {number}{asks}{self.clause(0.1)}")
                indent = 4
                if number == self.stages and re.match(" (within|by|from) ", window) and self.may_use("stage of another's", 0.1):
                    break  # the last stage may be somebody else's: only the time to ask for it is ours to tell
                if self.chance(0.15):
                    self.clock_lines(4, "stage")
            previous = self.promises(indent, number)

    def clause(self, share=0.03):
        return ' cites "A-1"' if self.chance(share) else ""

    def for_people(self):
        """What stands in the file for people alone, which no date depends on."""
        self.add(0, 'we may vary these standards if we tell customers cites "V-1"')
        self.add(0, 'pledge "Staff wear a name badge" cites "P-1"')
        self.add(0, 'milestone "A machine" by "January 2013"')
        self.add(0, 'measure "calls abandoned" under 3%')
        self.add(0, "cost telephone £4")
        self.add(0, 'reading "The figures are those of 2012."  # a comment')

    def promises(self, indent, stage):
        count = self.weighted([(1, 3), (2, 4), (3, 3), (4, 1)])
        actions = []
        if stage < self.stages or self.chance(0.6):
            actions.append("respond")
        while len(actions) < count:
            action = self.choose(list(OUR_ACTIONS))
            if action not in actions:
                actions.append(action)
        actions.sort(key=list(OUR_ACTIONS).index)
        if "respond" in actions and self.chance(0.3):  # so that chains lead to it as well as from it
            actions.remove("respond")
            actions.append("respond")
        promised = []
        for action in actions:
            self.promise(indent, stage, action, promised)
            promised.append(action)
            self.mention(OUR_ACTIONS[action][0], 5)
        if "respond" in promised and self.may_use("finally", 0.12):
            self.mention("reopened", 4)
            self.add(indent, f"we will finally respond {self.limit(stage, [])}")
            if self.chance(0.5):
                self.uses("restart")
                self.add(indent + 2, "the clock starts again at reopened")
        if self.may_use("one action done to two things", 0.06):
            for thing in ("graffiti", "fly posters"):
                self.mention(f"removed {thing}", 4)
                self.add(indent, f'we will remove "{thing}" {self.limit(stage, promised)}')
                self.clock_lines(indent + 2, "promise")
        if self.may_use("again and again", 0.12):
            self.repetition(indent, stage, "respond" in promised)
        if self.may_use("ask for", 0.08):
            self.request_of_ours(indent, stage)
        return promised

    def repetition(self, indent, stage, responds):
        amount = self.amount_of(self.choose(["working days", "calendar days", "weeks"] + ["hours"] * self.in_hours))
        ends = [' until "turned away"', ' until "notice"'] + [" until responded"] * (4 if responds else 0)
        end = self.choose(ends)
        begin = ""
        if self.may_use("beginning with an event", 0.25 if stage == 1 else 1):
            begin = self.choose(['"notice"', '"fee paid"'] + ["the request"] * (2 if stage > 1 else 0))
        for event in ("turned away", "notice", "fee paid"):
            if event in end + begin:
                self.mention(event, 3)
        number, unit = amount.split(" ", 1)
        if number.isdigit() and int(number) > 1 and self.may_use("range", 0.15):
            amount = f"{int(number) - 1} to {amount}"
        self.mention("updated", 7)
        begin = begin and f" beginning with {begin}"
        self.add(indent, f"we will update {self.manner()}every {amount}{end}{begin}")
        self.clock_lines(indent + 2, "promise")

    def request_of_ours(self, indent, stage):
        self.mention("papers", 3)
        self.mention("hearing", 4)
        what = "papers"
        if stage == 1 and self.may_use("ask for receipt", 0.3):
            what = "receipt"
        elif self.may_use("ask for, forward", 0.4):
            self.mention("notice", 4)
            self.add(indent, f'we ask for papers within {self.amount_of("working days")} of "notice"')
            return
        self.add(indent, f"we ask for {what} {self.limit_back()}")

    def manner(self):
        return f"{self.choose(MANNERS)} " if self.may_use("manner", 0.1) else ""

    def promise(self, indent, stage, action, promised):
        prefix, suffix, measure = "", "", ""
        if self.may_use("condition", 0.1):
            condition = self.condition()
            if self.chance(0.5):
                prefix = f"if {condition} "
            else:
                suffix = f" {self.choose(['if', 'unless'])} {condition}"
        strength = self.weighted(STRENGTHS)
        if self.may_use("measure", 0.12):
            measure = self.choose(["at least 80% ", "over 90.5% ", "at most 3% ", "under 5% ", "on average ", "at least 80% of calls "])
        measure = self.manner() + measure
        done_to = action
        if action in ("inspect", "repair", "visit", "make safe") and self.may_use("done to something", 0.15):
            done_to = f'{action} "the road"'
        head = f"{prefix}we {strength} {done_to} {measure}"
        if self.may_use("several limits", 0.15):
            head, suffix = f"we {strength} {done_to} {measure}", ""
            self.add(indent, head.strip() + self.clause())
            conditions = [self.more_conditions(), "complex", "urgent", '"turned away" has happened', "received after 4pm",
                          "received between 1 November and 30 April", 'we have sent "notice"']
            self.random.shuffle(conditions)
            self.facts = ["complex", "urgent"]
            for condition in conditions[:self.choose([1, 1, 2])]:
                self.mention("turned away")
                self.mention("notice")
                self.add(indent + 2, f"{self.limit(stage, promised)} {self.choose(['if', 'if', 'unless'])} {condition}")
            if self.chance(0.8):
                limit = self.limit(stage, promised) if self.chance(0.9) else "no time is stated"
                self.add(indent + 2, "otherwise " + limit)
            plain = False
            hours = self.in_hours
        elif self.may_use("unstated", 0.04):
            self.add(indent, f"{head}with no time stated{suffix}")
            return
        else:
            limit = self.limit(stage, promised)
            plain = limit.startswith("within") and "the later of" not in limit and "the earlier of" not in limit
            hours = bool(re.search(r"\d (working )?(hour|minute|second|ring)", limit))
            staff = self.choose([", for staff only", " for staff only"]) if self.may_use("for staff only", 0.05) else ""
            self.add(indent, f"{head}{limit}{suffix}{staff}{self.clause()}")
            if self.may_use("second tier", 0.05):
                self.add(indent + 2, f"and {self.choose(['always', 'at least 95%'])} {self.limit(stage, [])}")
        if action == "respond" and self.may_use("holding reply", 0.15):
            self.add(indent + 2, "otherwise we will hold by then")
            self.mention("held", 5)
            if not hours and self.may_use("holding reply extends", 0.5):
                self.add(indent + 2, f"a holding reply extends it by {self.amount_of('working days')}")
        if plain or self.chance(0.5):
            self.clock_lines(indent + 2, "promise")
            if self.may_use("extension", 0.25):
                if not plain:
                    self.uses("extension of another limit")
                self.extension(indent + 2, stage, hours or self.may_use("extension in hours of a limit in days", 0.05))
                if self.may_use("several extensions", 0.15):
                    self.extension(indent + 2, stage, hours)

    def facts_with_values(self):
        priority = 'fact "priority" is one of "high", "medium", "very low"'
        if self.may_use("default of a fact", 0.3):
            priority += " by default " + self.choose(["medium", '"very low"'])
        self.add(0, priority)
        signatures = 'fact "signatures" is a number "how many signed"'
        if self.may_use("default of a number", 0.2):
            signatures += " by default 500"
        self.add(0, signatures)
        self.fact_values = {"priority": ["high", "medium", "very-low"], "signatures": [0, 499.5, 500, 500.001, 1000, 1500, 1501]}

    def more_conditions(self):
        """Conditions on values, and on when an event came."""
        found = []
        if self.fact_values:
            found += ["priority is high", 'priority is not "very low"', 'priority is medium or "very low"',
                      "signatures is over 1500", "signatures is at least 500 and signatures is under 1,000",
                      "signatures is between 500 and 1000", "signatures is at most 500", "signatures is 500"]
        who = self.choose(["received", "received", "received", '"turned away"', '"hearing"', "acknowledged"])
        found += [f"{who} on a Saturday or Sunday", f"{who} on a Monday, Tuesday or Friday",
                  f'{who} on a closed day in "working days"', f'{who} on a working day in "working days"']
        if self.hours_names:
            hours = self.choose(self.hours_names)
            found += [f'{who} {how} "{hours}"' for how in ("during", "outside")]
        condition = self.choose(found)
        self.uses("condition on a value" if condition.startswith(("priority", "signatures")) else "condition on when it came")
        for event in ("turned away", "hearing", "acknowledged"):
            if event in condition:
                self.mention(event)
        return condition

    def condition(self):
        if self.allows("condition on a value") and self.chance(0.35):
            return self.more_conditions()
        simple = ["complex", "urgent", "not urgent", 'we have sent "notice"', '"turned away" has happened',
                  '"turned away" has not happened', 'we have not sent "notice"',
                  "received before 4pm", "received after 4pm", "received from 4pm", "received by 4pm",
                  "received between 1 November and 30 April"]
        self.facts = ["complex", "urgent"]
        if self.choices:
            simple.append('"reading" is "other"')
        self.times += [16 * 3600]
        condition = self.choose(simple)
        if "notice" in condition:
            self.mention("notice")
        if "turned away" in condition:
            self.mention("turned away")
        if self.chance(0.2):
            other = "complex" if "urgent" in condition else "urgent"
            condition += f" {self.choose(['and', 'or'])} {other}"
            if self.may_use("condition in brackets", 0.5):
                self.mention("fees notice")
                before = self.choose(["not ", '"fees notice" has happened or ', 'we have sent "fees notice" and '])
                condition = f"{before}({condition})"
        return condition

    def amount_of(self, unit):
        if unit in ("working days", "calendar days", "hours", "working hours") and self.may_use("large amount", 0.03):
            number = self.choose([60, 90, 250])
            self.numbers.append(number)
            return f"{number} {unit}"
        number = {
            "working days": self.choose([1, 2, 3, 5, 7, 10, 20]), "calendar days": self.choose([1, 3, 7, 14, 28, 30]),
            "weeks": self.choose([1, 2, 6, 8]), "months": self.choose([1, 1, 2, 3]), "years": 1,
            "working hours": self.choose([1, 4, 8, 10, 20]), "working minutes": self.choose([10, 30, 90]),
            "hours": self.choose([1, 4, 24, 48, 72]), "minutes": self.choose([10, 30, 90]), "seconds": self.choose([20, 90]),
            "rings": 5, "clear working days": self.choose([1, 5, 10]), "clear calendar days": self.choose([2, 7]),
        }[unit]
        days = {"weeks": 7, "months": 30, "years": 365, "working days": 1.4, "calendar days": 1}.get(
            unit.replace("clear ", ""), 0.1)
        self.numbers.append(int(number * days))
        return f"{number} {unit[:-1] if number == 1 else unit}"

    def anchor(self, stage, promised):
        """What a limit counts from."""
        start = self.choose(RECEIPTS) if stage == 1 else "the request"
        if promised and self.chance(0.4):
            self.uses("chain")
            return OUR_ACTIONS[self.choose(promised)][1]
        if self.may_use("count from another event", 0.15):
            event = self.choose(["turned away", "fee paid", "hearing", "notice", "received"])
            self.mention(event, 4)
            return f'"{event}"'
        return start

    def allowed(self, kind, options):
        """One of the options by their weight, without those that are left out, noted as `kind: option`."""
        options = [(option, weight) for option, weight in options if weight and self.allows(f"{kind}: {option}")]
        found = self.weighted(options)
        self.uses(f"{kind}: {found}")
        return found

    def limit(self, stage, promised, allow_either=True):
        form = self.allowed("limit", [
            ("plain", 55), ("after", 5), ("clear", 5), ("back", 4), ("beginning", 7), ("nth day", 9), ("same day", 4),
            ("either", 8 if allow_either else 0), ("date given", 4 if allow_either else 0), ("of the nth day", 7),
            ("of either", 4 if allow_either else 0), ("hours on working days", 3),
        ])
        if self.in_hours and form in ("plain", "after") and self.chance(0.65):
            return self.limit_in_hours(stage, promised)
        anchor = self.anchor(stage, promised)
        unit = self.allowed("unit", [("working days", 60), ("calendar days", 18), ("weeks", 8), ("months", 12), ("years", 2)])
        if form == "plain":
            return f"within {self.amount_of(unit)} {self.choose(['of', 'of', 'of', 'from', 'after'])} {anchor}{self.tails(unit)}"
        if form == "after":
            return f"{self.amount_of(unit)} after {anchor}{self.tails(unit)}"
        if form == "clear":
            unit = self.choose(["clear working days", "clear working days", "clear calendar days"])
            if self.chance(0.5):
                return f"within {self.amount_of(unit)} of {anchor}{self.tails(unit)}"
            return f"{self.amount_of(unit)} after {anchor}{self.tails(unit)}"
        if form == "back":
            return self.limit_back()
        if form == "beginning":
            return f"within {self.amount_of(unit)} beginning with the day {self.choose(['of', 'after'])} {anchor}{self.tails(unit)}"
        if form == "nth day":
            nth = self.choose(["next", "next", "second", "third", "tenth"])
            kind = self.choose(["working day", "working day", "day" if nth == "next" else "calendar day"])
            end = self.weighted([("by the ", 3), ("by the end of the ", 2), ("on the ", 2), ("by 4pm on the ", 2),
                                 ("by 1:30am on the ", 0.5), ("by close on the ", 1 if self.hours_names else 0)])
            if "close" in end:
                self.uses("by close")
            elif "am" in end or "pm" in end:
                self.uses("by a time")
            during = ""
            if "close" in end and not self.default_hours:
                during = f' during "{self.choose(self.hours_names)}"'
            self.times += [16 * 3600, 16 * 3600 + 1]
            if stage == 1 and self.may_use("without an event", 0.3):
                return f"{end}{nth} {kind}{during}"
            return f"{end}{nth} {kind} after {anchor}{during}"
        if form == "same day":
            if stage == 1 and self.chance(0.5):
                return f"{self.choose(['on', 'by 4pm on', 'by'])} the same working day"
            return f"{self.choose(['on', 'on', 'by 4pm on'])} the day of {anchor}"
        if form == "either":
            which = self.choose(["earlier", "later"])
            parts = [self.part(stage, promised) for _ in range(self.choose([2, 2, 2, 3]))]
            return f"by the {which} of {', '.join(parts[:-1])} and {parts[-1]}"
        if form == "date given":
            event = self.choose(["notice", "fees notice"])
            self.mention(event, 6)
            self.with_until.add(event)
            return f'by the date given with "{event}"'
        if form == "of the nth day":
            nth = self.choose(["next", "next", "second"])
            kind = self.choose(["working day", "working day", "day" if nth == "next" else "calendar day"])
            if self.chance(0.15):
                unit = "hours"
            tails = self.tails(unit) if unit != "hours" else ""
            if unit == "hours" and self.second_calendar and self.may_use("calendar of the day before hours", 0.5):
                tails = ' in "school days"'
            return f"within {self.amount_of(unit)} of the {nth} {kind} after {anchor}{tails}"
        if form == "of either":
            which = self.choose(["earlier", "later"])
            for event in ("turned away", "hearing"):
                self.mention(event, 4)
            events = '"turned away" and "hearing"'
            if self.may_use("of either and moved on receipt", 0.3):
                events = self.choose([f'{anchor} and "hearing"', f'{anchor}, "turned away" and "hearing"'])
            if self.in_hours and self.chance(0.4):
                return f"within {self.amount_of('minutes')} of the {which} of {events}"
            return f"within {self.amount_of(unit)} of the {which} of {events}{self.tails(unit)}"
        self.in_hours = True
        return f"within {self.amount_of(self.choose(['hours', 'minutes']))} of {anchor} on working days only"

    def part(self, stage, promised):
        """One of the limits of which the earlier or the later holds."""
        if self.may_use("earlier of later", 0.06):
            which = self.choose(["earlier", "later"])
            return f"(the {which} of {self.part(stage, promised)} and {self.part(stage, promised)})"
        if self.may_use("date given in a part", 0.06):
            self.mention("notice", 6)
            self.with_until.add("notice")
            return f'the date {self.choose(["", "and time "])}given with "notice"'
        if self.may_use("day in a part", 0.08):
            anchor = self.anchor(stage, promised)
            end = self.choose(["", "4pm on ", "close on " if self.default_hours else ""])
            return end + self.choose([f"the next working day after {anchor}", f"the second calendar day after {anchor}", f"the day of {anchor}"])
        if self.may_use("beginning in a part", 0.06):
            unit = self.choose(["working days", "calendar days", "weeks"])
            return f"{self.amount_of(unit)} beginning with the day {self.choose(['of', 'after'])} {self.anchor(stage, promised)}"
        if self.may_use("day before a part", 0.04):
            unit = self.choose(["working days", "calendar days"])
            return f"{self.amount_of(unit)} after the next working day after {self.anchor(stage, promised)}"
        if self.in_hours and self.may_use("hours of a part", 0.25):
            unit = "working hours" if self.default_hours and self.chance(0.5) else "hours"
            return f"{self.amount_of(unit)} after {self.anchor(stage, promised)}"
        unit = self.weighted([("working days", 6), ("calendar days", 2), ("weeks", 1), ("months", 1), ("clear working days", 0.5)])
        if self.may_use("count back in a part", 0.05):
            self.mention("hearing", 6)
            return f'{self.amount_of(unit)} before "hearing"'
        part = f"{self.amount_of(unit)} after {self.anchor(stage, promised)}"
        if self.may_use("how a part ends", 0.3):
            part += self.tails(unit)
        elif self.second_calendar and self.may_use("calendar of a part", 0.4):
            part += f' in "{self.choose(["working days", "school days"])}"'
        return part

    def limit_back(self):
        self.uses("limit: back")
        self.mention("hearing", 6)
        if self.in_hours and self.may_use("hours back", 0.3):
            return f'{self.amount_of("hours")} before "hearing"'
        unit = self.choose(["working days", "clear working days", "calendar days", "weeks", "months"])
        at_least = "at least " if self.chance(0.7) else ""
        return f'{at_least}{self.amount_of(unit)} before "hearing"{self.tails(unit) if self.chance(0.2) else ""}'

    def limit_in_hours(self, stage, promised):
        units = ["hours", "minutes", "seconds", "rings"]
        if self.hours_names:
            units += ["working hours"] * 5 + ["working minutes"]
        unit = self.choose(units)
        self.uses(f"unit: {unit}")
        during = ""
        if unit.startswith("working") and (not self.default_hours or self.chance(0.2)):
            self.uses("during")
            during = f' during "{self.choose(self.hours_names)}"'
        return f"within {self.amount_of(unit)} of {self.anchor(stage, promised)}{during}"

    def tails(self, unit):
        found = ""
        end = self.weighted([("", 80), (" by 4pm", 6), (" by close", 4 if self.default_hours else 0),
                             (" at the same time of day", 4 if self.in_hours else 0), (" by 1:30am", 1), (" by midnight", 1)])
        if end:
            self.uses("by close" if "close" in end else "same time of day" if "same" in end else "by a time")
        found += end
        if "working" not in unit:
            if self.may_use("rolls", 0.4):
                found += " rolling to the next working day"
            else:
                found += ", whatever day that is"
        if self.second_calendar and self.may_use("in a calendar", 0.15):
            found += f' in "{self.choose(["working days", "school days"])}"'
        return found

    # --- Clocks -----------------------------------------------------------------------------------------------------

    def clock_lines(self, indent, level):
        share = {"promise": 0.2, "stage": 0.5, "standard": 0.6}[level]
        if self.may_use("stop", share):
            what = self.choose(["while paused", "while paused", 'from "fees notice" until "fee paid"', 'from "notice" until resumed'])
            for event in ("paused", "resumed", "fees notice", "fee paid", "notice"):
                if event in what.replace("while paused", "paused resumed"):
                    self.mention(event, 6)
            days = self.choose([", only the last day included", ", only the last day included", ", both days included"])
            if self.may_use("even when overdue", 0.2):
                days += ", even when overdue"
            self.add(indent, f"the clock stops {what}{days}")
        if self.may_use("warning", share * 0.5):
            self.warning(indent)
        if self.may_use("restart", share * 0.6):
            event = self.choose(["clarified", "clarified", "fee paid", "turned away"])
            self.mention(event, 4)
            self.add(indent, f'the clock starts again at "{event}"')

    def warning(self, indent):
        found = []
        for _ in range(self.choose([1, 1, 2])):
            if self.may_use("warning at a share", 0.4):
                found.append(f"at {self.choose(['50%', '75%', '80%', '33.5%'])}")
                continue
            units = ["working days", "working days", "calendar days", "weeks", "hours"] + ["working hours"] * self.default_hours
            found.append(f"{self.amount_of(self.choose(units))} before")
        self.add(indent, f"warn {', '.join(found)}")

    def extension(self, indent, stage, hours):
        self.mention("extended", 8)
        self.with_until.add("extended")
        start = "receipt" if stage == 1 else "the request"
        form = self.allowed("extension", [("by", 5), ("to limit", 2), ("date", 2), ("date with a cap", 2)])
        unit = "working hours" if hours and self.default_hours else "hours" if hours else self.choose(
            ["working days", "working days", "calendar days", "months", "weeks"])
        rolls = ""
        if not hours and unit != "working days":
            rolls = self.choose([" rolling to the next working day", ", whatever day that is"])
        if not hours and self.may_use("how an extension ends", 0.15):
            rolls += self.choose([" by 4pm", " by 1:30am"])
        if not hours and self.second_calendar and self.may_use("calendar of an extension", 0.3):
            rolls += f' in "{self.choose(["working days", "school days"])}"'
        if form == "by":
            text = f"by {self.choose(['', 'up to '])}{self.amount_of(unit)}{rolls}"
        elif form == "to limit":
            unit = "hours" if hours else self.choose(["working days", "months"])
            number = self.choose([24, 48]) if hours else 30 if unit == "working days" else 3
            tail = " rolling to the next working day" if unit == "months" else ""
            text = f"to {number} {unit} after {start}{tail}"
        else:
            text = "to the date we give"
            if form == "date with a cap":
                text += f", by up to {self.amount_of(unit)}"
        text += self.choose([", once", ", once", ", twice", ", 3 times"])
        if self.may_use("reasons", 0.25):
            text += ', for "complex", "voluminous"'
        notice_limit = self.choose([", if told before the due date", ", if told before the due date", ", if told at any time",
                            f", if told within {5 if not hours else 3} {'working days' if not hours else 'hours'} of {start}"])
        self.uses("told" + notice_limit.split("told")[1].split(" within")[0])
        text += notice_limit
        if self.may_use("extension by condition", 0.1):
            text += self.choose([", if complex", ", unless complex", ", if complex and not urgent"])
            self.facts = ["complex", "urgent"]
        self.add(indent, f"may extend {text}")
        if self.may_use("notice corrected", 0.3):
            self.mention("extension corrected", 4)
            self.with_until.add("extension corrected")
        if self.may_use("notice withdrawn", 0.3):
            self.mention("extension withdrawn", 4)

    def window(self, previous, number):
        self.mention("escalated", 9)
        if self.may_use("window without a time", 0.15):
            return ""
        text = ""
        unit = self.weighted([("working days", 5), ("calendar days", 4), ("months", 1)])
        tail = "" if unit == "working days" else self.choose([", whatever day that is", " rolling to the next working day"])
        if self.second_calendar and self.may_use("calendar of a window", 0.2):
            tail += ' in "school days"'
        start = self.choose(["receipt", '"received"']) if number == 2 else '"received"'
        if self.in_hours and self.may_use("window in hours", 0.15):
            unit, tail = "hours", ""
        if self.may_use("window that opens later", 0.4):
            after = "our response" if "respond" in previous and self.may_use("window that opens after ours", 0.35) else start
            text = f" from {self.amount_of(unit)} after {after}"
            if self.chance(0.7):
                lasting = self.choose(["working days", "calendar days"])
                extra = "" if lasting == "working days" else ", whatever day that is"
                text += f", for {self.amount_of(lasting)}{extra}"
                if self.may_use("late requests refused", 0.3):
                    text += ", later requests are refused"
            early = self.choose(["", "wait until then", "are refused", "count"])
            if early and self.may_use(f"early requests {early}", 1):
                text += f", early requests {early}"
            return text
        if "respond" in previous:
            if self.may_use("window of several", 0.12):
                text = (f" by the {self.choose(['later', 'earlier'])} of {self.amount_of('working days')} after {start} and "
                        f"{self.amount_of('working days')} after our response")
            else:
                text = f" within {self.amount_of(unit)} of our response{tail}"
        else:
            text = f" within {self.amount_of(unit)} of {start}{tail}"
        if self.may_use("late requests refused", 0.3):
            text += ", later requests are refused"
        return text

    def variations(self):
        """Relaxes promises for a while: one or two notices that do not overlap."""
        stage, standard, varied = 0, "", []
        for line in self.lines:
            words = line.split()
            if words[0] == "standard":
                standard, stage = line.split('"')[1], 0
            elif words[0] == "stage":
                stage = int(words[1])
            elif words[:2] in (["we", "will"], ["we", "aim"]) and "no time stated" not in line and "date given" not in line:
                names = [name for name in OUR_ACTIONS if f" {name} " in line + " "]
                if names:
                    finally_ = "finally " if " finally " in line else ""
                    done_to = ' "the road"' if ' "the road" ' in line + " " else ""
                    varied.append(f'"{standard}"{f" stage {stage}" if stage else ""} {finally_}{names[0]}{done_to}')
        if "holding reply" in self.forms and not self.may_use("variation beside a holding reply", 1):
            varied = [promise for promise in varied if "respond" not in promise]
        if not varied:
            return
        self.default_hours = len(self.hours_names) == 1
        first = self.a_date()
        for name in ["Peak", "Snow"] if self.chance(0.3) else ["Peak"]:
            end = "" if name == "Snow" and self.chance(0.5) else f" until {date_text(first + 60 * DAY)}"
            self.add(0, f'variation "{name}" from {date_text(first)}{end}')
            for promise in sorted({self.choose(varied), self.choose(varied)}):
                self.varied(promise)
            self.add(2, 'because "a seasonal peak of requests"')
            first += 90 * DAY

    def varied(self, promise):
        stage = int(promise.split(" stage ")[1].split()[0]) if " stage " in promise else 1
        self.uses("variation made")
        if self.may_use("variation without a time", 0.1):
            self.add(2, f"{promise} with no time stated")
            return
        share = "at least 60% " if self.may_use("variation of the share", 0.2) else ""
        if self.may_use("variation by condition", 0.2):
            self.facts = ["complex", "urgent"]
            self.add(2, f"{promise} {share}{self.limit(stage, [])} if complex")
            if self.chance(0.5):
                return
        self.add(2, f"{promise} {share}{self.limit(stage, [])}")


class CaseMaker:
    """One random case for a charter."""

    def __init__(self, seed, number, charter):
        self.random = random.Random(f"{seed}/case/{number}")
        self.charter = charter
        self.zone = zone(charter.zone)
        self.shapes = set()
        self.dates_only = not charter.in_hours and self.chance(0.45)
        if self.dates_only:
            self.shapes.add("dates only")

    def chance(self, share):
        return self.random.random() < share

    def choose(self, options):
        return options[self.random.randrange(len(options))]

    def second_of_day(self):
        if self.chance(0.3):
            self.shapes.add("time at an edge")
            return self.choose(self.charter.times) % 86400
        return self.choose([self.random.randrange(86400), 3600 * self.random.randrange(7, 20), 60 * self.random.randrange(480, 1140)])

    def stamp(self, day):
        """A time on a day as text: with its offset mostly, else as local time."""
        seconds = self.second_of_day()
        local = datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)
        found = self.zone.candidates(local)
        if len(found) == 1 and self.chance(0.5):
            return local.isoformat()
        if not found or self.chance(0.02):
            return local.isoformat()
        text = self.zone.iso(self.choose(found))
        if self.charter.in_hours and self.chance(0.03):
            self.shapes.add("milliseconds")
            text = text[:19] + f".{self.random.randrange(1, 1000):03}" + text[19:]
        return text

    def moment(self, day):
        if self.dates_only or not self.charter.in_hours and self.chance(0.3) or self.chance(0.01):
            return str(day)
        return self.stamp(day)

    def received_day(self):
        year = self.charter.year
        kind = self.choose(["any", "any", "any", "any", "any", "change", "christmas", "spring"])
        if kind == "change":
            self.shapes.add("near a clock change")
            month = self.choose([3, 10])
            day = date(year, month, 31)
            while day.weekday() != 6:
                day -= DAY
            return day + self.random.randrange(-2, 2) * DAY
        if kind == "christmas":
            return date(year, 12, 15) + self.random.randrange(16) * DAY
        if kind == "spring":
            return date(year, 3, 10) + self.random.randrange(80) * DAY
        return date(year, 1, 1) + self.random.randrange(365) * DAY

    def make(self, number):
        charter = self.charter
        received = self.received_day()
        events = [{"event": "received", "at": self.moment(received)}]
        pool = [(name, weight) for name, weight in charter.used.items()]
        kind, channels, service, self.stages = self.choose(charter.contacts)
        count = self.choose([0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 8])
        day = received
        for _ in range(count if pool else 0):
            name = self.random.choices([name for name, _ in pool], [weight for _, weight in pool])[0]
            day = self.event_day(received, day)
            event = {"event": name, "at": self.moment(day)}
            if len(events) > 1 and self.chance(0.12):
                self.shapes.add("several events at one moment")
                event["at"] = events[-1]["at"]
            elif len(events) > 1 and self.chance(0.1) and len(events[-1]["at"]) > 10:
                self.shapes.add("a date beside a time")
                event["at"] = str(day) if charter.in_hours is False else event["at"]
            self.decorate(event, day)
            events.append(event)
        if len(events) > 1 and self.chance(0.05):
            twice = self.choose(events[1:])
            if len(twice["at"]) > 10:
                self.shapes.add("told twice")
                events.append({**twice, "at": twice["at"][:10]})
        if self.chance(0.3):
            self.shapes.add("out of order")
            self.random.shuffle(events)
        at = self.question(received, day)
        case = self.contact(kind, self.choose(channels), service) | {"facts": self.facts(), "events": events}
        question = {"charter": charter.text, "case": case, "at": at}
        if charter.choices and self.chance(0.5):
            question["choices"] = {"reading": self.choose(charter.choices["reading"])}
            self.shapes.add("a choice made")
        if charter.year >= 2011 and self.chance(0.04):
            self.shapes.add("as known on")
            question["known_on"] = str(received - self.random.randrange(400) * DAY)
        self.shapes.add(f"{min(len(events) - 1, 5)} events")
        question["forms"] = sorted(charter.forms)
        question["shapes"] = sorted(self.shapes)
        return question

    def contact(self, kind, channel, service):
        found = {"kind": kind, "channel": channel, "service": service}
        kinds = {kind for kind, _, _, _ in self.charter.contacts}
        if (kind == "enquiry" or len(kinds) == 1) and self.chance(0.15):
            self.shapes.add("no kind given")
            found["kind"] = None
        if service is None and self.chance(0.05):
            self.shapes.add("a service that no standard is for")
            found["service"] = "Contact centre"
        return found

    def event_day(self, received, day):
        """After the last event, or by about as much after receipt as something is due: early, on the day, late."""
        if self.chance(0.5):
            return day + self.choose([0, 0, 1, 1, 2, 3, 5, 8, 13, 21]) * DAY
        return received + max(0, self.choose(self.charter.numbers) + self.random.randrange(-3, 5)) * DAY

    def decorate(self, event, day):
        name = event["event"]
        if name in self.charter.with_until and self.chance(0.75):
            later = day + self.choose([1, 3, 7, 14, 21, 30, 45]) * DAY
            event["until"] = str(later)
            if self.chance(0.2):
                self.shapes.add("until a time")
                event["until"] = self.stamp(later)
        if name == "extended" and self.chance(0.4):
            event["reason"] = self.choose(REASONS + ["staff shortage"])
        if self.stages > 1 and self.chance(0.08):
            self.shapes.add("a stage named")
            number = self.random.randrange(1, self.stages + 1)
            if name == "escalated":
                number = max(2, number)
            event["event"] = f"stage-{number}/{name}"

    def question(self, received, last):
        longest = max(self.charter.numbers)
        day = self.choose([
            received + self.random.randrange(3) * DAY, last + self.random.randrange(4) * DAY,
            received + self.choose(self.charter.numbers) * DAY + self.random.randrange(-1, 3) * DAY,
            last + self.random.randrange(1, 3 * longest + 10) * DAY,
        ])
        day = max(day, received)
        if day == received:
            day += DAY
        if self.chance(0.4):
            return str(day)
        return self.stamp(day)

    def facts(self):
        values = {fact: self.choose(values) for fact, values in self.charter.fact_values.items() if self.chance(0.8)}
        return {fact: self.chance(0.6) for fact in self.charter.facts if self.chance(0.8)} | values


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--count", type=int, default=1)
    parser.add_argument("--without", default="", help="forms to leave out, separated by commas")
    args = parser.parse_args()
    without = [form for form in args.without.split(",") if form]
    made = None
    for number in range(args.first, args.first + args.count):
        if made is None or made[0] != number // CASES_PER_CHARTER:
            made = (number // CASES_PER_CHARTER, CharterMaker(args.seed, number // CASES_PER_CHARTER, without))
        body = CaseMaker(args.seed, number, made[1]).make(number)
        print(json.dumps({"seed": args.seed, "number": number, **body}, ensure_ascii=False))


if __name__ == "__main__":
    main()
