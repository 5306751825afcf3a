"""A rule is a card, a check, a constraint and examples under one name; none of the four stands alone."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

import pytest

import scheduler.rota.checks
from scheduler.rota.checks import check_of
from scheduler.rota.rules import CARDS
from tests.examples import examples_of, rules_with_examples


@pytest.mark.parametrize("rule", CARDS)
def test_card_has_a_check(rule: str) -> None:
    """Every card has a module with a check."""
    assert callable(check_of(rule))


@pytest.mark.parametrize("rule", CARDS)
def test_card_has_a_constraint(rule: str) -> None:
    """Every card has a constraint in the solver."""
    assert find_spec(f"solver.rota.constraints.{rule}") is not None


@pytest.mark.parametrize("rule", CARDS)
def test_card_has_examples_that_hold_and_that_break(rule: str) -> None:
    """Every card has an example without a finding and one with."""
    assert {bool(example.expected) for example in examples_of(rule)} == {True, False}


def test_check_belongs_to_a_card() -> None:
    """Every module with a check is named like a card; what checks share has no check of its own."""
    modules = (name for _, name, _ in iter_modules(scheduler.rota.checks.__path__))
    checks = {name for name in modules if hasattr(import_module(f"scheduler.rota.checks.{name}"), "check")}
    assert checks == set(CARDS)


def test_examples_belong_to_a_card() -> None:
    """Every file of examples is named like a card."""
    assert rules_with_examples() == set(CARDS)
