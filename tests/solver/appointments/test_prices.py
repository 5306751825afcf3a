"""Prices are checked, and an evaluation comes to a cost."""

import pytest

from solver.appointments.prices import Evaluation, Prices


def an_evaluation() -> Evaluation:
    """Two patients, one of them doubtful."""
    return Evaluation(waiting=(0.0, 10.0), attendance=(1.0, 0.5), idle=3.0, overtime=2.0, spare=7.0)


@pytest.mark.parametrize("price", [-1, float("nan"), float("inf")])
@pytest.mark.parametrize("name", ["waiting", "idle", "overtime"])
def test_a_price_that_is_none_is_refused_by_name(name: str, price: float) -> None:
    """The error says which price and what was given."""
    with pytest.raises(ValueError, match=f"{name}.*{price}"):
        Prices(**{"waiting": 1, "idle": 1, "overtime": 1} | {name: price})


def test_only_those_who_come_wait() -> None:
    """Half a patient who waits ten minutes is five minutes of waiting, over one and a half patients."""
    assert an_evaluation().total_wait == 5
    assert an_evaluation().mean_wait == pytest.approx(5 / 1.5)


def test_cost_is_each_minute_at_its_price() -> None:
    """Waiting, idle time and overtime count; spare time does not."""
    assert an_evaluation().cost(Prices(waiting=2, idle=10, overtime=100)) == 10 + 30 + 200


def test_weights_on_the_mean_wait_divide_by_those_expected() -> None:
    """The cost charges the mean wait once."""
    seen = an_evaluation()
    prices = Prices.on_mean_wait(0.5, 0.2, 0.3, expected_patients=seen.patients)
    assert seen.cost(prices) == pytest.approx(0.5 * seen.mean_wait + 0.2 * 3 + 0.3 * 2)


def test_nobody_expected_is_refused() -> None:
    """There is no mean wait of nobody."""
    with pytest.raises(ValueError, match="expected_patients"):
        Prices.on_mean_wait(1, 1, 1, expected_patients=0)
