"""Which sessions can be laid out apart from each other."""

from __future__ import annotations

from collections.abc import Iterable

from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from scheduler.agenda.problem import AgendaProblem

COUNTED_RULES = ("acute_short", "supervision_short")
"""Needs that ask where blocks lie, beside how many there are."""


def linked_by_counts(problem: AgendaProblem) -> list[frozenset[int]]:
    """Sessions in groups that share no need: how many blocks one holds says nothing of another group."""
    return _groups(len(problem.sessions), (need.sessions for need in problem.needs))


def linked_by_places(problem: AgendaProblem) -> list[frozenset[int]]:
    """Sessions in groups that share no call and no need of a part of a day: where blocks lie, once they are counted."""
    needs = (need.sessions for need in problem.needs if need.rule in COUNTED_RULES)
    return _groups(len(problem.sessions), (*needs, *(calls.sessions for calls in problem.calls)))


def _groups(count: int, links: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    pairs = [(min(link), other) for link in links if link for other in link]
    rows, columns = [first for first, _ in pairs], [other for _, other in pairs]
    graph = coo_array(([True] * len(pairs), (rows, columns)), shape=(count, count))
    number, labels = connected_components(graph, directed=False)
    members: list[list[int]] = [[] for _ in range(number)]
    for session, label in enumerate(labels.tolist()):
        members[label].append(session)
    return [frozenset(group) for group in members]
