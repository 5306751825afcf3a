"""Sessions over samples: the mean of the sessions one by one, and the grid's figures when every case is listed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.appointments.durations import Duration
from solver.appointments.grid import evaluate
from solver.appointments.patients import Patient
from solver.appointments.prices import Prices
from solver.appointments.samples import SampleCosts, Samples, evaluate_samples
from tests.solver.appointments.sessions import a_patient, small_samples, some_prices, some_starts


def test_every_combination_once_is_the_grid() -> None:
    """Independent patients with equally likely durations, all of them listed."""
    first, second = [5, 10, 30], [10, 20]
    patients = [Patient(Duration.of_samples(minutes)) for minutes in (first, second, first)]
    rows = [[a, b, c] for a in first for b in second for c in first]
    over_samples = evaluate_samples(Samples(np.array(rows)), (0, 10, 25), 50)
    on_the_grid = evaluate(patients, (0, 10, 25), 50)
    assert over_samples.waiting == pytest.approx(on_the_grid.waiting)
    assert over_samples.attendance == on_the_grid.attendance
    assert [over_samples.idle, over_samples.overtime, over_samples.spare] == pytest.approx(
        [on_the_grid.idle, on_the_grid.overtime, on_the_grid.spare]
    )


def test_every_absence_once_is_the_grid() -> None:
    """Each patient absent in half of the sessions, independently."""
    patient = Patient(Duration.fixed(20), no_show=0.5)
    rows = [[a, b, c] for a in (20, np.nan) for b in (20, np.nan) for c in (20, np.nan)]
    over_samples = evaluate_samples(Samples(np.array(rows)), (0, 10, 20), 40)
    on_the_grid = evaluate([patient] * 3, (0, 10, 20), 40)
    assert over_samples.waiting == pytest.approx(on_the_grid.waiting)
    assert over_samples.idle == pytest.approx(on_the_grid.idle)
    assert over_samples.overtime == pytest.approx(on_the_grid.overtime)


def test_draws_come_near_the_grid() -> None:
    """Ten thousand sessions of usual patients, fixed seed."""
    patients, starts = [a_patient(no_show=0.1)] * 5, (0, 15, 35, 55, 75)
    samples = Samples.drawn(patients, 10_000, np.random.default_rng(7))
    found, exact = evaluate_samples(samples, starts, 100), evaluate(patients, starts, 100)
    assert found.total_wait == pytest.approx(exact.total_wait, rel=0.03)
    assert found.idle == pytest.approx(exact.idle, rel=0.03)
    assert found.overtime == pytest.approx(exact.overtime, rel=0.05)


def test_the_same_generator_draws_the_same() -> None:
    """Nothing else is random."""
    draws = [Samples.drawn([a_patient()], 20, np.random.default_rng(1)).minutes for _ in range(2)]
    assert np.array_equal(draws[0], draws[1], equal_nan=True)


def test_patients_may_depend_on_each_other() -> None:
    """A day on which everybody takes long makes longer waits than the same durations mixed."""
    together = evaluate_samples(Samples(np.array([[10.0, 10, 10], [30, 30, 30]])), (0, 20, 40), 60)
    mixed = evaluate_samples(Samples(np.array([[10.0, 30, 10], [30, 10, 30]])), (0, 20, 40), 60)
    assert together.total_wait > mixed.total_wait


def test_who_never_comes_does_not_wait() -> None:
    """No figure is made up."""
    found = evaluate_samples(Samples(np.array([[30.0, np.nan]])), (0, 10), 60)
    assert found.waiting == (0, 0)
    assert found.attendance == (1, 0)


@settings(derandomize=True, deadline=None)
@given(st.data(), small_samples(), some_prices())
def test_many_starts_cost_what_each_costs(data: st.DataObject, samples: Samples, prices: Prices) -> None:
    """The search sees the same cost as the evaluation."""
    rows = data.draw(st.lists(some_starts(samples.patients), min_size=1, max_size=4))
    costs = SampleCosts(samples, 45, prices, grain=5)(np.array(rows) // 5)
    assert costs == pytest.approx([evaluate_samples(samples, row, 45).cost(prices) for row in rows], abs=1e-9)


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        ([10.0, 20.0], "minutes.*shape"),
        ([[]], "minutes.*shape"),
        ([[10.0, -1.0]], r"minutes\[0, 1\].*-1"),
        ([[10.0], [float("inf")]], r"minutes\[1, 0\].*inf"),
        ([[5000.0]], r"minutes\[0, 0\].*day"),
    ],
)
def test_what_are_no_samples_is_refused(minutes: list[object], told: str) -> None:
    """The error names the cell."""
    with pytest.raises(ValueError, match=told):
        Samples(np.array(minutes))
