"""Assigning: parts apart from each other, each by a flow where that is exact, otherwise by prices and CP-SAT."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from solver.assignment.greedy import gain_of, greedy
from solver.assignment.improve import improve
from solver.assignment.matching import match, places_of
from solver.assignment.model import TIER, as_matrix, chosen_of, values_of
from solver.assignment.parts import AssignmentPart, largest_first, parts_of
from solver.assignment.prices import Prices, priced
from solver.assignment.problem import AssignmentProblem
from solver.assignment.result import AssignmentResult, WhyNot
from solver.budget import Budget
from solver.cpsat import Outcome, Stoppable, minimise
from solver.crew import Crew
from solver.linear import Ints
from solver.result import Status
from solver.settings import SolverSettings

AT_ONCE = 1500
"""Candidates that CP-SAT is given at once before anything else is tried."""
AT_MOST = 40_000
"""Candidates that CP-SAT is given at once at all."""
STEPS = 0.6
"""The share of a part's time that goes to steps, before what is left is given to CP-SAT at once."""


class BrokenAssignmentError(Exception):
    """An answer that gives two requests the same time: a fault of ours."""


@dataclass(frozen=True)
class _Solved:
    """The answer of a part and the most that any answer of it could gain."""

    chosen: Ints
    most_gain: int


@dataclass(frozen=True)
class _Task:
    """A part with what it may spend."""

    problem: AssignmentProblem
    seconds: float
    deterministic: bool
    seed: int


def assign(
    problem: AssignmentProblem, settings: SolverSettings | None = None, stoppable: Stoppable | None = None
) -> AssignmentResult:
    """Give requests their starts at the least cost together; what is not proved best comes with a proven bound.

    A stop ends with the best found so far. With one worker the answer depends on problem and seed alone.
    """
    began = time.monotonic()
    settings, stoppable = settings or SolverSettings(seconds=10.0, workers=1), stoppable or Stoppable()
    worth, names = problem.kept(problem.gain > 0)
    parts = parts_of(worth)
    solved = _solve_all(parts, settings, stoppable)
    chosen = np.full(problem.requests, -1, dtype=np.int64)
    for part, one in zip(parts, solved, strict=True):
        served = np.flatnonzero(one.chosen >= 0)
        chosen[part.requests[served]] = names[part.candidates[one.chosen[served]]]
    check(problem, chosen)
    cost = int(problem.unassigned.sum()) - gain_of(problem, chosen)
    bound = int(problem.unassigned.sum()) - sum(one.most_gain for one in solved)
    status = Status.OPTIMAL if cost == bound else Status.FEASIBLE
    passed, stopped = time.monotonic() - began, stoppable.stopped.is_set()
    return AssignmentResult(status, passed, chosen, cost, bound, _why_not(problem, chosen), stopped)


def _solve_all(parts: list[AssignmentPart], settings: SolverSettings, stoppable: Stoppable) -> list[_Solved]:
    """The parts that are matchings here and now, the others shared out among the workers, the largest first."""
    solved: dict[int, _Solved] = {}
    for number, part in enumerate(parts):
        if (places := places_of(part.problem)) is not None:
            chosen = match(part.problem, places)
            solved[number] = _Solved(chosen, gain_of(part.problem, chosen))
    left = [number for number in largest_first(parts) if number not in solved]
    tasks = _tasks([parts[number].problem for number in left], settings)
    with Crew(min(settings.workers, len(tasks)), stoppable) as crew:
        solved |= dict(zip(left, crew.do(_solve, tasks), strict=True))
    return [solved[number] for number in range(len(parts))]


def _tasks(problems: list[AssignmentProblem], settings: SolverSettings) -> list[_Task]:
    """The seconds shared out by size."""
    whole = sum(one.width for one in problems)
    crew = min(settings.workers, max(1, len(problems)))
    shares = (min(settings.seconds, settings.seconds * crew * one.width / whole) for one in problems)
    alone = settings.workers == 1
    return [_Task(one, share, alone, settings.seed) for one, share in zip(problems, shares, strict=True)]


def _solve(task: _Task, stoppable: Stoppable) -> _Solved:
    """A part in which starts overlap: a first answer, prices, steps, and CP-SAT on what could still be better."""
    problem, budget = task.problem, Budget(task.seconds, task.deterministic, task.seed, stoppable)
    chosen = greedy(problem, np.lexsort((np.arange(problem.width), -problem.gain / problem.grains)))
    prices = priced(problem, gain_of(problem, chosen), budget)
    chosen = _better(problem, chosen, greedy(problem, np.lexsort((prices.losses, -prices.used))))
    if prices.could_gain(gain_of(problem, chosen)).sum() > AT_ONCE:
        steps = Budget(STEPS * max(0.0, budget.left), task.deterministic, task.seed, stoppable)
        chosen = improve(problem, chosen, prices.losses, steps, prices.most_gain)
        budget.spent += steps.spent
        prices = min(prices, priced(problem, gain_of(problem, chosen), budget, prices), key=lambda one: one.proved)
    return _settled(problem, chosen, prices, budget)


def _better(problem: AssignmentProblem, first: Ints, second: Ints) -> Ints:
    return second if gain_of(problem, second) > gain_of(problem, first) else first


def _settled(problem: AssignmentProblem, chosen: Ints, prices: Prices, budget: Budget) -> _Solved:
    """The best of the candidates that a better answer could hold; proved, if time suffices."""
    gain, most = gain_of(problem, chosen), prices.most_gain
    hopeful = prices.could_gain(gain)
    if gain >= most or not hopeful.any():
        return _Solved(chosen, gain)
    if hopeful.sum() > AT_MOST or budget.left <= 0:
        return _Solved(chosen, most)
    hopeful[chosen[chosen >= 0]] = True
    part, names = problem.kept(hopeful)
    matrix = as_matrix(part)
    hint = values_of(part, np.where(chosen >= 0, np.searchsorted(names, chosen), -1))
    effort, stoppable = budget.effort(), budget.stoppable
    answer = budget.charged(minimise(matrix, matrix.objectives[TIER], effort, hint=hint, stoppable=stoppable))
    if answer.values is not None:
        picked = chosen_of(part, answer.values)
        chosen = _better(problem, chosen, np.where(picked >= 0, names[picked], -1))
    if answer.outcome is Outcome.OPTIMAL:
        return _Solved(chosen, gain_of(problem, chosen))
    # An answer outside the candidates that are left gains no more than the one they were chosen by.
    left = problem.unassigned.sum() - np.ceil(answer.bound - 1e-6) if np.isfinite(answer.bound) else most
    return _Solved(chosen, max(gain_of(problem, chosen), gain, min(most, int(left))))


def _why_not(problem: AssignmentProblem, chosen: Ints) -> dict[int, WhyNot]:
    has_any = np.bincount(problem.request, minlength=problem.requests) > 0
    worth_it = np.bincount(problem.request[problem.gain > 0], minlength=problem.requests) > 0
    return {
        request: WhyNot.TAKEN if worth_it[request] else WhyNot.NOT_WORTH_IT if has_any[request] else WhyNot.NO_START
        for request in np.flatnonzero(chosen < 0).tolist()
    }


def check(problem: AssignmentProblem, chosen: Ints) -> None:
    """Raise `BrokenAssignmentError` unless every request has its own candidate and no two meet, nor groups overflow."""
    used = chosen[chosen >= 0]
    if (problem.request[used] != np.flatnonzero(chosen >= 0)).any():
        raise BrokenAssignmentError("a request got another's candidate")
    order = used[np.lexsort((problem.begin[used], problem.day[used]))]
    same_day = problem.day[order[1:]] == problem.day[order[:-1]]
    if (same_day & (problem.begin[order[1:]] < problem.end[order[:-1]])).any():
        raise BrokenAssignmentError("two requests got the same time")
    if any(np.isin(used, group.candidates).sum() > group.most for group in problem.groups):
        raise BrokenAssignmentError("a group holds more than it may")
