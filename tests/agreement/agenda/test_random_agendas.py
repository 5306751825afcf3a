"""Model and audit agree on every agenda of random problems, with every rule at once."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.audit import audit_agenda
from scheduler.agenda.problem import AgendaProblem
from scheduler.agenda.rules import AGENDA_HARD_RULES, AGENDA_SOFT_RULES, NEEDS_TIER, PLACES_TIER, PROMISE_TIER
from solver.agenda.model import build_agenda_model
from tests.agreement.agenda.counted import counts_of, of_whole_segments, with_counts
from tests.agreement.agenda.every_agenda import allowed_beside, cheaper_anyway, choice_of, completed, tilings
from tests.agreement.agenda.random_agendas import a_tiny_agenda

TIERS = (PROMISE_TIER, NEEDS_TIER, PLACES_TIER)
seeds = pytest.mark.parametrize("seed", range(60))


def every_tiling(problem: AgendaProblem) -> list[Agenda]:
    """The agendas of a tiny problem that are made of its items."""
    found = tilings(problem)
    assert found is not None
    return found


@seeds
def test_model_and_audit_agree_on_every_agenda_of_random_problems(seed: int) -> None:
    """The same agendas are valid, they cost the same in each tier, and nothing makes one cheaper."""
    problem = a_tiny_agenda(Random(seed))
    model = build_agenda_model(problem)
    matrix = model.linear.freeze()
    prices: dict[int, dict[tuple[int, ...], int]] = {tier: {} for tier in TIERS}
    for agenda in every_tiling(problem):
        values, verdict = completed(model, agenda), audit_agenda(problem, agenda)
        assert values is not None
        assert matrix.holds(values) is verdict.valid
        for tier in TIERS if verdict.valid else ():
            objective = matrix.objectives.get(tier)
            assert (objective.value(values) if objective else 0) == verdict.cost_by_tier[tier]
            prices[tier][choice_of(model, values)] = verdict.cost_by_tier[tier]
    assert allowed_beside(model, matrix, prices[PROMISE_TIER].keys()) is None
    for tier in matrix.objectives:
        assert cheaper_anyway(model, matrix, tier, prices[tier]) is None


@seeds
def test_counts_alone_never_cost_more_than_an_agenda(seed: int) -> None:
    """Every valid agenda has counts that are allowed; for needs of whole segments they cost the same."""
    problem = a_tiny_agenda(Random(seed))
    model = build_agenda_model(problem, places=False)
    matrix = model.linear.freeze()
    for agenda in every_tiling(problem):
        verdict = audit_agenda(problem, agenda)
        if verdict.valid:
            values = with_counts(model, counts_of(model, agenda))
            assert matrix.holds(values)
            costs = {tier: objective.value(values) for tier, objective in matrix.objectives.items()}
            assert all(cost <= verdict.cost_by_tier[tier] for tier, cost in costs.items())
            if of_whole_segments(problem):
                assert all(costs.get(tier, 0) == verdict.cost_by_tier[tier] for tier in (PROMISE_TIER, NEEDS_TIER))


@seeds
def test_given_counts_leave_the_agendas_that_have_them(seed: int) -> None:
    """Of the valid agendas exactly those with as many blocks of each item in each segment stay allowed."""
    problem = a_tiny_agenda(Random(seed))
    agenda = Random(seed).choice(every_tiling(problem))
    counting = build_agenda_model(problem, places=False)
    given = counts_of(counting, agenda)
    model = build_agenda_model(problem, given=given)
    matrix = model.linear.freeze()
    for other in every_tiling(problem):
        same = counts_of(counting, other) == given
        found = completed(model, other)
        assert (found is not None and matrix.holds(found)) is (same and audit_agenda(problem, other).valid)


@seeds
@pytest.mark.parametrize("places", [True, False], ids=["places", "counts"])
def test_no_row_names_a_column_twice(seed: int, places: bool) -> None:
    """GLOP refuses such a row, so no rule may make one."""
    matrix = build_agenda_model(a_tiny_agenda(Random(seed)), places=places).linear.freeze()
    entries = Counter(zip(matrix.rows.tolist(), matrix.columns.tolist(), strict=True))
    assert set(entries.values()) <= {1}


def test_random_problems_reach_every_rule() -> None:
    """The problems drawn above keep and break every hard rule that items can break, and pay for every soft one."""
    found: Counter[str] = Counter()
    for seed in range(60):
        problem = a_tiny_agenda(Random(seed))
        for agenda in every_tiling(problem):
            verdict = audit_agenda(problem, agenda)
            found["valid"] += verdict.valid
            found.update({finding.rule for finding in (*verdict.violations, *verdict.penalties)})
    by_items = {"no_more_than_asked", "visit_at_edge"}
    assert set(found) == {"valid", *by_items, *AGENDA_SOFT_RULES}
    assert by_items < set(AGENDA_HARD_RULES)
    assert found["valid"] > 500
