"""Lengths by motive, category and practitioner from timed cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from solver.learning.length_lines import Line
from solver.learning.lengths import FittedLengths, fit_lengths, in_use, timed_cases
from tests.practices import a_doctor
from tests.solver.learning.histories import a_frame, a_learning_practice, a_practice_of, a_row, lognormal, timed

Cases = Mapping[tuple[str, str | None, str | None], Sequence[float]]
DOCTORS = 12


def fitted(cases: Cases) -> FittedLengths:
    """The lengths of a practice of doctors d0, d1, …"""
    return fit_lengths(timed(cases), a_practice_of(DOCTORS))


def line(found: FittedLengths, motive: str, category: str | None = None, practitioner: str | None = None) -> Line:
    """The line about just these."""
    (one,) = (
        one for one in found.lines if (one.motive, one.category, one.practitioner) == (motive, category, practitioner)
    )
    return one


def a_group(mean: float = 18, cases: int = 300, seed: int = 0) -> dict[tuple[str, str | None, str | None], list[float]]:
    """Eleven doctors of one pace with many cases each."""
    return {("follow-up", "adult", f"d{n}"): lognormal(seed + n, cases, mean) for n in range(DOCTORS - 1)}


def test_mean_and_spread_are_recovered() -> None:
    """Twenty thousand cases of one truth give its mean within 1 % and its standard deviation within 3 %."""
    found = line(fitted({("follow-up", "adult", "d0"): lognormal(1, 20_000, 18, 0.35)}), "follow-up", "adult")
    assert found.mean == pytest.approx(18, rel=0.01)
    assert found.sd == pytest.approx(18 * np.sqrt(np.expm1(0.35**2)), rel=0.03)
    assert found.low < found.mean < found.high


def test_doctor_of_two_cases_moves_to_the_group() -> None:
    """Two consultations twice as long as the group's hardly make a slow doctor; two thousand do."""
    few = line(fitted(a_group() | {("follow-up", "adult", "d11"): [36.0, 36.0]}), "follow-up", "adult", "d11")
    many = line(
        fitted(a_group() | {("follow-up", "adult", "d11"): lognormal(50, 2_000, 36)}), "follow-up", "adult", "d11"
    )
    assert few.mean < 24
    assert many.mean == pytest.approx(36, rel=0.02)


def test_doctor_without_cases_has_no_line() -> None:
    """Whoever is new has the group's figure, so that no line is written."""
    found = fitted(a_group())
    assert {one.practitioner for one in found.lines} == {None, *(f"d{n}" for n in range(DOCTORS - 1))}


def test_recording_errors_do_not_move_the_mean() -> None:
    """Three cases in a hundred with a timer left running, or pressed twice, move the mean by less than 2 %."""
    clean = lognormal(3, 4_000, 18)
    errors = [*np.random.default_rng(4).uniform(120, 480, 80).tolist(), *[1.0] * 40]
    before = line(fitted({("follow-up", "adult", "d0"): clean}), "follow-up", "adult").mean
    found = fitted({("follow-up", "adult", "d0"): [*clean, *errors]})
    assert line(found, "follow-up", "adult").mean == pytest.approx(before, rel=0.02)
    assert sum(clean + errors) / 4_120 > 1.25 * before
    assert found.aside == {"follow-up": pytest.approx(120, abs=3)}


def test_category_of_few_cases_borrows_from_its_motive() -> None:
    """Three cases of children stay near the adults of the same motive when categories hardly differ elsewhere."""
    cases: Cases = a_group() | {
        ("acute", "adult", "d0"): lognormal(20, 2_000, 14),
        ("acute", "child", "d0"): lognormal(21, 2_000, 14),
        ("follow-up", "child", "d0"): [13.0, 14.0, 15.0],
    }
    assert line(fitted(cases), "follow-up", "child").mean > 16.5


def test_any_category_is_the_mixture_of_the_categories() -> None:
    """For patients of whom no category is known: the mean over cases, and a spread that holds the difference."""
    cases = {
        ("follow-up", "adult", "d0"): lognormal(8, 3_000, 20),
        ("follow-up", "child", "d0"): lognormal(9, 1_000, 10),
    }
    found = fitted(cases)
    whole, adult, child = (line(found, "follow-up", one) for one in (None, "adult", "child"))
    assert whole.cases == adult.cases + child.cases == found.used
    assert whole.mean == pytest.approx(0.75 * adult.mean + 0.25 * child.mean, rel=1e-3)
    within = 0.75 * adult.sd**2 + 0.25 * child.sd**2
    between = 0.75 * 0.25 * (adult.mean - child.mean) ** 2
    assert whole.sd == pytest.approx(np.sqrt(within + between), rel=1e-3)


def test_group_spreads_more_than_its_doctors() -> None:
    """A patient whose doctor is not known yet: differences between doctors add to the spread."""
    rng = np.random.default_rng(10)
    cases = {
        ("follow-up", "adult", f"d{n}"): lognormal(n, 500, 18 * float(np.exp(rng.normal(0, 0.25))))
        for n in range(DOCTORS)
    }
    found = fitted(cases)
    group = line(found, "follow-up", "adult")
    relative = [
        line(found, "follow-up", "adult", f"d{n}").sd / line(found, "follow-up", "adult", f"d{n}").mean
        for n in range(DOCTORS)
    ]
    assert group.sd / group.mean > 1.15 * max(relative)


def test_interval_of_the_mean_holds_the_truth_as_often_as_it_says() -> None:
    """Over 120 histories of one doctor with 40 cases, near 80 % of the intervals hold the true mean."""
    inside = []
    for seed in range(120):
        one = line(fitted({("follow-up", "adult", "d0"): lognormal(seed, 40, 18, 0.35)}), "follow-up", "adult", "d0")
        inside.append(one.low <= 18 <= one.high)
    assert np.mean(inside) == pytest.approx(0.8, abs=0.09)


def test_cases_without_category_or_practitioner_count() -> None:
    """Motive and minutes alone give one line, and a known practitioner one more."""
    alone = fitted({("follow-up", None, None): lognormal(11, 200, 18)})
    assert [(one.category, one.practitioner) for one in alone.lines] == [(None, None)]
    named = fitted(
        {("follow-up", None, "d0"): lognormal(11, 200, 18), ("follow-up", None, "d1"): lognormal(12, 200, 25)}
    )
    assert [one.practitioner for one in named.lines] == [None, "d0", "d1"]
    assert line(named, "follow-up", None, "d1").mean == pytest.approx(25, rel=0.05)


def test_single_case_is_drawn_to_the_length_in_use() -> None:
    """One case of 40 minutes is no length of 40: the figure in use still weighs, and the spread is the cited one."""
    one = line(fitted({("follow-up", "adult", "d0"): [40.0]}), "follow-up", "adult")
    assert 18 < one.mean < 32
    assert one.sd / one.mean == pytest.approx(0.35, abs=0.01)


def test_no_cases_give_no_lines() -> None:
    """Nothing is made up where there is nothing to learn from."""
    assert fitted({}).lines == ()


def test_timed_cases_are_attended_rows_of_known_motives() -> None:
    """Other outcomes, rows without minutes and motives that the practice does not have are left out."""
    rows = [
        a_row(),
        a_row(status="cancelled"),
        a_row(actual_minutes=None),
        a_row(motive="dentist"),
        a_row(motive=None),
        a_row(motive="acute", actual_minutes=12.0),
    ]
    found = timed_cases(a_frame(rows), a_learning_practice())
    assert found["minutes"].to_list() == [18.0, 12.0]


def test_group_without_a_length_is_learned_from_its_cases_alone() -> None:
    """A group has no preset: with no length in use, its own cases are the whole truth."""
    walk = {"id": "walk", "name": "Walk", "channel": "group", "places": 8}
    practice = a_learning_practice(motives=[walk], practitioners=[a_doctor("d0")])
    found = fit_lengths(timed({("walk", None, "d0"): lognormal(13, 100, 90, 0.1)}), practice)
    assert line(found, "walk").mean == pytest.approx(90, rel=0.03)
    assert in_use(practice, practice.motives[0]) is None
