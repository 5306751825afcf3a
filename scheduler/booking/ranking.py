"""What makes one offer worse than another, and the reasons told with it."""

from __future__ import annotations

from datetime import date, datetime
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
        self._waits: dict[date, tuple[float, float]] = {}
        self._own = max(asked.wanted.costs.values(), default=1.0)

    def waits(self, wall: WallDay) -> tuple[float, float]:
        """The least that waiting until a date costs, and what the days beyond those that the motive bears cost."""
        found = self._waits.get(wall.day)
        if found is None:
            days, bears = (wall.day - self.today.day).days, self.asked.motive.within_days
            late = 0.0 if bears is None else self.costs.late_day * max(0, days - bears)
            wait = self.acute_wait(wall.midnight_minute) if self.asked.acute else self.costs.day * days
            found = self._waits[wall.day] = (wait, late)
        return found

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
        wait, late, sharing, gap, acute, wish = parts
        wait = 0.0 if late or self.asked.acute else wait
        found = [one for one in zip((wait, late, gap, acute, wish), _WORSE, strict=True) if one[0]]
        if own:
            found.append((self._own, "own_doctor"))
        if soonest:
            found.append((self.costs.late_day, "soonest"))
        if step is not None:
            found.append((sharing, step.value))
        if wishes and not wish:
            found.append((self.costs.wish, "wish_met"))
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
