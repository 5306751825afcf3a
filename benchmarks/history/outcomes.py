"""Who came, how long they waited and how long it took."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.history.booking import NOBODY, Booked
from benchmarks.history.lengths import TrueLengths, drawn_minutes, recorded
from benchmarks.history.model import Model
from benchmarks.history.people import Patients
from benchmarks.history.requests import Requests
from scheduler.calendar import GRAIN, MINUTES_IN_DAY

ATTENDED, MISSED, CANCELLED, REFUSED = range(4)
STATUSES = ("attended", "did_not_attend", "cancelled", "refused")

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Outcomes:
    """One entry a request: the position of its status, and minutes of waiting and consulting, as recorded.

    Both are not a number unless the patient came.
    """

    status: NDArray[np.int64]
    waited: Numbers
    minutes: Numbers


def outcomes_of(model: Model, patients: Patients, requests: Requests, booked: Booked, lengths: TrueLengths) -> Outcomes:
    """What the record holds of each request."""
    status = _statuses(model, requests, booked)
    came = np.flatnonzero(status == ATTENDED)
    category = patients.category[requests.patient[came]]
    mean, spread = _laws(model, lengths, requests.motive[came], category)
    minutes = drawn_minutes(requests.length[came], mean + _paces(model, lengths)[booked.practitioner[came]], spread)
    travel = np.array([model.travel(number) for number in range(len(model.motives))])[requests.motive[came]]
    nothing = np.full(len(requests), np.nan)
    waited, held = nothing.copy(), nothing
    start = (booked.day[came] * MINUTES_IN_DAY + booked.grain[came] * GRAIN).astype(float)
    waited[came] = waits(booked.practitioner[came], start, minutes + travel)
    held[came] = recorded(minutes, requests.error[came], requests.error_size[came], model.figures.recording)
    return Outcomes(status, waited, held)


def waits(practitioner: NDArray[np.int64], planned: Numbers, minutes: Numbers) -> Numbers:
    """Minutes that punctual patients wait, when each practitioner sees them in turn and none before the hour.

    `planned`: starts in minutes, on one clock; `minutes`: how long each keeps the practitioner.
    """
    waited = np.zeros(len(planned))
    free_at: dict[int, float] = {}
    for number in np.lexsort((planned, practitioner)).tolist():
        one, due = int(practitioner[number]), float(planned[number])
        begins = max(due, free_at.get(one, due))
        waited[number] = begins - due
        free_at[one] = begins + float(minutes[number])
    return waited


def _statuses(model: Model, requests: Requests, booked: Booked) -> NDArray[np.int64]:
    lead = booked.day - (requests.at // MINUTES_IN_DAY).astype(int)
    steps = model.no_shows.by_lead
    place = np.searchsorted([step.days for step in steps], np.maximum(lead, 0), side="right") - 1
    missed = requests.attends < np.array([step.chance for step in steps])[place]
    cases = [booked.practitioner == NOBODY, ~np.isnan(booked.cancelled_at), missed]
    return np.select(cases, [REFUSED, CANCELLED, MISSED], ATTENDED)


def _laws(
    model: Model, lengths: TrueLengths, motive: NDArray[np.int64], category: NDArray[np.int64]
) -> tuple[Numbers, Numbers]:
    """Mean and standard deviation of the logarithm of the minutes, at the mean pace."""
    categories = model.practice.categories
    laws = [[lengths.by_motive[one.id, of.id].logarithm for of in categories] for one in model.motives]
    mean, spread = np.array(laws)[motive, category].T
    return mean, spread


def _paces(model: Model, lengths: TrueLengths) -> Numbers:
    """The logarithm of each practitioner's pace."""
    return np.log([lengths.pace.get(one.id, 1.0) for one in model.practice.practitioners])
