"""Agendas as a linear model: how many blocks of each item a segment holds and, if asked, where they lie.

A segment's places are a path over its grains: an arc is a block of an item, a slot of open time, or a grain of open
time that no slot uses. Segments that take no item are settled: they are one block.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from scheduler.agenda.agenda import Agenda, Block
from scheduler.agenda.problem import AgendaProblem, BlockKind, Item, Need, Segment
from scheduler.agenda.rules import AGENDA_CARDS
from scheduler.calendar import GRAIN
from solver.agenda.constraints import agenda_constraint_of
from solver.linear import Ints, LinearModel, Term

Cell: TypeAlias = tuple[int, int, int]
"""A session, a segment of it, and an item."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A step [begin, end) through a segment: a block of an item, or open time (`item` None; `lost` if useless)."""

    session: int
    place: int
    begin: int
    end: int
    item: int | None = None
    lost: bool = False


class AgendaModel:
    """A linear model under construction for some sessions of a problem.

    `counts[cell]` is the column that counts blocks of an item in a segment, `arcs[arc]` the column of a step, there
    only with `places`. `given` fixes some counts. A `wide` model has columns for every item in every segment, so that
    rules can be tried against blocks that no segment allows.
    """

    def __init__(
        self,
        problem: AgendaProblem,
        sessions: Iterable[int] | None = None,
        *,
        places: bool = True,
        given: Mapping[Cell, int] | None = None,
        wide: bool = False,
    ) -> None:
        self.problem = problem
        self.sessions = frozenset(range(len(problem.sessions)) if sessions is None else sessions)
        self.places = places
        self.wide = wide
        self.linear = LinearModel()
        self.arcs: dict[Arc, int] = {}
        self.counts: dict[Cell, int] = {}
        self._given = given or {}
        for session in sorted(self.sessions):
            for place, segment in enumerate(problem.sessions[session].segments):
                if self.items_of(segment):
                    self._add_segment(session, place, segment)

    def items_of(self, segment: Segment) -> Collection[int]:
        """The items that have columns in a segment."""
        return range(len(self.problem.items)) if self.wide else sorted(segment.items)

    def segments(self) -> Iterator[tuple[int, int, Segment]]:
        """The segments of the model's sessions, settled ones included."""
        for session in sorted(self.sessions):
            for place, segment in enumerate(self.problem.sessions[session].segments):
                yield session, place, segment

    def _add_segment(self, session: int, place: int, segment: Segment) -> None:
        for item in self.items_of(segment):
            most = segment.minutes // self.problem.items[item].minutes
            if self.places:
                self._add_arcs((session, place, item), segment)
            elif most:
                self.counts[session, place, item] = self.linear.whole(most)
        if self.places:
            self._add_open(session, place, segment)

    def _add_arcs(self, cell: Cell, segment: Segment) -> None:
        session, place, item = cell
        minutes, given = self.problem.items[item].minutes, self._given.get(cell)
        if given == 0 or minutes > segment.minutes:
            return
        arcs = [
            Arc(session, place, begin, begin + minutes, item)
            for begin in range(segment.begin, segment.end - minutes + 1, GRAIN)
        ]
        columns = [self._add_arc(arc) for arc in arcs]
        self.counts[cell] = self.linear.total([(column, 1) for column in columns])
        if given is not None:
            self.linear.row([(self.counts[cell], 1)], lower=given, upper=given)

    def _add_open(self, session: int, place: int, segment: Segment) -> None:
        for begin in range(segment.begin, segment.end, GRAIN):
            self._add_arc(Arc(session, place, begin, begin + GRAIN, lost=True))
            for minutes in self.problem.sessions[session].open_lengths:
                if begin + minutes <= segment.end:
                    self._add_arc(Arc(session, place, begin, begin + minutes))

    def _add_arc(self, arc: Arc) -> int:
        self.arcs[arc] = column = self.linear.decision()
        return column

    def kind_of(self, arc: Arc) -> BlockKind:
        """What an arc's time is for."""
        return BlockKind.OPEN if arc.item is None else self.problem.items[arc.item].kind

    def arcs_of(self, session: int, kind: BlockKind) -> list[tuple[Arc, int]]:
        """The arcs of a kind in a session with their columns."""
        return self._by_kind.get((session, kind), [])

    @cached_property
    def _by_kind(self) -> dict[tuple[int, BlockKind], list[tuple[Arc, int]]]:
        found: dict[tuple[int, BlockKind], list[tuple[Arc, int]]] = {}
        for arc, column in self.arcs.items():
            found.setdefault((arc.session, self.kind_of(arc)), []).append((arc, column))
        return found

    def laid(self, need: Need) -> list[Term]:
        """What laid blocks give towards a need, in its unit."""
        if self.places and (need.begin > 0 or need.end < 1440):
            return self._laid_by_arcs(need)
        return [
            (column, self.problem.items[item].minutes // need.unit)
            for (session, place, item), column in self.counts.items()
            if session in need.sessions and self._may_count(need, self._segment(session, place), item)
        ]

    def counted(self, need: Need, counts: Mapping[Cell, int]) -> int:
        """What blocks give towards a need by how many each segment holds, in its unit."""
        return sum(
            count * (self.problem.items[item].minutes // need.unit)
            for (session, place, item), count in counts.items()
            if count and session in need.sessions and self._may_count(need, self._segment(session, place), item)
        )

    def _laid_by_arcs(self, need: Need) -> list[Term]:
        items = self.problem.items
        return [
            (column, (arc.end - arc.begin) // need.unit)
            for session in sorted(need.sessions & self.sessions)
            for arc, column in self.arcs_of(session, need.kind)
            if arc.item is not None and need.asks_for(need.kind, items[arc.item].motive, arc.begin)
        ]

    def _may_count(self, need: Need, segment: Segment, item: int) -> bool:
        """Whether a block of the item can lie in the segment so that it counts."""
        about = self.problem.items[item]
        last = segment.end - about.minutes
        first = max(segment.begin, need.begin)
        return first <= last and need.asks_for(about.kind, about.motive, first)

    def settled(self, need: Need) -> int:
        """What settled segments give towards a need, in its unit."""
        return sum(
            segment.minutes // need.unit
            for session, _, segment in self.segments()
            if session in need.sessions
            and not self.items_of(segment)
            and need.asks_for(segment.fill, None, segment.begin)
        )

    def _segment(self, session: int, place: int) -> Segment:
        return self.problem.sessions[session].segments[place]

    def segment_of(self, cell: Cell) -> Segment:
        """The segment of a cell."""
        return self._segment(cell[0], cell[1])

    def needs(self, rule: str | None = None) -> list[Need]:
        """The needs of a rule (None: of all) that concern the model's sessions."""
        return [n for n in self.problem.needs if rule in (None, n.rule) and n.sessions & self.sessions]

    def charge(self, rule: str, column: int, factor: int = 1) -> None:
        """Charge `factor` times the rule's weight for each unit of a column."""
        setting = self.problem.soft.get(rule)
        if setting is not None and setting.weight:
            self.linear.cost(setting.tier, column, factor * setting.weight)

    def agenda(self, values: Ints) -> Agenda:
        """The agenda that the values of a model with places stand for."""
        chosen = [arc for arc, column in self.arcs.items() if values[column]]
        return Agenda.of([*self._settled_blocks(), *self._blocks(chosen)])

    def _settled_blocks(self) -> Iterator[Block]:
        for session, _, segment in self.segments():
            if not self.items_of(segment):
                yield Block(session, segment.begin, segment.end, segment.fill)

    def _blocks(self, chosen: list[Arc]) -> Iterator[Block]:
        """The blocks of some arcs: steps of open time that follow each other in a segment are one."""
        begin: tuple[int, int, int] | None = None
        end = -1
        for arc in sorted(chosen, key=lambda arc: (arc.session, arc.place, arc.begin)):
            goes_on = begin is not None and (arc.session, arc.place, arc.begin) == (*begin[:2], end)
            if begin is not None and not (goes_on and arc.item is None):
                yield Block(begin[0], begin[2], end, BlockKind.OPEN)
                begin = None
            if arc.item is None:
                begin, end = begin or (arc.session, arc.place, arc.begin), arc.end
            else:
                item: Item = self.problem.items[arc.item]
                yield Block(arc.session, arc.begin, arc.end, item.kind, item.motive)
        if begin is not None:
            yield Block(begin[0], begin[2], end, BlockKind.OPEN)


def build_agenda_model(
    problem: AgendaProblem,
    sessions: Iterable[int] | None = None,
    *,
    places: bool = True,
    given: Mapping[Cell, int] | None = None,
    wide: bool = False,
    rules: Collection[str] | None = None,
) -> AgendaModel:
    """The model of some sessions (None: all) under all rules, or under some; `tiled` always holds."""
    model = AgendaModel(problem, sessions, places=places, given=given, wide=wide)
    for rule in AGENDA_CARDS:
        if rules is None or rule in rules or rule == "tiled":
            agenda_constraint_of(rule)(model)
    return model
