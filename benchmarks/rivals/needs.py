"""What a rota still needs, as convex tallies: how much one more session takes off the cost, tier by tier.

Approximate where a rule is not a sum over sessions (equity and presence are left out, a wish to be off counts each
session): the rival chooses by these figures, the audit says what its rota really costs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scheduler.rota.problem import Assignment, ContractTarget, RotaProblem, Want, Wish
from scheduler.rota.rules import TIERS
from scheduler.sessions import SessionKind

Gain = tuple[int, ...]
Amounts = Mapping[int, int]
Counted = tuple["Tally", Iterable[int], Iterable[int], Amounts]


@dataclass
class Tally:
    """A count that costs `under` for each unit below `least` and `over` for each one above `most`."""

    tier: int
    under: int = 0
    over: int = 0
    least: int = 0
    most: int | None = None
    done: int = 0

    def gain(self, amount: int) -> int:
        """What `amount` more takes off the cost; below 0 if it adds to it."""
        return self._cost(self.done) - self._cost(self.done + amount)

    def _cost(self, done: int) -> int:
        above = 0 if self.most is None else max(0, done - self.most)
        return self.under * max(0, self.least - done) + self.over * above


class Needs:
    """The tallies of a problem, moved by each session that is planned."""

    def __init__(self, problem: RotaProblem) -> None:
        self._moved: dict[Assignment, list[tuple[Tally, int]]] = defaultdict(list)
        for tally, people, days, amounts in _tallies(problem):
            for person in people:
                for day in days:
                    for template, amount in amounts.items():
                        self._moved[Assignment(person, day, template)].append((tally, amount))

    def gain(self, sessions: Iterable[Assignment]) -> Gain:
        """What the sessions take off the cost of each tier, were each the next one planned."""
        gains = dict.fromkeys(TIERS, 0)
        for session in sessions:
            for tally, amount in self._moved.get(session, ()):
                gains[tally.tier] += tally.gain(amount)
        return tuple(gains.values())

    def plan(self, session: Assignment) -> None:
        """Count a session as planned."""
        for tally, amount in self._moved.get(session, ()):
            tally.done += amount


def _tallies(problem: RotaProblem) -> Iterator[Counted]:
    """Every tally with the people, days and templates that move it."""
    yield from _cover(problem)
    yield from _demand(problem)
    for person, someone in enumerate(problem.people):
        for target in someone.targets:
            yield _target(problem, person, target)
    yield from _usual_days(problem)
    for wish in problem.wishes:
        yield _wish(problem, wish)


def _setting(problem: RotaProblem, rule: str) -> tuple[int, int]:
    setting = problem.soft.get(rule)
    return (TIERS[-1], 0) if setting is None else (setting.tier, setting.weight)


def _cover(problem: RotaProblem) -> Iterator[Counted]:
    _, over = _setting(problem, "cover_over")
    for need in problem.cover:
        tier, under = _setting(problem, "acute_window" if need.acute else "cover_under")
        weights = under * need.weight_under * need.amount, over * need.weight_over * need.amount
        yield Tally(tier, *weights, need.least, need.most), need.people, [need.day], dict.fromkeys(need.templates, 1)


def _demand(problem: RotaProblem) -> Iterator[Counted]:
    tier, weight = _setting(problem, "demand_short")
    for need in problem.demand:
        inside = {number: problem.templates[number].minutes_within(need.begin, need.end) for number in need.templates}
        yield Tally(tier, weight, least=need.minutes), need.people, [need.day], inside


def _target(problem: RotaProblem, person: int, target: ContractTarget) -> Counted:
    tier, under = _setting(problem, "desk_short" if target.desk else "contract_under")
    over = 0 if target.desk else _setting(problem, "contract_over")[1]
    tally = Tally(tier, under, over, target.minutes - target.tolerance, target.minutes + target.tolerance)
    counted = (pair for pair in enumerate(problem.templates) if not target.desk or pair[1].kind == SessionKind.DESK)
    worked = {number: each.worked for number, each in counted}
    return tally, [person], range(target.first, target.last + 1), worked


def _usual_days(problem: RotaProblem) -> Iterator[Counted]:
    tier, weight = _setting(problem, "steady_week")
    any_session = dict.fromkeys(range(len(problem.templates)), 1)
    for person, someone in enumerate(problem.people):
        for day, works in someone.usual:
            tally = Tally(tier, under=weight, least=1) if works else Tally(tier, over=weight, most=0)
            yield tally, [person], [day], any_session


def _wish(problem: RotaProblem, wish: Wish) -> Counted:
    on = wish.want == Want.ON
    tier, weight = _setting(problem, "wish_on" if on else "wish_off")
    cost = weight * wish.weight
    tally = Tally(tier, under=cost, least=1) if on else Tally(tier, over=cost, most=0)
    return tally, [wish.person], [wish.day], dict.fromkeys(_meeting(problem, wish), 1)


def _meeting(problem: RotaProblem, wish: Wish) -> Iterable[int]:
    if wish.template is not None:
        return (wish.template,)
    everywhere = enumerate(problem.templates)
    return tuple(number for number, each in everywhere if each.start < wish.end and wish.begin < each.end)
