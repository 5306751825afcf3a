"""The regression of acute demand recovers what made the counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import log

import numpy as np
import polars as pl
import pytest

from scheduler.calendar import DayKind, PublicHolidays
from scheduler.forecast import expected_acute, features
from solver.learning.acute_demand import FEWEST_DAYS, can_fit, dispersion_of, fit_demand
from tests.solver.learning.histories import A_MONDAY, dates

HOLIDAYS = PublicHolidays("FR")
WEEK = {
    DayKind.MON: 1.4,
    DayKind.TUE: 1.1,
    DayKind.WED: 0.8,
    DayKind.THU: 0.8,
    DayKind.FRI: 0.9,
    DayKind.SAT: 0.5,
    DayKind.HOLIDAY: 0.6,
}


def drawn(
    days: Sequence[date],
    *,
    seed: int = 1,
    sites: Mapping[str, float] = {"nation": 30.0},
    dispersion: float = 0.0,
    after_holiday: float = 1.0,
    growth: float = 0.0,
    winter: float = 0.0,
) -> pl.DataFrame:
    """Counted days with the weekdays of `WEEK`, negative binomial with that dispersion."""
    rng = np.random.default_rng(seed)
    rows = []
    for site, level in sites.items():
        for day in days:
            near = features(day, HOLIDAYS)
            mean = level * WEEK[HOLIDAYS.kind_of(day)] * (after_holiday if near["after_holiday"] else 1.0)
            mean *= (1 + growth) ** ((day - days[-1]).days / 365.25) * (1 + winter * (day.month in (12, 1, 2)))
            mean *= rng.gamma(1 / dispersion, dispersion) if dispersion else 1.0
            kind = str(HOLIDAYS.kind_of(day))
            rows.append({"site": site, "day": day, "kind": kind, **near, "requests": int(rng.poisson(mean))})
    return pl.DataFrame(rows).sort("site", "day")


def test_weekdays_are_recovered() -> None:
    """Effects are logarithms against the mean of Monday to Friday, each within 4 %."""
    weekday = fit_demand(drawn(dates(700), sites={"nation": 120.0})).demand.weekday
    working = np.mean([log(WEEK[kind]) for kind in list(WEEK)[:5]])
    assert {kind: weekday[kind] for kind in list(WEEK)[:6]} == {
        kind: pytest.approx(log(WEEK[kind]) - working, abs=0.04) for kind in list(WEEK)[:6]
    }
    assert DayKind.SUN not in weekday


def test_sites_keep_their_levels() -> None:
    """The expected count of a site's Monday is what made it."""
    demand = fit_demand(drawn(dates(400), sites={"nation": 30.0, "italie": 8.0})).demand
    for site, level in (("nation", 30.0), ("italie", 8.0)):
        expected = expected_acute(demand, site, date(2026, 2, 2), HOLIDAYS)
        assert expected is not None
        assert expected.mean == pytest.approx(level * 1.4, rel=0.06)


def test_day_after_a_holiday_is_recovered() -> None:
    """Half as much again after a holiday, over two years and four sites, within a tenth; days before stay at 0."""
    sites = dict.fromkeys(("nation", "italie", "ourcq", "lyon"), 30.0)
    demand = fit_demand(drawn(dates(730), sites=sites, after_holiday=1.5)).demand
    assert np.exp(demand.after_holiday) == pytest.approx(1.5, rel=0.1)
    assert abs(demand.before_holiday) < 0.08


def test_dispersion_is_recovered() -> None:
    """Counts that vary by 20 % beyond chance have a dispersion of 0.04."""
    found = fit_demand(drawn(dates(1_000), dispersion=0.04)).demand.dispersion
    assert np.sqrt(found) == pytest.approx(0.2, abs=0.02)


def test_poisson_counts_have_next_to_no_dispersion() -> None:
    """What is chance alone is not taken for more."""
    assert fit_demand(drawn(dates(700))).demand.dispersion < 0.004


def test_season_needs_ten_months() -> None:
    """A winter of half as much again is learned from two years, and from two months nothing is said of months."""
    month = fit_demand(drawn(dates(730), winter=0.5)).demand.month
    winter = np.mean([month[1], month[2], month[12]])
    summer = np.mean([month[6], month[7], month[8]])
    assert np.exp(winter - summer) == pytest.approx(1.5, rel=0.08)
    assert sum(month.values()) == pytest.approx(0, abs=1e-3)
    assert fit_demand(drawn(dates(60), winter=0.5)).demand.month == {}


def test_trend_needs_more_than_a_year() -> None:
    """A rise of a fifth a year shows in three years; in a year none is assumed."""
    demand = fit_demand(drawn(dates(1_095), growth=0.2)).demand
    assert np.exp(demand.trend_per_year) - 1 == pytest.approx(0.2, abs=0.04)
    assert demand.origin == A_MONDAY + timedelta(days=1_094)
    assert fit_demand(drawn(dates(390), growth=0.2)).demand.trend_per_year == 0.0


def test_few_holidays_say_little() -> None:
    """One day after a holiday with thrice the requests of a small site moves the effect only part of the way."""
    days = drawn(dates(60, first=date(2026, 4, 7)), sites={"nation": 4.0})
    odd = days.with_columns(pl.when(pl.col("day") == date(2026, 5, 2)).then(9).otherwise("requests").alias("requests"))
    effect = fit_demand(odd).demand.after_holiday
    assert 0 < effect < log(2)


def test_kind_of_day_of_few_requests_stays_near_the_preset() -> None:
    """In one week of a tiny site Monday stands near the cited 28 % of the working week."""
    days = drawn(dates(6), sites={"nation": 0.4}, seed=3)
    weekday = fit_demand(days.with_columns(pl.lit(1).alias("requests"))).demand.weekday
    assert weekday[DayKind.MON] - weekday[DayKind.WED] > 0.2


def test_kind_of_day_without_requests_has_a_finite_effect() -> None:
    """Saturdays on which nobody asked are low, not impossible."""
    days = drawn(dates(60)).with_columns(
        pl.when(pl.col("kind") == "sat").then(0).otherwise("requests").alias("requests")
    )
    found = fit_demand(days).demand.weekday[DayKind.SAT]
    assert -6 < found < -2


def test_site_without_requests_has_a_finite_level() -> None:
    """A site at which nobody ever asked expects next to none."""
    days = drawn(dates(60), sites={"nation": 30.0, "italie": 0.0})
    demand = fit_demand(days).demand
    expected = expected_acute(demand, "italie", A_MONDAY, HOLIDAYS)
    assert expected is not None
    assert 0 < expected.mean < 0.2


def test_two_weeks_suffice() -> None:
    """A fortnight gives weekdays, and intervals that hold the truth."""
    found = fit_demand(drawn(dates(14), sites={"nation": 40.0, "italie": 40.0}))
    working = np.exp(np.mean([log(WEEK[kind]) for kind in list(WEEK)[:5]]))
    assert found.effects["mon"].low < WEEK[DayKind.MON] / working < found.effects["mon"].high
    assert found.demand.trend_per_year == 0


def test_intervals_of_effects_hold_the_truth_as_often_as_they_say() -> None:
    """Over 40 histories near 80 % of the intervals of Monday's effect hold it."""
    truth = WEEK[DayKind.MON] / np.exp(np.mean([log(WEEK[kind]) for kind in list(WEEK)[:5]]))
    inside = []
    for seed in range(40):
        effect = fit_demand(drawn(dates(120), seed=seed, dispersion=0.02)).effects["mon"]
        inside.append(effect.low <= truth <= effect.high)
    assert np.mean(inside) == pytest.approx(0.8, abs=0.13)


def test_forecast_intervals_of_counts_hold_what_comes() -> None:
    """Of later days near 80 % (for counts a little more) lie in the interval of the negative binomial."""
    from solver.learning.scores import score_counts

    days = drawn(dates(500), dispersion=0.03)
    demand = fit_demand(days.filter(pl.col("day") < A_MONDAY + timedelta(days=300))).demand
    later = days.filter(pl.col("day") >= A_MONDAY + timedelta(days=300))
    found = [expected_acute(demand, "nation", day, HOLIDAYS) for day in later["day"]]
    mean = np.array([one.mean for one in found if one])
    inside = score_counts(later["requests"].to_numpy().astype(np.float64), mean, demand.dispersion).inside
    assert inside is not None
    assert inside.mean() == pytest.approx(0.82, abs=0.08)


def test_dispersion_by_moments_is_computed_as_defined() -> None:
    """Counts 6, 14 around 10 with two degrees of freedom: 32 ÷ (10 + 100 α) = 2 gives α = 0.06."""
    assert dispersion_of(np.array([6.0, 14.0]), np.array([10.0, 10.0]), 2) == pytest.approx(0.06)


def test_counts_closer_than_chance_have_none() -> None:
    """Less scatter than Poisson is no dispersion."""
    assert dispersion_of(np.array([10.0, 10.0]), np.array([10.0, 10.0]), 2) == 0.0


def test_too_few_days_or_no_request_cannot_be_fitted() -> None:
    """Five dates and one request are needed."""
    assert can_fit(drawn(dates(FEWEST_DAYS)))
    assert not can_fit(drawn(dates(FEWEST_DAYS - 1)))
    assert not can_fit(drawn(dates(30), sites={"nation": 0.0}))
