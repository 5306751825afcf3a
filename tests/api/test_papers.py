"""The result, the calendars and the workbook of a plan."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from openpyxl import Workbook, load_workbook

from api.export.calendars import calendar_of, calendars
from api.export.result import in_json, result_paper
from api.export.workbook import workbook
from api.export.workbook.looks import put, sheet_title
from scheduler.practice import Organisation
from scheduler.rota.problem import Assignment
from scheduler.rota.rota import Rota
from scheduler.rota.rules import SOFT_RULES
from scheduler.zones import zone_of
from tests.api.plans import a_plan, an_open_practice
from tests.practices import a_doctor, a_site, a_template


def result(**changes: Any) -> dict[str, Any]:
    """`result.json` as another program reads it."""
    found = json.loads(in_json(result_paper(a_plan(**changes))))
    assert isinstance(found, dict)
    return found


def test_result_holds_the_promised_keys() -> None:
    """Other programs rely on these keys."""
    promised = "status cost bound gap seconds first_rota_seconds seed versions cost_by_rule violations gap_by_tier"
    assert set(promised.split()) <= set(result())


def test_result_tells_cost_by_rule_in_natural_units() -> None:
    """Amount times weight is the cost where no factor comes in, and all costs make up the whole."""
    found = result()
    rules = found["cost_by_rule"]
    assert set(rules) == set(SOFT_RULES)
    demand = rules["demand_short"]
    assert (demand["unit"], demand["tier"]) == ("minutes", 1)
    assert demand["cost"] == demand["amount"] * demand["weight"]
    assert sum(rule["cost"] for rule in rules.values()) == found["cost"]


def test_violations_have_subject_and_sentence() -> None:
    """A broken rule is told with ids for programs and a sentence for people."""
    plan = a_plan()
    broken = replace(plan.audit, violations=plan.audit.penalties[:1])
    (one,) = result_paper(replace(plan, audit=broken))["violations"]
    assert {"rule", "sentence", "practitioner", "date", "site", "template", "amount"} <= set(one)
    assert one["sentence"].endswith(".")


def events(plan_calendar: bytes) -> list[icalendar.Event]:
    """The events of a calendar."""
    return list(icalendar.Calendar.from_ical(plan_calendar).walk("VEVENT"))


def test_everybody_has_a_calendar_with_their_sessions() -> None:
    """Each session of the rota is one entry in its practitioner's calendar."""
    plan = a_plan()
    files = calendars(plan)
    assert set(files) == {"ada.ics", "ben.ics", "chloe.ics"}
    assert sum(len(events(file)) for file in files.values()) == len(plan.rota.assignments)


def test_entries_show_local_clock_time() -> None:
    """A session at 09:00 in Paris is at 09:00 in Paris, whatever the reader's zone."""
    plan = a_plan()
    first = events(calendar_of(plan, 0))[0]
    session = min((one for one in plan.rota.assignments if one.person == 0), key=lambda one: one.day)
    start = plan.problem.templates[session.template].start
    on = plan.problem.date_of(session.day)
    assert first.start == datetime(on.year, on.month, on.day, start // 60, tzinfo=ZoneInfo("Europe/Paris"))


def test_ids_stay_when_the_rota_is_planned_anew() -> None:
    """An entry that is planned again replaces the old one."""
    first = events(calendar_of(a_plan(), 0))[0]
    assert str(first["uid"]) == "ada-2026-12-14-morning-nation@the-practice"
    later = replace(a_plan(), today=date(2026, 11, 20))
    assert events(calendar_of(later, 0))[0]["uid"] == first["uid"]


def test_session_until_midnight_ends_on_the_next_day() -> None:
    """24:00 is 00:00 of the day after."""
    site = a_site(hours={"mon-fri": "09:00-24:00"})
    templates = [a_template(), a_template("night", start="20:00", end="24:00")]
    plan = a_plan(an_open_practice(sites=[site], templates=templates, wishes=[]))
    plan = replace(plan, rota=Rota.of([Assignment(0, 0, 1)]))
    (one,) = events(calendar_of(plan, 0))
    assert one.end - one.start == timedelta(hours=4)


@pytest.mark.parametrize(
    ("country", "subdivision", "zone"),
    [
        ("FR", None, "Europe/Paris"),
        ("FR", "974", "Indian/Reunion"),
        ("BE", None, "Europe/Brussels"),
        ("JP", None, "Europe/Paris"),
    ],
)
def test_zone_follows_country_and_subdivision(country: str, subdivision: str | None, zone: str) -> None:
    """Overseas has its own clock; a country not listed has that of Paris."""
    assert zone_of(Organisation(id="p", name="P", country=country, subdivision=subdivision)).key == zone


def test_calendar_says_nothing_of_patients() -> None:
    """Template, site and break are all it tells."""
    text = calendar_of(a_plan(), 0).decode()
    keys = {line.partition(":")[0].partition(";")[0] for line in text.splitlines() if not line.startswith(" ")}
    assert keys.isdisjoint({"ATTENDEE", "CONTACT", "ORGANIZER", "GEO"})


def opened(**changes: Any) -> Workbook:
    """The workbook as a spreadsheet program opens it."""
    return load_workbook(BytesIO(workbook(a_plan(**changes))))


def texts(book: Workbook, sheet: str) -> list[str]:
    """All texts of a sheet."""
    return [str(cell.value) for row in book[sheet].iter_rows() for cell in row if cell.value is not None]


def test_workbook_has_a_sheet_a_site_and_one_for_equity() -> None:
    """Managers print one sheet a site."""
    sites = [a_site("nation"), a_site("italie")]
    practice = an_open_practice(
        sites=sites, practitioners=[a_doctor("ada"), a_doctor("ben", sites=["italie"])], absences=[], wishes=[]
    )
    assert opened(practice=practice).sheetnames == ["Nation", "Italie", "Équité"]


def test_site_sheet_names_everybody_who_works_there() -> None:
    """Every session of the rota is one name in its cell."""
    plan = a_plan()
    found = texts(opened(), "Nation")
    named = sum(len(text.split("\n")) for text in found if set(text.split("\n")) <= {"Ada", "Ben", "Chloe"})
    assert named == len(plan.rota.assignments)


def test_site_sheet_marks_holidays_and_gaps() -> None:
    """Christmas is named over its column, and cover short has a line of its own."""
    found = texts(opened(), "Nation")
    assert any(text.startswith("ven. 25/12") and "Noël" in text for text in found)
    assert "Effectif manquant" in found


def test_sheets_print_on_one_page_width() -> None:
    """Landscape, fit to the width, heads repeated and panes frozen."""
    for sheet in opened().worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.freeze_panes
        assert sheet.print_title_rows


def test_equity_sheet_has_a_line_for_everybody() -> None:
    """Names, duties and hours."""
    found = texts(opened(language="en"), "Equity")
    assert {"Ada", "Ben", "Chloe", "Late sessions", "Saturdays", "Christmas Day", "Fair share", "Hours"} <= set(found)


def test_workbook_is_the_same_on_the_same_day() -> None:
    """Nothing of the clock gets into the file."""
    assert workbook(a_plan()) == workbook(a_plan())


def test_text_that_begins_like_a_formula_stays_a_text() -> None:
    """A name can never run in a spreadsheet."""
    sheet = Workbook().worksheets[0]
    assert put(sheet, 1, 1, "=1+1").data_type == "s"


def test_sheet_titles_are_legal_and_unique() -> None:
    """Long names and forbidden characters are cut, doubles are numbered."""
    book = Workbook()
    book.worksheets[0].title = "A"
    assert sheet_title(book, "a") == "a 2"
    assert sheet_title(book, "x/y: " + "z" * 40) == ("x y  " + "z" * 40)[:31]
