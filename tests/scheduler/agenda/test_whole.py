"""Whole numbers from rates lose nothing, and stay near their share."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.agenda.build.whole import carried, shared_out

totals = st.floats(0, 1000)
weights = st.lists(st.floats(0, 100) | st.just(0.0), min_size=1, max_size=8)
exact = settings(derandomize=True, deadline=None, max_examples=200)


@exact
@given(totals, weights)
def test_running_sums_are_the_rounded_ones(total: float, weights: list[float]) -> None:
    """After any number of parts nothing more than a rounding is lost, and no part is negative."""
    found = carried(total, weights)
    assert len(found) == len(weights)
    assert min(found) >= 0
    if sum(weights) == 0:
        assert sum(found) == 0
        return
    for number in range(len(weights) + 1):
        due = total * sum(weights[:number]) / sum(weights)
        assert abs(sum(found[:number]) - due) <= 0.5 + 1e-6 * (1 + total)


@exact
@given(totals, st.lists(st.floats(0.1, 100), min_size=1, max_size=8))
def test_whole_total_is_carried_wholly(total: float, weights: list[float]) -> None:
    """The parts make the rounded total."""
    assert abs(sum(carried(total, weights)) - total) <= 0.5 + 1e-6


@exact
@given(totals, weights)
def test_part_without_weight_has_nothing(total: float, weights: list[float]) -> None:
    """A week without sessions has no reviews."""
    found = carried(total, [*weights, 0.0])
    assert all(part == 0 for part, weight in zip(found, [*weights, 0.0], strict=True) if weight == 0)


def test_carried_by_hand() -> None:
    """A third of a review a week is one in three weeks."""
    assert carried(2.0, [1, 1, 1, 1, 1, 1]) == [0, 1, 0, 0, 1, 0]
    assert carried(19.165 * 4, [1, 1, 1, 1]) == [19, 19, 19, 20]
    assert carried(5, [0, 0]) == [0, 0]
    assert carried(3, [2, 0, 1]) == [2, 0, 1]


parts = st.lists(st.tuples(st.floats(0, 10), st.integers(0, 12)), min_size=1, max_size=6)


@exact
@given(st.integers(0, 60), parts)
def test_total_is_shared_out_as_far_as_there_is_room(total: int, parts: list[tuple[float, int]]) -> None:
    """No part beyond its most; what remains is what finds no room."""
    most = [room for _, room in parts]
    found = shared_out(total, [weight for weight, _ in parts], most)
    assert sum(found) == min(total, sum(most))
    assert all(0 <= given <= room for given, room in zip(found, most, strict=True))


@exact
@given(st.integers(0, 60), st.lists(st.floats(0.1, 10), min_size=1, max_size=6))
def test_with_room_enough_every_part_has_about_its_share(total: int, weights: list[float]) -> None:
    """Never a whole slot less than its share, and beyond it only by what rounding the others leaves."""
    found = shared_out(total, weights, [total] * len(weights))
    for given_out, weight in zip(found, weights, strict=True):
        share = total * weight / sum(weights)
        assert share - 1 - 1e-6 < given_out
        assert given_out < share + 1 + 1e-6


@pytest.mark.parametrize(
    ("total", "weights", "most", "found"),
    [
        (5, [1, 5, 7, 1], [9, 9, 9, 9], [0, 2, 3, 0]),
        (6, [1, 1], [2, 9], [2, 4]),
        (3, [1, 1], [9, 9], [2, 1]),
        (4, [0, 0], [1, 2], [1, 2]),
        (2, [0, 1], [5, 5], [0, 2]),
    ],
)
def test_shared_out_by_hand(total: int, weights: list[float], most: list[int], found: list[int]) -> None:
    """Most to whom lacks most; ties go to the earlier; a full part passes the rest on."""
    assert shared_out(total, weights, most) == found
