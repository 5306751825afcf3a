"""The figures of a practice, and the schema of its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

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


def test_contacts_over_the_lists() -> None:
    """The line of a category stands in place of the line of all; a group is no consultation."""
    practice = a_practice(
        categories=[{"id": "child", "name": "Children"}, {"id": "adult", "name": "Adults"}],
        lists=[
            {"practitioner": "ada", "category": "child", "patients": 100},
            {"practitioner": "ben", "category": "adult", "patients": 300},
        ],
        motives=[
            {"id": "acute", "name": "Acute"},
            {"id": "review", "name": "Review", "review": True},
            {"id": "workshop", "name": "Workshop", "channel": "group"},
        ],
        lengths=[{"motive": "workshop", "minutes": 90}],
        contacts=[
            {"motive": "acute", "per_year": 1},
            {"motive": "acute", "category": "child", "per_year": 3},
            {"motive": "review", "category": "adult", "per_year": 1},
            {"motive": "workshop", "per_year": 5},
        ],
    )
    summary = describe(practice, TODAY)
    assert summary.contacts == pytest.approx((100 * 3 + 300 * 2) / 400)
    assert (summary.motives, summary.standard_motives, summary.lengths) == (3, False, 1)


def test_standard_motives_are_told_as_such() -> None:
    """A practice without motives has the five standard ones, and nothing is said of its contacts."""
    summary = describe(a_practice(), TODAY)
    assert (summary.motives, summary.standard_motives, summary.contacts) == (5, True, None)


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
        "lengths",
        "contacts",
    }


def test_schema_defaults_are_values_that_the_schema_takes() -> None:
    """An editor that writes a default in writes nothing that the file would be refused for."""
    found = schema()
    wrong = [where for where, part in parts_of(found) if "default" in part and not takes(part, part["default"], found)]
    assert wrong == []
    assert not takes({"type": "string"}, 480, found)


def parts_of(part: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every part of a JSON Schema that may be a schema itself, with its place."""
    if isinstance(part, dict):
        yield where, part
    entries = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for name, inner in entries:
        if name != "default":
            yield from parts_of(inner, f"{where}/{name}")


TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
    "array": list,
    "object": dict,
}


def takes(part: dict[str, Any], value: Any, whole: dict[str, Any]) -> bool:
    """Whether a schema takes a value, as far as types, choices, patterns and the parts within go."""
    if "$ref" in part:
        return takes(whole["$defs"][part["$ref"].rpartition("/")[2]], value, whole)
    if "anyOf" in part and not any(takes(form, value, whole) for form in part["anyOf"]):
        return False
    if "type" in part and (not isinstance(value, TYPES[part["type"]]) or (value is True) > (part["type"] == "boolean")):
        return False
    if value not in part.get("enum", [value]) or value != part.get("const", value):
        return False
    return within_takes(part, value, whole)


def within_takes(part: dict[str, Any], value: Any, whole: dict[str, Any]) -> bool:
    """Whether a schema takes the letters, entries or fields of a value."""
    if isinstance(value, str):
        return re.search(part.get("pattern", ""), value) is not None
    if isinstance(value, list):
        return all(takes(part.get("items", {}), entry, whole) for entry in value)
    fields = part.get("properties", {})
    return not isinstance(value, dict) or all(takes(fields.get(name, {}), value[name], whole) for name in value)
