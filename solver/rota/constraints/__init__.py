"""One module a rule: how it becomes rows and costs of the model.

Every module offers `constrain(model)`. Constraints are written from docs/model.md, never from the checks.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from solver.rota.model import RotaModel


class Constraint(Protocol):
    """Adds one rule to a model."""

    def __call__(self, model: RotaModel) -> None:
        """Add the rows and costs of the rule."""
        ...


def constraint_of(rule: str) -> Constraint:
    """The constraint of a rule by name; `ModuleNotFoundError` if there is none."""
    return cast(Constraint, import_module(f"{__name__}.{rule}").constrain)
