"""The booked starts of a session: whole minutes from its beginning, in the order in which patients are seen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from solver.appointments.arrays import Ints


def checked_starts(starts: Sequence[int], patients: int, step: int) -> Ints:
    """The starts as an array of shape (patients,).

    Raises ValueError unless there is one for each patient, from 0 on, none before the one it follows, each on the grid
    of `step` minutes.
    """
    if len(starts) != patients or not patients:
        raise ValueError(f"starts: one for each of {patients} patients (at least one), not {len(starts)}")
    for place, start in enumerate(starts):
        if start < 0 or start % step:
            raise ValueError(f"starts[{place}]: a multiple of {step} minutes from 0 on, not {start!r}")
    for place, (before, start) in enumerate(pairwise(starts), 1):
        if start < before:
            raise ValueError(f"starts[{place}]: {start} lies before {before}, the start it follows")
    return np.array(starts, dtype=np.int64)


def check_session(session_minutes: float) -> None:
    """ValueError unless the session has a length above 0."""
    if not session_minutes > 0:
        raise ValueError(f"session_minutes: must be above 0, not {session_minutes!r}")
