"""The simple way to offer slots: make every start of every block, drop those that meet an appointment, sort.

The appointments lie in memory by practitioner and day, so that nothing but the making of slots is timed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.agenda.problem import BlockKind
from scheduler.booking.appointments import Appointment
from scheduler.booking.days import AgendaDay
from scheduler.calendar import GRAIN

Day = tuple[str, date]


@dataclass(frozen=True, slots=True)
class Free:
    """A free start."""

    day: date
    begin: int
    practitioner: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: so many minutes with any of some practitioners, from date to date, both included."""

    practitioners: Sequence[str]
    first: date
    last: date
    minutes: int


@dataclass(frozen=True)
class SlotLists:
    """Blocks and appointments, by practitioner and day, as spans in minutes."""

    blocks: Mapping[Day, Sequence[tuple[int, int]]]
    booked: Mapping[Day, Sequence[tuple[int, int]]]

    def search(self, wanted: Wanted, count: int = 10) -> list[Free]:
        """The earliest free starts of any of some practitioners."""
        found = [one for practitioner in wanted.practitioners for one in self._free(practitioner, wanted)]
        found.sort(key=lambda one: (one.day, one.begin, one.practitioner))
        return found[:count]

    def _free(self, practitioner: str, wanted: Wanted) -> Iterator[Free]:
        for number in range((wanted.last - wanted.first).days + 1):
            day = wanted.first + timedelta(days=number)
            booked = self.booked.get((practitioner, day), ())
            for begin, end in self.blocks.get((practitioner, day), ()):
                for start in range(begin, end - wanted.minutes + 1, GRAIN):
                    if not any(start < until and since < start + wanted.minutes for since, until in booked):
                        yield Free(day, start, practitioner)


def slot_lists(
    days: Iterable[AgendaDay], appointments: Iterable[Appointment], kinds: Iterable[BlockKind] = (BlockKind.OPEN,)
) -> SlotLists:
    """The blocks of some kinds, those side by side as one, and all appointments."""
    booked: defaultdict[Day, list[tuple[int, int]]] = defaultdict(list)
    for one in appointments:
        slot = one.slot
        booked[slot.practitioner, slot.day].append((slot.begin, slot.begin + slot.taken_minutes))
    wanted = frozenset(kinds)
    return SlotLists({(day.holder, day.day): _joined(day, wanted) for day in days}, booked)


def _joined(day: AgendaDay, kinds: frozenset[BlockKind]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for piece in sorted(day.pieces, key=lambda piece: piece.begin):
        if piece.kind not in kinds:
            continue
        if found and found[-1][1] == piece.begin:
            found[-1] = (found[-1][0], piece.end)
        else:
            found.append((piece.begin, piece.end))
    return found
