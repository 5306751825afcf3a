"""Weeks planned one after the other make a rota of the whole period."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from scheduler.rota.audit import audit
from scheduler.rota.problem import (
    DAYS_IN_WEEK,
    Assignment,
    ContractTarget,
    Cover,
    Demand,
    Duty,
    FairShare,
    PastSession,
    Presence,
    RotaProblem,
    Want,
    Wish,
)
from scheduler.rota.rota import Rota
from solver.rota.week import week_problem
from tests.agreement.case import Case
from tests.agreement.hard_cases import HARD_CASES
from tests.agreement.random_problems import a_random_rota, a_tiny_problem
from tests.builders import a_person, a_problem, a_rota, a_template, assignments, soft
from tests.solver.rota.every_answer import valid_rotas

BORDER_CASES = [case for case in HARD_CASES if case.problem.weeks > 1]


def two_weeks(**stated: Any) -> RotaProblem:
    """Mornings and afternoons for one person over two weeks; fields of the person may be stated."""
    return a_problem([a_template("08:00-12:00"), a_template("14:00-17:00", kind="desk")], [a_person(**stated)], weeks=2)


def week_after_week(problem: RotaProblem) -> set[Rota]:
    """Every rota made of valid weeks, each planned with the weeks before it settled."""
    made = {Rota(frozenset())}
    for week in range(problem.weeks):
        made = {
            Rota(done.assignments | {replace(c, day=c.day + week * DAYS_IN_WEEK) for c in more.assignments})
            for done in made
            for more in valid_rotas(week_problem(problem, week, done.assignments))
        }
    return made


@pytest.mark.parametrize("case", BORDER_CASES, ids=str)
def test_valid_weeks_make_a_valid_rota_and_a_valid_rota_is_made_of_them(case: Case) -> None:
    """Rest, runs, counts and sums go on across the border of a week: nothing wrong comes out, nothing right is lost."""
    assert week_after_week(case.problem) == set(valid_rotas(case.problem))


def test_week_of_a_one_week_problem_is_the_problem() -> None:
    """Without a week before there is nothing to settle."""
    problem = replace(
        a_problem(people=[a_person(least_minutes=240, weekends=1, templates={0: 3}, past_days=2, usual=((3, True),))]),
        cover=(Cover("need", 2, frozenset({0}), frozenset({0}), 1),),
        fair_shares=(FairShare(Duty.LATE, "all", (0,), (1,), (4,), frozenset({(6, 0)})),),
        notice_until=3,
        reference=assignments([(0, 2, 0)]),
        closed_may_day=frozenset({(4, 0)}),
        soft=soft(),
    )
    assert week_problem(problem, 0, ()) == problem


def test_second_week_begins_on_its_monday() -> None:
    """What happens on a day of the second week happens on that weekday there; the first week is gone."""
    problem = replace(
        two_weeks(absent=((1, 0, 60), (8, 0, 60)), usual=((2, True), (9, False)), presence_days=(3, 10)),
        pinned=assignments([(0, 0, 0), (0, 7, 0)]),
        reference=assignments([(0, 1, 1), (0, 13, 1)]),
        notice_until=9,
        wishes=(Wish(0, 4, Want.OFF), Wish(0, 11, Want.ON)),
        cover=(Cover("first", 6, frozenset(), frozenset(), 1), Cover("second", 7, frozenset(), frozenset(), 1)),
        demand=(Demand("second", 0, 12, 0, 720, 60, frozenset(), frozenset()),),
        closed_may_day=frozenset({(5, 0), (12, 0)}),
    )
    week = week_problem(problem, 1, assignments([(0, 0, 0)]))
    assert (week.weeks, week.first_day, week.days) == (1, problem.date_of(7), 7)
    assert week.pinned == assignments([(0, 0, 0)])
    assert week.reference == assignments([(0, 6, 1)])
    assert week.notice_until == 2
    assert [wish.day for wish in week.wishes] == [4]
    assert [(need.key, need.day) for need in week.cover] == [("second", 0)]
    assert [demand.day for demand in week.demand] == [5]
    assert week.closed_may_day == {(5, 0)}
    (ada,) = week.people
    assert (ada.absent, ada.usual, ada.presence_days) == (((1, 0, 60),), ((2, False),), (3,))


def test_settled_sessions_become_the_past() -> None:
    """The week before is as known as the days before the period."""
    eve = PastSession(-1, 600, 660, 60, 0)
    problem = two_weeks(past=(eve,), past_days=3, past_weeks=(100,), contract_week=50)
    (ada,) = week_problem(problem, 1, assignments([(0, 4, 1), (0, 6, 0)])).people
    assert set(ada.past) == {
        replace(eve, day=-8),
        PastSession(-3, 14 * 60, 17 * 60, 180, 0, 1),
        PastSession(-1, 8 * 60, 12 * 60, 240, 0, 0),
    }
    assert ada.past_days == 10
    assert ada.past_weeks == (100, 420)


def test_counts_over_the_period_are_what_is_left_of_them() -> None:
    """Two Saturdays less one leave one; what is used up stays at none; the least is due in the last week."""
    problem = two_weeks(weekends=2, saturdays=1, most_minutes=300, least_minutes=500, templates={0: 1, 1: 4})
    done = assignments([(0, 5, 0), (0, 5, 1), (0, 6, 0)])
    limits = week_problem(problem, 1, done).people[0].limits
    assert (limits.weekends, limits.saturdays, limits.most_minutes, limits.least_minutes) == (1, 0, 0, 0)
    assert limits.templates == {0: 0, 1: 3}
    assert week_problem(problem, 0, ()).people[0].limits.least_minutes is None


def test_contract_minutes_are_due_in_step() -> None:
    """Half of the days ask for half of the minutes; what was worked before counts for the rest."""
    targets = (ContractTarget(0, 13, 1000, 30), ContractTarget(7, 13, 600), ContractTarget(0, 13, 300, desk=True))
    problem = two_weeks(targets=targets)
    first = week_problem(problem, 0, ()).people[0].targets
    assert first == (ContractTarget(0, 6, 500, 30), ContractTarget(0, 6, 150, desk=True))
    second = week_problem(problem, 1, assignments([(0, 1, 0), (0, 2, 1)])).people[0].targets
    assert second == (ContractTarget(0, 6, 580, 30), ContractTarget(0, 6, 600), ContractTarget(0, 6, 120, desk=True))


def test_ledger_carries_the_settled_duties() -> None:
    """Who had the late session last week has it on the account; shares without sessions left are gone."""
    everyday = frozenset((day, 1) for day in range(14))
    shares = (
        FairShare(Duty.LATE, "all", (0,), (1,), (2,), everyday),
        FairShare(Duty.LATE, "first week", (0,), (1,), (0,), frozenset({(2, 1)})),
    )
    problem = replace(two_weeks(), fair_shares=shares)
    (share,) = week_problem(problem, 1, assignments([(0, 2, 1), (0, 3, 0), (0, 4, 1)])).fair_shares
    assert share.carried == (4,)
    assert share.sessions == {(day, 1) for day in range(7)}


def test_presence_is_asked_of_its_own_week() -> None:
    """The days of presence of the second week are that week's days."""
    problem = two_weeks(presence=(Presence(0, 0, 2, (0, 1)), Presence(1, 0, 3, (7, 8, 9))))
    assert week_problem(problem, 1, ()).people[0].presence == (Presence(0, 0, 3, (0, 1, 2)),)


LOCAL = ("acute_window", "cover_under", "cover_over", "demand_short", "supervision", "wish_off", "wish_on")
LOCAL += ("presence_days", "steady_week", "split_day", "home_site", "change", "change_inside_notice")


@pytest.mark.parametrize("seed", range(60))
def test_costs_of_single_weeks_add_up(seed: int) -> None:
    """What is counted day by day or week by week costs in the weeks what it costs in the whole."""
    rng = Random(seed)
    problem = replace(a_tiny_problem(rng, most_cells=30), soft=soft(*LOCAL))
    rota = a_random_rota(rng, problem)
    amounts = dict.fromkeys(LOCAL, 0)
    for week in range(problem.weeks):
        monday = week * DAYS_IN_WEEK
        settled = [cell for cell in rota.assignments if cell.day < monday]
        days = range(monday, monday + DAYS_IN_WEEK)
        own = Rota.of(Assignment(c.person, c.day - monday, c.template) for c in rota.assignments if c.day in days)
        for rule, amount in audit(week_problem(problem, week, settled), own).amount_by_rule.items():
            amounts[rule] += amount
    assert amounts == audit(problem, rota).amount_by_rule


def test_first_week_knows_nothing_of_the_second() -> None:
    """A rota of the first week is judged on the first week alone."""
    problem = two_weeks(days_per_week=1)
    assert audit(week_problem(problem, 0, ()), a_rota((0, 6, 0))).valid
    assert not audit(week_problem(problem, 1, assignments([(0, 6, 0)])), a_rota((0, 0, 0), (0, 1, 0))).valid
