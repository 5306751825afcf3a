"""A first answer: candidates one after the other in a given order, each taken if nothing is in its way."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from solver.assignment.problem import AssignmentProblem
from solver.linear import Ints


class Board:
    """What is given so far: the candidate of each request, the grains taken of each day, and how full the groups are.

    `chosen[r]`: the candidate of a request, −1 for none. `left[g]`: how many more a group may hold. `groups_of[c]`: the
    groups of a candidate, missing where it has none. `on_day`: the requests with a candidate on each day.
    """

    def __init__(self, problem: AssignmentProblem) -> None:
        self.chosen = [-1] * problem.requests
        self.request, self.day = problem.request.tolist(), problem.day.tolist()
        self.begin, self.end = problem.begin.tolist(), problem.end.tolist()
        self.left = [group.most for group in problem.groups]
        self.groups_of: dict[int, list[int]] = defaultdict(list)
        for number, group in enumerate(problem.groups):
            for candidate in set(group.candidates.tolist()):
                self.groups_of[candidate].append(number)
        self.on_day: dict[int, set[int]] = defaultdict(set)
        self._taken: dict[int, int] = defaultdict(int)

    def _mask(self, candidate: int) -> int:
        """The grains of a candidate as bits."""
        mask: int = (1 << self.end[candidate]) - (1 << self.begin[candidate])
        return mask

    def fits(self, candidate: int) -> bool:
        """Whether its time is free and its groups have room."""
        if self._taken.get(self.day[candidate], 0) & self._mask(candidate):
            return False
        return candidate not in self.groups_of or all(self.left[group] > 0 for group in self.groups_of[candidate])

    def give(self, candidate: int) -> None:
        """Give its request this candidate."""
        self._change(candidate, 1)
        self.chosen[self.request[candidate]] = candidate
        self.on_day[self.day[candidate]].add(self.request[candidate])

    def take_back(self, request: int) -> None:
        """Leave a request without."""
        candidate = self.chosen[request]
        if candidate >= 0:
            self._change(candidate, -1)
            self.chosen[request] = -1
            self.on_day[self.day[candidate]].discard(request)

    def _change(self, candidate: int, by: int) -> None:
        self._taken[self.day[candidate]] += by * self._mask(candidate)
        for group in self.groups_of.get(candidate, ()):
            self.left[group] -= by

    def in_the_way(self, candidate: int) -> list[int]:
        """The requests whose time a candidate would need, in order."""
        begin, end = self.begin[candidate], self.end[candidate]
        there = ((self.chosen[request], request) for request in self.on_day.get(self.day[candidate], ()))
        return sorted(request for other, request in there if self.begin[other] < end and begin < self.end[other])


def greedy(problem: AssignmentProblem, order: Ints) -> Ints:
    """Go through candidates in an order and give each that is still wanted and fits, (requests,); −1 for none."""
    board = Board(problem)
    for candidate in order.tolist():
        if board.chosen[board.request[candidate]] < 0 and board.fits(candidate):
            board.give(candidate)
    return np.array(board.chosen, dtype=np.int64)


def gain_of(problem: AssignmentProblem, chosen: Ints) -> int:
    """What an answer gains against giving nobody anything."""
    return int(problem.gain[chosen[chosen >= 0]].sum())
