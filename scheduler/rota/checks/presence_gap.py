"""A patient list does not wait too many working days for its doctor."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from scheduler.rota.checks.presence import consults_at
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every gap in presence at the home site, by the working days beyond the longest gap allowed.

    The finding's day is the gap's first. People without a home site are exempt. Facts: `days`, `limit`.
    """
    for person, someone in enumerate(problem.people):
        limit, site = someone.presence_gap, someone.home_site
        if limit is None or site is None:
            continue
        for gap in _gaps(problem, rota, person, site):
            # A gap of length m holds m - limit stretches of limit + 1 days.
            if len(gap) > limit:
                facts = {"days": len(gap), "limit": limit}
                yield Finding("presence_gap", len(gap) - limit, person=person, day=gap[0], site=site, facts=facts)


def _gaps(problem: RotaProblem, rota: Rota, person: int, site: int) -> Iterator[list[int]]:
    days = problem.people[person].presence_days
    for present, group in groupby(days, key=lambda day: consults_at(problem, rota, person, day, site)):
        if not present:
            yield list(group)
