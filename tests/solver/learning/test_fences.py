"""Recording errors are set aside, true lengths are not."""

from __future__ import annotations

import numpy as np
import pytest

from solver.learning.fences import fences, within
from tests.solver.learning.histories import lognormal, timed

KEY = ("follow-up", "adult", "ada")


def kept(minutes: list[float]) -> list[float]:
    """The minutes that stay."""
    cases = timed({KEY: minutes})
    return within(cases, fences(cases))["minutes"].to_list()


def test_true_lengths_stay() -> None:
    """Of ten thousand true lengths not one in a thousand is set aside."""
    assert len(kept(lognormal(1, 10_000, 18, sd=0.35))) > 9_990


def test_forgotten_timers_are_set_aside() -> None:
    """Five hours and one minute are no consultation of a motive of 18 minutes."""
    true = lognormal(2, 500, 18)
    assert sorted(kept([*true, 300.0, 1.0])) == pytest.approx(sorted(true))


def test_many_errors_on_one_side_do_not_move_the_fence() -> None:
    """With one case in ten wrong, the fence stands where it stood, within a tenth."""
    true = lognormal(3, 2_000, 18)
    clean = fences(timed({KEY: true})).row(0)
    dirty = fences(timed({KEY: [*true, *[200.0] * 200]})).row(0)
    assert dirty[1:] == pytest.approx(clean[1:], abs=0.15)


def test_lengths_noted_in_steps_stay() -> None:
    """Where most cases say 15, those that say 10, 20 or 30 are no errors."""
    minutes = [15.0] * 80 + [10.0] * 8 + [20.0] * 8 + [30.0] * 4
    assert len(kept(minutes)) == 100


def test_each_motive_has_its_own_fence() -> None:
    """Forty minutes are long for an acute problem and usual for an annual review."""
    cases = timed(
        {
            ("acute", None, None): [*lognormal(4, 400, 10, 0.25), 60.0],
            ("annual-review", None, None): lognormal(5, 400, 60, 0.25),
        }
    )
    found = within(cases, fences(cases))
    assert found.filter(found["motive"] == "acute")["minutes"].max() < 60
    assert len(found) == 800


def test_motive_without_a_fence_keeps_all() -> None:
    """A motive that the first part of a history does not know is judged by no fence."""
    believed = fences(timed({KEY: lognormal(6, 50, 18)}))
    assert len(within(timed({("acute", None, None): [1.0, 400.0]}), believed)) == 2


def test_order_does_not_matter() -> None:
    """The fences of shuffled cases are the same."""
    minutes = lognormal(7, 300, 18)
    shuffled = list(np.random.default_rng(8).permutation(minutes))
    assert fences(timed({KEY: minutes})).equals(fences(timed({KEY: shuffled})))
