"""Cells of few cases borrow from those of many, by how much cells differ."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from solver.learning.pooling import Cells, Pooled, Prior, pool

RESIDUAL = 0.3**2


def cells(cases: list[float], mean: list[float], *codes: list[int]) -> Cells:
    """Cells from their cases, mean logarithms and codes of motive, category and practitioner."""
    motive, category, practitioner = (np.array(one, dtype=np.int64) for one in codes)
    return Cells(np.array(cases), np.array(mean), motive, category, practitioner)


def pooled(found: Cells, level: float = 3.0) -> Pooled:
    """The pooled figures, the length in use of every motive being the same."""
    motives = int(found.motive.max()) + 1
    return pool(found, Prior(np.full(motives, level), np.full(motives, RESIDUAL)))


def many_doctors(cases: float, doctors: int = 40, seed: int = 7) -> tuple[Cells, NDArray[np.float64]]:
    """One motive, one category, and doctors whose logarithms truly differ by 0.2, with so many cases each."""
    rng = np.random.default_rng(seed)
    truth = 3.0 + rng.normal(0, 0.2, doctors)
    mean = truth + rng.normal(0, np.sqrt(RESIDUAL / cases), doctors)
    zeros = [0] * doctors
    return cells([cases] * doctors, mean.tolist(), zeros, zeros, list(range(doctors))), truth


def test_variance_between_practitioners_is_found() -> None:
    """Doctors who truly differ by a standard deviation of 0.2 are found to."""
    found, _ = many_doctors(cases=500)
    assert np.sqrt(pooled(found).between) == pytest.approx(0.2, abs=0.05)


def test_alike_practitioners_are_taken_for_alike() -> None:
    """Where only chance separates doctors, all of them get nearly the group's figure."""
    rng = np.random.default_rng(3)
    mean = 3.0 + rng.normal(0, np.sqrt(RESIDUAL / 20), 60)
    found = cells([20.0] * 60, mean.tolist(), [0] * 60, [0] * 60, list(range(60)))
    assert np.ptp(pooled(found).cell_location) < 0.25 * np.ptp(mean)


def test_cell_of_two_cases_moves_to_the_group_and_one_of_many_stays() -> None:
    """Two doctors as far from the rest: with 2 cases most of the distance goes, with 2 000 next to none."""
    found, _ = many_doctors(cases=300)
    odd = cells(
        [*found.cases, 2.0, 2000.0],
        [*found.mean, 3.6, 3.6],
        [0] * 42,
        [0] * 42,
        list(range(42)),
    )
    few, many = pooled(odd).cell_location[-2:]
    assert 3.6 - few > 0.25
    assert 3.6 - many < 0.01


def test_shrinkage_is_the_closed_form() -> None:
    """Of one doctor's distance to the group stays τ² ÷ (τ² + σ²/n), with the variances that were found."""
    found, _ = many_doctors(cases=4)
    fit = pooled(found)
    group = fit.profile(0, 0) @ fit.effects
    kept = fit.between / (fit.between + RESIDUAL / 4)
    expected = group + kept * (found.mean - group)
    assert fit.cell_location == pytest.approx(expected, abs=1e-6)


def test_pooled_figures_are_nearer_the_truth_than_means() -> None:
    """With few cases each, borrowing takes a quarter off the squared error at least."""
    found, truth = many_doctors(cases=3)
    error = np.mean((pooled(found).cell_location - truth) ** 2)
    assert error < 0.75 * np.mean((found.mean - truth) ** 2)


def test_intervals_of_cells_hold_the_truth_as_often_as_they_say() -> None:
    """The stated variance of a cell's figure is that of its error: near 80 % of the truths lie in 80 % intervals."""
    inside = []
    for seed in range(25):
        found, truth = many_doctors(cases=3, seed=seed)
        fit = pooled(found)
        inside.extend(np.abs(fit.cell_location - truth) <= 1.2816 * np.sqrt(fit.cell_variance))
    assert np.mean(inside) == pytest.approx(0.8, abs=0.04)


def test_slow_practitioner_is_expected_to_be_slow_at_other_motives() -> None:
    """A doctor's pace crosses motives: two cases of a second motive follow what many of the first one tell."""
    rng = np.random.default_rng(5)
    pace = rng.normal(0, 0.2, 30)
    first = cells([400.0] * 30, (3.0 + pace).tolist(), [0] * 30, [0] * 30, list(range(30)))
    second_mean = 3.5 + pace + rng.normal(0, 0.02, 30)
    both = cells(
        [*first.cases, *[400.0] * 29, 2.0],
        [*first.mean, *second_mean[:-1], 3.5],
        [0] * 30 + [1] * 30,
        [0] * 60,
        [*range(30), *range(30)],
    )
    fit = pooled(both)
    assert fit.cell_location[-1] == pytest.approx(3.5 + pace[-1], abs=0.04)


def test_single_practitioner_is_the_group() -> None:
    """With one doctor nothing is taken for a difference between doctors, and the group has the doctor's figure."""
    found = cells([300.0, 300.0], [2.6, 2.9], [0, 0], [0, 1], [0, 0])
    fit = pooled(found)
    assert fit.between < 1e-6
    assert [fit.profile(0, category) @ fit.effects for category in (0, 1)] == pytest.approx([2.6, 2.9], abs=0.02)


def test_motive_of_few_cases_is_drawn_to_the_length_in_use() -> None:
    """Two cases move a motive only part of the way from the figure in use; two thousand move it there."""
    few = pooled(cells([2.0], [3.5], [0], [0], [0]), level=3.0).cell_location[0]
    many = pooled(cells([2000.0], [3.5], [0], [0], [0]), level=3.0).cell_location[0]
    weight = 0.25**2 / (0.25**2 + RESIDUAL / 2)
    assert few == pytest.approx(3.0 + 0.5 * weight, abs=0.01)
    assert many == pytest.approx(3.5, abs=0.002)


def test_practice_slower_than_the_figure_in_use_is_no_practice_of_differing_doctors() -> None:
    """What all have in common goes into the level, not into the variance between doctors."""
    found = cells([500.0] * 3, [3.5, 3.5, 3.5], [0] * 3, [0] * 3, [0, 1, 2])
    fit = pooled(found, level=3.0)
    assert np.sqrt(fit.between) < 0.02
    assert fit.profile(0, 0) @ fit.effects == pytest.approx(3.5, abs=0.01)
