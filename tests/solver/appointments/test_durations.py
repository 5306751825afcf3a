"""Durations on the grid keep their mean, and refuse what is none."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.appointments.durations import Duration
from tests.solver.appointments.sessions import a_duration

FAMILIES = pytest.mark.parametrize("family", [Duration.lognormal, Duration.gamma])


@FAMILIES
@pytest.mark.parametrize("step", [1, 5])
@pytest.mark.parametrize(("mean", "sd"), [(18, 6), (18, 9), (10, 2), (30, 30), (7, 0.5)])
def test_the_mean_is_kept_to_rounding(family: Callable[..., Duration], mean: float, sd: float, step: int) -> None:
    """Also where the grid is coarse and where the tail is cut."""
    assert family(mean, sd, step).mean == pytest.approx(mean, rel=1e-12)


@FAMILIES
@pytest.mark.parametrize("step", [1, 5])
def test_the_spread_grows_by_the_grid_only(family: Callable[..., Duration], step: int) -> None:
    """Splitting between two cells adds at most a quarter of a squared step to the variance."""
    added = family(18, 8, step).variance - 64
    assert 0 < added < step**2 / 4


def test_an_exponential_has_its_chances() -> None:
    """Chances fall by the same factor from minute to minute."""
    chances = Duration.exponential(20).chances
    assert chances[11:60] / chances[10:59] == pytest.approx(np.exp(-1 / 20), rel=1e-9)
    assert Duration.exponential(20).variance == pytest.approx(400, rel=1e-3)


def test_a_fixed_duration_off_the_grid_lies_between_two_cells() -> None:
    """Twelve minutes on a grid of five are ten or fifteen."""
    chances = Duration.fixed(12, step=5).chances
    assert chances.tolist() == pytest.approx([0, 0, 0.6, 0.4])


def test_samples_each_have_the_same_chance() -> None:
    """Observed twice is twice as likely."""
    chances = Duration.of_samples([3, 1, 3]).chances
    assert chances.tolist() == pytest.approx([0, 1 / 3, 0, 2 / 3])


@settings(derandomize=True, deadline=None)
@given(st.lists(st.floats(0.01, 200), min_size=1, max_size=20), st.sampled_from([1, 2, 5, 10]))
def test_samples_keep_their_mean_on_any_grid(minutes: list[float], step: int) -> None:
    """Whatever lies between two cells goes to both in proportion."""
    duration = Duration.of_samples(minutes, step)
    assert duration.mean == pytest.approx(np.mean(minutes), rel=1e-9)
    assert duration.chances.sum() == pytest.approx(1)


def test_another_grid_keeps_the_mean() -> None:
    """From one minute to five."""
    fine = a_duration()
    coarse = fine.on_step(5)
    assert coarse.step == 5
    assert coarse.mean == pytest.approx(fine.mean)
    assert fine.on_step(1) is fine


def test_a_mixture_is_weighed() -> None:
    """Three quarters of one and a quarter of the other, whatever the scale of the weights."""
    short, long = Duration.fixed(10), Duration.fixed(30)
    mixed = Duration.mixture([(3, short), (1, long)])
    assert mixed.chances[[10, 30]].tolist() == [0.75, 0.25]
    assert mixed.mean == 15


def test_the_chances_cannot_be_changed_afterwards() -> None:
    """Neither in place nor through the array they came from."""
    given_chances = np.array([0.5, 0.5])
    duration = Duration(given_chances)
    given_chances[0] = 9
    assert duration.chances[0] == 0.5
    with pytest.raises(ValueError, match="read-only"):
        duration.chances[0] = 1


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: Duration(np.array([0.5, 0.4])), r"chances.*0\.9"),
        (lambda: Duration(np.array([1.5, -0.5])), r"chances\[1\].*-0\.5"),
        (lambda: Duration(np.array([np.nan, 1])), r"chances\[0\].*nan"),
        (lambda: Duration(np.array([])), "chances"),
        (lambda: Duration(np.ones((2, 2)) / 4), "chances.*shape"),
        (lambda: Duration(np.array([0, 1.0]), step=0), "step.*0"),
        (lambda: Duration.lognormal(18, 8, step=0.5), r"step.*0\.5"),
        (lambda: Duration.lognormal(0, 8), "mean.*0"),
        (lambda: Duration.gamma(18, -1), "sd.*-1"),
        (lambda: Duration.gamma(18, float("nan")), "sd.*nan"),
        (lambda: Duration.lognormal(10, 5000), "mean and sd.*day"),
        (lambda: Duration.exponential(float("inf")), "mean.*inf"),
        (lambda: Duration.of_samples([]), "minutes.*at least one"),
        (lambda: Duration.of_samples([10, 0, 5]), r"minutes\[1\].*0\.0"),
        (lambda: Duration.of_samples([10, float("nan")]), r"minutes\[1\].*nan"),
        (lambda: Duration.of_samples([9000]), r"minutes\[0\].*day"),
        (lambda: Duration.mixture([]), "parts"),
        (lambda: Duration.mixture([(0, a_duration())]), r"parts\[0\] weight.*0"),
        (lambda: Duration.mixture([(1, a_duration()), (1, a_duration(step=5))]), r"step.*\[1, 5\]"),
    ],
)
def test_what_is_no_duration_is_refused_with_field_and_value(make: Callable[[], Duration], told: str) -> None:
    """The error names the field and what was given."""
    with pytest.raises(ValueError, match=told):
        make()
