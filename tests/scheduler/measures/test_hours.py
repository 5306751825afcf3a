"""Presence against demand, hour by hour."""

from __future__ import annotations

import pytest

from scheduler.measures.hours import hour_loads
from scheduler.rota.problem import Demand
from tests.builders import a_cover, a_problem, a_rota, a_template, clock, people


def a_demand(minutes: int = 240, begin: str = "00:00", end: str = "13:00") -> Demand:
    """Minutes expected on the morning of day 0 at site 0."""
    return Demand("demand", 0, 0, clock(begin), clock(end), minutes, frozenset({0, 1}), frozenset({0}))


def test_demand_is_spread_over_the_hours_on_offer() -> None:
    """Four hours of demand over a session of four hours are one person an hour."""
    loads = hour_loads(a_problem(people=people(2), demand=(a_demand(),)), a_rota())
    assert [(load.hour, load.expected, load.offered) for load in loads] == [(h, 60, 0) for h in range(8, 12)]


def test_presence_counts_where_it_is() -> None:
    """Two people in one session offer two hours an hour."""
    loads = hour_loads(a_problem(people=people(2), demand=(a_demand(),)), a_rota((0, 0, 0), (1, 0, 0)))
    assert {load.offered for load in loads} == {120}


def test_break_offers_and_expects_nothing() -> None:
    """The hour of the template's break is empty."""
    split = a_template("08:00-12:00", pause="09:00-10:00")
    loads = hour_loads(a_problem((split,), people(2), demand=(a_demand(180),)), a_rota((0, 0, 0)))
    assert [load.hour for load in loads] == [8, 10, 11]


def test_hours_share_what_lies_inside_them() -> None:
    """Half an hour of presence is half an hour, and everything expected is somewhere."""
    half = a_template("08:30-10:00")
    loads = hour_loads(a_problem((half,), people(2), demand=(a_demand(90),)), a_rota((0, 0, 0)))
    assert [load.offered for load in loads] == [30, 60]
    assert sum(load.expected for load in loads) == pytest.approx(90)


def test_cover_short_falls_into_its_hours() -> None:
    """An hour and a half without the person needed is short in both hours."""
    need = a_cover(begin=clock("08:30"), end=clock("10:00"), amount=90, site=0, profession="gp")
    loads = hour_loads(a_problem(people=people(2), cover=(need,)), a_rota())
    assert [(load.hour, load.short) for load in loads] == [(8, 30), (9, 60)]
