"""The times between patients that cost least, for exponential service and starts anywhere on the clock.

Between the first arrival and the last beginning, idle time costs `omega` a minute and waiting 1 - `omega`. The cost is
convex in the times, so a point without slope is the least of all. For two patients and a mean of 1 it is -ln(omega),
at a cost of -omega ln(omega).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from solver.appointments.arrays import Reals
from solver.appointments.exponential import left_after


@dataclass(frozen=True, slots=True)
class Interarrival:
    """`gaps[i]` minutes between the starts of patients i and i + 1, with the expected minutes and their cost."""

    gaps: tuple[float, ...]
    waiting: float
    idle: float
    cost: float


def evaluate_gaps(gaps: Sequence[float], omega: float, mean_service: float = 1.0) -> Interarrival:
    """What the gaps are expected to cost; ValueError for a negative gap, or an omega outside (0, 1)."""
    for place, gap in enumerate(gaps):
        if not gap >= 0:
            raise ValueError(f"gaps[{place}]: at least 0, not {gap!r}")
    _check(len(gaps) + 1, omega, mean_service)
    (waiting, idle), _ = _figures(np.array(gaps, dtype=np.float64) / mean_service)
    waiting, idle = waiting * mean_service, idle * mean_service
    return Interarrival(tuple(gaps), waiting, idle, omega * idle + (1 - omega) * waiting)


def best_gaps(patients: int, omega: float, mean_service: float = 1.0) -> Interarrival:
    """The gaps between `patients` that cost least, to about eight digits of the cost and six of the gaps."""
    _check(patients, omega, mean_service)
    prices = np.array([1 - omega, omega])

    def cost(gaps: Reals) -> tuple[float, Reals]:
        figures, slopes = _figures(gaps)
        return float(prices @ figures), prices @ slopes

    start = np.full(patients - 1, -np.log(omega))
    found = minimize(
        cost,
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=[(0, None)] * len(start),
        options={"ftol": 0.0, "gtol": 1e-11, "maxiter": 1000},
    )
    return evaluate_gaps((found.x * mean_service).tolist(), omega, mean_service)


def _figures(gaps: Reals) -> tuple[tuple[float, float], Reals]:
    """Expected waiting and idle time in mean services, and their slopes in the gaps, shape (2, gaps)."""
    last = len(gaps)
    present = np.zeros((last + 1, last + 2))
    present[0, 1] = 1
    count = np.arange(last + 2, dtype=np.float64)
    waits = np.zeros(last + 1)
    for place, gap in enumerate(gaps):
        # Row 0 is the distribution of the patients present, row 1 + j its slope in gap j.
        before = present @ left_after(gap, last + 1)
        before[1 + place] = _completing(before[0])
        wait = before @ count
        waits += wait
        present = np.roll(before, 1, axis=1)
    idle = wait + np.concatenate(([gaps.sum() - last], np.ones(last)))
    return (float(waits[0]), float(idle[0])), np.stack([waits[1:], idle[1:]])


def _completing(present: Reals) -> Reals:
    """How the chances of each number present change while a service goes on, per mean service."""
    busy = present.copy()
    busy[0] = 0
    return np.roll(busy, -1) - busy


def _check(patients: int, omega: float, mean_service: float) -> None:
    if patients < 2:
        raise ValueError(f"patients: at least two, not {patients!r}")
    if not 0 < omega < 1:
        raise ValueError(f"omega: between 0 and 1, not {omega!r}")
    if not mean_service > 0:
        raise ValueError(f"mean_service: must be above 0, not {mean_service!r}")
