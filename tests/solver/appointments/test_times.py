"""The best starts: as published, better than every other start on small sessions, and planned without much work."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.appointments.durations import Duration
from solver.appointments.exponential import ExponentialSession
from solver.appointments.grid import evaluate
from solver.appointments.patients import Patient
from solver.appointments.prices import Prices
from solver.appointments.samples import Samples, evaluate_samples
from solver.appointments.times import best_counts, best_starts, best_starts_of_samples
from tests.solver.appointments.reference import REFERENCES, TRAPPED, Reference
from tests.solver.appointments.sessions import (
    PRICES,
    a_patient,
    every_starts,
    small_patients,
    small_samples,
    some_prices,
)

Counts = tuple[int, ...]


@pytest.mark.parametrize("reference", REFERENCES, ids=str)
def test_published_optima_come_out(reference: Reference) -> None:
    """Schedule and objective of each instance, proven."""
    counts, plan = best_counts(reference.session, reference.prices)
    assert counts == reference.optimal
    assert plan.cost == pytest.approx(reference.objective, abs=1e-6)
    assert plan.proven


def single_moves(session: ExponentialSession, prices: Prices, counts: Counts) -> Counts:
    """Where a search ends that moves one patient to a neighbouring interval at a time."""
    cost = session.evaluate(counts).cost(prices)
    for other in _neighbours(counts):
        if session.evaluate(other).cost(prices) < cost - 1e-12:
            return single_moves(session, prices, other)
    return counts


def _neighbours(counts: Counts) -> list[Counts]:
    shifts = [(i, j) for i in range(len(counts)) for j in (i - 1, i + 1) if counts[i] and 0 <= j < len(counts)]
    return [tuple(count - (k == i) + (k == j) for k, count in enumerate(counts)) for i, j in shifts]


def test_the_trap_of_single_moves_is_avoided() -> None:
    """From everybody at the beginning single moves stop at the second best schedule; all sets of moves do not."""
    session, prices = TRAPPED.session, TRAPPED.prices
    stuck = single_moves(session, prices, (6, 0, 0, 0, 0, 0))
    assert stuck == TRAPPED.second
    assert session.evaluate(stuck).cost(prices) == pytest.approx(TRAPPED.second_objective, abs=1e-6)
    assert best_counts(session, prices)[0] == TRAPPED.optimal != stuck


@settings(derandomize=True, deadline=None, max_examples=30)
@given(
    st.integers(1, 4),
    st.integers(1, 5),
    st.sampled_from([4.0, 10.0, 25.0]),
    st.sampled_from([0.0, 0.2, 0.5]),
    some_prices(),
)
def test_counts_are_the_best_of_all(patients: int, intervals: int, mean: float, no_show: float, prices: Prices) -> None:
    """Every schedule of small exponential sessions costs at least as much."""
    session = ExponentialSession(patients, mean, 10, intervals, no_show)
    _, plan = best_counts(session, prices)
    every = [session.counts_of(np.array(row)) for row in every_starts(patients, intervals - 1, 1)]
    least = min(session.evaluate(counts).cost(prices) for counts in every)
    assert plan.proven
    assert plan.cost == pytest.approx(least, rel=1e-8, abs=1e-8)


@settings(derandomize=True, deadline=None, max_examples=40)
@given(small_patients(most=3), st.sampled_from([15, 30, 45]), some_prices())
def test_starts_are_the_best_of_all(patients: list[Patient], session: int, prices: Prices) -> None:
    """Different durations and chances of absence in a given order: no starts on the grid cost less."""
    plan = best_starts(patients, session, prices)
    every = every_starts(len(patients), session - 5, 5)
    least = min(evaluate(patients, starts, session).cost(prices) for starts in every)
    assert plan.proven
    assert plan.cost == pytest.approx(least, rel=2e-5, abs=3e-4)
    assert plan.cost == evaluate(patients, plan.starts, session).cost(prices)


@settings(derandomize=True, deadline=None, max_examples=20)
@given(small_patients(most=3, step=1), some_prices())
def test_starts_are_the_best_of_all_with_durations_between_them(patients: list[Patient], prices: Prices) -> None:
    """Durations in minutes, starts every four."""
    plan = best_starts(patients, 20, prices, grain=4)
    least = min(evaluate(patients, starts, 20).cost(prices) for starts in every_starts(len(patients), 16, 4))
    assert plan.cost == pytest.approx(least, rel=2e-5, abs=3e-4)


@settings(derandomize=True, deadline=None, max_examples=30)
@given(small_samples(most_patients=3), some_prices())
def test_starts_are_the_best_of_all_on_samples(samples: Samples, prices: Prices) -> None:
    """Also where patients depend on each other."""
    plan = best_starts_of_samples(samples, 40, prices)
    least = min(evaluate_samples(samples, s, 40).cost(prices) for s in every_starts(samples.patients, 35, 5))
    assert plan.proven
    assert plan.cost == pytest.approx(least, rel=2e-5, abs=3e-4)


def test_thirty_patients_are_planned_with_few_evaluations() -> None:
    """Durations by the minute, starts every five: proven after a few thousand of some 10^30 possible starts."""
    plan = best_starts([a_patient()] * 30, 600, PRICES)
    assert plan.proven
    assert plan.evaluations < 8_000
    assert plan.starts[0] == 0
    assert all(start % 5 == 0 for start in plan.starts)


def test_thirty_exponential_patients_are_planned_with_few_evaluations() -> None:
    """Half a day in intervals of five minutes."""
    session = ExponentialSession(30, mean_service=8, interval=5, intervals=48, no_show=0.1)
    counts, plan = best_counts(session, session.prices(0.4, 0.2, 0.4))
    assert plan.proven
    assert plan.evaluations < 8_000
    assert sum(counts) == 30


def test_a_plan_beats_the_rules_of_thumb() -> None:
    """Equal spacing at the mean, and two at the beginning, cost more."""
    patients = [a_patient()] * 10
    plan = best_starts(patients, 180, PRICES)
    spaced = tuple(5 * round(18 * i / 5) for i in range(10))
    bailey = (0, *spaced[:-1])
    assert plan.cost < evaluate(patients, spaced, 180).cost(PRICES)
    assert plan.cost < evaluate(patients, bailey, 180).cost(PRICES)


def test_no_start_lies_after_the_latest() -> None:
    """By default the last grain of the session; earlier if asked."""
    crowd = [a_patient()] * 8
    assert max(best_starts(crowd, 60, Prices(1, 0, 0)).starts) == 55
    assert max(best_starts(crowd, 60, Prices(1, 0, 0), latest=30).starts) == 30


def test_where_waiting_is_free_everybody_comes_at_once() -> None:
    """Nothing is idle then."""
    plan = best_starts([a_patient()] * 5, 90, Prices(0, 1, 1))
    assert plan.evaluation.idle == pytest.approx(0, abs=1e-3)


def test_sure_durations_need_no_slack() -> None:
    """Starts follow each other without waiting or idle time."""
    patients = [Patient(Duration.fixed(minutes)) for minutes in (10, 25, 15)]
    plan = best_starts(patients, 60, PRICES)
    assert plan.starts == (0, 10, 35)
    assert plan.cost == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("patients", "session", "grain", "told"),
    [
        ([], 60, 5, "patients"),
        ([Patient(Duration.fixed(10, step=2))], 60, 5, "grain"),
        ([Patient(Duration.fixed(10))], 3, 5, "latest"),
        ([Patient(Duration.fixed(10))], 0, 5, "session_minutes"),
    ],
)
def test_what_cannot_be_planned_is_refused(patients: list[Patient], session: int, grain: int, told: str) -> None:
    """The error names the field."""
    with pytest.raises(ValueError, match=told):
        best_starts(patients, session, PRICES, grain)
