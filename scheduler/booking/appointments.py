"""Holds, appointments and the waiting list, as the store keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from scheduler.agenda.masks import mask_of
from scheduler.motives import Channel


class State(StrEnum):
    """What became of an appointment."""

    BOOKED = "booked"
    ARRIVED = "arrived"
    ATTENDED = "attended"
    DID_NOT_ATTEND = "did_not_attend"
    CANCELLED = "cancelled"


STILL_TO_COME = frozenset({State.BOOKED, State.ARRIVED})
"""The states of an appointment that counts as a future visit of its patient."""

ERASED = "erased"
"""The reason of an appointment that was cancelled because its patient was erased."""

SWEPT_AFTER = timedelta(hours=1)
"""How long an expired hold is remembered."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A start and a length with a practitioner: what is offered, held and booked.

    `begin` in minutes since midnight by the wall clock, `minutes` what the patient is told, `taken_minutes` what the
    agenda gives (travel of a visit included, on the grid). `starts` in UTC. `group`: a place in the group that begins
    then. `resources`: the units of shared resources taken with it (`ultrasound/1`).
    """

    practitioner: str
    site: str
    day: date
    begin: int
    minutes: int
    taken_minutes: int
    starts: datetime
    channel: Channel
    room: str | None = None
    group: bool = False
    resources: tuple[str, ...] = ()

    @property
    def mask(self) -> int:
        """The grains it takes; none for a place in a group."""
        return 0 if self.group else mask_of(self.begin, self.begin + self.taken_minutes)

    @property
    def holders(self) -> tuple[str, ...]:
        """Whose days it takes from, in sorted order."""
        return tuple(sorted((self.practitioner, *self.resources)))


@dataclass(frozen=True)
class Hold:
    """A slot kept for somebody until a moment (UTC).

    `overridden`: the rules that staff set aside. `generation`: that of the practitioner's day when it was taken.
    """

    practice: str
    id: UUID
    slot: Slot
    motive: str
    category: str
    until: datetime
    generation: int
    patient: str | None = None
    own_doctor: str | None = None
    overbooked: bool = False
    overridden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Appointment:
    """A booked slot. `version` grows by one with every change.

    `overbooked`: taken deliberately over other bookings. `overridden`: the rules that staff set aside.
    `only_future`: no other future appointment of this motive is allowed to the patient, which the store promises.
    Moments in UTC. `generation`: that of the practitioner's day when it was booked.
    """

    practice: str
    id: UUID
    slot: Slot
    motive: str
    category: str
    booked_at: datetime
    generation: int
    patient: str | None = None
    own_doctor: str | None = None
    state: State = State.BOOKED
    overbooked: bool = False
    overridden: tuple[str, ...] = ()
    only_future: bool = True
    cancelled_at: datetime | None = None
    reason: str | None = None
    arrived_at: datetime | None = None
    actual_minutes: int | None = None
    version: int = 1

    @property
    def holds_time(self) -> bool:
        """Whether it keeps its grains or its place."""
        return self.state is not State.CANCELLED

    @property
    def ends(self) -> datetime:
        """When it is over for the patient (UTC)."""
        return self.slot.starts + timedelta(minutes=self.slot.minutes)


@dataclass(frozen=True)
class Waiting:
    """A patient who waits for something earlier or for anything at all.

    `offered`: the hold of the slot kept for the patient, with its end, once time came free.
    """

    practice: str
    id: UUID
    patient: str
    category: str
    motive: str
    from_day: date
    to_day: date
    asked_at: datetime
    practitioners: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    offered: UUID | None = None
    offered_until: datetime | None = None
    closed_at: datetime | None = None
    version: int = 1
