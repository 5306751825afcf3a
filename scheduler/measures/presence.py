"""Own-list presence: whether doctors are there for the patients on their own list."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.rota.checks.presence import consults_at
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


@dataclass(frozen=True, slots=True)
class ListPresence:
    """Days a doctor consults at the list's site, counted up to what each week asks, and the days asked for."""

    person: int
    days: int
    wanted: int


def list_presence(problem: RotaProblem, rota: Rota) -> tuple[ListPresence, ...]:
    """One line for each person of whom presence is asked, over all weeks."""
    return tuple(
        _presence_of(problem, rota, person) for person, someone in enumerate(problem.people) if someone.presence
    )


def _presence_of(problem: RotaProblem, rota: Rota, person: int) -> ListPresence:
    held = wanted = 0
    for week in problem.people[person].presence:
        days = sum(consults_at(problem, rota, person, day, week.site) for day in week.available)
        held += min(days, week.days)
        wanted += week.days
    return ListPresence(person, held, wanted)
