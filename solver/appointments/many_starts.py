"""The cost of many vectors of starts at once, for the search: the same recursion as the grid's, by fast convolution.

Neighbouring rows that agree on their first patients share the work up to there. Starts are whole numbers of grains and
may run backwards: patients keep their order, and one booked before the patient they follow waits from then on.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import fft

from solver.appointments.arrays import Bools, Complexes, Ints, Reals
from solver.appointments.durations import common_step
from solver.appointments.patients import Patient, attendances
from solver.appointments.prices import Prices

NEGLIGIBLE = 1e-9
"""Chance that is cut off the far end: above what fast convolution gets wrong, and no matter to a search."""


class GridCosts:
    """Costs of starts for given patients: call it with integers of shape (rows, patients), unit `grain` minutes.

    Returns shape (rows,). `grain` is a multiple of the step of the durations; ValueError otherwise.
    """

    def __init__(self, patients: Sequence[Patient], session_minutes: int, prices: Prices, grain: int) -> None:
        self._step = common_step(patient.duration for patient in patients)
        if grain % self._step:
            raise ValueError(f"grain: {grain} minutes is not a multiple of the durations' step of {self._step}")
        self._grain, self._minutes, self._prices = grain, session_minutes, prices
        works = {id(patient): _without_tail(patient.work) for patient in patients}
        self._works = [works[id(patient)] for patient in patients]
        self._wait_prices = prices.waiting * attendances(patients)
        self._mean_work = sum(patient.mean_work for patient in patients)
        self._spectra: dict[tuple[int, int], Complexes] = {}

    def __call__(self, starts: Ints) -> Reals:
        """The expected cost of each row."""
        booked = starts * self._grain
        in_order = np.maximum.accumulate(booked, axis=1)
        early = (in_order - booked) @ self._wait_prices
        waits, left = self._after_last(in_order // self._step)
        return np.asarray(early + waits + self._end_costs(in_order[:, -1], left), dtype=np.float64)

    def _after_last(self, cells: Ints) -> tuple[Reals, Reals]:
        """The cost of waiting and the distribution of the work left with the last patient, by row."""
        gaps = np.diff(cells, axis=1, prepend=0)
        leads, group = _shared(gaps)
        waits, left, above = np.zeros(len(cells)), np.ones((1, 1)), np.zeros(len(cells), dtype=np.int64)
        for place, price in enumerate(self._wait_prices):
            first = np.flatnonzero(leads[:, place])
            before = _after_gaps(left[above[first]], gaps[first, place])
            above = group[:, place]
            waits += (before @ np.arange(before.shape[1]) * (price * self._step))[above]
            left = self._with_work(before, place)
        return waits, left[above]

    def _with_work(self, before: Reals, place: int) -> Reals:
        width = before.shape[1] + len(self._works[place]) - 1
        size = fft.next_fast_len(width, real=True)
        spectrum = fft.rfft(before, size) * self._spectrum(place, size)
        return np.asarray(fft.irfft(spectrum, size)[:, :width], dtype=np.float64)

    def _spectrum(self, place: int, size: int) -> Complexes:
        key = id(self._works[place]), size
        if key not in self._spectra:
            self._spectra[key] = fft.rfft(self._works[place], size)
        return self._spectra[key]

    def _end_costs(self, last: Ints, left: Reals) -> Reals:
        after = np.arange(left.shape[1], dtype=np.float64) * self._step
        idle = last + left @ after - self._mean_work
        room = (self._minutes - last)[:, None]
        past = (left * np.maximum(0.0, after - room)).sum(axis=1)
        return np.asarray(self._prices.idle * idle + self._prices.overtime * past, dtype=np.float64)


def _without_tail(work: Reals) -> Reals:
    """The work with the far end that hardly ever happens at the longest kept."""
    cut = max(1, len(work) - int(np.searchsorted(np.cumsum(work[::-1]), NEGLIGIBLE)))
    kept = work[:cut].copy()
    kept[-1] += work[cut:].sum()
    return kept


def _shared(gaps: Ints) -> tuple[Bools, Ints]:
    """Which rows differ from the row above in the gaps up to each place, and which of them each is like; by place."""
    leads = np.ones(gaps.shape, dtype=np.bool_)
    leads[1:] = np.logical_or.accumulate(gaps[1:] != gaps[:-1], axis=1)
    return leads, np.cumsum(leads, axis=0) - 1


def _after_gaps(left: Reals, gaps: Ints) -> Reals:
    """Each row after its own gap, cut to the width that any of them needs."""
    rows, width = left.shape
    least, most = int(gaps.min()), int(gaps.max())
    if least >= width:
        return np.ones((rows, 1))
    padded = np.zeros((rows, width + most - least))
    padded[:, :width] = left
    places = (np.arange(rows) * padded.shape[1] + gaps)[:, None] + np.arange(width - least)
    before = padded.ravel().take(places)
    beyond = np.cumsum(before.max(axis=0)[::-1])
    before = before[:, : max(1, len(beyond) - int(np.searchsorted(beyond, NEGLIGIBLE)))]
    before[:, 0] = 1 - before[:, 1:].sum(axis=1)
    return np.asarray(before, dtype=np.float64)
