"""Sessions cut into slots of one or several lengths."""

import pytest

from solver.appointments.grid import evaluate
from solver.appointments.slots import evaluate_slots, slot_starts
from tests.solver.appointments.sessions import a_patient


def test_slots_follow_each_other() -> None:
    """The first begins with the session; the length of the last moves nobody."""
    assert slot_starts([20, 10, 30]) == (0, 20, 30)


def test_a_mixed_session_is_evaluated_at_its_slots() -> None:
    """The session ends with the last slot, or when told."""
    short, long = a_patient(10, 4), a_patient(25, 10)
    slots = [(short, 10), (long, 30), (short, 15)]
    assert evaluate_slots(slots) == evaluate([short, long, short], (0, 10, 40), 55)
    assert evaluate_slots(slots, session_minutes=60) == evaluate([short, long, short], (0, 10, 40), 60)


def test_slots_without_length_and_sessions_without_slots_are_refused() -> None:
    """The error names the slot."""
    with pytest.raises(ValueError, match=r"lengths\[1\].*0"):
        evaluate_slots([(a_patient(), 10), (a_patient(), 0)])
    with pytest.raises(ValueError, match="slots"):
        evaluate_slots([])
