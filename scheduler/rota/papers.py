"""The rota and the ledger as they are kept between periods: names and dates instead of numbers."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from scheduler.part import Identifier, Part
from scheduler.practice import Practice
from scheduler.rota.problem import Assignment, RotaProblem
from scheduler.rota.rota import Rota

OrdinaryDuty = Literal["early", "late", "saturday", "holiday"]
ORDINARY_DUTIES: tuple[OrdinaryDuty, ...] = ("early", "late", "saturday", "holiday")


class PlannedSession(Part):
    """One practitioner works one template at one site on one date; `pinned` ones must stay in the next version."""

    practitioner: Identifier
    on: date = Field(alias="date")
    template: Identifier
    site: Identifier
    pinned: bool = False


class RotaPaper(Part):
    """A rota of one practice over `weeks` weeks from the Monday `from`: what `rota.json` holds."""

    version: Literal[1] = 1
    practice: Identifier
    from_date: date = Field(alias="from")
    weeks: Annotated[int, Field(ge=1, le=53)]
    sessions: tuple[PlannedSession, ...]


class WeekWorked(Part):
    """Minutes worked in the week that begins on a Monday."""

    monday: date
    minutes: Annotated[int, Field(ge=0, le=10080)]


class LedgerEntry(Part):
    """What one practitioner has done so far.

    `exposure`: contract share brought so far, in tenths of a full-time week. `duties` counts early, late, saturday
    and holiday sessions, `named_holidays` sessions by holiday over the years. `weeks`: at most the last 52 weeks.
    """

    practitioner: Identifier
    exposure: Annotated[int, Field(ge=0)] = 0
    duties: dict[OrdinaryDuty, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
    named_holidays: dict[Identifier, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
    weeks: tuple[WeekWorked, ...] = ()


class Ledger(Part):
    """The running account of duties by contract share: what `ledger.json` holds.

    `until`: the last date counted in. Practitioners who left stay in, with what they did.
    """

    version: Literal[1] = 1
    practice: Identifier
    until: date
    entries: tuple[LedgerEntry, ...]


def template_key(template: str, site: str) -> str:
    """The key of a template at a site: "template@site"."""
    return f"{template}@{site}"


def to_paper(problem: RotaProblem, rota: Rota, practice: Practice) -> RotaPaper:
    """A rota in names and dates, in order of date and practitioner."""
    ordered = sorted(rota.assignments, key=lambda a: (a.day, a.person, a.template))
    return RotaPaper.model_validate(
        {
            "practice": practice.practice.id,
            "from": problem.first_day,
            "weeks": problem.weeks,
            "sessions": tuple(_planned(problem, assignment) for assignment in ordered),
        }
    )


def _planned(problem: RotaProblem, assignment: Assignment) -> PlannedSession:
    template, _, site = problem.templates[assignment.template].key.partition("@")
    return PlannedSession(
        practitioner=problem.people[assignment.person].key,
        date=problem.date_of(assignment.day),
        template=template,
        site=site,
        pinned=assignment in problem.pinned,
    )


def from_paper(paper: RotaPaper, problem: RotaProblem) -> Rota:
    """The rota of a paper's sessions in the period, whether or not they could be worked.

    ValueError for a paper of another practice, and for unknown practitioners, templates and sites, all at once.
    """
    if paper.practice != problem.practice:
        raise ValueError(f"this rota belongs to the practice {paper.practice}, not to {problem.practice}")
    people = {person.key: number for number, person in enumerate(problem.people)}
    templates = {template.key: number for number, template in enumerate(problem.templates)}
    sessions = [session for session in paper.sessions if 0 <= (session.on - problem.first_day).days < problem.days]
    unknown = sorted(
        {f"practitioner {session.practitioner}" for session in sessions if session.practitioner not in people}
        | {f"session {_key(session)}" for session in sessions if _key(session) not in templates}
    )
    if unknown:
        raise ValueError(f"not in the practice: {', '.join(unknown)}")
    return Rota.of(
        Assignment(people[session.practitioner], (session.on - problem.first_day).days, templates[_key(session)])
        for session in sessions
    )


def _key(session: PlannedSession) -> str:
    return template_key(session.template, session.site)
