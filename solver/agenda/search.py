"""Laying out agendas: how many blocks of each kind in each session, then where they lie."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from math import ceil
from typing import TypeAlias

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
from scheduler.rota.audit import Audit
from solver.agenda.first import first_places
from solver.agenda.improve import OPTIONS, improve, worth_trying
from solver.agenda.model import AgendaModel, Cell, build_agenda_model
from solver.agenda.parts import COUNTED_RULES, linked_by_counts, linked_by_places, part_of
from solver.agenda.result import AgendaResult
from solver.budget import Budget
from solver.cpsat import Outcome, Stoppable, minimise
from solver.crew import Crew
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
COUNTING = 0.2
"""The share of the time that counting may take."""
LONGEST_COUNT = 10.0
"""Seconds that counting takes at most: a stop waits for it."""
ENOUGH = 0.2
"""Seconds that counting a small part may take in any case."""
PROVING = 0.3
"""The share of what is left of a part's time that goes to all arcs at once, for the proof."""
LONG = 1.0
"""Seconds below which a part has no time for a proof."""
CHOOSING = 1.0
"""Seconds at most to choose among counts that are as good in the first two tiers."""

Listener: TypeAlias = Callable[[float], None]
"""Hears the share of the work that is done, from 0 to 1."""


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


@dataclass(frozen=True)
class _Clock:
    """The settings of a search and when it began; it shares its seconds out among parts by their weight."""

    settings: SolverSettings
    began: float = field(default_factory=time.monotonic)

    @property
    def passed(self) -> float:
        """Seconds since the search began, by a clock that all processes share."""
        return time.monotonic() - self.began

    def for_counts(self, part: _Part) -> Budget:
        """What counting a part may spend: its share by weight of the time for counting, but enough for a small one."""
        workers = self.settings.workers
        share = min(COUNTING * self.settings.seconds, LONGEST_COUNT) * workers * part.weight / part.whole
        return Budget(max(ENOUGH, share), workers == 1, self.settings.seed, Stoppable())

    def for_places(self, part: _Part, stoppable: Stoppable) -> Budget:
        """What placing a part may spend: its share by weight among all that still wait, itself included.

        With one worker the clock does not matter: each part has its share of the whole.
        """
        workers, seconds = self.settings.workers, self.settings.seconds
        if workers == 1:
            return Budget(seconds * part.weight / part.whole, True, self.settings.seed, stoppable)
        left = max(0.0, seconds - self.passed)
        return Budget(left * workers * part.weight / part.waiting, False, self.settings.seed, stoppable)


@dataclass(frozen=True)
class _Part:
    """Sessions laid out together: a problem of their own, and the counts of its cells once they are known.

    `sessions`: their numbers in the whole problem. `weight`: its own; `whole`: that of all parts; `waiting`: that of
    the parts not begun before it, itself included.
    """

    problem: AgendaProblem
    sessions: tuple[int, ...]
    weight: int
    whole: int
    waiting: int
    clock: _Clock
    counts: Mapping[Cell, int] = field(default_factory=dict)


def lay_out(
    problem: AgendaProblem,
    settings: SolverSettings | None = None,
    stoppable: Stoppable | None = None,
    listener: Listener | None = None,
) -> AgendaResult:
    """The agendas of a problem, audited; a stop ends with the best found so far.

    `listener` hears, from any thread, which share of the work is done.
    """
    settings = settings or SolverSettings(seconds=20.0)
    stoppable = stoppable or Stoppable()
    clock = _Clock(settings)
    with Crew(settings.workers, stoppable) as crew:
        counting = _parts(problem, linked_by_counts(problem), clock)
        counted = crew.do(_count, counting)
        counts = _of_whole(counting, counted)
        placing = [_with_counts(part, counts) for part in _parts(problem, linked_by_places(problem), clock)]
        placed = crew.do(_place, placing, _hears(placing, listener))
    bounds = {
        PROMISE_TIER: sum(one.bounds[PROMISE_TIER] for one in counted),
        NEEDS_TIER: sum(one.bounds[NEEDS_TIER] for one in counted),
        PLACES_TIER: sum(one.bounds[PLACES_TIER] for one in placed),
    }
    blocks = (
        replace(block, session=part.sessions[block.session])
        for part, one in zip(placing, placed, strict=True)
        for block in one.blocks
    )
    judged = _audited(problem, Agenda.of(blocks))
    # Counts may ask for what no places give: what costs more than its bound is not proved best.
    met = all(judged.audit.cost_by_tier[tier] <= bounds[tier] for tier in (PROMISE_TIER, NEEDS_TIER))
    proved = met and all(one.proved for one in counted) and all(one.proved for one in placed)
    status = Status.OPTIMAL if proved else Status.FEASIBLE
    return AgendaResult(status, clock.passed, judged.agenda, judged.audit, bounds, stoppable.stopped.is_set())


def _parts(problem: AgendaProblem, groups: Sequence[frozenset[int]], clock: _Clock) -> list[_Part]:
    """Groups of sessions as problems of their own, the largest first."""
    ordered = sorted(groups, key=lambda group: (-len(group), min(group)))
    weights = [len(group) ** 2 for group in ordered]
    left = list(accumulate(reversed(weights)))[::-1]
    return [
        _Part(part_of(problem, group), tuple(sorted(group)), weight, sum(weights), waiting, clock)
        for group, weight, waiting in zip(ordered, weights, left, strict=True)
    ]


def _of_whole(parts: Sequence[_Part], counted: Sequence[_Counted]) -> dict[Cell, int]:
    """The counts of all parts by cells of the whole problem."""
    return {
        (part.sessions[session], place, item): count
        for part, one in zip(parts, counted, strict=True)
        for (session, place, item), count in one.counts.items()
    }


def _with_counts(part: _Part, counts: Mapping[Cell, int]) -> _Part:
    own = {
        (number, place, item): counts[session, place, item]
        for number, session in enumerate(part.sessions)
        for place, segment in enumerate(part.problem.sessions[number].segments)
        for item in segment.items
        if (session, place, item) in counts
    }
    return replace(part, counts=own)


def _hears(parts: Sequence[_Part], listener: Listener | None) -> Callable[[int], None]:
    def hear(number: int) -> None:
        if listener is not None:
            part = parts[number]
            listener(1 - (part.waiting - part.weight) / part.whole)

    return hear


def _count(part: _Part, stoppable: Stoppable) -> _Counted:  # noqa: ARG001 - a crew's work is told of a stop
    """How many blocks each segment holds; a stop waits for it, for agendas without counts would be empty."""
    model = build_agenda_model(part.problem, places=False)
    for column in model.counts.values():
        model.linear.cost(PLACES_TIER, column, 1)  # nothing is laid that nobody asked for
    budget = part.clock.for_counts(part)
    found = _best(model.linear.freeze(), model.linear.complete(()), budget)
    counts = {cell: int(found.values[column]) for cell, column in model.counts.items()}
    return _Counted(found.bounds, found.proved, counts)


def _place(part: _Part, stoppable: Stoppable) -> _Placed:
    begun = _first(part)
    found = _best_places(begun, part.clock.for_places(part, stoppable))
    return _Placed(found.bounds, found.proved, begun.model.agenda(found.values).blocks)


@dataclass(frozen=True)
class _Begun:
    """The model of a part's places, also frozen, the counts it is given, and first places that keep its rows."""

    model: AgendaModel
    matrix: Matrix
    counts: Mapping[Cell, int]
    first: Ints


def _first(part: _Part) -> _Begun:
    """First places for the counts of a part.

    Counts know little of the hours: those of a search cut short may hold more supervision than the trainees' sessions
    can take. Then none is laid.
    """
    supervision = (cell for cell in part.counts if part.problem.items[cell[2]].kind is BlockKind.SUPERVISION)
    begun = _begun(part.problem, part.counts)
    if not begun.matrix.holds(begun.first):
        begun = _begun(part.problem, {**part.counts, **dict.fromkeys(supervision, 0)})
    return begun


def _begun(problem: AgendaProblem, counts: Mapping[Cell, int]) -> _Begun:
    model = _placing(problem, counts)
    first = model.linear.complete(model.arcs[arc] for arc in first_places(model, counts))
    return _Begun(model, model.linear.freeze(), counts, first)


def _placing(problem: AgendaProblem, counts: Mapping[Cell, int]) -> AgendaModel:
    """The model of places that hold as many blocks as counted; only acute ones may move between sessions."""
    fixed = {cell: count for cell, count in counts.items() if problem.items[cell[2]].kind is not BlockKind.ACUTE}
    model = build_agenda_model(problem, given=fixed, rules=PLACE_RULES)
    for need in model.needs("open_short"):
        acute = [cell for cell in model.counts if cell[0] in need.sessions and cell not in fixed]
        terms = [(model.counts[cell], problem.items[cell[2]].minutes) for cell in acute]
        # An acute block that moves into the sessions of a need for open time would cost a tier that comes before.
        most = sum(counts.get(cell, 0) * problem.items[cell[2]].minutes for cell in acute)
        model.linear.row(terms, upper=most)
    return model


def _due(begun: _Begun) -> dict[int, int]:
    """What the counts cost by tier under the rules that places can still break."""
    model, due = begun.model, dict.fromkeys(TIERS, 0)
    for need in (need for rule in COUNTED_RULES for need in model.needs(rule)):
        have = model.settled(need) + model.counted(need, begun.counts)
        setting = model.problem.soft.get(need.rule)
        if setting is not None:
            due[setting.tier] += max(0, need.amount - have) * need.unit * setting.weight
    return due


def _best_places(begun: _Begun, budget: Budget) -> _Found:
    """The best places that cost no more in the earlier tiers than the counts do.

    Where the first places cost more there, the best of the earlier tiers is sought before.
    """
    matrix, values, proved, due = begun.matrix, begun.first, True, _due(begun)
    for tier in (PROMISE_TIER, NEEDS_TIER):
        objective = matrix.objectives.get(tier)
        if objective is None:
            continue
        if objective.value(values) > due[tier]:
            effort = budget.effort(budget.left / 2)
            answer = budget.charged(
                minimise(matrix, objective, effort, hint=values, stoppable=budget.stoppable, options=OPTIONS)
            )
            values = values if answer.values is None else answer.values
            proved &= answer.outcome is Outcome.OPTIMAL
        matrix = matrix.with_cap(objective, objective.value(values))
    found = _settle(begun.model, matrix, values, budget)
    return _Found(found.values, found.bounds, found.proved and proved)


def _settle(model: AgendaModel, matrix: Matrix, values: Ints, budget: Budget) -> _Found:
    """The best places in the last tier: by steps, then all at once."""
    objective = matrix.objectives.get(PLACES_TIER)
    if objective is None or not model.arcs:
        cost = 0 if objective is None else objective.value(values)
        return _Found(values, {PLACES_TIER: cost}, proved=True)
    seconds = max(0.05, budget.effort().seconds)  # not the work that is left: one worker must not go by the clock
    found = None if budget.stoppable.stopped.is_set() else corner(matrix, objective, seconds)
    if found is None:
        return _Found(values, {PLACES_TIER: 0}, proved=False)
    kept = PROVING * budget.left if budget.left > LONG else 0.0
    values = improve(matrix, values, found, budget, until=kept)
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


@dataclass(frozen=True)
class _Judged:
    """Agendas that keep every hard rule."""

    agenda: Agenda
    audit: Audit


def _audited(problem: AgendaProblem, agenda: Agenda) -> _Judged:
    judged = audit_agenda(problem, agenda)
    if judged.violations:
        raise NoAgendaError(judged.violations[:3])
    return _Judged(agenda, judged)
