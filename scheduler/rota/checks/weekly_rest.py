"""Every week holds one long rest."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from scheduler.rota.checks.history import Span, spans
from scheduler.rota.checks.limits import limited
from scheduler.rota.checks.minutes import week_days
from scheduler.rota.findings import Finding
from scheduler.rota.problem import MINUTES_IN_DAY, RotaProblem
from scheduler.rota.rota import Rota


def check(problem: RotaProblem, rota: Rota) -> Iterator[Finding]:
    """Yield every week without a rest day; the finding's day is the week's first.

    Facts: `minutes` (the longest rest around one of the week's days off, 0 if every day is worked), `limit`.
    """
    for person, limit in limited(problem, lambda limits: limits.weekly_rest):
        span = spans(problem, rota, person)
        for week in range(problem.weeks):
            rests = [_rest_around(span, day) for day in week_days(week) if day not in span]
            longest = max(rests, default=0)
            if not rests or longest < limit:
                facts = {"minutes": int(longest), "limit": limit}
                yield Finding("weekly_rest", person=person, day=week_days(week)[0], facts=facts)


def _rest_around(span: dict[int, Span], day_off: int) -> float:
    """Minutes off around a day off, without end when a day off or a day not known lies beside it."""
    if day_off - 1 not in span or day_off + 1 not in span:
        return inf
    return span[day_off + 1][0] + 2 * MINUTES_IN_DAY - span[day_off - 1][1]
