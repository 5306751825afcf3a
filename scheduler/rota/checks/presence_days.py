"""A patient list sees its doctor on enough days of the week."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.minutes import week_days
from scheduler.rota.checks.presence import consults_at
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield the days of presence that each week lacks; the day is the week's first. Facts: `days`, `least`."""
    for person, someone in enumerate(problem.people):
        for wanted in someone.presence:
            days = sum(consults_at(problem, rota, person, day, wanted.site) for day in wanted.available)
            if days < wanted.days:
                facts = {"days": days, "least": wanted.days}
                first = week_days(wanted.week)[0]
                yield Finding(
                    "presence_days", wanted.days - days, person=person, day=first, site=wanted.site, facts=facts
                )
