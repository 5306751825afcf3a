"""Prices of requests and groups: a proven bound, and which candidates could still be in a better answer.

The rows that give each request one start are priced; what is left falls into days, each of which is scheduled best on
its own. Such a schedule is whole by itself, so that the best prices prove as much as the linear relaxation with a row
for each grain would.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.assignment.problem import AssignmentProblem
from solver.assignment.schedules import Schedules
from solver.budget import Budget
from solver.linear import Bools, Ints, Reals

PRECISION = 1024.0
"""Prices are whole multiples of one over this, so that sums are exact."""
MOST_ROUNDS, LEAST_ROUNDS = 600, 10
PACE = 6e7
"""Candidates looked at in a second."""
SETTING_UP = 1e-3
"""Seconds that a round costs in any case."""
SHARE = 0.4
"""Of the time that is left, how much prices may take."""
PATIENCE = 5
"""Rounds without a better bound after which steps are shortened."""
SHORTER, SHORTEST = 0.7, 1e-4
"""By how much, and the share of the gap below which steps change nothing any more."""
COURSE = 0.7
"""How much of its direction a step keeps from the one before."""
MEMORY = 0.95
"""How much of what earlier rounds chose is remembered."""


@dataclass(frozen=True)
class Prices:
    """Prices that prove a bound on what all candidates can gain together.

    `proved`: no answer gains more. `requests`, `groups`: the price of each. `losses` (candidates,): how much lower the
    bound is for every answer with this candidate. `used` (candidates,): about the share of rounds that chose it.
    """

    proved: float
    requests: Reals
    groups: Reals
    losses: Reals
    used: Reals

    @property
    def most_gain(self) -> int:
        """The most that a whole-numbered answer can gain."""
        return int(np.floor(self.proved))

    def could_gain(self, gain: int) -> Bools:
        """The candidates that some answer with more than `gain` may hold."""
        return np.asarray(self.proved - self.losses >= gain + 1)


def priced(problem: AssignmentProblem, known_gain: int, budget: Budget, start: Prices | None = None) -> Prices:
    """The best prices found, from earlier ones if there are any; `known_gain` is what some answer is known to gain."""
    return _Search(problem, known_gain, budget).run(start)


class _Search:
    """Steps along the subgradient, each as long as the gap to a known answer suggests."""

    def __init__(self, problem: AssignmentProblem, known_gain: int, budget: Budget) -> None:
        self._problem, self._known, self._budget = problem, known_gain, budget
        self._schedules = Schedules(problem.day, problem.begin, problem.end)
        self._members, self._of_group = _members(problem)
        self._most = np.array([group.most for group in problem.groups], dtype=np.float64)
        self._gain = problem.gain.astype(np.float64)

    def run(self, start: Prices | None) -> Prices:
        """Until the bound meets what is known, steps are too short, or the rounds are over."""
        prices = self._first(start)
        best, best_at, step, idle = np.inf, prices, 1.0 if start is None else 0.3, 0
        course = np.zeros(len(prices))
        used = np.zeros(self._problem.width)
        cost = SETTING_UP + self._problem.width / PACE
        for _ in range(int(np.clip(SHARE * self._budget.left / cost, LEAST_ROUNDS, MOST_ROUNDS))):
            self._budget.spent += cost
            proved, slopes, picked = self._look(prices)
            used = MEMORY * used + (1 - MEMORY) * picked
            best, best_at, idle = (proved, prices, 0) if proved < best else (best, best_at, idle + 1)
            if np.floor(best) <= self._known or step < SHORTEST or self._budget.left <= 0:
                break
            if idle >= PATIENCE:
                step, idle, prices = step * SHORTER, 0, best_at
                course = np.zeros(len(prices))
                continue
            course = COURSE * course + (1 - COURSE) * slopes if course.any() else slopes
            if not course.any():
                break
            length = step * (proved - min(self._known, proved - 1)) / (course @ course)
            prices = np.maximum(0.0, np.round((prices - length * course) * PRECISION) / PRECISION)
        requests, groups = np.split(best_at, [self._problem.requests])
        return Prices(best, requests, groups, self._schedules.losses(self._values(best_at)), used)

    def _first(self, start: Prices | None) -> Reals:
        if start is None:
            return np.zeros(self._problem.requests + len(self._problem.groups))
        return np.concatenate((start.requests, start.groups))

    def _values(self, prices: Reals) -> Reals:
        """What each candidate gains less the prices of its request and groups, (candidates,)."""
        requests, groups = np.split(prices, [self._problem.requests])
        values: Reals = self._gain - requests[self._problem.request]
        return values - np.bincount(self._members, groups[self._of_group], len(values)) if len(groups) else values

    def _look(self, prices: Reals) -> tuple[float, Reals, Bools]:
        """What the prices prove, how that changes with each of them, and the candidates that every day would choose."""
        of_day, picked = self._schedules.best(self._values(prices))
        requests, groups = np.split(prices, [self._problem.requests])
        given = np.bincount(self._problem.request[picked], minlength=len(requests))
        held = np.bincount(self._of_group, picked[self._members].astype(np.float64), minlength=len(groups))
        proved = float(requests.sum() + groups @ self._most + of_day.sum())
        return proved, np.concatenate((1.0 - given, self._most - held[: len(groups)])), picked


def _members(problem: AssignmentProblem) -> tuple[Ints, Ints]:
    """Every membership of a candidate in a group: candidates and groups."""
    if not problem.groups:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    sizes = [len(group.candidates) for group in problem.groups]
    return np.concatenate([group.candidates for group in problem.groups]), np.repeat(np.arange(len(sizes)), sizes)
