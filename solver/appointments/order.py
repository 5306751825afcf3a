"""The order of patients of several classes that costs least, from distributions or from samples.

Where the distinct orders are few, each is judged exactly and the best is proven. Otherwise the least variable go first,
a rule that is proven in special cases only and often near the best, and then pairs of patients are exchanged and single
ones moved as long as that pays; nothing is proven then. Sources for the rule: Weiss, Models for determining
estimated start times and case orderings in hospital operating rooms, IIE Transactions 22 (1990) 143-150; de Kemp,
Mandjes and Olver, Performance of the smallest-variance-first rule in appointment sequencing, Operations Research 69
(2021) 1909-1935.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from math import factorial, prod

import numpy as np

from scheduler.calendar import GRAIN
from solver.appointments.grid import evaluate
from solver.appointments.patients import Patient
from solver.appointments.prices import Evaluation, Prices
from solver.appointments.samples import Samples, evaluate_samples
from solver.appointments.slots import slot_starts
from solver.appointments.times import Plan, best_starts, best_starts_of_samples

MOST_ORDERS = 200

Sequencing = tuple[int, ...]
"""Patients by their places in the input, in the order in which they are seen."""
Judge = Callable[[Sequencing], Plan]
Labels = tuple[int, ...]
"""The class of each patient, in the order in which they are seen."""


@dataclass(frozen=True)
class Order:
    """Patients by their places in the input, in the best order found, with the plan of that order.

    `proven`: no other order costs less (by more than the tolerance of `Plan.proven`). `judged`: orders costed.
    """

    sequence: Sequencing
    plan: Plan
    proven: bool
    judged: int


def best_order(
    patients: Sequence[Patient],
    session_minutes: int,
    prices: Prices,
    *,
    lengths: Sequence[int] | None = None,
    grain: int = GRAIN,
    most_orders: int = MOST_ORDERS,
) -> Order:
    """The order that costs least, with the best starts for each order, or with `lengths` as each patient's own slot.

    Patients that are the same object, with the same length, are a class: their order among themselves does not matter.
    At most `most_orders` orders are judged.
    """
    _check_lengths(lengths, len(patients))

    def judge(sequence: Sequencing) -> Plan:
        ordered = [patients[place] for place in sequence]
        if lengths is None:
            return best_starts(ordered, session_minutes, prices, grain)
        starts = slot_starts([lengths[place] for place in sequence])
        return _as_planned(starts, evaluate(ordered, starts, session_minutes), prices)

    keys = [(id(patient), lengths and lengths[place]) for place, patient in enumerate(patients)]
    return _search(_numbered(keys), [patient.work_variance for patient in patients], judge, most_orders)


def best_order_of_samples(
    samples: Samples,
    session_minutes: int,
    prices: Prices,
    *,
    classes: Sequence[Hashable] | None = None,
    lengths: Sequence[int] | None = None,
    grain: int = GRAIN,
    most_orders: int = MOST_ORDERS,
) -> Order:
    """The order that would have cost least on average over the samples, all orders judged on the same ones.

    `classes[i]` names the class of patient i; without it each patient is a class of their own. Otherwise as
    `best_order`.
    """
    _check_lengths(lengths, samples.patients)
    names = range(samples.patients) if classes is None else classes
    if len(names) != samples.patients:
        raise ValueError(f"classes: one for each of {samples.patients} patients, not {len(names)}")

    def judge(sequence: Sequencing) -> Plan:
        ordered = samples.ordered(sequence)
        if lengths is None:
            return best_starts_of_samples(ordered, session_minutes, prices, grain)
        starts = slot_starts([lengths[place] for place in sequence])
        return _as_planned(starts, evaluate_samples(ordered, starts, session_minutes), prices)

    keys = [(name, lengths and lengths[place]) for place, name in enumerate(names)]
    return _search(_numbered(keys), samples.work.var(axis=0).tolist(), judge, most_orders)


def smallest_variance_first(labels: Labels, variances: Sequence[float]) -> Labels:
    """The labels with the class of the smallest variance first, by the mean over the patients of each class."""
    mean = {label: np.mean([v for own, v in zip(labels, variances, strict=True) if own == label]) for label in labels}
    return tuple(sorted(labels, key=lambda label: (mean[label], label)))


def distinct_orders(labels: Labels) -> int:
    """How many orders of the patients differ in their classes."""
    return factorial(len(labels)) // prod(factorial(count) for count in Counter(labels).values())


def _search(labels: Labels, variances: Sequence[float], judge: Judge, most_orders: int) -> Order:
    if most_orders < 1:
        raise ValueError(f"most_orders: at least 1, not {most_orders!r}")
    docket = _Docket(labels, judge, most_orders)
    every = distinct_orders(labels) <= most_orders
    if every:
        for order in _distinct(Counter(labels)):
            docket.plan(order)
    else:
        _improve(smallest_variance_first(labels, variances), docket)
    return docket.verdict(every)


def _improve(order: Labels, docket: _Docket) -> None:
    """Move and exchange from this order until nothing helps or no judgement is left."""
    better: Labels | None = order
    cost = docket.plan(order).cost
    while better is not None:
        order, better = better, None
        for other in _neighbours(order):
            if docket.spent and not docket.knows(other):
                return
            if docket.plan(other).cost < cost:
                better, cost = other, docket.plan(other).cost
                break


def _neighbours(order: Labels) -> Iterator[Labels]:
    """Each exchange of two patients of different classes, then each move of one patient to another place."""
    for i, j in combinations(range(len(order)), 2):
        if order[i] != order[j]:
            yield (*order[:i], order[j], *order[i + 1 : j], order[i], *order[j + 1 :])
    for i, j in permutations(range(len(order)), 2):
        rest = order[:i] + order[i + 1 :]
        yield (*rest[:j], order[i], *rest[j:])


def _distinct(left: Counter[int]) -> Iterator[Labels]:
    """Every distinct order of the labels left, in rising order."""
    if not +left:
        yield ()
    for label in sorted(+left):
        for rest in _distinct(left - Counter([label])):
            yield (label, *rest)


class _Docket:
    """The orders judged so far, each once."""

    def __init__(self, labels: Labels, judge: Judge, most: int) -> None:
        self._labels, self._judge, self._most = labels, judge, most
        self._plans: dict[Labels, Plan] = {}

    @property
    def spent(self) -> bool:
        return len(self._plans) >= self._most

    def knows(self, order: Labels) -> bool:
        return order in self._plans

    def plan(self, order: Labels) -> Plan:
        if order not in self._plans:
            self._plans[order] = self._judge(self._sequence(order))
        return self._plans[order]

    def verdict(self, every: bool) -> Order:
        best = min(self._plans, key=lambda order: self._plans[order].cost)
        proven = every and all(plan.proven for plan in self._plans.values())
        return Order(self._sequence(best), self._plans[best], proven, len(self._plans))

    def _sequence(self, order: Labels) -> Sequencing:
        """The patients of each class take its places in the order of the input."""
        waiting = {label: iter([i for i, own in enumerate(self._labels) if own == label]) for label in set(order)}
        return tuple(next(waiting[label]) for label in order)


def _numbered(keys: Sequence[Hashable]) -> Labels:
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return tuple(numbers[key] for key in keys)


def _as_planned(starts: Sequencing, evaluation: Evaluation, prices: Prices) -> Plan:
    return Plan(starts, evaluation, evaluation.cost(prices), proven=True, evaluations=1)


def _check_lengths(lengths: Sequence[int] | None, patients: int) -> None:
    if not patients:
        raise ValueError("patients: an order needs at least one")
    if lengths is not None and len(lengths) != patients:
        raise ValueError(f"lengths: one for each of {patients} patients, not {len(lengths)}")
