"""The audit gathers what the checks find and adds up what it costs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scheduler.rota.audit import audit
from scheduler.rota.checks.sessions import CONSULTING, DESK
from scheduler.rota.problem import RotaProblem, RuleSetting, Want, Wish
from scheduler.rota.rules import HARD_RULES, SOFT_RULES, TIERS
from scheduler.sessions import SessionKind
from tests.builders import a_cover, a_person, a_problem, a_rota, a_template, soft


def a_costly_problem(**stated: Any) -> RotaProblem:
    """Two needs on Monday that miss one person each and a wish of weight 2 to be off on Tuesday."""
    needs = (a_cover(least=1, amount=60, weight_under=3), a_cover(least=1, amount=30))
    wish = Wish(person=0, day=1, want=Want.OFF, weight=2)
    working: dict[str, Any] = {"cover": needs, "wishes": (wish,), "soft": soft("cover_under", "wish_off", weight=5)}
    return a_problem(**working | stated)


def test_empty_rota_of_an_easy_practice_is_valid_and_free() -> None:
    """Nothing is broken and nothing costs where nothing is asked."""
    judged = audit(a_problem(), a_rota())
    assert judged.valid
    assert judged.cost == 0
    assert judged.violations == judged.penalties == ()


def test_violations_come_from_hard_rules_only() -> None:
    """A breach makes the rota invalid and costs nothing."""
    problem = a_problem(people=[a_person(days_per_week=1, saturdays=0)], soft=soft())
    judged = audit(problem, a_rota((0, 0, 0), (0, 5, 0)))
    assert [finding.rule for finding in judged.violations] == ["days_per_week", "saturdays"]
    assert not judged.valid
    assert judged.cost == 0


def test_cost_is_amount_times_factor_times_weight() -> None:
    """Amounts stay in natural units; factors and weights only enter the cost."""
    judged = audit(a_costly_problem(), a_rota((0, 1, 0)))
    assert judged.amount_by_rule == {"cover_under": 90, "wish_off": 1}
    assert judged.cost_by_rule == {"cover_under": (60 * 3 + 30) * 5, "wish_off": 1 * 2 * 5}
    assert judged.cost == 1060
    assert [finding.rule for finding in judged.penalties] == ["cover_under", "cover_under", "wish_off"]


def test_cost_by_tier_follows_the_setting_not_the_card() -> None:
    """A practice that moves a rule to another tier finds its cost there; tiers without cost show 0."""
    settings = {"cover_under": RuleSetting(1, 2), "wish_off": RuleSetting(1, 2)}
    judged = audit(a_costly_problem(soft=settings), a_rota((0, 1, 0)))
    assert judged.cost_by_tier == {1: 0, 2: 212, 3: 0}


def test_rule_without_a_setting_is_not_told() -> None:
    """What the practice does not ask for is neither a penalty nor an amount."""
    judged = audit(a_costly_problem(soft={}), a_rota((0, 1, 0)))
    assert judged.penalties == ()
    assert judged.amount_by_rule == judged.cost_by_rule == {}
    assert judged.cost_by_tier == dict.fromkeys(TIERS, 0)


def test_rule_of_weight_zero_is_counted_but_free() -> None:
    """A rule of weight 0 shows its amount, costs nothing and is no penalty."""
    judged = audit(a_costly_problem(soft=soft("cover_under", weight=0)), a_rota())
    assert judged.penalties == ()
    assert judged.amount_by_rule == {"cover_under": 90}
    assert judged.cost_by_rule == {"cover_under": 0}
    assert judged.cost == 0


def test_every_soft_rule_with_a_setting_is_told_even_at_zero() -> None:
    """Rules that found nothing show 0, in the order of the cards."""
    judged = audit(a_problem(soft=soft()), a_rota())
    assert judged.amount_by_rule == dict.fromkeys(SOFT_RULES, 0)
    assert list(judged.cost_by_rule) == list(SOFT_RULES)


@pytest.mark.parametrize("rule", HARD_RULES)
def test_setting_of_a_hard_rule_changes_nothing(rule: str) -> None:
    """Hard rules have no price, even if somebody sets one."""
    problem = a_problem(soft={rule: RuleSetting(1, 1)})
    assert audit(problem, a_rota()).amount_by_rule == {}


def test_hand_made_rota_is_judged_whatever_it_holds() -> None:
    """Any person, day and template in range can be judged, candidates or not, with every rule set."""
    templates = [a_template("08:00-12:00"), a_template("09:00-13:00", site=1, room="surgery", kind="desk")]
    problem = a_problem(templates, [a_person(eligible=frozenset(), spells=0, shortest_run_on=2)], soft=soft())
    problem = replace(problem, offered=(frozenset(),) * 7, reference=frozenset())
    everything = [(0, day, template) for day in range(7) for template in range(2)]
    rules = {finding.rule for finding in audit(problem, a_rota(*everything)).violations}
    assert rules == {"one_place", "eligible", "rooms", "spells"}


def test_judge_and_practice_file_name_the_kinds_of_session_alike() -> None:
    """The checks know the kinds of session by the words of the practice file."""
    assert {CONSULTING, DESK} == {SessionKind.CONSULTING.value, SessionKind.DESK.value}
