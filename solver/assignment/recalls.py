"""Recalls: everybody due gets a start with the own doctor, otherwise by the sharing order, spread evenly."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial

import numpy as np

from scheduler.booking.policy import Sharing
from scheduler.booking.recalls import DuePatient, RecallQuestion, ReviewTime, even_days
from scheduler.calendar import GRAIN
from solver.assignment.problem import AssignmentProblem
from solver.assignment.recall_starts import Pool, Starts, joined, pools_of, starts_of
from solver.assignment.search import assign
from solver.cpsat import Stoppable
from solver.crew import parents_stop
from solver.result import Status
from solver.settings import SolverSettings

DAY_COST = 10
"""Cost of a day away from the even place."""
LEFT = 1_000_000
"""Cost of leaving somebody without, to which urgency adds."""
WIDEST = 80
"""Starts that somebody is offered at most in one round, the nearest."""
ROUNDS = 4
"""Rounds with the own doctors, and of each kind of sharing, at most: each offers what is still free."""
FIRST = 0.5
"""The share of the seconds left that a round may take."""


Allowed = Callable[[DuePatient, Sequence[Pool]], list[Pool]]
"""Which of the pools a patient may get."""


class LeftOver(StrEnum):
    """Why somebody gets no proposal: nobody has time, not near enough, or those more urgent took it all."""

    NO_TIME = "no_time"
    NOT_NEAR = "not_near"
    TAKEN = "taken"


@dataclass(frozen=True)
class Proposal:
    """A start for a patient: with whom, where, when (minutes since midnight) and how long."""

    patient: DuePatient
    practitioner: str
    site: str
    day: date
    begin: int
    minutes: int


@dataclass(frozen=True)
class Recalls:
    """All proposals, in order of time, and who is left over and why, in order of urgency.

    `proved`: in no round would another choice have been better.
    """

    proposals: tuple[Proposal, ...]
    left_over: tuple[tuple[DuePatient, LeftOver], ...]
    proved: bool


def recalls(
    question: RecallQuestion, settings: SolverSettings | None = None, stoppable: Stoppable | None = None
) -> Recalls:
    """Propose a start to everybody due for whom there is time; the same question has the same answer.

    First everybody with the own doctor, then those who are left by each kind of sharing: nobody takes a start that a
    patient of that doctor could have had.
    """
    plan = _Plan(question, settings or SolverSettings(seconds=2.5, workers=1), stoppable or Stoppable())
    plan.give_all(partial(_own, alone=not question.sharing))
    for number, sharing in enumerate(question.sharing):
        plan.give_all(partial(_shared, sharing=sharing, first=number == 0))
    return plan.result()


def _own(patient: DuePatient, pools: Sequence[Pool], alone: bool) -> list[Pool]:
    """The own doctor, wherever; anybody for those without one if nobody shares (`alone`)."""
    if patient.home is None:
        return list(pools) if alone else []
    return [pool for pool in pools if pool[0] == patient.own_doctor]


def _shared(patient: DuePatient, pools: Sequence[Pool], sharing: Sharing, first: bool) -> list[Pool]:
    """Whom a patient gets by one kind of sharing; without an own doctor anybody, at once (`first`)."""
    if patient.home is None:
        return list(pools) if first else []
    if sharing is Sharing.TELE:  # a review is never at a distance
        return []
    same = sharing is Sharing.SAME_SITE
    return [pool for pool in pools if pool[0] != patient.own_doctor and (pool[1] == patient.home) is same]


class _Plan:
    """What is proposed so far."""

    def __init__(self, question: RecallQuestion, settings: SolverSettings, stoppable: Stoppable) -> None:
        self._question, self._stoppable = question, stoppable
        self._settings = replace(settings, seconds=settings.seconds * FIRST)
        self._even = [day.toordinal() for day in even_days(question)]
        self._waiting = list(range(len(question.patients)))
        self._time = _in_order(question.time)
        self._proposals: list[Proposal] = []
        self._proved = True

    def give_all(self, allowed: Allowed) -> None:
        """Propose starts of the pools that are allowed to those who wait, until nobody gets one any more."""
        for _ in range(ROUNDS):
            if not self._give(allowed):
                return

    def _give(self, allowed: Allowed) -> bool:
        """One round, in which everybody is offered the nearest starts; whether anybody got one."""
        pools, starts = pools_of(self._time), starts_of(self._time, self._question.lengths)
        asking: dict[int, Starts] = {}
        for number in self._waiting:
            near = self._near(number, self._of(number, allowed(self._question.patients[number], pools), starts))
            if near is not None:
                asking[number] = near.nearest(self._even[number], WIDEST)
        return bool(asking) and self._assigned(asking)

    def _of(self, number: int, pools: Sequence[Pool], starts: Mapping[tuple[Pool, int], Starts]) -> list[Starts]:
        """The starts of some pools that are as long as a patient needs."""
        category, lengths = self._question.patients[number].category, self._question.lengths
        keys = ((pool, lengths[category, pool[0]]) for pool in pools)
        return [starts[key] for key in keys if key in starts]

    def _near(self, number: int, mine: Sequence[Starts]) -> Starts | None:
        """Those of a patient's starts that are near enough, None if there are none."""
        patient, within = self._question.patients[number], self._question.spread_days
        until = (patient.until or date.max).toordinal()
        near = [one for all_of in mine if len((one := all_of.near(self._even[number], within, until)).day)]
        return joined(near) if near else None

    def _assigned(self, asking: Mapping[int, Starts]) -> bool:
        numbers, offered = list(asking), joined(list(asking.values()))
        found = assign(self._problem(asking, offered), self._settings, self._stoppable)
        self._settings = replace(self._settings, seconds=self._settings.seconds * (1 - FIRST))
        self._proved &= found.status is Status.OPTIMAL
        for number, candidate in zip(numbers, found.chosen.tolist(), strict=True):
            if candidate >= 0:
                self._propose(number, offered, candidate)
        self._time = _in_order(_left(self._time, self._proposals))
        return bool((found.chosen >= 0).any())

    def _problem(self, asking: Mapping[int, Starts], offered: Starts) -> AssignmentProblem:
        """Days away from the even place cost, being left costs more, the more urgent the more."""
        counts = [len(one.day) for one in asking.values()]
        even = np.repeat([self._even[number] for number in asking], counts)
        day_of = {key: number for number, key in enumerate(sorted({(t.practitioner, t.day) for t in self._time}))}
        days = np.array([day_of[one.practitioner, one.day] for one in self._time], dtype=np.int64)
        urgency = np.arange(len(counts))[::-1] * 2 * DAY_COST * (self._question.spread_days + 1)
        return AssignmentProblem(
            unassigned=LEFT + urgency,
            request=np.repeat(np.arange(len(counts)), counts),
            day=days[offered.stretch],
            begin=offered.begin,
            grains=offered.grains,
            cost=DAY_COST * np.abs(offered.day - even),
        )

    def _propose(self, number: int, offered: Starts, candidate: int) -> None:
        stretch, patient = self._time[int(offered.stretch[candidate])], self._question.patients[number]
        begin, minutes = int(offered.begin[candidate]) * GRAIN, int(offered.grains[candidate]) * GRAIN
        self._proposals.append(Proposal(patient, stretch.practitioner, stretch.site, stretch.day, begin, minutes))
        self._waiting.remove(number)

    def result(self) -> Recalls:
        """All that is proposed."""
        in_order = sorted(self._proposals, key=lambda one: (one.day, one.begin, one.practitioner))
        time = _in_order(self._question.time)
        pools, starts = pools_of(time), starts_of(time, self._question.lengths)
        why = ((number, self._why(number, pools, starts)) for number in self._waiting)
        left = tuple((self._question.patients[number], reason) for number, reason in why)
        return Recalls(tuple(in_order), left, self._proved)

    def _why(self, number: int, pools: Sequence[Pool], starts: Mapping[tuple[Pool, int], Starts]) -> LeftOver:
        """Why somebody is left over, by what was free before anybody got anything."""
        patient, sharing = self._question.patients[number], self._question.sharing
        allowed = _own(patient, pools, not sharing)
        for place, kind in enumerate(sharing):
            allowed += _shared(patient, pools, kind, place == 0)
        mine = self._of(number, allowed, starts)
        if not mine:
            return LeftOver.NO_TIME
        return LeftOver.NOT_NEAR if self._near(number, mine) is None else LeftOver.TAKEN


def _in_order(time: Sequence[ReviewTime]) -> list[ReviewTime]:
    return sorted(time, key=lambda one: (one.day, one.practitioner, one.begin))


def _left(time: Sequence[ReviewTime], proposals: Sequence[Proposal]) -> list[ReviewTime]:
    """What proposals leave of the free time."""
    taken: dict[tuple[str, date], list[tuple[int, int]]] = {}
    for one in proposals:
        taken.setdefault((one.practitioner, one.day), []).append((one.begin, one.begin + one.minutes))
    found: list[ReviewTime] = []
    for stretch in time:
        begin = stretch.begin
        for first, last in sorted(taken.get((stretch.practitioner, stretch.day), ())):
            if begin < last and first < stretch.end:
                found.append(replace(stretch, begin=begin, end=max(begin, first)))
                begin = last
        found.append(replace(stretch, begin=min(begin, stretch.end)))
    return [one for one in found if one.minutes > 0]


def recalls_in_child(question: RecallQuestion) -> Recalls:
    """As `recalls`, in a child process: ends early, with what it has, once its parent asks for that."""
    return recalls(question, stoppable=parents_stop())
