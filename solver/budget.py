"""What a search may still spend, by the clock or by deterministic work."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from solver.cpsat import Answer, Effort, Stoppable


@dataclass
class Budget:
    """What a search may still spend: seconds by the clock or, if `deterministic`, of work."""

    seconds: float
    deterministic: bool
    seed: int
    stoppable: Stoppable
    spent: float = 0.0
    _began: float = field(default_factory=time.monotonic)

    @property
    def left(self) -> float:
        """Seconds left, 0 once stopped."""
        if self.stoppable.stopped.is_set():
            return 0.0
        return self.seconds - (self.spent if self.deterministic else time.monotonic() - self._began)

    def effort(self, most: float = float("inf")) -> Effort:
        """What the next solve may take."""
        share = max(0.01, min(most, self.left))
        if self.deterministic:
            return Effort(seconds=100 * share, deterministic_seconds=share, seed=self.seed)
        return Effort(seconds=share, seed=self.seed)

    def charged(self, answer: Answer) -> Answer:
        """The answer of a solve, its work noted."""
        self.spent += answer.deterministic_seconds
        return answer
