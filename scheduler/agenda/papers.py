"""Agendas as they are kept: names, dates and clock times instead of numbers. What `agenda.json` holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from scheduler.agenda.agenda import Agenda, Block
from scheduler.agenda.problem import AgendaProblem, BlockKind
from scheduler.calendar import Clock, show_clock
from scheduler.learned import LearnedFrom
from scheduler.part import Identifier, Part

Slots = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]


class PlannedBlock(Part):
    """A stretch of a session by the wall clock; `motive` where it is kept for one, `places` where it is a group's."""

    begin: Clock = Field(alias="from")
    end: Clock = Field(alias="to")
    kind: BlockKind
    motive: Identifier | None = None
    places: Annotated[int, Field(ge=1, le=100)] | None = None


class PlannedAgenda(Part):
    """The agenda of one session: its blocks in order of time."""

    practitioner: Identifier
    on: date = Field(alias="date")
    template: Identifier
    site: Identifier
    blocks: tuple[PlannedBlock, ...]


class KeptFrom(Part):
    """How many acute slots stay kept from a moment on: at a clock time so many days before; null at first."""

    days_before: Annotated[int, Field(ge=0, le=60)] | None = None
    at: Clock | None = None
    slots: Slots


class KeptDay(Part):
    """The acute slots a site keeps on a day, and what to expect of them.

    `expected` acute patients in person with standard deviation `sd`. Of `wanted` slots the sessions could hold
    `slots`; `minutes` of open time are laid out for them (acute windows are kept anyway). `turned_away` is the share
    of acute patients who find none, releases counted in, `unused` the slots that stay empty on average if none is
    released.
    """

    site: Identifier
    on: date = Field(alias="date")
    expected: Annotated[float, Field(ge=0)]
    sd: Annotated[float, Field(ge=0)]
    wanted: Slots
    slots: Slots
    minutes: Annotated[int, Field(ge=0)]
    turned_away: Share
    unused: Annotated[float, Field(ge=0)]
    release: tuple[KeptFrom, ...] = ()


class AgendaPaper(Part):
    """The agendas of one practice over `weeks` weeks from the Monday `from`.

    `learned`: the history whose figures they were laid out with, null without one.
    """

    version: Literal[1] = 1
    practice: Identifier
    from_date: date = Field(alias="from")
    weeks: Annotated[int, Field(ge=1, le=53)]
    acute_minutes: Annotated[int, Field(ge=5, le=480)]
    learned: LearnedFrom | None = None
    reserve: tuple[KeptDay, ...] = ()
    agendas: tuple[PlannedAgenda, ...]


def to_agenda_paper(
    problem: AgendaProblem,
    agenda: Agenda,
    reserve: tuple[KeptDay, ...] = (),
    places: Mapping[str, int] | None = None,
    learned: LearnedFrom | None = None,
) -> AgendaPaper:
    """Agendas in names and dates, in order of date and practitioner; `places` of each group motive."""
    found = [_planned(problem, agenda, number, places or {}) for number in range(len(problem.sessions))]
    return AgendaPaper.model_validate(
        {
            "practice": problem.practice,
            "from": problem.first_day,
            "weeks": problem.weeks,
            "acute_minutes": problem.acute_minutes,
            "learned": learned,
            "reserve": reserve,
            "agendas": tuple(found),
        }
    )


def _planned(problem: AgendaProblem, agenda: Agenda, number: int, places: Mapping[str, int]) -> PlannedAgenda:
    session = problem.sessions[number]
    return PlannedAgenda.model_validate(
        {
            "practitioner": problem.people[session.person],
            "date": problem.date_of(session.day),
            "template": session.template,
            "site": problem.sites[session.site],
            "blocks": [_block(block, places) for block in agenda.in_session(number)],
        }
    )


def _block(block: Block, places: Mapping[str, int]) -> dict[str, str | int | None]:
    return {
        "from": show_clock(block.begin),
        "to": show_clock(block.end),
        "kind": block.kind.value,
        "motive": block.motive,
        "places": places.get(block.motive) if block.motive else None,
    }


def from_agenda_paper(paper: AgendaPaper, problem: AgendaProblem) -> Agenda:
    """The agendas of a paper for the sessions of a problem, whether or not they keep its rules.

    ValueError for another practice or period, and for agendas of sessions that the problem does not have.
    """
    if (paper.practice, paper.from_date, paper.weeks) != (problem.practice, problem.first_day, problem.weeks):
        raise ValueError("these agendas belong to another practice or period")
    numbers = {_key_of(problem, number): number for number in range(len(problem.sessions))}
    strange = [one for one in paper.agendas if _key(one) not in numbers]
    if strange:
        raise ValueError(f"no such session in the rota: {', '.join(' '.join(map(str, _key(one))) for one in strange)}")
    return Agenda.of(
        Block(numbers[_key(one)], block.begin, block.end, block.kind, block.motive)
        for one in paper.agendas
        for block in one.blocks
    )


def _key(one: PlannedAgenda) -> tuple[str, date, str, str]:
    return one.practitioner, one.on, one.template, one.site


def _key_of(problem: AgendaProblem, number: int) -> tuple[str, date, str, str]:
    session = problem.sessions[number]
    return (
        problem.people[session.person],
        problem.date_of(session.day),
        session.template,
        problem.sites[session.site],
    )
