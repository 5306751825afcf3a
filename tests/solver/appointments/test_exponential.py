"""Exponential service in closed form: published figures, and the limit of the grid."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.appointments.durations import Duration
from solver.appointments.exponential import ExponentialSession, left_after
from solver.appointments.grid import evaluate
from solver.appointments.patients import Patient
from tests.solver.appointments.reference import REFERENCES, Reference


@pytest.mark.parametrize("reference", REFERENCES, ids=str)
def test_published_figures_come_out(reference: Reference) -> None:
    """Mean wait, idle time, tardiness and objective, to the digits given."""
    found = reference.session.evaluate(reference.optimal)
    assert found.mean_wait == pytest.approx(reference.mean_wait, abs=1e-6)
    assert found.idle == pytest.approx(reference.idle, abs=1e-6)
    assert found.overtime == pytest.approx(reference.tardiness, abs=1e-6)
    assert found.cost(reference.prices) == pytest.approx(reference.objective, abs=1e-6)
    assert reference.session.evaluate(reference.second).cost(reference.prices) == pytest.approx(
        reference.second_objective, abs=1e-6
    )


@pytest.mark.parametrize("no_show", [0.0, 0.15])
def test_the_grid_comes_near_as_the_square_of_its_step(no_show: float) -> None:
    """Half the step, a quarter of the error; and the error is never to the good."""
    session = ExponentialSession(5, mean_service=60, interval=60, intervals=5, no_show=no_show)
    counts, starts = (2, 1, 0, 1, 1), (0, 0, 60, 180, 240)
    exact = session.evaluate(counts)

    def errors(step: int) -> np.ndarray:
        patient = Patient(Duration.exponential(60, step), no_show)
        found = evaluate([patient] * 5, starts, 300)
        return np.array([found.mean_wait - exact.mean_wait, found.idle - exact.idle, found.overtime - exact.overtime])

    assert (errors(2) > 0).all()
    assert errors(10) / errors(5) == pytest.approx(np.full(3, 4), rel=0.05)
    assert errors(2) == pytest.approx(np.zeros(3), abs=0.02)


@settings(derandomize=True, deadline=None, max_examples=20)
@given(st.lists(st.integers(0, 2), min_size=2, max_size=4).filter(any), st.sampled_from([0.0, 0.3]))
def test_many_rows_cost_what_each_costs(counts: list[int], no_show: float) -> None:
    """The search sees the same cost as the evaluation."""
    session = ExponentialSession(sum(counts), 10, 15, len(counts), no_show)
    prices = session.prices(0.5, 0.2, 0.3)
    row = session.intervals_of(counts)
    assert session.counts_of(row) == tuple(counts)
    costs = session.costs(prices)(np.stack([row, row]))
    assert costs == pytest.approx(np.full(2, session.evaluate(counts).cost(prices)))


def test_completions_are_a_poisson_count_cut_at_those_present() -> None:
    """Of two patients none, one or both are left; of nobody nobody."""
    left = left_after(0.5, 2)
    assert left[2].tolist() == pytest.approx([1 - 1.5 * np.exp(-0.5), 0.5 * np.exp(-0.5), np.exp(-0.5)])
    assert left[0].tolist() == [1, 0, 0]
    assert left_after(0, 2) == pytest.approx(np.eye(3))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"patients": 0}, "patients.*0"),
        ({"mean_service": -1}, "mean_service.*-1"),
        ({"interval": 0}, "interval.*0"),
        ({"intervals": 0}, "intervals.*0"),
        ({"no_show": 1}, "no_show.*1"),
    ],
)
def test_impossible_sessions_are_refused(fields: dict[str, float], told: str) -> None:
    """The error names the field."""
    with pytest.raises(ValueError, match=told):
        ExponentialSession(**{"patients": 3, "mean_service": 10, "interval": 10, "intervals": 3} | fields)


@pytest.mark.parametrize("counts", [(1, 1), (1, 1, 0), (4, -1, 0)])
def test_counts_that_do_not_fit_are_refused(counts: tuple[int, ...]) -> None:
    """One for each interval, adding up to the patients."""
    with pytest.raises(ValueError, match="counts"):
        ExponentialSession(3, 10, 10, 3).evaluate(counts)
