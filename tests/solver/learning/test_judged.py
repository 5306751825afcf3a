"""What was learned beside the naive figure, on small histories whose scores are known."""

from __future__ import annotations

from datetime import date, timedelta
from math import exp, log, pi

import numpy as np
import polars as pl
import pytest

from solver.learning.acute_days import acute_days
from solver.learning.held_out import HeldOut
from solver.learning.judged_demand import judge_demand
from solver.learning.judged_lengths import judge_lengths
from solver.learning.judged_no_shows import judge_no_shows
from solver.learning.no_shows import due_cases
from solver.learning.scores import score_counts
from tests.solver.learning.histories import (
    A_MONDAY,
    a_frame,
    a_learning_practice,
    a_row,
    dates,
    lognormal,
    timed,
)

LATER = A_MONDAY + timedelta(days=30)
CUT = HeldOut(LATER)


def test_last_quarter_of_the_dates_is_held_back() -> None:
    """Of eight dates, however many rows each has, the last two."""
    days = dates(9)
    cut = HeldOut.of(pl.Series([days[0]] * 50 + days))
    assert cut == HeldOut(days[6])
    frame = pl.DataFrame({"day": days})
    assert cut is not None
    assert (cut.first(frame).height, cut.last(frame).height) == (6, 2)


def test_few_dates_cannot_be_cut() -> None:
    """Three dates are too few, four suffice."""
    assert HeldOut.of(pl.Series(dates(3))) is None
    assert HeldOut.of(pl.Series(dates(4))) is not None


def test_of_rows_without_dates_every_fourth_is_held_back() -> None:
    """Tables of consultation times tell none, and their files are sorted by class."""
    cut = HeldOut.of(pl.Series([None] * 8, dtype=pl.Date))
    frame = pl.DataFrame({"day": pl.Series([None] * 8, dtype=pl.Date), "number": range(8)})
    assert cut is not None
    assert cut.first(frame)["number"].to_list() == [0, 1, 2, 4, 5, 6]
    assert cut.last(frame)["number"].to_list() == [3, 7]


def both_parts(first: pl.DataFrame, last: pl.DataFrame) -> pl.DataFrame:
    """Cases of the first part and, later, of the last."""
    return pl.concat([first, last.with_columns(pl.lit(LATER).alias("day"))])


def test_naive_length_is_one_lognormal_for_all() -> None:
    """Lengths of 10 and 40 in the first part: location log 20, deviation log 2; the last part holds a 20.

    Log score −log(20 √(2π) log 2); the naive mean is 20 e^{½ log² 2}.
    """
    first = timed({("follow-up", None, None): [10.0, 40.0] * 50})
    last = timed({("follow-up", None, None): [20.0, 20.0]})
    _, naive = judge_lengths(both_parts(first, last), a_learning_practice(), CUT)
    assert naive.log_score == pytest.approx(-log(20 * (2 * pi) ** 0.5 * log(2)), abs=1e-4)
    assert naive.mae == pytest.approx(20 * exp(0.5 * log(2) ** 2) - 20, abs=1e-3)
    assert (naive.cases, naive.coverage, naive.naive_is) == (2, 1, "overall-mean")


def test_learned_lengths_beat_the_mean_where_motives_differ() -> None:
    """Acute problems of 12 and reviews of 40 minutes: the learned forecast is sharper, and as well covered."""

    def part(seed: int) -> pl.DataFrame:
        return timed(
            {
                ("acute", None, None): lognormal(seed, 600, 12),
                ("annual-review", None, None): lognormal(seed + 1, 600, 40),
            }
        )

    learned, naive = judge_lengths(both_parts(part(1), part(3)), a_learning_practice(), CUT)
    assert learned.log_score > naive.log_score + 0.3
    assert learned.mae < 0.6 * naive.mae
    assert learned.coverage == pytest.approx(0.8, abs=0.03)
    assert learned.ahead is not None
    assert learned.ahead[0] > 0


def test_naive_wins_where_the_first_part_misleads() -> None:
    """If motives swap their lengths, the overall mean does better, and the scores say so."""
    first = timed({("acute", None, None): lognormal(1, 300, 12), ("annual-review", None, None): lognormal(2, 300, 40)})
    last = timed({("acute", None, None): lognormal(3, 300, 40), ("annual-review", None, None): lognormal(4, 300, 12)})
    learned, naive = judge_lengths(both_parts(first, last), a_learning_practice(), CUT)
    assert naive.log_score > learned.log_score
    assert learned.ahead is not None
    assert learned.ahead[1] < 0


def test_doctor_of_the_first_part_is_forecast_by_the_own_line() -> None:
    """A doctor twice as slow is forecast as such; one who is new by the group's figure."""
    first = timed({("follow-up", None, "d0"): lognormal(1, 500, 12), ("follow-up", None, "d1"): lognormal(2, 500, 24)})
    known, new = (timed({("follow-up", None, doctor): lognormal(3, 300, 24)}) for doctor in ("d1", "d2"))
    practice = a_learning_practice()
    by_line, _ = judge_lengths(both_parts(first, known), practice, CUT)
    by_group, _ = judge_lengths(both_parts(first, new), practice, CUT)
    assert by_line.log_score > by_group.log_score + 0.3
    assert by_line.mae < by_group.mae


def test_recording_errors_judge_nobody() -> None:
    """A timer left running in the last part is set aside for both forecasts."""
    first = timed({("follow-up", None, None): lognormal(1, 300, 18)})
    last = timed({("follow-up", None, None): [*lognormal(2, 50, 18), 400.0]})
    learned, naive = judge_lengths(both_parts(first, last), a_learning_practice(), CUT)
    assert learned.cases == naive.cases == 50


def test_motive_that_is_new_in_the_last_part_is_left_out() -> None:
    """Nobody can have learned it."""
    first = timed({("follow-up", None, None): lognormal(1, 300, 18)})
    last = timed({("follow-up", None, None): [18.0], ("acute", None, None): [12.0]})
    learned, _ = judge_lengths(both_parts(first, last), a_learning_practice(), CUT)
    assert learned.cases == 1


def test_nothing_to_judge_is_no_score() -> None:
    """An empty last part gives no scores."""
    assert judge_lengths(timed({("follow-up", None, None): [18.0]}), a_learning_practice(), CUT) == ()


def requests(per_day: dict[date, int]) -> pl.DataFrame:
    """Counted days of one site from requests by date."""
    rows = [a_row(day=day) for day in per_day]
    rows += [a_row(day=day, motive="acute", acute=True) for day, count in per_day.items() for _ in range(count)]
    return acute_days(a_frame(rows), a_learning_practice())


def test_naive_demand_is_the_same_weekday_of_last_week() -> None:
    """Four equal weeks, then one: the naive errors are 2 on every day, and its spread that of the first part."""
    weeks = [day for day in dates(35) if day.weekday() < 5]
    counts = {day: 10 + (2 if day >= LATER - timedelta(days=2) else 0) for day in weeks}
    held_out = HeldOut(LATER - timedelta(days=2))
    learned, naive = judge_demand(requests(counts), a_learning_practice(), held_out)
    assert (naive.cases, naive.mae, naive.naive_is) == (5, 2, "same-weekday-last-week")
    poisson = score_counts(np.full(5, 12.0), np.full(5, 10.0), 0.0)
    assert naive.log_score == pytest.approx(float(poisson.log[0]), abs=1e-4)
    assert learned.cases == 5


def test_naive_demand_has_the_spread_it_had_before() -> None:
    """Weeks that swing between 5 and 15 give last week's figure a dispersion, so that it is no straw man."""
    weeks = [day for day in dates(56) if day.weekday() < 5]
    counts = {day: 5 + 10 * ((day - A_MONDAY).days // 7 % 2) for day in weeks}
    held_out = HeldOut(A_MONDAY + timedelta(days=42))
    _, naive = judge_demand(requests(counts), a_learning_practice(), held_out)
    # Five weeks of pairs: 15 after 5 three times, 5 after 15 twice: solved for Pearson's statistic.
    squares, freedom = 100.0, 25
    dispersions = np.linspace(0, 3, 300_001)
    pearson = 15 * squares / (5 + 25 * dispersions) + 10 * squares / (15 + 225 * dispersions)
    dispersion = float(dispersions[np.argmin(np.abs(pearson - freedom))])
    expected = score_counts(np.repeat([5.0, 15.0], 5), np.repeat([15.0, 5.0], 5), dispersion)
    assert naive.log_score == pytest.approx(float(expected.log.mean()), abs=1e-3)


def test_days_without_a_week_before_are_judged_for_neither() -> None:
    """Last week's figure must exist; both forecasts are judged by the same days."""
    counts = {day: 10 for day in dates(28) if day.weekday() < 5}
    del counts[A_MONDAY + timedelta(days=14)]
    held_out = HeldOut(A_MONDAY + timedelta(days=21))
    learned, naive = judge_demand(requests(counts), a_learning_practice(), held_out)
    assert learned.cases == naive.cases == 4


def test_short_first_part_gives_no_score() -> None:
    """Four days are too few to learn from."""
    counts = dict.fromkeys(dates(11), 3)
    assert judge_demand(requests(counts), a_learning_practice(), HeldOut(A_MONDAY + timedelta(days=4))) == ()


def a_due(day: date, missed: bool, lead: int | None = None) -> dict[str, object]:
    """A row of somebody who was due."""
    booked = None if lead is None else day - timedelta(days=lead)
    return a_row(day=day, status="did_not_attend" if missed else "attended", requested_on=booked)


def test_naive_chance_is_the_overall_rate() -> None:
    """Nine of 99 missed in the first part: 9.5 %; of two later one: (log 0.095 + log 0.905) ÷ 2."""
    rows = [a_due(A_MONDAY, missed=number < 9) for number in range(99)]
    rows += [a_due(LATER, missed=True), a_due(LATER, missed=False)]
    _, naive = judge_no_shows(due_cases(a_frame(rows)), CUT)
    assert naive.log_score == pytest.approx((log(0.095) + log(0.905)) / 2, abs=1e-4)
    assert naive.mae == pytest.approx(0.5)
    assert naive.coverage is None


def test_lead_time_helps_to_forecast_absence() -> None:
    """Where those who booked long before miss most, the learned chances score better."""

    def part(day: date) -> list[dict[str, object]]:
        rows = [a_due(day, missed=number % 50 == 0, lead=0) for number in range(500)]
        return rows + [a_due(day, missed=number % 4 == 0, lead=30) for number in range(500)]

    learned, naive = judge_no_shows(due_cases(a_frame(part(A_MONDAY) + part(LATER))), CUT)
    assert learned.log_score > naive.log_score + 0.02


def test_no_shows_of_one_part_only_give_no_score() -> None:
    """Nothing to learn from, or nothing to judge by."""
    rows = [a_due(A_MONDAY, missed=True)]
    assert judge_no_shows(due_cases(a_frame(rows)), CUT) == ()
