"""The best order of patients of several classes, proven where the orders are few."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings

from solver.appointments.grid import evaluate
from solver.appointments.order import best_order, best_order_of_samples, distinct_orders, smallest_variance_first
from solver.appointments.patients import Patient
from solver.appointments.prices import Prices
from solver.appointments.samples import Samples, evaluate_samples
from solver.appointments.slots import slot_starts
from solver.appointments.times import best_starts
from tests.solver.appointments.sessions import PRICES, a_patient, small_patients, some_prices

SHORT, USUAL, LONG = a_patient(10, 2), a_patient(18, 8), a_patient(30, 15)


@settings(derandomize=True, deadline=None, max_examples=10)
@given(small_patients(most=3), some_prices())
def test_with_free_starts_it_is_the_best_of_all_orders(patients: list[Patient], prices: Prices) -> None:
    """Every order with its best starts costs at least as much."""
    found = best_order(patients, 40, prices)
    every = [[patients[i] for i in order] for order in permutations(range(len(patients)))]
    assert found.proven
    assert found.plan.cost == pytest.approx(min(best_starts(p, 40, prices).cost for p in every), rel=3e-5, abs=1e-6)
    ordered = [patients[i] for i in found.sequence]
    assert evaluate(ordered, found.plan.starts, 40).cost(prices) == found.plan.cost


@settings(derandomize=True, deadline=None, max_examples=20)
@given(small_patients(most=4), some_prices())
def test_with_given_slots_it_is_the_best_of_all_orders(patients: list[Patient], prices: Prices) -> None:
    """Each patient keeps their own slot length."""
    lengths = [5 * (1 + i) for i in range(len(patients))]
    found = best_order(patients, 40, prices, lengths=lengths)

    def cost(order: tuple[int, ...]) -> float:
        starts = slot_starts([lengths[i] for i in order])
        return evaluate([patients[i] for i in order], starts, 40).cost(prices)

    assert found.proven
    assert found.plan.cost == cost(found.sequence)
    assert found.plan.cost == pytest.approx(min(map(cost, permutations(range(len(patients))))))


def test_patients_of_a_class_are_not_told_apart() -> None:
    """Five patients of two classes have ten orders, and keep the order of the input within a class."""
    found = best_order([LONG, SHORT, LONG, SHORT, LONG], 120, PRICES, lengths=[30, 10, 30, 10, 30])
    assert found.judged == 10
    assert [i for i in found.sequence if i in {1, 3}] == [1, 3]
    assert distinct_orders((0, 1, 0, 1, 0)) == 10


def test_the_same_patient_with_another_slot_is_another_class() -> None:
    """A longer slot makes a difference to those who follow."""
    assert best_order([USUAL] * 3, 90, PRICES, lengths=[20, 20, 30]).judged == 3


def test_the_least_variable_go_first_where_waiting_is_dear() -> None:
    """One short sure patient before a long unsure one."""
    assert best_order([LONG, SHORT], 60, Prices(5, 5, 5)).sequence == (1, 0)


def test_the_rule_orders_by_variance() -> None:
    """By the mean variance of each class."""
    assert smallest_variance_first((0, 1, 0, 2), (9, 4, 11, 1)) == (2, 1, 0, 0)


def test_many_orders_are_searched_without_proof() -> None:
    """At least as good as the rule it begins with, within the number of orders allowed."""
    patients = [LONG, USUAL, SHORT] * 3
    lengths = [30, 20, 10] * 3
    found = best_order(patients, 180, PRICES, lengths=lengths, most_orders=150)
    assert not found.proven
    assert found.judged <= 150
    rule = [SHORT] * 3 + [USUAL] * 3 + [LONG] * 3
    by_rule = evaluate(rule, slot_starts([10] * 3 + [20] * 3 + [30] * 3), 180).cost(PRICES)
    assert found.plan.cost <= by_rule
    assert sorted(found.sequence) == list(range(9))


def test_the_search_finds_the_best_of_a_case_that_can_be_listed() -> None:
    """Ninety orders listed; forty-five allowed to the search."""
    patients, lengths = [LONG, USUAL, SHORT] * 2, [30, 20, 10] * 2
    listed = best_order(patients, 120, PRICES, lengths=lengths)
    searched = best_order(patients, 120, PRICES, lengths=lengths, most_orders=45)
    assert listed.proven
    assert not searched.proven
    assert searched.plan.cost == pytest.approx(listed.plan.cost)


def test_on_samples_it_is_the_best_of_all_orders() -> None:
    """The same sessions for every order."""
    samples = Samples.drawn([LONG, SHORT, USUAL, SHORT], 200, np.random.default_rng(2))
    lengths = [30, 10, 20, 10]
    found = best_order_of_samples(samples, 70, PRICES, lengths=lengths)

    def cost(order: tuple[int, ...]) -> float:
        return evaluate_samples(samples.ordered(order), slot_starts([lengths[i] for i in order]), 70).cost(PRICES)

    assert found.proven
    assert found.judged == 24
    assert found.plan.cost == pytest.approx(min(map(cost, permutations(range(4)))))


def test_on_samples_with_free_starts() -> None:
    """Classes named by the caller; short before long."""
    samples = Samples.drawn([LONG, SHORT, LONG], 100, np.random.default_rng(4))
    found = best_order_of_samples(samples, 80, PRICES, classes=["long", "short", "long"])
    assert found.judged == 3
    assert found.sequence[0] == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [({"lengths": [10]}, "lengths.*2"), ({"lengths": [0, 10]}, r"lengths\[\d\]"), ({"most_orders": 0}, "most_orders")],
)
def test_what_cannot_be_ordered_is_refused(arguments: dict[str, object], told: str) -> None:
    """The error names the field."""
    with pytest.raises(ValueError, match=told):
        best_order([SHORT, LONG], 60, PRICES, **arguments)


def test_nobody_cannot_be_ordered() -> None:
    """There is no order of no patients."""
    with pytest.raises(ValueError, match="patients"):
        best_order([], 60, PRICES)


def test_samples_need_a_class_each() -> None:
    """The error says how many."""
    with pytest.raises(ValueError, match=r"classes.*2"):
        best_order_of_samples(Samples(np.ones((1, 2))), 60, PRICES, classes=["a"])
