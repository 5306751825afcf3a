"""The starts that free review time offers: packed from the left, in any order of the lengths in use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.booking.recalls import ReviewTime
from scheduler.calendar import GRAIN
from solver.linear import Ints

Pool = tuple[str, str]
"""A practitioner at a site."""


@dataclass(frozen=True)
class Starts:
    """Starts in order of time.

    Shapes (starts,): `stretch` the position of the free stretch each lies in, `day` its date as a number, `begin` its
    grain, `grains` its length.
    """

    stretch: Ints
    day: Ints
    begin: Ints
    grains: Ints

    def near(self, day: int, within: int, until: int) -> Starts:
        """Those at most so many days from a date, and not after another."""
        first, last = np.searchsorted(self.day, (day - within, min(day + within, until) + 1))
        return self.picked(np.arange(int(first), int(max(first, last))))

    def nearest(self, day: int, most: int) -> Starts:
        """At most so many of them, those nearest to a date."""
        return self.picked(np.sort(np.argsort(np.abs(self.day - day), kind="stable")[:most]))

    def picked(self, which: Ints) -> Starts:
        """Some of them."""
        return Starts(self.stretch[which], self.day[which], self.begin[which], self.grains[which])


def joined(parts: Sequence[Starts]) -> Starts:
    """Starts of several pools together."""
    names = ("stretch", "day", "begin", "grains")
    return Starts(*(np.concatenate([getattr(one, name) for one in parts], dtype=np.int64) for name in names))


def pools_of(time: Sequence[ReviewTime]) -> list[Pool]:
    """Who has free time where."""
    return sorted({(one.practitioner, one.site) for one in time})


def starts_of(time: Sequence[ReviewTime], lengths: Mapping[tuple[str, str], int]) -> dict[tuple[Pool, int], Starts]:
    """The starts of every pool for every length (minutes) that somebody needs there; `time` in order of day."""
    used: dict[str, set[int]] = defaultdict(set)
    for (_, practitioner), minutes in lengths.items():
        used[practitioner].add(minutes // GRAIN)
    found: dict[tuple[Pool, int], list[tuple[int, int, int, int]]] = defaultdict(list)
    for number, one in enumerate(time):
        begins = _packed(one.begin // GRAIN, one.end // GRAIN, used[one.practitioner])
        for grains in used[one.practitioner]:
            rows = found[(one.practitioner, one.site), grains * GRAIN]
            fitting = (begin for begin in begins if begin + grains <= one.end // GRAIN)
            rows.extend((number, one.day.toordinal(), begin, grains) for begin in fitting)
    return {key: Starts(*np.array(rows, dtype=np.int64).reshape(-1, 4).T) for key, rows in found.items()}


def _packed(begin: int, end: int, lengths: set[int]) -> list[int]:
    """The grains at which something can begin when no grain before it is wasted."""
    reached = {begin}
    for grain in range(begin, end):
        if grain in reached:
            reached.update(grain + length for length in lengths)
    return sorted(grain for grain in reached if grain < end)
