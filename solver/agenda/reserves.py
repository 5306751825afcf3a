"""How many acute slots each site keeps on each day, by part of the day, and when they are released."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from scheduler.agenda.build.diary import Diary
from scheduler.agenda.build.expectation import ExpectedAcute
from scheduler.agenda.build.whole import shared_out
from scheduler.calendar import show_clock
from scheduler.forecast import still_expected
from scheduler.learned import DayPart
from solver.agenda.protection.demand import NegativeBinomialDemand
from solver.agenda.protection.promised_release import promised_release
from solver.agenda.protection.release import ReleaseStep
from solver.agenda.protection.release_outcome import release_outcome
from solver.agenda.protection.reserve import turned_away, unused

AT_FIRST = "at-first"
"""The label of the reserve before any release; a release step's label is "days before" + "T" + clock time."""
DIGITS = 2
"""Expected patients are told to a hundredth: a reserve does not hang on less."""


@dataclass(frozen=True)
class DayReserve:
    """The acute slots a site keeps on a day.

    `expected` patients in person, `sd` their standard deviation. Of `wanted` slots the sessions hold `slots`, spread
    over the `parts` of the day. `turned_away`: the share of acute patients who find no reserved slot, releases counted
    in; `unused` slots of those kept, on average, were nothing released. `release`: the slots still kept from each
    moment on.
    """

    site: int
    day: int
    expected: float
    sd: float
    wanted: int
    slots: int
    turned_away: float
    unused: float
    parts: Mapping[DayPart, int]
    release: tuple[ReleaseStep, ...]


@dataclass(frozen=True, slots=True)
class _Level:
    """What a demand asks for, whatever the site and day."""

    sd: float
    wanted: int
    slots: int
    turned_away: float
    unused: float
    release: tuple[ReleaseStep, ...]


def day_reserves(diary: Diary) -> tuple[DayReserve, ...]:
    """The reserve of every site and day on which acute patients are expected and somebody can see them."""
    found = (_reserve(diary, expected) for expected in diary.expected if expected.mean > 0)
    return tuple(one for one in found if one is not None)


def _reserve(diary: Diary, expected: ExpectedAcute) -> DayReserve | None:
    capacity = diary.capacity(expected.site, expected.day)
    whole = sum(capacity.values())
    if not whole:
        return None
    mean = round(expected.mean, DIGITS)
    level = _level(mean, expected.dispersion, whole, diary.practice.agenda.turn_away, _shares(diary))
    parts = list(DayPart)
    weights = [expected.shares.get(part, 0.0) for part in parts]
    slots = shared_out(level.slots, weights, [capacity[part] for part in parts])
    return DayReserve(
        expected.site,
        expected.day,
        expected.mean,
        level.sd,
        level.wanted,
        level.slots,
        level.turned_away,
        level.unused,
        dict(zip(parts, slots, strict=True)),
        level.release,
    )


@cache
def _level(
    mean: float, dispersion: float, capacity: int, turn_away: float, shares: tuple[tuple[str, float], ...]
) -> _Level:
    demand = NegativeBinomialDemand(mean, dispersion)
    release = promised_release(demand, shares, turn_away, capacity)
    slots = release[0].slots
    wanted = promised_release(demand, shares, turn_away)[0].slots if slots == capacity else slots
    away = release_outcome(demand, release).turned_away if slots else turned_away(demand, 0)
    return _Level(demand.sd, wanted, slots, away, unused(demand, slots), release)


def _shares(diary: Diary) -> tuple[tuple[str, float], ...]:
    """The share of a day's acute requests still to come at each release step, all of them at first."""
    learned = diary.expectations.learned
    told = learned.acute_demand if learned else None
    moments = diary.practice.agenda.release
    later = (
        (f"{step.days_before}T{show_clock(step.at)}", still_expected(told, step.days_before, step.at))
        for step in moments
    )
    return ((AT_FIRST, 1.0), *later)
