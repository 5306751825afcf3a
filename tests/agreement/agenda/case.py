"""An agreement case: a problem so small that every agenda of it can be listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.agenda.problem import AgendaProblem, Item, Session
from scheduler.agenda.rules import AGENDA_CARDS
from tests.agendas import agenda_soft, an_agenda_problem

WEIGHT = 7
"""What a unit of a soft rule costs: not 1, so that a weight left out shows."""


@dataclass(frozen=True)
class AgendaCase:
    """One rule on one problem."""

    rule: str
    name: str
    problem: AgendaProblem

    def __str__(self) -> str:
        """The test's name."""
        return f"{self.rule}: {self.name}"


def case(rule: str, name: str, items: Sequence[Item], *sessions: Session, **stated: Any) -> AgendaCase:
    """A case of some items and sessions; other fields of the problem as in `an_agenda_problem`."""
    soft = {} if AGENDA_CARDS[rule].hard else agenda_soft(rule, weight=WEIGHT)
    return AgendaCase(rule, name, an_agenda_problem(items, sessions, soft=soft, **stated))
