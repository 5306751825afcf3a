"""The starts that cost least, for patients in a given order.

The expected cost is L♮-convex in the starts, whatever the durations, their dependence and the chances of absence (for
exponential service in equal intervals this is Kaandorp and Koole's multimodularity, seen from the patients instead of
the intervals). A plan that no set of patients betters by moving together is therefore the best on its grid. That a
search which moves one patient at a time may stop elsewhere is no contradiction: such a search tries fewer sets.
Source: Begen and Queyranne, Appointment scheduling with discrete random durations, Mathematics of Operations Research
36 (2011) 240-257, for the same property with other costs; proof for these costs in docs/appointments.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.calendar import GRAIN
from solver.appointments.arrays import Ints, Reals
from solver.appointments.exponential import ExponentialSession
from solver.appointments.grid import evaluate
from solver.appointments.lattice import Box, Tolerance, minimise
from solver.appointments.many_starts import GridCosts
from solver.appointments.patients import Patient
from solver.appointments.prices import Evaluation, Prices
from solver.appointments.samples import SampleCosts, Samples, evaluate_samples
from solver.appointments.starts import check_session

SHARE = 1e-5
"""A plan is the best if no other costs less by more than this share of its cost, or of a minute at every price."""
FINE_SHARE = 1e-10
"""The same for exponential service, where costs are exact to rounding."""
FEW_CHAINS = 3


@dataclass(frozen=True)
class Plan:
    """Starts in minutes from the session's beginning, what to expect of them, and what they cost.

    `proven`: no starts on the grid cost less by more than 1/100 000 of the cost, or of a minute at every price (for
    exponential service, by more than rounding). `evaluations`: how many vectors of starts were costed on the way.
    """

    starts: tuple[float, ...]
    evaluation: Evaluation
    cost: float
    proven: bool
    evaluations: int


def best_starts(
    patients: Sequence[Patient],
    session_minutes: int,
    prices: Prices,
    grain: int = GRAIN,
    latest: int | None = None,
) -> Plan:
    """The best starts on a grid of `grain` minutes for patients in this order.

    No start lies after `latest`; by default, after the last grain of the session. Raises ValueError if `grain` is not
    a multiple of the durations' step, or if the session is shorter than a grain.
    """
    costs = GridCosts(patients, session_minutes, prices, grain)
    box = _box(len(patients), session_minutes, grain, latest)
    start = _one_after_the_other(np.array([patient.mean_work for patient in patients]), grain, box)
    rough_costs = GridCosts(_coarsened(patients, grain), session_minutes, prices, grain)
    near = minimise(rough_costs, start, box, _tolerance(SHARE, prices), FEW_CHAINS)
    found = minimise(costs, near.point, box, _tolerance(SHARE, prices))
    starts = _in_order(found.point, grain)
    evaluation = evaluate(patients, starts, session_minutes)
    return Plan(starts, evaluation, evaluation.cost(prices), found.proven, near.evaluations + found.evaluations)


def best_starts_of_samples(
    samples: Samples, session_minutes: int, prices: Prices, grain: int = GRAIN, latest: int | None = None
) -> Plan:
    """The starts on the grid that would have been best on average over the samples; limits as for `best_starts`."""
    box = _box(samples.patients, session_minutes, grain, latest)
    start = _one_after_the_other(samples.work.mean(axis=0), grain, box)
    found = minimise(SampleCosts(samples, session_minutes, prices, grain), start, box, _tolerance(SHARE, prices))
    starts = _in_order(found.point, grain)
    evaluation = evaluate_samples(samples, starts, session_minutes)
    return Plan(starts, evaluation, evaluation.cost(prices), found.proven, found.evaluations)


def best_counts(session: ExponentialSession, prices: Prices) -> tuple[tuple[int, ...], Plan]:
    """The best number of patients to book in each interval, for exponential service."""
    last = np.full(session.patients, session.intervals - 1)
    start = np.minimum(last, np.arange(session.patients) * session.intervals // session.patients)
    found = minimise(session.costs(prices), start, Box(np.zeros_like(last), last), _tolerance(FINE_SHARE, prices))
    booked = np.maximum.accumulate(found.point)
    counts = session.counts_of(booked)
    evaluation = session.evaluate(counts)
    starts = tuple((booked * session.interval).tolist())
    return counts, Plan(starts, evaluation, evaluation.cost(prices), found.proven, found.evaluations)


def _coarsened(patients: Sequence[Patient], grain: int) -> list[Patient]:
    """The patients with durations in whole grains; classes stay classes."""
    coarse = {id(patient): patient.on_step(grain) for patient in patients}
    return [coarse[id(patient)] for patient in patients]


def _tolerance(share: float, prices: Prices) -> Tolerance:
    return Tolerance(share, share * (prices.waiting + prices.idle + prices.overtime))


def _box(patients: int, session_minutes: int, grain: int, latest: int | None) -> Box:
    check_session(session_minutes)
    last = session_minutes - grain if latest is None else latest
    if last < 0:
        raise ValueError(f"latest: no start lies between 0 and {last} minutes")
    return Box(np.zeros(patients, dtype=np.int64), np.full(patients, last // grain))


def _one_after_the_other(mean_work: Reals, grain: int, box: Box) -> Ints:
    starts = np.concatenate(([0.0], np.cumsum(mean_work)[:-1]))
    return np.minimum(np.rint(starts / grain).astype(np.int64), box.upper)


def _in_order(point: Ints, grain: int) -> tuple[int, ...]:
    return tuple((np.maximum.accumulate(point) * grain).tolist())
