"""Not too many minutes a week on average over several weeks."""

from __future__ import annotations

from scheduler.rota.problem import DAYS_IN_WEEK, Person
from solver.linear import Tag
from solver.rota.model import RotaModel


def constrain(model: RotaModel) -> None:
    """The mean of the weeks that end with each week of the period stays within the limit."""
    for person, who in model.people():
        mean = who.limits.mean_week_minutes
        if mean is None:
            continue
        for week in range(model.problem.weeks):
            first = week + 1 - who.limits.mean_weeks
            earlier = sum(_minutes_before(who, -number) for number in range(first, 0))
            days = range(max(0, first) * DAYS_IN_WEEK, (week + 1) * DAYS_IN_WEEK)
            most = who.limits.mean_weeks * mean - earlier
            tag = Tag("mean_week_minutes", person, week * DAYS_IN_WEEK)
            model.linear.row(model.worked_terms(person, days), upper=most, tag=tag)


def _minutes_before(who: Person, weeks: int) -> int:
    """Minutes of the week that lies `weeks` before the period's first."""
    return who.past_weeks[-weeks] if weeks <= len(who.past_weeks) else who.contract_week
