"""Small random assignment problems, and the truth about them by trying everything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np

from solver.assignment.problem import AssignmentProblem
from solver.linear import Ints

Candidate = tuple[int, int, int, int, int]


def a_problem(seed: int, requests: int = 4, days: int = 2, groups: int = 1, grains: int = 10) -> AssignmentProblem:
    """Requests of two to four grains with starts anywhere, and groups that cross each other."""
    random = np.random.default_rng(seed)
    candidates: list[Candidate] = []
    for request in range(requests):
        length = int(random.integers(2, 5))
        for start in random.choice(days * (grains - length + 1), size=int(random.integers(0, 5)), replace=False):
            day, begin = divmod(int(start), grains - length + 1)
            candidates.append((request, day, begin, length, int(random.integers(0, 12))))
    unassigned = random.integers(0, 15, size=requests).tolist()
    crossing = [_group(random, len(candidates)) for _ in range(groups if candidates else 0)]
    return AssignmentProblem.of(unassigned, candidates, crossing)


def _group(random: np.random.Generator, width: int) -> tuple[list[int], int]:
    members = np.flatnonzero(random.random(width) < 0.6).tolist()
    return members, int(random.integers(0, 3))


def a_matching(seed: int, requests: int = 4, days: int = 2, blocks: int = 3) -> AssignmentProblem:
    """Requests that ask for whole blocks of four grains; at most so many a day, and fewer over all days."""
    random = np.random.default_rng(seed)
    candidates = [
        (request, day, 4 * block, 4, int(random.integers(0, 12)))
        for request, day, block in product(range(requests), range(days), range(blocks))
        if random.random() < 0.5
    ]
    of_day = [([n for n, one in enumerate(candidates) if one[1] == day], 2) for day in range(days)]
    groups = [*of_day, (list(range(len(candidates))), int(random.integers(1, 4)))] if seed % 2 else of_day
    return AssignmentProblem.of(random.integers(0, 15, size=requests).tolist(), candidates, groups)


def every_answer(problem: AssignmentProblem) -> Iterator[Ints]:
    """Every answer that keeps to the rules, (requests,)."""
    choices = [[-1, *np.flatnonzero(problem.request == r).tolist()] for r in range(problem.requests)]
    return (answer for chosen in product(*choices) if keeps_the_rules(problem, answer := np.array(chosen)))


def keeps_the_rules(problem: AssignmentProblem, chosen: Ints) -> bool:
    """Whether no two candidates share a grain of a day and no group holds too many."""
    grains: set[tuple[int, int]] = set()
    for candidate in chosen[chosen >= 0].tolist():
        begin, day = int(problem.begin[candidate]), int(problem.day[candidate])
        wanted = {(day, grain) for grain in range(begin, begin + int(problem.grains[candidate]))}
        if grains & wanted:
            return False
        grains |= wanted
    served = set(chosen[chosen >= 0].tolist())
    return all(len(served & set(group.candidates.tolist())) <= group.most for group in problem.groups)


def cost_of(problem: AssignmentProblem, chosen: Ints) -> int:
    """What an answer costs, those left without included."""
    pairs = zip(chosen.tolist(), problem.unassigned.tolist(), strict=True)
    return sum(int(problem.cost[candidate]) if candidate >= 0 else without for candidate, without in pairs)


def least_cost(problem: AssignmentProblem) -> int:
    """The least cost of all answers."""
    return min(cost_of(problem, answer) for answer in every_answer(problem))


def a_crowd(seed: int = 1, requests: int = 150, days: int = 8, grains: int = 60) -> AssignmentProblem:
    """More requests than fit, of three lengths, at scattered starts: no matching, and too wide to be proved at once."""
    random = np.random.default_rng(seed)
    candidates: list[Candidate] = []
    for request in range(requests):
        length, wanted = int(random.choice((3, 4, 8))), int(random.integers(days))
        for day in range(wanted, min(days, wanted + 3)):
            starts = random.choice(grains - length + 1, size=10, replace=False).tolist()
            candidates += [(request, day, begin, length, 10 * (day - wanted) + begin % 5) for begin in starts]
    return AssignmentProblem.of([60] * requests, candidates)
