"""The most that each day can hold of intervals with values: weighted interval scheduling, all days at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.linear import Bools, Ints, Reals


@dataclass(frozen=True)
class _Step:
    """The candidates that begin at one point in time, in order of day.

    `first`: where those of each day begin among them; `days`: which days those are.
    """

    point: int
    candidates: Ints
    first: Ints
    days: Ints
    ends: Ints
    of_day: Ints
    run: Ints


class Schedules:
    """The days of a problem; asked again and again with other values, it gives the best schedule of each.

    `day`, `begin`, `end` (candidates,): intervals [begin, end) of days numbered from 0.
    """

    def __init__(self, day: Ints, begin: Ints, end: Ints) -> None:
        points = np.unique(np.concatenate((begin, end)))
        self._points, self.days = len(points), int(day.max()) + 1 if len(day) else 0
        self._day, self._begin, self._end = day, np.searchsorted(points, begin), np.searchsorted(points, end)
        self._steps = self._cut()

    def _cut(self) -> list[_Step]:
        order = np.lexsort((self._day, self._begin))
        begins = self._begin[order]
        found: list[_Step] = []
        for names in np.split(order, np.flatnonzero(np.diff(begins)) + 1) if len(order) else []:
            of_day = self._day[names]
            first = np.append(0, np.flatnonzero(np.diff(of_day)) + 1)
            run = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(names))))
            found.append(_Step(int(self._begin[names[0]]), names, first, of_day[first], self._end[names], of_day, run))
        return found[::-1]

    def best(self, values: Reals) -> tuple[Reals, Bools]:
        """The most that each day holds, (days,), and which candidates make it up, (candidates,)."""
        ahead = self._ahead(values)
        return ahead[0], self._picked(values, ahead)

    def _ahead(self, values: Reals) -> Reals:
        """The most that lies at or after each point of each day, (points + 1, days)."""
        ahead = np.zeros((self._points + 1, self.days))
        steps, point = iter(self._steps), self._points
        step = next(steps, None)
        while point:
            point -= 1
            ahead[point] = ahead[point + 1]
            if step is not None and step.point == point:
                reached = values[step.candidates] + ahead[step.ends, step.of_day]
                most = np.maximum.reduceat(reached, step.first)
                ahead[point, step.days] = np.maximum(ahead[point, step.days], most)
                step = next(steps, None)
        return ahead

    def _picked(self, values: Reals, ahead: Reals) -> Bools:
        picked = np.zeros(len(values), dtype=np.bool_)
        free_from = np.zeros(self.days, dtype=np.int64)
        for step in reversed(self._steps):
            gains = (ahead[step.point, step.days] > ahead[step.point + 1, step.days]) & (
                free_from[step.days] <= step.point
            )
            if not gains.any():
                continue
            reached = values[step.candidates] + ahead[step.ends, step.of_day]
            hits = np.flatnonzero(gains[step.run] & (reached == ahead[step.point, step.of_day]))
            _, firsts = np.unique(step.run[hits], return_index=True)
            taken = hits[firsts]
            picked[step.candidates[taken]] = True
            free_from[step.of_day[taken]] = step.ends[taken]
        return picked

    def losses(self, values: Reals) -> Reals:
        """How much less the day of each candidate holds if it must hold that candidate, (candidates,), from 0."""
        ahead = self._ahead(values)
        last = self._points - 1
        mirrored = Schedules.__new__(Schedules)
        mirrored._points, mirrored.days, mirrored._day = self._points, self.days, self._day
        mirrored._begin, mirrored._end = last - self._end, last - self._begin
        mirrored._steps = mirrored._cut()
        before = mirrored._ahead(values)
        through = before[last - self._begin, self._day] + values + ahead[self._end, self._day]
        found: Reals = np.maximum(0.0, ahead[0, self._day] - through)
        return found
