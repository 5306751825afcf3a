"""One module a rule: how it becomes rows and costs of the agenda model.

Every module offers `constrain(model)`; rules of places say nothing of a model without places. Constraints are written
from docs/model.md, never from the checks.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from solver.agenda.model import AgendaModel


class AgendaConstraint(Protocol):
    """Adds one rule to a model."""

    def __call__(self, model: AgendaModel) -> None:
        """Add the rows and costs of the rule."""
        ...


def agenda_constraint_of(rule: str) -> AgendaConstraint:
    """The constraint of an agenda rule by name; `ModuleNotFoundError` if there is none."""
    return cast(AgendaConstraint, import_module(f"{__name__}.{rule}").constrain)
