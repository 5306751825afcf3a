"""EMSR-a and EMSR-b."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given

from solver.agenda.protection.classes import NestedClass
from solver.agenda.protection.demand import NegativeBinomialDemand, NormalDemand, PoissonDemand
from solver.agenda.protection.emsr import emsr_a, emsr_b
from solver.agenda.protection.littlewood import littlewood
from solver.agenda.protection.optimal import optimal
from tests.solver.agenda.protection.nests import (
    CALM,
    a_nest,
    count_demands,
    four_fares,
    nests,
    normal_demands,
    worth,
)

Rule = Callable[[Sequence[NestedClass]], tuple[float, ...]]
rules = pytest.mark.parametrize("rule", [emsr_a, emsr_b, optimal])


def test_emsr_a_of_the_literature() -> None:
    """Four classes with normal demand."""
    assert [round(level, 2) for level in emsr_a(four_fares())] == [16.72, 38.72, 55.68]


def test_emsr_b_of_the_literature() -> None:
    """Four classes with normal demand."""
    assert [round(level, 2) for level in emsr_b(four_fares())] == [16.72, 50.94, 83.15]


@rules
@CALM
@given(classes=nests(count_demands, 2))
def test_two_classes_of_counts_are_littlewoods(rule: Rule, classes: list[NestedClass]) -> None:
    """Every rule is Littlewood's when there is one upper class."""
    upper, lower = classes
    assert rule(classes) == (littlewood(upper.demand, upper.worth, lower.worth),)


@rules
@CALM
@given(classes=nests(normal_demands, 2))
def test_two_classes_of_normal_demand_are_littlewoods(rule: Rule, classes: list[NestedClass]) -> None:
    """Every rule is Littlewood's when there is one upper class."""
    upper, lower = classes
    assert rule(classes) == pytest.approx((littlewood(upper.demand, upper.worth, lower.worth),), abs=1e-9)


@rules
@CALM
@given(classes=nests(count_demands, 4))
def test_levels_of_counts_are_whole_and_never_fall(rule: Rule, classes: list[NestedClass]) -> None:
    """More classes above, more slots kept."""
    levels = rule(classes)
    assert len(levels) == 3
    assert all(level == int(level) >= 0 for level in levels)
    assert all(one <= other for one, other in pairwise(levels))


@rules
@CALM
@given(classes=nests(normal_demands, 4))
def test_levels_of_normal_demand_never_fall(rule: Rule, classes: list[NestedClass]) -> None:
    """More classes above, more slots kept."""
    levels = rule(classes)
    assert all(one <= other for one, other in pairwise(levels))
    assert levels[0] >= 0


@rules
@CALM
@given(classes=nests(count_demands, 3))
def test_more_is_kept_against_a_class_worth_less(rule: Rule, classes: list[NestedClass]) -> None:
    """Halving the worth of the lowest class never lowers the level against it."""
    cheaper = [*classes[:-1], NestedClass(classes[-1].worth / 2, classes[-1].demand)]
    assert rule(cheaper)[:-1] == rule(classes)[:-1]
    assert rule(cheaper)[-1] >= rule(classes)[-1]


@rules
@CALM
@given(classes=nests(count_demands, 3))
def test_only_ratios_of_worths_matter(rule: Rule, classes: list[NestedClass]) -> None:
    """Worths in another unit give the same levels."""
    scaled = [NestedClass(each.worth * 1024, each.demand) for each in classes]
    assert rule(scaled) == rule(classes)


def test_emsr_b_weighs_worths_by_demand() -> None:
    """Two classes worth 1 and 0.6 with 6 and 18 requests are one worth 0.7 with 24."""
    classes = a_nest((1, PoissonDemand(6)), (0.6, PoissonDemand(18)), (0.4, PoissonDemand(10)))
    assert emsr_b(classes)[1] == littlewood(PoissonDemand(24), 0.7, 0.4)


def test_nothing_is_kept_for_nobody() -> None:
    """Classes that nobody belongs to keep no slot."""
    classes = a_nest((1, PoissonDemand(0)), (0.6, PoissonDemand(0)), (0.4, PoissonDemand(10)))
    assert emsr_a(classes) == emsr_b(classes) == optimal(classes) == (0, 0)


def test_rules_of_thumb_come_close_on_four_classes() -> None:
    """Both EMSR rules reach 97 % of the best worth here, and neither exceeds it."""
    classes = a_nest(
        (1, NegativeBinomialDemand(8, 0.1)),
        (0.7, PoissonDemand(6)),
        (0.5, PoissonDemand(8)),
        (0.3, PoissonDemand(9)),
    )
    best = worth(classes, optimal(classes), 24)
    for rule in (emsr_a, emsr_b):
        assert 0.97 * best < worth(classes, rule(classes), 24) <= best + 1e-9


@rules
def test_bad_classes_are_refused(rule: Rule) -> None:
    """Fewer than two, and worths that rise or stay."""
    one, two = NestedClass(1, PoissonDemand(3)), NestedClass(0.5, PoissonDemand(3))
    for classes in ([], [one], [two, one], [one, one], [one, two, two]):
        with pytest.raises(ValueError, match="classes"):
            rule(classes)


@rules
def test_mixed_demand_is_refused(rule: Rule) -> None:
    """Whole and broken slots do not belong together."""
    classes = a_nest((1, PoissonDemand(3)), (0.5, NormalDemand(3, 1)), (0.2, PoissonDemand(3)))
    with pytest.raises(ValueError, match="not both"):
        rule(classes)


@pytest.mark.parametrize("worth_of_it", [0, -1, float("nan"), float("inf")])
def test_class_without_worth_is_refused(worth_of_it: float) -> None:
    """A worth is a number above 0."""
    with pytest.raises(ValueError, match="worth"):
        NestedClass(worth_of_it, PoissonDemand(3))
