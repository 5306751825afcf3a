"""Agendas as practices make them by hand: one pattern for every session, whatever the others hold.

Acute slots on the hour, at hours of one's own; annual reviews first, breaks in the midst of a presence, desk time and
visits last; the rest is open. Each session has its share, by open time, of what a need asks for. Nothing is laid beyond
a need, nor where its segment does not allow it: the hard rules are kept by looking before each block.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from benchmarks.rivals.liked_times import Hand, liked_times
from scheduler.agenda.agenda import Agenda, Block
from scheduler.agenda.build.parts import minutes_in
from scheduler.agenda.build.whole import shared_out
from scheduler.agenda.problem import AgendaProblem, BlockKind, Item, Need, Session

PATTERN = (
    BlockKind.VISIT,
    BlockKind.ACUTE,
    BlockKind.BREAK,
    BlockKind.SUPERVISION,
    BlockKind.REVIEW,
    BlockKind.GROUP,
    BlockKind.DESK,
    BlockKind.TELE,
)
"""Kinds in the order in which they are laid: those with the least choice of places first."""


def same_every_day(problem: AgendaProblem) -> Agenda:
    """The agendas by hand."""
    plan = _Plan(problem)
    for kind in PATTERN:
        for number, need in enumerate(problem.needs):
            if need.kind is kind:
                plan.lay(number)
    return Agenda.of(plan.blocks())


class _Plan:
    """The agendas while they are made; `_left[need]`: what may still be laid towards it, in its unit."""

    def __init__(self, problem: AgendaProblem) -> None:
        self._problem = problem
        self._laid: list[list[Block]] = [[] for _ in problem.sessions]
        self._left = [max(0, need.amount - _settled(problem, need)) for need in problem.needs]
        self._about: dict[tuple[int, BlockKind], list[int]] = defaultdict(list)
        for number, need in enumerate(problem.needs):
            for session in need.sessions:
                self._about[session, need.kind].append(number)

    def lay(self, number: int) -> None:
        """Lay what a need asks for: each session its share, then what is left wherever it fits."""
        need = self._problem.needs[number]
        sessions = sorted(need.sessions)
        weights = [_open_minutes(self._problem.sessions[session], need) for session in sessions]
        shares = shared_out(self._left[number], weights, [self._left[number]] * len(sessions))
        for session, share in zip(sessions, shares, strict=True):
            self._lay_in(session, number, share)
        for session in sessions:
            self._lay_in(session, number, self._left[number])

    def blocks(self) -> Iterator[Block]:
        """All blocks, and what lies between them as its segment is filled."""
        for number, session in enumerate(self._problem.sessions):
            yield from self._laid[number]
            for segment in session.segments:
                inside = sorted(b for b in self._laid[number] if segment.begin <= b.begin < segment.end)
                edges = [segment.begin, *(edge for b in inside for edge in (b.begin, b.end)), segment.end]
                for begin, end in list(pairwise(edges))[::2]:
                    if begin < end:
                        yield Block(number, begin, end, segment.fill)

    def _lay_in(self, session: int, number: int, share: int) -> None:
        """Lay up to a share of a need into a session, at the places that the pattern likes best."""
        need = self._problem.needs[number]
        hand = Hand(self._problem.sessions[session], share, need.begin, need.end, self._problem.longest_run)
        kept = self._left[number] - share
        for begin in liked_times(need.kind, hand):
            if self._left[number] <= kept:
                return
            self._try(session, need, begin)

    def _try(self, session: int, need: Need, begin: int) -> None:
        """Lay a block of the need there if it fits."""
        for item in self._items(session, need, begin):
            block = Block(session, begin, begin + item.minutes, item.kind, item.motive)
            if self._is_free(block) and self._has_room(block):
                self._laid[session].append(block)
                for number, gives in self._gives(block):
                    self._left[number] -= gives
                return

    def _items(self, session: int, need: Need, begin: int) -> Iterator[Item]:
        for segment in self._problem.sessions[session].segments:
            for item in (self._problem.items[one] for one in sorted(segment.items)):
                inside = segment.begin <= begin and begin + item.minutes <= segment.end
                if inside and need.asks_for(item.kind, item.motive, begin) and item.minutes >= need.unit:
                    yield item

    def _is_free(self, block: Block) -> bool:
        about = self._problem.sessions[block.session]
        at_edge = block.begin == about.begin or block.end == about.end
        if block.kind is BlockKind.VISIT and not at_edge:
            return False
        return all(block.end <= other.begin or other.end <= block.begin for other in self._laid[block.session])

    def _has_room(self, block: Block) -> bool:
        return all(gives <= self._left[number] for number, gives in self._gives(block))

    def _gives(self, block: Block) -> Iterator[tuple[int, int]]:
        """Every need that the block counts for, and how much."""
        for number in self._about[block.session, block.kind]:
            need = self._problem.needs[number]
            if need.asks_for(block.kind, block.motive, block.begin):
                yield number, block.minutes // need.unit


def _settled(problem: AgendaProblem, need: Need) -> int:
    """What time that takes no items gives towards a need."""
    return sum(
        segment.minutes // need.unit
        for session in need.sessions
        for segment in problem.sessions[session].segments
        if segment.fill is not BlockKind.OPEN and need.asks_for(segment.fill, None, segment.begin)
    )


def _open_minutes(session: Session, need: Need) -> int:
    stretches = ((s.begin, s.end) for s in session.segments if s.fill is BlockKind.OPEN)
    return minutes_in(stretches, (need.begin, need.end))
