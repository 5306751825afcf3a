"""Runs of days on and days off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from scheduler.rota.checks.history import days_worked, known_days
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


@dataclass(frozen=True, slots=True)
class Run:
    """Known days [first, last] in a row, all worked (`on`) or all off."""

    first: int
    last: int
    on: bool

    @property
    def days(self) -> int:
        """Length in days."""
        return self.last - self.first + 1

    @property
    def shown_on(self) -> int:
        """The first day of the run, or day 0 if the run began before the period."""
        return max(0, self.first)


def runs(problem: RotaProblem, rota: Rota, person: int) -> list[Run]:
    """The known days of a person as alternating runs, in order."""
    worked = days_worked(problem, rota, person)
    found = []
    for on, days in groupby(known_days(problem, person), key=worked.__contains__):
        first, *rest = days
        found.append(Run(first, rest[-1] if rest else first, on))
    return found


def short_runs(problem: RotaProblem, rota: Rota, person: int, limit: int, *, on: bool) -> Iterator[Run]:
    """Runs shorter than `limit` days that are known from end to end and end no earlier than the eve of the period."""
    # The first and the last run touch the edge of the known days: they may be longer than what is known of them.
    for run in runs(problem, rota, person)[1:-1]:
        if run.on is on and run.days < limit and run.last >= -1:
            yield run
