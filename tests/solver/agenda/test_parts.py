"""Sessions are laid out apart where nothing links them."""

from __future__ import annotations

from random import Random

import pytest

from scheduler.agenda.agenda import Agenda, Block
from scheduler.agenda.audit import audit_agenda
from scheduler.agenda.problem import AgendaProblem, BlockKind, Calls
from scheduler.agenda.rules import NEEDS_TIER, PROMISE_TIER
from solver.agenda.parts import linked_by_counts, linked_by_places, part_of
from tests.agendas import a_need, a_session, a_share, an_agenda, an_agenda_problem, an_item
from tests.agreement.agenda.random_agendas import as_built
from tests.solver.agenda.listed import Listed


def five_sessions() -> AgendaProblem:
    """Reviews link 0 and 1, calls 1 and 2, acute slots 3 and 4."""
    return an_agenda_problem(
        [an_item("review"), an_item("acute", 5)],
        [a_session(person=person) for person in range(5)],
        needs=[
            a_need("review", sessions=frozenset({0, 1})),
            a_need("acute", 2, 5, sessions=frozenset({3, 4})),
        ],
        calls=[Calls(0, 0, (480,), frozenset({1, 2}), 500)],
        shares=[a_share("acute_even", 1, sessions=frozenset({4}))],
    )


def test_sessions_that_share_a_need_are_counted_together() -> None:
    """Calls say nothing of how many blocks there are."""
    assert sorted(map(sorted, linked_by_counts(five_sessions()))) == [[0, 1], [2], [3, 4]]


def test_sessions_that_share_calls_or_a_need_of_hours_are_placed_together() -> None:
    """Reviews are counted before and lie where they like."""
    assert sorted(map(sorted, linked_by_places(five_sessions()))) == [[0], [1, 2], [3, 4]]


def test_links_reach_on() -> None:
    """Whoever shares with somebody who shares belongs to the same part."""
    needs = [a_need(sessions=frozenset({0, 3})), a_need(sessions=frozenset({3, 4}))]
    problem = an_agenda_problem([], [a_session(person=person) for person in range(5)], needs=needs)
    assert sorted(map(sorted, linked_by_counts(problem))) == [[0, 3, 4], [1], [2]]


def test_part_keeps_what_concerns_it() -> None:
    """Sessions are numbered anew; needs, calls and shares of others are gone."""
    part = part_of(five_sessions(), {4, 1})
    assert [session.person for session in part.sessions] == [1, 4]
    assert [(need.kind, sorted(need.sessions), need.amount) for need in part.needs] == [
        (BlockKind.REVIEW, [0], 1),
        (BlockKind.ACUTE, [1], 2),
    ]
    assert [sorted(calls.sessions) for calls in part.calls] == [[0]]
    assert [sorted(share.sessions) for share in part.shares] == [[1]]


@pytest.mark.parametrize("seed", range(40))
def test_needs_of_the_parts_cost_together_what_those_of_the_whole_cost(seed: int) -> None:
    """Sessions counted apart share no need, so that their costs add up."""
    problem = as_built(Random(seed))
    groups = linked_by_counts(problem)
    for agenda, verdict in Listed(problem).valid.items():
        parts = [audit_agenda(part_of(problem, group), _own(agenda, group)) for group in groups]
        assert all(part.valid for part in parts)
        for tier in (PROMISE_TIER, NEEDS_TIER):
            assert sum(part.cost_by_tier[tier] for part in parts) == verdict.cost_by_tier[tier]


def _own(agenda: Agenda, group: frozenset[int]) -> Agenda:
    """The blocks of some sessions, numbered as in their part."""
    number = {session: new for new, session in enumerate(sorted(group))}
    return Agenda.of(
        Block(number[block.session], block.begin, block.end, block.kind, block.motive)
        for block in agenda.blocks
        if block.session in number
    )


def test_own_blocks_are_numbered_like_their_part() -> None:
    """What the test above relies on."""
    agenda = an_agenda("08:00 open 08:20", "08:00 review 08:10 open 08:20")
    assert _own(agenda, frozenset({1})) == an_agenda("08:00 review 08:10 open 08:20")
