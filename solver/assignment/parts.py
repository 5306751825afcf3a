"""Parts of an assignment that have nothing to do with each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from solver.assignment.problem import AssignmentProblem, Group
from solver.linear import Ints


@dataclass(frozen=True)
class AssignmentPart:
    """A problem of its own, numbered anew: `requests[r]` and `candidates[c]` are its numbers in the whole."""

    problem: AssignmentProblem
    requests: Ints
    candidates: Ints


def parts_of(problem: AssignmentProblem) -> list[AssignmentPart]:
    """The problem cut where no request, day or group joins two parts; requests without a candidate are in none."""
    label = _labels(problem)
    if not len(label):
        return []
    order = np.argsort(label, kind="stable")
    bounds = np.flatnonzero(np.diff(label[order])) + 1
    groups = _groups_by_label(problem, label)
    return [_part(problem, names, groups.get(int(label[names[0]]), [])) for names in np.split(order, bounds)]


def _labels(problem: AssignmentProblem) -> Ints:
    """The part of each candidate, numbered by its first candidate."""
    days, of_day = np.unique(problem.day, return_inverse=True)
    request_nodes, day_nodes = problem.request, problem.requests + of_day
    firsts, seconds = [request_nodes], [day_nodes]
    for number, group in enumerate(problem.groups):
        firsts.append(np.full(len(group.candidates), problem.requests + len(days) + number))
        seconds.append(request_nodes[group.candidates])
    size = problem.requests + len(days) + len(problem.groups)
    pairs = np.concatenate(firsts), np.concatenate(seconds)
    graph = coo_array((np.ones(len(pairs[0]), dtype=np.int8), pairs), shape=(size, size))
    _, labels = connected_components(graph, directed=False)
    return np.asarray(labels, dtype=np.int64)[problem.request]


def _groups_by_label(problem: AssignmentProblem, label: Ints) -> dict[int, list[Group]]:
    found: dict[int, list[Group]] = {}
    for group in problem.groups:
        if len(group.candidates):
            found.setdefault(int(label[group.candidates[0]]), []).append(group)
    return found


def _part(problem: AssignmentProblem, names: Ints, groups: list[Group]) -> AssignmentPart:
    requests, request = np.unique(problem.request[names], return_inverse=True)
    _, day = np.unique(problem.day[names], return_inverse=True)
    own = AssignmentProblem(
        unassigned=problem.unassigned[requests],
        request=request.astype(np.int64),
        day=day.astype(np.int64),
        begin=problem.begin[names],
        grains=problem.grains[names],
        cost=problem.cost[names],
        groups=tuple(Group(np.searchsorted(names, group.candidates), group.most) for group in groups),
    )
    return AssignmentPart(own, requests, names)


def largest_first(parts: list[AssignmentPart]) -> Iterator[int]:
    """The numbers of the parts, those with most candidates first."""
    return iter(sorted(range(len(parts)), key=lambda number: (-parts[number].problem.width, number)))
