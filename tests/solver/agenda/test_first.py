"""First places lay what was counted, keep every hard rule, and are sensible before any search."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.audit import audit_agenda
from scheduler.agenda.problem import AgendaProblem, BlockKind, Item, Segment
from solver.agenda.first import first_places
from solver.agenda.model import AgendaModel, Cell, build_agenda_model
from solver.agenda.spread import acute_times
from tests.agendas import a_need, a_session, an_agenda, an_agenda_problem, an_item
from tests.agreement.agenda.random_agendas import as_built
from tests.solver.agenda.listed import Listed


def placed(problem: AgendaProblem, counts: Mapping[Cell, int]) -> Agenda:
    """The first places of some counts."""
    model = build_agenda_model(problem, given=counts)
    values = model.linear.complete(model.arcs[arc] for arc in first_places(model, counts))
    assert model.linear.freeze().holds(values)
    return model.agenda(values)


def cells(problem: AgendaProblem) -> list[tuple[Cell, Segment, Item]]:
    """Every cell of a problem with its segment and item."""
    return [
        ((session, place, item), segment, problem.items[item])
        for session, place, segment in problem.segments()
        for item in sorted(segment.items)
    ]


def counted(problem: AgendaProblem, agenda: Agenda) -> dict[Cell, int]:
    """How many blocks of each item each segment holds."""
    return {
        cell: sum(block.kind is item.kind for block in agenda.in_segment(cell[0], segment))
        for cell, segment, item in cells(problem)
    }


@pytest.mark.parametrize("seed", range(60))
def test_whatever_can_be_counted_can_be_placed(seed: int) -> None:
    """For the counts of every valid agenda, first places keep the rules and hold the same counts."""
    problem = as_built(Random(seed))
    if any(item.kind is BlockKind.SUPERVISION for item in problem.items):
        return
    for agenda in Listed(problem).valid:
        counts = counted(problem, agenda)
        first = placed(problem, counts)
        assert audit_agenda(problem, first).valid
        assert counted(problem, first) == counts


def test_counts_that_only_rooms_and_edges_allow_are_placed() -> None:
    """A full session, two visits at two edges, and a visit beside a pause."""
    items = [an_item("visit", 10), an_item("review", 5)]
    problem = an_agenda_problem(items, [a_session("08:00-08:30", "08:35-08:45"), a_session("08:00-08:30", person=1)])
    counts = {(0, 0, 0): 1, (0, 0, 1): 4, (0, 1, 0): 1, (0, 1, 1): 0, (1, 0, 0): 2, (1, 0, 1): 1}
    first = placed(problem, counts)
    assert first.in_session(0)[0] == next(iter(an_agenda("08:00 visit 08:10").blocks))
    assert [block.kind for block in first.in_session(1)][::3] == [BlockKind.VISIT, BlockKind.VISIT]
    assert counted(problem, first) == counts


def test_blocks_are_spread_with_whole_slots_between_them() -> None:
    """Two breaks of a long session stand about a quarter from each end, and no open time is lost."""
    problem = an_agenda_problem([an_item("break", 10)], [a_session("08:00-12:20", open_lengths=(20,))])
    first = placed(problem, {(0, 0, 0): 2})
    assert first == an_agenda("08:00 open 09:00 break 09:10 open 11:10 break 11:20 open 12:20")


def test_supervision_begins_when_the_trainee_is_there() -> None:
    """Before any other thought."""
    need = a_need("supervision", 1, 30, begin=9 * 60, end=11 * 60)
    problem = an_agenda_problem([an_item("supervision", 30)], [a_session("08:00-12:00")], needs=[need])
    assert placed(problem, {(0, 0, 0): 1}) == an_agenda("08:00 open 09:00 supervision 09:30 open 12:00")


def model_of(*sessions: str, amount: int, end: int = 1440) -> AgendaModel:
    """Sessions of several people with acute slots of a quarter of an hour."""
    people = [a_session(hours, person=person) for person, hours in enumerate(sessions)]
    needs = [a_need("acute", amount, 15, end=end)]
    return build_agenda_model(an_agenda_problem([an_item("acute", 15)], people, needs=needs))


def test_acute_slots_stand_at_equal_steps_of_presence() -> None:
    """Four slots of a morning of four hours stand at the half hours."""
    times = acute_times(model_of("08:00-12:00", amount=4), {(0, 0, 0): 4})
    assert times == {(0, 0, 0): [8 * 60 + 25, 9 * 60 + 25, 10 * 60 + 25, 11 * 60 + 25]}


def test_acute_slots_follow_the_people_who_are_there() -> None:
    """Each gives as many as were counted, while present, and not both at once."""
    counts = {(0, 0, 0): 3, (1, 0, 0): 3}
    times = acute_times(model_of("08:00-11:00", "10:00-13:00", amount=6), counts)
    assert {cell: len(found) for cell, found in times.items()} == counts
    assert all(8 * 60 <= time < 11 * 60 for time in times[0, 0, 0])
    assert all(10 * 60 <= time < 13 * 60 for time in times[1, 0, 0])
    assert len({*times[0, 0, 0], *times[1, 0, 0]}) == 6


def test_acute_slots_of_another_part_of_the_day_are_not_mixed_in() -> None:
    """A need of the morning places the blocks of morning segments only."""
    problem = an_agenda_problem(
        [an_item("acute", 15)],
        [a_session("12:00-13:00", "13:00-14:00")],
        needs=[a_need("acute", 1, 15, end=780), a_need("acute", 2, 15, begin=780)],
    )
    times = acute_times(build_agenda_model(problem), {(0, 0, 0): 1, (0, 1, 0): 2})
    assert {cell: len(found) for cell, found in times.items()} == {(0, 0, 0): 1, (0, 1, 0): 2}
    assert acute_times(build_agenda_model(problem), {}) == {}


def test_acute_slots_stay_inside_the_session_that_gives_them() -> None:
    """One who has left by the time that is wished for gives a slot before leaving, not after the last visit."""
    model = model_of("08:00-09:00", "08:00-13:00", amount=4)
    times = acute_times(model, {(0, 0, 0): 4, (1, 0, 0): 1})
    assert len(times[0, 0, 0]) == 4
    assert all(8 * 60 <= time < 9 * 60 for time in times[0, 0, 0])
