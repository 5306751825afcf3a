"""How long, how wide and from which seed to search."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SolverSettings:
    """`seconds` of search; `workers` threads or processes at once; `seed` of every random choice.

    With one worker the answer depends on the seed alone, not on the speed of the machine: the time is then counted
    in deterministic work, about a second of it in each second; building the models of agendas is not counted.
    """

    seconds: float = 60.0
    workers: int = 2
    seed: int = 1

    def __post_init__(self) -> None:
        """Refuse a search without time or workers."""
        if self.seconds <= 0 or self.workers < 1:
            raise ValueError("a search needs more than 0 seconds and at least 1 worker")
