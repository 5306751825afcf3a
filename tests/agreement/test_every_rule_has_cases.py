"""No rule goes without agreement cases."""

from __future__ import annotations

from collections import Counter

import pytest

from scheduler.rota.rules import HARD_RULES, SOFT_RULES
from tests.agreement.hard_cases import HARD_CASES
from tests.agreement.soft_cases import SOFT_CASES


def test_every_hard_rule_has_cases() -> None:
    """A card of a hard rule comes with two cases or more, and no case is about anything else."""
    cases = Counter(case.rule for case in HARD_CASES)
    assert set(cases) == set(HARD_RULES)
    assert min(cases.values()) >= 2


def test_every_soft_rule_has_cases() -> None:
    """A card of a soft rule comes with two cases or more, and no case is about anything else."""
    cases = Counter(case.rule for case in SOFT_CASES)
    assert set(cases) == set(SOFT_RULES)
    assert min(cases.values()) >= 2


@pytest.mark.parametrize("cases", [HARD_CASES, SOFT_CASES], ids=["hard", "soft"])
def test_names_tell_cases_apart(cases: tuple[object, ...]) -> None:
    """No two cases of a rule share a name."""
    assert max(Counter(map(str, cases)).values()) == 1
