"""One module a rule: plain Python that says how a finished rota breaks it.

Every module offers `check(problem, rota)`, which yields a `Finding` for each breach or amount.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Protocol, cast

from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


class Check(Protocol):
    """Judges a finished rota by one rule."""

    def __call__(self, problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
        """Yield every breach of the rule, or every amount above 0."""
        ...


def check_of(rule: str) -> Check:
    """The check of a rule by name; `ModuleNotFoundError` if there is none."""
    module = import_module(f"{__name__}.{rule}")
    return cast(Check, module.check)
