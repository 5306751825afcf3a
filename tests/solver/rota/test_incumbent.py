"""The best rota so far takes what is better, refuses what is broken, and keeps its bounds honest."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from scheduler.rota.problem import RotaProblem, RuleSetting, Want, Wish
from solver.rota.incumbent import Incumbent, Standing
from solver.rota.model import build_model
from tests.builders import a_cover, a_person, a_problem, a_rota


def a_two_tier_problem() -> RotaProblem:
    """Somebody wanted on Monday and Tuesday, who would rather be off on both and may work on one day only."""
    needs = (a_cover(day=0, amount=2), a_cover(day=1, amount=1))
    wishes = (Wish(0, 0, Want.OFF, weight=5), Wish(0, 1, Want.OFF))
    settings = {"cover_under": RuleSetting(1, 1), "wish_off": RuleSetting(100, 3)}
    offered = (frozenset({0}),) * 2 + (frozenset[int](),) * 5
    staff = [a_person(days_per_week=1)]
    return a_problem(people=staff, offered=offered, cover=needs, wishes=wishes, soft=settings)


def an_incumbent(on_first: Callable[[], None] = lambda: None, blending: bool = False) -> Incumbent:
    """No rota yet."""
    model = build_model(a_two_tier_problem())
    return Incumbent(model, model.linear.freeze(), on_first, blending)


def decisions(*days: int) -> np.ndarray:
    """Monday and Tuesday, worked or not."""
    return np.array([int(day in days) for day in range(2)])


def test_nothing_stands_at_first() -> None:
    """Before the first rota there is no cost, every tier is open and nothing is proven."""
    incumbent = an_incumbent()
    assert incumbent.values is None
    assert incumbent.costs is None
    assert incumbent.rota() is None
    assert incumbent.best is None
    assert incumbent.open_tiers() == [1, 3]
    assert not incumbent.proven()


def test_first_rota_is_taken() -> None:
    """Any valid rota is better than none."""
    incumbent = an_incumbent()
    assert incumbent.offer(decisions())
    assert incumbent.costs == {1: 3, 3: 0}
    assert incumbent.rota() == a_rota()


def test_broken_rota_is_refused() -> None:
    """Two days are more than one."""
    incumbent = an_incumbent()
    assert not incumbent.offer(decisions(0, 1))
    assert incumbent.values is None


def test_earlier_tier_decides() -> None:
    """Cover comes before any number of wishes."""
    incumbent = an_incumbent()
    assert incumbent.offer(decisions(1))
    assert incumbent.offer(decisions(0))
    assert incumbent.costs == {1: 1, 3: 500}
    assert not incumbent.offer(decisions(1))
    assert not incumbent.offer(decisions())
    assert incumbent.rota() == a_rota((0, 0, 0))
    assert incumbent.best is not None
    assert incumbent.cost_by_rule(incumbent.best) == {"cover_under": 1, "wish_off": 500}


def test_equal_rota_is_not_better() -> None:
    """The same again changes nothing."""
    incumbent = an_incumbent()
    assert incumbent.offer(decisions(0))
    assert not incumbent.offer(decisions(0))


def test_first_rota_is_told_once() -> None:
    """Better ones after it are not; broken ones before it neither."""
    told: list[str] = []
    incumbent = an_incumbent(lambda: told.append("first"))
    for days in ((0, 1), (), (1,), (0,)):
        incumbent.offer(decisions(*days))
    assert told == ["first"]


def test_blending_weighs_tiers_and_keeps_the_best_aside() -> None:
    """A wish of 500 outweighs two person-minutes while tiers are blended, but not in the best rota."""
    incumbent = an_incumbent(blending=True)
    assert incumbent.offer(decisions())
    assert not incumbent.offer(decisions(0))
    assert incumbent.values is not None
    assert incumbent.decisions_of(incumbent.values).tolist() == decisions().tolist()
    assert incumbent.rota() == a_rota((0, 0, 0))
    assert incumbent.costs == {1: 1, 3: 500}
    assert incumbent.best is not None
    assert incumbent.cost_by_rule(incumbent.best) == {"cover_under": 1, "wish_off": 500}


def test_settling_goes_back_to_the_order_of_tiers() -> None:
    """Once settled, the best rota stands and only a better one takes its place."""
    incumbent = an_incumbent(blending=True)
    for days in ((), (0,)):
        incumbent.offer(decisions(*days))
    incumbent.settle()
    assert incumbent.values is not None
    assert incumbent.decisions_of(incumbent.values).tolist() == decisions(0).tolist()
    assert not incumbent.offer(decisions())


def test_part_of_a_rota_is_taken_with_its_derived_columns() -> None:
    """Only the columns named are brought up to date."""
    incumbent = an_incumbent()
    incumbent.offer(decisions(1))
    assert incumbent.values is not None
    free = np.array(incumbent.matrix.is_decision)
    part = incumbent.matrix.restricted(free, incumbent.values)
    changed = incumbent.values.copy()
    changed[np.flatnonzero(free)] = decisions(0)
    assert incumbent.offer_part(changed, part.names)
    assert incumbent.costs == {1: 1, 3: 500}
    changed[np.flatnonzero(free)] = decisions(0, 1)
    assert not incumbent.offer_part(changed, part.names)


def test_bound_only_rises() -> None:
    """A weaker proof does not undo a stronger one."""
    incumbent = an_incumbent()
    incumbent.prove(1, 1)
    incumbent.prove(1, 0)
    assert incumbent.bounds == {1: 1, 3: 0}


def test_bound_of_a_later_tier_goes_when_an_earlier_one_costs_more() -> None:
    """It was proven for rotas that cost less there; a proof for other rotas than the best one is not taken either."""
    incumbent = an_incumbent()
    standing = Standing(np.zeros(incumbent.matrix.width, dtype=np.int64), (2, 0))
    incumbent._best = incumbent._standing = standing
    incumbent.tiers = (1, 3)
    incumbent.prove(3, 0, (2,))
    incumbent.bounds[3] = 9
    incumbent._withdraw((3, 0))
    assert incumbent.bounds[3] == 0
    incumbent.prove(3, 5, (1,))
    assert incumbent.bounds[3] == 0


def test_bound_never_exceeds_the_cost_that_stands() -> None:
    """Whatever claims to be proven, the rota at hand is the witness."""
    incumbent = an_incumbent()
    incumbent.offer(decisions(0))
    incumbent.prove(1, 7)
    assert incumbent.bounds[1] == 1
    assert incumbent.open_tiers() == [3]


def test_all_tiers_at_their_bounds_are_a_proof() -> None:
    """Only when no tier is open the rota is proven."""
    incumbent = an_incumbent()
    incumbent.offer(decisions(0))
    incumbent.prove(1, 1)
    assert not incumbent.proven()
    incumbent.prove(3, 500)
    assert incumbent.proven()


@pytest.mark.parametrize(("days", "fits"), [((0,), True), ((0, 1), False)])
def test_completed_decisions_keep_every_row_or_are_none(days: tuple[int, ...], fits: bool) -> None:
    """Decisions come back as they went in, unless a row would break."""
    incumbent = an_incumbent()
    values = incumbent.completed(decisions(*days))
    assert (values is not None) is fits
    if values is not None:
        assert incumbent.decisions_of(values).tolist() == decisions(*days).tolist()
