"""A first place for counted blocks: each near where it would like to be, open time in whole slots between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.agenda.problem import AgendaProblem, BlockKind, Segment, Session
from scheduler.agenda.waste import useless_minutes
from scheduler.calendar import GRAIN
from solver.agenda.model import AgendaModel, Arc, Cell
from solver.agenda.spread import acute_times


@dataclass(frozen=True, slots=True, order=True)
class _Wish:
    """A block to be placed and when it would best begin."""

    begin: float
    item: int
    minutes: int


def first_places(model: AgendaModel, counts: Mapping[Cell, int]) -> list[Arc]:
    """A path through every segment of a model that lays the counted blocks."""
    times = acute_times(model, counts)
    return [
        arc
        for session, place, segment in model.segments()
        if model.items_of(segment)
        for arc in _path(
            model.problem, (session, place), segment, _wishes(model, (session, place), segment, counts, times)
        )
    ]


def _wishes(
    model: AgendaModel,
    at: tuple[int, int],
    segment: Segment,
    counts: Mapping[Cell, int],
    times: Mapping[Cell, Sequence[int]],
) -> list[_Wish]:
    """The blocks of a segment in the order in which they will lie."""
    wishes = []
    for item in sorted(model.items_of(segment)):
        minutes = model.problem.items[item].minutes
        spread = [_best_begin(model, at[0], segment, item, place) for place in _places(counts.get((*at, item), 0))]
        begins = times.get((*at, item), spread)
        wishes += [_Wish(float(begin), item, minutes) for begin in begins]
    return sorted(wishes)


@dataclass(frozen=True, slots=True)
class _Place:
    """The number of a block among those of its item in a segment, and how many they are."""

    number: int
    count: int


def _places(count: int) -> list[_Place]:
    return [_Place(number, count) for number in range(count)]


def _best_begin(model: AgendaModel, session: int, segment: Segment, item: int, place: _Place) -> float:
    """Spread over the segment; visits at the edges, supervision when the trainee is there."""
    kind = model.problem.items[item].kind
    if kind is BlockKind.VISIT:
        return -1.0 if _leads(model.problem.sessions[session], segment, place) else float(segment.end)
    if kind is BlockKind.SUPERVISION:
        return max([segment.begin, *_supervised_from(model, session, segment)])
    return segment.begin + segment.minutes * (place.number + 0.5) / place.count


def _leads(session: Session, segment: Segment, place: _Place) -> bool:
    """Whether a visit goes to the beginning of the session rather than to its end."""
    only_one_edge = segment.end != session.end
    return segment.begin == session.begin and place.number == 0 and (place.count > 1 or only_one_edge)


def _supervised_from(model: AgendaModel, session: int, segment: Segment) -> Iterator[int]:
    for need in model.needs("supervision_short"):
        if session in need.sessions and segment.begin < need.end and need.begin < segment.end:
            yield need.begin


def _path(problem: AgendaProblem, at: tuple[int, int], segment: Segment, wishes: Sequence[_Wish]) -> Iterator[Arc]:
    lengths = problem.sessions[at[0]].open_lengths
    now = segment.begin
    for number, wish in enumerate(wishes):
        latest = segment.end - sum(later.minutes for later in wishes[number:])
        begin = _slots_before(now, min(latest, max(now, int(wish.begin))), latest, min(lengths, default=GRAIN))
        yield from _open_arcs(at, now, begin, lengths)
        now = begin + wish.minutes
        yield Arc(*at, begin, now, wish.item)
    yield from _open_arcs(at, now, segment.end, lengths)


def _slots_before(now: int, wished: int, latest: int, slot: int) -> int:
    """When to begin so that the open time before it is whole slots; at the very end only if that was wished."""
    if wished == latest:
        return latest
    return min(latest, now + slot * round((wished - now) / slot))


def _open_arcs(at: tuple[int, int], begin: int, end: int, lengths: Sequence[int]) -> Iterator[Arc]:
    """Open time as slots, as full as they can be, then grains that no slot uses."""
    while begin < end:
        left = end - begin
        kept = useless_minutes(left, tuple(lengths))
        fits = (n for n in lengths if n <= left and useless_minutes(left - n, tuple(lengths)) == kept)
        slot = next(fits, None)
        yield Arc(*at, begin, begin + (slot or GRAIN), lost=slot is None)
        begin += slot or GRAIN
