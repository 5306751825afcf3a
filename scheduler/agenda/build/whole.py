"""Whole numbers from rates: what falls due is carried on, so that nothing is lost over the weeks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise


def carried(total: float, weights: Sequence[float]) -> list[int]:
    """A total spread by weights in whole numbers: their running sums are the rounded ones. Zeros for no weight."""
    weight = sum(weights)
    if not weight:
        return [0] * len(weights)
    due = [0.0, *(total * part / weight for part in accumulate(weights))]
    return [round(later) - round(earlier) for earlier, later in pairwise(due)]


def shared_out(total: int, weights: Sequence[float], most: Sequence[int]) -> list[int]:
    """A whole total shared by weights, never above `most`; what does not fit goes on to the others, the rest is left.

    One at a time, each to the part that lacks most of its share.
    """
    given = [0] * len(weights)
    weight = sum(weights) or 1.0
    for _ in range(min(total, sum(most))):
        open_parts = [part for part in range(len(weights)) if given[part] < most[part]]
        chosen = max(open_parts, key=lambda part: (total * weights[part] / weight - given[part], -part))
        given[chosen] += 1
    return given
