"""Taking from a day and giving back: the promise of every store, as plain algebra on one holder's day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from scheduler.agenda.problem import BlockKind
from scheduler.booking.appointments import Appointment, Hold
from scheduler.booking.days import AgendaDay, Claim, PlaceClaim, Taken
from scheduler.booking.store import RepublishedError, SlotTakenError

Kept = Hold | Appointment
"""What takes time: held until a moment, or booked."""


def group_at(day: AgendaDay, begin: int) -> int | None:
    """The places of the group that begins then, None if there is none."""
    return next((p.places or 1 for p in day.pieces if p.kind is BlockKind.GROUP and p.begin == begin), None)


def given_back(taken: Taken, kept: Kept) -> Taken:
    """What is taken of a day once something kept there is not any more."""
    if isinstance(kept, Appointment) and not kept.overbooked:
        taken = replace(taken, booked=taken.booked & ~kept.slot.mask)
    return _without(taken, kept.id)


def _without(taken: Taken, id_: UUID) -> Taken:
    return replace(
        taken,
        claims=tuple(claim for claim in taken.claims if claim.id != id_),
        places=tuple(place for place in taken.places if place.id != id_),
    )


def swept(taken: Taken, now: datetime) -> Taken:
    """What is taken of a day without the holds that expired."""
    if not taken.claims and not taken.places:
        return taken
    return replace(
        taken,
        claims=tuple(claim for claim in taken.claims if claim.until is None or claim.until > now),
        places=tuple(place for place in taken.places if place.until is None or place.until > now),
    )


def with_taken(day: AgendaDay | None, taken: Taken, kept: Kept, now: datetime) -> Taken:
    """What is taken of a holder's day with a hold or an appointment on top; expired holds are reclaimed.

    `RepublishedError` if the day is not published, was published anew since, or the time is not in it;
    `SlotTakenError` if the time is not free or the group full, unless it is overbooked; a unit must always be free.
    """
    if day is None or (day.holder == kept.slot.practitioner and day.generation != kept.generation):
        raise RepublishedError
    taken = swept(taken, now)
    if kept.slot.group:
        return _with_place(day, taken, kept) if day.holder == kept.slot.practitioner else taken
    return _with_time(day, taken, kept, now)


def _with_time(day: AgendaDay, taken: Taken, kept: Kept, now: datetime) -> Taken:
    mask = kept.slot.mask
    over = kept.overbooked and day.holder == kept.slot.practitioner
    if not over and mask & ~day.bookable:
        raise RepublishedError
    if not over and mask & taken.at(now):
        raise SlotTakenError
    if isinstance(kept, Appointment) and not kept.overbooked:
        return replace(taken, booked=taken.booked | mask)
    return replace(taken, claims=(*taken.claims, Claim(kept.id, mask, _until(kept))))


def _with_place(day: AgendaDay, taken: Taken, kept: Kept) -> Taken:
    begin = kept.slot.begin
    places = group_at(day, begin)
    if places is None:
        raise RepublishedError
    if not kept.overbooked and sum(place.begin == begin for place in taken.places) >= places:
        raise SlotTakenError
    return replace(taken, places=(*taken.places, PlaceClaim(kept.id, begin, _until(kept))))


def _until(kept: Kept) -> datetime | None:
    return kept.until if isinstance(kept, Hold) else None
