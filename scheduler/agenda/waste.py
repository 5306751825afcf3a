"""Open time that no booking can use: what is left of a stretch when slots fill it as well as they can."""

from __future__ import annotations

from functools import cache

from scheduler.calendar import GRAIN


@cache
def useless_minutes(stretch: int, lengths: tuple[int, ...]) -> int:
    """Minutes of an open stretch that no combination of slots of these lengths can fill (both on the grid)."""
    fits = [True] + [False] * (stretch // GRAIN)
    for grain in range(1, len(fits)):
        fits[grain] = any(fits[grain - length // GRAIN] for length in lengths if length <= grain * GRAIN)
    fullest = max(grain for grain, fit in enumerate(fits) if fit)
    return stretch - fullest * GRAIN
