"""Which sessions can be laid out apart from each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from scheduler.agenda.problem import AgendaProblem, Calls, Need, Share

About = TypeVar("About", Need, Calls, Share)
COUNTED_RULES = ("acute_short", "supervision_short")
"""Needs that ask where blocks lie, beside how many there are."""


def linked_by_counts(problem: AgendaProblem) -> list[frozenset[int]]:
    """Sessions in groups that share no need: how many blocks one holds says nothing of another group."""
    return _groups(len(problem.sessions), (need.sessions for need in problem.needs))


def linked_by_places(problem: AgendaProblem) -> list[frozenset[int]]:
    """Sessions in groups that share no call and no need of a part of a day: where blocks lie, once they are counted."""
    needs = (need.sessions for need in problem.needs if need.rule in COUNTED_RULES)
    return _groups(len(problem.sessions), (*needs, *(calls.sessions for calls in problem.calls)))


def part_of(problem: AgendaProblem, sessions: Iterable[int]) -> AgendaProblem:
    """The problem of some sessions alone, numbered anew in their order; what others give to a need is not seen."""
    kept = sorted(sessions)
    number = {session: new for new, session in enumerate(kept)}

    def renumbered(old: frozenset[int]) -> frozenset[int]:
        return frozenset(number[session] for session in old if session in number)

    return replace(
        problem,
        sessions=tuple(problem.sessions[session] for session in kept),
        needs=tuple(_own(need, renumbered(need.sessions)) for need in problem.needs if need.sessions & number.keys()),
        calls=tuple(_own(call, renumbered(call.sessions)) for call in problem.calls if call.sessions & number.keys()),
        shares=tuple(_own(one, renumbered(one.sessions)) for one in problem.shares if one.sessions & number.keys()),
    )


def _own(about: About, sessions: frozenset[int]) -> About:
    return replace(about, sessions=sessions)


def _groups(count: int, links: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    pairs = [(min(link), other) for link in links if link for other in link]
    rows, columns = [first for first, _ in pairs], [other for _, other in pairs]
    graph = coo_array(([True] * len(pairs), (rows, columns)), shape=(count, count))
    number, labels = connected_components(graph, directed=False)
    members: list[list[int]] = [[] for _ in range(number)]
    for session, label in enumerate(labels.tolist()):
        members[label].append(session)
    return [frozenset(group) for group in members]
