"""A rota as a manager makes it by hand: one usual week, repeated, with the holes filled one by one.

The session that takes most off the cost comes first, for the person who has done the least of that duty and of their
contract. Sessions of the usual week fall away on absences, holidays and wherever a hard rule forbids them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush

from benchmarks.rivals.needs import Gain, Needs
from benchmarks.rivals.own_week import OwnWeek
from scheduler.rota.checks.rooms import check as rooms_check
from scheduler.rota.problem import DAYS_IN_WEEK, Assignment, RotaProblem
from scheduler.rota.rota import Rota
from scheduler.sessions import SessionKind

Cell = tuple[Assignment, ...]
Rank = tuple[float, ...]


def greedy_rota(problem: RotaProblem) -> Rota:
    """The rota by hand; valid wherever fewer sessions never break a hard rule, which its audit must say."""
    plan = _Plan(problem)
    for trainees in (False, True):
        plan.fill(_usual_week(plan.allowed(trainees)))
    for trainees in (False, True):
        plan.fill((item,) for item in plan.allowed(trainees))
    return Rota(frozenset(plan.planned))


def _usual_week(allowed: Iterable[Assignment]) -> Iterator[Cell]:
    """The allowed sessions, those of one person, weekday and template together."""
    cells: dict[tuple[int, int, int], list[Assignment]] = {}
    for item in allowed:
        cells.setdefault((item.person, item.day % DAYS_IN_WEEK, item.template), []).append(item)
    yield from map(tuple, cells.values())


class _Plan:
    """The rota while it is made."""

    def __init__(self, problem: RotaProblem) -> None:
        self.planned: set[Assignment] = set()
        self._problem = problem
        self._needs = Needs(problem)
        self._own = [OwnWeek(problem, person) for person in range(len(problem.people))]
        self._duties = _Duties(problem)
        self._plan(sorted(problem.pinned))

    def allowed(self, trainees: bool) -> list[Assignment]:
        """Sessions of trainees, where a supervisor is already planned beside them; or sessions of all others."""
        supervised = [person.supervisors is not None for person in self._problem.people]
        rota = Rota.of(self.planned)
        return [
            item
            for item in self._problem.cells()
            if supervised[item.person] is trainees and (not trainees or _beside_supervisor(self._problem, rota, item))
        ]

    def fill(self, cells: Iterable[Cell]) -> None:
        """Plan cells, the best first, until none takes anything off the cost."""
        # Gains only fall and loads only rise while sessions are added, so that a rank is never better than it was:
        # a cell whose renewed rank is still the best is the best of all.
        waiting = [(self._rank(cell), cell) for cell in cells]
        heapify(waiting)
        while waiting:
            rank, cell = heappop(waiting)
            renewed = self._rank(cell)
            if renewed > rank:
                if self._worthwhile(cell):
                    heappush(waiting, (renewed, cell))
            elif self._worthwhile(cell):
                self._plan_what_fits(cell)

    def _rank(self, cell: Cell) -> Rank:
        cover, fairness, comfort = self._needs.gain(cell)
        person = cell[0].person
        return (-cover, -fairness, self._duties.load(cell), -comfort, self._load(person))

    def _worthwhile(self, cell: Cell) -> bool:
        # Tier by tier: a loss in a later tier never stops a gain in an earlier one.
        gain: Gain = self._needs.gain(cell)
        return gain > (0,) * len(gain)

    def _load(self, person: int) -> float:
        owed = sum(target.minutes for target in self._problem.people[person].targets if not target.desk)
        return self._own[person].minutes / max(1, owed)

    def _plan_what_fits(self, cell: Cell) -> None:
        if self._fits(cell):
            self._plan(cell)
            return
        for item in cell if len(cell) > 1 else ():
            if self._worthwhile((item,)) and self._fits((item,)):
                self._plan((item,))

    def _fits(self, cell: Cell) -> bool:
        return self._own[cell[0].person].fits(cell) and self._rooms_left(cell)

    def _rooms_left(self, cell: Cell) -> bool:
        if self._problem.templates[cell[0].template].room is None:
            return True
        days = {item.day for item in cell}
        beside = (item for item in self.planned if item.day in days)
        return not any(rooms_check(self._problem, Rota.of((*beside, *cell))))

    def _plan(self, sessions: Sequence[Assignment]) -> None:
        self.planned.update(sessions)
        for item in sessions:
            self._needs.plan(item)
            self._duties.plan(item)
            self._own[item.person].plan((item,))


class _Duties:
    """Who has done how much of each shared duty, by exposure."""

    def __init__(self, problem: RotaProblem) -> None:
        self._shares = problem.fair_shares
        self._exposure = [dict(zip(share.people, share.exposure, strict=True)) for share in self._shares]
        self._done = [dict(zip(share.people, share.carried, strict=True)) for share in self._shares]
        self._shares_at: dict[tuple[int, int], list[int]] = {}
        for number, share in enumerate(self._shares):
            for session in share.sessions:
                self._shares_at.setdefault(session, []).append(number)

    def load(self, cell: Cell) -> float:
        """What the person has done, by exposure, of all duties that the sessions belong to."""
        return sum(
            self._done[share][item.person] / self._exposure[share][item.person] for item, share in self._in(cell)
        )

    def plan(self, item: Assignment) -> None:
        """Count a session as planned."""
        for _, share in self._in((item,)):
            self._done[share][item.person] += 1

    def _in(self, cell: Cell) -> Iterator[tuple[Assignment, int]]:
        for item in cell:
            for share in self._shares_at.get((item.day, item.template), ()):
                if item.person in self._done[share]:
                    yield item, share


def _beside_supervisor(problem: RotaProblem, rota: Rota, item: Assignment) -> bool:
    """Whether a supervisor is at the site for the whole session, if it is one that needs that."""
    wanted, supervisors = problem.templates[item.template], problem.people[item.person].supervisors or frozenset()
    others = (problem.templates[other.template] for other in rota.on(item.day) if other.person in supervisors)
    return wanted.kind != SessionKind.CONSULTING or any(
        other.site == wanted.site and other.start <= wanted.start and wanted.end <= other.end for other in others
    )
