"""Holds and appointments: what makes and changes them, and how they are shown."""

from __future__ import annotations

from datetime import UTC, date
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Discriminator, Field, Tag, ValidationInfo, field_validator

from api.schemas.model import (
    Day,
    Flag,
    Id,
    Model,
    Moment,
    PlaceCursor,
    Pseudonym,
    SlotLength,
    a_place,
    counted,
    in_order,
    in_zone,
)
from scheduler.booking.appointments import Appointment, Hold, Slot, State
from scheduler.booking.request import Order
from scheduler.booking.store import Place
from scheduler.motives import Channel

LONGEST_VISIT = 1_440


class Reason(StrEnum):
    """Why an appointment is cancelled: a closed list, so that nothing about a patient is written here."""

    PATIENT = "patient"
    PRACTICE = "practice"
    PRACTITIONER_ABSENT = "practitioner_absent"
    ELSEWHERE = "elsewhere"
    MISTAKE = "mistake"


class SlotOrder(Model):
    """A slot that was chosen, usually from a search.

    `category`, `own_doctor` and `enrolled` may be left out for a patient whom the practice knows. `minutes`: another
    length than the usual one, with `override` only. `override`: staff set aside the rules that can be, and overbook;
    the key needs `appointments:override`.
    """

    practitioner: Id
    starts: Moment
    motive: Id
    category: Id | None = None
    patient: Pseudonym | None = None
    own_doctor: Id | None = None
    enrolled: Flag | None = None
    channel: Channel | None = None
    acute: Flag | None = None
    minutes: SlotLength | None = None
    override: Flag = False

    @property
    def ids(self) -> dict[str, str | None]:
        """The fields that must refer to something."""
        return {name: getattr(self, name) for name in ("practitioner", "motive", "category", "own_doctor")}

    def order(self) -> Order:
        """The order as the desk takes it."""
        return Order(
            practitioner=self.practitioner,
            starts=self.starts.astimezone(UTC),
            motive=self.motive,
            category=self.category,
            patient=self.patient,
            own_doctor=self.own_doctor,
            enrolled=self.enrolled,
            channel=self.channel,
            acute=self.acute,
            minutes=self.minutes,
            override=self.override,
        )


class HoldOrder(SlotOrder):
    """A slot to keep for somebody. `minutes_to_live`: as the practice's policy says, if left out."""

    minutes_to_live: Annotated[int, Field(ge=1, le=60), BeforeValidator(counted)] | None = None


class HeldOrder(Model):
    """Book what a hold keeps, with the patient, motive and category that it names."""

    hold: UUID


def _branch(value: Any) -> str:
    return "held" if isinstance(value, HeldOrder) or (isinstance(value, dict) and "hold" in value) else "chosen"


Booking = Annotated[
    Annotated[HeldOrder, Tag("held")] | Annotated[SlotOrder, Tag("chosen")],
    Discriminator(_branch),
]


class MoveOrder(Model):
    """Another slot for an appointment; motive, category and patient stay.

    `practitioner`, `channel` and `minutes` stay too if left out.
    """

    starts: Moment
    practitioner: Id | None = None
    channel: Channel | None = None
    acute: Flag | None = None
    minutes: SlotLength | None = None
    override: Flag = False

    def order(self, before: Appointment) -> Order:
        """The order as the desk takes it."""
        return Order(
            practitioner=self.practitioner or before.slot.practitioner,
            starts=self.starts.astimezone(UTC),
            motive=before.motive,
            category=before.category,
            patient=before.patient,
            own_doctor=before.own_doctor,
            channel=self.channel,
            acute=self.acute,
            minutes=self.minutes,
            override=self.override,
        )


Change = Annotated[
    Annotated[HeldOrder, Tag("held")] | Annotated[MoveOrder, Tag("chosen")],
    Discriminator(_branch),
]


class StatusReport(Model):
    """What became of an appointment; `actual_minutes` goes with `attended`."""

    state: Literal[State.ARRIVED, State.ATTENDED, State.DID_NOT_ATTEND]
    actual_minutes: Annotated[int, Field(ge=1, le=LONGEST_VISIT), BeforeValidator(counted)] | None = None


class _SlotView(Model):
    """The slot of a hold or an appointment. `minutes`: what the patient is told."""

    practitioner: str
    site: str
    room: str | None
    starts: Moment
    minutes: int
    channel: Channel
    group: bool
    resources: tuple[str, ...]


class HoldView(_SlotView):
    """A slot kept until a moment."""

    id: UUID
    until: Moment
    motive: str
    category: str
    patient: str | None
    overbooked: bool


class AppointmentView(_SlotView):
    """A booked slot.

    `overbooked`: taken deliberately over other bookings. `overridden`: the rules that staff set aside. `version` is
    also the ETag.
    """

    id: UUID
    state: State
    motive: str
    category: str
    patient: str | None
    own_doctor: str | None
    overbooked: bool
    overridden: tuple[str, ...]
    booked_at: Moment
    cancelled_at: Moment | None
    reason: str | None
    arrived_at: Moment | None
    actual_minutes: int | None
    version: int


class AppointmentQuery(Model):
    """Which appointments: a practitioner's from date to date, that date alone if `to` is left out."""

    practitioner: Id
    first: Day = Field(alias="from")
    last: Day | None = Field(default=None, alias="to")
    count: Annotated[int, Field(ge=1, le=500)] = 100
    page: PlaceCursor | None = None

    @field_validator("last")
    @classmethod
    def _in_order(cls, last: date | None, info: ValidationInfo) -> date | None:
        return in_order(last, info, "first")

    @property
    def after(self) -> Place | None:
        """Where the page before ended."""
        return None if self.page is None else a_place(self.page)


class AppointmentPage(Model):
    """Appointments by start; `next_page` is null on the last page."""

    appointments: tuple[AppointmentView, ...]
    next_page: str | None


def hold_view(hold: Hold, zone: ZoneInfo) -> HoldView:
    """A hold as it is shown."""
    return HoldView(
        id=hold.id,
        until=hold.until.astimezone(zone),
        motive=hold.motive,
        category=hold.category,
        patient=hold.patient,
        overbooked=hold.overbooked,
        **_slot(hold.slot, zone),
    )


def appointment_view(appointment: Appointment, zone: ZoneInfo) -> AppointmentView:
    """An appointment as it is shown."""
    own = AppointmentView.model_fields.keys() - _SlotView.model_fields.keys()
    facts = {name: getattr(appointment, name) for name in own}
    return AppointmentView(**in_zone(facts, zone), **_slot(appointment.slot, zone))


def _slot(slot: Slot, zone: ZoneInfo) -> dict[str, Any]:
    return in_zone({name: getattr(slot, name) for name in _SlotView.model_fields}, zone)
