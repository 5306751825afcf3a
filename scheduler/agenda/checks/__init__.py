"""One module a rule: plain Python that says how a finished agenda breaks it.

Every module offers `check(problem, agenda)`, which yields a `Finding` for each breach or amount.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Protocol, cast

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.problem import AgendaProblem
from scheduler.rota.findings import Finding


class AgendaCheck(Protocol):
    """Judges a finished agenda by one rule."""

    def __call__(self, problem: AgendaProblem, agenda: Agenda) -> Iterator[Finding]:
        """Yield every breach of the rule, or every amount above 0."""
        ...


def agenda_check_of(rule: str) -> AgendaCheck:
    """The check of an agenda rule by name; `ModuleNotFoundError` if there is none."""
    return cast(AgendaCheck, import_module(f"{__name__}.{rule}").check)
