"""The sessions of a rota in order, whole or by person and day."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.findings import Finding
from scheduler.rota.problem import Assignment, RotaProblem, Template
from scheduler.rota.rota import Rota

# The kinds of session that rules tell apart, in the words of `scheduler.sessions`; importing them from there would
# bring the whole practice file (and pydantic) into the judge.
CONSULTING = "consulting"
DESK = "desk"


def all_sessions(problem: RotaProblem, rota: Rota) -> Iterator[Assignment]:
    """Every assignment of the period, by day, then person, then template."""
    for day in range(problem.days):
        yield from rota.on(day)


def worked_days(problem: RotaProblem, rota: Rota) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Every (person, day) with work, with the templates worked."""
    for person in range(len(problem.people)):
        for day in range(problem.days):
            templates = rota.templates_on(person, day)
            if templates:
                yield person, day, templates


def by_start(problem: RotaProblem, templates: tuple[int, ...]) -> list[int]:
    """The templates of one day in the order of the clock."""
    return sorted(templates, key=lambda number: (problem.templates[number].start, problem.templates[number].end))


def in_order(problem: RotaProblem, rota: Rota, person: int, day: int) -> list[Template]:
    """The sessions of one person on one day in the order of the clock."""
    return [problem.templates[number] for number in by_start(problem, rota.templates_on(person, day))]


def finding_at(problem: RotaProblem, rule: str, session: Assignment, **facts: str | int) -> Finding:
    """One finding of amount 1 about one session."""
    site = problem.templates[session.template].site
    return Finding(rule, person=session.person, day=session.day, site=site, template=session.template, facts=facts)
