"""The bookable days: what is published of a practitioner's day, what is taken of it, and both for a whole practice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from scheduler.agenda.masks import mask_of, union
from scheduler.agenda.papers import KeptDay
from scheduler.agenda.problem import BlockKind
from scheduler.learned import Learned
from scheduler.practice import Practice

BOOKABLE = frozenset(BlockKind) - {BlockKind.SUPERVISION, BlockKind.DESK, BlockKind.BREAK, BlockKind.GROUP}
"""The kinds whose grains an appointment takes; a group's places are counted instead."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One session of the day: the site and the room it was given, [begin, end) in minutes since midnight."""

    site: str
    begin: int
    end: int
    room: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the day, as `agenda.json` holds it: [begin, end) in minutes since midnight."""

    begin: int
    end: int
    kind: BlockKind
    motive: str | None = None
    places: int | None = None


@dataclass(frozen=True)
class AgendaDay:
    """What is published of one day of a holder: a practitioner, or one unit of a shared resource.

    A unit of a shared resource is called `<resource>/<number>` and is one open piece all day long.
    `generation` counts the publications of the practice; a day that was not published again keeps its own.
    `derived`: what the rules work out once of the day.
    """

    holder: str
    day: date
    generation: int
    stretches: tuple[Stretch, ...]
    pieces: tuple[Piece, ...]
    derived: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def masks(self) -> Mapping[BlockKind, int]:
        """The grains of each kind that the day has."""
        kinds = {piece.kind for piece in self.pieces}
        return {kind: union(mask_of(p.begin, p.end) for p in self.pieces if p.kind is kind) for kind in kinds}

    @cached_property
    def bookable(self) -> int:
        """The grains that appointments can take."""
        return union(mask for kind, mask in self.masks.items() if kind in BOOKABLE)

    @cached_property
    def present(self) -> int:
        """The grains of all stretches."""
        return union(mask_of(s.begin, s.end) for s in self.stretches)

    def at_site(self, site: str) -> int:
        """The grains spent at a site."""
        return union(mask_of(s.begin, s.end) for s in self.stretches if s.site == site)


@dataclass(frozen=True, slots=True)
class Claim:
    """Grains taken beside the booked ones: by a hold `until` a moment (UTC), or for good by an overbooking (None)."""

    id: UUID
    mask: int
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class PlaceClaim:
    """A place of the group that begins at `begin`: held `until` a moment (UTC), or booked (None)."""

    id: UUID
    begin: int
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken of a day. `version` grows with every change of it, by one.

    `booked`: the grains of all appointments that are neither cancelled nor overbooked. The promise of every store:
    these are disjoint, no live claim of a hold meets them, and the places of a group are never exceeded.
    """

    version: int = 0
    booked: int = 0
    claims: tuple[Claim, ...] = ()
    places: tuple[PlaceClaim, ...] = ()

    def at(self, now: datetime) -> int:
        """All grains taken at a moment: expired holds count for nothing."""
        if not self.claims:
            return self.booked
        return self.booked | union(c.mask for c in self.claims if c.until is None or c.until > now)

    def places_at(self, begin: int, now: datetime) -> int:
        """How many places of a group are taken at a moment."""
        return sum(1 for p in self.places if p.begin == begin and (p.until is None or p.until > now))


@dataclass(frozen=True)
class Patient:
    """What is kept of a patient: nothing else is.

    `enrolled_from`, `enrolled_to`: dates of enrolment, both included; `to` None while it lasts. `version` grows by one.
    """

    pseudonym: str
    category: str
    own_doctor: str | None = None
    enrolled_from: date | None = None
    enrolled_to: date | None = None
    last_review: date | None = None
    version: int = 0

    def enrolled_on(self, day: date) -> bool:
        """Whether enrolled on a date."""
        return (
            self.enrolled_from is not None
            and self.enrolled_from <= day
            and (self.enrolled_to is None or day <= self.enrolled_to)
        )


@dataclass(frozen=True, slots=True)
class FutureVisit:
    """A booked appointment of a patient, as rules about patients need it: half-open [starts, ends) in UTC."""

    appointment: UUID
    motive: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class Published:
    """What the offers of a practice follow: its file, learned lengths, and the acute reserve by site and date.

    `generation`: the number of its last publication, 0 before the first; `first_day` to `last_day` is open for booking.
    `derived`: what the rules work out once of a publication.
    """

    practice: Practice
    generation: int = 0
    learned: Learned | None = None
    reserve: Mapping[tuple[str, date], KeptDay] = field(default_factory=dict)
    first_day: date | None = None
    last_day: date | None = None
    derived: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)


class TakenDays(dict[tuple[str, date], Taken]):
    """What is taken by (holder, date). `changes` counts by date what was put there: who kept a sum sees it is stale."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.changes: defaultdict[date, int] = defaultdict(int)

    def __setitem__(self, key: tuple[str, date], taken: Taken) -> None:
        super().__setitem__(key, taken)
        self.changes[key[1]] += 1


@dataclass
class Diary:
    """The picture of one practice in memory from which offers are made; whoever writes to the store keeps it fresh.

    `days` and `taken` are keyed by (holder, date); a day without an entry in `taken` is free. `visits` are keyed by
    pseudonym and hold booked appointments only. Mutable: `put_*` replaces an entry if the new version is not older.
    Whoever changes `days` by hand sets `published` anew, or sums over days are stale; entries of `taken` are only put.
    """

    published: Published
    days: dict[tuple[str, date], AgendaDay] = field(default_factory=dict)
    taken: TakenDays = field(default_factory=TakenDays)
    patients: dict[str, Patient] = field(default_factory=dict)
    visits: dict[str, tuple[FutureVisit, ...]] = field(default_factory=dict)

    def taken_of(self, holder: str, day: date) -> Taken:
        """What is taken of a day."""
        return self.taken.get((holder, day), _NOTHING)

    def put_taken(self, holder: str, day: date, taken: Taken) -> None:
        """Replace what is taken of a day, unless what is known is newer."""
        if taken.version >= self.taken_of(holder, day).version:
            self.taken[holder, day] = taken

    def put_patient(self, patient: Patient) -> None:
        """Replace what is known of a patient, unless what is known is newer."""
        known = self.patients.get(patient.pseudonym)
        if known is None or patient.version >= known.version:
            self.patients[patient.pseudonym] = patient


_NOTHING = Taken()
