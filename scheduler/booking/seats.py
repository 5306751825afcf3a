"""A seat: a practitioner's day at one site, as the masks from which its free starts are worked out.

Starts are asked for again and again and change seldom: a seat keeps what it found last for each kind of request, and
gives it again as long as the same grains are free.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple, cast

from scheduler.agenda.masks import free_starts, mask_of, stretches, union
from scheduler.agenda.problem import BlockKind
from scheduler.booking.appointments import Slot
from scheduler.booking.asked import WINDOWED, Wanted
from scheduler.booking.days import BOOKABLE, AgendaDay, Piece
from scheduler.booking.gaps import Lengths, best_among, best_offsets
from scheduler.booking.terms import Terms, Window
from scheduler.booking.wall import WallDay
from scheduler.calendar import GRAIN
from scheduler.motives import Channel, Use
from scheduler.staff import Practitioner

NEVER = datetime.max.replace(tzinfo=UTC)
NO_LIMIT = 1_000
"""More acute slots than a day has: what can be spared where nothing is kept."""


class Starts(NamedTuple):
    """Starts alike: where they are, minutes they waste more than before, acute slots they displace."""

    mask: int
    wasted: int
    displaced: int


Free = tuple[int, int, int, int]
"""What starts are found from: grains free and usable; free acute grains that can be displaced; how many acute slots may
be; starts that nothing else refuses."""


@dataclass(slots=True)
class Found:
    """The starts found, and what they were found from.

    `starts`: all of them. `groups`: those that waste no more than an equal one, alike together; `mask` has them all.
    """

    free: Free
    starts: int
    groups: tuple[Starts, ...]
    mask: int


@dataclass(slots=True)
class Opening:
    """The grains of a seat that a kind of request may use at all.

    `own`: those kept for it or open to it, whatever windows and reserve say. `plain`: those always usable. `windows`:
    those of acute windows, each with its release. `kept`: acute time between the windows, as far as the reserve spares
    it. `found`: the last starts by length; `last`: the same for patients who are nowhere else,
    with the sums of the site's day at which they were found.
    """

    own: int
    plain: int
    windows: tuple[tuple[Window, int], ...]
    kept: int
    lengths: Lengths
    found: dict[int, Found] = field(default_factory=dict)
    last: dict[int, tuple[object, Found | None]] = field(default_factory=dict)

    def usable(self, now: datetime) -> int:
        """The grains usable at a moment, but for those the reserve has to spare."""
        if not self.windows:
            return self.plain
        inside, closed = 0, 0
        for window, mask in self.windows:
            inside |= mask
            closed |= mask if window.closed(now) else 0
        return self.plain | (inside & ~closed)


class Seat:
    """One practitioner's day at one site.

    `key`: of the day among the days of the diary. `sessions`: the grains of each session that the clocks show, with its
    room.
    """

    __slots__ = (
        "_slots",
        "_sums",
        "_whole",
        "acute",
        "bookable",
        "day",
        "groups",
        "holder",
        "key",
        "openings",
        "person",
        "pieces",
        "present",
        "sessions",
        "site",
        "terms",
        "wall",
        "windows",
    )

    def __init__(self, terms: Terms, person: Practitioner, agenda: AgendaDay, site: str) -> None:
        self.terms, self.person, self.site = terms, person, site
        self.holder, self.day = agenda.holder, agenda.day
        self.key = (agenda.holder, agenda.day)
        self.wall: WallDay = terms.wall.day(agenda.day)
        here = (stretch for stretch in agenda.stretches if stretch.site == site)
        self.sessions = tuple((mask_of(one.begin, one.end) & self.wall.real, one.room) for one in here)
        self.present = union(mask for mask, _ in self.sessions)
        self.pieces = tuple(_inside(agenda.pieces, self.present))
        self.bookable = self._of(BOOKABLE)
        self.acute = self._of({BlockKind.ACUTE})
        groups = (piece for piece in self.pieces if piece.kind is BlockKind.GROUP)
        self.groups = tuple(one for one in groups if not mask_of(one.begin, one.end) & ~self.present)
        keeps = terms.keeps_windows(site, person.profession)
        self.windows = terms.windows(site, agenda.day) if keeps else ()
        self.openings: dict[tuple[str, Use, bool], Opening] = {}
        self._slots: dict[tuple[int, int, int, Channel], Slot] = {}
        self._whole: dict[int, int] = {}
        self._sums = (-1, 0)

    def _of(self, kinds: Iterable[BlockKind], motive: str | None = None) -> int:
        """The grains of some kinds; with a motive, those that it may use."""
        told = (piece for piece in self.pieces if piece.kind in kinds)
        fit = (mask_of(p.begin, p.end) for p in told if motive is None or p.motive in (None, motive))
        return union(fit) & self.present

    def opening(self, wanted: Wanted) -> Opening:
        """The grains that what is asked may use."""
        found = self.openings.get(wanted.key)
        if found is None:
            found = self.openings[wanted.key] = self._opened(wanted)
        return found

    def _opened(self, wanted: Wanted) -> Opening:
        lengths = self.terms.booked_lengths(self.person, wanted.kinds)
        own = self._of(wanted.kinds, wanted.motive.id)
        if not wanted.planned:
            return Opening(own, own, (), 0, lengths)
        first = self._of(wanted.kinds & WINDOWED, wanted.motive.id)
        windows = tuple((window, first & window.mask) for window in self.windows)
        outside = own & ~union(inside for _, inside in windows)
        kept = outside & self.acute
        return Opening(own, outside & ~kept, tuple(one for one in windows if one[1]), kept, lengths)

    def all_starts(self, length: int) -> int:
        """Every start at which the practitioner is there for so many grains."""
        found = self._whole.get(length)
        if found is None:
            sessions = (free_starts(session, length * GRAIN) for session, _ in self.sessions)
            found = self._whole[length] = union(sessions)
        return found

    def acute_slots(self, free: int) -> int:
        """How many acute slots some free grains of acute time hold."""
        if self._sums[0] != free:
            unit = self.terms.acute_grains * GRAIN
            in_sessions = (stretch for mask, _ in self.sessions for stretch in stretches(free & mask))
            self._sums = free, sum((end - begin) // unit for begin, end in in_sessions)
        return self._sums[1]

    def find(self, opening: Opening, length: int, free: Free) -> Found:
        """The starts from which `length` grains are free; the last ones found are kept as long as the same is free."""
        known = opening.found.get(length)
        if known is None or known.free != free:
            starts, groups = _groups(self, opening, length, free)
            known = opening.found[length] = Found(free, starts, groups, union(one.mask for one in groups))
        return known

    def slot(self, grain: int, minutes: int, taken_minutes: int, channel: Channel) -> Slot:
        """The slot that begins at a grain, without shared resources."""
        key = grain, minutes, taken_minutes, channel
        found = self._slots.get(key)
        if found is None:
            found = self._slots[key] = self._slot(grain, minutes, taken_minutes, channel)
        return found

    def _slot(self, grain: int, minutes: int, taken_minutes: int, channel: Channel) -> Slot:
        return Slot(
            practitioner=self.holder,
            site=self.site,
            day=self.day,
            begin=grain * GRAIN,
            minutes=minutes,
            taken_minutes=taken_minutes,
            starts=self.wall.starts(grain),
            channel=channel,
            room=next((room for mask, room in self.sessions if mask >> grain & 1), None),
            group=channel is Channel.GROUP,
        )


def _inside(pieces: Iterable[Piece], present: int) -> Iterator[Piece]:
    return (piece for piece in pieces if mask_of(piece.begin, piece.end) & present)


def seats_of(terms: Terms, agenda: AgendaDay) -> Mapping[str, Seat]:
    """The seats of a practitioner's day by site, made once; none for a unit of a shared resource."""
    known = agenda.derived.get("seats")
    if known is None or known[0] is not terms:
        person = terms.people.get(agenda.holder)
        sites = dict.fromkeys(stretch.site for stretch in agenda.stretches if stretch.site in terms.sites)
        seats = {site: Seat(terms, person, agenda, site) for site in sites} if person else {}
        known = agenda.derived["seats"] = (terms, seats)
    return cast("Mapping[str, Seat]", known[1])


def _groups(seat: Seat, opening: Opening, length: int, free: Free) -> tuple[int, tuple[Starts, ...]]:
    """All starts, and those that waste least, alike together."""
    found: dict[tuple[int, int], int] = {}
    mask, displaceable, spare, allowed = free
    every = 0
    for session, _ in seat.sessions:
        inside, acute = mask & session, displaceable & session
        starts = free_starts(inside, length * GRAIN) & allowed
        losses = _losses(starts, acute, length, seat.terms.acute_grains) if acute and starts else {}
        starts &= ~_too_dear(losses, opening.kept, length, spare)
        every |= starts
        for wasted, best in _best(opening.lengths, inside, starts, length):
            _sort_in(found, wasted, best, losses)
    return every, tuple(Starts(alike, wasted, lost) for (wasted, lost), alike in found.items())


def _sort_in(found: dict[tuple[int, int], int], wasted: int, best: int, losses: Mapping[int, int]) -> None:
    for displaced, mask in losses.items():
        if best & mask:
            found[wasted, displaced] = found.get((wasted, displaced), 0) | (best & mask)
            best &= ~mask
    if best:
        found[wasted, 0] = found.get((wasted, 0), 0) | best


def _best(lengths: Lengths, free: int, starts: int, length: int) -> Iterator[tuple[int, int]]:
    """The starts of each stretch that waste least, with the minutes they waste more than before."""
    if length not in lengths:
        lengths = tuple(sorted((*lengths, length)))
    while starts:
        begin, width = _run_at(free, (starts & -starts).bit_length() - 1)
        last = width - length + 1
        of_run = (starts >> begin) & ((1 << last) - 1)
        if of_run == (1 << last) - 1:
            best, wasted = best_offsets(lengths, width, length)
        else:
            best, wasted = best_among(lengths, width, length, of_run)
        yield wasted, best << begin
        starts &= ~(of_run << begin)


def _run_at(free: int, grain: int) -> tuple[int, int]:
    """The run of free grains around one of them: where it begins and its width."""
    below = ~free & ((1 << grain) - 1)
    begin = below.bit_length()
    run = free >> begin
    return begin, (~run & (run + 1)).bit_length() - 1


def _losses(starts: int, acute: int, length: int, unit: int) -> dict[int, int]:
    """By how many acute slots they displace, the starts that displace any."""
    runs = [(begin // GRAIN, end // GRAIN) for begin, end in stretches(acute)]
    found: dict[int, int] = {}
    for begin, end in runs:
        near = starts & (((1 << (end - begin + length - 1)) - 1) << max(0, begin - length + 1))
        while near:
            bit = near & -near
            near ^= bit
            lost = displaced(runs, bit.bit_length() - 1, length, unit)
            if lost:
                found[lost] = found.get(lost, 0) | bit
    return found


def displaced_by(seat: Seat, starts: int, acute: int, length: int) -> dict[int, int]:
    """By how many of a seat's free acute slots they displace, the starts of `length` grains that displace any."""
    found: dict[int, int] = {}
    for session, _ in seat.sessions:
        of_session = _losses(starts & session, acute & session, length, seat.terms.acute_grains)
        found |= {lost: found.get(lost, 0) | mask for lost, mask in of_session.items()}
    return found


def displaced(runs: Iterable[tuple[int, int]], start: int, length: int, unit: int) -> int:
    """How many slots of `unit` grains a booking takes from runs [begin, end) of grains."""
    lost, stop = 0, start + length
    for begin, end in runs:
        if begin < stop and start < end:
            left = max(0, start - begin) // unit + max(0, end - stop) // unit
            lost += (end - begin) // unit - left
    return lost


def _too_dear(losses: Mapping[int, int], kept: int, length: int, spare: int) -> int:
    """The starts that take kept time and displace more slots than can be spared."""
    dear = union(mask for lost, mask in losses.items() if lost > spare)
    return dear & starts_meeting(kept, length) if dear else 0


def starts_meeting(mask: int, length: int) -> int:
    """The starts from which `length` grains in a row meet some grains."""
    found, have = mask, 1
    while have < length:
        step = min(have, length - have)
        found |= found >> step
        have += step
    return found
