"""What a synthetic history was drawn from can be found in it again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from math import exp, sqrt

import numpy as np
import polars as pl
import pytest

from benchmarks.history.figures import figures
from benchmarks.history.lengths import TrueLength, draw_lengths, recorded
from scheduler.calendar import DayKind
from scheduler.forecast import features
from scheduler.lengths import motives_of
from scheduler.presets.consultations import consultation_presets
from tests.benchmarks.history.listed import FIRST_DAY, a_listed_practice, a_world, attended, two_years

DAYS = [FIRST_DAY + timedelta(days=number) for number in range(730)]
SURELY = 4
"""Standard deviations that chance alone does not bridge."""


def acute_requests(chosen: Callable[[date], bool]) -> tuple[int, float, float]:
    """Acute requests on the chosen days of the two years: drawn, expected, and the expected standard deviation."""
    truth = two_years().truth
    acute = two_years().frame.filter(pl.col("acute"))
    by_day = dict(acute.group_by(pl.col("requested_at").dt.date()).len().iter_rows())
    means = {day: truth.acute_requests("nation", day) for day in DAYS if chosen(day)}
    variance = sum(mean + truth.acute.dispersion * mean**2 for mean in means.values())
    return sum(by_day.get(day, 0) for day in means), sum(means.values()), sqrt(variance)


def kind_of(day: date) -> DayKind:
    """The kind of a day for the practice."""
    return a_listed_practice().public_holidays.kind_of(day)


def test_consultations_come_near_the_published_number():
    """4.4 consultations a patient and year, three in ten acute."""
    a_year = len(attended()) / 2 / 2400
    assert a_year == pytest.approx(4.4, rel=0.05)
    assert float(attended()["acute"].mean()) == pytest.approx(0.3, abs=0.02)


@pytest.mark.parametrize("kind", [kind for kind in DayKind if kind is not DayKind.SUN])
def test_every_kind_of_day_has_its_share_of_acute_requests(kind: DayKind):
    """What is drawn lies within chance of what the truth says, and differs from an even spread."""
    drawn, expected, spread = acute_requests(lambda day: kind_of(day) is kind)
    assert abs(drawn - expected) < SURELY * spread
    even = sum(1 for day in DAYS if kind_of(day) is kind) * acute_requests(lambda day: True)[1] / len(DAYS)
    assert abs(expected - even) > SURELY * spread or kind in {DayKind.WED, DayKind.THU, DayKind.HOLIDAY}


@pytest.mark.parametrize("month", [1, 8, 11])
def test_every_month_has_its_share_of_acute_requests(month: int):
    """January high, August low."""
    drawn, expected, spread = acute_requests(lambda day: day.month == month)
    assert abs(drawn - expected) < SURELY * spread


def test_a_surge_follows_public_holidays():
    """The first day after one has more requests than its weekday and month alone would bring: as many as is true."""
    truth = two_years().truth
    holidays = a_listed_practice().public_holidays
    drawn, expected, spread = acute_requests(lambda day: features(day, holidays)["after_holiday"])
    without = expected / exp(truth.acute.after_holiday)
    assert abs(drawn - expected) < SURELY * spread
    assert drawn > without + 1.5 * spread


def test_days_differ_more_than_by_chance_alone():
    """Over many days of a large list the variance is the mean plus the dispersion times its square."""
    lists = [{"practitioner": "ada", "category": "adult", "patients": 20_000}]
    world = a_world(24, lists=lists)
    acute = world.model.is_acute[world.requests.motive]
    first, end = world.model.days.first, world.model.days.end
    counts = np.bincount((world.requests.at[acute] // 1440).astype(int), minlength=end)[first:]
    means = np.array([world.truth.acute_requests("nation", day) for day in world.model.days.dates[first:end]])
    is_open = means > 0
    dispersion = (((counts - means) ** 2 - means)[is_open] / means[is_open] ** 2).mean()
    assert dispersion == pytest.approx(world.truth.acute.dispersion, abs=0.003)
    assert not counts[~is_open].any()


def test_the_truth_of_a_year_is_what_patients_ask_for():
    """The expected requests of the first year sum to the rates of all patients; closed days and strangers have none."""
    world = a_world()
    sizes = {category: 3 * patients for category, patients in (("child", 110), ("chronic", 170), ("adult", 520))}
    model, truth = world.model, world.truth
    asked = sum(
        size * model.asked[model.is_acute].sum(axis=0)[number]
        for number, size in enumerate(sizes[category.id] for category in model.practice.categories)
    )
    assert sum(truth.acute_requests("nation", day) for day in DAYS[:365]) == pytest.approx(asked)
    assert truth.acute_requests("nation", date(2026, 1, 11)) == 0
    with pytest.raises(KeyError):
        truth.acute_requests("elsewhere", FIRST_DAY)


def test_parts_of_the_day_have_their_shares():
    """Requests before and after noon fall as the truth says."""
    truth = two_years().truth
    weekday = two_years().frame.filter(pl.col("acute"), pl.col("requested_at").dt.weekday() == 1)
    morning = float((weekday["requested_at"].dt.hour() < 13).mean())
    shares = truth.acute.shares["nation"][DayKind.MON]
    assert sum(shares.values()) == pytest.approx(1)
    assert morning == pytest.approx(shares["early"] + shares["morning"], abs=SURELY * 0.5 / sqrt(len(weekday)))


def plausible(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows whose recorded minutes are no obvious error."""
    return rows.filter(pl.col("actual_minutes").is_between(2, 90))


def test_mean_lengths_are_true_by_category_motive_and_practitioner():
    """In every cell with enough cases the mean lies within chance of the truth, wrong records left out."""
    truth = two_years().truth
    cells = (
        plausible(attended())
        .group_by("motive", "category", "practitioner")
        .agg(pl.len(), pl.col("actual_minutes").mean().alias("mean"), pl.col("actual_minutes").std().alias("sd"))
    )
    enough = cells.filter(pl.col("len") >= 150)
    assert len(enough) >= 15
    for motive, category, practitioner, count, mean, sd in enough.iter_rows():
        error = 0.02 * mean + SURELY * sd / sqrt(count)
        assert mean == pytest.approx(truth.mean_minutes(motive, category, practitioner), abs=error)


def test_the_spread_is_split_as_published():
    """Of the variance of the logarithm two thirds lie within practitioners and one third between, over many."""
    practice = a_listed_practice()
    staff = [f"doctor-{number}" for number in range(4000)]
    lengths = draw_lengths(practice, motives_of(practice), staff, np.random.default_rng(1))
    within = lengths.by_motive["follow-up", "adult"].logarithm[1] ** 2
    between = float(np.var(np.log(list(lengths.pace.values()))))
    assert between / (within + between) == pytest.approx(1 / 3, abs=0.02)
    assert sqrt(exp(within + between) - 1) == pytest.approx(consultation_presets().spread.value, abs=0.01)
    assert np.mean(list(lengths.pace.values())) == pytest.approx(1)


def test_a_stated_mean_is_the_truth_and_a_slot_is_not():
    """What the practice books today need not be what it takes."""
    practice = a_listed_practice(
        lengths=[
            {"motive": "acute", "minutes": 25},
            {"motive": "follow-up", "minutes": 20, "mean": 26, "sd": 9},
        ]
    )
    lengths = draw_lengths(practice, motives_of(practice), ["ada"], np.random.default_rng(1)).by_motive
    assert lengths["acute", "adult"].mean == consultation_presets().lengths["acute"].mean.value
    assert lengths["follow-up", "adult"].mean == 26
    assert lengths["follow-up", "adult"].sd == pytest.approx(9 * sqrt(2 / 3), rel=0.02)


def test_the_logarithm_gives_mean_and_spread_back():
    """The parameters of the lognormal law are those of its minutes."""
    mean, spread = TrueLength(18, 6).logarithm
    assert exp(mean + spread**2 / 2) == pytest.approx(18)
    assert 18 * sqrt(exp(spread**2) - 1) == pytest.approx(6)


def test_some_records_are_wrong():
    """Closed at once, hours too late, or at the end of the day: each as often as stated, the rest untouched."""
    rng, count = np.random.default_rng(1), 200_000
    minutes = np.full(count, 18.0)
    held = recorded(minutes, rng.random(count), rng.random(count), figures().recording)
    stated = figures().recording
    assert (held == 1).mean() == pytest.approx(stated.at_once.value, abs=0.001)
    assert (held >= 300).mean() == pytest.approx(stated.end_of_day.value, abs=0.0005)
    assert ((held >= 78) & (held < 300)).mean() == pytest.approx(stated.forgotten.value, abs=0.001)
    assert (held == 18).mean() == pytest.approx(1 - 0.02, abs=0.002)
    assert held.max() <= 480


def test_absence_grows_with_the_days_since_booking():
    """The share of those who do not come is the true one for each lead, and rises."""
    truth = two_years().truth
    booked = two_years().frame.filter(pl.col("status").is_in(["attended", "did_not_attend"]))
    lead = (pl.col("start").dt.date() - pl.col("requested_at").dt.date()).dt.total_days()
    steps = pl.sum_horizontal(pl.col("days") >= step.days for step in truth.no_shows.by_lead)
    found = (
        booked.with_columns(lead.alias("days"))
        .group_by(steps.alias("step"))
        .agg(pl.len(), (pl.col("status") == "did_not_attend").mean().alias("missed"), pl.col("days").max())
        .sort("days")
    )
    assert len(found) == len(truth.no_shows.by_lead)
    for _, count, missed, days in found.iter_rows():
        chance = truth.missed(min(days, 30))
        assert missed == pytest.approx(chance, abs=SURELY * sqrt(chance / count))
    assert truth.missed(0) < truth.missed(1) < truth.missed(5) < truth.missed(8) == truth.missed(60)


def test_a_stated_share_of_what_is_booked_ahead_is_cancelled():
    """And nothing of what is booked on the day."""
    booked = two_years().frame.filter(pl.col("start").is_not_null())
    ahead = booked.filter(pl.col("requested_at").dt.date() < pl.col("start").dt.date())
    chance = figures().attendance.cancelled.value
    assert float((ahead["status"] == "cancelled").mean()) == pytest.approx(
        chance, abs=SURELY * sqrt(chance / len(ahead))
    )
    assert len(booked.filter(pl.col("status") == "cancelled")) == len(ahead.filter(pl.col("status") == "cancelled"))


def test_some_patients_come_often():
    """The tenth that comes most has far more than a tenth of the consultations, but not all."""
    counts = attended().group_by("patient").len().sort("len", descending=True)["len"]
    assert 0.25 < float(counts.head(240).sum()) / len(attended()) < 0.45


def test_planned_patients_ask_ahead_as_published():
    """Half of all requests for a follow-up want a date within four days, a quarter one beyond a week."""
    world = a_world(12)
    follow_up = [motive.id for motive in world.model.motives].index("follow-up")
    lead = world.requests.lead[world.requests.motive == follow_up]
    assert np.median(lead) == pytest.approx(3.4, abs=0.3)
    assert lead.max() <= 60
    assert 0.2 < (lead > 7).mean() < 0.35
    assert not world.requests.lead[world.model.is_acute[world.requests.motive]].any()


def test_requests_come_in_order_of_time():
    """So that another rule can book them one after the other."""
    assert (np.diff(a_world().requests.at) >= 0).all()
