"""The figures of a practice, and the schema of its file."""

from __future__ import annotations

from datetime import date

from scheduler.files import describe, schema
from scheduler.staff import Profession
from tests.practices import a_contract, a_doctor, a_practice, a_site

TODAY = date(2026, 12, 1)


def test_staff_in_full_time_equivalents() -> None:
    """A full time is the largest contract of the profession."""
    half = a_doctor("dan", contract=a_contract(minutes_per_week=1050))
    staff = describe(a_practice(practitioners=[a_doctor("ada"), a_doctor("ben"), half]), TODAY).staff
    assert [(group.profession, group.heads, group.full_time) for group in staff] == [(Profession.GP, 3, 2.5)]


def test_demand_against_consulting_minutes() -> None:
    """A week's expected minutes stand against contracts less desk work; single dates and holidays do not count."""
    demand = [
        {"site": "nation", "days": "mon-fri, holiday", "half_day": "morning", "minutes": 300},
        {"site": "nation", "dates": ["2026-12-24"], "half_day": "morning", "minutes": 900},
    ]
    contracts = {"full-time": a_contract(desk_minutes_per_week=100)}
    summary = describe(a_practice(demand=demand, contracts=contracts), TODAY)
    assert (summary.demand_minutes, summary.consulting_minutes) == (1500, 6000)


def test_holidays_of_the_year_to_come() -> None:
    """Public holidays of the twelve months from today, overrides applied."""
    practice = a_practice(holidays={"add": {"2026-12-24": "eve"}, "remove": ["2026-12-25"]})
    holidays = describe(practice, TODAY).holidays
    assert [(holiday.on, holiday.name) for holiday in holidays[:2]] == [
        (date(2026, 12, 24), "eve"),
        (date(2027, 1, 1), "new-year-s-day"),
    ]
    assert holidays[-1].on == date(2027, 11, 11)


def test_doubts_can_be_said() -> None:
    """An acute window that nobody can hold is told with its place."""
    (doubt,) = describe(a_practice(sites=[a_site(hours={"mon-fri": "07:00-20:00"})]), TODAY).doubts
    assert (doubt.field, doubt.value) == ("sites[0].hours.mon-fri", ["07:00-20:00"])
    assert "07:00-08:00" in doubt.sentence("fr")


def test_schema_knows_the_includes() -> None:
    """The schema of the file holds the includes, and lets practitioners come from one."""
    found = schema()
    assert "include" in found["properties"]
    assert set(found["required"]) == {"version", "practice", "sites", "templates"}
    assert set(found["$defs"]["Includes"]["properties"]) == {
        "practitioners",
        "lists",
        "absences",
        "wishes",
        "cover",
        "demand",
    }
