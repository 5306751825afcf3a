"""What is asked for: slots for a patient of a category with a motive, or one slot that was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from scheduler.calendar import HalfDay
from scheduler.motives import Channel
from scheduler.staff import Profession


class DayPart(StrEnum):
    """A part of the day that a patient prefers or asks for: before 8, until 13, until 18, until 20, after."""

    EARLY = "early"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    LATE = "late"

    @property
    def span(self) -> tuple[int, int]:
        """[from, to) in minutes since midnight."""
        return _SPANS[self]


_SPANS = {
    DayPart.EARLY: (0, 480),
    DayPart.MORNING: (480, HalfDay.MORNING.span[1]),
    DayPart.AFTERNOON: (HalfDay.MORNING.span[1], 1080),
    DayPart.EVENING: (1080, 1200),
    DayPart.LATE: (1200, 1440),
}


@dataclass(frozen=True)
class SlotRequest:
    """A search. Empty tuples ask for nothing in particular.

    `patient`: the pseudonym, if known to the practice; category, own doctor and enrolment then come from it unless
    given. `own_doctor_only`: nobody else. `practitioners`: only these. `channel` None: that of the motive.
    `wishes`: parts of the day preferred, `parts`: parts insisted upon. `acute`: None follows the motive; True makes a
    planned motive acute for this once. `first_day` to `last_day`: both included; None: from now, to the horizon.
    """

    category: str | None
    motive: str
    patient: str | None = None
    own_doctor: str | None = None
    own_doctor_only: bool = False
    enrolled: bool | None = None
    practitioners: tuple[str, ...] = ()
    profession: Profession | None = None
    sites: tuple[str, ...] = ()
    channel: Channel | None = None
    first_day: date | None = None
    last_day: date | None = None
    parts: tuple[DayPart, ...] = ()
    wishes: tuple[DayPart, ...] = ()
    acute: bool | None = None


@dataclass(frozen=True)
class Order:
    """A slot chosen, for a hold, an appointment or a move.

    `starts` in UTC. `minutes` None: the length of motive and category; another length needs `override`. `override`:
    staff set aside the rules that can be (`scheduler.booking.rules.overridable`), and overbook where time is taken.
    """

    practitioner: str
    starts: datetime
    motive: str
    category: str | None = None
    patient: str | None = None
    own_doctor: str | None = None
    enrolled: bool | None = None
    channel: Channel | None = None
    acute: bool | None = None
    minutes: int | None = None
    override: bool = False
