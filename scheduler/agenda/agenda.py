"""An agenda: a set of blocks, and easy ways to look at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from scheduler.agenda.problem import BlockKind, Need, Segment, Session


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """A stretch [begin, end) of a session; `motive` where a patient is booked for one only."""

    session: int
    begin: int
    end: int
    kind: BlockKind
    motive: str | None = None

    @property
    def minutes(self) -> int:
        """Its length."""
        return self.end - self.begin


@dataclass(frozen=True)
class Agenda:
    """The blocks of all sessions, valid or not."""

    blocks: frozenset[Block]

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> Agenda:
        """An agenda from any blocks."""
        return cls(frozenset(blocks))

    @cached_property
    def _by_session(self) -> dict[int, tuple[Block, ...]]:
        found: dict[int, list[Block]] = {}
        for block in sorted(self.blocks, key=lambda b: (b.session, b.begin, b.end, b.kind, b.motive or "")):
            found.setdefault(block.session, []).append(block)
        return {session: tuple(blocks) for session, blocks in found.items()}

    def in_session(self, session: int) -> tuple[Block, ...]:
        """The blocks of a session in order of time."""
        return self._by_session.get(session, ())

    def in_segment(self, session: int, segment: Segment) -> tuple[Block, ...]:
        """The blocks of a session that begin in one of its segments, in order of time."""
        return tuple(b for b in self.in_session(session) if segment.begin <= b.begin < segment.end)

    def count(self, need: Need) -> int:
        """What the blocks give towards a need, in its unit."""
        return sum(
            block.minutes // need.unit
            for session in need.sessions
            for block in self.in_session(session)
            if need.asks_for(block.kind, block.motive, block.begin)
        )

    def minutes(self, kind: BlockKind, sessions: Iterable[int]) -> int:
        """Minutes of a kind in some sessions."""
        return sum(b.minutes for session in sessions for b in self.in_session(session) if b.kind is kind)


def segment_of(session: Session, block: Block) -> Segment | None:
    """The segment of its session that a block lies in wholly, None if there is none."""
    return next((s for s in session.segments if s.begin <= block.begin and block.end <= s.end), None)
