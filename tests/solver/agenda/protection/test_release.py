"""The reserve opens in steps, by the demand still expected."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.agenda.protection.demand import CountDemand, Demand, NegativeBinomialDemand, PoissonDemand
from solver.agenda.protection.promised_release import promised_release
from solver.agenda.protection.release import ReleaseStep, release_steps
from solver.agenda.protection.release_outcome import release_outcome
from solver.agenda.protection.reserve import smallest_reserve, turned_away
from tests.solver.agenda.protection.nests import CALM, count_demands, normal_demands

figures = st.floats(0.01, 0.3)
falling = st.lists(st.floats(0, 1), min_size=1, max_size=5).map(lambda each: named(*sorted(each, reverse=True)))
demands = st.one_of(count_demands, normal_demands)


def named(*shares: float) -> list[tuple[str, float]]:
    """Shares with labels."""
    return [(f"step {k}", share) for k, share in enumerate(shares)]


@CALM
@given(demand=demands, shares=falling, figure=figures)
def test_levels_never_rise(demand: Demand, shares: list[tuple[str, float]], figure: float) -> None:
    """What was released stays released, and the amounts add up."""
    steps = release_steps(demand, shares, figure)
    assert [(step.label, step.share) for step in steps] == shares
    assert all(before.slots >= after.slots for before, after in pairwise(steps))
    assert steps[0].released == 0
    assert sum(step.released for step in steps) == steps[0].slots - steps[-1].slots


@CALM
@given(demand=count_demands, shares=falling, figure=figures)
def test_each_step_is_the_smallest_reserve_for_what_is_still_to_come(
    demand: CountDemand, shares: list[tuple[str, float]], figure: float
) -> None:
    """Thinned counts need no more slots than fuller ones, so the former level never binds."""
    for step in release_steps(demand, shares, figure):
        left = demand.thinned(step.share)
        assert step.slots == smallest_reserve(left, figure)
        assert turned_away(left, step.slots) <= figure + 1e-12


def test_nothing_stays_reserved_when_nobody_is_expected() -> None:
    """The last step opens what is left."""
    assert release_steps(PoissonDemand(8), named(1, 0.5, 0))[-1].slots == 0


def test_capacity_limits_every_level() -> None:
    """Six slots are all there is."""
    steps = release_steps(PoissonDemand(8), named(1, 0.8, 0.3), capacity=6)
    assert [step.slots for step in steps] == [6, 6, 5]


@CALM
@given(demand=count_demands, shares=falling, figure=figures)
def test_every_slot_is_taken_opened_or_left(
    demand: CountDemand, shares: list[tuple[str, float]], figure: float
) -> None:
    """Requests are taken or turned away; slots taken and opened are no more than were reserved."""
    steps = release_steps(demand, shares, figure)
    outcome = release_outcome(demand, steps)
    assert outcome.asked == pytest.approx(demand.mean * shares[0][1])
    assert sum(outcome.taken) == pytest.approx(outcome.asked * (1 - outcome.turned_away))
    assert sum(outcome.taken) + sum(outcome.opened) <= steps[0].slots + 1e-9
    assert outcome.opened[0] == pytest.approx(0)


def test_one_step_is_a_reserve() -> None:
    """Without a release, the share turned away is that of the reserve."""
    demand = NegativeBinomialDemand(8, 0.2)
    steps = release_steps(demand, named(1))
    assert release_outcome(demand, steps).turned_away == pytest.approx(turned_away(demand, steps[0].slots))


def test_two_steps_are_followed_request_by_request() -> None:
    """One request a day, half of them late; two slots, of which one stays for the late ones."""
    demand = PoissonDemand(1)
    steps = [ReleaseStep("early", 1.0, 2, 0), ReleaseStep("late", 0.5, 1, 1)]
    chance = PoissonDemand(0.5).pmf(40)
    taken = opened = 0.0
    for early, late in np.ndindex(41, 41):
        free = max(0, 2 - early)
        both = chance[early] * chance[late]
        opened += both * (free - min(free, 1))
        taken += both * (min(early, 2) + min(late, free, 1))
    outcome = release_outcome(demand, steps)
    assert sum(outcome.taken) == pytest.approx(taken)
    assert outcome.opened == pytest.approx((0, opened))


def test_outcome_is_that_of_many_days() -> None:
    """Days drawn at random, each with its own level of demand, give the same means."""
    demand, steps = NegativeBinomialDemand(8, 0.2), release_steps(NegativeBinomialDemand(8, 0.2), named(1, 0.6, 0.2))
    rng = np.random.default_rng(7)
    still = rng.poisson(rng.gamma(5, 8 / 5, 200_000))
    free, taken, opened = np.full(still.shape, steps[0].slots), 0.0, []
    for step, after in zip(steps, (0.6, 0.2, 0.0), strict=True):
        opened.append((free - np.minimum(free, step.slots)).mean())
        free = np.minimum(free, step.slots)
        later = rng.binomial(still, after / step.share)
        taken += np.minimum(free, still - later).mean()
        free, still = np.maximum(0, free - (still - later)), later
    outcome = release_outcome(demand, steps)
    assert sum(outcome.taken) == pytest.approx(taken, abs=0.03)
    assert outcome.opened == pytest.approx(opened, abs=0.02)


def test_steps_that_each_keep_the_promise_may_break_it_together() -> None:
    """A patient may come early beyond the first level or late beyond the last; both shares add up."""
    demand, shares = PoissonDemand(20), named(1, 0.8, 0.5, 0.2)
    steps = release_steps(demand, shares)
    assert all(turned_away(demand.thinned(step.share), step.slots) <= 0.05 for step in steps)
    assert release_outcome(demand, steps).turned_away > 0.05


@CALM
@given(demand=st.builds(PoissonDemand, st.floats(0.5, 20)), shares=falling, figure=figures)
def test_promised_release_keeps_the_promise_over_all_steps(
    demand: CountDemand, shares: list[tuple[str, float]], figure: float
) -> None:
    """Never fewer slots than the single steps need, and no more turned away in all than promised."""
    steps = promised_release(demand, shares, figure)
    assert release_outcome(demand, steps).turned_away <= figure + 1e-12
    assert all(step.slots >= one.slots for step, one in zip(steps, release_steps(demand, shares, figure), strict=True))


def test_promised_release_changes_nothing_that_holds() -> None:
    """Eight requests in three steps turn 4.3 % away."""
    shares = named(1, 0.5, 0.2)
    assert promised_release(PoissonDemand(8), shares) == release_steps(PoissonDemand(8), shares)


def test_promise_out_of_reach_opens_as_little_as_can_be() -> None:
    """With six slots for eight patients, all stay reserved as long as many may come."""
    steps = promised_release(PoissonDemand(8), named(1, 0.8, 0.3), capacity=6)
    assert [step.slots for step in steps] == [6, 6, 6]


@pytest.mark.parametrize("shares", [named(0.5, 0.6), named(1.2, 0.5), named(0.5, -0.1)])
def test_bad_shares_are_refused(shares: Sequence[tuple[str, float]]) -> None:
    """They fall, from 1 at most to 0 at least."""
    with pytest.raises(ValueError, match="share"):
        release_steps(PoissonDemand(8), shares)


@pytest.mark.parametrize("figure", [0, 1, -0.5])
def test_bad_promise_is_refused(figure: float) -> None:
    """It lies strictly between 0 and 1."""
    with pytest.raises(ValueError, match="turn away"):
        release_steps(PoissonDemand(8), named(1), figure)


def test_outcome_of_nothing_is_refused() -> None:
    """A release has a first step."""
    with pytest.raises(ValueError, match="at least one step"):
        release_outcome(PoissonDemand(8), [])
