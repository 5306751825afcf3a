"""Whether one person can take on more sessions, asked of the scheduler's own hard checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scheduler.rota.checks import check_of
from scheduler.rota.problem import Assignment, Person, RotaProblem
from scheduler.rota.rota import Rota
from scheduler.rota.rules import HARD_RULES

# Rooms are everybody's; pinned sessions are planned first.
NOT_PERSONAL = frozenset({"rooms", "pinned"})


class OwnWeek:
    """The sessions planned for one person, on a problem in which nobody else exists; `minutes` of them so far."""

    def __init__(self, problem: RotaProblem, person: int) -> None:
        self._alone = _alone(problem, problem.people[person])
        self._checks = [check_of(rule) for rule in HARD_RULES if rule not in NOT_PERSONAL]
        self._planned: set[Assignment] = set()
        self.minutes = 0
        self._breaches = self._count(())

    def fits(self, sessions: Iterable[Assignment]) -> bool:
        """Whether no hard rule breaks that is not broken already by the past or by pinned sessions."""
        more = [replace(item, person=0) for item in sessions]
        return self._compatible(more) and self._count(more) <= self._breaches

    def plan(self, sessions: Iterable[Assignment]) -> None:
        """Plan the sessions."""
        for item in sessions:
            self._planned.add(replace(item, person=0))
            self.minutes += self._alone.templates[item.template].worked
        self._breaches = self._count(())

    def _compatible(self, more: Iterable[Assignment]) -> bool:
        # Most refusals are an overlap: found here before all checks are asked.
        days: dict[int, list[int]] = {}
        for item in self._planned:
            days.setdefault(item.day, []).append(item.template)
        return all(self._alone.compatible(item.template, other) for item in more for other in days.get(item.day, ()))

    def _count(self, more: Iterable[Assignment]) -> int:
        rota = Rota.of((*self._planned, *more))
        return sum(1 for check in self._checks for _ in check(self._alone, rota))


def _alone(problem: RotaProblem, person: Person) -> RotaProblem:
    # Rules that more sessions can mend are left to the audit: a rota half built always breaks them.
    growing = replace(person.limits, least_minutes=None, shortest_run_on=None, shortest_run_off=None)
    return replace(
        problem,
        people=(replace(person, limits=growing),),
        pinned=frozenset(),
        reference=None,
        cover=(),
        demand=(),
        wishes=(),
        fair_shares=(),
        soft={},
    )
