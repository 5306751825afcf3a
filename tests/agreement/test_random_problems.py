"""Model and audit agree on random problems and on the examples, with every rule at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.rota.audit import audit
from scheduler.rota.problem import Assignment, RotaProblem
from scheduler.rota.rota import Rota
from scheduler.rota.rules import HARD_RULES, SOFT_RULES
from solver.linear import Matrix
from solver.rota.incumbent import Incumbent
from solver.rota.model import RotaModel, build_model
from tests.agreement.every_rota import breaks
from tests.agreement.random_problems import a_random_rota, a_tiny_problem
from tests.builders import soft
from tests.examples import Example, all_examples

UNMODELLED = {"absence", "eligible", "first_of_may"}
"""Rules that leave an assignment without a column."""

randoms = st.randoms(use_true_random=True)


class Pair:
    """The model of a problem and the audit, asked the same."""

    def __init__(self, problem: RotaProblem, tight: bool = True) -> None:
        self.problem = problem
        self.model: RotaModel = build_model(problem, tight)
        self.matrix: Matrix = self.model.linear.freeze()

    def agree_on(self, rota: Rota) -> None:
        """Demand the same verdict, and the same costs where nobody is in two places at once."""
        verdict = audit(self.problem, rota)
        if not rota.assignments <= self.model.x.keys():
            assert UNMODELLED & {finding.rule for finding in verdict.violations}
            return
        values = self.model.linear.complete(self.model.columns_of(rota))
        assert self.matrix.holds(values) == verdict.valid
        if "one_place" not in {finding.rule for finding in verdict.violations}:
            costs = {tier: objective.value(values) for tier, objective in self.matrix.objectives.items()}
            assert dict.fromkeys(verdict.cost_by_tier, 0) | costs == verdict.cost_by_tier


@settings(derandomize=True, deadline=None, max_examples=300)
@given(rng=randoms, tight=st.booleans())
def test_model_and_audit_agree_on_random_rotas_of_random_problems(rng: Random, tight: bool) -> None:
    """A completed rota keeps every row exactly when the audit finds no violation, and costs the same in each tier."""
    pair = Pair(a_tiny_problem(rng, most_cells=30, limit_share=0.1), tight)
    for _ in range(10):
        pair.agree_on(a_random_rota(rng, pair.problem))


@settings(derandomize=True, deadline=None, max_examples=100)
@given(rng=randoms)
def test_incumbent_tells_the_audits_cost_of_each_rule(rng: Random) -> None:
    """What the search reports rule by rule is what the audit counts."""
    problem = a_tiny_problem(rng, most_cells=30, limit_share=0.02)
    model = build_model(problem)
    incumbent = Incumbent(model, model.linear.freeze())
    rota = a_random_rota(rng, problem)
    verdict = audit(problem, rota)
    taken = incumbent.offer(incumbent.decisions_of(model.linear.complete(model.columns_of(rota))))
    assert taken == verdict.valid
    if incumbent.best is not None:
        charged = {rule: cost for rule, cost in incumbent.cost_by_rule(incumbent.best).items() if cost > 0}
        assert charged == {rule: cost for rule, cost in verdict.cost_by_rule.items() if cost > 0}


@pytest.mark.parametrize("tight", [True, False], ids=["tight", "plain"])
@pytest.mark.parametrize("example", all_examples(), ids=lambda example: f"{example.rule}: {example.name}")
def test_model_and_audit_agree_on_the_examples(example: Example, tight: bool) -> None:
    """The rota of every example, and some others, mean the same to the model as to the audit."""
    pair = Pair(replace(example.problem, soft=soft()), tight)
    pair.agree_on(example.rota)
    rng = Random(1)
    for _ in range(3):
        pair.agree_on(a_random_rota(rng, pair.problem))


@settings(derandomize=True, deadline=None, max_examples=100)
@given(rng=randoms)
def test_assignments_without_a_column_are_those_that_absence_offer_and_eligibility_forbid(rng: Random) -> None:
    """The model leaves out nothing else, and keeps a column for whatever is pinned."""
    problem = a_tiny_problem(rng)
    model = build_model(problem)
    for person in range(len(problem.people)):
        for day in range(problem.days):
            for template in range(len(problem.templates)):
                _assert_column_unless_forbidden(model, person, day, template)


def _assert_column_unless_forbidden(model: RotaModel, person: int, day: int, template: int) -> None:
    cell = Assignment(person, day, template)
    forbidden = breaks(model.problem, Rota.of([cell]), UNMODELLED)
    assert (cell in model.x) == (not forbidden or cell in model.problem.pinned)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(rng=randoms, tight=st.booleans())
def test_no_row_names_a_column_twice(rng: Random, tight: bool) -> None:
    """HiGHS refuses such a row, so no rule may make one."""
    matrix = build_model(a_tiny_problem(rng, most_cells=30), tight).linear.freeze()
    entries = Counter(zip(matrix.rows.tolist(), matrix.columns.tolist(), strict=True))
    assert set(entries.values()) <= {1}


def test_random_problems_reach_every_rule() -> None:
    """The problems drawn above keep and break every hard rule and pay for every soft one."""
    found: Counter[str] = Counter()
    for seed in range(600):
        rng = Random(seed)
        problem = a_tiny_problem(rng, most_cells=30, limit_share=0.1)
        verdict = audit(problem, a_random_rota(rng, problem))
        found["valid"] += verdict.valid
        found.update({finding.rule for finding in (*verdict.violations, *verdict.penalties)})
    assert set(found) == {"valid", *HARD_RULES, *SOFT_RULES}
    assert found["valid"] > 40
