"""What can become of an appointment, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from scheduler.booking.appointments import Appointment, State
from scheduler.booking.refusal import Refusal, RefusedError
from scheduler.booking.times import wall_clock
from scheduler.practice import Practice
from scheduler.zones import zone_of

_SEEN_OR_NOT = frozenset({State.ARRIVED, State.ATTENDED, State.DID_NOT_ATTEND})

NEXT_STATES: Mapping[State, frozenset[State]] = {
    State.BOOKED: _SEEN_OR_NOT,
    State.ARRIVED: _SEEN_OR_NOT | {State.BOOKED},
    State.ATTENDED: _SEEN_OR_NOT,
    State.DID_NOT_ATTEND: _SEEN_OR_NOT | {State.BOOKED},
    State.CANCELLED: frozenset(),
}
"""The marks an appointment can be given: those that follow, corrections of a mistake, and the same once more."""

MOVABLE = frozenset({State.BOOKED})
CANCELLABLE = frozenset({State.BOOKED, State.ARRIVED})


def refuse_move(before: Appointment) -> None:
    """Raise `RefusedError` unless the appointment can still be moved."""
    if before.state not in MOVABLE:
        raise RefusedError((Refusal("not_movable", {"state": before.state.value}),))


def refuse_cancellation(before: Appointment) -> None:
    """Raise `RefusedError` unless the appointment can still be cancelled."""
    if before.state not in CANCELLABLE:
        raise RefusedError((Refusal("not_cancellable", {"state": before.state.value}),))


def refuse_mark(before: Appointment, state: State, practice: Practice, now: datetime) -> None:
    """Raise `RefusedError` if the state cannot follow, or it is too early for it.

    Nobody can be marked before the day of the appointment, and nobody as absent before it starts.
    """
    if state not in NEXT_STATES[before.state]:
        raise RefusedError((Refusal("not_markable", {"state": before.state.value, "to": state.value}),))
    today, _ = wall_clock(zone_of(practice.practice), now)
    started = before.slot.starts <= now if state is State.DID_NOT_ATTEND else before.slot.day <= today
    if state is not State.BOOKED and not started:
        raise RefusedError((Refusal("not_started", {"day": before.slot.day, "begin": before.slot.begin}),))


def marked(before: Appointment, state: State, now: datetime, actual_minutes: int | None) -> Appointment:
    """The appointment in another state.

    The first arrival is kept as long as the patient is not absent after all, actual minutes only of who attended.
    """
    here = state in (State.ARRIVED, State.ATTENDED)
    arrived = before.arrived_at or (now if state is State.ARRIVED else None)
    minutes = actual_minutes or before.actual_minutes if state is State.ATTENDED else None
    after = replace(before, state=state, arrived_at=arrived if here else None, actual_minutes=minutes)
    return after if after == before else replace(after, version=before.version + 1)
