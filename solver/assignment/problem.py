"""The assignment problem: requests, the starts that each could get, and what each would cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import ArrayLike

from solver.linear import Bools, Ints

LARGEST = 10**9
"""The largest cost, so that sums stay exact."""


@dataclass(frozen=True)
class Group:
    """Of these candidates at most `most` are chosen together, such as those of one doctor in one week."""

    candidates: Ints
    most: int


@dataclass(frozen=True)
class AssignmentProblem:
    """Requests, each of which gets one of its candidates or none.

    Candidate c gives request `request[c]` the grains [begin[c], begin[c] + grains[c]) of day `day[c]` at `cost[c]`; a
    day is one date of one practitioner or resource. Candidates of one day that overlap are not chosen together.
    `unassigned[r]`: what it costs to leave request r without. Costs are whole numbers from 0.
    Shapes: `unassigned` (requests,), all others (candidates,). ValueError for arrays that do not fit.
    """

    unassigned: Ints
    request: Ints
    day: Ints
    begin: Ints
    grains: Ints
    cost: Ints
    groups: tuple[Group, ...] = ()

    @classmethod
    def of(
        cls,
        unassigned: ArrayLike,
        candidates: Sequence[tuple[int, int, int, int, int]],
        groups: Sequence[tuple[Sequence[int], int]] = (),
    ) -> AssignmentProblem:
        """From candidates (request, day, begin, grains, cost) and groups (candidates, most)."""
        columns = np.array(candidates, dtype=np.int64).reshape(-1, 5).T
        made = tuple(Group(np.array(sorted(of), dtype=np.int64), most) for of, most in groups)
        request, day, begin, grains, cost = columns
        return cls(np.array(unassigned, dtype=np.int64), request, day, begin, grains, cost, made)

    def __post_init__(self) -> None:
        """Refuse arrays that do not fit together."""
        if len({len(getattr(self, one.name)) for one in fields(self) if one.name not in ("unassigned", "groups")}) != 1:
            raise ValueError("candidates need a request, a day, a begin, a length and a cost each")
        if self.width and (self.request.min() < 0 or self.request.max() >= self.requests):
            raise ValueError("a candidate belongs to no request")
        if self.width and (self.grains.min() < 1 or self.begin.min() < 0 or self.day.min() < 0):
            raise ValueError("a candidate takes at least one grain of a day, from grain 0 on")
        if any(len(one) and (one.min() < 0 or one.max() > LARGEST) for one in (self.cost, self.unassigned)):
            raise ValueError(f"costs lie between 0 and {LARGEST}")
        if any(
            len(g.candidates) and not 0 <= g.candidates.min() <= g.candidates.max() < self.width for g in self.groups
        ):
            raise ValueError("a group names a candidate that does not exist")

    @property
    def width(self) -> int:
        """Number of candidates."""
        return len(self.request)

    @property
    def requests(self) -> int:
        """Number of requests."""
        return len(self.unassigned)

    @property
    def end(self) -> Ints:
        """The grain at which each candidate ends, (candidates,)."""
        return self.begin + self.grains

    @property
    def gain(self) -> Ints:
        """What each candidate saves against leaving its request without, (candidates,)."""
        return self.unassigned[self.request] - self.cost

    def kept(self, candidates: Bools) -> tuple[AssignmentProblem, Ints]:
        """The same requests with some of the candidates only, and which those are; groups keep what is left of them."""
        names = np.flatnonzero(candidates)
        number = np.full(self.width, -1, dtype=np.int64)
        number[names] = np.arange(len(names))
        left = (Group(number[g.candidates][number[g.candidates] >= 0], g.most) for g in self.groups)
        arrays = {name: getattr(self, name)[names] for name in ("request", "day", "begin", "grains", "cost")}
        return replace(
            self, groups=tuple(group for group in left if len(group.candidates) > group.most), **arrays
        ), names
