"""Every booking rule means what its examples say, and has all that belongs to a rule."""

from __future__ import annotations

from pkgutil import iter_modules

import pytest

import scheduler.booking.checks
from scheduler.booking.checks import check_of
from scheduler.booking.rules import BOOKING_CARDS, BOOKING_RULES, overridable
from scheduler.messages import LANGUAGES, is_known, say
from tests.booking_examples import (
    BookingExample,
    all_booking_examples,
    booking_examples_of,
    booking_rules_with_examples,
    told_orders,
)


@pytest.mark.parametrize("example", all_booking_examples(), ids=str)
def test_rule_refuses_what_the_example_says(example: BookingExample) -> None:
    """The check refuses the starts that the example names, and no other that it speaks of."""
    told = {str(order.starts) + order.practitioner: example.refusal(order) for order, _ in told_orders(example)}
    expected = {str(order.starts) + order.practitioner: refused for order, refused in told_orders(example)}
    assert {key: one is not None for key, one in told.items()} == expected
    assert {one.rule for one in told.values() if one} <= {example.rule}


@pytest.mark.parametrize("example", all_booking_examples(), ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_refusals_are_said_in_full(example: BookingExample, language: str) -> None:
    """Whatever a check refuses can be read out with the facts it gives."""
    for order in example.refused:
        refusal = example.refusal(order)
        assert refusal is not None
        assert refusal.sentence(language).endswith(".")


@pytest.mark.parametrize("rule", BOOKING_RULES)
def test_rule_has_examples_that_refuse_and_that_do_not(rule: str) -> None:
    """Every rule is shown from both sides."""
    examples = booking_examples_of(rule)
    assert any(example.refused for example in examples)
    assert any(example.given for example in examples)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", BOOKING_RULES)
def test_rule_has_its_check_and_its_sentence(rule: str, language: str) -> None:
    """Every card has a module with a check, and a sentence that states the rule."""
    assert callable(check_of(rule))
    assert say(f"booking-rule-{rule}", language).endswith(".")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("card", BOOKING_CARDS)
def test_every_card_has_a_refusal(card: str, language: str) -> None:
    """Whatever may refuse has a sentence."""
    assert is_known(f"refusal-{card}", language)


def test_checks_and_examples_belong_to_a_rule() -> None:
    """No check and no file of examples stands alone."""
    modules = {name for _, name, _ in iter_modules(scheduler.booking.checks.__path__)}
    assert modules == booking_rules_with_examples() == set(BOOKING_RULES)


def test_staff_never_set_aside_what_cannot_be() -> None:
    """Nobody books the past, an unknown practitioner, a wrong profession or a device that is busy."""
    never = {name for name in BOOKING_CARDS if not overridable(name)}
    assert never >= {"past", "not_open", "not_in_agenda", "profession", "resource_busy", "unknown_motive", "off_grid"}
    assert overridable("time_taken")
    assert not overridable("no-such-rule")
