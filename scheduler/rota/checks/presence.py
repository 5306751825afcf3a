"""Presence of a practitioner for their own list."""

from __future__ import annotations

from scheduler.rota.checks.sessions import CONSULTING
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def consults_at(problem: RotaProblem, rota: Rota, person: int, day: int, site: int) -> bool:
    """Whether the person has a consulting session at the site that day."""
    sessions = (problem.templates[number] for number in rota.templates_on(person, day))
    return any(session.site == site and session.kind == CONSULTING for session in sessions)
