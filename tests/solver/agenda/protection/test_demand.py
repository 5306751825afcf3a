"""Demand distributions agree with their definitions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.agenda.protection.classes import counts, normals, together
from solver.agenda.protection.demand import (
    CountDemand,
    Demand,
    EmpiricalDemand,
    NegativeBinomialDemand,
    NormalDemand,
    PoissonDemand,
)
from solver.agenda.protection.tables import binomial_rows
from tests.solver.agenda.protection.nests import CALM, count_demands, means, normal_demands

shares = st.floats(0, 1)


def test_poisson_chances_are_those_of_the_textbook() -> None:
    """Each chance is e^−m × m^k ÷ k!."""
    chances = PoissonDemand(3.5).pmf(12)
    assert chances == pytest.approx([math.exp(-3.5) * 3.5**k / math.factorial(k) for k in range(13)], rel=1e-12)


def test_negative_binomial_chances_are_those_of_the_textbook() -> None:
    """With r = 1 ÷ dispersion and p = r ÷ (r + mean), chances are C(k + r − 1, k) × p^r × (1 − p)^k."""
    r, p = 4, 4 / (4 + 6.0)
    expected = [math.comb(k + r - 1, k) * p**r * (1 - p) ** k for k in range(20)]
    assert NegativeBinomialDemand(6.0, 0.25).pmf(19) == pytest.approx(expected, rel=1e-12)


@CALM
@given(demand=count_demands)
def test_counts_have_the_mean_and_deviation_they_state(demand: CountDemand) -> None:
    """Sums over the table give 1, the mean and the variance."""
    k = np.arange(demand.most + 1)
    assert demand.table.sum() == pytest.approx(1)
    assert demand.table @ k == pytest.approx(demand.mean, rel=1e-9)
    assert demand.table @ (k - demand.mean) ** 2 == pytest.approx(demand.sd**2, rel=1e-8, abs=1e-12)


@CALM
@given(demand=count_demands, y=st.floats(-2, 60))
def test_tail_and_excess_of_counts_are_sums_over_the_table(demand: CountDemand, y: float) -> None:
    """Also between whole numbers, below 0 and beyond the table."""
    k = np.arange(demand.most + 1)
    assert demand.tail(y) == pytest.approx(demand.table[k > y].sum(), abs=1e-12)
    assert demand.excess(y) == pytest.approx(demand.table @ np.maximum(k - y, 0), rel=1e-9, abs=1e-12)


@CALM
@given(demand=count_demands, chance=st.floats(1e-6, 1 - 1e-6))
def test_upper_quantile_of_counts_is_the_smallest_that_does(demand: CountDemand, chance: float) -> None:
    """One slot less is exceeded too often."""
    y = demand.upper_quantile(chance)
    assert demand.tail(y) <= chance
    assert y == 0 or demand.tail(y - 1) > chance


@CALM
@given(demand=normal_demands, chance=st.floats(1e-6, 1 - 1e-6))
def test_quantiles_of_normal_demand_invert_its_tail(demand: NormalDemand, chance: float) -> None:
    """Upper and lower quantiles are two names for one function."""
    assert demand.tail(demand.upper_quantile(chance)) == pytest.approx(chance)
    assert demand.quantile(1 - chance) == pytest.approx(demand.upper_quantile(chance))


@CALM
@given(demand=normal_demands, y=st.floats(-10, 80))
def test_excess_of_normal_demand_is_the_integral_of_its_tail(demand: NormalDemand, y: float) -> None:
    """E[(D − y)+] = ∫ P(D > t) dt over t > y."""
    at = np.linspace(y, max(y, demand.mean) + 9 * demand.sd, 1001)
    integral = np.trapezoid([demand.tail(t) for t in at], at)
    assert demand.excess(y) == pytest.approx(integral, abs=1e-3)


def test_normal_demand_without_deviation_is_a_number() -> None:
    """Everything beyond the mean never happens."""
    demand = NormalDemand(5.0, 0.0)
    assert (demand.tail(4.9), demand.tail(5.0), demand.excess(3), demand.excess(7)) == (1.0, 0.0, 2.0, 0.0)
    assert demand.upper_quantile(0.3) == 5.0
    assert demand.counted().table[5] == pytest.approx(1)


def test_dispersion_of_0_is_poisson() -> None:
    """And a dispersion of nearly 0 is nearly Poisson."""
    poisson = PoissonDemand(9.0).pmf(40)
    assert NegativeBinomialDemand(9.0, 0.0).pmf(40).tolist() == poisson.tolist()
    assert NegativeBinomialDemand(9.0, 1e-10).pmf(40) == pytest.approx(poisson, rel=1e-6)


def test_large_means_lose_nothing() -> None:
    """Chances whose first one is too small for a float still sum to 1."""
    demand = PoissonDemand(5000.0)
    assert demand.tail(4999) == pytest.approx(0.5, abs=0.01)
    assert demand.excess(0) == pytest.approx(5000)


@CALM
@given(demand=count_demands, share=shares)
def test_thinning_a_count_is_the_binomial_mixture(demand: CountDemand, share: float) -> None:
    """The formulas for Poisson and negative binomial and the recursion for others give the mixture's chances."""
    mixture = demand.table @ binomial_rows(demand.most, share)
    assert demand.thinned(share).pmf(demand.most) == pytest.approx(mixture, abs=1e-10)


def test_binomial_rows_are_binomial_chances() -> None:
    """Row n holds C(n, k) × s^k × (1 − s)^(n − k)."""
    expected = [[math.comb(n, k) * 0.3**k * 0.7 ** (n - k) if k <= n else 0 for k in range(6)] for n in range(6)]
    assert binomial_rows(5, 0.3) == pytest.approx(np.array(expected))


@CALM
@given(demand=st.one_of(count_demands, normal_demands), share=shares)
def test_thinning_keeps_the_law_of_mean_and_variance(demand: Demand, share: float) -> None:
    """Mean × share, and variance × share² + mean × share × (1 − share)."""
    left = demand.thinned(share)
    variance = demand.sd**2 * share**2 + demand.mean * share * (1 - share)
    assert left.mean == pytest.approx(demand.mean * share, abs=1e-9)
    assert left.sd**2 == pytest.approx(variance, rel=1e-7, abs=1e-9)


@CALM
@given(demand=count_demands, first=shares, second=shares)
def test_thinning_twice_is_thinning_by_the_product(demand: CountDemand, first: float, second: float) -> None:
    """What is left of what is left."""
    twice = demand.thinned(first).thinned(second).pmf(60)
    assert twice == pytest.approx(demand.thinned(first * second).pmf(60), abs=1e-9)


def test_observed_counts_are_as_likely_as_they_were_frequent() -> None:
    """Two of four days brought 3 requests."""
    demand = EmpiricalDemand.observed([3, 0, 3, 1])
    assert demand.pmf(4).tolist() == [0.25, 0.25, 0, 0.5, 0]
    assert demand.mean == 1.75


@CALM
@given(one=count_demands, other=count_demands)
def test_counts_together_are_their_convolution(one: CountDemand, other: CountDemand) -> None:
    """Mean and variance add, and so does every chance."""
    both = together([one, other])
    assert isinstance(both, CountDemand)
    assert both.mean == pytest.approx(one.mean + other.mean)
    assert both.sd == pytest.approx(math.hypot(one.sd, other.sd))
    assert both.pmf(60) == pytest.approx(np.convolve(one.pmf(60), other.pmf(60))[:61], abs=1e-12)


def test_poisson_counts_together_stay_poisson() -> None:
    """Their means add."""
    assert together([PoissonDemand(2.0), PoissonDemand(3.0)]) == PoissonDemand(5.0)


def test_normal_demand_together_stays_normal() -> None:
    """Means and variances add."""
    assert together([NormalDemand(10, 3), NormalDemand(20, 4)]) == NormalDemand(30, 5)


def test_normal_demand_counted_is_rounded() -> None:
    """P(D = k) is the chance of k − ½ to k + ½, all below ½ counts as 0."""
    normal = NormalDemand(4.0, 3.0)
    counted = normal.counted()
    assert counted.tail(0) == pytest.approx(normal.tail(0.5))
    assert counted.pmf(6)[6] == pytest.approx(normal.tail(5.5) - normal.tail(6.5))
    assert counted.counted() is counted


@CALM
@given(mean=means)
def test_nothing_is_expected_of_nobody(mean: float) -> None:
    """Thinned to a share of 0, every demand is 0."""
    for demand in (PoissonDemand(mean), NegativeBinomialDemand(mean, 0.3), NormalDemand(mean, 1.0)):
        nobody = demand.thinned(0)
        assert (nobody.mean, nobody.sd, nobody.tail(0), nobody.excess(0)) == (0, 0, 0, 0)


@pytest.mark.parametrize(("mean", "sd"), [(-1, 1), (1, -1), (math.nan, 1), (1, math.inf)])
def test_normal_demand_refuses_what_is_no_mean_or_deviation(mean: float, sd: float) -> None:
    """Both are numbers of at least 0."""
    with pytest.raises(ValueError, match="mean and a deviation"):
        NormalDemand(mean, sd)


def test_counts_refuse_what_is_no_mean_or_dispersion() -> None:
    """Both are numbers of at least 0."""
    with pytest.raises(ValueError, match="mean and a deviation"):
        PoissonDemand(-0.1)
    with pytest.raises(ValueError, match="mean and a deviation"):
        NegativeBinomialDemand(math.inf, 0.1)
    with pytest.raises(ValueError, match="dispersion"):
        NegativeBinomialDemand(1.0, -0.1)


def test_counts_without_an_end_are_refused() -> None:
    """A table of more than a million slots is none."""
    for demand in (PoissonDemand(2e6), NegativeBinomialDemand(100, 1e4)):
        with pytest.raises(ValueError, match="million"):
            demand.tail(3)


def test_tiny_means_and_dispersions_lose_nothing() -> None:
    """The smallest numbers a float can hold."""
    assert PoissonDemand(5e-324).tail(0) == 0
    assert PoissonDemand(1e-15).tail(0) == pytest.approx(1e-15)
    assert NegativeBinomialDemand(3.4, 5e-324).pmf(9) == pytest.approx(PoissonDemand(3.4).pmf(9))


@pytest.mark.parametrize("chances", [(), (0.5, 0.4), (1.5, -0.5), (math.nan, 1.0)])
def test_empirical_demand_refuses_what_is_no_distribution(chances: tuple[float, ...]) -> None:
    """Chances are at least 0 and sum to 1."""
    with pytest.raises(ValueError, match="sum to 1"):
        EmpiricalDemand(chances)


@pytest.mark.parametrize("observed", [[], [2, -1]])
def test_empirical_demand_refuses_what_was_not_counted(observed: list[int]) -> None:
    """There is at least one count and none is below 0."""
    with pytest.raises(ValueError, match="observed"):
        EmpiricalDemand.observed(observed)


@pytest.mark.parametrize("share", [-0.1, 1.1, math.nan])
@pytest.mark.parametrize(
    "demand", [PoissonDemand(3), NegativeBinomialDemand(3, 0.1), NormalDemand(3, 1), EmpiricalDemand((0.5, 0.5))]
)
def test_thinning_refuses_what_is_no_share(demand: Demand, share: float) -> None:
    """A share lies between 0 and 1."""
    with pytest.raises(ValueError, match="share"):
        demand.thinned(share)


@pytest.mark.parametrize("chance", [0.0, 1.0, -1.0, math.nan])
@pytest.mark.parametrize("demand", [PoissonDemand(3), NormalDemand(3, 1)])
def test_quantiles_refuse_certainty(demand: Demand, chance: float) -> None:
    """A chance lies strictly between 0 and 1."""
    with pytest.raises(ValueError, match="chance"):
        demand.upper_quantile(chance)


def test_counts_and_normal_demand_do_not_mix() -> None:
    """Classes are all of one sort."""
    mixed = [PoissonDemand(3), NormalDemand(3, 1)]
    with pytest.raises(ValueError, match="not both"):
        normals(mixed)
    with pytest.raises(ValueError, match="whole slots"):
        counts(mixed)
    with pytest.raises(ValueError, match="not both"):
        together(mixed)
