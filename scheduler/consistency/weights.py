"""What is set for a rule that cannot make use of it."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.consistency.fault import Fault, listed
from scheduler.practice import Practice
from scheduler.rota.problem import Duty

_SHARING = [f"equity_{duty.value}" for duty in Duty]


def tolerance_without_share(practice: Practice) -> Iterator[Fault]:
    """Tolerances of rules that share nothing: a fair share alone has one."""
    for rule, override in practice.rules.items():
        if override.tolerance is not None and rule not in _SHARING:
            yield Fault(("rules", rule, "tolerance"), "input-no-tolerance", {"rule": rule, "known": listed(_SHARING)})
