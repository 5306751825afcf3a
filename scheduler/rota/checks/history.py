"""What a person works on any day from the known past to the end of the period."""

from __future__ import annotations

from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota

Span = tuple[int, int]


def known_days(problem: RotaProblem, person: int) -> range:
    """The days on which it is known whether the person works: the past days and the period."""
    return range(-problem.people[person].past_days, problem.days)


def days_worked(problem: RotaProblem, rota: Rota, person: int) -> set[int]:
    """The days with work, those of the past included."""
    past = {session.day for session in problem.people[person].past}
    return past | {day for day in range(problem.days) if rota.works(person, day)}


def spans(problem: RotaProblem, rota: Rota, person: int) -> dict[int, Span]:
    """First start and last end of every day with work, those of the past included."""
    found: dict[int, Span] = {}
    for session in problem.people[person].past:
        begin, stop = found.get(session.day, (session.start, session.end))
        found[session.day] = min(begin, session.start), max(stop, session.end)
    for day in range(problem.days):
        worked = [problem.templates[template] for template in rota.templates_on(person, day)]
        if worked:
            found[day] = min(t.start for t in worked), max(t.end for t in worked)
    return found
