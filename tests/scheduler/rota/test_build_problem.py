"""What is pinned, published, inside the notice and charged."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from scheduler.rota.problem import Assignment, RuleSetting
from scheduler.rota.rules import SOFT_RULES
from tests.scheduler.rota.monday import MONDAY, a_paper, a_problem


def a_pin(day: int, template: str = "morning") -> dict[str, object]:
    return {"practitioner": "ben", "date": MONDAY + timedelta(day), "template": template, "site": "nation"}


def test_a_period_begins_on_a_monday() -> None:
    """A Tuesday is refused in a sentence."""
    with pytest.raises(ValueError, match="a period begins on a Monday, 2026-11-03 is not one"):
        a_problem(first_day=date(2026, 11, 3))


def test_a_period_has_a_week() -> None:
    """No weeks, no rota."""
    with pytest.raises(ValueError, match="at least one week, not 0"):
        a_problem(weeks=0)


def test_pins_of_the_period_are_kept() -> None:
    """Those of other periods do not concern it."""
    assert a_problem(pins=[a_pin(1), a_pin(-1), a_pin(7)]).pinned == {Assignment(1, 1, 0)}


def test_pinned_sessions_of_the_previous_rota_are_kept() -> None:
    """They join the pins of the file."""
    paper = a_paper(("ada", MONDAY, "afternoon"), pinned=True)
    assert a_problem(pins=[a_pin(1)], previous=paper).pinned == {Assignment(0, 0, 1), Assignment(1, 1, 0)}


def test_a_pin_of_an_unknown_session_is_refused() -> None:
    """The error names it, whether the file pins it or the previous rota."""
    with pytest.raises(ValueError, match="night at nation"):
        a_problem(pins=[a_pin(1, "night")])
    with pytest.raises(ValueError, match="ada, 2026-11-02, night at nation"):
        a_problem(previous=a_paper(("ada", MONDAY, "night"), pinned=True))


def test_an_earlier_version_of_the_period_is_the_reference() -> None:
    """Its sessions in the period count; those of people who left and of sessions no longer offered do not."""
    paper = a_paper(
        ("ada", MONDAY, "morning"),
        ("zoe", MONDAY, "morning"),
        ("ben", MONDAY, "night"),
        ("ben", MONDAY + timedelta(weeks=1), "morning"),
        weeks=2,
    )
    assert a_problem(previous=paper).reference == {Assignment(0, 0, 0)}


def test_an_earlier_version_says_nothing_of_the_days_it_does_not_cover() -> None:
    """A rota that ends in the middle of the period is compared on its own days only."""
    problem = a_problem(previous=a_paper(), weeks=2)
    assert [problem.is_compared(day) for day in (0, 6, 7, 13)] == [True, True, False, False]


def test_without_an_earlier_version_there_is_no_reference() -> None:
    """A rota of other weeks is none; one of these weeks without sessions is."""
    assert a_problem().reference is None
    assert a_problem(previous=a_paper(first_day=MONDAY - timedelta(weeks=1))).reference is None
    assert a_problem(previous=a_paper(first_day=MONDAY + timedelta(weeks=1))).reference is None
    assert a_problem(previous=a_paper()).reference == frozenset()


@pytest.mark.parametrize(("days_ahead", "inside"), [(0, 14), (10, 5), (14, 1), (15, 0), (40, 0), (-7, 14)])
def test_the_notice_lasts_fifteen_days(days_ahead: int, inside: int) -> None:
    """Days less than 15 days after today are inside it."""
    assert a_problem(weeks=2, today=MONDAY - timedelta(days_ahead)).notice_until == inside


def test_every_soft_rule_has_its_card_s_weight_or_the_practice_s_own() -> None:
    """A weight of 0 switches a rule off, without taking it from the list."""
    soft = a_problem(
        rules={"wish_off": {"weight": 7}, "home_site": {"weight": 0}, "equity_late": {"tolerance": 2}}
    ).soft
    assert tuple(soft) == SOFT_RULES
    assert (soft["wish_off"], soft["home_site"]) == (RuleSetting(7, 3), RuleSetting(0, 3))
    assert (soft["equity_late"], soft["acute_window"]) == (RuleSetting(60, 2), RuleSetting(10, 1))
