"""The chance of not attending, overall, by lead time and by motive."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from scheduler.learned import NoShows
from solver.learning.chances import LEAST_STRENGTH, MOST_STRENGTH, pooled_chances, pooling_strength
from solver.learning.no_shows import PRESET_STRENGTH, due_cases, fit_no_shows
from tests.solver.learning.histories import A_MONDAY, a_frame, a_row


def learned(*groups: tuple[int, int, dict[str, object]]) -> NoShows:
    """What is learned from groups of (attended, missed, what their rows state)."""
    rows = [
        a_row(status=status, **stated)
        for attended, missed, stated in groups
        for status, count in (("attended", attended), ("did_not_attend", missed))
        for _ in range(count)
    ]
    return fit_no_shows(due_cases(a_frame(rows)))


def booked(days: int) -> dict[str, object]:
    """A row whose appointment was booked so many days before."""
    return {"requested_on": A_MONDAY - timedelta(days=days)}


def test_overall_chance_counts_the_preset_as_some_cases() -> None:
    """30 missed of 1 000, beside the cited 4.2 % with the weight of 50 cases."""
    found = learned((970, 30, {}))
    assert found.chance == round((30 + PRESET_STRENGTH * 0.042) / (1_000 + PRESET_STRENGTH), 4)
    assert found.cases == 1_000


def test_cancelled_and_refused_are_neither_kept_nor_missed() -> None:
    """Only those who were due count."""
    rows = [a_row(), a_row(status="did_not_attend"), a_row(status="cancelled"), a_row(status="refused")]
    assert len(due_cases(a_frame(rows))) == 2


def test_lead_classes_begin_where_they_say() -> None:
    """0, 1, 2 to 6, 7 to 13, 14 to 27 and 28 days or more; the last day before a class belongs to the one below."""
    days = [0, 1, 2, 6, 7, 13, 14, 27, 28, 200]
    found = learned(*((10, 1, booked(one)) for one in days))
    assert [(one.days, one.cases) for one in found.by_lead] == [(0, 11), (1, 11), (2, 22), (7, 22), (14, 22), (28, 22)]


def test_lead_time_that_matters_is_learned() -> None:
    """1 % on the day and 10 % after four weeks are told apart within a point."""
    found = learned((9_900, 100, booked(0)), (9_000, 1_000, booked(30)))
    assert [one.chance for one in found.by_lead] == pytest.approx([0.01, 0.10], abs=0.01)


def test_class_of_few_cases_is_drawn_to_the_whole() -> None:
    """Two of two missed on the eve do not make everybody miss who books on the eve."""
    found = learned((9_900, 100, booked(0)), (0, 2, booked(1)), (9_000, 1_000, booked(30)))
    assert found.by_lead[1].chance < 0.4


def test_rows_without_request_have_no_lead() -> None:
    """Without request dates there are no classes, and the overall chance is learned all the same."""
    found = learned((90, 10, {}))
    assert found.by_lead == ()
    assert found.cases == 100


def test_motives_are_told_apart() -> None:
    """A motive that is missed more often gets a chance of its own."""
    found = learned((4_950, 50, {"motive": "acute"}), (4_600, 400, {"motive": "annual-review"}))
    assert found.by_motive == {"acute": pytest.approx(0.01, abs=0.005), "annual-review": pytest.approx(0.08, abs=0.005)}


def test_strength_by_moments_is_kleinmans() -> None:
    """Two classes of 100 with 10 and 30 events: computed by hand.

    Whole 0.2; scatter (100 × 0.01 + 100 × 0.01) ÷ 0.16 = 12.5; likeness (12.5 − 1) ÷ (200 − 100 − 1) = 0.11616;
    strength 1 ÷ 0.11616 − 1 = 7.6087.
    """
    assert pooling_strength(np.array([10.0, 30.0]), np.array([100.0, 100.0])) == pytest.approx(7.6087, abs=1e-4)


def test_chances_are_weighted_means() -> None:
    """(events + strength × whole) ÷ (cases + strength)."""
    found = pooled_chances(np.array([10.0, 30.0]), np.array([100.0, 100.0]), 0.2)
    assert found == pytest.approx([(10 + 7.6087 * 0.2) / 107.6087, (30 + 7.6087 * 0.2) / 107.6087], abs=1e-6)


def test_classes_that_do_not_differ_are_one() -> None:
    """Less scatter than chance would make: all classes get the whole's chance."""
    assert pooling_strength(np.array([20.0, 20.0]), np.array([100.0, 100.0])) == MOST_STRENGTH


def test_opposite_classes_keep_a_little_of_the_whole() -> None:
    """However different, the whole counts as the fewest cases at least, so that no chance is 0 or 1."""
    assert pooling_strength(np.array([0.0, 100.0]), np.array([100.0, 100.0])) == LEAST_STRENGTH


def test_single_class_has_nothing_to_be_told_from() -> None:
    """One class is the whole."""
    assert pooling_strength(np.array([5.0]), np.array([100.0])) == MOST_STRENGTH
