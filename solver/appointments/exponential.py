"""Sessions with exponential service in closed form: the number of patients present is all there is to know.

Whoever finds n patients before them waits n mean services, and the completions in a stretch of time are a Poisson
count, cut at the patients present. Source: Kaandorp and Koole, Optimal outpatient appointment scheduling, Health Care
Management Science 10 (2007) 217-229.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, repeat

import numpy as np
from scipy.special import gammainc, gammaln

from solver.appointments.arrays import Ints, Reals
from solver.appointments.lattice import Costs
from solver.appointments.patients import check_no_show
from solver.appointments.prices import Evaluation, Prices


@dataclass(frozen=True)
class ExponentialSession:
    """`patients` alike, booked at the beginnings of `intervals` stretches of `interval` minutes each.

    Service is exponential with mean `mean_service` minutes; everyone is absent with chance `no_show`, punctual
    otherwise. A plan is the number of patients booked in each interval. Raises ValueError for impossible fields.
    """

    patients: int
    mean_service: float
    interval: float
    intervals: int
    no_show: float = 0.0

    def __post_init__(self) -> None:
        for name in ("patients", "mean_service", "interval", "intervals"):
            if not getattr(self, name) > 0:
                raise ValueError(f"{name}: must be above 0, not {getattr(self, name)!r}")
        check_no_show(self.no_show)

    @property
    def expected_patients(self) -> float:
        """The expected number of patients who come."""
        return self.patients * (1 - self.no_show)

    def prices(self, waiting: float, idle: float, overtime: float) -> Prices:
        """Kaandorp and Koole's weights: of the mean wait of those who come, of idle time, and of tardiness."""
        return Prices.on_mean_wait(waiting, idle, overtime, self.expected_patients)

    def evaluate(self, counts: Sequence[int]) -> Evaluation:
        """What the session is expected to be with `counts[t]` patients booked in interval t.

        Raises ValueError unless there is a count for each interval and they add up to the patients.
        """
        waits, end, past = self._figures(self.intervals_of(counts)[None])
        return Evaluation.of(
            waits[0],
            np.full(self.patients, 1 - self.no_show),
            work=self.expected_patients * self.mean_service,
            end=float(end[0]),
            past=float(past[0]),
            session_minutes=self.interval * self.intervals,
        )

    def intervals_of(self, counts: Sequence[int]) -> Ints:
        """The interval of each patient, shape (patients,), from the number booked in each interval."""
        if len(counts) != self.intervals or min(counts) < 0 or sum(counts) != self.patients:
            told = f"{self.intervals} numbers of at least 0 that add up to {self.patients}"
            raise ValueError(f"counts: {told}, not {tuple(counts)}")
        return np.array(list(chain.from_iterable(repeat(t, count) for t, count in enumerate(counts))), dtype=np.int64)

    def counts_of(self, intervals: Ints) -> tuple[int, ...]:
        """The number of patients booked in each interval, from the interval of each patient."""
        return tuple(np.bincount(intervals, minlength=self.intervals).tolist())

    def costs(self, prices: Prices) -> Costs:
        """The cost of rows of intervals, shape (rows, patients), which may run backwards as in `GridCosts`."""
        price = prices.waiting * (1 - self.no_show)

        def costs_of(booked: Ints) -> Reals:
            in_order = np.maximum.accumulate(booked, axis=1)
            waits, end, past = self._figures(in_order)
            waited = (waits + (in_order - booked) * self.interval).sum(axis=1)
            idle = end - self.expected_patients * self.mean_service
            return np.asarray(price * waited + prices.idle * idle + prices.overtime * past, dtype=np.float64)

        return costs_of

    def _figures(self, booked: Ints) -> tuple[Reals, Reals, Reals]:
        """Waits of those who come, shape (rows, patients), and expected end and overtime, shape (rows,)."""
        present = np.zeros((len(booked), self.patients + 1))
        present[:, 0] = 1
        waits = np.empty(booked.shape)
        for place, gap in enumerate(np.diff(booked, axis=1, prepend=0).T):
            present = self._later(present, gap)
            waits[:, place] = self._mean_work(present)
            present = self.no_show * present + (1 - self.no_show) * np.roll(present, 1, axis=1)
        end = booked[:, -1] * self.interval + self._mean_work(present)
        return waits, end, self._mean_work(self._later(present, self.intervals - booked[:, -1]))

    def _mean_work(self, present: Reals) -> Reals:
        return np.asarray(present @ np.arange(self.patients + 1) * self.mean_service, dtype=np.float64)

    def _later(self, present: Reals, gaps: Ints) -> Reals:
        return np.asarray((present[:, None] @ self._completions[gaps])[:, 0], dtype=np.float64)

    @cached_property
    def _completions(self) -> Reals:
        """`[g, n, m]`: the chance that of n patients m are left after g intervals."""
        times = np.arange(self.intervals + 1) * self.interval / self.mean_service
        return np.stack([left_after(time, self.patients) for time in times])


def left_after(time: float, patients: int) -> Reals:
    """`[n, m]`: the chance that of n patients m are left after `time` mean services; both from 0 to `patients`."""
    count = np.arange(patients + 1, dtype=np.float64)
    done = np.exp(count * np.log(time) - time - gammaln(count + 1)) if time > 0 else (count == 0).astype(np.float64)
    fewer = count[:, None] - count
    left = np.where(fewer >= 0, done[np.abs(fewer).astype(np.int64)], 0.0)
    left[:, 0] = np.where(count > 0, gammainc(np.maximum(count, 1), time), 1.0)
    return left
