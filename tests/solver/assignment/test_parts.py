"""Problems fall apart where nothing joins them, and a matching is told from what is none."""

from __future__ import annotations

import numpy as np

from solver.assignment.matching import match, places_of
from solver.assignment.parts import parts_of
from solver.assignment.problem import AssignmentProblem
from tests.solver.assignment.cases import a_problem

TWO_DAYS = [(0, 0, 0, 4, 1), (1, 0, 0, 4, 2), (2, 1, 4, 4, 3)]


def test_parts_share_nothing() -> None:
    """Requests for different days are parts, unless a group joins them."""
    apart = parts_of(AssignmentProblem.of([9, 9, 9], TWO_DAYS))
    assert [part.requests.tolist() for part in apart] == [[0, 1], [2]]
    assert [part.candidates.tolist() for part in apart] == [[0, 1], [2]]
    (joined,) = parts_of(AssignmentProblem.of([9, 9, 9], TWO_DAYS, [([1, 2], 1)]))
    assert joined.requests.tolist() == [0, 1, 2]
    assert joined.problem.groups[0].candidates.tolist() == [1, 2]


def test_parts_hold_every_candidate_once() -> None:
    """Nothing is lost or doubled, and every part keeps times and costs as they were."""
    for seed in range(20):
        problem = a_problem(seed, requests=8, days=6)
        parts = parts_of(problem)
        names = np.concatenate([part.candidates for part in parts]) if parts else np.zeros(0, dtype=np.int64)
        assert sorted(names.tolist()) == list(range(problem.width))
        for part in parts:
            assert (part.problem.cost == problem.cost[part.candidates]).all()
            assert (part.requests[part.problem.request] == problem.request[part.candidates]).all()
        assert sum(len(part.problem.groups) for part in parts) == sum(1 for g in problem.groups if len(g.candidates))


def test_overlap_is_no_matching() -> None:
    """Starts that overlap in part cannot be given by a flow; the same stretch for several requests can."""
    assert places_of(AssignmentProblem.of([9, 9, 9], TWO_DAYS)) is not None
    assert places_of(AssignmentProblem.of([9, 9], [(0, 0, 0, 4, 1), (1, 0, 2, 4, 2)])) is None


def test_crossing_groups_are_no_matching() -> None:
    """Groups that cross, or that hold one request's use of a place and not another's, cannot be given by a flow."""
    three = [(0, 0, 0, 4, 1), (1, 0, 4, 4, 1), (2, 0, 8, 4, 1)]
    assert places_of(AssignmentProblem.of([9, 9, 9], three, [([0, 1], 1), ([0, 1, 2], 2)])) is not None
    assert places_of(AssignmentProblem.of([9, 9, 9], three, [([0, 1], 1), ([1, 2], 1)])) is None
    assert places_of(AssignmentProblem.of([9, 9, 9], TWO_DAYS, [([0], 1)])) is None


def test_dearest_gives_way() -> None:
    """Of two that want one place, the one whose leaving costs least is left."""
    problem = AssignmentProblem.of([9, 5], [(0, 0, 0, 4, 1), (1, 0, 0, 4, 0)])
    places = places_of(problem)
    assert places is not None
    assert match(problem, places).tolist() == [0, -1]
