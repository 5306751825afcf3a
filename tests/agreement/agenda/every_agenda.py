"""Every agenda of a tiny session, what the checks say of it, and proofs of what the model says of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import product
from random import Random
from typing import TypeAlias

import numpy as np
from ortools.sat.python import cp_model

from scheduler.agenda.agenda import Agenda, Block
from scheduler.agenda.checks import agenda_check_of
from scheduler.agenda.problem import AgendaProblem, BlockKind, Segment, Session
from scheduler.calendar import GRAIN
from solver.agenda.model import AgendaModel, Arc
from solver.cpsat import to_cp_model
from solver.linear import Ints, Matrix

Choice: TypeAlias = tuple[int, ...]
"""0 or 1 for each arc of an item, in the model's order."""
Look: TypeAlias = tuple[BlockKind, str | None]

MOST_AGENDAS = 4000


def every_agenda(problem: AgendaProblem) -> list[Agenda]:
    """Every way to cut each session, from its first minute to its last, into blocks of any length, and holes."""
    cuts = [list(_cuts(problem, number)) for number in range(len(problem.sessions))]
    agendas = [Agenda.of(block for blocks in chosen for block in blocks) for chosen in product(*cuts)]
    assert len(agendas) <= MOST_AGENDAS, "too many agendas to list"
    return agendas


def _cuts(problem: AgendaProblem, session: int) -> Iterator[tuple[Block, ...]]:
    about = problem.sessions[session]
    looks = sorted(_looks(problem, about), key=str)

    def cut(begin: int) -> Iterator[tuple[Block, ...]]:
        if begin == about.end:
            yield ()
            return
        yield from cut(begin + GRAIN)
        for end, look in product(range(begin + GRAIN, about.end + 1, GRAIN), looks):
            for rest in cut(end):
                yield (Block(session, begin, end, *look), *rest)

    return cut(about.begin)


def _looks(problem: AgendaProblem, session: Session) -> set[Look]:
    """Kinds with motives that are worth a try."""
    laid = {(item.kind, item.motive) for item in problem.items}
    return {(BlockKind.OPEN, None), *laid, *((segment.fill, None) for segment in session.segments)}


def odd_agendas(problem: AgendaProblem, rng: Random, count: int) -> list[Agenda]:
    """Agendas of blocks that overlap, leave the session, lie off the grid, run backwards or have strange motives."""
    return [Agenda.of(_odd_block(problem, rng) for _ in range(rng.randint(1, 4))) for _ in range(count)]


def _odd_block(problem: AgendaProblem, rng: Random) -> Block:
    number = rng.randrange(len(problem.sessions))
    session = problem.sessions[number]
    step = rng.choice((GRAIN, GRAIN, 1))
    times = range(session.begin - GRAIN, session.end + GRAIN + 1, step)
    kind, motive = rng.choice(sorted(_looks(problem, session), key=str))
    return Block(number, rng.choice(times), rng.choice(times), kind, rng.choice((motive, motive, "strange")))


def tilings(problem: AgendaProblem, most: int = MOST_AGENDAS) -> list[Agenda] | None:
    """Every agenda whose blocks are allowed and cover each segment once; None if there are more than `most`."""
    count, by_segment = 1, []
    for session, _, segment in problem.segments():
        by_segment.append(list(_fillings(problem, session, segment)))
        count *= len(by_segment[-1])
        if count > most:
            return None
    return [Agenda.of(block for blocks in chosen for block in blocks) for chosen in product(*by_segment)]


def _fillings(problem: AgendaProblem, session: int, segment: Segment) -> Iterator[tuple[Block, ...]]:
    def fill(begin: int, after_open: bool) -> Iterator[tuple[Block, ...]]:
        if begin == segment.end:
            yield ()
        for block in _next_blocks(problem, (session, begin), segment, after_open):
            for rest in fill(block.end, after_open=block.kind is BlockKind.OPEN):
                yield (block, *rest)

    if segment.items:
        yield from fill(segment.begin, after_open=False)
    else:
        yield (Block(session, segment.begin, segment.end, segment.fill),)


def _next_blocks(problem: AgendaProblem, at: tuple[int, int], segment: Segment, after_open: bool) -> Iterator[Block]:
    """What can begin at a moment of a session, `at`: every item, or open time of any length after something else."""
    session, begin = at
    for item in (problem.items[number] for number in sorted(segment.items)):
        if begin + item.minutes <= segment.end:
            yield Block(session, begin, begin + item.minutes, item.kind, item.motive)
    for end in range(begin + GRAIN, segment.end + 1, GRAIN) if not after_open else ():
        yield Block(session, begin, end, BlockKind.OPEN)


def covers(problem: AgendaProblem, agenda: Agenda) -> bool:
    """Whether the blocks cover each segment once."""
    return all(_follow(segment, agenda.in_segment(number, segment)) for number, _, segment in problem.segments())


def _follow(segment: Segment, blocks: Collection[Block]) -> bool:
    ends = [segment.begin, *(block.end for block in blocks)]
    return ends == [*(block.begin for block in blocks), segment.end]


def breaks(problem: AgendaProblem, agenda: Agenda, rules: Collection[str]) -> bool:
    """Whether the check of one of the rules finds anything."""
    return any(True for rule in rules for _ in agenda_check_of(rule)(problem, agenda))


def price(problem: AgendaProblem, agenda: Agenda, rule: str) -> int:
    """What the check of a soft rule says an agenda costs."""
    found = agenda_check_of(rule)(problem, agenda)
    return sum(finding.amount * finding.factor for finding in found) * problem.soft[rule].weight


def completed(model: AgendaModel, agenda: Agenda) -> Ints | None:
    """The values of all columns for an agenda, its open time cut into as many slots as fit; None if it has none."""
    arcs = [arc for block in agenda.blocks for arc in _arcs(model, block)]
    if not all(arc in model.arcs for arc in arcs):
        return None
    values = model.linear.complete(model.arcs[arc] for arc in arcs)
    return values if model.agenda(values) == agenda else None


def _arcs(model: AgendaModel, block: Block) -> Iterator[Arc]:
    about = model.problem.sessions[block.session]
    for place, segment in enumerate(about.segments):
        if model.items_of(segment) and segment.begin <= block.begin < segment.end:
            if (block.kind, block.motive) == (BlockKind.OPEN, None):
                yield from _open_arcs((block.session, place), block, about.open_lengths)
            else:
                looks = [(item.kind, item.motive, item.minutes) for item in model.problem.items]
                look = (block.kind, block.motive, block.minutes)
                item = looks.index(look) if look in looks else len(looks)
                yield Arc(block.session, place, block.begin, block.end, item)


def _open_arcs(at: tuple[int, int], block: Block, lengths: tuple[int, ...]) -> Iterator[Arc]:
    begin = block.begin
    for length in _best_cut(block.minutes, lengths) if block.minutes > 0 and block.minutes % GRAIN == 0 else ():
        yield Arc(*at, begin, begin + (length or GRAIN), lost=not length)
        begin += length or GRAIN


@cache
def _best_cut(minutes: int, lengths: tuple[int, ...]) -> tuple[int, ...]:
    """Slots, and 0 for each lost grain, with as few lost ones as can be."""
    if not minutes:
        return ()
    choices = [(length, *_best_cut(minutes - length, lengths)) for length in lengths if length <= minutes]
    return min([*choices, (0, *_best_cut(minutes - GRAIN, lengths))], key=lambda cut: cut.count(0))


def choice_of(model: AgendaModel, values: Ints) -> Choice:
    """The arcs of items that some values take; they tell agendas apart."""
    return tuple(int(values[column]) for column in _deciding(model))


def _deciding(model: AgendaModel) -> list[int]:
    return [column for arc, column in model.arcs.items() if arc.item is not None]


def allowed_beside(model: AgendaModel, matrix: Matrix, kept: Collection[Choice]) -> Agenda | None:
    """An agenda that the rows allow, with any values of derived columns, beside those kept; None if there is none."""
    program, variables = to_cp_model(matrix, None)
    deciding = [variables[column] for column in _deciding(model)]
    if kept and not deciding:
        return None
    if kept:
        program.add_forbidden_assignments(deciding, sorted(kept))
    return _solution(model, program, variables)


def cheaper_anyway(model: AgendaModel, matrix: Matrix, tier: int, prices: Mapping[Choice, int]) -> Agenda | None:
    """One of these agendas that can cost less than its price with some values of the derived columns, or None."""
    program, variables = to_cp_model(matrix, None)
    objective = matrix.objectives[tier]
    cost = cp_model.LinearExpr.weighted_sum([variables[c] for c in objective.columns], objective.costs.tolist())
    due = program.new_int_var(0, max(prices.values()), "price")
    deciding = [variables[column] for column in _deciding(model)]
    program.add_allowed_assignments([*deciding, due], [(*choice, amount) for choice, amount in prices.items()])
    program.add(cost < due)
    return _solution(model, program, variables)


def _solution(model: AgendaModel, program: cp_model.CpModel, variables: list[cp_model.IntVar]) -> Agenda | None:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = 60
    status = solver.solve(program)
    if status == cp_model.INFEASIBLE:
        return None
    assert status in {cp_model.OPTIMAL, cp_model.FEASIBLE}, solver.status_name(status)
    return model.agenda(_values(solver, variables))


def _values(solver: cp_model.CpSolver, variables: list[cp_model.IntVar]) -> Ints:
    return np.array([solver.value(one) for one in variables], dtype=np.int64)
