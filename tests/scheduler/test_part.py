"""What a part states is kept, and what it leaves unsaid stays unsaid."""

from __future__ import annotations

import json

import pytest

from scheduler.part import as_document
from scheduler.practice import Practice
from scheduler.rota.build import build_problem
from scheduler.rota.problem import Limits
from tests.builders import A_MONDAY
from tests.practices import a_contract, a_practice


def limits_of(practice: Practice) -> Limits:
    """The limits of the first practitioner's contract."""
    return build_problem(practice, A_MONDAY, 1, today=A_MONDAY).people[0].limits


@pytest.mark.parametrize("limits", [{}, {"daily_rest": None}, {"daily_rest": 780}], ids=["unsaid", "none", "stricter"])
def test_limits_outlive_a_document(limits: dict[str, int | None]) -> None:
    """The law's limits hold where a contract says nothing, however often it was written down and read."""
    practice = a_practice(contracts={"full-time": a_contract(limits=limits)})
    again = Practice.model_validate_json(json.dumps(as_document(practice)))
    assert again == practice
    assert as_document(again) == as_document(practice)
    assert limits_of(again) == limits_of(practice)
