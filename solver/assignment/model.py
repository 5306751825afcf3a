"""An assignment as a linear model: one column a candidate, one for each request that is left without."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from solver.assignment.problem import AssignmentProblem
from solver.linear import Ints, LinearModel, Matrix

TIER = 0


def as_matrix(problem: AssignmentProblem) -> Matrix:
    """Columns: the candidates in their order, then "left without" of each request; one objective, of tier 0."""
    model = LinearModel()
    columns = [model.decision() for _ in range(problem.width)]
    without = [model.decision() for _ in range(problem.requests)]
    for column, cost in zip((*columns, *without), (*problem.cost.tolist(), *problem.unassigned.tolist()), strict=True):
        model.cost(TIER, column, cost)
    of_request: dict[int, list[int]] = defaultdict(list)
    for column, request in zip(columns, problem.request.tolist(), strict=True):
        of_request[request].append(column)
    for request in range(problem.requests):
        model.row([(column, 1) for column in (*of_request[request], without[request])], 1, 1)
    for clique in cliques(problem):
        model.row([(column, 1) for column in clique], upper=1)
    for group in problem.groups:
        model.row([(column, 1) for column in group.candidates.tolist()], upper=group.most)
    return model.freeze()


def cliques(problem: AssignmentProblem) -> Iterator[list[int]]:
    """Candidates of a day that all meet at one grain, as many at once as possible."""
    of_day: dict[int, list[int]] = defaultdict(list)
    for candidate in np.lexsort((problem.begin, problem.day)).tolist():
        of_day[int(problem.day[candidate])].append(candidate)
    begin, end = problem.begin.tolist(), problem.end.tolist()
    for in_order in of_day.values():
        yield from (clique for clique in _cliques(in_order, begin, end) if len(clique) > 1)


def _cliques(in_order: list[int], begin: list[int], end: list[int]) -> Iterator[list[int]]:
    """Those of one day, in order of begin: a clique is complete once the next candidate begins after one ends."""
    open_now: list[int] = []
    first_end = min(end[candidate] for candidate in in_order)
    for candidate in in_order:
        if first_end <= begin[candidate]:
            yield list(open_now)
            open_now = [other for other in open_now if end[other] > begin[candidate]]
            first_end = min((end[other] for other in open_now), default=end[candidate])
        open_now.append(candidate)
        first_end = min(first_end, end[candidate])
    yield open_now


def values_of(problem: AssignmentProblem, chosen: Ints) -> Ints:
    """An answer as values of the columns."""
    values = np.zeros(problem.width + problem.requests, dtype=np.int64)
    values[chosen[chosen >= 0]] = 1
    values[problem.width :] = chosen < 0
    return values


def chosen_of(problem: AssignmentProblem, values: Ints) -> Ints:
    """The candidate of each request in values of the columns."""
    chosen = np.full(problem.requests, -1, dtype=np.int64)
    used = np.flatnonzero(values[: problem.width])
    chosen[problem.request[used]] = used
    return chosen
