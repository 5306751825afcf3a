"""Laying out agendas: how many blocks of each kind in each session, then where they lie."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from math import ceil
from typing import TypeVar

import numpy as np

from scheduler.agenda.agenda import Agenda, Block
from scheduler.agenda.audit import audit_agenda
from scheduler.agenda.problem import AgendaProblem, BlockKind
from scheduler.agenda.rules import (
    AGENDA_CARDS,
    AGENDA_HARD_RULES,
    AGENDA_SOFT_RULES,
    NEEDS_TIER,
    PLACES_TIER,
    PROMISE_TIER,
)
from solver.agenda.first import first_places
from solver.agenda.improve import Budget, improve, worth_trying
from solver.agenda.model import AgendaModel, Cell, build_agenda_model
from solver.agenda.parts import COUNTED_RULES, linked_by_counts, linked_by_places
from solver.agenda.result import AgendaResult
from solver.cpsat import Outcome, Stoppable, minimise
from solver.glop import Corner, corner
from solver.linear import Ints, Matrix, Objective, Restriction
from solver.result import Status
from solver.settings import SolverSettings

TIERS = (PROMISE_TIER, NEEDS_TIER, PLACES_TIER)
PLACE_RULES = (
    *AGENDA_HARD_RULES,
    *COUNTED_RULES,
    *(rule for rule in AGENDA_SOFT_RULES if AGENDA_CARDS[rule].tier == PLACES_TIER),
)
"""What still differs between two places of the same blocks."""
OPTIONS = {"linearization_level": 2}
COUNTING = 0.2
"""The share of the time that counting may take at most."""
PROVING = 0.3
"""The share of what is left of a part's time that goes to all arcs at once, for the proof."""
CHOOSING = 1.0
"""Seconds at most to choose among counts that are as good in the first two tiers."""

Answer = TypeVar("Answer")


class NoAgendaError(Exception):
    """The agenda found breaks a hard rule, or none was found although one is always possible: a fault of ours."""


@dataclass(frozen=True)
class _Found:
    """The best values of one model, what is proved of each tier, and whether they are proved best."""

    values: Ints
    bounds: Mapping[int, int]
    proved: bool


@dataclass(frozen=True)
class _Counted:
    """How many blocks of each item each segment of a part holds."""

    bounds: Mapping[int, int]
    proved: bool
    counts: Mapping[Cell, int]


@dataclass(frozen=True)
class _Placed:
    """Where the blocks of a part lie."""

    bounds: Mapping[int, int]
    proved: bool
    blocks: frozenset[Block]


@dataclass
class _Clock:
    """Shares the seconds of a search out among its parts, each by the size it has among those that wait."""

    settings: SolverSettings
    stoppable: Stoppable
    began: float = field(default_factory=time.monotonic)

    @property
    def passed(self) -> float:
        """Seconds since the search began."""
        return time.monotonic() - self.began

    def budget(self, part: _Part, share: float = 1.0) -> Budget:
        """What a part may spend of a share of the time: its weight among all that still wait, itself included."""
        workers, seed = self.settings.workers, self.settings.seed
        whole = self.settings.seconds * share
        left = whole if workers == 1 else max(0.0, whole - self.passed)
        waiting = part.whole if workers == 1 else part.waiting
        return Budget(left * workers * part.weight / waiting, workers == 1, seed, self.stoppable)


@dataclass(frozen=True)
class _Part:
    """Sessions laid out together; its weight, that of all parts, and that of those not yet begun, itself included."""

    sessions: frozenset[int]
    weight: int
    whole: int
    waiting: int


def lay_out(
    problem: AgendaProblem, settings: SolverSettings | None = None, stoppable: Stoppable | None = None
) -> AgendaResult:
    """The agendas of a problem, audited; a stop ends with the best found so far."""
    settings = settings or SolverSettings(seconds=30.0)
    clock = _Clock(settings, stoppable or Stoppable())
    counted = _each(linked_by_counts(problem), lambda part: _count(problem, part, clock), settings)
    given = {cell: count for one in counted for cell, count in one.counts.items()}
    placed = _each(linked_by_places(problem), lambda part: _place(problem, part, given, clock), settings)
    bounds = {
        PROMISE_TIER: sum(one.bounds[PROMISE_TIER] for one in counted),
        NEEDS_TIER: sum(one.bounds[NEEDS_TIER] for one in counted),
        PLACES_TIER: sum(one.bounds[PLACES_TIER] for one in placed),
    }
    agenda = Agenda.of(block for one in placed for block in one.blocks)
    proved = all(one.proved for one in counted) and all(one.proved for one in placed)
    return _audited(problem, agenda, bounds, proved, clock)


def _each(groups: Sequence[frozenset[int]], work: Callable[[_Part], Answer], settings: SolverSettings) -> list[Answer]:
    """The answers of all parts, the largest first, as many at once as there are workers."""
    ordered = sorted(groups, key=lambda group: (-len(group), min(group)))
    weights = [len(group) ** 2 for group in ordered]
    whole = sum(weights)
    parts = [_Part(group, weights[n], whole, sum(weights[n:])) for n, group in enumerate(ordered)]
    with ThreadPoolExecutor(max_workers=settings.workers) as pool:
        return list(pool.map(work, parts))


def _count(problem: AgendaProblem, part: _Part, clock: _Clock) -> _Counted:
    model = build_agenda_model(problem, part.sessions, places=False)
    for column in model.counts.values():
        model.linear.cost(PLACES_TIER, column, 1)  # nothing is laid that nobody asked for
    found = _best(model.linear.freeze(), model.linear.complete(()), clock.budget(part, COUNTING))
    counts = {cell: int(found.values[column]) for cell, column in model.counts.items()}
    return _Counted(found.bounds, found.proved, counts)


def _place(problem: AgendaProblem, part: _Part, given: Mapping[Cell, int], clock: _Clock) -> _Placed:
    fixed = {
        cell: count
        for cell, count in given.items()
        if cell[0] in part.sessions and problem.items[cell[2]].kind is not BlockKind.ACUTE
    }
    model = build_agenda_model(problem, part.sessions, given=fixed, rules=PLACE_RULES)
    first = model.linear.complete(model.arcs[arc] for arc in first_places(model, given))
    found = _best_places(model, _due(model, given), first, clock.budget(part))
    return _Placed(found.bounds, found.proved, model.agenda(found.values).blocks)


def _due(model: AgendaModel, given: Mapping[Cell, int]) -> dict[int, int]:
    """What the counts cost by tier under the rules that places can still break."""
    due = dict.fromkeys(TIERS, 0)
    for need in (need for rule in COUNTED_RULES for need in model.needs(rule)):
        have = model.settled(need) + model.counted(need, given)
        setting = model.problem.soft.get(need.rule)
        if setting is not None:
            due[setting.tier] += max(0, need.amount - have) * need.unit * setting.weight
    return due


def _best_places(model: AgendaModel, due: Mapping[int, int], first: Ints, budget: Budget) -> _Found:
    """The best places that cost no more in the earlier tiers than the counts do.

    Where the first places cost more there, the best of the earlier tiers is sought before.
    """
    matrix = model.linear.freeze()
    values, proved = first, True
    for tier in (PROMISE_TIER, NEEDS_TIER):
        objective = matrix.objectives.get(tier)
        if objective is None:
            continue
        if objective.value(values) > due[tier]:
            answer = budget.charged(
                minimise(matrix, objective, budget.effort(budget.left / 2), hint=values, options=OPTIONS)
            )
            values = values if answer.values is None else answer.values
            proved &= answer.outcome is Outcome.OPTIMAL
        matrix = matrix.with_cap(objective, objective.value(values))
    found = _settle(model, matrix, values, budget)
    return _Found(found.values, found.bounds, found.proved and proved)


def _settle(model: AgendaModel, matrix: Matrix, values: Ints, budget: Budget) -> _Found:
    """The best places in the last tier: by steps, then all at once."""
    objective = matrix.objectives.get(PLACES_TIER)
    if objective is None or not model.arcs:
        cost = 0 if objective is None else objective.value(values)
        return _Found(values, {PLACES_TIER: cost}, proved=True)
    found = corner(matrix, objective, max(0.05, budget.left))
    if found is None:
        return _Found(values, {PLACES_TIER: 0}, proved=False)
    values = improve(matrix, values, found, budget, until=budget.left * PROVING)
    everything = np.ones(matrix.width, dtype=np.bool_)
    part = matrix.restricted(worth_trying(matrix, values, found, everything), values)
    if objective.value(values) <= found.bound or budget.left <= 0:
        return _Found(values, {PLACES_TIER: found.bound}, objective.value(values) <= found.bound)
    return _prove(part, objective, values, found, budget)


def _prove(part: Restriction, objective: Objective, values: Ints, found: Corner, budget: Budget) -> _Found:
    """All that could still pay at once: better values, or the proof that there are none."""
    hint = values[part.names]
    inside = part.matrix.objectives[PLACES_TIER]
    answer = minimise(part.matrix, inside, budget.effort(), hint=hint, stoppable=budget.stoppable, options=OPTIONS)
    outside = objective.value(values) - inside.value(hint)
    if answer.values is not None and inside.value(answer.values) < inside.value(hint):
        values = values.copy()
        values[part.names] = answer.values
    proved = answer.outcome is Outcome.OPTIMAL
    bound = objective.value(values) if proved else max(found.bound, outside + _whole(answer.bound))
    return _Found(values, {PLACES_TIER: min(bound, objective.value(values))}, proved)


def _best(matrix: Matrix, first: Ints, budget: Budget) -> _Found:
    """The best values tier by tier, from first values that hold: a tier never pays for an earlier one.

    The last tier only chooses among counts that are as good: it does not matter to the proof.
    """
    values = first
    bounds = dict.fromkeys(TIERS, 0)
    proved = True
    for tier, objective in matrix.objectives.items():
        most = CHOOSING if tier == PLACES_TIER else budget.left
        answer = budget.charged(
            minimise(matrix, objective, budget.effort(most), hint=values, stoppable=budget.stoppable, options=OPTIONS)
        )
        values = values if answer.values is None else answer.values
        proved &= answer.outcome is Outcome.OPTIMAL or tier == PLACES_TIER
        bounds[tier] = _whole(answer.bound)
        matrix = matrix.with_cap(objective, objective.value(values))
    return _Found(values, bounds, proved)


def _whole(bound: float) -> int:
    """The bound rounded up to a whole cost; nothing costs less than 0."""
    return ceil(bound - 1e-6) if bound > 0 else 0


def _audited(
    problem: AgendaProblem, agenda: Agenda, bounds: Mapping[int, int], proved: bool, clock: _Clock
) -> AgendaResult:
    judged = audit_agenda(problem, agenda)
    if judged.violations:
        raise NoAgendaError(judged.violations[:3])
    status = Status.OPTIMAL if proved else Status.FEASIBLE
    return AgendaResult(status, clock.passed, agenda, judged, bounds, clock.stoppable.stopped.is_set())
