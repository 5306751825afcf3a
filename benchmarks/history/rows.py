"""The rows of a synthetic history, in the columns of the documented file."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.history.booking import NOBODY, Booked
from benchmarks.history.model import Model
from benchmarks.history.outcomes import REFUSED, STATUSES, Outcomes
from benchmarks.history.people import Patients
from benchmarks.history.requests import Requests
from scheduler.calendar import GRAIN, MINUTES_IN_DAY
from scheduler.patients import Sex

Positions = NDArray[np.int64]
COLUMNS = (
    "requested_at",
    "patient",
    "category",
    "age",
    "sex",
    "conditions",
    "own_doctor",
    "motive",
    "acute",
    "channel",
    "practitioner",
    "site",
    "start",
    "planned_minutes",
    "wait_minutes",
    "actual_minutes",
    "status",
    "cancelled_at",
)


def rows_of(model: Model, patients: Patients, requests: Requests, booked: Booked, outcomes: Outcomes) -> pl.DataFrame:
    """The rows whose appointment, or whose request if it was refused, lies in the period, by day and start."""
    refused = outcomes.status == REFUSED
    start = np.where(refused, requests.at, booked.day * float(MINUTES_IN_DAY) + booked.grain * GRAIN)
    first, end = model.days.first * MINUTES_IN_DAY, model.days.end * MINUTES_IN_DAY
    inside = np.flatnonzero((start >= first) & (start < end))
    order = inside[np.lexsort((requests.at[inside], booked.practitioner[inside], start[inside]))]
    columns = _request(model, patients, requests, order) | _appointment(model, booked, order, start)
    sites = [site.id for site in model.practice.sites]
    columns |= {
        "site": _named(sites, patients.site[requests.patient[order]]),
        "wait_minutes": _whole(outcomes.waited[order]),
        "actual_minutes": _whole(outcomes.minutes[order]),
        "status": _named(STATUSES, outcomes.status[order]),
        "cancelled_at": _moments(model, booked.cancelled_at[order]),
    }
    return pl.DataFrame({name: columns[name] for name in COLUMNS})


def _request(model: Model, patients: Patients, requests: Requests, order: Positions) -> dict[str, pl.Series]:
    practice = model.practice
    patient, motive = requests.patient[order], requests.motive[order]
    digits = len(str(len(patients)))
    pseudonyms = [f"p{number:0{digits}d}" for number in patients.number.tolist()]
    return {
        "requested_at": _moments(model, requests.at[order]),
        "patient": _named(pseudonyms, patient),
        "category": _named([one.id for one in practice.categories], patients.category[patient]),
        "age": pl.Series(patients.age[patient], dtype=pl.Int32),
        "sex": _named([Sex.M.value, Sex.F.value], patients.women[patient].astype(int)),
        "conditions": pl.Series(patients.conditions[patient], dtype=pl.Int32),
        "own_doctor": _named([one.id for one in practice.practitioners], patients.own_doctor[patient]),
        "motive": _named([one.id for one in model.motives], motive),
        "acute": pl.Series(model.is_acute[motive]),
        "channel": _named([one.channel.value for one in model.motives], motive),
    }


def _appointment(model: Model, booked: Booked, order: Positions, start: NDArray[np.float64]) -> dict[str, pl.Series]:
    """Who, when and for how long; nothing of a refused request."""
    practitioner = booked.practitioner[order]
    refused = practitioner == NOBODY
    return {
        "practitioner": _named([one.id for one in model.practice.practitioners], practitioner),
        "start": _moments(model, np.where(refused, np.nan, start[order])),
        "planned_minutes": _whole(np.where(refused, np.nan, booked.minutes[order])),
    }


def _named(names: Sequence[str], positions: Positions) -> pl.Series:
    """The names at those positions, null for NOBODY."""
    held = pl.Series(positions, dtype=pl.Int64)
    return pl.Series(names, dtype=pl.String).gather(held.replace(NOBODY, None))


def _moments(model: Model, minutes: NDArray[np.float64]) -> pl.Series:
    """Wall-clock times from minutes since the first midnight, whole minutes; null where not a number."""
    known = ~np.isnan(minutes)
    whole = np.where(known, minutes, 0).astype("timedelta64[m]")
    moments = (np.datetime64(model.days.dates[0], "m") + whole).astype("datetime64[us]")
    moments[~known] = np.datetime64("NaT")
    return pl.Series(moments, dtype=pl.Datetime("us"))


def _whole(numbers: NDArray[np.float64]) -> pl.Series:
    """Whole numbers, null where not a number."""
    return pl.Series(numbers, nan_to_null=True).round().cast(pl.Int64)
