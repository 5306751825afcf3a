"""Pairs of sessions that one person cannot work on the same day, whatever else they work."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.rota.problem import Limits, RotaProblem, Template


def clashing_templates(problem: RotaProblem, limits: Limits) -> tuple[frozenset[int], ...]:
    """For each template, those that one person under these limits cannot work beside it in a day.

    Two sessions clash when they overlap or leave no time to travel, when their span or their minutes are too long for a
    day, or when together they run too long without a break.
    """
    count = range(len(problem.templates))
    return tuple(frozenset(b for b in count if a != b and _clash(problem, limits, a, b)) for a in count)


def _clash(problem: RotaProblem, limits: Limits, first: int, second: int) -> bool:
    pair = problem.templates[first], problem.templates[second]
    span = max(t.end for t in pair) - min(t.start for t in pair)
    return (
        not problem.compatible(first, second)
        or (limits.day_span is not None and span > limits.day_span)
        or (limits.day_minutes is not None and sum(t.worked for t in pair) > limits.day_minutes)
        or (limits.break_after is not None and longest_stretch(pair, limits.break_minutes) > limits.break_after)
    )


def longest_stretch(sessions: Sequence[Template], pause: int) -> int:
    """Minutes of the longest presence with no pause of `pause` minutes in it."""
    begin, reach, longest = 0, -pause, 0
    for at, to in sorted(stretch for session in sessions for stretch in session.stretches()):
        begin = at if at - reach >= pause else begin
        reach = max(reach, to)
        longest = max(longest, reach - begin)
    return longest
