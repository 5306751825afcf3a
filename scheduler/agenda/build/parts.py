"""The parts of a day at a site: the acute windows before and after, and the half-days between."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from scheduler.calendar import MINUTES_IN_DAY, NOON, DayKind
from scheduler.learned import DayPart
from scheduler.practice import AcuteWindows


def part_bounds(windows: AcuteWindows) -> dict[DayPart, tuple[int, int]]:
    """Each part as [from, to) in minutes since midnight; empty where there is no such window."""
    before = min(windows.before or 0, NOON)
    after = max(MINUTES_IN_DAY if windows.after is None else windows.after, NOON)
    return {
        DayPart.EARLY: (0, before),
        DayPart.MORNING: (before, NOON),
        DayPart.AFTERNOON: (NOON, after),
        DayPart.LATE: (after, MINUTES_IN_DAY),
    }


def in_window(windows: AcuteWindows, kind: DayKind, begin: int) -> bool:
    """Whether a stretch that crosses no bound of a part lies in an acute window."""
    early = windows.before is not None and begin < windows.before
    late = windows.after is not None and begin >= windows.after
    return early or late or (windows.holidays and kind is DayKind.HOLIDAY)


def cut(stretch: tuple[int, int], bounds: Iterable[int]) -> list[tuple[int, int]]:
    """A stretch [from, to) cut at the bounds that lie inside it."""
    begin, end = stretch
    edges = sorted({begin, end, *(bound for bound in bounds if begin < bound < end)})
    return list(pairwise(edges))


def minutes_in(stretches: Iterable[tuple[int, int]], span: tuple[int, int]) -> int:
    """Minutes of some stretches inside [from, to)."""
    return sum(max(0, min(end, span[1]) - max(begin, span[0])) for begin, end in stretches)
