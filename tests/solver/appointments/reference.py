"""Figures of Kaandorp and Koole's model by full enumeration of schedules (Health Care Manag Sci 10 (2007) 217-229)."""

from __future__ import annotations

from dataclasses import dataclass

from solver.appointments.exponential import ExponentialSession
from solver.appointments.prices import Prices


@dataclass(frozen=True)
class Reference:
    """One instance: weights of mean wait, idle time and tardiness; the best schedule, its figures, the second best."""

    session: ExponentialSession
    weights: tuple[float, float, float]
    optimal: tuple[int, ...]
    objective: float
    mean_wait: float
    idle: float
    tardiness: float
    second: tuple[int, ...]
    second_objective: float

    @property
    def prices(self) -> Prices:
        """The weights as prices."""
        return self.session.prices(*self.weights)

    def __str__(self) -> str:
        return f"{self.session.patients} patients, weights {self.weights}"


TRAPPED = Reference(
    ExponentialSession(patients=6, mean_service=10, interval=10, intervals=6),
    weights=(0.5, 0, 0.5),
    optimal=(1, 1, 1, 1, 1, 1),
    objective=10.437251,
    mean_wait=6.93401,
    idle=12.33426,
    tardiness=13.940491,
    second=(2, 1, 1, 0, 1, 1),
    second_objective=10.462038,
)

REFERENCES = (
    TRAPPED,
    Reference(
        ExponentialSession(patients=6, mean_service=10, interval=10, intervals=6),
        weights=(0.5, 0.2, 0.5),
        optimal=(2, 1, 1, 1, 1, 0),
        objective=11.566096,
        mean_wait=10.466299,
        idle=5.349284,
        tardiness=10.52618,
        second=(2, 1, 1, 2, 0, 0),
        second_objective=11.928978,
    ),
    Reference(
        ExponentialSession(patients=8, mean_service=15, interval=15, intervals=8),
        weights=(0.5, 0.2, 0.5),
        optimal=(2, 1, 1, 1, 1, 1, 1, 0),
        objective=21.089273,
        mean_wait=18.279197,
        idle=11.98621,
        tardiness=19.104864,
        second=(2, 1, 1, 1, 1, 2, 0, 0),
        second_objective=21.422575,
    ),
)
