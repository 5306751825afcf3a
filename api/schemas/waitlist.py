"""The waiting list: who waits for what, and what is kept for whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationInfo, field_validator

from api.errors import BadFieldsError, FieldProblem
from api.known import Ids
from api.schemas.model import Day, Id, Model, Moment, Pseudonym, in_order, in_zone
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

    @field_validator("to_day")
    @classmethod
    def _in_order(cls, last: date, info: ValidationInfo) -> date:
        return in_order(last, info, "from_day")

    @property
    def ids(self) -> dict[str, Ids]:
        """The fields that must refer to something."""
        return {name: getattr(self, name) for name in ("category", "motive", "practitioners", "sites")}

    def still_ahead(self, today: date) -> None:
        """`BadFieldsError` for a period that is over."""
        if self.to_day < today:
            raise BadFieldsError((FieldProblem("to", "field-past", value=self.to_day.isoformat()),))

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
