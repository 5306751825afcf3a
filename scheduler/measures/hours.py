"""Presence against demand hour by hour: what a heat map of a site shows."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.measures.cover import shortages
from scheduler.rota.problem import Demand, RotaProblem
from scheduler.rota.rota import Rota

HOUR = 60
Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class HourLoad:
    """One hour at a site on a day.

    `offered`: consulting minutes the rota gives; `expected`: consulting minutes the demand asks for; `short`:
    person-minutes of cover short, all professions together.
    """

    site: int
    day: int
    hour: int
    offered: float = 0.0
    expected: float = 0.0
    short: float = 0.0


def hour_loads(problem: RotaProblem, rota: Rota) -> tuple[HourLoad, ...]:
    """Every hour with demand, consulting or cover short, by site, day and hour.

    The demand of a half-day is spread evenly over the minutes in which its site offers a session that could meet it.
    """
    offered, expected, short = _offered(problem, rota), _expected(problem), _short(problem, rota)
    places = sorted(set(offered) | set(expected) | set(short))
    return tuple(HourLoad(*at, offered.get(at, 0.0), expected.get(at, 0.0), short.get(at, 0)) for at in places)


def _offered(problem: RotaProblem, rota: Rota) -> dict[Place, float]:
    found: dict[Place, float] = {}
    for demand in problem.demand:
        for session in rota.on(demand.day):
            if session.person in demand.people and session.template in demand.templates:
                for begin, stop in problem.templates[session.template].stretches():
                    _spread(found, demand, max(begin, demand.begin), min(stop, demand.end), 1.0)
    return found


def _expected(problem: RotaProblem) -> dict[Place, float]:
    found: dict[Place, float] = {}
    for demand in problem.demand:
        open_stretches = _open_stretches(problem, demand)
        length = sum(stop - begin for begin, stop in open_stretches)
        for begin, stop in open_stretches:
            _spread(found, demand, begin, stop, demand.minutes / length)
    return found


def _open_stretches(problem: RotaProblem, demand: Demand) -> list[tuple[int, int]]:
    """The stretches of the half-day in which a session that could meet the demand is on offer, joined."""
    sessions = (problem.templates[number] for number in problem.offered[demand.day] & demand.templates)
    clipped = ((max(a, demand.begin), min(b, demand.end)) for session in sessions for a, b in session.stretches())
    joined: list[tuple[int, int]] = []
    for begin, stop in sorted(part for part in clipped if part[0] < part[1]):
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], stop)
        else:
            joined.append((begin, stop))
    return joined


def _short(problem: RotaProblem, rota: Rota) -> dict[Place, float]:
    found: dict[Place, float] = {}
    for one in shortages(problem, rota):
        for hour, minutes in _hours(one.begin, one.end):
            place = one.site, one.day, hour
            found[place] = found.get(place, 0.0) + one.person_minutes * minutes / (one.end - one.begin)
    return found


def _spread(found: dict[Place, float], demand: Demand, begin: int, stop: int, each: float) -> None:
    """Add `each` for every minute of [begin, stop) to the hours it lies in."""
    for hour, minutes in _hours(begin, stop):
        place = demand.site, demand.day, hour
        found[place] = found.get(place, 0.0) + minutes * each


def _hours(begin: int, stop: int) -> list[tuple[int, int]]:
    """The clock hours that [begin, stop) touches, each with its minutes inside."""
    hours = range(begin // HOUR, -(-stop // HOUR)) if begin < stop else range(0)
    return [(hour, min(stop, (hour + 1) * HOUR) - max(begin, hour * HOUR)) for hour in hours]
