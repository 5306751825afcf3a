"""The least that the model charges for a rota is what the check of the rule makes it cost."""

from __future__ import annotations

import pytest

from scheduler.rota.rules import CARDS
from solver.rota.model import build_model
from tests.agreement.case import Case
from tests.agreement.every_rota import breaks, cheaper_anyway, columns_of, every_choice, price, rota_of
from tests.agreement.soft_cases import SOFT_CASES


@pytest.mark.parametrize("tight", [True, False], ids=["tight", "plain"])
@pytest.mark.parametrize("case", SOFT_CASES, ids=str)
def test_model_and_check_agree_on_the_cost_of_every_rota(case: Case, tight: bool) -> None:
    """Completed rotas cost what the check says, none can cost less, and the rule tells rotas apart."""
    model = build_model(case.problem, tight, {"one_place", case.rule})
    matrix = model.linear.freeze()
    rotas = {choice: rota_of(model, choice) for choice in every_choice(model)}
    prices = {
        choice: price(case.problem, rota, case.rule)
        for choice, rota in rotas.items()
        if not breaks(case.problem, rota, {"one_place"})
    }
    tier = CARDS[case.rule].tier
    completed = {choice: model.linear.complete(columns_of(model, choice)) for choice in prices}
    assert all(matrix.holds(values) for values in completed.values())
    assert {choice: matrix.objectives[tier].value(values) for choice, values in completed.items()} == prices
    assert cheaper_anyway(model, matrix, tier, prices) is None
    assert len(set(prices.values())) > 1
