"""Nobody works too many sessions of one kind in the period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scheduler.rota.checks.sessions import all_sessions
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every person and template with too many sessions. Facts: `count`, `limit`."""
    counts = Counter((session.person, session.template) for session in all_sessions(problem, rota))
    for person, someone in enumerate(problem.people):
        for template, limit in sorted(someone.limits.templates.items()):
            count = counts[person, template]
            if count > limit:
                site = problem.templates[template].site
                facts = {"count": count, "limit": limit}
                yield Finding("template_limit", person=person, site=site, template=template, facts=facts)
