"""Wishes, split by date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from scheduler.rota.problem import Want, Wish
from tests.practices import a_doctor, a_site, a_template
from tests.scheduler.rota.monday import MONDAY, a_problem


def wishes(
    first: int, last: int, want: str = "off", sections: dict[str, Any] | None = None, **stated: Any
) -> list[Wish]:
    """What remains of a wish of ada, as wishes of the problem."""
    dates = {"from": MONDAY + timedelta(first), "to": MONDAY + timedelta(last)}
    wish = {"practitioner": "ada", "want": want, **dates, **stated}
    return list(a_problem(wishes=[wish], **(sections or {})).wishes)


def test_a_wish_is_split_by_date() -> None:
    """One for each date inside the period, with its weight."""
    assert wishes(-2, 1, weight=4) == [Wish(0, 0, Want.OFF, 4), Wish(0, 1, Want.OFF, 4)]


def test_a_wish_for_half_a_day_keeps_to_it() -> None:
    """The half-day becomes its hours; without a session in it the wish is dropped."""
    assert wishes(0, 0, half_day="afternoon") == [Wish(0, 0, Want.OFF, 1, None, 780, 1440)]
    mornings = {"templates": [a_template()]}
    assert wishes(0, 0, half_day="afternoon", sections=mornings) == []


def test_dates_of_absence_and_without_sessions_are_dropped() -> None:
    """Nothing can be granted or refused on them."""
    absences = [{"practitioner": "ada", "from": date(2026, 11, 5), "to": date(2026, 11, 5)}]
    assert [wish.day for wish in wishes(2, 6, sections={"absences": absences})] == [2, 4]


def test_a_wish_to_be_off_from_a_template_holds_at_every_site() -> None:
    """At most one of them can be worked, so a session costs one wish."""
    two = {"sites": [a_site(), a_site("italie")], "practitioners": [a_doctor(sites=["italie"])]}
    found = wishes(0, 0, template="morning", sections=two)
    assert [wish.template for wish in found] == [0, 1]


def test_a_wish_to_work_a_template_asks_for_it_at_home() -> None:
    """One session meets it: the one at the home site, or the first there is."""
    sites = [a_site("italie"), a_site()]
    at_home = {"sites": sites, "practitioners": [a_doctor(sites=["italie"])]}
    assert [wish.template for wish in wishes(0, 0, "on", template="morning", sections=at_home)] == [1]
    templates = [a_template("morning", sites=["italie"])]
    assert [
        wish.template for wish in wishes(0, 0, "on", template="morning", sections=at_home | {"templates": templates})
    ] == [0]


def test_a_wish_for_a_template_that_is_not_offered_is_dropped() -> None:
    """On Saturday there is no morning to ask for."""
    assert wishes(5, 5, "on", template="morning") == []
