"""What makes one offer worse than another, and the reasons told with it."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from math import erfc, sqrt

from scheduler.booking.asked import Asked
from scheduler.booking.policy import RankingCosts, Sharing
from scheduler.booking.terms import Terms
from scheduler.booking.wall import WallDay

HOUR = 60
NO_REASON = ("free",)
_WORSE = ("wait", "late", "leaves_gap", "displaces_acute", "wish_missed")
Parts = tuple[float, float, float, float, float, float]
"""The parts of a cost, in the order of `Cost`."""


class Ranking:
    """What waiting, gaps and wishes cost a request of today.

    Hours that an acute problem waits are counted from midnight: only differences between offers matter, and so they
    stay the same from page to page of a search.
    """

    def __init__(self, costs: RankingCosts, asked: Asked, today: WallDay) -> None:
        self.costs, self.asked, self.today = costs, asked, today
        self.by_hour = costs.acute_hour if asked.acute else None
        self._own = max(asked.wanted.costs.values(), default=1.0)

    def waits(self, wall: WallDay) -> tuple[float, float]:
        """The least that waiting until a date costs, and what the days beyond those that the motive bears cost."""
        days, bears = wall.ordinal - self.today.ordinal, self.asked.motive.within_days
        late = self.costs.late_day * (days - bears) if bears is not None and days > bears else 0.0
        return self.acute_wait(wall.midnight_minute) if self.asked.acute else self.costs.day * days, late

    def acute_wait(self, minute: int) -> float:
        """What it costs an acute problem to wait until a minute since 1970."""
        return self.costs.acute_hour * (minute - self.today.midnight_minute) / HOUR

    def gap(self, wasted: int) -> float:
        """What minutes cost that nobody can use any more."""
        return self.costs.gap_minute * wasted

    def by_wish(self, starts: int, wished: int | None) -> tuple[tuple[float, int], ...]:
        """Starts by what it costs that they are not wished for."""
        if wished is None:
            return ((0.0, starts),)
        return (0.0, starts & wished), (self.costs.wish, starts & ~wished)

    def reasons(self, parts: Parts, step: Sharing | None, *, own: bool, soonest: bool, wishes: bool) -> tuple[str, ...]:
        """The names of the reasons for a rank, the weightiest first; `free` where there is nothing to say."""
        costs, asked = self.costs, self.asked
        waits = asked.motive.within_days is None and not asked.acute
        return _reasons(
            parts,
            step,
            own=self._own if own else None,
            soonest=costs.late_day if soonest else None,
            wish=costs.wish if wishes and not parts[-1] else None,
            waits=waits,
        )


@lru_cache(maxsize=65_536)
def _reasons(
    parts: Parts,
    step: Sharing | None,
    *,
    own: float | None,
    soonest: float | None,
    wish: float | None,
    waits: bool,
) -> tuple[str, ...]:
    """The reasons of `Ranking.reasons`, by what each weighs, if it can be told.

    `waits`: whether days of waiting can be; where the motive says how many it bears only those beyond are.
    """
    wait, late, sharing, gap, acute, wish_missed = parts
    worse = (wait if waits else 0.0, late, gap, acute, wish_missed)
    found = [(weight, name) for weight, name in zip(worse, _WORSE, strict=True) if weight]
    better = ((own, "own_doctor"), (soonest, "soonest"), (wish, "wish_met"))
    found += [(weight, name) for weight, name in better if weight is not None]
    if step is not None:
        found.append((sharing, step.value))
    found.sort(reverse=True)
    return tuple([name for _, name in found]) or NO_REASON


def displacement(costs: RankingCosts, slots: int, free: int, mean: float, sd: float) -> float:
    """What it costs to displace so many of the free acute slots: each by the chance that it is needed."""
    return costs.acute_slot * sum(chance_needed(free - number, mean, sd) for number in range(slots))


def chance_needed(free: int, mean: float, sd: float) -> float:
    """The chance that at least so many acute patients are still to come, by the normal distribution."""
    if free <= 0:
        return 1.0
    if sd <= 0:
        return 1.0 if mean >= free else 0.0
    return 0.5 * erfc((free - 0.5 - mean) / (sd * sqrt(2)))


def still_to_come(terms: Terms, site: str, day: date, now: datetime) -> tuple[float, float]:
    """Acute patients still to come to a site on a day: mean and standard deviation, each coming with one chance."""
    reserve = terms.reserve(site, day)
    if reserve is None:
        return 0.0, 0.0
    share = terms.share_to_come(day, now)
    variance = (reserve.sd * share) ** 2 + reserve.expected * share * (1 - share)
    return reserve.expected * share, sqrt(variance)
