"""Expected consulting minutes by site and half-day."""

from __future__ import annotations

from datetime import date
from typing import Any

from scheduler.rota.problem import Demand
from tests.practices import a_doctor, a_site, a_template
from tests.scheduler.rota.monday import CHRISTMAS_MONDAY, a_problem, keys


def a_line(**stated: Any) -> dict[str, Any]:
    return {"site": "nation", "days": "mon-fri", "half_day": "morning", "minutes": 600, **stated}


def demand(*lines: dict[str, Any], **stated: Any) -> tuple[Demand, ...]:
    return a_problem(demand=list(lines), **stated).demand


def by_day(*lines: dict[str, Any], **stated: Any) -> dict[int, int]:
    return {found.day: found.minutes for found in demand(*lines, **stated)}


def test_a_line_speaks_of_its_kinds_of_day() -> None:
    """Minutes are expected on every such day that the site opens."""
    assert by_day(a_line(days="mon, sat", minutes=300)) == {0: 300}


def test_a_line_for_a_date_replaces_the_line_for_its_kind_of_day() -> None:
    """For the same site and half-day; other half-days keep theirs."""
    lines = [a_line(days="mon-tue"), a_line(days=None, dates=[date(2026, 11, 3)], minutes=60)]
    afternoon = a_line(days="tue", half_day="afternoon", minutes=500)
    found = demand(*lines, afternoon)
    assert [(d.day, d.begin, d.minutes) for d in found] == [(0, 0, 600), (1, 0, 60), (1, 780, 500)]


def test_factors_multiply() -> None:
    """Each factor whose dates and sites fit multiplies the minutes, rounded to whole minutes."""
    factors = [
        {"from": "2026-11-02", "to": "2026-11-03", "factor": 0.5},
        {"from": "2026-11-03", "to": "2026-11-30", "factor": 0.33, "sites": ["nation"]},
        {"from": "2026-11-02", "to": "2026-11-30", "factor": 9, "sites": ["italie"]},
    ]
    sites = [a_site(), a_site("italie")]
    assert by_day(a_line(days="mon-wed"), demand_factors=factors, sites=sites) == {0: 300, 1: 99, 2: 198}


def test_nothing_is_expected_where_the_site_is_closed() -> None:
    """Neither on a closed day nor in a half-day without opening hours nor where a factor says zero."""
    assert by_day(a_line(days="mon-sat, holiday"), first_day=CHRISTMAS_MONDAY) == dict.fromkeys(range(4), 600)
    assert by_day(a_line(), sites=[a_site(hours={"mon-fri": "14:00-18:00"})]) == {}
    assert by_day(a_line(), demand_factors=[{"from": "2026-11-01", "to": "2026-11-30", "factor": 0}]) == {}


def test_consulting_of_the_professions_meets_it() -> None:
    """Consulting sessions that reach into the half-day, of people of the line's professions."""
    templates = [
        a_template("morning"),
        a_template("through", start="12:00", end="16:00"),
        a_template("afternoon", start="13:00", end="17:00"),
        a_template("desk", kind="desk"),
        a_template("care", professions=["nurse"]),
        a_template("saturday", days="sat"),
    ]
    practitioners = [a_doctor("ada"), a_doctor("nina", profession="nurse"), a_doctor("lou", profession="locum")]
    problem = a_problem(demand=[a_line(days="mon")], templates=templates, practitioners=practitioners)
    (found,) = problem.demand
    assert keys(problem, found.templates) == {"morning@nation", "through@nation"}
    assert found.people == {0, 2}
    assert found.key == "demand-1/nation/2026-11-02/morning"
