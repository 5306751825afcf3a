"""Whom a limit binds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scheduler.rota.problem import Limits, RotaProblem


def limited(problem: RotaProblem, limit_of: Callable[[Limits], int | None]) -> Iterator[tuple[int, int]]:
    """Every person with the limit that binds them; people without that limit are left out."""
    for person, someone in enumerate(problem.people):
        limit = limit_of(someone.limits)
        if limit is not None:
            yield person, limit
