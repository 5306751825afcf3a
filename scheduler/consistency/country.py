"""Whether the calendar of public holidays knows the practice's country and subdivision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from holidays import country_holidays
from holidays.registry import COUNTRIES

from scheduler.consistency.fault import Fault, listed, nearest


def unknown_country(data: dict[str, Any]) -> Iterator[Fault]:
    """A country or subdivision without a calendar of public holidays."""
    practice = data.get("practice")
    if not isinstance(practice, dict):
        return
    country, subdivision = practice.get("country", "FR"), practice.get("subdivision")
    if not _is_code(country) or not isinstance(subdivision, str | None):
        return  # the schema says what is wrong
    known = _subdivisions(country)
    if known is None:
        yield Fault(("practice", "country"), "input-unknown-country", {"name": country})
    elif subdivision is not None and subdivision not in known:
        facts = {
            "name": subdivision,
            "country": country,
            "known": listed(known, most=40),
            **nearest(subdivision, known),
        }
        yield Fault(("practice", "subdivision"), "input-unknown-subdivision", facts)


def _is_code(country: Any) -> bool:
    return isinstance(country, str) and len(country) == 2 and country.isupper()


def _subdivisions(country: str) -> list[str] | None:
    """The subdivisions that have a calendar, by code and by name; None if the country has none."""
    codes = {alias for entity in COUNTRIES.values() for alias in entity[1:] if len(alias) == 2}
    if country not in codes:
        return None
    calendar = country_holidays(country)
    return [*calendar.subdivisions, *calendar.subdivisions_aliases]
