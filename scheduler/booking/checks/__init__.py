"""One module a rule: a pure function that says whether it refuses a candidate start.

Every module offers `check(candidate)`, which returns None or the `Refusal`. They are asked in the order of
`scheduler.booking.rules.RULES`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Protocol, cast

from scheduler.booking.candidate import Candidate
from scheduler.booking.refusal import Refusal
from scheduler.booking.rules import BOOKING_RULES


class Check(Protocol):
    """Judges one start by one rule."""

    def __call__(self, candidate: Candidate) -> Refusal | None:
        """The refusal, None if the rule has nothing against the start."""
        ...


def check_of(rule: str) -> Check:
    """The check of a rule by name; `ModuleNotFoundError` if there is none."""
    module = import_module(f"{__name__}.{rule}")
    return cast(Check, module.check)


@cache
def all_checks() -> tuple[Check, ...]:
    """The checks of all rules, in order."""
    return tuple(check_of(rule) for rule in BOOKING_RULES)
