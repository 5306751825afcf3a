"""Duties that a profession shares fairly."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.build.contract import period_exposure
from scheduler.rota.build.duties import NamedDuty, sessions_by_duty
from scheduler.rota.build.frame import Frame
from scheduler.rota.build.past import Past
from scheduler.rota.papers import LedgerEntry
from scheduler.rota.problem import Duty, FairShare, RotaProblem
from scheduler.staff import Profession

TOLERANCE = 1

Sessions = frozenset[tuple[int, int]]


class FairShareBuilder:
    """Makes one share for each profession and duty, among the people who could work such sessions."""

    def __init__(self, frame: Frame, bare: RotaProblem, past: Past) -> None:
        self._frame = frame
        self._bare = bare
        self._entries = [past.entry(person.key) for person in bare.people]
        self._exposure = [period_exposure(frame, number) for number in range(len(bare.people))]

    def build(self) -> tuple[FairShare, ...]:
        """All shares of the period."""
        return tuple(
            share
            for named, sessions in sessions_by_duty(self._frame, self._bare.offered).items()
            for profession in Profession
            for share in self._share(named, sessions, profession)
        )

    def _share(self, named: NamedDuty, sessions: Sessions, profession: Profession) -> Iterator[FairShare]:
        able = [n for n in sorted(self._frame.members([profession])) if self._exposure[n] and self._can(n, sessions)]
        if len(able) > 1:  # one alone has nobody to share with
            yield FairShare(
                duty=named.duty,
                name=named.name,
                people=tuple(able),
                exposure=tuple(self._entries[n].exposure + self._exposure[n] for n in able),
                carried=tuple(_carried(self._entries[n], named) for n in able),
                sessions=self._open_to(able, sessions),
                tolerance=_tolerance(self._frame, named.duty),
            )

    def _can(self, person: int, sessions: Sessions) -> bool:
        return any(template in self._bare.candidates(person, day) for day, template in sessions)

    def _open_to(self, people: list[int], sessions: Sessions) -> Sessions:
        eligible = frozenset().union(*(self._bare.people[person].eligible for person in people))
        return frozenset(pair for pair in sessions if pair[1] in eligible)


def _carried(entry: LedgerEntry, named: NamedDuty) -> int:
    if named.duty is Duty.NAMED_HOLIDAY:
        return entry.named_holidays.get(named.name, 0)
    return sum(count for name, count in entry.duties.items() if name == named.name)


def _tolerance(frame: Frame, duty: Duty) -> int:
    override = frame.practice.rules.get(f"equity_{duty.value}")
    return TOLERANCE if override is None or override.tolerance is None else override.tolerance
