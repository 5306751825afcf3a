"""How the practice of the history books: every request in turn; what is cancelled is free again from that moment."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from benchmarks.history.desk import Ask, Desk, Place
from benchmarks.history.diary import Diary
from benchmarks.history.model import Model
from benchmarks.history.people import Patients
from benchmarks.history.requests import Requests
from scheduler.calendar import GRAIN, MINUTES_IN_DAY
from scheduler.motives import Channel

NOBODY = -1
SHORTEST_NOTICE = 120
"""Minutes before the start after which nobody cancels any more."""


@dataclass(frozen=True)
class Booked:
    """What became of each request: practitioner and day by position, first grain, minutes; NOBODY if refused.

    `cancelled_at` in minutes like `Requests.at`, not a number where the appointment stood.
    """

    practitioner: NDArray[np.int64]
    day: NDArray[np.int64]
    grain: NDArray[np.int64]
    minutes: NDArray[np.int64]
    cancelled_at: NDArray[np.float64]

    @staticmethod
    def nothing(count: int) -> Booked:
        """So many requests before any is booked."""
        practitioner, day, grain, minutes = (np.full(count, NOBODY) for _ in range(4))
        return Booked(practitioner, day, grain, minutes, np.full(count, np.nan))

    def put(self, ask: Ask, place: Place, cancelled: float | None) -> None:
        """Note what became of a request."""
        number = ask.number
        self.practitioner[number], self.day[number], self.grain[number] = place
        self.minutes[number] = ask.grains * GRAIN
        if cancelled is not None:
            self.cancelled_at[number] = cancelled


def book(model: Model, patients: Patients, requests: Requests, consulting: Diary, visits: Diary) -> Booked:
    """Book every request in the order in which they come; visits go to sessions of visits where there are any."""
    desks = {False: Desk(consulting, model.figures.booking), True: Desk(visits, model.figures.booking)}
    booked = Booked.nothing(len(requests))
    to_cancel: list[tuple[float, Ask, Place]] = []
    for ask in _asks(model, patients, requests, has_visits=any(day.free for day in visits)):
        while to_cancel and to_cancel[0][0] <= ask.at:
            _, earlier, place = heapq.heappop(to_cancel)
            desks[earlier.at_home].release(place, earlier)
        found = desks[ask.at_home].place(ask)
        if found:
            desks[ask.at_home].take(found, ask)
            when = _cancelled(model, requests, ask, found)
            booked.put(ask, found, when)
            if when is not None:
                heapq.heappush(to_cancel, (when, ask, found))
    return booked


def _cancelled(model: Model, requests: Requests, ask: Ask, place: Place) -> float | None:
    """When the appointment is cancelled, None if it stands; only what is booked before the day is cancelled."""
    if place.day <= ask.day or requests.cancels[ask.number] >= model.figures.attendance.cancelled.value:
        return None
    last = place.day * MINUTES_IN_DAY + place.grain * GRAIN - SHORTEST_NOTICE
    return ask.at + float(requests.cancelled[ask.number]) * (last - ask.at)


@dataclass(frozen=True)
class _Kind:
    """What the desk needs to know of a motive: grains by category, grains of travel, who is able, where it is seen."""

    grains: list[int]
    travel: int
    able: frozenset[int]
    at_home: bool
    acute: bool


def _asks(model: Model, patients: Patients, requests: Requests, *, has_visits: bool) -> Iterator[Ask]:
    kinds = [_kind(model, motive, has_visits=has_visits) for motive in range(len(model.motives))]
    patient = requests.patient
    columns = (
        requests.at,
        requests.motive,
        patients.own_doctor[patient],
        patients.site[patient],
        patients.category[patient],
        requests.lead,
        requests.hour,
        requests.other,
    )
    rows = zip(*(column.tolist() for column in columns), strict=True)
    for number, (at, motive, doctor, site, category, lead, hour, other) in enumerate(rows):
        kind = kinds[motive]
        grains, wanted = kind.grains[category], None if kind.acute else lead
        able, at_home = kind.able, kind.at_home
        yield Ask(number, at, doctor, site, grains, grains + kind.travel, able, at_home, wanted, hour, other)


def _kind(model: Model, motive: int, *, has_visits: bool) -> _Kind:
    what = model.motives[motive]
    staff = enumerate(model.practice.practitioners)
    return _Kind(
        grains=[model.slot(motive, category) for category in range(len(model.practice.categories))],
        travel=ceil(model.travel(motive) / GRAIN),
        able=frozenset(number for number, one in staff if one.profession in what.professions),
        at_home=has_visits and what.channel is Channel.VISIT,
        acute=what.acute,
    )
