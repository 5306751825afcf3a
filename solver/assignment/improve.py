"""Better answers step by step: a few requests that stand in each other's way are given anew, all others stay."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence

import numpy as np

from solver.assignment.greedy import Board
from solver.assignment.model import TIER, as_matrix, chosen_of, values_of
from solver.assignment.problem import AssignmentProblem, Group
from solver.budget import Budget
from solver.cpsat import minimise
from solver.linear import Ints, Reals

STEP = 0.25
"""Seconds that one step may take."""
SIZES = (12, 40, 100)
"""Requests given anew in one step: the next size once a round over all of them helped nothing."""
WIDEST = 4000
"""Candidates of one step at most."""
TRIED = 8
"""Candidates of a request, the least dear by their losses, whose occupants may have to make way."""
SETTING_UP = 0.01
"""Seconds that a step costs beside its solve, charged where work is counted instead of time."""


def improve(problem: AssignmentProblem, chosen: Ints, losses: Reals, budget: Budget, most_gain: int) -> Ints:
    """An answer at least as good, until it gains `most_gain`, steps stop helping, or the budget is spent."""
    steps = _Steps(problem, chosen, losses, budget)
    for size in SIZES:
        while budget.left > 0 and steps.gain < most_gain and steps.round(size):
            pass
    return np.array(steps.board.chosen, dtype=np.int64)


class _Steps:
    """An answer that gets better and better."""

    def __init__(self, problem: AssignmentProblem, chosen: Ints, losses: Reals, budget: Budget) -> None:
        self._problem, self._budget, self.board = problem, budget, Board(problem)
        for candidate in chosen[chosen >= 0].tolist():
            self.board.give(candidate)
        order = np.lexsort((losses, problem.request))
        bounds = np.searchsorted(problem.request[order], np.arange(1, problem.requests))
        self._of_request: list[list[int]] = [names.tolist() for names in np.split(order, bounds)]
        self._gains = problem.gain.tolist()
        self._hopes = [max((self._gains[c] for c in names), default=0) for names in self._of_request]

    def _gain_of(self, request: int) -> int:
        candidate = self.board.chosen[request]
        return self._gains[candidate] if candidate >= 0 else 0

    @property
    def gain(self) -> int:
        """What all requests gain."""
        return sum(self._gain_of(request) for request in range(self._problem.requests))

    def round(self, size: int) -> bool:
        """A step around each request that could do better, the most disappointed first; whether anything helped.

        Those that took part in a step of others are not begun at.
        """
        regret = {r: self._hopes[r] - self._gain_of(r) for r in range(self._problem.requests)}
        waiting = sorted((r for r in regret if regret[r] > 0), key=lambda r: (-regret[r], r))
        done: set[int] = set()
        before = self.gain
        for request in waiting:
            if self._budget.left <= 0:
                break
            if request not in done:
                around = self._around(request, size)
                done.update(around)
                self._give_anew(around)
        return self.gain > before

    def _around(self, request: int, size: int) -> list[int]:
        """A request, those whose time it could use, those whose time these could use, and so on."""
        found, waiting = {request: None}, deque([request])
        while waiting and len(found) < size:
            for candidate in self._of_request[waiting.popleft()][:TRIED]:
                new = [other for other in self.board.in_the_way(candidate) if other not in found]
                found |= dict.fromkeys(new[: size - len(found)])
                waiting.extend(new)
        return sorted(found)

    def _give_anew(self, requests: list[int]) -> None:
        """The best for some requests with all that the others leave; never worse than before."""
        before = [self.board.chosen[request] for request in requests]
        for request in requests:
            self.board.take_back(request)
        names = [c for request in requests for c in self._of_request[request] if self.board.fits(c)]
        after = self._best(requests, names, before) if len(names) <= WIDEST else before
        for candidate in after:
            if candidate >= 0:
                self.board.give(candidate)

    def _best(self, requests: Sequence[int], names: Sequence[int], before: list[int]) -> list[int]:
        part = self._part(requests, names)
        place = {name: number for number, name in enumerate(names)}
        hint = values_of(part, np.array([place.get(candidate, -1) for candidate in before], dtype=np.int64))
        matrix = as_matrix(part)
        objective, effort = matrix.objectives[TIER], self._budget.effort(STEP)
        answer = self._budget.charged(minimise(matrix, objective, effort, hint=hint, stoppable=self._budget.stoppable))
        self._budget.spent += SETTING_UP
        if answer.values is None or objective.value(answer.values) >= objective.value(hint):
            return before
        return [names[number] if number >= 0 else -1 for number in chosen_of(part, answer.values).tolist()]

    def _part(self, requests: Sequence[int], names: Sequence[int]) -> AssignmentProblem:
        """Some requests with some of their candidates, in the groups that the others leave."""
        whole, chosen = self._problem, np.array(names, dtype=np.int64)
        members: dict[int, list[int]] = defaultdict(list)
        for number, name in enumerate(names):
            for group in self.board.groups_of.get(name, ()):
                members[group].append(number)
        return AssignmentProblem(
            unassigned=whole.unassigned[list(requests)],
            request=np.searchsorted(np.array(requests), whole.request[chosen]),
            day=whole.day[chosen],
            begin=whole.begin[chosen],
            grains=whole.grains[chosen],
            cost=whole.cost[chosen],
            groups=tuple(Group(np.array(of), self.board.left[group]) for group, of in sorted(members.items())),
        )
