"""Assigning finds the best where everything can be tried, and never claims more than it proves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from solver.assignment.problem import AssignmentProblem, Group
from solver.assignment.result import WhyNot
from solver.assignment.search import BrokenAssignmentError, assign, check
from solver.cpsat import Stoppable
from solver.result import Status
from solver.settings import SolverSettings
from tests.solver.assignment.cases import a_crowd, a_matching, a_problem, cost_of, keeps_the_rules, least_cost

ALONE = SolverSettings(seconds=5.0, workers=1)
BRIEF = SolverSettings(seconds=1.0, workers=1)


@pytest.mark.parametrize("seed", range(60))
def test_overlapping_starts_are_given_best(seed: int) -> None:
    """Requests of several lengths, with crossing groups, cost what the best of all answers costs."""
    problem = a_problem(seed)
    found = assign(problem, ALONE)
    assert keeps_the_rules(problem, found.chosen)
    assert found.cost == cost_of(problem, found.chosen) == least_cost(problem)
    assert (found.status, found.bound) == (Status.OPTIMAL, found.cost)


@pytest.mark.parametrize("seed", range(40))
def test_blocks_are_given_best(seed: int) -> None:
    """Requests for whole blocks, with nested groups, cost what the best of all answers costs."""
    problem = a_matching(seed)
    found = assign(problem, ALONE)
    assert keeps_the_rules(problem, found.chosen)
    assert found.cost == cost_of(problem, found.chosen) == least_cost(problem)
    assert found.status is Status.OPTIMAL


def test_bound_is_never_beaten() -> None:
    """What a long search finds costs no less than what a short one proved."""
    problem = a_crowd()
    short, long = assign(problem, BRIEF), assign(problem, SolverSettings(seconds=6.0, workers=1))
    assert short.bound <= long.cost <= short.cost
    assert 0 <= short.gap < 1
    assert keeps_the_rules(problem, short.chosen)


def test_crowd_is_served_nearly_as_well_as_proved() -> None:
    """Steps close most of the gap that a first answer leaves."""
    found = assign(a_crowd(), BRIEF)
    assert found.gap < 0.25


def test_same_question_same_answer() -> None:
    """With one worker nothing but problem and seed decides."""
    problem = a_crowd(seed=2)
    first, second = assign(problem, BRIEF), assign(problem, BRIEF)
    assert first.chosen.tolist() == second.chosen.tolist()
    assert (first.cost, first.bound) == (second.cost, second.bound)


def test_several_workers_give_a_valid_answer() -> None:
    """Parts that overlap nowhere are shared out among processes."""
    apart = a_crowd(seed=1, requests=30), a_crowd(seed=2, requests=30)
    joined = AssignmentProblem(
        *(np.concatenate([getattr(one, name) for one in apart]) for name in ("unassigned",)),
        request=np.concatenate((apart[0].request, apart[1].request + 30)),
        day=np.concatenate((apart[0].day, apart[1].day + 8)),
        **{name: np.concatenate([getattr(one, name) for one in apart]) for name in ("begin", "grains", "cost")},
    )
    alone = [assign(one, ALONE) for one in apart]
    found = assign(joined, SolverSettings(seconds=5.0, workers=2))
    assert keeps_the_rules(joined, found.chosen)
    assert found.bound <= sum(one.cost for one in alone)
    assert found.cost >= sum(one.bound for one in alone)


def test_who_is_left_without_is_told_why() -> None:
    """No start at all, none worth its cost, and all given to others are three different things."""
    problem = AssignmentProblem.of([5, 5, 9, 8], [(1, 0, 0, 2, 5), (2, 0, 0, 2, 1), (3, 0, 1, 2, 1)])
    found = assign(problem, ALONE)
    assert found.chosen.tolist() == [-1, -1, 1, -1]
    assert found.why_not == {0: WhyNot.NO_START, 1: WhyNot.NOT_WORTH_IT, 3: WhyNot.TAKEN}


def test_group_with_no_room_serves_nobody() -> None:
    """A capacity of nothing leaves everybody of the group without."""
    found = assign(AssignmentProblem.of([5, 5], [(0, 0, 0, 2, 0), (1, 0, 4, 2, 0)], [([0, 1], 0)]), ALONE)
    assert found.chosen.tolist() == [-1, -1]
    assert found.cost == found.bound == 10


def test_nobody_asks_for_nothing() -> None:
    """An empty problem has an empty answer that costs nothing."""
    found = assign(AssignmentProblem.of([], []), ALONE)
    assert (found.status, found.cost, found.gap, found.chosen.tolist()) == (Status.OPTIMAL, 0, 0.0, [])


def test_stop_ends_with_a_valid_answer() -> None:
    """Stopped before it begins, a search still gives what a first look found, and a bound that holds."""
    stoppable, problem = Stoppable(), a_crowd()
    stoppable.stop()
    found = assign(problem, ALONE, stoppable)
    assert found.stopped
    assert keeps_the_rules(problem, found.chosen)
    assert found.bound <= assign(problem, BRIEF).cost


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"request": np.array([7])}, "belongs to no request"),
        ({"grains": np.array([0])}, "at least one grain"),
        ({"cost": np.array([-1])}, "costs lie between"),
        ({"begin": np.array([0, 1])}, "a start|a begin"),
        ({"groups": (Group(np.array([3]), 1),)}, "does not exist"),
    ],
)
def test_strange_problems_are_refused(wrong: dict[str, object], told: str) -> None:
    """Arrays that do not fit together never reach a solver."""
    good = AssignmentProblem.of([5], [(0, 0, 0, 2, 1)])
    with pytest.raises(ValueError, match=told):
        replace(good, **wrong)  # type: ignore[arg-type]


def test_answers_are_judged_before_they_are_given() -> None:
    """Two requests in one place, another's candidate, or a full group are faults of ours."""
    problem = AssignmentProblem.of([5, 5], [(0, 0, 0, 2, 1), (1, 0, 1, 2, 1), (1, 1, 0, 2, 1)], [([0, 2], 1)])
    for chosen in ([0, 1], [0, 2], [1, -1]):
        with pytest.raises(BrokenAssignmentError):
            check(problem, np.array(chosen))
    check(problem, np.array([-1, 1]))
