"""Charters and what they say as Python's own values: compared, hashed, pickled, shown."""

from __future__ import annotations

import json
import pickle
import threading
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT

import bywhen

TEXT = """charter "Customer promise"
  id example-borough-council
  version 2026
  in force from 1 April 2026

calendar "working days"
  Monday to Friday
  except bank holidays in England and Wales
  the day of receipt is day 0, whenever it came

standard "Letters"
  applies to letter
  we will respond within 10 working days of receipt
"""


def asked(charter: bywhen.Charter) -> bywhen.Outcome:
    return charter.check(channel="letter", received=date(2026, 4, 1), at=date(2026, 4, 2))


def test_a_charter_says_what_it_is() -> None:
    charter = bywhen.Charter.parse(TEXT)
    assert (charter.id, charter.version, charter.title) == ("example-borough-council", "2026", "Customer promise")
    assert charter.versions == {"2026": (date(2026, 4, 1), None)}
    assert charter.standards == ("Letters",)
    assert charter.promises == {"letters/respond": "We will respond within 10 working days of receipt"}
    assert (charter.zone, charter.council, charter.sources) == ("Europe/London", None, [])
    assert asked(charter)[0].due == date(2026, 4, 17)


def test_a_charter_is_shown_as_a_page() -> None:
    charter = bywhen.Charter.parse(TEXT)
    promise = "We will respond within 10 working days of receipt."
    assert charter.show().startswith("Customer promise\n================\n")
    assert f"- {promise}\n" in charter.show("markdown")
    assert f"<li>{promise}</li>" in charter.show("html")
    assert max(map(len, charter.show(width=60).splitlines())) <= 60
    with pytest.raises(ValueError, match='no page is written as "pdf"'):
        charter.show("pdf")  # type: ignore[arg-type]


def test_a_text_is_written_in_its_one_form() -> None:
    otherwise = TEXT.replace("within 10 working days", "within ten   working days").replace("  applies", "      applies")
    assert bywhen.format(otherwise) == TEXT
    with pytest.raises(bywhen.CharterSyntaxError, match="wrking") as refused:
        bywhen.format(TEXT.replace("working days of", "wrking days of"))
    assert [found.code for found in refused.value.diagnostics] == ["E102"]


def test_charters_are_values() -> None:
    charter, same = bywhen.Charter.parse(TEXT), bywhen.Charter.parse(TEXT)
    other = bywhen.Charter.parse(TEXT.replace("10 working", "11 working"))
    known = bywhen.Charter.parse(TEXT, known_on=date(2026, 1, 1))
    assert charter == same and hash(charter) == hash(same)
    assert len({charter, same, other, known}) == 3
    assert charter != "a charter"
    with pytest.raises(AttributeError):
        charter.id = "another"  # type: ignore[misc]


@pytest.mark.parametrize("source", ["oxfordshire-county-council", "oxfordshire-county-council@2010", "freedom-of-information"])
def test_pickles_are_equal(source: str) -> None:
    charter = bywhen.load(source, known_on=date(2026, 1, 1))
    again = pickle.loads(pickle.dumps(charter))
    assert again == charter and hash(again) == hash(charter) and repr(again) == repr(charter)
    assert (again.versions, again.version) == (charter.versions, charter.version)


def test_outcomes_and_promises_are_values() -> None:
    outcome = asked(bywhen.Charter.parse(TEXT))
    again = pickle.loads(pickle.dumps(outcome))
    assert again == outcome and hash(again) == hash(outcome) and again.to_json() == outcome.to_json()
    promise = pickle.loads(pickle.dumps(outcome[0]))
    assert promise == outcome[0] and hash(promise) == hash(outcome[0]) and promise.due_at == outcome[0].due_at
    assert json.loads(outcome.to_json()) == outcome.to_dict()
    assert outcome.to_dict()["promises"][0] == promise.to_dict()


def test_they_show_themselves() -> None:
    charter = bywhen.Charter.parse(TEXT)
    outcome = asked(charter)
    assert repr(charter) == '<Charter example-borough-council, version 2026: "Customer promise">'
    assert repr(outcome) == "<Outcome of example-borough-council@2026: letters/respond due 2026-04-17 running>"
    assert repr(outcome[0]) == "<Promise letters/respond due 2026-04-17T23:59:59+01:00: running>"
    assert str(outcome).startswith("Letter received on Wednesday 1 April 2026.")
    page = outcome._repr_html_()
    assert "<caption>Letter received on Wednesday 1 April 2026</caption>" in page
    assert "<td style=\"text-align: left\">Friday 17 April 2026</td>" in page
    assert "<table>" in outcome[0]._repr_html_()
    sly = bywhen.Charter.parse(TEXT.replace('"Letters"', '"Letters <b>"'))
    assert "<b>" not in asked(sly)[0]._repr_html_()


def test_a_file_and_a_folder_of_versions(tmp_path: Path) -> None:
    family = tmp_path / "family"
    family.mkdir()
    (family / "2026.charter").write_text(TEXT, encoding="utf-8")
    newer = TEXT.replace("version 2026", "version 2027").replace("1 April 2026", "1 April 2027").replace("10 working", "5 working")
    assert bywhen.load(family / "2026.charter").version == "2026"
    (family / "2026.charter").write_text(TEXT.replace("from 1 April 2026", "from 1 April 2026 until 31 March 2027"))
    (family / "2027.charter").write_text(newer, encoding="utf-8")
    charter = bywhen.load(str(family))
    assert (charter.version, list(charter.versions)) == (None, ["2026", "2027"])
    assert asked(charter).charter["version"] == "2026"
    assert charter.check(channel="letter", received="2027-04-01", at="2027-04-02").charter["version"] == "2027"
    with pytest.raises(FileNotFoundError, match=r"missing\.charter"):
        bywhen.load(tmp_path / "missing.charter")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match=r"no file that ends in \.charter"):
        bywhen.load(tmp_path / "empty")


def test_names_that_no_charter_has() -> None:
    with pytest.raises(ValueError, match="did you mean `oxfordshire-county-council`"):
        bywhen.load("oxfordshire-county-counsil")
    with pytest.raises(ValueError, match="it has 2004 .* 2010"):
        bywhen.load("oxfordshire-county-council@2011")
    with pytest.raises(ValueError, match="no file and no charter that comes with bywhen is called `xyz`: it has awaabs-law"):
        bywhen.load("xyz")


def test_choices_and_what_was_known() -> None:
    default = bywhen.load("freedom-of-information")
    other = bywhen.load("freedom-of-information", choices={"weekend receipt": "next working day"})
    assert default != other
    with pytest.raises(ValueError, match="offers no option `sometimes`"):
        bywhen.load("freedom-of-information", choices={"weekend receipt": "sometimes"})
    # The holiday for the state funeral was announced on 10 September 2022.
    before = bywhen.load("freedom-of-information", known_on=date(2022, 9, 1))
    due = [charter.check(received="2022-09-05", at="2022-09-06")[0].due for charter in (before, default)]
    assert due == [date(2022, 10, 3), date(2022, 10, 4)]


def test_calendars_are_data() -> None:
    calendars = bywhen.Calendars.bundled()
    data = ROOT / "crates" / "bywhen-calendar" / "data" / "uk-bank-holidays.json"
    assert bywhen.Calendars.read(data) == calendars == bywhen.Calendars.parse(calendars.to_json())
    assert pickle.loads(pickle.dumps(calendars)) == calendars and hash(calendars) == hash(bywhen.Calendars.read(data))
    holidays = calendars.bank_holidays("england-and-wales", 2026)
    assert holidays[0] == (date(2026, 1, 1), "New Year's Day") and len(holidays) == 8
    assert len(calendars.bank_holidays("united-kingdom", 2026)) > len(holidays)
    with pytest.raises(ValueError, match="did you mean `scotland`"):
        calendars.bank_holidays("scotlnd", 2026)
    with pytest.raises(ValueError, match="cannot be used"):
        bywhen.Calendars.parse("{}")


def test_newer_calendars_change_dates() -> None:
    day_off = {"title": "A day off", "date": "2026-04-10", "notes": "", "bunting": True}
    events = [
        {"title": title, "date": day.isoformat(), "notes": "", "bunting": True}
        for day, title in bywhen.Calendars.bundled().bank_holidays("england-and-wales", 2026)
    ]
    feed = {"england-and-wales": {"division": "england-and-wales", "events": [*events, day_off]}}
    newer = bywhen.Calendars.parse(json.dumps(feed), "a newer list")
    assert newer != bywhen.Calendars.bundled() and newer.version.endswith("with a newer list")
    charter = bywhen.Charter.parse(TEXT, calendars=newer)
    assert asked(charter)[0].due == date(2026, 4, 20)
    assert asked(charter).calendar["data"] == newer.version
    assert asked(pickle.loads(pickle.dumps(charter))) == asked(charter)


def test_threads_share_a_charter(oxfordshire: bywhen.Charter) -> None:
    expected = oxfordshire.check(channel="letter", received="2011-04-20", at="2011-04-21").to_json()
    said: list[str] = []

    def ask() -> None:
        for _ in range(50):
            said.append(oxfordshire.check(channel="letter", received="2011-04-20", at="2011-04-21").to_json())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(said) == 400 and set(said) == {expected}
