"""The slot of a learned length: the one that costs least in the session it sits in, beside the one in use."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from scheduler.calendar import GRAIN
from scheduler.motives import Channel, Motive
from scheduler.practice import Practice
from scheduler.sessions import SessionKind, SessionTemplate
from solver.appointments.durations import Duration
from solver.appointments.prices import Prices
from solver.appointments.slot_length import SlotCost, best_slot_length

USUAL_LONGEST = 90
LONGEST_SLOT = 480
USUAL_SESSION = 240
"""Minutes of a session where the practice offers none of the kind."""
_MOST_ABSENT = 0.95


@dataclass(frozen=True, slots=True)
class SlotChoice:
    """The slot chosen and what it brings, beside that of the slot in use (None if there is none, or it fits nowhere).

    A session of `session` minutes that holds such slots only.
    """

    session: int
    chosen: SlotCost
    before: SlotCost | None


@dataclass(frozen=True)
class SlotChooser:
    """Chooses slots for a practice at its prices."""

    practice: Practice

    def choose(self, motive: Motive, length: tuple[float, float], no_show: float, in_use: int | None) -> SlotChoice:
        """The slot for lengths of that mean and standard deviation in minutes, and chance of not attending.

        Somebody of a group always comes, so that a group has no such chance.
        """
        session = usual_session(self.practice, motive)
        absent = 0.0 if motive.channel is Channel.GROUP else min(no_show, _MOST_ABSENT)
        candidates = _candidates(length[0], session, in_use)
        found = best_slot_length(Duration.lognormal(*length), absent, session, self._prices, candidates)
        before = next((line for line in found.table if line.length == in_use), None)
        return SlotChoice(session, found.best, before)

    @property
    def _prices(self) -> Prices:
        prices = self.practice.prices
        return Prices(prices.waiting_minute, prices.idle_minute, prices.overtime_minute)


def _candidates(mean: float, session: int, in_use: int | None) -> list[int]:
    """All lengths of the grid up to what is usual, or up to twice a mean that is longer, and the one in use."""
    longest = max(USUAL_LONGEST, GRAIN * ceil(2 * mean / GRAIN))
    fitting = set(range(GRAIN, min(longest, session, LONGEST_SLOT) + 1, GRAIN))
    return sorted(fitting | ({in_use} if in_use and in_use <= session else set()))


def _minutes_of(template: SessionTemplate) -> int:
    return template.end - template.start - (template.pause.minutes if template.pause else 0)


def usual_session(practice: Practice, motive: Motive) -> int:
    """The minutes of the usual session for a motive, breaks left out: the median over the sessions on offer in a week.

    Visits sit in sessions for visits if the practice has any, all others in consulting sessions.
    """
    visits = motive.channel is Channel.VISIT
    kinds = [SessionKind.VISITS, SessionKind.CONSULTING] if visits else [SessionKind.CONSULTING]
    offered = next((found for kind in kinds if (found := _offered(practice, kind))), [USUAL_SESSION])
    return sorted(offered)[(len(offered) - 1) // 2]


def _offered(practice: Practice, kind: SessionKind) -> list[int]:
    """The minutes of every session of a kind that the sites offer in a week."""
    return [
        _minutes_of(template)
        for template in practice.templates
        if template.kind is kind
        for _ in range(len(template.days) * _sites(practice, template))
    ]


def _sites(practice: Practice, template: SessionTemplate) -> int:
    return len(practice.sites) if template.sites == "all" else len(template.sites)
