"""The search over whole numbers finds the least of all, with proof, where single moves may not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.appointments.arrays import Ints, Reals
from solver.appointments.lattice import Box, Tolerance, minimise
from solver.appointments.submodular import NegativeSetSearch


class Potentials:
    """A random L♮-convex function: distances between coordinates, and of each to a place of its own."""

    def __init__(self, seed: int, size: int) -> None:
        rng = np.random.default_rng(seed)
        self._places = rng.integers(0, 6, size)
        self._pulls = rng.random(size)
        self._offsets = rng.integers(-3, 4, (size, size))
        self._ties = rng.random((size, size)) * (rng.random((size, size)) < 0.5)

    def __call__(self, rows: Ints) -> Reals:
        apart = rows[:, :, None] - rows[:, None, :] - self._offsets
        return np.abs(rows - self._places) @ self._pulls + (np.abs(apart) * self._ties).sum(axis=(1, 2))


def a_box(size: int, most: int = 4) -> Box:
    """From 0 to `most` everywhere."""
    return Box(np.zeros(size, dtype=np.int64), np.full(size, most))


def every_point(size: int, most: int = 4) -> Ints:
    """All points of the box."""
    return np.stack(np.meshgrid(*[np.arange(most + 1)] * size), axis=-1).reshape(-1, size)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.integers(1, 5))
def test_it_finds_the_least_of_all_points(seed: int, size: int) -> None:
    """From a corner of the box, on random L♮-convex functions, and says that it is proven."""
    costs = Potentials(seed, size)
    found = minimise(costs, np.zeros(size, dtype=np.int64), a_box(size), Tolerance(1e-9))
    assert found.proven
    assert found.cost == pytest.approx(costs(every_point(size)).min())
    assert costs(found.point[None])[0] == pytest.approx(found.cost)


def test_a_point_that_no_single_move_betters_is_left() -> None:
    """Two coordinates tied together must move together."""

    def costs(rows: Ints) -> Reals:
        return 10.0 * np.abs(rows[:, 0] - rows[:, 1]) + np.abs(rows - 3).sum(axis=1)

    start = np.array([0, 0])
    for step in ([1, 0], [0, 1]):
        assert costs((start + step)[None])[0] > costs(start[None])[0]
    assert minimise(costs, start, a_box(2), Tolerance(1e-9)).point.tolist() == [3, 3]


def test_the_box_is_kept() -> None:
    """A coordinate that is pulled out of the box stops at its edge, and what is fixed stays."""

    def costs(rows: Ints) -> Reals:
        return np.abs(rows - 9).sum(axis=1).astype(np.float64)

    box = Box(np.array([0, 2]), np.array([4, 2]))
    found = minimise(costs, np.array([0, 2]), box, Tolerance(1e-9))
    assert found.point.tolist() == [4, 2]
    assert found.proven


def test_a_search_cut_short_says_that_nothing_is_proven() -> None:
    """One chain is too few for a proof here."""
    costs = Potentials(5, 5)
    found = minimise(costs, np.zeros(5, dtype=np.int64), a_box(5), Tolerance(1e-9), most_chains=1)
    assert not found.proven


def test_evaluations_are_counted() -> None:
    """Every row that the function is asked for."""
    asked = []

    def costs(rows: Ints) -> Reals:
        asked.append(len(rows))
        return Potentials(1, 4)(rows)

    assert minimise(costs, np.zeros(4, dtype=np.int64), a_box(4), Tolerance(1e-9)).evaluations == sum(asked)


class Cut:
    """A random cut function with weights of either sign on the elements: submodular, any value."""

    def __init__(self, seed: int, size: int) -> None:
        rng = np.random.default_rng(seed)
        self._weights = rng.normal(size=size)
        self._arcs = rng.random((size, size)) * (rng.random((size, size)) < 0.6)

    def value(self, members: Ints) -> float:
        inside = np.zeros(len(self._weights))
        inside[members] = 1
        return float(self._weights @ inside + inside @ self._arcs @ (1 - inside))

    def chain(self, order: Ints) -> Reals:
        return np.array([self.value(order[:k]) for k in range(len(order) + 1)])


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.integers(0, 10_000), st.integers(1, 6))
def test_a_negative_set_is_found_or_there_is_none(seed: int, size: int) -> None:
    """Checked against every set."""
    cut = Cut(seed, size)
    least = min(cut.value(np.flatnonzero(row)) for row in every_point(size, most=1))
    found = NegativeSetSearch(cut.chain, size, tolerance=1e-9).advance(500)
    if found.members is None:
        assert found.proven
        assert least >= -1e-9
    else:
        assert cut.value(found.members) < -1e-9
