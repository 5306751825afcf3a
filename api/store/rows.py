"""From rows of the tables to the practice's words and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from scheduler.agenda.masks import bits_of, mask_from
from scheduler.agenda.problem import BlockKind
from scheduler.booking.appointments import Appointment, Hold, Slot, State, Waiting
from scheduler.booking.days import (
    AgendaDay,
    Claim,
    FutureVisit,
    Patient,
    Piece,
    PlaceClaim,
    Stretch,
    Taken,
)
from scheduler.motives import Channel

Row = Mapping[str, Any]

_SLOT = (
    "practitioner",
    "site",
    "day",
    "begin",
    "minutes",
    "taken_minutes",
    "starts",
    "room",
    "group",
)
_BOTH = ("practice", "id", "motive", "category", "patient", "own_doctor", "generation", "overbooked")
_APPOINTMENT = ("booked_at", "only_future", "cancelled_at", "reason", "arrived_at", "actual_minutes", "version")
_WAITING = ("practice", "id", "patient", "category", "motive", "from_day", "to_day", "asked_at")
_OFFERED = ("offered", "offered_until", "closed_at", "version")
_PATIENT = ("pseudonym", "category", "own_doctor", "enrolled_from", "enrolled_to", "last_review", "version")


def _fields(thing: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}


def _chosen(row: Row, names: Iterable[str]) -> dict[str, Any]:
    return {name: row[name] for name in names}


def slot_row(slot: Slot) -> dict[str, Any]:
    """The columns of a slot."""
    return _fields(slot, _SLOT) | {"channel": slot.channel.value, "resources": list(slot.resources)}


def slot_of(row: Row) -> Slot:
    """The slot of a hold or an appointment."""
    return Slot(**_chosen(row, _SLOT), channel=Channel(row["channel"]), resources=tuple(row["resources"]))


def appointment_row(one: Appointment) -> dict[str, Any]:
    """The columns of an appointment."""
    own = {"state": one.state.value, "overridden": list(one.overridden)}
    return slot_row(one.slot) | _fields(one, (*_BOTH, *_APPOINTMENT)) | own


def appointment_of(row: Row) -> Appointment:
    """An appointment."""
    own: dict[str, Any] = {"state": State(row["state"]), "overridden": tuple(row["overridden"])}
    return Appointment(slot=slot_of(row), **_chosen(row, (*_BOTH, *_APPOINTMENT)), **own)


def hold_row(hold: Hold) -> dict[str, Any]:
    """The columns of a hold."""
    return slot_row(hold.slot) | _fields(hold, (*_BOTH, "until")) | {"overridden": list(hold.overridden)}


def hold_of(row: Row) -> Hold:
    """A hold."""
    return Hold(slot=slot_of(row), **_chosen(row, (*_BOTH, "until")), overridden=tuple(row["overridden"]))


def waiting_row(line: Waiting) -> dict[str, Any]:
    """The columns of a line of the waiting list."""
    lists = {name: list(getattr(line, name)) for name in ("practitioners", "sites", "parts")}
    return _fields(line, (*_WAITING, *_OFFERED)) | lists


def waiting_of(row: Row) -> Waiting:
    """A line of the waiting list."""
    lists: dict[str, Any] = {name: tuple(row[name]) for name in ("practitioners", "sites", "parts")}
    return Waiting(**_chosen(row, (*_WAITING, *_OFFERED)), **lists)


def patient_row(patient: Patient) -> dict[str, Any]:
    """The columns of a patient, without the practice."""
    return _fields(patient, _PATIENT)


def patient_of(row: Row) -> Patient:
    """A patient."""
    return Patient(**_chosen(row, _PATIENT))


def visit_of(appointment: Appointment) -> FutureVisit:
    """An appointment as rules about patients see it."""
    return FutureVisit(appointment.id, appointment.motive, appointment.slot.starts, appointment.ends)


def claims_json(claims: Iterable[Claim]) -> Jsonb:
    """Claims as the table keeps them."""
    return Jsonb([{"id": str(c.id), "mask": bits_of(c.mask), "until": _moment_text(c.until)} for c in claims])


def places_json(places: Iterable[PlaceClaim]) -> Jsonb:
    """Places of groups as the table keeps them."""
    return Jsonb([{"id": str(p.id), "begin": p.begin, "until": _moment_text(p.until)} for p in places])


def _moment_text(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def taken_of(version: int, booked: str, claims: Sequence[Row], places: Sequence[Row]) -> Taken:
    """What is taken of a day."""
    if not claims and not places:
        return Taken(version, mask_from(booked))
    return Taken(
        version,
        mask_from(booked),
        tuple(Claim(UUID(c["id"]), mask_from(c["mask"]), _moment(c["until"])) for c in claims),
        tuple(PlaceClaim(UUID(p["id"]), p["begin"], _moment(p["until"])) for p in places),
    )


def layout_json(day: AgendaDay) -> Jsonb:
    """The stretches and pieces of a day as the table keeps them."""
    return Jsonb(
        {
            "stretches": [{"site": s.site, "begin": s.begin, "end": s.end, "room": s.room} for s in day.stretches],
            "pieces": [
                {"begin": p.begin, "end": p.end, "kind": p.kind.value, "motive": p.motive, "places": p.places}
                for p in day.pieces
            ],
        }
    )


def day_of(holder: str, day: date, generation: int, layout: str) -> AgendaDay:
    """A published day; `layout` as text, since many days share one."""
    return AgendaDay(holder, day, generation, *_layout(layout))


@lru_cache(maxsize=4096)
def _layout(text: str) -> tuple[tuple[Stretch, ...], tuple[Piece, ...]]:
    found = json.loads(text)
    pieces = tuple(Piece(**piece | {"kind": BlockKind(piece["kind"])}) for piece in found["pieces"])
    return tuple(Stretch(**stretch) for stretch in found["stretches"]), pieces
