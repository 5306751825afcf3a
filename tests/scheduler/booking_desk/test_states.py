"""What can become of an appointment."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from scheduler.booking.appointments import State
from scheduler.booking.refusal import Refusal, RefusedError
from scheduler.booking.states import (
    CANCELLABLE,
    MOVABLE,
    NEXT_STATES,
    marked,
    refuse_cancellation,
    refuse_mark,
    refuse_move,
)
from scheduler.messages import LANGUAGES
from tests.booking import NOW, PRACTICE, a_day, a_slot, an_appointment, at

STARTED = at("09:01")


def refusal_of(call: Any, *args: Any) -> Refusal | None:
    """What refuses a call, if anything does."""
    try:
        call(*args)
    except RefusedError as error:
        return error.refusals[0]
    return None


@pytest.mark.parametrize(("before", "after"), list(product(State, State)))
def test_a_mark_follows_or_is_refused(before: State, after: State) -> None:
    """Every pair of states is either in the table or refused, with a sentence in every language."""
    refusal = refusal_of(refuse_mark, an_appointment(state=before), after, PRACTICE, STARTED)

    assert (refusal is None) == (after in NEXT_STATES[before])
    if refusal:
        assert refusal.rule == "not_markable"
        assert all(refusal.sentence(language) for language in LANGUAGES)


def test_nobody_is_cancelled_by_a_mark() -> None:
    """Cancelling gives time back, which a mark never does; what is cancelled stays so."""
    assert all(State.CANCELLED not in after for after in NEXT_STATES.values())
    assert not NEXT_STATES[State.CANCELLED]


def test_nobody_is_absent_before_the_start() -> None:
    """At the start a patient can be marked as absent, a moment before not."""
    one = an_appointment(a_slot("09:00"))

    assert refusal_of(refuse_mark, one, State.DID_NOT_ATTEND, PRACTICE, at("08:59")).rule == "not_started"  # type: ignore[union-attr]
    assert refusal_of(refuse_mark, one, State.DID_NOT_ATTEND, PRACTICE, at("09:00")) is None


def test_who_comes_early_has_arrived() -> None:
    """A patient may arrive, and be seen, before the time on the same day; not the day before."""
    one = an_appointment(a_slot("09:00", day=a_day(1)))

    assert refusal_of(refuse_mark, one, State.ARRIVED, PRACTICE, at("00:00", a_day(1))) is None
    refusal = refusal_of(refuse_mark, one, State.ATTENDED, PRACTICE, at("23:55"))
    assert refusal
    assert refusal.rule == "not_started"
    assert refusal.sentence("en").startswith("It is too early to note this: the appointment is on Tue")


@pytest.mark.parametrize("state", State)
def test_what_can_be_moved_or_cancelled(state: State) -> None:
    """Only a booked appointment is moved; one whose patient was seen or missed it is not cancelled."""
    one = an_appointment(state=state)

    refusals = refusal_of(refuse_move, one), refusal_of(refuse_cancellation, one)

    assert (refusals[0] is None) == (state in MOVABLE) == (state is State.BOOKED)
    assert (refusals[1] is None) == (state in CANCELLABLE) == (state in (State.BOOKED, State.ARRIVED))
    assert all(refusal.sentence(language) for refusal in refusals if refusal for language in LANGUAGES)


def test_arrival_is_noted_once() -> None:
    """The moment of the first arrival is kept, through attendance too."""
    arrived = marked(an_appointment(), State.ARRIVED, NOW, None)
    attended = marked(arrived, State.ATTENDED, STARTED, 25)

    assert (arrived.arrived_at, attended.arrived_at, attended.actual_minutes) == (NOW, NOW, 25)
    assert (arrived.version, attended.version) == (2, 3)


def test_who_did_not_attend_never_arrived() -> None:
    """A correction to absent, or back to booked, forgets arrival and minutes."""
    attended = marked(marked(an_appointment(), State.ARRIVED, NOW, None), State.ATTENDED, NOW, 25)

    for state in (State.DID_NOT_ATTEND, State.BOOKED):
        after = marked(attended, state, STARTED, None)
        assert (after.arrived_at, after.actual_minutes) == (None, None)


def test_the_same_mark_changes_nothing() -> None:
    """Marked twice, the version stays; with other minutes it is a change."""
    attended = marked(an_appointment(), State.ATTENDED, NOW, 25)

    assert marked(attended, State.ATTENDED, STARTED, 25) == attended
    assert marked(attended, State.ATTENDED, STARTED, 30).version == attended.version + 1
