"""Random bookings, until each day is full to a share: the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from benchmarks.booking.group import (
    ACUTE,
    CATEGORIES,
    LENGTHS,
    PLANNED,
    PRACTICE,
    REVIEW,
    TELE,
    Size,
    doctor_name,
)
from scheduler.agenda.masks import free_starts, mask_of, minutes_in
from scheduler.agenda.problem import BlockKind
from scheduler.booking.appointments import Appointment, Slot
from scheduler.booking.days import AgendaDay, Patient, Piece
from scheduler.booking.times import instant
from scheduler.motives import Channel

PATIENTS_OF_A_DOCTOR = 400
USUAL_SHARE = 0.858
SPREAD = 0.08
"""Standard deviation of the share from day to day; some days take less than they should, so that 85 % is reached."""
LONG_AGO = date(2020, 1, 1)
ONE_AFTER_THE_OTHER = 0.9
"""The share of bookings that begin as early in their block as they can; the others begin anywhere."""
OWN_LIST = 0.8

MOTIVE_OF: Mapping[BlockKind, str] = {
    BlockKind.OPEN: PLANNED,
    BlockKind.ACUTE: ACUTE,
    BlockKind.REVIEW: REVIEW,
    BlockKind.TELE: TELE,
}


def pseudonym(number: int) -> str:
    """What the group calls a patient, numbered from 0."""
    return f"p-{number:05d}"


def category_of(patient: int) -> str:
    """Every fourth patient has a long-term condition."""
    return CATEGORIES[patient % 4 == 0]


def patients_of(size: Size) -> list[Patient]:
    """The lists of all doctors, everyone enrolled."""
    return [
        Patient(pseudonym(n), category_of(n), doctor_name(n // PATIENTS_OF_A_DOCTOR), LONG_AGO, version=1)
        for n in range(PATIENTS_OF_A_DOCTOR * size.people)
    ]


@dataclass
class Filling:
    """Books at random on published days; `share`: of each day's bookable time, on average.

    Bookings are laid one after the other from the begin of a block or at random in what is left, so that some holes
    are too short for anything, as they are in practice.
    """

    size: Size
    zone: ZoneInfo
    seed: int = 1
    share: float = USUAL_SHARE
    booked_at: datetime = datetime(2020, 1, 1, tzinfo=UTC)
    _reviewed: set[str] = field(default_factory=set)
    _random: Random = field(init=False)

    def __post_init__(self) -> None:
        """Begin where the seed says."""
        self._random = Random(self.seed)  # noqa: S311 - no secret

    def appointments(self, days: Iterable[AgendaDay]) -> Iterator[Appointment]:
        """The bookings of all days, in their order; no patient has two future reviews."""
        for day in days:
            yield from self._of_day(day)

    def _of_day(self, day: AgendaDay) -> Iterator[Appointment]:
        share = min(1.0, self._random.gauss(self.share, SPREAD))
        wanted = round(share * day.bookable.bit_count())
        free = day.bookable
        pieces = [piece for piece in day.pieces if piece.kind in MOTIVE_OF]
        self._random.shuffle(pieces)
        for piece in pieces:
            while wanted > 0 and (one := self._appointment(day, piece, free & mask_of(piece.begin, piece.end))):
                free &= ~one.slot.mask
                wanted -= one.slot.mask.bit_count()
                yield one

    def _appointment(self, day: AgendaDay, piece: Piece, free: int) -> Appointment | None:
        """A booking in what is free of a block, None if nothing fits any more."""
        motive, patient = MOTIVE_OF[piece.kind], self._patient(day)
        category = category_of(patient)
        starts = list(minutes_in(free_starts(free, minutes_of(motive, category))))
        if not starts:
            return None
        begin = starts[0] if self._random.random() < ONE_AFTER_THE_OTHER else self._random.choice(starts)
        one = Appointment(
            practice=PRACTICE,
            id=UUID(int=self._random.getrandbits(128)),
            slot=self._slot(day, begin, motive, category),
            motive=motive,
            category=category,
            booked_at=self.booked_at,
            generation=day.generation,
            patient=pseudonym(patient),
            only_future=False,
        )
        return self._reviewed_once(one) if motive == REVIEW else one

    def _slot(self, day: AgendaDay, begin: int, motive: str, category: str) -> Slot:
        stretch = next(one for one in day.stretches if one.begin <= begin < one.end)
        minutes = minutes_of(motive, category)
        return Slot(
            practitioner=day.holder,
            site=stretch.site,
            day=day.day,
            begin=begin,
            minutes=minutes,
            taken_minutes=minutes,
            starts=instant(self.zone, day.day, begin),
            channel=Channel.TELE if motive == TELE else Channel.IN_PERSON,
            room=stretch.room,
        )

    def _patient(self, day: AgendaDay) -> int:
        """Four in five of the doctor's own list."""
        number = self._random.randrange(PATIENTS_OF_A_DOCTOR * self.size.people)
        if self._random.random() < OWN_LIST:
            return int(day.holder.removeprefix("gp-")) * PATIENTS_OF_A_DOCTOR - number % PATIENTS_OF_A_DOCTOR - 1
        return number

    def _reviewed_once(self, one: Appointment) -> Appointment:
        """A review is the only one of its patient; the second one of a patient is nobody's in particular."""
        assert one.patient
        if one.patient in self._reviewed:
            return replace(one, patient=None)
        self._reviewed.add(one.patient)
        return replace(one, only_future=True)


def minutes_of(motive: str, category: str) -> int:
    """The slot that a motive gets."""
    return LENGTHS.get((motive, category)) or LENGTHS[motive, None]
