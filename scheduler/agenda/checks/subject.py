"""Whom a finding about a session concerns."""

from __future__ import annotations

from scheduler.agenda.problem import AgendaProblem
from scheduler.rota.findings import Finding


def of_session(
    problem: AgendaProblem, rule: str, session: int, amount: int = 1, factor: int = 1, **facts: str | int
) -> Finding:
    """A finding about one session."""
    about = problem.sessions[session]
    return Finding(rule, amount, factor, person=about.person, day=about.day, site=about.site, facts=facts)
