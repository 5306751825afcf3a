"""The waiting list: who waits for what, and what is kept for whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from api.known import Ids
from api.schemas.model import Day, Id, Model, Moment, Pseudonym, in_zone
from scheduler.booking.appointments import Waiting
from scheduler.booking.request import DayPart

Several = Annotated[tuple[Id, ...], Field(max_length=200)]


class WaitingOrder(Model):
    """A patient who waits for time that comes free between two dates, both included."""

    patient: Pseudonym
    category: Id
    motive: Id
    from_day: Day = Field(alias="from")
    to_day: Day = Field(alias="to")
    practitioners: Several = ()
    sites: Several = ()
    parts: Annotated[tuple[DayPart, ...], Field(max_length=5)] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to_day < self.from_day:
            raise PydanticCustomError("field_days_in_order", "the last day is before the first")
        return self

    @property
    def ids(self) -> dict[str, Ids]:
        """The fields that must refer to something."""
        return {name: getattr(self, name) for name in ("category", "motive", "practitioners", "sites")}

    def waiting(self, practice: str, new_id: UUID, now: datetime) -> Waiting:
        """The line as the store keeps it."""
        parts = tuple(part.value for part in self.parts)
        return Waiting(practice, new_id, asked_at=now, **{**self.model_dump(), "parts": parts})


class WaitingView(Model):
    """A line of the waiting list.

    `offered`: the hold of the slot kept for the patient until `offered_until`: book it with `POST /appointments`.
    """

    id: UUID
    patient: str
    category: str
    motive: str
    from_day: date = Field(alias="from")
    to_day: date = Field(alias="to")
    practitioners: tuple[str, ...]
    sites: tuple[str, ...]
    parts: tuple[str, ...]
    asked_at: Moment
    offered: UUID | None
    offered_until: Moment | None
    closed_at: Moment | None
    version: int


class WaitingPage(Model):
    """Open lines in order of asking; `next_page` is null on the last page."""

    waiting: tuple[WaitingView, ...]
    next_page: str | None


class OffersMade(Model):
    """The lines that were just offered a slot."""

    offered: tuple[WaitingView, ...]


def waiting_view(waiting: Waiting, zone: ZoneInfo) -> WaitingView:
    """A line as it is shown."""
    facts = {name: getattr(waiting, name) for name in WaitingView.model_fields}
    return WaitingView(**in_zone(facts, zone))
