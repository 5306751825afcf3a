"""Expected demand: whether each line names a day, an open site and nothing said before."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from scheduler.consistency.fault import Fault, listed
from scheduler.consistency.occasions import occasions
from scheduler.consistency.staffing import overlaps
from scheduler.demand import ExpectedDemand
from scheduler.practice import Practice


def demand_without_days(practice: Practice) -> Iterator[Fault]:
    """Demand lines that name neither days nor dates."""
    for position, line in enumerate(practice.demand):
        if line.days is None and not line.dates:
            yield Fault(("demand", position, "days"), "input-no-days-nor-dates")


def demand_while_closed(practice: Practice) -> Iterator[Fault]:
    """Demand expected in half-days in which the site is closed."""
    sites = {site.id: site for site in practice.sites}
    for position, line in enumerate(practice.demand):
        site = sites.get(line.site)
        days = occasions(practice, site, line.days, line.dates) if site and line.minutes else ()
        closed = [on.name for on in days if not overlaps(on.opening, *line.half_day.span)]
        if closed:
            facts = {"site": line.site, "days": listed(closed), "half_day": line.half_day.value}
            yield Fault(("demand", position, "half_day"), "input-demand-while-closed", facts)


def demand_twice(practice: Practice) -> Iterator[Fault]:
    """Demand of the same site, half-day and professions stated twice for one day or date."""
    seen: set[Hashable] = set()
    for position, line in enumerate(practice.demand):
        about = (line.site, line.half_day, frozenset(line.professions))
        days = [day for day in _days(line) if (*about, day) in seen]
        seen |= {(*about, day) for day in _days(line)}
        if days:
            field = "dates" if line.dates else "days"
            facts = {"site": line.site, "days": listed(days), "half_day": line.half_day.value}
            yield Fault(("demand", position, field), "input-demand-twice", facts)


def _days(line: ExpectedDemand) -> list[str]:
    return [str(day) for day in line.dates] or sorted(day.value for day in line.days or ())
