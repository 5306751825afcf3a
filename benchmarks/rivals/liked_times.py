"""When blocks of a kind begin in an agenda made by hand, the most liked time first; every time comes once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import inf

from scheduler.agenda.problem import BlockKind, Session
from scheduler.calendar import GRAIN

HOUR, HALF_HOUR = 60, 30


@dataclass(frozen=True)
class Hand:
    """A session in which `share` blocks of a kind are to begin in [begin, end).

    Nobody works longer than `longest_run` minutes on end.
    """

    session: Session
    share: int
    begin: int
    end: int
    longest_run: int

    @property
    def times(self) -> range:
        """Every time on the grid at which a block may begin."""
        return range(max(self.begin, self.session.begin), min(self.end, self.session.end), GRAIN)


def liked_times(kind: BlockKind, hand: Hand) -> Iterable[int]:
    """Acute slots on the hour, breaks amid a presence, desk time, visits and calls from the end, others from the start.

    Times at which nobody is there are among them.
    """
    return _LIKED.get(kind, _from_the_start)(hand)


def _from_the_start(hand: Hand) -> Iterable[int]:
    return hand.times


def _from_the_end(hand: Hand) -> Iterable[int]:
    return reversed(hand.times)


def _by_the_clock(hand: Hand) -> Iterable[int]:
    """As many hours as the share, at equal steps, each practitioner with other ones; then any hour, any half, any time.

    With the same hours for all a large site does worse: nobody offers anything between them.
    """
    hours = [time for time in hand.times if time % HOUR == 0]
    count = min(hand.share, len(hours))
    chosen = [hours[(hand.session.person + place * len(hours) // count) % len(hours)] for place in range(count)]
    halves = [time for time in hand.times if time % HOUR == HALF_HOUR]
    return dict.fromkeys([*chosen, *hours, *halves, *hand.times])


def _in_the_midst(hand: Hand) -> Iterable[int]:
    """Near where each presence is cut into equal parts no longer than the longest run."""
    cuts = [cut for presence in hand.session.presences for cut in _cuts(*presence, hand.longest_run)]
    if not hand.times:
        return ()
    nearest = [min(hand.times, key=lambda time, cut=cut: abs(time - cut)) for cut in cuts]  # type: ignore[misc]
    others = sorted(hand.times, key=lambda time: min((abs(time - cut) for cut in cuts), default=inf))
    return dict.fromkeys([*nearest, *others])


def _cuts(begin: int, end: int, longest_run: int) -> list[float]:
    breaks = (end - begin - 1) // longest_run
    return [begin + (end - begin) * (place + 1) / (breaks + 1) for place in range(breaks)]


_LIKED: Mapping[BlockKind, Callable[[Hand], Iterable[int]]] = {
    BlockKind.ACUTE: _by_the_clock,
    BlockKind.BREAK: _in_the_midst,
    BlockKind.VISIT: _from_the_end,
    BlockKind.DESK: _from_the_end,
    BlockKind.TELE: _from_the_end,
}
