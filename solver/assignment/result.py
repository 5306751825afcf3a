"""What an assignment answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from solver.linear import Ints
from solver.result import Status, gap_between


class WhyNot(StrEnum):
    """Why a request got nothing: no candidate at all, none worth its cost, or all of them given to others."""

    NO_START = "no_start"
    NOT_WORTH_IT = "not_worth_it"
    TAKEN = "taken"


@dataclass(frozen=True)
class AssignmentResult:
    """The candidate of each request, what all cost together, and what none can cost less than.

    `chosen` (requests,): the candidate, −1 for none. `status` is optimal when cost and bound meet. `why_not`: by
    request, for those without. `stopped`: somebody ended the search early.
    """

    status: Status
    seconds: float
    chosen: Ints
    cost: int
    bound: int
    why_not: dict[int, WhyNot]
    stopped: bool = False

    @property
    def gap(self) -> float:
        """(cost − bound) ÷ cost; 0 when the cost is 0."""
        return gap_between(self.cost, self.bound)
