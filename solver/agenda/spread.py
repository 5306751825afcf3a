"""When acute blocks would best begin: as many as there is presence, each in a session that still has one to give."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from scheduler.agenda.problem import BlockKind, Need, Segment
from scheduler.calendar import GRAIN
from solver.agenda.model import AgendaModel, Cell


@dataclass
class _Giver:
    """A segment with acute blocks still to be placed."""

    cell: Cell
    segment: Segment
    left: int


def acute_times(model: AgendaModel, counts: Mapping[Cell, int]) -> dict[Cell, list[int]]:
    """The best beginning of each counted acute block, by segment and item, in order."""
    found: dict[Cell, list[int]] = {}
    for need in model.needs("acute_short"):
        for cell, time in _of_need(model, need, counts):
            found.setdefault(cell, []).append(time)
    return {cell: sorted(times) for cell, times in found.items()}


def _of_need(model: AgendaModel, need: Need, counts: Mapping[Cell, int]) -> Iterator[tuple[Cell, int]]:
    givers = [
        _Giver(cell, model.segment_of(cell), count)
        for cell, count in counts.items()
        if count and cell[0] in need.sessions & model.sessions and _counts(model, need, cell)
    ]
    for time in _spread(givers, sum(giver.left for giver in givers)):
        giver = max((one for one in givers if one.left), key=lambda one: _fitness(one, time))
        giver.left -= 1
        yield giver.cell, min(max(time, giver.segment.begin), giver.segment.end - GRAIN)


def _counts(model: AgendaModel, need: Need, cell: Cell) -> bool:
    segment = model.segment_of(cell)
    return model.problem.items[cell[2]].kind is BlockKind.ACUTE and need.begin <= segment.begin < need.end


def _spread(givers: list[_Giver], blocks: int) -> Iterator[int]:
    """Times at equal steps of presence, the midst of each step."""
    if not blocks:
        return
    grains = range(min(g.segment.begin for g in givers), max(g.segment.end for g in givers), GRAIN)
    present = [sum(g.segment.begin <= time < g.segment.end for g in givers) for time in grains]
    passed = list(accumulate(present))
    for number in range(blocks):
        yield grains[bisect_left(passed, passed[-1] * (number + 0.5) / blocks)]


def _fitness(giver: _Giver, time: int) -> tuple[bool, float]:
    """Whether it is there at the time, and how many blocks it still has to give for each minute that is left to it."""
    left = giver.segment.end - time
    return giver.segment.begin <= time and left > 0, giver.left / max(GRAIN, left)
