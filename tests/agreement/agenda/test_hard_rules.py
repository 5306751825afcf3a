"""The model allows exactly the agendas in which the checks of the hard rules find nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from itertools import product
from random import Random

import pytest

from scheduler.agenda.problem import AgendaProblem, BlockKind
from scheduler.agenda.rules import AGENDA_HARD_RULES
from solver.agenda.model import build_agenda_model
from tests.agreement.agenda.case import AgendaCase
from tests.agreement.agenda.counted import counts_of, of_whole_segments, with_counts
from tests.agreement.agenda.every_agenda import (
    allowed_beside,
    breaks,
    choice_of,
    completed,
    covers,
    every_agenda,
    odd_agendas,
    tilings,
)
from tests.agreement.agenda.hard_cases import HARD_CASES

ALWAYS = frozenset({"tiled", "allowed_block"})
"""What a model that is not wide keeps by its columns."""


def takes_blocks(case: AgendaCase) -> bool:
    """Whether all its time is open or an acute window: a wide model has no columns for other fillings."""
    return all(segment.window or segment.fill is BlockKind.OPEN for _, _, segment in case.problem.segments())


def counts_tell(case: AgendaCase) -> bool:
    """Whether no need goes by the clock, and no window must be filled with blocks."""
    return of_whole_segments(case.problem) and case.rule != "windows_hold"


def agree(problem: AgendaProblem, rules: Collection[str]) -> tuple[int, int]:
    """Demand that model and checks agree on every agenda; the numbers of those that keep and that break the rules.

    An agenda is allowed if its arcs keep every row; no arcs but those of allowed agendas keep every row.
    """
    model = build_agenda_model(problem, rules=rules)
    matrix = model.linear.freeze()
    allowed, kept, broken = set(), 0, 0
    for agenda in [*every_agenda(problem), *odd_agendas(problem, Random(1), 200)]:
        values = completed(model, agenda)
        holds = values is not None and matrix.holds(values)
        assert holds is not breaks(problem, agenda, {*ALWAYS, *rules}), agenda
        kept, broken = kept + holds, broken + (not holds)
        if holds and values is not None:
            allowed.add(choice_of(model, values))
    assert allowed_beside(model, matrix, allowed) is None
    return kept, broken


@pytest.mark.parametrize("case", HARD_CASES, ids=str)
def test_model_and_check_agree_on_every_agenda(case: AgendaCase) -> None:
    """Of all agendas of the tiny session the model refuses those that break the rule, or are not made of its items."""
    kept, broken = agree(case.problem, {case.rule})
    assert kept
    assert broken


@pytest.mark.parametrize("case", HARD_CASES, ids=str)
def test_every_hard_rule_at_once_on_each_case(case: AgendaCase) -> None:
    """What one rule's case asks for meets all the other rules."""
    agree(case.problem, AGENDA_HARD_RULES)


@pytest.mark.parametrize("case", [case for case in HARD_CASES if takes_blocks(case)], ids=str)
def test_rule_agrees_on_blocks_that_no_segment_allows(case: AgendaCase) -> None:
    """In a wide model every item lies everywhere, and the rule alone refuses what its check finds."""
    model = build_agenda_model(case.problem, wide=True, rules={case.rule})
    matrix = model.linear.freeze()
    allowed, refused = set(), 0
    for agenda in every_agenda(case.problem):
        values = completed(model, agenda) if covers(case.problem, agenda) else None
        if values is not None:
            holds = matrix.holds(values)
            assert holds is not breaks(case.problem, agenda, {case.rule}), agenda
            allowed |= {choice_of(model, values)} if holds else set()
            refused += not holds
    assert allowed
    assert refused or case.rule == "tiled"
    assert allowed_beside(model, matrix, allowed) is None


@pytest.mark.parametrize("case", [case for case in HARD_CASES if counts_tell(case)], ids=str)
def test_counts_alone_allow_what_can_be_placed(case: AgendaCase) -> None:
    """Where no need goes by the clock, exactly the counts of the agendas that keep the rule are allowed."""
    model = build_agenda_model(case.problem, places=False, rules={case.rule})
    matrix = model.linear.freeze()
    made = [agenda for agenda in tilings(case.problem) or [] if not breaks(case.problem, agenda, {case.rule})]
    rooms = [range(matrix.upper[column] + 1) for column in model.counts.values()]
    points = (dict(zip(model.counts, counts, strict=True)) for counts in product(*rooms))
    allowed = {tuple(counts.values()) for counts in points if matrix.holds(with_counts(model, counts))}
    assert allowed == {tuple(counts_of(model, agenda).values()) for agenda in made}


@pytest.mark.parametrize("rule", AGENDA_HARD_RULES)
def test_cases_tell_the_rule_from_the_others(rule: str) -> None:
    """An agenda of its cases breaks the rule and no other."""
    others = set(AGENDA_HARD_RULES) - {rule}
    assert any(
        breaks(case.problem, agenda, {rule}) and not breaks(case.problem, agenda, others)
        for case in HARD_CASES
        if case.rule == rule
        for agenda in every_agenda(case.problem)
    )


def test_every_hard_rule_has_cases() -> None:
    """A card of a hard rule comes with two cases or more, and no case is about anything else."""
    cases = Counter(case.rule for case in HARD_CASES)
    assert set(cases) == set(AGENDA_HARD_RULES)
    assert min(cases.values()) >= 2


def test_names_tell_cases_apart() -> None:
    """No two cases of a rule share a name."""
    assert max(Counter(map(str, HARD_CASES)).values()) == 1


@pytest.mark.parametrize("case", HARD_CASES, ids=str)
def test_tilings_are_the_agendas_made_of_items(case: AgendaCase) -> None:
    """Listing what can be laid gives the same agendas as trying everything and asking the checks."""
    made = [agenda for agenda in every_agenda(case.problem) if not breaks(case.problem, agenda, ALWAYS)]
    found = tilings(case.problem)
    assert found is not None
    assert len(found) == len(set(found))
    assert set(found) == set(made)
