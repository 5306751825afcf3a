"""Who asks for what, when: the requests of a history in the order in which they come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from math import ceil

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from benchmarks.history.acute import acute_mean, minute_shares, weekday_shares
from benchmarks.history.days import Spans
from benchmarks.history.model import Model
from benchmarks.history.people import Patients
from scheduler.calendar import MINUTES_IN_DAY

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
DAYS_IN_YEAR = 365.25
ASKS_AGAIN_AFTER = 30

Asked = tuple[Numbers, Whole, Whole]
"""Times, patients and motives."""

NOTHING: Asked = (np.zeros(0), np.zeros(0, dtype=int), np.zeros(0, dtype=int))


@dataclass(frozen=True)
class Requests:
    """One entry a request, in order of time.

    `at`: minutes since the midnight before the first day. `lead`: days ahead that a planned patient wants. The rest
    are the draws on which its fate depends, uniform on [0, 1) but for `length`, which is standard normal: so the same
    requests can be booked by another rule.
    """

    at: Numbers
    patient: Whole
    motive: Whole
    lead: Numbers
    hour: Numbers
    other: Numbers
    cancels: Numbers
    cancelled: Numbers
    attends: Numbers
    error: Numbers
    error_size: Numbers
    length: Numbers

    def __len__(self) -> int:
        return len(self.at)


@dataclass(frozen=True)
class Wave:
    """So many requests on each day, for some motives."""

    motives: Whole
    counts: Whole


def draw_requests(model: Model, patients: Patients, rng: np.random.Generator) -> Requests:
    """All requests from the start of the warm-up to the end of the period."""
    parts = [_reviews(model, patients, rng)]
    for site in range(len(model.practice.sites)):
        here = np.flatnonzero(patients.site == site)
        if len(here) and list(model.days.asked_on(site)):
            acute = Wave(_acute(model), _acute_counts(model, site, rng))
            planned = Wave(_planned(model), _planned_counts(model, patients, here, rng))
            parts += [_of_site(model, patients, here, wave, rng) for wave in (acute, planned)]
    at, patient, motive = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    order = np.argsort(at, kind="stable")
    return _with_fate(model, at[order], patient[order], motive[order], rng)


def _acute(model: Model) -> Whole:
    return np.array([number for number, motive in enumerate(model.motives) if motive.acute], dtype=int)


def _planned(model: Model) -> Whole:
    return np.array([n for n, motive in enumerate(model.motives) if not (motive.acute or motive.review)], dtype=int)


def _review(model: Model) -> Whole:
    return np.array([number for number, motive in enumerate(model.motives) if motive.review], dtype=int)


def _acute_counts(model: Model, site: int, rng: np.random.Generator) -> Whole:
    """Acute requests of each day: Poisson about a mean that itself varies from day to day, by a gamma law."""
    practice = model.practice
    means = np.array(
        [acute_mean(model.acute, practice.sites[site], day, practice) for day in model.days.dates[: model.days.end]]
    )
    dispersion = model.acute.dispersion
    counts: Whole = rng.poisson(means * rng.gamma(1 / dispersion, dispersion, len(means)))
    return counts


def _planned_counts(model: Model, patients: Patients, here: Whole, rng: np.random.Generator) -> Whole:
    """Planned requests of each open day: as many a year as the patients have, by weekday and with the trend."""
    a_year = model.asked[_planned(model)].sum(axis=0)[patients.category[here]].sum()
    shares = weekday_shares(model.figures.demand)
    weights = np.zeros(model.days.end)
    for day in model.days.asked_on(int(patients.site[here[0]])):
        weights[day] = shares[model.days.kinds[day]]
    years = (np.arange(model.days.end) - model.days.first) / DAYS_IN_YEAR
    growth = np.exp(model.acute.trend_per_year * (years - 0.5))
    counts: Whole = rng.poisson(a_year / DAYS_IN_YEAR * weights / weights.mean() * growth)
    return counts


def _of_site(model: Model, patients: Patients, here: Whole, wave: Wave, rng: np.random.Generator) -> Asked:
    """So many requests a day of a site's patients, in proportion to how often each comes."""
    rates = model.asked[wave.motives]
    weights = np.cumsum(rates.sum(axis=0)[patients.category[here]] * patients.frailty[here])
    if not weights[-1]:
        return NOTHING
    day = np.repeat(np.arange(model.days.end), wave.counts)
    patient = here[np.searchsorted(weights, rng.random(len(day)) * weights[-1], side="right")]
    motive = wave.motives[_which(rates, patients.category[patient], rng)]
    return _at(model, patients, day, patient, rng), patient, motive


def _which(rates: Numbers, category: Whole, rng: np.random.Generator) -> Whole:
    """The position of each request's motive, in proportion to the category's rates."""
    bounds = np.cumsum(rates, axis=0)[:, category]
    which: Whole = (rng.random(len(category)) * bounds[-1] >= bounds).sum(axis=0)
    return np.minimum(which, len(rates) - 1)


def _minutes(model: Model, opening: tuple[Spans, ...], day: Whole, rng: np.random.Generator) -> Numbers:
    """The minute of the day, with its fraction, at which each request comes."""
    draw = rng.random(len(day))
    minute = np.zeros(len(day))
    for spans in {spans for spans in opening if spans}:
        alike = np.array([other == spans for other in opening])[day]
        bounds = np.cumsum(minute_shares(spans, model.figures.demand))
        minute[alike] = np.searchsorted(bounds, draw[alike] * bounds[-1], side="right")
    return np.minimum(minute, MINUTES_IN_DAY - 1) + rng.random(len(day)) * 0.999


def _reviews(model: Model, patients: Patients, rng: np.random.Generator) -> Asked:
    """The annual reviews: each patient's falls due on the same day of every year, and is asked for when open.

    Whoever asks more than once a year (one appointment was cancelled or missed) asks again after a while.
    """
    motives = _review(model)
    rate = model.asked[motives].sum(axis=0)
    rounds = [_due(model, patients, rate - again, again, rng) for again in range(ceil(rate.max(initial=0)))]
    if not rounds:
        return NOTHING
    day, patient = (np.concatenate(columns) for columns in zip(*rounds, strict=True))
    motive = motives[_which(model.asked[motives], patients.category[patient], rng)]
    return _at(model, patients, day, patient, rng), patient, motive


def _due(model: Model, patients: Patients, rate: Numbers, again: int, rng: np.random.Generator) -> tuple[Whole, Whole]:
    """Days and patients of the reviews due before the end, each asked for with the chance `rate`."""
    years = int(model.days.end // DAYS_IN_YEAR) + 1
    of_year = (patients.anniversary + again * ASKS_AGAIN_AFTER) % DAYS_IN_YEAR
    due = (of_year[:, np.newaxis] + DAYS_IN_YEAR * np.arange(years)).ravel()
    patient = np.repeat(np.arange(len(patients)), years)
    wanted = (rng.random(len(due)) < rate[patients.category[patient]]) & (due < model.days.end)
    day = _next_open(model, due[wanted].astype(int), patients.site[patient[wanted]])
    inside = day < model.days.end
    return day[inside], patient[wanted][inside]


def _next_open(model: Model, day: Whole, site: Whole) -> Whole:
    """The first day not before each on which its site takes requests; the end if there is none."""
    end = model.days.end
    following = np.full((len(model.days.opening), end), end)
    for place in range(len(model.days.opening)):
        days = np.array([*model.days.asked_on(place), end])
        following[place] = days[np.searchsorted(days, np.arange(end))]
    found: Whole = following[site, day]
    return found


def _at(model: Model, patients: Patients, day: Whole, patient: Whole, rng: np.random.Generator) -> Numbers:
    at = np.zeros(len(day))
    for site, opening in enumerate(model.days.opening):
        here = patients.site[patient] == site
        at[here] = day[here] * MINUTES_IN_DAY + _minutes(model, opening, day[here], rng)
    return at


def _with_fate(model: Model, at: Numbers, patient: Whole, motive: Whole, rng: np.random.Generator) -> Requests:
    fates = [field.name for field in fields(Requests)][4:-1]
    draws = {name: rng.random(len(at)) for name in fates}
    length = rng.standard_normal(len(at))
    return Requests(at, patient, motive, _leads(model, motive, rng.random), length=length, **draws)


def _leads(model: Model, motive: Whole, uniform: Callable[[int], Numbers]) -> Numbers:
    """Days ahead that planned patients want; nothing for acute ones."""
    lead = model.figures.lead
    reviews = np.array([one.review for one in model.motives])[motive]
    median = np.where(reviews, lead.review_median.value, lead.median.value)
    cut = ndtr((np.log(lead.longest.value) - np.log(median)) / lead.spread.value)
    days = median * np.exp(lead.spread.value * ndtri(np.maximum(uniform(len(motive)) * cut, 1e-12)))
    wanted: Numbers = np.where(model.is_acute[motive], 0.0, days)
    return wanted
