"""The model allows exactly the rotas in which the checks of the hard rules find nothing."""

from __future__ import annotations

from collections.abc import Collection
from random import Random

import pytest

from scheduler.rota.problem import RotaProblem
from scheduler.rota.rules import HARD_RULES
from solver.rota.model import build_model
from tests.agreement.case import Case
from tests.agreement.every_rota import allowed_anyway, breaks, columns_of, every_choice, rota_of
from tests.agreement.hard_cases import HARD_CASES
from tests.agreement.random_problems import a_tiny_problem

both_models = pytest.mark.parametrize("tight", [True, False], ids=["tight", "plain"])


def agree(problem: RotaProblem, rules: Collection[str], tight: bool) -> tuple[int, int]:
    """Demand that model and checks agree on every rota; the numbers of those that keep and that break the rules.

    A rota is allowed if the columns derived from it keep every row; a rota is refused if no other values do either.
    """
    model = build_model(problem, tight, rules)
    matrix = model.linear.freeze()
    broken = {choice for choice in every_choice(model) if breaks(problem, rota_of(model, choice), rules)}
    kept = set(every_choice(model)) - broken
    assert {c for c in every_choice(model) if matrix.holds(model.linear.complete(columns_of(model, c)))} == kept
    assert allowed_anyway(model, matrix, broken) is None
    return len(kept), len(broken)


@both_models
@pytest.mark.parametrize("case", HARD_CASES, ids=str)
def test_model_and_check_agree_on_every_rota(case: Case, tight: bool) -> None:
    """Of all rotas of the tiny problem the model refuses those that break the rule or stand in two places."""
    kept, broken = agree(case.problem, {"one_place", case.rule}, tight)
    assert kept
    assert broken


@pytest.mark.parametrize("case", HARD_CASES, ids=str)
def test_case_tells_the_rule_from_one_place(case: Case) -> None:
    """Somebody breaks the rule of the case without being in two places, and somebody keeps both."""
    model = build_model(case.problem, rules={case.rule})
    others = {"one_place"} - {case.rule}
    rotas = [rota_of(model, choice) for choice in every_choice(model)]
    somewhere = [rota for rota in rotas if not breaks(case.problem, rota, others)]
    assert {breaks(case.problem, rota, {case.rule}) for rota in somewhere} == {True, False}


@both_models
@pytest.mark.parametrize("seed", range(40))
def test_model_and_checks_agree_on_all_hard_rules_together(seed: int, tight: bool) -> None:
    """Many rules on one problem neither hide nor hinder each other."""
    agree(a_tiny_problem(Random(seed)), HARD_RULES, tight)


@both_models
@pytest.mark.parametrize("case", HARD_CASES, ids=str)
def test_every_hard_rule_at_once_on_each_case(case: Case, tight: bool) -> None:
    """Pinned sessions of one rule's case meet all the other rules."""
    agree(case.problem, HARD_RULES, tight)
