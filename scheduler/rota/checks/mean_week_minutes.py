"""Nobody works too much on average over several weeks."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.rota.checks.limits import limited
from scheduler.rota.checks.minutes import week_days, weekly_minutes
from scheduler.rota.findings import Finding
from scheduler.rota.problem import Person, RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every week of the period that ends a stretch of weeks with too high a mean; the day is that week's first.

    Facts: `minutes` (the mean, rounded up), `limit`, `weeks` averaged.
    """
    for person, limit in limited(problem, lambda limits: limits.mean_week_minutes):
        span = problem.people[person].limits.mean_weeks
        minutes = [*_before(problem.people[person], span), *weekly_minutes(problem, rota, person)]
        for week in range(problem.weeks):
            total = sum(minutes[week : week + span])
            if total > span * limit:
                facts = {"minutes": -(-total // span), "limit": limit, "weeks": span}
                yield Finding("mean_week_minutes", person=person, day=week_days(week)[0], facts=facts)


def _before(person: Person, span: int) -> list[int]:
    """The minutes of the `span` - 1 weeks before the period, the contract's week standing in for those not known."""
    wanted = span - 1
    known = person.past_weeks[max(0, len(person.past_weeks) - wanted) :]
    return [*[person.contract_week] * (wanted - len(known)), *known]
