"""Small sessions, by default or at random, and what there is to say about them by listing every case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement, product

import numpy as np
from hypothesis import strategies as st

from solver.appointments.durations import Duration
from solver.appointments.patients import Patient
from solver.appointments.prices import Prices
from solver.appointments.samples import Samples

PRICES = Prices(waiting=1, idle=5, overtime=10)


def a_duration(mean: float = 18, sd: float = 8, step: int = 1) -> Duration:
    """A usual consultation."""
    return Duration.lognormal(mean, sd, step)


def a_patient(mean: float = 18, sd: float = 8, no_show: float = 0.04) -> Patient:
    """A usual patient."""
    return Patient(a_duration(mean, sd), no_show)


def listed(patients: Sequence[Patient], starts: Sequence[int], session: int) -> dict[str, object]:
    """Waits, idle time, overtime and spare time by listing every absence and duration, one session at a time."""
    waits, shows = np.zeros(len(patients)), np.zeros(len(patients))
    idle = overtime = spare = 0.0
    for chance, minutes in outcomes(patients):
        clock = worked = 0.0
        for i, (start, taken) in enumerate(zip(starts, minutes, strict=True)):
            begin = max(clock, start)
            if taken is not None:
                waits[i] += chance * (begin - start)
                shows[i] += chance
            clock = begin + (taken or 0)
            worked += taken or 0
        idle += chance * (clock - worked)
        overtime += chance * max(0.0, clock - session)
        spare += chance * max(0.0, session - clock)
    return {"waiting": waits / shows, "idle": idle, "overtime": overtime, "spare": spare}


def outcomes(patients: Sequence[Patient]) -> Iterator[tuple[float, tuple[float | None, ...]]]:
    """Every combination of absences (None) and durations, with its chance."""
    each = []
    for patient in patients:
        lengths = zip(patient.duration.minutes.tolist(), patient.duration.chances.tolist(), strict=True)
        shown = [(patient.attendance * chance, minutes) for minutes, chance in lengths if chance]
        each.append([*shown, *([(patient.no_show, None)] if patient.no_show else [])])
    for case in product(*each):
        yield float(np.prod([chance for chance, _ in case])), tuple(minutes for _, minutes in case)


def every_starts(patients: int, latest: int, grain: int) -> Iterator[tuple[int, ...]]:
    """All starts on the grid, in order."""
    return combinations_with_replacement(range(0, latest + 1, grain), patients)


@st.composite
def small_patients(draw: st.DrawFn, least: int = 1, most: int = 4, step: int = 5) -> list[Patient]:
    """A few patients with few possible durations each, all different."""
    minutes = st.lists(st.integers(1, 8), min_size=1, max_size=3)
    chance = st.sampled_from([0.0, 0.0, 0.1, 0.4])
    number = draw(st.integers(least, most))
    return [Patient(Duration.of_samples([step * m for m in draw(minutes)], step), draw(chance)) for _ in range(number)]


@st.composite
def some_starts(draw: st.DrawFn, patients: int, grain: int = 5) -> tuple[int, ...]:
    """Starts in order on the grid."""
    cells = draw(st.lists(st.integers(0, 12), min_size=patients, max_size=patients))
    return tuple(grain * cell for cell in sorted(cells))


@st.composite
def some_prices(draw: st.DrawFn) -> Prices:
    """Prices, some of them zero."""
    price = st.sampled_from([0.0, 0.3, 1.0, 4.0, 10.0])
    return Prices(draw(price), draw(price), draw(price))


@st.composite
def small_samples(draw: st.DrawFn, most_patients: int = 4) -> Samples:
    """A few sessions of a few patients, with absences."""
    patients = draw(st.integers(1, most_patients))
    minutes = st.one_of(st.integers(0, 40).map(float), st.just(float("nan")))
    row = st.lists(minutes, min_size=patients, max_size=patients)
    return Samples(np.array(draw(st.lists(row, min_size=1, max_size=4))))
