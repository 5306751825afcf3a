"""Offers: the starts that no rule refuses, best first by a stated cost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from scheduler.booking.appointments import Slot


class Cost(NamedTuple):
    """What makes an offer worse, by reason; see `scheduler.booking.policy.RankingCosts`."""

    wait: float = 0.0
    late: float = 0.0
    sharing: float = 0.0
    gap: float = 0.0
    acute: float = 0.0
    wish: float = 0.0

    @property
    def total(self) -> float:
        """All together; offers are ranked by it, then by start and practitioner."""
        return self.wait + self.late + self.sharing + self.gap + self.acute + self.wish


class Offer(NamedTuple):
    """A slot nobody refuses, what it costs, and the catalogue keys of the reasons for its rank, weightiest first."""

    slot: Slot
    cost: Cost
    reasons: tuple[str, ...] = ()


Cursor = tuple[float, str, str]
"""Where a page ends: cost, start (ISO, UTC) and practitioner of its last offer."""


@dataclass(frozen=True)
class SearchResult:
    """A page of offers.

    `third_next_available`: days until the third free start of the search, None if there are not three.
    `next_page`: where the next page begins, None on the last. `emptied_by`: without any offer, how many starts each
    rule refused, the last to refuse first; the rule `no_agenda` if there was nothing to refuse.
    """

    offers: tuple[Offer, ...]
    minutes: int
    third_next_available: int | None
    next_page: Cursor | None = None
    emptied_by: dict[str, int] = field(default_factory=dict)
