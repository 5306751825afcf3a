"""Scores and intervals, computed by hand."""

from __future__ import annotations

from math import exp, log, pi, sqrt

import numpy as np
import pytest

from solver.learning.lognormal import Z80, mean_of, of_logarithm, sd_of
from solver.learning.scores import Scored, compared, score_chances, score_counts, score_lognormal


def array(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Some numbers."""
    return np.array(values, dtype=np.float64)


def test_lognormal_score_is_the_density() -> None:
    """At exp(1) with location 0 and variance 1: −1 − ½ log 2π − ½; outside the interval; error e − √e."""
    found = score_lognormal(array(exp(1)), array(0.0), array(1.0))
    assert found.log[0] == pytest.approx(-1 - 0.5 * log(2 * pi) - 0.5)
    assert found.error[0] == pytest.approx(exp(1) - exp(0.5))
    inside = score_lognormal(array(exp(1), exp(1.28), exp(1.29)), array(0.0, 0.0, 0.0), array(1.0, 1.0, 1.0)).inside
    assert inside is not None
    assert inside.tolist() == [1, 1, 0]


def test_lognormal_moments_turn_back() -> None:
    """Mean and standard deviation of the minutes give back those of the logarithm."""
    location, variance = of_logarithm(array(18.0), array(6.3))
    assert mean_of(location, variance) == pytest.approx(18)
    assert sd_of(location, variance) == pytest.approx(6.3)
    assert pytest.approx(1.2815515) == Z80


def test_poisson_counts() -> None:
    """Two where one is expected: log(e⁻¹ ÷ 2); the 80 % interval of Poisson 1 is 0 to 2."""
    found = score_counts(array(0.0, 2.0, 3.0), array(1.0, 1.0, 1.0), 0.0)
    assert found.log[1] == pytest.approx(-1 - log(2))
    assert found.inside is not None
    assert found.inside.tolist() == [1, 1, 0]
    assert found.error.tolist() == [-1, 1, 2]


def test_negative_binomial_counts() -> None:
    """Dispersion 1 and mean 1 is the geometric distribution: the chance of 2 is one eighth."""
    assert score_counts(array(2.0), array(1.0), 1.0).log[0] == pytest.approx(log(1 / 8))


def test_next_to_no_dispersion_is_poisson() -> None:
    """The two distributions meet."""
    tiny, small = (score_counts(array(7.0), array(5.0), dispersion).log[0] for dispersion in (0.0, 1e-5))
    assert tiny == pytest.approx(small, abs=1e-4)


def test_chances() -> None:
    """log of the chance given to what happened; the error is the distance to 1 or 0."""
    found = score_chances(array(1.0, 0.0), array(0.2, 0.2))
    assert found.log.tolist() == pytest.approx([log(0.2), log(0.8)])
    assert found.error.tolist() == pytest.approx([0.8, -0.2])
    assert found.inside is None


def test_comparison_tells_means_and_how_far_ahead() -> None:
    """Differences 1, 1, 2, 0: mean 1, standard error √(2/3) ÷ 2, Student's 90 % point with 3 degrees 1.6377."""
    learned = Scored(array(-1, -1, -1, -1), array(1, 1, 1, 0), array(2, -2, 2, -2))
    naive = Scored(array(-2, -2, -3, -1), array(1, 0, 0, 0), array(3, -3, 3, -3))
    one, other = compared("lengths", learned, naive, "overall-mean")
    assert (one.by, one.cases, one.log_score, one.coverage, one.mae) == ("learned", 4, -1, 0.75, 2)
    assert (other.by, other.naive_is, other.log_score, other.coverage, other.mae) == (
        "naive",
        "overall-mean",
        -2,
        0.25,
        3,
    )
    reach = 1.6377 * sqrt(2 / 3) / 2
    assert one.ahead == pytest.approx((1 - reach, 1 + reach), abs=1e-3)
    assert other.ahead is None


def test_single_case_says_nothing_of_being_ahead() -> None:
    """One day is no proof."""
    one = Scored(array(-1), None, array(0))
    assert compared("no_shows", one, one, "overall-rate")[0].ahead is None


def test_no_case_is_no_judgement() -> None:
    """A score over nothing is an error, never a number."""
    nothing = Scored(array(), None, array())
    with pytest.raises(ValueError, match="no_shows"):
        compared("no_shows", nothing, nothing, "overall-rate")
