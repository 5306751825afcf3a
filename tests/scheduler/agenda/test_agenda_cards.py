"""An agenda rule is a card, a check, a constraint and examples under one name; none of the four stands alone."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

import pytest

import scheduler.agenda.checks
import solver.agenda.constraints
from scheduler.agenda.checks import agenda_check_of
from scheduler.agenda.rules import (
    AGENDA_CARDS,
    AGENDA_HARD_RULES,
    AGENDA_SOFT_RULES,
    NEED_RULES,
    NEEDS_TIER,
    PLACES_TIER,
    PROMISE_TIER,
)
from scheduler.rota.rules import CARDS
from tests.agenda_examples import agenda_examples_of, agenda_rules_with_examples
from tests.agendas import NEED_RULES as RULE_OF_KIND
from tests.examples import rules_with_examples


@pytest.mark.parametrize("rule", AGENDA_CARDS)
def test_card_has_a_check(rule: str) -> None:
    """Every card has a module with a check."""
    assert callable(agenda_check_of(rule))


@pytest.mark.parametrize("rule", AGENDA_CARDS)
def test_card_has_a_constraint(rule: str) -> None:
    """Every card has a constraint in the solver."""
    assert find_spec(f"solver.agenda.constraints.{rule}") is not None


@pytest.mark.parametrize("rule", AGENDA_CARDS)
def test_card_has_examples_that_hold_and_that_break(rule: str) -> None:
    """Every card has an example without a finding and one with."""
    assert {bool(example.expected) for example in agenda_examples_of(rule)} == {True, False}


def test_check_belongs_to_a_card() -> None:
    """Every module with a check is named like a card; what checks share has no check of its own."""
    modules = (name for _, name, _ in iter_modules(scheduler.agenda.checks.__path__))
    checks = {name for name in modules if hasattr(import_module(f"scheduler.agenda.checks.{name}"), "check")}
    assert checks == set(AGENDA_CARDS)


def test_constraint_belongs_to_a_card() -> None:
    """Every module with a constraint is named like a card."""
    names = [name for _, name, _ in iter_modules(solver.agenda.constraints.__path__)]
    modules = {name: import_module(f"solver.agenda.constraints.{name}") for name in names}
    assert {name for name, module in modules.items() if hasattr(module, "constrain")} == set(AGENDA_CARDS)


def test_examples_belong_to_a_card() -> None:
    """Every file of examples is named like a card, and those of the rota are none of them."""
    assert agenda_rules_with_examples() == set(AGENDA_CARDS)
    assert rules_with_examples() == set(CARDS)


def test_names_tell_rules_of_rota_and_agenda_apart() -> None:
    """Settings and sentences go by the name alone."""
    assert not AGENDA_CARDS.keys() & CARDS.keys()


def test_every_card_is_hard_or_has_a_tier_and_a_weight() -> None:
    """A hard rule has no price; a soft one belongs to one of three tiers."""
    assert set(AGENDA_HARD_RULES) | set(AGENDA_SOFT_RULES) == set(AGENDA_CARDS)
    assert all(AGENDA_CARDS[rule].hard and not AGENDA_CARDS[rule].weight for rule in AGENDA_HARD_RULES)
    tiers = {AGENDA_CARDS[rule].tier for rule in AGENDA_SOFT_RULES}
    assert tiers == {PROMISE_TIER, NEEDS_TIER, PLACES_TIER}
    assert all(AGENDA_CARDS[rule].weight > 0 for rule in AGENDA_SOFT_RULES)


def test_every_kind_of_block_has_its_rule_of_need() -> None:
    """A need is under the rule of its kind; the promise comes before all others."""
    assert set(RULE_OF_KIND.values()) == set(NEED_RULES)
    assert [rule for rule in NEED_RULES if AGENDA_CARDS[rule].tier == PROMISE_TIER] == ["acute_short"]
