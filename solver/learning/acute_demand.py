"""Acute demand by site and date: a log-linear regression of daily counts, from Poisson to negative binomial.

Every effect has a prior of so many requests: one pseudo-day with that weight, on which just the effect's expected
value came. For a Poisson count this is the conjugate log-gamma prior exactly, so that the fit is an ordinary
generalised linear model; an effect of which the history shows little stays near its prior. The dispersion comes by
moments (Breslow 1984, Applied Statistics 33): Pearson's statistic equals its degrees of freedom.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log
from typing import Any, TypeAlias

import numpy as np
import polars as pl
from scipy.optimize import brentq
from statsmodels.genmod.families import NegativeBinomial, Poisson
from statsmodels.genmod.generalized_linear_model import GLM

from scheduler.calendar import WEEKDAYS, DayKind
from scheduler.forecast import DAYS_IN_YEAR
from scheduler.learned import AcuteDemand
from scheduler.presets.consultations import consultation_presets
from solver.learning.lognormal import Z80, Numbers

FEWEST_DAYS = 5
DAYS_FOR_SEASONS = 300
DAYS_FOR_TREND = 400
MOST_DISPERSION = 10.0
ROUNDS = 4

# Requests that a prior is worth; its standard deviation is one over their root.
WORTH = {"level": 1.0, "kind": 5.0, "month": 25.0, "before_holiday": 25.0, "after_holiday": 25.0, "trend": 100.0}


@dataclass(frozen=True)
class Effect:
    """A factor on the requests of a day, with its 80 % interval."""

    factor: float
    low: float
    high: float


@dataclass(frozen=True)
class FittedDemand:
    """The demand without its spread over the day, and what multiplies it with how sure that is.

    `effects`: kinds of day against the mean of Monday to Friday, "before_holiday", "after_holiday", and "trend" a year.
    """

    demand: AcuteDemand
    effects: Mapping[str, Effect]


def can_fit(days: pl.DataFrame) -> bool:
    """Whether counted days suffice: dates enough, and a request."""
    return days["day"].n_unique() >= FEWEST_DAYS and int(days["requests"].sum()) > 0


def fit_demand(days: pl.DataFrame) -> FittedDemand:
    """The demand that counted days tell (`acute_days`), if `can_fit`."""
    table = _Table.of(days)
    dispersion = 0.0
    for _ in range(ROUNDS):
        mean = np.exp(table.design @ _fit(table, dispersion).params)
        dispersion = dispersion_of(table.counts, mean, max(1, len(table.counts) - table.free))
    return _told(table, _fit(table, dispersion), dispersion)


_Column: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class _Table:
    """The counts of the days, and a column of the design for every effect: what it is, and of which site, day, month.

    `design` and `prior` have those columns; a row of `prior` is the pseudo-day of one effect, `worth` its weight and
    `expected` the logarithm of what its prior expects.
    """

    columns: tuple[_Column, ...]
    origin: date
    design: Numbers
    counts: Numbers
    expected: Numbers

    @classmethod
    def of(cls, days: pl.DataFrame) -> _Table:
        dates: list[date] = days["day"].unique().sort().to_list()
        origin = dates[-1]
        columns = tuple(_columns(days, (origin - dates[0]).days))
        design = np.stack([_values(days, column, origin) for column in columns], axis=1)
        counts = days["requests"].to_numpy().astype(np.float64)
        expected = np.array([_expected(column, float(counts.mean())) for column in columns])
        return cls(columns, origin, design, counts, expected)

    @property
    def worth(self) -> Numbers:
        """The weight of every effect's prior, in requests."""
        return np.array([WORTH[name] for name, _ in self.columns])

    @property
    def free(self) -> int:
        """The effects that the counts are free to set: kinds of day and months each share one with the level."""
        names = {name for name, _ in self.columns}
        return len(self.columns) - len(names & {"kind", "month"})


def _columns(days: pl.DataFrame, span: int) -> Iterator[_Column]:
    yield from (("level", site) for site in days["site"].unique().sort())
    yield from (("kind", kind) for kind in DayKind if kind in set(days["kind"]))
    if span >= DAYS_FOR_SEASONS:
        yield from (("month", str(month)) for month in days["day"].dt.month().unique().sort())
    yield from ((name, "") for name in ("before_holiday", "after_holiday"))
    if span >= DAYS_FOR_TREND:
        yield "trend", ""


def _values(days: pl.DataFrame, column: _Column, origin: date) -> Numbers:
    """The column of an effect over the days."""
    name, about = column
    found = {
        "level": pl.col("site") == about,
        "kind": pl.col("kind") == about,
        "month": pl.col("day").dt.month().cast(pl.String) == about,
        "before_holiday": pl.col("before_holiday"),
        "after_holiday": pl.col("after_holiday"),
        "trend": (pl.col("day") - pl.lit(origin)).dt.total_days() / DAYS_IN_YEAR,
    }[name]
    return days.select(found.cast(pl.Float64)).to_series().to_numpy()


def _expected(column: _Column, mean: float) -> float:
    """What is expected of an effect before anything is counted: the cited weekdays, the mean day, no other effect."""
    name, about = column
    weekday = consultation_presets().weekday
    if name == "kind" and about in weekday:
        return log(weekday[DayKind(about)].value * len(weekday))
    return log(mean) if name == "level" else 0.0


def _fit(table: _Table, dispersion: float) -> Any:
    """The regression; statsmodels has no types."""
    pseudo = np.eye(len(table.columns))
    family = NegativeBinomial(alpha=dispersion) if dispersion > 0 else Poisson()  # type: ignore[no-untyped-call]
    model = GLM(  # type: ignore[no-untyped-call]
        np.concatenate([table.counts, np.ones(len(pseudo))]),
        np.concatenate([table.design, pseudo]),
        family=family,
        offset=np.concatenate([np.zeros(len(table.counts)), -table.expected]),
        freq_weights=np.concatenate([np.ones(len(table.counts)), table.worth]),
    )
    return model.fit()  # type: ignore[no-untyped-call]


def dispersion_of(counts: Numbers, mean: Numbers, freedom: int) -> float:
    """The dispersion at which Pearson's statistic equals its degrees of freedom, 0 where counts vary less."""

    def excess(dispersion: float) -> float:
        return float(np.sum((counts - mean) ** 2 / (mean + dispersion * mean**2))) - freedom

    if excess(0.0) <= 0:
        return 0.0
    return MOST_DISPERSION if excess(MOST_DISPERSION) >= 0 else float(brentq(excess, 0.0, MOST_DISPERSION))


def _told(table: _Table, fitted: Any, dispersion: float) -> FittedDemand:
    """The fit with Monday to Friday and the months around 0, as the practice reads it."""
    turn = _turned(table.columns)
    found = turn @ np.asarray(fitted.params)
    doubt = np.sqrt(np.diag(turn @ np.asarray(fitted.cov_params()) @ turn.T))
    named = {column: round(float(value), 4) for column, value in zip(table.columns, found, strict=True)}
    demand = AcuteDemand(
        origin=table.origin,
        cases=int(table.counts.sum()),
        level=_group(named, "level"),
        weekday=_group(named, "kind"),
        month={int(month): effect for month, effect in _group(named, "month").items()},
        before_holiday=named["before_holiday", ""],
        after_holiday=named["after_holiday", ""],
        trend_per_year=named.get(("trend", ""), 0.0),
        dispersion=round(dispersion, 4),
    )
    return FittedDemand(demand, dict(_effects(table.columns, found, doubt)))


def _turned(columns: Sequence[_Column]) -> Numbers:
    """The matrix that moves the mean of the working days and that of the months into the levels."""
    names = np.array([name for name, _ in columns])
    working = [kind for kind in WEEKDAYS[:5] if ("kind", kind) in columns] or list(DayKind)
    mean_day = np.array([name == "kind" and about in working for name, about in columns], dtype=np.float64)
    turn = np.eye(len(columns))
    for name, mean in (("kind", mean_day), ("month", (names == "month").astype(np.float64))):
        if mean.any():
            turn[names == name] -= mean / mean.sum()
            turn[names == "level"] += mean / mean.sum()
    return turn


def _group(named: Mapping[_Column, float], group: str) -> dict[Any, float]:
    return {about: value for (name, about), value in named.items() if name == group}


def _effects(columns: Sequence[_Column], found: Numbers, doubt: Numbers) -> Iterator[tuple[str, Effect]]:
    for (name, about), value, sd in zip(columns, found.tolist(), doubt.tolist(), strict=True):
        if name not in ("level", "month"):
            yield about or name, Effect(exp(value), exp(value - Z80 * sd), exp(value + Z80 * sd))
