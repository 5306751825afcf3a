"""What the best agendas of a tiny problem cost, by listing them all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.audit import audit_agenda
from scheduler.agenda.problem import AgendaProblem, BlockKind
from scheduler.agenda.rules import NEEDS_TIER, PLACES_TIER, PROMISE_TIER
from scheduler.rota.audit import Audit
from solver.agenda.parts import linked_by_places
from tests.agreement.agenda.every_agenda import tilings

FREE = (BlockKind.OPEN, BlockKind.ACUTE)
"""Kinds whose counts places may still change."""


@dataclass(frozen=True)
class Listed:
    """Every valid agenda of a problem with its audit."""

    problem: AgendaProblem

    @cached_property
    def valid(self) -> dict[Agenda, Audit]:
        """The valid agendas."""
        found = tilings(self.problem)
        assert found is not None
        judged = {agenda: audit_agenda(self.problem, agenda) for agenda in found}
        return {agenda: verdict for agenda, verdict in judged.items() if verdict.valid}

    @property
    def best_needs(self) -> tuple[int, int]:
        """The least cost of the promise, and of the needs of those that cost no more for it."""
        return min(map(_needs, self.valid.values()))

    def best_places(self, agenda: Agenda) -> int:
        """The least cost of places with as many blocks of each kind in each segment.

        Acute ones may move, but neither promise nor needs may suffer, nor may the open time that a need counts on.
        """
        due, open_time = _needs(self.valid[agenda]), self._open(agenda)
        return min(
            verdict.cost_by_tier[PLACES_TIER]
            for other, verdict in self.valid.items()
            if self._counts(other) == self._counts(agenda)
            and _needs(verdict) <= due
            and all(mine <= theirs for mine, theirs in zip(open_time, self._open(other), strict=True))
        )

    def _counts(self, agenda: Agenda) -> Counter[tuple[int, int, BlockKind, str | None, int]]:
        return Counter(
            (number, place, block.kind, block.motive, block.minutes)
            for number, place, segment in self.problem.segments()
            for block in agenda.in_segment(number, segment)
            if block.kind not in FREE
        )

    def _open(self, agenda: Agenda) -> list[int]:
        groups = linked_by_places(self.problem)
        needs = [need for need in self.problem.needs if need.kind is BlockKind.OPEN]
        return [agenda.minutes(BlockKind.OPEN, need.sessions & group) for need in needs for group in groups]


def _needs(verdict: Audit) -> tuple[int, int]:
    return verdict.cost_by_tier[PROMISE_TIER], verdict.cost_by_tier[NEEDS_TIER]
