"""The judge of agendas, and what it looks at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.agenda.agenda import Agenda, Block, segment_of
from scheduler.agenda.audit import audit_agenda
from scheduler.agenda.problem import AgendaProblem, BlockKind, Item, Segment
from scheduler.agenda.rules import AGENDA_HARD_RULES, AGENDA_SOFT_RULES
from scheduler.agenda.waste import useless_minutes
from scheduler.rota.problem import RuleSetting
from tests.agendas import a_need, a_session, agenda_soft, an_agenda, an_agenda_problem, an_item


def a_costly_problem(**stated: Any) -> AgendaProblem:
    """Two reviews of ten minutes asked for, slots of fifteen, and a run of ten minutes at most."""
    working: dict[str, Any] = {
        "needs": [a_need("review", 2)],
        "longest_run": 10,
        "soft": agenda_soft("review_short", "useless_gap", "long_run", weight=5),
    }
    return an_agenda_problem([an_item()], [a_session("08:00-08:20", open_lengths=(15,))], **working | stated)


OPEN = an_agenda("08:00 open 08:20")


def test_agenda_that_lacks_nothing_is_valid_and_free() -> None:
    """Nothing is broken and nothing costs where nothing is asked."""
    judged = audit_agenda(an_agenda_problem(), OPEN)
    assert judged.valid
    assert judged.cost == 0
    assert judged.violations == judged.penalties == ()


def test_cost_is_amount_times_factor_times_weight() -> None:
    """Two reviews of ten minutes, five useless minutes and ten too many on end, five each."""
    judged = audit_agenda(a_costly_problem(), OPEN)
    assert judged.amount_by_rule == {"review_short": 2, "useless_gap": 5, "long_run": 10}
    assert judged.cost_by_rule == {"review_short": 100, "useless_gap": 25, "long_run": 50}
    assert judged.cost_by_tier == {1: 0, 2: 100, 3: 75}
    assert [finding.rule for finding in judged.penalties] == ["review_short", "useless_gap", "long_run"]


def test_violations_come_from_hard_rules_and_cost_nothing() -> None:
    """In the order of the cards."""
    agenda = an_agenda("08:00 review 08:10 acute 08:15")
    judged = audit_agenda(a_costly_problem(needs=[a_need("review", 0)]), agenda)
    assert [finding.rule for finding in judged.violations] == ["tiled", "allowed_block", "no_more_than_asked"]
    assert not judged.valid


def test_rule_without_a_setting_is_not_told_and_one_without_weight_is_free() -> None:
    """What the practice does not ask for has no amount; a weight of 0 shows it."""
    assert audit_agenda(a_costly_problem(soft={}), OPEN).amount_by_rule == {}
    judged = audit_agenda(a_costly_problem(soft=agenda_soft("review_short", weight=0)), OPEN)
    assert (judged.amount_by_rule, judged.cost, judged.penalties) == ({"review_short": 2}, 0, ())


def test_cost_by_tier_follows_the_setting() -> None:
    """A rule that is moved to another tier costs there."""
    judged = audit_agenda(a_costly_problem(soft={"review_short": RuleSetting(1, 1)}), OPEN)
    assert judged.cost_by_tier == {1: 20, 2: 0, 3: 0}


def test_every_soft_rule_with_a_setting_is_told_even_at_zero() -> None:
    """Rules that found nothing show 0, in the order of the cards."""
    judged = audit_agenda(an_agenda_problem(soft=agenda_soft()), OPEN)
    assert judged.amount_by_rule == dict.fromkeys(AGENDA_SOFT_RULES, 0)
    assert list(judged.cost_by_rule) == list(AGENDA_SOFT_RULES)


@pytest.mark.parametrize("rule", AGENDA_HARD_RULES)
def test_setting_of_a_hard_rule_changes_nothing(rule: str) -> None:
    """Hard rules have no price, even if somebody sets one."""
    assert audit_agenda(an_agenda_problem(soft={rule: RuleSetting(1, 1)}), OPEN).amount_by_rule == {}


# What is useless.


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.integers(0, 24), st.lists(st.integers(1, 9), max_size=3))
def test_useless_minutes_are_what_the_fullest_filling_leaves(grains: int, lengths: list[int]) -> None:
    """No way to put slots into the stretch leaves less."""
    fillings = {0}
    for _ in range(grains):
        fillings |= {filled + length for filled in fillings for length in lengths if filled + length <= grains}
    assert useless_minutes(5 * grains, tuple(5 * length for length in lengths)) == 5 * (grains - max(fillings))


def test_useless_minutes_by_hand() -> None:
    """35 minutes are a slot of 15 and one of 20; 25 leave five; without slots all is lost."""
    assert [useless_minutes(stretch, (15, 20)) for stretch in (0, 10, 25, 35)] == [0, 10, 5, 0]
    assert useless_minutes(30, ()) == 30


# What is looked at.


def test_items_lie_in_open_time_only() -> None:
    """Time that is filled with something else takes nothing."""
    with pytest.raises(ValueError, match="not into desk time"):
        Segment(480, 500, BlockKind.DESK, frozenset({0}))


def test_session_begins_and_ends_with_its_segments() -> None:
    """Breaks may be laid where any of it is open."""
    session = a_session("08:00-09:00 desk", "10:00-12:00")
    assert (session.begin, session.end, session.holds_open_time) == (480, 720, True)
    assert not a_session("08:00-09:00 desk", "09:00-10:00 window").holds_open_time


def test_days_of_a_problem_are_dates() -> None:
    """Day 0 is the first Monday; the change of the clock takes no day away."""
    problem = replace(an_agenda_problem(), first_day=date(2026, 3, 23), weeks=2)
    assert [problem.date_of(day) for day in (0, 6, 7)] == [date(2026, 3, 23), date(2026, 3, 29), date(2026, 3, 30)]


def test_blocks_are_found_by_session_and_segment_in_order_of_time() -> None:
    """A block belongs to the segment in which it begins, and lies in one only if it ends there too."""
    problem = an_agenda_problem([Item(BlockKind.REVIEW, 10)], [a_session("08:00-08:20", "08:20-08:40"), a_session()])
    agenda = an_agenda("08:00 open 08:15 review 08:25 open 08:40", "08:00 open 08:20")
    first, second = problem.sessions[0].segments
    assert [block.begin for block in agenda.in_session(0)] == [480, 495, 505]
    assert [block.begin for block in agenda.in_segment(0, first)] == [480, 495]
    assert [segment_of(problem.sessions[0], block) for block in agenda.in_session(0)] == [first, None, second]
    assert agenda.in_session(7) == ()
    assert agenda.minutes(BlockKind.OPEN, [0, 1]) == 15 + 15 + 20


def test_blocks_are_counted_for_a_need() -> None:
    """Kind, motive, session and the time at which they begin decide; long ones count several times."""
    agenda = an_agenda("08:00 group/sugar 08:25 group/back 08:35 group/sugar 08:45", "08:00 group/sugar 08:10")
    both = frozenset({0, 1})
    assert agenda.count(a_need("group", sessions=both)) == 2 + 1 + 1 + 1
    assert agenda.count(a_need("group", sessions=both, motive="sugar")) == 4
    assert agenda.count(a_need("group", sessions=frozenset({1}))) == 1
    assert agenda.count(a_need("group", sessions=both, begin=481)) == 2
    assert agenda.count(a_need("group", sessions=both, begin=480, end=481)) == 3
    assert agenda.count(a_need("review", sessions=both)) == 0


def test_the_same_blocks_are_the_same_agenda() -> None:
    """Whatever their order."""
    one, other = Block(0, 480, 490, BlockKind.OPEN), Block(1, 480, 490, BlockKind.OPEN)
    assert Agenda.of([one, other]) == Agenda.of([other, one, one])
