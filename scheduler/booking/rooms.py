"""Which room each session gets: numbered rooms of its site, never two sessions at once in one, and people stay put."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scheduler.practice import Practice
from scheduler.rota.papers import PlannedSession

Habit = tuple[str, str, str]
"""A practitioner, a site and a kind of room."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A session that occupies a room of a kind: `number` is its position in the rota, [begin, end) in minutes."""

    number: int
    practitioner: str
    site: str
    kind: str
    day: date
    begin: int
    end: int

    @property
    def habit(self) -> Habit:
        """Whose habit of which kind of room it is."""
        return self.practitioner, self.site, self.kind


class NoRoomError(ValueError):
    """A session for which no room of its kind is left; the rule `rooms` of rotas rules it out."""

    def __init__(self, stay: Stay) -> None:
        super().__init__(f"no {stay.kind} room is left at {stay.site} on {stay.day}")
        self.stay = stay


def stays_of(practice: Practice, sessions: Sequence[PlannedSession]) -> list[Stay]:
    """The sessions of a rota that occupy a room, its break included."""
    templates = {template.id: template for template in practice.templates}
    found: list[Stay] = []
    for number, session in enumerate(sessions):
        template = templates[session.template]
        if template.room is not None:
            span = (template.start, template.end)
            found.append(Stay(number, session.practitioner, session.site, template.room, session.on, *span))
    return found


def rooms_of(
    practice: Practice,
    stays: Iterable[Stay],
    last: Mapping[Habit, int] | None = None,
    kept: Mapping[int, int] | None = None,
) -> dict[int, int]:
    """The number of the room, from 1, of each stay by its position in the rota; `NoRoomError`.

    `last`: the room that somebody had before. `kept`: the rooms that stays were given already, never one twice at once;
    they keep them, but for a day on which another one would then find none.

    Interval colouring, day by day in order of start: it needs no more rooms than there are sessions at the busiest
    moment, whichever of the free rooms each one gets. So everybody gets the room they had last if it is free; the
    others leave rooms alone that somebody will come back to.
    """
    stock = {(site.id, kind): count for site in practice.sites for kind, count in site.rooms.items()}
    together: dict[tuple[date, str, str], list[Stay]] = defaultdict(list)
    for stay in stays:
        together[stay.day, stay.site, stay.kind].append(stay)
    had, given, known = dict(last or {}), dict[int, int](), kept or {}
    for (_, site, kind), of_day in sorted(together.items(), key=lambda one: one[0]):
        rooms = range(1, stock.get((site, kind), 0) + 1)
        in_turn = sorted(of_day, key=lambda one: _turn(one, had))
        fixed = {stay.number: known[stay.number] for stay in in_turn if known.get(stay.number, 0) in rooms}
        try:
            today = _coloured(in_turn, rooms, dict(had), fixed)
        except NoRoomError:
            today = _coloured(in_turn, rooms, dict(had), {})
        given |= today
        had |= {stay.habit: today[stay.number] for stay in in_turn}
    return given


def _turn(stay: Stay, had: Mapping[Habit, int]) -> tuple[int, bool, int]:
    """Who chooses before whom: by start, those with a habit first."""
    return stay.begin, stay.habit not in had, stay.number


def _coloured(in_turn: Sequence[Stay], rooms: range, had: dict[Habit, int], fixed: Mapping[int, int]) -> dict[int, int]:
    """The rooms of one day, site and kind; `had` is brought up to date. `fixed`: what is given already."""
    given = dict(fixed)
    for place, stay in enumerate(in_turn):
        if stay.number in fixed:
            had[stay.habit] = fixed[stay.number]
            continue
        meets = (one for one in in_turn if one.begin < stay.end and one.end > stay.begin)
        taken = {given[one.number] for one in meets if one.number in given}
        free = [room for room in rooms if room not in taken]
        if not free:
            raise NoRoomError(stay)
        wanted = Counter(had[one.habit] for one in in_turn[place + 1 :] if one.begin < stay.end and one.habit in had)
        usual = Counter(room for habit, room in had.items() if habit[1:] == stay.habit[1:])
        mine = had.get(stay.habit)
        had[stay.habit] = given[stay.number] = (
            mine if mine in free else min(free, key=lambda r: (wanted[r], usual[r], r))
        )
    return given
