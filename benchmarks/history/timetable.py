"""A fixed weekly timetable, made without a solver.

From Monday to Friday each practitioner works the same sessions every week, at home, taken one after the other where the
site has the fewest doctors for its patients, until the contract's hours are reached. Saturdays, Sundays and public
holidays are worked in turn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from benchmarks.history.acute import minute_shares, weekday_shares
from benchmarks.history.contacts import list_sizes
from benchmarks.history.filling import Counts, Filling
from benchmarks.history.model import Model
from benchmarks.history.shifts import (
    IN_TURN,
    WORKING_WEEK,
    Shift,
    Timetable,
    Turn,
    able,
    may_work,
    offered,
    seeing,
    usual_days,
    worked,
)
from scheduler.calendar import GRAIN, DayKind
from scheduler.motives import Use
from scheduler.sessions import SessionKind, SessionTemplate

WEEKS_IN_YEAR = 52
FOR_BUSY_WEEKS = 4 / 3


def timetable_of(model: Model) -> Timetable:
    """The timetable of all who see patients with the motives of the history."""
    turns = {kind: tuple(_turns(model, kind)) for kind in IN_TURN}
    filling = Filling(model)
    for site in range(len(model.practice.sites)):
        _place_visits(filling, site)
    _fill_weeks(filling, _owed(model, turns))
    week = {
        kind: tuple(shift for (_, on), shifts in filling.shifts.items() if on is kind for shift in shifts)
        for kind in WORKING_WEEK
    }
    return Timetable(week, turns)


def _turns(model: Model, kind: DayKind) -> Iterator[Turn]:
    for site in range(len(model.practice.sites)):
        for template in offered(model.practice, site, kind, SessionKind.CONSULTING):
            pool = tuple(able(model, site, template))
            if pool:
                yield Turn(site, template, pool, max(1, round(model.figures.timetable.in_turn.value * len(pool))))


def _owed(model: Model, turns: Mapping[DayKind, tuple[Turn, ...]]) -> dict[int, int]:
    """Minutes of sessions with patients that each owes from Monday to Friday."""
    weekends: dict[int, float] = defaultdict(float)
    for turn in turns[DayKind.SAT] + turns[DayKind.SUN]:
        for one in turn.pool:
            weekends[one] += worked(turn.template) * turn.at_once / len(turn.pool)
    contracts = {one: model.practice.contract_of(model.practice.practitioners[one]) for one in seeing(model)}
    return {
        one: contract.minutes_per_week - contract.desk_minutes_per_week - round(weekends[one])
        for one, contract in contracts.items()
    }


def _place_visits(filling: Filling, site: int) -> None:
    """As many sessions of visits a week as the site's visits need, given round."""
    model = filling.model
    needed = _visit_minutes(model, site)
    for kind in WORKING_WEEK:
        for template in offered(model.practice, site, kind, SessionKind.VISITS):
            if needed > 0 and _give_visits(filling, site, kind, template):
                needed -= worked(template)


def _visit_minutes(model: Model, site: int) -> float:
    """Minutes a week of a site's visits with their travel, with room for busy weeks."""
    homes = {one.id: one.home_site for one in model.practice.practitioners}
    here = [entry for entry in model.practice.lists if homes[entry.practitioner] == model.practice.sites[site].id]
    sizes = list_sizes(model.practice.model_copy(update={"lists": tuple(here)}))
    visits = [number for number, motive in enumerate(model.motives) if motive.use is Use.VISIT]
    minutes = sum(
        float(size * model.asked[visit, category]) * (model.slot(visit, category) * GRAIN + model.travel(visit))
        for visit in visits
        for category, size in enumerate(sizes)
    )
    return minutes / WEEKS_IN_YEAR * FOR_BUSY_WEEKS


def _give_visits(filling: Filling, site: int, kind: DayKind, template: SessionTemplate) -> bool:
    """Give a session of visits to who has the fewest minutes so far, if anybody can take it."""
    staff = filling.model.practice.practitioners
    free = [
        one
        for one in able(filling.model, site, template)
        if kind in usual_days(staff[one]) and not filling.shifts[one, kind]
    ]
    if free:
        filling.take(Shift(min(free, key=lambda one: (filling.minutes[one], one)), site, template), kind)
    return bool(free)


def _fill_weeks(filling: Filling, owed: dict[int, int]) -> None:
    """The one farthest from the contract takes the best session that fits, until nobody can take another."""
    needs = _needs(filling.model)
    waiting = set(owed)
    while waiting:
        number = min(waiting, key=lambda one: (filling.minutes[one] / max(owed[one], 1), one))
        best = max(_choices(filling, number, owed[number], needs), default=None, key=lambda choice: choice[0])
        if best is None:
            waiting.discard(number)
        else:
            filling.take(best[2], best[1])


def _needs(model: Model) -> dict[tuple[int, DayKind], Counts]:
    """Weights of the grains of each site's days: patients' requests, acute ones on their day, others on any."""
    shares = weekday_shares(model.figures.demand)
    acute = float(model.asked[model.is_acute].sum() / max(model.asked.sum(), 1e-9))
    needs = {}
    for number, site in enumerate(model.practice.sites):
        for kind in (kind for kind in WORKING_WEEK if kind in site.week):
            of_day = acute * shares[kind] + (1 - acute) / len(WORKING_WEEK)
            by_minute = minute_shares(site.week[kind], model.figures.demand)
            needs[number, kind] = of_day * by_minute.reshape(-1, GRAIN).sum(axis=1)
    return needs


def _choices(
    filling: Filling, number: int, owed: int, needs: dict[tuple[int, DayKind], Counts]
) -> Iterator[tuple[float, DayKind, Shift]]:
    practice = filling.model.practice
    one = practice.practitioners[number]
    site = next(place for place, held in enumerate(practice.sites) if held.id == one.home_site)
    for kind in usual_days(one):
        for template in offered(practice, site, kind, SessionKind.CONSULTING):
            shift = Shift(number, site, template)
            if may_work(practice, number, template) and filling.fits(shift, kind, owed):
                yield filling.worth(shift, kind, needs[site, kind]), kind, shift
