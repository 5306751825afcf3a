"""Exact assignment where the starts of a day never overlap in part: a flow of least cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from solver.assignment.problem import AssignmentProblem
from solver.linear import Ints

Numbers = NDArray[np.int32]


@dataclass(frozen=True)
class Places:
    """The stretches of time that candidates ask for, none of which overlap, and which groups hold which.

    `place` (candidates,): the stretch of each. `above` (places + groups,): the smallest group around a place or a
    group, counted on from the places; −1 for none.
    """

    place: Ints
    count: int
    above: Ints


def places_of(problem: AssignmentProblem) -> Places | None:
    """The places of a problem that is a matching; None where stretches overlap, or groups cross or split a place."""
    stretches = np.stack((problem.day, problem.begin, problem.end), axis=1)
    distinct, place = np.unique(stretches, axis=0, return_inverse=True)
    same_day = distinct[1:, 0] == distinct[:-1, 0]
    if (same_day & (distinct[1:, 1] < distinct[:-1, 2])).any():
        return None
    above = _above(problem, place.reshape(-1), len(distinct))
    return None if above is None else Places(place.reshape(-1), len(distinct), above)


def _above(problem: AssignmentProblem, place: Ints, count: int) -> Ints | None:
    """The smallest group around each place and group; None if groups are not nested, or split a place."""
    members = [np.unique(place[group.candidates]) for group in problem.groups]
    asked = np.bincount(place, minlength=count)
    above = np.full(count + len(members), -1, dtype=np.int64)
    top = np.arange(count)  # the largest group so far around each place, or the place itself
    size = np.ones(count + len(members), dtype=np.int64)
    for number in sorted(range(len(members)), key=lambda g: (len(members[g]), g)):
        inside = members[number]
        if asked[inside].sum() != len(np.unique(problem.groups[number].candidates)):
            return None
        tops, counts = np.unique(top[inside], return_counts=True)
        if (counts != size[tops]).any():
            return None
        above[tops] = top[inside] = count + number
        size[count + number] = len(inside)
    return above


def match(problem: AssignmentProblem, places: Places) -> Ints:
    """The candidates chosen in an assignment of least cost, (requests,); −1 for none."""
    requests, nodes = problem.requests, places.count + len(problem.groups)
    sink = requests + nodes
    flow: Any = min_cost_flow.SimpleMinCostFlow()  # its stubs mistake the kind of number for the shape
    everybody, ones = np.arange(requests), np.ones(requests, dtype=np.int64)
    asked = _arcs(flow, problem.request, requests + places.place, np.ones_like(problem.cost), problem.cost)
    _arcs(flow, everybody, np.full(requests, sink), ones, problem.unassigned)
    most = np.array([1] * places.count + [group.most for group in problem.groups], dtype=np.int64)
    above = np.where(places.above < 0, sink, requests + places.above)
    _arcs(flow, requests + np.arange(nodes), above, most, np.zeros_like(most))
    flow.set_nodes_supplies(_numbers(np.append(everybody, sink)), np.append(ones, -requests))
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("a flow that always exists was not found")
    used = np.flatnonzero(np.asarray(flow.flows(asked)) > 0)
    chosen = np.full(requests, -1, dtype=np.int64)
    chosen[problem.request[used]] = used
    return chosen


def _arcs(flow: Any, tails: Ints, heads: Ints, most: Ints, costs: Ints) -> Numbers:
    """Add arcs that carry at most so much at a cost each; gives their numbers."""
    added = flow.add_arcs_with_capacity_and_unit_cost(_numbers(tails), _numbers(heads), most, costs)
    return np.asarray(added, dtype=np.int32)


def _numbers(nodes: Ints) -> Numbers:
    return nodes.astype(np.int32)
