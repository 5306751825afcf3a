"""The least that the model charges for an agenda is what the check of the rule makes it cost."""

from __future__ import annotations

from collections import Counter

import pytest

from scheduler.agenda.rules import AGENDA_CARDS, AGENDA_SOFT_RULES
from solver.agenda.model import build_agenda_model
from tests.agreement.agenda.case import AgendaCase
from tests.agreement.agenda.every_agenda import cheaper_anyway, choice_of, completed, price, tilings
from tests.agreement.agenda.soft_cases import SOFT_CASES


@pytest.mark.parametrize("case", SOFT_CASES, ids=str)
def test_model_and_check_agree_on_the_cost_of_every_agenda(case: AgendaCase) -> None:
    """Completed agendas cost what the check says, none can cost less, and the rule tells agendas apart."""
    model = build_agenda_model(case.problem, rules={case.rule})
    matrix = model.linear.freeze()
    objective = matrix.objectives[AGENDA_CARDS[case.rule].tier]
    prices = {}
    for agenda in tilings(case.problem) or []:
        values = completed(model, agenda)
        assert values is not None
        assert matrix.holds(values)
        prices[choice_of(model, values)] = due = price(case.problem, agenda, case.rule)
        assert objective.value(values) == due, agenda
    assert cheaper_anyway(model, matrix, AGENDA_CARDS[case.rule].tier, prices) is None
    assert len(set(prices.values())) > 1


def test_every_soft_rule_has_cases() -> None:
    """A card of a soft rule comes with two cases or more, and no case is about anything else."""
    cases = Counter(case.rule for case in SOFT_CASES)
    assert set(cases) == set(AGENDA_SOFT_RULES)
    assert min(cases.values()) >= 2


def test_names_tell_cases_apart() -> None:
    """No two cases of a rule share a name."""
    assert max(Counter(map(str, SOFT_CASES)).values()) == 1
