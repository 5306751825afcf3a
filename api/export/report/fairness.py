"""Equity bars: everybody's duties against the fair share, and hours against the contract."""

from __future__ import annotations

from dataclasses import dataclass

from api.export.headlines import duty_of
from api.export.plan import Plan
from scheduler.measures.equity import PersonShare, Spread, person_shares, spreads
from scheduler.measures.workload import Workload, workloads
from scheduler.messages import Fact, say, word
from scheduler.messages.formats import show_duration, show_number
from scheduler.rota.problem import Duty
from scheduler.staff import Profession


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar in percent of the longest in its column: what was carried, what is planned, where the fair share lies."""

    carried: float
    planned: float
    fair: float
    figure: str
    sentence: str
    far: bool


@dataclass(frozen=True, slots=True)
class HoursBar:
    """Hours planned in percent of the longest, where the hours owed lie, and what is out of tolerance."""

    planned: float
    owed: float
    figure: str
    out: str


@dataclass(frozen=True, slots=True)
class FairRow:
    """One person: a bar for each duty (None where they do not share it) and their hours."""

    name: str
    bars: tuple[Bar | None, ...]
    hours: HoursBar


@dataclass(frozen=True, slots=True)
class FairTable:
    """One profession: its duties as columns, its people as rows, the spread of each duty under it."""

    profession: Profession
    name: str
    duties: tuple[str, ...]
    spreads: tuple[str, ...]
    rows: tuple[FairRow, ...]


@dataclass(frozen=True)
class _Members:
    """The people of one profession with what they share and work."""

    plan: Plan
    people: tuple[int, ...]
    spreads: tuple[Spread, ...]
    shares: dict[tuple[int, Duty, str], PersonShare]
    loads: tuple[Workload, ...]

    @property
    def longest(self) -> int:
        """The longest time anybody works or owes, in minutes."""
        return max((max(load.worked, load.owed) for load in self.loads), default=0) or 1

    def column(self, spread: Spread) -> list[PersonShare]:
        """Everybody's share of one duty."""
        found = (self.shares.get((person, spread.duty, spread.group)) for person in self.people)
        return [share for share in found if share is not None]


def fair_tables(plan: Plan) -> tuple[FairTable, ...]:
    """One table for each profession that has people."""
    staff = [(number, one.profession) for number, one in enumerate(plan.problem.people)]
    return tuple(
        _table(plan, profession, _members(plan, profession, people))
        for profession in Profession
        if (people := tuple(number for number, own in staff if own == profession))
    )


def _members(plan: Plan, profession: Profession, people: tuple[int, ...]) -> _Members:
    every_load = workloads(plan.problem, plan.rota)
    return _Members(
        plan=plan,
        people=people,
        spreads=tuple(one for one in ordered_spreads(plan) if one.profession == profession),
        shares={(one.person, one.duty, one.group): one for one in person_shares(plan.problem, plan.rota)},
        loads=tuple(every_load[person] for person in people),
    )


def _table(plan: Plan, profession: Profession, members: _Members) -> FairTable:
    return FairTable(
        profession=profession,
        name=word("professions", profession, plan.language),
        duties=tuple(duty_of(plan, spread) for spread in members.spreads),
        spreads=tuple(spread_text(plan, spread) for spread in members.spreads),
        rows=tuple(_row(members, person, load) for person, load in zip(members.people, members.loads, strict=True)),
    )


def ordered_spreads(plan: Plan) -> list[Spread]:
    """The spreads in the order of the duties, named holidays last."""
    return sorted(spreads(plan.problem, plan.rota), key=lambda one: list(Duty).index(one.duty))


def spread_text(plan: Plan, spread: Spread) -> str:
    """From the least to the most sessions for a full-time person."""
    least, most = (show_number(figure, plan.language, 1) for figure in (spread.least, spread.most))
    return say("spread", plan.language, least=least, most=most)


def _row(members: _Members, person: int, load: Workload) -> FairRow:
    bars = tuple(_bar(members, spread, person) for spread in members.spreads)
    return FairRow(members.plan.names.person(person), bars, _hours(members, load))


def _bar(members: _Members, spread: Spread, person: int) -> Bar | None:
    share = members.shares.get((person, spread.duty, spread.group))
    if share is None:
        return None
    longest = max(max(one.total, one.fair) for one in members.column(spread)) or 1
    language = members.plan.language
    figures: dict[str, Fact] = {
        "sessions": share.sessions,
        "carried": share.carried,
        "fair": show_number(share.fair, language, 1),
    }
    return Bar(
        carried=_percent(share.carried, longest),
        planned=_percent(share.sessions, longest),
        fair=_percent(share.fair, longest),
        figure=say("bar-figure" if share.carried else "bar-figure-plain", language, **figures),
        sentence=say("bar-sentence", language, **figures),
        far=abs(share.distance) > _tolerance(members.plan, share),
    )


def _tolerance(plan: Plan, share: PersonShare) -> int:
    shares = (one for one in plan.problem.fair_shares if (one.duty, one.name) == (share.duty, share.group))
    return max((one.tolerance for one in shares if share.person in one.people), default=0)


def _hours(members: _Members, load: Workload) -> HoursBar:
    language = members.plan.language
    worked, owed = show_duration(load.worked, language), show_duration(load.owed, language)
    beyond = load.over or -load.under
    return HoursBar(
        planned=_percent(load.worked, members.longest),
        owed=_percent(load.owed, members.longest),
        figure=say("hours-figure", language, worked=worked, owed=owed),
        out=("+" if beyond > 0 else "") + show_duration(beyond, language) if beyond else "",
    )


def _percent(figure: float, whole: float) -> float:
    return round(100 * figure / whole, 1)
