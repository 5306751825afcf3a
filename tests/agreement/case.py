"""An agreement case: a problem so small that every rota over its columns can be listed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from scheduler.rota.problem import RotaProblem
from scheduler.rota.rules import CARDS
from tests.builders import soft
from tests.notation import problem_and_rota

WEIGHT = 7
"""What a unit of a soft rule costs: not 1, so that a weight left out shows."""


@dataclass(frozen=True)
class Case:
    """One rule on one problem."""

    rule: str
    name: str
    problem: RotaProblem

    def __str__(self) -> str:
        """The test's name."""
        return f"{self.rule}: {self.name}"


def case(rule: str, name: str, offered: dict[str, str], **words: Any) -> Case:
    """A case in the notation of `tests/spec`; unlike there, a day that is not in `offered` offers nothing."""
    all_days = f"mon-sun{words.get('weeks', 1)}"
    problem, _, _ = problem_and_rota({"people": {"ada": {}}} | words | {"offered": {all_days: ""} | offered})
    return Case(rule, name, problem if CARDS[rule].hard else replace(problem, soft=soft(rule, weight=WEIGHT)))
