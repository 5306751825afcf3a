"""A rota: a set of assignments, and easy ways to look at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from scheduler.rota.problem import Assignment


@dataclass(frozen=True)
class Rota:
    """Who works which session: a set of assignments, valid or not."""

    assignments: frozenset[Assignment]

    @classmethod
    def of(cls, assignments: Iterable[Assignment]) -> Rota:
        """A rota from any assignments."""
        return cls(frozenset(assignments))

    @cached_property
    def _by_person_day(self) -> dict[tuple[int, int], tuple[int, ...]]:
        found: dict[tuple[int, int], list[int]] = {}
        for item in sorted(self.assignments):
            found.setdefault((item.person, item.day), []).append(item.template)
        return {key: tuple(templates) for key, templates in found.items()}

    @cached_property
    def _by_day(self) -> dict[int, tuple[Assignment, ...]]:
        found: dict[int, list[Assignment]] = {}
        for item in sorted(self.assignments):
            found.setdefault(item.day, []).append(item)
        return {day: tuple(items) for day, items in found.items()}

    def templates_on(self, person: int, day: int) -> tuple[int, ...]:
        """The templates a person works on a day, in order of number."""
        return self._by_person_day.get((person, day), ())

    def on(self, day: int) -> tuple[Assignment, ...]:
        """All assignments of a day."""
        return self._by_day.get(day, ())

    def works(self, person: int, day: int) -> bool:
        """Whether the person works at all that day."""
        return (person, day) in self._by_person_day
