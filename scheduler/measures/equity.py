"""Equity: how far everybody stands from their fair share of each duty."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from scheduler.rota.problem import Duty, FairShare, RotaProblem
from scheduler.rota.rota import Rota


@dataclass(frozen=True, slots=True)
class PersonShare:
    """One person's part of one duty, which `group` (a named holiday or the duty itself) names further.

    `sessions` in the rota, `carried` from the ledger, `fair` what both should come to by contract share,
    `per_full_time` what both come to for somebody with the group's largest exposure. All in sessions.
    """

    duty: Duty
    group: str
    person: int
    sessions: int
    carried: int
    fair: float
    per_full_time: float

    @property
    def total(self) -> int:
        """Sessions done and planned."""
        return self.sessions + self.carried

    @property
    def distance(self) -> float:
        """Sessions above (positive) or below the fair share."""
        return self.total - self.fair


@dataclass(frozen=True, slots=True)
class Spread:
    """How evenly one profession shares one duty.

    `least` and `most` sessions per full-time person; `farthest`: the most sessions by which anybody stands away
    from their fair share. Sessions carried over from earlier periods count.
    """

    duty: Duty
    group: str
    profession: str
    people: int
    least: float
    most: float
    farthest: float


def person_shares(problem: RotaProblem, rota: Rota) -> tuple[PersonShare, ...]:
    """Everybody's part of every duty they share, in the order of the problem's fair shares."""
    return tuple(one for share in problem.fair_shares for one in _shares_of(share, rota))


def spreads(problem: RotaProblem, rota: Rota) -> tuple[Spread, ...]:
    """One spread for each fair share that anybody takes part in and that has sessions to share, now or carried."""
    found = ((share, _shares_of(share, rota)) for share in problem.fair_shares)
    return tuple(_spread(problem, share, people) for share, people in found if any(one.total for one in people))


def _shares_of(share: FairShare, rota: Rota) -> tuple[PersonShare, ...]:
    done = _sessions(share, rota)
    whole, largest = sum(share.exposure), max(share.exposure, default=1)
    total = sum(done[person] for person in share.people) + sum(share.carried)
    return tuple(
        PersonShare(
            duty=share.duty,
            group=share.name,
            person=person,
            sessions=done[person],
            carried=carried,
            fair=total * own / whole,
            per_full_time=(done[person] + carried) * largest / own,
        )
        for person, own, carried in zip(share.people, share.exposure, share.carried, strict=True)
    )


def _sessions(share: FairShare, rota: Rota) -> Counter[int]:
    days = {day for day, _ in share.sessions}
    return Counter(item.person for day in days for item in rota.on(day) if (day, item.template) in share.sessions)


def _spread(problem: RotaProblem, share: FairShare, people: tuple[PersonShare, ...]) -> Spread:
    rates = [one.per_full_time for one in people]
    farthest = max(abs(one.distance) for one in people)
    profession = problem.people[people[0].person].profession
    return Spread(share.duty, share.name, profession, len(people), min(rates), max(rates), farthest)
